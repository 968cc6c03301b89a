//! Byte offsets of a source to lines and columns, and back.

use std::ops::Range;

/// Bytes between two remembered character counts; bounds the cost of a column on a page that is one long line. By hand.
const STEP: usize = 256;

/// Where the lines of a source begin, and how many characters stand before every so many bytes.
///
/// A line ends at `\n`, `\r\n` or a lone `\r`.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    starts: Vec<u32>,
    characters: Vec<u32>,
}

impl Lines {
    /// Indexes `source`, in one pass.
    pub fn new(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(offset(at + 1));
        }
        let mut characters = Vec::with_capacity(bytes.len() / STEP + 1);
        let mut count = 0;
        for chunk in bytes.chunks(STEP) {
            characters.push(offset(count));
            count += count_characters(chunk);
        }
        Self { starts, characters }
    }

    /// The 1-based line and column (in characters) of the byte `at` of `source`, the source that was indexed.
    pub fn position(&self, source: &str, at: usize) -> (u32, u32) {
        let at = at.min(source.len());
        let line = self
            .starts
            .partition_point(|start| *start as usize <= at)
            .max(1);
        let start = self.starts.get(line - 1).map_or(0, |start| *start as usize);
        let column = self.before(source, at) - self.before(source, start);
        (offset(line), offset(column + 1))
    }

    /// The byte offset of a 1-based line and column (in characters): the way back from [`Lines::position`].
    pub(crate) fn offset_of(&self, source: &str, line: u32, column: u32) -> usize {
        let start = self.range(source, line).start;
        let wanted = self.before(source, start) + column.saturating_sub(1) as usize;
        let step = self
            .characters
            .partition_point(|count| *count as usize <= wanted)
            .saturating_sub(1);
        let known = self.characters.get(step).map_or(0, |count| *count as usize);
        let mut at = step * STEP;
        while !source.is_char_boundary(at) {
            at += 1;
        }
        let rest = source.get(at..).unwrap_or_default();
        let mut characters = rest.char_indices().map(|(offset, _)| offset);
        at + characters.nth(wanted - known).unwrap_or(rest.len())
    }

    /// The byte range of a 1-based line, without its line end. Empty when there is no such line.
    pub fn range(&self, source: &str, line: u32) -> Range<usize> {
        let index = line.max(1) as usize - 1;
        let Some(start) = self.starts.get(index).map(|start| *start as usize) else {
            return source.len()..source.len();
        };
        let end = self
            .starts
            .get(index + 1)
            .map_or(source.len(), |next| *next as usize);
        let text = source.get(start..end).unwrap_or_default();
        start..start + text.trim_end_matches(['\r', '\n']).len()
    }

    /// Number of lines; at least 1.
    pub fn count(&self) -> usize {
        self.starts.len().max(1)
    }

    fn before(&self, source: &str, at: usize) -> usize {
        let step = at / STEP;
        let known = self.characters.get(step).map_or(0, |count| *count as usize);
        let bytes = source.as_bytes();
        known + count_characters(bytes.get(step * STEP..at).unwrap_or_default())
    }
}

fn count_characters(bytes: &[u8]) -> usize {
    // Every character has exactly one byte that is no UTF-8 continuation byte.
    // Counting in bytes, 128 at a time, lets the compiler use the widest registers.
    bytes
        .chunks(128)
        .map(|chunk| {
            let count: u8 = chunk
                .iter()
                .map(|byte| u8::from(*byte & 0xC0 != 0x80))
                .sum();
            usize::from(count)
        })
        .sum()
}

/// Offsets are kept in 32 bits: the limit on the body lies far below 4 GiB.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_by_every_line_end() {
        let source = "a\nbc\r\nd\re";
        let lines = Lines::new(source);
        assert_eq!(lines.position(source, 0), (1, 1));
        assert_eq!(lines.position(source, 3), (2, 2));
        assert_eq!(lines.position(source, 6), (3, 1));
        assert_eq!(lines.position(source, 8), (4, 1));
        assert_eq!(&source[lines.range(source, 2)], "bc");
        assert_eq!(&source[lines.range(source, 4)], "e");
        assert_eq!(lines.range(source, 99), 9..9);
    }

    #[test]
    fn counts_columns_in_characters_far_into_a_line() {
        let source = "é".repeat(5_000) + "x";
        let lines = Lines::new(&source);
        assert_eq!(lines.position(&source, source.len() - 1), (1, 5_001));
        assert_eq!(lines.position(&source, usize::MAX), (1, 5_002));
    }

    #[test]
    fn agrees_with_a_plain_count_at_every_byte() {
        let source = "añ\n漢字\r\n".repeat(200);
        let lines = Lines::new(&source);
        for (at, _) in source.char_indices() {
            let before = &source[..at];
            let line = before.matches('\n').count() + 1;
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            let column = source[start..at].chars().count() + 1;
            let place = lines.position(&source, at);
            assert_eq!(place, (offset(line), offset(column)));
            assert_eq!(lines.offset_of(&source, place.0, place.1), at);
        }
    }
}
