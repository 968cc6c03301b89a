//! What many originals share is no evidence of reuse: boilerplate of a publisher, notices, licence texts.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::corpus::Corpus;
use super::grams::hash;
use super::prepared::Prepared;
use super::sentences::Identity;
use crate::text::Token;

/// Tokens of a sequence that is looked up in the mask. By hand.
const SEQUENCE: usize = 6;
/// Words, and single characters, of a turn of phrase: what stands between two facts of a report is seldom shorter. By
/// hand.
const PHRASE: usize = 4;
const PHRASE_HAN: usize = 6;
/// Works that must share a sequence for it to be masked. By hand.
pub(crate) const WORKS: u8 = 4;
/// Share of a text that must lie in long common stretches for it to stand in others as a whole: an article that is part
/// of roundups is no template of theirs. By hand.
const COPY_SHARE: f64 = 0.8;
/// Tokens of a long stretch. Templates are interrupted by facts before that. By hand.
const COPY_STRETCH: usize = 40;

/// Sequences that [`WORKS`] or more works share.
#[derive(Debug, Default)]
pub(crate) struct Mask {
    common: HashSet<u64, Identity>,
    phrases: HashSet<u64, Identity>,
    /// Where they are looked up if they are not in memory.
    corpus: Option<Arc<dyn Corpus>>,
}

impl Mask {
    /// What was counted, and the sequences of originals that are not in memory.
    pub(crate) fn with(self, corpus: Arc<dyn Corpus>) -> Self {
        Self {
            corpus: Some(corpus),
            ..self
        }
    }

    /// Sequences and turns of phrase that were counted elsewhere.
    pub(crate) fn counted(common: HashSet<u64, Identity>, phrases: HashSet<u64, Identity>) -> Self {
        Self {
            common,
            phrases,
            corpus: None,
        }
    }

    /// Counts the sequences of all works; each comes as its different texts, and counts once.
    pub(super) fn new(works: &[Vec<&Prepared>]) -> Self {
        if works.len() < usize::from(WORKS) {
            return Self::default();
        }
        let phrases = counted(works.iter(), phrase_at);
        let all = Self {
            common: counted(works.iter(), sequence_at),
            phrases,
            corpus: None,
        };
        if all.common.is_empty() {
            return all;
        }
        let is_copied = |work: &&Vec<&Prepared>| work.iter().any(|text| all.is_copy(text));
        if works.iter().filter(is_copied).count() == 0 {
            return all;
        }
        let common = counted(works.iter().filter(|work| !is_copied(work)), sequence_at);
        Self { common, ..all }
    }

    /// Whether most of a text stands in others as a whole: it is part of roundups, not of a template.
    pub(crate) fn is_copy(&self, text: &Prepared) -> bool {
        let long = self.ranges(text).into_iter().map(|range| range.len());
        let covered: usize = long.filter(|len| *len >= COPY_STRETCH).sum();
        covered as f64 > COPY_SHARE * text.len() as f64
    }

    /// Masks in a text what it shares with other works, and notes the turns of phrase that it shares.
    pub(crate) fn apply(&self, text: &mut Prepared) {
        text.mask_tokens(&self.ranges(text));
        text.note_phrases(&self.phrases(text));
    }

    /// Token ranges of a text that lie in common sequences, disjoint and ascending.
    pub(super) fn ranges(&self, text: &Prepared) -> Vec<Range<usize>> {
        let is_common = |corpus: &dyn Corpus, hash| corpus.is_common(hash);
        self.shared(text, &self.common, is_common, sequence_at)
    }

    /// Token ranges of a text that lie in turns of phrase that many works share, disjoint and ascending.
    pub(super) fn phrases(&self, text: &Prepared) -> Vec<Range<usize>> {
        let is_phrase = |corpus: &dyn Corpus, hash| corpus.is_phrase(hash);
        self.shared(text, &self.phrases, is_phrase, phrase_at)
    }

    fn shared(
        &self,
        text: &Prepared,
        known: &HashSet<u64, Identity>,
        is_stored: impl Fn(&dyn Corpus, u64) -> bool,
        sequence: SequenceAt,
    ) -> Vec<Range<usize>> {
        let corpus = self.corpus.as_deref();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        if known.is_empty() && corpus.is_none() {
            return ranges;
        }
        for at in 0..text.len() {
            let Some(tokens) = sequence(text.tokens(), at) else {
                continue;
            };
            let hash = hash(tokens);
            if !(known.contains(&hash) || corpus.is_some_and(|corpus| is_stored(corpus, hash))) {
                continue;
            }
            match ranges.last_mut() {
                Some(last) if at <= last.end => last.end = last.end.max(at + tokens.len()),
                _ => ranges.push(at..at + tokens.len()),
            }
        }
        ranges
    }
}

/// The tokens of a sequence that begins at a place.
type SequenceAt = fn(&[Token], usize) -> Option<&[Token]>;

fn sequence_at(tokens: &[Token], at: usize) -> Option<&[Token]> {
    tokens.get(at..at + SEQUENCE)
}

fn phrase_at(tokens: &[Token], at: usize) -> Option<&[Token]> {
    let single = tokens.get(at)?.weight == 1;
    tokens.get(at..at + if single { PHRASE_HAN } else { PHRASE })
}

/// The sequences that [`WORKS`] or more works hold.
fn counted<'a>(
    works: impl Iterator<Item = &'a Vec<&'a Prepared>> + Clone,
    sequence: SequenceAt,
) -> HashSet<u64, Identity> {
    let tokens: usize = works.clone().flatten().map(|text| text.len()).sum();
    // First a sketch that counts too much rather than too little, then exact counts of what it lets through.
    let mut sketch = vec![0u8; (2 * tokens).next_power_of_two().clamp(1 << 10, 1 << 26)];
    let slots = sketch.len() - 1;
    for work in works.clone() {
        for hash in sequences(work, sequence) {
            let slot = &mut sketch[hash as usize & slots];
            *slot = slot.saturating_add(1);
        }
    }
    let mut frequent: Vec<u64> = Vec::new();
    for work in works {
        frequent.extend(
            sequences(work, sequence)
                .into_iter()
                .filter(|hash| sketch[*hash as usize & slots] >= WORKS),
        );
    }
    frequent.sort_unstable();
    frequent
        .chunk_by(|a, b| a == b)
        .filter(|same| same.len() >= usize::from(WORKS))
        .map(|same| same[0])
        .collect()
}

/// The different sequences of one text that may be masked.
pub(crate) fn common_of(tokens: &[Token]) -> Vec<u64> {
    different(tokens, sequence_at)
}

/// The different turns of phrase of one text.
pub(crate) fn phrases_of(tokens: &[Token]) -> Vec<u64> {
    different(tokens, phrase_at)
}

fn different(tokens: &[Token], sequence: SequenceAt) -> Vec<u64> {
    let all = (0..tokens.len()).filter_map(|at| sequence(tokens, at).map(hash));
    let mut hashes: Vec<u64> = all.collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The different sequences of a work.
fn sequences(work: &[&Prepared], sequence: SequenceAt) -> Vec<u64> {
    let mut hashes: Vec<u64> = work
        .iter()
        .flat_map(|text| {
            let tokens = text.tokens();
            (0..tokens.len()).filter_map(move |at| sequence(tokens, at).map(hash))
        })
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
