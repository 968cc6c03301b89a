//! The stretch of source that a finding points at, cut to a window: a minified page has one line of megabytes.

use crate::page::Page;

/// Characters shown before the marked stretch. By hand.
const BEFORE: usize = 36;
/// Characters of the marked stretch at most. By hand.
const MARKED: usize = 80;
/// Characters of the whole window at most. By hand.
const WINDOW: usize = 120;

/// A window of one source line with the stretch that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// 1-based line in the source.
    pub line: u32,
    /// 1-based column, in characters, of the marked stretch.
    pub column: u32,
    /// Source before the marked stretch; begins with `…` when cut.
    pub before: String,
    /// The marked stretch.
    pub marked: String,
    /// Source after the marked stretch; ends with `…` when cut.
    pub after: String,
}

/// Cuts the window around a place of the page's source. `evidence` is marked when the source has it there, letter by
/// letter; otherwise the text or tag that begins there.
pub fn excerpt(page: &Page, line: u32, column: u32, evidence: Option<&str>) -> Option<Excerpt> {
    let evidence = evidence
        .and_then(|evidence| evidence.lines().next())
        .filter(|evidence| !evidence.is_empty());
    Excerpt::of_line(page.line_text(line), line, column, |rest| {
        evidence
            .filter(|evidence| rest.starts_with(evidence))
            .map_or_else(|| unit(rest), str::to_owned)
    })
}

impl Excerpt {
    /// Cuts the window around a column of one line; `mark` says which beginning of the rest of the line matters.
    /// `None` for column 0.
    pub fn of_line(
        text: &str,
        line: u32,
        column: u32,
        mark: impl FnOnce(&str) -> String,
    ) -> Option<Self> {
        let text = text.trim_end_matches(['\r', '\n']);
        let at = text
            .char_indices()
            .map(|(offset, _)| offset)
            .nth(column.checked_sub(1)? as usize)
            .unwrap_or(text.len());
        let (before, rest) = text.split_at(at);
        let marked: String = mark(rest).chars().take(MARKED).collect();
        let after = rest.strip_prefix(marked.as_str()).unwrap_or_default();
        let before = before.trim_start();
        let shown = before.chars().rev().take(BEFORE).count();
        let room = WINDOW.saturating_sub(shown + marked.chars().count());
        Some(Self {
            line,
            column,
            before: tail(before, BEFORE),
            marked,
            after: head(after, room),
        })
    }
}

/// What to mark when the evidence is not in the source as it is: a whole tag, or text up to the next tag or quote.
fn unit(rest: &str) -> String {
    let end = if rest.starts_with('<') {
        rest.find('>').map_or(rest.len(), |end| end + 1)
    } else {
        rest.find(['<', '"']).unwrap_or(rest.len())
    };
    rest[..end].trim_end().to_owned()
}

/// The last `limit` characters.
fn tail(text: &str, limit: usize) -> String {
    match text.char_indices().rev().nth(limit) {
        None => text.to_owned(),
        Some((cut, c)) => format!("…{}", &text[cut + c.len_utf8()..]),
    }
}

/// The first `limit` characters.
fn head(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((cut, _)) => format!("{}…", &text[..cut]),
    }
}
