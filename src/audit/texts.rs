//! The texts of a match, for reports that show page and original side by side: kept only when one is wanted, and only
//! the passages with what stands around them.

use std::ops::Range;

use crate::credit::Credit;
use crate::matching::{EditKind, Passage};
use crate::originals::Original;
use crate::page::Page;

/// Bytes of the surrounding text that are kept before and after a passage or credit. By hand.
const AROUND: usize = 280;
/// Of equal text that is folded, the bytes kept at either end. By hand.
const ENDS: usize = 420;

/// The texts of a match, as far as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Texts {
    /// The original's text.
    pub original: Side,
    /// What readers see of the page.
    pub page: Side,
    /// Where in the page's text each of [`Match::credits`](super::Match::credits) stands, in the same order; `None` for
    /// what readers do not see.
    pub credits: Vec<Option<Range<usize>>>,
    /// The original's language, BCP 47.
    pub original_language: Option<String>,
}

impl Texts {
    /// How many bytes each side of a match may keep in a run over so many suspects.
    #[cfg(feature = "cli")]
    pub(crate) fn room(suspects: usize) -> usize {
        /// The most bytes that a run keeps for one side of a match. By hand; it bounds what is kept.
        const MOST: usize = 40_000;
        /// The least: enough for what differs and some words around it. By hand.
        const LEAST: usize = 4_000;
        /// What all suspects of a run may keep for one side together, if each has one match. By hand.
        const TOGETHER: usize = 16 << 20;
        (TOGETHER / suspects.max(1)).clamp(LEAST, MOST)
    }

    /// What is kept of an original and a page, at most about `most` bytes for a side.
    pub(super) fn of(
        original: &Original,
        page: &Page,
        passages: &[Passage],
        credits: &[Credit],
        most: usize,
    ) -> Self {
        let credits = places(credits, page);
        let visible: Vec<Range<usize>> = credits.iter().flatten().cloned().collect();
        Self {
            original: Side::of(&original.text, passages, &[], most, |passage| {
                (&passage.original, |edit| &edit.original)
            }),
            page: Side::of(&page.text, passages, &visible, most, |passage| {
                (&passage.page, |edit| &edit.page)
            }),
            credits,
            original_language: original.language.clone(),
        }
    }
}

/// One text with gaps. Offsets are those of the whole text, in bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Side {
    /// Length of the whole text in bytes.
    pub len: usize,
    /// Whether it is a text file, whose paragraphs end at empty lines, so that single line ends only wrap lines.
    pub is_wrapped: bool,
    /// What is kept, in order and apart from each other.
    pub stretches: Vec<Stretch>,
    /// Characters left out after the last stretch.
    pub rest: usize,
}

/// A part of a text that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Where it begins in the whole text.
    pub start: usize,
    /// The text.
    pub text: String,
    /// Characters left out before it.
    pub skipped: usize,
}

fn places(credits: &[Credit], page: &Page) -> Vec<Option<Range<usize>>> {
    let place = |credit: &Credit| {
        let is_shown = matches!(
            credit.visibility,
            crate::page::Visibility::Visible | crate::page::Visibility::Folded
        );
        let block = page.blocks.get(credit.block.filter(|_| is_shown)?)?;
        let end = block.start + credit.range.end.min(block.text.len());
        let start = block.start + credit.range.start.min(block.text.len());
        (start < end).then_some(start..end)
    };
    credits.iter().map(place).collect()
}

/// The range of a passage on one side, and how to get that of its edits.
type Sided<'a> = (
    &'a Range<usize>,
    fn(&crate::matching::Edit) -> &Range<usize>,
);

impl Side {
    /// Keeps what belongs to passages and other marked ranges, with some text around; long stretches of equal text are
    /// folded where the whole would be more than `most` bytes.
    fn of(
        text: &str,
        passages: &[Passage],
        marked: &[Range<usize>],
        most: usize,
        side: impl Fn(&Passage) -> Sided<'_>,
    ) -> Self {
        let whole: Vec<Range<usize>> = passages
            .iter()
            .map(|passage| side(passage).0.clone())
            .collect();
        let size: usize = whole.iter().map(ExactSizeIterator::len).sum();
        let mut wanted = if size <= most {
            whole
        } else {
            let folded: Vec<Range<usize>> = passages
                .iter()
                .flat_map(|passage| {
                    let (range, of_edit) = side(passage);
                    folded(passage, range, of_edit)
                })
                .collect();
            within(folded, most)
        };
        wanted.extend_from_slice(marked);
        let wanted = joined(text, wanted);
        let mut side = Self {
            len: text.len(),
            is_wrapped: text.contains("\n\n"),
            ..Self::default()
        };
        let mut end = 0;
        for range in wanted {
            side.stretches.push(Stretch {
                start: range.start,
                text: text[range.clone()].to_owned(),
                skipped: text[end..range.start].chars().count(),
            });
            end = range.end;
        }
        side.rest = text[end..].chars().count();
        side
    }
}

/// The parts of a passage without the inner part of its long equal runs.
fn folded(
    passage: &Passage,
    range: &Range<usize>,
    of_edit: fn(&crate::matching::Edit) -> &Range<usize>,
) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    let mut equal_from = range.start;
    let ends = passage
        .edits
        .iter()
        .filter(|edit| edit.kind != EditKind::Surface)
        .map(of_edit)
        .cloned()
        .chain(std::iter::once(range.end..range.end));
    for edit in ends {
        if edit.start > equal_from + 3 * ENDS {
            parts.push(start..equal_from + ENDS);
            start = edit.start - ENDS;
        }
        equal_from = equal_from.max(edit.end);
    }
    parts.push(start..range.end.max(start));
    parts
}

/// As many parts, from the first on, as are at most `most` bytes together; the one that goes beyond is cut.
fn within(parts: Vec<Range<usize>>, most: usize) -> Vec<Range<usize>> {
    let mut left = most;
    let mut kept = Vec::new();
    for part in parts {
        if left == 0 {
            break;
        }
        let end = part.end.min(part.start + left);
        left -= end - part.start;
        kept.push(part.start..end);
    }
    kept
}

/// Widens the ranges by what stands around them, to word ends and line ends, and joins those that meet.
fn joined(text: &str, mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        let start = near(text, range.start.saturating_sub(AROUND));
        let end = near(text, (range.end + AROUND).min(text.len()));
        match joined.last_mut() {
            // A gap of a few words costs more to tell than to show.
            Some(last) if start <= last.end + AROUND / 4 => last.end = last.end.max(end),
            _ => joined.push(start..end),
        }
    }
    joined
}

/// The nearest word end at or before `at`, not further than a long word away.
fn near(text: &str, at: usize) -> usize {
    let at = (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    if at == 0 || at == text.len() {
        return at;
    }
    text[..at]
        .char_indices()
        .rev()
        .take(30)
        .find(|(_, c)| c.is_whitespace())
        .map_or(at, |(found, c)| found + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_shared_is_left_out_and_counted() {
        let text = format!(
            "{}{}{}",
            "before ".repeat(200),
            "taken ".repeat(50),
            "水".repeat(1000)
        );
        let taken = 1400..1700;
        let ranges = joined(&text, vec![taken.clone()]);
        let [range] = ranges.as_slice() else {
            panic!("{ranges:?}");
        };
        assert!(range.start <= taken.start && range.start + 300 >= taken.start);
        assert!(range.end >= taken.end && range.end <= taken.end + 300);
    }

    #[test]
    fn parts_keep_to_the_room() {
        let parts = within(vec![0..10, 20..40, 50..60], 25);
        assert_eq!(parts, [0..10, 20..35]);
    }
}
