//! What stands around a phrase: whether it opens its line, what follows it, what its sentence is about.

use std::ops::Range;

use super::denial;
use super::line::{Found, Mark, PlainUrl, count_tokens};
use super::phrases::{self, Needs, Role};
use super::pieces;
use crate::page::{Block, Link};
use crate::text::fold;
use crate::text::script::{is_cjk, is_unspaced};

/// Tokens that may stand before a phrase in its sentence if the sentence is about the text itself. By hand, held
/// against labelled pages (`examples/credits.rs`).
const LEAD_IN_TOKENS: usize = 14;

/// Tokens that may stand before a byline phrase in its line: a date, a section. By hand, held against labelled pages
/// (`examples/credits.rs`).
const LEAD_IN_BYLINE: usize = 8;

/// A block while its phrases are looked at.
pub(super) struct Context<'a> {
    pub(super) block: &'a Block,
    /// Links and URLs of the piece.
    pub(super) links: &'a [Link],
    pub(super) urls: &'a [PlainUrl],
}

impl Context<'_> {
    pub(super) fn marks(&self, piece: &Range<usize>, hits: &[Found], has_value: bool) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut negative: Option<usize> = None;
        for Found { senses, range, .. } in hits {
            for sense in senses {
                if sense.role == Role::Negative {
                    negative = Some(range.end);
                }
                let label = if sense.role == Role::Byline {
                    self.opens_byline(piece, range)
                } else {
                    self.opens(piece, range)
                };
                if !self.stands(&sense.needs, piece, range, label, has_value) {
                    continue;
                }
                let negated = negative.is_some_and(|end| {
                    sense.role != Role::Negative
                        && end <= range.start
                        && !pieces::ends_clause(&self.block.text[end..range.start])
                });
                // "Unless stated otherwise: Source …": a label is denied by nothing that stands before it.
                let denied = || {
                    let before = &self.block.text[piece.start..range.start];
                    let behind = &self.block.text[range.end..piece.end];
                    sense.role == Role::Credit
                        && !label
                        && denial::denies(before, behind, &sense.languages)
                };
                marks.push(Mark {
                    role: sense.role,
                    range: range.clone(),
                    original: sense.needs.original,
                    alone: sense.needs.alone,
                    label: label && (sense.needs.boundary || sense.needs.colon),
                    dated: sense.role == Role::Credit && self.dated(range.end, piece.end),
                    about_text: label || self.about_text(piece, range, &sense.languages),
                    negated: negated || denied(),
                });
            }
        }
        marks
    }

    fn stands(
        &self,
        needs: &Needs,
        piece: &Range<usize>,
        range: &Range<usize>,
        label: bool,
        has_value: bool,
    ) -> bool {
        (!needs.boundary || label)
            && (!needs.colon || has_value || self.colon_after(piece, range))
            && (!needs.link || has_value || self.link_after(piece, range))
    }

    /// Whether a phrase opens its line, a sentence, a bracket or a column.
    fn opens(&self, piece: &Range<usize>, range: &Range<usize>) -> bool {
        let before = &self.block.text[piece.start..range.start];
        let trimmed = before.trim_end_matches([' ', '\u{a0}', '\u{3000}', '*', '_', '\u{200b}']);
        let Some(last) = trimmed.chars().next_back() else {
            return true;
        };
        let adjacent = trimmed.len() == before.len();
        match last {
            '"' | '\'' | '“' | '‘' | '«' | '„' => adjacent,
            // A date or a time of day: "2024-05-03 12:00 Source: …".
            '0'..='9' | '日' | '일' => !adjacent && count_tokens(before) <= 8,
            ',' | '-' | '\u{2010}' | '\u{2011}' | '’' | ')' | ']' | '”' | '»' | '&' | '%' | '$'
            | '、' | '）' | '】' | '」' | '』' | '》' | '+' | '@' | '=' | '#' => {
                last == '-' && !adjacent
                    || last == '#'
                    || !adjacent && matches!(last, ')' | ']' | '】')
            }
            other => !other.is_alphanumeric(),
        }
    }

    /// Whether a byline phrase opens its line or column: "by" and its kin are too common for anything less.
    fn opens_byline(&self, piece: &Range<usize>, range: &Range<usize>) -> bool {
        let before = self.block.text[piece.start..range.start].trim_end();
        let phrase = &self.block.text[range.clone()];
        let behind = self.block.text[range.end..piece.end].trim_start();
        // "… (автор: …)": with its colon the word says by itself what follows. Where words are not set apart it may be
        // the end of a longer one.
        let has_colon = behind.starts_with([':', '：']) || phrase.ends_with([':', '：']);
        if has_colon && (!phrase.starts_with(is_cjk) || before.ends_with(['(', '（', '【', '[']))
        {
            return true;
        }
        match before
            .chars()
            .rev()
            .find(|c| !matches!(c, '*' | '_' | '\u{200b}'))
        {
            None => true,
            Some(last) => {
                let first = count_tokens(before) <= LEAD_IN_BYLINE;
                "|·•—–-/\n,，；;。".contains(last) && first && self.opens(piece, range)
                    || matches!(last, '，' | ',')
                        && self.block.text[range.clone()].starts_with(is_cjk)
                    || first && ends_with_date(before)
                    || !before.chars().any(char::is_alphanumeric)
            }
        }
    }

    fn colon_after(&self, piece: &Range<usize>, range: &Range<usize>) -> bool {
        if self.is_link(range) {
            return true;
        }
        let rest = &self.block.text[range.end..piece.end];
        let mut skipped = 0;
        let mut spaced = false;
        let mut bracket = false;
        for letter in rest.chars() {
            let at = range.end + skipped;
            if !bracket && self.something_at(at) {
                return true;
            }
            match letter {
                ':' | '：' | '︰' | '﹕' | '|' | '｜' | '丨' | '│' | '→' | '»' | '›' | '—'
                | '–' | '>' | '/' | '／'
                    if !bracket =>
                {
                    return true;
                }
                '-' if !bracket => {
                    let next = self.block.text[at + 1..piece.end].chars().next();
                    return spaced && next.is_none_or(|c| c == ' ') || next == Some('-');
                }
                '(' | '（' => bracket = true,
                ')' | '）' => bracket = false,
                ' ' | '\u{a0}' | '\u{3000}' => spaced = true,
                '"' | '”' | '」' | '』' | '】' | ']' | '*' | '_' | '［' | '[' | '【' | '「'
                | '『' | '《' | '<' => {}
                _ if bracket => {}
                _ => return false,
            }
            skipped += letter.len_utf8();
            if skipped > 60 {
                return false;
            }
        }
        false
    }

    /// Whether a link or URL begins at an offset of the block.
    fn something_at(&self, at: usize) -> bool {
        self.urls.iter().any(|url| url.range.start == at)
            || self
                .links
                .iter()
                .any(|link| link.text.start == at && !link.text.is_empty())
    }

    /// Whether a phrase is the text of a link, give or take a word.
    fn is_link(&self, range: &Range<usize>) -> bool {
        self.links.iter().any(|link| {
            link.text.start < range.end
                && range.start < link.text.end
                && count_tokens(&self.block.text[link.text.clone()])
                    <= count_tokens(&self.block.text[range.clone()]) * 3 / 2
        })
    }

    fn link_after(&self, piece: &Range<usize>, range: &Range<usize>) -> bool {
        let behind = |at: &Range<usize>| at.end > range.start && at.start < piece.end;
        self.urls.iter().any(|url| behind(&url.range))
            || self.links.iter().any(|link| behind(&link.text))
    }

    /// Whether the first words behind a phrase are a date.
    fn dated(&self, from: usize, to: usize) -> bool {
        let rest = &self.block.text[from..to];
        let mut words = 0;
        for word in rest
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            let folded = fold(word);
            let word = folded.as_str();
            if phrases::is_month(word) {
                return true;
            }
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 0 {
                let unit = word[digits..].chars().next();
                return match unit {
                    None => true,
                    Some(unit) => {
                        "年月日년월일".contains(unit)
                            || matches!(&word[digits..], "st" | "nd" | "rd" | "th")
                    }
                };
            }
            words += 1;
            // "on", "in the", "am", "el", "le", "em": a preposition and an article at most.
            if words > 2 || word.chars().count() > 4 || word.starts_with(is_cjk) {
                return false;
            }
        }
        false
    }

    /// Whether the words before a phrase in its sentence speak of the text itself.
    fn about_text(&self, piece: &Range<usize>, range: &Range<usize>, languages: &[usize]) -> bool {
        let before = &self.block.text[piece.start..range.start];
        let start = pieces::last_sentence(before);
        let sentence = &before[start..];
        // Languages that put the verb last have the linked title before it.
        let start = piece.start + start;
        let linked: usize = self
            .links
            .iter()
            .filter(|link| start <= link.text.start && link.text.end <= range.start)
            .map(|link| count_tokens(&self.block.text[link.text.clone()]))
            .sum();
        if count_tokens(sentence).saturating_sub(linked) > LEAD_IN_TOKENS {
            return false;
        }
        let folded = fold(sentence);
        let subjects = || {
            let of = languages.iter();
            of.flat_map(|language| phrases::subjects(*language))
        };
        let mut words = folded
            .as_str()
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .filter(|word| !word.is_empty())
            .peekable();
        words.peek().is_none()
            || words.any(|word| {
                subjects().any(|subject| {
                    subject == word
                        || subject.starts_with(is_unspaced) && word.contains(subject.as_str())
                })
            })
            || subjects().any(|subject| says_words(folded.as_str(), subject))
    }
}

/// Whether a text has a subject of several words: "이 글은".
pub(super) fn says_words(text: &str, subject: &str) -> bool {
    let apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    subject.contains(' ')
        && text.match_indices(subject).any(|(at, _)| {
            apart(text[..at].chars().next_back())
                && apart(text[at + subject.len()..].chars().next())
        })
}

/// Whether a text ends with a year, as a date does that stands before a name.
fn ends_with_date(text: &str) -> bool {
    let year = text
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap_or_default();
    year.len() == 4 && (year.starts_with("19") || year.starts_with("20"))
}
