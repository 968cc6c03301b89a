//! Whom and what a notice names: author, address, title, publisher, licence.

use std::collections::BTreeMap;
use std::ops::Range;

use url::Url;

use super::lexicon::Word;
use super::region::{LABEL_LINE, Read, Region, ends_in_label, lone_label};
use super::{clause, sense};
use crate::originals::{Notice, NoticeKind};
use crate::page::{Block, Landmark, Link, Page};
use crate::text::urls;

/// How sure an address is that a notice gives; the smaller, the surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    /// Behind a label for it.
    Label,
    /// In the sentence that asks.
    Sentence,
    /// In the block of that sentence.
    Block,
    /// Elsewhere in the box.
    Box,
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
    };
    reader.sentences();
    reader.labels();
    reader.authors();
    reader.bare_addresses();
    reader.address();
    reader.publisher();
    let kind = match kind {
        Some(kind) => kind,
        // A box that asks for nothing: it must give the article's address, or who wrote it under which licence.
        None if reader.states() || reader.licensed_line() => NoticeKind::Stated,
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
            NoticeKind::Prohibition => super::asks::PROHIBITION.to_owned(),
            _ => super::asks::GENERAL.to_owned(),
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
    if of(NoticeKind::Prohibition) {
        return Some(NoticeKind::Prohibition);
    }
    if of(NoticeKind::Permission) {
        return Some(NoticeKind::Permission);
    }
    of(NoticeKind::Demand).then_some(NoticeKind::Demand)
}

/// Whether an address that may be an article's stands in a sentence of a block, as text or link.
pub(super) fn holds_address(block: &Block, range: &Range<usize>) -> bool {
    let linked = links_in(block, range)
        .any(|link| link.resolved.as_ref().is_some_and(sense::may_be_article));
    linked
        || block.text.get(range.clone()).is_some_and(|text| {
            text.contains("://")
                && urls::find_url(text)
                    .and_then(|at| absolute(&text[at]))
                    .is_some_and(|url| sense::may_be_article(&url))
        })
}

fn links_in<'b>(block: &'b Block, range: &Range<usize>) -> impl Iterator<Item = &'b Link> {
    let range = range.clone();
    block.links.iter().filter(move |link| {
        link.text.start >= range.start
            && link.text.start < range.end.max(range.start + 1)
            && !link.text.is_empty()
    })
}

/// Whether a short block links both a licence and something that may be the article: "Title" by Author is licensed
/// under ….
pub(super) fn licensed(block: &Block) -> bool {
    let links = || block.links.iter().filter_map(|link| link.resolved.as_ref());
    block.text.len() <= LABEL_LINE
        && links().any(|url| sense::is_license(url.as_str()))
        && links().any(|url| sense::may_be_article(url) && !sense::is_home(url))
}

/// Whether a block is nothing but an address.
pub(super) fn bare_address(block: &Block) -> bool {
    let text = block.text.trim();
    text.len() <= urls::MAX_URL
        && (text.starts_with("http://") || text.starts_with("https://"))
        && urls::leading_url(text).is_some_and(|url| url.len() + 2 >= text.len())
}

/// An address as written, with a scheme.
fn absolute(written: &str) -> Option<Url> {
    let absolute = if written.starts_with("//") {
        format!("https:{written}")
    } else if written.contains("://") {
        written.to_owned()
    } else {
        format!("https://{written}")
    };
    Url::parse(&absolute).ok().filter(|url| {
        url.host_str()
            .is_some_and(|host| host.contains('.') || host == "localhost")
    })
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
}

impl<'b> Reader<'_, 'b> {
    /// A line in the form of Creative Commons: the title linked to the article, its author, the licence.
    fn licensed_line(&self) -> bool {
        self.fields.contains_key("url") && self.region.reads.iter().any(|read| licensed(read.block))
    }

    /// The address that the page declares for itself to machines.
    fn declared(&self) -> Option<&Url> {
        let urls = &self.page.urls;
        urls.canonical.as_ref().or(urls.og.as_ref())
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

    /// Where the address ends that follows a demand right away.
    fn address_end(&self, block: &Block, from: usize) -> Option<usize> {
        let rest = block.text.get(from..)?;
        let start = from + (rest.len() - rest.trim_start().len());
        let link = block.links.iter().find(|link| link.text.contains(&start));
        let shown = urls::leading_url(block.text.get(start..)?)
            .filter(|url| url.contains("://"))
            .map(|url| start + url.len());
        link.map(|link| link.text.end).or(shown)
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
                self.value(label.word, read.block, label.value.clone(), index);
                self.used.push((index, label.start..label.value.start));
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
                if let Some(names) = author_list(line) {
                    // Only what stands on the name: in one line the demand may follow.
                    let end = range.start + text.find(&names).map_or(0, |at| at + names.len());
                    for link in links_in(block, &(range.start..end)) {
                        self.author_links.push(link.href.clone());
                    }
                    self.set("author", names);
                    self.labels.push(word);
                }
            }
            // "Source:" stands before a name or an address; a home page names the site.
            (Word::Address | Word::Publisher | Word::Title | Word::License, Some(url)) => {
                if word != Word::License && word != Word::Title {
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
                } else if let Some(name) = sense::name(line, true) {
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

    /// Notes what a template or an example left behind; `false` if that was noted before.
    fn warn(&mut self, shown: &str) -> bool {
        let shown: String = shown.trim().chars().take(120).collect();
        let known = self.warnings.contains(&shown);
        if !known && self.warnings.len() < 8 {
            self.warnings.push(shown);
        }
        true
    }

    /// The first address in a range: the target of a link, else one shown as text.
    fn first_address(&mut self, block: &Block, range: &Range<usize>) -> Option<Url> {
        self.candidates(block, range).into_iter().next()
    }

    fn addresses_in(&mut self, block: &Block, range: &Range<usize>, trust: Trust) {
        for url in self.candidates(block, range) {
            self.addresses.push((trust, url));
        }
    }

    /// All addresses in a range that may be an article's or a site's, in order.
    fn candidates(&mut self, block: &Block, range: &Range<usize>) -> Vec<Url> {
        let mut found: Vec<(usize, Url)> = Vec::new();
        let links: Vec<Link> = links_in(block, range).take(32).cloned().collect();
        for link in &links {
            if self.believed(block, link)
                && let Some(url) = &link.resolved
            {
                found.push((link.text.start, url.clone()));
            }
        }
        let mut at = range.start;
        for _ in 0..32 {
            let Some(rest) = block.text.get(at..range.end) else {
                break;
            };
            let Some(shown) = urls::find_url(rest) else {
                break;
            };
            let start = at + shown.start;
            at += shown.end;
            let whole = block.text.get(start..).unwrap_or_default();
            let written: String = whole
                .chars()
                .take_while(|c| !c.is_whitespace() && !matches!(c, '）' | '。' | '，' | '>'))
                .collect();
            let linked = links
                .iter()
                .any(|link| link.text.start <= start && link.text.end > start);
            if sense::placeholder(&written)
                || sense::placeholder(&rest[shown.clone()]) && !self.local()
            {
                self.warn(&written);
                continue;
            }
            if !linked && let Some(url) = absolute(&rest[shown]) {
                found.push((start, url));
            }
        }
        if found.is_empty()
            && links.is_empty()
            && let Some(rest) = block.text.get(range.clone())
        {
            // "pierpost.example/bread" without a scheme, behind a label or at the end of a demand.
            let word = rest
                .split_whitespace()
                .find(|word| word.contains('.') && word.contains('/') || word.contains(".htm"));
            let word =
                word.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/'));
            if let Some(url) = word
                .and_then(urls::leading_url)
                .filter(|url| url.contains('/'))
                .and_then(absolute)
            {
                found.push((range.start, url));
            }
            if rest.contains("{{") && self.warnings.is_empty() {
                self.warn(rest);
            }
        }
        found.sort_by_key(|(at, _)| *at);
        let keep = |url: &Url| sense::may_be_article(url);
        let mut urls: Vec<Url> = Vec::new();
        for (_, url) in found {
            if sense::placeholder(url.as_str()) && !self.local() {
                self.warn(url.as_str());
            } else if keep(&url) {
                urls.push(url);
            }
        }
        urls
    }

    /// Whether the page itself was fetched from a private address: a preview, where such addresses are real.
    fn local(&self) -> bool {
        self.page
            .urls
            .fetched
            .as_ref()
            .is_some_and(|url| sense::placeholder(url.as_str()))
    }

    /// Whether a link may lead to the article: not to an author, and where the page says its address, not on any words
    /// to any page.
    fn believed(&self, block: &Block, link: &Link) -> bool {
        if self.author_links.contains(&link.href) {
            return false;
        }
        let Some(url) = &link.resolved else {
            return false;
        };
        let Some(known) = self
            .declared()
            .filter(|known| !sense::is_home(known) && !sense::placeholder(known.as_str()))
        else {
            return true;
        };
        let text = block.text.get(link.text.clone()).unwrap_or_default();
        let shows = text.contains("://") || text.contains('/') && text.contains('.');
        let titled = self
            .page
            .title
            .as_deref()
            .is_some_and(|title| sense::same(title, text));
        known == url
            || sense::is_home(url)
            || shows
            || titled
            || url.host_str() != known.host_str()
            || super::lexicon::hits(text)
                .iter()
                .any(|hit| hit.word == Word::Source)
    }

    /// Lines of the box that are nothing but an address.
    fn bare_addresses(&mut self) {
        let region = self.region;
        for (index, read) in region.reads.iter().enumerate() {
            if bare_address(read.block) {
                let range = 0..read.block.text.len();
                self.addresses_in(read.block, &range, Trust::Box);
                self.used.push((index, range));
            } else if licensed(read.block) {
                let range = 0..read.block.text.len();
                self.addresses_in(read.block, &range, Trust::Block);
                self.used.push((index, range));
            } else if read.said.is_empty() && read.labels.is_empty() {
                continue;
            } else {
                self.addresses_in(read.block, &(0..read.block.text.len()), Trust::Box);
            }
        }
    }

    /// The surest address of an article; a home page only names the site.
    fn address(&mut self) {
        let known = self
            .page
            .urls
            .canonical
            .clone()
            .or_else(|| self.page.urls.og.clone());
        let agrees = |url: &Url| known.as_ref().is_some_and(|known| known == url);
        let mut addresses = std::mem::take(&mut self.addresses);
        addresses.retain(|(_, url)| !self.author_links.iter().any(|href| href == url.as_str()));
        let best = addresses
            .iter()
            .filter(|(_, url)| !sense::is_home(url))
            .min_by_key(|(trust, url)| (*trust, !agrees(url)));
        if let Some((_, url)) = best {
            let url = url.to_string();
            self.set("url", url);
        }
        if let Some((_, home)) = addresses.iter().find(|(_, url)| sense::is_home(url)) {
            let home = home.to_string();
            self.set("home", home);
        }
    }

    /// Authors in sentences: credited by name in the demand, or named before it.
    fn authors(&mut self) {
        if self.fields.contains_key("author") {
            return;
        }
        let region = self.region;
        for (index, read) in region.reads.iter().enumerate() {
            for (range, _) in &read.said {
                if let Some((name, publisher)) = credited(read, range) {
                    if sense::is_publication(&name) || self.is_site(&name) {
                        self.set("publisher", name);
                    } else {
                        self.set("author", name);
                        if let Some(publisher) = publisher {
                            self.set("publisher", publisher);
                        }
                        return;
                    }
                }
            }
            if let Some((range, name)) = bylined(read) {
                if sense::is_publication(&name) || self.is_site(&name) {
                    self.set("publisher", name);
                } else {
                    self.set("author", name);
                    self.used.push((index, range));
                    return;
                }
            }
        }
        if let Some(before) = region.before.filter(|read| read.block.text.len() <= 200)
            && let Some((_, name)) = bylined(before)
            && !sense::is_publication(&name)
            && !self.is_site(&name)
        {
            self.set("author", name);
        }
    }

    fn is_site(&self, name: &str) -> bool {
        let meta = &self.page.meta;
        [&meta.site_name, &meta.publisher]
            .into_iter()
            .flatten()
            .any(|site| sense::same(site, name))
    }

    /// The account or the owner that a notice names beside its author; an author that is the site's name is none.
    fn publisher(&mut self) {
        if self
            .fields
            .get("author")
            .is_some_and(|author| self.is_site(author))
            && let Some(author) = self.fields.remove("author")
        {
            self.set("publisher", author);
        }
        if self.fields.contains_key("publisher") {
            return;
        }
        let region = self.region;
        for read in region.reads {
            let text = &read.block.text;
            let account = ["公众号", "公眾號", "公号"].iter().find_map(|word| {
                let at = text.find(word)? + word.len();
                let rest = text.get(at..)?;
                rest.starts_with(['「', '“', '【', '：', ':', '"', '《'])
                    .then(|| sense::name(rest, true))
                    .flatten()
            });
            let owner = ["©", "ⓒ", "(c)", "Copyright"].iter().find_map(|mark| {
                let rest = text.get(text.find(mark)? + mark.len()..)?;
                let rest = rest.trim_start_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '©' | 'ⓒ')
                });
                sense::name(rest, true)
            });
            let linked = read.said.first().and_then(|(range, _)| {
                let home = links_in(read.block, range)
                    .find(|link| link.resolved.as_ref().is_some_and(sense::is_home))?;
                sense::name(text.get(home.text.clone())?, true)
            });
            if let Some(name) = account.or(owner).or(linked) {
                self.set("publisher", name);
                return;
            }
        }
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
}

/// The author named in a line between the headline and the text, as in "By Ida Holm" or "作者：齐月".
pub(in crate::originals) fn visible_byline(page: &Page) -> Option<String> {
    /// Lines above the text that are looked at. By hand: headline, kicker, date, byline, share line.
    const LINES: usize = 8;
    /// Bytes of a line that may be a byline.
    const LINE: usize = 160;
    let above = page
        .blocks
        .iter()
        .filter(|block| block.landmark == Landmark::Content)
        .take(LINES)
        .take_while(|block| {
            block.text.len() <= LINE || block.kind == crate::page::BlockKind::Heading
        });
    for block in above
        .filter(|block| block.kind != crate::page::BlockKind::Heading && block.text.len() <= LINE)
    {
        let read = super::region::read(block);
        let label = read.labels.iter().find(|label| label.word == Word::Author);
        if let Some(name) =
            label.and_then(|label| author_list(block.text.get(label.value.clone())?))
        {
            return Some(name);
        }
        if read.said.is_empty()
            && let Some((_, name)) = bylined(&read)
        {
            return Some(name);
        }
    }
    None
}

/// The names behind a label: one, or a list of them.
pub(super) fn author_list(line: &str) -> Option<String> {
    let first = sense::name(line, true)?;
    let behind = line.get(line.find(first.as_str())? + first.len()..)?;
    let mut names = first;
    let mut rest = behind;
    for _ in 0..20 {
        let Some(next) = rest
            .strip_prefix(", ")
            .or_else(|| rest.strip_prefix('、'))
            .or_else(|| rest.strip_prefix("，"))
        else {
            break;
        };
        // Behind a Chinese comma the sentence goes on; only a short list of names ends the line.
        let chinese = rest.starts_with('，');
        let Some(name) =
            sense::name(next, false).filter(|name| !chinese && next.starts_with(name.as_str()))
        else {
            break;
        };
        let after = &next[name.len()..];
        let ends = after.is_empty() || after.starts_with([',', '、', '.', '\n', ' ']);
        let two = name.contains(' ') || names.contains('、') || rest.starts_with('、');
        if !ends || !two || sense::is_publication(&name) {
            break;
        }
        names.push_str(if rest.starts_with('、') { "、" } else { ", " });
        names.push_str(&name);
        rest = after;
    }
    Some(names)
}

/// The name that a demand wants to be credited, and the publisher beside it: "credit Ida Holm / Pier Post".
fn credited(read: &Read<'_>, range: &Range<usize>) -> Option<(String, Option<String>)> {
    let text = &read.block.text;
    let inside = |at: usize| at >= range.start && at < range.end;
    let verbs = read.hits.iter().filter(|hit| {
        matches!(
            hit.word,
            Word::Name | Word::Source | Word::Author | Word::Reuse
        ) && inside(hit.range.start)
            && hit.range.end <= range.end
    });
    for verb in verbs {
        let rest = text.get(verb.range.end..range.end)?;
        let Some(start) = skip_small_words(rest, verb.word == Word::Name) else {
            continue;
        };
        let rest = &rest[start..];
        if verb.word == Word::Reuse {
            continue;
        }
        let Some(name) = sense::name(rest, false) else {
            continue;
        };
        let at = verb.range.end + start + rest.find(name.as_str())?;
        let taken = at..at + name.len();
        // "Quelle", "原文": a word of the demand is no name.
        let decides = |word: Word| {
            matches!(
                word,
                Word::Name
                    | Word::Source
                    | Word::Reuse
                    | Word::Ask
                    | Word::Permit
                    | Word::Forbid
                    | Word::Consent
                    | Word::Own
                    | Word::Address
                    | Word::Title
                    | Word::Publisher
                    | Word::License
            )
        };
        let overlaps = read.hits.iter().any(|hit| {
            decides(hit.word) && hit.range.start < taken.end && hit.range.end > taken.start
        });
        let linked = read.block.links.iter().any(|link| {
            link.text.start <= taken.start
                && link.text.end >= taken.end
                && link
                    .resolved
                    .as_ref()
                    .is_some_and(|url| !sense::is_home(url))
                && !link.href.contains("author")
        });
        let quoted = text
            .get(..taken.start)
            .is_some_and(|before| before.ends_with('《'));
        if overlaps
            || linked
            || quoted
            || name.chars().any(crate::text::template::is_spaceless)
                && !matches!(verb.word, Word::Author | Word::Source | Word::Name)
        {
            continue;
        }
        let spaceless = name.chars().any(crate::text::template::is_spaceless);
        if spaceless
            && (name.chars().count() > 5
                || verb.word == Word::Name
                || !matches!(
                    text.get(verb.range.clone()),
                    Some("作者" | "著者" | "筆者" | "執筆者" | "原作者")
                ))
        {
            continue;
        }
        if verb.word == Word::Source && !name.contains(' ') && !spaceless {
            continue;
        }
        let behind = text.get(taken.end..range.end).unwrap_or_default();
        let behind = behind.trim_start();
        if [
            "as the source",
            "as source",
            "als quelle",
            "comme source",
            "como fuente",
            "como fonte",
            "come fonte",
        ]
        .iter()
        .any(|words| behind.to_lowercase().starts_with(words))
        {
            return sense::is_publication(&name).then_some((name, None));
        }
        let publisher = behind
            .strip_prefix(['/', ',', '／'])
            .or_else(|| behind.strip_prefix("for "))
            .or_else(|| behind.strip_prefix("of "))
            .and_then(|rest| sense::name(rest, false))
            .filter(|name| name.contains(' ') || sense::is_publication(name));
        return Some((name, publisher));
    }
    None
}

/// Skips up to four small words and marks before a name: "credit to the author, Ida Holm"; `None` at the end.
fn skip_small_words(rest: &str, marks: bool) -> Option<usize> {
    let mut at = 0;
    for _ in 0..5 {
        let tail = rest.get(at..)?;
        let trimmed = tail.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(c, '"' | '“' | '„' | '«' | '*' | '\'')
                || marks && matches!(c, ':' | '：')
        });
        at += tail.len() - trimmed.len();
        let first = trimmed.chars().next()?;
        let small = first.is_lowercase();
        if !small {
            return Some(at);
        }
        let word = trimmed
            .find(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
            .unwrap_or(trimmed.len());
        at += word;
        let mark = rest.get(at..)?.chars().next()?;
        if matches!(mark, '.' | ';' | '!' | ')' | '/') {
            return None;
        }
        if mark == ',' {
            at += 1;
        }
    }
    None
}

/// A name behind a byline word in a block: "Original article by Ida Holm."
fn bylined(read: &Read<'_>) -> Option<(Range<usize>, String)> {
    let text = &read.block.text;
    for range in clause::sentences(text) {
        let first_demand = read.said.iter().find(|(said, _)| said.start == range.start);
        for hit in read.hits.iter().filter(|hit| {
            hit.word == Word::Byline && hit.range.start >= range.start && hit.range.end <= range.end
        }) {
            let rest = text.get(hit.range.end..range.end)?;
            let before = text.get(range.start..hit.range.start)?;
            // "本文由 X 原创发布"
            if text.get(hit.range.clone()) == Some("由") {
                let Some(name) = sense::name(rest, true) else {
                    continue;
                };
                let behind = rest.get(rest.find(name.as_str())? + name.len()..)?;
                let behind = behind.trim_start_matches([' ', '”', '」', '》']);
                let writes = [
                    "原创", "原創", "撰写", "撰寫", "发布", "發佈", "创作", "創作", "编写", "所写",
                    "写作", "首发", "提供", "所著", "整理",
                ]
                .iter()
                .any(|word| behind.starts_with(word));
                if writes && before.len() <= 40 {
                    return Some((range.clone(), name));
                }
                continue;
            }
            let Some(name) = sense::name(rest, false) else {
                continue;
            };
            let at = rest.find(name.as_str())?;
            let near = rest.get(..at)?.trim_start().is_empty()
                || rest
                    .get(..at)?
                    .chars()
                    .all(|c| !c.is_alphanumeric() && c != '-');
            let opening = before.trim().is_empty() || before.len() <= 60 || licensed(read.block);
            let whole = name.contains(' ')
                || before.trim().is_empty() && range.end - range.start <= name.len() + 24;
            let demand_after = first_demand.is_none() || before.len() <= 60;
            let overlaps = read.hits.iter().any(|known| {
                let start = hit.range.end + at;
                matches!(
                    known.word,
                    Word::Reuse | Word::Source | Word::Name | Word::Own
                ) && known.range.start < start + name.len()
                    && known.range.end > start
            });
            if near && opening && whole && demand_after && !overlaps {
                return Some((range.clone(), name));
            }
        }
    }
    None
}
