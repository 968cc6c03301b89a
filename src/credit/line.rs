//! The lines that a page is read for: phrases with what stands around them, URLs and links in their order.

use std::ops::Range;

use url::Url;

use super::phrases::{Role, Sense};
use crate::page::{Block, Link};
use crate::text::script::is_cjk;

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
    /// Byte range in the block's text.
    pub(super) range: Range<usize>,
    /// Counts only if the line links or names the original.
    pub(super) original: bool,
    /// Counts only if hardly anything else stands in the line.
    pub(super) alone: bool,
    /// Whether it is a label: it opens the line.
    pub(super) label: bool,
    /// A date follows: an update stamp unless the line leads to the original.
    pub(super) dated: bool,
    /// The sentence is about the text itself, not about a book or a study it speaks of.
    pub(super) about_text: bool,
    /// A negative phrase stands before it in the same sentence, or the sentence denies it.
    pub(super) negated: bool,
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
    pub(super) senses: Vec<Sense>,
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
