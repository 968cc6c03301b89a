//! Puts the languages into the program: every `languages/*.yaml` becomes an entry of one compact JSON text.
//!
//! Reading YAML at the start of each run would cost more than checking a page does, so it is done here, once.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("languages");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=languages");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    // The order of a directory differs from system to system.
    files.sort();
    let mut languages = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        let options = serde_yaml::options! { strict_booleans: true };
        let language: serde_json::Value = serde_yaml::from_str_with_options(&text, options)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        languages.push(language);
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("languages.json");
    fs::write(out, serde_json::to_string(&languages)?)?;
    Ok(())
}
