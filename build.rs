//! Puts the languages and the built-in rule sets into the program, each folder of YAML as MessagePack, and the words that are
//! searched for as indexes (`src/vocabulary`).
//!
//! Reading YAML at the start of each run would cost more than checking a page does, so it is done here, once.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Value, json};

use crate::languages::Language;
use crate::vocabulary::index::Index;
use crate::vocabulary::{boilerplate, notice, phrase};

// Files of the crate, which uses more of them than the build does.
#[allow(dead_code)]
#[path = "src/yaml/baked.rs"]
mod baked;
#[allow(dead_code, unused_imports, unreachable_pub)]
#[path = "src/languages"]
mod languages {
    mod label;
    mod letter;
    mod model;
    mod notice;
    mod phrase;

    pub(crate) use label::Label;
    pub(crate) use letter::{Letter, LetterParts};
    pub(crate) use model::Language;
    pub(crate) use notice::{NoticeWords, Word};
    pub(crate) use phrase::{Need, Phrase};
}
#[allow(dead_code, unused_imports, unreachable_pub)]
#[path = "src/text"]
mod text {
    mod dictionary;
    mod fold;
    mod fold_marks;
    mod fold_pinyin;
    mod lookalike;
    mod offsets;
    pub(crate) mod script;
    mod traditional;

    pub(crate) use dictionary::Dictionary;
    pub(crate) use fold::folded;
}
#[allow(dead_code)]
#[path = "src/yaml/tree.rs"]
mod tree;
#[allow(dead_code)]
#[path = "src/vocabulary"]
mod vocabulary {
    pub(crate) mod boilerplate;
    pub(crate) mod index;
    pub(crate) mod notice;
    pub(crate) mod phrase;
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/yaml");
    println!("cargo::rerun-if-changed=src/languages");
    println!("cargo::rerun-if-changed=src/text");
    println!("cargo::rerun-if-changed=src/vocabulary");
    let mut languages = Vec::new();
    let mut indexed = Vec::new();
    for file in files("languages")? {
        let text = fs::read_to_string(&file)?;
        let options = serde_yaml::options! { strict_booleans: true };
        let mut language: Value = serde_yaml::from_str_with_options(&text, options)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        indexed.push(taken_out(&mut language));
        languages.push(language);
    }
    write("languages.msgpack", &languages)?;
    write("indexed.msgpack", &indexed)?;
    let indexed: Vec<Language> = serde_json::from_value(indexed.into())?;
    let all = || (0u8..).zip(&indexed);
    let words = all().flat_map(|(number, language)| notice::words(language, number));
    write_bytes("notices.index", &Index::bytes(words))?;
    let words = all().flat_map(|(number, language)| phrase::phrases(language, number));
    write_bytes("phrases.index", &Index::bytes(words))?;
    let words = all().flat_map(|(number, language)| boilerplate::phrases(language, number));
    write_bytes("boilerplate.index", &Index::bytes(words))?;

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

/// Takes the words that are indexed out of a language: most runs need no list of them.
fn taken_out(language: &mut Value) -> Value {
    let take = |from: &mut Value, key| from.as_object_mut().and_then(|keys| keys.remove(key));
    let keys = [
        "notice",
        "credit",
        "demand",
        "permalink",
        "byline",
        "negative",
    ];
    let taken = keys.map(|key| (key, take(language, key)));
    let phrases = { language.get_mut("boilerplate") }.and_then(|all| take(all, "phrases"));
    let boilerplate = phrases.map(|phrases| json!({ "phrases": phrases }));
    let taken = taken.into_iter().chain([("boilerplate", boilerplate)]);
    taken
        .filter_map(|(key, words)| Some((key.to_owned(), words?)))
        .collect()
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
    write_bytes(name, &rmp_serde::to_vec(what)?)
}

fn write_bytes(name: &str, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join(name);
    Ok(fs::write(out, bytes)?)
}
