//! The names of the site, those that it declares and the parts of its host's name, and where a text spells one.

use url::Url;

use super::lexicon::{is_any_article, is_organization_word};
use super::measure::offset;
use super::sense::{self, is_abjad, romanized, spelled, transcribes};
use crate::page::Page;
use crate::text::template::is_spaceless;

/// Words of a site's name, and those of a demand that are looked at. By hand.
const WORDS: usize = 6;
const MOST: usize = 120;

/// Letters of a part of a host's name that is a name; "news" and "blog" are none. By hand.
const TELLING: usize = 6;

/// The names of the site as words of letters: those that it declares, and the parts of its host's name.
pub(super) struct SiteNames {
    spelled: Vec<String>,
    /// The same as hosts write names of other alphabets.
    romanized: Vec<String>,
}

impl SiteNames {
    /// Those of a page.
    pub(super) fn of(page: &Page) -> Self {
        let declared = declared(page)
            .map(spelled)
            .filter(|name| name.chars().count() > 2);
        Self::new(declared.chain(hosts(page, std::iter::empty())).collect())
    }

    pub(super) fn new(spelled: Vec<String>) -> Self {
        let romanized = spelled.iter().map(|name| romanized(name));
        Self {
            romanized: romanized.filter(|name| name.len() >= SHORTEST).collect(),
            spelled,
        }
    }

    /// Whether letters in a row are one of the names.
    pub(super) fn has(&self, letters: &str) -> bool {
        self.spelled.iter().any(|name| name == letters)
            || self.romanized.contains(&romanized(letters))
            || self.spelled.iter().any(|host| transcribes(letters, host))
    }

    /// The name where a text spells it.
    pub(super) fn written_in<'s>(&self, text: &'s str) -> Option<&'s str> {
        written(text, self)
    }
}

/// Letters of a name in another alphabet that tells. By hand.
const SHORTEST: usize = 4;

/// The names of the site and of its publisher as the page declares them.
pub(super) fn declared(page: &Page) -> impl Iterator<Item = &str> {
    [&page.meta.site_name, &page.meta.publisher]
        .into_iter()
        .flatten()
        .map(String::as_str)
}

/// The parts of the page's own host names, and of those that a notice gives, that are long enough to be a name.
pub(super) fn hosts<'p>(
    page: &'p Page,
    given: impl Iterator<Item = &'p Url>,
) -> impl Iterator<Item = String> {
    let urls = &page.urls;
    [&urls.canonical, &urls.og, &urls.fetched]
        .into_iter()
        .flatten()
        .chain(given)
        .filter_map(|url| url.domain())
        .flat_map(|host| host.split('.').rev().skip(1))
        .map(spelled)
        .filter(|part| part.len() >= TELLING)
}

/// A name that is its address without the ending: "Pierpost.ro".
pub(super) fn without_ending(word: &str) -> &str {
    match word.rsplit_once('.') {
        Some((stem, ending))
            if (2..=4).contains(&ending.len())
                && ending.chars().all(|c| c.is_ascii_alphabetic()) =>
        {
            stem
        }
        _ => word,
    }
}

/// The first words of a text that run together are one of these names, as they are written.
fn written<'s>(text: &'s str, known: &SiteNames) -> Option<&'s str> {
    if known.spelled.is_empty() {
        return None;
    }
    let marks =
        |c: char| c.is_whitespace() || matches!(c, '。' | '，' | '、' | '：' | '；' | '（' | '）');
    let words: Vec<(&str, String)> = text
        .split(marks)
        .filter(|word| !word.is_empty())
        .take(MOST)
        .map(|word| (word, spelled(word)))
        .collect();
    words.iter().enumerate().find_map(|(at, (first, _))| {
        // "n’O Juncal", "d’Aurora": small words grow together with the name.
        let first = elided(first);
        let letters = first.trim_start_matches(|c: char| !c.is_alphanumeric());
        if !letters.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || is_abjad(c)) {
            return None;
        }
        if let Some(name) = mixed(letters, known) {
            return Some(name);
        }
        let mut joined = String::new();
        let run = words.iter().enumerate().skip(at).take(WORDS);
        let (_, (last, _)) = run.into_iter().find(|(index, (word, letters))| {
            let whole = *index > at || first.len() == word.len();
            let written = if whole { *word } else { first };
            let bare = written.trim_matches(|c: char| !c.is_alphanumeric());
            // "Pierpost.ro" is the name of the site, "pierpost.ro" its address.
            let stem = without_ending(bare);
            let before = joined.len();
            if stem.len() < bare.len() {
                joined += &spelled(stem);
                if known.has(&joined) && !word.contains("://") {
                    return true;
                }
                joined.truncate(before);
            }
            joined += &if whole {
                letters.clone()
            } else {
                spelled(first)
            };
            known.has(&joined) && !word.contains("://")
        })?;
        // "The Colloquy" at `colloquy.example`, "Marsh Institute" at `marsh.example`
        let kind = |(word, letters): &(&str, String)| {
            let bare = word.trim_end_matches(['.', ',', '!']);
            bare.starts_with(char::is_uppercase)
                && bare.chars().all(char::is_alphabetic)
                && is_organization_word(letters)
        };
        let article = |(word, letters): &(&str, String)| {
            word.starts_with(char::is_uppercase) && is_any_article(letters)
        };
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let first = match before {
            Some(word) if kind(word) && word.0.ends_with(char::is_alphabetic) => word.0,
            Some(word) if at > 1 && article(word) => word.0,
            _ => first,
        };
        let last_at = words
            .iter()
            .position(|(word, _)| std::ptr::eq(*word, *last))?;
        // "Kabar Pesisir" at `kabar.pesisir.example`
        let host = |(word, letters): &(&str, String)| {
            word.starts_with(char::is_uppercase) && known.spelled.contains(letters)
        };
        let behind = words.get(last_at + 1);
        let behind = behind.filter(|word| kind(word) || host(word));
        let ended = last.ends_with(char::is_alphanumeric);
        let last = behind.filter(|_| ended).map_or(*last, |word| word.0);
        let start = offset(text, first);
        let name = text.get(start..offset(text, last) + last.len())?;
        let name = name.trim_matches(|c: char| !c.is_alphanumeric());
        (!name.contains('/')).then_some(name)
    })
}

/// A name of two scripts in one word, one of which is that of the host: "TIDEBOOK潮書網" at `tidebook.example`.
fn mixed<'s>(word: &'s str, known: &SiteNames) -> Option<&'s str> {
    /// Characters of such a name. By hand.
    const LONGEST: usize = 20;
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let end = word.find(is_spaceless)?;
    let (head, tail) = word.split_at(end);
    let whole = tail.chars().all(is_spaceless) && word.chars().count() <= LONGEST;
    (whole && known.has(&spelled(head)) && sense::is_publication(word)).then_some(word)
}

/// A word without an article or preposition that grew together with it.
fn elided(word: &str) -> &str {
    let start = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    match start.split_once(['\'', '’']) {
        Some((small, rest))
            if small.chars().count() <= 2 && rest.starts_with(char::is_uppercase) =>
        {
            rest
        }
        _ => word,
    }
}
