//! CSV by RFC 4180: one row a finding, and one for every reprint and page without any, so that nothing is left out.

use super::encode::csv_cell;
use super::json::rounded;
use crate::audit::{Audit, Located, Match};

/// The names of the columns.
const HEAD: [&str; 23] = [
    "page",
    "page_url",
    "page_title",
    "status",
    "verdict",
    "original",
    "original_url",
    "class",
    "original_share",
    "page_share",
    "rule",
    "severity",
    "code",
    "message",
    "fix",
    "line",
    "column",
    "evidence",
    "fingerprint",
    "confidence",
    "source_file",
    "source_line",
    "source_column",
];

/// The table with its head; lines end with CR LF.
pub fn csv(audits: &[Audit]) -> String {
    { audits.iter() }.fold(csv_head(), |text, audit| text + &csv_rows(audit))
}

/// The line of names that the table begins with.
pub(super) fn csv_head() -> String {
    HEAD.join(",") + "\r\n"
}

/// The rows of one page, never none.
pub(super) fn csv_rows(audit: &Audit) -> String {
    let mut text = String::new();
    for found in &audit.matches {
        if found.findings.is_empty() {
            row(&mut text, audit, Some(found), None);
        }
        for located in &found.findings {
            row(&mut text, audit, Some(found), Some(located));
        }
    }
    for located in &audit.remarks {
        row(&mut text, audit, None, Some(located));
    }
    if audit.matches.is_empty() && audit.remarks.is_empty() {
        row(&mut text, audit, None, None);
    }
    text
}

fn row(text: &mut String, audit: &Audit, found: Option<&Match>, located: Option<&Located>) {
    let finding = located.map(|located| &located.finding);
    let source = located.and_then(|located| located.source.as_ref());
    let share = |share: f64| rounded(share).to_string();
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let own = |value: Option<&String>| value.cloned().unwrap_or_default();
    // A page that was not judged has no finding: its reason stands where the finding would.
    let reason = audit.reason.as_ref();
    let cells = [
        audit.page.location.clone(),
        own(audit.page.url.as_ref()),
        own(audit.page.title.as_ref()),
        audit.status.as_str().to_owned(),
        found
            .and_then(|found| found.verdict)
            .map(|verdict| verdict.as_str().to_owned())
            .unwrap_or_default(),
        found
            .map(|found| found.original.location.clone())
            .unwrap_or_default(),
        found
            .and_then(|found| found.original.url.clone())
            .unwrap_or_default(),
        found
            .map(|found| found.reuse.class.as_str().to_owned())
            .unwrap_or_default(),
        found
            .map(|found| share(found.reuse.original_share))
            .unwrap_or_default(),
        found
            .map(|found| share(found.reuse.page_share))
            .unwrap_or_default(),
        found
            .and_then(|found| found.rule.clone())
            .unwrap_or_default(),
        finding
            .map(|finding| finding.severity.as_str().to_owned())
            .unwrap_or_default(),
        finding
            .map(|finding| finding.code.as_str().to_owned())
            .or_else(|| reason.map(|reason| reason.kind.as_str().to_owned()))
            .unwrap_or_default(),
        finding
            .map(|finding| finding.message.clone())
            .or_else(|| reason.map(|reason| reason.message.clone()))
            .unwrap_or_default(),
        own(finding.and_then(|finding| finding.fix.as_ref())),
        number(finding.and_then(|finding| finding.line)),
        number(finding.and_then(|finding| finding.column)),
        own(finding.and_then(|finding| finding.evidence.as_ref())),
        located
            .map(|located| located.fingerprint.to_string())
            .unwrap_or_default(),
        located
            .map(|located| located.confidence.as_str().to_owned())
            .unwrap_or_default(),
        source.map(|source| source.file.clone()).unwrap_or_default(),
        number(source.map(|source| source.line)),
        number(source.map(|source| source.column)),
    ];
    let cells: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}
