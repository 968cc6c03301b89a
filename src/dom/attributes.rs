//! Attributes in the raw source of a tag: how many, and where a value stands.

use std::ops::Range;

/// Counts the attributes of a tag that is so long that the tokenizer has not given it out yet.
///
/// The tokenizer compares each attribute with all before it, so a tag of a megabyte costs it minutes; this counts
/// along in one pass over all pieces.
#[derive(Debug, Default)]
pub(crate) struct AttributeCount {
    tag: usize,
    to: usize,
    count: usize,
    state: State,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Name,
    Between,
    Attribute,
    Equals,
    Quoted(u8),
    Bare,
}

impl AttributeCount {
    /// The number of attributes between the `<` at `tag` and `to`; 0 if no tag begins there.
    pub(crate) fn in_tag(&mut self, source: &str, tag: usize, to: usize) -> usize {
        let bytes = source.as_bytes();
        let mut name = bytes.get(tag..).unwrap_or_default().iter().copied();
        let is_tag = name.next() == Some(b'<')
            && name
                .next()
                .is_some_and(|byte| byte == b'/' || byte.is_ascii_alphabetic());
        if !is_tag {
            return 0;
        }
        if self.tag != tag || self.to <= tag {
            *self = Self {
                tag,
                to: tag + 2,
                ..Self::default()
            };
        }
        for &byte in bytes.get(self.to..to).unwrap_or_default() {
            self.step(byte);
        }
        self.to = to;
        self.count
    }

    fn step(&mut self, byte: u8) {
        let space = byte.is_ascii_whitespace() || byte == b'/';
        self.state = match self.state {
            State::Name if space => State::Between,
            State::Name => State::Name,
            State::Between if space => State::Between,
            State::Between => {
                self.count += 1;
                State::Attribute
            }
            State::Attribute if byte == b'=' => State::Equals,
            State::Attribute if space => State::Between,
            State::Attribute => State::Attribute,
            State::Equals if byte.is_ascii_whitespace() => State::Equals,
            State::Equals if byte == b'"' || byte == b'\'' => State::Quoted(byte),
            State::Equals => State::Bare,
            State::Quoted(quote) if byte == quote => State::Between,
            State::Quoted(quote) => State::Quoted(quote),
            State::Bare if byte.is_ascii_whitespace() => State::Between,
            State::Bare => State::Bare,
        };
    }
}

/// The byte range, in `tag`, of the raw value of the attribute `name` (lower case) of the raw tag `tag`.
pub(crate) fn value_range(tag: &str, name: &str) -> Option<Range<usize>> {
    let bytes = tag.as_bytes();
    let is_space = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
    let mut at = 1;
    while at < bytes.len() && !is_space(bytes[at]) {
        at += 1;
    }
    while at < bytes.len() {
        while at < bytes.len() && is_space(bytes[at]) {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && !is_space(bytes[at]) && !matches!(bytes[at], b'=' | b'>') {
            at += 1;
        }
        let found = bytes[start..at].eq_ignore_ascii_case(name.as_bytes());
        let mut value = at;
        while value < bytes.len() && bytes[value].is_ascii_whitespace() {
            value += 1;
        }
        if bytes.get(value) != Some(&b'=') {
            if at == start {
                at += 1;
            }
            continue;
        }
        value += 1;
        while value < bytes.len() && bytes[value].is_ascii_whitespace() {
            value += 1;
        }
        let range = match bytes.get(value) {
            Some(&quote @ (b'"' | b'\'')) => {
                let rest = &bytes[value + 1..];
                let length = memchr::memchr(quote, rest).unwrap_or(rest.len());
                value + 1..value + 1 + length
            }
            _ => {
                let rest = bytes.get(value..).unwrap_or_default();
                let length = rest
                    .iter()
                    .position(|byte| byte.is_ascii_whitespace() || *byte == b'>')
                    .unwrap_or(rest.len());
                value..value + length
            }
        };
        if found {
            return Some(range);
        }
        at = range.end.max(at) + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
        value_range(tag, name).map(|range| &tag[range])
    }

    #[test]
    fn finds_values_in_every_spelling() {
        assert_eq!(value("<a href=x>", "href"), Some("x"));
        assert_eq!(
            value("<a class='href' HREF = \"a b\">", "href"),
            Some("a b")
        );
        assert_eq!(value("<a data-href=no href='>'>", "href"), Some(">"));
        assert_eq!(value("<a title=\"href=no\">", "href"), None);
        assert_eq!(value("<a href>", "href"), None);
        assert_eq!(value("<a b href=/x/>", "href"), Some("/x/"));
        assert_eq!(value("<a =href=x>", "href"), None);
        assert_eq!(value("<a href=\"cut", "href"), Some("cut"));
        assert_eq!(value("<", "href"), None);
    }

    #[test]
    fn counts_attributes_over_pieces() {
        let tag = format!("<p {} x='a b c' y=\"d=e f\" z", "a=1 ".repeat(100));
        let mut count = AttributeCount::default();
        for to in (3..tag.len()).step_by(7) {
            count.in_tag(&tag, 0, to);
        }
        assert_eq!(count.in_tag(&tag, 0, tag.len()), 103);
        assert_eq!(AttributeCount::default().in_tag("<!-- a b c -->", 0, 14), 0);
    }
}
