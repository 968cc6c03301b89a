//! The value of a number, in digits or in words.

use std::collections::BTreeMap;

use crate::languages;

/// First to twelfth, which a number with an ending may stand for.
const ORDER: &str =
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth";

/// Words within a number that add nothing to it.
const LINKS: &[&str] = &["and", "und", "et", "y", "e", "en", "ën", "och"];

/// Chinese numerals and those of Korean that follow them: what stands before a tenfold one counts it.
const NUMERALS: [(f64, &str); 17] = [
    (0.0, "〇零영"),
    (1.0, "一일"),
    (2.0, "二两兩이"),
    (3.0, "三삼"),
    (4.0, "四사"),
    (5.0, "五오"),
    (6.0, "六육륙"),
    (7.0, "七칠"),
    (8.0, "八팔"),
    (9.0, "九구"),
    (10.0, "十십"),
    (100.0, "百백"),
    (1e3, "千천"),
    (1e4, "万萬만"),
    (1e8, "亿億억"),
    (20.0, "廿"),
    (30.0, "卅"),
];

/// Characters of the longest word that is read. By hand: "siebenhundertsiebenundsiebzigtausend" has 36.
const LONGEST: usize = 60;

/// Whether a word is a number, or part of one.
pub(super) fn is_number_word(word: &str, language: &str) -> bool {
    read(word, language).is_some()
}

/// A part of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    /// Digits.
    Digits(f64),
    /// The value of a word, below zero where it counts scores behind "quatre": "quatre-vingts".
    Word(f64),
    /// A word that adds nothing.
    Link,
}

/// The value of the words of one number, in digits or in words; `None` where they are several or none.
pub(super) fn value(words: &[&str], language: &str) -> Option<f64> {
    let (mut total, mut current) = (0.0, None::<f64>);
    let (mut is_linked, mut was_digits) = (false, None::<usize>);
    for word in words {
        if LINKS.contains(word) && current.is_some() {
            is_linked = true;
            continue;
        }
        for part in read(word, language)? {
            let known = current.unwrap_or(0.0);
            let was = was_digits.take();
            current = match part {
                Part::Link => {
                    is_linked = true;
                    continue;
                }
                Part::Digits(number) => {
                    was_digits = Some(word.len());
                    match (current, was) {
                        (None, _) => Some(number),
                        // Thousands set apart by spaces.
                        (Some(known), Some(_)) => {
                            let is_group =
                                word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
                            Some(is_group.then_some(known * 1000.0 + number)?)
                        }
                        _ => return None,
                    }
                }
                Part::Word(number) if number < 0.0 && known % 100.0 == 4.0 => {
                    Some(known - 4.0 - 4.0 * number)
                }
                Part::Word(number) => {
                    let number = number.abs();
                    match current {
                        _ if number >= 1000.0 => {
                            total += current.unwrap_or(1.0) * number;
                            None
                        }
                        None => Some(number),
                        Some(known) if number == 100.0 && known > 0.0 && known < 100.0 => {
                            Some(known * number)
                        }
                        Some(known) => Some(added(known, number, is_linked)?),
                    }
                }
            };
            is_linked = false;
        }
    }
    (total > 0.0 || current.is_some()).then(|| total + current.unwrap_or(0.0))
}

/// What two parts of a number make that follow one another; `None` where they are two numbers.
fn added(known: f64, number: f64, is_linked: bool) -> Option<f64> {
    let (tens, unit) = (known % 100.0, known % 10.0);
    let is_below = known >= 100.0 && tens == 0.0 && number < 100.0
        || tens >= 20.0 && unit == 0.0 && number < 10.0
        || tens == 10.0 && number < 10.0
        // Soixante-quinze, quatre-vingt-dix.
        || (tens == 60.0 || tens == 80.0) && number < 20.0;
    // Einundzwanzig.
    let is_before = is_linked && tens > 0.0 && tens < 10.0 && (20.0..100.0).contains(&number);
    (is_below || is_before).then_some(known + number)
}

/// Whether a list of words has this one.
pub(super) fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// The parts of a word that is a number.
fn read(word: &str, language: &str) -> Option<Vec<Part>> {
    if word.starts_with(char::is_numeric) && !word.starts_with('〇') {
        return digits(word).map(|number| vec![Part::Digits(number)]);
    }
    if word.is_empty() || word.len() > LONGEST * 4 {
        return None;
    }
    if let Some(number) = numerals(word) {
        return Some(vec![Part::Word(number)]);
    }
    let mut order = ORDER.split_ascii_whitespace();
    if let Some(at) = order.position(|known| known == word) {
        let number = u32::try_from(at + 1).ok()?;
        return Some(vec![Part::Word(f64::from(number))]);
    }
    let own = languages::by_tag(language);
    // Texts of every language have English numbers.
    let english = languages::by_tag("en");
    { own.into_iter().chain(english) }.find_map(|language| cut(word, &language.numbers))
}

/// Cuts a word into number words: "einundzwanzig", "cinquantatré".
fn cut(word: &str, words: &BTreeMap<String, f64>) -> Option<Vec<Part>> {
    // From each place the first part of a way to the end, the longest there is.
    let mut ways: Vec<Option<(usize, Part)>> = vec![None; word.len() + 1];
    for at in (0..word.len()).rev() {
        let Some(rest) = word.get(at..) else { continue };
        let reaches =
            |len: usize| at + len == word.len() || ways.get(at + len).is_some_and(Option::is_some);
        let mut best = None::<(usize, Part)>;
        let numbers = { words.iter() }.map(|(form, number)| (form.as_str(), Part::Word(*number)));
        let links = LINKS.iter().map(|link| (*link, Part::Link));
        // Nothing begins or ends with a link.
        for (form, part) in numbers.chain(links.filter(|_| at > 0)) {
            let is_longer = best.is_none_or(|(len, _)| len < form.len());
            let ends = part != Part::Link || rest.len() > form.len();
            if is_longer && ends && rest.starts_with(form) && reaches(form.len()) {
                best = Some((form.len(), part));
            }
        }
        if let Some(way) = ways.get_mut(at) {
            *way = best;
        }
    }
    let (mut at, mut parts) = (0, Vec::new());
    while at < word.len() {
        let (len, part) = ways.get(at).copied().flatten()?;
        parts.push(part);
        at += len;
    }
    Some(parts)
}

/// The value of Chinese numerals.
fn numerals(word: &str) -> Option<f64> {
    let (mut total, mut section, mut unit) = (0.0, 0.0, None::<f64>);
    let mut places = String::new();
    for c in word.chars() {
        let (number, _) = NUMERALS.iter().find(|(_, list)| list.contains(c))?;
        let number = *number;
        if number < 10.0 {
            places.push(char::from_digit(number as u32, 10)?);
            unit = Some(number);
        } else if number >= 1e4 {
            total += (section + unit.take().unwrap_or(0.0)).max(1.0) * number;
            section = 0.0;
        } else if number == 20.0 || number == 30.0 {
            section += number;
        } else {
            section += unit.take().unwrap_or(1.0) * number;
        }
    }
    // Digit after digit, as in years.
    if places.chars().count() == word.chars().count() {
        return places.parse().ok();
    }
    Some(total + section + unit.unwrap_or(0.0))
}

/// The value of digits with the signs that set thousands and decimals apart.
fn digits(word: &str) -> Option<f64> {
    let groups: Vec<&str> = word.split(|c: char| !c.is_ascii_digit()).collect();
    if groups.iter().any(|group| group.is_empty()) {
        return None;
    }
    let (first, rest) = groups.split_first()?;
    let are_thousands = |groups: &[&str]| groups.iter().all(|group| group.len() == 3);
    let whole = |groups: &[&str]| format!("{first}{}", groups.concat());
    let leading = !first.starts_with('0') && first.len() <= 3;
    let number = match rest.split_last() {
        Some(_) if leading && are_thousands(rest) => whole(rest),
        Some((last, between)) if are_thousands(between) => format!("{}.{last}", whole(between)),
        Some(_) => return None,
        None => (*first).to_owned(),
    };
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_digits_and_in_words() {
        for (language, words, number) in [
            ("en", "1000", 1000.0),
            ("en", "1,000", 1000.0),
            ("en", "1.000", 1000.0),
            ("en", "10 000", 10_000.0),
            ("en", "1,250.5", 1250.5),
            ("en", "1.250,5", 1250.5),
            ("en", "0.125", 0.125),
            ("en", "10:30", 10.3),
            ("en", "10.30", 10.3),
            ("en", "ten", 10.0),
            ("en", "twenty two", 22.0),
            ("en", "two hundred and five", 205.0),
            ("en", "2.5 million", 2_500_000.0),
            ("en", "three thousand four hundred", 3400.0),
            ("en", "eighth", 8.0),
            ("de", "drei tausend", 3000.0),
            ("de", "einundzwanzig", 21.0),
            ("de", "achthundert", 800.0),
            ("de", "zweitausenddreihundertfünfundvierzig", 2345.0),
            ("fr", "quatre cents", 400.0),
            ("fr", "cent trente sept", 137.0),
            ("fr", "soixante quinze", 75.0),
            ("fr", "quatre vingt dix sept", 97.0),
            ("es", "veintitrés", 23.0),
            ("es", "setenta y ocho", 78.0),
            ("es", "quinientos doce", 512.0),
            ("it", "cinquantatré", 53.0),
            ("it", "trecento", 300.0),
            ("it", "ventotto", 28.0),
            ("it", "duemilacento", 2100.0),
            ("pt", "duzentos e trinta", 230.0),
            ("nl", "tweeëntwintig", 22.0),
            ("sv", "trettiofem", 35.0),
            ("pl", "dwudziestu trzech", 23.0),
            ("ru", "двадцать шесть", 26.0),
            ("ru", "триста сорок две", 342.0),
            ("cs", "dvě stě", 200.0),
            ("tr", "kırk iki", 42.0),
            ("tr", "on altı bin", 16_000.0),
            ("ko", "일흔한", 71.0),
            ("ko", "삼백오십", 350.0),
            ("zh", "七", 7.0),
            ("zh-Hans", "六十七", 67.0),
            ("ja", "七百", 700.0),
            ("ja", "十二万三千", 123_000.0),
            ("zh", "一九八四", 1984.0),
        ] {
            let parts: Vec<&str> = words.split(' ').collect();
            assert_eq!(value(&parts, language), Some(number), "{words}");
        }
        for (language, words) in [
            ("en", ""),
            ("en", "3 2025"),
            ("en", "one two"),
            ("en", "1.2.34567"),
            ("en", "often"),
            ("en", "on"),
            ("de", "undzwanzig"),
            ("de", "drei vier"),
            ("ko", "한국"),
            ("zh", "三人"),
        ] {
            let parts: Vec<&str> = words.split(' ').collect();
            assert_eq!(value(&parts, language), None, "{words}");
        }
    }
}
