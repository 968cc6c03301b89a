//! SARIF 2.1.0 for code-scanning tabs: every code as a rule with its help, every finding as a result.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::View;
use super::encode::{self, terminal};
use super::explain::docs_url;
use super::groups::Groups;
use super::json::rounded;
use super::place::{uri, web};
use super::rows::{Row, unjudged, worst_first};
use crate::audit::RECIPE;
use crate::audit::{Audit, SourceEdit};
use crate::finding::{Code, Confidence, Severity};

/// The most results that GitHub takes in one run; it shows the first 5,000.
const RESULTS: usize = 25_000;
/// The key of the fingerprint; its end is the version of the recipe.
const FINGERPRINT: &str = "creditline/1";

/// The log with a line end. Results stand worst first, at most 25,000 of them; a page that could not be judged is a
/// notification of the run. Paths are made relative to `root`.
pub fn sarif(audits: &[Audit], root: Option<&Path>, view: View) -> String {
    let groups = view.groups(audits);
    let rows = worst_first(audits);
    let results: Vec<Value> = rows
        .iter()
        .take(RESULTS)
        .map(|row| result(*row, root, &groups))
        .collect();
    let mut notifications: Vec<Value> = unjudged(audits)
        .map(|(audit, reason)| {
            json!({
                "level": "warning",
                "descriptor": { "id": reason.kind },
                "message": { "text": terminal(&reason.message) },
                "locations": [location(&audit.page.location, root, None, None)],
            })
        })
        .collect();
    if rows.len() > RESULTS {
        notifications.push(json!({
            "level": "warning",
            "message": { "text": format!(
                "{} findings are left out: one run may have {RESULTS}, and the worst were kept",
                rows.len() - RESULTS
            ) },
        }));
    }
    let grouped: Vec<Value> = groups
        .list
        .iter()
        .map(|group| {
            json!({
                "id": group.id,
                "ruleId": group.code.as_str(),
                "level": level(group.severity),
                "message": terminal(&group.message),
                "fix": group.fix,
                "pages": group.pages,
            })
        })
        .collect();
    let mut log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "creditline",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": Code::ALL.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            } },
            "automationDetails": { "id": "creditline/" },
            // Columns count characters, not the code units of some encoding.
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
        }],
    });
    if !grouped.is_empty() {
        // Results of many pages that have one cause; each names its group in its own properties.
        log["runs"][0]["properties"] = json!({ "groups": grouped });
    }
    // Serialising a value cannot fail.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    encode::json(text)
}

fn rule(code: Code) -> Value {
    let help = code.help();
    let text = [&help.why, &help.fix].map(String::as_str).join("\n\n");
    let markdown = format!(
        "{}\n\n**Why**: {}\n\n**Fix**: {}\n\n**Example**: {}",
        help.what, help.why, help.fix, help.example
    );
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": help.what },
        "fullDescription": { "text": help.what },
        "help": { "text": text, "markdown": markdown },
        "helpUri": docs_url(code.as_str()),
        "defaultConfiguration": { "level": level(code.default_severity()) },
        "properties": {
            "tags": ["attribution", "reprint"],
            "problem.severity": match code.default_severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note | Severity::Off => "recommendation",
            },
        },
    })
}

fn result(row: Row<'_>, root: Option<&Path>, groups: &Groups<'_>) -> Value {
    let finding = &row.located.finding;
    let mut text = terminal(&finding.message).into_owned();
    if let Some(fix) = &finding.fix {
        text.push_str("\nPaste: ");
        text.push_str(&fix.lines().map(terminal).collect::<Vec<_>>().join("\n"));
    }
    let mut fingerprints = Map::new();
    fingerprints.insert(
        FINGERPRINT.to_owned(),
        row.located.fingerprint.to_string().into(),
    );
    let (place, line, column) = row.located.place(&row.audit.page);
    let page = &row.audit.page.location;
    let built =
        (place != page).then(|| json!([location(page, root, finding.line, finding.column)]));
    let mut result = json!({
        "ruleId": finding.code.as_str(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == finding.code),
        "level": level(finding.severity),
        "rank": rank(row.located.confidence),
        "message": { "text": text },
        "locations": [location(place, root, line, column)],
        "partialFingerprints": fingerprints,
        "properties": properties(row, groups),
    });
    if let Some(built) = built {
        // The built page that shows it.
        result["relatedLocations"] = built;
    }
    let edits = &row.located.edits;
    if !edits.is_empty() {
        let replacements: Vec<Value> = edits.iter().map(replacement).collect();
        result["fixes"] = json!([{
            "description": { "text": "Give the credit that the original asks for" },
            "artifactChanges": [{
                "artifactLocation": { "uri": uri(place, root) },
                "replacements": replacements,
            }],
        }]);
    }
    result
}

/// A change of the file; an empty region is an insertion before it.
fn replacement(edit: &SourceEdit) -> Value {
    json!({
        "deletedRegion": {
            "startLine": edit.start.line,
            "startColumn": edit.start.column,
            "endLine": edit.end.line,
            "endColumn": edit.end.column,
        },
        "insertedContent": { "text": edit.text },
    })
}

/// What SARIF has no place for. Keys without value are left out.
fn properties(row: Row<'_>, groups: &Groups<'_>) -> Value {
    let mut bag = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            bag.insert(key.to_owned(), value);
        }
    };
    let page = &row.audit.page;
    let address = web(&page.location).map(|_| page.location.clone());
    put("url", address.or_else(|| page.url.clone()).map(Value::from));
    put("fix", row.located.finding.fix.clone().map(Value::from));
    put("confidence", Some(row.located.confidence.as_str().into()));
    let group = groups.group(row.located);
    put("group", group.map(|group| group.id.clone().into()));
    if let Some(found) = row.found {
        let original = &found.original;
        put(
            "original",
            original
                .url
                .clone()
                .or_else(|| Some(original.location.clone()))
                .map(Value::from),
        );
        let copies: Vec<Value> = original
            .manifestations
            .iter()
            .map(|one| {
                one.url
                    .clone()
                    .unwrap_or_else(|| one.location.clone())
                    .into()
            })
            .collect();
        put("work", Some(original.work.clone().into()));
        put(
            "manifestations",
            (!copies.is_empty()).then(|| copies.into()),
        );
        put("rule", found.rule.clone().map(Value::from));
        put(
            "verdict",
            found.verdict.map(|verdict| verdict.as_str().into()),
        );
        put("class", Some(found.reuse.class.as_str().into()));
        put(
            "originalShare",
            Some(rounded(found.reuse.original_share).into()),
        );
        put("pageShare", Some(rounded(found.reuse.page_share).into()));
        put("recipe", Some(RECIPE.into()));
    }
    Value::Object(bag)
}

fn location(location: &str, root: Option<&Path>, line: Option<u32>, column: Option<u32>) -> Value {
    let mut region = Map::new();
    // Code hosts show nothing that has no line.
    region.insert("startLine".to_owned(), line.unwrap_or(1).max(1).into());
    if let (Some(_), Some(column)) = (line, column) {
        region.insert("startColumn".to_owned(), column.max(1).into());
    }
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(location, root) },
            "region": region,
        },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
        Severity::Off => "none",
    }
}

/// A place on SARIF's scale of 0 to 100.
fn rank(confidence: Confidence) -> u8 {
    match confidence {
        Confidence::High => 90,
        Confidence::Medium => 60,
        Confidence::Low => 30,
    }
}
