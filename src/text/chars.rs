//! From byte offsets to character offsets.

/// How many bytes lie between two entries of the table; a look-up counts at most this many. By hand.
const STRIDE: usize = 512;

/// Turns byte offsets of one text into character offsets, in constant time after one pass.
#[derive(Debug, Clone)]
pub struct CharOffsets<'a> {
    text: &'a str,
    /// Characters that start before byte `i * STRIDE`; empty for ASCII text, where both offsets agree.
    table: Vec<usize>,
}

impl<'a> CharOffsets<'a> {
    /// Reads the text once.
    pub fn new(text: &'a str) -> Self {
        let mut table = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                table.push(count);
                count += starts(chunk);
            }
            table.push(count);
        }
        Self { text, table }
    }

    /// The number of characters before byte `at`; offsets past the end count as the end.
    pub fn get(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        if self.table.is_empty() {
            return at;
        }
        let block = at / STRIDE;
        let before = self.table.get(block).copied().unwrap_or_default();
        before + starts(&self.text.as_bytes()[block * STRIDE..at])
    }
}

/// Characters that start in a piece of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting() {
        let text = "aé水🙂 ".repeat(300);
        let offsets = CharOffsets::new(&text);
        for (chars, (bytes, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.get(bytes), chars);
        }
        assert_eq!(offsets.get(text.len() + 9), text.chars().count());
        assert_eq!(CharOffsets::new("").get(3), 0);
    }
}
