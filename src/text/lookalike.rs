//! Look-alike letters of other scripts, undone only where the neighbourhood proves them foreign.
//!
//! Whole Cyrillic or Greek words stay what they are; a letter is changed only inside a word that mixes scripts, or
//! in a word made of nothing but look-alikes that stands between words of another script.

use std::ops::Range;
use std::sync::LazyLock;

use foldhash::HashMap;

/// The scripts whose letters are exchanged for one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Greek,
    /// Armenian and Cherokee letters: only ever the disguise of another script.
    Foreign,
}

const SCRIPTS: [Script; 3] = [Script::Latin, Script::Cyrillic, Script::Greek];

/// The script of a letter, if it is one of those that are exchanged.
pub(super) fn script(c: char) -> Option<Script> {
    match c as u32 {
        0x41..=0x5A
        | 0x61..=0x7A
        | 0xAA
        | 0xBA
        | 0xC0..=0xD6
        | 0xD8..=0xF6
        | 0xF8..=0x2AF
        | 0x1D00..=0x1D25
        | 0x1E00..=0x1EFF
        | 0xA720..=0xA7FF
        | 0xFF21..=0xFF3A
        | 0xFF41..=0xFF5A => Some(Script::Latin),
        0x400..=0x481 | 0x48A..=0x52F => Some(Script::Cyrillic),
        0x370..=0x3FF | 0x1F00..=0x1FFF => Some(Script::Greek),
        0x531..=0x587 | 0x13A0..=0x13FD | 0xAB70..=0xABBF => Some(Script::Foreign),
        _ => None,
    }
}

/// Latin letters with the letters of other scripts that look like them, by the shapes of common typefaces
/// (the pairs agree with the single-letter entries of UTS 39).
const LATIN: &[(char, &str)] = &[
    ('A', "АΑᎪ"),
    ('B', "ВΒᏴ"),
    ('C', "СϹᏟ"),
    ('D', "Ꭰ"),
    ('E', "ЕΕᎬ"),
    ('G', "ԌᏀ"),
    ('H', "НΗᎻ"),
    ('I', "ІΙӀ"),
    ('J', "ЈͿᎫ"),
    ('K', "КΚᏦ"),
    ('L', "Ꮮ"),
    ('M', "МΜᎷ"),
    ('N', "Ν"),
    ('O', "ОΟՕ"),
    ('P', "РΡᏢ"),
    ('Q', "Ԛ"),
    ('R', "Ꭱ"),
    ('S', "ЅՏᏚ"),
    ('T', "ТΤᎢ"),
    ('U', "Ս"),
    ('V', "ѴᏙ"),
    ('W', "ԜᎳ"),
    ('X', "ХΧ"),
    ('Y', "ҮΥУ"),
    ('Z', "ΖᏃ"),
    ('a', "аα"),
    ('c', "сϲ"),
    ('d', "ԁ"),
    ('e', "еҽ"),
    ('g', "ց"),
    ('h', "һհ"),
    ('i', "іιӏ"),
    ('j', "јϳ"),
    ('k', "кκ"),
    ('n', "ո"),
    ('o', "оοσօ"),
    ('p', "рρ"),
    ('q', "ԛզ"),
    ('s', "ѕ"),
    ('t', "т"),
    ('u', "սυ"),
    ('v', "ѵν"),
    ('w', "ԝա"),
    ('x', "хχ"),
    ('y', "уүγ"),
    ('m', "м"),
    ('b', "Ьь"),
];

/// The letter of `to` that looks like `c`, if there is one.
pub(super) fn convert(c: char, to: Script) -> Option<char> {
    let from = script(c)?;
    if from == to {
        return Some(c);
    }
    if to == Script::Foreign {
        return None;
    }
    let latin = BY_LETTER.get(&c)?;
    if to == Script::Latin {
        return Some(latin.0);
    }
    latin.1.chars().find(|other| script(*other) == Some(to))
}

/// The line of [`LATIN`] that each of its letters stands in.
static BY_LETTER: LazyLock<HashMap<char, &'static (char, &'static str)>> = LazyLock::new(|| {
    let mut lines = HashMap::default();
    for line in LATIN {
        for letter in std::iter::once(line.0).chain(line.1.chars()) {
            lines.entry(letter).or_insert(line);
        }
    }
    lines
});

/// A word, and the script that its look-alikes are folded to.
#[derive(Debug, Clone)]
pub(super) struct Disguised {
    /// Byte range of the word in the raw text.
    pub(super) word: Range<usize>,
    /// The script the word is really written in.
    pub(super) script: Script,
    /// Whether the exchange counts as a disguise (single letters and capitals may be honest).
    pub(super) counts: bool,
}

/// Finds the words whose letters have to be exchanged, in order. `is_inside` tells which characters do not end a
/// word although they are no letters of ours (marks, invisible characters). Linear in the text.
pub(super) fn disguised_words(raw: &str, is_inside: impl Fn(char) -> bool) -> Vec<Disguised> {
    let words = words(raw, is_inside);
    let mut after = vec![None; words.len()];
    let mut next = None;
    for (index, word) in words.iter().enumerate().rev() {
        after[index] = next;
        next = word.decisive().or(next);
    }
    let mut found = Vec::new();
    let mut before = None;
    for (word, after) in words.iter().zip(after) {
        if let Some(script) = word.resolve(before, after) {
            found.push(Disguised {
                word: word.range.clone(),
                script,
                counts: word.mixed() || (word.letters > 1 && !word.capitals),
            });
        }
        before = word.decisive().or(before);
    }
    found
}

/// What the letters of one word say about its script.
struct Word {
    range: Range<usize>,
    letters: u32,
    capitals: bool,
    /// Letters of Latin, Cyrillic, Greek, and of scripts that can only be a disguise.
    of: [u32; 4],
    /// Whether the whole word can be written in Latin, Cyrillic, Greek.
    possible: [bool; 3],
}

impl Word {
    fn new(start: usize) -> Self {
        Self {
            range: start..start,
            letters: 0,
            capitals: true,
            of: [0; 4],
            possible: [true; 3],
        }
    }

    fn push(&mut self, c: char, of: Script) {
        self.letters += 1;
        self.capitals &= !c.is_lowercase();
        self.of[of as usize] += 1;
        for to in SCRIPTS {
            if of != to && self.possible[to as usize] {
                self.possible[to as usize] = convert(c, to).is_some();
            }
        }
    }

    fn mixed(&self) -> bool {
        self.of.iter().filter(|count| **count > 0).count() > 1
    }

    /// Whether the word can be written in a script. A Greek letter or two beside Latin ones is a unit or a formula
    /// (`kΩ`, `λx`), no Greek word.
    fn possible(&self, script: Script) -> bool {
        let formula = script == Script::Greek && self.mixed() && self.of[script as usize] < 3;
        script != Script::Foreign && self.possible[script as usize] && !formula
    }

    /// The only script the word can be written in.
    fn decisive(&self) -> Option<Script> {
        let mut possible = SCRIPTS.into_iter().filter(|script| self.possible(*script));
        let first = possible.next();
        first.filter(|script| possible.next().is_none() && self.of[*script as usize] > 0)
    }

    fn resolve(&self, before: Option<Script>, after: Option<Script>) -> Option<Script> {
        let possible = |script: &Script| self.possible(*script);
        if self.mixed() {
            return self.decisive().or_else(|| {
                before
                    .filter(possible)
                    .or(after.filter(possible))
                    .or_else(|| {
                        SCRIPTS
                            .into_iter()
                            .filter(possible)
                            .max_by_key(|script| self.of[*script as usize])
                    })
            });
        }
        let around = match (before, after) {
            (Some(before), Some(after)) if before != after => return None,
            (before, after) => before.or(after)?,
        };
        let own = self.of[around as usize] > 0;
        // Latin capitals are at home in every script: "PC", "A", "XP" in a Russian sentence.
        let honest = self.capitals && self.of[Script::Latin as usize] > 0;
        (!own && !honest && possible(&around)).then_some(around)
    }
}

fn words(raw: &str, is_inside: impl Fn(char) -> bool) -> Vec<Word> {
    let mut words = Vec::new();
    let mut open: Option<Word> = None;
    for (at, c) in raw.char_indices() {
        if let Some(script) = script(c) {
            let word = open.get_or_insert_with(|| Word::new(at));
            word.push(c, script);
            word.range.end = at + c.len_utf8();
        } else if !is_inside(c) {
            words.extend(open.take());
        }
    }
    words.extend(open);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts(raw: &str) -> Vec<(&str, Script)> {
        disguised_words(raw, |_| false)
            .into_iter()
            .map(|found| (&raw[found.word], found.script))
            .collect()
    }

    #[test]
    fn finds_mixed_words_of_either_script() {
        assert_eq!(scripts("the cоmputеr works"), [("cоmputеr", Script::Latin)]);
        assert_eq!(scripts("это пpивeт всем"), [("пpивeт", Script::Cyrillic)]);
    }

    #[test]
    fn finds_whole_words_of_look_alikes_by_their_neighbours() {
        assert_eq!(scripts("this is а nice day"), [("а", Script::Latin)]);
        assert_eq!(scripts("это а то"), []);
        assert_eq!(scripts("мой старый PC завис"), []);
    }

    #[test]
    fn leaves_honest_mixtures_alone() {
        assert_eq!(scripts("5 μm and kΩ or ΔT"), []);
        assert_eq!(scripts("IT-отдел и USBшник"), []);
        assert_eq!(scripts("The word Москва is Russian"), []);
    }
}
