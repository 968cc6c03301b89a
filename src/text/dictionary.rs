//! A dictionary of words and phrases that is ready at once: a sorted list, narrowed byte by byte.
//!
//! An automaton (Aho and Corasick) looks at each byte once, but those for the words of 41 languages were a third of the CPU
//! time of a run over one page (measured in a build without optimisation: 450 ms with them, 296 ms without).

use std::ops::Range;

/// Distinct entries in ascending order of their bytes.
#[derive(Debug, Default)]
pub(crate) struct Dictionary {
    entries: Vec<String>,
    /// The entries that begin with each byte.
    first: Vec<Range<usize>>,
    /// Whether one of them may begin within a word.
    within: Vec<bool>,
    /// A bit for each two bytes: whether an entry begins with them. Most places of a text end here.
    pairs: Vec<u64>,
}

impl Dictionary {
    /// Distinct entries in ascending order, by which they are known, and whether each may begin within a word. An empty
    /// one is found nowhere.
    pub(crate) fn new(entries: impl IntoIterator<Item = (String, bool)>) -> Self {
        let mut within = vec![false; 256];
        let mut list = Vec::new();
        for (entry, is_within) in entries {
            if let Some(first) = entry.bytes().next().filter(|_| is_within)
                && let Some(known) = within.get_mut(usize::from(first))
            {
                *known = true;
            }
            list.push(entry);
        }
        debug_assert!(list.is_sorted_by(|one, next| one < next));
        let mut pairs = vec![0; PAIRS];
        for entry in &list {
            let (words, bits) = match entry.as_bytes() {
                [] => continue,
                // Whatever follows.
                [first] => (
                    word_of(*first, 0)..word_of(*first, 0) + WORDS_OF_A_BYTE,
                    u64::MAX,
                ),
                [first, second, ..] => {
                    let word = word_of(*first, *second);
                    (word..word + 1, 1 << (second % 64))
                }
            };
            for word in pairs.get_mut(words).into_iter().flatten() {
                *word |= bits;
            }
        }
        let first = (0..=u8::MAX)
            .map(|byte| narrowed(&list, 0..list.len(), 0, byte))
            .collect();
        Self {
            entries: list,
            first,
            within,
            pairs,
        }
    }

    /// Whether an entry may begin at a byte of a text, by two bytes.
    fn may_begin(&self, text: &str, at: usize) -> bool {
        let mut bytes = text.as_bytes().iter().skip(at);
        let Some(first) = bytes.next() else {
            return false;
        };
        // At the end of a text only an entry of one byte fits, which has the bits of all pairs.
        let second = *bytes.next().unwrap_or(&0);
        let word = self.pairs.get(word_of(*first, second));
        word.is_some_and(|word| word >> (second % 64) & 1 == 1)
    }

    /// Whether an entry that may begin within a word may begin at a byte of a text.
    pub(crate) fn may_begin_within(&self, text: &str, at: usize) -> bool {
        let byte = text.as_bytes().get(at);
        byte.and_then(|byte| self.within.get(usize::from(*byte))) == Some(&true)
    }

    /// The entries that stand in a text from a byte on, the shorter first, each with the byte at which it ends.
    pub(crate) fn at<'a>(
        &'a self,
        text: &'a str,
        from: usize,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let mut rest = text.as_bytes().iter().skip(from);
        let first = rest.next().filter(|_| self.may_begin(text, from));
        let mut range = first
            .and_then(|byte| self.first.get(usize::from(*byte)))
            .cloned()
            .unwrap_or_default();
        let mut depth = 1;
        std::iter::from_fn(move || {
            while !range.is_empty() {
                let entry = range.start;
                if self.entries.get(entry)?.len() == depth {
                    // It is the first of those that begin like it.
                    range.start += 1;
                    return Some((entry, from + depth));
                }
                let byte = rest.next()?;
                range = narrowed(&self.entries, range.clone(), depth, *byte);
                depth += 1;
            }
            None
        })
    }
}

/// Words of 64 bits for the pairs of one first byte, and for all.
const WORDS_OF_A_BYTE: usize = 4;
const PAIRS: usize = 256 * WORDS_OF_A_BYTE;

/// The word in which the bit of a pair is.
fn word_of(first: u8, second: u8) -> usize {
    usize::from(first) * WORDS_OF_A_BYTE + usize::from(second) / 64
}

/// The entries of a range, which begin alike, that go on with a byte at this depth.
fn narrowed(entries: &[String], range: Range<usize>, depth: usize, byte: u8) -> Range<usize> {
    let within = entries.get(range.clone()).unwrap_or_default();
    // An entry that has ended stands before all that go on.
    let at = |entry: &String| entry.as_bytes().get(depth).copied();
    let start = within.partition_point(|entry| at(entry) < Some(byte));
    let end = start
        + within
            .get(start..)
            .unwrap_or_default()
            .partition_point(|entry| at(entry) == Some(byte));
    range.start + start..range.start + end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(entries: &[&str], text: &str) -> Vec<(usize, String)> {
        let dictionary = Dictionary::new(entries.iter().map(|entry| ((*entry).to_owned(), false)));
        text.char_indices()
            .flat_map(|(from, _)| {
                dictionary
                    .at(text, from)
                    .map(move |(entry, end)| (entry, from, end))
            })
            .map(|(entry, from, end)| {
                assert_eq!(dictionary.entries[entry], text[from..end]);
                (from, text[from..end].to_owned())
            })
            .collect()
    }

    #[test]
    fn every_entry_is_found_wherever_it_stands() {
        let entries = ["", "a", "ab", "abc", "b", "bcd", "é", "转", "转载"];
        for text in ["", "a", "abcd", "xabx", "转载转", "éa", "ab\u{0}", "转x载"] {
            let mut naive: Vec<(usize, String)> = Vec::new();
            for (from, _) in text.char_indices() {
                let mut here: Vec<&str> = entries[1..]
                    .iter()
                    .copied()
                    .filter(|entry| text[from..].starts_with(entry))
                    .collect();
                here.sort_by_key(|entry| entry.len());
                naive.extend(here.into_iter().map(|entry| (from, entry.to_owned())));
            }
            assert_eq!(found(&entries, text), naive, "{text:?}");
        }
    }
}
