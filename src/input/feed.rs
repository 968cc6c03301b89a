//! What a feed lists: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde::Deserialize;
use url::Url;

use super::feed_source::Said;
use super::xml;

/// What one feed lists, newest first as feeds do.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Feed {
    /// The pages of its entries.
    pub(super) pages: Vec<Item>,
    /// Entries without a web address.
    pub(super) skipped: usize,
    /// Why reading stopped before the end, and at which byte.
    pub(super) fault: Option<(String, u64)>,
}

/// One entry of a feed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// The page of the entry.
    pub(super) url: Url,
    /// The entry's whole text as HTML, where the feed carries it: `content:encoded`, Atom `content`, `content_html` or
    /// `content_text`. A summary is no text.
    pub(super) content: Option<String>,
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
    fn add(&mut self, address: Option<&str>, content: Option<String>, base: Option<&Url>) {
        let url = address
            .map(str::trim)
            .filter(|address| !address.is_empty())
            .and_then(|address| Url::options().base_url(base).parse(address).ok())
            .filter(|url| matches!(url.scheme(), "http" | "https"));
        match url {
            Some(url) => self.pages.push(Item {
                url,
                content: content.filter(|content| !content.trim().is_empty()),
            }),
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
    content_html: Option<String>,
    content_text: Option<String>,
}

fn read_json(bytes: &[u8], base: Option<&Url>) -> Feed {
    let mut feed = Feed::default();
    match serde_json::from_slice::<JsonFeed>(bytes) {
        Ok(json) => {
            for item in json.items {
                let text = item.content_text.as_deref().map(paragraphs);
                feed.add(item.url.as_deref(), item.content_html.or(text), base);
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
    /// The whole text as HTML.
    content: Option<String>,
    /// Who wrote it and where it comes from.
    said: Said,
}

/// The text of an entry while it is read.
struct Content {
    /// Where it begins in the feed.
    start: usize,
    /// Escaped HTML and text, unescaped.
    words: String,
    /// How it is written.
    form: ContentForm,
}

#[derive(Clone, Copy)]
enum ContentForm {
    Html,
    Text,
    /// Markup that is part of the feed's own.
    Xhtml,
}

impl Content {
    /// Begins the text of an entry, if an element holds it.
    fn begin(tag: &BytesStart<'_>, start: usize) -> Option<Self> {
        let name = tag.name();
        let is_encoded = name.local_name().as_ref() == "encoded" && name.prefix().is_some();
        let is_atom = name.local_name().as_ref() == "content" && name.prefix().is_none();
        if !is_encoded && (!is_atom || attribute(tag, "src").is_some()) {
            return None;
        }
        let form = match attribute(tag, "type").as_deref() {
            Some("xhtml") => ContentForm::Xhtml,
            Some("html" | "text/html") => ContentForm::Html,
            // Atom says text where it says nothing; RSS says HTML.
            _ if is_atom => ContentForm::Text,
            _ => ContentForm::Html,
        };
        Some(Self {
            start,
            words: String::new(),
            form,
        })
    }

    fn end(self, feed: &str, end: usize) -> String {
        match self.form {
            ContentForm::Html => self.words,
            ContentForm::Text => paragraphs(&self.words),
            ContentForm::Xhtml => feed.get(self.start..end).unwrap_or_default().to_owned(),
        }
    }
}

/// Plain text as HTML.
fn paragraphs(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs = escaped.split("\n\n").map(|part| format!("<p>{part}</p>"));
    paragraphs.collect()
}

fn read_xml(text: &str, base: Option<&Url>) -> Feed {
    let mut feed = Feed::default();
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut entry: Option<Entry> = None;
    // How many elements stand open inside the entry: only its own children count, not those of its content.
    let mut depth = 0_usize;
    let mut words: Option<String> = None;
    let mut content: Option<Content> = None;
    let mut said: Option<String> = None;
    loop {
        let before = position(&reader);
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
                    if content.is_none() && entry.said.start(&tag, depth) {
                        said = Some(String::new());
                    }
                    if depth == 1 && content.is_none() {
                        content = Content::begin(&tag, position(&reader));
                    }
                    if depth == 1 && tag.name().prefix().is_none() {
                        words = start(entry, name, &tag);
                    }
                }
                (None, _) => {}
            },
            Event::Empty(tag) => {
                if let Some(entry) = &mut entry
                    && content.is_none()
                {
                    entry.said.start(&tag, depth + 1);
                    if depth == 0 && tag.name().prefix().is_none() {
                        start(entry, tag.local_name().as_ref(), &tag);
                    }
                }
            }
            Event::End(tag) => {
                let Some(open) = &mut entry else { continue };
                if let Some(said) = said.take() {
                    open.said.text(&said);
                }
                if depth == 1
                    && let Some(content) = content.take()
                {
                    open.content = open.content.take().or(Some(content.end(text, before)));
                }
                match (depth, tag.local_name().as_ref(), words.take()) {
                    (0, ..) => {
                        let entry = entry.take().unwrap_or_default();
                        let address = entry.link.or(entry.id);
                        let said = entry.said.html();
                        let content = entry.content.map(|content| content + &said);
                        feed.add(address.as_deref(), content, base);
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
                if let Some(part) = xml::text(&event) {
                    let open = words.iter_mut().chain(said.iter_mut());
                    for words in open.chain(content.iter_mut().map(|content| &mut content.words)) {
                        words.push_str(&part);
                    }
                }
            }
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
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

pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
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
        let urls = feed.pages.into_iter().map(|item| item.url);
        urls.map(String::from).collect()
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
    fn whole_texts() {
        let contents = |text: &str| -> Vec<Option<String>> {
            let feed = read(text.as_bytes(), None);
            assert_eq!(feed.fault, None);
            feed.pages.into_iter().map(|item| item.content).collect()
        };
        let rss = r#"<rss xmlns:content="x"><channel>
            <item><link>https://a.example/1</link><description>short</description>
              <content:encoded><![CDATA[<p>Whole &amp; <b>long</b></p>]]></content:encoded></item>
            <item><link>https://a.example/2</link><description>short</description></item></channel></rss>"#;
        assert_eq!(
            contents(rss),
            [Some("<p>Whole &amp; <b>long</b></p>".to_owned()), None]
        );
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom">
            <entry><link href="https://a.example/1"/><content type="html">&lt;p&gt;One&lt;/p&gt;</content></entry>
            <entry><link href="https://a.example/2"/><content type="xhtml"><div><p>Two</p></div></content></entry>
            <entry><link href="https://a.example/3"/><content>A &lt; B</content></entry></feed>"#;
        assert_eq!(
            contents(atom),
            [
                Some("<p>One</p>".to_owned()),
                Some("<div><p>Two</p></div>".to_owned()),
                Some("<p>A &lt; B</p>".to_owned())
            ]
        );
        let json = r#"{"items": [{"url": "https://a.example/1", "content_html": "<p>One</p>"},
            {"url": "https://a.example/2", "content_text": "Two\n\nmore"}]}"#;
        assert_eq!(
            contents(json),
            [
                Some("<p>One</p>".to_owned()),
                Some("<p>Two</p><p>more</p>".to_owned())
            ]
        );
    }

    #[test]
    fn author_and_source_stand_behind_the_text() {
        let content = |text: &str| {
            let feed = read(text.as_bytes(), None);
            feed.pages.into_iter().next().unwrap().content.unwrap()
        };
        let rss = r#"<rss xmlns:dc="x" xmlns:content="y"><channel><item><link>https://a.example/1</link>
            <dc:creator><![CDATA[Ida & Per]]></dc:creator>
            <source url="https://b.example/feed.xml">Pier Post</source>
            <content:encoded>&lt;p&gt;Text&lt;/p&gt;</content:encoded></item></channel></rss>"#;
        assert_eq!(
            content(rss),
            "<p>Text</p>\n<p>Author: Ida &amp; Per</p>\n<p>Source: Pier Post</p>"
        );
        let atom = r#"<feed><entry><link href="https://a.example/1"/><link rel="via" href="https://b.example/1"/>
            <author><name>Ida Holm</name><uri>https://b.example/ida</uri></author>
            <source><title>Pier Post</title><link href="https://b.example/"/></source>
            <content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>"#;
        assert_eq!(
            content(atom),
            "<p>Text</p>\n<p>Author: Ida Holm</p>\n<p>Source: <a href=\"https://b.example/1\">Pier Post</a></p>"
        );
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
