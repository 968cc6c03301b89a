//! Markdown for the summary of a CI step or the comment on a pull request.

use std::fmt::Write as _;

use super::encode::{code_span, fence};
use super::groups::Group;
use super::rows::unjudged;
use super::summary::thousands;
use super::words::percent;
use super::{View, summary};
use crate::audit::{Audit, Located, Match};
use crate::finding::{Severity, Verdict};
use crate::text::shortened;

/// A comment on a pull request may have 65,536 characters, the summary of a step 1 MiB.
const LIMIT: usize = 60_000;
/// Room for the last line. By hand.
const ROOM: usize = 200;

/// The first line, by which the next run knows its own report.
pub(super) const TITLE: &str = "## Reprints";

/// The report: counts, a table of the reprints, each finding with the text to paste. Text of pages stands in code
/// only, where it can be no mention, image or tag. At most 60,000 characters; a last line says how much was left out.
pub fn markdown(audits: &[Audit], view: View) -> String {
    let mut text = format!("{TITLE}\n\n{}\n", summary::line(audits));
    let mut left_out = 0;
    let mut add = |part: String| {
        if text.chars().count() + part.chars().count() + ROOM <= LIMIT {
            text.push_str(&part);
        } else {
            left_out += 1;
        }
    };
    let mut reprints: Vec<(&Audit, &Match)> = view.matches(audits).collect();
    // Whoever opens this wants to see what is wrong; the order of the report holds among equals.
    reprints.sort_by_key(|(_, found)| std::cmp::Reverse(found.verdict));
    if !reprints.is_empty() {
        let mut table =
            "\n| verdict | page | original | reproduced |\n| --- | --- | --- | ---: |\n".to_owned();
        let shown = reprints.len().min(100);
        for (audit, found) in &reprints[..shown] {
            let original = &found.original;
            let _ = writeln!(
                table,
                "| {} | {} | {} | {} |",
                verdict(found.verdict),
                short(&audit.page.location),
                short(original.url.as_deref().unwrap_or(&original.location)),
                percent(found.reuse.original_share),
            );
        }
        if shown < reprints.len() {
            let _ = writeln!(table, "\n… and {} more reprints.", reprints.len() - shown);
        }
        add(table);
    }
    let groups = view.groups(audits);
    for group in &groups.list {
        add(together(group));
    }
    for (audit, found) in &reprints {
        let single = found.telling().filter(|located| !groups.hold(located));
        let findings: Vec<&Located> = single.collect();
        if !findings.is_empty() {
            add(details(audit, Some(found), &findings));
        }
    }
    for audit in audits {
        if !audit.remarks.is_empty() {
            add(details(
                audit,
                None,
                &audit.remarks.iter().collect::<Vec<_>>(),
            ));
        }
    }
    for (audit, reason) in unjudged(audits) {
        add(format!(
            "\n- not judged: {} ({}): {}\n",
            short(&audit.page.location),
            code_span(reason.kind.as_str()),
            code_span(&reason.message)
        ));
    }
    if left_out > 0 {
        let _ = writeln!(
            text,
            "\n{left_out} more parts are left out to keep this short; another format has them all."
        );
    }
    text
}

/// The findings of one page and original.
fn details(audit: &Audit, found: Option<&Match>, findings: &[&Located]) -> String {
    let mut text = format!("\n### {}\n\n", short(&audit.page.location));
    if let Some(found) = found {
        let original = &found.original;
        let _ = writeln!(
            text,
            "{} of {} ({})\n",
            percent(found.reuse.original_share),
            short(original.url.as_deref().unwrap_or(&original.location)),
            found.reuse.class.as_str(),
        );
    }
    for Located {
        finding, source, ..
    } in findings
    {
        let place = match (source, finding.line, finding.column) {
            (Some(source), ..) => format!(
                " ({}, line {}, column {})",
                short(&source.file),
                source.line,
                source.column
            ),
            (None, Some(line), Some(column)) => format!(" (line {line}, column {column})"),
            _ => String::new(),
        };
        let _ = writeln!(
            text,
            "- {} **{}**{place}: {}",
            mark(finding.severity),
            finding.code.as_str(),
            code_span(&finding.message)
        );
        if let Some(fix) = &finding.fix {
            let _ = write!(text, "\n  Paste:\n\n{}\n", fence(fix, 2));
        }
    }
    text
}

/// A group with three of its pages.
fn together(group: &Group<'_>) -> String {
    let mut text = format!(
        "\n### {} pages\n\n- {} **{}**: {}\n",
        thousands(group.pages),
        mark(group.severity),
        group.code.as_str(),
        code_span(&group.message)
    );
    let examples: Vec<String> = group
        .examples()
        .map(|row| short(&row.audit.page.location))
        .collect();
    let _ = writeln!(text, "\n  Such as {}", examples.join(", "));
    if let Some(fix) = &group.fix {
        let _ = write!(text, "\n  Paste:\n\n{}\n", fence(fix, 2));
    }
    text
}

fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Note | Severity::Off => "ℹ️",
    }
}

fn verdict(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::NotCredited) => "❌ not credited",
        Some(Verdict::Unverifiable) => "❔ unverifiable",
        Some(Verdict::Credited) => "✅ credited",
        Some(Verdict::Exempt) => "➖ exempt",
        None => "—",
    }
}

/// At most 120 characters of a location, as code.
fn short(text: &str) -> String {
    code_span(&shortened(text, 120))
}
