//! What a feed lists: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed.

mod json;
mod markup;
mod said;
mod whole;

use url::Url;

use super::xml;
use crate::text::spaced;
use said::{Said, escaped};
use whole::is_whole;

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
        json::read(&text, base)
    } else {
        markup::read(&text, base)
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

/// Plain text as HTML.
fn paragraphs(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs = escaped.split("\n\n").map(|part| format!("<p>{part}</p>"));
    paragraphs.collect()
}

#[cfg(test)]
mod tests;
