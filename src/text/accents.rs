//! Letters without their accents.

use std::borrow::Cow;

/// A text with the accents taken off its letters, as people type names: "Jose Nunez" is José Núñez, "Soren" is Søren.
pub(crate) fn without_accents(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let normalizer = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd();
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ı' => plain.push('i'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            // Latin, Greek, Cyrillic: elsewhere marks are letters.
            '\u{80}'..='\u{58f}' | '\u{1e00}'..='\u{1fff}' => {
                let mut buffer = [0; 4];
                let letter: &str = letter.encode_utf8(&mut buffer);
                let parts = normalizer.normalize(letter);
                plain.extend(
                    parts
                        .chars()
                        .filter(|part| !matches!(part, '\u{300}'..='\u{36f}')),
                );
            }
            _ => plain.push(letter),
        }
    }
    Cow::Owned(plain)
}
