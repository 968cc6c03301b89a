//! How much of the page is taken: of its main text, not of its menus.

use std::ops::Range;

use crate::matching::Reuse;
use crate::page::{Page, main_blocks};
use crate::text::Token;

/// The sizes of a page's blocks, found out once for all its matches.
pub(super) struct Extent {
    /// For each block its range in the page's text, its tokens, and whether it is main text.
    blocks: Vec<(Range<usize>, usize, bool)>,
}

impl Extent {
    /// `tokens`: those of the whole page.
    pub(super) fn new(page: &Page, tokens: &[Token]) -> Self {
        let mut is_main = vec![false; page.blocks.len()];
        for index in main_blocks(page).blocks {
            if let Some(flag) = is_main.get_mut(index) {
                *flag = true;
            }
        }
        let before = |at: usize| tokens.partition_point(|token| (token.start as usize) < at);
        let sizes = page.blocks.iter().zip(is_main);
        Self {
            blocks: sizes
                .map(|(block, is_main)| {
                    let range = block.range();
                    let size = before(range.end) - before(range.start);
                    (range, size, is_main)
                })
                .collect(),
        }
    }

    /// Narrows the page's share to the main text together with the blocks that hold a passage: a menu of a thousand
    /// words must not make a full reprint look like an aside.
    pub(super) fn narrowed(&self, mut reuse: Reuse) -> Reuse {
        let mut passages = reuse
            .passages
            .iter()
            .map(|passage| passage.page.clone())
            .collect::<Vec<_>>();
        passages.sort_by_key(|range| range.start);
        let mut next = 0;
        let mut size = 0;
        for (range, tokens, is_main) in &self.blocks {
            while passages
                .get(next)
                .is_some_and(|passage| passage.end <= range.start)
            {
                next += 1;
            }
            let holds = passages
                .get(next)
                .is_some_and(|passage| passage.start < range.end);
            if *is_main || holds {
                size += tokens;
            }
        }
        let (taken, _) = reuse.page_tokens;
        let size = size.max(taken);
        if size > 0 {
            reuse.page_tokens.1 = size;
            reuse.page_share = taken as f64 / size as f64;
        }
        reuse
    }
}
