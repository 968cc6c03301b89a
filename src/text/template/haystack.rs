//! The text a template searches: its letters and digits after folding, each with its place in the raw text.

use std::ops::Range;

use crate::text::fold;

/// A text prepared for any number of templates.
#[derive(Debug)]
pub struct Haystack<'t> {
    raw: &'t str,
    /// The folded letters and digits without anything between them.
    letters: String,
    /// For every letter: its byte offset in `letters` and its byte range in `raw`.
    places: Vec<Place>,
    /// The letters that occur at all: most templates are of other scripts, and fall at the first of theirs.
    alphabet: Alphabet,
}

/// Words of 64 bits in an alphabet. By hand: letters of one script lie within fewer than 4,096 code points, but for Han.
const ALPHABET: usize = 64;

/// A set of letters, in which those that lie a multiple of 4,096 apart are one: asked for each letter of each template, it
/// must cost nothing, and may say too often that a letter is there.
#[derive(Debug)]
struct Alphabet([u64; ALPHABET]);

impl Alphabet {
    fn place(letter: char) -> (usize, u64) {
        let number = letter as usize % (ALPHABET * 64);
        (number / 64, 1 << (number % 64))
    }

    fn insert(&mut self, letter: char) {
        let (word, bit) = Self::place(letter);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    fn may_hold(&self, letter: char) -> bool {
        let (word, bit) = Self::place(letter);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }
}

#[derive(Debug, Clone, Copy)]
struct Place {
    at: u32,
    start: u32,
    end: u32,
}

impl<'t> Haystack<'t> {
    /// Folds the text. Texts above 4 GiB are cut (pages and rules are far below).
    pub fn new(raw: &'t str) -> Self {
        let mut letters = String::with_capacity(raw.len());
        let mut places = Vec::with_capacity(raw.len() / 2);
        let mut alphabet = Alphabet([0; ALPHABET]);
        for (folded, range) in fold_chars(raw) {
            if !folded.is_alphanumeric() {
                continue;
            }
            let (Ok(at), Ok(start), Ok(end)) = (
                u32::try_from(letters.len()),
                u32::try_from(range.start),
                u32::try_from(range.end),
            ) else {
                break;
            };
            letters.push(folded);
            alphabet.insert(folded);
            places.push(Place { at, start, end });
        }
        Self {
            raw,
            letters,
            places,
            alphabet,
        }
    }

    /// Whether the text holds all but `missing` of these letters, anywhere.
    pub(super) fn may_hold(&self, letters: &[char], missing: usize) -> bool {
        letters
            .iter()
            .filter(|letter| !self.alphabet.may_hold(**letter))
            .nth(missing)
            .is_none()
    }

    /// All folded letters, without anything between them.
    pub(crate) fn all_letters(&self) -> &str {
        &self.letters
    }

    /// The text as it was given.
    pub fn raw(&self) -> &'t str {
        self.raw
    }

    /// Number of letters.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The letters of a range of letter numbers.
    pub(super) fn letters(&self, range: Range<usize>) -> &str {
        let start = self.offset(range.start);
        let end = self.offset(range.end);
        self.letters.get(start..end).unwrap_or_default()
    }

    /// Byte offset in `letters` of a letter number.
    fn offset(&self, letter: usize) -> usize {
        self.places
            .get(letter)
            .map_or(self.letters.len(), |place| place.at as usize)
    }

    /// The letter number at a byte offset of the string that [`Haystack::letters`] gives for `from..`.
    pub(super) fn letter_at(&self, from: usize, offset: usize) -> usize {
        let at = self.offset(from) + offset;
        self.places
            .partition_point(|place| (place.at as usize) < at)
    }

    /// Raw byte range of a range of letter numbers; empty ranges give the place before their first letter.
    pub(super) fn raw_range(&self, letters: Range<usize>) -> Range<usize> {
        let start = self
            .places
            .get(letters.start)
            .map_or(self.raw.len(), |place| place.start as usize);
        if letters.is_empty() {
            return start..start;
        }
        let end = self
            .places
            .get(letters.end - 1)
            .map_or(self.raw.len(), |place| place.end as usize);
        start..end.max(start)
    }

    /// Whether a word boundary lies between the letter and the one before it. Scripts written without spaces have
    /// one everywhere.
    pub(super) fn boundary(&self, letter: usize) -> bool {
        let (Some(before), Some(after)) = (
            letter
                .checked_sub(1)
                .and_then(|before| self.places.get(before)),
            self.places.get(letter),
        ) else {
            return true;
        };
        if before.end != after.start && before.start != after.start {
            return true;
        }
        let char_at = |place: &Place| {
            self.letters
                .get(place.at as usize..)
                .and_then(|rest| rest.chars().next())
        };
        let spaceless = |place| char_at(place).is_none_or(is_spaceless);
        spaceless(before) || spaceless(after)
    }
}

/// Whether a character belongs to a script written without spaces: Han, Kana, Hangul, Thai, Lao, Khmer, Burmese.
/// Hangul is written with spaces, but particles hang on its words.
pub(crate) fn is_spaceless(c: char) -> bool {
    matches!(c as u32,
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x1100..=0x11FF
        | 0x2E80..=0x303F | 0x3040..=0x30FF | 0x3100..=0x318F | 0x31A0..=0x4DBF | 0x4E00..=0x9FFF
        | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x323AF)
}

/// The folded characters of a text, each with the byte range it came from. On top of [`fold`] the full stops and
/// commas of Chinese and Japanese become those of ASCII.
pub(super) fn fold_chars(text: &str) -> Vec<(char, Range<usize>)> {
    let folded = fold(text);
    let mut walk = folded.walk();
    folded
        .as_str()
        .char_indices()
        .map(|(at, c)| {
            let mark = match c {
                '。' => '.',
                '、' => ',',
                _ => c,
            };
            (mark, walk.raw_range(at..at + c.len_utf8()))
        })
        .collect()
}
