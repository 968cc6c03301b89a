//! By what a line tells that it is no part of a text: the box it stands in, its links, its words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use url::Url;

use crate::languages;
use crate::matching::{Length, is_promotion};
use crate::originals::notice::sense::license_in;
use crate::page::{Block, BlockKind, Landmark, Link, Page};
use crate::text::{counted, head, tokens};

/// From which length a line that is no sentence is no label, date or name either; numbers do not count. By hand: the
/// longest of some 200 bylines and datelines has 14 words.
const LABEL: Length = Length { words: 16, han: 31 };
/// From which length what follows a label, "Advertisement:", "Photo:", is more than an advertisement or a caption. By hand:
/// captions of agencies have some forty words.
const LABELLED: Length = Length { words: 41, han: 81 };
/// Share of a line in links from which it leads elsewhere instead of saying something. By hand.
const LINKED: f64 = 0.6;
/// Tokens of a paragraph that names a licence up to which it states the licence and nothing else. By hand.
const LICENSE_LINE: usize = 40;
/// Tokens of a line up to which it may be a row of labels or tell where to write to. By hand.
const STAMP: usize = 25;
/// Bytes of a text from which it is no short line, whatever its words: it is not cut into them. By hand.
const LINE_BYTES: usize = 4_096;
/// Tokens of a box of nothing but prose up to which it is an aside. By hand: the prose of boxes in the text is short.
pub(in crate::audit) const PROSE: usize = 20;
/// Words of a sentence, and characters of scripts without spaces, below which it is a label. By hand.
const SENTENCE: Length = Length { words: 4, han: 8 };
/// Characters of a line that a word at its beginning can make a note of the editor. By hand.
const NOTE: usize = 600;

/// From which length words are no longer the place and date from which a text is reported. By hand: "NEW YORK, New York,
/// March 4, 2026 (Reuters)" has eight.
const DATELINE: Length = Length { words: 11, han: 21 };
/// The same in bytes, so that no long line is cut into its words. By hand.
const DATELINE_BYTES: usize = 200;

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

/// Elements that are a box beside the text by what they hold: a list, a table and a quotation of nothing but sentences are
/// ways to put a text in.
const BOXES: &[&str] = &[
    "blockquote",
    "center",
    "div",
    "dl",
    "fieldset",
    "ol",
    "section",
    "table",
    "ul",
];

/// Whether a block stands in a box that holds none of the copied text: a caption, an advertisement, a form. A box with
/// nothing but prose may be how the page sets a paragraph that it puts in; what is known of boxes is kept in `known`.
pub(in crate::audit) fn stands_in_a_box(
    page: &Page,
    number: usize,
    holders: &BTreeSet<usize>,
    known: &mut BTreeMap<usize, bool>,
) -> bool {
    let Some(block) = page.blocks.get(number) else {
        return false;
    };
    let mut outermost = None;
    let apart = page
        .ancestors(block.element)
        .take_while(|element| !holders.contains(element));
    for (at, index) in apart.enumerate() {
        let Some(element) = page.elements.get(index) else {
            continue;
        };
        let name = element.name.as_str();
        if element.is_furniture || element.is_named_part || ELEMENTS.contains(&name) {
            return true;
        }
        // The element of the block itself may be how the page writes a paragraph.
        if at > 0 && BOXES.contains(&name) {
            outermost = Some(index);
        }
    }
    let is_furnished = |index| {
        let inside = page.blocks.get(number..).unwrap_or_default().iter();
        let mut inside = inside
            .take_while(|block| page.ancestors(block.element).any(|at| at == index))
            .peekable();
        let mut words = 0;
        inside.any(|block| {
            words += tokens(&block.text).list.len();
            let is_quoted = block.kind == BlockKind::Quote && !is_apart(&block.text);
            !is_prose(block) && !is_quoted
        }) || words <= PROSE
    };
    block.kind == BlockKind::Caption
        || outermost.is_some_and(|index| *known.entry(index).or_insert_with(|| is_furnished(index)))
}

/// Whether a block is running text that is nobody's label, note or pointer.
pub(in crate::audit) fn is_prose(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem)
        && block.landmark == Landmark::Content
        && !leads_elsewhere(block, &block.range())
        && !is_apart(&block.text)
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

/// Whether a short line has a link to the page's own site behind words of the page: to subscribe, to give, to read it in
/// another language.
pub(in crate::audit) fn invites(page: &Page, block: &Block, line: &Range<usize>) -> bool {
    let own = page.urls.fetched.as_ref().or(page.urls.base.as_ref());
    let is_own = |link: &Link| {
        let is_path = link.href.starts_with('/') && !link.href.starts_with("//");
        let same_host = || {
            let host = |url: &Url| url.host_str().map(str::to_owned);
            let there = link.resolved.as_ref().and_then(host);
            there.is_some() && there == own.and_then(host)
        };
        is_path || same_host()
    };
    let mut links = block.links.iter();
    line.len() <= LINE_BYTES
        && links.any(|link| {
            let start = block.start + link.text.start;
            line.contains(&start) && is_own(link)
        })
        && tokens(page.text.get(line.clone()).unwrap_or_default())
            .list
            .len()
            <= PROSE
}

/// Whether a short line asks for consent, which pages do in the place of what they embed.
fn asks_for_consent(text: &str) -> bool {
    const WORDS: &[&str] = &["cookie", "Cookie", "クッキー", "쿠키"];
    text.len() <= LINE_BYTES
        && WORDS.iter().any(|word| text.contains(word))
        && tokens(text).list.len() <= PROSE
}

/// Whether words before a text are the place from which it is reported: few, most of them names, a date or an agency, and
/// set off from the text `behind` them by a sign, by capitals, or by how agencies write.
pub(in crate::audit) fn is_dateline(words: &str, behind: &str) -> bool {
    const SIGNS: &[char] = &[
        '-', '–', '—', '―', ':', '：', '/', '|', '·', '•', ')', ']', '）', '】', '〕', '］', '=',
        '＝',
    ];
    let joint = behind
        .split(char::is_alphanumeric)
        .next()
        .unwrap_or_default();
    let words = words.trim_end();
    if words.len() > DATELINE_BYTES {
        return false;
    }
    let is_set_off = joint.contains(SIGNS)
        || words.ends_with(SIGNS)
        || joint.starts_with('.') && words.contains(['/', '–', '—'])
        || is_shouted(words)
        || is_wired(words);
    let spoken = words
        .split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| word.chars().next());
    let (mut names, mut others) = (0, 0);
    for first in spoken {
        if first.is_lowercase() {
            others += 1;
        } else {
            names += 1;
        }
    }
    let (words, single) = counted(&tokens(words).list);
    is_set_off && names >= others && !DATELINE.is_reached(words, single)
}

/// Whether words are all in capitals, as places before a text are: "CORROW", "NEW HAVEN.".
fn is_shouted(words: &str) -> bool {
    /// Letters of it. By hand: shorter ones are any word.
    const LETTERS: usize = 4;
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    letters().count() >= LETTERS && letters().all(char::is_uppercase)
}

/// Whether Chinese words say that a text came by wire: 本报讯, "this paper's dispatch".
fn is_wired(words: &str) -> bool {
    words.ends_with(['讯', '訊'])
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
    is_bracketed
        || is_label(text)
        || is_signal(text)
        || asks_for_consent(text)
        || is_stamp(text)
        || is_note(text)
        || is_promotion(text)
}

/// What a page says while it works, or when something is done: a word or two, "Loading…", "Link copied!".
fn is_signal(text: &str) -> bool {
    if text.len() > LINE_BYTES || !text.ends_with(['…', '!', '！']) && !text.ends_with("...") {
        return false;
    }
    !is_as_long_as_a_sentence(text)
}

/// When a page was put up and how long it takes to read, or where to write to: short labels side by side, an address.
fn is_stamp(text: &str) -> bool {
    if text.len() > LINE_BYTES {
        return false;
    }
    let is_short = tokens(text).list.len() <= STAMP;
    let mut parts = text
        .split(['·', '|', '•'])
        .map(|part| part.trim().trim_end_matches('.'));
    let is_row = parts.clone().count() > 1 && parts.all(is_label);
    let mut words = text.split_whitespace();
    let has_mail = words.any(|word| {
        let host = word.split_once('@').map_or("", |(_, host)| host);
        host.trim_end_matches('.').contains('.')
    });
    is_short && (is_row && text.chars().any(char::is_numeric) || has_mail)
}

/// Whether what stands before the first words of a text, or behind its last, is the page's or the agency's: a place with
/// a dash, a date, a sign, something in brackets, a word to read on.
pub(in crate::audit) fn is_of_the_page(text: &str, begins: bool) -> bool {
    const JOINTS: &[char] = &[
        '-', '–', '—', '―', ':', '：', '|', '/', '·', '•', '*', '†', '#', '[', ']', '(', ')', '（',
        '）', '【', '】', '■', '▲', '►', '»', '→', '…',
    ];
    let text = text.trim();
    let is_dated = text.chars().any(char::is_numeric);
    let joins = if begins {
        text.ends_with(JOINTS) || text.starts_with(JOINTS)
    } else {
        text.trim_start_matches(['.', '。', ' '])
            .starts_with(JOINTS)
            || text.ends_with(JOINTS)
    };
    joins || is_dated && !is_sentence(text) || is_note(text) || is_promotion(text)
}

/// Whether words are a sentence, and not a label that ends with a full stop.
pub(in crate::audit) fn is_sentence(text: &str) -> bool {
    is_as_long_as_a_sentence(text) && ends_sentence(text)
}

fn is_as_long_as_a_sentence(text: &str) -> bool {
    // Its beginning is enough to be one.
    let (words, single) = counted(&tokens(head(text, LINE_BYTES)).list);
    SENTENCE.is_reached(words, single)
}

fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || "\"'”’»)]）」』".contains(c);
    text.trim_end_matches(closing).ends_with([
        '.', '!', '?', '。', '！', '？', '…', '।', '؟', '۔', ';', '；', ',', '，',
    ])
}

/// A name, a date, a label: a short line that does not end like a sentence.
fn is_label(text: &str) -> bool {
    if text.len() > LINE_BYTES {
        return false;
    }
    let mut list = tokens(text).list;
    list.retain(|token| {
        let word = text.get(token.start as usize..token.end as usize);
        !word.is_some_and(|word| word.chars().all(|c| c.is_numeric()))
    });
    let (words, single) = counted(&list);
    !ends_sentence(text) && !LABEL.is_reached(words, single)
}

/// Whether a line begins as notes of the editor do, or begins as advertisements, pointers to other articles and captions do
/// and is no longer than those: what goes on is said by the page, whatever word it begins with.
pub(in crate::audit) fn is_note(text: &str) -> bool {
    if text.chars().nth(NOTE).is_some() {
        return false;
    }
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head: String = text.chars().take(40).flat_map(char::to_lowercase).collect();
    // Whether a sign follows the word that the line begins with, as behind a label.
    let label = |word: &str| {
        let rest = head.strip_prefix(word)?;
        // In scripts with spaces the word must end there.
        let goes_on = rest.starts_with(char::is_alphanumeric);
        let ends = !goes_on || word.chars().last().is_some_and(|c| u32::from(c) >= 0x2E80);
        ends.then(|| !rest.trim_start().starts_with(char::is_alphanumeric))
    };
    if languages::words(|language| &language.editor_notes).any(|word| label(word).is_some()) {
        return true;
    }
    let mut asides = languages::words(|language| &language.asides);
    asides.find_map(label).is_some_and(|is_label| {
        let (words, single) = counted(&tokens(text).list);
        let longest = if is_label { LABELLED } else { LABEL };
        !longest.is_reached(words, single)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_furniture_makes_no_furniture_of_a_paragraph() {
        let sentence =
            "the council will review the whole affair and expects an outcome by the summer, ";
        for label in ["Advertisement", "Related", "Foto", "Publicité ", "Реклама"] {
            let of = |times: usize| format!("{label}: {}", sentence.repeat(times));
            assert!(is_note(&of(2)), "{label}");
            assert!(!is_note(&of(4)), "{label}");
            let prose = format!("{label} {}", sentence.repeat(2));
            assert!(!is_note(&prose), "{label} without a colon");
        }
        for label in ["Editor's note", "Anmerkung der Redaktion", "編集部注"] {
            assert!(
                is_note(&format!("{label}: {}", sentence.repeat(4))),
                "{label}"
            );
        }
    }
}
