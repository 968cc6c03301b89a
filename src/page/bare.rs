//! The text of an HTML page without a tree, for a filter over many pages: at least what a reader sees, in the order of
//! the source.
//!
//! Whatever cannot be told apart without a tree gives no text at all: the page is then to be read as a whole.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use html5ever::data::NAMED_ENTITIES;
use memchr::{memchr, memchr2, memmem};

use super::{Format, ReadOptions, ending, format_of, kind_of, saved};
use crate::dom::charset;

/// Bytes and tags beyond which a page may pass the limits of reading. By hand: 97 of 100 pages have fewer.
const BYTES: usize = 1024 * 1024;
/// See [`BYTES`].
const TAGS: usize = 10_000;
/// Attributes of one tag, likewise.
const ATTRIBUTES: usize = 500;
/// Nesting, likewise.
const DEPTH: usize = 400;
/// Open elements that an end tag is looked for in. By hand; it bounds work.
const NEAR: usize = 16;
/// Bytes of all style sheets in the page, beyond which what they hide cannot be told from what they cost. By hand.
const STYLES: usize = 256 * 1024;
/// Longest address of a page, and longest `base` tag, in bytes: all links of a page resolve against it. By hand; it
/// bounds work.
const ADDRESS: usize = 2_000;
/// Inline elements that say by themselves that they are hidden, or that browsers open again: from so many on, text may be
/// hidden between all words, and nesting may be deeper than it looks. By hand.
const DOUBTS: usize = 32;

/// The text of a page as far as it is known without its tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bare {
    /// The text: what is visible is in it, and much that is not.
    pub text: String,
    /// Whether the page asks for JavaScript where it does not run.
    pub asks_for_javascript: bool,
}

/// Takes the text out of the bytes of an HTML page; `None` where a reader might see something else, where the page may
/// be more than a text (a redirect, a page saved in another file), and where it cannot be read.
pub(crate) fn bare(bytes: &[u8], options: &ReadOptions) -> Option<Bare> {
    let ends = ending(&options.location);
    if bytes.len() > BYTES.min(options.limits.body)
        || options.format.is_none() && saved::kind(bytes, &kind_of(options), &ends).is_some()
        || options.format.unwrap_or_else(|| format_of(bytes, options)) != Format::Html
        || options.location.len() > ADDRESS
    {
        return None;
    }
    let decoded = charset::decode(bytes, options.content_type.as_deref(), true);
    let (source, _) = decoded.ok()?;
    if saved::may_be_view(&source) {
        return None;
    }
    let mut cutter = Cutter::new(&source);
    cutter.run()?;
    Some(Bare {
        text: cutter.text,
        asks_for_javascript: cutter.asks_for_javascript,
    })
}

/// Cuts the text out of a source.
struct Cutter<'a> {
    source: &'a str,
    bytes: &'a [u8],
    text: String,
    asks_for_javascript: bool,
    tags: usize,
    styles: usize,
    doubts: usize,
    /// The names of the elements that are open, as [`name_of`] gives them.
    open: Vec<u64>,
}

/// A start or end tag.
struct Tag {
    name: u64,
    closes_itself: bool,
    /// Where its attributes begin, and where the tag ends.
    attributes: usize,
    end: usize,
}

impl<'a> Cutter<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            bytes: source.as_bytes(),
            text: String::with_capacity(source.len() / 4),
            asks_for_javascript: false,
            tags: 0,
            styles: 0,
            doubts: 0,
            open: Vec::with_capacity(64),
        }
    }

    fn run(&mut self) -> Option<()> {
        let mut at = 0;
        while at < self.bytes.len() {
            let rest = self.bytes.get(at..)?;
            let end = memchr(b'<', rest).map_or(self.bytes.len(), |found| at + found);
            self.push_text(at, end)?;
            if end == self.bytes.len() {
                break;
            }
            at = self.markup(end)?;
        }
        Some(())
    }

    /// Takes in what begins with `<` at `at`; returns where it ends.
    fn markup(&mut self, at: usize) -> Option<usize> {
        let rest = self.bytes.get(at..)?;
        match rest.get(1) {
            Some(b'!') if rest.starts_with(b"<!--") => Some(at + comment(rest)?),
            // Text in SVG and MathML, a comment elsewhere.
            Some(b'!') if rest.get(..9)?.eq_ignore_ascii_case(b"<![CDATA[") => None,
            Some(b'!' | b'?') => Some(at + memchr(b'>', rest)? + 1),
            Some(b'/') => match rest.get(2)? {
                b'>' => Some(at + 3),
                letter if letter.is_ascii_alphabetic() => self.tag(at, true),
                _ => Some(at + memchr(b'>', rest)? + 1),
            },
            Some(letter) if letter.is_ascii_alphabetic() => self.tag(at, false),
            _ => {
                self.text.push('<');
                Some(at + 1)
            }
        }
    }

    fn tag(&mut self, at: usize, is_end: bool) -> Option<usize> {
        let tag = self.read_tag(at + 1 + usize::from(is_end))?;
        self.tags += 1;
        if self.tags > TAGS {
            return None;
        }
        let name = unpacked(tag.name);
        let name = name.trim_ascii_end();
        if is_block(name) {
            self.text.push('\n');
        }
        if is_end {
            self.close(tag.name)?;
            return Some(tag.end);
        }
        let attributes = self.bytes.get(tag.attributes..tag.end)?;
        match name {
            b"script" | b"style" | b"title" | b"textarea" | b"noscript" | b"iframe"
            | b"noembed" | b"noframes" => {
                // In SVG and MathML these may be empty, and may hold elements.
                return if tag.closes_itself {
                    None
                } else {
                    self.raw(name, tag.end)
                };
            }
            b"rt" | b"xmp" | b"plaintxt" | b"listing" => return None,
            b"meta" if has(attributes, b"refresh") => return None,
            b"base" if attributes.len() > ADDRESS => return None,
            _ => {}
        }
        if is_formatting(name) || name == b"span" {
            let is_hidden = [b"none".as_slice(), b"hidden", b"opacity", b"font-size"];
            self.doubts += usize::from(is_hidden.iter().any(|word| has(attributes, word)));
            if self.doubts > DOUBTS {
                return None;
            }
        }
        if !is_void(name) && !tag.closes_itself {
            self.open.push(tag.name);
            if self.open.len() > DEPTH {
                return None;
            }
        }
        Some(tag.end)
    }

    /// Closes the innermost element of a name. What was left open inside goes with it, but formatting elements are opened
    /// again by browsers, without end where this happens often.
    fn close(&mut self, name: u64) -> Option<()> {
        let near = self.open.len().saturating_sub(NEAR);
        let inside = self.open.get(near..)?;
        if let Some(found) = inside.iter().rposition(|open| *open == name) {
            let left_open = inside.get(found + 1..)?.iter();
            let reopened =
                left_open.filter(|open| is_formatting(unpacked(**open).trim_ascii_end()));
            self.doubts += reopened.count();
            self.open.truncate(near + found);
        }
        (self.doubts <= DOUBTS).then_some(())
    }

    /// Reads a tag from its name on, by the states of the HTML standard.
    fn read_tag(&self, from: usize) -> Option<Tag> {
        let rest = self.bytes.get(from..)?;
        let length = { rest.iter() }.position(|byte| ends_name(*byte))?;
        let name = name_of(rest.get(..length)?);
        let attributes = from + length;
        let mut at = attributes;
        let mut count = 0;
        loop {
            let byte = *self.bytes.get(at)?;
            at += 1;
            match byte {
                b'>' => {
                    return Some(Tag {
                        name,
                        closes_itself: self.bytes.get(at.checked_sub(2)?) == Some(&b'/'),
                        attributes,
                        end: at,
                    });
                }
                b' ' | b'\t' | b'\n' | b'\r' | 0x0C | b'/' => continue,
                _ => {}
            }
            count += 1;
            if count > ATTRIBUTES {
                return None;
            }
            // The name of an attribute; an equals sign may begin it.
            while let Some(byte) = self.bytes.get(at) {
                if ends_name(*byte) || *byte == b'=' {
                    break;
                }
                at += 1;
            }
            let mut value = at;
            while self.bytes.get(value)?.is_ascii_whitespace() {
                value += 1;
            }
            if self.bytes.get(value) != Some(&b'=') {
                continue;
            }
            value += 1;
            while self.bytes.get(value)?.is_ascii_whitespace() {
                value += 1;
            }
            at = match self.bytes.get(value)? {
                quote @ (b'"' | b'\'') => {
                    let inside = self.bytes.get(value + 1..)?;
                    value + 1 + memchr(*quote, inside)? + 1
                }
                b'>' => value,
                _ => {
                    let inside = self.bytes.get(value..)?;
                    let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
                    value + inside.iter().position(ends)?
                }
            };
        }
    }

    /// Passes over an element in which no tag begins but its own end; returns where the end tag begins.
    fn raw(&mut self, name: &[u8], from: usize) -> Option<usize> {
        let rest = self.bytes.get(from..)?;
        let mut at = 0;
        let mut has_comment = false;
        let mut has_script = false;
        loop {
            at += memchr(b'<', rest.get(at..)?)?;
            let markup = rest.get(at + 1..)?;
            let begins = |word: &[u8]| {
                let start = markup.get(..word.len());
                start.is_some_and(|start| start.eq_ignore_ascii_case(word))
            };
            if markup.first() == Some(&b'/')
                && markup.get(1..=name.len())?.eq_ignore_ascii_case(name)
                && markup
                    .get(name.len() + 1)
                    .is_none_or(|next| ends_name(*next))
            {
                break;
            }
            has_comment |= begins(b"!--");
            has_script |= begins(b"script");
            at += 1;
        }
        let inside = rest.get(..at)?;
        match name {
            // Such a script goes on behind the end tag of the one that stands in it.
            b"script" if has_comment && has_script => return None,
            b"style" => {
                self.styles += inside.len();
                if self.styles > STYLES {
                    return None;
                }
            }
            b"noscript" => {
                self.asks_for_javascript |= has(inside, b"javascript");
            }
            b"textarea" => self.push_text(from, from + at)?,
            _ => {}
        }
        Some(from + at)
    }

    /// Takes in text, with its character references replaced.
    fn push_text(&mut self, from: usize, to: usize) -> Option<()> {
        let mut rest = self.source.get(from..to)?;
        while let Some(at) = memchr(b'&', rest.as_bytes()) {
            self.text.push_str(rest.get(..at)?);
            let (length, stands_for) = reference(rest.get(at..)?);
            self.text.push_str(&stands_for);
            rest = rest.get(at + length..)?;
        }
        self.text.push_str(rest);
        Some(())
    }
}

/// The length of the comment that a text begins with; `None` where it never ends.
fn comment(rest: &[u8]) -> Option<usize> {
    for empty in [b"<!-->".as_slice(), b"<!--->"] {
        if rest.starts_with(empty) {
            return Some(empty.len());
        }
    }
    let mut at = 4;
    loop {
        at += memmem::find(rest.get(at..)?, b"--")?;
        match rest.get(at + 2..)? {
            [b'>', ..] => return Some(at + 3),
            [b'!', b'>', ..] => return Some(at + 4),
            _ => at += 1,
        }
    }
}

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

/// A name in lower case, its first eight bytes as one number; names that are longer and matter differ in these or in
/// the last of them.
fn name_of(name: &[u8]) -> u64 {
    let mut packed = [b' '; 8];
    let cut = match name.len() {
        10 if name.eq_ignore_ascii_case(b"blockquote") => b"blockq~q".as_slice(),
        10 if name.eq_ignore_ascii_case(b"figcaption") => b"figcap~p",
        9 if name.eq_ignore_ascii_case(b"plaintext") => b"plaintxt",
        0..=8 => name,
        // No other name of this length matters.
        _ => b"other~~~",
    };
    for (into, byte) in packed.iter_mut().zip(cut) {
        *into = byte.to_ascii_lowercase();
    }
    u64::from_le_bytes(packed)
}

fn unpacked(name: u64) -> [u8; 8] {
    name.to_le_bytes()
}

/// As [`crate::dom::tag::Tag::is_block`] says, with line breaks and buttons.
fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockq~q"
            | b"body"
            | b"br"
            | b"button"
            | b"caption"
            | b"center"
            | b"dd"
            | b"details"
            | b"dialog"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcap~p"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"header"
            | b"hr"
            | b"html"
            | b"legend"
            | b"li"
            | b"main"
            | b"menu"
            | b"nav"
            | b"ol"
            | b"optgroup"
            | b"option"
            | b"p"
            | b"pre"
            | b"search"
            | b"section"
            | b"select"
            | b"summary"
            | b"table"
            | b"tbody"
            | b"template"
            | b"td"
            | b"textarea"
            | b"tfoot"
            | b"th"
            | b"thead"
            | b"tr"
            | b"ul"
    )
}

/// Elements that browsers open again where they were left open.
fn is_formatting(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"b"
            | b"big"
            | b"code"
            | b"em"
            | b"font"
            | b"i"
            | b"nobr"
            | b"s"
            | b"small"
            | b"strike"
            | b"strong"
            | b"tt"
            | b"u"
    )
}

fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Whether a word in lower case stands in a text, in any case.
fn has(text: &[u8], word: &[u8]) -> bool {
    let Some((first, rest)) = word.split_first() else {
        return true;
    };
    let mut from = 0;
    while let Some(at) =
        { text.get(from..) }.and_then(|text| memchr2(*first, first.to_ascii_uppercase(), text))
    {
        from += at + 1;
        let next = text.get(from..from + rest.len());
        if next.is_some_and(|next| next.eq_ignore_ascii_case(rest)) {
            return true;
        }
    }
    false
}

/// The character reference that a text begins with: its length and what it stands for. A `&` that begins none stands for
/// itself.
fn reference(text: &str) -> (usize, Cow<'static, str>) {
    let found = match text.as_bytes().get(1) {
        Some(b'#') => numeric(text),
        Some(letter) if letter.is_ascii_alphabetic() => named(text),
        _ => None,
    };
    found.unwrap_or((1, Cow::Borrowed("&")))
}

/// The longest name that the table knows.
fn named(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let rest = text.get(1..)?;
    let letters = { rest.bytes() }
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let with_end = letters + usize::from(rest.as_bytes().get(letters) == Some(&b';'));
    (1..=with_end).rev().find_map(|length| {
        let (first, second) = *NAMED_ENTITIES.get(rest.get(..length)?)?;
        // Beginnings of names are in the table too; they stand for nothing.
        let first = char::from_u32(first).filter(|first| *first != '\0')?;
        let second = char::from_u32(second).filter(|second| *second != '\0');
        let text: String = [Some(first), second].into_iter().flatten().collect();
        Some((1 + length, Cow::Owned(text)))
    })
}

fn numeric(text: &str) -> Option<(usize, Cow<'static, str>)> {
    let rest = text.get(2..)?;
    let (digits, radix, before) = match rest.as_bytes().first()? {
        b'x' | b'X' => (rest.get(1..)?, 16, 3),
        _ => (rest, 10, 2),
    };
    let length = { digits.bytes() }
        .take_while(|byte| char::from(*byte).is_digit(radix))
        .count();
    let number = u32::from_str_radix(
        digits.get(..length).filter(|digits| !digits.is_empty())?,
        radix,
    );
    let ends = usize::from(digits.as_bytes().get(length) == Some(&b';'));
    let letter = match number {
        Ok(byte @ 0x80..=0x9F) => {
            // Old pages count in the code page of Windows, and browsers follow them.
            let byte = [u8::try_from(byte).ok()?];
            WINDOWS_1252
                .decode_without_bom_handling(&byte)
                .0
                .chars()
                .next()
        }
        Ok(0) | Err(_) => None,
        Ok(number) => char::from_u32(number),
    };
    let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
    Some((before + length + ends, Cow::Owned(letter.to_string())))
}

#[cfg(test)]
mod tests;
