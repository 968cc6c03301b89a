//! Many originals against a page.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::cluster::GAP;
use super::compare::compare_with;
use super::corpus::{CANDIDATES, Corpus, NEAREST};
use super::index::{Hit, Index};
use super::mask::Mask;
use super::model::{Class, Reuse};
use super::params::Params;
use super::prepared::Prepared;
use super::rarity::{Rarity, Words, nearest, rarity};
use super::same::same_texts;
use crate::text::Token;

/// Up to so many originals, each is compared with every page: short excerpts need no fingerprint then. By hand.
const FEW: usize = 4;
/// Tokens to either side of a fingerprint within which a run shows that it is long enough. By hand.
const ENOUGH: usize = 16;
/// Fingerprints of one original that speak for a copy although no run of words does. By hand: pages that copy nothing
/// share one or two with some of a thousand.
const APART: usize = 4;

/// Originals in memory, indexed.
#[derive(Debug)]
pub struct Matcher {
    originals: Vec<Prepared>,
    index: Index,
    mask: Mask,
    words: Arc<dyn Words>,
    /// The nearest originals by their words, where these are not all originals but what was gathered for one page.
    gathered: Option<Vec<usize>>,
    /// Which original is compared in the place of each.
    stand_ins: Vec<usize>,
}

/// An original that may be on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Index of the original, in the order they were given.
    pub original: usize,
    /// Fingerprints that original and page share.
    pub shared: usize,
    /// Share of the original's fingerprints that are on the page, 0 to 1.
    pub share: f64,
}

impl Matcher {
    /// Indexes originals. What four or more of them share (copies of one another count as one) is masked in all of them.
    pub fn new(originals: Vec<Prepared>) -> Self {
        let same = same_texts(&originals);
        let texts = (0..originals.len()).filter(|number| same.get(*number) == Some(number));
        let works: Vec<Vec<usize>> = texts.map(|number| vec![number]).collect();
        let stand_ins = (0..originals.len()).collect();
        Self::indexed(originals, &works, stand_ins)
    }

    /// Indexes originals some of which are texts of one work: `works` numbers for each original the work it belongs to.
    /// What four or more works share is masked, and of originals that are the same text only the one that
    /// `stand_ins` names for them is compared with pages.
    pub fn of_works(originals: Vec<Prepared>, works: &[usize], stand_ins: Vec<usize>) -> Self {
        let mut texts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for number in 0..originals.len() {
            // Copies add nothing to what their work is known by.
            if stand_ins.get(number) == Some(&number) {
                let work = works.get(number).copied().unwrap_or(usize::MAX);
                texts.entry(work).or_default().push(number);
            }
        }
        Self::indexed(
            originals,
            &texts.into_values().collect::<Vec<_>>(),
            stand_ins,
        )
    }

    fn indexed(mut originals: Vec<Prepared>, works: &[Vec<usize>], stand_ins: Vec<usize>) -> Self {
        let texts: Vec<Vec<&Prepared>> = works
            .iter()
            .map(|work| {
                work.iter()
                    .filter_map(|text| originals.get(*text))
                    .collect()
            })
            .collect();
        let mask = Mask::new(&texts);
        for original in &mut originals {
            mask.apply(original);
        }
        let compared = compared(&originals, &stand_ins);
        Self {
            index: Index::new(&compared),
            words: Arc::new(Rarity::new(&compared)),
            gathered: None,
            originals,
            mask,
            stand_ins,
        }
    }

    /// Originals that were gathered for one page from a library that is not in memory: what its other originals share
    /// with them is masked in `originals` already. `nearest` are those among them that share rare words with the page.
    pub fn gathered(
        corpus: Arc<dyn Corpus>,
        originals: Vec<Prepared>,
        stand_ins: Vec<usize>,
        nearest: Vec<usize>,
    ) -> Self {
        let compared = compared(&originals, &stand_ins);
        Self {
            index: Index::new(&compared),
            mask: Mask::default().with(Arc::clone(&corpus)),
            words: corpus,
            gathered: Some(nearest),
            originals,
            stand_ins,
        }
    }

    /// The originals, with what they share masked.
    pub fn originals(&self) -> &[Prepared] {
        &self.originals
    }

    /// How rare a word of an original is among all of them: 0.05 for one that all have, more for rarer ones.
    pub(crate) fn rarity(&self, original: usize, token: usize) -> f64 {
        let text = self.originals.get(original);
        text.map_or(0.0, |text| rarity(self.words.as_ref(), text.word(token)))
    }

    /// Whether every page is compared with every original, because they are few.
    pub(crate) fn compares_all(&self) -> bool {
        self.gathered.is_some() || self.originals.len() <= FEW
    }

    /// Whether a text may take anything from an original, by its tokens alone. No original that [`Matcher::matches`]
    /// would find is missed: what is known later (notices, chrome) only takes away.
    pub fn may_match(&self, text: &[Token]) -> bool {
        self.compares_all()
            || !self.found(text, |_| true).is_empty()
            || !nearest(self.words.as_ref(), text, 1).is_empty()
    }

    /// As [`Matcher::may_match`], for a text in which hidden words may stand between those of a copy: some fingerprints
    /// of one original are enough, wherever they stand.
    pub(crate) fn may_hold(&self, text: &[Token]) -> bool {
        if self.compares_all() {
            return true;
        }
        let hits = self.index.hits(text, |_| true);
        let mut documents = hits.chunk_by(|a, b| a.document == b.document);
        let is_held = documents.any(|hits| {
            let rare = hits.iter().filter(|hit| !hit.common);
            let document = hits.first().map_or(usize::MAX, |hit| hit.document as usize);
            let original = self.originals.get(document);
            different(rare.collect()) >= APART
                || original.is_some_and(|original| may_be_passage(original, text, hits))
        });
        is_held || !nearest(self.words.as_ref(), text, 1).is_empty()
    }

    /// A copy of a text in which whatever many originals share is masked.
    pub fn masked(&self, page: &Prepared) -> Prepared {
        let mut masked = page.clone();
        masked.mask_tokens(&self.mask.ranges(page));
        masked
    }

    /// The originals that share enough fingerprints with a page, in one place, for a passage; most of the page explained
    /// first.
    pub fn candidates(&self, page: &Prepared) -> Vec<Candidate> {
        self.found(page.tokens(), |range| page.is_open(range))
    }

    fn found(&self, page: &[Token], open: impl Fn(Range<usize>) -> bool) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = self
            .index
            .hits(page, open)
            .chunk_by(|a, b| a.document == b.document)
            .filter_map(|hits| {
                let original = hits.first()?.document as usize;
                if !may_be_passage(self.originals.get(original)?, page, hits) {
                    return None;
                }
                let rare = hits.iter().filter(|hit| !hit.common);
                let shared = different(match rare.clone().next() {
                    Some(_) => rare.collect(),
                    None => hits.iter().collect(),
                });
                Some(Candidate {
                    original,
                    shared,
                    share: shared as f64 / self.index.size(original).max(1) as f64,
                })
            })
            .collect();
        candidates.sort_by(|a, b| {
            b.shared
                .cmp(&a.shared)
                .then(b.share.total_cmp(&a.share))
                .then(a.original.cmp(&b.original))
        });
        candidates
    }

    /// Every original that the page takes something from (class [`Class::Translated`] or above), most reproduced
    /// first, ties in the order the originals were given. `params` gives the thresholds of one original.
    pub fn matches(
        &self,
        page: &Prepared,
        params: &dyn Fn(usize) -> Params,
    ) -> Vec<(usize, Reuse)> {
        let masked = self.masked(page);
        let (candidates, bounded) = self.to_compare(&masked);
        let mut matches: Vec<(usize, Reuse)> = candidates
            .into_iter()
            .map(|original| {
                let mut reuse = compare_with(
                    &self.originals[original],
                    &masked,
                    &params(original),
                    Some(self.words.as_ref()),
                );
                reuse.bounded |= bounded;
                (original, reuse)
            })
            .filter(|(_, reuse)| reuse.class > Class::None)
            .collect();
        matches.sort_by_key(|(original, reuse)| (Reverse(reuse.original_tokens.0), *original));
        matches
    }

    /// The originals that are compared with a page, and whether there are more.
    fn to_compare(&self, page: &Prepared) -> (Vec<usize>, bool) {
        if self.gathered.is_none() && self.originals.len() <= FEW {
            let compared = |number: &usize| self.stand_ins.get(*number) == Some(number);
            return ((0..self.originals.len()).filter(compared).collect(), false);
        }
        let candidates = self.candidates(page);
        let bounded = candidates.len() > CANDIDATES;
        let mut chosen: Vec<usize> = candidates
            .into_iter()
            .take(CANDIDATES)
            .map(|candidate| candidate.original)
            .collect();
        let nearest = match &self.gathered {
            Some(nearest) => nearest.clone(),
            None => nearest(self.words.as_ref(), page.tokens(), NEAREST)
                .into_iter()
                .map(|original| original as usize)
                .collect(),
        };
        for original in nearest {
            if !chosen.contains(&original) {
                chosen.push(original);
            }
        }
        (chosen, bounded)
    }
}

/// The texts by number; those that another stands in for are not compared and so can be no candidate.
fn compared<'a>(originals: &'a [Prepared], stand_ins: &[usize]) -> Vec<Option<&'a Prepared>> {
    let texts = originals.iter().enumerate();
    texts
        .map(|(number, text)| (stand_ins.get(number) == Some(&number)).then_some(text))
        .collect()
}

/// How many different fingerprints of the original were hit.
fn different(hits: Vec<&Hit>) -> usize {
    let mut places: Vec<u32> = hits.into_iter().map(|hit| hit.original).collect();
    places.sort_unstable();
    places.dedup();
    places.len()
}

/// Whether the hits of one original, which stand in the order of the page, may belong to a passage: the runs they stand
/// in, near one another, are as long as the shortest one that is reported. A turn of phrase that is everybody's is not,
/// and with a thousand originals every page has some.
fn may_be_passage(original: &Prepared, page: &[Token], hits: &[Hit]) -> bool {
    let params = Params::default();
    let least = original.least(params.passage.min(params.quotation));
    let (mut words, mut single, mut end) = (0, 0, 0);
    for hit in hits {
        let (at, from) = (hit.page as usize, hit.original as usize);
        let run = run_around(page, original.tokens(), at, from);
        let start = run.start.max(end);
        if start > end + GAP {
            (words, single) = (0, 0);
        }
        for token in page.get(start..run.end).unwrap_or_default() {
            words += usize::from(token.weight == 2);
            single += usize::from(token.weight != 2);
        }
        if least.is_reached(words, single) {
            return true;
        }
        end = end.max(run.end);
    }
    false
}

/// The tokens of the page around `at` that are equal to those of the original around `from`, as far as it takes to see
/// that a run is long enough.
fn run_around(page: &[Token], original: &[Token], at: usize, from: usize) -> Range<usize> {
    let equal = |pair: &(&Token, &Token)| pair.0.hash == pair.1.hash;
    let after = page.get(at..).unwrap_or_default().iter();
    let after = after.zip(original.get(from..).unwrap_or_default());
    let before = page.get(..at).unwrap_or_default().iter().rev();
    let before = before.zip(original.get(..from).unwrap_or_default().iter().rev());
    let after = after.take(ENOUGH).take_while(equal).count();
    let before = before.take(ENOUGH).take_while(equal).count();
    at - before..at + after
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Marks;

    /// Numbers that look random and are the same in every run.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, limit: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % limit
        }
    }

    /// A text of `count` words as a language has them, some of which are everybody's and come in everybody's turns.
    fn text(seed: u64, count: usize, word: impl Fn(usize) -> String) -> Prepared {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut text = String::new();
        let mut written = 0;
        while written < count {
            let turn = dice.below(25) == 0;
            let first = dice.below(400);
            for step in 0..if turn { 6 } else { 1 } {
                let rank = if turn {
                    first + 7 * step
                } else {
                    dice.below(60) * (1 + dice.below(120))
                };
                text.push_str(&word(rank));
                written += 1;
            }
        }
        Prepared::new(&text, &Marks::default())
    }

    fn words(rank: usize) -> String {
        format!("w{rank} ")
    }

    fn characters(rank: usize) -> String {
        let letter = u32::try_from(rank)
            .ok()
            .and_then(|rank| char::from_u32(0x4E00 + rank));
        letter.map(String::from).unwrap_or_default()
    }

    #[test]
    fn a_page_that_reprints_nothing_costs_the_same_with_any_number_of_originals() {
        for word in [words as fn(usize) -> String, characters] {
            let pages: Vec<Prepared> = (0..40).map(|n| text(5_000_000 + n, 900, word)).collect();
            for count in [10, 1_000] {
                let originals = (0..count).map(|n| text(n, 100 + 10 * (n as usize % 20), word));
                let matcher = Matcher::new(originals.collect());
                let compared: usize = pages
                    .iter()
                    .map(|page| matcher.to_compare(page).0.len())
                    .sum();
                let prepared = pages.iter().filter(|page| matcher.may_match(page.tokens()));
                let prepared = prepared.count();
                assert!(5 * compared <= pages.len(), "{compared} of {count}");
                assert!(5 * prepared <= pages.len(), "{prepared} of {count}");
            }
        }
    }
}
