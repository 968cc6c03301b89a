//! A dictionary of words and phrases that is ready at once: a finite state machine that stands in bytes as it is used, so
//! that one made when the program is built costs nothing at its start.

use std::collections::BTreeMap;

use fst::raw::{Builder, Fst, Output};

/// Words, each with a number.
#[derive(Default)]
pub(crate) struct Dictionary {
    machine: Option<Fst<&'static [u8]>>,
    /// A bit for each two bytes: whether a word begins with them. Most places of a text end here.
    pairs: Vec<u64>,
}

impl Dictionary {
    /// The bytes of a dictionary. An empty word is found nowhere.
    pub(crate) fn bytes(words: &BTreeMap<String, u64>) -> Vec<u8> {
        let mut machine = Builder::memory();
        let mut words = words.iter();
        // It refuses words that are not in order, which those of a map are.
        let made = words.try_for_each(|(word, number)| machine.insert(word, *number));
        made.and_then(|()| machine.into_inner()).unwrap_or_default()
    }

    /// The dictionary that stands in bytes; one without words if they hold none.
    pub(crate) fn new(bytes: &'static [u8]) -> Self {
        let machine = Fst::new(bytes).ok();
        let mut pairs = vec![0; PAIRS];
        if let Some(machine) = &machine {
            for first in machine.root().transitions() {
                let node = machine.node(first.addr);
                let from = word_of(first.inp, 0);
                let words = &mut pairs[from..from + WORDS_OF_A_BYTE];
                if node.is_final() {
                    // Whatever follows.
                    words.fill(u64::MAX);
                }
                for second in node.transitions() {
                    words[usize::from(second.inp) / 64] |= 1 << (second.inp % 64);
                }
            }
        }
        Self { machine, pairs }
    }

    /// Whether a word may begin at a byte of a text, by two bytes.
    fn may_begin(&self, text: &str, at: usize) -> bool {
        let Some(first) = text.as_bytes().get(at) else {
            return false;
        };
        // At the end of a text only a word of one byte fits, which has the bits of all pairs.
        let second = *text.as_bytes().get(at + 1).unwrap_or(&0);
        let word = self.pairs.get(word_of(*first, second));
        word.is_some_and(|word| word >> (second % 64) & 1 == 1)
    }

    /// The number of a word.
    pub(crate) fn get(&self, word: &str) -> Option<u64> {
        self.machine.as_ref()?.get(word).map(Output::value)
    }

    /// The words that stand in a text from a byte on, the shorter first: the number of each and the byte at which it ends.
    pub(crate) fn at<'a>(
        &'a self,
        text: &'a str,
        from: usize,
    ) -> impl Iterator<Item = (u64, usize)> + 'a {
        let machine = self.machine.as_ref();
        let machine = machine.filter(|_| self.may_begin(text, from));
        let mut at = machine.map(|machine| (machine, machine.root()));
        let mut number = Output::zero();
        let mut end = from;
        std::iter::from_fn(move || {
            let (machine, node) = at.as_mut()?;
            loop {
                let byte = text.as_bytes().get(end)?;
                let step = node.transition(node.find_input(*byte)?);
                number = number.cat(step.out);
                *node = machine.node(step.addr);
                end += 1;
                if node.is_final() {
                    return Some((number.cat(node.final_output()).value(), end));
                }
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn found(entries: &[&str], text: &str) -> Vec<(usize, String)> {
        let words = entries.iter().map(|entry| (*entry).to_owned()).zip(0..);
        let dictionary = Dictionary::new(Dictionary::bytes(&words.collect()).leak());
        text.char_indices()
            .flat_map(|(from, _)| {
                let words = dictionary.at(text, from);
                words.map(move |(number, end)| (number, from, end))
            })
            .map(|(number, from, end)| {
                let word = &text[from..end];
                assert_eq!(entries[usize::try_from(number).unwrap()], word);
                assert_eq!(dictionary.get(word), Some(number));
                (from, word.to_owned())
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
