//! Credit phrases: the words by which a page says where a text comes from, who wrote it, and what a reprint owes.
//!
//! The phrases themselves stand in the files of the [`languages`]. One dictionary finds all of them in one pass.

use std::ops::Range;
use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};

use crate::languages::{self, Language, Need};
use crate::text::{Dictionary, Folded, folded};

static BUILT_IN: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(languages::all()));

/// What a phrase is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    /// Where a text comes from.
    Credit,
    /// What a reprint owes.
    Demand,
    /// The address of "this article".
    Permalink,
    /// Who wrote it.
    Byline,
    /// The same words about something else.
    Negative,
}

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
#[derive(Debug, Clone)]
pub(crate) struct Sense {
    pub(crate) role: Role,
    pub(crate) needs: Needs,
    /// Indices of the languages that have it.
    pub(crate) languages: Vec<usize>,
}

/// A phrase with all its meanings: the same word may serve several languages.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    /// As it stands in the list.
    pub(crate) text: String,
    pub(crate) senses: Vec<Sense>,
    open_start: bool,
    open_end: bool,
}

impl Phrase {
    /// Adds a meaning; the same word may have it in several languages.
    fn add(&mut self, role: Role, needs: Needs, language: usize) {
        let mut senses = self.senses.iter_mut();
        match senses.find(|known| known.role == role && known.needs == needs) {
            Some(known) => known.languages.push(language),
            None => self.senses.push(Sense {
                role,
                needs,
                languages: vec![language],
            }),
        }
    }
}

/// A phrase found in a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Index of the phrase.
    pub(crate) phrase: usize,
    /// Byte range in the raw text.
    pub(crate) raw: Range<usize>,
}

/// The phrases of all languages.
#[derive(Debug, Default)]
pub struct Phrases {
    phrases: Vec<Phrase>,
    dictionary: Dictionary,
    months: HashSet<String>,
    /// Words for the text itself: single words, and phrases of scripts without spaces, by language.
    subjects: Vec<Vec<String>>,
    /// Words that deny, by language; those that end a clause keep their `*`.
    denials: Vec<Vec<String>>,
}

impl Phrases {
    /// The phrases that come with the program.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The phrases of some languages.
    pub fn of(languages: &[Language]) -> Self {
        let mut months = HashSet::default();
        let mut subjects = Vec::new();
        let mut denials = Vec::new();
        // Sorted at once afterwards, which costs less than a tree that grows phrase by phrase.
        let mut by_pattern: HashMap<String, Phrase> = HashMap::default();
        for (index, language) in languages.iter().enumerate() {
            months.extend(language.months.iter().map(|word| folded(word).into_owned()));
            let words = language.subjects.iter();
            subjects.push(words.map(|word| folded(word).into_owned()).collect());
            let words = language.denials.iter();
            denials.push(words.map(|word| folded(word).into_owned()).collect());
            for (role, list) in [
                (Role::Credit, &language.credit),
                (Role::Demand, &language.demand),
                (Role::Permalink, &language.permalink),
                (Role::Byline, &language.byline),
                (Role::Negative, &language.negative),
            ] {
                for languages::Phrase { text, needs } in list {
                    let words = text.strip_suffix('*').unwrap_or(text);
                    let pattern = folded(words).into_owned();
                    let phrase = by_pattern
                        .entry(pattern)
                        .or_insert_with_key(|pattern| Phrase {
                            text: words.to_owned(),
                            senses: Vec::new(),
                            open_start: !pattern.starts_with(joins_words),
                            open_end: !pattern.ends_with(joins_words),
                        });
                    phrase.open_end |= text.ends_with('*');
                    phrase.add(role, needs_of(needs), index);
                }
            }
        }
        let mut by_pattern: Vec<(String, Phrase)> = by_pattern.into_iter().collect();
        by_pattern.sort_unstable_by(|one, next| one.0.cmp(&next.0));
        let (patterns, phrases): (Vec<_>, Vec<_>) = by_pattern
            .into_iter()
            .map(|(pattern, phrase)| ((pattern, phrase.open_start), phrase))
            .unzip();
        Self {
            phrases,
            dictionary: Dictionary::new(patterns),
            months,
            subjects,
            denials,
        }
    }

    /// All phrases in a folded text, in order, without overlap; the longest where several begin at one place.
    pub(crate) fn find(&self, text: &Folded) -> Vec<Hit> {
        let folded = text.as_str();
        // All that begin at a place, so that a phrase that turns out to be part of a word hides no other: in "this article
        // originally appeared" the French "article original" is none, but "originally appeared" is.
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        let mut is_within = false;
        for (start, letter) in folded.char_indices() {
            let goes_on = std::mem::replace(&mut is_within, joins_words(letter));
            if goes_on && !self.dictionary.may_begin_within(folded, start) {
                continue;
            }
            for (index, end) in self.dictionary.at(folded, start) {
                let Some(phrase) = self.phrases.get(index) else {
                    continue;
                };
                let after = folded.get(end..).and_then(|rest| rest.chars().next());
                if (phrase.open_start || !goes_on)
                    && (phrase.open_end || !after.is_some_and(joins_words))
                {
                    found.push((start, end, index));
                }
            }
        }
        found.sort_unstable_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
        let mut from = 0;
        found.retain(|(start, end, _)| {
            let free = *start >= from;
            if free {
                from = *end;
            }
            free
        });
        found
            .into_iter()
            .map(|(start, end, phrase)| Hit {
                phrase,
                raw: text.raw_range(start..end),
            })
            .collect()
    }

    /// A phrase by its index in a [`Hit`].
    pub(crate) fn get(&self, index: usize) -> &Phrase {
        &self.phrases[index]
    }

    /// Whether a folded word is the name of a month or a day, in any language.
    pub(crate) fn is_month(&self, word: &str) -> bool {
        self.months.contains(word)
    }

    /// Words of a language that deny what a sentence says, folded.
    pub(crate) fn denials(&self, language: usize) -> &[String] {
        self.denials.get(language).map_or(&[], Vec::as_slice)
    }

    /// Words of a language for the text itself, folded.
    pub(crate) fn subjects(&self, language: usize) -> &[String] {
        self.subjects.get(language).map_or(&[], Vec::as_slice)
    }
}

fn needs_of(list: &[Need]) -> Needs {
    Needs {
        boundary: list.contains(&Need::Boundary),
        colon: list.contains(&Need::Colon),
        link: list.contains(&Need::Link),
        original: list.contains(&Need::Original),
        alone: list.contains(&Need::Alone),
    }
}

/// Whether a character goes on a word of a script that writes spaces between words.
fn joins_words(letter: char) -> bool {
    letter.is_alphanumeric() && !crate::text::script::is_unspaced(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn found(text: &str) -> Vec<&'static str> {
        let phrases = Phrases::built_in();
        phrases
            .find(&fold(text))
            .into_iter()
            .map(|hit| phrases.get(hit.phrase).text.as_str())
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
            Vec::<&str>::new()
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
