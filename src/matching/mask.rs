//! What many originals share is no evidence of reuse: boilerplate of a publisher, notices, licence texts.

use std::collections::HashSet;
use std::ops::Range;

use super::grams::hash;
use super::prepared::Prepared;
use super::sentences::Identity;

/// Tokens of a sequence that is looked up in the mask.
const SEQUENCE: usize = 6;
/// Originals that must share a sequence for it to be masked.
const ORIGINALS: u8 = 4;
/// Share of an original that must lie in common sequences for the original itself to be a copy of others, which
/// is no reason to mask its text.
const COPY_SHARE: f64 = 0.5;

/// Sequences that [`ORIGINALS`] or more originals share.
#[derive(Debug, Default)]
pub(super) struct Mask {
    common: HashSet<u64, Identity>,
}

impl Mask {
    /// Counts the sequences of all originals. Originals that are copies of one another count once.
    pub(super) fn new(originals: &[Prepared]) -> Self {
        if originals.len() < usize::from(ORIGINALS) {
            return Self::default();
        }
        let all = Self::counted(originals.iter());
        if all.common.is_empty() {
            return all;
        }
        let is_copy = |text: &&Prepared| {
            let covered: usize = all.ranges(text).iter().map(Range::len).sum();
            covered as f64 > COPY_SHARE * text.len() as f64
        };
        let copies: Vec<&Prepared> = originals.iter().filter(is_copy).collect();
        if copies.is_empty() {
            return all;
        }
        Self::counted(originals.iter().filter(|text| !is_copy(text)))
    }

    fn counted<'a>(texts: impl Iterator<Item = &'a Prepared> + Clone) -> Self {
        let tokens: usize = texts.clone().map(Prepared::len).sum();
        // First a sketch that counts too much rather than too little, then exact counts of what it lets through.
        let mut sketch = vec![0u8; (2 * tokens).next_power_of_two().clamp(1 << 10, 1 << 26)];
        let slots = sketch.len() - 1;
        for text in texts.clone() {
            for hash in sequences(text) {
                let slot = &mut sketch[hash as usize & slots];
                *slot = slot.saturating_add(1);
            }
        }
        let mut frequent: Vec<u64> = Vec::new();
        for text in texts {
            frequent.extend(
                sequences(text)
                    .into_iter()
                    .filter(|hash| sketch[*hash as usize & slots] >= ORIGINALS),
            );
        }
        frequent.sort_unstable();
        Self {
            common: frequent
                .chunk_by(|a, b| a == b)
                .filter(|same| same.len() >= usize::from(ORIGINALS))
                .map(|same| same[0])
                .collect(),
        }
    }

    /// Token ranges of a text that lie in common sequences, disjoint and ascending.
    pub(super) fn ranges(&self, text: &Prepared) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        if self.common.is_empty() {
            return ranges;
        }
        for at in 0..(text.len() + 1).saturating_sub(SEQUENCE) {
            if !self.common.contains(&hash(text, at, SEQUENCE)) {
                continue;
            }
            match ranges.last_mut() {
                Some(last) if at <= last.end => last.end = at + SEQUENCE,
                _ => ranges.push(at..at + SEQUENCE),
            }
        }
        ranges
    }
}

/// The different sequences of a text.
fn sequences(text: &Prepared) -> Vec<u64> {
    let mut hashes: Vec<u64> = (0..(text.len() + 1).saturating_sub(SEQUENCE))
        .map(|at| hash(text, at, SEQUENCE))
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
