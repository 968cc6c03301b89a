//! How long texts are and how far apart words stand.

use std::ops::Range;

/// Letters of a text, a Chinese or Korean one as two.
pub(super) fn width(text: &str) -> usize {
    text.chars()
        .map(|c| if c.len_utf8() > 2 { 2 } else { 1 })
        .sum()
}

/// Bytes between two ranges; none if they overlap.
pub(super) fn distance(a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.start >= b.end {
        a.start - b.end
    } else {
        b.start.saturating_sub(a.end)
    }
}

/// Where a word of a text begins in it.
pub(super) fn offset(text: &str, word: &str) -> usize {
    (word.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}
