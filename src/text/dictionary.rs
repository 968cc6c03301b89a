//! A dictionary of words and phrases that is ready at once: a finite state machine that stands in bytes as it is used, so
//! that one made when the program is built costs nothing at its start.

use std::collections::BTreeMap;

use fst::raw::{Builder, Fst, Output};

/// Words, each with a number.
#[derive(Default)]
pub(crate) struct Dictionary(Option<Fst<&'static [u8]>>);

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
        Self(Fst::new(bytes).ok())
    }

    /// The number of a word.
    pub(crate) fn get(&self, word: &str) -> Option<u64> {
        self.0.as_ref()?.get(word).map(Output::value)
    }

    /// The words that stand in a text from a byte on, the shorter first: the number of each and the byte at which it ends.
    pub(crate) fn at<'a>(
        &'a self,
        text: &'a str,
        from: usize,
    ) -> impl Iterator<Item = (u64, usize)> + 'a {
        let mut at = self.0.as_ref().map(|machine| (machine, machine.root()));
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
