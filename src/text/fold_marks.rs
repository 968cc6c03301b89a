//! Invisible characters and combining marks: which belong to a script's ordinary spelling, and which are disguises.

use icu_normalizer::properties::CanonicalCompositionBorrowed;
use icu_properties::{CodePointMapData, props::GeneralCategory};

use super::lookalike::{Script, script};

const COMPOSITION: CanonicalCompositionBorrowed<'static> = CanonicalCompositionBorrowed::new();

/// Whether a character is never drawn (default-ignorable code points, variation selectors included).
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c as u32,
        0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
        | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
        | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF)
}

/// Whether a reader sees nothing of a character.
pub(crate) fn leaves_no_mark(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Invisible characters in a row that are passed over. By hand; it bounds work.
const ROW: usize = 8;

/// Whether an invisible character between these texts is out of place: inside a word of a script that does not need it.
/// Emoji sequences, ideographic variants, joiners of Arabic and Indic scripts, break hints of the scripts that write
/// without spaces, direction marks beside right-to-left text, and soft hyphens between syllables are in place; so is
/// whatever stands at the edge of a word, where it hides nothing.
pub(super) fn is_disguise(c: char, before: &str, after: &str) -> bool {
    let seen = |c: &char| !is_invisible(*c);
    let behind = after.chars().take(ROW).find(seen);
    let Some(before_it) = before.chars().rev().take(ROW).find(seen) else {
        return false;
    };
    if matches!(c as u32, 0xFE00..=0xFE0F | 0xE0100..=0xE01EF | 0x180B..=0x180F) {
        // It belongs to the letter before it.
        return script(before_it).is_some();
    }
    if !before_it.is_alphanumeric() || !behind.is_some_and(char::is_alphanumeric) {
        return false;
    }
    let near = |test: fn(char) -> bool| test(before_it) || behind.is_some_and(test);
    match c as u32 {
        // Hyphenation leaves two letters on each side at least, and Chinese, Japanese and Korean have none.
        0xAD => {
            let syllable = |letters: [Option<char>; 2]| {
                letters.iter().all(|c| c.is_some_and(char::is_alphanumeric))
            };
            let (mut back, mut on) = (before.chars().rev(), after.chars());
            near(super::script::is_cjk)
                || !syllable([back.next(), back.next()])
                || !syllable([on.next(), on.next()])
        }
        0x200C | 0x200D => !near(uses_joiners) && !near(is_symbol),
        0x200B => !near(writes_without_spaces),
        0x200E | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069 | 0x61C => !near(is_right_to_left),
        0x115F..=0x1160 | 0x3164 | 0xFFA0 => !near(super::script::is_hangul),
        _ => true,
    }
}

fn is_symbol(c: char) -> bool {
    let code = c as u32;
    (0x1F000..=0x1FAFF).contains(&code) || (0x2190..=0x2BFF).contains(&code) || code == 0xFE0F
}

fn is_right_to_left(c: char) -> bool {
    matches!(c as u32, 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

fn uses_joiners(c: char) -> bool {
    matches!(c as u32, 0x600..=0x8FF | 0x900..=0xDFF | 0x1000..=0x109F | 0x1780..=0x18AF | 0xFB50..=0xFDFF
        | 0xFE70..=0xFEFC)
}

fn writes_without_spaces(c: char) -> bool {
    matches!(c as u32, 0xE00..=0xEFF | 0xF00..=0xFFF | 0x1000..=0x109F | 0x1780..=0x17FF)
}

/// Whether a character is a combining mark of any kind; variation selectors are marks by category, but nothing to see.
pub(super) fn is_mark(c: char) -> bool {
    (c as u32) >= 0x300
        && !is_invisible(c)
        && !matches!(c as u32, 0x370..=0x482 | 0x3041..=0x3098 | 0x309B..=0xA66E | 0xAC00..=0xFB1D)
        && matches!(
            CodePointMapData::<GeneralCategory>::new().get(c),
            GeneralCategory::NonspacingMark
                | GeneralCategory::SpacingMark
                | GeneralCategory::EnclosingMark
        )
}

/// Whether a mark belongs to no script of its own, so that it can be stacked on anything.
pub(super) fn is_general_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36F | 0x483..=0x489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF
        | 0xFE20..=0xFE2F)
}

/// The stroke that draws an Arabic word out, for the eye only.
pub(super) const TATWEEL: char = '\u{640}';

/// Vowel points of Arabic and Hebrew, which most texts leave out: one word with and without them. Hamza and madda are
/// part of their letters.
pub(super) fn is_vowel_point(mark: char) -> bool {
    matches!(mark as u32, 0x64B..=0x652 | 0x670 | 0x5B0..=0x5BD | 0x5BF | 0x5C1..=0x5C2 | 0x5C7)
}

/// The letter that a base and a mark make together, if languages spell with it.
pub(super) fn ordinary_letter(base: char, mark: char) -> Option<char> {
    COMPOSITION
        .compose(base, mark)
        .filter(|letter| is_ordinary(*letter))
}

/// Letters with marks that living languages and the usual transliterations spell with. The others with a dot above
/// (`ḋ`, `ṫ`) hardly occur outside old Irish print and disguises.
fn is_ordinary(letter: char) -> bool {
    matches!(letter as u32,
        0xC0..=0x17F | 0x1A0..=0x1A1 | 0x1AF..=0x1B0 | 0x1CD..=0x1DC | 0x1E6..=0x1E7 | 0x218..=0x21B
        | 0x1E0C..=0x1E0D | 0x1E24..=0x1E25 | 0x1E32..=0x1E37 | 0x1E42..=0x1E43 | 0x1E45..=0x1E47
        | 0x1E5A..=0x1E5D | 0x1E62..=0x1E63 | 0x1E6C..=0x1E6D | 0x1E92..=0x1E93 | 0x1EA0..=0x1EF9
        | 0x386..=0x3CE | 0x1F00..=0x1FFF | 0x400..=0x45F | 0x4C1..=0x4F9)
}

/// Whether general marks on letters are stray all over the text: more than a tenth of them make no ordinary letter.
/// Then also those that happen to make one are disguises. A text that merely spells in decomposed form has none.
pub(super) fn marks_are_stray(raw: &str) -> bool {
    let (mut ordinary, mut stray) = (0usize, 0usize);
    let mut base: Option<char> = None;
    for c in raw.chars() {
        if c < '\u{300}' {
            base = Some(c);
        } else if is_general_mark(c) {
            match base.filter(|base| base.is_alphanumeric()) {
                Some(letter) => match ordinary_letter(letter, c) {
                    Some(letter) => {
                        ordinary += 1;
                        base = Some(letter);
                    }
                    None if is_spelling_aid(letter, c) => {}
                    None => stray += 1,
                },
                None => stray += 1,
            }
        } else if !is_invisible(c) {
            base = Some(c);
        }
    }
    stray * 10 > ordinary + stray
}

/// Marks that are dropped as part of ordinary spelling: the stress on a Russian vowel, the dot that lower-casing
/// leaves on a Turkish i, the frame of a keycap.
pub(super) fn is_spelling_aid(base: char, mark: char) -> bool {
    match mark {
        '\u{301}' | '\u{300}' => {
            script(base) == Some(Script::Cyrillic) && "аеиоуыэюяАЕИОУЫЭЮЯ".contains(base)
        }
        '\u{307}' => base == 'i',
        '\u{20E3}' => base.is_ascii_digit() || matches!(base, '#' | '*'),
        _ => false,
    }
}
