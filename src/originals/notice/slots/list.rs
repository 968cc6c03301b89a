//! The names that a line begins with, and the publisher behind them: "Ida Holm, Per Dahl / Pier Post".

use crate::languages;
use crate::originals::notice::sense;
use crate::text::template::is_spaceless;

/// The names behind a label: one, or a list of them.
pub(in crate::originals::notice) struct Authors {
    /// The names, with commas between them.
    pub(in crate::originals::notice) names: String,
    /// Byte at which the last of them ends in the line.
    pub(in crate::originals::notice) end: usize,
}

/// Reads the names that a line begins with.
pub(in crate::originals::notice) fn author_list(line: &str) -> Option<Authors> {
    /// Names of one list; hostile ones have thousands.
    const MOST: usize = 20;
    // "赖清和" has 和 in it: a line that is nothing but a short name is one.
    let whole = line.trim();
    let first = match is_short_name(whole) {
        true => whole.to_owned(),
        false => sense::name(line, true)?,
    };
    let mut end = line.find(first.as_str())? + first.len();
    let mut names = first;
    for _ in 0..MOST {
        let rest = line.get(end..)?;
        let Some(skipped) = separator(rest) else {
            break;
        };
        let next = rest.get(skipped..)?;
        let Some(name) = sense::name(next, false) else {
            break;
        };
        // "Dr. Ida Holm and Prof. Per Dahl"
        let title = next.find(name.as_str()).unwrap_or_default();
        let titled = next.get(..title).unwrap_or_default().split_whitespace();
        let titles =
            |word: &str| languages::is_honorific(&word.trim_end_matches('.').to_lowercase());
        if !titled.clone().all(titles) {
            break;
        }
        let skipped = skipped + title;
        let after = next.get(title + name.len()..)?;
        // "文：甲、写真：乙" goes on with another label.
        let ends = after
            .chars()
            .next()
            .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, ':' | '：'));
        let spaceless = name.chars().any(is_spaceless);
        let two = name.contains(' ') || spaceless && name.chars().count() <= PERSON;
        // "Ida Holm, Bergen" has no second name.
        if !ends || !two || sense::is_publication(&name) {
            break;
        }
        names.push_str(if spaceless { "、" } else { ", " });
        names.push_str(&name);
        end += skipped + name.len();
    }
    Some(Authors { names, end })
}

/// Whether a text is nothing but two to four letters of Han or Hangul, and can be a name.
pub(in crate::originals::notice::slots) fn is_short_name(text: &str) -> bool {
    let letter = |c: char| matches!(c as u32, 0x4E00..=0x9FFF | 0xAC00..=0xD7AF);
    (2..=4).contains(&text.chars().count()) && text.chars().all(letter) && sense::is_person(text)
}

/// Longest name of a person in Han, Kana or Hangul, in characters. By hand.
const PERSON: usize = 8;

/// Bytes of what stands between two names of a list, if something does: a comma, "and", 和.
fn separator(rest: &str) -> Option<usize> {
    if let Some(mark) = [", ", "、"].into_iter().find(|mark| rest.starts_with(mark)) {
        return Some(mark.len());
    }
    let glued = ["和", "与", "與", "과 ", "와 ", "と"];
    if let Some(word) = glued.into_iter().find(|word| rest.starts_with(word)) {
        return Some(word.len());
    }
    let word = rest.strip_prefix(' ')?.split(' ').next()?;
    languages::is_separator(word).then_some(word.len() + 2)
}

/// The publisher right behind an author's name: "/ Pier Post", "for The Quarry Review", "（石畳研究室）".
pub(super) fn publisher_behind(rest: &str) -> Option<String> {
    let rest = rest.trim_start();
    let marked = rest.strip_prefix([
        '/', ',', '，', '／', '|', '·', '-', '–', '—', '(', '（', '、',
    ]);
    let rest = marked.unwrap_or(rest).trim_start();
    // "for", "pour", "специально для": one or two small words.
    let mut tail = rest;
    for _ in 0..2 {
        let word = tail.split_whitespace().next().unwrap_or_default();
        let small = word.chars().all(|c| c.is_alphabetic() && c.is_lowercase());
        if word.is_empty() || !small {
            break;
        }
        tail = tail.get(word.len()..)?.trim_start();
    }
    let small = tail.len() < rest.len();
    if marked.is_none() && !small {
        return None;
    }
    let name = sense::name(tail, false)?;
    let stands = tail.find(name.as_str())?;
    let quoted = stands > 0;
    let known = sense::is_publication(&name);
    let slash = marked.is_some() && rest.len() == tail.len() && name.contains(' ');
    let spaceless = name.chars().any(is_spaceless);
    (known || quoted && name.chars().count() > 2 || slash && !spaceless).then_some(name)
}
