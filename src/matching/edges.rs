//! Where a reworded passage begins and ends: the stretch that holds more of the other side's words than not.

use std::ops::Range;

use super::sentences::{Sentences, Side};

/// Tokens beyond the edges that are looked at. By hand, held against the sets of `examples/eval`.
const WINDOW: usize = 30;

/// What a word that the other side lacks costs, where one that it has near the expected place earns 1 and one that it has
/// elsewhere earns [`FAR`] (all times its rarity). By hand, held against the sets of `examples/eval`.
const MISSING: f32 = 0.6;
const FAR: f32 = 0.3;
/// Tokens around the expected place that are near: rewording moves words about a sentence, not about a page. By hand,
/// held against the sets of `examples/eval`.
const REACH: usize = 40;
/// Tokens over which an edge moves to the nearest sentence boundary. By hand, held against the sets of `examples/eval`.
const SNAP: usize = 8;

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
        let others = places(sentences, Side::Original, wide_original.clone());
        let new_page = best(sentences, Side::Page, wide_page, &others, |index| {
            expected(index, &page, &original)
        })
        .unwrap_or(page.clone());
        let others = places(sentences, Side::Page, new_page.clone());
        let new_original = best(sentences, Side::Original, wide_original, &others, |index| {
            expected(index, &original, &new_page)
        })
        .unwrap_or(original.clone());
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

/// Where a token of one text should have its counterpart in the other, if both go on evenly.
fn expected(index: usize, from: &Range<usize>, to: &Range<usize>) -> isize {
    let (index, start) = (index as isize, from.start as isize);
    to.start as isize + (index - start) * to.len() as isize / from.len().max(1) as isize
}

/// The terms of a stretch and where they stand, sorted.
fn places(sentences: &Sentences, side: Side, range: Range<usize>) -> Vec<(u32, usize)> {
    let mut places: Vec<(u32, usize)> = range
        .map(|index| (sentences.term_of(side, index), index))
        .collect();
    places.sort_unstable();
    places
}

/// The stretch with the highest sum.
fn best(
    sentences: &Sentences,
    side: Side,
    range: Range<usize>,
    others: &[(u32, usize)],
    expected: impl Fn(usize) -> isize,
) -> Option<Range<usize>> {
    let (mut sum, mut start) = (0.0, range.start);
    let (mut highest, mut found) = (0.0, None);
    for index in range {
        let term = sentences.term_of(side, index);
        let rarity = sentences.rarity_of(term);
        let from = others.partition_point(|other| other.0 < term);
        let same = others[from..].iter().take_while(|other| other.0 == term);
        let expected = expected(index);
        let nearest = same.map(|other| expected.abs_diff(other.1 as isize)).min();
        if sum <= 0.0 {
            (sum, start) = (0.0, index);
        }
        sum += match nearest {
            Some(distance) if distance <= REACH => rarity,
            Some(_) => FAR * rarity,
            None => -MISSING * rarity,
        };
        if sum > highest {
            (highest, found) = (sum, Some(start..index + 1));
        }
    }
    found
}
