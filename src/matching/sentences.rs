//! Sentences and how alike they are: term vectors weighted by rarity.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::prepared::Prepared;

/// Fewest words (or half as many characters again) of a sentence; shorter ones go with the next. By hand, held against
/// the sets of `examples/eval`.
const SHORTEST: usize = 3;
/// Longest sentence in words; lists and tables without full stops are cut here. By hand, held against the sets of
/// `examples/eval`.
const LONGEST: usize = 60;
/// Sentences of the original that one sentence of the page is paired with, the most similar ones; more occur only where
/// an original repeats itself. By hand.
const PARTNERS: usize = 12;
/// Places of its terms in the original that are looked at for one sentence of the page, those of the rarest terms
/// first: the sentences of the longest original are compared in time linear in the page. By hand.
const MOST_PLACES: usize = 500;

/// The term of a masked token.
const NONE: u32 = u32::MAX;

/// A sentence and its terms.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// Token range.
    pub(super) tokens: Range<usize>,
    /// Local term numbers and counts, ascending.
    pub(super) terms: Vec<(u32, u16)>,
    norm: f32,
}

/// The sentences of both texts over one numbering of terms.
#[derive(Debug)]
pub(super) struct Sentences {
    pub(super) original: Vec<Sentence>,
    pub(super) page: Vec<Sentence>,
    /// Term number of every token, [`NONE`] for masked ones.
    page_terms: Vec<u32>,
    original_terms: Vec<u32>,
    /// Inverse sentence frequency of every term.
    rarity: Vec<f32>,
}

/// Two sentences that are alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alike {
    pub(super) page: u32,
    pub(super) original: u32,
}

impl Sentences {
    pub(super) fn new(original: &Prepared, page: &Prepared) -> Self {
        let mut numbers: HashMap<u32, u32, Identity> = HashMap::default();
        let mut frequency: Vec<u32> = Vec::new();
        let mut read = |text: &Prepared| -> (Vec<u32>, Vec<Sentence>) {
            let mut of_token = Vec::with_capacity(text.len());
            let mut sentences = cut(text);
            for sentence in &mut sentences {
                for index in sentence.tokens.clone() {
                    let next = numbers.len() as u32;
                    of_token.push(if text.is_weightless(index) {
                        NONE
                    } else {
                        *numbers
                            .entry(term(text, index, sentence.tokens.end))
                            .or_insert(next)
                    });
                }
                sentence.terms = counted(&of_token[sentence.tokens.clone()]);
                frequency.resize(numbers.len(), 0);
                for (term, _) in &sentence.terms {
                    frequency[*term as usize] += 1;
                }
            }
            (of_token, sentences)
        };
        let (original_terms, mut original) = read(original);
        let (page_terms, mut page) = read(page);
        let all = (original.len() + page.len()) as f32;
        let rarity: Vec<f32> = frequency
            .iter()
            .map(|count| (all / (*count).max(1) as f32).ln())
            .collect();
        for sentence in original.iter_mut().chain(&mut page) {
            sentence.norm = sentence
                .terms
                .iter()
                .map(|(term, count)| (rarity[*term as usize] * f32::from(*count)).powi(2))
                .sum::<f32>()
                .sqrt();
        }
        Self {
            original,
            page,
            page_terms,
            original_terms,
            rarity,
        }
    }

    /// Pairs of sentences with a cosine and a Dice coefficient above the given ones, by page sentence.
    pub(super) fn alike(&self, cosine: f32, dice: f32) -> Vec<Alike> {
        let mut postings: Vec<Vec<(u32, f32)>> = vec![Vec::new(); self.rarity.len()];
        for (index, sentence) in self.original.iter().enumerate() {
            for (term, count) in &sentence.terms {
                let weight = self.rarity[*term as usize] * f32::from(*count);
                postings[*term as usize].push((index as u32, weight));
            }
        }
        let mut sums = vec![(0f32, 0u32); self.original.len()];
        let mut touched: Vec<u32> = Vec::new();
        let mut found = Vec::new();
        let mut rarest_first: Vec<(u32, u16)> = Vec::new();
        for (index, sentence) in self.page.iter().enumerate() {
            rarest_first.clone_from(&sentence.terms);
            rarest_first.sort_unstable_by_key(|(term, _)| (postings[*term as usize].len(), *term));
            let mut looked_at = 0;
            for (term, count) in &rarest_first {
                let postings = &postings[*term as usize];
                looked_at += postings.len();
                if looked_at > MOST_PLACES {
                    break;
                }
                let weight = self.rarity[*term as usize] * f32::from(*count);
                for (other, other_weight) in postings {
                    let sum = &mut sums[*other as usize];
                    if sum.1 == 0 {
                        touched.push(*other);
                    }
                    sum.0 += weight * other_weight;
                    sum.1 += 1;
                }
            }
            touched.sort_unstable();
            let before = found.len();
            for other in touched.drain(..) {
                let (dot, shared) = std::mem::take(&mut sums[other as usize]);
                let partner = &self.original[other as usize];
                let norms = sentence.norm * partner.norm;
                let sizes = (sentence.terms.len() + partner.terms.len()) as f32;
                let similar = dot / norms.max(f32::MIN_POSITIVE);
                if similar > cosine && 2.0 * shared as f32 / sizes > dice {
                    found.push((
                        similar,
                        Alike {
                            page: index as u32,
                            original: other,
                        },
                    ));
                }
            }
            if found.len() - before > PARTNERS {
                found[before..]
                    .sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.original.cmp(&b.1.original)));
                found.truncate(before + PARTNERS);
            }
        }
        found.into_iter().map(|(_, alike)| alike).collect()
    }

    /// Cosine of two stretches of sentences.
    pub(super) fn cosine(&self, page: Range<usize>, original: Range<usize>) -> f32 {
        let terms = |sentences: &[Sentence]| -> Vec<(u32, u16)> {
            sentences
                .iter()
                .flat_map(|sentence| sentence.terms.iter().copied())
                .collect()
        };
        self.cosine_of(terms(&self.page[page]), terms(&self.original[original]))
    }

    /// Cosine of two stretches of tokens.
    pub(super) fn cosine_tokens(&self, page: Range<usize>, original: Range<usize>) -> f32 {
        self.cosine_of(
            counted(&self.page_terms[page]),
            counted(&self.original_terms[original]),
        )
    }

    /// Cosine of what two stretches of tokens have beside the tokens that are explained already.
    pub(super) fn cosine_beside(
        &self,
        page: (Range<usize>, &[bool]),
        original: (Range<usize>, &[bool]),
    ) -> f32 {
        let beside =
            |terms: &[u32], (range, explained): (Range<usize>, &[bool])| -> Vec<(u32, u16)> {
                let rest: Vec<u32> = range
                    .filter(|index| !explained[*index])
                    .map(|index| terms[index])
                    .collect();
                counted(&rest)
            };
        self.cosine_of(
            beside(&self.page_terms, page),
            beside(&self.original_terms, original),
        )
    }

    /// How much a token tells, and whether its term is among `others`.
    pub(super) fn tells(
        &self,
        side: Side,
        index: usize,
        others: &HashSet<u32, Identity>,
    ) -> (f32, bool) {
        let term = self.terms(side)[index];
        if term == NONE {
            return (0.0, false);
        }
        (self.rarity[term as usize], others.contains(&term))
    }

    /// Rarity from which a word tells something: at most a tenth of all sentences hold it.
    pub(super) fn telling(&self) -> f32 {
        10f32
            .ln()
            .min(self.rarity.iter().copied().fold(0.0, f32::max))
    }

    /// How much a term tells; nothing for masked tokens.
    pub(super) fn rarity_of(&self, term: u32) -> f32 {
        self.rarity.get(term as usize).copied().unwrap_or(0.0)
    }

    /// The term of a token.
    pub(super) fn term_of(&self, side: Side, index: usize) -> u32 {
        self.terms(side)[index]
    }

    /// Moves edges of a range to the sentence boundary nearest to them, if it is within `reach` tokens.
    pub(super) fn snapped(&self, side: Side, range: Range<usize>, reach: usize) -> Range<usize> {
        let sentences = match side {
            Side::Page => &self.page,
            Side::Original => &self.original,
        };
        let nearest = |edge: usize| {
            let index = sentences.partition_point(|sentence| sentence.tokens.end <= edge);
            let Some(sentence) = sentences.get(index) else {
                return edge;
            };
            let (before, after) = (
                edge - sentence.tokens.start.min(edge),
                sentence.tokens.end - edge,
            );
            if before <= after && before <= reach {
                sentence.tokens.start
            } else if after < before && after <= reach {
                sentence.tokens.end
            } else {
                edge
            }
        };
        let (start, end) = (nearest(range.start), nearest(range.end));
        if start < end { start..end } else { range }
    }

    /// The terms of a stretch of tokens.
    pub(super) fn set(&self, side: Side, range: Range<usize>) -> HashSet<u32, Identity> {
        self.terms(side)[range].iter().copied().collect()
    }

    fn terms(&self, side: Side) -> &[u32] {
        match side {
            Side::Page => &self.page_terms,
            Side::Original => &self.original_terms,
        }
    }

    fn cosine_of(&self, page: Vec<(u32, u16)>, original: Vec<(u32, u16)>) -> f32 {
        let page = self.weigh(page);
        let original = self.weigh(original);
        let norm = |terms: &[(u32, f32)]| {
            terms
                .iter()
                .map(|(_, weight)| weight * weight)
                .sum::<f32>()
                .sqrt()
        };
        let (mut i, mut j, mut dot) = (0, 0, 0.0);
        while i < page.len() && j < original.len() {
            match page[i].0.cmp(&original[j].0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    dot += page[i].1 * original[j].1;
                    i += 1;
                    j += 1;
                }
            }
        }
        dot / (norm(&page) * norm(&original)).max(f32::MIN_POSITIVE)
    }

    fn weigh(&self, mut terms: Vec<(u32, u16)>) -> Vec<(u32, f32)> {
        terms.sort_unstable();
        terms
            .chunk_by(|a, b| a.0 == b.0)
            .map(|same| {
                let count: u32 = same.iter().map(|(_, count)| u32::from(*count)).sum();
                (same[0].0, count as f32 * self.rarity[same[0].0 as usize])
            })
            .collect()
    }
}

/// The sentences of a text, none very short and none very long; terms still missing.
fn cut(text: &Prepared) -> Vec<Sentence> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for index in 0..text.len() {
        let (words, single) = text.size(start..index + 1);
        let size = words + single / 2;
        if (text.ends_sentence(index) && size >= SHORTEST) || size >= LONGEST {
            found.push(start..index + 1);
            start = index + 1;
        }
    }
    if start < text.len() {
        match found.last_mut() {
            Some(last) => last.end = text.len(),
            None => found.push(start..text.len()),
        }
    }
    found
        .into_iter()
        .map(|tokens| Sentence {
            tokens,
            terms: Vec::new(),
            norm: 0.0,
        })
        .collect()
}

/// The term of a token: the stem of a word, or a pair of neighbouring single characters.
fn term(text: &Prepared, index: usize, end: usize) -> u32 {
    let stem = text.stem(index);
    let next = index + 1;
    if text.tokens()[index].weight == 1 && next < end && text.tokens()[next].weight == 1 {
        stem.rotate_left(9)
            .wrapping_add(text.stem(next))
            .wrapping_mul(0x9E37_79B1)
    } else {
        stem
    }
}

/// Different terms with their counts, ascending.
fn counted(terms: &[u32]) -> Vec<(u32, u16)> {
    let mut terms: Vec<u32> = terms.iter().copied().filter(|term| *term != NONE).collect();
    terms.sort_unstable();
    terms
        .chunk_by(|a, b| a == b)
        .map(|same| (same[0], same.len().min(9) as u16))
        .collect()
}

/// One of the two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Page,
    Original,
}

/// The terms are hashes already.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Identity(u64);

impl std::hash::BuildHasher for Identity {
    type Hasher = Self;

    fn build_hasher(&self) -> Self {
        Self(0)
    }
}

impl std::hash::Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }

    fn write_u32(&mut self, value: u32) {
        self.0 = u64::from(value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}
