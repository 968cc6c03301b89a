//! Lines and columns of what stands inside a block.

use super::{Block, Page, Visibility};

impl Page {
    /// The 1-based line and column (in characters) in [`Page::source`] of the byte `offset` of the text of
    /// `self.blocks[block]`.
    ///
    /// Exact but for texts with stray end tags or with entities that stand for several characters, where the column
    /// may be a little off. `(1, 1)` when there is no such block.
    pub fn position(&self, block: usize, offset: usize) -> (u32, u32) {
        self.blocks
            .get(block)
            .map_or((1, 1), |block| self.position_in(block, offset))
    }

    /// Like [`Page::position`], for any block of this page, hidden ones too.
    pub fn position_in(&self, block: &Block, offset: usize) -> (u32, u32) {
        let at = self.source_offset(block, offset);
        self.lines.position(&self.source, at)
    }

    /// The text of a 1-based line of the source, without its line end; empty when there is no such line.
    pub fn line_text(&self, line: u32) -> &str {
        let range = self.lines.range(&self.source, line);
        self.source.get(range).unwrap_or_default()
    }

    /// The byte offset in [`Page::source`] of the byte `offset` of a block's text.
    pub fn source_offset(&self, block: &Block, offset: usize) -> usize {
        if block.visibility == Visibility::CodeOnly {
            // A small document in an attribute or form field: its words have no places of their own.
            return block.anchors.first().map_or(0, |(_, source)| *source);
        }
        let index = block.anchors.partition_point(|(text, _)| *text <= offset);
        let Some((text, source)) = index.checked_sub(1).and_then(|at| block.anchors.get(at)) else {
            return block.anchors.first().map_or(0, |(_, source)| *source);
        };
        let wanted = block.text.get(*text..offset.min(block.text.len()));
        let from = self.source.get(*source..).unwrap_or_default();
        source + advance(from, wanted.unwrap_or_default()).0
    }
}

/// Bytes of text between two anchors: bounds what it costs to find the place of a word in a page that is one long run.
/// By hand.
const STRIDE: usize = 1024;

/// The anchors of a text with more of them where they lie far apart, as long as source and text can be brought together.
pub(super) fn dense(known: Vec<(usize, usize)>, text: &str, source: &str) -> Vec<(usize, usize)> {
    if text.len() <= 2 * STRIDE {
        return known;
    }
    let mut anchors = Vec::with_capacity(known.len() + text.len() / STRIDE);
    for (number, anchor) in known.iter().enumerate() {
        anchors.push(*anchor);
        let (mut at, mut place) = *anchor;
        let end = known.get(number + 1).map_or(text.len(), |next| next.0);
        while end.saturating_sub(at) > STRIDE {
            let to = (at + STRIDE..end).find(|to| text.is_char_boundary(*to));
            let Some((to, piece)) = to.and_then(|to| Some((to, text.get(at..to)?))) else {
                break;
            };
            let (length, whole) = advance(source.get(place..).unwrap_or_default(), piece);
            if !whole {
                break;
            }
            (at, place) = (to, place + length);
            anchors.push((at, place));
        }
    }
    anchors
}

/// How many bytes of `source` the characters of `text` take up, where white space may be written at greater length
/// and any character as an entity. Stops where the two cannot be brought together, and tells whether it did not.
fn advance(source: &str, text: &str) -> (usize, bool) {
    let bytes = source.as_bytes();
    let mut at = 0;
    let mut characters = text.chars().peekable();
    while let Some(wanted) = characters.next() {
        let rest = source.get(at..).unwrap_or_default();
        let Some(found) = rest.chars().next() else {
            return (at, false);
        };
        if wanted.is_ascii_whitespace() && found.is_ascii_whitespace() {
            at += rest.len()
                - rest
                    .trim_start_matches(|c: char| c.is_ascii_whitespace())
                    .len();
            while characters
                .next_if(|next| next.is_ascii_whitespace())
                .is_some()
            {}
        } else if wanted == found && found != '&' {
            at += found.len_utf8();
        } else if found == '&' {
            at += entity(&bytes[at..]);
        } else if found == '<' {
            at += memchr::memchr(b'>', &bytes[at..]).map_or(1, |end| end + 1);
            let rest = source.get(at..).unwrap_or_default();
            if rest.starts_with(wanted) {
                at += wanted.len_utf8();
            }
        } else if wanted.is_ascii_whitespace() {
            // A line break of the text that is a tag of the source; the next anchor sets it right.
        } else {
            return (at, false);
        }
    }
    (at, true)
}

/// Bytes of the entity that `source` begins with; 1 for a bare ampersand.
pub(super) fn entity(source: &[u8]) -> usize {
    let length = source
        .iter()
        .skip(1)
        .take(32)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#')
        .count();
    match source.get(1 + length) {
        Some(b';') if length > 0 => length + 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_over_entities_and_white_space() {
        assert_eq!(advance("a &amp; b", "a & "), (8, true));
        assert_eq!(advance("a\n   b c", "a b "), (7, true));
        assert_eq!(advance("x&y", "x&"), (2, true));
        assert_eq!(advance("ab</i>cd", "abc"), (7, true));
        assert_eq!(advance("", "abc"), (0, false));
    }
}
