//! Signs that carry the sense of a number or a letter: a minus, a currency, per cent, greater and less. Words compare equal
//! without them, and say something else.

use std::ops::Range;

use xxhash_rust::xxh3::xxh3_64;

use crate::text::Token;

/// Letters of a word to which a plus or a minus belongs, such as a mark or a blood group. By hand.
const MARK: usize = 2;

/// For each token that has such signs its index and the hash of them, whatever their order: a currency may stand before
/// its number or behind it. Those of a number whose digits are set apart stand at its first token. Ascending; linear in
/// the text.
pub(super) fn signs(text: &str, tokens: &[Token]) -> Vec<(u32, u32)> {
    let mut found: Vec<(usize, Vec<char>)> = Vec::new();
    // The token at hand and the one that begins its number are the last that were found.
    let mut add = |at: usize, sign: char| match found
        .iter_mut()
        .rev()
        .take(2)
        .find(|(known, _)| *known == at)
    {
        Some((_, signs)) => signs.push(sign),
        None => found.push((at, vec![sign])),
    };
    // The first token of the number at hand.
    let mut number = 0;
    for index in 0..=tokens.len() {
        let before = index.checked_sub(1).and_then(|index| tokens.get(index));
        let next = tokens.get(index);
        let start = before.map_or(0, |token| token.end as usize);
        let end = next.map_or(text.len(), |token| token.start as usize);
        let gap = text.get(start..end).unwrap_or_default();
        let one = before.map_or("", |token| text.get(token.range()).unwrap_or_default());
        let other = next.map_or("", |token| text.get(token.range()).unwrap_or_default());
        if gap.chars().any(|c| sign(c).is_some()) {
            for sign in behind(one, gap) {
                add(number, sign);
            }
            for sign in before_number(one, gap, other) {
                add(index, sign);
            }
        }
        if !goes_on(one, gap, other) {
            number = index;
        }
    }
    let hashed = found.into_iter().map(|(index, mut signs)| {
        signs.sort_unstable();
        signs.dedup();
        let signs: String = signs.into_iter().collect();
        (index as u32, xxh3_64(signs.as_bytes()) as u32)
    });
    let mut hashed: Vec<(u32, u32)> = hashed.collect();
    hashed.sort_unstable();
    hashed
}

/// Where a token stands with what stands beside it.
pub(super) fn with_signs(tokens: &[Token], index: usize, text_len: usize) -> Range<usize> {
    let before = index.checked_sub(1).and_then(|index| tokens.get(index));
    let start = before.map_or(0, |token| token.end as usize);
    let end = { tokens.get(index + 1) }.map_or(text_len, |token| token.start as usize);
    start..end.max(start)
}

/// The sign that a character is, in one form for all its forms.
fn sign(c: char) -> Option<char> {
    Some(match c {
        '−' | '-' | '‐' | '‑' | '–' | '﹣' | '－' => '-',
        '+' | '＋' | '﹢' => '+',
        '%' | '％' | '٪' | '﹪' => '%',
        '$' | '＄' | '﹩' => '$',
        '£' | '￡' => '£',
        '¥' | '￥' => '¥',
        '¢' | '￠' => '¢',
        '₩' | '￦' => '₩',
        '<' | '＜' => '<',
        '>' | '＞' => '>',
        '=' | '＝' => '=',
        '‰' | '‱' | '±' | '∓' | '≠' | '≤' | '≥' | '×' | '÷' | '\u{20A0}'..='\u{20CF}' => {
            c
        }
        _ => return None,
    })
}

fn is_currency(sign: char) -> bool {
    matches!(sign, '$' | '£' | '¥' | '¢' | '\u{20A0}'..='\u{20CF}')
}

fn is_number(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_numeric)
}

/// Whether a number goes on behind the sign or the space that sets its digits apart.
fn goes_on(one: &str, gap: &str, other: &str) -> bool {
    let is_space = gap.chars().all(char::is_whitespace);
    let joins = matches!(gap, "." | "," | "'" | "’" | "٫" | "٬")
        || is_space && gap.chars().count() == 1 && other.chars().count() == 3;
    joins && is_number(one) && is_number(other)
}

/// The signs behind a word that belong to it: per cent and a currency, with a space or without; a plus and a minus that
/// stand at a mark.
fn behind(word: &str, gap: &str) -> Vec<char> {
    let mut signs = Vec::new();
    let rest = gap.trim_start_matches([' ', '\u{A0}', '\u{202F}', '\u{2009}']);
    let spaces = gap.chars().count() - rest.chars().count();
    let Some(first) = rest.chars().next() else {
        return signs;
    };
    let Some(sign) = sign(first) else {
        return signs;
    };
    let goes_on = rest.chars().nth(1).is_some_and(|c| self::sign(c).is_some());
    if is_number(word) {
        let is_plus = sign == '+' && spaces == 0;
        let is_unit = matches!(sign, '%' | '‰' | '‱') || is_currency(sign);
        if (is_unit || is_plus) && spaces <= 1 {
            signs.push(sign);
        }
    } else if word.chars().count() <= MARK
        && word.chars().all(char::is_uppercase)
        && spaces == 0
        && matches!(sign, '+' | '-')
        && rest.len() > first.len_utf8()
        && !goes_on
    {
        signs.push(sign);
    }
    signs
}

/// The signs before a word that belong to it.
fn before_number(before: &str, gap: &str, word: &str) -> Vec<char> {
    let mut signs = Vec::new();
    let is_number = is_number(word);
    let is_symbol = word.len() <= MARK && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let mut rest = gap;
    loop {
        let spaceless = rest.trim_end_matches([' ', '\u{A0}', '\u{202F}', '\u{2009}']);
        let is_apart = spaceless.len() < rest.len();
        let Some(c) = spaceless.chars().next_back() else {
            return signs;
        };
        let Some(sign) = sign(c) else { return signs };
        rest = spaceless.strip_suffix(c).unwrap_or_default();
        let stands_free = match rest.chars().next_back() {
            Some(c) => c.is_whitespace() || "([{（「“\"'‘«:：".contains(c) || is_currency(c),
            None => before.is_empty(),
        };
        let between_numbers =
            is_apart && self::is_number(before) && rest.trim().is_empty() && !rest.is_empty();
        let belongs = match sign {
            '-' => is_number && !is_apart && stands_free,
            '+' => is_number && (!is_apart && stands_free || between_numbers),
            '×' | '÷' => is_number,
            '%' | '‰' | '‱' => false,
            '=' | '≠' => is_number || is_symbol,
            '<' | '>' | '≤' | '≥' | '±' | '∓' => is_number,
            sign => is_number && is_currency(sign),
        };
        if !belongs {
            return signs;
        }
        signs.push(sign);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    fn of(text: &str) -> Vec<(u32, u32)> {
        signs(text, &tokens(text).list)
    }

    #[test]
    fn what_says_the_same_has_the_same_signs() {
        for (one, other) in [
            ("It cost €4,800 then", "It cost 4,800 € then"),
            ("at −3 degrees", "at -3 degrees"),
            ("40 % more", "40% more"),
            ("５％です", "5%です"),
            ("1990–1995", "1990-1995"),
            ("from 5 – 10", "from 5–10"),
            ("well-kept", "well kept"),
            ("a dash – 5 times", "a dash, 5 times"),
            ("pre- and post", "pre and post"),
        ] {
            assert_eq!(of(one), of(other), "{one} / {other}");
        }
    }

    #[test]
    fn what_says_something_else_has_others() {
        for (one, other) in [
            ("It cost €4,800", "It cost $4,800"),
            ("It cost €4", "It cost 4"),
            ("at −3 degrees", "at 3 degrees"),
            ("+5", "-5"),
            ("±2", "2"),
            ("5 %", "5 ‰"),
            ("> 40", "< 40"),
            ("x = 12", "x ≠ 12"),
            ("a = b", "a ≠ b"),
            ("an A- at school", "an A+ at school"),
            ("5 + 3", "5 - 3"),
            ("４８００円と¥20", "４８００円と$20"),
        ] {
            assert_ne!(of(one), of(other), "{one} / {other}");
        }
    }

    #[test]
    fn a_page_full_of_signs_takes_no_longer_for_each_of_them() {
        let text = "€5 ".repeat(300_000);
        // With a search among all signs before, this did not come to an end in minutes.
        assert_eq!(of(&text).len(), 300_000);
    }
}
