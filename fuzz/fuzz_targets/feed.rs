//! Any bytes as a feed (RSS, Atom, JSON Feed) and as a sitemap: what they list is expanded, what they carry is loaded.
#![no_main]

use creditline_fuzz::load_as;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    load_as("fuzz.xml", "feed-content:", bytes);
    load_as("fuzz.xml", "sitemap:", bytes);
});
