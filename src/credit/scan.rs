//! What a page says about sources, before any original is considered: lines with credit phrases, and plain-text URLs.

use std::ops::Range;

use url::Url;

use super::context::Context;
use super::phrases::{Phrases, Role};
use super::pieces;
use crate::page::{Block, Link, Page};
use crate::text::head;
use crate::text::plain_urls;
use crate::text::script::is_cjk;
use crate::text::{Folded, fold};

/// A block with at most so many tokens can be the value of a label ("Source:" | "The Daily Example").
const VALUE_TOKENS: usize = 40;

/// The same in bytes, an address among them.
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

/// A URL shown as text.
#[derive(Debug, Clone)]
pub(super) struct PlainUrl {
    pub(super) block: usize,
    /// Byte range in the block's text.
    pub(super) range: Range<usize>,
    pub(super) url: Url,
}

/// A line, sentence or label with its value, in which a phrase was found.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Index of its block.
    pub(super) block: usize,
    /// Byte range in the block's text.
    pub(super) range: Range<usize>,
    /// The block that holds the value of a label, and the range of the value in it.
    pub(super) value: Option<(usize, Range<usize>)>,
    /// The phrases in it, in order.
    pub(super) marks: Vec<Mark>,
    /// Number of tokens of the line without its value.
    pub(super) tokens: usize,
}

/// A phrase in a line, with what stands around it.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) role: Role,
    /// Index of the phrase.
    pub(super) phrase: usize,
    /// Byte range in the block's text.
    pub(super) range: Range<usize>,
    /// Counts only if the line links or names the original.
    pub(super) original: bool,
    /// Whether it is a label: it opens the line.
    pub(super) label: bool,
    /// A date follows: an update stamp unless the line leads to the original.
    pub(super) dated: bool,
    /// The sentence is about the text itself, not about a book or a study it speaks of.
    pub(super) about_text: bool,
    /// A negative phrase stands before it in the same sentence.
    pub(super) negated: bool,
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
        let phrases = Phrases::built_in();
        let urls: Vec<PlainUrl> = plain_urls(self.text)
            .into_iter()
            .filter_map(|(range, url)| {
                let (block, range) = self.locate(range)?;
                is_said(&self.blocks[block], &range).then_some(PlainUrl { block, range, url })
            })
            .collect();
        let mut lines = Vec::new();
        let hits: Vec<Found> = phrases
            .find(folded)
            .into_iter()
            .filter_map(|hit| {
                let (block, range) = self.locate(hit.raw)?;
                is_said(&self.blocks[block], &range).then_some(Found {
                    block,
                    phrase: hit.phrase,
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
        if own_link || !leads_in || said > phrase + 3 {
            return None;
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

/// Whether a range of a block's text is neither struck out nor part of a picture.
pub(super) fn is_said(block: &Block, range: &Range<usize>) -> bool {
    !block.struck_out.iter().any(|struck_out| {
        // A picture in a link is what the link shows.
        let is_shown = *struck_out == *range && block.text[struck_out.clone()].starts_with("![");
        struck_out.start <= range.start && range.end <= struck_out.end && !is_shown
    })
}

/// A phrase found in a block.
pub(super) struct Found {
    pub(super) block: usize,
    pub(super) phrase: usize,
    pub(super) range: Range<usize>,
}

/// Links whose text touches a range of a block. Links stand in the order of the text and never overlap.
pub(super) fn links_in<'a>(block: &'a Block, range: &Range<usize>) -> &'a [Link] {
    let from = block
        .links
        .partition_point(|link| link.text.end <= range.start && link.text.start < range.start);
    let to = block.links.partition_point(|link| {
        // A picture or an icon at the end of the range is a link without text.
        link.text.start < range.end || link.text.end == range.end
    });
    block.links.get(from..to).unwrap_or_default()
}

/// Plain-text URLs of one block that lie in a range of it.
pub(super) fn urls_in<'a>(urls: &'a [PlainUrl], range: &Range<usize>) -> &'a [PlainUrl] {
    let from = urls.partition_point(|url| url.range.start < range.start);
    let to = urls.partition_point(|url| url.range.start < range.end);
    urls.get(from..to).unwrap_or_default()
}

/// Tokens as matching counts them: a CJK character, or a run of other letters and digits.
pub(super) fn count_tokens(text: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    for letter in text.chars() {
        if is_cjk(letter) {
            count += 1;
            inside = false;
        } else if letter.is_alphanumeric() {
            count += usize::from(!inside);
            inside = true;
        } else {
            inside = false;
        }
    }
    count
}
