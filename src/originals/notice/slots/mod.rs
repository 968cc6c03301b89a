//! Whom and what a notice names: author, address, title, publisher, licence.

mod address;
mod author;
mod byline;
mod list;
mod named;
mod persons;
mod published;
mod publisher;
mod site;
mod small_words;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use url::Url;

use super::grammar::Said;
use super::lexicon::{Hit, Word, hits};
use super::links::{licensed, licensed_in_row, links_in};
use super::read::{Read, ends_in_label, lone_label};
use super::sense;
use super::split_names;
use super::spoken::Spoken;
use crate::address::same_owner;
use crate::originals::{Notice, NoticeKind};
use crate::page::{Block, Landmark, Page};
use crate::text::template::is_spaceless;

use address::Trust;
pub(super) use author::{cited_in, gives_example};
use byline::owns_site;
pub(in crate::originals) use byline::{byline_in, visible_byline};
use list::publisher_behind;
pub(super) use list::{Authors, author_list};
use named::behind_kind;
pub(super) use published::first_published;

/// Longest name of a person in Han or Hangul, in characters.
const PERSON: usize = 5;

/// Sentences of a block beside its demands in which names are looked for; hostile texts have thousands.
const MORE: usize = 8;

/// The part of a page that makes up its notice.
pub(super) struct Region<'r, 'b> {
    pub(super) reads: &'r [Read<'b>],
    /// Number of the first block of the region among all that were read, and the block before it, if near.
    pub(super) before: Option<&'r Read<'b>>,
    pub(super) spoken: &'r Spoken,
}

/// Reads what a region says. `None` if it is no notice.
pub(super) fn fill(page: &Page, region: &Region<'_, '_>) -> Option<Notice> {
    let kind = kind(region);
    let mut reader = Reader {
        page,
        region,
        fields: BTreeMap::new(),
        warnings: Vec::new(),
        used: Vec::new(),
        author_links: Vec::new(),
        addresses: Vec::new(),
        labels: Vec::new(),
        kinds: Vec::new(),
        byline: OnceCell::new(),
    };
    reader.sentences();
    reader.labels();
    reader.people();
    reader.bare_addresses();
    reader.address();
    let named = ["author", "publisher"]
        .iter()
        .any(|field| reader.fields.contains_key(*field));
    reader.publisher();
    let kind = match kind {
        Some(kind) => kind,
        // A box that asks for nothing: it must give the article's address, or who wrote it under which licence.
        None if is_about_another(page, &reader.fields) => return None,
        None if reader.states() || reader.licensed_line() || reader.licensed_name(named) => {
            NoticeKind::Stated
        }
        None => return None,
    };
    let (text, first) = reader.text()?;
    let read = region.reads.get(first)?;
    let start = reader
        .used
        .iter()
        .filter(|(index, _)| *index == first)
        .map(|(_, range)| range.start)
        .min()?;
    Some(Notice {
        rule: match kind {
            NoticeKind::Prohibition => super::PROHIBITION.to_owned(),
            _ => super::GENERAL.to_owned(),
        },
        kind,
        text,
        range: None,
        fields: reader.fields,
        line: page.position_in(read.block, start).0,
        hidden: false,
        in_article: read.block.landmark == Landmark::Content,
        warnings: reader.warnings,
    })
}

/// Whether a box that asks for nothing is about another work, the book under review, a picture, the theme of the site: its
/// address is not of the site that the page declares, or its author none of those.
pub(super) fn is_about_another(page: &Page, fields: &BTreeMap<String, String>) -> bool {
    let urls = &page.urls;
    let known = urls.canonical.as_ref().or(urls.og.as_ref());
    if let (Some(url), Some(known)) = (fields.get("url"), known) {
        return Url::parse(url).is_ok_and(|url| !same_owner(&url, known));
    }
    let authors = &page.meta.authors;
    let author = fields.get("author").filter(|_| !authors.is_empty());
    author.is_some_and(|names| {
        let known = |name: String| authors.iter().any(|author| sense::same(author, &name));
        !split_names(names).into_iter().any(known)
    })
}

/// What the sentences of a region say together: a ban outweighs a demand, a demand a permission.
fn kind(region: &Region<'_, '_>) -> Option<NoticeKind> {
    let said = || {
        region
            .reads
            .iter()
            .flat_map(|read| &read.said)
            .map(|(_, said)| said)
    };
    let of = |kind: NoticeKind| said().any(|said| said.kind == kind);
    let licensed = || {
        let mut reads = region.reads.iter();
        reads.any(|read| licensed(read.block) || read.licensed_in_words())
    };
    // "Name us as the source; commercial use needs our consent, and you may not edit it" forbids no other use.
    let free = of(NoticeKind::Permission) || of(NoticeKind::Demand) || licensed();
    // "Free to reprint with credit. Anything beyond needs our consent": but what goes beyond private use is a reprint.
    let granted = licensed() || region.reads.iter().any(Read::grants_reprints);
    // "Copying and distribution for profit is prohibited. Reprints without profit are allowed if the source is named."
    let credited = said()
        .any(|said| said.kind == NoticeKind::Permission && said.credit && said.reuse && !said.less);
    let bans = |said: &Said| {
        let spared = free && said.narrow || granted && said.beyond || credited && said.sold;
        said.kind == NoticeKind::Prohibition && !spared
    };
    if said().any(bans) {
        return Some(NoticeKind::Prohibition);
    }
    if of(NoticeKind::Permission) {
        return Some(NoticeKind::Permission);
    }
    of(NoticeKind::Demand).then_some(NoticeKind::Demand)
}

/// The first part of a label line that goes on with something else: "サイト名：川辺の記録　転載の際は…".
fn part(line: &str) -> &str {
    let line = line.trim_start();
    let ends = ["\u{3000}", "  ", " / ", " | ", " – ", " — "];
    let end = ends.iter().filter_map(|mark| line.find(mark)).min();
    line.get(..end.unwrap_or(line.len())).unwrap_or(line)
}

/// What stands before the address in a value: "Pier Post -- https://…".
fn before_address<'b>(block: &'b Block, range: &Range<usize>) -> Option<&'b str> {
    let text = block.text.get(range.clone())?;
    let shown = text.find("http");
    let linked = links_in(block, range).next();
    let linked = linked.map(|link| link.text.start - range.start);
    let end = shown.into_iter().chain(linked).min()?;
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '–' | '—' | ',' | '，' | '(' | '（' | ':' | '：' | '|' | '»'
            )
    };
    let before = text.get(..end)?.trim().trim_end_matches(ends);
    (!before.is_empty()).then_some(before)
}

/// The words of the link to a front page with which a value begins: "<a>Pier Post!</a> and the address".
fn front_page<'b>(block: &'b Block, range: &Range<usize>) -> Option<&'b str> {
    let text = block.text.get(range.clone())?;
    let link = links_in(block, range).next()?;
    let home = link.resolved.as_ref().is_some_and(sense::is_home);
    let first = text.get(..link.text.start - range.start)?.trim().is_empty();
    let words = block.text.get(link.text.clone())?.trim();
    let plain = !words.contains(['/', '|', '—', ':', '：', ',']) && !sense::speaks(words);
    (home && first && plain && sense::is_person(words)).then_some(words)
}

/// Whether a text ends in a word for whoever writes the page, grown together with the label behind it: 博主, 作者.
fn ends_in_role(head: &str) -> bool {
    const ROLES: &[&str] = &[
        "博主",
        "作者",
        "笔者",
        "筆者",
        "楼主",
        "樓主",
        "著者",
        "管理人",
    ];
    ROLES.iter().any(|role| head.ends_with(role))
}

/// The name that a value without spaces links as a whole: "作者：<a>奔跑的小山羊</a>".
fn linked_name(block: &Block, range: &Range<usize>) -> Option<Authors> {
    /// Letters of such a name. By hand.
    const LETTERS: usize = 12;
    let text = block.text.get(range.clone())?;
    let start = range.start + (text.len() - text.trim_start().len());
    let link = links_in(block, range)
        .next()
        .filter(|link| link.text.start == start)?;
    let name = block.text.get(link.text.clone())?;
    let whole = name.chars().all(|c| is_spaceless(c) && c.is_alphabetic());
    let named = whole && (2..=LETTERS).contains(&name.chars().count());
    let said = || {
        hits(name, &Spoken::default()).iter().any(|hit| {
            matches!(
                hit.word,
                Word::Name | Word::Source | Word::Address | Word::License | Word::Own
            )
        })
    };
    (named && sense::is_person(name) && !said() && link.text.end <= range.end).then(|| Authors {
        names: name.to_owned(),
        end: link.text.end - start,
    })
}

/// Whether what stands in the place of a name is a word for the source: "Original lesen", 点击阅读原文.
pub(super) fn names_source(name: &str) -> bool {
    let source = |hit: &Hit| hit.word == Word::Source && (hit.range.len() > 5);
    hits(name, &Spoken::default()).iter().any(source) && !sense::is_publication(name)
}

struct Reader<'r, 'b> {
    page: &'r Page,
    region: &'r Region<'r, 'b>,
    fields: BTreeMap<String, String>,
    warnings: Vec<String>,
    /// Ranges of blocks of the region that belong to the notice.
    used: Vec<(usize, Range<usize>)>,
    /// Links that lead to an author, by their `href`.
    author_links: Vec<String>,
    addresses: Vec<(Trust, Url)>,
    labels: Vec<Word>,
    /// Names behind a word for a kind of publication.
    kinds: Vec<String>,
    /// The author in sight above the text, once it was asked for.
    byline: OnceCell<Option<String>>,
}

impl<'b> Reader<'_, 'b> {
    /// A line in the form of Creative Commons: the title linked to the article, its author, the licence.
    fn licensed_line(&self) -> bool {
        self.fields.contains_key("url") && self.region.reads.iter().any(Read::licensed)
    }

    /// An author with a licence in words: "© Ida Holm, published under Creative Commons (attribution)", or somebody whom
    /// it asks to credit.
    fn licensed_name(&self, named: bool) -> bool {
        let mut reads = self.region.reads.iter();
        (named || self.fields.contains_key("author")) && reads.any(Read::licensed_in_words)
    }

    /// Whether a box that asks for nothing states enough: the address of this very text, with its author or title.
    fn states(&self) -> bool {
        let stated = |word: Word| self.labels.contains(&word);
        let url = self.fields.get("url");
        let agrees = self
            .declared()
            .is_some_and(|known| url.is_some_and(|url| url == known.as_str()));
        let other = stated(Word::Author) || stated(Word::License);
        let printed = url.is_some() || !self.warnings.is_empty();
        stated(Word::Address) && printed && (other || self.fields.contains_key("title") || agrees)
            || printed && stated(Word::Author) && stated(Word::License)
    }

    fn set(&mut self, field: &str, value: String) {
        self.fields.entry(field.to_owned()).or_insert(value);
    }

    /// The sentences that ask.
    fn sentences(&mut self) {
        let region = self.region;
        for (index, read) in region.reads.iter().enumerate() {
            for (range, _) in &read.said {
                self.used.push((index, range.clone()));
                self.addresses_in(read.block, range, Trust::Sentence);
            }
            if let (Some((first, _)), Some((last, _))) = (read.said.first(), read.said.last()) {
                // What stands behind the demand in its own block: the address in a sentence of its own.
                self.addresses_in(read.block, &(last.end..read.block.text.len()), Trust::Block);
                self.addresses_in(read.block, &(0..first.start), Trust::Block);
                if let Some(end) = self.address_end(read.block, last.end) {
                    self.used.push((index, last.end..end));
                }
            }
        }
    }

    /// Values behind labels.
    fn labels(&mut self) {
        let region = self.region;
        for (index, read) in region.reads.iter().enumerate() {
            let text = &read.block.text;
            for label in &read.labels {
                let value = text.get(label.value.clone()).unwrap_or_default();
                if value.trim().is_empty() {
                    if let Some(next) = region.reads.get(index + 1) {
                        self.value(label.word, next.block, 0..next.block.text.len(), index + 1);
                        self.used.push((index, label.start..text.len()));
                    }
                    continue;
                }
                // 博主地址: the address of the author's own page.
                let head = text.get(..label.value.start).unwrap_or_default();
                if label.word == Word::Address
                    && address::is_of_author(head)
                    && let Some(url) = self.first_address(read.block, &label.value)
                {
                    self.author_links.push(url.to_string());
                    continue;
                }
                let site = owns_site(read, label.start, &label.value);
                let word = match label.word {
                    Word::Author if site => Word::Publisher,
                    word => word,
                };
                self.value(word, read.block, label.value.clone(), index);
                self.used.push((index, label.start..label.value.start));
            }
            if licensed_in_row(read.block) {
                self.labels.push(Word::License);
                self.used.push((index, 0..text.len()));
            }
            if read.labels.is_empty()
                && let Some(word) = lone_label(read)
                && !ends_in_label(read)
                && let Some(next) = region.reads.get(index + 1)
            {
                self.value(word, next.block, 0..next.block.text.len(), index + 1);
                self.used.push((index, 0..text.len()));
            }
        }
    }

    fn value(&mut self, word: Word, block: &'b Block, range: Range<usize>, index: usize) {
        let text = block.text.get(range.clone()).unwrap_or_default();
        let line = text.trim_start().lines().next().unwrap_or_default();
        let end = range.start + (text.len() - text.trim_start().len()) + line.len();
        let range = range.start..end;
        let address = self.first_address(block, &range);
        match (word, address) {
            (Word::Author, _) => {
                let list = linked_name(block, &range).or_else(|| author_list(line));
                if let Some(Authors { names, end }) = list {
                    // Only what stands on the name: in one line the demand may follow.
                    let end = text.len() - text.trim_start().len() + end;
                    let mut profile = false;
                    for link in links_in(block, &(range.start..range.start + end)) {
                        profile |= link.href.contains("author");
                        self.author_links.push(link.href.clone());
                    }
                    if sense::is_publication(&names) && !profile {
                        self.set("publisher", names);
                    } else {
                        if let Some(publisher) = text.get(end..).and_then(publisher_behind) {
                            self.set("publisher", publisher);
                        }
                        self.set("author", names);
                    }
                    self.labels.push(word);
                }
            }
            // "Source:" stands before a name or an address; a home page names the site.
            (Word::Address | Word::Publisher | Word::Title | Word::License, Some(url)) => {
                if word != Word::License && word != Word::Title {
                    // "Source: Marsh Institute, https://…" gives both.
                    let before = before_address(block, &range).and_then(sense::whole_name);
                    let front = || front_page(block, &range).filter(|words| !words.contains('.'));
                    let before = before.or_else(|| front().map(str::to_owned));
                    if let Some(name) = before.or_else(|| sense::name(line, false))
                        && (word == Word::Publisher || sense::is_publication(&name))
                        && !names_source(&name)
                    {
                        self.set("publisher", name);
                    }
                    self.addresses.push((Trust::Label, url));
                    // "Source:" may as well name where figures come from.
                    if word == Word::Address {
                        self.labels.push(word);
                    }
                } else if word == Word::Title {
                    self.addresses.push((Trust::Box, url));
                    self.set("title", line.trim().to_owned());
                }
            }
            (Word::Title, None) if !line.trim().is_empty() => {
                self.set(
                    "title",
                    line.trim()
                        .trim_matches(['《', '》', '*', '“', '”', '"'])
                        .to_owned(),
                );
            }
            (Word::Publisher | Word::Address, None) => {
                if sense::placeholder(line) && self.warn(line) {
                    self.labels.push(word);
                } else if let Some(name) =
                    behind_kind(part(line)).or_else(|| sense::whole_name(part(line)))
                {
                    self.set("publisher", name);
                }
            }
            (Word::License, None) => {
                self.labels.push(word);
            }
            _ => {}
        }
        if word == Word::License {
            self.labels.push(word);
        }
        self.used.push((index, range));
    }

    /// The notice as it stands on the page, and the number of the block in which it begins.
    fn text(&self) -> Option<(String, usize)> {
        let first = self
            .used
            .iter()
            .map(|(index, range)| (*index, range.start))
            .min()?;
        let last = self
            .used
            .iter()
            .map(|(index, range)| (*index, range.end))
            .max()?;
        let mut text = String::new();
        for index in first.0..=last.0 {
            let block = &self.region.reads.get(index)?.block.text;
            let start = if index == first.0 { first.1 } else { 0 };
            let end = if index == last.0 { last.1 } else { block.len() };
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(block.get(start..end)?);
        }
        Some((text.trim().to_owned(), first.0))
    }

    /// Whether the page itself says that somebody of this name wrote the text: "with credit to Ida Holm".
    fn is_known_author(&self, name: &str) -> bool {
        let declared = &self.page.meta.authors;
        let byline = || {
            self.byline
                .get_or_init(|| visible_byline(self.page, self.region.spoken))
                .as_ref()
        };
        declared.iter().any(|author| sense::same(author, name))
            || byline().is_some_and(|author| sense::same(author, name))
    }
}
