//! A fact a line: `Key: value`.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Fault, json};

/// What the lines of a header say, by key.
pub(super) type Facts = Map<String, Value>;

/// Adds a fact, if the text says something and the key is new.
pub(super) fn add(facts: &mut Facts, key: &str, value: &str) {
    let value = value.trim();
    if !value.is_empty() {
        let sign = if value.contains(';') { ';' } else { ',' };
        let names = value.split(sign).map(|name| Value::from(name.trim()));
        let key = key.trim().to_lowercase();
        let said = match key.as_str() {
            "authors" => names.collect(),
            _ => Value::from(value),
        };
        facts.entry(key).or_insert(said);
    }
}

/// The key and the value of a line that begins with `mark`, which may be nothing.
pub(super) fn fact<'t>(line: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let (key, value) = line.strip_prefix(mark)?.split_once(':')?;
    (!key.is_empty() && key.chars().all(is_sign)).then_some((key, value))
}

/// What a header says whose facts begin with `mark`, up to the first line that is none of it.
pub(super) fn header(text: &str, mark: &str, comment: &str) -> Facts {
    let mut facts = Facts::new();
    for line in text.lines() {
        // Two colons make a directive.
        if let Some((key, value)) = fact(line, mark).filter(|(_, value)| !value.starts_with(':')) {
            add(&mut facts, key, value);
        } else if !(line.trim().is_empty() || line.starts_with(comment)) {
            break;
        }
    }
    facts
}

/// Reads lines, with or without the mark of a comment of reStructuredText before them. What has no key is passed over.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    let mut facts = Facts::new();
    for line in text.lines() {
        if let Some((key, value)) = fact(line.strip_prefix(".. ").unwrap_or(line), "") {
            add(&mut facts, key, value);
        }
    }
    serde_json::from_value(Value::Object(facts)).map_err(json::fault)
}

/// The lines with which a file begins, if each has a key or belongs to one above it.
pub(super) struct Open<'t> {
    pub(super) keys: Vec<&'t str>,
    /// Where the line begins that ends them, and where it ends.
    pub(super) end: (usize, usize),
    /// Whether that is a fence; otherwise it is blank.
    pub(super) is_fenced: bool,
}

impl<'t> Open<'t> {
    pub(super) fn read(text: &'t str) -> Option<Self> {
        let mut keys = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let words = line.trim_end();
            let is_fenced = words == "---" && !keys.is_empty();
            if words.is_empty() || is_fenced {
                return Some(Self {
                    keys,
                    end: (at, at + line.len()),
                    is_fenced,
                });
            }
            match fact(words, "") {
                Some((key, _)) => keys.push(key),
                None if !keys.is_empty() && words.starts_with([' ', '\t', '-']) => {}
                None => return None,
            }
            at += line.len();
        }
        None
    }

    pub(super) fn has_title(&self) -> bool {
        self.keys
            .iter()
            .any(|key| key.eq_ignore_ascii_case("title"))
    }
}
