//! Digests: a stretch of the page whose words come from all over the original.

use std::collections::HashSet;
use std::ops::Range;

use super::fuse::{Stretch, disjoint};
use super::sentences::{Sentences, Side};

/// A stretch qualifies while its words known to the original outweigh this many times the others: 1.5 asks for a
/// share of 0.6. Unrelated news of one agency reach 0.5, digests 0.7 and more.
const UNKNOWN: f32 = 1.5;
/// Shortest digest, in tokens of the page. By hand, held against the sets of `examples/eval`.
const SHORTEST: usize = 70;
/// Different telling words that it shares with the original at least. By hand, held against the sets of
/// `examples/eval`.
const WORDS: usize = 15;
/// How much longer the summarised stretch of the original must be. By hand, held against the sets of `examples/eval`.
const SPREAD: usize = 2;
/// Cosine of a digest and the stretch it summarises. By hand, held against the sets of `examples/eval`.
const COSINE: f32 = 0.37;
/// Stretches of a page that are looked at; each costs a pass over the original. By hand.
const LOOKED_AT: usize = 40;
/// Share of a digest that one passage may explain; beyond it that passage stands for itself. By hand, held against the
/// sets of `examples/eval`.
const ONE_PASSAGE: f64 = 0.6;

/// Finds digests and lets them take in the passages they consist of. `stretches` are in the order of the page.
pub(super) fn digests(
    sentences: &Sentences,
    stretches: Vec<Stretch>,
    lengths: (usize, usize),
) -> Vec<Stretch> {
    let whole = sentences.set(Side::Original, 0..lengths.1);
    let segments = segments(lengths.0, |index| {
        let (rarity, known) = sentences.tells(Side::Page, index, &whole);
        if known { rarity } else { -UNKNOWN * rarity }
    });
    let mut found: Vec<Stretch> = Vec::new();
    let mut looked_at = 0;
    for page in segments {
        if page.len() < SHORTEST {
            continue;
        }
        let inside: Vec<&Stretch> = stretches
            .iter()
            .filter(|stretch| overlap(&stretch.page, &page) > 0)
            .collect();
        let explained_by_one = inside
            .iter()
            .any(|stretch| overlap(&stretch.page, &page) as f64 >= ONE_PASSAGE * page.len() as f64);
        if explained_by_one {
            continue;
        }
        if looked_at == LOOKED_AT {
            break;
        }
        looked_at += 1;
        let Some((original, words)) = spread(sentences, page.clone(), lengths.1) else {
            continue;
        };
        if words < WORDS || original.len() < SPREAD * page.len() {
            continue;
        }
        let cosine = sentences.cosine_tokens(page.clone(), original.clone());
        if cosine < COSINE {
            continue;
        }
        if !stands_beside(sentences, &page, &original, &inside) {
            continue;
        }
        found.push(Stretch::digest(page, original, cosine, inside));
    }
    if found.is_empty() {
        return stretches;
    }
    let mut all: Vec<Stretch> = stretches
        .into_iter()
        .filter(|stretch| {
            found
                .iter()
                .all(|digest| overlap(&digest.page, &stretch.page) == 0)
        })
        .collect();
    all.extend(found);
    all.sort_by_key(|stretch| stretch.page.start);
    disjoint(all)
}

/// Whether a digest is more than the passages inside it: they come from all over the original themselves, or what is
/// beside them is alike.
fn stands_beside(
    sentences: &Sentences,
    page: &Range<usize>,
    original: &Range<usize>,
    inside: &[&Stretch],
) -> bool {
    let Some(first) = inside.first() else {
        return true;
    };
    let sources = inside.iter().fold(first.original.clone(), |hull, part| {
        hull.start.min(part.original.start)..hull.end.max(part.original.end)
    });
    if inside.len() > 1 && sources.len() >= SPREAD * page.len() {
        return true;
    }
    let mut on_page = vec![false; page.end];
    let mut in_original = vec![false; original.end];
    for part in inside {
        on_page[part.page.start.min(page.end)..part.page.end.min(page.end)].fill(true);
        in_original[part.original.start.min(original.end)..part.original.end.min(original.end)]
            .fill(true);
    }
    sentences.cosine_beside((page.clone(), &on_page), (original.clone(), &in_original)) >= COSINE
}

/// From the first to the last telling word that original and digest share, and how many different ones there are.
fn spread(
    sentences: &Sentences,
    page: Range<usize>,
    original_len: usize,
) -> Option<(Range<usize>, usize)> {
    let words = sentences.set(Side::Page, page);
    let telling = sentences.telling();
    let mut different: HashSet<u32> = HashSet::new();
    let mut hull: Option<Range<usize>> = None;
    for index in 0..original_len {
        let (rarity, shared) = sentences.tells(Side::Original, index, &words);
        if shared && rarity >= telling {
            different.insert(sentences.term_of(Side::Original, index));
            hull = Some(hull.map_or(index, |hull: Range<usize>| hull.start)..index + 1);
        }
    }
    Some((hull?, different.len()))
}

/// The stretches with the highest sums, disjoint, in order: each ends where its sum is highest and the next begins
/// behind it. A stretch is given up when its sum falls to zero.
fn segments(len: usize, score: impl Fn(usize) -> f32) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < len {
        let (mut sum, mut highest, mut end) = (0.0, 0.0, start);
        let mut index = start;
        while index < len {
            sum += score(index);
            if sum > highest {
                (highest, end) = (sum, index + 1);
            }
            index += 1;
            if sum <= 0.0 || highest - sum > DROP {
                break;
            }
        }
        if end > start {
            found.push(start..end);
        }
        start = index;
    }
    found
}

/// A stretch ends when its sum has fallen by so much: about six rare unknown words. By hand, held against the sets of
/// `examples/eval`.
const DROP: f32 = 30.0;

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
