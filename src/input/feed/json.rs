//! JSON Feed.

use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::said::Said;
use super::{Entry, Feed, Whole, paragraphs};
use crate::text::spaced;

#[derive(Deserialize)]
struct JsonFeed {
    title: Option<Value>,
    authors: Option<Value>,
    author: Option<Value>,
    #[serde(default)]
    items: Vec<JsonItem>,
}

/// Who wrote an item, or all of a feed: version 1 knows one author, 1.1 a list.
fn json_said(authors: Option<&Value>, author: Option<&Value>) -> Said {
    let list = authors.and_then(Value::as_array).into_iter().flatten();
    let names = list.chain(author);
    Said::of(names.filter_map(|author| author.get("name").unwrap_or(author).as_str()))
}

#[derive(Deserialize)]
struct JsonItem {
    url: Option<String>,
    title: Option<String>,
    content_html: Option<String>,
    content_text: Option<String>,
    authors: Option<Value>,
    author: Option<Value>,
}

pub(super) fn read(text: &str, base: Option<&Url>) -> Feed {
    let mut feed = Feed::default();
    match serde_json::from_str::<JsonFeed>(text) {
        Ok(json) => {
            let whole = Whole {
                title: spaced(
                    json.title
                        .as_ref()
                        .and_then(Value::as_str)
                        .unwrap_or_default(),
                ),
                said: json_said(json.authors.as_ref(), json.author.as_ref()),
            };
            for item in json.items {
                let text = item.content_text.as_deref().map(paragraphs);
                let entry = Entry {
                    link: item.url,
                    title: item.title,
                    content: item.content_html.or(text),
                    said: json_said(item.authors.as_ref(), item.author.as_ref()),
                    ..Entry::default()
                };
                feed.add(entry, &whole, base);
            }
        }
        Err(error) => feed.fault = Some((error.to_string(), 0)),
    }
    feed
}
