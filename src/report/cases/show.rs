//! One case with all that is known of it.

use std::fmt::Write as _;

use super::{days, document, original, state};
use crate::cases::{Appearance, CaseDetail, Due, Step, shown};
use crate::report::encode::{shortened, terminal};
use crate::report::words::percent;

/// The longest text in a line, in characters. By hand.
const LONGEST: usize = 200;

/// The case for people.
pub fn case(case: &CaseDetail, due: Due) -> String {
    let row = &case.row;
    let mut text = format!(
        "case {}: {} for {} days\n\n",
        row.number,
        state(row),
        days(row.since, due.now)
    );
    let mut fact = |name: &str, told: &str| {
        if !told.is_empty() {
            let _ = writeln!(text, "  {name:<10}  {}", shortened(told, LONGEST));
        }
    };
    fact("page", &row.page);
    fact("title", row.title.as_deref().unwrap_or_default());
    fact(
        "original",
        row.original_url.as_deref().unwrap_or(&row.original),
    );
    fact("", original(row));
    fact("rule", row.rule.as_deref().unwrap_or_default());
    fact("reproduced", &row.share.map(percent).unwrap_or_default());
    fact("evidence", row.evidence.as_deref().unwrap_or_default());
    fact("reply by", &row.reply_by.map(day).unwrap_or_default());
    text.push('\n');
    for step in &case.history {
        let _ = writeln!(text, "  {}  {}", day(step.at), terminal(&told(step)));
    }
    if let Some(before) = &case.before {
        text.push_str("\nAt first\n");
        text.push_str(&looks(before));
    }
    if let Some(after) = case
        .after
        .as_ref()
        .filter(|after| case.before.as_ref() != Some(*after))
    {
        text.push_str("\nNow\n");
        text.push_str(&looks(after));
    }
    text
}

/// The day of a time, in UTC.
pub(super) fn day(at: i64) -> String {
    shown(at).chars().take(10).collect()
}

/// A step in words.
pub(super) fn told(step: &Step) -> String {
    let mut text = match (step.seen, step.kind.as_str()) {
        (Some(seen), _) => format!("seen {}", seen.as_str()),
        (None, kind) => kind.to_owned(),
    };
    if let Some(told) = &step.told {
        let _ = write!(text, ": {told}");
    }
    if let Some(state) = step.state {
        let _ = write!(text, " -> {state}");
    }
    text
}

fn looks(appearance: &Appearance) -> String {
    let mut text = String::new();
    let mut line = |told: &str| {
        let _ = writeln!(text, "  {}", shortened(told, LONGEST));
    };
    if let Some(reason) = &appearance.reason {
        line(reason);
    }
    for finding in &appearance.findings {
        line(&format!(
            "{}[{}]: {}",
            finding.severity, finding.code, finding.message
        ));
    }
    for credit in &appearance.credits {
        let hidden = if credit.visible {
            ""
        } else {
            " (not in sight)"
        };
        line(&format!(
            "credit{hidden}: {} {}",
            credit.text,
            credit.links.join(" ")
        ));
    }
    if text.is_empty() {
        text.push_str("  no credit, and no fault\n");
    }
    text
}

/// The case for programs.
pub fn case_json(case: &CaseDetail) -> String {
    document(case)
}
