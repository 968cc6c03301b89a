//! Reviewdog's diagnostic format (rdjson, reviewdog/proto/rdf): findings with the changes that mend them, which code hosts
//! then show as suggestions in a review.

use std::path::Path;

use serde_json::{Value, json};

use super::encode::{self, terminal};
use super::explain::docs_url;
use super::place::path;
use super::rows::{Row, unjudged, worst_first};
use crate::audit::{Audit, SourceEdit, SourcePoint};
use crate::finding::Severity;

/// The report with a line end, worst first. Paths are made relative to `root`; a page that could not be judged is a
/// warning without a place in it.
pub fn rdjson(audits: &[Audit], root: Option<&Path>) -> String {
    let findings = worst_first(audits)
        .into_iter()
        .map(|row| diagnostic(row, root));
    let open = unjudged(audits).map(|(audit, reason)| {
        json!({
            "message": terminal(&reason.message),
            "location": { "path": path(&audit.page.location, root) },
            "severity": "WARNING",
            "code": { "value": reason.kind, "url": docs_url(reason.kind.as_str()) },
        })
    });
    let report = json!({
        "source": { "name": "creditline", "url": env!("CARGO_PKG_REPOSITORY") },
        "diagnostics": findings.chain(open).collect::<Vec<_>>(),
    });
    // Serialising a value cannot fail.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    encode::json(text)
}

fn diagnostic(row: Row<'_>, root: Option<&Path>) -> Value {
    let finding = &row.located.finding;
    let (place, line, _) = row.located.place(&row.audit.page);
    let mut location = json!({ "path": path(place, root) });
    // The edits begin where the finding is or where its mend goes; columns here are bytes, which only they have.
    let start = row.located.edits.first().map(|edit| point(edit.start));
    let start = start.or_else(|| line.map(|line| json!({ "line": line })));
    if let Some(start) = start {
        location["range"] = json!({ "start": start });
    }
    let mut diagnostic = json!({
        "message": terminal(&finding.message),
        "location": location,
        "severity": match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note | Severity::Off => "INFO",
        },
        "code": { "value": finding.code.as_str(), "url": docs_url(finding.code.as_str()) },
    });
    if !row.located.edits.is_empty() {
        let edits = row.located.edits.iter().map(suggestion);
        diagnostic["suggestions"] = edits.collect();
    }
    diagnostic
}

fn suggestion(edit: &SourceEdit) -> Value {
    json!({
        "range": { "start": point(edit.start), "end": point(edit.end) },
        "text": edit.text,
    })
}

fn point(point: SourcePoint) -> Value {
    json!({ "line": point.line, "column": point.byte })
}
