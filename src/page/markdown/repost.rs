//! The source that the front matter of a repost declares. The keys are data: `repost.yaml`.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};
use url::Url;

use crate::page::{CreditField, CreditKeys, DeclaredSource};

/// The longest value that is taken, in bytes (by hand: the longest addresses that browsers show).
const LONGEST: usize = 2_048;

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

/// A key as it is compared.
fn plain_key(key: &str) -> String {
    let plain = key.chars().filter(|c| !matches!(c, '-' | '_'));
    plain.flat_map(char::to_lowercase).collect()
}

/// The entry of a key, however it is spelt.
fn entry<'f>(map: &'f Map<String, Value>, key: &str) -> Option<(&'f String, &'f Value)> {
    let wanted = plain_key(key);
    { map.iter() }.find(|(known, _)| plain_key(known) == wanted)
}

/// Whether a text may hold one of the keys: most front matter is not looked at twice.
pub(super) fn may_declare(text: &str) -> bool {
    let keys = &*KEYS;
    let text = plain_key(text);
    keys.address
        .iter()
        .chain(&keys.map)
        .chain(&keys.author)
        .chain(&keys.publisher)
        .any(|key| text.contains(plain_key(key).as_str()))
}

/// The source that front matter declares; `text` is its source, in which lines are counted from `first`.
pub(super) fn declared(front: &Value, text: &str, first: u32) -> Option<DeclaredSource> {
    let front = front.as_object()?;
    let keys = &*KEYS;
    let plain = keys.address.iter().chain(&keys.map).find_map(|key| {
        let (key, value) = entry(front, key)?;
        let (url, name) = address(value)?;
        Some((key, url, name))
    });
    let inner = || {
        keys.map.iter().find_map(|key| {
            let (key, map) = entry(front, key)?;
            let map = map.as_object()?;
            Some((
                key,
                value(map, &keys.map_address).and_then(|text| parsed(&text))?,
                map,
            ))
        })
    };
    let name = plain.as_ref().and_then(|(_, _, name)| name.clone());
    let plain = plain.map(|(key, url, _)| (key, url));
    let (key, url, map) = match plain {
        Some((key, url)) => (key, Some(url), None),
        None => match inner() {
            Some((key, url, map)) => (key, Some(url), Some(map)),
            // The names stand there, and the key of the address is empty.
            None => (
                named(front, &keys.author).or(named(front, &keys.publisher))?,
                None,
                None,
            ),
        },
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
        publisher: said(&keys.map_publisher, &keys.publisher).or(name),
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
        words(place)
    };
    let of_url = keys.key(CreditField::Url)?;
    let url = said(CreditField::Url).and_then(|text| parsed(&text));
    // Where there is no address, the names alone are a credit, which lacks it.
    let key = match url {
        Some(_) => of_url,
        None => [CreditField::Author, CreditField::Publisher]
            .into_iter()
            .find_map(|field| said(field).and(keys.key(field)))?,
    };
    let name = key.rsplit('.').next().unwrap_or(key);
    let before = text.lines().take_while(|line| !line.contains(name));
    let line = u32::try_from(before.count()).unwrap_or(u32::MAX);
    Some(DeclaredSource {
        key: key.to_owned(),
        url,
        author: said(CreditField::Author),
        publisher: said(CreditField::Publisher),
        title: said(CreditField::Title),
        license: said(CreditField::License),
        line: line.saturating_add(1),
    })
}

fn value(map: &Map<String, Value>, keys: &[String]) -> Option<String> {
    keys.iter().find_map(|key| words(entry(map, key)?.1))
}

/// The first of the keys under which a name stands.
fn named<'f>(map: &'f Map<String, Value>, keys: &[String]) -> Option<&'f String> {
    let known = keys.iter().filter_map(|key| entry(map, key));
    { known }.find_map(|(key, value)| words(value).and(Some(key)))
}

/// What a value says: a text, a map with a `name`, or a list of either.
fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Object(map) => map.get("name")?.as_str()?.trim().to_owned(),
        Value::Array(items) => {
            let items = items.iter().filter(|item| !item.is_array());
            items.filter_map(words).collect::<Vec<_>>().join(", ")
        }
        _ => return None,
    };
    (!text.is_empty() && text.len() <= LONGEST).then_some(text)
}

/// The address that a value is, or that it links as Markdown does, with the text of that link.
fn address(value: &Value) -> Option<(Url, Option<String>)> {
    let text = value.as_str()?.trim();
    if let Some(url) = parsed(text) {
        return Some((url, None));
    }
    let (name, target) = text
        .strip_prefix('[')?
        .strip_suffix(')')?
        .split_once("](")?;
    let name = name.trim();
    Some((parsed(target)?, (!name.is_empty()).then(|| name.to_owned())))
}

fn parsed(text: &str) -> Option<Url> {
    let url = Url::parse(text.trim()).ok()?;
    (matches!(url.scheme(), "http" | "https") && text.len() <= LONGEST).then_some(url)
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
                (found.url.as_ref().map(Url::as_str), found.line),
                (Some("https://a.example/1"), 3),
                "{key}"
            );
        }
        let front =
            serde_json::json!({ "source": { "name": "Paper", "url": "https://a.example/1" } });
        let found = declared(&front, "source:\n", 2).unwrap();
        assert_eq!(found.publisher.as_deref(), Some("Paper"));
        for (author, said) in [
            (
                serde_json::json!(["Ida", { "name": "Per" }, 7, ["x"]]),
                Some("Ida, Per"),
            ),
            (serde_json::json!({ "name": "Ida" }), Some("Ida")),
            (serde_json::json!([]), None),
        ] {
            let front =
                serde_json::json!({ "source_url": "https://a.example/1", "source_author": author });
            let found = declared(&front, "source_url:\n", 2).unwrap();
            assert_eq!(found.author.as_deref(), said, "{front}");
        }
        for front in [
            serde_json::json!({ "source_url": "", "source_author": "Ida", "source_name": "Paper" }),
            serde_json::json!({ "source_author": ["Ida"], "source_name": "Paper" }),
        ] {
            let found = declared(&front, "source_author: x\n", 2).unwrap();
            assert_eq!((found.url, found.line), (None, 2), "{front}");
            assert_eq!(found.publisher.as_deref(), Some("Paper"));
        }
        for front in [
            serde_json::json!({ "source": "[Paper](https://a.example/1)" }),
            serde_json::json!({ "Repost-Of": "https://a.example/1", "source_name": "Paper" }),
            serde_json::json!({ "origin": { "URL": "https://a.example/1", "site": "Paper" } }),
        ] {
            let key = front.as_object().unwrap().keys().next().unwrap();
            assert!(may_declare(key), "{front}");
            let found = declared(&front, &format!("{key}: x\n"), 2).unwrap();
            assert_eq!(
                found.url.as_ref().map(Url::as_str),
                Some("https://a.example/1")
            );
            assert_eq!(
                (found.publisher.as_deref(), found.line),
                (Some("Paper"), 2),
                "{front}"
            );
        }
        for front in [
            serde_json::json!({ "source": "a book" }),
            serde_json::json!({ "source": "[a book] (mine)" }),
            serde_json::json!({ "from": "Bremen" }),
            serde_json::json!({ "original_url": "javascript:x" }),
            serde_json::json!({ "source": { "name": "Paper" } }),
            serde_json::json!([]),
        ] {
            assert_eq!(declared(&front, "", 2), None, "{front}");
        }
    }
}
