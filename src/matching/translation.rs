//! Signs of a translation: names, numbers and foreign words that survive it.

use std::collections::HashMap;

use super::prepared::Prepared;
use super::rarity::{Words, rarity};
use super::sentences::Identity;

/// Different anchors that both texts must share. By hand.
const LEAST_ANCHORS: usize = 15;
/// Share of the anchors, by rarity, that must be shared. By hand.
const SHARE: f64 = 0.6;
/// Tokens below which the language of a text is not told. By hand.
const LEAST_TOKENS: usize = 60;
/// Most frequent words that two texts are compared by, and how many of them a language shares with itself. By hand.
const FREQUENT: usize = 25;
const SAME_LANGUAGE: usize = 9;

/// Whether the page looks like a translation of the original: in another language, but with the original's names,
/// numbers and foreign words. Independent texts on one topic share less than half of them.
pub(super) fn is_possible_translation(
    original: &Prepared,
    page: &Prepared,
    words: Option<&dyn Words>,
) -> bool {
    if original.len() < LEAST_TOKENS || page.len() < LEAST_TOKENS {
        return false;
    }
    let (from, to) = (Profile::new(original), Profile::new(page));
    let (a, b) = if from.script != to.script {
        // Words of the one script in a text of the other were left as they are.
        match (from.script, to.script) {
            (Script::Latin, _) => (
                anchors(original, |_| true),
                anchors(page, |index| page.is_latin(index) || page.is_number(index)),
            ),
            (_, Script::Latin) => (
                anchors(original, |index| {
                    original.is_latin(index) || original.is_number(index)
                }),
                anchors(page, |_| true),
            ),
            _ => (
                anchors(original, |index| {
                    original.is_latin(index) || original.is_number(index)
                }),
                anchors(page, |index| page.is_latin(index) || page.is_number(index)),
            ),
        }
    } else if from.shared(&to) < SAME_LANGUAGE {
        (
            anchors(original, |index| original.is_name(index)),
            anchors(page, |index| page.is_name(index)),
        )
    } else {
        return false;
    };
    let weight = |hash: u64| words.map_or(1.0, |words| rarity(words, hash));
    let sum = |anchors: &HashMap<u64, u32, Identity>| -> f64 {
        anchors.keys().map(|hash| weight(*hash)).sum()
    };
    let shared: Vec<u64> = a
        .keys()
        .filter(|hash| b.contains_key(hash))
        .copied()
        .collect();
    let all = sum(&a).min(sum(&b));
    let in_common: f64 = shared.iter().map(|hash| weight(*hash)).sum();
    shared.len() >= LEAST_ANCHORS && all > 0.0 && in_common >= SHARE * all
}

fn anchors(text: &Prepared, is_anchor: impl Fn(usize) -> bool) -> HashMap<u64, u32, Identity> {
    let mut anchors = HashMap::default();
    for (index, token) in text.tokens().iter().enumerate() {
        let long = token.end - token.start >= 2;
        if token.weight == 2 && long && !text.is_weightless(index) && is_anchor(index) {
            *anchors.entry(token.hash).or_default() += 1;
        }
    }
    anchors
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Chinese, Japanese, Korean, Thai, …
    Single,
    Latin,
    Other,
}

/// What tells the language of a text: its script and its most frequent words.
struct Profile {
    script: Script,
    frequent: Vec<u64>,
}

impl Profile {
    fn new(text: &Prepared) -> Self {
        let single = text
            .tokens()
            .iter()
            .filter(|token| token.weight == 1)
            .count();
        let latin = (0..text.len())
            .filter(|index| text.is_latin(*index))
            .count();
        let script = if 2 * single >= text.len() {
            Script::Single
        } else if 2 * latin >= text.len() - single {
            Script::Latin
        } else {
            Script::Other
        };
        let mut counts: HashMap<u64, u32, Identity> = HashMap::default();
        for (index, token) in text.tokens().iter().enumerate() {
            if !text.is_number(index) && !text.is_weightless(index) {
                *counts.entry(token.hash).or_default() += 1;
            }
        }
        let mut counts: Vec<(u64, u32)> = counts.into_iter().collect();
        counts.sort_unstable_by_key(|(hash, count)| (std::cmp::Reverse(*count), *hash));
        Self {
            script,
            frequent: counts
                .into_iter()
                .take(FREQUENT)
                .map(|(hash, _)| hash)
                .collect(),
        }
    }

    fn shared(&self, other: &Self) -> usize {
        self.frequent
            .iter()
            .filter(|hash| other.frequent.contains(hash))
            .count()
    }
}
