//! Where the passages lie: the original above, the page below, joined by ribbons.

use std::fmt::Write as _;
use std::ops::Range;

use super::parts::thousandth;
use super::words::Words;
use crate::audit::{Match, Texts};

/// So many ribbons are drawn; more would only make a grey surface. By hand.
const MOST: usize = 300;
/// Colours that passages take in turn. By hand.
pub(super) const COLOURS: usize = 6;
/// The least width of a passage, in thousandths of the drawing. By hand.
const THIN: f64 = 3.0;

/// The map of a match.
pub(super) fn ribbons(number: usize, found: &Match, texts: &Texts, words: &Words) -> String {
    let passages = &found.reuse.passages;
    let mut drawing = format!(
        "<svg class=\"map\" viewBox=\"0 0 1000 96\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">\
         <rect class=\"strip\" x=\"0\" y=\"4\" width=\"1000\" height=\"12\"/>\
         <rect class=\"strip\" x=\"0\" y=\"80\" width=\"1000\" height=\"12\"/>",
        words.count("map", passages.len())
    );
    for (index, passage) in passages.iter().enumerate().take(MOST) {
        let (a, b) = span(&passage.original, texts.original.len);
        let (c, d) = span(&passage.page, texts.page.len);
        let colour = index % COLOURS;
        let _ = write!(
            drawing,
            "<g class=\"c{colour}\" data-go=\"m{number}:{0}\"><title>{3}</title>\
             <path class=\"ribbon\" d=\"M{a} 16C{a} 48 {c} 48 {c} 80H{d}C{d} 48 {b} 48 {b} 16Z\"/>\
             <rect x=\"{a}\" y=\"4\" width=\"{1:.1}\" height=\"12\"/>\
             <rect x=\"{c}\" y=\"80\" width=\"{2:.1}\" height=\"12\"/></g>",
            index + 1,
            b - a,
            d - c,
            words.count("passage", index + 1),
        );
    }
    for range in texts.credits.iter().flatten() {
        let (start, end) = span(range, texts.page.len);
        let _ = write!(
            drawing,
            "<rect class=\"at-credit\" x=\"{start}\" y=\"76\" width=\"{:.1}\" height=\"20\"><title>{}</title></rect>",
            end - start,
            words.say("credit")
        );
    }
    drawing.push_str("</svg>\n");
    drawing
}

/// Which parts of an original a page reproduces, as one bar, and how much of the bar that is: 0 to 1.
pub(super) fn cover(found: &Match) -> (String, f64) {
    let mut drawing = String::from(
        "<svg class=\"cover\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"strip\" width=\"1000\" height=\"10\"/>",
    );
    let share = match &found.texts {
        Some(texts) => {
            let taken = merged(found.reuse.passages.iter().map(|one| one.original.clone()));
            for range in taken.iter().take(MOST) {
                let (start, end) = span(range, texts.original.len);
                let _ = write!(
                    drawing,
                    "<rect class=\"taken\" x=\"{start}\" width=\"{:.1}\" height=\"10\"/>",
                    end - start
                );
            }
            let filled: usize = taken.iter().map(ExactSizeIterator::len).sum();
            (filled as f64 / texts.original.len.max(1) as f64).min(1.0)
        }
        // Where the text was not kept, at least how much was taken is known.
        None => {
            let _ = write!(
                drawing,
                "<rect class=\"taken\" width=\"{:.1}\" height=\"10\"/>",
                found.reuse.original_share * 1000.0
            );
            found.reuse.original_share
        }
    };
    drawing.push_str("</svg>");
    (drawing, share)
}

/// Ranges in order, those that touch as one.
fn merged(ranges: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = ranges.collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

fn span(range: &Range<usize>, len: usize) -> (f64, f64) {
    let start = thousandth(range.start, len).min(1000.0 - THIN);
    (start, thousandth(range.end, len).max(start + THIN))
}
