//! The address that a notice gives.

use std::ops::Range;

use url::Url;

use super::{Reader, ends_in_role, gives_example};
use crate::originals::notice::lexicon::{Word, hits};
use crate::originals::notice::links::{absolute, bare_address, front_page_named, links_in};
use crate::originals::notice::sense;
use crate::originals::notice::spoken::Spoken;
use crate::page::{Block, Link};
use crate::text::urls;

/// How sure an address is that a notice gives; the smaller, the surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Behind a label for it.
    Label,
    /// In the sentence that asks.
    Sentence,
    /// In the block of that sentence.
    Block,
    /// Elsewhere in the box.
    Box,
}

/// Whether a text in a script without spaces ends in a label of an author's own address: 博主地址：, 作者主页.
pub(super) fn is_of_author(head: &str) -> bool {
    /// What such labels end with.
    const PAGES: &[&str] = &[
        "地址",
        "主页",
        "主頁",
        "博客",
        "网址",
        "網址",
        "ブログ",
        "サイト",
    ];
    let head = head.trim_end_matches([' ', ':', '：', '(', '（']);
    let mut pages = PAGES.iter().filter_map(|page| head.strip_suffix(page));
    pages.any(ends_in_role)
}

/// Whether a link stands behind words for getting in touch: "contact me via LinkedIn".
fn is_contact(block: &Block, link: &Link) -> bool {
    /// Bytes before the link that are looked at. By hand: "for other uses please get in touch with me through".
    const BEFORE: usize = 60;
    let head = block.text.get(..link.text.start).unwrap_or_default();
    let mut from = head.len().saturating_sub(BEFORE);
    while !head.is_char_boundary(from) {
        from += 1;
    }
    let head = &head[from..];
    let sentence = head.rsplit(['.', '!', '?', '\n', '。']).next();
    let hits = hits(sentence.unwrap_or_default(), &Spoken::default());
    let has = |word: Word| hits.iter().any(|hit| hit.word == word);
    has(Word::Contact) && !has(Word::Source) && !has(Word::Address)
}

impl Reader<'_, '_> {
    /// The address that the page declares for itself to machines.
    pub(super) fn declared(&self) -> Option<&Url> {
        let urls = &self.page.urls;
        urls.canonical.as_ref().or(urls.og.as_ref())
    }

    /// Where the address ends that follows a demand right away.
    pub(super) fn address_end(&self, block: &Block, from: usize) -> Option<usize> {
        let rest = block.text.get(from..)?;
        let start = from + (rest.len() - rest.trim_start().len());
        let link = block.links.iter().find(|link| link.text.contains(&start));
        let shown = urls::leading_url(block.text.get(start..)?)
            .filter(|url| url.contains("://"))
            .map(|url| start + url.len());
        link.map(|link| link.text.end).or(shown)
    }

    /// Notes what a template or an example left behind; `false` if that was noted before.
    pub(super) fn warn(&mut self, shown: &str) -> bool {
        let shown: String = shown.trim().chars().take(120).collect();
        let known = self.warnings.contains(&shown);
        if !known && self.warnings.len() < 8 {
            self.warnings.push(shown);
        }
        true
    }

    /// The first address in a range: the target of a link, else one shown as text.
    pub(super) fn first_address(&mut self, block: &Block, range: &Range<usize>) -> Option<Url> {
        self.candidates(block, range).into_iter().next()
    }

    pub(super) fn addresses_in(&mut self, block: &Block, range: &Range<usize>, trust: Trust) {
        for url in self.candidates(block, range) {
            self.addresses.push((trust, url));
        }
    }

    /// All addresses in a range that may be an article's or a site's, in order.
    fn candidates(&mut self, block: &Block, range: &Range<usize>) -> Vec<Url> {
        let mut found: Vec<(usize, Url)> = Vec::new();
        let links: Vec<Link> = links_in(block, range).take(32).cloned().collect();
        for link in &links {
            if let Some(home) = front_page_named(self.page, block, link) {
                found.push((link.text.start, home));
            } else if self.believed(block, link)
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
            // "博主地址：…" gives the address of the author's own pages.
            let head = block.text.get(..start).unwrap_or_default();
            if !linked
                && !is_of_author(head)
                && let Some(url) = absolute(&rest[shown])
            {
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
        // A home page is kept: it names the site.
        let own = self.declared().cloned();
        let above = |url: &Url| {
            own.as_ref().is_some_and(|own| sense::holds(url, own)) && !sense::is_home(url)
        };
        // The code of the examples of a text, and where its faults are told of.
        let code = |url: &Url| {
            sense::is_code_host(url) && own.as_ref().is_some_and(|own| own.host() != url.host())
        };
        let faults = |url: &Url| {
            let elsewhere = own.as_ref().is_some_and(|own| own.host() != url.host());
            let mut last = url.path_segments().into_iter().flatten();
            elsewhere && last.next_back() == Some("issues")
        };
        let keep =
            |url: &Url| sense::may_be_article(url) && !above(url) && !code(url) && !faults(url);
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
            || url.host_str() != known.host_str() && !is_contact(block, link)
            || hits(text, &Spoken::default())
                .iter()
                .any(|hit| hit.word == Word::Source)
    }

    /// Lines of the box that are nothing but an address.
    pub(super) fn bare_addresses(&mut self) {
        let region = self.region;
        for (index, read) in region.reads.iter().enumerate() {
            let above = index
                .checked_sub(1)
                .and_then(|above| region.reads.get(above));
            if read.said.is_empty() && above.is_some_and(gives_example) {
                let range = 0..read.block.text.len();
                self.addresses_in(read.block, &range, Trust::Block);
                self.used.push((index, range));
            } else if bare_address(read.block) {
                let range = 0..read.block.text.len();
                self.addresses_in(read.block, &range, Trust::Box);
                self.used.push((index, range));
            } else if read.licensed() {
                let range = 0..read.block.text.len();
                self.addresses_in(read.block, &range, Trust::Block);
                self.used.push((index, range));
            } else if read.said.is_empty() && read.labels.is_empty() {
                if read.licensed_in_words() {
                    self.used.push((index, 0..read.block.text.len()));
                }
            } else {
                self.addresses_in(read.block, &(0..read.block.text.len()), Trust::Box);
            }
        }
    }

    /// The surest address of an article; a home page only names the site.
    pub(super) fn address(&mut self) {
        let known = self
            .page
            .urls
            .canonical
            .clone()
            .or_else(|| self.page.urls.og.clone());
        let agrees = |url: &Url| known.as_ref().is_some_and(|known| known == url);
        let mut addresses = std::mem::take(&mut self.addresses);
        addresses.retain(|(_, url)| !self.author_links.iter().any(|href| href == url.as_str()));
        let pages = self.author_pages();
        let article = |url: &Url| !sense::is_home(url) && !pages.iter().any(|page| page == url);
        let known_elsewhere = known.as_ref().is_some_and(article);
        if known_elsewhere || addresses.iter().any(|(_, url)| article(url)) {
            addresses.retain(|(_, url)| sense::is_home(url) || article(url));
        }
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
        // Their hosts tell the name of the site.
        self.addresses = addresses;
    }
}
