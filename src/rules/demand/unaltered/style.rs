//! Matters of style: the same words spelt, shortened or numbered in another way. A name, a number, a negation or another
//! word in the place of one is a change of the text, however short.
//!
//! Decided by closed means only: equal letters, known differences of spelling, equal values of numbers, and short lists
//! of what house styles prefer. What none of them knows is a change.

use std::ops::Range;

use super::numbers::{holds, is_number_word, value};
use crate::languages;
use crate::text::fold;

/// Words on either side up to which a difference may be one of style: a date, a time, a number with its unit. By hand.
const WORDS: usize = 8;
/// Characters around a place in which a sign stands for a word that is missing there: `€ 1,250.50`. By hand.
const NEAR: usize = 12;
/// Letters that two forms of a word have in common at least. By hand.
const STEM: usize = 4;

/// Words of house styles that say the same, spelt too differently to be told by their letters, with bars between. Folded.
const SAME: &str = "\
    % percent pct prozent vh | € eur euro euros | $ usd dollar dollars | £ gbp pound pounds | \
    & and und et y e en och og и | ° degree degrees grad degrés grados | \
    km kilometre kilometer kilometres kilometers kilómetros kilomètres | \
    m metre meter metres meters metros mètres | cm centimetre centimeter centimetres centimeters zentimeter | \
    mm millimetre millimeter millimetres millimeters | kg kilo kilos kilogram kilograms kilogramm kilogramme | \
    g gram grams gramm gramme grammes | l litre liter litres liters litros | ft foot feet | in inch inches | \
    mi mile miles | lb lbs pound pounds | h hr hrs hour hours stunde stunden | min mins minute minutes minuten | \
    dr doctor doktor | prof professor professorin profesor professeur | mr mister | st saint street sankt | \
    ave avenue | rd road | nr no number nummer № | vs versus | approx approximately | ca circa | gov governor | \
    sen senator | rep representative | lt lieutenant | gen general | col colonel | sgt sergeant | \
    dept department | govt government | inc incorporated | co company | corp corporation | ltd limited | \
    jr junior | sr senior | ok okay | a an | that which | who whom | while whilst | among amongst | amid amidst | \
    till until | toward towards | afterward afterwards | though although | gray grey | tire tyre | tires tyres | \
    curb kerb | plow plough | skeptic sceptic | skeptical sceptical | mold mould | aluminum aluminium | mom mum | \
    moms mums | jewelry jewellery | maneuver manoeuvre | maneuvers manoeuvres | cozy cosy | draft draught | \
    whiskey whisky | judgment judgement | acknowledgment acknowledgement | aging ageing | pajamas pyjamas | \
    artifact artefact | artifacts artefacts | learned learnt | burned burnt | dreamed dreamt | spelled spelt | \
    leaped leapt | leaned leant | spilled spilt | adviser advisor | advisers advisors | inquiry enquiry | \
    inquiries enquiries | specialty speciality | oriented orientated | omelet omelette | yogurt yoghurt | \
    check cheque | checks cheques | jail gaol | disk disc | sulfur sulphur | mustache moustache | donut doughnut | \
    ax axe | practice practise | practiced practised | practicing practising | 's is has | 'd had would | \
    'll will | 're are | 've have | 'm am | n't not \
    ";

/// Words that stand beside a number and say nothing that the number with its other words does not.
const OF_NUMBERS: &str = "am pm o clock 'clock uhr heures nd rd th er º ª the of";

/// Letters that stand for a word behind a number.
const SCALES: &[(&str, &str)] = &[("m", "million"), ("k", "thousand"), ("b", "billion")];

/// Endings of number, time and case: two forms of a word differ by no other.
const FORMS: &str = "s es ed d ing";
/// The same in languages with many endings, and only where one form is the other with an ending.
const MANY_FORMS: &str = "e en n em er es s te ten t st x а я ы и у ю е ой ей ом ем ам ям ах ях ов";

/// Words that tell a time from the day of publication, which many terms let a reprint count from its own: what has been,
/// what is, what will be. Folded.
const WHEN: [&str; 3] = [
    "yesterday last past ago gestern vorgestern letzte letzten letzter vergangene vergangenen hier dernier dernière ayer \
     pasado pasada ieri scorso scorsa вчера 昨天 昨日 上周 上月 去年",
    "today tonight now this heute diese dieser diesem dieses aujourd'hui hoy este esta oggi сегодня 今天 今日 本周 本月 今年",
    "tomorrow next morgen nächste nächsten nächster demain prochain prochaine mañana próximo próxima domani завтра 明天 \
     明日 明年",
];

/// Words of these that say nothing without a day or a unit of time.
const BESIDE_UNITS: &str = "last past ago letzte letzten letzter vergangene vergangenen dernier dernière pasado pasada scorso \
    scorsa this diese dieser diesem dieses este esta next nächste nächsten nächster prochain prochaine próximo próxima";

/// Units of time and days of the week.
const UNITS: &str = "week weeks month months year years day days woche wochen monat monate jahr jahre montag dienstag \
    mittwoch donnerstag freitag samstag sonntag semaine mois lundi mardi mercredi jeudi vendredi samedi dimanche semana mes \
    año lunes martes miércoles jueves viernes sábado domingo settimana mese anno";

/// Words between those.
const BETWEEN: &str = "on in at the of a am im um den der vor le la ce cette el de del";

/// Endings of spellings that differ between the English of Britain and of America: what stands at the end of a word, and
/// what stands for both.
const ENDINGS: &str = "isation/ization isations/izations ise/ize ised/ized ises/izes ising/izing iser/izer isers/izers yse/yze ysed/yzed yses/yzes ysing/yzing ogue/og ogues/ogs ence/ense ences/enses amme/am ammes/ams tre/ter tres/ters tred/tered bre/ber bres/bers gre/ger";

/// A difference between two texts: a stretch of either, of which one may be empty.
pub(super) struct Difference<'t> {
    pub(super) page: (&'t str, Range<usize>),
    pub(super) original: (&'t str, Range<usize>),
}

impl Difference<'_> {
    /// Whether the difference is one of style in a language.
    pub(super) fn is_style(&self, language: &str) -> bool {
        let whole = |(text, stretch): &(&str, Range<usize>)| whole_number(text, stretch);
        let page = words(&widened(self.page.0, &whole(&self.page)));
        let original = words(&widened(self.original.0, &whole(&self.original)));
        let is_short = page.len().max(original.len()) <= WORDS;
        is_short
            && (says_same(&page, &original, language)
                || is_date_turned(&page, &original, self.original.0, &self.original.1)
                || is_date_turned(&original, &page, self.page.0, &self.page.1)
                || is_spelt_out(&page, &original, self.page.0, &self.page.1)
                || is_spelt_out(&original, &page, self.original.0, &self.original.1)
                || stands_near(&page, &plain(&original), self.page.0, &self.page.1)
                || stands_near(&original, &plain(&page), self.original.0, &self.original.1))
    }
}

/// A word with how it is written.
#[derive(Debug, Clone)]
struct Word {
    /// Folded.
    text: String,
    is_capital: bool,
    /// Whether every letter is a capital, and there are several.
    is_initials: bool,
}

fn says_same(page: &[Word], original: &[Word], language: &str) -> bool {
    // The words of other languages than English end in many ways.
    let inflects = !language.starts_with("en");
    if page.is_empty() && original.is_empty() {
        return true;
    }
    let (page, original) = (plain(page), plain(original));
    let has_digit = |words: &[Word]| {
        let mut words = words.iter();
        words.any(|word| word.text.chars().any(char::is_numeric))
    };
    if has_digit(&page) || has_digit(&original) {
        return same_numbers(&page, &original, language) || same_time(&page, &original);
    }
    page.len() == original.len() && { page.iter().zip(&original) }
        .all(|(one, other)| is_same(one, other, inflects))
        || joined(&page) == joined(&original) && !page.is_empty()
        || is_initials(&page, &original)
        || is_initials(&original, &page)
        || same_time(&page, &original)
}

/// Whether two words are one.
fn is_same(one: &Word, other: &Word, inflects: bool) -> bool {
    let (left, right) = (one.text.as_str(), other.text.as_str());
    if left == right {
        return true;
    }
    // "No" is a number where a number follows, and that would have to be seen.
    if are_same(left, right) && left != "no" && right != "no" {
        return true;
    }
    if is_short_month(left, right) || is_short_month(right, left) {
        return true;
    }
    let is_name = one.is_capital || other.is_capital;
    spelt(left) == spelt(right) || is_inflected(left, right, inflects && !is_name)
}

/// A word in the one spelling that stands for all.
fn spelt(word: &str) -> String {
    let mut word = word.replace('ß', "ss").replace('ё', "е");
    for (letter, plain) in [
        ('ä', "ae"),
        ('ö', "oe"),
        ('ü', "ue"),
        ('æ', "ae"),
        ('œ', "oe"),
    ] {
        word = word.replace(letter, plain);
    }
    if !word.is_ascii() || word.len() < 5 {
        return word;
    }
    let endings = ENDINGS.split_ascii_whitespace();
    let ending = endings
        .filter_map(|pair| pair.split_once('/'))
        .filter(|(end, _)| word.ends_with(end))
        .max_by_key(|(end, _)| end.len());
    if let Some((end, plain)) = ending {
        word.truncate(word.len() - end.len());
        word.push_str(plain);
    }
    // Behind three letters: colour, not four.
    if let Some(at) = word.find("our").filter(|at| *at >= 3) {
        word.replace_range(at..at + 3, "or");
    }
    // Travelled, fulfil, not filling.
    if let Some(at) = word.find("ll").filter(|at| *at >= 4) {
        word.remove(at);
    }
    if word.len() >= 7 {
        word = word.replace("ae", "e").replace("oe", "e");
    }
    word
}

/// Whether one word is a short form of a month or a day of the week.
fn is_short_month(short: &str, long: &str) -> bool {
    let length = short.chars().count();
    let mut months = languages::words(|language| &language.months);
    (3..=4).contains(&length) && long.starts_with(short) && months.any(|month| month == long)
}

/// Whether one word is made of the first letters of others.
fn is_initials(short: &[Word], long: &[Word]) -> bool {
    let [short] = short else { return false };
    if !short.is_initials || long.len() < 2 {
        return false;
    }
    let letters = |words: &mut dyn Iterator<Item = &Word>| -> String {
        words.filter_map(|word| word.text.chars().next()).collect()
    };
    let mut capitals = long.iter().filter(|word| word.is_capital);
    letters(&mut long.iter()) == short.text || letters(&mut capitals) == short.text
}

/// Whether two words are forms of one; `inflects` says that the language has many.
fn is_inflected(one: &str, other: &str, inflects: bool) -> bool {
    let shared = one.chars().zip(other.chars());
    let shared = shared.take_while(|(left, right)| left == right);
    let letters = shared.clone().count();
    let bytes: usize = shared.map(|(letter, _)| letter.len_utf8()).sum();
    let (left, right) = (one.get(bytes..), other.get(bytes..));
    let (Some(left), Some(right)) = (left, right) else {
        return false;
    };
    let ends = |rest: &str| rest.is_empty() || holds(FORMS, rest);
    let fits = |rest: &str| {
        // Stop, stopped.
        let stem = one.get(..bytes).and_then(|stem| stem.chars().last());
        let doubled = stem.and_then(|last| rest.strip_prefix(last));
        ends(rest) || doubled.is_some_and(|rest| !rest.is_empty() && ends(rest))
    };
    let is_form = fits(left) && fits(right)
        || matches!(
            (left, right),
            ("y", "ies" | "ied") | ("ies" | "ied", "y") | ("e", "ing") | ("ing", "e")
        );
    let is_longer =
        left.is_empty() && holds(MANY_FORMS, right) || right.is_empty() && holds(MANY_FORMS, left);
    letters >= STEM && (is_form || inflects && is_longer)
}

/// Whether both stretches give the same number, with the same words around it.
fn same_numbers(page: &[Word], original: &[Word], language: &str) -> bool {
    let read = |words: &[Word], scaled: bool| -> Option<(f64, Vec<Word>)> {
        let full = |word: &Word| {
            let scale = SCALES
                .iter()
                .find(|(short, _)| *short == word.text && scaled);
            scale.map_or_else(|| word.text.clone(), |(_, full)| (*full).to_owned())
        };
        let parts: Vec<String> = words.iter().map(full).collect();
        let from = parts
            .iter()
            .position(|part| is_number_word(part, language))?;
        let to = parts
            .iter()
            .rposition(|part| is_number_word(part, language))?
            + 1;
        let number: Vec<&str> = parts.get(from..to)?.iter().map(String::as_str).collect();
        let rest = { words.iter().take(from) }.chain(words.iter().skip(to));
        let rest = rest.filter(|word| !holds(OF_NUMBERS, &word.text));
        Some((value(&number, language)?, rest.cloned().collect()))
    };
    [(false, false), (true, false), (false, true), (true, true)]
        .into_iter()
        .any(|(left, right)| {
            let (Some((one, left)), Some((other, right))) =
                (read(page, left), read(original, right))
            else {
                return false;
            };
            (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
                && left.len() == right.len()
                && { left.iter().zip(&right) }.all(|(one, other)| is_same(one, other, false))
        })
}

/// Whether both stretches say when something was, one of them from the day of publication, and neither makes the past
/// the future.
fn same_time(page: &[Word], original: &[Word]) -> bool {
    let is_month = |word: &str| {
        let mut months = languages::words(|language| &language.months);
        months.any(|month| month == word)
    };
    let is_when = |word: &str| WHEN.iter().any(|list| holds(list, word));
    let fits = |words: &[Word]| {
        let mut texts = words.iter().map(|word| word.text.as_str());
        let is_whole = texts.clone().any(|word| {
            holds(UNITS, word) || is_month(word) || is_when(word) && !holds(BESIDE_UNITS, word)
        });
        is_whole
            && texts.all(|word| {
                is_when(word)
                    || holds(UNITS, word)
                    || holds(BETWEEN, word)
                    || is_month(word)
                    || word.chars().all(char::is_numeric)
            })
    };
    let at = |words: &[Word], list: usize| {
        let list = WHEN.get(list).copied().unwrap_or_default();
        words.iter().any(|word| holds(list, &word.text))
    };
    let turns = at(page, 0) && at(original, 2) || at(page, 2) && at(original, 0);
    let mut all = page.iter().chain(original);
    fits(page) && fits(original) && !turns && all.any(|word| is_when(&word.text))
}

/// Whether house styles write one of these words for the other.
fn are_same(one: &str, other: &str) -> bool {
    SAME.split('|')
        .any(|words| holds(words, one) && holds(words, other))
}

/// Whether the word that one text lacks stands there as a sign, such as the currency before its number.
fn stands_near(lacks: &[Word], has: &[Word], text: &str, at: &Range<usize>) -> bool {
    let [word] = has else { return false };
    let before = text.get(..at.start).unwrap_or_default();
    let behind = text.get(at.end..).unwrap_or_default();
    let mut near = { before.chars().rev().take(NEAR) }.chain(behind.chars().take(NEAR));
    lacks.is_empty()
        && near.any(|sign| {
            let mut list = [0; 4];
            let sign: &str = sign.encode_utf8(&mut list);
            let is_sign = sign.chars().all(is_word_sign);
            is_sign && are_same(sign, &word.text)
        })
}

/// A stretch with what of a number stands beside it: its digits are set apart by signs.
fn whole_number(text: &str, stretch: &Range<usize>) -> Range<usize> {
    let is_of_number = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let inside = text.get(stretch.clone()).unwrap_or_default();
    let before = text.get(..stretch.start).unwrap_or_default();
    let behind = text.get(stretch.end..).unwrap_or_default();
    let len =
        |chars: &mut dyn Iterator<Item = char>| chars.take(NEAR).take_while(is_of_number).count();
    let (mut start, mut end) = (stretch.start, stretch.end);
    if inside.starts_with(|c: char| c.is_ascii_digit()) {
        start -= len(&mut before.chars().rev());
    }
    if inside.ends_with(|c: char| c.is_ascii_digit()) {
        end += len(&mut behind.chars());
    }
    start..end
}

/// Whether a month that one text lacks at a place stands near in it, at the other side of its day.
fn is_date_turned(has: &[Word], lacks: &[Word], text: &str, at: &Range<usize>) -> bool {
    let [month] = has else { return false };
    let is_month = || {
        let mut months = languages::words(|language| &language.months);
        months.any(|known| known == month.text)
    };
    if !lacks.is_empty() || !is_month() {
        return false;
    }
    let before: Vec<char> = { text.get(..at.start).unwrap_or_default().chars().rev() }
        .take(NEAR)
        .collect();
    let behind = text.get(at.end..).unwrap_or_default().chars().take(NEAR);
    let near: String = before.into_iter().rev().chain(behind).collect();
    let near = words(&near);
    near.iter()
        .any(|word| word.text.chars().all(char::is_numeric))
        && near.iter().any(|word| is_same(word, month, false))
}

/// Whether a sign beside the same words stands near in the other text as a word, such as the currency of a number.
fn is_spelt_out(lacks: &[Word], has: &[Word], text: &str, at: &Range<usize>) -> bool {
    let mut left: Vec<&str> = lacks.iter().map(|word| word.text.as_str()).collect();
    let mut signs = Vec::new();
    for word in has {
        match left.iter().position(|known| *known == word.text) {
            Some(place) => _ = left.remove(place),
            None => signs.push(&word.text),
        }
    }
    let [sign] = signs.as_slice() else {
        return false;
    };
    let near = text.get(at.start..).unwrap_or_default();
    let near: String = near.chars().take(at.len() + NEAR).collect();
    left.is_empty()
        && sign.chars().all(is_word_sign)
        && plain(&words(&near))
            .iter()
            .any(|word| are_same(&word.text, sign))
}

/// All letters of words.
fn joined(words: &[Word]) -> String {
    words.iter().map(|word| spelt(&word.text)).collect()
}

/// Words with those that house styles write in one or in two made alike: "per cent" is "%", "cannot" and "can't" are
/// "can not".
fn plain(words: &[Word]) -> Vec<Word> {
    let mut plain: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        let last = plain.last_mut();
        match (last, word.text.as_str()) {
            (Some(last), "cent" | "cento" | "ciento")
                if matches!(&*last.text, "per" | "pour" | "por") =>
            {
                last.text = "%".to_owned();
            }
            (Some(last), "'t") if last.text.ends_with('n') => {
                match last.text.as_str() {
                    "can" => {}
                    "won" => last.text = "will".to_owned(),
                    _ => {
                        last.text.pop();
                    }
                }
                plain.push(Word {
                    text: "not".to_owned(),
                    ..word.clone()
                });
            }
            (_, "cannot") => plain.extend(["can", "not"].map(|part| Word {
                text: part.to_owned(),
                ..word.clone()
            })),
            _ => plain.push(word.clone()),
        }
    }
    plain
}

/// A stretch of a text together with the signs beside it and the full stop of an abbreviation.
fn widened(text: &str, stretch: &Range<usize>) -> String {
    let is_sign = |c: &char| !c.is_alphanumeric() && *c != '\n';
    let before = text.get(..stretch.start).unwrap_or_default();
    let behind = text.get(stretch.end..).unwrap_or_default();
    let before: Vec<char> = before.chars().rev().take_while(is_sign).take(4).collect();
    let behind = behind.chars().take_while(is_sign).take(4);
    let inside = text.get(stretch.clone()).unwrap_or_default();
    before
        .into_iter()
        .rev()
        .chain(inside.chars())
        .chain(behind)
        .collect()
}

/// The words of a text; a sign that stands for a word is one, and so is what follows an apostrophe. The parts of a number
/// that signs tell apart stay together.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut raw = String::new();
    let mut end = |raw: &mut String| {
        // Full stops of an abbreviation go, those of a number stay.
        let bare = raw.trim_end_matches(['.', ',', '\'', '’', ':']);
        if bare.chars().any(|c| c.is_alphanumeric() || is_word_sign(c)) {
            let mut letters = bare.chars().filter(|c| c.is_alphabetic());
            let initials = bare.chars().filter(|c| c.is_alphabetic()).count() >= 2;
            let dotted = bare.replace('.', "");
            let is_number = bare.chars().any(char::is_numeric);
            let text = if is_number { bare } else { dotted.as_str() };
            words.push(Word {
                text: fold(text).as_str().to_owned(),
                is_capital: letters.next().is_some_and(char::is_uppercase),
                is_initials: initials && !bare.chars().any(char::is_lowercase),
            });
        }
        raw.clear();
    };
    let mut rest = text.chars().peekable();
    let mut last = ' ';
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let is_digit = char::is_numeric;
        let joins_letters = c == '.' && last.is_alphabetic() && next.is_alphabetic();
        let joins = matches!(c, '.' | ',' | '\'' | '’' | ':') && is_digit(last) && is_digit(next)
            || joins_letters;
        let apostrophe = matches!(c, '\'' | '’') && next.is_alphabetic();
        if c.is_alphanumeric() && (last.is_alphanumeric() && is_digit(c) != is_digit(last)) {
            end(&mut raw);
            raw.push(c);
        } else if c.is_alphanumeric() || joins {
            raw.push(c);
        } else if apostrophe {
            end(&mut raw);
            raw.push('\'');
        } else {
            end(&mut raw);
            let is_minus = matches!(c, '-' | '–' | '－') && is_digit(next) && !is_digit(last);
            if is_word_sign(c) || is_minus && !last.is_alphanumeric() {
                raw.push(if is_minus { '−' } else { c });
                end(&mut raw);
            }
        }
        last = c;
    }
    end(&mut raw);
    words
}

/// A sign that stands for a word.
fn is_word_sign(c: char) -> bool {
    matches!(
        c,
        '%' | '&' | '°' | '№' | '$' | '£' | '¥' | '¢' | '\u{20A0}'
            ..='\u{20CF}'
                | '−'
                | '+'
                | '±'
                | '‰'
                | '‱'
                | '<'
                | '>'
                | '='
                | '≠'
                | '≤'
                | '≥'
                | '×'
                | '÷'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_style(page: &str, original: &str, language: &str) -> bool {
        let all = |text: &'static str| (text, 0..text.len());
        let text = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
        let difference = Difference {
            page: all(text(page)),
            original: all(text(original)),
        };
        difference.is_style(language)
    }

    #[test]
    fn spellings_short_forms_and_numbers_are_style() {
        for (page, original) in [
            ("color", "colour"),
            ("neighborhoods", "neighbourhoods"),
            ("theater", "theatre"),
            ("organized", "organised"),
            ("traveled", "travelled"),
            ("defense", "defence"),
            ("catalog", "catalogue"),
            ("grey", "gray"),
            ("ANNOUNCED", "announced"),
            ("email", "e-mail"),
            ("co-operate", "cooperate"),
            ("percent", "per cent"),
            ("%", "per cent"),
            ("percent", "%"),
            ("do not", "don't"),
            ("can't", "cannot"),
            ("it is", "it's"),
            ("Dr.", "Doctor"),
            ("Feb.", "February"),
            ("U.S.", "United States"),
            ("U.S.", "US"),
            ("ten", "10"),
            ("10 pm", "ten"),
            ("1000", "1,000"),
            ("1.000", "1,000"),
            ("2 million", "2,000,000"),
            ("2m", "two million"),
            ("22", "twenty-two"),
            ("3rd", "third"),
            ("5 km", "five kilometres"),
            ("walks", "walked"),
            ("country", "countries"),
            ("stopping", "stopped"),
            ("last week", "yesterday"),
            ("on Tuesday", "today"),
            ("7", "七"),
            ("Strasse", "Straße"),
        ] {
            assert!(is_style(page, original, "en"), "{page} for {original}");
            assert!(is_style(original, page, "en"), "{original} for {page}");
        }
        assert!(is_style("kleinen", "kleine", "de"));
    }

    #[test]
    fn names_numbers_negations_and_other_words_are_changes() {
        for (page, original) in [
            ("Everybody", "Nobody"),
            ("nobody", "somebody"),
            ("1923", "1868"),
            ("15", "1.5"),
            ("eight", "nine"),
            ("8", "nine"),
            ("Smithson", "Penhale"),
            ("Andersen", "Anderson"),
            ("Paula", "Paulo"),
            ("billion", "million"),
            ("2 billion", "2 million"),
            ("not", "now"),
            ("is not", "is"),
            ("can", "cannot"),
            ("illegal", "legal"),
            ("decrease", "increase"),
            ("horse", "house"),
            ("morning", "mourning"),
            ("forth", "fourth"),
            ("filing", "filling"),
            ("careless", "careful"),
            ("employee", "employer"),
            ("hermana", "hermano"),
            ("könnte", "konnte"),
            ("green", "taught"),
            ("peut", "doit"),
            ("五", "六"),
            ("他", "她"),
            ("5 miles", "5 kilometres"),
            ("fifty", "fifteen"),
            ("north", "south"),
        ] {
            for language in ["en", "de"] {
                assert!(!is_style(page, original, language), "{page} for {original}");
                assert!(!is_style(original, page, language), "{original} for {page}");
            }
        }
    }
}
