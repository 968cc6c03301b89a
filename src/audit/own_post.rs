//! Posts of the page's own on a page of several: a credit behind one says where that post comes from, not a text above
//! it.
//!
//! Everything must say that the page is a list: the text and the post stand alike under headings of one rank, a higher
//! one above both, and the post speaks for itself at some length. Where anything in it is about the text (its title, a
//! name, another credit, a note's heading), the credit may well be the text's, and is.

use std::ops::Range;

use super::furniture::told::{is_note, is_prose, leads_elsewhere};
use crate::credit::Credit;
use crate::matching::Params;
use crate::originals::Original;
use crate::page::{Block, BlockKind, Landmark, Page};
use crate::text::{counted, tokens};

/// Sites beyond the original's own that a line of sources links. By hand.
const SOURCES: usize = 1;

/// The heading of the page's own post behind which a credit stands, if the text that it credits ends before that.
/// `blocks` are those of the text; `others` are the blocks of all credits to it.
pub(super) fn heading<'p>(
    page: &'p Page,
    original: &Original,
    blocks: &Range<usize>,
    credit: (usize, &Credit),
    others: &[usize],
) -> Option<&'p str> {
    let (number, credit) = credit;
    let is_behind = number >= blocks.end && !credit.title;
    let own = page.blocks.get(number).filter(|_| is_behind)?;
    let above = |end: usize| headings(page, 0..end);
    let of_text = above(blocks.start + 1).next()?;
    let of_post = headings(page, blocks.end..number)
        .find(|(_, rank)| *rank <= of_text.1)
        .filter(|(_, rank)| *rank == of_text.1)?;
    // A heading that is all link names the site.
    let is_site = |number: usize| {
        let block = page.blocks.get(number);
        block.is_some_and(|block| leads_elsewhere(block, &block.range()))
    };
    let of_page = above(of_text.0).find(|(number, rank)| *rank < of_text.1 && !is_site(*number))?;
    let text = |number: usize| page.blocks.get(number).map(|block| block.text.as_str());
    let says = |number: usize, wanted: &str| text(number).is_some_and(|text| text.trim() == wanted);
    let is_title = |number: usize| {
        original
            .title
            .as_deref()
            .is_some_and(|title| says(number, title))
    };
    // An article with headings of its own, the last of them the page's.
    let mut lines = original.text.lines();
    let is_article = is_title(of_page.0)
        || !is_title(of_text.0) && lines.any(|line| says(of_text.0, line.trim()));
    if is_article || is_list(own) {
        return None;
    }
    let post = of_post.0 + 1..number;
    let prose: Vec<&Block> = post
        .clone()
        .filter_map(|number| page.blocks.get(number))
        .filter(|block| is_prose(block))
        .collect();
    let said = prose.iter().flat_map(|block| tokens(&block.text).list);
    let (words, single) = counted(&said.collect::<Vec<_>>());
    let speaks = Params::default().excerpt.is_reached(words, single);
    let post = of_post.0..number;
    let told = page.blocks.get(post.clone()).unwrap_or_default();
    let is_about = others.iter().any(|other| post.contains(other))
        || told.iter().any(|block| names(original, &block.text));
    let heading = text(of_post.0)?;
    let is_of_post = speaks
        && !is_about
        && !is_note(heading)
        && prose
            .first()
            .zip(prose.last())
            .is_some_and(|(first, last)| {
                let copied = page.blocks.get(blocks.end - 1);
                copied.is_some_and(|copied| {
                    is_beside(page, copied, last, own) && is_beside(page, copied, first, last)
                })
            });
    is_of_post.then_some(heading)
}

/// The headings of the content among some blocks with their ranks, 1 for `h1`, the last one first.
fn headings(page: &Page, blocks: Range<usize>) -> impl Iterator<Item = (usize, u8)> {
    let start = blocks.start;
    let blocks = page.blocks.get(blocks).unwrap_or_default();
    let numbered = blocks.iter().enumerate().rev();
    numbered
        .filter(|(_, block)| {
            block.kind == BlockKind::Heading && block.landmark == Landmark::Content
        })
        .map(move |(number, block)| (start + number, rank(page, block)))
}

/// The rank of a heading: 1 for `h1` to 6 for `h6`.
pub(super) fn rank(page: &Page, heading: &Block) -> u8 {
    page.ancestors(heading.element)
        .filter_map(|element| page.elements.get(element))
        .find_map(|element| element.name.strip_prefix('h')?.parse().ok())
        .unwrap_or(2)
}

/// Whether a line links several sites: the sources of all that the page holds.
pub(super) fn is_list(block: &Block) -> bool {
    let urls = block.links.iter().filter_map(|link| link.resolved.as_ref());
    let mut hosts: Vec<_> = urls.filter_map(|url| url.host_str()).collect();
    hosts.sort_unstable();
    hosts.dedup();
    hosts.len() > SOURCES
}

/// Whether words name the original, its people or its publisher.
pub(super) fn names(original: &Original, text: &str) -> bool {
    let text = text.to_lowercase();
    let known = original.title.iter().chain(&original.publisher);
    known
        .chain(&original.authors)
        .map(|name| name.to_lowercase())
        .any(|name| !name.is_empty() && text.contains(&name))
}

/// Whether a block stands with another as blocks of one text do, seen from a third: in the same box, or where none has
/// one, each by itself.
fn is_beside(page: &Page, from: &Block, one: &Block, other: &Block) -> bool {
    let from: Vec<usize> = page.ancestors(from.element).collect();
    // The outermost element around a block that is not around the text, and whether it is the block's own.
    let apart = |block: &Block| {
        let around: Vec<usize> = page.ancestors(block.element).collect();
        let shared = around.iter().rev().zip(from.iter().rev());
        let shared = shared.take_while(|(one, other)| one == other).count();
        let at = around.len().checked_sub(shared + 1)?;
        Some((around.get(at).copied()?, at == 0))
    };
    match (apart(one), apart(other)) {
        (Some((one, is_one)), Some((other, is_other))) => one == other || is_one && is_other,
        _ => false,
    }
}
