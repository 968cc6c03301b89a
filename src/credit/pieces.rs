//! Cutting a block into the lines and sentences that a credit is made of.

use std::ops::Range;

use crate::text::script::is_cjk;

/// A line of at most so many characters is one piece, whatever sentences it holds. By hand, held against labelled pages
/// (`examples/credits.rs`).
const LINE_CHARS: usize = 220;

/// How far a piece reaches from a phrase in a text without sentence marks, in characters. By hand, held against
/// labelled pages (`examples/credits.rs`).
const REACH_CHARS: usize = 300;

/// The pieces of a block around phrases: lines, and sentences where lines are long. In order, without overlap, each
/// with at least one phrase; phrases in one sentence share a piece.
pub(super) fn around(text: &str, phrases: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut line_end = 0;
    for phrase in phrases {
        if pieces.last().is_some_and(|last| phrase.start < last.end) {
            continue;
        }
        let from = pieces.last().map_or(0, |last| last.end);
        let line_start = text[from..phrase.start]
            .rfind('\n')
            .map_or(from, |at| from + at + 1);
        if line_end < phrase.end {
            line_end = text[phrase.end..]
                .find('\n')
                .map_or(text.len(), |at| phrase.end + at);
        }
        let line = line_start..line_end;
        let piece = if text[line.clone()].chars().nth(LINE_CHARS).is_none() {
            line
        } else {
            sentence_around(text, line, &phrase)
        };
        pieces.push(trim(text, piece));
    }
    pieces
}

fn sentence_around(text: &str, line: Range<usize>, phrase: &Range<usize>) -> Range<usize> {
    let before = &text[line.start..phrase.start];
    let mut start = line.start + last_sentence(before);
    if text[start..phrase.start].chars().count() > REACH_CHARS {
        start = back(text, phrase.start, REACH_CHARS);
    }
    // A line may be a whole page: what lies out of reach is not looked at.
    let after = &text[phrase.end..line.end];
    let reach = { after.char_indices() }
        .nth(REACH_CHARS)
        .map_or(after.len(), |(at, _)| at);
    let end = { after.char_indices() }
        .take_while(|(at, _)| *at < reach)
        .find(|(at, letter)| is_end(after, *at, *letter))
        .map_or(reach, |(at, letter)| at + letter.len_utf8());
    start..phrase.end + end
}

fn back(text: &str, from: usize, chars: usize) -> usize {
    text[..from]
        .char_indices()
        .rev()
        .nth(chars)
        .map_or(0, |(at, _)| at)
}

/// Where the last sentence of a text begins.
pub(super) fn last_sentence(text: &str) -> usize {
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        if is_end(text, at, letter) {
            start = at + letter.len_utf8();
        }
    }
    start
}

/// Where the first sentence of a text ends, its mark included.
pub(super) fn first_end(text: &str) -> usize {
    text.char_indices()
        .find(|(at, letter)| is_end(text, *at, *letter))
        .map_or(text.len(), |(at, letter)| at + letter.len_utf8())
}

/// Whether a sentence, a line or a column ends somewhere in a text.
pub(super) fn ends_clause(text: &str) -> bool {
    text.char_indices()
        .any(|(at, letter)| is_clause_end(text, at, letter))
}

/// The clauses of a range of a text: sentences, lines and columns.
pub(super) fn clauses(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let piece = &text[range.clone()];
    let mut clauses = Vec::new();
    let mut start = 0;
    for (at, letter) in piece.char_indices() {
        if is_clause_end(piece, at, letter) {
            let end = at + letter.len_utf8();
            clauses.push(range.start + start..range.start + end);
            start = end;
        }
    }
    if start < piece.len() {
        clauses.push(range.start + start..range.end);
    }
    clauses
}

fn is_clause_end(text: &str, at: usize, letter: char) -> bool {
    matches!(letter, '\n' | '|' | '｜' | '丨' | ';' | '；' | '•' | '·') || is_end(text, at, letter)
}

fn is_end(text: &str, at: usize, letter: char) -> bool {
    match letter {
        '。' | '！' | '？' | '｡' | '۔' | '؟' | '।' => true,
        '.' | '!' | '?' | '…' => {
            let before = &text[..at];
            let mut after = text[at + letter.len_utf8()..].chars();
            let next = after.next();
            let word = before
                .rsplit(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or_default();
            match next {
                // "Dr.", "J." go on.
                Some(c) if c.is_whitespace() => letter != '.' || !abbreviates(word),
                Some('"' | '”' | '’' | '»' | ')' | '）' | '_' | '*') => true,
                // "wins.This post": the space was lost between two elements.
                Some(c) if c.is_uppercase() => {
                    word.chars().count() > 2
                        && word.chars().all(char::is_lowercase)
                        && after
                            .take_while(|c| c.is_alphanumeric())
                            .all(char::is_lowercase)
                        && !before.ends_with("www")
                }
                Some(c) => is_cjk(c),
                None => true,
            }
        }
        _ => false,
    }
}

/// Whether a word before a full stop is an initial or a title rather than the end of a sentence.
fn abbreviates(word: &str) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    capital && word.chars().count() <= 3 && letters.all(char::is_lowercase)
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.end - (piece.len() - piece.trim_end().len());
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, phrase: &str) -> String {
        let at = text.find(phrase).unwrap();
        let found = around(text, std::iter::once(at..at + phrase.len()));
        text[found[0].clone()].to_owned()
    }

    #[test]
    fn a_short_line_is_one_piece() {
        let text = "First line\nOriginally published on X. Read the original.\nLast";
        assert_eq!(
            piece(text, "published"),
            "Originally published on X. Read the original."
        );
    }

    #[test]
    fn a_long_paragraph_is_cut_into_sentences() {
        let filler = "This sentence tells something else at length and has nothing to do with it. "
            .repeat(4);
        let text = format!(
            "{filler}This post was written by Dr. J. Doe and first published on Example. {filler}"
        );
        assert_eq!(
            piece(&text, "first published"),
            "This post was written by Dr. J. Doe and first published on Example."
        );
        let text =
            format!("{filler}In the end everyone wins.This post was first published on Example.");
        assert_eq!(
            piece(&text, "first published"),
            "This post was first published on Example."
        );
    }

    #[test]
    fn text_without_sentence_marks_is_cut_by_length() {
        let text = format!(
            "{} originally published {}",
            "a ".repeat(5000),
            "b ".repeat(5000)
        );
        assert!(piece(&text, "originally published").len() < 1300);
    }
}
