//! What is wrong with one's own notices, as a table and as JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::encode::{self, shortened, terminal};
use crate::originals::lint::{Lint, LintCode};

/// The version of the form of the JSON.
pub const LINT_SCHEMA: &str = "creditline.lint/1";

/// One page after the lint.
#[derive(Debug, Clone, Serialize)]
pub struct LintedPage {
    /// The page as it was named.
    pub location: String,
    /// What is wrong with it, in the order of the page.
    pub faults: Vec<Lint>,
    /// Why it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread: Option<String>,
}

/// Pages of one fault that are listed: a fault of a theme stands on every page of a site. By hand.
const LISTED: usize = 5;

/// For people: one line a fault with its place and what to do, faults of a kind together; then the sum.
pub fn lint(pages: &[LintedPage]) -> String {
    let mut kinds: BTreeMap<LintCode, Vec<(&LintedPage, &Lint)>> = BTreeMap::new();
    for page in pages {
        for fault in &page.faults {
            kinds.entry(fault.code).or_default().push((page, fault));
        }
    }
    let mut text = String::new();
    for (code, faults) in &kinds {
        let _ = writeln!(text, "{}  {}", code.as_str(), count(faults.len(), "place"));
        let place = |(page, fault): &(&LintedPage, &Lint)| {
            format!(
                "{}:{}:{}",
                terminal(&page.location),
                fault.line,
                fault.column
            )
        };
        let listed = || faults.iter().take(LISTED);
        let width = listed().map(|one| place(one).chars().count()).max();
        for one in listed() {
            let _ = writeln!(
                text,
                "  {:<width$}  {}",
                place(one),
                shortened(&one.1.message, 240),
                width = width.unwrap_or_default()
            );
        }
        if faults.len() > LISTED {
            let more = faults.len() - LISTED;
            let _ = writeln!(text, "  … and {more} more; -f json lists them all");
        }
        if let Some((_, fault)) = faults.first() {
            let _ = writeln!(text, "  do: {}", fault.fix);
        }
        text.push('\n');
    }
    let faults: usize = kinds.values().map(Vec::len).sum();
    let wrong = pages.iter().filter(|page| !page.faults.is_empty()).count();
    let _ = match faults {
        0 => writeln!(text, "{}: nothing found", count(pages.len(), "page")),
        _ => writeln!(
            text,
            "{}: {} on {}",
            count(pages.len(), "page"),
            count(faults, "fault"),
            count(wrong, "page")
        ),
    };
    text
}

fn count(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

/// For programs: every page with its faults.
pub fn lint_json(pages: &[LintedPage]) -> String {
    #[derive(Serialize)]
    struct Report<'a> {
        schema: &'static str,
        summary: Summary,
        pages: &'a [LintedPage],
    }
    #[derive(Serialize)]
    struct Summary {
        pages: usize,
        faults: usize,
        unread: usize,
    }
    let report = Report {
        schema: LINT_SCHEMA,
        summary: Summary {
            pages: pages.len(),
            faults: pages.iter().map(|page| page.faults.len()).sum(),
            unread: pages.iter().filter(|page| page.unread.is_some()).count(),
        },
        pages,
    };
    // Nothing in it can fail to be written.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    encode::json(text)
}
