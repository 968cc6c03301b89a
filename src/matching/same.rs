//! Which originals are the same text: an article, its print page, the copy that a partner has under licence.

use std::collections::{BTreeMap, HashMap};

use super::exact::runs;
use super::index::winnow;
use super::params::Params;
use super::prepared::Prepared;
use super::sentences::Identity;

/// Share of either text that must stand in the other, in runs that are a core, for both to be one text. By hand: a
/// partner's copy with a new headline and a caption keeps nine tenths, a roundup that holds an article half.
const SAME: f64 = 0.8;
/// Share of the fingerprints of both from which two texts are looked at word by word: a text of which a tenth of the
/// words was changed keeps about half. By hand.
pub(crate) const LIKELY: f64 = 0.3;
/// Earlier texts that one text is compared with word by word, the likeliest first. By hand; it bounds work.
pub(crate) const LOOKED_AT: usize = 2;
/// Texts among which a fingerprint is looked up; one in more of them says nothing about which is meant. By hand; it
/// bounds work.
const COMMON: usize = 50;

/// For every original the first one, in the order given, that is the same text: itself where none before it is.
///
/// One pass over the fingerprints: a text meets only those before it that share some with it, and of copies of one text
/// only the first is kept to be met. So two thousand copies, or two thousand versions, cost about two thousand times
/// what one costs.
pub fn same_texts(originals: &[Prepared]) -> Vec<usize> {
    let prints: Vec<Vec<(u64, u32)>> = {
        use rayon::prelude::*;
        originals.par_iter().map(winnow).collect()
    };
    let mut equal: HashMap<u64, usize, Identity> = HashMap::default();
    let mut holders: HashMap<u64, Vec<u32>, Identity> = HashMap::default();
    let mut first_of: Vec<usize> = Vec::with_capacity(originals.len());
    for (number, (text, prints)) in originals.iter().zip(&prints).enumerate() {
        let whole = text.open_hash();
        let known = equal
            .get(&whole)
            .copied()
            .or_else(|| earlier(originals, number, prints, &holders));
        first_of.push(known.unwrap_or(number));
        if known.is_none() {
            equal.insert(whole, number);
            for (print, _) in prints {
                let list = holders.entry(*print).or_default();
                if list.len() < COMMON {
                    list.push(number as u32);
                }
            }
        }
    }
    first_of
}

/// The earlier text that a text is the same as.
fn earlier(
    originals: &[Prepared],
    number: usize,
    prints: &[(u64, u32)],
    holders: &HashMap<u64, Vec<u32>, Identity>,
) -> Option<usize> {
    let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
    for (print, _) in prints {
        for holder in holders.get(print).into_iter().flatten() {
            *shared.entry(*holder).or_default() += 1;
        }
    }
    let mut likely: Vec<(usize, usize)> = shared
        .into_iter()
        .map(|(holder, count)| (holder as usize, count))
        .filter(|(holder, count)| {
            let least = LIKELY * prints.len() as f64;
            let (own, its) = (originals.get(number), originals.get(*holder));
            let alike = own
                .zip(its)
                .is_some_and(|(own, its)| 2 * own.len() >= its.len() && 2 * its.len() >= own.len());
            *count as f64 >= least && alike
        })
        .collect();
    likely.sort_by_key(|(holder, count)| (std::cmp::Reverse(*count), *holder));
    likely
        .into_iter()
        .take(LOOKED_AT)
        .find(|(holder, _)| {
            originals
                .get(number)
                .zip(originals.get(*holder))
                .is_some_and(|(own, its)| are_same(own, its))
        })
        .map(|(holder, _)| holder)
}

/// Whether each of two texts holds at least [`SAME`] of the other in runs of a core's length.
pub(crate) fn are_same(one: &Prepared, other: &Prepared) -> bool {
    let core = Params::default().core;
    let mut in_one = vec![false; one.len()];
    let mut in_other = vec![false; other.len()];
    for run in runs(one, other).0 {
        let (words, single) = other.evidence(run.page_range());
        if core.is_reached(words, single) {
            in_other[run.page_range()].fill(true);
            in_one[run.original_range()].fill(true);
        }
    }
    let held = |text: &Prepared, flags: &[bool]| {
        let weight: usize = flags
            .iter()
            .enumerate()
            .filter(|(_, flag)| **flag)
            .map(|(index, _)| text.weight(index..index + 1))
            .sum();
        weight as f64 >= SAME * text.weight(0..text.len()) as f64
    };
    held(one, &in_one) && held(other, &in_other)
}
