//! GitLab's Code Quality report: one JSON list that the merge request and its diff show.

use std::path::Path;

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

use super::encode::{self, terminal};
use super::place::path;
use super::rows::{rows, unjudged};
use crate::audit::Audit;
use crate::audit::identity;
use crate::finding::Severity;

/// The report: a JSON list with a line end. Paths are made relative to `root`.
pub fn gitlab(audits: &[Audit], root: Option<&Path>) -> String {
    let findings = rows(audits).map(|row| {
        let finding = &row.located.finding;
        let (location, line, _) = row.located.place(&row.audit.page);
        Issue {
            description: described(finding.code.as_str(), &finding.message),
            check_name: finding.code.as_str(),
            fingerprint: row.located.fingerprint.to_string(),
            severity: match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Note | Severity::Off => "info",
            },
            location: Location::new(location, root, line),
        }
    });
    let reasons = unjudged(audits).map(|(audit, reason)| {
        let about = format!("{}\0{}", reason.kind.as_str(), identity(&audit.page));
        Issue {
            description: described(reason.kind.as_str(), &reason.message),
            check_name: reason.kind.as_str(),
            fingerprint: format!("{:032x}", xxh3_128(about.as_bytes())),
            severity: "minor",
            location: Location::new(&audit.page.location, root, None),
        }
    });
    let issues: Vec<Issue<'_>> = findings.chain(reasons).collect();
    // Serialising these types cannot fail: only strings and numbers.
    let mut text = serde_json::to_string_pretty(&issues).unwrap_or_default();
    text.push('\n');
    encode::json(text)
}

/// The name of the check is not shown, so the description begins with it.
fn described(code: &str, message: &str) -> String {
    format!("{code}: {}", terminal(message))
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    /// Two issues with the same fingerprint are shown once, so no two may have one.
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

impl Location {
    /// What has no line is shown at the first.
    fn new(location: &str, root: Option<&Path>, line: Option<u32>) -> Self {
        Self {
            path: path(location, root),
            lines: Lines {
                begin: line.unwrap_or(1).max(1),
            },
        }
    }
}
