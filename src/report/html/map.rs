//! Where the passages lie: the original above, the page below, joined by ribbons.

use std::fmt::Write as _;

use super::parts::thousandth;
use crate::audit::{Match, Texts};

/// So many ribbons are drawn; more would only make a grey surface.
const MOST: usize = 300;
/// Colours that passages take in turn.
pub(super) const COLOURS: usize = 6;
/// The least width of a passage, in thousandths of the drawing.
const THIN: f64 = 3.0;

/// The map of a match.
pub(super) fn ribbons(number: usize, found: &Match, texts: &Texts) -> String {
    let passages = &found.reuse.passages;
    let count = passages.len();
    let mut drawing = format!(
        "<svg class=\"map\" viewBox=\"0 0 1000 96\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Map of {count} \
         shared {}: the original above, the page below\">\
         <rect class=\"strip\" x=\"0\" y=\"4\" width=\"1000\" height=\"12\"/>\
         <rect class=\"strip\" x=\"0\" y=\"80\" width=\"1000\" height=\"12\"/>",
        if count == 1 { "passage" } else { "passages" }
    );
    for (index, passage) in passages.iter().enumerate().take(MOST) {
        let (a, b) = span(&passage.original, texts.original.len);
        let (c, d) = span(&passage.page, texts.page.len);
        let colour = index % COLOURS;
        let _ = write!(
            drawing,
            "<g class=\"c{colour}\" data-go=\"m{number}:{0}\"><title>Passage {0}</title>\
             <path class=\"ribbon\" d=\"M{a} 16C{a} 48 {c} 48 {c} 80H{d}C{d} 48 {b} 48 {b} 16Z\"/>\
             <rect x=\"{a}\" y=\"4\" width=\"{1:.1}\" height=\"12\"/>\
             <rect x=\"{c}\" y=\"80\" width=\"{2:.1}\" height=\"12\"/></g>",
            index + 1,
            b - a,
            d - c,
        );
    }
    for range in texts.credits.iter().flatten() {
        let (start, end) = span(range, texts.page.len);
        let _ = write!(
            drawing,
            "<rect class=\"at-credit\" x=\"{start}\" y=\"76\" width=\"{:.1}\" height=\"20\"><title>Credit</title></rect>",
            end - start
        );
    }
    drawing.push_str("</svg>\n");
    drawing
}

/// Which parts of an original a page reproduces, as one strip.
pub(super) fn strip(found: &Match) -> String {
    let mut drawing = String::from(
        "<svg class=\"cover\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"strip\" width=\"1000\" height=\"10\"/>",
    );
    let passages = found.reuse.passages.iter();
    match &found.texts {
        Some(texts) => {
            for passage in passages.take(MOST) {
                let (start, end) = span(&passage.original, texts.original.len);
                let _ = write!(
                    drawing,
                    "<rect class=\"taken\" x=\"{start}\" width=\"{:.1}\" height=\"10\"/>",
                    end - start
                );
            }
        }
        // Where the text was not kept, at least how much was taken is known.
        None => {
            let _ = write!(
                drawing,
                "<rect class=\"taken\" width=\"{:.1}\" height=\"10\"/>",
                found.reuse.original_share * 1000.0
            );
        }
    }
    drawing.push_str("</svg>");
    drawing
}

fn span(range: &std::ops::Range<usize>, len: usize) -> (f64, f64) {
    let start = thousandth(range.start, len).min(1000.0 - THIN);
    (start, thousandth(range.end, len).max(start + THIN))
}
