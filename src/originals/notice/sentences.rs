//! Where the sentences of a text end, and what stands in quotation marks in them.

use std::ops::Range;

use crate::languages;
use crate::text::urls;

/// The sentences of a text, without the white space around them. A full stop inside an address, an initial or a number
/// ends none.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        let rest = &text[at..];
        if (c == 'h' || c == 'w')
            && let Some(url) =
                urls::leading_url(rest).filter(|url| url.contains("://") || url.starts_with("www."))
        {
            skip_to = at + url.len();
            continue;
        }
        let end = at + c.len_utf8();
        let ends = match c {
            '。' | '！' | '？' | '!' | '?' | '；' | ';' | '।' | '؟' | '۔' | '؛' => true,
            '\n' => !goes_on(&text[..at], &text[end..]),
            '.' => full_stop(&text[..at], &text[end..]),
            _ => false,
        };
        if ends {
            push(&mut found, text, start..end);
            start = end;
        }
    }
    push(&mut found, text, start..text.len());
    found
}

fn push(list: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let Some(piece) = text.get(range.clone()) else {
        return;
    };
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.end - (piece.len() - piece.trim_end().len());
    if start < end {
        list.push(start..end);
    }
}

/// Whether a sentence goes on in the next line: "Use of our texts\nis free with a link".
fn goes_on(before: &str, after: &str) -> bool {
    /// Bytes in which a label ends.
    const LABEL: usize = 40;
    let next = after.trim_start_matches([' ', '\t', '\u{a0}']);
    let line = next.lines().next().unwrap_or_default();
    let label = line.find([':', '=']).is_some_and(|at| at <= LABEL);
    let word = before.trim_end().ends_with(|c: char| c.is_lowercase());
    word && next.starts_with(char::is_lowercase)
        && !label
        && !line.starts_with("http")
        && !line.starts_with("www.")
}

/// Whether a full stop between these texts ends a sentence.
fn full_stop(before: &str, after: &str) -> bool {
    let closes = |c: char| c.is_whitespace() || matches!(c, '"' | '”' | '»' | ')' | '“');
    if !after.chars().next().is_none_or(closes) {
        return false;
    }
    // "J. Doe", "z. B.", "St. Pauli"
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let rest = after.trim_start();
    let lower = rest.starts_with(char::is_lowercase);
    // "13. Mai"
    let day = || {
        let next = rest.split(|c: char| !c.is_alphanumeric()).next();
        word.len() == 2
            && word.bytes().all(|c| c.is_ascii_digit())
            && next.is_some_and(|next| languages::is_month(&next.to_lowercase()))
    };
    // "By Dr. Ida Holm"
    let title =
        || rest.starts_with(char::is_uppercase) && languages::is_honorific(&word.to_lowercase());
    word.chars().count() > 1 && !lower && !day() && !title()
}

/// Bytes of a quotation that may be the name of a publication. By hand.
pub(super) const NAME: usize = 60;

/// Byte ranges of a sentence that stand in quotation marks.
pub(super) fn quotes(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let Some(sentence) = text.get(range.clone()) else {
        return found;
    };
    let opens = |rest: &str| rest.starts_with(|c: char| c as u32 > 0x2E80);
    for (at, c) in sentence.char_indices() {
        match open {
            Some((start, close)) if c == close || close == '“' && c == '”' => {
                found.push(range.start + start..range.start + at);
                open = None;
            }
            Some(_) => {}
            None => {
                let close = match c {
                    '“' => Some('”'),
                    '„' => Some('“'),
                    '«' => Some('»'),
                    '»' => Some('«'),
                    '「' => Some('」'),
                    '『' => Some('』'),
                    '"' => Some('"'),
                    '״' => Some('״'),
                    '‘' => Some('’'),
                    '‚' => Some('‘'),
                    // An apostrophe in Latin letters is none.
                    '\'' if sentence.get(at + 1..).is_some_and(opens) => Some('\''),
                    _ => None,
                };
                open = close.map(|close| (at, close));
            }
        }
    }
    // A quotation may go on into the next sentence.
    if let Some((start, _)) = open {
        found.push(range.start + start..range.end);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_go_on_in_the_next_line() {
        let text = "Use of our texts\nis free with a link.\nauthor: ida\nurl: here\nEnd";
        let found: Vec<&str> = sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        let expected = [
            "Use of our texts\nis free with a link.",
            "author: ida",
            "url: here",
            "End",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_they_end() {
        let text = "By J. Doe. See https://a.example/1.html. Copy e.g. this! 好。再";
        let found: Vec<&str> = sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(
            found,
            [
                "By J. Doe.",
                "See https://a.example/1.html.",
                "Copy e.g. this!",
                "好。",
                "再"
            ]
        );
    }
}
