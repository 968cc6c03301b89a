//! The JSON Schema of an item of `require`, and what the schemas of demands have in common.

use serde_json::{Value, json};

use super::reading::{BESIDE, EACH, WHENS};
use super::{Demand, KINDS};
use crate::finding::SEVERITIES;
use crate::yaml::schema::{object, word_of};

/// One item of `require`; only at the top it has a severity and a condition.
pub(in crate::rules) fn requirement(top: bool) -> Value {
    let mut keys: Vec<&str> = KINDS.to_vec();
    if top {
        keys.extend(BESIDE);
    }
    let mut item = object(&keys, |key| match key {
        "severity" => word_of(SEVERITIES),
        "when" => word_of(WHENS),
        "each" => word_of(EACH),
        kind => Demand::schema(kind),
    });
    if let Value::Object(map) = &mut item {
        map.insert("minProperties".to_owned(), 1.into());
    }
    let bare: Vec<&str> = { KINDS.iter().copied() }
        .filter(|kind| Demand::bare(kind).is_some())
        .collect();
    json!({ "oneOf": [{ "enum": bare }, item] })
}

/// Of a demand that is only there or not.
pub(super) fn nothing() -> Value {
    json!({ "type": "null" })
}

pub(super) fn or_nothing(schema: Value) -> Value {
    json!({ "oneOf": [nothing(), schema] })
}

pub(super) fn alternative() -> Value {
    json!({ "$ref": "#/definitions/alternative" })
}

pub(super) fn alternatives() -> Value {
    json!({ "type": "array", "minItems": 1, "items": alternative() })
}

pub(super) fn templates() -> Value {
    json!({ "oneOf": [
        { "$ref": "#/definitions/template" },
        { "type": "array", "items": { "$ref": "#/definitions/template" } },
    ] })
}
