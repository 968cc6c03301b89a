//! Runs of an original that hardly stand anywhere else, to be asked for word for word.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::audit::Library;
use crate::matching::{Matcher, Prepared};
use crate::originals::Original;
use crate::text::{Token, is_invisible, leaves_no_mark, tokens};

/// Weight of a run: words weigh 2, characters of scripts without spaces 1. Seven to ten words, or 14 to 20 characters:
/// shorter runs stand elsewhere by chance, longer ones are cut by engines and broken by one edit.
const WEIGHT: std::ops::RangeInclusive<usize> = 14..=20;
/// The least weight where a text has no longer run, such as a poem. By hand.
const LEAST: usize = 10;
/// Weight of text for which one run is asked: a run for each paragraph or two. By hand.
const PER_RUN: usize = 80;

/// What a name counts in a run, however rare it is: copies change names least, but so do all other articles about their
/// bearers. By hand.
const NAME: f64 = -1.5;
/// What a number counts: its spelling changes with the site. By hand.
const NUMBER: f64 = -0.5;
/// What a word costs that is written in another way than the text, such as code in a Chinese article. By hand.
const FOREIGN: f64 = 1.0;
/// What it is worth that a run without spaces begins, or ends, where a clause does: engines cut such texts into words, and
/// half a word is none. By hand: a tenth of what a rare pair of characters counts in a hundred originals.
const CLAUSE: f64 = 0.4;
/// Where so many words look like names, the language writes its nouns so. By hand.
const MANY_NAMES: f64 = 0.2;
/// Letters up to which a longer word is a rarer one, and what all of them are worth together. By hand.
const LETTERS: (usize, f64) = (12, 1.0);
/// What it costs a word to stand in the text again, for each doubling. By hand.
const REPEATED: f64 = 0.3;
/// A headline is at most such a part of its text. By hand.
const HEADLINE: usize = 4;
/// What a character of a script of endings and particles costs. By hand.
const PARTICLE: f64 = 0.4;

/// At most `most` runs of an original of a library, in the order of the text and spread over it: rare among the
/// originals, in one sentence, without names and quotations as far as that can be had, and never of the notice.
/// Linear in the text.
pub fn passages(library: &Library, original: usize, most: usize) -> Vec<String> {
    let matcher = library.matcher();
    let (Some(known), Some(text)) = (
        library.originals().get(original),
        matcher.originals().get(original),
    ) else {
        return Vec::new();
    };
    let scored = Scored::new(known, text, matcher, original);
    [*WEIGHT.start(), LEAST]
        .into_iter()
        .map(|least| scored.best(least, most))
        .find(|runs| !runs.is_empty())
        .unwrap_or_default()
        .into_iter()
        .filter_map(|run| shown(known.text.get(text.bytes(run))?))
        .collect()
}

/// The words of a text with what each is worth in a run; `None` where no run may be.
struct Scored<'t> {
    raw: &'t str,
    tokens: &'t [Token],
    worth: Vec<Option<f64>>,
    /// Whether a run can go on from a token to the next.
    goes_on: Vec<bool>,
}

impl<'t> Scored<'t> {
    fn new(original: &'t Original, text: &'t Prepared, matcher: &Matcher, number: usize) -> Self {
        let raw = original.text.as_str();
        let list = text.tokens();
        let mut counts: HashMap<u64, u32> = HashMap::new();
        for at in 0..list.len() {
            *counts.entry(text.word(at)).or_default() += 1;
        }
        let names: HashSet<u64> = { original.authors.iter().chain(&original.publisher) }
            .flat_map(|name| tokens(name).list)
            .map(|token| token.hash)
            .collect();
        let named = (0..list.len()).filter(|at| text.is_name(*at)).count();
        let nouns_are_names = named as f64 > MANY_NAMES * list.len() as f64;
        // A text without a title is known by its beginning, which may be all of it.
        let headline = original
            .title
            .as_deref()
            .filter(|title| !title.is_empty() && title.len() < raw.len() / HEADLINE);
        let headline = headline.and_then(|title| raw.find(title).map(|at| at..at + title.len()));
        let notice = original
            .notice
            .as_ref()
            .and_then(|notice| notice.range.clone());
        let closed: Vec<Range<usize>> = headline.into_iter().chain(notice).collect();
        let words = list.iter().filter(|token| token.weight == 2).count();
        let usual = if 2 * words > list.len() { 2 } else { 1 };
        let worth = |(at, token): (usize, &Token)| {
            let is_closed = |range: &Range<usize>| {
                range.start < token.range().end && token.range().start < range.end
            };
            if text.is_weightless(at)
                || text.is_quoted(at)
                || text.is_phrase(at)
                || closed.iter().any(is_closed)
            {
                return None;
            }
            let word = raw.get(token.range())?;
            if names.contains(&token.hash) || text.is_name(at) && !nouns_are_names {
                return Some(NAME);
            }
            if text.is_number(at) {
                return Some(NUMBER);
            }
            let mut worth = matcher.rarity(number, at);
            let count = counts.get(&text.word(at)).copied().unwrap_or(1);
            worth -= REPEATED * f64::from(count.max(1)).log2();
            if token.weight == 1 {
                worth -= word
                    .chars()
                    .next()
                    .filter(|c| is_particle(*c))
                    .map_or(0.0, |_| PARTICLE);
            } else {
                worth += LETTERS.1 * word.chars().count().min(LETTERS.0) as f64 / LETTERS.0 as f64;
            }
            if token.weight != usual {
                worth -= FOREIGN;
            }
            Some(worth)
        };
        let goes_on = |at: usize| {
            let next = list.get(at + 1)?;
            let gap = raw.get(list.get(at)?.end as usize..next.start as usize)?;
            Some(!text.ends_sentence(at) && is_inner(gap))
        };
        Self {
            raw,
            tokens: list,
            worth: list.iter().enumerate().map(worth).collect(),
            goes_on: (0..list.len())
                .map(|at| goes_on(at).unwrap_or_default())
                .collect(),
        }
    }

    /// The best run of each part of the text.
    fn best(&self, least: usize, most: usize) -> Vec<Range<usize>> {
        let weight: usize = self
            .tokens
            .iter()
            .map(|token| usize::from(token.weight))
            .sum();
        let parts = (weight / PER_RUN).clamp(1, most.max(1));
        let length = self.tokens.len().div_ceil(parts).max(1);
        let mut runs: Vec<Range<usize>> = Vec::new();
        for part in 0..parts {
            let from = (part * length).max(runs.last().map_or(0, |last| last.end));
            let until = ((part + 1) * length).min(self.tokens.len());
            let mut best: Option<(f64, Range<usize>)> = None;
            for start in from..until {
                if let Some((worth, run)) = self.run(start, least)
                    && best.as_ref().is_none_or(|(least, _)| worth > *least)
                {
                    best = Some((worth, run));
                }
            }
            runs.extend(best.map(|(_, run)| run));
        }
        runs
    }

    /// A run from a token on, and what it is worth: the longest that does not end inside a clause, if there is one.
    fn run(&self, start: usize, least: usize) -> Option<(f64, Range<usize>)> {
        let begins = self.edge(start, true);
        if begins == Edge::None || self.is_joined(start) {
            return None;
        }
        let (mut weight, mut worth) = (0, 0.0);
        let mut found: Option<(f64, Range<usize>, Edge)> = None;
        for at in start..self.tokens.len() {
            // What a hyphen joins is one word.
            if !self.is_joined(at) {
                weight += usize::from(self.tokens.get(at)?.weight);
            }
            let Some(Some(more)) = self.worth.get(at).filter(|_| weight <= *WEIGHT.end()) else {
                break;
            };
            worth += more;
            let ends = self.edge(at, false);
            let is_better = found.as_ref().is_none_or(|(_, _, before)| ends >= *before);
            if weight >= least && ends != Edge::None && is_better && !self.is_joined(at + 1) {
                let clauses = [begins, ends]
                    .iter()
                    .filter(|edge| **edge == Edge::Clause)
                    .count();
                let worth = worth / (at + 1 - start) as f64 + CLAUSE * clauses as f64;
                found = Some((worth, start..at + 1, ends));
            }
            if !self.goes_on.get(at).copied().unwrap_or_default() {
                break;
            }
        }
        found.map(|(worth, run, _)| (worth, run))
    }

    /// Whether a word is joined to the one before it by a hyphen or an apostrophe.
    fn is_joined(&self, at: usize) -> bool {
        let pair = at
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before..=at));
        let Some([before, token]) = pair else {
            return false;
        };
        let gap = self.raw.get(before.end as usize..token.start as usize);
        before.weight == 2
            && token.weight == 2
            && gap.is_some_and(|gap| {
                !gap.contains(char::is_whitespace) && gap.len() < 4 && is_inner(gap)
            })
    }

    /// What a run would cut through if it began, or ended, with a token.
    fn edge(&self, at: usize, begins: bool) -> Edge {
        let Some(token) = self.tokens.get(at) else {
            return Edge::None;
        };
        let before = self.raw.get(..token.start as usize).unwrap_or_default();
        let after = self.raw.get(token.end as usize..).unwrap_or_default();
        let (beside, next) = if begins {
            let mut chars = before.chars().rev();
            (chars.next(), chars.next())
        } else {
            let mut chars = after.chars();
            (chars.next(), chars.next())
        };
        let inside = self
            .raw
            .get(token.range())
            .and_then(|word| word.chars().next());
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_hangul = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{ac00}'..='\u{d7a3}'));
        if token.weight == 2 {
            // Parts of addresses and names of programs.
            let joins = beside.is_some_and(|c| "@/_=&#\\$.:".contains(c)) && is_letter(next);
            return if joins { Edge::None } else { Edge::Word };
        }
        if is_hangul(inside) {
            // Words of Korean are several tokens without a space.
            return if is_hangul(beside) {
                Edge::None
            } else {
                Edge::Word
            };
        }
        if is_letter(beside) {
            Edge::Word
        } else {
            Edge::Clause
        }
    }
}

/// What a run may begin or end at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    /// It would cut through a word.
    None,
    /// A word, or a character of which it is not known whether it is one.
    Word,
    /// In a script without spaces: what stands between two marks.
    Clause,
}

/// Whether what stands between two words may stand inside a run: engines pass over it, and copies keep it.
fn is_inner(gap: &str) -> bool {
    let seen = gap.trim_matches(leaves_no_mark);
    // A dash between spaces parts what a hyphen joins.
    let is_whole = seen.len() == gap.len();
    gap.chars().filter(|c| *c == '\n').count() < 2
        && match seen {
            "" => true,
            "," | "、" | "，" => gap.starts_with(seen),
            "-" | "'" | "\u{2019}" => is_whole,
            _ => false,
        }
}

/// Hiragana: mostly endings and particles.
fn is_particle(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

/// A run as it is asked for: in one line, without what cannot be seen.
fn shown(run: &str) -> Option<String> {
    let seen: String = run.chars().filter(|c| !is_invisible(*c)).collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{self, ReadOptions};
    use crate::rules::RuleSets;

    fn runs(texts: &[&str]) -> Vec<Vec<String>> {
        let rules = RuleSets::builtin();
        let originals = texts.iter().enumerate().map(|(number, text)| {
            let options = ReadOptions {
                location: format!("o{number}.md"),
                ..ReadOptions::default()
            };
            let page = page::read(text.as_bytes(), &options).unwrap();
            crate::audit::read_original(&page, &rules).unwrap()
        });
        let library = Library::new(originals.collect(), &rules);
        (0..texts.len())
            .map(|original| passages(&library, original, 4))
            .collect()
    }

    const ORCHARD: &str = "---\ntitle: The orchard behind the mill\nauthor: Edda Brandt\n---\n\n\
        The orchard behind the mill was planted by Edda Brandt in the spring after the long war. She grafted pears onto \
        quince because the soil was shallow, and nobody in Felsau believed that they would bear. Seven autumns later the \
        branches had to be propped with poles cut from the hedge.\n\n\
        \u{201c}We never meant to sell a single basket of them\u{201d}, said her grandson Jonas Brandt to a visitor. The \
        cellar smelled of straw and vinegar until April, and children were sent down barefoot so that no one would tread \
        on the fallen fruit. What was bruised went into the copper kettle behind the wash-house.\n\n\
        Original article, Author: Edda Brandt. If you wish to reprint this article, please indicate the source: \
        https://orchard.example/behind-the-mill";

    #[test]
    fn runs_are_of_the_text_without_names_quotations_and_notice() {
        let found = &runs(&[ORCHARD])[0];
        assert!(found.len() >= 2, "{found:?}");
        for run in found {
            let words = run.split_whitespace().count();
            assert!((7..=10).contains(&words), "{run}");
            assert!(ORCHARD.contains(run.as_str()), "{run}");
            for other in [
                "Brandt", "Jonas", "Felsau", "basket", "reprint", "source", "Author",
            ] {
                assert!(!run.contains(other), "{run}");
            }
        }
        let place = |run: &String| ORCHARD.find(run.as_str());
        assert!(place(&found[0]) < place(&found[1]));
    }

    #[test]
    fn what_other_originals_share_is_not_asked_for() {
        let shared = "The committee met on the second floor of the old customs building as it does every month.";
        let one = format!(
            "{shared}\n\nA heron had settled on the weir and nobody wanted to be the one to chase it off."
        );
        let others = ["ravens", "tinsmiths", "lanterns"].map(|word| {
            format!("{shared}\n\nLate in the evening somebody asked whether the {word} had ever been counted at all.")
        });
        let found = &runs(&[&one, &others[0], &others[1], &others[2]])[0];
        assert!(
            found
                .iter()
                .any(|run| run.contains("heron") || run.contains("weir")),
            "{found:?}"
        );
        assert!(
            found.iter().all(|run| !run.contains("committee")),
            "{found:?}"
        );
    }

    #[test]
    fn scripts_without_spaces_are_counted_in_characters() {
        let chinese = "\u{5341}\u{6708}\u{7684}\u{98ce}\u{628a}\u{6668}\u{96fe}\u{5439}\u{8fdb}\u{4e86}\u{8336}\u{5c71}\u{ff0c}\u{91c7}\u{8336}\u{7684}\u{5973}\u{4eba}\u{4eec}\u{80cc}\u{7740}\u{7af9}\u{7bd3}\u{4ece}\u{96fe}\u{91cc}\u{8d70}\u{51fa}\u{6765}\u{3002}\u{8001}\u{8336}\u{5e08}\u{53ea}\u{51ed}\u{6307}\u{5c16}\u{5c31}\u{77e5}\u{9053}\u{706b}\u{5019}\u{591f}\u{4e0d}\u{591f}\u{3002}";
        let found = &runs(&[chinese])[0];
        assert!(!found.is_empty());
        for run in found {
            let count = run.chars().filter(|c| c.is_alphanumeric()).count();
            assert!((14..=20).contains(&count), "{run}");
            assert!(chinese.contains(run.as_str()), "{run}");
        }
        let korean = "\u{ac00}\u{c744} \u{bc14}\u{b78c}\u{c774} \u{bd88}\u{ba74} \u{b9c8}\u{c744} \u{c0ac}\u{b78c}\u{b4e4}\u{c740} \u{ac10}\u{b098}\u{bb34} \u{c544}\u{b798}\u{c5d0}\u{c11c} \u{ac10}\u{c744} \u{ae4e}\u{c544} \u{cc98}\u{b9c8} \u{b05d}\u{c5d0} \u{b9e4}\u{b2ec}\u{c558}\u{b2e4}.";
        for run in &runs(&[korean])[0] {
            let words: Vec<&str> = run.split(' ').collect();
            let all: Vec<&str> = korean.trim_end_matches('.').split(' ').collect();
            assert!(words.iter().all(|word| all.contains(word)), "{run}");
        }
    }

    #[test]
    fn a_text_without_a_run_gives_none() {
        assert_eq!(
            runs(&[
                "\u{201c}All of this is quoted, every single word of it, from end to end.\u{201d}"
            ])[0],
            Vec::<String>::new()
        );
    }
}
