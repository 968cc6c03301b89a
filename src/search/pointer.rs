//! JSON pointers (RFC 6901) in which `*` stands for each item of a list.

use serde_json::Value;

/// Values that one answer may give; engines send a hundred, an index of addresses some thousands. By hand.
const MOST: usize = 20_000;

/// Whether a text is such a pointer.
pub(super) fn is_pointer(text: &str) -> bool {
    text.starts_with('/') && text.len() <= 200
}

/// The values that a pointer leads to, at most [`MOST`].
pub(super) fn values<'v>(from: &'v Value, pointer: &str) -> Vec<&'v Value> {
    let mut at = vec![from];
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        let next = at.into_iter().flat_map(|value| {
            let (all, one) = match value {
                Value::Array(items) if step == "*" => (items.as_slice(), None),
                Value::Array(items) => (
                    [].as_slice(),
                    name.parse().ok().and_then(|at: usize| items.get(at)),
                ),
                Value::Object(map) => ([].as_slice(), map.get(&name)),
                _ => ([].as_slice(), None),
            };
            all.iter().chain(one)
        });
        at = next.take(MOST).collect();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_lead_through_lists() {
        let json: Value = serde_json::from_str(
            r#"{"a": {"b": [{"url": "x"}, {"url": "y"}, {}, 7]}, "c/d": {"~": 1}, "list": ["p", "q"]}"#,
        )
        .unwrap();
        let at = |pointer: &str| {
            let found = values(&json, pointer);
            found
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(at("/a/b/*/url"), r#""x" "y""#);
        assert_eq!(at("/list/*"), r#""p" "q""#);
        assert_eq!(at("/list/1"), r#""q""#);
        assert_eq!(at("/c~1d/~0"), "1");
        assert_eq!(at("/a/none/*"), "");
        assert_eq!(at("/a/*"), "", "a map is no list");
    }
}
