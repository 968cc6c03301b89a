//! What several targets share.

use std::fs;

use creditline::input::{ExpandOptions, LoadOptions, Loader};

/// Writes the bytes to a file of this name, names it with the prefix, and loads whatever that comes to.
///
/// # Panics
/// When the file cannot be written, which is no fault of the bytes.
pub fn load_as(name: &str, prefix: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let file = folder.path().join(name);
    fs::write(&file, bytes).expect("the file can be written");
    let loader = Loader::new(LoadOptions::default());
    let named = format!("{prefix}{}", file.display());
    let expanded = loader.expand(&[named], &ExpandOptions::default());
    for source in &expanded.sources {
        let _ = loader.load(source);
    }
}
