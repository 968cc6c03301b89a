//! Scripts that are written without spaces between words.

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
