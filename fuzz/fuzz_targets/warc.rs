//! Any bytes as a web archive: its pages are listed and loaded.
#![no_main]

use creditline_fuzz::load_as;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| load_as("fuzz.warc", "", bytes));
