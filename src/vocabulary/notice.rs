//! Words of notices as they are searched for.

use super::index::{Entry, Kind, OPEN_END, OPEN_START};
use crate::languages::{Language, Word};
use crate::text::folded;

impl Kind for Word {
    const ALL: &[Self] = Self::ALL;
}

/// The words of notices of the language of this number, folded.
pub(crate) fn words(
    language: &Language,
    number: u8,
) -> impl Iterator<Item = (String, Entry<Word>)> {
    let lists = Word::ALL
        .iter()
        .map(|word| (*word, language.notice.list(*word)));
    let words = lists.flat_map(|(word, list)| list.iter().map(move |written| (word, written)));
    words.flat_map(move |(word, written)| {
        let open_start = written.starts_with('*');
        let open_end = written.ends_with('*');
        let entry = |flags| Entry {
            kind: word,
            language: number,
            flags,
        };
        let flags = u8::from(open_start) * OPEN_START + u8::from(open_end) * OPEN_END;
        let folded = folded(written.trim_matches('*')).into_owned();
        let stem = stem(&folded).filter(|_| word == Word::Organization && !open_start);
        let stem = stem.map(|stem| (stem.to_owned(), entry(flags | STEM)));
        [(folded, entry(flags))].into_iter().chain(stem)
    })
}

/// It is what is left of a word for an organization without its ending.
const STEM: u8 = 1;

impl Entry<Word> {
    /// Whether it is a word for an organization without its ending.
    pub(crate) fn is_stem(&self) -> bool {
        self.flags & STEM != 0
    }
}

/// A word in Greek or Cyrillic letters without its ending: "вестник" of "вестника", "σύλλογ" of "σύλλογο".
pub(crate) fn stem(folded: &str) -> Option<&str> {
    /// Letters that a stem has at least. By hand: "газет", "хрони".
    const LEAST: usize = 5;
    const ENDINGS: &[char] = &[
        'а', 'е', 'и', 'о', 'у', 'ы', 'і', 'ь', 'ю', 'я', 'й', 'м', 'х', 'α', 'ο', 'η', 'ι', 'υ',
        'ς', 'σ', 'ν', 'ά', 'ή', 'ό', 'ί', 'ύ', 'ώ', 'ω', 'ε', 'έ',
    ];
    let inflects = folded.starts_with(|c: char| matches!(c as u32, 0x370..=0x52F));
    let stem = folded.trim_end_matches(ENDINGS);
    (inflects && stem.chars().count() >= LEAST).then_some(stem)
}
