//! The name of the site, where a demand or the line above spells it without a label.

use url::Url;

use super::Reader;
use crate::originals::notice::lexicon::Word;
use crate::originals::notice::sense::{self, spelled};
use crate::originals::notice::site_names::{
    SiteNames, declared, host_written, hosts, without_ending,
};

/// Bytes of the line above or below in which the name of the site is looked for: "© 2021 Pier Post". By hand.
const BESIDE: usize = 120;

impl Reader<'_, '_> {
    /// Whether a name is the declared one of the site or of its publisher.
    pub(super) fn is_site(&self, name: &str) -> bool {
        self.site_names().any(|site| sense::same(site, name))
    }

    fn site_names(&self) -> impl Iterator<Item = &str> {
        declared(self.page)
    }

    /// The addresses that the notice gives.
    fn given(&self) -> impl Iterator<Item = &Url> {
        self.addresses.iter().map(|(_, url)| url)
    }

    /// Whether a demand's name is that of the host: "Ostlund Weekly" at `ostlundweekly.example`.
    pub(super) fn is_host(&self, name: &str) -> bool {
        let stem = without_ending(name);
        let hosts = SiteNames::new(hosts(self.page, self.given()).collect());
        hosts.has(&spelled(name)) || hosts.has(&spelled(stem)) || self.is_inflected_site(name)
    }

    /// Whether the host is nothing but the letters of a name.
    pub(super) fn is_spelled_in_host(&self, name: &str) -> bool {
        let letters = spelled(name);
        hosts(self.page, self.given()).any(|host| host == letters)
    }

    /// A name without the letter of its case, where the host has none: "Ljungby Lokalblads" at `ljungbylokalblad.example`.
    /// Longer endings may be a part of the name: "Çınarlı Kütüphanesi".
    pub(super) fn without_case<'n>(&self, name: &'n str) -> Option<&'n str> {
        let (at, last) = name.char_indices().next_back()?;
        let stem = name.get(..at)?;
        let ending = last.is_lowercase() && stem.ends_with(char::is_lowercase);
        let known = self.is_spelled_in_host(name) || self.is_site(name);
        (ending && !known && self.is_spelled_in_host(stem)).then_some(stem)
    }

    /// Whether a short name of one word is a part of the page's own host: "Vega" at `ro.vega.example`.
    pub(super) fn is_host_part(&self, name: &str) -> bool {
        /// Letters of such a name. By hand: "Vega"; parts such as "www" and "ro" are shorter.
        const LEAST: usize = 4;
        let letters = spelled(name);
        letters.chars().count() >= LEAST
            && SiteNames::new(Vec::new())
                .with_acronyms(self.page)
                .is_short(&letters)
    }

    /// Whether a name is that of the site with an ending: "HAFENBOTE-Artikel".
    pub(super) fn is_inflected_site(&self, name: &str) -> bool {
        self.names_but_author().heads(name)
    }

    /// The name of the site as the page itself writes it anywhere, where a demand gives only its host.
    pub(super) fn site_on_page(&self) -> Option<String> {
        /// Blocks that are looked at, and bytes of one. By hand.
        const BLOCKS: usize = 200;
        const BYTES: usize = 600;
        let names = self.names_but_author();
        let blocks = self
            .page
            .blocks
            .iter()
            .filter(|block| block.text.len() <= BYTES);
        let mut found = blocks
            .take(BLOCKS)
            .filter_map(|block| names.written_in(&block.text));
        found.find(|name| name.contains(' ')).map(str::to_owned)
    }

    /// The names of the site but that of the author.
    fn names_but_author(&self) -> SiteNames {
        let declared = self
            .site_names()
            .map(spelled)
            .filter(|name| name.chars().count() > 2);
        let hosts = hosts(self.page, self.given());
        let mut known: Vec<String> = declared.chain(hosts).collect();
        let author = self.fields.get("author").map(|name| spelled(name));
        known.retain(|name| Some(name) != author.as_ref());
        SiteNames::new(known).with_acronyms(self.page)
    }

    /// The host of the page where the demand itself writes it, as the name of a site that has no other:
    /// "a link to pierpost.example is required".
    pub(super) fn host_in_demand(&self) -> Option<String> {
        // "All rights belong to pierpost.example. A link to the site is required."
        let owned = self.region.reads.iter().filter(|read| {
            let mut hits = read.hits.iter();
            let owned = hits.any(|hit| matches!(hit.word, Word::Owned | Word::License));
            owned || is_mark(&read.block.text)
        });
        let owned = owned.map(|read| read.block.text.as_str());
        self.asking().chain(owned).find_map(|sentence| {
            let at = host_written(sentence, self.page)?;
            // "In the form www.pierpost.example": as the demand writes it.
            let head = sentence.get(..at.start)?;
            let start = head.strip_suffix("www.").map_or(at.start, str::len);
            sentence.get(start..at.end).map(str::to_owned)
        })
    }

    /// A name with the ending of the host that stands behind it in the notice: "Portal Torfnik" of "Portal Torfnik.example".
    pub(super) fn with_ending(&self, name: &str) -> Option<String> {
        let above = self.region.before.iter().copied();
        let mut reads = self.region.reads.iter().chain(above);
        reads.find_map(|read| {
            let text = &read.block.text;
            let host = host_written(text, self.page)?;
            let at = text.find(name)?;
            let end = at + name.len();
            let within = host.start < end && end < host.end && text[end..].starts_with('.');
            within.then(|| text.get(at..host.end).map(str::to_owned))?
        })
    }

    /// The name of the site where the demand itself spells it, unless it is the author's.
    pub(super) fn site_in_demand(&self) -> Option<String> {
        let names = self.names_but_author();
        self.asking()
            .find_map(|sentence| names.written_in(sentence))
            .map(str::to_owned)
    }

    /// The sentences that ask for credit, and those that tell more of what is owed.
    fn asking(&self) -> impl Iterator<Item = &str> {
        self.region.reads.iter().flat_map(|read| {
            let told = read.said.iter().filter(|(_, said)| said.credit);
            told.map(|(range, _)| range)
                .chain(&read.asks)
                .filter_map(|range| read.block.text.get(range.clone()))
        })
    }

    /// The name of the site where anything of the notice spells it, or the line above.
    pub(super) fn site_beside(&self) -> Option<String> {
        let names = self.names_but_author();
        let above = self.region.before.iter().copied();
        let above =
            above.filter(|read| read.block.text.len() <= BESIDE && is_mark(&read.block.text));
        let mut reads = self.region.reads.iter().chain(above);
        reads
            .find_map(|read| names.written_in(&read.block.text))
            .map(str::to_owned)
    }
}

/// The marks of the owner: of the rights, or of the licence.
pub(super) const MARKS: &[&str] = &["©", "ⓒ", "(c)", "(C)", "Copyright", "(cc)", "(CC)"];

/// Whether a line bears the mark of the owner.
pub(super) fn is_mark(text: &str) -> bool {
    MARKS.iter().any(|mark| text.contains(mark))
}
