//! Fingerprints of all originals: which of them share anything with a page.

use std::collections::HashMap;

use super::grams::hash;
use super::prepared::Prepared;
use crate::text::Token;

/// Tokens of a fingerprint that begins with a word, and with a single character.
const WORDS: usize = 5;
const HAN: usize = 8;
/// Of so many neighbouring sequences, one is kept: a shared run of `WORDS + WINDOW - 1` tokens is always seen.
const WINDOW: usize = 8;
/// A fingerprint in more originals than this says nothing about which one is meant.
const COMMON: usize = 50;

/// The fingerprint sequence at a position.
fn sequence_at(tokens: &[Token], at: usize) -> Option<&[Token]> {
    let len = if tokens.get(at)?.weight == 1 {
        HAN
    } else {
        WORDS
    };
    tokens.get(at..at + len)
}

/// The hash of the fingerprint sequence at a position, unless it holds masked tokens.
fn sequence(text: &Prepared, at: usize) -> Option<u64> {
    let sequence = sequence_at(text.tokens(), at)?;
    text.is_open(at..at + sequence.len())
        .then(|| hash(sequence))
}

/// Winnowing: the least hash of every window, each once.
pub(super) fn winnow(text: &Prepared) -> Vec<u64> {
    let hashes: Vec<u64> = (0..text.len())
        .map(|at| sequence(text, at).unwrap_or(u64::MAX))
        .collect();
    let mut kept = Vec::with_capacity(hashes.len() / 4);
    let mut least = usize::MAX;
    let windows = (hashes.len() + 1)
        .saturating_sub(WINDOW)
        .max(usize::from(!hashes.is_empty()));
    for start in 0..windows {
        let end = (start + WINDOW).min(hashes.len());
        if least == usize::MAX || least < start {
            // The rightmost least one lives longest.
            least = (start..end)
                .rev()
                .min_by_key(|at| hashes[*at])
                .unwrap_or(start);
        } else if hashes[end - 1] <= hashes[least] {
            least = end - 1;
        } else {
            continue;
        }
        if hashes[least] != u64::MAX {
            kept.push(hashes[least]);
        }
    }
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// Winnowed fingerprints of all originals. About 8 bytes a fingerprint, one fingerprint for 4.5 tokens.
#[derive(Debug)]
pub(super) struct Index {
    shift: u32,
    heads: Vec<u32>,
    /// Lower half of the hash, and the original; grouped by the upper bits of the hash.
    entries: Vec<(u32, u32)>,
    /// Number of fingerprints of every original.
    sizes: Vec<u32>,
}

impl Index {
    /// Indexes the originals that are compared with pages; the others are `None`.
    pub(super) fn new(originals: &[Option<&Prepared>]) -> Self {
        let prints: Vec<Vec<u64>> = {
            use rayon::prelude::*;
            let prints = originals.par_iter();
            prints
                .map(|text| text.map(winnow).unwrap_or_default())
                .collect()
        };
        let total: usize = prints.iter().map(Vec::len).sum();
        let bits = (usize::BITS - total.leading_zeros()).clamp(4, 28);
        let shift = 64 - bits;
        let mut heads = vec![0u32; (1 << bits) + 1];
        for hash in prints.iter().flatten() {
            heads[(hash >> shift) as usize + 1] += 1;
        }
        for index in 1..heads.len() {
            heads[index] += heads[index - 1];
        }
        let mut next = heads.clone();
        let mut entries = vec![(0, 0); total];
        for (document, prints) in prints.iter().enumerate() {
            for hash in prints {
                let slot = &mut next[(hash >> shift) as usize];
                entries[*slot as usize] = (*hash as u32, document as u32);
                *slot += 1;
            }
        }
        Self {
            shift,
            heads,
            entries,
            sizes: prints.iter().map(|prints| prints.len() as u32).collect(),
        }
    }

    /// The originals that hold a fingerprint, ascending.
    fn documents(&self, hash: u64) -> impl Iterator<Item = u32> + '_ {
        let bucket = (hash >> self.shift) as usize;
        self.entries[self.heads[bucket] as usize..self.heads[bucket + 1] as usize]
            .iter()
            .filter(move |entry| entry.0 == hash as u32)
            .map(|entry| entry.1)
    }

    /// Whether any original shares a fingerprint with a text.
    pub(super) fn has_any(&self, tokens: &[Token]) -> bool {
        (0..tokens.len())
            .filter_map(|at| sequence_at(tokens, at))
            .any(|sequence| self.documents(hash(sequence)).next().is_some())
    }

    /// For every original that shares a fingerprint with the page: how many it shares, and out of how many. All
    /// sequences of the page are looked up, not only its winnowed ones, so that edits around a shared run hide nothing.
    pub(super) fn shared(&self, page: &Prepared) -> Vec<(usize, usize, usize)> {
        let mut hashes: Vec<u64> = (0..page.len())
            .filter_map(|at| sequence(page, at))
            .collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mut counts: HashMap<u32, (usize, usize)> = HashMap::new();
        for hash in hashes {
            let common = self.documents(hash).take(COMMON + 1).count() > COMMON;
            for document in self.documents(hash) {
                let count = counts.entry(document).or_default();
                count.1 += 1;
                count.0 += usize::from(!common);
                if common && count.1 > COMMON {
                    break;
                }
            }
        }
        let mut shared: Vec<(usize, usize, usize)> = counts
            .into_iter()
            .map(|(document, (rare, all))| {
                let hits = if rare > 0 { rare } else { all };
                (
                    document as usize,
                    hits,
                    self.sizes[document as usize] as usize,
                )
            })
            .collect();
        shared.sort_unstable();
        shared
    }
}
