//! Readers' comments that are told by nothing but a heading above them.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{Block, BlockKind, Element, Landmark};
use crate::languages;

/// Such headings of all languages.
static HEADINGS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| languages::words(|language| &language.comments.headings).collect());

/// A heading has at most so many characters. By hand.
const LENGTH: usize = 120;

/// Marks what stands under such a heading as comments: up to the end of the box around the heading, or to the next
/// heading of its rank. A heading of the first rank is the title of the page.
pub(super) fn mark(blocks: &mut [Block], elements: &[Element]) {
    let mut index = 1;
    while index < blocks.len() {
        let heading = &blocks[index];
        let Some(rank) = rank(heading, elements).filter(|_| heading.landmark == Landmark::Content)
        else {
            index += 1;
            continue;
        };
        if rank == 1 || !is_comments(&heading.text) {
            index += 1;
            continue;
        }
        let parent = |element: usize| elements.get(element).map_or(0, |element| element.parent);
        let mut around = parent(heading.element);
        // A heading with a box of its own stands above the next one.
        let follows = |around: usize| {
            blocks
                .get(index + 1)
                .is_some_and(|next| is_within(around, next.element, elements))
        };
        if !follows(around) {
            around = parent(around);
        }
        let length = blocks[index + 1..]
            .iter()
            .take_while(|block| {
                is_within(around, block.element, elements)
                    && self::rank(block, elements).is_none_or(|other| other > rank)
            })
            .count();
        for block in &mut blocks[index..=index + length] {
            if block.landmark == Landmark::Content {
                block.landmark = Landmark::Comments;
            }
        }
        index += length + 1;
    }
}

/// The rank of a heading, 1 to 6.
fn rank(block: &Block, elements: &[Element]) -> Option<u8> {
    if block.kind != BlockKind::Heading {
        return None;
    }
    let name = elements.get(block.element)?.name.as_bytes();
    match name {
        [b'h', rank @ b'1'..=b'6'] => Some(rank - b'0'),
        _ => None,
    }
}

fn is_comments(text: &str) -> bool {
    if text.len() > LENGTH * 4 || text.chars().count() > LENGTH {
        return false;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || c.is_numeric() || is_mark(c))
        .filter(|word| !word.is_empty())
        .collect();
    let text = words.join(" ");
    HEADINGS.contains(text.as_str())
        || languages::words(|language| &language.comments.beginnings).any(|beginning| {
            let rest = text.strip_prefix(beginning);
            rest.is_some_and(|rest| rest.starts_with(' '))
        })
}

fn is_mark(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(
            c,
            '“' | '”'
                | '„'
                | '«'
                | '»'
                | '：'
                | '（'
                | '）'
                | '·'
                | '•'
                | '–'
                | '—'
                | '…'
                | '、'
                | '，'
        )
}

fn is_within(outer: usize, element: usize, elements: &[Element]) -> bool {
    let depth = elements.get(outer).map_or(0, |element| element.depth);
    let mut at = element;
    while let Some(found) = elements.get(at) {
        if at == outer {
            return true;
        }
        if found.depth <= depth {
            return false;
        }
        at = found.parent;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_comments_are_known() {
        for text in [
            "Comments",
            "3 Comments",
            "Comments (12)",
            "2 thoughts on “The mill”",
            "Leave a Reply",
            "评论（3）",
            "コメント",
            "Kommentare:",
        ] {
            assert!(is_comments(text), "{text}");
        }
        for text in [
            "Comment sections are dead",
            "Discussion",
            "No comments policy",
            "",
        ] {
            assert!(!is_comments(text), "{text}");
        }
    }
}
