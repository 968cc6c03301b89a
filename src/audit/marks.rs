//! What matching must know about a page besides its words.

use crate::credit::{self, Scan};
use crate::matching::Marks;
use crate::page::{BlockKind, Page};

/// Quotations, code listings, and the credit lines and notices that are never evidence of reuse.
pub(super) fn marks(page: &Page, scan: &Scan) -> Marks {
    let mut marks = Marks {
        masked: credit::lines_in(scan, page),
        ..Marks::default()
    };
    for block in &page.blocks {
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
    marks
}
