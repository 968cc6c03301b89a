//! The name of the site: declared, or a part of the host's name, where a demand spells it without a label.

use url::Url;

use super::Reader;
use super::address::Trust;
use super::author::offset;
use crate::originals::notice::sense::{self, spelled};
use crate::page::Page;

/// Words of a site's name, and those of a demand that are looked at. By hand.
const WORDS: usize = 6;
const MOST: usize = 120;

/// Letters of a part of a host's name that is a name; "news" and "blog" are none. By hand.
const TELLING: usize = 6;

/// The names of the site as words of letters: those that it declares, and the parts of its host's name.
pub(in crate::originals::notice) struct SiteNames(Vec<String>);

impl SiteNames {
    /// Those of a page.
    pub(in crate::originals::notice) fn of(page: &Page) -> Self {
        let declared = declared(page)
            .map(spelled)
            .filter(|name| name.chars().count() > 2);
        Self(declared.chain(hosts(page, &[])).collect())
    }

    /// The name where a text spells it.
    pub(in crate::originals::notice) fn written_in<'s>(&self, text: &'s str) -> Option<&'s str> {
        written(text, &self.0).filter(|name| !name.contains(['.', '/']))
    }
}

/// The names of the site and of its publisher as the page declares them.
fn declared(page: &Page) -> impl Iterator<Item = &str> {
    [&page.meta.site_name, &page.meta.publisher]
        .into_iter()
        .flatten()
        .map(String::as_str)
}

/// The parts of the page's own host names, and of those that a notice gives, that are long enough to be a name.
fn hosts<'p>(page: &'p Page, given: &'p [(Trust, Url)]) -> impl Iterator<Item = String> + use<'p> {
    let urls = &page.urls;
    [&urls.canonical, &urls.og, &urls.fetched]
        .into_iter()
        .flatten()
        .chain(given.iter().map(|(_, url)| url))
        .filter_map(|url| url.domain())
        .flat_map(|host| host.split('.').rev().skip(1))
        .map(spelled)
        .filter(|part| part.len() >= TELLING)
}

impl Reader<'_, '_> {
    /// Whether a name is the declared one of the site or of its publisher.
    pub(super) fn is_site(&self, name: &str) -> bool {
        self.site_names().any(|site| sense::same(site, name))
    }

    fn site_names(&self) -> impl Iterator<Item = &str> {
        declared(self.page)
    }

    /// Whether a demand's name is that of the host: "Ostlund Weekly" at `ostlundweekly.example`.
    pub(super) fn is_host(&self, name: &str) -> bool {
        let name = spelled(name);
        self.hosts().any(|host| host == name)
    }

    fn hosts(&self) -> impl Iterator<Item = String> {
        hosts(self.page, &self.addresses)
    }

    /// The name of the site where the demand itself spells it, unless it is the author's.
    pub(super) fn site_in_demand(&self) -> Option<String> {
        let declared = self
            .site_names()
            .map(spelled)
            .filter(|name| name.chars().count() > 2);
        let mut known: Vec<String> = declared.chain(self.hosts()).collect();
        let author = self.fields.get("author").map(|name| spelled(name));
        known.retain(|name| Some(name) != author.as_ref());
        let region = self.region;
        let mut sentences = region.reads.iter().flat_map(|read| {
            let told = read.said.iter().filter(|(_, said)| said.credit);
            told.map(|(range, _)| range)
                .chain(&read.asks)
                .filter_map(|range| read.block.text.get(range.clone()))
        });
        let name = sentences.find_map(|sentence| written(sentence, &known))?;
        // "talbote.example" is an address.
        (!name.contains(['.', '/'])).then(|| name.to_owned())
    }
}

/// The first words of a sentence that run together are one of these names, as they are written.
fn written<'s>(sentence: &'s str, known: &[String]) -> Option<&'s str> {
    let words: Vec<(&str, String)> = sentence
        .split_whitespace()
        .take(MOST)
        .map(|word| (word, spelled(word)))
        .collect();
    words.iter().enumerate().find_map(|(at, (first, _))| {
        // "n’O Juncal", "d’Aurora": small words grow together with the name.
        let first = elided(first);
        let letters = first.trim_start_matches(|c: char| !c.is_alphanumeric());
        if !letters.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) {
            return None;
        }
        let mut joined = String::new();
        let run = words.iter().enumerate().skip(at).take(WORDS);
        let (_, (last, _)) = run.into_iter().find(|(index, (word, letters))| {
            let whole = *index > at || first.len() == word.len();
            joined += &if whole {
                letters.clone()
            } else {
                spelled(first)
            };
            known.contains(&joined) && !word.contains("://")
        })?;
        let name = sentence.get(offset(sentence, first)..offset(sentence, last) + last.len())?;
        Some(name.trim_matches(|c: char| !c.is_alphanumeric()))
    })
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
