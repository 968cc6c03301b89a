//! Any text as `creditline.yaml`; what is wrong with it must be printable.
#![no_main]

use std::path::Path;

use creditline::config::Config;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // A folder that is not there: no file that the text names is opened.
    let file = Path::new("/nonexistent/creditline.yaml");
    if let Err(problems) = Config::from_text(file, text.to_owned()) {
        assert!(!problems.to_string().is_empty());
    }
});
