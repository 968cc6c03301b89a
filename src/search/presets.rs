//! The engines that the program knows.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::engine::{Engine, Parts};
use super::read::parts;
use crate::yaml::{Node, Reader, document};

static PRESETS: LazyLock<BTreeMap<String, Parts>> = LazyLock::new(|| {
    let read = document(
        "builtin:presets",
        include_str!("presets.yaml"),
        |reader, node| {
            let engines = reader.any_map(node, "the presets")?;
            let mut presets = BTreeMap::new();
            for (name, node) in engines {
                presets.extend(parts(reader, node, &[]).map(|parts| (name.value.clone(), parts)));
            }
            Some(presets)
        },
    );
    // A test reads the file.
    read.unwrap_or_default()
});

/// A built-in engine, as a configuration would have written it.
pub fn preset(name: &str) -> Option<&'static Parts> {
    PRESETS.get(name)
}

/// The names of the built-in engines.
pub fn preset_names() -> impl Iterator<Item = &'static str> + Clone {
    PRESETS.keys().map(String::as_str)
}

/// Reads an engine of a configuration, whole.
pub(crate) fn engine(reader: &mut Reader<'_>, name: &str, node: &Node) -> Option<Engine> {
    let before = reader.problems.len();
    let names: Vec<&str> = preset_names().collect();
    let mut parts = parts(reader, node, &names)?;
    // An engine that is called like a built-in one is that one, with changes.
    if parts.preset.is_none() && preset(name).is_some() {
        parts.preset = Some(name.to_owned());
    }
    if reader.problems.len() > before {
        return None;
    }
    let base = parts.preset.as_deref().and_then(preset);
    match parts.clone().engine(name, base) {
        Ok(engine) => Some(engine),
        Err(error) => {
            reader.error(node.referenced, error.to_string());
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_presets_are_read_and_each_asks_for_something() {
        let names: Vec<&str> = preset_names().collect();
        let known = [
            "brave",
            "common-crawl-index",
            "generic",
            "google-cse",
            "searxng",
        ];
        assert_eq!(names, known);
        for name in ["brave", "google-cse", "searxng", "common-crawl-index"] {
            let mut parts = preset(name).unwrap().clone();
            for value in ["base", "cx", "crawl"] {
                parts
                    .values
                    .insert(value.to_owned(), "https://v.example".to_owned());
            }
            parts.engine(name, None).unwrap();
        }
        let error = preset("generic")
            .unwrap()
            .clone()
            .engine("generic", None)
            .unwrap_err();
        assert!(error.to_string().contains("`address`"), "{error}");
    }
}
