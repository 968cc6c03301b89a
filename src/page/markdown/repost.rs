//! The source that the front matter of a repost declares. The keys are data: `repost.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};
use url::Url;

use crate::page::{CreditField, CreditKeys, DeclaredSource};

#[derive(Debug, Default, Deserialize)]
struct Keys {
    address: Vec<String>,
    author: Vec<String>,
    publisher: Vec<String>,
    map: Vec<String>,
    map_address: Vec<String>,
    map_author: Vec<String>,
    map_publisher: Vec<String>,
}

// A test proves that the file is as it should be.
static KEYS: LazyLock<Keys> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("repost.yaml")).unwrap_or_default());

/// Whether a text may hold one of the keys: most front matter is not looked at twice.
pub(super) fn may_declare(text: &str) -> bool {
    let keys = &*KEYS;
    keys.address
        .iter()
        .chain(&keys.map)
        .any(|key| text.contains(key.as_str()))
}

/// The source that front matter declares; `text` is its source, in which lines are counted from `first`.
pub(super) fn declared(front: &Value, text: &str, first: u32) -> Option<DeclaredSource> {
    let front = front.as_object()?;
    let keys = &*KEYS;
    let plain = keys
        .address
        .iter()
        .chain(&keys.map)
        .find_map(|key| Some((key, address(front.get(key)?)?)));
    let inner = || {
        keys.map.iter().find_map(|key| {
            let map = front.get(key)?.as_object()?;
            Some((
                key,
                value(map, &keys.map_address).and_then(|text| parsed(&text))?,
                map,
            ))
        })
    };
    let (key, url, map) = match plain {
        Some((key, url)) => (key, url, None),
        None => inner().map(|(key, url, map)| (key, url, Some(map)))?,
    };
    let said = |inner: &[String], outer: &[String]| {
        map.and_then(|map| value(map, inner))
            .or_else(|| value(front, outer))
    };
    let before = text.lines().take_while(|line| !line.contains(key.as_str()));
    let line = u32::try_from(before.count()).unwrap_or(u32::MAX);
    Some(DeclaredSource {
        key: key.clone(),
        author: said(&keys.map_author, &keys.author),
        publisher: said(&keys.map_publisher, &keys.publisher),
        title: None,
        license: None,
        url,
        line: first.saturating_add(line),
    })
}

/// The source that front matter declares under the keys that a configuration names; `text` is its source from the first
/// line of the file.
pub(super) fn by_keys(front: &Value, text: &str, keys: &CreditKeys) -> Option<DeclaredSource> {
    let said = |field: CreditField| {
        let mut place = front;
        for part in keys.key(field)?.split('.') {
            place = place.get(part)?;
        }
        let text = place.as_str()?.trim();
        (!text.is_empty() && text.len() <= 2_048).then(|| text.to_owned())
    };
    let key = keys.key(CreditField::Url)?;
    let name = key.rsplit('.').next().unwrap_or(key);
    let before = text.lines().take_while(|line| !line.contains(name));
    let line = u32::try_from(before.count()).unwrap_or(u32::MAX);
    Some(DeclaredSource {
        key: key.to_owned(),
        url: parsed(&said(CreditField::Url)?)?,
        author: said(CreditField::Author),
        publisher: said(CreditField::Publisher),
        title: said(CreditField::Title),
        license: said(CreditField::License),
        line: line.saturating_add(1),
    })
}

fn value(map: &Map<String, Value>, keys: &[String]) -> Option<String> {
    let text = keys.iter().find_map(|key| map.get(key)?.as_str())?.trim();
    (!text.is_empty() && text.len() <= 2_048).then(|| text.to_owned())
}

fn address(value: &Value) -> Option<Url> {
    parsed(value.as_str()?)
}

fn parsed(text: &str) -> Option<Url> {
    let url = Url::parse(text.trim()).ok()?;
    (matches!(url.scheme(), "http" | "https") && text.len() <= 2_048).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_known() {
        let keys = &*KEYS;
        assert!(keys.address.len() > 20 && !keys.map.is_empty() && !keys.map_address.is_empty());
        for key in &keys.address {
            let text = format!("title: T\n{key}: https://a.example/1\n");
            assert!(may_declare(&text), "{key}");
            let front = serde_json::json!({ "title": "T", key.as_str(): "https://a.example/1" });
            let found = declared(&front, &text, 2).unwrap();
            assert_eq!(
                (found.url.as_str(), found.line),
                ("https://a.example/1", 3),
                "{key}"
            );
        }
        let front =
            serde_json::json!({ "source": { "name": "Paper", "url": "https://a.example/1" } });
        let found = declared(&front, "source:\n", 2).unwrap();
        assert_eq!(found.publisher.as_deref(), Some("Paper"));
        for front in [
            serde_json::json!({ "source": "a book" }),
            serde_json::json!({ "original_url": "javascript:x" }),
            serde_json::json!({ "source": { "name": "Paper" } }),
            serde_json::json!([]),
        ] {
            assert_eq!(declared(&front, "", 2), None, "{front}");
        }
    }
}
