//! Pages and texts made ready for matching as the audit does it.

use creditline::credit;
use creditline::matching::{Marks, Prepared};
use creditline::page::{BlockKind, Page};

/// Credit lines masked, quotations and code marked.
pub(crate) fn prepared(page: &Page) -> Prepared {
    let ranges = |kind: BlockKind| {
        page.blocks
            .iter()
            .filter(|block| block.kind == kind)
            .map(|block| block.range())
            .collect()
    };
    let marks = Marks {
        masked: credit::lines(page),
        quoted: ranges(BlockKind::Quote),
        code: ranges(BlockKind::Code),
        ..Marks::default()
    };
    Prepared::new(&page.text, &marks)
}
