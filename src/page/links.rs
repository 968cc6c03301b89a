//! The links of a page as they are met.

use scraper::node::Element;
use url::Url;

use super::{Link, Visibility};
use crate::dom::attributes::value_range;
use crate::dom::lines::{Lines, offset};
use crate::dom::{Dom, attr};

/// How far back a link that the parser opened again is looked for. It stands just before in nearly every case. By hand.
const LOOK_BACK: usize = 64;

/// Longest address that a link is resolved to, in bytes: servers refuse longer ones.
const ADDRESS: usize = 8 * 1024;

/// An `a href` of the page.
#[derive(Debug)]
pub(super) struct OpenLink<'a> {
    href: &'a str,
    resolved: Option<Url>,
    rel: Vec<String>,
    /// Byte offset of the `href` value in the source.
    at: u32,
    /// Whether any text of it was met.
    pub(super) has_text: bool,
    /// Whether readers see the picture in it, if there is one.
    pub(super) picture: Option<Visibility>,
    /// The `alt` text of the picture.
    pub(super) alt: &'a str,
}

/// All links of a page, in document order.
#[derive(Debug, Default)]
pub(super) struct Links<'a> {
    list: Vec<OpenLink<'a>>,
    /// Bytes of all resolved addresses.
    pub(super) bytes: usize,
}

impl<'a> Links<'a> {
    /// Takes up a link; `None` if the element has no `href`.
    pub(super) fn open(
        &mut self,
        dom: &Dom<'a>,
        index: usize,
        source: &str,
        base: Option<&Url>,
    ) -> Option<usize> {
        let (_, element) = dom.element(index)?;
        let href = attr!(element, "href")?.trim();
        let spot = dom.nodes.get(index)?.spot;
        let at = self.place(href, spot.start as usize, spot.end as usize, source);
        let resolved = resolve(href, base);
        self.bytes += resolved.as_ref().map_or(0, |url| url.as_str().len());
        self.list.push(OpenLink {
            href,
            resolved,
            rel: rel(element),
            at,
            has_text: false,
            picture: None,
            alt: "",
        });
        Some(self.list.len() - 1)
    }

    fn place(&self, href: &str, start: usize, end: usize, source: &str) -> u32 {
        let tag = source.get(start..end).unwrap_or_default();
        if let Some(value) = value_range(tag, "href") {
            let raw = &tag[value.clone()];
            return offset(start + value.start + (raw.len() - raw.trim_start().len()));
        }
        let known = self.list.iter().rev().take(LOOK_BACK);
        known
            .filter(|link| link.href == href)
            .map(|link| link.at)
            .next()
            .unwrap_or(offset(start))
    }

    /// The link of that number.
    pub(super) fn get_mut(&mut self, link: usize) -> Option<&mut OpenLink<'a>> {
        self.list.get_mut(link)
    }

    /// The link as it appears in a block.
    pub(super) fn in_block(
        &self,
        link: usize,
        text: std::ops::Range<usize>,
        visibility: Visibility,
        source: &str,
        lines: &Lines,
    ) -> Option<Link> {
        let link = self.list.get(link)?;
        let (line, column) = lines.position(source, link.at as usize);
        Some(Link {
            href: link.href.to_owned(),
            resolved: link.resolved.clone(),
            text,
            rel: link.rel.clone(),
            visibility,
            line,
            column,
        })
    }
}

impl OpenLink<'_> {
    /// The `href` as written and resolved, and where it stands.
    pub(super) fn target(&self) -> (&str, Option<&Url>, u32) {
        (self.href, self.resolved.as_ref(), self.at)
    }
}

/// Resolves an `href`; `None` unless it leads to an http(s) URL.
pub(super) fn resolve(href: &str, base: Option<&Url>) -> Option<Url> {
    let url = match base {
        Some(base) => base.join(href),
        None if href.starts_with("//") => Url::parse(&format!("https:{href}")),
        None => Url::parse(href),
    };
    url.ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.as_str().len() <= ADDRESS)
}

/// The words of `rel`, lower case, and the properties of microformats among the classes, which say what a note is to what it
/// links: `u-like-of`.
pub(super) fn rel(element: &Element) -> Vec<String> {
    let classes = attr!(element, "class").unwrap_or_default();
    let properties = { classes.split_ascii_whitespace() }
        .filter(|word| word.ends_with("-of") || word.ends_with("-to"));
    attr!(element, "rel")
        .unwrap_or_default()
        .split_ascii_whitespace()
        .chain(properties.filter(|word| word.starts_with("u-")))
        .map(str::to_ascii_lowercase)
        .collect()
}
