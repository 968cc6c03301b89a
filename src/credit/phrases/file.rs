//! The file of credit phrases: its form and its checks.

use std::collections::BTreeMap;

use serde::Deserialize;
use thiserror::Error;

/// A larger file is refused.
const MAX_BYTES: usize = 1024 * 1024;

/// More phrases are refused: the automaton over them has to stay small.
const MAX_PHRASES: usize = 10_000;

/// A longer phrase is a sentence, which belongs into a rule.
const MAX_PHRASE_CHARS: usize = 80;

/// Why a phrase file was refused.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PhraseError {
    /// Not the YAML of a phrase file.
    #[error("the phrase file cannot be read: {0}")]
    Yaml(String),
    /// Another version of the format.
    #[error("the phrase file has version {0}, this program reads version 1")]
    Version(u32),
    /// Larger than the limits.
    #[error("the phrase file is too large: at most {MAX_BYTES} bytes and {MAX_PHRASES} phrases")]
    TooLarge,
    /// A phrase that can never match or would match everywhere.
    #[error("phrase `{phrase}` of language `{language}`: {reason}")]
    Phrase {
        /// The language it stands under.
        language: String,
        /// The phrase as written.
        phrase: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The phrases do not fit into one automaton.
    #[error("the phrases cannot be compiled: {0}")]
    Automaton(String),
}

/// What must stand around a phrase for it to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Need {
    Boundary,
    Colon,
    Link,
    Original,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Entry {
    Plain(String),
    Marked(BTreeMap<String, Vec<Need>>),
}

impl Entry {
    /// The phrase as written and its needs.
    pub(super) fn parts(&self) -> Option<(&str, &[Need])> {
        match self {
            Self::Plain(phrase) => Some((phrase, &[])),
            Self::Marked(map) => {
                let mut entries = map.iter();
                let (phrase, needs) = entries.next()?;
                entries.next().is_none().then_some((phrase, needs))
            }
        }
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Language {
    pub(super) subjects: Vec<String>,
    pub(super) months: Vec<String>,
    pub(super) credit: Vec<Entry>,
    pub(super) demand: Vec<Entry>,
    pub(super) permalink: Vec<Entry>,
    pub(super) byline: Vec<Entry>,
    pub(super) negative: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    version: u32,
    pub(super) languages: BTreeMap<String, Language>,
}

/// Reads and checks a phrase file.
pub(super) fn read(yaml: &str) -> Result<File, PhraseError> {
    if yaml.len() > MAX_BYTES {
        return Err(PhraseError::TooLarge);
    }
    let file: File =
        serde_yaml::from_str(yaml).map_err(|error| PhraseError::Yaml(error.to_string()))?;
    if file.version != 1 {
        return Err(PhraseError::Version(file.version));
    }
    let mut count = 0;
    for (name, language) in &file.languages {
        for list in [
            &language.credit,
            &language.demand,
            &language.permalink,
            &language.byline,
            &language.negative,
        ] {
            count += list.len();
            for entry in list {
                check(name, entry)?;
            }
        }
    }
    if count > MAX_PHRASES {
        return Err(PhraseError::TooLarge);
    }
    Ok(file)
}

fn check(language: &str, entry: &Entry) -> Result<(), PhraseError> {
    let refuse = |phrase: &str, reason| {
        Err(PhraseError::Phrase {
            language: language.to_owned(),
            phrase: phrase.to_owned(),
            reason,
        })
    };
    let Some((phrase, _)) = entry.parts() else {
        return refuse(
            "…",
            "write one phrase an entry, with its needs behind a colon",
        );
    };
    let words = phrase.strip_suffix('*').unwrap_or(phrase);
    if phrase.chars().count() > MAX_PHRASE_CHARS {
        return refuse(phrase, "it is longer than 80 characters");
    }
    if words.contains('*') {
        return refuse(phrase, "a `*` may stand at its end only");
    }
    if words.trim() != words || !words.chars().any(|c| c.is_alphanumeric() || c == '©') {
        return refuse(phrase, "it needs a letter, and no space at its ends");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_a_phrase_file_are_named() {
        let head = "version: 1\nlanguages:\n  en:\n    credit:\n";
        for (yaml, expected) in [
            ("version: 2\nlanguages: {}".to_owned(), "version 2"),
            (format!("{head}      - '*'"), "needs a letter"),
            (format!("{head}      - a*b"), "at its end only"),
            (
                format!("{head}      - {}", "x".repeat(81)),
                "longer than 80",
            ),
            (format!("{head}      - via: [lnk]"), "cannot be read"),
            (format!("{head}    frases: []"), "cannot be read"),
        ] {
            let error = read(&yaml).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
