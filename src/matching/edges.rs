//! Where a reworded passage begins and ends: the stretch that holds more of the other side's words than not.

use std::collections::HashSet;
use std::ops::Range;

use super::sentences::{Identity, Sentences, Side};

/// Tokens beyond the edges that are looked at.
const WINDOW: usize = 30;

/// What a word that the other side lacks costs, where one that it has earns 1 (both times its rarity).
const MISSING: f32 = 0.75;
/// Tokens over which an edge moves to the nearest sentence boundary.
const SNAP: usize = 6;

/// Moves the edges of a passage, inside `free` on the page.
pub(super) fn refine(
    sentences: &Sentences,
    page: Range<usize>,
    original: Range<usize>,
    free: Range<usize>,
    original_len: usize,
) -> (Range<usize>, Range<usize>) {
    let (mut page, mut original) = (page, original);
    for _ in 0..2 {
        let wide_original = widen(&original, &(0..original_len));
        let wide_page = widen(&page, &free);
        let others = sentences.set(Side::Original, wide_original.clone());
        let new_page = best(sentences, Side::Page, wide_page, &others).unwrap_or(page.clone());
        let others = sentences.set(Side::Page, new_page.clone());
        let new_original =
            best(sentences, Side::Original, wide_original, &others).unwrap_or(original.clone());
        if new_page == page && new_original == original {
            break;
        }
        (page, original) = (new_page, new_original);
    }
    let snapped = sentences.snapped(Side::Page, page.clone(), SNAP);
    let snapped = snapped.start.max(free.start)..snapped.end.min(free.end);
    if !snapped.is_empty() {
        page = snapped;
    }
    original = sentences.snapped(Side::Original, original, SNAP);
    (page, original)
}

fn widen(range: &Range<usize>, limit: &Range<usize>) -> Range<usize> {
    let start = range
        .start
        .saturating_sub(WINDOW)
        .max(limit.start)
        .min(range.start);
    let end = (range.end + WINDOW).min(limit.end).max(range.end);
    start..end
}

/// The stretch with the highest sum.
fn best(
    sentences: &Sentences,
    side: Side,
    range: Range<usize>,
    others: &HashSet<u32, Identity>,
) -> Option<Range<usize>> {
    let (mut sum, mut start) = (0.0, range.start);
    let (mut highest, mut found) = (0.0, None);
    for index in range {
        let (rarity, shared) = sentences.tells(side, index, others);
        if sum <= 0.0 {
            (sum, start) = (0.0, index);
        }
        sum += if shared { rarity } else { -MISSING * rarity };
        if sum > highest {
            (highest, found) = (sum, Some(start..index + 1));
        }
    }
    found
}
