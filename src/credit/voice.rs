//! Whose words a credit line is made of: the reprinter's own, or the original's.

use std::collections::HashSet;
use std::ops::Range;

use crate::matching::{EditKind, Passage, PassageKind};
use crate::originals::Original;
use crate::text::plain_urls;
use crate::text::tokens;

/// Share of a line's tokens that must stand in the original, in runs, for the line to be copied. By hand, held against
/// labelled pages (`examples/credits.rs`).
const COPIED: f64 = 0.7;

/// The same for a line inside a passage, where the passage itself already speaks for copying. By hand, held against
/// labelled pages (`examples/credits.rs`).
const COPIED_INSIDE: f64 = 0.4;

/// Shorter lines ("By Jane Doe", "Source: example.org") are made of words that any text may hold: they are copied only
/// inside a passage. In units of weight: a word 2, a CJK character 1. By hand, held against labelled pages
/// (`examples/credits.rs`).
const SHORT: usize = 16;

/// The original's text as runs of tokens.
#[derive(Debug, Clone)]
pub(super) struct Runs {
    words: HashSet<u64>,
    characters: HashSet<u64>,
    /// The title: whoever credits the article writes it.
    title: Vec<u64>,
}

/// Runs are this long: words, CJK characters. By hand, held against labelled pages (`examples/credits.rs`).
const WORD_RUN: usize = 4;
const CHARACTER_RUN: usize = 8;

impl Runs {
    pub(super) fn of(original: &Original) -> Self {
        let mut runs = Self {
            words: HashSet::new(),
            characters: HashSet::new(),
            title: hashes_of(original.title.as_deref().unwrap_or_default()),
        };
        runs.add(&original.text);
        if let Some(notice) = &original.notice {
            runs.add(&notice.text);
        }
        runs
    }

    fn add(&mut self, text: &str) {
        let hashes = hashes_of(text);
        self.words.extend(hashes.windows(WORD_RUN).map(mix));
        self.characters
            .extend(hashes.windows(CHARACTER_RUN).map(mix));
    }

    /// The share of a line's tokens outside URLs that stand in runs of the original, and the line's weight.
    fn share(&self, line: &str) -> (f64, usize) {
        let list = tokens(line).list;
        let weight: usize = list.iter().map(|token| usize::from(token.weight)).sum();
        let characters = list.iter().filter(|token| token.weight == 1).count();
        let (run, known) = if characters * 2 > list.len() {
            (CHARACTER_RUN, &self.characters)
        } else {
            (WORD_RUN, &self.words)
        };
        let hashes: Vec<u64> = list.iter().map(|token| token.hash).collect();
        let mut covered = vec![false; hashes.len()];
        for (at, window) in hashes.windows(run).enumerate() {
            if known.contains(&mix(window)) {
                covered[at..at + run].fill(true);
            }
        }
        let mut titled = vec![false; hashes.len()];
        if !self.title.is_empty() {
            for (at, window) in hashes.windows(self.title.len()).enumerate() {
                if window == self.title {
                    titled[at..at + window.len()].fill(true);
                }
            }
        }
        if titled.iter().all(|titled| *titled) {
            return (0.0, weight);
        }
        // Whoever writes a credit writes the same address and the same title: only the words around them tell whose
        // words they are.
        let urls = plain_urls(line);
        let mut words: Vec<bool> = list
            .iter()
            .zip(covered.iter().zip(&titled))
            .filter(|(token, (_, titled))| {
                !**titled
                    && !urls
                        .iter()
                        .any(|(url, _)| url.contains(&token.range().start))
            })
            .map(|(_, (covered, _))| *covered)
            .collect();
        if words.is_empty() {
            words = covered;
        }
        let taken = words.iter().filter(|covered| **covered).count();
        (taken as f64 / words.len().max(1) as f64, weight)
    }

    /// Whether a line of the page was carried along with the original's text. `at` is its range in the page's text.
    pub(super) fn copied(
        &self,
        line: &str,
        at: Option<&Range<usize>>,
        passages: &[Passage],
    ) -> bool {
        let (share, weight) = self.share(line);
        let inside = at.is_some_and(|at| stands_inside(at, passages));
        if inside {
            share >= COPIED_INSIDE || weight < SHORT && share > 0.0
        } else {
            share >= COPIED && weight >= SHORT
        }
    }
}

/// The stretches of a page that were copied, in order: the passages without what was put into them.
pub(super) fn copied_stretches(passages: &[Passage]) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let exact = passages
        .iter()
        .filter(|passage| passage.kind != PassageKind::Reworded);
    for passage in exact {
        let mut from = passage.page.start;
        let added = passage.edits.iter().filter(|edit| is_added(edit.kind));
        for edit in added {
            if edit.page.start > from {
                stretches.push(from..edit.page.start);
            }
            from = from.max(edit.page.end);
        }
        if from < passage.page.end {
            stretches.push(from..passage.page.end);
        }
    }
    stretches.sort_unstable_by_key(|stretch| (stretch.start, stretch.end));
    // Passages of several places of the original may lie across one another.
    stretches.dedup_by(|next, kept| {
        let joins = next.start <= kept.end;
        if joins {
            kept.end = kept.end.max(next.end);
        }
        joins
    });
    stretches
}

fn is_added(kind: EditKind) -> bool {
    matches!(kind, EditKind::Inserted | EditKind::Replaced)
}

/// Whether at least half of a range lies in passages, apart from what the passages say was inserted.
fn stands_inside(at: &Range<usize>, passages: &[Passage]) -> bool {
    let mut inside = 0;
    for passage in passages {
        let shared = overlap(at, &passage.page);
        if shared == 0 {
            continue;
        }
        let inserted: usize = passage
            .edits
            .iter()
            .filter(|edit| is_added(edit.kind))
            .map(|edit| overlap(at, &edit.page))
            .sum();
        inside += shared.saturating_sub(inserted);
    }
    inside * 2 > at.len()
}

pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn hashes_of(text: &str) -> Vec<u64> {
    tokens(text).list.iter().map(|token| token.hash).collect()
}

fn mix(window: &[u64]) -> u64 {
    window.iter().fold(0xcbf2_9ce4_8422_2325, |hash, token| {
        (hash.rotate_left(23) ^ token).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credit::fixture;

    const NOTICE: &str = "Original article, Author: Tobias. If you wish to reprint this article, please indicate the \
        source:https://aicnbc.com/13219.html";

    #[test]
    fn a_notice_carried_along_is_copied_and_an_own_line_is_not() {
        let text = format!("Some text about memory chips.\n{NOTICE}");
        let runs = Runs::of(&fixture::original("https://aicnbc.com/13219.html", &text));
        assert!(runs.copied(NOTICE, None, &[]));
        assert!(runs.copied(
            "Original article, author: Tobias. If you wish to reprint this article, please indicate the source: https://x.example/1",
            None,
            &[]
        ));
        assert!(!runs.copied("Source: https://aicnbc.com/13219.html", None, &[]));
        assert!(!runs.copied(
            "This article was first published by Tobias on aicnbc.com",
            None,
            &[]
        ));
    }

    #[test]
    fn an_address_that_the_notice_holds_too_makes_no_line_copied() {
        let url = "https://northlight.example/stories/forty-days-of-ice";
        let notice = format!(
            "Original article, Author: Halvard Brekke. If you reprint it, please indicate the source: {url}"
        );
        let runs = Runs::of(&fixture::original(url, &notice));
        assert!(runs.copied(&notice, None, &[]));
        for own in ["Originally published at", "Author: Halvard Brekke. Source:"] {
            assert!(!runs.copied(&format!("{own} {url}"), None, &[]), "{own}");
        }
    }
}
