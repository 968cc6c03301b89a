//! RSS and Atom.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use url::Url;

use super::{Entry, Feed, Whole, paragraphs};
use crate::input::xml::{self, attribute};
use crate::text::spaced;

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

pub(super) fn read(text: &str, base: Option<&Url>) -> Feed {
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
