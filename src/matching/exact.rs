//! Exact runs: the maximal stretches that both texts share, and which of them explain what.

use std::ops::Range;

use super::prepared::Prepared;

/// Places of one seed in the original that are looked at. Ordinary texts have a handful of a seed; beyond this the text
/// repeats itself and more places add nothing but time. By hand.
const PLACES: usize = 48;
/// Steps of comparing tokens that one pair of texts may take, a token of either text. An ordinary pair takes one or
/// two. By hand.
const STEPS_PER_TOKEN: usize = 48;
/// Weight from which a run or a chain of runs is reported even if its source is explained already: the page repeats the
/// original. By hand, held against the sets of `examples/eval`.
const REPEAT_WEIGHT: usize = 50;
/// Gap in tokens between neighbouring runs of one chain, and how much wider it may be in one text than in the other. By
/// hand, held against the sets of `examples/eval`.
const CHAIN_GAP: usize = 30;
const CHAIN_SLACK: usize = 8;

/// A run of equal tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) page: usize,
    pub(super) original: usize,
    pub(super) len: usize,
}

impl Run {
    pub(super) fn page_range(self) -> Range<usize> {
        self.page..self.page + self.len
    }

    pub(super) fn original_range(self) -> Range<usize> {
        self.original..self.original + self.len
    }
}

/// The runs that explain the page, disjoint on it and in its order; and whether a bound was hit.
pub(super) fn runs(original: &Prepared, page: &Prepared) -> (Vec<Run>, bool) {
    let (runs, bounded) = maximal(original, page);
    (dominant(original, page, runs), bounded)
}

/// Runs of a seed or more that cannot be extended, except those inside a longer one found before.
fn maximal(original: &Prepared, page: &Prepared) -> (Vec<Run>, bool) {
    let table = original.grams();
    let mut steps = STEPS_PER_TOKEN * (original.len() + page.len());
    let mut bounded = false;
    let mut runs: Vec<Run> = Vec::new();
    // Where the last run of every diagonal ended, so that a run is found once.
    let mut ends = vec![0u32; original.len() + page.len()];
    // The run that reaches farthest on the page.
    let mut farthest = 0;
    for at in 0..page.len() {
        let Some((hash, len)) = page.seed(at) else {
            continue;
        };
        let (positions, cut) = table.positions(hash, PLACES);
        bounded |= cut;
        for from in positions {
            let diagonal = at + original.len() - 1 - from;
            if ends[diagonal] as usize > at {
                continue;
            }
            // A run that does not get past the farthest one explains nothing new.
            if at + len <= farthest
                && original
                    .tokens()
                    .get(from + farthest - at)
                    .map(|token| token.hash)
                    != page.tokens().get(farthest).map(|token| token.hash)
            {
                continue;
            }
            if steps == 0 {
                return (runs, true);
            }
            let run = extend(original, page, at, from, &mut steps);
            if run.len < len {
                continue;
            }
            let end = run.page + run.len;
            ends[diagonal] = end as u32;
            if end > farthest {
                farthest = end;
                runs.push(run);
            }
        }
    }
    (runs, bounded)
}

fn extend(original: &Prepared, page: &Prepared, at: usize, from: usize, steps: &mut usize) -> Run {
    let (pages, originals) = (page.tokens(), original.tokens());
    let after = pages[at..]
        .iter()
        .zip(&originals[from..])
        .take(*steps)
        .take_while(|(a, b)| a.hash == b.hash)
        .count();
    let before = pages[..at]
        .iter()
        .rev()
        .zip(originals[..from].iter().rev())
        .take(*steps)
        .take_while(|(a, b)| a.hash == b.hash)
        .count();
    *steps = steps.saturating_sub(after + before + 1);
    Run {
        page: at - before,
        original: from - before,
        len: before + after,
    }
}

/// The heaviest runs first; a run survives only with half of its tokens not yet explained, on the page and in the
/// original, and is cut to what it explains on the page. What repeats a source that is explained already survives if
/// it is long enough.
fn dominant(original: &Prepared, page: &Prepared, mut runs: Vec<Run>) -> Vec<Run> {
    let weight = |run: &Run| page.weight(run.page_range());
    runs.sort_by_cached_key(|run| (std::cmp::Reverse(weight(run)), run.page, run.original));
    let mut on_page = vec![false; page.len()];
    let mut in_original = vec![false; original.len()];
    let free =
        |taken: &[bool], range: Range<usize>| taken[range].iter().filter(|taken| !**taken).count();
    let mut kept = Vec::new();
    let mut repeats = Vec::new();
    for run in runs {
        if 2 * free(&on_page, run.page_range()) < run.len {
            continue;
        }
        if weight(&run) < REPEAT_WEIGHT && 2 * free(&in_original, run.original_range()) < run.len {
            repeats.push(run);
            continue;
        }
        let Some(run) = trim(run, &on_page) else {
            continue;
        };
        on_page[run.page_range()].fill(true);
        in_original[run.original_range()].fill(true);
        kept.push(run);
    }
    repeats.retain_mut(|run| {
        let fits = 2 * free(&on_page, run.page_range()) >= run.len;
        let Some(part) = trim(*run, &on_page).filter(|_| fits) else {
            return false;
        };
        on_page[part.page_range()].fill(true);
        *run = part;
        true
    });
    kept.extend(repeated(page, &kept, repeats));
    kept.sort_by_key(|run| (run.page, run.original));
    kept
}

/// Of runs whose source is explained already, those that go on in order with their neighbours for long enough: the page
/// holds a second copy, edited so that no single run is long.
fn repeated(page: &Prepared, kept: &[Run], repeats: Vec<Run>) -> Vec<Run> {
    if repeats.is_empty() {
        return repeats;
    }
    let mut all: Vec<(Run, bool)> = kept.iter().map(|run| (*run, false)).collect();
    all.extend(repeats.into_iter().map(|run| (run, true)));
    all.sort_unstable_by_key(|(run, _)| (run.page, run.original));
    let mut accepted = Vec::new();
    let mut open: Vec<Chain> = Vec::new();
    for (run, repeats) in all {
        let (near, far): (Vec<Chain>, Vec<Chain>) = open
            .into_iter()
            .partition(|chain| run.page <= chain.last.page + chain.last.len + CHAIN_GAP);
        far.into_iter().for_each(|chain| chain.close(&mut accepted));
        open = near;
        let weight = page.weight(run.page_range());
        match open.iter_mut().rev().find(|chain| chain.goes_on_with(run)) {
            Some(chain) => chain.add(run, weight, repeats),
            None => {
                let mut chain = Chain {
                    last: run,
                    weight: 0,
                    repeats: Vec::new(),
                };
                chain.add(run, weight, repeats);
                open.push(chain);
            }
        }
    }
    open.into_iter()
        .for_each(|chain| chain.close(&mut accepted));
    accepted
}

/// Runs that follow one another closely in both texts.
struct Chain {
    last: Run,
    weight: usize,
    repeats: Vec<Run>,
}

impl Chain {
    fn goes_on_with(&self, run: Run) -> bool {
        let (page, original) = (
            self.last.page + self.last.len,
            self.last.original + self.last.len,
        );
        run.original >= original
            && run.original - original <= CHAIN_GAP
            && (run.original - original).abs_diff(run.page.saturating_sub(page)) <= CHAIN_SLACK
    }

    fn add(&mut self, run: Run, weight: usize, repeats: bool) {
        self.last = run;
        self.weight += weight;
        if repeats {
            self.repeats.push(run);
        }
    }

    fn close(self, accepted: &mut Vec<Run>) {
        if self.weight >= REPEAT_WEIGHT {
            accepted.extend(self.repeats);
        }
    }
}

/// The longest part of a run that is free on the page.
fn trim(run: Run, taken: &[bool]) -> Option<Run> {
    let mut best = 0..0;
    let mut start = None;
    for (offset, taken) in taken[run.page_range()].iter().chain([&true]).enumerate() {
        if !taken {
            start.get_or_insert(offset);
        } else if let Some(start) = start.take()
            && offset - start > best.len()
        {
            best = start..offset;
        }
    }
    (!best.is_empty()).then(|| Run {
        page: run.page + best.start,
        original: run.original + best.start,
        len: best.len(),
    })
}
