//! Where a block stands: in the running text of the article, at its edge, or apart from it.

use std::ops::Range;

use super::NoticeKind;
use super::lexicon::{Hit, Word};
use super::links::holds_address;
use super::measure::{distance, length};
use super::object::within;
use super::read::Read;
use crate::address::{identity, same_owner};
use crate::page::{BlockKind, Landmark, Page};
use url::Url;

/// Bytes from which a block without words of a notice is running text of the article. By hand: a label line is
/// shorter, a paragraph longer; 66 Chinese characters.
const PROSE: usize = 200;

/// Letters of a block in which one sentence may be the notice, if it opens or ends it or the block speaks of this text. By
/// hand.
const APART: usize = 600;

/// The same in the footer of the site, which tells no stories: owner, rights, notice, disclaimer in one block. By hand.
const FOOT: usize = 1_500;

/// Bytes of a copyright line before the sentence that is the notice: "© 2025 Harbour Lane. All rights reserved. Do not …". By hand.
const MARK: usize = 120;

/// Where a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Before or behind the running text of the article, or in a part of the page that holds none.
    Apart,
    /// The first or last paragraph of the running text, or the block that stands inside of it.
    Seam,
    /// Within the running text.
    Story,
}

/// The place of each block.
pub(super) fn places(reads: &[Read<'_>]) -> Vec<Place> {
    let prose = |read: &Read<'_>| {
        read.labels.is_empty()
            && read.block.text.len() >= PROSE
            && read.block.landmark == Landmark::Content
            && !matches!(read.block.kind, BlockKind::Code)
            && !(read.block.kind == BlockKind::ListItem && is_term(read))
    };
    let first = reads.iter().position(prose);
    let last = reads.iter().rposition(prose);
    // Two of them on either side: below a notice there may be one, about whoever wrote the text.
    let runs = |mut indexes: Range<usize>| {
        indexes.len() == 2 && indexes.all(|index| reads.get(index).is_some_and(runs_on))
    };
    let amid = |index: usize| {
        runs(index.saturating_sub(2)..index) && runs(index + 1..(index + 3).min(reads.len()))
    };
    let place = |index: usize| match (first, last) {
        _ if amid(index) => Place::Story,
        (Some(first), Some(last)) if index >= first && index <= last => {
            if index <= first + 1 || index + 1 >= last {
                Place::Seam
            } else {
                Place::Story
            }
        }
        _ => Place::Apart,
    };
    (0..reads.len()).map(place).collect()
}

/// Whether a row of a list reads like one of the terms of reuse, which may be as long as a paragraph.
fn is_term(read: &Read<'_>) -> bool {
    let has = |words: &[Word]| read.hits.iter().any(|hit| words.contains(&hit.word));
    has(&[Word::Reuse])
        && has(&[
            Word::Name,
            Word::Source,
            Word::Ban,
            Word::Consent,
            Word::License,
        ])
}

/// Whether a block is a paragraph of a text in short paragraphs.
fn runs_on(read: &Read<'_>) -> bool {
    /// Bytes of such a paragraph. By hand: a sentence of fifteen words; notices are shorter as often as not.
    const SENTENCE: usize = 100;
    let block = read.block;
    // A notice may have paragraphs, too.
    let has = |words: &[Word]| read.hits.iter().any(|hit| words.contains(&hit.word));
    let says = has(&[Word::Reuse]) && has(&[Word::Ban, Word::Consent, Word::Own, Word::License]);
    !says
        && read.labels.is_empty()
        && block.landmark == Landmark::Content
        && block.kind == BlockKind::Paragraph
        && block.text.len() >= SENTENCE
        && block.links.is_empty()
        && block.text.trim_end().ends_with([
            '.', '!', '?', '。', '！', '？', '…', '”', '"', '»', '」', '।', '۔', '؟',
        ])
}

/// The addresses that a demand at a place may give: in the running text only that of the page, since stories link
/// whatever they tell of, and at its ends only those of the page's own site.
pub(super) fn is_own(page: &Page, place: Place, url: &Url) -> bool {
    let urls = &page.urls;
    let mut known = [&urls.fetched, &urls.saved_from, &urls.og, &urls.canonical]
        .into_iter()
        .flatten()
        .peekable();
    let nobody_says = known.peek().is_none();
    match place {
        Place::Apart => true,
        Place::Seam => nobody_says || known.any(|own| same_owner(own, url)),
        Place::Story => known.any(|own| identity(own) == identity(url)),
    }
}

/// Whether a block may be the heart of a notice: at an edge of the article or in a box, and mostly a notice.
pub(super) fn stands_well(read: &Read<'_>, place: Place, is_own: &dyn Fn(&Url) -> bool) -> bool {
    if read.said.is_empty() {
        return false;
    }
    let text = &read.block.text;
    let said: usize = read.said.iter().map(|(range, _)| range.len()).sum();
    let labelled: usize = read
        .labels
        .iter()
        .map(|label| label.value.end - label.start)
        .sum();
    let address = read
        .said
        .iter()
        .any(|(range, said)| said.credit && holds_address(read.block, range, is_own));
    let heavy = (said + labelled) * 2 >= text.len();
    let own = read.said.iter().any(|(_, said)| said.own);
    let ends = read
        .said
        .last()
        .is_some_and(|(range, _)| range.end + 40 >= text.trim_end().len())
        || read.said.first().is_some_and(|(range, _)| {
            let head = text.get(..range.start).unwrap_or_default();
            range.start < 40 || range.start < MARK && head.contains(['©', 'ⓒ'])
        });
    if place == Place::Story {
        // Stories tell of all that notices speak of; here only the page's own address or a formula about it counts.
        let firm = read.hits.iter().any(|hit| hit.word == Word::Ban);
        let bans = read
            .said
            .iter()
            .any(|(_, said)| said.kind == NoticeKind::Prohibition);
        heavy && (address || firm && (own || bans) || !read.labels.is_empty())
    } else {
        let length = length(text);
        // "The information here may be reused" owes nothing.
        let named = |range: &Range<usize>| {
            let inside = || within(&read.hits, range).iter();
            inside()
                .filter(|hit| matches!(hit.word, Word::Name | Word::Tell | Word::NamedAs))
                .any(|name| {
                    let reuse = |hit: &Hit| {
                        hit.word == Word::Reuse
                            && hit.language == name.language
                            && distance(&hit.range, &name.range) > 0
                    };
                    inside().any(reuse)
                })
        };
        let owes = read.said.iter().any(|(range, said)| match said.kind {
            NoticeKind::Prohibition => true,
            NoticeKind::Permission => said.credit && named(range),
            _ => said.credit && said.reuse,
        });
        let foot = read.block.landmark == Landmark::SiteFooter
            && (length <= FOOT && owes || whole_line(read));
        let of_itself = || read.hits.iter().any(|hit| hit.word == Word::Own);
        let apart = place == Place::Apart && length <= APART && owes && of_itself();
        // A line of its own in a box of several.
        let line = length <= APART && owes && whole_line(read);
        heavy
            || foot
            || apart
            || line
            || length <= 160
            || ends && (address || own || length <= APART)
    }
}

/// Whether a sentence that asks is a line of its own among those of the site's footer.
fn whole_line(read: &Read<'_>) -> bool {
    let text = &read.block.text;
    read.said.iter().any(|(range, _)| {
        let before = text.get(..range.start).unwrap_or_default();
        let after = text.get(range.end..).unwrap_or_default();
        let blank = [' ', '\u{a0}'];
        before.trim_end_matches(blank).ends_with('\n')
            && after.trim_start_matches(blank).starts_with('\n')
    })
}

/// Whether the article itself is about copying: several such sentences in its running text.
pub(super) fn talks(reads: &[Read<'_>]) -> bool {
    let talking = reads
        .iter()
        .filter(|read| {
            let words = |word: Word| read.hits.iter().any(|hit| hit.word == word);
            let said: usize = read.said.iter().map(|(range, _)| range.len()).sum();
            read.block.text.len() >= PROSE
                && said * 2 < read.block.text.len()
                && words(Word::Reuse)
                && (words(Word::Consent) || words(Word::Ban) || !read.said.is_empty())
                && !read.said.is_empty()
        })
        .count();
    talking >= 2
}
