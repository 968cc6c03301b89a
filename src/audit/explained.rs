//! Each copied stretch of a page is accused at most once: text that is covered by the copy of another known original
//! owes nothing more, as long as that copy is judged.

use std::cmp::Reverse;
use std::ops::Range;

use super::judging::Standing;
use super::outcome::Match;
use super::works::Works;
use crate::finding::{Severity, Verdict};
use crate::matching::{Class, EditKind, Length, PassageKind, Reuse};
use crate::page::Page;
use crate::text::{counted, tokens};

/// Share of a match without a core that must lie in another one for it to say nothing new. By hand.
const SHADOWED: f64 = 0.5;

/// One reuse for each work, that of the original of which most is reproduced; of formulas that lie in the same place
/// (reports of one skeleton) the first. `found` stands most reproduced first.
pub(super) fn one_a_work(found: Vec<(usize, Reuse)>, works: &Works) -> Vec<(usize, Reuse)> {
    let mut kept: Vec<(usize, Reuse)> = Vec::new();
    for (index, reuse) in found {
        let work = works.manifestations(index).first();
        let is_known = kept
            .iter()
            .any(|(other, _)| works.manifestations(*other).first() == work);
        let is_shadowed = || {
            let own: usize = reuse
                .passages
                .iter()
                .map(|passage| passage.page.len())
                .sum();
            kept.iter().any(|(_, other)| {
                let shared: usize = reuse
                    .passages
                    .iter()
                    .map(|passage| {
                        let places = other.passages.iter();
                        places
                            .map(|place| overlap(&place.page, &passage.page))
                            .sum::<usize>()
                    })
                    .sum();
                shared as f64 >= SHADOWED * own as f64
            })
        };
        // A page is one report of its family, not several.
        let is_formula = |one: &Reuse| !one.has_core && one.class >= Class::Excerpt;
        let is_second = || {
            let others = || kept.iter().filter(|(_, other)| !other.has_core);
            others().any(|(_, other)| is_formula(&reuse) || is_formula(other))
        };
        if !is_known && (reuse.has_core || !(is_shadowed() || is_second())) {
            kept.push((index, reuse));
        }
    }
    kept
}

/// Takes back what is asked for stretches that another match answers for. Matches of the page's own text come first,
/// then those that are credited, then the larger ones; a match is judged for what none before it covers. `excerpt` is
/// the length from which a stretch counts, by the number of the match.
pub(super) fn settle(
    page: &Page,
    matches: &mut [(Match, Standing)],
    excerpt: impl Fn(usize) -> Length,
) {
    let mut order: Vec<(usize, Vec<Range<usize>>)> = matches
        .iter()
        .enumerate()
        .filter(|(_, (_, standing))| *standing < Standing::Little)
        .map(|(number, (found, _))| (number, reproduced(&found.reuse)))
        .collect();
    order.sort_by_key(|(number, taken)| {
        let (rank, share) = matches
            .get(*number)
            .map_or((u8::MAX, 0), |(found, standing)| {
                (
                    rank(*standing, found.verdict),
                    (found.reuse.original_share * 1000.0) as u32,
                )
            });
        let size: usize = taken.iter().map(Range::len).sum();
        (rank, Reverse(size), Reverse(share), *number)
    });
    let mut answered: Vec<(usize, Vec<Range<usize>>)> = Vec::new();
    for (number, taken) in order {
        let Some((found, standing)) = matches.get(number) else {
            continue;
        };
        let passages = found
            .reuse
            .passages
            .iter()
            .map(|passage| passage.page.clone());
        let covered = answered
            .iter()
            .flat_map(|(_, taken)| taken.iter().cloned())
            .collect();
        let left = without(passages, joined(covered));
        let is_left = left.iter().any(|range| {
            let text = page.text.get(range.clone()).unwrap_or_default();
            let (words, single) = counted(&tokens(text).list);
            excerpt(number).is_reached(words, single)
        });
        let larger = answered
            .iter()
            .map(|(other, theirs)| (overlaps(theirs, &taken), *other))
            .max_by_key(|(shared, other)| (*shared, Reverse(*other)))
            .filter(|(shared, _)| *shared > 0)
            .map(|(_, other)| other);
        let asks = found
            .findings
            .iter()
            .any(|one| one.finding.severity > Severity::Note);
        match larger {
            Some(larger) if !is_left && *standing == Standing::Judged && asks => {
                let larger = matches.get(larger).map(|(found, _)| name(found));
                if let Some((found, _)) = matches.get_mut(number) {
                    found.findings.clear();
                    found.reason = None;
                    found.verdict = Some(Verdict::Exempt);
                    found.exempt = larger.map(|larger| {
                        format!(
                            "the same words stand in {larger}, whose copy on this page is judged"
                        )
                    });
                }
            }
            _ => answered.push((number, taken)),
        }
    }
}

fn rank(standing: Standing, verdict: Option<Verdict>) -> u8 {
    match (standing, verdict) {
        (Standing::Own, _) => 0,
        (_, Some(Verdict::Credited)) => 1,
        (_, Some(Verdict::NotCredited)) => 2,
        _ => 3,
    }
}

fn name(found: &Match) -> String {
    let url = found.original.url.clone();
    url.unwrap_or_else(|| found.original.location.clone())
}

/// The stretches of the page that hold the original's own words: passages without what was inserted or put in the place
/// of other words. Ordered and disjoint.
fn reproduced(reuse: &Reuse) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for passage in &reuse.passages {
        if passage.kind == PassageKind::Reworded {
            continue;
        }
        let mut start = passage.page.start;
        for edit in &passage.edits {
            if matches!(
                edit.kind,
                EditKind::Inserted | EditKind::Replaced | EditKind::Furniture
            ) {
                ranges.push(start..edit.page.start);
                start = start.max(edit.page.end);
            }
        }
        ranges.push(start..passage.page.end);
    }
    ranges.retain(|range| range.start < range.end);
    ranges
}

/// Ranges in order, those that touch as one.
pub(super) fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// What is left of ranges where others, ordered and disjoint, are taken out.
fn without(
    ranges: impl Iterator<Item = Range<usize>>,
    others: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let mut left = Vec::new();
    for range in ranges {
        let mut start = range.start;
        let first = others.partition_point(|other| other.end <= range.start);
        for other in others
            .iter()
            .skip(first)
            .take_while(|other| other.start < range.end)
        {
            if start < other.start {
                left.push(start..other.start);
            }
            start = start.max(other.end);
        }
        if start < range.end {
            left.push(start..range.end);
        }
    }
    left
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end
        .min(other.end)
        .saturating_sub(one.start.max(other.start))
}

/// Bytes that two lists of ranges, each ordered and disjoint, share.
fn overlaps(one: &[Range<usize>], other: &[Range<usize>]) -> usize {
    let (mut at, mut sum) = (0, 0);
    for range in other {
        while one.get(at).is_some_and(|place| place.end <= range.start) {
            at += 1;
        }
        let places = one.iter().skip(at);
        sum += places
            .take_while(|place| place.start < range.end)
            .map(|place| overlap(place, range))
            .sum::<usize>();
    }
    sum
}
