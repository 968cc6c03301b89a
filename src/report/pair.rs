//! One original and one page, for people: shares, credits, verdict, and the two texts side by side.

use std::fmt::Write as _;

use super::columns::{Cell, Columns};
use super::encode::{shortened, terminal};
use super::human::{draw, finding, renderer};
use super::view::HumanOptions;
use super::words::{self, percent};
use crate::audit::{Audit, Match};
use crate::credit::CreditLink;
use crate::matching::{Class, Edit, EditKind, Passage, PassageKind};

/// Equal text longer than this is shortened to its beginning and its end. By hand.
const LONG: usize = 200;
/// Characters kept at either end of shortened text. By hand.
const KEPT: usize = 70;
/// A row of the two columns ends at the first sentence end after so many characters. By hand.
const ROW: usize = 160;

/// How to show a pair.
#[derive(Debug, Clone, Copy)]
pub struct PairOptions {
    /// Colours and characters.
    pub drawing: HumanOptions,
    /// Columns of the terminal.
    pub width: usize,
    /// Show all of the aligned text instead of shortening what is equal.
    pub full: bool,
}

/// The report of `compare`. `original` and `page` are the two texts that were compared.
pub fn pair(audit: &Audit, original: &str, page: &str, options: PairOptions) -> String {
    let mut text = String::new();
    for found in &audit.matches {
        text.push_str(&facts(audit, found));
        text.push('\n');
        let renderer = renderer(options.drawing);
        for located in &found.findings {
            text.push_str(&draw(
                &renderer,
                finding(audit, found, located, options.drawing),
            ));
        }
        text.push_str(&side_by_side(found, original, page, options));
    }
    text
}

fn facts(audit: &Audit, found: &Match) -> String {
    let mut text = String::new();
    let mut row = |name: &str, value: String| {
        let _ = writeln!(text, "{name:<10}{value}");
    };
    let original = &found.original;
    row(
        "original",
        described(
            &original.location,
            original.title.as_deref(),
            original.url.as_deref(),
        ),
    );
    let page = &audit.page;
    row(
        "page",
        described(&page.location, page.title.as_deref(), page.url.as_deref()),
    );
    row("reuse", reuse(found));
    for (name, credit) in names("credits").zip(&found.credits) {
        row(
            name,
            format!(
                "“{}” ({})",
                shortened(&credit.text, 120),
                words::place(credit)
            ),
        );
        for link in &credit.links {
            row("", format!("→ {}", link_told(link)));
        }
    }
    if found.credits.is_empty() {
        row("credits", "none".to_owned());
    }
    if let Some(rule) = &found.rule {
        row("rule", rule.clone());
    }
    row(
        "verdict",
        match found.verdict {
            Some(verdict) => verdict.as_str().to_owned(),
            None if found.rule.is_some() => {
                "none: nothing is reprinted, so nothing is owed".to_owned()
            }
            None => "none: the original states neither notice nor URL, so only the reuse is judged"
                .to_owned(),
        },
    );
    if let Some(why) = &found.exempt {
        row("", terminal(why).into_owned());
    }
    text
}

/// The name of a row for its first line, nothing for the others.
fn names(first: &str) -> impl Iterator<Item = &str> {
    std::iter::once(first).chain(std::iter::repeat(""))
}

fn described(location: &str, title: Option<&str>, url: Option<&str>) -> String {
    let mut text = terminal(location).into_owned();
    if let Some(title) = title {
        let _ = write!(text, " “{}”", shortened(title, 80));
    }
    if let Some(url) = url.filter(|url| *url != location) {
        let _ = write!(text, " {}", shortened(url, 100));
    }
    text
}

fn reuse(found: &Match) -> String {
    let reuse = &found.reuse;
    let class = match reuse.class {
        Class::None => "nothing",
        Class::Translated => "possible translation",
        Class::Reworded => "possible rewording",
        Class::Quotation => "quotation",
        Class::Excerpt => "excerpt",
        Class::Partial => "partial reprint",
        Class::Full => "full reprint",
    };
    let mut text = format!(
        "{class}: {} of the original ({} of {} {}), {} of the page, longest run {}",
        percent(reuse.original_share),
        reuse.original_tokens.0,
        reuse.original_tokens.1,
        words::unit(found),
        percent(reuse.page_share),
        reuse.longest_run,
    );
    if reuse.obfuscated > 0 {
        let _ = write!(text, ", {} disguised", reuse.obfuscated);
    }
    if reuse.bounded {
        text.push_str("; a limit on the work was hit, there may be more");
    }
    text
}

fn side_by_side(found: &Match, original: &str, page: &str, options: PairOptions) -> String {
    let columns = Columns::new(options.width, options.drawing);
    let mut text = String::new();
    if found
        .reuse
        .passages
        .iter()
        .any(|passage| !passage.edits.is_empty())
    {
        text.push_str(&columns.legend());
    }
    for (index, (passage, facts)) in found.reuse.passages.iter().zip(&found.passages).enumerate() {
        let kind = match passage.kind {
            PassageKind::Verbatim => "verbatim",
            PassageKind::Edited => "edited",
            PassageKind::Reworded => "reworded",
        };
        let _ = writeln!(
            text,
            "passage {}: {kind}, {} equal, characters {}–{} of the original, {}–{} of the page (line {})",
            index + 1,
            percent(passage.similarity),
            facts.original.0,
            facts.original.1,
            facts.page.0,
            facts.page.1,
            facts.line,
        );
        text.push_str(&columns.heads("original", "page"));
        for (left, right) in rows(passage, original, page, options.full) {
            text.push_str(&columns.row(&left, &right));
        }
        text.push('\n');
    }
    text
}

/// Cuts a passage into rows whose two sides say the same, as far as they do.
fn rows(passage: &Passage, original: &str, page: &str, full: bool) -> Vec<(Cell, Cell)> {
    let mut rows = Rows::default();
    let (mut left, mut right) = (passage.original.start, passage.page.start);
    for edit in &passage.edits {
        rows.equal(
            slice(original, left, edit.original.start),
            slice(page, right, edit.page.start),
            full,
        );
        rows.edit(edit, original, page);
        left = left.max(edit.original.end);
        right = right.max(edit.page.end);
    }
    rows.equal(
        slice(original, left, passage.original.end),
        slice(page, right, passage.page.end),
        full,
    );
    rows.finish()
}

/// A link and where it leads, with what keeps it from being a plain link.
fn link_told(link: &CreditLink) -> String {
    let mut told = vec![words::target(link.target)];
    if !link.hyperlink {
        told.push("shown as text");
    }
    if link.redirector {
        told.push("through a redirector");
    }
    if !link.follow && !link.redirector {
        told.push("not to be followed");
    }
    format!("{} ({})", shortened(&link.href, 100), told.join(", "))
}

fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end.max(start)).unwrap_or_default()
}

#[derive(Default)]
struct Rows {
    done: Vec<(Cell, Cell)>,
    left: Cell,
    right: Cell,
}

impl Rows {
    /// Text that is equal after folding: both sides are shown as they are written.
    fn equal(&mut self, left: &str, right: &str, full: bool) {
        if !full && left.chars().count() > LONG && right.chars().count() > LONG {
            let (start, end) = ends(left);
            let (page_start, page_end) = ends(right);
            self.left.plain(start);
            self.right.plain(page_start);
            self.left.gap();
            self.right.gap();
            self.close();
            self.left.plain(end);
            self.right.plain(page_end);
        } else {
            let mut rest = right;
            let mut done = 0;
            for sentence in sentences(left) {
                done += sentence.len();
                // Both sides have the same words here, so they break at the same share of their length.
                let share = sentence.len() as f64 / left.len().max(1) as f64;
                let cut = if done == left.len() {
                    rest.len()
                } else {
                    near_break(rest, (right.len() as f64 * share) as usize)
                };
                let (now, later) = rest.split_at(cut);
                self.left.plain(sentence);
                self.right.plain(now);
                rest = later;
                if self.left.len() >= ROW {
                    self.close();
                }
            }
            self.right.plain(rest);
        }
        if self.left.len() >= ROW {
            self.close();
        }
    }

    fn edit(&mut self, edit: &Edit, original: &str, page: &str) {
        let left = slice(original, edit.original.start, edit.original.end);
        let right = slice(page, edit.page.start, edit.page.end);
        match edit.kind {
            // Letter case, punctuation, script variants and blocks of the page itself need no mark.
            EditKind::Surface | EditKind::Furniture => {
                self.left.plain(left);
                self.right.plain(right);
            }
            EditKind::Folded => {
                self.left.plain(left);
                self.right.noted(right);
            }
            EditKind::Inserted | EditKind::Deleted | EditKind::Replaced | EditKind::Moved => {
                self.left.deleted(left);
                self.right.inserted(right);
            }
        }
    }

    fn close(&mut self) {
        let row = (
            std::mem::take(&mut self.left),
            std::mem::take(&mut self.right),
        );
        if !row.0.is_empty() || !row.1.is_empty() {
            self.done.push(row);
        }
    }

    fn finish(mut self) -> Vec<(Cell, Cell)> {
        self.close();
        self.done
    }
}

/// The first and the last words of a long text, about [`KEPT`] characters of each.
fn ends(text: &str) -> (&str, &str) {
    let at = |limit| {
        text.char_indices()
            .nth(limit)
            .map_or(text.len(), |(at, _)| at)
    };
    let start = near_break(text, at(KEPT));
    let end = near_break(text, at(text.chars().count().saturating_sub(KEPT)));
    (text[..start].trim_end(), &text[end.max(start)..])
}

/// The text in pieces that end after a sentence mark or a line end.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?', '\n', '。', '！', '？'])
}

/// The nearest word end after `at`; scripts from U+2E80 on can be cut anywhere.
fn near_break(text: &str, at: usize) -> usize {
    let at = (at.min(text.len())..=text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len());
    text[at..]
        .find(|c: char| c.is_whitespace() || c >= '\u{2e80}')
        .map_or(text.len(), |found| {
            let end = at + found;
            end + text[end..].chars().next().map_or(0, char::len_utf8)
        })
}
