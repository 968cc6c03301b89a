//! Puts the languages and the built-in rule sets into the program, each folder of YAML as one file of MessagePack.
//!
//! Reading YAML at the start of each run would cost more than checking a page does, so it is done here, once.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

// Two files of the crate, which uses more of them than the build does.
#[allow(dead_code)]
#[path = "src/yaml/baked.rs"]
mod baked;
#[allow(dead_code)]
#[path = "src/yaml/tree.rs"]
mod tree;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/yaml");
    let mut languages = Vec::new();
    for file in files("languages")? {
        let text = fs::read_to_string(&file)?;
        let options = serde_yaml::options! { strict_booleans: true };
        let language: serde_json::Value = serde_yaml::from_str_with_options(&text, options)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        languages.push(language);
    }
    write("languages.msgpack", &languages)?;

    let mut rules = BTreeMap::new();
    for file in files("rules")? {
        let text = fs::read_to_string(&file)?;
        let tree = tree::parse(&text).map_err(|(message, place)| {
            format!("{}:{}: {message}", file.display(), place.line())
        })?;
        let name = file.file_stem().unwrap_or_default();
        rules.insert(
            name.to_string_lossy().into_owned(),
            baked::Baked::from(tree),
        );
    }
    write("rules.msgpack", &rules)
}

/// The YAML files of a folder, in an order that is the same on every system.
fn files(folder: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={folder}");
    let mut files: Vec<PathBuf> = fs::read_dir(Path::new(folder))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    files.sort();
    Ok(files)
}

fn write(name: &str, what: &impl Serialize) -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join(name);
    fs::write(out, rmp_serde::to_vec(what)?)?;
    Ok(())
}
