//! Names in brackets.

use std::ops::Range;

use super::{Named, is_asked};
use crate::originals::notice::lexicon::{Hit, Word, is_author_label, is_particle};
use crate::originals::notice::measure::offset;
use crate::originals::notice::read::Read;
use crate::originals::notice::sense;
use crate::originals::notice::slots::MORE;
use crate::text::fold;
use crate::text::template::is_spaceless;

/// The names in brackets behind words for the source or the author: "the author (Ida Holm)", 来源（河湾书社）.
pub(super) fn bracketed(read: &Read<'_>, range: &Range<usize>) -> Vec<Named> {
    let text = &read.block.text;
    let Some(sentence) = text.get(range.clone()) else {
        return Vec::new();
    };
    let opens = sentence.match_indices(['(', '（']).take(MORE);
    opens
        .filter_map(|(at, mark)| {
            let inner = sentence.get(at + mark.len()..)?;
            let name = inner.get(..inner.find([')', '）'])?)?.trim();
            let quotes =
                |c: char| matches!(c, '"' | '“' | '”' | '«' | '»' | '「' | '」' | '《' | '》');
            let name = name.trim_matches(quotes);
            let start = offset(text, name);
            let taken = start..start + name.len();
            let (author, source) = told_by(read, range.start + at);
            let publication = sense::is_publication(name);
            let author = author && !publication;
            let fits = (author || source) && is_whole_name(read, name, &taken, publication);
            fits.then(|| Named {
                name: name.to_owned(),
                range: taken,
                publishes: !author,
                author,
                publisher: None,
                writer: None,
                of_kind: false,
            })
        })
        .collect()
}

/// Whether what stands right before a bracket is a word for the author, and whether one for the source.
fn told_by(read: &Read<'_>, bracket: usize) -> (bool, bool) {
    /// Bytes between the word and the bracket: a space, an ending, 名.
    const BESIDE: usize = 6;
    let beside = |hit: &&Hit| hit.range.end <= bracket && bracket - hit.range.end <= BESIDE;
    let has = |words: &[Word]| {
        let mut hits = read.hits.iter().filter(beside);
        hits.any(|hit| words.contains(&hit.word))
    };
    let head = read.block.text.get(..bracket).unwrap_or_default();
    // "yazarın adı (…)": the name of the author.
    let mut words = head.split_whitespace().rev().take(2).map(fold);
    let author = has(&[Word::Author]) || words.any(|word| is_inflected_author(word.as_str()));
    let mine = has(&[Word::Mine, Word::Whose]);
    let source = has(&[Word::Source, Word::NamedAs, Word::Publisher]);
    (author, source && !mine)
}

/// Whether a word is a label of authors with another ending: "penulisnya".
pub(in crate::originals::notice::slots) fn is_inflected_author(word: &str) -> bool {
    /// Letters of the ending, and more than that of the word.
    const ENDING: usize = 4;
    let ends = word.char_indices().map(|(at, _)| at).rev();
    let stems = ends.take(ENDING).filter_map(|end| word.get(..end));
    let long = |stem: &str| stem.chars().count() > ENDING;
    !word.starts_with(is_spaceless)
        && stems
            .into_iter()
            .any(|stem| long(stem) && is_author_label(stem))
}

/// Whether all that a bracket holds is one name.
fn is_whole_name(read: &Read<'_>, name: &str, taken: &Range<usize>, publication: bool) -> bool {
    /// Characters of such a name. By hand.
    const LONGEST: usize = 40;
    let cased = name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let words: Vec<&str> = name.split_whitespace().collect();
    let fits = if cased {
        // "(Ida Holm)", not "(with a link)" nor "(URL)"
        let small = |word: &&str| is_particle(fold(word).as_str());
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        words.first().is_some_and(capital)
            && words.iter().all(|word| capital(word) || small(word))
            && name.chars().any(char::is_lowercase)
    } else if name.chars().all(is_spaceless) {
        name.chars().count() > 2 && (publication || !sense::joined(name))
    } else {
        (2..=4).contains(&words.len())
    };
    let marks = |c: char| matches!(c, ',' | '，' | '、' | '/' | ':' | '：' | '+' | '.' | '@');
    let said = |known: &Hit| {
        known.range.start < taken.end
            && known.range.end > taken.start
            && known.range.len() > 3
            && known.word != Word::Story
    };
    fits && name.chars().count() <= LONGEST
        && !name.contains(marks)
        && sense::is_person(name)
        && (publication || !read.hits.iter().any(said))
        && !is_asked(read, taken, u8::MAX, publication)
}
