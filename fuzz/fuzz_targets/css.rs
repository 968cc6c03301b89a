//! Any text as a style sheet of a page, and as the style of one of its elements.
#![no_main]

use creditline::{ReadOptions, page};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|css: &str| {
    let attribute = css.replace('&', "&amp;").replace('"', "&quot;");
    let html = format!(
        "<!doctype html><style>{css}</style><article class=a id=b><p>One <b style=\"{attribute}\">two</b></p>\
         <ul><li class=c>three</li></ul></article>"
    );
    let _ = page::read(html.as_bytes(), &ReadOptions::default());
});
