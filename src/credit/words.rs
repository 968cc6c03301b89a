//! Names as folded words, and when two spellings are one name.
//!
//! Thresholds are for Jaro-Winkler (strsim): at 0.93 a surname survives one slip in five letters, while different
//! surnames of one beginning ("Miller", "Mills") stay below it.

use crate::languages;
use crate::text::script::is_cjk;
use crate::text::{fold, without_accents};

/// Jaro-Winkler similarity at which two surnames (at least five letters) are one, misspelt. By hand, held against
/// labelled pages (`examples/credits.rs`).
const SURNAME: f64 = 0.93;

/// The same for given names (at least four letters): "Katherine" and "Kathryn" are one, "Anna" and "Andrea" are not. By
/// hand, held against labelled pages (`examples/credits.rs`).
const GIVEN: f64 = 0.90;

/// The same for names of a single word (at least six letters). By hand, held against labelled pages
/// (`examples/credits.rs`).
const SINGLE: f64 = 0.95;

/// Share of the title's words (at least four) that must stand in a line for it to give the title. By hand, held against
/// labelled pages (`examples/credits.rs`).
const TITLE: f64 = 0.85;

/// A name as folded words.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) list: Vec<String>,
    /// Without spaces and punctuation.
    pub(super) joined: String,
    cjk: bool,
}

impl From<Vec<String>> for Words {
    fn from(list: Vec<String>) -> Self {
        Self {
            joined: list.concat(),
            cjk: list.iter().any(|word| word.starts_with(is_cjk)),
            list,
        }
    }
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let folded = fold(text);
        let plain = without_accents(folded.as_str());
        let mut list = Vec::new();
        for run in plain
            .split(|c: char| !c.is_alphanumeric())
            .filter(|run| !run.is_empty())
        {
            let mut start = 0;
            for (at, letter) in run.char_indices() {
                if is_cjk(letter) {
                    if start < at {
                        list.push(run[start..at].to_owned());
                    }
                    list.push(letter.to_string());
                    start = at + letter.len_utf8();
                }
            }
            if start < run.len() {
                list.push(run[start..].to_owned());
            }
        }
        Self::from(list)
    }

    /// The words without the first place where all of `run` stand in a row.
    pub(super) fn without(&self, run: &[String]) -> Self {
        let mut list = self.list.clone();
        let found = self.list.windows(run.len().max(1));
        if let Some(at) = found.into_iter().position(|window| window == run) {
            list.drain(at..at + run.len());
        }
        Self::from(list)
    }

    pub(super) fn is_person_in(&self, line: &Self) -> bool {
        if self.cjk {
            return self.joined.chars().count() >= 2 && contiguous(&self.list, &line.list);
        }
        // "M. K.": such letters are no titles there, though one alone may stand for "Monsieur".
        if self.list.len() > 1 && self.list.iter().all(|word| word.chars().count() == 1) {
            return contiguous(&self.list, &line.list);
        }
        let name: Vec<&str> = self
            .list
            .iter()
            .map(String::as_str)
            .filter(|word| !languages::is_honorific(word))
            .collect();
        match name.as_slice() {
            [] => false,
            [only] => single_in(only, &line.list),
            [given @ .., surname] => {
                full_in(given, surname, &line.list)
                    || self.joined.len() >= 6 && line.list.contains(&self.joined)
            }
        }
    }

    /// A publisher: the same words in a row, or run together ("The Conversation", "theconversation").
    pub(super) fn stands_in(&self, line: &Self) -> bool {
        if contiguous(&self.list, &line.list) {
            return true;
        }
        let wanted = self.joined.as_str();
        if self.cjk || wanted.len() < 4 {
            return false;
        }
        (0..line.list.len()).any(|from| {
            let mut rest = wanted;
            for word in line.list[from..].iter().take(6) {
                match rest.strip_prefix(word.as_str()) {
                    Some("") => return true,
                    Some(more) => rest = more,
                    None => return false,
                }
            }
            false
        })
    }

    pub(super) fn is_title_in(&self, line: &Self) -> bool {
        if contiguous(&self.list, &line.list) {
            return true;
        }
        if self.list.len() < 4 {
            return false;
        }
        let mut left: Vec<&str> = line.list.iter().map(String::as_str).collect();
        left.sort_unstable();
        let mut wanted: Vec<&str> = self.list.iter().map(String::as_str).collect();
        wanted.sort_unstable();
        let (mut found, mut at) = (0, 0);
        for word in &wanted {
            while left.get(at).is_some_and(|other| other < word) {
                at += 1;
            }
            if left.get(at) == Some(word) {
                found += 1;
                at += 1;
            }
        }
        found as f64 >= wanted.len() as f64 * TITLE
    }
}

/// A name of one word: the word itself, a slip of it, or a handle made of a full name (`mbland`, `chrisc`).
fn single_in(name: &str, line: &[String]) -> bool {
    if name.chars().count() < 3 {
        return false;
    }
    let fuzzy = |word: &str| {
        name.len() >= 6 && word.len() >= 6 && strsim::jaro_winkler(name, word) >= SINGLE
    };
    if line.iter().any(|word| word == name || fuzzy(word)) {
        return true;
    }
    name.len() >= 5
        && name.is_ascii()
        && line.windows(2).any(|pair| {
            let [given, surname] = pair else { return false };
            if !given.is_ascii() || !surname.is_ascii() || given.len() < 2 || surname.len() < 3 {
                return false;
            }
            let full = name.strip_prefix(given.as_str()) == Some(surname);
            let initial = name.strip_prefix(&given[..1]) == Some(surname);
            let last_initial =
                name.strip_prefix(given.as_str()) == Some(&surname[..1]) && given.len() >= 4;
            full || initial || last_initial
        })
}

/// A given name or its initial shortly before the surname, or right after it ("Minton, Joel").
fn full_in(given: &[&str], surname: &str, line: &[String]) -> bool {
    line.iter().enumerate().any(|(at, word)| {
        let exact = word == surname;
        let close =
            surname.len() >= 5 && word.len() >= 5 && strsim::jaro_winkler(surname, word) >= SURNAME;
        if !exact && !close {
            return false;
        }
        let before = &line[at.saturating_sub(3)..at];
        let after = line.get(at + 1);
        before.iter().rev().enumerate().any(|(far, word)| {
            given
                .iter()
                .any(|name| is_given(name, word, exact && far == 0))
        }) || after.is_some_and(|word| {
            // "Minton, Joel", "Minton J."
            let initial = |name: &str| word.chars().count() == 1 && name.starts_with(word.as_str());
            exact && given.iter().any(|name| *name == word || initial(name))
        })
    })
}

fn is_given(name: &str, word: &str, initials: bool) -> bool {
    if name == word {
        return name.len() > 1 || initials;
    }
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    initials && (initial(name, word) || initial(word, name))
        || name.len() >= 4 && word.len() >= 4 && strsim::jaro_winkler(name, word) >= GIVEN
}

pub(super) fn contiguous(wanted: &[String], line: &[String]) -> bool {
    !wanted.is_empty() && line.windows(wanted.len()).any(|window| window == wanted)
}
