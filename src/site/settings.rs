//! The settings of a generator: data in YAML, TOML or JSON, or a script of which only plain values are read.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// The most that is read of settings. By hand.
const MAX: u64 = 256 * 1024;

/// Settings, as far as they can be read without running anything.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    data: Value,
    script: String,
}

impl Settings {
    /// Reads the first of these files, or folders of files, that is there. What cannot be read says nothing.
    pub(super) fn read(folder: &Path, names: &[&str]) -> Self {
        let Some(path) = names
            .iter()
            .map(|name| folder.join(name))
            .find(|path| path.exists())
        else {
            return Self::default();
        };
        if path.is_dir() {
            // Hugo's `config/_default`, in which the main file has one of two names, and each map may have a file.
            let named = |name: &str| {
                ["toml", "yaml", "yml", "json"].map(|ending| format!("{name}.{ending}"))
            };
            let read = |names: &[String]| {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                Self::read(&path, &names)
            };
            let mut main = read(&[named("hugo"), named("config")].concat());
            for key in ["languages", "permalinks"] {
                let part = read(&named(key)).data;
                if part.is_object() {
                    match &mut main.data {
                        Value::Object(map) => drop(map.insert(key.to_owned(), part)),
                        data => *data = serde_json::json!({ key: part }),
                    }
                }
            }
            return main;
        }
        let is_small = fs::metadata(&path).is_ok_and(|meta| meta.is_file() && meta.len() <= MAX);
        let Some(text) = is_small.then(|| fs::read_to_string(&path).ok()).flatten() else {
            return Self::default();
        };
        let ending = path.extension().and_then(|ending| ending.to_str());
        let data = match ending {
            Some("toml") => toml::from_str(&text).ok(),
            Some("yml" | "yaml") => serde_yaml::from_str(&text).ok(),
            Some("json") => serde_json::from_str(&text).ok(),
            _ => None,
        };
        Self {
            data: data.unwrap_or_default(),
            script: match ending {
                Some("toml" | "yml" | "yaml" | "json") => String::new(),
                _ => text,
            },
        }
    }

    /// The value of a top-level key in any letter case: in a script, the first text in quotes behind the key.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        if key.is_empty() {
            return None;
        }
        match self.value(key) {
            Some(value) => text(value),
            None => scripted(&self.script, key),
        }
    }

    /// The texts under a key of those maps of a script that stand right behind one of these words, such as the options of
    /// a plug-in.
    pub(super) fn inside(&self, words: &[&str], key: &str) -> Vec<String> {
        let parts = words.iter().flat_map(|word| parts(&self.script, word));
        parts.filter_map(|part| scripted(part, key)).collect()
    }

    /// What stands under a top-level key, in any letter case.
    pub(super) fn value(&self, key: &str) -> Option<&Value> {
        let mut entries = self.data.as_object()?.iter();
        entries
            .find(|(name, _)| name.eq_ignore_ascii_case(key))
            .map(|(_, value)| value)
    }

    #[cfg(test)]
    pub(super) fn of(data: Value) -> Self {
        Self {
            data,
            script: String::new(),
        }
    }

    #[cfg(test)]
    pub(super) fn of_script(script: &str) -> Self {
        Self {
            data: Value::Null,
            script: script.to_owned(),
        }
    }
}

/// A value as one text: words, numbers, and the days of TOML, which come as a map with one key.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(map) if map.len() == 1 => map.values().next()?.as_str()?.to_owned(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Maps of a script that are looked through, at most (by hand: plug-ins of one kind).
const PARTS: usize = 20;

/// The insides of the maps right behind a word: `docs: {…}`, `['@docusaurus/plugin-content-docs', {…}]`.
fn parts<'s>(script: &'s str, word: &str) -> Vec<&'s str> {
    let mut found = Vec::new();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '-' | '/');
    for (at, _) in script.match_indices(word) {
        let before = script
            .get(..at)
            .and_then(|before| before.chars().next_back());
        let rest = script.get(at + word.len()..).unwrap_or_default();
        let is_part =
            before.is_some_and(|c| is_name(c) && !(c == '/' && word.starts_with("plugin")));
        if is_part || rest.starts_with(is_name) {
            continue;
        }
        let signs = |c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '`' | ':' | ',');
        let Some(inner) = rest.trim_start_matches(signs).strip_prefix('{') else {
            continue;
        };
        let mut depth = 1_usize;
        let end = inner.bytes().position(|byte| {
            match byte {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        found.push(inner.get(..end.unwrap_or(inner.len())).unwrap_or_default());
        if found.len() == PARTS {
            break;
        }
    }
    found
}

/// `key: 'value'` outside of comments; what is computed is not known.
fn scripted(script: &str, key: &str) -> Option<String> {
    script.lines().find_map(|line| {
        if line.trim_start().starts_with("//") {
            return None;
        }
        let mut from = 0;
        while let Some(at) = line.get(from..)?.find(key) {
            let start = from + at;
            from = start + key.len();
            let before = line.get(..start)?.chars().next_back();
            let is_word =
                before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '.'));
            let rest = line
                .get(from..)?
                .trim_start_matches(['"', '\''])
                .trim_start();
            let Some(value) = rest.strip_prefix([':', '=']).filter(|_| !is_word) else {
                continue;
            };
            let value = value.trim_start();
            let Some(quote) = value
                .chars()
                .next()
                .filter(|c| matches!(c, '"' | '\'' | '`'))
            else {
                continue;
            };
            let inner = value.get(1..)?;
            let value = inner.get(..inner.find(quote)?)?;
            return (!value.is_empty() && !value.contains("${")).then(|| value.to_owned());
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_give_plain_values_only() {
        let script = "// site: 'https://no.example'\nconst website = 'x';\nexport default defineConfig({\n  \
                      site: \"https://a.example/b\", dir: { input: 'src', output: `out` },\n  base: compute(),\n};";
        let settings = Settings::of_script(
            "presets: [['classic', { docs: { sidebarPath: 'x.js', path: 'handbook' }, blog: { path: '../news' } }]],\n\
             plugins: [['@docusaurus/plugin-content-docs', { id: 'a', path: 'guides' }], other({ docs })],",
        );
        let inside = |words: &[&str]| settings.inside(words, "path");
        assert_eq!(
            inside(&["docs", "plugin-content-docs"]),
            ["handbook", "guides"]
        );
        assert_eq!(inside(&["blog"]), ["../news"]);
        for (key, value) in [
            ("site", Some("https://a.example/b")),
            ("input", Some("src")),
            ("output", Some("out")),
            ("base", None),
            ("web", None),
        ] {
            assert_eq!(scripted(script, key).as_deref(), value, "{key}");
        }
    }
}
