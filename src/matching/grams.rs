//! Short token sequences: the seeds of an alignment.

use super::prepared::Prepared;
use crate::text::Token;

/// Tokens of a seed that begins with a word, and with a single character. Shorter seeds find more of heavily edited
/// copies; single characters need fewer because clustering demands more of them.
const SEED_WORDS: usize = 5;
const SEED_HAN: usize = 4;

/// Number of tokens of the seed that begins at a token; `None` near the end of the text.
pub(super) fn seed_len(text: &Prepared, at: usize) -> Option<usize> {
    let len = if text.tokens()[at].weight == 1 {
        SEED_HAN
    } else {
        SEED_WORDS
    };
    (at + len <= text.len()).then_some(len)
}

/// Hash of a sequence of tokens.
pub(super) fn hash(tokens: &[Token]) -> u64 {
    tokens.iter().fold(0u64, |hash, token| {
        (hash.rotate_left(23) ^ token.hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

/// The seed at a position, unless it is too near the end or holds masked tokens.
pub(super) fn seed(text: &Prepared, at: usize) -> Option<u32> {
    let len = seed_len(text, at)?;
    text.is_open(at..at + len)
        .then(|| (hash(&text.tokens()[at..at + len]) >> 32) as u32)
}

/// Where the seeds of a text begin, by hash. Eight bytes a token; one cache miss a lookup.
#[derive(Debug, Clone)]
pub(super) struct GramTable {
    shift: u32,
    heads: Vec<u32>,
    /// Hash and position, grouped by the hash's upper bits, positions ascending in every group.
    entries: Vec<(u32, u32)>,
}

impl GramTable {
    pub(super) fn new(text: &Prepared) -> Self {
        let seeds = || (0..text.len()).filter_map(|at| Some((seed(text, at)?, at as u32)));
        let bits = (usize::BITS - text.len().leading_zeros()).clamp(4, 26);
        let shift = 32 - bits;
        let mut heads = vec![0u32; (1 << bits) + 1];
        for (hash, _) in seeds() {
            heads[(hash >> shift) as usize + 1] += 1;
        }
        for index in 1..heads.len() {
            heads[index] += heads[index - 1];
        }
        let mut next = heads.clone();
        let mut entries = vec![(0, 0); heads.last().map_or(0, |count| *count as usize)];
        for (hash, at) in seeds() {
            let slot = &mut next[(hash >> shift) as usize];
            entries[*slot as usize] = (hash, at);
            *slot += 1;
        }
        Self {
            shift,
            heads,
            entries,
        }
    }

    /// Positions of a seed, ascending (hash collisions included), and whether the list was cut at `limit` entries.
    pub(super) fn positions(
        &self,
        hash: u32,
        limit: usize,
    ) -> (impl Iterator<Item = usize> + '_, bool) {
        let bucket = (hash >> self.shift) as usize;
        let all = &self.entries[self.heads[bucket] as usize..self.heads[bucket + 1] as usize];
        let cut = all.len() > limit;
        let listed = &all[..all.len().min(limit)];
        let positions = listed
            .iter()
            .filter(move |entry| entry.0 == hash)
            .map(|entry| entry.1 as usize);
        (positions, cut)
    }
}
