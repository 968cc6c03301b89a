//! The parsed tree as a flat list in document order, so that every later pass is a loop.

use html5ever::tree_builder::QuirksMode;
use html5ever::{LocalName, local_name};
use scraper::Node;
use scraper::node::Element;

use super::error::ReadError;
use super::limits::Limits;
use super::lines::{Lines, offset};
use super::parse::{Parsed, Spot};
use super::tag::Tag;
use crate::text::head;

/// What a node is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Data<'a> {
    /// The document, or the content of a template.
    Root,
    Element(Tag, &'a Element),
    Text(&'a str),
    Comment(&'a str),
}

/// A node with its place in the list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Flat<'a> {
    pub(crate) data: Data<'a>,
    /// Index of the parent; 0 for the root itself.
    pub(crate) parent: u32,
    /// Index after the last descendant.
    pub(crate) end: u32,
    /// Number of ancestors.
    pub(crate) depth: u32,
    pub(crate) spot: Spot,
}

/// All nodes of a page; parents before children, siblings in order.
#[derive(Debug)]
pub(crate) struct Dom<'a> {
    pub(crate) nodes: Vec<Flat<'a>>,
    /// How browsers read the style sheets of a page with this doctype, or without any.
    pub(crate) quirks: QuirksMode,
}

impl<'a> Dom<'a> {
    /// Lays the tree out flat. Counts its depth exactly, which the parse itself cannot.
    pub(crate) fn new(
        parsed: &'a Parsed,
        source: &str,
        lines: &Lines,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let mut nodes: Vec<Flat<'a>> = Vec::new();
        let mut open: Vec<u32> = Vec::new();
        let mut node = parsed.html.tree.root();
        loop {
            let spot = parsed.spot(node.id());
            let data = match node.value() {
                Node::Element(element) => Data::Element(Tag::of(&element.name), element),
                Node::Text(text) => Data::Text(&text.text),
                Node::Comment(comment) => Data::Comment(&comment.comment),
                _ => Data::Root,
            };
            let index = offset(nodes.len());
            nodes.push(Flat {
                data,
                parent: open.last().copied().unwrap_or(0),
                end: index + 1,
                depth: offset(open.len()),
                spot,
            });
            if let Some(child) = node.first_child() {
                if open.len() > limits.depth {
                    let (line, _) = lines.position(source, spot.start as usize);
                    return Err(ReadError::NestedTooDeeply {
                        limit: limits.depth,
                        line,
                    });
                }
                open.push(index);
                node = child;
                continue;
            }
            loop {
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let (Some(parent), Some(index)) = (node.parent(), open.pop()) else {
                    let quirks = parsed.html.quirks_mode;
                    return Ok(Self { nodes, quirks });
                };
                nodes[index as usize].end = offset(nodes.len());
                node = parent;
            }
        }
    }

    /// The element at `index`, if it is one.
    pub(crate) fn element(&self, index: usize) -> Option<(Tag, &'a Element)> {
        match self.nodes.get(index)?.data {
            Data::Element(tag, element) => Some((tag, element)),
            _ => None,
        }
    }

    /// The indexes of the ancestors of `index`, nearest first, without the document.
    pub(crate) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = index;
        std::iter::from_fn(move || {
            let parent = self.nodes.get(at)?.parent as usize;
            if parent == 0 {
                return None;
            }
            at = parent;
            Some(parent)
        })
    }

    /// All text under `index`, glued, cut at `limit` bytes.
    pub(crate) fn text(&self, index: usize, limit: usize) -> String {
        let mut text = String::new();
        let end = self.nodes.get(index).map_or(0, |node| node.end as usize);
        for node in self.nodes.get(index..end).unwrap_or_default() {
            if let Data::Text(part) = node.data {
                text.push_str(part);
                if text.len() >= limit {
                    text.truncate(head(&text, limit).len());
                    break;
                }
            }
        }
        text
    }
}

/// Whether a template is the shadow tree of the element that it stands in.
pub(crate) fn is_shadow_root(template: &Element) -> bool {
    attribute(template, &local_name!("shadowrootmode")).is_some_and(|mode| {
        mode.eq_ignore_ascii_case("open") || mode.eq_ignore_ascii_case("closed")
    })
}

/// The value of an attribute without namespace.
pub(crate) fn attribute<'a>(element: &'a Element, name: &LocalName) -> Option<&'a str> {
    element
        .attrs
        .iter()
        .find(|(known, _)| known.local == *name)
        .map(|(_, value)| &**value)
}

/// `attr!(element, "href")`: the value of an attribute whose name html5ever knows.
macro_rules! attr {
    ($element:expr, $name:tt) => {
        $crate::dom::attribute($element, &html5ever::local_name!($name))
    };
}
pub(crate) use attr;
