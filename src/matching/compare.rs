//! One original against one page: the passages and the class.

use std::ops::Range;

use super::align::{Aligned, align, edits};
use super::cluster::{Cluster, clusters};
use super::digest::digests;
use super::exact::{Run, runs};
use super::fuse::{Stretch, alone, fuse};
use super::model::{Class, EditKind, Passage, PassageKind, Reuse};
use super::params::{Length, Params};
use super::prepared::Prepared;
use super::reworded::reworded;
use super::sentences::Sentences;

/// Smallest share of equal tokens for a passage of exact runs: below, the runs are common phrases near one another.
const DENSITY_WORDS: f64 = 0.5;
const DENSITY_HAN: f64 = 0.35;
/// Shortest passage without an exact run, in bytes of either text: a sentence or two.
const SHORTEST_REWORDED: usize = 150;
/// Share of a passage's tokens that must stand in quotation for the passage to be quoted.
const QUOTED_SHARE: f64 = 0.8;

/// Compares an original with a page. Time and memory are linear in both texts; where a text repeats itself so much
/// that this needs a bound, [`Reuse::bounded`] says so.
pub fn compare(original: &Prepared, page: &Prepared, params: &Params) -> Reuse {
    let (found, bounded) = if original.len() < 5 {
        tiny(original, page)
    } else {
        runs(original, page)
    };
    let least = least(original, params);
    let aligned = align_all(original, page, clusters(&found), least);
    let stretches = if params.reworded {
        let sentences = Sentences::new(original, page);
        let reworded = reworded(original, page, &sentences, &aligned);
        let lengths = (page.len(), original.len());
        let stretches = fuse(&aligned, reworded, &sentences, lengths);
        digests(&sentences, stretches, lengths)
    } else {
        alone(&aligned)
    };
    reuse(original, page, params, &aligned, &stretches, bounded)
}

/// The shortest passage that counts: as the parameters say, or the whole of a shorter original.
fn least(original: &Prepared, params: &Params) -> Length {
    let (words, single) = original.evidence(0..original.len());
    if params.passage.is_reached(words, single) {
        params.passage
    } else {
        // Equal to the original's own length: reached only by all of it.
        let scale = |count: usize| u32::try_from(count.max(1)).unwrap_or(u32::MAX);
        if words > 0 && single > 0 {
            Length {
                words: scale(words + single),
                han: scale(words + single),
            }
        } else {
            Length {
                words: scale(words.max(single)),
                han: scale(words.max(single)),
            }
        }
    }
}

/// Finds an original that is shorter than any seed: every occurrence on the page, disjoint.
fn tiny(original: &Prepared, page: &Prepared) -> (Vec<Run>, bool) {
    let mut found = Vec::new();
    let mut at = 0;
    while !original.is_empty() && at + original.len() <= page.len() {
        if (0..original.len()).all(|offset| page.hash(at + offset) == original.hash(offset)) {
            found.push(Run {
                page: at,
                original: 0,
                len: original.len(),
            });
            at += original.len();
        } else {
            at += 1;
        }
    }
    (found, false)
}

fn align_all(
    original: &Prepared,
    page: &Prepared,
    clusters: Vec<Cluster>,
    least: Length,
) -> Vec<Aligned> {
    let mut aligned: Vec<Aligned> = Vec::new();
    for (index, cluster) in clusters.iter().enumerate() {
        let free = aligned.last().map_or(0, |last| last.page.end)
            ..clusters
                .get(index + 1)
                .map_or(page.len(), |next| next.page.start);
        let found = align(original, page, cluster, free);
        let equal = found.equal();
        let (words, _) = page.size(found.page.clone());
        let needed = if 2 * words >= found.page.len() {
            DENSITY_WORDS
        } else {
            DENSITY_HAN
        };
        let (words, single) = evidence(page, &found);
        if least.is_reached(words, single) && equal > 0 && found.similarity() >= needed {
            aligned.push(found);
        }
    }
    aligned
}

/// Unmasked words and single characters among the equal tokens.
fn evidence(page: &Prepared, aligned: &Aligned) -> (usize, usize) {
    let moved = aligned.moved.iter().flat_map(|run| run.page_range());
    let mut sum = (0, 0);
    for index in aligned.pairs.iter().map(|pair| pair.0).chain(moved) {
        let (words, single) = page.evidence(index..index + 1);
        sum = (sum.0 + words, sum.1 + single);
    }
    sum
}

fn reuse(
    original: &Prepared,
    page: &Prepared,
    params: &Params,
    aligned: &[Aligned],
    stretches: &[Stretch],
    bounded: bool,
) -> Reuse {
    let mut from_original = vec![false; original.len()];
    let mut from_page = vec![false; page.len()];
    let mut longest_run = 0;
    let mut longest = (0, 0);
    let mut all_quoted = !aligned.is_empty();
    for found in aligned {
        let moved = found
            .moved
            .iter()
            .flat_map(|run| run.page_range().zip(run.original_range()));
        for (p, o) in found.pairs.iter().copied().chain(moved) {
            from_page[p] = true;
            from_original[o] = true;
        }
        longest_run = longest_run.max(longest_run_of(&found.pairs));
        all_quoted &= is_quoted(page, found.page.clone());
        let size = evidence(page, found);
        if 2 * size.0 + size.1 > 2 * longest.0 + longest.1 {
            longest = size;
        }
    }
    let passages: Vec<Passage> = stretches
        .iter()
        .filter(|stretch| {
            !stretch.exact.is_empty()
                || (page.bytes(stretch.page.clone()).len() >= SHORTEST_REWORDED
                    && original.bytes(stretch.original.clone()).len() >= SHORTEST_REWORDED)
        })
        .map(|stretch| passage(original, page, aligned, stretch))
        .collect();
    let obfuscated = passages.iter().map(|passage| passage.obfuscated).sum();
    let original_share = share(original, &from_original);
    let page_share = share(page, &from_page);
    let reproduced = reproduced(original, &from_original);
    let class = if aligned.is_empty() {
        Class::None
    } else if original_share >= params.full {
        Class::Full
    } else if all_quoted
        && params.quotation.is_reached(longest.0, longest.1)
        && page_share < params.quotation_page_share
    {
        Class::Quotation
    } else if original_share >= params.partial
        || params.partial_length.is_reached(reproduced.0, reproduced.1)
    {
        Class::Partial
    } else if params.excerpt.is_reached(longest.0, longest.1) {
        Class::Excerpt
    } else {
        Class::None
    };
    let count = |flags: &[bool]| flags.iter().filter(|flag| **flag).count();
    Reuse {
        class,
        original_share,
        page_share,
        longest_run,
        original_tokens: (count(&from_original), original.len()),
        page_tokens: (count(&from_page), page.len()),
        obfuscated,
        passages,
        bounded,
    }
}

/// Share of equal tokens from which a passage is an edited copy rather than a reworded one.
const EDITED: f64 = 0.5;

fn passage(
    original: &Prepared,
    page: &Prepared,
    aligned: &[Aligned],
    stretch: &Stretch,
) -> Passage {
    let found = merged(aligned, stretch);
    let similarity = found.similarity();
    let edited = similarity >= EDITED || stretch.cosine.is_none();
    let edits = if edited {
        edits(original, page, &found)
    } else {
        Vec::new()
    };
    let verbatim = edits
        .iter()
        .all(|edit| matches!(edit.kind, EditKind::Surface | EditKind::Folded));
    Passage {
        original: original.bytes(found.original.clone()),
        page: page.bytes(found.page.clone()),
        kind: match (edited, verbatim) {
            (false, _) => PassageKind::Reworded,
            (true, true) => PassageKind::Verbatim,
            (true, false) => PassageKind::Edited,
        },
        similarity: if edited {
            similarity
        } else {
            stretch
                .cosine
                .map_or(similarity, |cosine| f64::from(cosine).min(1.0))
        },
        obfuscated: disguised(page, found.page.clone()),
        quoted: is_quoted(page, found.page.clone()),
        edits,
    }
}

/// The exact passages of a stretch as one: equal tokens in order, and what is out of order.
fn merged(aligned: &[Aligned], stretch: &Stretch) -> Aligned {
    let mut whole = Aligned {
        page: stretch.page.clone(),
        original: stretch.original.clone(),
        pairs: Vec::new(),
        moved: Vec::new(),
    };
    for part in stretch.exact.iter().map(|index| &aligned[*index]) {
        whole.moved.extend(&part.moved);
        let in_order = whole.pairs.last().is_none_or(|last| {
            part.pairs
                .first()
                .is_some_and(|first| last.0 < first.0 && last.1 < first.1)
        });
        if in_order {
            whole.pairs.extend(&part.pairs);
        } else {
            whole
                .moved
                .extend(part.pairs.iter().map(|(page, original)| Run {
                    page: *page,
                    original: *original,
                    len: 1,
                }));
        }
    }
    whole.moved.sort_unstable_by_key(|run| run.page);
    whole
}

fn longest_run_of(pairs: &[(usize, usize)]) -> usize {
    let mut longest = usize::from(!pairs.is_empty());
    let mut run = longest;
    for pair in pairs.windows(2) {
        run = if pair[1] == (pair[0].0 + 1, pair[0].1 + 1) {
            run + 1
        } else {
            1
        };
        longest = longest.max(run);
    }
    longest
}

/// Share of a text's unmasked weight that the flagged tokens hold.
fn share(text: &Prepared, flags: &[bool]) -> f64 {
    let all = text.weight(0..text.len());
    if all == 0 {
        return 0.0;
    }
    let flagged: usize = (0..text.len())
        .filter(|index| flags[*index])
        .map(|index| text.weight(index..index + 1))
        .sum();
    flagged as f64 / all as f64
}

fn reproduced(text: &Prepared, flags: &[bool]) -> (usize, usize) {
    (0..text.len())
        .filter(|index| flags[*index])
        .fold((0, 0), |sum, index| {
            let (words, single) = text.evidence(index..index + 1);
            (sum.0 + words, sum.1 + single)
        })
}

fn disguised(page: &Prepared, range: Range<usize>) -> usize {
    page.tokens()[range]
        .iter()
        .filter(|token| token.disguised > 0)
        .count()
}

fn is_quoted(page: &Prepared, range: Range<usize>) -> bool {
    let quoted = range.clone().filter(|index| page.is_quoted(*index)).count();
    quoted as f64 >= QUOTED_SHARE * range.len() as f64
}
