//! Files of the repository that are made from tables.

use std::path::Path;

/// Holds a made file, by its path in the repository, against what it should be. With `CREDITLINE_BLESS=1` it is written anew.
pub(crate) fn assert_up_to_date(path: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("CREDITLINE_BLESS").is_some() {
        std::fs::write(&file, text).unwrap();
    }
    // A checkout may have turned the ends of lines.
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written.replace("\r\n", "\n") == text,
        "{path} is out of date: run this test with CREDITLINE_BLESS=1"
    );
}

/// As [`assert_up_to_date`], for a JSON Schema. No key of a table may be left without one.
pub(crate) fn assert_schema(path: &str, schema: &serde_json::Value) {
    fn has_null(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::Null => true,
            serde_json::Value::Array(items) => items.iter().any(has_null),
            serde_json::Value::Object(map) => map.values().any(has_null),
            _ => false,
        }
    }
    assert!(!has_null(schema), "{path} leaves a key without a schema");
    let text = serde_json::to_string_pretty(schema).unwrap() + "\n";
    assert_up_to_date(path, &text);
}
