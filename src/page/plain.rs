//! Plain text: the file itself, cut into paragraphs at blank lines.

use std::ops::Range;

use super::position::dense;
use super::{Block, BlockKind, Element, Landmark, Visibility};
use crate::dom::ReadError;
use crate::dom::lines::Lines;

/// A title is a first line of at most this many characters. By hand.
const TITLE: usize = 120;

/// A text with a longer line than this, in columns, is not wrapped by hand: each of its lines is a paragraph.
const WRAPPED: usize = 160;

/// The only element of a page that is no HTML.
pub(super) fn root() -> Vec<Element> {
    vec![Element {
        parent: 0,
        depth: 0,
        name: "document".to_owned(),
        is_article: true,
        is_furniture: false,
        is_post: false,
        is_named_part: false,
    }]
}

/// Cuts a text into paragraphs. A file with a line a paragraph is cut at every line.
///
/// # Errors
///
/// When it has more paragraphs than a page may have nodes.
pub(super) fn blocks(source: &str, lines: &Lines, limit: usize) -> Result<Vec<Block>, ReadError> {
    let mut blocks: Vec<Block> = Vec::new();
    for range in paragraphs(source, 0..source.len()) {
        if blocks.len() > limit {
            let line = blocks.last().map_or(1, |block| block.line);
            return Err(ReadError::TooManyNodes { limit, line });
        }
        let text = &source[range.clone()];
        if !text.lines().any(|line| width(line) > WRAPPED) {
            blocks.push(block(source, lines, range, BlockKind::Paragraph));
            continue;
        }
        let mut at = range.start;
        for line in text.split_inclusive('\n') {
            let start = at + (line.len() - line.trim_start().len());
            let end = start + line.trim().len();
            blocks.push(block(source, lines, start..end, BlockKind::Paragraph));
            at += line.len();
        }
    }
    Ok(blocks)
}

/// Columns of a line, a wide character being two.
fn width(line: &str) -> usize {
    let wide =
        |c: char| ('\u{1100}'..='\u{115F}').contains(&c) || ('\u{2E80}'..='\u{FFE6}').contains(&c);
    line.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}

/// The first line, when it stands alone or is short.
pub(super) fn title(source: &str) -> Option<String> {
    let line = source
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())?;
    let line = line.trim_start_matches('\u{feff}');
    (line.chars().count() <= TITLE).then(|| line.to_owned())
}

/// A block that is a range of the source.
pub(super) fn block(source: &str, lines: &Lines, range: Range<usize>, kind: BlockKind) -> Block {
    let (line, column) = lines.position(source, range.start);
    let text = source.get(range.clone()).unwrap_or_default().to_owned();
    Block {
        kind,
        anchors: dense(vec![(0, range.start)], &text, source),
        text,
        start: range.start,
        visibility: Visibility::Visible,
        landmark: Landmark::Content,
        element: 0,
        links: Vec::new(),
        quotes: Vec::new(),
        struck_out: Vec::new(),
        line,
        column,
    }
}

/// The runs of lines between blank ones, without the white space around them.
fn paragraphs(source: &str, within: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = within.start;
    std::iter::from_fn(move || {
        let mut start = None;
        let mut end = at;
        while at < within.end {
            let rest = &source[at..within.end];
            let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
            let line = &rest[..length];
            let from = at;
            at += length;
            if line.trim().is_empty() {
                if start.is_some() {
                    break;
                }
                continue;
            }
            if start.is_none() {
                start = Some(from + (line.len() - line.trim_start().len()));
            }
            end = from + line.trim_end().len();
        }
        start.map(|start| start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_paragraphs_at_blank_lines_and_keeps_offsets() {
        let source = "\r\n  Title\r\n\r\nOne\r\ntwo  \r\n \t\r\nthree";
        let lines = Lines::new(source);
        let blocks = blocks(source, &lines, 10).unwrap();
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["Title", "One\r\ntwo", "three"]);
        for block in &blocks {
            assert_eq!(&source[block.range()], block.text);
        }
        assert_eq!((blocks[0].line, blocks[0].column), (2, 3));
        assert_eq!(title(source).as_deref(), Some("Title"));
    }
}
