//! What a feed's entry says about its author and its source, in elements of the feed.
//!
//! A reader of feeds shows it beside the text; so it is put behind the text, as lines that are read like any others.

use quick_xml::events::BytesStart;

use super::feed::attribute;

/// Names kept of one entry.
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
    /// An element begins so deep in the entry (1 for its children). Whether its text is wanted.
    pub(super) fn start(&mut self, tag: &BytesStart<'_>, depth: usize) -> bool {
        let name = tag.name();
        let prefix = name.prefix();
        let prefix = prefix.as_ref().map(|prefix| prefix.as_ref());
        match (depth, prefix, name.local_name().as_ref()) {
            (1, Some("dc"), "creator") => {
                self.parent = Parent::Creator;
                true
            }
            (1, None, "source") => {
                self.parent = Parent::Source;
                // RSS has the name as text, Atom in an element.
                true
            }
            (1, None, "author") => {
                self.parent = Parent::Author;
                false
            }
            (1, None, "link") => {
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
            (2, None, "name") => self.parent == Parent::Author,
            (2, None, "title") => self.parent == Parent::Source,
            (2, None, "link") if self.parent == Parent::Source && !self.is_via => {
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
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        match self.parent {
            Parent::Creator | Parent::Author if self.authors.len() < NAMES => {
                self.authors.push(text);
            }
            Parent::Source => self.source = self.source.take().or(Some(text)),
            _ => {}
        }
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

/// Text as HTML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
