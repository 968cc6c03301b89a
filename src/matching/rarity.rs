//! How rare words are among the originals, and which originals hold the rare words of a page.

use std::collections::HashMap;

use super::prepared::Prepared;

/// An original must share so many rare words with a page to be compared without a shared run.
const LEAST_WORDS: usize = 8;

/// Originals that a rare word may be in.
const RARE: u32 = 12;

/// The words of all originals: in how many each occurs, and for rare ones in which. Sixteen bytes a different word of
/// an original at most.
#[derive(Debug)]
pub(super) struct Rarity {
    documents: f64,
    counts: HashMap<u64, u32, super::sentences::Identity>,
    /// Where the words of every value of the upper bits begin among the postings.
    shift: u32,
    heads: Vec<u32>,
    /// Rare words and the originals that hold them, sorted.
    postings: Vec<(u64, u32)>,
}

impl Rarity {
    pub(super) fn new(originals: &[Prepared]) -> Self {
        let mut counts: HashMap<u64, u32, super::sentences::Identity> = HashMap::default();
        let words: Vec<Vec<u64>> = originals.iter().map(words).collect();
        for word in words.iter().flatten() {
            *counts.entry(*word).or_default() += 1;
        }
        let rare = (originals.len() as u32 / 20).clamp(2, RARE);
        let mut postings: Vec<(u64, u32)> = words
            .iter()
            .enumerate()
            .flat_map(|(document, words)| words.iter().map(move |word| (*word, document as u32)))
            .filter(|(word, _)| counts.get(word).is_some_and(|count| *count <= rare))
            .collect();
        postings.sort_unstable();
        let bits = (usize::BITS - postings.len().leading_zeros()).clamp(4, 26);
        let shift = 64 - bits;
        let mut heads = vec![0u32; (1 << bits) + 1];
        for (word, _) in &postings {
            heads[(word >> shift) as usize + 1] += 1;
        }
        for index in 1..heads.len() {
            heads[index] += heads[index - 1];
        }
        Self {
            documents: originals.len() as f64,
            counts,
            shift,
            heads,
            postings,
        }
    }

    /// Inverse document frequency of a word, by its hash; at least a little above 0.
    pub(super) fn of(&self, word: u64) -> f64 {
        let count = self.counts.get(&word).copied().unwrap_or_default();
        ((self.documents + 2.0) / (f64::from(count) + 1.0))
            .ln()
            .max(0.05)
    }

    /// The originals that share most of a page's rare words, by the sum of their rarity, at most `limit`.
    pub(super) fn nearest(&self, page: &Prepared, limit: usize) -> Vec<usize> {
        let mut sums = vec![(0f64, 0usize); self.documents as usize];
        for word in words(page) {
            let postings = self.postings(word);
            if postings.is_empty() {
                continue;
            }
            let rarity = self.of(word);
            for (_, document) in postings {
                let sum = &mut sums[*document as usize];
                sum.0 += rarity;
                sum.1 += 1;
            }
        }
        let mut ranked: Vec<(usize, f64)> = sums
            .into_iter()
            .enumerate()
            .filter(|(_, (_, words))| *words >= LEAST_WORDS)
            .map(|(document, (sum, _))| (document, sum))
            .collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked
            .into_iter()
            .take(limit)
            .map(|(document, _)| document)
            .collect()
    }

    /// The originals that hold a rare word.
    fn postings(&self, word: u64) -> &[(u64, u32)] {
        let bucket = (word >> self.shift) as usize;
        let bucket = &self.postings[self.heads[bucket] as usize..self.heads[bucket + 1] as usize];
        let from = bucket.partition_point(|posting| posting.0 < word);
        let to = bucket.partition_point(|posting| posting.0 <= word);
        &bucket[from..to]
    }
}

/// The different words of a text, and pairs of neighbouring single characters.
fn words(text: &Prepared) -> Vec<u64> {
    let tokens = text.tokens();
    let mut words: Vec<u64> = (0..tokens.len())
        .filter(|index| !text.is_weightless(*index))
        .filter_map(|index| match tokens[index].weight {
            1 => tokens
                .get(index + 1)
                .filter(|next| next.weight == 1)
                .map(|next| tokens[index].hash.rotate_left(19) ^ next.hash),
            _ => Some(tokens[index].hash),
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}
