//! Of what a line says that it is under a licence: of the text that it stands in, or of something that the text tells of. "The
//! town put its measurements under CC BY" is a sentence of an article and no licence of it.

use std::ops::Range;

use super::lexicon::{Hit, Word, hits_and_objects, is_join};
use super::object::{in_one_language, within};
use super::sense::is_condition;
use super::sentences::sentences;
use super::spoken::Spoken;
use crate::text::fold;
use crate::text::template::is_spaceless;

/// Words that may stand before the licence beside those of licences and rights, where nothing says what is under it:
/// "published under". By hand.
const BARE: usize = 2;

/// The same where a text is named: "the texts are published under". By hand.
const NAMED: usize = 3;

/// Letters of a script without spaces that may stand there: 采用, 以下のライセンスで has two more. By hand.
const LETTERS: usize = 4;

/// Bytes of words for this very text that are words of no other language. By hand: "this page", "ce texte".
const OWN: usize = 8;

/// Words of the names of licences; the conditions are known by themselves.
const PARTS: &[&str] = &[
    "creative",
    "commons",
    "cc",
    "by",
    "nc",
    "nd",
    "sa",
    "cc0",
    "international",
    "unported",
    "generic",
];

/// Whether the licence that is named at a place of a text is that of the text itself: its sentence says "this article", allows
/// to take it over, or says so little beside the licence that it can speak of nothing else.
pub(in crate::originals) fn is_own_license(text: &str, at: usize, spoken: &Spoken) -> bool {
    let sentences = sentences(text);
    let Some(range) = sentences.iter().find(|range| range.contains(&at)) else {
        return true;
    };
    let all = hits_and_objects(text, spoken);
    let hits = in_one_language(&[], within(&all, range));
    let has = |word: Word| hits.iter().any(|hit| hit.word == word);
    // "Det här dokumentet … Creative Commons Attribution license": the name of the licence is English everywhere.
    let itself = within(&all, range)
        .iter()
        .any(|hit| hit.word == Word::Own && hit.range.len() >= OWN);
    // "The scale © Harbour Institute. Reproduced unchanged (CC BY)" tells the licence of what was taken over.
    if !itself && has(Word::Taken) {
        return false;
    }
    // "Unless otherwise noted" is said before the licence of all that stands there.
    let of_all = |hit: &&Hit| hit.word == Word::Unless && hit.range.end <= at;
    if itself || hits.iter().any(of_all) || has(Word::Own) || has(Word::Reuse) && has(Word::Permit)
    {
        return true;
    }
    // What is found of a name may begin within it.
    let said = text.get(range.start..at).unwrap_or_default();
    let said = said.trim_end_matches(|c: char| c.is_alphanumeric() && !is_spaceless(c));
    let end = range.start + said.len();
    let hits: Vec<&Hit> = hits
        .into_iter()
        .filter(|hit| hit.range.start < end)
        .collect();
    // The owner's name is none of the words: "© 2024 Ida Holm, CC BY".
    let owned = said.contains(['©', 'ⓒ'])
        || hits.iter().any(|hit| {
            matches!(
                hit.word,
                Word::Author | Word::Byline | Word::Publisher | Word::Owned
            )
        });
    let others = said
        .split_whitespace()
        .filter(|word| !owned || !word.starts_with(char::is_uppercase))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| says_something(word, &place(text, word), &hits));
    let spaceless = |word: &str| word.chars().filter(|c| is_spaceless(*c)).count();
    let (mut words, mut letters) = (0, 0);
    for word in others {
        match spaceless(word) {
            0 => words += 1,
            _ => letters += spaceless(word) - known_letters(word, &place(text, word), &hits),
        }
    }
    let text_named = hits.iter().any(|hit| hit.word == Word::Text);
    letters <= LETTERS && words <= if text_named { NAMED } else { BARE }
}

/// Where a part of a text stands in it.
fn place(text: &str, part: &str) -> Range<usize> {
    let start = super::measure::offset(text, part);
    start..start + part.len()
}

/// Whether a word tells anything beside the licence.
fn says_something(word: &str, place: &Range<usize>, hits: &[&Hit]) -> bool {
    let folded = fold(word);
    let folded = folded.as_str();
    let is_part = PARTS.contains(&folded) || is_condition(folded) || is_join(folded);
    let is_number = folded.chars().all(|c| c.is_numeric() || c == '.');
    let is_known = |hit: &Hit| {
        is_of_licenses(hit.word) && hit.range.start < place.end && hit.range.end > place.start
    };
    let spaceless = word.contains(is_spaceless);
    !is_part && !is_number && (spaceless || !hits.iter().any(|hit| is_known(hit)))
}

/// Letters of a word in a script without spaces that belong to what a licence is told with.
fn known_letters(word: &str, place: &Range<usize>, hits: &[&Hit]) -> usize {
    let known = |at: usize| {
        let mut hits = hits.iter();
        hits.any(|hit| is_of_licenses(hit.word) && hit.range.contains(&at))
    };
    let letters = word.char_indices().filter(|(_, c)| is_spaceless(*c));
    letters.filter(|(at, _)| known(place.start + at)).count()
}

/// Words that do not tell what is under a licence, but of licences, texts and their authors.
fn is_of_licenses(word: Word) -> bool {
    matches!(
        word,
        Word::License
            | Word::Text
            | Word::Permit
            | Word::Author
            | Word::Byline
            | Word::Publisher
            | Word::Owned
            | Word::Mine
            | Word::We
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_in_a_text_is_most_often_that_of_something_else() {
        for (text, own) in [
            ("This essay is published under CC BY 4.0.", true),
            ("Licensed under CC BY 4.0", true),
            ("Available under CC BY 4.0.", true),
            ("Text: CC BY 4.0", true),
            ("© 2024 Ida Holm, Harbour Lane, CC BY 4.0", true),
            ("Dieser Beitrag steht unter CC BY 4.0.", true),
            (
                "Unless otherwise specified, articles are available under CC BY 4.0.",
                true,
            ),
            (
                "Sofern nicht anders angegeben, steht der Inhalt unter CC BY 4.0.",
                true,
            ),
            (
                "Sauf mention contraire, les textes sont publiés sous CC BY 4.0.",
                true,
            ),
            (
                "Если не указано иное, тексты доступны на условиях CC BY 4.0.",
                true,
            ),
            ("Veröffentlicht unter CC BY 4.0", true),
            ("Les textes sont publiés sous licence CC BY 4.0.", true),
            ("本文采用 CC BY 4.0 许可。", true),
            ("采用 CC BY 4.0 许可协议", true),
            ("本記事は CC BY 4.0 で公開しています。", true),
            ("이 글은 CC BY 4.0으로 공개합니다.", true),
            ("Эта статья доступна по лицензии CC BY 4.0.", true),
            (
                "Det här dokumentet är under CC Attribution license CC BY 4.0",
                true,
            ),
            (
                "The ferry company put its timetable under CC BY 4.0.",
                false,
            ),
            (
                "The text is available under a Creative Commons CC BY 4.0 licence.",
                true,
            ),
            (
                "Die Feuerwehr veröffentlichte ihre Messwerte unter CC BY 4.0.",
                false,
            ),
            ("Het verslag van de haven verscheen onder CC BY 4.0.", false),
            ("Her first cookbook is available under CC BY 4.0.", false),
            (
                "Die Gemeinde stellte ihre Pegelstände unter CC BY 4.0.",
                false,
            ),
            ("L’enquête du port est parue sous CC BY 4.0.", false),
            (
                "El estudio del faro se publicó con licencia CC BY 4.0.",
                false,
            ),
            ("O inquérito da câmara foi publicado sob CC BY 4.0.", false),
            ("Hamnens utredning gavs ut under CC BY 4.0.", false),
            ("De studie van de haven verscheen onder CC BY 4.0.", false),
            ("Badanie portu ukazało się na licencji CC BY 4.0.", false),
            ("Исследование порта вышло под лицензией CC BY 4.0.", false),
            ("文中提到的调查以 CC BY 4.0 发布。", false),
            ("引用した調査書は CC BY 4.0 で公開された。", false),
            ("앞서 말한 조사서는 CC BY 4.0으로 공개되었다.", false),
        ] {
            let at = text.find("CC").unwrap();
            assert_eq!(is_own_license(text, at, &Spoken::default()), own, "{text}");
        }
    }
}
