//! One list of passages from two tracks: exact runs and reworded sentences.

use std::ops::Range;

use super::align::Aligned;
use super::cluster::distance;
use super::edges::refine;
use super::reworded::Reworded;
use super::sentences::Sentences;

/// Share of an exact passage inside a reworded one, from which it is a part of it. By hand, held against the sets of
/// `examples/eval`.
const INSIDE: f64 = 0.5;
/// Tokens from which a firm exact passage stands beside reworded ones instead of inside them. By hand, held against the
/// sets of `examples/eval`.
const LONG: usize = 25;
/// Gap in tokens, in either text, over which passages that are not firm are joined. By hand, held against the sets of
/// `examples/eval`.
const JOIN: usize = 30;

/// A passage of the report.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    pub(super) page: Range<usize>,
    pub(super) original: Range<usize>,
    /// The exact passages it holds, in the order of the page.
    pub(super) exact: Vec<usize>,
    /// Cosine of its sentences, if the sentence track found it.
    pub(super) cosine: Option<f32>,
    firm: bool,
}

impl Stretch {
    /// A digest and the passages it consists of.
    pub(super) fn digest(
        page: Range<usize>,
        original: Range<usize>,
        cosine: f32,
        parts: Vec<&Self>,
    ) -> Self {
        parts.into_iter().fold(
            Self {
                page,
                original,
                exact: Vec::new(),
                cosine: Some(cosine),
                firm: false,
            },
            |mut whole, part| {
                whole.page = hull(&whole.page, &part.page);
                whole.original = hull(&whole.original, &part.original);
                whole.exact.extend(&part.exact);
                whole
            },
        )
    }
}

/// Puts the passages of both tracks together: disjoint on the page, in its order.
pub(super) fn fuse(
    exact: &[Aligned],
    reworded: Vec<Reworded>,
    sentences: &Sentences,
    lengths: (usize, usize),
) -> Vec<Stretch> {
    let mut stretches = absorb(exact, reworded);
    for index in 0..stretches.len() {
        if stretches[index].firm {
            continue;
        }
        let free = index
            .checked_sub(1)
            .map_or(0, |before| stretches[before].page.end)
            ..stretches
                .get(index + 1)
                .map_or(lengths.0, |after| after.page.start);
        let stretch = &mut stretches[index];
        let (page, original) = refine(
            sentences,
            stretch.page.clone(),
            stretch.original.clone(),
            free,
            lengths.1,
        );
        stretch.page = page;
        stretch.original = original;
        for core in &stretch.exact {
            stretch.page = hull(&stretch.page, &exact[*core].page);
            stretch.original = hull(&stretch.original, &exact[*core].original);
        }
    }
    disjoint(join(stretches))
}

/// Leaves every place of the page to one passage: one inside another becomes a part of it, one that overlaps begins
/// where the other ends.
pub(super) fn disjoint(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut kept: Vec<Stretch> = Vec::new();
    for mut stretch in stretches {
        match kept.last_mut() {
            Some(last) if stretch.page.end <= last.page.end => last.exact.extend(stretch.exact),
            Some(last) if stretch.page.start < last.page.end => {
                stretch.page.start = last.page.end;
                kept.push(stretch);
            }
            _ => kept.push(stretch),
        }
    }
    kept
}

/// Exact passages only.
pub(super) fn alone(exact: &[Aligned]) -> Vec<Stretch> {
    disjoint(absorb(exact, Vec::new()))
}

/// Every reworded passage takes in the exact ones inside it.
fn absorb(exact: &[Aligned], reworded: Vec<Reworded>) -> Vec<Stretch> {
    let mut taken = vec![false; exact.len()];
    let mut stretches = Vec::new();
    for passage in reworded {
        let mut stretch = Stretch {
            page: passage.page.clone(),
            original: passage.original.clone(),
            exact: Vec::new(),
            cosine: Some(passage.cosine),
            firm: false,
        };
        let first = exact.partition_point(|other| other.page.end <= passage.page.start);
        for index in first..exact.len() {
            let other = &exact[index];
            if other.page.start >= passage.page.end {
                break;
            }
            if taken[index] {
                continue;
            }
            let stands = other.is_firm() && other.pairs.len() >= LONG;
            if !stands
                && overlap(&other.page, &passage.page) as f64 >= INSIDE * other.page.len() as f64
            {
                taken[index] = true;
                if overlap(&other.original, &passage.original) > 0 {
                    stretch.page = hull(&stretch.page, &other.page);
                    stretch.original = hull(&stretch.original, &other.original);
                    stretch.exact.push(index);
                }
            } else {
                stretch.page = longer_rest(&stretch.page, &other.page);
            }
        }
        if !stretch.page.is_empty() {
            stretches.push(stretch);
        }
    }
    stretches.extend(
        (0..exact.len())
            .filter(|index| !taken[*index])
            .map(|index| Stretch {
                page: exact[index].page.clone(),
                original: exact[index].original.clone(),
                exact: vec![index],
                cosine: None,
                firm: exact[index].is_firm(),
            }),
    );
    stretches.sort_by_key(|stretch| stretch.page.start);
    stretches
}

/// Joins neighbours that are near in both texts, unless both are firm.
fn join(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        match joined.last_mut() {
            Some(last)
                if !(last.firm && stretch.firm)
                    && distance(&last.page, &stretch.page) <= JOIN
                    && distance(&last.original, &stretch.original) <= JOIN =>
            {
                last.page = hull(&last.page, &stretch.page);
                last.original = hull(&last.original, &stretch.original);
                last.exact.extend(stretch.exact);
                last.cosine = match (last.cosine, stretch.cosine) {
                    (Some(a), Some(b)) => Some(a.max(b)),
                    (a, b) => a.or(b),
                };
                last.firm = false;
            }
            _ => joined.push(stretch),
        }
    }
    joined
}

/// The longer part of a range that another one leaves.
fn longer_rest(range: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    if overlap(range, other) == 0 {
        return range.clone();
    }
    let before = range.start..other.start.max(range.start);
    let after = other.end.min(range.end)..range.end;
    if before.len() >= after.len() {
        before
    } else {
        after
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn hull(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}
