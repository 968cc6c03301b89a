//! What a language says about sources: one file a language, `languages/<tag>.yaml`, holds every word of it that the
//! program knows.
//!
//! The files are turned into MessagePack when the program is built (`build.rs`), because reading YAML at the start
//! would cost more than checking a page. A ground room beside [`crate::text`]: it knows words, not what is done with
//! them. To add a language, write its file; `languages/README.md` tells what each key holds.

mod label;
mod letter;
mod model;
mod notice;
mod phrase;

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

pub use label::Label;
pub use letter::{Letter, LetterParts};
pub use model::{Boilerplate, Comments, KEYS, Language};
pub use notice::{NoticeWords, Word};
pub use phrase::{Need, Phrase};

static ALL: OnceLock<Vec<Language>> = OnceLock::new();

/// What was added to the languages, as text.
static ADDED: OnceLock<String> = OnceLock::new();

/// The languages that come with the program, without the words that are indexed.
const BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/languages.msgpack"));
/// Their words that are indexed, as languages that have nothing else.
const INDEXED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/indexed.msgpack"));

fn built_in() -> Vec<Language> {
    // A test proves that the embedded file is read; without it no language would be known.
    rmp_serde::from_slice(BUILT_IN).unwrap_or_default()
}

/// The languages that come with the program, with all their words.
pub fn complete() -> Vec<Language> {
    let mut languages = built_in();
    let indexed: Vec<Language> = rmp_serde::from_slice(INDEXED).unwrap_or_default();
    for (language, indexed) in languages.iter_mut().zip(indexed) {
        language.extend(indexed);
    }
    languages
}

/// Whether there are other languages than those that come with the program.
pub(crate) fn are_added() -> bool {
    ADDED.get().is_some()
}

/// Bytes that change whenever a word of any language does.
pub(crate) fn bytes() -> [&'static [u8]; 3] {
    let added = ADDED.get().map_or(&[][..], |added| added.as_bytes());
    [BUILT_IN, INDEXED, added]
}

/// All languages, ordered by their tags.
pub fn all() -> &'static [Language] {
    ALL.get_or_init(built_in)
}

/// Adds languages for the whole process. One with the tag of another extends it: its words stand beside those that
/// are there, its credit lines and its letter take their place.
///
/// # Errors
/// When the languages are in use already: everything that was made of them would be out of date.
pub fn add(more: Vec<Language>) -> Result<(), InUse> {
    let mut languages = complete();
    let added = format!("{more:?}");
    for language in more {
        let known = languages
            .iter_mut()
            .find(|known| known.tag.eq_ignore_ascii_case(&language.tag));
        match known {
            Some(known) => known.extend(language),
            None => languages.push(language),
        }
    }
    languages.sort_by(|left, right| left.tag.cmp(&right.tag));
    ALL.set(languages).map_err(|_| InUse)?;
    ADDED.set(added).map_err(|_| InUse)
}

/// Languages were to be added after their words had been used.
#[derive(Debug, thiserror::Error)]
#[error("languages can only be added before a page is read")]
pub struct InUse;

/// Words of one kind of all languages.
pub(crate) fn words(of: fn(&Language) -> &[String]) -> impl Iterator<Item = &'static str> {
    all().iter().flat_map(of).map(String::as_str)
}

/// Whether a text in the place of a name names a role or nobody, in any language.
pub(crate) fn is_role(name: &str) -> bool {
    static ROLES: LazyLock<HashSet<&str>> =
        LazyLock::new(|| words(|language| &language.roles).collect());
    ROLES.contains(name.to_lowercase().as_str())
}

/// Whether a word in lower case is a title before a name in any language: "mgr", "herr".
pub(crate) fn is_honorific(word: &str) -> bool {
    static HONORIFICS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| words(|language| &language.honorifics).collect());
    HONORIFICS.contains(word)
}

/// Whether a word is an article or a pronoun of any language.
pub(crate) fn is_small_word(word: &str) -> bool {
    words(|language| &language.small_words).any(|small| small == word)
}

/// Whether a word in lower case is a month or a day in any language.
pub(crate) fn is_month(word: &str) -> bool {
    static MONTHS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let words = words(|language| &language.months);
        words.map(str::to_lowercase).collect()
    });
    MONTHS.contains(word)
}

/// Whether words in lower case are a label of these kinds in any language: "translated by", "updated".
pub(crate) fn is_label(kinds: &[Label], words: &str) -> bool {
    static LABELS: LazyLock<HashMap<String, Vec<Label>>> = LazyLock::new(|| {
        let mut labels: HashMap<String, Vec<Label>> = HashMap::new();
        for (label, words) in all().iter().flat_map(|language| &language.labels) {
            for word in words {
                labels.entry(word.to_lowercase()).or_default().push(*label);
            }
        }
        labels
    });
    let mut known = LABELS.get(words).into_iter().flatten();
    known.any(|label| kinds.contains(label))
}

/// Whether a word in lower case is one for the text itself in any language: "article", "beitrag".
pub(crate) fn is_subject(word: &str) -> bool {
    static SUBJECTS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| words(|language| &language.subjects).collect());
    SUBJECTS.contains(word)
}

/// Whether a word stands between two names of a list in any language.
pub(crate) fn is_separator(word: &str) -> bool {
    words(|language| &language.separators).any(|separator| separator == word)
}

/// The parts of a list of names, split at the words that stand between two names in any language.
pub(crate) fn split_at_separators(names: &str) -> Vec<&str> {
    static SEPARATORS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let words = words(|language| &language.separators);
        words.map(|word| format!(" {word} ")).collect()
    });
    let mut parts = vec![names];
    if names.contains(' ') {
        for separator in &*SEPARATORS {
            if names.contains(separator.as_str()) {
                let split = parts.into_iter();
                parts = split
                    .flat_map(|part| part.split(separator.as_str()))
                    .collect();
            }
        }
    }
    parts
}

/// A language by its BCP 47 tag: the very tag, else that of its script (`zh-TW` is `zh-Hant`), else the language before
/// the first hyphen.
pub fn by_tag(tag: &str) -> Option<&'static Language> {
    let tag = tag.to_ascii_lowercase().replace('_', "-");
    let find = |tag: &str| {
        all()
            .iter()
            .find(|known| known.tag.eq_ignore_ascii_case(tag))
    };
    let base = tag.split('-').next().unwrap_or_default();
    find(&tag).or_else(|| find(written_as(&tag, base)))
}

/// The number of the language of a tag in the order of [`all`].
pub(crate) fn number(tag: &str) -> Option<u8> {
    let known = by_tag(tag)?;
    let mut all = (0u8..).zip(all());
    all.find_map(|(number, language)| (language.tag == known.tag).then_some(number))
}

/// Whether a tag names a language that no file is there for. `und`, `mul` and what is no tag at all name none.
pub(crate) fn is_unknown(tag: &str) -> bool {
    let base = tag.split(['-', '_']).next().unwrap_or_default();
    let base = base.to_ascii_lowercase();
    matches!(base.len(), 2 | 3)
        && base.bytes().all(|letter| letter.is_ascii_lowercase())
        && !["und", "mul", "mis", "zxx", "xx"].contains(&base.as_str())
        && by_tag(tag).is_none()
}

/// The tag under which the words of a language stand that has several tags, scripts or names.
fn written_as<'t>(tag: &str, base: &'t str) -> &'t str {
    let has = |part: &str| tag.split('-').any(|found| found == part);
    match base {
        "zh" if ["hant", "tw", "hk", "mo"].into_iter().any(has) => "zh-Hant",
        "zh" | "cmn" => "zh-Hans",
        // Norwegian is mostly tagged by its written form, Indonesian and Hebrew at times by their old codes.
        "nb" | "nn" => "no",
        "in" => "id",
        "iw" => "he",
        // One language for what stands in a credit line; its file holds both scripts.
        "sr" | "bs" | "sh" => "hr",
        "tl" => "fil",
        base => base,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read() {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/languages")).unwrap();
        let mut tags: Vec<String> = files
            .filter_map(|file| file.unwrap().file_name().into_string().ok())
            .filter_map(|name| name.strip_suffix(".yaml").map(str::to_owned))
            .collect();
        tags.sort();
        let read: Vec<&str> = all().iter().map(|language| &*language.tag).collect();
        assert_eq!(read, tags);
    }

    #[test]
    fn a_language_that_gets_words_of_notices_does_not_lack_them() {
        let mut languages = complete();
        let known = languages.iter_mut().find(|known| known.tag == "zh-Hant");
        let known = known.unwrap();
        assert!(known.none.contains_key("notice"));
        let more = serde_json::json!({ "notice": { "reuse": ["轉載"] } });
        known.extend(serde_json::from_value(more).unwrap());
        assert!(!known.none.contains_key("notice"));
    }

    #[test]
    fn a_language_is_found_by_the_tags_that_pages_use() {
        let tag = |tag| by_tag(tag).map(|language| &*language.tag);
        for (written, expected) in [
            ("de", Some("de")),
            ("de-AT", Some("de")),
            ("DE_ch", Some("de")),
            ("zh", Some("zh-Hans")),
            ("zh-CN", Some("zh-Hans")),
            ("zh-TW", Some("zh-Hant")),
            ("zh-Hant-HK", Some("zh-Hant")),
            ("pt-BR", Some("pt")),
            ("xx", None),
            ("", None),
        ] {
            assert_eq!(tag(written), expected, "{written}");
        }
    }
}
