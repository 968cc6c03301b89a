//! Lines about an article or its publisher rather than of it: who made it, whom to follow, where to subscribe.
//!
//! Every article of a publisher carries them, so two articles that share nothing else share these. They weigh nothing,
//! but a copy may hold them and go on behind them.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::languages;

/// Longest line in characters that is taken for promotion because of a phrase in it. By hand.
const LINE: usize = 300;
/// Longest note about an author in characters. By hand.
const BIOGRAPHY: usize = 600;
/// Lines behind the last rule that may be a footer, and their length in characters together. By hand.
const FOOTER_LINES: usize = 3;
const FOOTER: usize = 400;
/// Share of a text that may be promotion; a text with more of it is about such things. By hand.
const SHARE: f64 = 0.2;

// Measured over 280 phrases: a DFA takes 14 ms and 4 MB to build, which a run over one page cannot afford; a contiguous
// NFA a tenth of that, and scans 3 ns a byte slower.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(languages::words(|language| &language.promotion))
        .ok()
});

/// Byte ranges of promotion, ascending and disjoint. Linear in the text.
pub(super) fn promotion(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for hit in FINDER.iter().flat_map(|finder| finder.find_iter(text)) {
        if found.last().is_some_and(|last| hit.start() < last.end) {
            continue;
        }
        let line = line_around(text, hit.start()..hit.end());
        if is_at_most(&text[line.clone()], LINE) {
            found.push(line);
        }
    }
    found.extend(biographies(text));
    found.extend(footer(text));
    found.sort_by_key(|range| range.start);
    let mut disjoint: Vec<Range<usize>> = Vec::new();
    for range in found {
        match disjoint.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => disjoint.push(range),
        }
    }
    let all: usize = disjoint.iter().map(Range::len).sum();
    if all as f64 > SHARE * text.len() as f64 {
        Vec::new()
    } else {
        disjoint
    }
}

/// Whether a line, taken by itself, is promotion.
pub(crate) fn is_promotion(line: &str) -> bool {
    is_at_most(line, LINE) && FINDER.iter().any(|finder| finder.find(line).is_some())
}

fn is_at_most(text: &str, chars: usize) -> bool {
    text.chars().nth(chars).is_none()
}

fn line_around(text: &str, hit: Range<usize>) -> Range<usize> {
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..hit.start]).map_or(0, |at| at + 1);
    let end =
        memchr::memchr(b'\n', &text.as_bytes()[hit.end..]).map_or(text.len(), |at| hit.end + at);
    start..end
}

/// Notes about authors: a heading and the paragraph behind it, or both in one line.
fn biographies(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut begins: Option<usize> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let rest = heading(line);
        if let Some(from) = begins.take()
            && rest.is_none()
            && is_at_most(line, BIOGRAPHY)
        {
            found.push(from..start);
        } else if let Some(rest) = rest {
            if rest.is_empty() {
                begins = Some(at);
            } else if is_at_most(line, BIOGRAPHY) {
                found.push(at..start);
            }
        }
    }
    found
}

/// What follows the heading of a note about an author; `None` if the line does not begin with one.
fn heading(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head: String = line.chars().take(24).flat_map(char::to_lowercase).collect();
    let heading = languages::words(|language| &language.author_notes)
        .find(|heading| head.starts_with(*heading))?;
    // Lower case may differ in length, but not in the number of characters of these headings.
    let rest = line
        .char_indices()
        .nth(heading.chars().count())
        .map_or("", |(at, _)| &line[at..]);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "：:#*—–-".contains(c));
    let joined = line.len() > rest.len() + heading.len() || rest.is_empty();
    joined.then_some(rest)
}

/// What stands behind a rule (`---`, `***`, `===`) at the end of the text, if it is short.
fn footer(text: &str) -> Option<Range<usize>> {
    let mut end = text.len();
    let (mut lines, mut chars) = (0, 0);
    for line in text.rsplit('\n') {
        let start = end - line.len();
        let content = line.trim();
        if is_rule(content) {
            return (lines > 0).then_some(start..text.len());
        }
        if !content.is_empty() {
            lines += 1;
            chars += content.chars().take(FOOTER + 1).count();
        }
        if lines > FOOTER_LINES || chars > FOOTER || start == 0 {
            return None;
        }
        end = start - 1;
    }
    None
}

fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = marks.next().filter(|c| "-*_=—─".contains(*c)) else {
        return false;
    };
    let mut more = 0;
    marks.all(|c| {
        more += 1;
        c == first
    }) && more >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        promotion(text)
            .into_iter()
            .map(|range| text[range].trim())
            .collect()
    }

    #[test]
    fn finds_calls_biographies_and_footers() {
        let article = "The ferry left in the morning and came back late at night.\n".repeat(20);
        let text = format!("{article}Follow us on the usual networks for more stories.\n");
        assert_eq!(
            found(&text),
            ["Follow us on the usual networks for more stories."]
        );
        let text = format!(
            "{article}About the author\nAda writes about ferries and likes rain.\nAnd so it ends.\n"
        );
        assert_eq!(
            found(&text),
            ["About the author\nAda writes about ferries and likes rain."]
        );
        let text = format!("{article}---\nThe Harbour Review is made by people who like boats.\n");
        assert_eq!(
            found(&text),
            ["---\nThe Harbour Review is made by people who like boats."]
        );
        let text = "渡船早上离开，很晚才回来。".repeat(40)
            + "\n作者简介：\n小林写渡船的故事，喜欢下雨。\n欢迎关注港口评论。\n";
        assert_eq!(
            found(&text),
            ["作者简介：\n小林写渡船的故事，喜欢下雨。\n欢迎关注港口评论。"]
        );
    }

    #[test]
    fn leaves_the_text_itself_alone() {
        let article = "The ferry left in the morning and came back late at night.\n".repeat(20);
        assert!(found(&article).is_empty());
        let text = format!("{article}---\n{article}");
        assert!(found(&text).is_empty());
        let long = format!(
            "{article}{} follow us on the pier {}\n",
            "words ".repeat(30),
            "words ".repeat(30)
        );
        assert!(found(&long).is_empty());
        // A text that is little but such lines is compared by them.
        assert!(
            found("Follow us on the pier.\nSubscribe to our letters from the harbour.\n")
                .is_empty()
        );
    }
}
