//! Finding a template: anchor on its longest literal, then fit the others around it.
//!
//! The work is bounded: the anchor is sought by substring search, at most [`MAX_ANCHORS`] places are tried, and every
//! other literal only in the stretch that its placeholders may span.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;

use super::capture::{self, Gap};
use super::haystack::Haystack;
use super::parse::weight;
use super::{
    FUZZY_LETTERS, Form, LinkSpan, Literal, Part, Placeholder, TYPO_SIMILARITY, TemplateMatch,
};

/// Most places of the anchor that are tried. By hand.
const MAX_ANCHORS: usize = 128;
/// Longest literal that is compared with slips, in letters: the comparison costs its square. By hand.
const MAX_FUZZY: usize = 400;

/// Most wordings of a literal in which slips are looked for: with many of them one fits by itself. By hand.
const MAX_FUZZY_FORMS: usize = 8;

/// Where a literal stands: letter numbers, and whether without slips.
#[derive(Debug, Clone)]
struct Spot {
    letters: Range<usize>,
    exact: bool,
}

pub(super) fn find(
    parts: &[Part],
    text: &Haystack<'_>,
    links: &[LinkSpan<'_>],
    slips: bool,
) -> Option<TemplateMatch> {
    let anchor = anchor(parts)?;
    let mut with_slips = None;
    for spot in anchor_spots(literal(parts, anchor)?, text, slips) {
        if let Some(found) = fit(parts, anchor, spot, text, links) {
            if found.exact {
                return Some(found);
            }
            with_slips.get_or_insert(found);
        }
    }
    with_slips
}

/// The literal that is sought first.
pub(super) fn anchor_literal(parts: &[Part]) -> Option<&Literal> {
    literal(parts, anchor(parts)?)
}

fn literal(parts: &[Part], index: usize) -> Option<&Literal> {
    match parts.get(index) {
        Some(Part::Literal(literal)) => Some(literal),
        _ => None,
    }
}

/// Index of the literal with the most letters: the rarest, for all we know without statistics.
fn anchor(parts: &[Part]) -> Option<usize> {
    (0..parts.len())
        .filter_map(|index| {
            let total = literal(parts, index)?.least_weight;
            (total > 0).then_some((total, index))
        })
        // The first of equals.
        .max_by_key(|(total, index)| (*total, std::cmp::Reverse(*index)))
        .map(|(_, index)| index)
}

fn anchor_spots(literal: &Literal, text: &Haystack<'_>, slips: bool) -> Vec<Spot> {
    let mut spots = exact_spots(literal, text, 0..text.len(), MAX_ANCHORS);
    if spots.is_empty() && slips {
        spots.extend(fuzzy_spot(literal, text, 0..text.len(), false));
    }
    spots
}

/// Places where all letters of one wording of the literal stand, at word boundaries, in the order of the text; at one
/// place the longest wording.
fn exact_spots(
    literal: &Literal,
    text: &Haystack<'_>,
    within: Range<usize>,
    limit: usize,
) -> Vec<Spot> {
    let hay = text.letters(within.clone());
    let mut places: Vec<Range<usize>> = Vec::new();
    let forms = literal.forms.iter();
    for form in forms.filter(|form| text.may_hold(&form.letters, 0)) {
        let found = memmem::find_iter(hay.as_bytes(), form.text.as_bytes())
            // A hostile text may repeat the letters inside longer words without end.
            .take(limit * 8)
            .map(|at| {
                let start = text.letter_at(within.start, at);
                start..start + form.letters.len()
            })
            .filter(|range| {
                text.boundary(range.start)
                    && text.boundary(range.end)
                    && mark_fits(form, text, range)
            })
            .take(limit);
        places.extend(found);
    }
    if literal.forms.len() > 1 {
        places.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        places.dedup_by_key(|range| range.start);
        places.truncate(limit);
    }
    let spot = |letters| Spot {
        letters,
        exact: true,
    };
    places.into_iter().map(spot).collect()
}

/// Whether the colon of a label is there: some punctuation or a line break right after the letters.
fn mark_fits(form: &Form, text: &Haystack<'_>, range: &Range<usize>) -> bool {
    if !form.needs_mark {
        return true;
    }
    let end = text.raw_range(range.clone()).end;
    let rest = text.raw().get(end..).unwrap_or_default();
    rest.chars()
        .take_while(|c| !c.is_alphanumeric())
        .any(|c| c == '\n' || (!c.is_whitespace() && c != '_' && c != '*'))
}

/// The best place where the literal stands with slips, if any reaches [`TYPO_SIMILARITY`].
///
/// A literal of `n` letters with at most `k` slips contains, cut into `k + 2` pieces, two pieces without slips, moved by
/// at most `k` letters against each other: only around the places of two such pieces is it compared.
fn fuzzy_spot(
    literal: &Literal,
    text: &Haystack<'_>,
    within: Range<usize>,
    last: bool,
) -> Option<Spot> {
    if literal.forms.len() > MAX_FUZZY_FORMS {
        return None;
    }
    let forms = literal.forms.iter();
    let spots = forms.filter_map(|form| fuzzy_form(form, text, within.clone(), last));
    if last {
        spots.max_by_key(|spot| spot.letters.end)
    } else {
        spots.min_by_key(|spot| spot.letters.start)
    }
}

fn fuzzy_form(
    literal: &Form,
    text: &Haystack<'_>,
    within: Range<usize>,
    last: bool,
) -> Option<Spot> {
    let n = literal.letters.len();
    let total: usize = literal.letters.iter().map(|c| weight(*c)).sum();
    if total < FUZZY_LETTERS || n > MAX_FUZZY || literal.needs_mark {
        return None;
    }
    let slips = ((1.0 - TYPO_SIMILARITY) * n as f64).floor() as usize;
    // What is that similar may be longer than the literal, which allows a slip more.
    if slips == 0 || !text.may_hold_with_slips(&literal.letters, slips + 1) {
        return None;
    }
    let pieces = slips + 2;
    let piece = (n / pieces).max(1);
    let hay = text.letters(within.clone());
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for (index, letters) in literal.letters.chunks_exact(piece).take(pieces).enumerate() {
        let needle: String = letters.iter().collect();
        starts.extend(
            memmem::find_iter(hay.as_bytes(), needle.as_bytes())
                .take(MAX_ANCHORS)
                .map(|at| {
                    let found = text.letter_at(within.start, at);
                    let start = found.saturating_sub(index * piece);
                    (start.max(within.start), index)
                }),
        );
    }
    starts.sort_unstable();
    let mut starts = agreed(&starts, slips);
    // Starts within the tolerated slips of each other are one place.
    starts.dedup_by(|later, kept| *later - *kept <= slips);
    if last {
        starts.reverse();
    }
    starts
        .into_iter()
        .take(MAX_ANCHORS)
        .find_map(|start| fuzzy_at(literal, text, start, slips, &within))
}

/// The places at which two different pieces agree that the literal starts, within the tolerated slips. `starts` are
/// sorted, each with the number of its piece.
fn agreed(starts: &[(usize, usize)], slips: usize) -> Vec<usize> {
    let seconded = |start: &&(usize, usize)| {
        let from = starts.partition_point(|other| other.0 + slips < start.0);
        let near = starts.iter().skip(from);
        let mut near = near.take_while(|other| other.0 <= start.0 + slips);
        near.any(|other| other.1 != start.1)
    };
    starts
        .iter()
        .filter(seconded)
        .map(|start| start.0)
        .collect()
}

/// Compares the literal with the letters around a place and gives the stretch that is most like it.
fn fuzzy_at(
    literal: &Form,
    text: &Haystack<'_>,
    start: usize,
    slips: usize,
    within: &Range<usize>,
) -> Option<Spot> {
    let from = start.saturating_sub(slips).max(within.start);
    let to = (start + literal.letters.len() + 2 * slips).min(within.end);
    let window: Vec<char> = text.letters(from..to).chars().collect();
    let (range, _) = best_stretch(&literal.letters, &window);
    let letters = from + range.start..from + range.end;
    let found = text.letters(letters.clone());
    let similar = strsim::normalized_levenshtein(&literal.text, found) >= TYPO_SIMILARITY;
    (similar && text.boundary(letters.start) && text.boundary(letters.end)).then_some(Spot {
        letters,
        exact: false,
    })
}

/// The stretch of `window` with the smallest edit distance to `pattern` (Sellers), and that distance.
fn best_stretch(pattern: &[char], window: &[char]) -> (Range<usize>, usize) {
    // Each cell: distance, and where the stretch that ends here began.
    let mut column: Vec<(usize, usize)> = (0..=pattern.len()).map(|row| (row, 0)).collect();
    let mut best = (0..0, pattern.len());
    for (index, letter) in window.iter().enumerate() {
        let mut diagonal = column[0];
        column[0] = (0, index + 1);
        for row in 1..=pattern.len() {
            let replaced = diagonal.0 + usize::from(pattern[row - 1] != *letter);
            let cell = [
                (replaced, diagonal.1),
                (column[row - 1].0 + 1, column[row - 1].1),
                (column[row].0 + 1, column[row].1),
            ]
            .into_iter()
            .min_by_key(|(distance, _)| *distance)
            .unwrap_or_default();
            diagonal = column[row];
            column[row] = cell;
        }
        let (distance, begin) = column[pattern.len()];
        if distance < best.1 {
            best = (begin..index + 1, distance);
        }
    }
    best
}

/// Fits all literals around the anchor and captures what lies between them.
fn fit(
    parts: &[Part],
    anchor: usize,
    at: Spot,
    text: &Haystack<'_>,
    links: &[LinkSpan<'_>],
) -> Option<TemplateMatch> {
    let mut spots: BTreeMap<usize, Spot> = BTreeMap::new();
    let lettered = |index: &usize| literal(parts, *index).is_some_and(Literal::has_letters);
    let mut end = at.letters.end;
    let mut start = at.letters.start;
    let mut exact = at.exact;
    spots.insert(anchor, at);
    let mut last = anchor;
    for index in (anchor + 1..parts.len()).filter(lettered) {
        let reach = reach(&parts[last + 1..index]);
        let within = end..(end + reach).min(text.len());
        let spot = near_spot(literal(parts, index)?, text, within, false)?;
        end = spot.letters.end;
        exact &= spot.exact;
        spots.insert(index, spot);
        last = index;
    }
    let mut first = anchor;
    for index in (0..anchor).rev().filter(lettered) {
        let reach = reach(&parts[index + 1..first]);
        let within = start.saturating_sub(reach)..start;
        let spot = near_spot(literal(parts, index)?, text, within, true)?;
        start = spot.letters.start;
        exact &= spot.exact;
        spots.insert(index, spot);
        first = index;
    }

    let mut fields = BTreeMap::new();
    let mut range = text.raw_range(start..end);
    let mut before: Option<usize> = None;
    for (index, spot) in &spots {
        let here = text.raw_range(spot.letters.clone());
        let from = before.map_or(0, |before| {
            spots
                .get(&before)
                .map_or(0, |spot| text.raw_range(spot.letters.clone()).end)
        });
        let between = &parts[before.map_or(0, |before| before + 1)..*index];
        let runs_in = text
            .raw()
            .get(..here.start)
            .and_then(|before| before.chars().next_back())
            .is_some_and(char::is_alphanumeric);
        if runs_in && !between.is_empty() && literal(parts, *index)?.opens_with_mark {
            return None;
        }
        let gap = Gap {
            parts: between,
            range: from..here.start,
            open_start: before.is_none(),
            open_end: false,
        };
        let taken = capture::take(&gap, text.raw(), links, &mut fields)?;
        range.start = range.start.min(taken.start);
        before = Some(*index);
    }
    let gap = Gap {
        parts: &parts[last + 1..],
        range: range.end..text.raw().len(),
        open_start: false,
        open_end: true,
    };
    let taken = capture::take(&gap, text.raw(), links, &mut fields)?;
    range.end = range.end.max(taken.end);
    Some(TemplateMatch {
        range,
        fields,
        exact,
    })
}

/// The nearest place of a literal: the first one, or the last one when searching backwards.
fn near_spot(
    literal: &Literal,
    text: &Haystack<'_>,
    within: Range<usize>,
    backwards: bool,
) -> Option<Spot> {
    let spots = exact_spots(literal, text, within.clone(), MAX_ANCHORS);
    let spot = if backwards {
        // Of wordings that end at one place the longest.
        spots
            .into_iter()
            .max_by_key(|spot| (spot.letters.end, std::cmp::Reverse(spot.letters.start)))
    } else {
        spots.into_iter().next()
    };
    spot.or_else(|| fuzzy_spot(literal, text, within, backwards))
}

/// Letters that may lie between two literals, the second one included.
fn reach(parts: &[Part]) -> usize {
    parts
        .iter()
        .map(|part| match part {
            Part::Field(Placeholder::Url) => 2_100,
            Part::Field(field) => capture::max_chars(*field),
            Part::Skip => super::SKIP_LETTERS,
            Part::Literal(_) => 0,
        })
        .sum::<usize>()
        + MAX_FUZZY
}
