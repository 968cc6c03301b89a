//! Lines of facts about an article rather than text of it: `label: value`, several in a row.

use std::ops::Range;

/// Longest label and longest value in characters. By hand.
const LABEL: usize = 24;
const VALUE: usize = 90;
/// Longest line in characters that may follow the last list. By hand.
const SIGNATURE: usize = 50;
/// Lines that make a list of facts. By hand.
const LINES: usize = 2;
/// Share of a text that may be facts; a text with more of them is an interview, a glossary or a table. By hand.
const SHARE: f64 = 0.3;

/// Byte ranges of lists of facts: author, translator, source, address, … of the same form on every page of a site.
pub(super) fn fact_lists(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(usize, Range<usize>)> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        if is_fact(line.trim()) {
            let (lines, hull) = open.get_or_insert((0, range.clone()));
            *lines += 1;
            hull.end = range.end;
        } else if !line.trim().is_empty() {
            found.extend(closed(open.take()));
        }
    }
    found.extend(closed(open));
    if let Some(last) = found.last_mut()
        && is_signature(&text[last.end..])
    {
        last.end = text.len();
    }
    let all: usize = found.iter().map(Range::len).sum();
    if all as f64 > SHARE * text.len() as f64 {
        Vec::new()
    } else {
        found
    }
}

/// Whether what follows the last list is only a line or two more of the same kind, such as "Translated for …".
fn is_signature(rest: &str) -> bool {
    let mut lines = rest.lines().filter(|line| !line.trim().is_empty());
    let short = |line: &str| line.chars().nth(SIGNATURE).is_none();
    lines.by_ref().take(2).all(short) && lines.next().is_none()
}

fn closed(open: Option<(usize, Range<usize>)>) -> Option<Range<usize>> {
    open.filter(|(lines, _)| *lines >= LINES)
        .map(|(_, range)| range)
}

fn is_fact(line: &str) -> bool {
    let colon = line
        .char_indices()
        .take(LABEL + 1)
        .find(|(_, c)| matches!(c, ':' | '：'));
    let Some((at, colon)) = colon else {
        return false;
    };
    let (label, value) = (&line[..at], &line[at + colon.len_utf8()..]);
    let plain = label.chars().all(|c| {
        c.is_alphanumeric() || c.is_whitespace() || matches!(c, '>' | '*' | '-' | '_' | '/')
    });
    plain
        && label.chars().any(char::is_alphabetic)
        && !value.starts_with("//")
        && (value.contains("://") || value.chars().nth(VALUE).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_lists_of_facts_and_no_talk() {
        let head =
            "Author: Ada\nTranslator: Ben\nSource: https://example.org/a/very/long/address\n";
        let text = format!(
            "{head}Then the text begins, and it is much longer than the list. {}",
            "It goes on. ".repeat(20)
        );
        assert_eq!(fact_lists(&text).first(), Some(&(0..head.len())));
        let tail = format!(
            "{}\nvia: https://example.org/\nAuthor: Ada\nMade for the Harbour Review",
            "It goes on. ".repeat(30)
        );
        assert_eq!(
            fact_lists(&tail).first(),
            Some(&(tail.find("via").unwrap_or(0)..tail.len()))
        );
        let talk = "Ada: How are you?\nBen: Fine, thanks.\nAda: Good.\nBen: Indeed.\n";
        assert!(fact_lists(talk).is_empty());
        assert!(
            fact_lists(
                "One line: only\nThen text follows here without any colon at all, for long."
            )
            .is_empty()
        );
    }
}
