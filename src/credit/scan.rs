//! What a page says about sources, before any original is considered: lines with credit phrases, and plain-text URLs.

use std::ops::Range;

use super::context::Context;
use super::line::{Found, Line, PlainUrl, count_tokens, is_said, links_in, urls_in};
use super::phrases;
use super::pieces;
use crate::page::{Block, Link, Page};
use crate::text::head;
use crate::text::plain_urls;
use crate::text::{Folded, fold};

/// A block with at most so many tokens can be the value of a label ("Source:" | "The Daily Example"). By hand, held
/// against labelled pages (`examples/credits.rs`).
const VALUE_TOKENS: usize = 40;

/// The same in bytes, an address among them. By hand; it bounds work.
const VALUE_BYTES: usize = 4 * 1024;

/// Lines with phrases that are looked at; real pages have some dozens.
const MAX_LINES: usize = 2_000;

/// A page read for credits. Made once for a page, judged against every original that the page may reprint.
#[derive(Debug, Clone)]
pub struct Scan {
    /// Lines of visible and folded blocks.
    pub(super) visible: Vec<Line>,
    /// Lines of hidden blocks.
    pub(super) hidden: Vec<Line>,
    /// Plain-text URLs of the visible blocks.
    pub(super) urls: Vec<PlainUrl>,
    /// Plain-text URLs of the hidden blocks.
    pub(super) hidden_urls: Vec<PlainUrl>,
    /// Number of tokens in each visible block.
    pub(super) tokens: Vec<usize>,
}

impl Scan {
    /// Reads a page.
    pub fn of(page: &Page) -> Self {
        Self::of_folded(page, &fold(&page.text))
    }

    /// As [`Scan::of`], for a page whose text is folded already.
    pub(crate) fn of_folded(page: &Page, folded: &Folded) -> Self {
        let starts: Vec<usize> = page.blocks.iter().map(|block| block.start).collect();
        let visible = View {
            blocks: &page.blocks,
            text: &page.text,
            starts,
        };
        let (urls, lines) = visible.read(folded);
        let mut text = String::new();
        let mut starts = Vec::with_capacity(page.hidden.len());
        for block in &page.hidden {
            starts.push(text.len());
            text.push_str(&block.text);
            text.push('\n');
        }
        let hidden = View {
            blocks: &page.hidden,
            text: &text,
            starts,
        };
        let (hidden_urls, hidden_lines) = hidden.read(&fold(&text));
        Self {
            visible: lines,
            hidden: hidden_lines,
            urls,
            hidden_urls,
            tokens: page
                .blocks
                .iter()
                .map(|block| count_tokens(&block.text))
                .collect(),
        }
    }
}

/// Blocks and the text in which they stand.
struct View<'a> {
    blocks: &'a [Block],
    text: &'a str,
    /// Where each block begins in `text`.
    starts: Vec<usize>,
}

impl View<'_> {
    fn read(&self, folded: &Folded) -> (Vec<PlainUrl>, Vec<Line>) {
        let urls: Vec<PlainUrl> = plain_urls(self.text)
            .into_iter()
            .filter_map(|(range, url)| {
                let (block, range) = self.locate(range)?;
                is_said(&self.blocks[block], &range).then_some(PlainUrl { block, range, url })
            })
            .collect();
        let mut lines = Vec::new();
        let hits: Vec<Found> = phrases::find(folded)
            .into_iter()
            .filter_map(|hit| {
                let (block, range) = self.locate(hit.raw)?;
                is_said(&self.blocks[block], &range).then_some(Found {
                    block,
                    senses: hit.senses,
                    range,
                })
            })
            .collect();
        for hits in hits.chunk_by(|a, b| a.block == b.block) {
            if lines.len() >= MAX_LINES {
                break;
            }
            self.block_lines(hits, &urls, &mut lines);
        }
        (urls, lines)
    }

    /// The block in which a range of the text lies, and the range inside it.
    fn locate(&self, range: Range<usize>) -> Option<(usize, Range<usize>)> {
        let block = self
            .starts
            .partition_point(|start| *start <= range.start)
            .checked_sub(1)?;
        let start = self.starts[block];
        let inner = range.start - start..range.end.checked_sub(start)?;
        let text = self.blocks[block].text.get(inner.clone())?;
        (!text.is_empty()).then_some((block, inner))
    }

    /// The lines of one block that hold a phrase which counts.
    fn block_lines(&self, hits: &[Found], urls: &[PlainUrl], lines: &mut Vec<Line>) {
        let Some(index) = hits.first().map(|hit| hit.block) else {
            return;
        };
        let block = &self.blocks[index];
        let from = urls.partition_point(|url| url.block < index);
        let to = urls.partition_point(|url| url.block <= index);
        let urls = &urls[from..to];
        let mut rest = hits;
        let all = pieces::around(&block.text, hits.iter().map(|hit| hit.range.clone()));
        for (number, piece) in all.iter().enumerate() {
            let inside = rest
                .iter()
                .take_while(|hit| hit.range.start < piece.end)
                .count();
            let (here, later) = rest.split_at(inside);
            rest = later;
            // A phrase across the end of a piece that was cut by length belongs to no piece.
            let cut = here
                .iter()
                .take_while(|hit| hit.range.end <= piece.end)
                .count();
            let here = &here[..cut];
            let next_line = all
                .get(number + 1)
                .map_or(block.text.len(), |next| next.start);
            let value = self.value_of(index, piece, next_line, here);
            let context = Context {
                block,
                links: links_in(block, piece),
                urls: urls_in(urls, piece),
            };
            let marks = context.marks(piece, here, value.is_some());
            if !marks.is_empty() && lines.len() < MAX_LINES {
                lines.push(Line {
                    block: index,
                    range: piece.clone(),
                    value,
                    marks,
                    tokens: count_tokens(&block.text[piece.clone()]),
                });
            }
        }
    }

    /// A label that says nothing by itself ("Source:", a heading "Original article") takes the next short block, or the
    /// next line of its own block, as its value.
    fn value_of(
        &self,
        index: usize,
        piece: &Range<usize>,
        next_piece: usize,
        hits: &[Found],
    ) -> Option<(usize, Range<usize>)> {
        let block = &self.blocks[index];
        let last = &hits.last()?.range;
        let said = count_tokens(&block.text[piece.clone()]);
        let phrase: usize = hits
            .iter()
            .map(|hit| count_tokens(&block.text[hit.range.clone()]))
            .sum();
        let own_link = !links_in(block, piece).is_empty();
        let leads_in = block.text[last.end..piece.end]
            .chars()
            .all(|c| !c.is_alphanumeric());
        let colon = block.text[piece.clone()].trim_end().ends_with([':', '：']);
        if own_link || !leads_in || said > phrase + 3 {
            let next = self.blocks.get(index + 1).filter(|_| !own_link)?;
            let ends = block.text[piece.end..].trim().is_empty();
            let leads_on = ends && said <= VALUE_TOKENS && next.landmark == block.landmark;
            return (leads_on && is_address(next, colon)).then(|| (index + 1, 0..next.text.len()));
        }
        // Another line of the same block.
        let after = block.text[piece.end..]
            .find(|c: char| !c.is_whitespace())
            .map(|skip| piece.end + skip);
        if let Some(start) = after {
            if next_piece > piece.end && next_piece == start {
                // The next line holds phrases of its own.
                return None;
            }
            let line = short_line(&block.text[start..])?;
            return Some((index, start..start + line));
        }
        let next = self.blocks.get(index + 1)?;
        let line_end = short_line(&next.text)?;
        (next.landmark == block.landmark).then_some((index + 1, 0..line_end))
    }
}

/// Whether a block is nothing but an address, or behind a colon a link: "Its address is as follows."
fn is_address(block: &Block, colon: bool) -> bool {
    let text = block.text.trim();
    let written = text.starts_with("https://") || text.starts_with("http://");
    let short = text.len() <= VALUE_BYTES && !text.is_empty() && !text.contains('\n');
    let linked = || {
        let whole = |link: &Link| block.text.get(link.text.clone()).map(str::trim) == Some(text);
        block.links.first().is_some_and(whole)
    };
    short && (written && !text.contains(char::is_whitespace) || colon && linked())
}

/// Where the first line of a text ends, if it is short enough for the value of a label. A line may be a whole page, with a
/// label in every sentence: no more of it is looked at than a value has.
fn short_line(text: &str) -> Option<usize> {
    let start = head(text, VALUE_BYTES);
    let end = match start.find('\n') {
        Some(end) => end,
        None if start.len() == text.len() => text.len(),
        None => return None,
    };
    (count_tokens(&text[..end]) <= VALUE_TOKENS).then_some(end)
}
