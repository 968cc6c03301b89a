//! Any bytes as Markdown, with front matter, as plain files and as MDX.
#![no_main]

use creditline::page::Format;
use creditline::{ReadOptions, page};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for location in ["a.md", "a.mdx"] {
        let options = ReadOptions {
            location: location.to_owned(),
            format: Some(Format::Markdown),
            ..ReadOptions::default()
        };
        let _ = page::read(bytes, &options);
    }
});
