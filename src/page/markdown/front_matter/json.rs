//! A JSON object at the head of a file, as Hugo has it, or behind `---json`.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Fault, Found, LIMIT, Syntax, fences};
use crate::text::head;

pub(super) fn find(text: &str) -> Option<Found> {
    object(text).or_else(|| fences::between(text, &["---json"], &["---"], Syntax::Json))
}

/// An object that stands for itself. What only looks like one is text.
fn object(text: &str) -> Option<Found> {
    let inner = text.strip_prefix('{')?.trim_start();
    if !inner.starts_with(['"', '}']) {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(head(text, LIMIT)).into_iter::<Value>();
    values.next()?.ok()?;
    let length = values.byte_offset();
    let line = text.get(length..)?.lines().next().unwrap_or_default();
    line.trim().is_empty().then_some(Found {
        syntax: Syntax::Json,
        inner: 0..length,
        whole: 0..length,
    })
}

/// Of a key that is there twice the last value counts, as everywhere in JSON.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    let value: Value = serde_json::from_str(text).map_err(fault)?;
    serde_json::from_value(value).map_err(fault)
}

pub(super) fn fault(error: serde_json::Error) -> Fault {
    Fault {
        message: error.to_string(),
        line: error.line().max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{read, tests};

    #[test]
    fn says_what_yaml_says() {
        tests::is_as_in_yaml(
            "{\n\"title\": \"T\", \"authors\": [\"Ana\", {\"name\": \"Ben\"}],\n\"url\": \"/x\", \"n\": null}",
        );
        tests::says_all(
            "---json\n{\"title\": \"Low water\", \"author\": \"Ida Holt\",\n\"url\": \"https://a.example/1\"}\n---\nText",
            "Text",
        );
        for text in ["{{< x >}}", "{ words }", "{\"a\": 1} words", "{\"a\": [}"] {
            assert_eq!(read(text).unwrap(), None, "{text}");
        }
    }

    #[test]
    fn a_key_that_is_there_twice_is_no_fault() {
        let object = "{\"title\": \"Ebb\", \"title\": \"Low water\"}";
        for source in [
            format!("{object}\nText"),
            format!("---json\n{object}\n---\nText"),
        ] {
            let (front, _) = read(&source).unwrap().unwrap();
            assert_eq!(front.title.as_deref(), Some("Low water"), "{source}");
        }
    }
}
