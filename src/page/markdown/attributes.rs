//! Attribute lists: `{: style="…"}` of kramdown and Python-Markdown, `{style="…"}` of markdown-it and Goldmark,
//! `::: {style="…"}` and `[…]{style="…"}` of Pandoc. Only what may hide is read: styles and `hidden`.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;

use super::templates::{BLANK, code, code_end};
use crate::text::head;

/// Bytes of one list, and in which the bracket that opens a stretch is looked for. By hand; they bound work.
const LIST: usize = 1024;

/// The attributes of a list that may hide.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Attributes {
    pub(super) style: String,
    pub(super) hidden: &'static str,
}

/// What stands where a list stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    /// Before the block that it holds for.
    Before,
    /// At its end, or on the line below.
    After,
    /// Right behind a stretch of a line.
    Stretch,
}

/// The lists of a text.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Ascending, none within another.
    lists: Vec<(Range<usize>, Place, Attributes)>,
    /// Fenced boxes: from the opening line to the closing one, ascending by the first.
    pub(super) boxes: Vec<(Range<usize>, Attributes)>,
    /// The brackets around stretches: with attributes where one opens, without where it closes.
    pub(super) brackets: HashMap<usize, Option<Attributes>>,
    /// What is no word of the text.
    marks: Vec<Range<usize>>,
}

impl Lists {
    /// The lists of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut lists = Self::default();
        let has = |name: &[u8]| memmem::find(text.as_bytes(), name).is_some();
        if !(has(b"style=") || has(b"hidden=")) {
            return lists;
        }
        let code = code(text);
        lists.fences(text, &code);
        let mut at = 0;
        while let Some(found) = text
            .get(at..)
            .and_then(|rest| memchr::memchr(b'{', rest.as_bytes()))
        {
            at += found;
            if let Some(end) = code_end(&code, at) {
                at = end;
                continue;
            }
            let before = text.get(..at).unwrap_or_default();
            let list = list(text.get(at..).unwrap_or_default());
            let list = list.filter(|_| !before.ends_with(['\\', '{', '$', '#']));
            let Some((attributes, has_colon, length)) = list else {
                at += 1;
                continue;
            };
            let span = at..at + length;
            at = span.end;
            lists.add(text, span, has_colon, attributes);
        }
        lists
    }

    fn add(&mut self, text: &str, span: Range<usize>, has_colon: bool, attributes: Attributes) {
        let before = text.get(..span.start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let mut below = text.get(span.end..).unwrap_or_default().split('\n');
        let ends_line = below.next().unwrap_or_default().trim().is_empty();
        let ends_block = below.next().unwrap_or_default().trim().is_empty();
        let above = before.get(..before.len() - line.len()).unwrap_or_default();
        let above = above.trim_end_matches(['\n', '\r']).len() + 2 >= above.len()
            && !above.trim_end_matches(['\n', '\r']).is_empty()
            && !above.ends_with("\n\n")
            && !above.ends_with("\n\r\n");
        let is_alone = line.trim_matches([' ', '\t', '>']).is_empty();
        let is_heading = line.trim_start().starts_with('#');
        let place = if line.ends_with(']') {
            let Some(open) = opening(line) else {
                return;
            };
            let from = span.start - line.len();
            self.brackets.insert(from + open, Some(attributes.clone()));
            self.brackets.insert(span.start - 1, None);
            Place::Stretch
        } else if line.ends_with(['*', '_', '`', ')', '~']) {
            Place::Stretch
        } else if ends_line && is_alone && has_colon && !above {
            Place::Before
        } else if ends_line
            && (is_heading || ends_block)
            && (is_alone && above || line.ends_with([' ', '\t']))
        {
            Place::After
        } else {
            return;
        };
        self.marks.push(span.clone());
        self.lists.push((span, place, attributes));
    }

    /// Boxes between lines of three colons or more.
    fn fences(&mut self, text: &str, code: &[Range<usize>]) {
        let mut open: Vec<(Range<usize>, Option<Attributes>)> = Vec::new();
        let mut at = 0;
        let mut is_free = true;
        let mut lines = text.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            let start = at;
            at += line.len();
            let words = line.trim();
            let rest = words.trim_start_matches(':');
            let was_free = std::mem::replace(&mut is_free, words.is_empty());
            if words.len() < rest.len() + 3 || code_end(code, start).is_some() {
                continue;
            }
            is_free = true;
            let span = start..start + line.trim_end().len();
            if rest.is_empty() {
                let next = lines.peek().map_or("", |next| next.trim());
                let ends = next.is_empty() || next.starts_with(":::");
                if let Some((opened, Some(attributes))) = open.pop()
                    && ends
                {
                    self.marks.push(opened.clone());
                    self.boxes.push((opened.start..span.end, attributes));
                }
                continue;
            }
            let rest = rest.trim_start();
            let found = list(rest).filter(|found| {
                let after = rest.get(found.2..).unwrap_or_default();
                was_free && !found.1 && after.trim_matches([' ', ':']).is_empty()
            });
            open.push((span, found.map(|found| found.0)));
        }
        self.boxes.sort_by_key(|(range, _)| range.start);
    }

    /// The text without the lists, each byte in its place.
    pub(super) fn take_out(&self, readable: String) -> String {
        let mut bytes = readable.into_bytes();
        for mark in &self.marks {
            // The brackets of a stretch are left: what stands in them is found by them.
            for byte in bytes.get_mut(mark.clone()).unwrap_or_default() {
                if !matches!(byte, b'\n' | b'\r') {
                    *byte = BLANK;
                }
            }
        }
        // Whole lists were overwritten, from one ASCII character to another.
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// The attributes of a stretch of a line.
    pub(super) fn of_stretch(&self, range: &Range<usize>) -> Option<&Attributes> {
        let at = self
            .lists
            .binary_search_by_key(&range.end, |(span, ..)| span.start);
        let (_, place, attributes) = self.lists.get(at.ok()?)?;
        (*place == Place::Stretch).then_some(attributes)
    }

    /// The attributes of a block.
    pub(super) fn of_block(&self, text: &str, range: &Range<usize>) -> Option<&Attributes> {
        // A line end, and what indents the next line.
        const GAP: usize = 5;
        let is_blank = |from: usize, to: usize| {
            from >= to || text.get(from..to).is_some_and(|gap| gap.trim().is_empty())
        };
        let first = self
            .lists
            .partition_point(|(span, ..)| span.end + GAP < range.start);
        let last = self
            .lists
            .partition_point(|(span, ..)| span.start <= range.end + GAP);
        let before = self.lists.get(first).filter(|(span, place, _)| {
            *place == Place::Before
                && span.start < range.end
                && is_blank(range.start, span.start)
                && is_blank(span.end, range.start)
                && !is_blank(span.end, range.end)
        });
        let after = last.checked_sub(1).and_then(|last| self.lists.get(last));
        let after = after.filter(|(span, place, _)| {
            *place == Place::After
                && span.start > range.start
                && is_blank(range.end, span.start)
                && is_blank(span.end, range.end)
                && !is_blank(range.start, span.start)
        });
        before.or(after).map(|(_, _, attributes)| attributes)
    }
}

/// The bracket that opens what the one at the end of `line` closes.
fn opening(line: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let near = line.bytes().enumerate().rev().take(LIST);
    for (at, byte) in near {
        match byte {
            b']' => depth += 1,
            b'[' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The attributes of the list that a text begins with, whether it has the colon of kramdown, and how long it is.
fn list(text: &str) -> Option<(Attributes, bool, usize)> {
    let text = head(text, LIST);
    let inner = text.strip_prefix('{')?;
    let has_colon = inner.starts_with(':');
    let mut rest = inner
        .trim_start_matches(':')
        .trim_start_matches([' ', '\t']);
    let mut attributes = Attributes::default();
    while !rest.starts_with('}') {
        let word = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '}' | '{' | '"' | '\''))
            .filter(|length| *length > 0)?;
        let (name, after) = rest.split_at_checked(word)?;
        rest = match after.strip_prefix('=') {
            Some(value) => {
                let (value, after) = value_of(value)?;
                match name {
                    "style" => attributes.style = value.to_owned(),
                    "hidden" if !value.eq_ignore_ascii_case("until-found") => {
                        attributes.hidden = "hidden";
                    }
                    _ => {}
                }
                after
            }
            None if name.starts_with(['.', '#']) => after,
            None => return None,
        };
        rest = rest.trim_start_matches([' ', '\t']);
    }
    let length = text.len() - rest.len() + 1;
    (attributes != Attributes::default()).then_some((attributes, has_colon, length))
}

/// The value that a text begins with, in quotation marks or without, and what follows.
fn value_of(text: &str) -> Option<(&str, &str)> {
    for mark in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(mark) {
            let (value, after) = inner.split_once(mark)?;
            return (!value.contains('\n')).then_some((value, after));
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '}')?;
    text.split_at_checked(end)
}
