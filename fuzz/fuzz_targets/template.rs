//! A template (the first line) that is looked for in a text (the rest).
#![no_main]

use std::collections::BTreeMap;

use creditline::text::template::Template;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let (source, text) = input.split_once('\n').unwrap_or((input, ""));
    if let Ok(template) = Template::parse(source) {
        let _ = template.find(text, &[]);
        let _ = template.fill(&BTreeMap::new());
    }
    if let Ok(template) = Template::regex(source) {
        let _ = template.find(text, &[]);
    }
});
