//! Values of schema.org objects.

use serde_json::{Map, Value};

/// The names of a person, an organisation or a list of them.
pub(super) fn names(value: &Value) -> Vec<String> {
    let list = match value {
        Value::Array(list) => list.as_slice(),
        other => std::slice::from_ref(other),
    };
    list.iter()
        .take(50)
        .filter_map(|person| match person {
            Value::String(name) => Some(clean(name)),
            Value::Object(object) => name(object),
            _ => None,
        })
        .filter(|name| !name.is_empty() && !name.contains("://"))
        .collect()
}

/// The name of a person or an organisation, in one or in its parts.
pub(super) fn name(object: &Map<String, Value>) -> Option<String> {
    let part = |key: &str| match object.get(key)? {
        Value::String(name) => Some(clean(name)),
        Value::Array(names) => names.first()?.as_str().map(clean),
        _ => None,
    };
    let parts = || Some(format!("{} {}", part("givenName")?, part("familyName")?));
    part("name").or_else(parts)
}

/// Whether an object is one of a kind: "Organization", "NewsMediaOrganization".
pub(super) fn is_a(object: &Map<String, Value>, kind: &str) -> bool {
    match object.get("@type") {
        Some(Value::String(known)) => known.ends_with(kind),
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(Value::as_str)
            .any(|known| known.ends_with(kind)),
        _ => false,
    }
}

/// Entities are often written into JSON although nothing decodes them there.
pub(super) fn clean(text: &str) -> String {
    let text = text
        .replace("&amp;", "&")
        .replace("&quot;", "\"")
        .replace("&#039;", "'")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
