//! Persons whom no word for authors tells, but the place: before the address of a demand, below it, in the sentence before.

use std::ops::Range;

use super::byline::tells_of_others;
use super::named::is_asked;
use crate::originals::notice::lexicon::{Hit, Word, is_particle};
use crate::originals::notice::measure::offset;
use crate::originals::notice::read::Read;
use crate::originals::notice::sense;
use crate::originals::notice::sentences::{quotes, sentences};
use crate::text::fold;

/// The person right before the address in a line that a demand gives: "… credit is given as follows: T. Lorimer, https://…".
pub(super) fn beside_address(read: &Read<'_>, range: &Range<usize>) -> Option<String> {
    /// Bytes before the address that are looked at.
    const BEFORE: usize = 80;
    let text = &read.block.text;
    let mut to = text.len().min(range.end + BEFORE);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let shown = text.get(range.start..to)?.find("http")? + range.start;
    let mut from = shown.saturating_sub(BEFORE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let head = text.get(from..shown)?;
    let head = head.strip_suffix(' ').unwrap_or(head);
    let head = head
        .strip_suffix([',', '—', '–', '-', '(', '<'])?
        .trim_end();
    let head = head.trim_end_matches([',', ' ']);
    let mark = head
        .rfind([':', '：', '"', '“', '«', '»', '”', '\n', ';', ',', '(', ')'])
        .map(|at| {
            at + head
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
        });
    // "Title — Ida Holm — https://…"
    let dashes = [" — ", " – ", " | "].into_iter();
    let dash = dashes
        .filter_map(|dash| Some(head.rfind(dash)? + dash.len()))
        .max();
    let start = mark.max(dash)?;
    let line = head.get(start..)?.trim();
    // "“Title”, de Ida Holm — https://…"
    let small = line.split(' ').next().unwrap_or_default();
    let by = small.len() <= 3 && small.chars().all(char::is_lowercase);
    let line = if by {
        line.get(small.len()..)?.trim_start()
    } else {
        line
    };
    is_whole_person(read, line).then(|| line.to_owned())
}

/// The author to whom the rights belong: "All rights belong to the author, Ida Holm".
pub(super) fn owns_rights(read: &Read<'_>) -> Option<String> {
    /// Bytes between "belong to" and the comma before the name. By hand: "the author of the text".
    const WORDS: usize = 40;
    let text = &read.block.text;
    let mut owned = read.hits.iter().filter(|hit| hit.word == Word::Owned);
    owned.find_map(|owned| {
        let rest = text.get(owned.range.end..)?;
        let (head, name) = ["، ", ", "]
            .iter()
            .find_map(|comma| rest.split_once(comma))?;
        let comma = owned.range.end + head.len();
        let author = |hit: &Hit| {
            matches!(hit.word, Word::Author | Word::Owner | Word::Source)
                && hit.language == owned.language
                && hit.range.start + 1 >= owned.range.end
                && hit.range.end <= comma
        };
        let told =
            head.len() <= WORDS && !head.contains(['.', ':']) && read.hits.iter().any(author);
        let found = sense::name(name, false).filter(|_| told)?;
        let ends = name.get(found.len()..)?.trim_start();
        let whole = name.starts_with(found.as_str())
            && (ends.is_empty() || ends.starts_with(['.', ',', '،', ';', '\n', '(', '|']));
        (whole && found.contains(' ') && !sense::is_publication(&found)).then_some(found)
    })
}

/// A name at the very end of a demand's block, behind its last full stop: "… with a link. Pil of the Brook".
pub(super) fn signed_below(read: &Read<'_>) -> Option<String> {
    /// Bytes of such a name. By hand.
    const LONGEST: usize = 48;
    let text = read.block.text.trim_end();
    let last = text.rfind(['.', '!', '?', '\n'])?;
    let line = text.get(last + 1..)?;
    let name = line
        .trim_start_matches([' ', '—', '–', '-', '~'])
        .trim_end();
    let apart = line.starts_with([' ', '—', '–']) || text.get(last..)?.starts_with('\n');
    let mut words = name.split(' ');
    let ends = |word: &str| word.starts_with(char::is_uppercase);
    let capitals = name.split(' ').filter(|word| ends(word)).count();
    let whole = name.len() <= LONGEST
        && words.next().is_some_and(ends)
        && name.split(' ').next_back().is_some_and(ends)
        && (2..=5).contains(&name.split(' ').count())
        && capitals >= 2
        && name
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\''));
    let at = text.len() - name.len();
    let speaks = |hit: &Hit| hit.range.start >= at && hit.range.len() > 3;
    (apart && whole && !sense::is_publication(name) && !read.hits.iter().any(speaks))
        .then(|| name.to_owned())
}

/// The only person in the sentence before the demand, who wrote the text in whatever words: "Zápis pořídil Vavřinec Hloušek
/// z oddílu Rybníkáři. Přetisknout ho může kdokoli …".
pub(super) fn told_before(read: &Read<'_>) -> Option<String> {
    /// Bytes of such a sentence. By hand.
    const SENTENCE: usize = 140;
    let text = &read.block.text;
    let sentences = sentences(text);
    let (first, rest) = sentences.split_first()?;
    let asks = |range: &Range<usize>| {
        read.hits.iter().any(|hit| {
            range.start <= hit.range.start
                && hit.range.end <= range.end
                && matches!(
                    hit.word,
                    Word::Name | Word::Permit | Word::Forbid | Word::Ban | Word::Consent
                )
        })
    };
    if rest.is_empty() || first.len() > SENTENCE || asks(first) || !quotes(text, first).is_empty() {
        return None;
    }
    let sentence = text.get(first.clone())?;
    let mut found = None;
    let mut from = 0;
    for word in sentence.split_whitespace() {
        let at = offset(sentence, word);
        let begins = at > 0 && at >= from && word.starts_with(char::is_uppercase);
        let Some(name) = sentence
            .get(at..)
            .filter(|_| begins)
            .and_then(|rest| sense::name(rest, false))
        else {
            continue;
        };
        from = at + name.len();
        let capitals = name
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase));
        let person = name.split(' ').count() >= 2 && capitals && !sense::is_publication(&name);
        // Behind a small word stands a place or a body: "in New Harbour", "dla Koła Gospodyń".
        let verb = sentence.get(..at)?.split_whitespace().next_back()?;
        let told = verb.chars().count() >= SMALL && verb.chars().all(char::is_lowercase);
        let others = sentence.get(..at).is_some_and(tells_of_others);
        if person && told && !others {
            if found.is_some() {
                return None;
            }
            found = Some(name);
        }
    }
    found
}

/// Letters that a verb has at least: "schrieb", "wrote". By hand.
const SMALL: usize = 5;

/// Whether a line is nothing but the name of a person: two to four words, initials among them.
pub(super) fn is_whole_person(read: &Read<'_>, line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let small = |word: &&str| is_particle(fold(word).as_str());
    let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '’' | '\'');
    let at = offset(&read.block.text, line);
    let taken = at..at + line.len();
    (2..=7).contains(&words.len())
        && words.first().is_some_and(capital)
        && words.last().is_some_and(capital)
        && words.iter().all(|word| capital(word) || small(word))
        && line.chars().all(letters)
        && line.chars().any(char::is_lowercase)
        && !sense::is_publication(line)
        && sense::is_person(line)
        && !is_asked(read, &taken, u8::MAX, false)
        && !sense::speaks(line)
}
