//! What is known of all originals of a library, wherever they are kept: in memory or on disk.

use std::collections::HashMap;

use super::cluster::GAP;
use super::index::{COMMON, REPEATS, beside, goes_on, page_sequences};
use super::rarity::{Words, nearest, rare_from, weighty};
use crate::text::Token;

/// Candidates of one page that are compared; a page that reprints more originals is reported as bounded. By hand; it
/// bounds work.
pub(super) const CANDIDATES: usize = 64;
/// Originals that are compared for their rare words alone: reworded and translated copies share no run of words. By
/// hand; it bounds work.
pub(super) const NEAREST: usize = 3;
/// Originals that are looked at although one fingerprint alone speaks for them. By hand: a run of twelve words has one
/// at least and mostly two; among a million originals a page shares a turn of phrase with some dozens by chance, of which
/// one in sixty seems to go on, and to look at one costs as much as a tenth of a page.
const SINGLE: usize = 8;

/// Originals that are not in memory, by what they can be found with.
pub trait Corpus: Words {
    /// The originals that hold fingerprints, at most `most` for each: which fingerprint, by its place among `prints`,
    /// ascending; the original; and what stands beside it there.
    fn printed(&self, prints: &[u64], most: usize) -> Vec<(u32, u32, u32)>;

    /// Whether four or more works share a sequence of six words: it is no evidence of reuse.
    fn is_common(&self, sequence: u64) -> bool;

    /// Whether four or more works share a turn of phrase.
    fn is_phrase(&self, phrase: u64) -> bool;
}

/// The originals of a corpus that a page has to be compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Those that share fingerprints with the page, the most shared first.
    pub candidates: Vec<u32>,
    /// Those that share its rare words.
    pub nearest: Vec<u32>,
}

impl Gathered {
    /// Whether the page takes nothing from any original.
    pub fn is_empty(&self) -> bool {
        self.candidates.is_empty() && self.nearest.is_empty()
    }
}

/// What is known of one original while fingerprints are looked up.
#[derive(Default)]
struct Shared {
    prints: usize,
    /// Where the last one stands on the page.
    last: u32,
    /// Whether two stand near one another.
    near: bool,
    /// Whether a passage may go on beside one.
    goes_on: bool,
    /// In how many originals the rarest is.
    rarest: usize,
}

/// Looks a page up: walks its words, never the originals.
pub fn gather(corpus: &dyn Corpus, page: &[Token]) -> Gathered {
    let mut found: HashMap<u32, Shared> = HashMap::new();
    let sequences = page_sequences(page, |_| true);
    // Looked up in the order of the hashes, in which the table stands: memory is walked through, not jumped about in.
    let same: Vec<_> = sequences.chunk_by(|a, b| a.0 == b.0).collect();
    let prints: Vec<u64> = same
        .iter()
        .flat_map(|same| same.first().map(|(print, _)| *print))
        .collect();
    let mut hits: Vec<(u32, u32, bool, usize)> = Vec::new();
    let printed = corpus.printed(&prints, COMMON + 1);
    for holders in printed.chunk_by(|a, b| a.0 == b.0) {
        let among = holders.len();
        for (print, document, there) in holders.iter().take(COMMON) {
            let same = same.get(*print as usize).copied().unwrap_or_default();
            let Some((_, at)) = same.first() else {
                continue;
            };
            let mut places = same.iter().take(REPEATS);
            let goes_on = places.any(|(_, at)| goes_on(beside(page, *at), *there));
            hits.push((*at, *document, goes_on, among));
        }
    }
    // In the order of the page, so that what stands near one another is seen; an original may hold one several times.
    hits.sort_unstable_by_key(|(at, document, goes_on, _)| (*at, *document, !goes_on));
    hits.dedup_by_key(|(at, document, ..)| (*at, *document));
    for (at, document, goes_on, among) in hits {
        let shared = found.entry(document).or_default();
        let is_near = shared.prints > 0 && at.saturating_sub(shared.last) as usize <= GAP;
        shared.near |= is_near;
        shared.goes_on |= goes_on;
        shared.last = at;
        shared.rarest = match shared.prints {
            0 => among,
            _ => shared.rarest.min(among),
        };
        shared.prints += 1;
    }
    // Nothing that is as long as a passage has a single sequence and nothing beside it.
    found.retain(|_, shared| shared.near || shared.goes_on);
    let mut ranked: Vec<(u32, Shared)> = found.into_iter().collect();
    ranked.sort_by_key(|(document, shared)| {
        (
            !shared.near,
            std::cmp::Reverse(shared.prints),
            shared.rarest,
            *document,
        )
    });
    let near = ranked.partition_point(|(_, shared)| shared.near);
    // One more than is compared tells that there are more.
    ranked.truncate((near + SINGLE).min(CANDIDATES + 1));
    Gathered {
        candidates: ranked.into_iter().map(|(document, _)| document).collect(),
        nearest: nearest(corpus, page, NEAREST),
    }
}

/// The rare words of one original, of those that it is known by.
pub fn rare_words_of(corpus: &dyn Words, text: &super::Prepared) -> u32 {
    let rare = rare_from(corpus.documents());
    let count = weighty(text)
        .into_iter()
        .filter(|word| (1..=rare).contains(&corpus.count(*word)))
        .count();
    u32::try_from(count).unwrap_or(u32::MAX)
}
