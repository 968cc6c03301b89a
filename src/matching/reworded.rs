//! Reworded passages: stretches whose sentences say the same in other words.

use std::collections::BTreeMap;
use std::ops::Range;

use super::align::Aligned;
use super::prepared::Prepared;
use super::sentences::{Alike, Sentences};

/// Cosine and Dice coefficient from which two sentences are alike. By hand, held against the sets of `examples/eval`.
const COSINE: f32 = 0.30;
const DICE: f32 = 0.30;
/// Sentences between two pairs of one passage, at first and at last. By hand, held against the sets of `examples/eval`.
const GAP: u32 = 5;
const LEAST_GAP: u32 = 2;
/// Cosine of a whole passage; more is asked of a passage of one or two pairs. By hand, held against the sets of
/// `examples/eval`.
const PASSAGE_COSINE: f32 = 0.40;
const FEW_COSINE: f32 = 0.42;
const FEW: usize = 3;
/// Share of a passage that is exact already, on either side, from which the exact passages stand. By hand, held against
/// the sets of `examples/eval`.
const EXACT: f64 = 0.7;
/// Cosine of what a passage has beside its exact parts. By hand, held against the sets of `examples/eval`.
const BESIDE_COSINE: f32 = 0.30;
/// Shortest passage in bytes of raw text, on either side. By hand, held against the sets of `examples/eval`.
const SHORTEST: usize = 150;

/// A passage of alike sentences, in tokens.
#[derive(Debug, Clone)]
pub(super) struct Reworded {
    pub(super) page: Range<usize>,
    pub(super) original: Range<usize>,
    pub(super) cosine: f32,
}

/// Finds reworded passages; disjoint on the page, in its order.
pub(super) fn reworded(
    original: &Prepared,
    page: &Prepared,
    sentences: &Sentences,
    exact: &[Aligned],
) -> Vec<Reworded> {
    let alike = sentences.alike(COSINE, DICE);
    let mut found = Vec::new();
    for group in groups(alike, GAP) {
        settle(sentences, group, GAP, &mut found);
    }
    found.retain(|passage| {
        page.bytes(passage.page.clone()).len() >= SHORTEST
            && original.bytes(passage.original.clone()).len() >= SHORTEST
    });
    let mut on_page = vec![false; page.len()];
    let mut in_original = vec![false; original.len()];
    for passage in exact {
        on_page[passage.page.clone()].fill(true);
        in_original[passage.original.clone()].fill(true);
    }
    let share = |flags: &[bool], range: &Range<usize>| {
        flags[range.clone()].iter().filter(|flag| **flag).count() as f64 / range.len().max(1) as f64
    };
    found.retain(|passage| {
        let page_share = share(&on_page, &passage.page);
        let original_share = share(&in_original, &passage.original);
        if page_share >= EXACT || original_share >= EXACT {
            return false;
        }
        (page_share == 0.0 && original_share == 0.0)
            || sentences.cosine_beside(
                (passage.page.clone(), &on_page),
                (passage.original.clone(), &in_original),
            ) >= BESIDE_COSINE
    });
    best_first(found)
}

/// Accepts a group as a passage, or splits it with a narrower gap and tries the parts.
fn settle(sentences: &Sentences, group: Vec<Alike>, gap: u32, found: &mut Vec<Reworded>) {
    let mut open = vec![(group, gap)];
    while let Some((group, gap)) = open.pop() {
        let (page, original) = hull(&group);
        let cosine = sentences.cosine(page.clone(), original.clone());
        if cosine
            >= if group.len() < FEW {
                FEW_COSINE
            } else {
                PASSAGE_COSINE
            }
        {
            found.push(Reworded {
                page: sentences.page[page.start].tokens.start
                    ..sentences.page[page.end - 1].tokens.end,
                original: sentences.original[original.start].tokens.start
                    ..sentences.original[original.end - 1].tokens.end,
                cosine,
            });
        } else if gap > LEAST_GAP {
            open.extend(
                groups(group, gap - 1)
                    .into_iter()
                    .map(|part| (part, gap - 1)),
            );
        }
    }
}

fn hull(group: &[Alike]) -> (Range<usize>, Range<usize>) {
    let range = |pick: fn(&Alike) -> u32| {
        let start = group.iter().map(pick).min().unwrap_or_default() as usize;
        let end = group.iter().map(pick).max().unwrap_or_default() as usize + 1;
        start..end
    };
    (range(|alike| alike.page), range(|alike| alike.original))
}

/// Groups pairs of sentences that leave no gap wider than `gap` on either side.
fn groups(pairs: Vec<Alike>, gap: u32) -> Vec<Vec<Alike>> {
    let mut groups = vec![pairs];
    for round in 0..12 {
        let before = groups.len();
        let pick: fn(&Alike) -> u32 = if round % 2 == 0 {
            |alike| alike.page
        } else {
            |alike| alike.original
        };
        groups = groups
            .into_iter()
            .flat_map(|group| split(group, gap, pick))
            .collect();
        if round > 0 && groups.len() == before {
            break;
        }
    }
    groups
}

fn split(mut pairs: Vec<Alike>, gap: u32, pick: fn(&Alike) -> u32) -> Vec<Vec<Alike>> {
    pairs.sort_unstable_by_key(|alike| (pick(alike), alike.page, alike.original));
    let mut groups: Vec<Vec<Alike>> = Vec::new();
    for alike in pairs {
        match groups.last_mut() {
            Some(last)
                if last
                    .last()
                    .is_some_and(|before| pick(&alike) - pick(before) <= gap) =>
            {
                last.push(alike)
            }
            _ => groups.push(vec![alike]),
        }
    }
    groups
}

/// Where passages overlap on the page, the most similar one stands.
fn best_first(mut passages: Vec<Reworded>) -> Vec<Reworded> {
    passages.sort_by(|a, b| {
        b.cosine
            .total_cmp(&a.cosine)
            .then(a.page.start.cmp(&b.page.start))
            .then(a.original.start.cmp(&b.original.start))
    });
    // By start; those that stand are disjoint, so only the neighbours can overlap.
    let mut kept: BTreeMap<usize, Reworded> = BTreeMap::new();
    for passage in passages {
        let before = kept.range(..passage.page.end).next_back();
        if before.is_none_or(|(_, other)| other.page.end <= passage.page.start) {
            kept.insert(passage.page.start, passage);
        }
    }
    kept.into_values().collect()
}
