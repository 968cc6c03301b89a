//! Parts of the JSON Schemas of files that people write.

use serde_json::{Map, Value, json};

/// An object with the keys of a table, each described by `of`.
pub(crate) fn object(table: &[&str], of: impl Fn(&str) -> Value) -> Value {
    let properties: Map<String, Value> = table
        .iter()
        .map(|key| ((*key).to_owned(), of(key)))
        .collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

pub(crate) fn described(mut schema: Value, description: &str) -> Value {
    if let Value::Object(map) = &mut schema {
        map.insert("description".to_owned(), description.into());
    }
    schema
}

pub(crate) fn text() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

pub(crate) fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// One text or a list of them.
pub(crate) fn texts() -> Value {
    json!({ "oneOf": [text(), list(text())] })
}

/// One of the words of a table.
pub(crate) fn word_of<T>(table: &[(&str, T)]) -> Value {
    let words: Vec<&str> = table.iter().map(|(word, _)| *word).collect();
    json!({ "enum": words })
}

pub(crate) fn share() -> Value {
    json!({ "type": "number", "minimum": 0, "maximum": 1 })
}

/// A number as [`super::Reader::count`] takes it.
pub(crate) fn count() -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": 1_000_000 })
}
