//! The value of a number, in digits or in words.

/// Words from nothing to twelve in the languages of most reprints, each list in order. Folded.
const SMALL: [&str; 20] = [
    "zero null zéro cero ноль 〇 零",
    "one eins ein eine einen un une uno una um uma один одна 一",
    "two zwei deux dos due dois duas два две 二 两",
    "three drei trois tres tre três три 三",
    "four vier quatre cuatro quattro quatro четыре 四",
    "five fünf cinq cinco cinque пять 五",
    "six sechs seis sei шесть 六",
    "seven sieben sept siete sette sete семь 七",
    "eight acht huit ocho otto oito восемь 八",
    "nine neun neuf nueve nove девять 九",
    "ten zehn dix diez dieci dez десять 十",
    "eleven elf onze once undici одиннадцать",
    "twelve zwölf douze doce dodici doze двенадцать",
    "thirteen dreizehn",
    "fourteen vierzehn",
    "fifteen fünfzehn quinze quince",
    "sixteen sechzehn seize",
    "seventeen siebzehn",
    "eighteen achtzehn",
    "nineteen neunzehn",
];

/// First to twelfth, which a number with an ending may stand for.
const ORDER: &str =
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth";

/// Words for tens, hundreds and more.
const LARGE: [(&str, f64); 14] = [
    ("twenty zwanzig vingt veinte venti vinte", 20.0),
    ("thirty dreißig dreissig trente treinta trenta trinta", 30.0),
    ("forty vierzig quarante cuarenta quaranta quarenta", 40.0),
    (
        "fifty fünfzig cinquante cincuenta cinquanta cinquenta",
        50.0,
    ),
    ("sixty sechzig soixante sesenta sessanta sessenta", 60.0),
    ("seventy siebzig setenta settanta", 70.0),
    ("eighty achtzig ochenta ottanta oitenta", 80.0),
    ("ninety neunzig noventa novanta", 90.0),
    ("hundred hundert cent cien cento cem 百", 100.0),
    ("thousand tausend mille mil mila тысяч тысячи 千", 1e3),
    ("万", 1e4),
    (
        "million millions millionen mn mio millones millón milioni milhões миллионов млн",
        1e6,
    ),
    ("亿", 1e8),
    (
        "billion billions bn milliarden milliarde mrd milliards miliardi миллиардов млрд",
        1e9,
    ),
];

/// Words within a number that add nothing to it.
const LINKS: &[&str] = &["and", "und", "et", "y", "e"];

/// Whether a word is a number, or part of one.
pub(super) fn is_number_word(word: &str) -> bool {
    read(word).is_some()
}

/// The value of the words of one number, in digits or in words; `None` where they are several or none.
pub(super) fn value(words: &[&str]) -> Option<f64> {
    let (mut total, mut current) = (0.0, None::<f64>);
    let mut was_digits = false;
    for word in words {
        if LINKS.contains(word) && current.is_some() {
            continue;
        }
        let is_digits = word.starts_with(char::is_numeric);
        let number = read(word)?;
        let known = current.unwrap_or(0.0);
        current = match current {
            None if number < 100.0 || is_digits => Some(number),
            // Thousands set apart by spaces.
            Some(known) if is_digits && was_digits => {
                let is_group = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
                Some(is_group.then_some(known * 1000.0 + number)?)
            }
            _ if is_digits => return None,
            _ if number == 100.0 => Some(known.max(1.0) * number),
            _ if number > 100.0 => {
                total += current.unwrap_or(1.0) * number;
                None
            }
            _ if known % 10.0 == 0.0 && number < 10.0 || known % 100.0 == 0.0 => {
                Some(known + number)
            }
            _ => return None,
        };
        was_digits = is_digits;
    }
    (total > 0.0 || current.is_some()).then(|| total + current.unwrap_or(0.0))
}

/// Whether a list of words has this one.
pub(super) fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

fn read(word: &str) -> Option<f64> {
    if word.starts_with(char::is_numeric) {
        return digits(word);
    }
    let small = SMALL.iter().position(|words| holds(words, word));
    let order = || {
        let mut words = ORDER.split_ascii_whitespace();
        words.position(|known| known == word).map(|at| at + 1)
    };
    if let Some(number) = small.or_else(order) {
        return u32::try_from(number).ok().map(f64::from);
    }
    let large = LARGE.iter().find(|(words, _)| holds(words, word));
    large.map(|(_, number)| *number)
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
        for (words, number) in [
            ("1000", 1000.0),
            ("1,000", 1000.0),
            ("1.000", 1000.0),
            ("10 000", 10_000.0),
            ("1,250.5", 1250.5),
            ("1.250,5", 1250.5),
            ("0.125", 0.125),
            ("10:30", 10.3),
            ("10.30", 10.3),
            ("ten", 10.0),
            ("twenty two", 22.0),
            ("two hundred and five", 205.0),
            ("2.5 million", 2_500_000.0),
            ("drei tausend", 3000.0),
            ("七", 7.0),
            ("eighth", 8.0),
        ] {
            let parts: Vec<&str> = words.split(' ').collect();
            assert_eq!(value(&parts), Some(number), "{words}");
        }
        for words in ["", "3 2025", "one two", "1.2.34567", "often"] {
            let parts: Vec<&str> = words.split(' ').collect();
            assert_eq!(value(&parts), None, "{words}");
        }
    }
}
