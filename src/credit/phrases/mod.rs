//! Credit phrases: the words by which a page says where a text comes from, who wrote it, and what a reprint owes.
//!
//! The phrases themselves stand in the files of the [`languages`]. One index finds all of them in one pass.

use std::ops::Range;
use std::sync::LazyLock;

use foldhash::HashSet;

use crate::languages::{self, Language, Need};
use crate::text::{Folded, folded};
pub(crate) use crate::vocabulary::Role;
use crate::vocabulary::{self, Entry};

static WORDS: LazyLock<Words> = LazyLock::new(Words::of_all);

/// What must stand around a phrase for it to count; all that are set must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Needs {
    /// It opens a line, a sentence or a bracket.
    pub(crate) boundary: bool,
    /// A colon or dash follows, or a link.
    pub(crate) colon: bool,
    /// A link or URL stands behind it or on it.
    pub(crate) link: bool,
    /// The line links or names the original.
    pub(crate) original: bool,
    /// Hardly anything else stands in the line.
    pub(crate) alone: bool,
}

/// One meaning of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sense {
    pub(crate) role: Role,
    pub(crate) needs: Needs,
    /// Indices of the languages that have it: the same word may serve several.
    pub(crate) languages: Vec<usize>,
}

/// A phrase found in a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// All its meanings.
    pub(crate) senses: Vec<Sense>,
    /// Byte range in the raw text.
    pub(crate) raw: Range<usize>,
}

/// All phrases in a folded text, in order, without overlap; the longest where several begin at one place.
pub(crate) fn find(text: &Folded) -> Vec<Hit> {
    let phrases = vocabulary::phrases();
    let folded = text.as_str();
    // All that begin at a place, so that a phrase that turns out to be part of a word hides no other: in "this article
    // originally appeared" the French "article original" is none, but "originally appeared" is.
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut is_within = false;
    for (start, letter) in folded.char_indices() {
        let goes_on = std::mem::replace(&mut is_within, joins_words(letter));
        if goes_on && joins_words(letter) {
            continue;
        }
        for (end, mut entries) in phrases.at(folded, start, false) {
            let (phrase, after) = folded.split_at(end);
            let ends = !phrase.ends_with(joins_words) || !after.starts_with(joins_words);
            if ends || entries.any(|entry| entry.open_end()) {
                found.push((start, end));
            }
        }
    }
    found.sort_unstable_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
    let mut from = 0;
    found.retain(|(start, end)| {
        let free = *start >= from;
        if free {
            from = *end;
        }
        free
    });
    let hits = found.into_iter().map(|(start, end)| Hit {
        senses: senses(phrases.of(&folded[start..end])),
        raw: text.raw_range(start..end),
    });
    hits.collect()
}

/// The meanings of a phrase; one that several languages share is one.
fn senses(entries: impl Iterator<Item = Entry<Role>>) -> Vec<Sense> {
    let mut senses: Vec<Sense> = Vec::new();
    for entry in entries {
        let needs = Needs {
            boundary: entry.needs(Need::Boundary),
            colon: entry.needs(Need::Colon),
            link: entry.needs(Need::Link),
            original: entry.needs(Need::Original),
            alone: entry.needs(Need::Alone),
        };
        let role = entry.kind;
        let language = usize::from(entry.language);
        let mut known = senses.iter_mut();
        match known.find(|known| known.role == role && known.needs == needs) {
            Some(known) => known.languages.push(language),
            None => senses.push(Sense {
                role,
                needs,
                languages: vec![language],
            }),
        }
    }
    senses
}

/// Words beside the phrases, folded.
struct Words {
    months: HashSet<String>,
    /// Words for the text itself: single words, and phrases of scripts without spaces, by language.
    subjects: Vec<Vec<String>>,
    /// Words that deny, by language; those that end a clause keep their `*`.
    denials: Vec<Vec<String>>,
}

impl Words {
    fn of_all() -> Self {
        let words = |of: fn(&Language) -> &[String]| {
            let words = move |language| of(language).iter().map(|word| folded(word).into_owned());
            languages::all().iter().map(words)
        };
        Self {
            months: words(|language| &language.months).flatten().collect(),
            subjects: words(|language| &language.subjects)
                .map(Iterator::collect)
                .collect(),
            denials: words(|language| &language.denials)
                .map(Iterator::collect)
                .collect(),
        }
    }
}

/// Whether a folded word is the name of a month or a day, in any language.
pub(crate) fn is_month(word: &str) -> bool {
    WORDS.months.contains(word)
}

/// Words of a language that deny what a sentence says, folded.
pub(crate) fn denials(language: usize) -> &'static [String] {
    WORDS.denials.get(language).map_or(&[], Vec::as_slice)
}

/// Words of a language for the text itself, folded.
pub(crate) fn subjects(language: usize) -> &'static [String] {
    WORDS.subjects.get(language).map_or(&[], Vec::as_slice)
}

/// Whether a character goes on a word of a script that writes spaces between words.
fn joins_words(letter: char) -> bool {
    letter.is_alphanumeric() && !crate::text::script::is_unspaced(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn found(text: &str) -> Vec<String> {
        let hits = find(&fold(text)).into_iter();
        hits.map(|hit| folded(&text[hit.raw]).into_owned())
            .collect()
    }

    #[test]
    fn phrases_are_found_however_they_are_typed() {
        assert_eq!(
            found("This post was Originally  Published on X"),
            ["originally published"]
        );
        assert_eq!(found("原文鏈接︰x"), ["原文链接"]);
        assert_eq!(found("Publié à l’origine sur"), ["publié à l'origine"]);
        assert_eq!(
            found("wins._This post was originally posted"),
            ["originally posted"]
        );
    }

    #[test]
    fn parts_of_words_are_no_phrases_and_hide_none() {
        assert_eq!(
            found("This article originally appeared in X"),
            ["originally appeared"]
        );
        assert_eq!(
            found("trivial resources, viable byways, authorship"),
            Vec::<String>::new()
        );
        assert_eq!(found("Bildquelle X"), ["bildquelle"]);
    }

    #[test]
    fn endings_may_go_on_where_the_list_says_so() {
        assert_eq!(
            found("L'article initialement publiée"),
            ["initialement publié"]
        );
        assert_eq!(found("впервые опубликована"), ["впервые опубликован"]);
    }
}
