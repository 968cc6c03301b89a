//! The templates of letters: built in, and replaced language by language from a file.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Tone;
use crate::finding::Code;
use crate::languages::{self, Letter, LetterParts};
use crate::yaml::did_you_mean;

/// A larger file of templates is refused. By hand.
const MAX_BYTES: usize = 1024 * 1024;

/// What may stand in braces.
const PLACEHOLDERS: &[&str] = &[
    "page",
    "page_title",
    "url",
    "title",
    "author",
    "publisher",
    "share",
    "date",
    "reference",
];

/// What is wrong with a file of templates.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// Larger than one MiB.
    #[error("the file of letters has more than {} KiB", MAX_BYTES / 1024)]
    TooLarge,
    /// Not YAML of the expected form.
    #[error("{0}")]
    Yaml(String),
    /// Another version of the form.
    #[error("the file of letters has version {0}; this version of creditline reads version 1")]
    Version(u32),
    /// A text that cannot be used.
    #[error("the letters of `{language}`: {problem}")]
    Text {
        /// The language it stands under.
        language: String,
        /// What is wrong and what to do.
        problem: String,
    },
}

/// Letters by language.
#[derive(Debug, Clone)]
pub struct Templates {
    languages: BTreeMap<String, Language>,
    english: Language,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    languages: BTreeMap<String, Letter>,
}

/// The texts of one language.
#[derive(Debug, Clone)]
pub(super) struct Language {
    pub(super) letter: Letter,
    pub(super) tag: String,
    pub(super) is_english: bool,
}

impl Language {
    fn new(tag: &str, letter: Letter) -> Self {
        Self {
            letter,
            tag: tag.to_owned(),
            is_english: tag == "en" || tag.starts_with("en-"),
        }
    }
}

impl Language {
    /// What a letter of this tone begins and ends with, if there is one.
    pub(super) fn parts(&self, tone: Tone) -> Option<&LetterParts> {
        match tone {
            Tone::Friendly => Some(&self.letter.friendly),
            Tone::Formal => Some(&self.letter.formal),
            Tone::Takedown => Some(&self.letter.takedown),
            Tone::Reminder => self.letter.reminder.as_ref(),
            Tone::Thanks => self.letter.thanks.as_ref(),
        }
    }
}

impl Templates {
    /// The built-in letters.
    ///
    /// # Errors
    /// Never for the file that is built in; a test reads it.
    pub fn builtin() -> Result<Self, TemplateError> {
        let letters = languages::all().iter().filter_map(|language| {
            let letter = language.letter.clone()?;
            // One letter for both scripts of Chinese, until there are two.
            let tag = match language.tag.as_str() {
                "zh-Hans" => "zh",
                tag => tag,
            };
            Some((tag.to_ascii_lowercase(), letter))
        });
        let languages = checked(letters)?;
        let english = languages.get("en").cloned();
        let english = english.ok_or_else(|| TemplateError::Yaml("no English".to_owned()))?;
        Ok(Self { languages, english })
    }

    /// The built-in letters with those of a file in their place, language by language.
    ///
    /// # Errors
    /// When the file is too large, of another form, or has a text that cannot be used.
    pub fn with(mut self, text: &str) -> Result<Self, TemplateError> {
        for (tag, mut language) in read(text)? {
            // Files of older versions lack what letters did not have then.
            if let Some(known) = self.languages.get(&tag) {
                language.letter.complete(&known.letter);
            }
            self.languages.insert(tag, language);
        }
        if let Some(english) = self.languages.get("en") {
            self.english = english.clone();
        }
        Ok(self)
    }

    /// The languages there are letters in.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.keys().map(String::as_str)
    }

    /// The letters of a language, by its tag or by what stands before the first hyphen.
    pub(super) fn language(&self, tag: &str) -> Option<&Language> {
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        let base = tag.split('-').next().unwrap_or_default();
        self.languages
            .get(&tag)
            .or_else(|| self.languages.get(base))
    }

    pub(super) fn english(&self) -> &Language {
        &self.english
    }
}

fn read(text: &str) -> Result<BTreeMap<String, Language>, TemplateError> {
    if text.len() > MAX_BYTES {
        return Err(TemplateError::TooLarge);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let options = serde_yaml::options! { with_snippet: false };
    let file: File = serde_yaml::from_str_with_options(text, options).map_err(|error| {
        let told = error.without_snippet().to_string();
        let told = told.lines().next().unwrap_or_default();
        let what = match told.split(" at line ").next().unwrap_or(told) {
            "expected mapping start" => "keys with their values must stand here",
            other => other,
        };
        let place = { error.location() }.map_or_else(String::new, |place| {
            format!("line {}, column {}: ", place.line(), place.column())
        });
        TemplateError::Yaml(format!(
            "{place}{what}; a file of letters is `version: 1` and, under `languages:`, the letters of each language"
        ))
    })?;
    if file.version != 1 {
        return Err(TemplateError::Version(file.version));
    }
    checked(file.languages.into_iter())
}

fn checked(
    letters: impl Iterator<Item = (String, Letter)>,
) -> Result<BTreeMap<String, Language>, TemplateError> {
    let mut languages = BTreeMap::new();
    for (tag, letter) in letters {
        check(&letter).map_err(|problem| TemplateError::Text {
            language: tag.clone(),
            problem,
        })?;
        let tag = tag.to_ascii_lowercase();
        let language = Language::new(&tag, letter);
        languages.insert(tag, language);
    }
    Ok(languages)
}

fn check(language: &Letter) -> Result<(), String> {
    for code in language.findings.keys() {
        if Code::from_name(code).is_none() {
            let near = did_you_mean(code, Code::ALL.iter().map(|code| code.as_str()));
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(format!("there is no finding `{code}`{near}"));
        }
    }
    for text in texts(language) {
        let mut unknown = None;
        fill(text, |name| {
            if !PLACEHOLDERS.contains(&name) {
                unknown = Some(name.to_owned());
            }
            String::new()
        });
        if let Some(name) = unknown {
            let near = did_you_mean(&name, PLACEHOLDERS.iter().copied());
            let near =
                near.map_or_else(String::new, |near| format!("; did you mean `{{{near}}}`?"));
            return Err(format!("there is nothing to put for `{{{name}}}`{near}"));
        }
    }
    Ok(())
}

fn texts(letter: &Letter) -> impl Iterator<Item = &String> {
    let parts = [&letter.friendly, &letter.formal, &letter.takedown];
    let parts = parts
        .into_iter()
        .chain(&letter.reminder)
        .chain(&letter.thanks);
    [
        &letter.subject,
        &letter.page,
        &letter.original,
        &letter.taken,
        &letter.passages,
        &letter.missing,
        &letter.line,
    ]
    .into_iter()
    .chain(parts.flat_map(|part| [&part.open, &part.close]))
    .chain(letter.findings.values())
    .chain(&letter.license)
    .chain(&letter.reply)
    .chain(&letter.reference)
}

/// Puts a value for each `{name}`; a brace without its partner stands for itself.
pub(super) fn fill(template: &str, mut value: impl FnMut(&str) -> String) -> String {
    let mut text = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else {
            break;
        };
        text.push_str(&rest[..open]);
        text.push_str(&value(&rest[open + 1..open + close]));
        rest = &rest[open + close + 1..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_languages_are_complete() {
        let templates = Templates::builtin().unwrap();
        let languages: Vec<&str> = templates.languages().collect();
        assert_eq!(
            languages,
            ["de", "en", "es", "fr", "it", "ja", "ko", "pt", "ru", "zh"]
        );
        let codes: Vec<&String> = templates.english().letter.findings.keys().collect();
        for (tag, language) in &templates.languages {
            let language = &language.letter;
            assert_eq!(language.findings.keys().collect::<Vec<_>>(), codes, "{tag}");
            let later = [
                language.reminder.as_ref().unwrap(),
                language.thanks.as_ref().unwrap(),
            ];
            for parts in [&language.friendly, &language.formal, &language.takedown]
                .into_iter()
                .chain(later)
            {
                assert!(parts.open.contains("{author}"), "{tag}");
                assert!(parts.close.ends_with("{publisher}"), "{tag}");
            }
            assert!(language.taken.contains("{share}"), "{tag}");
            assert!(language.reply.as_ref().unwrap().contains("{date}"), "{tag}");
            assert!(
                language.reference.as_ref().unwrap().contains("{reference}"),
                "{tag}"
            );
        }
    }

    #[test]
    fn slips_are_told() {
        let texts = "subject page original taken passages missing line"
            .split(' ')
            .map(|key| format!("    {key}: x\n"));
        let parts = "friendly formal takedown"
            .split(' ')
            .map(|key| format!("    {key}: {{open: 'by {{author}}', close: x}}\n"));
        let text: String = std::iter::once("version: 1\nlanguages:\n  en:\n".to_owned())
            .chain(texts)
            .chain(parts)
            .chain(["    findings: {missing-link: x}\n".to_owned()])
            .collect();
        assert!(Templates::builtin().unwrap().with(&text).is_ok());
        let with = |from: &str, to: &str| {
            let slip = text.replacen(from, to, 1);
            assert_ne!(slip, text);
            let templates = Templates::builtin().unwrap();
            templates.with(&slip).unwrap_err().to_string()
        };
        assert!(with("by {author}", "by {autor}").contains("did you mean `{author}`?"));
        assert!(with("missing-link:", "missing-lnik:").contains("did you mean `missing-link`?"));
        assert!(with("version: 1", "version: 2").contains("version 2"));
        assert!(with("    taken:", "    takn:").contains("takn"));
    }
}
