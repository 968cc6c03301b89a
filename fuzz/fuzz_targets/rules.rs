//! Any text as a file of rules; what is wrong with it must be printable.
#![no_main]

use creditline::RuleSets;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match RuleSets::from_text("fuzz.yaml", text) {
        Ok(rules) => assert!(rules.iter().count() > 0),
        Err(problems) => assert!(!problems.to_string().is_empty()),
    }
});
