//! Markdown: the file itself, cut into blocks by the marks at the head of each line.

pub(super) mod front_matter;
mod links;
mod struck;

use std::ops::Range;

use url::Url;

use super::plain::block;
use super::{Block, BlockKind, CodeKind, CodeText};
use crate::dom::lines::Lines;

/// What a Markdown file holds.
#[derive(Debug, Default)]
pub(super) struct Markdown {
    pub(super) blocks: Vec<Block>,
    pub(super) code: Vec<CodeText>,
    /// The first heading.
    pub(super) heading: Option<String>,
}

/// Cuts the part of `source` after the front matter into blocks.
pub(super) fn read(source: &str, from: usize, lines: &Lines, base: Option<&Url>) -> Markdown {
    let mut reader = Reader {
        source,
        lines,
        markdown: Markdown::default(),
        open: None,
        fence: None,
        comment: None,
    };
    let mut at = from;
    for line in source[from..].split_inclusive('\n') {
        reader.line(at, line);
        at += line.len();
    }
    reader.close();
    if let Some(start) = reader.comment.take() {
        reader.comment_ends(start, source.len());
    }
    let mut markdown = reader.markdown;
    links::add(source, from, lines, base, &mut markdown.blocks);
    for block in &mut markdown.blocks {
        if block.kind != BlockKind::Code {
            block.unsaid = struck::ranges(&block.text);
        }
    }
    markdown
}

struct Reader<'a> {
    source: &'a str,
    lines: &'a Lines,
    markdown: Markdown,
    /// The block in the making.
    open: Option<(Range<usize>, BlockKind)>,
    /// The mark that closes the code block that is open.
    fence: Option<&'a str>,
    /// Where the HTML comment began that is open.
    comment: Option<usize>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, at: usize, line: &'a str) {
        if let Some(start) = self.comment {
            if let Some(end) = line.find("-->") {
                self.comment = None;
                self.comment_ends(start, at + end + 3);
                self.line(at + end + 3, &line[end + 3..]);
            }
            return;
        }
        let text = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        let end = start + text.len();
        if let Some(fence) = self.fence {
            if text.starts_with(fence) && text.trim_start_matches(['`', '~']).is_empty() {
                self.fence = None;
                self.close();
            } else if !text.is_empty() || self.open.is_some() {
                self.extend(at..at + line.trim_end().len(), BlockKind::Code);
            }
            return;
        }
        if text.is_empty() {
            self.close();
            return;
        }
        if let Some(comment) = text
            .find("<!--")
            .filter(|comment| !text[..*comment].contains('`'))
        {
            self.comment_in_line(start, text, comment);
            return;
        }
        if let Some(fence) = fence_of(text) {
            self.close();
            self.fence = Some(fence);
            return;
        }
        self.text_line(start..end, text);
    }

    fn comment_in_line(&mut self, start: usize, text: &'a str, comment: usize) {
        let before = text[..comment].trim_end();
        if !before.is_empty() {
            self.text_line(start..start + before.len(), before);
        }
        self.close();
        match text[comment..].find("-->") {
            Some(end) => {
                self.comment_ends(start + comment, start + comment + end + 3);
                let rest = comment + end + 3;
                // The rest of the line may hold the next comment; each is shorter than the last.
                let after = text[rest..].trim_start();
                let skipped = text.len() - after.len();
                match after.find("<!--") {
                    Some(_) => self.comments(start + skipped, after),
                    None if after.is_empty() => {}
                    None => self.text_line(start + skipped..start + text.len(), after),
                }
            }
            None => self.comment = Some(start + comment),
        }
    }

    /// A line with several comments: what stands between them is left out but for the comments themselves.
    fn comments(&mut self, mut start: usize, mut text: &'a str) {
        while let Some(open) = text.find("<!--") {
            let between = text[..open].trim();
            if !between.is_empty() {
                let from = start + (text[..open].len() - text[..open].trim_start().len());
                self.text_line(from..from + between.len(), between);
                self.close();
            }
            let Some(end) = text[open..].find("-->") else {
                self.comment = Some(start + open);
                return;
            };
            self.comment_ends(start + open, start + open + end + 3);
            start += open + end + 3;
            text = &text[open + end + 3..];
        }
        let rest = text.trim();
        if !rest.is_empty() {
            let from = start + (text.len() - text.trim_start().len());
            self.text_line(from..from + rest.len(), rest);
        }
    }

    fn comment_ends(&mut self, start: usize, end: usize) {
        let text = self.source.get(start..end).unwrap_or_default();
        let text = text
            .trim_start_matches("<!--")
            .trim_end_matches("-->")
            .trim();
        let text = super::code::cut(text);
        if text.is_empty() {
            return;
        }
        let (line, column) = self.lines.position(self.source, start);
        self.markdown.code.push(CodeText {
            kind: CodeKind::Comment,
            text: text.to_owned(),
            urls: super::code::urls_in(text),
            line,
            column,
        });
    }

    fn text_line(&mut self, range: Range<usize>, text: &str) {
        if is_underline(text) {
            self.underline(text);
            return;
        }
        if let Some(rest) = heading_of(text) {
            self.close();
            let start = range.end - rest.len();
            let rest = rest.trim_end_matches('#').trim_end();
            self.extend(start..start + rest.len(), BlockKind::Heading);
            self.close();
        } else if let Some(rest) = text.strip_prefix('>') {
            let mut rest = rest.trim_start();
            while let Some(inner) = rest.strip_prefix('>') {
                rest = inner.trim_start();
            }
            if rest.is_empty() {
                self.close();
            } else {
                self.extend(range.end - rest.len()..range.end, BlockKind::Quote);
            }
        } else if let Some(rest) = item_of(text) {
            self.close();
            self.extend(range.end - rest.len()..range.end, BlockKind::ListItem);
        } else {
            // A line without a mark goes on with whatever is open, but for a heading.
            let kind = self
                .open
                .as_ref()
                .map_or(BlockKind::Paragraph, |(_, kind)| *kind);
            self.extend(range, kind);
        }
    }

    /// `===` or `---` under a paragraph makes it a heading; alone it is a rule.
    fn underline(&mut self, text: &str) {
        if let Some((_, kind)) = &mut self.open
            && *kind == BlockKind::Paragraph
            && text.starts_with(['=', '-'])
        {
            *kind = BlockKind::Heading;
        }
        self.close();
    }

    fn extend(&mut self, range: Range<usize>, kind: BlockKind) {
        match &mut self.open {
            Some((open, known)) if *known == kind => open.end = range.end,
            _ => {
                self.close();
                self.open = Some((range, kind));
            }
        }
    }

    fn close(&mut self) {
        let Some((range, kind)) = self.open.take() else {
            return;
        };
        let text = self.source.get(range.clone()).unwrap_or_default();
        let end = range.start + text.trim_end().len();
        let range = range.start..end;
        if range.is_empty() {
            return;
        }
        let block = block(self.source, self.lines, range, kind);
        if kind == BlockKind::Heading && self.markdown.heading.is_none() {
            self.markdown.heading = Some(block.text.clone());
        }
        self.markdown.blocks.push(block);
    }
}

/// The mark that opens a fenced code block.
fn fence_of(text: &str) -> Option<&str> {
    for mark in ['`', '~'] {
        let length = text.len() - text.trim_start_matches(mark).len();
        let info = &text[length..];
        if length >= 3 && !(mark == '`' && info.contains('`')) {
            return Some(&text[..3]);
        }
    }
    None
}

fn heading_of(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    ((1..=6).contains(&level) && rest.starts_with([' ', '\t'])).then(|| rest.trim_start())
}

fn item_of(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['-', '*', '+']).or_else(|| {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = text.len() - rest.len();
        ((1..=9).contains(&digits))
            .then(|| rest.strip_prefix(['.', ')']))
            .flatten()
    })?;
    let inner = rest.trim_start();
    (rest.starts_with([' ', '\t']) && !inner.is_empty()).then_some(inner)
}

fn is_underline(text: &str) -> bool {
    let mut characters = text.chars().filter(|c| !c.is_whitespace());
    let Some(first) = characters.next() else {
        return false;
    };
    matches!(first, '=' | '-' | '*' | '_')
        && text.len() >= if first == '=' { 1 } else { 3 }
        && characters.all(|c| c == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(source: &str) -> Vec<(BlockKind, String)> {
        let lines = Lines::new(source);
        let markdown = read(source, 0, &lines, None);
        for block in &markdown.blocks {
            assert_eq!(&source[block.range()], block.text);
        }
        markdown
            .blocks
            .into_iter()
            .map(|block| (block.kind, block.text))
            .collect()
    }

    #[test]
    fn cuts_blocks_by_their_marks() {
        let source = "# Title #\n\nOne\ntwo\n\n> said\n> so\n\n- a\n- b\n  more\n1. c\n\n```rust\nlet x;\n\n# no heading\n```\nSub\n---\n* * *\nEnd";
        let expected = [
            (BlockKind::Heading, "Title"),
            (BlockKind::Paragraph, "One\ntwo"),
            (BlockKind::Quote, "said\n> so"),
            (BlockKind::ListItem, "a"),
            (BlockKind::ListItem, "b\n  more"),
            (BlockKind::ListItem, "c"),
            (BlockKind::Code, "let x;\n\n# no heading"),
            (BlockKind::Heading, "Sub"),
            (BlockKind::Paragraph, "End"),
        ];
        let expected: Vec<_> = expected.map(|(kind, text)| (kind, text.to_owned())).into();
        assert_eq!(cut(source), expected);
    }

    #[test]
    fn keeps_comments_out_of_the_text() {
        let source = "Before <!-- source: https://a.example/1 --> after\n<!-- two\nlines --> end <!-- a --> b <!-- open";
        let lines = Lines::new(source);
        let markdown = read(source, 0, &lines, None);
        let texts: Vec<&str> = markdown
            .blocks
            .iter()
            .map(|block| block.text.as_str())
            .collect();
        assert_eq!(texts, ["Before", "after", "end", "b"]);
        let comments: Vec<&str> = markdown
            .code
            .iter()
            .map(|code| code.text.as_str())
            .collect();
        assert_eq!(
            comments,
            ["source: https://a.example/1", "two\nlines", "a", "open"]
        );
        assert_eq!(markdown.code[0].urls[0].as_str(), "https://a.example/1");
    }
}
