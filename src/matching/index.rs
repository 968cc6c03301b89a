//! Fingerprints of all originals: which of them share anything with a page.

use std::ops::Range;

use super::grams::hash;
use super::prepared::Prepared;
use crate::text::Token;

/// Tokens of a fingerprint that begins with a word, and with a single character. By hand, held against the sets of
/// `examples/eval`.
pub(crate) const WORDS: usize = 5;
pub(crate) const HAN: usize = 8;
/// Of so many neighbouring sequences, one is kept: a shared run of `WORDS + WINDOW - 1` tokens is always seen. By hand.
pub(crate) const WINDOW: usize = 8;
/// A fingerprint in more originals than this says nothing about which one is meant. By hand; it bounds work.
pub(super) const COMMON: usize = 50;
/// Places of the page that are looked at for one sequence. By hand: what stands more often is the page's furniture.
pub(super) const REPEATS: usize = 4;

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

/// The hash of every sequence of a page whose tokens are all `open`, and where it stands, sorted by both.
pub(super) fn page_sequences(
    page: &[Token],
    open: impl Fn(Range<usize>) -> bool,
) -> Vec<(u64, u32)> {
    let mut sequences: Vec<(u64, u32)> = (0..page.len())
        .filter_map(|at| {
            let sequence = sequence_at(page, at)?;
            open(at..at + sequence.len()).then(|| (hash(sequence), at as u32))
        })
        .collect();
    sequences.sort_unstable();
    sequences
}

/// Bits of the words before and behind a sequence.
pub(super) const BESIDE: u32 = 7;

/// What stands before and behind the fingerprint sequence at a position: some bits of each word, those of the one before
/// in the upper half. One sequence is shared by chance soon; where a passage goes on, one of these is shared too.
pub(crate) fn beside(tokens: &[Token], at: u32) -> u32 {
    let at = at as usize;
    let len = sequence_at(tokens, at).map_or(0, <[Token]>::len);
    let bits =
        |token: Option<&Token>| token.map_or(0, |token| (token.hash >> (64 - BESIDE)) as u32);
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    bits(before) << BESIDE | bits(tokens.get(at + len))
}

/// Whether one of two words beside a sequence may be the same.
pub(super) fn goes_on(one: u32, other: u32) -> bool {
    let differ = one ^ other;
    differ >> BESIDE == 0 || differ & ((1 << BESIDE) - 1) == 0
}

/// Winnowing: the least hash of every window and where it stands first, each once.
pub(crate) fn winnow(text: &Prepared) -> Vec<(u64, u32)> {
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
            kept.push((hashes[least], least as u32));
        }
    }
    kept.sort_unstable();
    kept.dedup_by_key(|print| print.0);
    kept
}

/// A fingerprint of a page that an original has, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    /// The original.
    pub(super) document: u32,
    /// Where the sequence begins on the page, and in the original.
    pub(super) page: u32,
    pub(super) original: u32,
    /// Whether so many originals have it that it does not say which one is meant.
    pub(super) common: bool,
}

/// Winnowed fingerprints of all originals. Twelve bytes a fingerprint, one fingerprint for 4.5 tokens.
#[derive(Debug)]
pub(super) struct Index {
    shift: u32,
    heads: Vec<u32>,
    /// Lower half of the hash, the original, and where in it; grouped by the upper bits of the hash.
    entries: Vec<(u32, u32, u32)>,
    /// Number of fingerprints of every original.
    sizes: Vec<u32>,
}

impl Index {
    /// Indexes the originals that are compared with pages; the others are `None`.
    pub(super) fn new(originals: &[Option<&Prepared>]) -> Self {
        let prints: Vec<Vec<(u64, u32)>> = {
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
        for (hash, _) in prints.iter().flatten() {
            heads[(hash >> shift) as usize + 1] += 1;
        }
        for index in 1..heads.len() {
            heads[index] += heads[index - 1];
        }
        let mut next = heads.clone();
        let mut entries = vec![(0, 0, 0); total];
        for (document, prints) in prints.iter().enumerate() {
            for (hash, at) in prints {
                let slot = &mut next[(hash >> shift) as usize];
                entries[*slot as usize] = (*hash as u32, document as u32, *at);
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

    /// The number of an original's fingerprints.
    pub(super) fn size(&self, document: usize) -> usize {
        self.sizes.get(document).map_or(0, |size| *size as usize)
    }

    /// The originals that hold a fingerprint, ascending, and where.
    fn documents(&self, hash: u64) -> impl Iterator<Item = (u32, u32)> + '_ {
        let bucket = (hash >> self.shift) as usize;
        self.entries[self.heads[bucket] as usize..self.heads[bucket + 1] as usize]
            .iter()
            .filter(move |entry| entry.0 == hash as u32)
            .map(|entry| (entry.1, entry.2))
    }

    /// The fingerprints that originals share with a page, by original and place. All sequences of the page are looked
    /// up whose tokens are all `open`, not only winnowed ones, so that edits around a shared run hide nothing. At most
    /// [`REPEATS`] places of the page and [`COMMON`] originals for each of them.
    pub(super) fn hits(&self, page: &[Token], open: impl Fn(Range<usize>) -> bool) -> Vec<Hit> {
        let sequences = page_sequences(page, open);
        let mut hits = Vec::new();
        for same in sequences.chunk_by(|a, b| a.0 == b.0) {
            let Some((hash, _)) = same.first() else {
                continue;
            };
            let common = self.documents(*hash).take(COMMON + 1).count() > COMMON;
            for (document, original) in self.documents(*hash).take(COMMON) {
                hits.extend(same.iter().take(REPEATS).map(|(_, page)| Hit {
                    document,
                    page: *page,
                    original,
                    common,
                }));
            }
        }
        hits.sort_unstable();
        hits
    }
}
