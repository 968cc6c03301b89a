//! How much of the page is taken: of its main text, not of its menus.

use crate::matching::Reuse;
use crate::page::{Page, main_blocks};
use crate::text::tokens;

/// Narrows the page's share to the main text together with the blocks that hold a passage: a menu of a thousand words
/// must not make a full reprint look like an aside.
pub(super) fn narrowed(page: &Page, mut reuse: Reuse) -> Reuse {
    let main = main_blocks(page);
    let mut passages = reuse
        .passages
        .iter()
        .map(|passage| passage.page.clone())
        .collect::<Vec<_>>();
    passages.sort_by_key(|range| range.start);
    let mut next = 0;
    let mut size = 0;
    let mut is_main = vec![false; page.blocks.len()];
    for index in main.blocks {
        if let Some(flag) = is_main.get_mut(index) {
            *flag = true;
        }
    }
    for (block, is_main) in page.blocks.iter().zip(is_main) {
        let range = block.range();
        while passages
            .get(next)
            .is_some_and(|passage| passage.end <= range.start)
        {
            next += 1;
        }
        let holds = passages
            .get(next)
            .is_some_and(|passage| passage.start < range.end);
        if is_main || holds {
            size += tokens(&block.text).list.len();
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
