//! How rare words are among the originals, and which originals hold the rare words of a page.

use std::collections::HashMap;
use std::fmt::Debug;

use super::grams::word;
use super::prepared::Prepared;
use super::sentences::Identity;
use crate::text::Token;

/// An original must share so many rare words with a page to be compared without a shared run. By hand, held against the
/// sets of `examples/eval`.
const LEAST_WORDS: usize = 8;
/// And this share of its own rare words: translations and rewordings keep the names and terms of the whole article,
/// another article on the topic a few of them. By hand, held against the sets of `examples/eval`.
const LEAST_SHARE: f64 = 0.15;

/// It must share so many times as many words as an original of its length by chance, and so many more, or else
/// [`MOST_SHARE`]; and what chance brings about by so many deviations. In a small library no word is rare, and every page
/// of its language shares a fifth of them. By hand.
const ABOVE_CHANCE: (f64, f64) = (3.0, 6.0);
/// See [`ABOVE_CHANCE`].
const MOST_SHARE: f64 = 0.4;
/// See [`ABOVE_CHANCE`].
const DEVIATIONS: f64 = 4.0;

/// Originals that a rare word may be in. By hand.
pub(crate) const RARE: u32 = 12;

/// In how many originals a word may be that is rare among so many.
pub(super) fn rare_from(originals: usize) -> u32 {
    u32::try_from(originals / 20).unwrap_or(RARE).clamp(2, RARE)
}

/// How often words occur among all originals, and where the rare ones do.
pub trait Words: Debug + Send + Sync {
    /// Number of originals.
    fn documents(&self) -> usize;

    /// In how many originals a word is, by its hash.
    fn count(&self, word: u64) -> u32;

    /// The originals that hold words: which word, by its place among `words`, ascending, and the original; of a word that
    /// too many hold, some or none.
    fn holders(&self, words: &[u64]) -> Vec<(u32, u32)>;

    /// How many rare words an original holds.
    fn rare_words(&self, original: u32) -> u32;

    /// How many rare words all originals hold.
    fn all_rare_words(&self) -> usize;
}

/// The words of all originals: in how many each occurs, and for rare ones in which. Sixteen bytes a different word of
/// an original at most.
#[derive(Debug)]
pub(super) struct Rarity {
    documents: usize,
    counts: HashMap<u64, u32, Identity>,
    /// Where the words of every value of the upper bits begin among the postings.
    shift: u32,
    heads: Vec<u32>,
    /// Rare words and the originals that hold them, sorted.
    postings: Vec<(u64, u32)>,
    /// How many rare words each original holds.
    sizes: Vec<u32>,
}

impl Rarity {
    /// Counts the words of the originals that are compared with pages; the others are `None`.
    pub(super) fn new(originals: &[Option<&Prepared>]) -> Self {
        let mut counts: HashMap<u64, u32, Identity> = HashMap::default();
        let words: Vec<Vec<u64>> = originals
            .iter()
            .map(|text| text.map(weighty).unwrap_or_default())
            .collect();
        for word in words.iter().flatten() {
            *counts.entry(*word).or_default() += 1;
        }
        let rare = rare_from(originals.len());
        let mut postings: Vec<(u64, u32)> = words
            .iter()
            .enumerate()
            .flat_map(|(document, words)| words.iter().map(move |word| (*word, document as u32)))
            .filter(|(word, _)| counts.get(word).is_some_and(|count| *count <= rare))
            .collect();
        postings.sort_unstable();
        let mut sizes = vec![0u32; originals.len()];
        for (_, document) in &postings {
            sizes[*document as usize] += 1;
        }
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
            documents: originals.len(),
            counts,
            shift,
            heads,
            postings,
            sizes,
        }
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

impl Words for Rarity {
    fn documents(&self) -> usize {
        self.documents
    }

    fn count(&self, word: u64) -> u32 {
        self.counts.get(&word).copied().unwrap_or_default()
    }

    fn holders(&self, words: &[u64]) -> Vec<(u32, u32)> {
        let all = (0u32..).zip(words);
        all.flat_map(|(at, word)| {
            self.postings(*word)
                .iter()
                .map(move |(_, document)| (at, *document))
        })
        .collect()
    }

    fn rare_words(&self, original: u32) -> u32 {
        let size = self.sizes.get(original as usize);
        size.copied().unwrap_or_default()
    }

    fn all_rare_words(&self) -> usize {
        self.postings.len()
    }
}

/// Inverse document frequency of a word, by its hash; at least a little above 0.
pub(super) fn rarity(words: &dyn Words, word: u64) -> f64 {
    ((words.documents() as f64 + 2.0) / (f64::from(words.count(word)) + 1.0))
        .ln()
        .max(0.05)
}

/// The originals that share most of a page's rare words, by the sum of their rarity, at most `limit`. Walks the
/// words of the page, not the originals.
pub(super) fn nearest(known: &dyn Words, page: &[Token], limit: usize) -> Vec<u32> {
    let rare = rare_from(known.documents()) as usize;
    let mut sums: HashMap<u32, (f64, usize)> = HashMap::new();
    let words = words(page, |_| true);
    for holders in known.holders(&words).chunk_by(|a, b| a.0 == b.0) {
        let word = { holders.first() }.and_then(|(at, _)| words.get(*at as usize));
        let Some(word) = word.filter(|_| holders.len() <= rare) else {
            continue;
        };
        let rarity = rarity(known, *word);
        for (_, document) in holders {
            let sum = sums.entry(*document).or_default();
            sum.0 += rarity;
            sum.1 += 1;
        }
    }
    let all_words = known.all_rare_words() as f64;
    let all_shared: usize = sums.values().map(|(_, words)| words).sum();
    let mut ranked: Vec<(u32, f64)> = sums
        .into_iter()
        .filter(|(document, (_, words))| {
            if *words < LEAST_WORDS {
                return false;
            }
            let size = f64::from(known.rare_words(*document));
            let others = (all_shared - words) as f64 / (all_words - size).max(1.0);
            let chance = others * size;
            let (times, more) = ABOVE_CHANCE;
            let least = (times * chance + more)
                .min(MOST_SHARE * size)
                .max(chance + DEVIATIONS * chance.sqrt())
                .max(LEAST_SHARE * size);
            *words as f64 >= least
        })
        .map(|(document, (sum, _))| (document, sum))
        .collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked
        .into_iter()
        .take(limit)
        .map(|(document, _)| document)
        .collect()
}

/// The different words of an original, and pairs of neighbouring single characters.
pub(crate) fn weighty(text: &Prepared) -> Vec<u64> {
    words(text.tokens(), |index| !text.is_weightless(index))
}

/// The different words among the tokens that count, and pairs of neighbouring single characters.
fn words(tokens: &[Token], counts: impl Fn(usize) -> bool) -> Vec<u64> {
    let mut words: Vec<u64> = (0..tokens.len())
        .filter(|index| counts(*index))
        .filter_map(|index| word(tokens, index))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}
