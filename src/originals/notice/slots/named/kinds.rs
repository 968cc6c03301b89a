//! Names behind a word for what they name: "the journal Silt and Sail", "revista Piedra Seca", 杂志《石桥夜话》.

use std::ops::Range;

use super::{Named, QUOTED, is_asked, is_tagged};
use crate::originals::notice::lexicon::{
    Hit, is_any_article, is_organization_word, organization_ending,
};
use crate::originals::notice::measure::offset;
use crate::originals::notice::read::Read;
use crate::originals::notice::sense;
use crate::originals::notice::split_names;
use crate::text::fold;
use crate::text::template::is_spaceless;

/// Words of a sentence that are looked at; hostile ones have thousands. By hand: the longest demands have eighty.
const WORDS: usize = 120;

/// What opens a name in quotation marks.
const OPENS: &[char] = &['"', '“', '„', '«', '»', '‘', '\'', '「', '『', '《'];

/// The name behind the first word for a kind of publication or body in a sentence that has one.
pub(super) fn of_kind(read: &Read<'_>, range: &Range<usize>) -> Option<Named> {
    let text = &read.block.text;
    let sentence = text.get(range.clone())?;
    if let Some(named) = in_title_marks(read, range) {
        return Some(named);
    }
    let german = is_german(read, range);
    let words: Vec<&str> = sentence.split_whitespace().take(WORDS).collect();
    words.iter().enumerate().find_map(|(at, word)| {
        let next = words.get(at + 1)?;
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let kind = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        if !is_kind(kind, before.copied(), german) {
            return None;
        }
        let start = range.start + offset(sentence, next);
        let rest = text.get(start..range.end)?;
        let inner = rest.trim_start_matches(OPENS);
        let quoted = inner.len() < rest.len();
        // Only quotation marks tell a name where letters have no capitals.
        if !quoted && !inner.starts_with(char::is_uppercase) {
            return None;
        }
        let name = match quoted {
            true => in_quotes(inner)?,
            false => alone(&sense::name(inner, false)?).to_owned(),
        };
        let at = start + rest.find(name.as_str())?;
        let taken = at..at + name.len();
        (name.chars().count() > 1 && !is_asked(read, &taken, u8::MAX, true))
            .then(|| of_this_kind(name, taken))
    })
}

/// The name that stands behind such a word at the beginning of a value: "magazín Povodí", "Kwartalnik „Nad Groblą”".
pub(in crate::originals::notice::slots) fn behind_kind(value: &str) -> Option<String> {
    let (kind, rest) = value.trim_start().split_once(' ')?;
    let rest = rest.trim_start();
    let inner = rest.trim_start_matches(OPENS);
    let told = is_kind(fold(kind).as_str(), None, false);
    match inner.len() < rest.len() {
        _ if !told => None,
        true => in_quotes(inner),
        false if kind.starts_with(char::is_lowercase) && inner.starts_with(char::is_uppercase) => {
            sense::whole_name(inner)
        }
        false => None,
    }
}

fn of_this_kind(name: String, range: Range<usize>) -> Named {
    Named {
        of_kind: true,
        ..Named::publication(name, range)
    }
}

/// Whether a word tells what the name behind it names: in lower case, or as a German noun behind an article.
fn is_kind(word: &str, before: Option<&str>, german: bool) -> bool {
    if !word.ends_with(char::is_alphabetic) || word.chars().any(is_spaceless) {
        return false;
    }
    let noun = || {
        let article = |before: &str| {
            before.starts_with(char::is_lowercase) && is_any_article(fold(before).as_str())
        };
        german && before.is_some_and(article)
    };
    if word.starts_with(char::is_uppercase) && !noun() {
        return false;
    }
    let folded = fold(word);
    let whole = || organization_ending(folded.as_str()) == Some(word.chars().count());
    is_organization_word(folded.as_str()) || whole()
}

/// Whether most words of a sentence are German, whose nouns have capitals.
fn is_german(read: &Read<'_>, range: &Range<usize>) -> bool {
    let (mut german, mut others) = (0, 0);
    let inside = |hit: &&Hit| range.start <= hit.range.start && hit.range.end <= range.end;
    for hit in read.hits.iter().filter(inside) {
        match is_tagged(hit.language, "de") {
            true => german += hit.range.len(),
            false => others += hit.range.len(),
        }
    }
    german > others
}

/// What stands in quotation marks that were opened before it.
fn in_quotes(inner: &str) -> Option<String> {
    let end = inner.find(['"', '”', '“', '»', '«', '’', '」', '』', '》'])?;
    let name = inner.get(..end)?.trim();
    let sound = name.chars().count() <= QUOTED && sense::is_person(name);
    (sound && !name.contains(['.', '/', ':', '\n'])).then(|| name.to_owned())
}

/// A name without a person who is named behind it: "Silt and Sail" is one name, "Sail and Ida Holm" are two.
fn alone(name: &str) -> &str {
    let parts = split_names(name);
    let person = |part: &String| part.contains(' ') && !sense::is_publication(part);
    let Some(next) = parts.iter().skip(1).find(|part| person(part)) else {
        return name;
    };
    let end = name.find(next.as_str()).unwrap_or(name.len());
    let head = name.get(..end).unwrap_or(name).trim_end();
    // Without the word that joins them.
    let word = head
        .rfind(' ')
        .map_or(head, |at| head.get(..at).unwrap_or(head));
    word.trim_end_matches([',', ' '])
}

/// The name in the marks of titles behind a word for a kind of publication: 杂志《石桥夜话》.
fn in_title_marks(read: &Read<'_>, range: &Range<usize>) -> Option<Named> {
    /// Characters of the word, and titles that are looked at. By hand.
    const KIND: usize = 4;
    const TITLES: usize = 8;
    let sentence = read.block.text.get(range.clone())?;
    sentence
        .match_indices('《')
        .take(TITLES)
        .find_map(|(at, mark)| {
            // "잡지 《나루터》"
            let head = sentence.get(..at)?.trim_end();
            let tail: Vec<(usize, char)> = head.char_indices().rev().take(KIND).collect();
            let (start, _) = tail.last()?;
            let kind = fold(head.get(*start..)?);
            // 本刊《…》 gives the title of a text.
            let told = organization_ending(kind.as_str()).is_some_and(|length| length > 1);
            let name = in_quotes(sentence.get(at + mark.len()..)?).filter(|_| told)?;
            let start = range.start + at + mark.len();
            let taken = start..start + name.len();
            Some(of_this_kind(name, taken))
        })
}
