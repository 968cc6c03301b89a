//! The names of the site, those that it declares and the parts of its host's name, and where a text spells one.

use std::ops::Range;

use url::Url;

use super::lexicon::{is_any_article, is_organization_word, is_part};
use super::measure::offset;
use super::sense::{self, is_abjad, romanized, spelled, transcribes};
use crate::address::registrable;
use crate::page::Page;
use crate::text::fold;
use crate::text::template::is_spaceless;

/// Words of a site's name, and those of a demand that are looked at. By hand.
const WORDS: usize = 6;
const MOST: usize = 120;

/// Letters of a part of a host's name that is a name; "news" and "blog" are none. By hand.
const TELLING: usize = 6;

/// Letters of such a part that is a name where it is written in capitals alone: "BPK" at `www.bpk.example`.
const ACRONYM: usize = 3;

/// The names of the site as words of letters: those that it declares, and the parts of its host's name.
pub(super) struct SiteNames {
    spelled: Vec<String>,
    /// Parts of its host's name that are too short to tell in any other than capital letters.
    acronyms: Vec<String>,
    /// The same as hosts write names of other alphabets.
    romanized: Vec<String>,
}

impl SiteNames {
    /// Those of a page.
    pub(super) fn of(page: &Page) -> Self {
        let declared = declared(page)
            .map(spelled)
            .filter(|name| name.chars().count() > 2);
        let names = declared.chain(hosts(page, std::iter::empty())).collect();
        Self::new(names).with_acronyms(page)
    }

    pub(super) fn new(spelled: Vec<String>) -> Self {
        let romanized = spelled.iter().map(|name| romanized(name));
        Self {
            romanized: romanized.filter(|name| name.len() >= SHORTEST).collect(),
            acronyms: Vec::new(),
            spelled,
        }
    }

    /// The same, with the short parts of the page's own host.
    pub(super) fn with_acronyms(mut self, page: &Page) -> Self {
        let short = |part: &String| (ACRONYM..TELLING).contains(&part.len());
        self.acronyms = parts(page, std::iter::empty()).filter(short).collect();
        self
    }

    /// Whether letters in a row are a short part of the page's own host.
    pub(super) fn is_short(&self, letters: &str) -> bool {
        self.acronyms.iter().any(|part| part == letters)
    }

    /// Whether letters in a row are one of the names.
    pub(super) fn has(&self, letters: &str) -> bool {
        self.spelled.iter().any(|name| name == letters)
            || self.romanized.contains(&romanized(letters))
            || self.spelled.iter().any(|host| transcribes(letters, host))
    }

    /// Whether a name is one of them with the ending of a case or another noun behind it: "HAFENBOTE-Artikel", "MVTK-t".
    pub(super) fn heads(&self, name: &str) -> bool {
        headed(name, self).is_some()
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
    parts(page, given).filter(|part| part.len() >= TELLING)
}

fn parts<'p>(page: &'p Page, given: impl Iterator<Item = &'p Url>) -> impl Iterator<Item = String> {
    let urls = &page.urls;
    [&urls.canonical, &urls.og, &urls.fetched]
        .into_iter()
        .flatten()
        .chain(given)
        .filter_map(|url| url.domain())
        .flat_map(|host| host.split('.').rev().skip(1))
        .map(spelled)
}

/// A name that is its address without the ending: "Pierpost.ro", "जनदस्तक.कॉम".
pub(super) fn without_ending(word: &str) -> &str {
    /// Characters of such an ending. By hand: "museum", "network".
    const ENDING: std::ops::RangeInclusive<usize> = 2..=8;
    match word.rsplit_once('.') {
        Some((stem, ending))
            if ENDING.contains(&ending.chars().count())
                && ending.chars().all(|c| is_part(c) && !c.is_numeric()) =>
        {
            stem
        }
        _ => word,
    }
}

/// Where a text writes the host of the page, without a scheme and apart from any path: "a link to pierpost.example".
pub(super) fn host_written(text: &str, page: &Page) -> Option<Range<usize>> {
    /// Places that are looked at; hostile texts have thousands. By hand.
    const PLACES: usize = 16;
    let urls = &page.urls;
    let own = [&urls.canonical, &urls.og, &urls.fetched];
    let hosts = own.into_iter().flatten().filter_map(|url| url.domain());
    // "Texts of lindemose.example" at `faq.lindemose.example`
    let mut hosts = hosts.flat_map(|host| [host, registrable(host)]);
    let lower = fold(text);
    hosts.find_map(|host| {
        let host = host.strip_prefix("www.").unwrap_or(host);
        let written = fold(&url::quirks::domain_to_unicode(host))
            .as_str()
            .to_owned();
        let places = lower.as_str().match_indices(&written).take(PLACES);
        places
            .map(|(at, host)| at..at + host.len())
            .find_map(|range| {
                let before = lower.as_str().get(..range.start)?;
                let before = before.strip_suffix("www.").unwrap_or(before);
                let behind = lower.as_str().get(range.end..)?;
                let goes_on =
                    |c: char| is_part(c) && !is_spaceless(c) || matches!(c, '/' | '@' | '-');
                let ends = behind.strip_prefix('.').unwrap_or(behind);
                // "ל-pierpost.example", "pierpost.example-কে": a small word or an ending in another script.
                let other = |c: char| c.is_alphabetic() && !c.is_ascii();
                let joined = before.strip_suffix('-');
                let before = joined
                    .filter(|head| head.ends_with(other))
                    .map_or(before, |_| "");
                let ended = behind.strip_prefix('-');
                let behind = ended
                    .filter(|rest| rest.starts_with(other))
                    .map_or(behind, |_| "");
                let apart = !before.ends_with(|c: char| goes_on(c) || c == '.')
                    && !behind.starts_with(goes_on)
                    && (ends.len() == behind.len() || !ends.starts_with(char::is_alphanumeric));
                apart.then(|| lower.raw_range(range))
            })
    })
}

/// The first words of a text that run together are one of these names, as they are written.
fn written<'s>(text: &'s str, known: &SiteNames) -> Option<&'s str> {
    if known.spelled.is_empty() && known.acronyms.is_empty() {
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
        let letters = first.trim_start_matches(|c: char| !is_part(c));
        if !letters.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || is_abjad(c)) {
            return None;
        }
        if let Some(name) = mixed(letters, known).or_else(|| headed(letters, known)) {
            return Some(name);
        }
        let mut joined = String::new();
        let run = words.iter().enumerate().skip(at).take(WORDS);
        let (_, (last, _)) = run.into_iter().find(|(index, (word, letters))| {
            let whole = *index > at || first.len() == word.len();
            let written = if whole { *word } else { first };
            let bare = written.trim_matches(|c: char| !is_part(c));
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
            let named = known.has(&joined) || *index == at && is_acronym(bare, known);
            named && !word.contains("://")
        })?;
        // "The Colloquy" at `colloquy.example`, "Marsh Institute" at `marsh.example`
        let kind = |(word, _): &(&str, String)| {
            let bare = word.trim_end_matches(['.', ',', '!']);
            bare.starts_with(char::is_uppercase)
                && bare.chars().all(char::is_alphabetic)
                && is_organization_word(fold(bare).as_str())
        };
        let article = |(word, letters): &(&str, String)| {
            word.starts_with(char::is_uppercase) && is_any_article(letters)
        };
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let first = match before {
            // What stands in quotation marks is the whole name: "Portal „Za Groblą”".
            Some(word) if kind(word) && first.starts_with(char::is_alphanumeric) => word.0,
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
        let name = name.trim_matches(|c: char| !is_part(c));
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

/// A name at the head of a word that goes on with the ending of a case or another noun: "HAFENBOTE-Artikel", "BPKB'nin",
/// "VLK:n".
fn headed<'s>(word: &'s str, known: &SiteNames) -> Option<&'s str> {
    let end = word.find(['-', '\'', '’', ':'])?;
    let (head, tail) = word.split_at(end);
    let goes_on = tail.chars().nth(1).is_some_and(char::is_alphabetic);
    (goes_on && (known.has(&spelled(head)) || is_acronym(head, known))).then_some(head)
}

/// Whether a word is the short name of the host in capitals: "BPK" at `www.bpk.example`.
fn is_acronym(word: &str, known: &SiteNames) -> bool {
    let capitals = word.chars().all(|c| c.is_uppercase() || c.is_numeric());
    capitals && known.acronyms.contains(&spelled(word))
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
