//! Markup written from a source that is no HTML, and where each piece of it comes from.

use crate::dom::ReadError;
use crate::dom::lines::{Lines, offset};
use crate::page::{Block, CodeText, Page};
use crate::text::head;

/// Bytes of markup that one byte of the source may become. The dearest honest construct, a list in a list, takes some
/// 25 for two. By hand.
const GROWTH: usize = 24;

/// Bytes of markup that any source may become. By hand.
const FLOOR: usize = 64 * 1024;

/// Bytes of an address; browsers and servers stop there as well.
const ADDRESS: usize = 8 * 1024;

/// Bytes in which a text is looked for whose markup was left behind, and how often in one block. By hand; it bounds
/// work.
const NEAR: usize = 1024;
const LOST: usize = 64;

/// HTML in the making.
#[derive(Debug)]
pub(super) struct Writer {
    html: String,
    /// Byte offset in the markup, byte offset in the source; ascending by the first. In between, both go on in step.
    map: Vec<(u32, u32)>,
    limit: usize,
}

impl Writer {
    /// For a source of so many bytes.
    pub(super) fn new(source: usize) -> Self {
        let mut html = String::with_capacity(source + source / 4 + 64);
        // Nobody publishes what is written in Markdown as a page without a doctype.
        html.push_str("<!doctype html>");
        Self {
            html,
            map: Vec::new(),
            limit: source.saturating_mul(GROWTH).saturating_add(FLOOR),
        }
    }

    /// Notes that what is written next comes from the byte `at` of the source.
    fn mark(&mut self, at: usize) {
        let here = (offset(self.html.len()), offset(at));
        match self.map.last_mut() {
            Some(last) if last.0 == here.0 => *last = here,
            Some(last) if here.1.checked_sub(last.1) == Some(here.0 - last.0) => {}
            _ => self.map.push(here),
        }
    }

    /// Writes markup of our own, for what stands at `at`.
    pub(super) fn tag(&mut self, markup: &str, at: usize) {
        self.mark(at);
        self.html.push_str(markup);
    }

    /// Writes markup of the source as it is.
    pub(super) fn raw(&mut self, markup: &str, at: usize) {
        self.mark(at);
        self.html.push_str(markup);
    }

    /// Writes words, or the value of an attribute.
    pub(super) fn words(&mut self, words: &str, at: usize) {
        self.mark(at);
        let mut from = 0;
        for (special, byte) in words.bytes().enumerate() {
            let entity = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => continue,
            };
            self.html.push_str(&words[from..special]);
            self.mark(at + special);
            self.html.push_str(entity);
            from = special + 1;
            self.mark(at + from);
        }
        self.html.push_str(&words[from..]);
    }

    /// Writes the start tag of a link. An address beyond all measure is left out.
    pub(super) fn link(&mut self, scheme: &str, href: &str, title: &str, at: usize, start: usize) {
        self.tag("<a", start);
        if href.len() <= ADDRESS {
            self.html.push_str(" href=\"");
            self.mark(at);
            self.html.push_str(scheme);
            self.words(href, at);
            self.html.push('"');
        }
        self.attribute("title", title, start);
        self.html.push('>');
    }

    /// Writes an attribute, if it has a value.
    pub(super) fn attribute(&mut self, name: &str, value: &str, at: usize) {
        if !value.is_empty() {
            self.html.push(' ');
            self.html.push_str(name);
            self.html.push_str("=\"");
            self.words(value, at);
            self.html.push('"');
        }
    }

    /// Refuses a source whose markup outgrows it.
    pub(super) fn check(&self, source: &str, lines: &Lines, at: usize) -> Result<(), ReadError> {
        if self.html.len() <= self.limit {
            return Ok(());
        }
        Err(ReadError::TooComplex {
            limit: self.limit,
            line: lines.position(source, at).0,
        })
    }

    /// The markup, and the way back to the source.
    pub(super) fn finish(self) -> (String, Map) {
        (self.html, Map(self.map))
    }
}

/// The way from markup back to the source.
#[derive(Debug)]
pub(super) struct Map(Vec<(u32, u32)>);

impl Map {
    fn source(&self, at: usize) -> usize {
        let index = self.0.partition_point(|(markup, _)| *markup as usize <= at);
        index
            .checked_sub(1)
            .and_then(|index| self.0.get(index))
            .map_or(0, |(markup, source)| {
                *source as usize + (at - *markup as usize)
            })
    }

    /// Turns a page read from the markup into one read from the source.
    pub(super) fn carry_back(&self, page: Page, source: String, lines: Lines) -> Page {
        let place = |(line, column): (u32, u32)| {
            let at = page.lines.offset_of(&page.source, line, column);
            lines.position(&source, self.source(at).min(source.len()))
        };
        let carry = |mut block: Block| {
            block.anchors = self.anchors(&block, &page.source, &source);
            let first = block.anchors.first().map_or(0, |(_, source)| *source);
            (block.line, block.column) = lines.position(&source, first);
            for link in &mut block.links {
                (link.line, link.column) = place((link.line, link.column));
            }
            block
        };
        let blocks = page.blocks.into_iter().map(carry).collect();
        let hidden = page.hidden.into_iter().map(carry).collect();
        let code = page.code.into_iter().map(|text| {
            let (line, column) = place((text.line, text.column));
            CodeText {
                line,
                column,
                ..text
            }
        });
        let code = code.collect();
        let embedded = page.embedded.into_iter().map(|mut document| {
            (document.line, document.column) = place((document.line, document.column));
            for block in &mut document.blocks {
                // Each stands where the element stands that holds the small document.
                (block.line, block.column) = (document.line, document.column);
                for anchor in &mut block.anchors {
                    anchor.1 = self.source(anchor.1);
                }
                for link in &mut block.links {
                    (link.line, link.column) = (document.line, document.column);
                }
            }
            document
        });
        let embedded = embedded.collect();
        Page {
            blocks,
            hidden,
            code,
            embedded,
            source,
            lines,
            ..page
        }
    }

    /// The line of the source that an error on a line of the markup is about.
    pub(super) fn error(&self, mut error: ReadError, html: &str, source: &str) -> ReadError {
        if let ReadError::NestedTooDeeply { line, .. }
        | ReadError::TooManyNodes { line, .. }
        | ReadError::TooManyAttributes { line, .. }
        | ReadError::TooComplex { line, .. } = &mut error
        {
            let at = self.source(Lines::new(html).offset_of(html, *line, 1));
            *line = Lines::new(source).position(source, at).0;
        }
        error
    }

    /// Walks through the text of a block and the markup it was read from, and notes where the source moves on out of step.
    fn anchors(&self, block: &Block, html: &str, written: &str) -> Vec<(usize, usize)> {
        let mut anchors: Vec<(usize, usize)> = Vec::new();
        let mut lost = 0;
        for (number, (from, at)) in block.anchors.iter().enumerate() {
            let to = block
                .anchors
                .get(number + 1)
                .map_or(block.text.len(), |next| next.0);
            let text = block.text.get(*from..to).unwrap_or_default();
            let mut index = self.0.partition_point(|mark| mark.0 as usize <= *at);
            let mut at = *at;
            for (offset, wanted) in text.char_indices() {
                if wanted.is_ascii_whitespace() {
                    continue;
                }
                let found = next(html, at, wanted)
                    .or_else(|| again(html, at, text.get(offset..).unwrap_or_default(), &mut lost));
                let Some((here, length)) = found else {
                    break;
                };
                at = here + length;
                while self
                    .0
                    .get(index)
                    .is_some_and(|mark| mark.0 as usize <= here)
                {
                    index += 1;
                }
                let Some((markup, source)) = index.checked_sub(1).and_then(|at| self.0.get(at))
                else {
                    continue;
                };
                let source = *source as usize + (here - *markup as usize);
                // A bare ampersand looks like an entity to whoever walks through the source, and a gap that is not
                // written leads astray.
                let before = block.text.get(..from + offset);
                let before = before.and_then(|text| text.chars().next_back());
                let astray = before.is_some_and(|before| {
                    let written = written.as_bytes().get(source.wrapping_sub(1));
                    let is_gap = written.is_some_and(u8::is_ascii_whitespace);
                    before == '&' || before.is_ascii_whitespace() && !is_gap
                });
                let text = from + offset;
                let in_step = anchors
                    .last()
                    .is_some_and(|last| source.checked_sub(last.1) == Some(text - last.0));
                if !in_step || astray {
                    anchors.push((text, source));
                }
            }
        }
        if anchors.is_empty() {
            let at = block.anchors.first().map_or(0, |(_, at)| *at);
            anchors.push((0, self.source(at)));
        }
        anchors
    }
}

/// Whether a text begins with an entity for the ampersand.
fn is_ampersand(text: &str) -> bool {
    let names = ["&amp", "&AMP", "&#38;", "&#x26;", "&#X26;"];
    names.iter().any(|name| text.starts_with(name))
}

/// Where a text goes on whose markup was left behind, as happens after stray end tags.
fn again(html: &str, at: usize, text: &str, lost: &mut usize) -> Option<(usize, usize)> {
    *lost += 1;
    let word = head(text.split_whitespace().next()?, 16);
    let rest = html.as_bytes().get(at..html.len().min(at + NEAR))?;
    let behind_tag =
        memchr::memchr(b'>', rest).and_then(|end| next(html, at + end + 1, word.chars().next()?));
    if behind_tag.is_some() {
        return behind_tag.filter(|_| *lost <= LOST);
    }
    let found = memchr::memmem::find(rest, word.as_bytes()).filter(|_| *lost <= LOST)?;
    Some((at + found, word.chars().next()?.len_utf8()))
}

/// Where the character `wanted`, which is no white space, stands in the markup from `at` on, and how many bytes it takes
/// up there.
fn next(html: &str, mut at: usize, wanted: char) -> Option<(usize, usize)> {
    loop {
        let rest = html.get(at..)?;
        let found = rest.chars().next()?;
        let is_tag = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?');
        if found == '<' && rest.as_bytes().get(1).is_some_and(is_tag) {
            at += memchr::memchr(b'>', rest.as_bytes()).map_or(1, |end| end + 1);
        } else if found == '&' && (wanted != '&' || is_ampersand(rest)) {
            let length = crate::page::position::entity(rest.as_bytes());
            // The old names hold without a semicolon.
            let is_old = length == 1 && is_ampersand(rest);
            return Some((at, if is_old { "&amp".len() } else { length }));
        } else if found == wanted {
            return Some((at, found.len_utf8()));
        } else if found.is_ascii_whitespace() || found == '\0' {
            at += 1;
        } else {
            return None;
        }
    }
}
