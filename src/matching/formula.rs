//! Whether what is verbatim of a reuse can be no formula: one run of the original's own words that is long enough, the
//! core; or a longer one that only single words are put into or taken out of.

use std::ops::Range;

use super::align::Aligned;
use super::params::Length;
use super::prepared::Prepared;

/// How many times as long a core must be in a text of a family, whose facts come from short lists. By hand.
const FAMILY: u32 = 2;
/// How many times as long it must be where all around it is a skeleton with other facts and a core of it has none. By
/// hand: what the law asks to be said in every advertisement for a job has up to 45 words.
const SKELETON: u32 = 4;
/// Places where one fact stands for another from which it is a skeleton where no fact of the original is kept. By hand:
/// a recipe has the heat of the oven and the time in it.
const ALL_FACTS: usize = 2;
/// Places where one fact stands for another from which two texts are filled into one skeleton. By hand.
const FACTS: usize = 3;
/// Share of all differences that are such places. By hand.
const FACTS_SHARE: f64 = 0.4;
/// Tokens of a fact: a name, a date, an amount; single characters of scripts without spaces. By hand.
const FACT: usize = 4;
/// See [`FACT`].
const FACT_HAN: usize = 8;
/// How many times as much may stand between two passages: several facts and the few words between them. By hand.
const APART: usize = 4;
/// How many times as long a core must be that single words are put into or taken out of. A copy that is numbered by the
/// line, timed like subtitles or has a word changed in every six goes on so over 104 words or more; where two texts are
/// filled into one skeleton, several words in a row differ or one fact stands for another, after 34 words at the latest.
const MENDED: u32 = 6;
/// Tokens that may be put in at one place of such a core: the times of a subtitle have nine. By hand.
const PUT_IN: usize = 12;
/// Share of an original that one run must hold to be a copy of the whole, whatever of it others share. By hand.
const WHOLE: f64 = 0.8;

/// The verbatim runs of a reuse.
#[derive(Debug)]
pub(super) struct Core<'a> {
    original: &'a Prepared,
    page: &'a Prepared,
    /// Tokens of the longest run of the original's own words.
    pub(super) longest_run: usize,
    /// Words and single characters of the heaviest run without turns of phrase that many works share.
    heaviest: (usize, usize),
    /// Names and numbers in that run.
    own_facts: usize,
    /// Words and single characters of the heaviest run, whatever of it others share, and its tokens.
    whole: ((usize, usize), usize),
    /// Words and single characters of all runs.
    all: (usize, usize),
    /// Words and single characters of the heaviest run that goes on over what is put in and over single lost words, and
    /// of the one at hand.
    mended: (usize, usize),
    mending: (usize, usize),
    /// Names and numbers of the original in all runs.
    kept_facts: usize,
    /// Places where both texts differ, and those of them where one fact stands for another.
    gaps: usize,
    facts: usize,
    /// Where the last passage ends on the page and in the original.
    end: (usize, usize),
}

impl<'a> Core<'a> {
    pub(super) fn new(original: &'a Prepared, page: &'a Prepared) -> Self {
        Self {
            original,
            page,
            longest_run: 0,
            heaviest: (0, 0),
            own_facts: 0,
            whole: ((0, 0), 0),
            all: (0, 0),
            mended: (0, 0),
            mending: (0, 0),
            kept_facts: 0,
            gaps: 0,
            facts: 0,
            end: (0, 0),
        }
    }

    /// Takes in a passage; they come in the order of the page.
    pub(super) fn add(&mut self, found: &Aligned) {
        let (page, original) = self.end;
        if page <= found.page.start && original <= found.original.start && page > 0 {
            let (page, original) = (page..found.page.start, original..found.original.start);
            self.add_gap(page, original, APART);
        } else {
            self.mending = (0, 0);
        }
        self.end = (found.page.end, found.original.end);
        self.add_pairs(&found.pairs);
        for run in &found.moved {
            let pairs: Vec<_> = run.page_range().zip(run.original_range()).collect();
            self.add_pairs(&pairs);
        }
        let mut last = None::<(usize, usize)>;
        for &(p, o) in &found.pairs {
            if let Some(last) = last {
                self.add_gap(last.0 + 1..p, last.1 + 1..o, 1);
            }
            last = Some((p, o));
            self.mend(p, o);
        }
    }

    /// Goes on with the run at hand.
    fn mend(&mut self, p: usize, o: usize) {
        let (original, page) = (self.original, self.page);
        if original.is_boilerplate(o) || original.is_phrase(o) {
            return;
        }
        self.mending = added(self.mending, page.evidence(p..p + 1));
        if weight(self.mending) > weight(self.mended) {
            self.mended = self.mending;
        }
    }

    fn add_pairs(&mut self, pairs: &[(usize, usize)]) {
        let (original, page) = (self.original, self.page);
        // A copied notice is no part of the text.
        let is_own = |p: usize, o: usize| !original.is_boilerplate(o) && !page.is_boilerplate(p);
        for (run, from) in runs(pairs, is_own) {
            self.longest_run = self.longest_run.max(run.len());
            let of_original = from..from + run.len();
            // What stands in everybody's turns of phrase says nothing of where the run comes from.
            let telling = run.zip(from..).filter(|(_, o)| !original.is_phrase(*o));
            let size = telling.fold((0, 0), |sum, (p, _)| added(sum, page.evidence(p..p + 1)));
            self.all = added(self.all, size);
            self.kept_facts += original.facts(of_original.clone());
            if weight(size) > weight(self.heaviest) {
                self.heaviest = size;
                self.own_facts = original.facts(of_original);
            }
        }
        let is_text = |p: usize, o: usize| is_own(p, o) || original.is_phrase(o);
        for (run, _) in runs(pairs, is_text) {
            let size = page.size(run.clone());
            if weight(size) > weight(self.whole.0) {
                self.whole = (size, run.len());
            }
        }
    }

    fn add_gap(&mut self, page: Range<usize>, original: Range<usize>, times: usize) {
        if page.is_empty() && original.is_empty() {
            return;
        }
        self.gaps += 1;
        let is_fact = |text: &Prepared, range: Range<usize>| {
            let (words, single) = text.size(range.clone());
            let is_short = words * FACT_HAN + single * FACT <= times * FACT * FACT_HAN;
            is_short
                && !range.is_empty()
                && (words == 0 && single > 1 || range.clone().any(|index| text.is_fact(index)))
        };
        if page.len() > PUT_IN || original.len() > 1 {
            self.mending = (0, 0);
        }
        let is_swap = is_fact(self.page, page) && is_fact(self.original, original);
        if is_swap {
            self.mending = (0, 0);
        }
        self.facts += usize::from(is_swap);
    }

    /// Whether one run is a core of this length.
    pub(super) fn is_reached(&self, core: Length) -> bool {
        let times = |by: u32| Length {
            words: core.words.saturating_mul(by),
            han: core.han.saturating_mul(by),
        };
        let reaches = |core: Length, size: (usize, usize)| core.is_reached(size.0, size.1);
        let is_whole = self.whole.1 as f64 >= WHOLE * self.original.len() as f64;
        if is_whole && reaches(times(FAMILY), self.whole.0) {
            return true;
        }
        let by = if self.is_skeleton(core) {
            let (words, single) = self.heaviest;
            let has_facts =
                !core.is_reached(words / (self.own_facts + 1), single / (self.own_facts + 1));
            if has_facts { FAMILY } else { SKELETON }
        } else if self.original.is_of_a_family() {
            FAMILY
        } else {
            1
        };
        reaches(self.original.least(times(by)), self.heaviest)
            || reaches(times(by.saturating_mul(MENDED)), self.mended)
    }

    /// Whether two texts are filled into one skeleton: what stands between the runs is one fact for another, and next to
    /// the longest run all others are short or no fact of the original is in any of them. Where many works are known their
    /// skeleton is masked; of one or two it shows in nothing else.
    fn is_skeleton(&self, core: Length) -> bool {
        let others = (
            self.all.0.saturating_sub(self.heaviest.0),
            self.all.1.saturating_sub(self.heaviest.1),
        );
        let between = self.gaps.max(1);
        let are_short = !core.is_reached(others.0 / between, others.1 / between);
        let is_filled_anew = self.kept_facts == 0 && self.facts >= ALL_FACTS;
        self.facts as f64 >= FACTS_SHARE * self.gaps as f64
            && (is_filled_anew || are_short && self.facts >= FACTS)
    }
}

fn added(one: (usize, usize), other: (usize, usize)) -> (usize, usize) {
    (one.0 + other.0, one.1 + other.1)
}

fn weight(size: (usize, usize)) -> usize {
    2 * size.0 + size.1
}

/// The runs of equal tokens on the page that count, with where they begin in the original.
fn runs(
    pairs: &[(usize, usize)],
    counts: impl Fn(usize, usize) -> bool,
) -> Vec<(Range<usize>, usize)> {
    let mut runs: Vec<(Range<usize>, usize)> = Vec::new();
    let mut expected = None;
    for &(p, o) in pairs {
        let is_counted = counts(p, o);
        match runs.last_mut() {
            Some((run, _)) if is_counted && expected == Some((p, o)) => run.end = p + 1,
            _ if is_counted => runs.push((p..p + 1, o)),
            _ => {}
        }
        expected = is_counted.then_some((p + 1, o + 1));
    }
    runs
}
