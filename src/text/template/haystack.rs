//! The text a template searches: its letters and digits after folding, each with its place in the raw text.

use std::cell::OnceCell;
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
    /// Its runs of three letters, once somebody looks for slips.
    triples: OnceCell<Triples>,
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

/// Bits in the set of triples. By hand: a notice of 300 letters sets one in fourteen.
const TRIPLES: usize = 4_096;

/// The runs of three letters of a text, those with one hash as one: it may say too often that a run is there.
#[derive(Debug)]
struct Triples([u64; TRIPLES / 64]);

impl Triples {
    fn of(letters: impl Iterator<Item = char>) -> Self {
        let mut triples = Self([0; TRIPLES / 64]);
        each_triple(letters, |number| {
            if let Some(word) = triples.0.get_mut(number / 64) {
                *word |= 1 << (number % 64);
            }
            true
        });
        triples
    }

    fn may_hold(&self, number: usize) -> bool {
        let word = self.0.get(number / 64);
        word.is_some_and(|word| word & (1 << (number % 64)) != 0)
    }
}

/// Hands on the number of each run of three letters until `each` has enough.
fn each_triple(letters: impl Iterator<Item = char>, mut each: impl FnMut(usize) -> bool) {
    // Fibonacci hashing: the golden ratio of 64 bits spreads neighbouring code points.
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut last = (0, 0);
    for (index, letter) in letters.map(u64::from).enumerate() {
        let triple = last.0 << 42 | last.1 << 21 | letter;
        last = (last.1, letter);
        let number = (triple.wrapping_mul(SPREAD) >> 52) as usize;
        if index >= 2 && !each(number) {
            return;
        }
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
        let whole = fold(raw);
        let mut walk = whole.walk();
        for (place, folded) in whole.as_str().char_indices() {
            if !folded.is_alphanumeric() {
                continue;
            }
            let range = walk.raw_range(place..place + folded.len_utf8());
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
            triples: OnceCell::new(),
        }
    }

    /// Whether the text holds the letters with at most `slips` of them changed, added or left out, as far as its runs
    /// of three letters tell: a slip breaks no more than three of them (the lemma of q-grams, Ukkonen 1992).
    pub(super) fn may_hold_with_slips(&self, letters: &[char], slips: usize) -> bool {
        if !self.may_hold(letters, slips) {
            return false;
        }
        let triples = self
            .triples
            .get_or_init(|| Triples::of(self.letters.chars()));
        let mut missing = 0;
        each_triple(letters.iter().copied(), |number| {
            missing += usize::from(!triples.may_hold(number));
            missing <= 3 * slips
        });
        missing <= 3 * slips
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
        .map(|(at, c)| (ascii_mark(c), walk.raw_range(at..at + c.len_utf8())))
        .collect()
}

/// The full stops and commas of Chinese and Japanese as those of ASCII.
pub(super) fn ascii_mark(c: char) -> char {
    match c {
        '。' => '.',
        '、' => ',',
        _ => c,
    }
}
