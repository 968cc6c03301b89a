//! Short token sequences: the seeds of an alignment, and what counts as a word.

use crate::text::Token;

/// Tokens of a seed that begins with a word, and with a single character. Shorter seeds find more of heavily edited
/// copies; single characters need fewer because clustering demands more of them. By hand, held against the sets of
/// `examples/eval`.
const SEED_WORDS: usize = 5;
const SEED_HAN: usize = 4;

/// The seed that begins at a token; `None` near the end of the text.
pub(super) fn seed(tokens: &[Token], at: usize) -> Option<&[Token]> {
    let first = tokens.get(at)?;
    let len = if first.weight == 1 {
        SEED_HAN
    } else {
        SEED_WORDS
    };
    tokens.get(at..at + len)
}

/// Hash of a sequence of tokens.
pub(super) fn hash(tokens: &[Token]) -> u64 {
    tokens.iter().fold(0u64, |hash, token| {
        (hash.rotate_left(23) ^ token.hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

/// The word at a token, or the pair of single characters that begins there.
pub(super) fn word(tokens: &[Token], index: usize) -> Option<u64> {
    let token = tokens.get(index)?;
    match token.weight {
        1 => tokens
            .get(index + 1)
            .filter(|next| next.weight == 1)
            .map(|next| token.hash.rotate_left(19) ^ next.hash),
        _ => Some(token.hash),
    }
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
    /// The seeds of a text of so many tokens, as `seed` gives the hash of each.
    pub(super) fn new(len: usize, seed: impl Fn(usize) -> Option<u32>) -> Self {
        let seeds = || (0..len).filter_map(|at| Some((seed(at)?, at as u32)));
        let bits = (usize::BITS - len.leading_zeros()).clamp(4, 26);
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
