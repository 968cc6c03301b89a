//! The JSON Schema of the JSON report and of a line of JSON lines.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::json::{LINE_SCHEMA, SCHEMA};
use crate::audit::{Status, SuppressedBy};
use crate::cases::State;
use crate::credit::{CreditKind, Region, Target, Voice, Zone};
use crate::finding::{Code, Confidence, Severity, Verdict};
use crate::matching::{Class, PassageKind};
use crate::page::{CodeKind, HiddenBy};
use crate::rules::CreditGiven;

/// The JSON Schema (draft 7) of what `-f json` writes; `#/definitions/line` is a line of `-f jsonl`. Readers must let
/// pass keys that they do not know: later versions may add some.
pub fn schema() -> Value {
    let mut line = audit();
    if let Some(Value::Object(keys)) = line.get_mut("properties") {
        keys.insert("schema".to_owned(), json!({ "const": LINE_SCHEMA }));
    }
    if let Some(Value::Array(required)) = line.get_mut("required") {
        required.push("schema".into());
    }
    let mut schema = object(&[
        ("schema", json!({ "const": SCHEMA })),
        ("tool", object(&[("name", text()), ("version", text())])),
        ("summary", summary()),
        ("groups?", list(group())),
        ("audits", list(refer("audit"))),
        (
            "remarks?",
            list(object(&[
                ("location", text()),
                ("findings", list(refer("finding"))),
            ])),
        ),
    ]);
    if let Value::Object(map) = &mut schema {
        map.insert(
            "$schema".to_owned(),
            "http://json-schema.org/draft-07/schema#".into(),
        );
        map.insert("title".to_owned(), "creditline report".into());
        map.insert(
            "description".to_owned(),
            "What was found on each page. Lines and columns are 1-based, columns and offsets count characters.".into(),
        );
        map.insert(
            "definitions".to_owned(),
            json!({
                "audit": audit(),
                "line": line,
                "match": matched(),
                "credit": credit(),
                "finding": object(&finding()),
                "suppressed": suppressed(),
            }),
        );
    }
    schema
}

fn summary() -> Value {
    let keys = [
        "pages",
        "reprints",
        "credited",
        "not_credited",
        "unverifiable",
        "exempt",
        "possible?",
        "errors",
        "warnings",
        "notes",
        "ignored",
        "baselined",
        "unsure?",
        "skipped?",
    ];
    object(&keys.map(|key| (key, count())))
}

fn audit() -> Value {
    object(&[
        (
            "page",
            object(&[
                ("location", text()),
                ("url", or_null(text())),
                ("title", or_null(text())),
                ("language", or_null(text())),
                ("source?", text()),
                ("unread_styles?", list(text())),
            ]),
        ),
        (
            "status",
            words(&[
                Status::Audited,
                Status::Unverifiable,
                Status::Unreadable,
                Status::Skipped,
                Status::Settings,
            ]),
        ),
        (
            "reason",
            or_null(object(&[("code", text()), ("message", text())])),
        ),
        ("verdict", or_null(verdict())),
        ("matches", list(refer("match"))),
        ("remarks?", list(refer("finding"))),
    ])
}

fn matched() -> Value {
    object(&[
        (
            "original",
            object(&[
                ("id", text()),
                ("work", text()),
                ("location", text()),
                ("url", or_null(text())),
                ("title", or_null(text())),
                ("authors", list(text())),
                ("publisher", or_null(text())),
                ("acquire_license?", text()),
                (
                    "manifestations",
                    list(object(&[
                        ("id", text()),
                        ("location", text()),
                        ("url", or_null(text())),
                        ("publisher", or_null(text())),
                    ])),
                ),
            ]),
        ),
        (
            "reuse",
            object(&[
                (
                    "class",
                    words(&[
                        Class::None,
                        Class::Translated,
                        Class::Reworded,
                        Class::Quotation,
                        Class::Excerpt,
                        Class::Partial,
                        Class::Full,
                    ]),
                ),
                ("original_share", share()),
                ("page_share", share()),
                ("longest_run", count()),
                ("obfuscated", count()),
                ("bounded", json!({ "type": "boolean" })),
                ("passages", list(passage())),
            ]),
        ),
        ("rule", or_null(text())),
        ("credits", list(refer("credit"))),
        ("findings", list(refer("finding"))),
        ("suppressed?", list(refer("suppressed"))),
        ("verdict", or_null(verdict())),
        ("exempt", or_null(text())),
        ("reason?", object(&[("code", text()), ("message", text())])),
        (
            "case?",
            object(&[("number", place()), ("state", words(&State::ALL))]),
        ),
    ])
}

fn passage() -> Value {
    let span = json!({ "type": "array", "items": count(), "minItems": 2, "maxItems": 2 });
    object(&[
        ("original", span.clone()),
        ("page", span),
        (
            "kind",
            words(&[
                PassageKind::Verbatim,
                PassageKind::Edited,
                PassageKind::Reworded,
            ]),
        ),
        ("similarity", share()),
        ("line", place()),
        ("quote", text()),
    ])
}

fn credit() -> Value {
    object(&[
        ("text", text()),
        (
            "kind",
            words(&[
                CreditKind::Phrase,
                CreditKind::Byline,
                CreditKind::Named,
                CreditKind::Reference,
                CreditKind::Link,
                CreditKind::Code,
            ]),
        ),
        ("phrase", or_null(text())),
        ("links", list(link())),
        ("authors", list(text())),
        ("other_author", or_null(text())),
        (
            "visibility",
            json!({ "enum": ["visible", "folded", "hidden", "code-only"] }),
        ),
        (
            "hidden_by?",
            words(&[
                HiddenBy::Attribute,
                HiddenBy::Display,
                HiddenBy::VisibilityProperty,
                HiddenBy::Opacity,
                HiddenBy::FontSize,
                HiddenBy::Colour,
                HiddenBy::OffScreen,
                HiddenBy::Clipped,
                HiddenBy::Covered,
                HiddenBy::ScreenReaderOnly,
                HiddenBy::EmptyLink,
            ]),
        ),
        (
            "code?",
            words(&[
                CodeKind::Comment,
                CodeKind::Meta,
                CodeKind::JsonLd,
                CodeKind::Attribute,
                CodeKind::Noscript,
                CodeKind::Template,
                CodeKind::FormField,
                CodeKind::Clipboard,
                CodeKind::Srcdoc,
            ]),
        ),
        (
            "zone",
            words(&[Zone::In, Zone::Edge, Zone::Frame, Zone::Page, Zone::None]),
        ),
        (
            "region",
            words(&[
                Region::Before,
                Region::Inside,
                Region::After,
                Region::Aside,
                Region::Comments,
                Region::SiteFooter,
                Region::Head,
            ]),
        ),
        ("voice", words(&[Voice::Own, Voice::Copied])),
        ("distance", or_null(count())),
        ("line", place()),
        ("column", place()),
    ])
}

fn link() -> Value {
    let flag = json!({ "type": "boolean" });
    object(&[
        ("href", text()),
        ("resolved", or_null(text())),
        (
            "target",
            words(&[
                Target::Article,
                Target::Near,
                Target::Site,
                Target::OtherArticle,
                Target::ThirdParty,
                Target::OwnPage,
                Target::Opaque,
            ]),
        ),
        ("follow", flag.clone()),
        ("redirector", flag.clone()),
        ("hyperlink", flag),
        ("line", place()),
        ("column", place()),
    ])
}

fn finding() -> Vec<(&'static str, Value)> {
    vec![
        ("code", words(Code::ALL)),
        ("severity", severity()),
        (
            "confidence",
            words(&[Confidence::Low, Confidence::Medium, Confidence::High]),
        ),
        ("message", text()),
        ("fix", or_null(text())),
        ("line", or_null(place())),
        ("column", or_null(place())),
        ("evidence", or_null(text())),
        ("fingerprint", fingerprint()),
        ("source?", in_file()),
        (
            "credit_given?",
            words(&[CreditGiven::Link, CreditGiven::Name, CreditGiven::None]),
        ),
    ]
}

/// A place in a file.
fn in_file() -> Value {
    object(&[("file", text()), ("line", place()), ("column", place())])
}

fn group() -> Value {
    object(&[
        ("id", text()),
        ("code", words(Code::ALL)),
        ("severity", severity()),
        ("rule", or_null(text())),
        ("message", text()),
        ("fix", or_null(text())),
        ("pages", count()),
        ("examples", list(text())),
        ("findings", list(fingerprint())),
    ])
}

fn suppressed() -> Value {
    let mut keys = finding();
    keys.extend([
        (
            "suppressed_by",
            words(&[
                SuppressedBy::Config,
                SuppressedBy::Comment,
                SuppressedBy::Baseline,
                SuppressedBy::Confidence,
            ]),
        ),
        ("reason", or_null(text())),
        ("place?", in_file()),
    ]);
    object(&keys)
}

/// An object with these keys, all of them required but those that end with `?`.
fn object(keys: &[(&str, Value)]) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (key, schema) in keys {
        let name = key.trim_end_matches('?');
        if name == *key {
            required.push(name);
        }
        properties.insert(name.to_owned(), schema.clone());
    }
    json!({ "type": "object", "required": required, "properties": properties })
}

fn refer(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn list(of: Value) -> Value {
    json!({ "type": "array", "items": of })
}

fn or_null(of: Value) -> Value {
    json!({ "anyOf": [of, { "type": "null" }] })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn place() -> Value {
    json!({ "type": "integer", "minimum": 1 })
}

fn share() -> Value {
    json!({ "type": "number", "minimum": 0, "maximum": 1 })
}

fn fingerprint() -> Value {
    json!({ "type": "string", "pattern": "^[0-9a-f]{32}$" })
}

fn severity() -> Value {
    words(&[
        Severity::Off,
        Severity::Note,
        Severity::Warning,
        Severity::Error,
    ])
}

fn verdict() -> Value {
    words(&[
        Verdict::Exempt,
        Verdict::Credited,
        Verdict::Unverifiable,
        Verdict::NotCredited,
    ])
}

fn words<T: Serialize>(all: &[T]) -> Value {
    json!({ "enum": all })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Run with `CREDITLINE_BLESS=1` to write the file anew.
    #[test]
    fn the_schema_file_is_up_to_date() {
        let text = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
        crate::io::made::assert_up_to_date("schemas/report.v1.json", &text);
    }
}
