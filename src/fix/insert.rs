//! Where a credit line goes: directly after the copied text, or before it where the rule asks for that.

use super::Edit;
use crate::audit::Match;
use crate::page::{Block, BlockKind, Format, Landmark, Page};

const WHAT: &str = "added the credit line";

/// The edit that puts a line of the page's own markup next to the copied text.
pub(super) fn line(page: &Page, found: &Match, line: &str, at_top: bool) -> Result<Edit, String> {
    let block = block(page, found, at_top)
        .ok_or("the copied text has no block of its own to put a line next to")?;
    match page.format {
        Format::Html if at_top => Ok(before_html(page, block, line)),
        Format::Html => Ok(after_html(page, block, line)),
        Format::Markdown | Format::Text => markdown(page, block, line, at_top),
    }
}

/// The last block with copied text, or the first; those of the content before those of comments and lists.
fn block<'p>(page: &'p Page, found: &Match, first: bool) -> Option<&'p Block> {
    let copied = |block: &&Block| {
        let range = block.range();
        found
            .reuse
            .passages
            .iter()
            .any(|passage| passage.page.start < range.end && passage.page.end > range.start)
    };
    let blocks: Vec<&Block> = page.blocks.iter().filter(copied).collect();
    let content: Vec<&Block> = blocks
        .iter()
        .copied()
        .filter(|block| matches!(block.landmark, Landmark::Content))
        .collect();
    let blocks = if content.is_empty() { blocks } else { content };
    if first {
        blocks.first().copied()
    } else {
        blocks.last().copied()
    }
}

/// Elements that end with the text: a line after them is a line after the text.
const TEXT_ELEMENTS: &[&str] = &[
    "p",
    "blockquote",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "figure",
];

/// Elements inside a line of text, or that hold the parts of a list or table.
const INNER_ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "cite",
    "code",
    "em",
    "font",
    "i",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
    "li",
    "dd",
    "dt",
    "td",
    "th",
    "tr",
    "tbody",
    "thead",
    "tfoot",
    "figcaption",
];

/// Walks from the end of the text over everything that closes, and stops where something else begins.
fn after_html(page: &Page, block: &Block, line: &str) -> Edit {
    let source = page.source.as_str();
    let last = block.text.char_indices().last().map_or(0, |(at, _)| at);
    let from = page.source_offset(block, last);
    let mut at = from
        + source
            .get(from..)
            .and_then(|rest| rest.find('<'))
            .unwrap_or_else(|| source[from..].len());
    // Text that stands in no element of its own ends here; a list that goes on is not torn.
    let mut best = from + source[from..at].trim_end().len();
    while let Some(rest) = source.get(at..) {
        let space = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let Some((name, length)) = closing(rest) else {
            break;
        };
        if TEXT_ELEMENTS.contains(&name.as_str()) {
            at += space + length;
            best = at;
        } else if INNER_ELEMENTS.contains(&name.as_str()) {
            at += space + length;
            if !matches!(
                name.as_str(),
                "li" | "dd"
                    | "dt"
                    | "td"
                    | "th"
                    | "tr"
                    | "tbody"
                    | "thead"
                    | "tfoot"
                    | "figcaption"
            ) {
                best = at;
            }
        } else {
            break;
        }
    }
    insertion(source, best, line)
}

/// The name of the end tag that a text begins with, and its length in bytes.
fn closing(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix("</")?;
    let end = inner.find('>')?;
    let name = inner[..end].trim().to_ascii_lowercase();
    Some((name, "</".len() + end + 1))
}

fn insertion(source: &str, at: usize, line: &str) -> Edit {
    let rest = source.get(at..).unwrap_or_default();
    let blank = rest.trim_start_matches([' ', '\t']);
    let text = if blank.starts_with(['\n', '\r']) {
        format!("{}{}{line}", ending(source), indent(source, at))
    } else {
        line.to_owned()
    };
    put_in(at, text)
}

/// Before the start tag of the element of the first copied block.
fn before_html(page: &Page, block: &Block, line: &str) -> Edit {
    let source = page.source.as_str();
    let text = page.source_offset(block, 0);
    let head = source.get(..text).unwrap_or_default();
    let mut at = text;
    // The tags that open directly before the text: `<p><strong>`.
    let mut rest = head.trim_end();
    while rest.ends_with('>') {
        let Some(open) = rest.rfind('<') else {
            break;
        };
        let name: String = rest[open + 1..]
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        let is_inner = INNER_ELEMENTS.contains(&name.as_str());
        if !is_inner && !TEXT_ELEMENTS.contains(&name.as_str()) {
            break;
        }
        at = open;
        rest = rest[..open].trim_end();
        if TEXT_ELEMENTS.contains(&name.as_str()) && !rest.ends_with("<li>") {
            break;
        }
    }
    let before = source.get(..at).unwrap_or_default();
    let own_line = before.trim_end_matches([' ', '\t']).ends_with(['\n', '\r']);
    let text = if own_line {
        format!("{line}{}{}", ending(source), indent(source, at))
    } else {
        line.to_owned()
    };
    put_in(at, text)
}

fn markdown(page: &Page, block: &Block, line: &str, at_top: bool) -> Result<Edit, String> {
    let source = page.source.as_str();
    if block.kind == BlockKind::Code {
        return Err(
            "the copied text ends inside a code block; put the line below it by hand".to_owned(),
        );
    }
    let end = ending(source);
    if at_top {
        let start = page.source_offset(block, 0);
        let at = source
            .get(..start)
            .and_then(|head| head.rfind(['\n', '\r']))
            .map_or(0, |at| at + 1);
        return Ok(put_in(at, format!("{line}{end}{end}")));
    }
    let last = block.text.char_indices().last().map_or(0, |(at, _)| at);
    let from = page.source_offset(block, last);
    let rest = source.get(from..).unwrap_or_default();
    let at = from + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let after = source.get(at..).unwrap_or_default();
    let next = after
        .strip_prefix("\r\n")
        .or_else(|| after.strip_prefix(['\n', '\r']));
    let next_is_blank =
        next.is_none_or(|next| next.lines().next().unwrap_or_default().trim().is_empty());
    let gap = if next_is_blank { "" } else { end };
    Ok(put_in(at, format!("{end}{end}{line}{gap}")))
}

fn put_in(at: usize, text: String) -> Edit {
    Edit {
        range: at..at,
        text,
        what: WHAT,
    }
}

/// The line end that a file uses.
fn ending(source: &str) -> &'static str {
    match source.find(['\n', '\r']) {
        Some(at) if source[at..].starts_with("\r\n") => "\r\n",
        Some(at) if source[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// The white space that the line of a place begins with.
fn indent(source: &str, at: usize) -> &str {
    let head = source.get(..at).unwrap_or_default();
    let start = head.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = &head[start..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}
