//! Any bytes as an HTML page, judged against an original that they may hold.
#![no_main]

use std::sync::LazyLock;

use creditline::{Library, ReadOptions, RuleSets, page, read_original};
use libfuzzer_sys::fuzz_target;

const ORIGINAL: &[u8] = include_bytes!("../../samples/originals/lecun-world-models.html");

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let rules = RuleSets::builtin();
    let original = page::read(ORIGINAL, &ReadOptions::default()).expect("the sample is read");
    let original = read_original(&original, &rules).expect("the sample is an original");
    Library::new(vec![original], &rules)
});

fuzz_target!(|bytes: &[u8]| {
    let options = ReadOptions {
        content_type: Some("text/html".to_owned()),
        ..ReadOptions::default()
    };
    if let Ok(page) = page::read(bytes, &options) {
        let _ = LIBRARY.audit(&page);
    }
});
