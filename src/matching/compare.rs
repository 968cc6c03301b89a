//! One original against one page: the passages and the class.

use super::align::{Aligned, align};
use super::cluster::{Cluster, clusters};
use super::digest::digests;
use super::exact::{Run, runs};
use super::fuse::{alone, fuse};
use super::model::{Class, Reuse};
use super::params::{Length, Params};
use super::prepared::Prepared;
use super::rarity::Words;
use super::reuse::{is_quoted, reuse};
use super::reworded::reworded;
use super::sentences::Sentences;
use super::translation::is_possible_translation;

/// Smallest share of equal tokens for a passage of exact runs: below, the runs are common phrases near one another. By
/// hand, held against the sets of `examples/eval`.
const DENSITY_WORDS: f64 = 0.5;
const DENSITY_HAN: f64 = 0.35;
/// Equal words that a passage must have beyond its different ones: short sayings with a word or two changed are
/// everyone's. Characters need no such rule, for an edit of one character spoils one token, not a whole word. By hand,
/// held against the sets of `examples/eval`.
const SURPLUS: usize = 7;

/// Compares an original with a page. Time and memory are linear in both texts; where a text repeats itself so much
/// that this needs a bound, [`Reuse::bounded`] says so.
pub fn compare(original: &Prepared, page: &Prepared, params: &Params) -> Reuse {
    compare_with(original, page, params, None)
}

/// As [`compare`], with the rarity of words among many originals.
pub(super) fn compare_with(
    original: &Prepared,
    page: &Prepared,
    params: &Params,
    corpus: Option<&dyn Words>,
) -> Reuse {
    let (words, single) = original.evidence(0..original.len());
    let (found, bounded) = if !Length::SHORTEST_ORIGINAL.is_reached(words, single) {
        (Vec::new(), false)
    } else if original.len() < 5 {
        tiny(original, page)
    } else {
        runs(original, page)
    };
    let aligned = align_all(original, page, clusters(&found), params);
    let stretches = if params.reworded {
        let sentences = Sentences::new(original, page);
        let reworded = reworded(original, page, &sentences, &aligned);
        let lengths = (page.len(), original.len());
        let stretches = fuse(&aligned, reworded, &sentences, lengths);
        digests(&sentences, stretches, lengths)
    } else {
        alone(&aligned)
    };
    let mut reuse = reuse(original, page, params, &aligned, &stretches, bounded);
    if reuse.class == Class::None
        && params.translated
        && is_possible_translation(original, page, corpus)
    {
        reuse.class = Class::Translated;
    }
    reuse
}

/// Whether a passage of words has so many more equal words than different ones.
fn outweighs(found: &Aligned, least: Length) -> bool {
    let surplus = (2 * found.equal()).saturating_sub(found.longer());
    surplus >= SURPLUS.min(least.words as usize)
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
    params: &Params,
) -> Vec<Aligned> {
    let least = original.least(params.passage);
    let quoted_least = original.least(params.passage.min(params.quotation));
    let mut aligned: Vec<Aligned> = Vec::new();
    for (index, cluster) in clusters.iter().enumerate() {
        let free = aligned.last().map_or(0, |last| last.page.end)
            ..clusters
                .get(index + 1)
                .map_or(page.len(), |next| next.page.start);
        let found = align(original, page, cluster, free);
        let equal = found.equal();
        let (words, _) = page.size(found.page.clone());
        let in_characters = 2 * words < found.page.len();
        let needed = if in_characters {
            DENSITY_HAN
        } else {
            DENSITY_WORDS
        };
        let (words, single) = found.evidence(original, page);
        let quoted = is_quoted(page, found.page.clone());
        let least = if quoted { quoted_least } else { least };
        let is_enough = least.is_reached(words, single)
            && (in_characters || outweighs(&found, least))
            && found.similarity() >= needed;
        if is_enough && equal > 0 {
            aligned.push(found);
        }
    }
    aligned
}
