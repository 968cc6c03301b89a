//! Who is named in the sentences of a notice: its author, and the publisher beside.

use std::ops::Range;

use url::Url;

use super::byline::{Bylined, bylined, signed};
use super::named::{Named, named};
use super::persons::{beside_address, is_whole_person, owns_rights, signed_below, told_before};
use super::{MORE, Reader};
use crate::originals::notice::lexicon::{Hit, Word};
use crate::originals::notice::read::Read;
use crate::originals::notice::sense;
use crate::originals::notice::split_names;
use crate::page::{BlockKind, Link};
use crate::text::template::is_spaceless;

/// Links of a block that are compared with the author's name.
const LINKS: usize = 32;

/// Bytes of a block in which any link to a front page names the site. By hand: two sentences.
const SHORT: usize = 300;

/// The author that a block around a notice names; what stands at a picture names nobody's text.
fn written_by(read: &Read<'_>) -> Option<Bylined> {
    let found = (read.block.kind != BlockKind::Caption).then(|| bylined(read, false))?;
    found.or_else(|| linked_author(read))
}

/// The author whose name is linked right behind a word for authors, in a script that needs no mark between: 作者 <a>孟若溪</a>.
fn linked_author(read: &Read<'_>) -> Option<Bylined> {
    let text = &read.block.text;
    let labels = read.hits.iter().filter(|hit| hit.word == Word::Author);
    labels.take(MORE).find_map(|label| {
        // 主题作者 made the theme.
        let apart = |c: char| !is_spaceless(c);
        let opens = text.get(..label.range.start)?.chars().next_back();
        let spaceless = text.get(label.range.clone())?.ends_with(is_spaceless);
        let behind = |link: &&Link| {
            let gap = text.get(label.range.end..link.text.start);
            gap.is_some_and(|gap| gap.trim().is_empty())
        };
        let link = read.block.links.iter().take(LINKS).find(behind)?;
        let name = text.get(link.text.clone())?.trim();
        let named = sense::is_person(name) && !sense::is_publication(name) && !sense::speaks(name);
        (spaceless && opens.is_none_or(apart) && named).then(|| Bylined {
            range: label.range.start..link.text.end,
            name: name.to_owned(),
            publisher: None,
        })
    })
}

/// The person named at the head of a line that is to be copied: "Ida Holm. “The tide.” 2024".
pub(in crate::originals::notice) fn cited_in(read: &Read<'_>) -> Option<String> {
    let text = &read.block.text;
    let end = text
        .find([',', '“', '"', '(', ':', '„', '«'])
        .or_else(|| text.find(". "))?;
    let line = text.get(..end)?.trim().trim_end_matches('.');
    is_whole_person(read, line).then(|| line.to_owned())
}

/// Whether what is to be copied stands below a demand: "Please cite it like this:".
pub(in crate::originals::notice) fn gives_example(read: &Read<'_>) -> bool {
    !read.said.is_empty() && read.block.text.trim_end().ends_with([':', '：'])
}

impl Reader<'_, '_> {
    /// Authors and publishers in sentences: credited by name in the demand, or named before it.
    pub(super) fn people(&mut self) {
        let region = self.region;
        for (index, read) in region.reads.iter().enumerate() {
            for (range, _) in &read.said {
                let whole = 0..read.block.text.len();
                let short = whole.len() <= SHORT;
                if let Some(name) = self.linked(read, if short { &whole } else { range }) {
                    self.set("publisher", name);
                }
                for named in named(read, range) {
                    self.demanded(named);
                }
                if let Some(name) = beside_address(read, range) {
                    self.note(name, false, None);
                }
            }
            // "<a>Pier Post</a> | texts under CC BY-SA": the front page of the site in the line of the licence.
            if read.said.is_empty() && read.licensed_in_words() {
                let whole = 0..read.block.text.len();
                let own = |name: &String| self.is_host(name) || self.is_site(name);
                if let Some(name) = self.linked(read, &whole).filter(own) {
                    self.set("publisher", name);
                }
            }
            // What the demand's own block and its list go on to ask for.
            for range in read.asks.iter().take(MORE) {
                for named in named(read, range) {
                    self.demanded(named);
                }
            }
            if let Some(Bylined {
                range,
                name,
                publisher,
            }) = written_by(read)
                && !self.tells_of_site(read, &range, &name)
            {
                // "The Fen Almanac is licensed under CC BY": what is under a licence is no person.
                let believed = if self.is_licensed_site(read, &range, &name) {
                    self.set("publisher", name);
                    true
                } else {
                    self.note(name, false, publisher)
                };
                if believed {
                    self.used.push((index, range));
                }
            }
        }
        if !self.fields.contains_key("author")
            && let Some(name) = region
                .reads
                .iter()
                .chain(region.before)
                .find_map(owns_rights)
        {
            self.note(name, false, None);
        }
        for (above, read) in region.reads.iter().zip(region.reads.iter().skip(1)) {
            if read.said.is_empty()
                && gives_example(above)
                && let Some(name) =
                    beside_address(read, &(0..read.block.text.len())).or_else(|| cited_in(read))
            {
                self.note(name, false, None);
            }
        }
        if !self.fields.contains_key("author") {
            for read in region.reads.iter().filter(|read| !read.said.is_empty()) {
                if let Some(name) = told_before(read) {
                    self.note(name, false, None);
                }
            }
        }
        if !self.fields.contains_key("author")
            && let Some(read) = region.reads.iter().rev().find(|read| !read.said.is_empty())
            && let Some(name) = signed_below(read)
            && !self.is_host(&name)
        {
            self.note(name, false, None);
        }
        if !self.fields.contains_key("author")
            && let Some(before) = region.before.filter(|read| read.block.text.len() <= 200)
        {
            if let Some(found) = written_by(before) {
                self.note(found.name, false, found.publisher);
            } else if let Some(names) = signed(before).or_else(|| self.first_row(before)) {
                self.note(names, false, None);
            }
        }
    }

    /// Where links lead whose words are the author's name and nothing more: to his page.
    pub(super) fn author_pages(&self) -> Vec<Url> {
        let Some(author) = self.fields.get("author") else {
            return Vec::new();
        };
        let reads = self.region.reads.iter();
        let links = reads.flat_map(|read| {
            let links = read.block.links.iter().take(LINKS);
            links.map(|link| (&read.block.text, link))
        });
        links
            .filter(|(text, link)| {
                let words = text.get(link.text.clone());
                words.is_some_and(|words| sense::same(words, author))
            })
            .filter_map(|(_, link)| link.resolved.clone())
            .collect()
    }

    /// The person behind a label that no language has, in the row above those of the address and the licence:
    /// "Escribió: Nuria Salcedo".
    fn first_row(&self, row: &Read<'_>) -> Option<String> {
        /// Bytes of the label. By hand.
        const LABEL: usize = 32;
        let (label, value) = row.block.text.split_once([':', '：'])?;
        let boxed = self.labels.contains(&Word::Address) && self.labels.contains(&Word::License);
        let words = label.len() <= LABEL && !label.contains(['.', ',', '\n']);
        let fits = boxed && words && row.block.kind == BlockKind::ListItem && row.labels.is_empty();
        let value = value.trim();
        (fits && !row.objects.are_things() && is_whole_person(row, value)).then(|| value.to_owned())
    }

    /// Whether a name behind nothing but a small word is the site's: "Las crónicas de Tierra Adentro circulan …".
    fn tells_of_site(&self, read: &Read<'_>, range: &Range<usize>, name: &str) -> bool {
        let sentence = read.block.text.get(range.clone()).unwrap_or_default();
        let Some(at) = sentence.find(name).filter(|at| *at > 0) else {
            return false;
        };
        let before = range.start + at;
        let beside = |hit: &&Hit| {
            let gap = before.checked_sub(hit.range.end);
            hit.word == Word::Byline && gap.is_some_and(|gap| gap <= 2)
        };
        let mut words = read.hits.iter().filter(beside);
        words.all(|hit| hit.range.len() <= 3) && self.is_host(name)
    }

    /// Whether a sentence that opens with the name of the site says its licence, and speaks of no text that somebody shares.
    fn is_licensed_site(&self, read: &Read<'_>, range: &Range<usize>, name: &str) -> bool {
        let sentence = read.block.text.get(range.clone()).unwrap_or_default();
        let own = |hit: &Hit| hit.word == Word::Own && range.contains(&hit.range.start);
        sentence.starts_with(name)
            && read.licensed_in_words()
            && self.is_host(name)
            && !self.is_known_author(name)
            && !read.hits.iter().any(own)
            && !read.objects.text_within(range)
    }

    /// Believes a name of a demand. Who is to be named besides the author is the publisher.
    fn demanded(&mut self, named: Named) {
        let second = !named.publishes
            && self
                .fields
                .get("author")
                .is_some_and(|author| !sense::same(author, &named.name));
        let site = !named.author && self.is_host(&named.name);
        let publishes = (named.publishes || second || site) && !self.is_known_author(&named.name);
        if named.of_kind {
            self.kinds.push(named.name.clone());
        }
        self.note(named.name, publishes, named.publisher);
        if let Some(writer) = named.writer {
            self.note(writer, false, None);
        }
    }

    /// Believes a name, the first of its kind; whether it became the author.
    fn note(&mut self, name: String, publishes: bool, publisher: Option<String>) -> bool {
        let titled = self
            .page
            .title
            .as_deref()
            .is_some_and(|title| sense::same(title, &name));
        if titled {
            return false;
        }
        // "Los artículos de la revista Piedra Seca": the small word stands before the magazine.
        if self.kinds.iter().any(|kind| sense::same(kind, &name)) {
            self.set("publisher", name);
            return false;
        }
        // "Turmeric & Tin": two words beside such a sign are the name of a site.
        let paired = name
            .split_once(" & ")
            .is_some_and(|(one, other)| !one.contains(' ') && !other.contains(' '));
        if paired && !self.is_known_author(&name) {
            self.set("publisher", name);
            return false;
        }
        // "Ida Holm and The Quarry Review" names both.
        let parts = split_names(&name);
        let mixed = parts.iter().any(|part| !sense::is_publication(part));
        // "Museum of Salt and of Boats" is one.
        let torn = parts
            .first()
            .is_some_and(|first| sense::is_publication(first))
            && parts
                .iter()
                .skip(1)
                .any(|part| !part.contains(' ') || part.starts_with(char::is_lowercase));
        if parts.len() > 1 && mixed && !torn && sense::is_publication(&name) {
            let mut author = false;
            for part in parts.into_iter().filter(|part| sense::is_person(part)) {
                author |= self.note(part, false, None);
            }
            return author;
        }
        // "Texts from Pierpost may be reprinted": one word that is the host's too, and nobody whom the page knows.
        let single = name.starts_with(char::is_uppercase) && !name.contains(' ');
        let of_host = || self.is_host(&name) || self.is_host_part(&name);
        let host = || single && of_host() && !self.is_known_author(&name);
        let publishes = publishes || sense::is_publication(&name) || self.is_site(&name) || host();
        let known = self.fields.contains_key("author");
        self.set(if publishes { "publisher" } else { "author" }, name);
        if let Some(publisher) = publisher {
            self.set("publisher", publisher);
        }
        !publishes && !known
    }
}
