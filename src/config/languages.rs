//! Languages of the user's own: files of the form that the built-in ones have.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, json};

use super::Entry;
use crate::languages::{self, KEYS, Language};
use crate::text::template::Template;
use crate::yaml::{Node, Problem, Problems, Reader, Value, document, read_text};

/// The version of the form of language files.
const VERSION: u32 = 1;

/// Reads language files, and all `*.yaml` of folders.
///
/// # Errors
/// Every problem of every file.
fn read_languages(entries: &[Entry]) -> Result<Vec<Language>, Problems> {
    let mut languages = Vec::new();
    let mut problems = Vec::new();
    let mut sources = BTreeMap::new();
    for file in entries.iter().flat_map(|entry| files(&entry.target)) {
        let name = file.display().to_string();
        match read_text(&file) {
            Ok(text) => {
                match language(&name, &text) {
                    Ok(language) => languages.push(language),
                    Err(found) => problems.extend(found),
                }
                sources.insert(name, text);
            }
            Err(message) => problems.push(Problem::of_file(name, message)),
        }
    }
    if problems.is_empty() {
        Ok(languages)
    } else {
        Err(Problems { problems, sources })
    }
}

/// A file itself, or the language files of a folder in the order of their names.
fn files(path: &Path) -> Vec<PathBuf> {
    let Ok(folder) = std::fs::read_dir(path) else {
        return vec![path.to_owned()];
    };
    let mut files: Vec<PathBuf> = folder
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    files.sort();
    files
}

/// Reads the text of one language file.
///
/// # Errors
/// Every problem of the file.
fn language(name: &str, text: &str) -> Result<Language, Vec<Problem>> {
    document(name, text, |reader, node| {
        let outline = format!(
            "a language is `version: {VERSION}`, `language:` with its tag, and words such as `credit:`; see \
             languages/README.md"
        );
        let fields = reader.versioned(node, VERSION, "the language", KEYS, &outline)?;
        let tag = match fields.get("language") {
            Some(tag) => reader.text(tag, "`language`").filter(|text| {
                let fits = is_tag(text);
                if !fits {
                    let message = format!("`{text}` is not a language tag");
                    reader.error_help(
                        tag.referenced,
                        message,
                        "write it as pages do: `gl`, `zh-Hant`",
                    );
                }
                fits
            }),
            None => {
                let help = "add its BCP 47 tag, such as `language: gl`";
                reader.error_help(
                    node.referenced,
                    "the file does not say which `language`",
                    help,
                );
                None
            }
        };
        let mut whole = Map::new();
        for key in KEYS.iter().filter(|key| **key != "version") {
            let Some(value) = fields.get(key) else {
                continue;
            };
            if let Err((place, message)) = read_key(key, value) {
                reader.error(place.referenced, message);
            } else {
                whole.insert((*key).to_owned(), plain(value));
            }
        }
        let language: Language = serde_json::from_value(whole.into()).ok()?;
        check(reader, &fields, &language);
        tag.map(|tag| Language {
            tag,
            version: VERSION,
            ..language
        })
    })
}

/// Whether a text has the form of a BCP 47 tag.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let fits = |part: &str, least: usize| {
        (least..=8).contains(&part.len())
            && part.bytes().all(|letter| letter.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(|base| {
        base.len() <= 3 && fits(base, 2) && base.bytes().all(|letter| letter.is_ascii_alphabetic())
    }) && parts.all(|part| fits(part, 1))
}

/// Reads the value of one key; the error is the innermost place that cannot be read.
fn read_key<'n>(key: &str, value: &'n Node) -> Result<(), (&'n Node, String)> {
    let fits = |value: serde_json::Value| {
        serde_json::from_value::<Language>(json!({ key: value })).map_err(|error| {
            let text = error.to_string();
            match text.rsplit_once("expected ").map(|(_, wanted)| wanted) {
                Some("a sequence") => format!("`{key}` must be a list, such as `[one, two]`"),
                Some("a string") => format!("`{key}` must be a text"),
                Some(wanted) if wanted == "a map" || wanted.starts_with("struct ") => {
                    format!("`{key}` must be a mapping (`key: value` lines)")
                }
                _ => format!("`{key}`: {text}"),
            }
        })
    };
    let Err(message) = fits(plain(value)) else {
        return Ok(());
    };
    match &value.value {
        Value::List(items) => {
            for item in items {
                fits(json!([plain(item)])).map_err(|message| (item, message))?;
            }
        }
        // A letter is read as a whole: its keys need one another.
        Value::Map(entries) if key != "letter" => {
            for (inner, item) in entries {
                fits(json!({ inner.value.as_str(): plain(item) }))
                    .map_err(|message| (item, message))?;
            }
        }
        _ => {}
    }
    Err((value, message))
}

/// What a readable file may still have wrong: phrases that cannot match, templates that are none.
fn check(reader: &mut Reader<'_>, fields: &crate::yaml::Fields<'_>, language: &Language) {
    for (key, list) in [
        ("credit", &language.credit),
        ("demand", &language.demand),
        ("permalink", &language.permalink),
        ("byline", &language.byline),
        ("negative", &language.negative),
    ] {
        for (phrase, node) in list.iter().zip(items(fields, key)) {
            if let Some(fault) = phrase.fault() {
                let message = format!("the phrase `{}` cannot be used: {fault}", phrase.text);
                reader.error(node.referenced, message);
            }
        }
    }
    for (key, list) in [
        ("translator", &language.translator),
        ("credit_line", &language.credit_line),
    ] {
        for (text, node) in list.iter().zip(items(fields, key)) {
            if let Err(error) = Template::parse(text) {
                reader.template_error(node, &error);
            }
        }
    }
}

/// What a key lists.
fn items<'a>(fields: &crate::yaml::Fields<'a>, key: &str) -> &'a [Node] {
    match fields.get(key).map(|node| &node.value) {
        Some(Value::List(items)) => items,
        _ => &[],
    }
}

/// A node without its places.
fn plain(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => json!(value),
        Value::Whole(value) | Value::Number(value) => json!(value),
        Value::Text(text) => json!(text),
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Map(entries) => entries
            .iter()
            .map(|(key, value)| (key.value.clone(), plain(value)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

impl super::Config {
    /// Makes the languages of the configuration known to the whole process. Nothing may have been read before.
    ///
    /// # Errors
    /// Every problem of the language files.
    pub fn add_languages(&self) -> Result<(), Problems> {
        if self.languages.is_empty() {
            return Ok(());
        }
        languages::add(read_languages(&self.languages)?)
            .map_err(|error| self.problems(vec![Problem::of_file(&self.file, error.to_string())]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_files_are_of_the_form_that_users_write() {
        for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("languages")) {
            let text = read_text(&path).unwrap();
            let read = language(&path.display().to_string(), &text).unwrap();
            assert_eq!(
                format!("{}.yaml", read.tag),
                path.file_name().unwrap().to_str().unwrap()
            );
        }
    }

    #[test]
    fn slips_are_told_at_their_place() {
        let head = "version: 1\nlanguage: gl\n";
        for (body, line, expected) in [
            ("credit:\n  - fonte: [colom]\n", 4, "colom"),
            ("credit:\n  - fonte\n  - '*'\n", 5, "needs a letter"),
            ("credit:\n  - a*b\n", 4, "at its end only"),
            ("lables:\n  author: [autor]\n", 3, "unknown key `lables`"),
            ("labels:\n  autor: [autor]\n", 4, "autor"),
            ("credit_line: ['{titel}: {url}']\n", 3, "titel"),
            ("roles: 3\n", 3, "roles"),
            ("letter: {subject: x}\n", 3, "missing field"),
        ] {
            let problems = language("gl.yaml", &format!("{head}{body}")).unwrap_err();
            let [problem] = problems.as_slice() else {
                panic!("{body}: {problems:?}");
            };
            assert!(problem.message.contains(expected), "{problem}");
            assert_eq!(problem.line, line, "{problem}");
        }
        for (text, expected) in [
            ("version: 2\nlanguage: gl\n", "version 2"),
            ("version: 1\nlanguage: galician!\n", "not a language tag"),
            ("version: 1\ncredit: [fonte]\n", "which `language`"),
            ("", "empty"),
        ] {
            let problems = language("gl.yaml", text).unwrap_err();
            assert!(problems[0].message.contains(expected), "{problems:?}");
        }
    }
}
