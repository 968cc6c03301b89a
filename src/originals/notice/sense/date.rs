//! Where a date begins that stands beside a name: "By Ida Holm 3 May 2026", "Ida Holm Updated May 3", "Ida Holm 5 min read".

use crate::languages::{Label, is_label, is_month, is_separator};
use crate::originals::notice::lexicon::{is_join, is_organization_word, is_particle};
use crate::originals::notice::measure::offset;
use crate::text::fold;

/// Words for minutes where no capital tells them from a name: "5 דקות קריאה".
const MINUTES: &[&str] = &["דקות", "דקה", "دقائق", "دقيقة", "دقیقه", "मिनट", "মিনিট"];

/// Words that are looked at. By hand: a long name and a date.
const WORDS: usize = 16;

/// Words of a label before a date: "zuletzt aktualisiert am". By hand.
const LABEL: usize = 3;

/// The byte at which a date begins in a line, with so many words before it at least.
pub(in crate::originals::notice) fn date_in(line: &str, before: usize) -> Option<usize> {
    if !line.contains(char::is_numeric) {
        return None;
    }
    let words: Vec<Word> = line
        .split_whitespace()
        .take(WORDS)
        .map(|word| Word::new(offset(line, word), word))
        .collect();
    let begins = |at: &usize| is_date(&words, *at) || is_stamp(&words, *at);
    let at = (before..words.len()).find(begins)?;
    words.get(at).map(|word| word.start)
}

/// A word of the line.
struct Word {
    start: usize,
    /// In lower case, without the marks around it.
    bare: String,
    capital: bool,
}

impl Word {
    fn new(start: usize, written: &str) -> Self {
        let bare = written.trim_matches(|c: char| !c.is_alphanumeric());
        Self {
            start,
            bare: bare.to_lowercase(),
            capital: bare.starts_with(char::is_uppercase),
        }
    }

    /// How many digits a number has: "3", "3rd", "2026年".
    fn digits(&self) -> Option<usize> {
        let rest = self.bare.trim_start_matches(char::is_numeric);
        let digits = self.bare.len() - rest.len();
        let digits = self.bare.get(..digits)?.chars().count();
        let ordinal = rest.chars().count() <= 2 && rest.chars().all(char::is_alphabetic);
        let day = rest.is_empty() || ordinal && !rest.starts_with(['k', 'd']);
        ((1..=4).contains(&digits) && (day || digits == 4)).then_some(digits)
    }

    fn is_day(&self) -> bool {
        self.digits().is_some_and(|digits| digits <= 2)
    }

    fn is_year(&self) -> bool {
        let ascii = self.bare.starts_with(|c: char| c.is_ascii_digit());
        let century = ["19", "20", "25"]
            .iter()
            .any(|century| self.bare.starts_with(century));
        self.digits() == Some(4) && (century || !ascii)
    }

    fn is_month(&self) -> bool {
        is_month(&self.bare)
    }

    /// "2026-05-03", "3.5.2026", "03/05/26".
    fn is_whole_date(&self) -> bool {
        let parts: Vec<&str> = self.bare.split(['-', '.', '/']).take(4).collect();
        let number = |part: &&str| !part.is_empty() && part.chars().all(char::is_numeric);
        parts.len() == 3 && parts.iter().all(number)
    }

    fn is_small(&self) -> bool {
        let folded = fold(&self.bare);
        is_join(folded.as_str()) || is_particle(folded.as_str()) || is_separator(&self.bare)
    }
}

/// Whether a date or a time of reading begins at a word.
fn is_date(words: &[Word], at: usize) -> bool {
    let get = |ahead: usize| words.get(at + ahead);
    let Some(word) = get(0) else {
        return false;
    };
    let month = |ahead: usize| get(ahead).is_some_and(Word::is_month);
    let year = |ahead: usize| get(ahead).is_some_and(Word::is_year);
    let day = |ahead: usize| get(ahead).is_some_and(Word::is_day);
    if word.is_whole_date() {
        return true;
    }
    if word.is_year() {
        // "Ida Holm 2026", but "Harbour Fair 2026 Weekly".
        return month(1) || day(1) || at > 1 && get(1).is_none() && !is_body(words, at);
    }
    // "Diario 9 de Julio"
    let full = (1..=4).any(year) || at > 1 && !is_body(words, at);
    if word.is_day() {
        let small = || get(1).is_some_and(Word::is_small);
        // "3 Sept 2026", "3 de mayo"
        let other = get(1).is_some_and(|next| next.digits().is_none());
        let dated = || month(1) || month(2) && small() || other && year(2);
        // "Ida Holm 5 min read"
        let counted = || {
            get(1).is_some_and(|next| {
                let lower = next.bare.starts_with(char::is_lowercase) && !next.capital && !small();
                lower || MINUTES.contains(&next.bare.as_str())
            })
        };
        return full && (dated() || at > 1 && counted());
    }
    // "May 3", "Monday 3 May", "Sunday, May 3"; "Ada May 3 May" begins with a name.
    let dated = day(1) && (!month(2) || at > 1) || month(1) && day(2) && at > 1;
    word.is_month() && full && (year(1) || dated)
}

/// Whether a word before this one says that the name is that of a publication or a body, which have numbers in them.
fn is_body(words: &[Word], at: usize) -> bool {
    let mut before = words.iter().take(at);
    before.any(|word| is_organization_word(fold(&word.bare).as_str()))
}

/// Whether a label of a date and the date begin at a word: "Updated 3 May".
fn is_stamp(words: &[Word], at: usize) -> bool {
    let mut label = String::new();
    (0..LABEL).any(|count| {
        let Some(word) = words.get(at + count) else {
            return false;
        };
        if count > 0 {
            label.push(' ');
        }
        label.push_str(&word.bare);
        let next = at + count + 1;
        // "Updated on May 3"
        let small = || words.get(next).is_some_and(Word::is_small);
        is_label(&[Label::Date], &label)
            && (is_date(words, next) || is_date(words, next + 1) && small())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_before_a_date() {
        for line in [
            "Ida Holm | 3 May 2026",
            "Ida Holm | May 3, 2026",
            "Ida Holm | 3. Mai 2026",
            "Ida Holm | Monday, 3 May 2026",
            "Ida Holm | 3 de mayo de 2026",
            "Ida Holm | 3. toukokuuta 2026",
            "Ida Holm | 2026. május 3.",
            "Ida Holm | 3 tháng 5 2026",
            "Ida Holm | 3 Mayıs 2026",
            "Ida Holm | 2026-05-03",
            "Ida Holm | 03.05.2026",
            "Ida Holm | Updated 3 May 2026",
            "Ida Holm | Published on May 3",
            "Ida Holm | Aktualisiert 3. Mai 2026",
            "Ida Holm | 5 min read",
            "Ida Holm | 3 hours ago",
            "Ida Holm | 2026",
            "Ida May | 3 May 2026",
            "Ada May | May 3, 2026",
            "נעמה ברזל | 3 במאי 2026",
            "هدى الصافي | 3 مايو 2026",
            "सरिता गोयल | 3 मई 2026",
            "서지안 | 2026년 5월 3일",
        ] {
            let (name, date) = line.split_once("| ").unwrap();
            let line = format!("{name}{date}");
            assert_eq!(date_in(&line, 1), Some(name.len()), "{line}");
        }
        for line in [
            "Kanal 5",
            "Kanal 5 and Ida Holm",
            "Radio Hafen 2 sendet",
            "Studio 54 Weekly",
            "Diario 9 de Julio",
            "Diario Nuevo 9 de Julio",
            "Ida Holm",
            "Ida Holm 3D",
            "May Holm",
            "Harbour Fair 2026 Weekly",
        ] {
            assert_eq!(date_in(line, 1), None, "{line}");
        }
    }
}
