//! What a feed's entry says about its author and its source, in elements of the feed.
//!
//! A reader of feeds shows it beside the text; so it is put behind the text, as lines that are read like any others.

use quick_xml::events::BytesStart;

use crate::input::xml::attribute;
use crate::text::spaced;

/// Names kept of one entry. By hand.
const NAMES: usize = 20;

/// Author and source of an entry.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// `dc:creator`, Atom `author/name`.
    authors: Vec<String>,
    /// RSS `source`, Atom `source/title`.
    source: Option<String>,
    /// Atom `link rel="via"`, else the source's own link.
    address: Option<String>,
    /// The address is the article's.
    is_via: bool,
    /// The child of the entry that is open.
    parent: Parent,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Parent {
    #[default]
    Other,
    Creator,
    Author,
    Source,
}

impl Said {
    /// These authors.
    pub(super) fn of<'n>(authors: impl Iterator<Item = &'n str>) -> Self {
        let mut said = Self::default();
        authors.for_each(|author| said.add_author(&spaced(author)));
        said
    }

    /// One author more.
    pub(super) fn add_author(&mut self, name: &str) {
        let is_new = !name.is_empty() && !self.authors.iter().any(|known| known == name);
        if is_new && self.authors.len() < NAMES {
            self.authors.push(name.to_owned());
        }
    }

    /// An element begins so deep in the entry (1 for its children); `is_own` if it is one of the feed's own. Whether its
    /// text is wanted.
    pub(super) fn start(&mut self, tag: &BytesStart<'_>, is_own: bool, depth: usize) -> bool {
        let name = tag.name();
        let is_dublin_core = name.prefix().is_some_and(|prefix| prefix.as_ref() == "dc");
        match (depth, is_own, name.local_name().as_ref()) {
            (1, _, "creator") if is_dublin_core => {
                self.parent = Parent::Creator;
                true
            }
            (1, true, "source") => {
                self.parent = Parent::Source;
                // RSS has the name as text, Atom in an element.
                true
            }
            (1, true, "author") => {
                self.parent = Parent::Author;
                // RSS has it as text, Atom in elements.
                true
            }
            (1, true, "link") => {
                self.parent = Parent::Other;
                if attribute(tag, "rel").is_some_and(|rel| rel == "via") {
                    self.address = attribute(tag, "href");
                    self.is_via = true;
                }
                false
            }
            (1, ..) => {
                self.parent = Parent::Other;
                false
            }
            (2, true, "name") => self.parent == Parent::Author,
            (2, true, "title") => self.parent == Parent::Source,
            (2, true, "link") if self.parent == Parent::Source && !self.is_via => {
                if attribute(tag, "rel").is_none_or(|rel| rel == "alternate") {
                    self.address = self.address.take().or_else(|| attribute(tag, "href"));
                }
                false
            }
            _ => false,
        }
    }

    /// The text of an element whose text was wanted.
    pub(super) fn text(&mut self, text: &str) {
        let text = spaced(text);
        if text.is_empty() {
            return;
        }
        match self.parent {
            Parent::Creator => self.add_author(&text),
            Parent::Author => self.add_author(person(&text)),
            Parent::Source => self.source = self.source.take().or(Some(text)),
            _ => {}
        }
    }

    /// What it says of its author and its site for the head of a page: where the entry says nothing itself, what the feed
    /// says of all. Its `title` is the name of the site.
    pub(super) fn head(&self, of_feed: &Self, title: &str) -> String {
        // What comes from elsewhere is by nobody of the feed.
        let is_foreign = self.source.is_some() || self.address.is_some();
        let authors = match self.authors.as_slice() {
            [] if !is_foreign => &of_feed.authors,
            _ => &self.authors,
        };
        let mut head = String::new();
        for author in authors {
            head.push_str(&format!(
                "<meta name=\"author\" content=\"{}\">",
                escaped(author)
            ));
        }
        if !title.is_empty() && !is_foreign {
            let site = escaped(title);
            head.push_str(&format!(
                "<meta property=\"og:site_name\" content=\"{site}\">"
            ));
        }
        head
    }

    /// What it says, as HTML; empty where it says nothing.
    pub(super) fn html(&self) -> String {
        let mut html = String::new();
        if !self.authors.is_empty() {
            html.push_str(&format!(
                "\n<p>Author: {}</p>",
                escaped(&self.authors.join(", "))
            ));
        }
        let name = self
            .source
            .as_deref()
            .or(self.address.as_deref().filter(|_| self.is_via));
        match (name, &self.address) {
            (Some(name), Some(address)) => html.push_str(&format!(
                "\n<p>Source: <a href=\"{}\">{}</a></p>",
                escaped(address),
                escaped(name)
            )),
            (Some(name), None) => html.push_str(&format!("\n<p>Source: {}</p>", escaped(name))),
            (None, _) => {}
        }
        html
    }
}

/// The name of a person as RSS has it, `desk@a.example (Ana Lima)`; nothing where only an address of mail is given.
fn person(text: &str) -> &str {
    let name = text.strip_suffix(')').and_then(|text| text.split_once('('));
    match name {
        Some((address, name)) if address.contains('@') => name.trim(),
        _ if text.contains('@') && !text.contains(' ') => "",
        _ => text,
    }
}

/// Text as HTML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
