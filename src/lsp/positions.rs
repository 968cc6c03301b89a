//! Places as editors count them, and as findings do.

use lsp_types::{Position, PositionEncodingKind, Range};

/// How an editor counts the characters of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// In bytes.
    Utf8,
    /// In UTF-16 code units: what holds where nothing else is agreed on.
    #[default]
    Utf16,
    /// In characters.
    Utf32,
}

impl Encoding {
    /// The one that is used with an editor that offers these, by its own order.
    pub(super) fn agreed(offered: &[PositionEncodingKind]) -> Self {
        let known = |kind: &PositionEncodingKind| match kind.as_str() {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        };
        offered.iter().find_map(known).unwrap_or_default()
    }

    /// Its name in the protocol.
    pub(super) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn len(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    fn width(self, text: &str) -> u32 {
        let width = match self {
            Self::Utf8 => text.len(),
            _ => text.chars().map(|c| self.len(c)).sum(),
        };
        u32::try_from(width).unwrap_or(u32::MAX)
    }
}

/// A text with the beginnings of its lines. A line ends at `\n`, `\r\n` or a lone `\r`, as the protocol and the reader of
/// pages both say.
pub(super) struct Positions<'t> {
    text: &'t str,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'t> Positions<'t> {
    pub(super) fn new(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes.get(at..at + 2) != Some(b"\r\n") {
                starts.push(at + 1);
            }
        }
        Self {
            text,
            starts,
            encoding,
        }
    }

    /// A line from 0, with its offset and without its end; the end of the text for a line that is not there.
    fn line(&self, line: usize) -> (usize, &'t str) {
        let Some(start) = self.starts.get(line) else {
            return (self.text.len(), "");
        };
        let end = self.starts.get(line + 1).copied();
        let line = self.text.get(*start..end.unwrap_or(self.text.len()));
        let line = line.unwrap_or_default();
        let bare = match end {
            Some(_) => line.trim_end_matches(['\r', '\n']),
            None => line,
        };
        (*start, bare)
    }

    /// The byte of a place; one that is not there is the nearest before it, as the protocol says.
    pub(super) fn offset(&self, position: Position) -> usize {
        let (start, line) = self.line(position.line as usize);
        let mut left = position.character as usize;
        for (at, c) in line.char_indices() {
            let len = self.encoding.len(c);
            if left < len {
                return start + at;
            }
            left -= len;
        }
        start + line.len()
    }

    /// The place of a byte.
    pub(super) fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let start = self.starts.get(line).copied().unwrap_or_default();
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            character: (self.encoding).width(self.text.get(start..offset).unwrap_or_default()),
        }
    }

    /// The stretch of `len` characters from a 1-based line and column in characters, on its line. Line 0 is the whole
    /// file: its beginning stands for it.
    pub(super) fn stretch(&self, line: u32, column: u32, len: usize) -> Range {
        let Some(index) = line.checked_sub(1) else {
            return Range::default();
        };
        let (start, text) = self.line(index as usize);
        let at = |column: usize| {
            let bytes = text.char_indices().nth(column).map(|(at, _)| at);
            start + bytes.unwrap_or(text.len())
        };
        let column = column.saturating_sub(1) as usize;
        Range {
            start: self.position(at(column)),
            end: self.position(at(column.saturating_add(len))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_there_and_back_in_every_encoding() {
        let text = "a\u{1f600}b\r\nzweite Zeile: ä\rdritte\n\n誰";
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let positions = Positions::new(text, encoding);
            for (at, c) in text.char_indices().filter(|(_, c)| !"\r\n".contains(*c)) {
                let position = positions.position(at);
                assert_eq!(positions.offset(position), at, "{encoding:?} {c}");
            }
            let far = Position::new(99, 99);
            assert_eq!(positions.offset(far), text.len());
            let beyond = Position::new(0, u32::MAX);
            assert_eq!(positions.offset(beyond), 6, "the end of its line");
        }
        let positions = Positions::new(text, Encoding::Utf16);
        // Between the two halves of a character.
        assert_eq!(positions.offset(Position::new(0, 2)), 1);
        let marked = positions.stretch(1, 2, 1);
        assert_eq!((marked.start.character, marked.end.character), (1, 3));
        assert_eq!(positions.stretch(0, 0, 5), Range::default());
        assert_eq!(positions.stretch(77, 7, 5).start.line, 4);
    }
}
