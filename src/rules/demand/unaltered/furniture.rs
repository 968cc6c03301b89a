//! What stands between copied blocks is no change of the text: bylines, captions, advertisements, boxes, share bars and
//! notes of the editor are whole blocks of the page's own. Only words within copied blocks are altered, and a whole block
//! of the original that is left out shortens the text.

use std::ops::Range;

use crate::matching::{Edit, EditKind};
use crate::rules::facts::Facts;
use crate::text::tokens;

/// A block of the page's own has at most so many words in common with the text where it stands, or this share of its
/// words: an "in" here and a "the" there (by hand).
const COMMON_WORDS: usize = 1;
/// See [`COMMON_WORDS`].
const COMMON_SHARE: f64 = 0.2;
/// From so many words on, a block that stands in the place of another is that block rewritten (by hand: boxes and
/// captions are shorter).
const REWRITTEN: usize = 20;

/// The blocks between and around the copied ones.
pub(in crate::rules) struct Furniture<'a> {
    input: &'a Facts<'a>,
    /// Byte ranges of the page's own blocks, in order.
    own: Vec<Range<usize>>,
    /// Byte ranges of the original's blocks, in order.
    blocks: Vec<Range<usize>>,
}

/// What an edit did within copied blocks.
pub(in crate::rules) struct Change {
    /// Bytes put in or taken out, whichever are more.
    pub(in crate::rules) bytes: usize,
    /// The first stretch of the page that differs; empty where something was left out.
    pub(in crate::rules) page: Range<usize>,
    /// The first stretch of the original that differs; empty where something was put in.
    pub(in crate::rules) original: Range<usize>,
}

impl<'a> Furniture<'a> {
    pub(in crate::rules) fn new(input: &'a Facts<'a>) -> Self {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in input.original.text.split('\n') {
            blocks.extend(words_of(line, start));
            start += line.len() + 1;
        }
        Self {
            own: own_blocks(input),
            blocks,
            input,
        }
    }

    /// What an edit did within copied blocks; `None` where it only put whole blocks in, or left some out.
    pub(in crate::rules) fn change(&self, edit: &Edit) -> Option<Change> {
        let page = outside(&edit.page, &self.own, false);
        let original = outside(&edit.original, &self.blocks, true);
        let rewritten = edit.kind == EditKind::Replaced
            && self.words(&self.input.page.text, &edit.page, &page) >= REWRITTEN
            && self.words(&self.input.original.text, &edit.original, &original) >= REWRITTEN;
        let (page, original) = if rewritten {
            (vec![edit.page.clone()], vec![edit.original.clone()])
        } else {
            (page, original)
        };
        let page: Vec<Range<usize>> = said(&self.input.page.text, page);
        let original: Vec<Range<usize>> = said(&self.input.original.text, original);
        let len = |pieces: &[Range<usize>]| pieces.iter().map(Range::len).sum::<usize>();
        let bytes = len(&page).max(len(&original));
        (bytes > 0).then(|| Change {
            bytes,
            page: page
                .first()
                .cloned()
                .unwrap_or(edit.page.end..edit.page.end),
            original: { original.first().cloned() }.unwrap_or(edit.original.end..edit.original.end),
        })
    }

    /// Words of a stretch that are in none of these pieces: those of its whole blocks.
    fn words(&self, text: &str, whole: &Range<usize>, pieces: &[Range<usize>]) -> usize {
        let count = |range: &Range<usize>| {
            tokens(text.get(range.clone()).unwrap_or_default())
                .list
                .len()
        };
        count(whole).saturating_sub(pieces.iter().map(count).sum())
    }
}

/// The pieces that have words.
fn said(text: &str, pieces: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let has_words = |piece: &Range<usize>| {
        let text = text.get(piece.clone()).unwrap_or_default();
        text.chars().any(char::is_alphanumeric)
    };
    pieces.into_iter().filter(has_words).collect()
}

/// Blocks of the page within a passage that hold next to nothing of it.
fn own_blocks(input: &Facts<'_>) -> Vec<Range<usize>> {
    let mut own = Vec::new();
    let blocks = &input.page.blocks;
    for passage in &input.reuse.passages {
        let first = blocks.partition_point(|block| block.range().end <= passage.page.start);
        let mut edits = passage
            .edits
            .iter()
            .filter(|edit| matches!(edit.kind, EditKind::Inserted | EditKind::Replaced))
            .map(|edit| &edit.page)
            .peekable();
        let inside = blocks.get(first..).unwrap_or_default().iter();
        for block in inside.take_while(|block| block.start < passage.page.end) {
            let range = block.range();
            while edits.next_if(|edit| edit.end <= range.start).is_some() {}
            let mut common = 0;
            let mut at = range.start;
            let mut count = |piece: Range<usize>| {
                let text = input.page.text.get(piece).unwrap_or_default();
                common += tokens(text).list.len();
            };
            let mut ahead = edits.clone();
            while let Some(edit) = ahead.next_if(|edit| edit.start < range.end) {
                if edit.start > at {
                    count(at..edit.start);
                }
                at = at.max(edit.end);
            }
            if at < range.end {
                count(at..range.end);
            }
            let all = tokens(&block.text).list.len();
            let few = common <= COMMON_WORDS || common as f64 <= COMMON_SHARE * all as f64;
            if few && common < all {
                own.extend(words_of(&block.text, block.start));
            }
        }
    }
    own
}

/// Where the words of a block begin and end: edits are told by words, not by the full stop after them.
fn words_of(block: &str, start: usize) -> Option<Range<usize>> {
    let first = block.find(char::is_alphanumeric)?;
    let last = block.rfind(char::is_alphanumeric)?;
    let end = last + block.get(last..)?.chars().next()?.len_utf8();
    Some(start + first..start + end)
}

/// What of a stretch lies in none of the blocks, or if `whole`, in none of the blocks that it holds whole. `blocks` stand
/// in order.
fn outside(stretch: &Range<usize>, blocks: &[Range<usize>], whole: bool) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = stretch.start;
    let first = blocks.partition_point(|block| block.end <= stretch.start);
    let near = blocks.get(first..).unwrap_or_default().iter();
    for block in near.take_while(|block| block.start < stretch.end) {
        let is_inside = block.start >= stretch.start && block.end <= stretch.end;
        if whole && !is_inside {
            continue;
        }
        if block.start > at {
            pieces.push(at..block.start);
        }
        at = at.max(block.end);
    }
    if at < stretch.end {
        pieces.push(at..stretch.end);
    }
    pieces
}
