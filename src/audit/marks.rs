//! What matching must know about a page besides its words.

use std::collections::HashSet;

use super::chrome::hash;
use crate::credit::{self, Scan};
use crate::matching::Marks;
use crate::page::{BlockKind, Page};

/// Quotations, code listings, and what is never evidence of reuse: credit lines, notices and the site's chrome.
pub(super) fn marks(page: &Page, scan: &Scan, chrome: &HashSet<u64>) -> Marks {
    let mut marks = Marks {
        masked: credit::lines_in(scan, page),
        ..Marks::default()
    };
    for block in &page.blocks {
        if !chrome.is_empty() && chrome.contains(&hash(&block.text)) {
            marks.masked.push(block.range());
        }
        let struck_out = block.struck_out.iter();
        marks
            .struck_out
            .extend(struck_out.map(|range| block.start + range.start..block.start + range.end));
        match block.kind {
            BlockKind::Quote => marks.quoted.push(block.range()),
            BlockKind::Code => marks.code.push(block.range()),
            _ => marks.quoted.extend(
                block
                    .quotes
                    .iter()
                    .map(|quote| block.start + quote.start..block.start + quote.end),
            ),
        }
    }
    marks.masked.sort_by_key(|range| (range.start, range.end));
    marks
}
