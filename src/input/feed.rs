//! What a feed lists: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::feed_source::{Said, escaped};
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
    /// `content_text`, or an RSS `description` that is more than a summary ([`is_whole`]). A summary is no text.
    pub(super) content: Option<String>,
}

/// Reads a feed. Addresses that are not whole are joined with `base`, where the feed itself was found.
pub(super) fn read(bytes: &[u8], base: Option<&Url>) -> Feed {
    let text = xml::decoded(bytes);
    if text.trim_start().starts_with('{') {
        read_json(&text, base)
    } else {
        read_xml(&text, base)
    }
}

impl Feed {
    fn add(&mut self, entry: Entry, whole: &Whole, base: Option<&Url>) {
        // What the feed says of itself counts before where it was found (XML Base, 4.2).
        let join = |base: Option<Url>, part: &String| {
            let joined = Url::options().base_url(base.as_ref()).parse(part).ok();
            joined.or(base)
        };
        let own = entry.base.iter().fold(base.cloned(), join);
        let address = entry.link.as_deref().or(entry.id.as_deref());
        let url = address
            .map(str::trim)
            .filter(|address| !address.is_empty())
            .and_then(|address| Url::options().base_url(own.as_ref()).parse(address).ok())
            .filter(|url| matches!(url.scheme(), "http" | "https"));
        let is_told = !entry.base.is_empty() || entry.content_base.is_some();
        let base = entry
            .content_base
            .iter()
            .fold(own, join)
            .filter(|_| is_told);
        match url {
            Some(url) => self.pages.push(Item {
                content: entry.html(whole, base.as_ref()),
                url,
            }),
            None => self.skipped += 1,
        }
    }
}

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

fn read_json(text: &str, base: Option<&Url>) -> Feed {
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

/// What a feed says about all its entries.
#[derive(Default)]
struct Whole {
    /// The name of its site.
    title: String,
    /// Who wrote what has no author of its own.
    said: Said,
}

/// What an entry says about its page, best first.
#[derive(Default)]
struct Entry {
    /// RSS `link`, or Atom `link` with `rel="alternate"`.
    link: Option<String>,
    /// RSS `guid` that is a permalink, or an Atom `id`.
    id: Option<String>,
    title: Option<String>,
    /// The whole text as HTML.
    content: Option<String>,
    /// RSS `description`, which may be the whole text.
    description: Option<String>,
    /// `xml:base` of the feed and the entry, as far as they have one.
    base: Vec<String>,
    /// `xml:base` of the content.
    content_base: Option<String>,
    /// Who wrote it and where it comes from.
    said: Said,
}

impl Entry {
    /// The page that a reader of feeds shows: the whole text, with its title, and what the feed says of its source.
    fn html(&self, whole: &Whole, base: Option<&Url>) -> Option<String> {
        let content = self
            .content
            .as_deref()
            .or(self.description.as_deref().filter(|text| is_whole(text)))
            .filter(|content| !content.trim().is_empty())?;
        let title = spaced(self.title.as_deref().unwrap_or_default());
        let mut head = self.said.head(&whole.said, &whole.title);
        if !title.is_empty() {
            head.push_str(&format!("<title>{}</title>", escaped(&title)));
        }
        if let Some(base) = base {
            head.push_str(&format!("<base href=\"{}\">", escaped(base.as_str())));
        }
        Some(head + content + &self.said.html())
    }
}

/// A text with every run of white space as one space.
pub(super) fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Blocks that the description of a whole article has at least, by hand: summaries are one paragraph, sometimes two.
const WHOLE_BLOCKS: usize = 3;
/// Characters of text that it has at least, by hand: WordPress cuts its summaries at 55 words, about 350 letters.
const WHOLE_CHARACTERS: usize = 600;
/// What a summary ends with that breaks off, before the closing tags.
const BROKEN_OFF: &[&str] = &[
    "…", "...", "[…]", "[...]", "&hellip;", "&#8230;", "……", "»", "→",
];

/// Whether an RSS `description` is the whole text: several blocks, long enough, and not broken off.
fn is_whole(description: &str) -> bool {
    let lower = description.to_ascii_lowercase();
    let blocks: usize = ["<p", "<br", "<li", "<h2", "<h3", "<div"]
        .iter()
        .map(|tag| lower.matches(tag).count())
        .sum();
    let mut characters = 0;
    let mut is_tag = false;
    for c in description.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag && !c.is_whitespace() => {
                // A letter of these scripts says about as much as three of others.
                characters += if c >= '\u{2e80}' { 3 } else { 1 };
            }
            _ => {}
        }
    }
    let mut end = description.trim_end();
    while let Some(open) = end.ends_with('>').then(|| end.rfind('<')).flatten() {
        end = end[..open].trim_end();
    }
    let breaks_off = BROKEN_OFF.iter().any(|mark| end.ends_with(mark));
    blocks >= WHOLE_BLOCKS && characters >= WHOLE_CHARACTERS && !breaks_off
}

/// The text of an entry while it is read.
struct Content {
    /// Where it begins in the feed.
    start: usize,
    /// Escaped HTML and text, unescaped.
    words: String,
    /// How it is written.
    form: ContentForm,
    /// It may be a summary.
    is_description: bool,
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
    fn begin(tag: &BytesStart<'_>, is_own: bool, start: usize) -> Option<Self> {
        let name = tag.name();
        let is_encoded = name.local_name().as_ref() == "encoded" && name.prefix().is_some();
        let is_description = name.local_name().as_ref() == "description" && is_own;
        let is_atom = name.local_name().as_ref() == "content" && is_own;
        if !is_encoded && !is_description && (!is_atom || attribute(tag, "src").is_some()) {
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
            is_description,
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
    // The name of the feed may stand behind its entries.
    let mut whole = Whole::default();
    let mut entries = Vec::new();
    feed.fault = read_entries(text, &mut whole, &mut entries);
    for entry in entries {
        feed.add(entry, &whole, base);
    }
    feed
}

/// Reads the entries, and what stands around them. Gives why reading stopped before the end, and at which byte.
fn read_entries(text: &str, whole: &mut Whole, entries: &mut Vec<Entry>) -> Option<(String, u64)> {
    // Of the feed's first element, which is the only one above the entries that may have one in practice.
    let mut feed_base: Option<Option<String>> = None;
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut entry: Option<Entry> = None;
    // The elements that stand open around the entries, as far as they matter.
    let mut around: Vec<Around> = Vec::new();
    // How many elements stand open inside the entry: only its own children count, not those of its content.
    let mut depth = 0_usize;
    let mut words: Option<String> = None;
    let mut content: Option<Content> = None;
    let mut said: Option<String> = None;
    // The prefix that the feed writes before the names of its own elements.
    let mut prefix: Option<String> = None;
    let mut root: Option<Option<String>> = None;
    loop {
        let before = position(&reader);
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Some((error.to_string(), reader.error_position())),
        };
        match event {
            Event::Start(tag) => match (&mut entry, tag.local_name().as_ref()) {
                (None, "item" | "entry") => {
                    prefix = prefix_of(&tag);
                    let of_feed = feed_base.clone().flatten();
                    let base = of_feed.into_iter().chain(attribute(&tag, "xml:base"));
                    let begun = Entry {
                        base: base.collect(),
                        ..Entry::default()
                    };
                    (entry, depth) = (Some(begun), 0);
                }
                (Some(entry), name) => {
                    let is_own = prefix_of(&tag) == prefix;
                    depth += 1;
                    words = None;
                    let is_said = content.is_none() && entry.said.start(&tag, is_own, depth);
                    said = is_said.then(String::new);
                    if depth == 1 && content.is_none() {
                        content = Content::begin(&tag, is_own, position(&reader));
                        if content.is_some() {
                            entry.content_base = attribute(&tag, "xml:base");
                        }
                    }
                    if depth == 1 && is_own {
                        words = start(entry, name, &tag);
                    }
                }
                (None, _) => {
                    feed_base.get_or_insert_with(|| attribute(&tag, "xml:base"));
                    let first = root.get_or_insert_with(|| prefix_of(&tag));
                    let of = Around::of(&tag, first.as_deref(), around.last().copied());
                    words = of.is_wanted().then(String::new);
                    if around.len() < AROUND {
                        around.push(of);
                    }
                }
            },
            Event::Empty(tag) => {
                if let Some(entry) = &mut entry
                    && content.is_none()
                {
                    let is_own = prefix_of(&tag) == prefix;
                    entry.said.start(&tag, is_own, depth + 1);
                    if depth == 0 && is_own {
                        start(entry, tag.local_name().as_ref(), &tag);
                    }
                }
            }
            Event::End(tag) => {
                let Some(open) = &mut entry else {
                    let ended = around.pop();
                    if let Some(words) = words.take() {
                        whole.take(ended, &spaced(&words));
                    }
                    continue;
                };
                if let Some(said) = said.take() {
                    open.said.text(&said);
                }
                if depth == 1
                    && let Some(content) = content.take()
                {
                    let place = if content.is_description {
                        &mut open.description
                    } else {
                        &mut open.content
                    };
                    place.get_or_insert(content.end(text, before));
                }
                match (depth, tag.local_name().as_ref(), words.take()) {
                    (0, ..) => {
                        entries.extend(entry.take());
                        continue;
                    }
                    (1, "link", Some(link)) if open.link.is_none() => open.link = Some(link),
                    (1, "guid" | "id", Some(id)) => open.id = Some(id),
                    (1, "title", Some(title)) => open.title = Some(title),
                    _ => {}
                }
                depth -= 1;
            }
            Event::Eof => return None,
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

/// Elements that may stand open around the entries of a feed; deeper ones say nothing of it. By hand: real ones have four.
const AROUND: usize = 64;

/// What an element around the entries is to the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    /// The feed itself: Atom `feed`, RSS `channel`.
    Feed,
    /// Its name.
    Title,
    /// Atom `author`.
    Author,
    /// The name in it, or `dc:creator`.
    Name,
    Other,
}

impl Around {
    /// By the prefix of the feed's first element and by what the element stands in.
    fn of(tag: &BytesStart<'_>, root: Option<&str>, parent: Option<Self>) -> Self {
        let prefix = prefix_of(tag);
        let prefix = prefix.as_deref();
        let is_own = prefix.is_none() || prefix == root;
        match (parent, tag.local_name().as_ref()) {
            (_, "feed" | "channel") => Self::Feed,
            (Some(Self::Feed), "title") if is_own => Self::Title,
            (Some(Self::Feed), "author") if is_own => Self::Author,
            (Some(Self::Feed), "creator") if prefix == Some("dc") => Self::Name,
            (Some(Self::Author), "name") => Self::Name,
            _ => Self::Other,
        }
    }

    fn is_wanted(self) -> bool {
        matches!(self, Self::Title | Self::Name)
    }
}

impl Whole {
    /// Takes the text of an element around the entries.
    fn take(&mut self, of: Option<Around>, text: &str) {
        match of {
            Some(Around::Title) if self.title.is_empty() => text.clone_into(&mut self.title),
            Some(Around::Name) => self.said.add_author(text),
            _ => {}
        }
    }
}

fn prefix_of(tag: &BytesStart<'_>) -> Option<String> {
    let name = tag.name();
    name.prefix().map(|prefix| prefix.as_ref().to_owned())
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
        "guid" | "id" | "title" => Some(String::new()),
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
    fn a_description_may_be_the_whole_text() {
        let content = |description: &str| {
            let rss = format!(
                "<rss><channel><item><link>https://a.example/1</link><title>A &amp;amp; B</title>\
                 <description><![CDATA[{description}]]></description></item></channel></rss>"
            );
            let feed = read(rss.as_bytes(), None);
            feed.pages.into_iter().next().unwrap().content
        };
        let paragraph = format!("<p>{}</p>", "Plain words stand here. ".repeat(15));
        let whole = paragraph.repeat(3);
        assert_eq!(
            content(&whole).unwrap(),
            format!("<title>A &amp;amp; B</title>{whole}")
        );
        assert!(content(&"<p>船只每天早上六点过河。</p>".repeat(20)).is_some());
        assert!(content(&"One line after the other.<br>".repeat(40)).is_some());
        for summary in [
            paragraph,
            "<p>Short.</p>".repeat(4),
            whole.replace("</p>", " […]</p>"),
            format!("{whole}<p>Go on <a href='/x'>reading →</a></p>"),
        ] {
            assert_eq!(content(&summary), None, "{summary}");
        }
    }

    #[test]
    fn addresses_start_from_the_base_of_their_element() {
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/blog/">
            <entry xml:base="2026/"><link href="ferry"/>
              <content type="html" xml:base="media/">&lt;a href="x"&gt;y&lt;/a&gt;</content></entry>
            <entry><link href="../about"/></entry></feed>"#;
        let base = Url::parse("https://a.example/feed").unwrap();
        let pages = read(atom.as_bytes(), Some(&base)).pages;
        assert_eq!(pages[0].url.as_str(), "https://b.example/blog/2026/ferry");
        assert_eq!(
            pages[0].content.as_deref(),
            Some("<base href=\"https://b.example/blog/2026/media/\"><a href=\"x\">y</a>")
        );
        assert_eq!(pages[1].url.as_str(), "https://b.example/about");
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
            "<meta name=\"author\" content=\"Ida &amp; Per\"><p>Text</p>\n<p>Author: Ida &amp; Per</p>\n<p>Source: Pier \
             Post</p>"
        );
        let atom = r#"<feed><entry><link href="https://a.example/1"/><link rel="via" href="https://b.example/1"/>
            <author><name>Ida Holm</name><uri>https://b.example/ida</uri></author>
            <source><title>Pier Post</title><link href="https://b.example/"/></source>
            <content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry></feed>"#;
        assert_eq!(
            content(atom),
            "<meta name=\"author\" content=\"Ida Holm\"><p>Text</p>\n<p>Author: Ida Holm</p>\n<p>Source: <a \
             href=\"https://b.example/1\">Pier Post</a></p>"
        );
    }

    #[test]
    fn authors_and_the_site_are_told_for_originals() {
        let heads = |text: &str| -> Vec<String> {
            let feed = read(text.as_bytes(), None);
            assert_eq!(feed.fault, None);
            let contents = feed.pages.into_iter().filter_map(|item| item.content);
            contents
                .map(|content| content.split("<p>").next().unwrap_or_default().to_owned())
                .collect()
        };
        let site = "<meta property=\"og:site_name\" content=\"Pier Post\">";
        let by = |name: &str| format!("<meta name=\"author\" content=\"{name}\">{site}");
        let rss = r#"<rss xmlns:dc="x" xmlns:content="y" xmlns:media="z"><channel><media:title>No</media:title>
            <title>Pier Post</title><image><title>Logo</title></image>
            <item><link>https://a.example/1</link><author>desk@a.example (Ida Holm)</author>
              <content:encoded>&lt;p&gt;1&lt;/p&gt;</content:encoded></item>
            <item><link>https://a.example/2</link><author>desk@a.example</author>
              <content:encoded>&lt;p&gt;2&lt;/p&gt;</content:encoded></item></channel></rss>"#;
        assert_eq!(heads(rss), [by("Ida Holm"), site.to_owned()]);
        let atom = |prefix: &str| {
            let p = prefix;
            format!(
                r#"<{p}feed xmlns:a="b"><{p}author><{p}uri>https://a.example/</{p}uri><{p}name>Per Lund</{p}name></{p}author>
                <{p}entry><{p}link href="https://a.example/1"/>
                  <{p}content type="html">&lt;p&gt;1&lt;/p&gt;</{p}content></{p}entry>
                <{p}entry><{p}author><{p}email>a@a.example</{p}email><{p}name>Ida Holm</{p}name></{p}author>
                  <{p}link href="https://a.example/2"/><{p}content type="html">&lt;p&gt;2&lt;/p&gt;</{p}content></{p}entry>
                <{p}title>Pier Post</{p}title></{p}feed>"#
            )
        };
        for prefix in ["", "a:"] {
            assert_eq!(
                heads(&atom(prefix)),
                [by("Per Lund"), by("Ida Holm")],
                "{prefix}"
            );
        }
        let json = r#"{"title": "Pier Post", "author": {"name": "Per Lund"}, "items": [
            {"url": "https://a.example/1", "content_html": "<p>1</p>"},
            {"url": "https://a.example/2", "content_html": "<p>2</p>", "authors": [{"name": "Ida Holm"}]}]}"#;
        assert_eq!(heads(json), [by("Per Lund"), by("Ida Holm")]);
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
