//! What many originals share is no evidence of reuse: boilerplate of a publisher, notices, licence texts.

use std::collections::HashSet;
use std::ops::Range;

use super::grams::hash;
use super::prepared::Prepared;
use super::sentences::Identity;
use crate::text::Token;

/// Tokens of a sequence that is looked up in the mask.
const SEQUENCE: usize = 6;
/// Words, and single characters, of a turn of phrase: what stands between two facts of a report is
/// seldom shorter.
const PHRASE: usize = 4;
const PHRASE_HAN: usize = 6;
/// Works that must share a sequence for it to be masked.
const WORKS: u8 = 4;
/// Share of a text that must lie in long common stretches for it to stand in others as a whole: an article that is part
/// of roundups is no template of theirs.
const COPY_SHARE: f64 = 0.8;
/// Tokens of a long stretch. Templates are interrupted by facts before that.
const COPY_STRETCH: usize = 40;

/// Sequences that [`WORKS`] or more works share.
#[derive(Debug, Default)]
pub(super) struct Mask {
    common: HashSet<u64, Identity>,
    phrases: HashSet<u64, Identity>,
}

impl Mask {
    /// Counts the sequences of all works; each comes as its different texts, and counts once.
    pub(super) fn new(works: &[Vec<&Prepared>]) -> Self {
        if works.len() < usize::from(WORKS) {
            return Self::default();
        }
        let phrases = counted(works.iter(), phrase_at);
        let all = Self {
            common: counted(works.iter(), sequence_at),
            phrases,
        };
        if all.common.is_empty() {
            return all;
        }
        let is_copy = |text: &Prepared| {
            let long = all.ranges(text).into_iter().map(|range| range.len());
            let covered: usize = long.filter(|len| *len >= COPY_STRETCH).sum();
            covered as f64 > COPY_SHARE * text.len() as f64
        };
        let is_copied = |work: &&Vec<&Prepared>| work.iter().any(|text| is_copy(text));
        if works.iter().filter(is_copied).count() == 0 {
            return all;
        }
        Self {
            common: counted(works.iter().filter(|work| !is_copied(work)), sequence_at),
            ..all
        }
    }

    /// Token ranges of a text that lie in common sequences, disjoint and ascending.
    pub(super) fn ranges(&self, text: &Prepared) -> Vec<Range<usize>> {
        ranges(text, &self.common, sequence_at)
    }

    /// Token ranges of a text that lie in turns of phrase that many works share, disjoint and ascending.
    pub(super) fn phrases(&self, text: &Prepared) -> Vec<Range<usize>> {
        ranges(text, &self.phrases, phrase_at)
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

fn ranges(
    text: &Prepared,
    common: &HashSet<u64, Identity>,
    sequence: SequenceAt,
) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    if common.is_empty() {
        return ranges;
    }
    for at in 0..text.len() {
        let Some(tokens) = sequence(text.tokens(), at) else {
            continue;
        };
        if !common.contains(&hash(tokens)) {
            continue;
        }
        match ranges.last_mut() {
            Some(last) if at <= last.end => last.end = last.end.max(at + tokens.len()),
            _ => ranges.push(at..at + tokens.len()),
        }
    }
    ranges
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
