//! How much of the page an element holds.

use crate::dom::lines::offset;
use crate::dom::tag::Tag;
use crate::dom::{Data, Dom, is_shadow_root};

/// Sums over the nodes of a page, so that any element's share is a subtraction.
#[derive(Debug)]
pub(super) struct Extent {
    /// Bytes of text before each node.
    text: Vec<u32>,
    /// `main` and `h1` elements before each node.
    centres: Vec<u32>,
    /// The elements that have a shadow tree.
    hosts: Vec<u32>,
}

impl Extent {
    /// Sums up a page. What no browser draws as text does not count.
    pub(super) fn of(dom: &Dom<'_>) -> Self {
        let mut text = Vec::with_capacity(dom.nodes.len() + 1);
        let mut centres = Vec::with_capacity(dom.nodes.len() + 1);
        let mut hosts = Vec::new();
        let (mut bytes, mut count, mut undrawn_until) = (0_u32, 0_u32, 0_u32);
        for node in &dom.nodes {
            let index = text.len();
            text.push(bytes);
            centres.push(count);
            match node.data {
                Data::Text(part) if index >= undrawn_until as usize => {
                    bytes = bytes.saturating_add(offset(part.trim().len()));
                }
                Data::Element(Tag::Template, element) if is_shadow_root(element) => {
                    hosts.push(node.parent);
                }
                Data::Element(
                    Tag::Script | Tag::Style | Tag::Noscript | Tag::Template | Tag::Head,
                    _,
                ) => undrawn_until = undrawn_until.max(node.end),
                Data::Element(Tag::H1 | Tag::Main, _) => count += 1,
                _ => {}
            }
        }
        text.push(bytes);
        centres.push(count);
        hosts.sort_unstable();
        Self {
            text,
            centres,
            hosts,
        }
    }

    /// Whether any element has a shadow tree.
    pub(super) fn has_hosts(&self) -> bool {
        !self.hosts.is_empty()
    }

    /// Whether an element has a shadow tree.
    pub(super) fn is_host(&self, index: usize) -> bool {
        self.hosts.binary_search(&offset(index)).is_ok()
    }

    /// Whether the nodes from `start` to `end` hold every heading of the first rank and `main` that there is.
    pub(super) fn holds_centre(&self, start: usize, end: usize) -> bool {
        let all = self.centres.last().copied().unwrap_or(0);
        all > 0 && difference(&self.centres, start, end) == all
    }

    /// Whether the nodes from `start` to `end` hold more than two fifths of the text of the page, or more than half of
    /// the text of the article around them.
    pub(super) fn holds_much(
        &self,
        start: usize,
        end: usize,
        article: Option<(usize, usize)>,
    ) -> bool {
        let text = u64::from(difference(&self.text, start, end));
        let all = u64::from(self.text.last().copied().unwrap_or(0));
        let of_article = article
            .is_some_and(|(from, to)| text * 2 > u64::from(difference(&self.text, from, to)));
        text * 5 > all * 2 || of_article
    }
}

fn difference(sums: &[u32], start: usize, end: usize) -> u32 {
    let at = |index: usize| sums.get(index).copied().unwrap_or(0);
    at(end).saturating_sub(at(start))
}
