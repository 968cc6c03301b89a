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
    let mut reader = Reader::from_str(text);
    reader.config_mut().allow_dangling_amp = true;
    let mut walk = Walk::default();
    loop {
        let before = position(&reader);
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Some((error.to_string(), reader.error_position())),
        };
        match event {
            Event::Start(tag) => walk.start(&tag, position(&reader)),
            Event::Empty(tag) => walk.empty(&tag),
            Event::End(tag) if walk.entry.is_some() => {
                entries.extend(walk.end(tag.local_name().as_ref(), text, before));
            }
            Event::End(_) => walk.end_around(whole),
            Event::Eof => return None,
            event => {
                if let Some(part) = xml::text(&event) {
                    walk.text(&part);
                }
            }
        }
    }
}

/// What is known at a place of a feed.
#[derive(Default)]
struct Walk {
    /// `xml:base` of the feed's first element, which is the only one above the entries that may have one in practice.
    feed_base: Option<Option<String>>,
    /// The prefix of the feed's first element.
    root: Option<Option<String>>,
    /// The elements that stand open around the entries, as far as they matter.
    around: Vec<Around>,
    /// The prefix that the feed writes before the names of its own elements.
    prefix: Option<String>,
    entry: Option<Entry>,
    /// How many elements stand open inside the entry: only its own children count, not those of its content.
    depth: usize,
    words: Option<String>,
    content: Option<Content>,
    said: Option<String>,
}

impl Walk {
    /// An element that begins; what it holds stands from `inside` on.
    fn start(&mut self, tag: &BytesStart<'_>, inside: usize) {
        match (&mut self.entry, tag.local_name().as_ref()) {
            (None, "item" | "entry") => {
                self.prefix = prefix_of(tag);
                let of_feed = self.feed_base.clone().flatten();
                let base = of_feed.into_iter().chain(attribute(tag, "xml:base"));
                let begun = Entry {
                    base: base.collect(),
                    ..Entry::default()
                };
                (self.entry, self.depth) = (Some(begun), 0);
            }
            (Some(entry), name) => {
                let is_own = prefix_of(tag) == self.prefix;
                self.depth += 1;
                self.words = None;
                let is_said = self.content.is_none() && entry.said.start(tag, is_own, self.depth);
                self.said = is_said.then(String::new);
                if self.depth == 1 && self.content.is_none() {
                    self.content = Content::begin(tag, is_own, inside);
                    if self.content.is_some() {
                        entry.content_base = attribute(tag, "xml:base");
                    }
                }
                if self.depth == 1 && is_own {
                    self.words = start(entry, name, tag);
                }
            }
            (None, _) => {
                self.feed_base
                    .get_or_insert_with(|| attribute(tag, "xml:base"));
                let first = self.root.get_or_insert_with(|| prefix_of(tag));
                let of = Around::of(tag, first.as_deref(), self.around.last().copied());
                self.words = of.is_wanted().then(String::new);
                if self.around.len() < AROUND {
                    self.around.push(of);
                }
            }
        }
    }

    /// An element that holds nothing.
    fn empty(&mut self, tag: &BytesStart<'_>) {
        if let Some(entry) = &mut self.entry
            && self.content.is_none()
        {
            let is_own = prefix_of(tag) == self.prefix;
            entry.said.start(tag, is_own, self.depth + 1);
            if self.depth == 0 && is_own {
                start(entry, tag.local_name().as_ref(), tag);
            }
        }
    }

    /// The end of an element within an entry, at the byte `at` of the feed; gives the entry if it is its own.
    fn end(&mut self, name: &str, feed: &str, at: usize) -> Option<Entry> {
        let open = self.entry.as_mut()?;
        if let Some(said) = self.said.take() {
            open.said.text(&said);
        }
        if self.depth == 1
            && let Some(content) = self.content.take()
        {
            let place = if content.is_description {
                &mut open.description
            } else {
                &mut open.content
            };
            place.get_or_insert(content.end(feed, at));
        }
        match (self.depth, name, self.words.take()) {
            (0, ..) => return self.entry.take(),
            (1, "link", Some(link)) if open.link.is_none() => open.link = Some(link),
            (1, "guid" | "id", Some(id)) => open.id = Some(id),
            (1, "title", Some(title)) => open.title = Some(title),
            _ => {}
        }
        self.depth -= 1;
        None
    }

    /// The end of an element around the entries.
    fn end_around(&mut self, whole: &mut Whole) {
        let ended = self.around.pop();
        if let Some(words) = self.words.take() {
            whole.take(ended, &spaced(&words));
        }
    }

    fn text(&mut self, part: &str) {
        let open = self.words.iter_mut().chain(self.said.iter_mut());
        let content = self.content.iter_mut().map(|content| &mut content.words);
        for words in open.chain(content) {
            words.push_str(part);
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
