//! What changed since last time.

use std::fmt::Write as _;

use serde::Serialize;

use super::list::line;
use super::{counted, document, original, state};
use crate::cases::{Delta, DeltaCase, Due, shown};
use crate::report::encode::{code_span, terminal};
use crate::text::start;

/// So many cases of a list are shown to people; programs get all. By hand.
const SHOWN: usize = 50;

/// Characters of an address in a row of a table. By hand.
const SHORT: usize = 120;

/// The counts in one line.
pub fn delta_line(delta: &Delta) -> String {
    let parts: Vec<String> = delta
        .lists()
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(name, list)| format!("{} {name}", list.len()))
        .collect();
    let mut text = counted(delta.checked, "case", "cases");
    text.push_str(" seen: ");
    text.push_str(&if parts.is_empty() {
        "nothing to do".to_owned()
    } else {
        parts.join(", ")
    });
    if delta.unjudged > 0 {
        let _ = write!(text, "; {} could not be judged", delta.unjudged);
    }
    text
}

/// The delta for people: each list with its cases, then the counts.
pub fn delta_human(delta: &Delta, due: Due) -> String {
    let mut text = String::new();
    for (name, list) in delta.lists() {
        if list.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{name}");
        for case in list.iter().take(SHOWN) {
            let _ = writeln!(text, "{}", line(&case.row, due));
        }
        if list.len() > SHOWN {
            let _ = writeln!(text, "       … and {} more", list.len() - SHOWN);
        }
        text.push('\n');
    }
    let _ = writeln!(text, "{}", delta_line(delta));
    text
}

/// One line a case, for `grep` and `awk`: list, number, state, page and original, with tabs between.
pub fn delta_lines(delta: &Delta) -> String {
    let mut text = String::new();
    for (name, list) in delta.lists() {
        for DeltaCase { row, .. } in list {
            let original = row.original_url.as_deref().unwrap_or(&row.original);
            let _ = writeln!(
                text,
                "{name}\t{}\t{}\t{}\t{}",
                row.number,
                state(row),
                terminal(&row.page),
                terminal(original)
            );
        }
    }
    text
}

/// The delta for programs, and for `--on-change`.
pub fn delta_json(delta: &Delta, due: Due) -> String {
    #[derive(Serialize)]
    struct At<'a> {
        at: String,
        #[serde(flatten)]
        delta: &'a Delta,
    }
    document(&At {
        at: shown(due.now),
        delta,
    })
}

/// The delta as Markdown, for the summary of a job. Text of pages stands in code only.
pub fn delta_github(delta: &Delta) -> String {
    let mut text = format!("## Copies\n\n{}\n", delta_line(delta));
    for (name, list) in delta.lists() {
        if list.is_empty() {
            continue;
        }
        let _ = write!(
            text,
            "\n### {name}\n\n| case | state | page | original | findings |\n| ---: | --- | --- | --- | --- |\n"
        );
        for DeltaCase { row, .. } in list.iter().take(SHOWN) {
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} |",
                row.number,
                state(row),
                code_span(start(&row.page, SHORT)),
                code_span(start(original(row), SHORT)),
                code_span(&row.codes.join(", ")),
            );
        }
        if list.len() > SHOWN {
            let _ = writeln!(text, "\n… and {} more.", list.len() - SHOWN);
        }
    }
    text
}
