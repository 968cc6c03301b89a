//! Credits without a phrase: bare links and URLs of the original, and lines of names.

use std::collections::BTreeSet;
use std::ops::Range;

use super::evidence_links::{Links, Where};
use super::find::Finder;
use super::line::{PlainUrl, count_tokens};
use super::model::shown;
use super::pieces;
use super::place::Places;
use super::{Credit, CreditKind, CreditLink, Target, Voice};
use crate::page::{Block, BlockKind, Visibility};

/// A block of names alone has at most so many tokens. By hand, held against labelled pages (`examples/credits.rs`).
const NAMES_TOKENS: usize = 14;

/// The same in bytes: a word may be the whole page. By hand.
const NAMES_BYTES: usize = 2_000;

/// Blocks before the reprint (and a third as many behind it) in which a line of names alone is a byline. By hand, held
/// against labelled pages (`examples/credits.rs`).
const NAMES_REACH: usize = 15;

/// Bare links to the original's site that are reported. By hand; it bounds what is kept.
const SITE_LINKS: usize = 10;

/// Bare links to the article that are reported: what is behind so many of them makes no difference. By hand.
const ARTICLE_LINKS: usize = 5_000;

/// The line of a picture without words that stands at an offset, if it is no more than names are.
fn beside(text: &str, at: usize) -> Range<usize> {
    let start = text.get(..at).and_then(|before| before.rfind('\n'));
    let start = start.map_or(0, |end| end + 1);
    let behind = text.get(at..).unwrap_or_default();
    let end = at + behind.find('\n').unwrap_or(behind.len());
    let is_short =
        end - start <= NAMES_BYTES && text.get(start..end).map_or(0, count_tokens) <= NAMES_TOKENS;
    if is_short { start..end } else { at..at }
}

impl Finder<'_> {
    /// The links and URLs of a whole block; `concerning` as in [`Where`].
    fn links_of(&self, index: usize, block: &Block, urls: &[PlainUrl], concerning: bool) -> Links {
        let mut links = Links::default();
        let whole = 0..block.text.len();
        links.read(
            &self.view(),
            block,
            &Where {
                block: index,
                range: &whole,
                urls,
                concerning,
            },
        );
        links.drop_other_uses();
        links
    }

    /// Links and URLs of the original without a phrase.
    pub(super) fn bare_links(&self, taken: &BTreeSet<(usize, usize)>, credits: &mut Vec<Credit>) {
        let (mut site_links, mut article_links) = (0, 0);
        for (index, block) in self.page.blocks.iter().enumerate() {
            let urls = self.urls_of(index);
            if (block.links.is_empty() && urls.is_empty()) || block.kind == BlockKind::Caption {
                continue;
            }
            if article_links >= ARTICLE_LINKS {
                return;
            }
            let links = self.links_of(index, block, urls, true);
            for (link, at) in links.each() {
                if taken.contains(&(index, at.start)) {
                    continue;
                }
                let exact = matches!(link.target, Target::Article | Target::Near);
                if !exact && link.target != Target::Site {
                    continue;
                }
                let credit = self.link_credit(block, index, link, at);
                if exact {
                    article_links += 1;
                    credits.push(credit);
                } else if site_links < SITE_LINKS
                    && Places::is_near(credit.zone, credit.region)
                    && credit.voice == Voice::Own
                    && !self.judge.same_site()
                {
                    site_links += 1;
                    credits.push(credit);
                }
            }
        }
    }

    fn link_credit(
        &self,
        block: &Block,
        index: usize,
        link: &CreditLink,
        at: &Range<usize>,
    ) -> Credit {
        let line = pieces::around(&block.text, std::iter::once(at.clone()))
            .pop()
            .unwrap_or_else(|| at.clone());
        let line = self.own_part(block, &line, at);
        // Beside a picture stand the names that belong to it.
        let named_in = match line.is_empty() {
            true => beside(&block.text, at.start),
            false => line.clone(),
        };
        let text = &block.text[named_in.clone()];
        let linked = block.text.get(at.clone()).into_iter();
        let linked = linked.filter(|_| link.target == Target::Article);
        let named = self.names.find(text);
        let named = self.names.with_short_title(named, text, linked);
        let (zone, region, distance) = self.places.of(index, at);
        let kind = if link.target == Target::Article {
            self.kind_of_named(index, &line, zone, region)
        } else {
            CreditKind::Link
        };
        let page = block.start + named_in.start..block.start + named_in.end;
        Credit {
            text: shown(text),
            links: vec![link.clone()],
            visibility: block.visibility,
            zone,
            region,
            voice: self.voice(text, Some(&page)),
            distance,
            block: Some(index),
            range: named_in,
            line: link.line,
            column: link.column,
            ..Credit::blank(kind).naming(named)
        }
    }

    /// Links of the article in hidden blocks without a phrase.
    pub(super) fn hidden_links(&self, credits: &mut Vec<Credit>) {
        let known: BTreeSet<(u32, u32)> = credits
            .iter()
            .flat_map(|credit| credit.links.iter().map(|link| (link.line, link.column)))
            .collect();
        for (index, block) in self.page.hidden.iter().enumerate() {
            let from = self
                .scan
                .hidden_urls
                .partition_point(|url| url.block < index);
            let to = self
                .scan
                .hidden_urls
                .partition_point(|url| url.block <= index);
            let urls = &self.scan.hidden_urls[from..to];
            if block.links.is_empty() && urls.is_empty() {
                continue;
            }
            let links = self.links_of(index, block, urls, true);
            for (link, _) in links.each() {
                if link.target != Target::Article || known.contains(&(link.line, link.column)) {
                    continue;
                }
                let (zone, region) = self.places.of_hidden(block);
                let named = self.names.find(&block.text);
                credits.push(Credit {
                    text: shown(&block.text),
                    links: vec![link.clone()],
                    visibility: block.visibility,
                    zone,
                    region,
                    block: Some(index),
                    range: 0..block.text.len(),
                    line: link.line,
                    column: link.column,
                    ..Credit::blank(CreditKind::Link).naming(named)
                });
            }
        }
    }

    /// Blocks at the reprint: so many behind it, more before it.
    pub(super) fn around(&self, behind: usize) -> Range<usize> {
        let count = self.page.blocks.len();
        match self.places.run() {
            Some(run) => run.start.saturating_sub(NAMES_REACH)..(run.end + behind).min(count),
            None => 0..count.min(200),
        }
    }

    /// Short blocks at the reprint that consist of the authors' names.
    pub(super) fn bare_names(&self, lines: &BTreeSet<usize>, credits: &mut Vec<Credit>) {
        if !self.names.has_people() {
            return;
        }
        let blocks = &self.page.blocks;
        for index in self.around(NAMES_REACH / 3) {
            let block = &blocks[index];
            let tokens = self.scan.tokens[index];
            let small = tokens > 0 && tokens <= NAMES_TOKENS && block.text.len() <= NAMES_BYTES;
            if !small || lines.contains(&index) || block.kind == BlockKind::Caption {
                continue;
            }
            let whole = 0..block.text.len();
            let named = self.names.find(&block.text);
            if named.authors.is_empty() || self.share_named(index, &whole) < 0.5 {
                continue;
            }
            let (zone, region, distance) = self.places.of(index, &whole);
            let near = Places::is_near(zone, region);
            let visible = matches!(block.visibility, Visibility::Visible | Visibility::Folded);
            if !near || !visible {
                continue;
            }
            let links = self.links_of(index, block, &[], false);
            credits.push(Credit {
                text: shown(&block.text),
                links: links.list(),
                visibility: block.visibility,
                zone,
                region,
                voice: self.voice(&block.text, Some(&block.range())),
                distance,
                block: Some(index),
                range: whole,
                line: block.line,
                column: block.column,
                ..Credit::blank(CreditKind::Byline).naming(named)
            });
        }
    }
}
