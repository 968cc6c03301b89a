//! Where a block stands: in the running text of the article, at its edge, or apart from it.

use super::lexicon::Word;
use super::read::Read;
use super::slots;
use crate::page::{BlockKind, Landmark};

/// Bytes from which a block without words of a notice is running text of the article. By hand: a label line is
/// shorter, a paragraph longer; 66 Chinese characters.
const PROSE: usize = 200;

/// Whether a block may be the heart of a notice: at an edge of the article or in a box, and mostly a notice.
pub(super) fn stands_well(reads: &[Read<'_>], index: usize, hidden: bool) -> bool {
    let Some(read) = reads.get(index).filter(|read| !read.said.is_empty()) else {
        return false;
    };
    if hidden {
        return true;
    }
    let at_edge = at_edge(reads, index);
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
        .any(|(range, said)| said.credit && slots::holds_address(read.block, range));
    let heavy = (said + labelled) * 2 >= text.len();
    let own = read.said.iter().any(|(_, said)| said.own);
    let ends = read
        .said
        .last()
        .is_some_and(|(range, _)| range.end + 40 >= text.trim_end().len())
        || read.said.first().is_some_and(|(range, _)| range.start < 40);
    if at_edge {
        heavy || text.len() <= 160 || ends && (address || own || text.len() <= 600)
    } else {
        heavy && (own || address || !read.labels.is_empty() || text.len() <= 120)
    }
}

/// Whether a block stands before or behind the running text of the article, or beside its first or last paragraph.
pub(super) fn at_edge(reads: &[Read<'_>], index: usize) -> bool {
    let prose = |read: &Read<'_>| {
        read.said.is_empty()
            && read.labels.is_empty()
            && read.block.text.len() >= PROSE
            && read.block.landmark == Landmark::Content
            && !matches!(read.block.kind, BlockKind::Code)
    };
    let first = reads.iter().position(prose);
    let last = reads.iter().rposition(prose);
    first.is_none_or(|first| index <= first + 1) || last.is_none_or(|last| index + 1 >= last)
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
