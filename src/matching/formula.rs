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
/// Words that are shared for each of them at most where no fact is kept, and characters. By hand: of 70 words of a recipe
/// two are numbers.
const A_FACT: Length = Length { words: 40, han: 80 };
/// Share of differing words below which a text is no skeleton but a copy with other numbers, and how many times as long
/// as a core it is then. By hand: of recipes and reports of the weather a tenth to a fifth differs.
const NEXT_TO_NOTHING: f64 = 0.05;
/// See [`NEXT_TO_NOTHING`].
const ALMOST_ALL: u32 = 6;
/// Words of the sentence beside a passage that are looked at, and how many of them both texts have where it is one
/// sentence with other facts. By hand.
const BESIDE: usize = 30;
/// See [`BESIDE`].
const SHARED: usize = 2;
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
    /// Whether only what stands beside the quotations that both texts have is looked at.
    is_beside: bool,
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
    /// Weight of the words in which both texts differ there.
    differing: usize,
    /// Where the first passage begins on the page and in the original, and where the last one ends.
    begin: Option<(usize, usize)>,
    end: (usize, usize),
}

impl<'a> Core<'a> {
    pub(super) fn new(original: &'a Prepared, page: &'a Prepared) -> Self {
        Self {
            original,
            page,
            is_beside: false,
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
            differing: 0,
            begin: None,
            end: (0, 0),
        }
    }

    /// As [`Core::new`], of what stands beside the quotations that both texts have.
    pub(super) fn beside(original: &'a Prepared, page: &'a Prepared) -> Self {
        Self {
            is_beside: true,
            ..Self::new(original, page)
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
        self.begin = self
            .begin
            .or(Some((found.page.start, found.original.start)));
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
        let is_in_both = self.is_beside && original.is_quoted(o) && page.is_quoted(p);
        if original.is_boilerplate(o) || original.is_phrase(o) || is_in_both {
            return;
        }
        self.mending = added(self.mending, page.evidence(p..p + 1));
        if weight(self.mending) > weight(self.mended) {
            self.mended = self.mending;
        }
    }

    fn add_pairs(&mut self, pairs: &[(usize, usize)]) {
        let (original, page, is_beside) = (self.original, self.page, self.is_beside);
        // A copied notice is no part of the text.
        let is_own = |p: usize, o: usize| {
            let in_both = original.is_quoted(o) && page.is_quoted(p);
            let is_boilerplate = original.is_boilerplate(o) || page.is_boilerplate(p);
            !(is_boilerplate || is_beside && in_both)
        };
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
        let is_text = |p: usize, o: usize| is_own(p, o) || !is_beside && original.is_phrase(o);
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
        let weighed = |text: &Prepared, range: &Range<usize>| weight(text.size(range.clone()));
        self.differing += weighed(self.page, &page).max(weighed(self.original, &original));
        let is_fact = |text: &Prepared, range: Range<usize>| {
            let (words, single) = text.size(range.clone());
            let is_short = words * FACT_HAN + single * FACT <= times * FACT * FACT_HAN;
            is_short
                && !range.is_empty()
                && (words == 0 && single > 1
                    || range
                        .clone()
                        .any(|index| text.is_fact(index) || text.has_digit(index)))
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

    /// Whether two texts are filled into one skeleton: what stands between the runs is one fact for another and next to
    /// the longest run all others are short, or no fact of the original is in any of them and others stand for some. Where many works are known their
    /// skeleton is masked; of one or two it shows in nothing else.
    fn is_skeleton(&self, core: Length) -> bool {
        let others = (
            self.all.0.saturating_sub(self.heaviest.0),
            self.all.1.saturating_sub(self.heaviest.1),
        );
        let between = self.gaps.max(1);
        let are_short = !core.is_reached(others.0 / between, others.1 / between);
        let almost_all = Length {
            words: core.words.saturating_mul(ALMOST_ALL),
            han: core.han.saturating_mul(ALMOST_ALL),
        };
        let differs_in_nothing =
            (self.differing as f64) < NEXT_TO_NOTHING * weight(self.all) as f64;
        if differs_in_nothing && self.gaps > 0 && almost_all.is_reached(self.all.0, self.all.1) {
            return false;
        }
        if self.kept_facts == 0 {
            let facts = (self.facts + self.facts_beside()).max(1);
            let is_dense = !A_FACT.is_reached(self.all.0 / facts, self.all.1 / facts);
            if is_dense && facts >= ALL_FACTS {
                return true;
            }
        }
        are_short && self.facts >= FACTS && self.facts as f64 >= FACTS_SHARE * self.gaps as f64
    }

    /// Facts that stand for others in the sentences before the first passage and behind the last one.
    fn facts_beside(&self) -> usize {
        let Some(begin) = self.begin else { return 0 };
        let before = (
            sentence_before(self.page, begin.0),
            sentence_before(self.original, begin.1),
        );
        let behind = (
            sentence_behind(self.page, self.end.0),
            sentence_behind(self.original, self.end.1),
        );
        let swapped = |(page, original): (Range<usize>, Range<usize>)| {
            let hashes = |text: &Prepared, range: &Range<usize>| -> Vec<u64> {
                range.clone().map(|index| text.hash(index)).collect()
            };
            let (here, there) = (hashes(self.page, &page), hashes(self.original, &original));
            if there.iter().filter(|hash| here.contains(hash)).count() < SHARED {
                return 0;
            }
            let own = |text: &Prepared, range: Range<usize>, others: &[u64]| {
                let is_own = |index: &usize| {
                    (text.is_fact(*index) || text.has_digit(*index))
                        && !others.contains(&text.hash(*index))
                };
                range.filter(is_own).count()
            };
            own(self.page, page, &there).min(own(self.original, original, &here))
        };
        swapped(before) + swapped(behind)
    }
}

/// The sentence that ends at a place, or what of one stands before it.
fn sentence_before(text: &Prepared, at: usize) -> Range<usize> {
    let least = at.saturating_sub(BESIDE);
    let start = (least..at.saturating_sub(1))
        .rev()
        .find(|index| text.ends_sentence(*index));
    start.map_or(least, |end| end + 1)..at
}

/// The sentence that begins at a place, or what of one stands behind it.
fn sentence_behind(text: &Prepared, at: usize) -> Range<usize> {
    let most = (at + BESIDE).min(text.len());
    let end = (at..most).find(|index| text.ends_sentence(*index));
    at..end.map_or(most, |end| end + 1)
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
