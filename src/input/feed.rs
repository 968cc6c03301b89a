//! What a feed lists: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde::Deserialize;
use url::Url;

use super::xml;

/// What one feed lists, newest first as feeds do.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Feed {
    /// The pages of its entries.
    pub(super) pages: Vec<Url>,
    /// Entries without a web address.
    pub(super) skipped: usize,
    /// Why reading stopped before the end, and at which byte.
    pub(super) fault: Option<(String, u64)>,
}

/// Reads a feed. Addresses that are not whole are joined with `base`, where the feed itself was found.
pub(super) fn read(bytes: &[u8], base: Option<&Url>) -> Feed {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.trim_ascii_start().starts_with(b"{") {
        read_json(bytes, base)
    } else {
        read_xml(&String::from_utf8_lossy(bytes), base)
    }
}

impl Feed {
    fn add(&mut self, address: Option<&str>, base: Option<&Url>) {
        let url = address
            .map(str::trim)
            .filter(|address| !address.is_empty())
            .and_then(|address| Url::options().base_url(base).parse(address).ok())
            .filter(|url| matches!(url.scheme(), "http" | "https"));
        match url {
            Some(url) => self.pages.push(url),
            None => self.skipped += 1,
        }
    }
}

#[derive(Deserialize)]
struct JsonFeed {
    #[serde(default)]
    items: Vec<JsonItem>,
}

#[derive(Deserialize)]
struct JsonItem {
    url: Option<String>,
}

fn read_json(bytes: &[u8], base: Option<&Url>) -> Feed {
    let mut feed = Feed::default();
    match serde_json::from_slice::<JsonFeed>(bytes) {
        Ok(json) => {
            for item in json.items {
                feed.add(item.url.as_deref(), base);
            }
        }
        Err(error) => feed.fault = Some((error.to_string(), 0)),
    }
    feed
}

/// What an entry says about its page, best first.
#[derive(Default)]
struct Entry {
    /// RSS `link`, or Atom `link` with `rel="alternate"`.
    link: Option<String>,
    /// RSS `guid` that is a permalink, or an Atom `id`.
    id: Option<String>,
}

fn read_xml(text: &str, base: Option<&Url>) -> Feed {
    let mut feed = Feed::default();
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut entry: Option<Entry> = None;
    // How many elements stand open inside the entry: only its own children count, not those of its content.
    let mut depth = 0_usize;
    let mut words: Option<String> = None;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                feed.fault = Some((error.to_string(), reader.error_position()));
                return feed;
            }
        };
        match event {
            Event::Start(tag) => match (&mut entry, tag.local_name().as_ref()) {
                (None, "item" | "entry") => (entry, depth) = (Some(Entry::default()), 0),
                (Some(entry), name) => {
                    depth += 1;
                    words = None;
                    if depth == 1 && tag.name().prefix().is_none() {
                        words = start(entry, name, &tag);
                    }
                }
                (None, _) => {}
            },
            Event::Empty(tag) => {
                if let Some(entry) = &mut entry
                    && depth == 0
                    && tag.name().prefix().is_none()
                {
                    start(entry, tag.local_name().as_ref(), &tag);
                }
            }
            Event::End(tag) => {
                let Some(open) = &mut entry else { continue };
                match (depth, tag.local_name().as_ref(), words.take()) {
                    (0, ..) => {
                        let entry = entry.take().unwrap_or_default();
                        feed.add(entry.link.or(entry.id).as_deref(), base);
                        continue;
                    }
                    (1, "link", Some(link)) if open.link.is_none() => open.link = Some(link),
                    (1, "guid" | "id", Some(id)) => open.id = Some(id),
                    _ => {}
                }
                depth -= 1;
            }
            Event::Eof => return feed,
            event => {
                if let (Some(words), Some(part)) = (&mut words, xml::text(&event)) {
                    words.push_str(&part);
                }
            }
        }
    }
}

/// Takes what the attributes of an entry's child say; where its text counts, gives the place to collect it.
fn start(entry: &mut Entry, name: &str, tag: &BytesStart<'_>) -> Option<String> {
    match name {
        "link" => match attribute(tag, "href") {
            Some(href) => {
                let relation = attribute(tag, "rel");
                if entry.link.is_none() && relation.is_none_or(|rel| rel == "alternate") {
                    entry.link = Some(href);
                }
                None
            }
            None => Some(String::new()),
        },
        "guid" if attribute(tag, "isPermaLink").is_some_and(|is| is == "false") => None,
        "guid" | "id" => Some(String::new()),
        _ => None,
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok()??;
    let value = quick_xml::escape::unescape(&attribute.value).ok()?;
    Some(value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(text: &str) -> Vec<String> {
        let base = Url::parse("https://a.example/feed/").unwrap();
        let feed = read(text.as_bytes(), Some(&base));
        assert_eq!(feed.fault, None);
        feed.pages.into_iter().map(String::from).collect()
    }

    #[test]
    fn rss() {
        let text = r#"<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
              xmlns:media="http://search.yahoo.com/mrss/"><channel>
            <link>https://a.example/</link><atom:link href="https://a.example/feed" rel="self"/>
            <item><title>One</title><link> https://a.example/1?x=1&amp;y=2 </link>
              <guid isPermaLink="false">77</guid></item>
            <item><description><![CDATA[<link>https://wrong.example/</link>]]></description>
              <media:group><link>https://wrong.example/</link></media:group>
              <guid>https://a.example/2</guid></item>
            <item><link><![CDATA[/3]]></link></item>
            <item><title>No address</title><guid isPermaLink="false">78</guid></item>
            </channel></rss>"#;
        assert_eq!(
            pages(text),
            [
                "https://a.example/1?x=1&y=2",
                "https://a.example/2",
                "https://a.example/3"
            ]
        );
        assert_eq!(read(text.as_bytes(), None).skipped, 2);
    }

    #[test]
    fn atom() {
        let text = r#"<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example/"/>
            <entry><link rel="self" href="https://a.example/self"/>
              <link rel="alternate" href="https://a.example/1?a&amp;b"/><id>tag:a.example,2026:1</id>
              <content type="xhtml"><div><link href="https://wrong.example/"/></div></content></entry>
            <entry><link href="../2"></link></entry>
            <entry><id>https://a.example/3</id></entry></feed>"#;
        assert_eq!(
            pages(text),
            [
                "https://a.example/1?a&b",
                "https://a.example/2",
                "https://a.example/3"
            ]
        );
    }

    #[test]
    fn rdf() {
        let text = r#"<rdf:RDF><channel><link>https://a.example/</link></channel>
            <item rdf:about="x"><link>https://a.example/1</link></item></rdf:RDF>"#;
        assert_eq!(pages(text), ["https://a.example/1"]);
    }

    #[test]
    fn json() {
        let text = r#" {"version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": "1", "url": "https://a.example/1"}, {"id": "2"}]}"#;
        assert_eq!(pages(text), ["https://a.example/1"]);
        assert!(read(b"{\"items\": 7}", None).fault.is_some());
    }

    #[test]
    fn what_stands_before_a_fault_counts() {
        let cut = "<rss><channel><item><link>https://a.example/1</link></item><item><li";
        let feed = read(cut.as_bytes(), None);
        assert_eq!(feed.pages.len(), 1);
        assert!(feed.fault.is_some());
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_an_answer(text in "(<|>|/|item|entry|link| href=|\"|&|;|\\PC){0,60}") {
            read(text.as_bytes(), None);
        }
    }
}
