//! Many originals against a page.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::compare::compare_with;
use super::index::Index;
use super::mask::Mask;
use super::model::{Class, Reuse};
use super::params::Params;
use super::prepared::Prepared;
use super::rarity::Rarity;
use super::same::same_texts;
use crate::text::Token;

/// Up to so many originals, each is compared with every page: short excerpts need no fingerprint then.
const FEW: usize = 4;
/// Candidates of one page that are compared; a page that reprints more originals is reported as bounded.
const CANDIDATES: usize = 64;

/// Originals that are compared for their rare words alone: reworded and translated copies share no run of words.
const NEAREST: usize = 3;

/// Originals in memory, indexed.
#[derive(Debug)]
pub struct Matcher {
    originals: Vec<Prepared>,
    index: Index,
    mask: Mask,
    rarity: Rarity,
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
            let ranges = mask.ranges(original);
            original.mask_tokens(&ranges);
            original.note_phrases(&mask.phrases(original));
        }
        // Only what is compared can be a candidate.
        let compared: Vec<Option<&Prepared>> = originals
            .iter()
            .enumerate()
            .map(|(number, text)| (stand_ins.get(number) == Some(&number)).then_some(text))
            .collect();
        Self {
            index: Index::new(&compared),
            rarity: Rarity::new(&compared),
            originals,
            mask,
            stand_ins,
        }
    }

    /// The originals, with what they share masked.
    pub fn originals(&self) -> &[Prepared] {
        &self.originals
    }

    /// Whether a text may share anything with an original, by its tokens alone. No original that
    /// [`Matcher::matches`] would find is missed: what is known later (notices, chrome) only takes away.
    pub fn may_match(&self, text: &[Token]) -> bool {
        self.originals.len() <= FEW
            || self.index.has_any(text)
            || !self.rarity.nearest(text, 1).is_empty()
    }

    /// A copy of a text in which whatever many originals share is masked.
    pub fn masked(&self, page: &Prepared) -> Prepared {
        let mut masked = page.clone();
        masked.mask_tokens(&self.mask.ranges(page));
        masked
    }

    /// The originals that share fingerprints with a page, most of the page explained first.
    pub fn candidates(&self, page: &Prepared) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = self
            .index
            .shared(page)
            .into_iter()
            .map(|(original, shared, size)| Candidate {
                original,
                shared,
                share: shared as f64 / size.max(1) as f64,
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
                    Some(&self.rarity),
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
        if self.originals.len() <= FEW {
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
        for original in self.rarity.nearest(page.tokens(), NEAREST) {
            if !chosen.contains(&original) {
                chosen.push(original);
            }
        }
        (chosen, bounded)
    }
}
