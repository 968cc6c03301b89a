//! By what a line tells that it is no part of a text: the box it stands in, its links, its words.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::languages;
use crate::matching::is_promotion;
use crate::originals::notice::sense::license_in;
use crate::page::{Block, BlockKind, Page};
use crate::text::tokens;

/// Words of a line that is no sentence up to which it is a label, a date, a name; numbers do not count. By hand: the
/// longest of some 200 bylines and datelines has 14.
const LABEL_WORDS: usize = 15;
/// The same in characters of scripts without spaces.
const LABEL_HAN: usize = 30;
/// Share of a line in links from which it leads elsewhere instead of saying something. By hand.
const LINKED: f64 = 0.6;
/// Tokens of a paragraph that names a licence up to which it states the licence and nothing else. By hand.
const LICENSE_LINE: usize = 40;
/// Characters of a line that a word at its beginning can make an advertisement or a note. By hand.
const NOTE: usize = 600;

/// Elements that hold no running text.
const ELEMENTS: &[&str] = &[
    "address",
    "aside",
    "button",
    "dialog",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "iframe",
    "ins",
    "label",
    "menu",
    "nav",
    "small",
    "time",
];

/// Elements that are a box beside the text where they hold none of it.
const BOXES: &[&str] = &[
    "blockquote",
    "dl",
    "div",
    "fieldset",
    "ol",
    "section",
    "table",
    "ul",
];

/// Whether a block stands in a box that holds none of the copied text: a caption, an advertisement, a form.
pub(in crate::audit) fn stands_in_a_box(
    page: &Page,
    block: &Block,
    holders: &BTreeSet<usize>,
) -> bool {
    block.kind == BlockKind::Caption
        || page
            .ancestors(block.element)
            .take_while(|element| !holders.contains(element))
            .filter_map(|element| page.elements.get(element))
            .enumerate()
            .any(|(number, element)| {
                let name = element.name.as_str();
                // The element of the block itself may be how the page writes a paragraph.
                element.is_furniture
                    || ELEMENTS.contains(&name)
                    || number > 0 && BOXES.contains(&name)
            })
}

/// Whether most of a line is links: other articles, tags, buttons to share it.
pub(in crate::audit) fn leads_elsewhere(block: &Block, line: &Range<usize>) -> bool {
    let linked: usize = block
        .links
        .iter()
        .map(|link| {
            let (start, end) = (block.start + link.text.start, block.start + link.text.end);
            end.min(line.end).saturating_sub(start.max(line.start))
        })
        .sum();
    linked as f64 >= LINKED * line.len() as f64
}

/// Whether a paragraph only says under which licence the text is: a credit with another one may stand in its place.
pub(in crate::audit) fn states_license(text: &str) -> bool {
    license_in(text).is_some() && tokens(text).list.len() <= LICENSE_LINE
}

/// Whether a line says by its words that it is no part of a text, or says no sentence at all.
pub(in crate::audit) fn is_apart(text: &str) -> bool {
    let text = text.trim();
    let is_bracketed = text.starts_with(['(', '[', '（', '【', '〔', '［'])
        && text
            .trim_end_matches(['.', '。'])
            .ends_with([')', ']', '）', '】', '〕', '］']);
    is_bracketed || is_label(text) || is_note(text) || is_promotion(text)
}

/// A name, a date, a label: a short line that does not end like a sentence.
fn is_label(text: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || "\"'”’»)]）」』".contains(c);
    let ends = text.trim_end_matches(closing).ends_with([
        '.', '!', '?', '。', '！', '？', '…', '।', '؟', '۔', ';', '；', ',', '，',
    ]);
    let list = tokens(text).list;
    let counted = list.iter().filter(|token| {
        let word = text.get(token.start as usize..token.end as usize);
        !word.is_some_and(|word| word.chars().all(|c| c.is_numeric()))
    });
    let (words, single) = counted.fold((0, 0), |(words, single), token| match token.weight {
        2 => (words + 1, single),
        _ => (words, single + 1),
    });
    !ends && words * LABEL_HAN + single * LABEL_WORDS <= LABEL_WORDS * LABEL_HAN
}

/// Whether a line begins as advertisements, notes of the editor and pointers to other articles do.
pub(in crate::audit) fn is_note(text: &str) -> bool {
    if text.chars().nth(NOTE).is_some() {
        return false;
    }
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head: String = text.chars().take(40).flat_map(char::to_lowercase).collect();
    languages::words(|language| &language.asides).any(|word| {
        head.strip_prefix(word).is_some_and(|rest| {
            // In scripts with spaces the word must end there.
            let goes_on = rest.starts_with(char::is_alphanumeric);
            !goes_on || word.chars().last().is_some_and(|c| u32::from(c) >= 0x2E80)
        })
    })
}
