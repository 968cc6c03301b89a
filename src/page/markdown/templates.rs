//! Tags of site generators: Liquid, shortcodes, attribute lists, admonitions. They are no words, and what some of them
//! enclose is a comment or code.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Parser, Tag};

use crate::text::head;

/// Bytes one tag may span. By hand; it bounds work.
const TAG: usize = 4 * 1024;

/// Bytes in which the bracket that opens a link is looked for. By hand; it bounds work.
const LABEL: usize = 1024;

/// Stands for what is taken out: white space that neither indents a line nor moves anything.
pub(super) const BLANK: u8 = b'\x0C';

/// Stands for what a tag shows that is all that a link holds: readers see something there.
pub(super) const SOMETHING: &str = "…";

/// Whether a tag is all that a link holds.
pub(super) fn is_label(text: &str, tag: &Range<usize>) -> bool {
    let before = text.get(..tag.start).unwrap_or_default().trim_end();
    let after = text.get(tag.end..).unwrap_or_default().trim_start();
    let opens = || {
        let near = head_back(before);
        let open = near.rfind('<').and_then(|at| near.get(at + 1..));
        open.is_some_and(|open| open.starts_with(['a', 'A']) && open.contains("href"))
    };
    before.ends_with('[') && after.starts_with("](")
        || before.ends_with('>') && after.starts_with("</") && opens()
}

/// The last [`LABEL`] bytes of a text, from a character on.
pub(super) fn head_back(text: &str) -> &str {
    let from =
        (text.len().saturating_sub(LABEL)..=text.len()).find(|at| text.is_char_boundary(*at));
    text.get(from.unwrap_or_default()..).unwrap_or_default()
}

/// The text with the tags taken out, each byte in its place.
pub(super) fn take_out(text: &str) -> Cow<'_, str> {
    let marks = ["{{", "{%", "{#", "{:", ":::", "!!! ", "??? "];
    let has = |mark: &&str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    if !marks.iter().any(has) {
        return Cow::Borrowed(text);
    }
    let mut out = Masked {
        text,
        bytes: text.as_bytes().to_vec(),
    };
    let code = code(text);
    out.braces(&code);
    out.lines(&code);
    // Whole tags were overwritten, from one ASCII character to another.
    String::from_utf8(out.bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The byte ranges of code, which shows what it holds; ascending.
pub(super) fn code(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, super::flavour::options()).into_offset_iter();
    events
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect()
}

/// The end of the code that holds the byte `at`.
pub(super) fn code_end(code: &[Range<usize>], at: usize) -> Option<usize> {
    let index = code.partition_point(|range| range.start <= at);
    let range = index.checked_sub(1).and_then(|index| code.get(index))?;
    (at < range.end).then_some(range.end)
}

/// What the tags of a name enclose.
#[derive(Clone, Copy)]
enum Enclosed {
    Comment,
    Code,
}

impl Enclosed {
    /// By the name of a tag and the tag.
    fn of(name: &str, tag: &str) -> Option<Self> {
        let asks = |answer: &str| {
            let condition = tag.split_once(name).map_or("", |(_, rest)| rest);
            let condition = condition.trim_matches(|c: char| !c.is_alphanumeric());
            tag.starts_with("{%") && condition.eq_ignore_ascii_case(answer)
        };
        match name {
            "comment" => Some(Self::Comment),
            "if" if asks("false") => Some(Self::Comment),
            "unless" if asks("true") => Some(Self::Comment),
            "highlight" | "codeblock" | "code" => Some(Self::Code),
            _ => None,
        }
    }
}

struct Masked<'a> {
    text: &'a str,
    bytes: Vec<u8>,
}

impl Masked<'_> {
    fn blank(&mut self, range: Range<usize>) {
        // A line end stays: what follows may depend on it.
        for byte in self.bytes.get_mut(range).unwrap_or_default() {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = BLANK;
            }
        }
    }

    fn put(&mut self, at: usize, markup: &str) {
        if let Some(room) = self.bytes.get_mut(at..at + markup.len()) {
            room.copy_from_slice(markup.as_bytes());
        }
    }

    /// `{{ … }}`, `{% … %}`, `{{< … >}}`, `{{% … %}}`, `{: … }`, `{# … #}`.
    fn braces(&mut self, code: &[Range<usize>]) {
        let text = self.text;
        let mut at = 0;
        let mut closings = Closings::default();
        // Up to where a condition with several branches goes, which is not looked into again.
        let mut branched = 0;
        while let Some(open) = text
            .get(at..)
            .and_then(|rest| memchr::memchr(b'{', rest.as_bytes()))
        {
            at += open;
            if let Some(end) = code_end(code, at) {
                at = end;
                continue;
            }
            let Some(range) = closings.tag(text, at) else {
                at += 1;
                continue;
            };
            at = range.end;
            let inner = text.get(range.clone()).unwrap_or_default();
            let name = name(inner);
            self.replace(range.clone());
            let is_condition = matches!(name, "if" | "unless");
            let Some(kind) = Enclosed::of(name, inner).filter(|_| !is_condition || at >= branched)
            else {
                continue;
            };
            if let Some(close) = closings.end_of(text, at, name) {
                let enclosed = text.get(at..close.start).unwrap_or_default();
                let branches = || {
                    let mut tags = enclosed.split("{%").skip(1);
                    tags.any(|tag| tag.trim_start_matches(['-', ' ']).starts_with("els"))
                };
                if is_condition && branches() {
                    branched = close.end;
                    continue;
                }
                self.enclose(kind, range, close.clone());
                at = close.end;
            }
        }
    }

    /// Takes out a tag. As the address of a link it leads nowhere but to the site itself.
    fn replace(&mut self, range: Range<usize>) {
        let before = self.text.get(..range.start).unwrap_or_default();
        let near = before.as_bytes();
        let near = &near[near.len().saturating_sub(LABEL)..];
        let is_link = before.ends_with("](") || before.ends_with("](<");
        let after = head(self.text.get(range.end..).unwrap_or_default(), LABEL);
        let is_closed = after
            .split(char::is_whitespace)
            .next()
            .is_some_and(|rest| rest.contains(')'));
        let is_address = is_link && is_closed && memchr::memrchr(b'[', near).is_some();
        if is_address {
            if let Some(tag) = self.bytes.get_mut(range) {
                tag.fill(b'#');
            }
        } else {
            let at = range.start;
            let is_label = is_label(self.text, &range);
            self.blank(range);
            if is_label {
                self.put(at, SOMETHING);
            }
        }
    }

    fn enclose(&mut self, kind: Enclosed, open: Range<usize>, close: Range<usize>) {
        self.blank(close.clone());
        let inner = open.end..close.start;
        let before = self.text.get(..open.start).unwrap_or_default();
        let before = before.trim_end_matches([' ', '\t']);
        let is_block = before.is_empty() || before.ends_with('\n');
        let is_line = !self
            .text
            .get(inner.clone())
            .unwrap_or_default()
            .contains('\n');
        let is_inline = is_line && !before.ends_with('\\');
        if !(is_block || is_inline && matches!(kind, Enclosed::Comment)) {
            // Markup cannot reach from the middle of one paragraph into another, nor begin behind a backslash.
            if matches!(kind, Enclosed::Comment) {
                self.blank(inner);
            }
            return;
        }
        let (start, end) = match kind {
            Enclosed::Comment => {
                for byte in self.bytes.get_mut(inner).unwrap_or_default() {
                    if *byte == b'>' {
                        *byte = b' ';
                    }
                }
                ("<!--", "-->")
            }
            Enclosed::Code => ("<pre>", "</pre>"),
        };
        if open.len() >= start.len() && close.len() >= end.len() {
            self.put(open.start, start);
            self.put(close.end - end.len(), end);
        }
    }

    /// Marks that hold for a line: `:::note`, `!!! note "Title"` with the lines indented below it.
    fn lines(&mut self, code: &[Range<usize>]) {
        let text = self.text;
        let mut at = 0;
        let mut in_box = false;
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let words = line.trim_start_matches([' ', '\t']);
            let indent = line.len() - words.len();
            if in_box && indent >= 4 {
                self.blank(start..start + 4);
                continue;
            }
            in_box = in_box && words.trim().is_empty();
            let colons = words.len() - words.trim_start_matches(':').len();
            let is_box = ["!!! ", "??? ", "???+ "]
                .iter()
                .any(|mark| words.starts_with(mark));
            if !(colons >= 3 || is_box) || code_end(code, start + indent).is_some() {
                continue;
            }
            in_box = is_box;
            let mark = if is_box { 4 } else { colons };
            let rest = words.get(mark..).unwrap_or_default();
            let space = rest.len() - rest.trim_start_matches([' ', '+', '{', '.']).len();
            let name = rest.get(space..).unwrap_or_default();
            let length = name
                .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '}')))
                .unwrap_or(name.len());
            self.blank(start + indent..start + indent + mark + space + length);
        }
    }
}

/// Where the next closing mark of each kind stands, so that no stretch is searched twice.
#[derive(Default)]
struct Closings {
    next: [usize; 5],
    /// Names whose end tag was looked for in vain.
    without_end: Vec<String>,
}

impl Closings {
    /// The range of the tag that begins at `at`.
    fn tag(&mut self, text: &str, at: usize) -> Option<Range<usize>> {
        let rest = text.get(at..)?;
        let (kind, close) = match rest.as_bytes().get(1)? {
            b'%' => (0, "%}"),
            b':' => (1, "}"),
            // `{#name}` names a heading.
            b'#' if rest.starts_with("{# ") || rest.starts_with("{#-") => (4, "#}"),
            b'{' if rest.starts_with("{{<") => (2, ">}}"),
            b'{' => (3, "}}"),
            _ => return None,
        };
        let next = self.next.get_mut(kind)?;
        if *next < at + 2 {
            let found = memmem::find(text.get(at + 2..)?.as_bytes(), close.as_bytes());
            *next = found.map_or(usize::MAX, |found| at + 2 + found);
        }
        let end = next.checked_add(close.len())?;
        let inner = text.get(at..end)?;
        // Nothing that is written on several paragraphs is one tag, and an output or attribute list is on one line.
        let is_one = inner.len() <= TAG
            && !inner.contains("\n\n")
            && (kind % 2 == 0 || inner.starts_with("{{/*") || !inner.contains('\n'));
        is_one.then_some(at..end)
    }

    /// The range of the tag that closes `name`.
    fn end_of(&mut self, text: &str, from: usize, name: &str) -> Option<Range<usize>> {
        if self.without_end.iter().any(|known| known == name) {
            return None;
        }
        let rest = text.get(from..)?;
        let mut at = 0;
        while let Some(open) = rest.get(at..).and_then(|rest| rest.find('{')) {
            let start = from + at + open;
            at += open + 1;
            let tag = text.get(start..)?;
            let inner = tag.trim_start_matches(['{', '%', '<', ' ', '-', ':']);
            let inner = inner.strip_prefix("end").or(inner.strip_prefix('/'));
            let is_end = inner.is_some_and(|inner| {
                let inner = inner.trim_start();
                let after = inner.strip_prefix(name);
                after.is_some_and(|after| after.starts_with([' ', '%', '>', '-', '}']))
            });
            let near = head(text, start + TAG);
            if is_end && let Some(range) = Self::default().tag(near, start) {
                return Some(range);
            }
        }
        self.without_end.push(name.to_owned());
        None
    }
}

/// The name of a tag: `comment` in `{%- comment %}`, `{{% comment %}}` and `{::comment}`.
fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches(['{', '%', '<', ' ', '-', ':']);
    let end = inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
    &inner[..end.unwrap_or(inner.len())]
}
