//! Values of schema.org objects.

use serde_json::Value;

/// The names of a person, an organisation or a list of them.
pub(super) fn names(value: &Value) -> Vec<String> {
    let list = match value {
        Value::Array(list) => list.as_slice(),
        other => std::slice::from_ref(other),
    };
    list.iter()
        .take(50)
        .filter_map(|person| match person {
            Value::String(name) => Some(name.as_str()),
            Value::Object(object) => object.get("name").and_then(|name| match name {
                Value::String(name) => Some(name.as_str()),
                Value::Array(names) => names.first().and_then(Value::as_str),
                _ => None,
            }),
            _ => None,
        })
        .map(clean)
        .filter(|name| !name.is_empty() && !name.contains("://"))
        .collect()
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
