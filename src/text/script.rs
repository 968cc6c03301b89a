//! Scripts, above all those that are written without spaces between words.

/// Whether a character belongs to a writing without spaces between words, or with spaces for phrases only.
pub(crate) fn is_unspaced(letter: char) -> bool {
    // Thai and Lao, Myanmar, Khmer.
    is_cjk(letter)
        || matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// Whether a character belongs to Chinese, Japanese or Korean writing (letters, not punctuation).
pub(crate) fn is_cjk(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{2fff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{9fff}'
        | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ffdc}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character is a Han character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3005 | 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether a character is a Hangul letter or syllable.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c as u32, 0x1100..=0x11FF | 0x3130..=0x318F | 0xA960..=0xA97F | 0xAC00..=0xD7FF)
}

/// Whether a character is a token by itself: Han, Kana, Bopomofo, Hangul, Thai, Lao, Khmer, Myanmar (digits of these
/// scripts form numbers).
pub(super) fn is_single(c: char) -> bool {
    (c as u32) >= 0xE01
        && (is_han(c)
            || is_hangul(c)
            || matches!(c as u32,
                0xE01..=0xE3A | 0xE40..=0xE4E | 0xE81..=0xECE | 0xEDC..=0xEDF | 0x1000..=0x103F | 0x1050..=0x108F
                | 0x1780..=0x17D3 | 0x3041..=0x3096 | 0x309D..=0x309F | 0x30A1..=0x30FA | 0x30FC..=0x30FF
                | 0x3105..=0x312F | 0x31A0..=0x31BF | 0x31F0..=0x31FF))
}
