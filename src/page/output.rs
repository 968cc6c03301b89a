//! Finished blocks, the text they make up and the elements that hold them.

use std::collections::BTreeMap;

use super::builder::Run;
use super::links::{Links, OpenLink};
use super::position::dense;
use super::{Block, CodeKind, CodeText, Element, HiddenBy, Link, Visibility};
use crate::dom::Dom;
use crate::dom::lines::Lines;
use crate::style::visibility::{Cause, Cover, Slot};
use crate::text::leaves_no_mark;

/// Bytes of hidden text below which nothing is suspected of blanking the page. By hand.
const MANY: usize = 2_000;

/// What the walk over a page gives.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) text: String,
    /// Blocks whose `element` is still an index into the flat list of nodes.
    pub(super) blocks: Vec<Block>,
    pub(super) hidden: Vec<Block>,
    pub(super) code: Vec<CodeText>,
    /// Links that show no text and stand by none.
    pub(super) wordless: Vec<Link>,
    /// Indexes of the nodes that are articles.
    pub(super) articles: Vec<usize>,
    /// Indexes of the nodes that are named as furniture.
    pub(super) furniture: Vec<usize>,
    /// Elements that hold one post of several.
    pub(super) posts: Vec<usize>,
    /// Indexes of the nodes that are named as another part of the page than the content.
    pub(super) named: Vec<usize>,
    /// Bytes of text that each cause hides.
    pub(super) hidden_by: BTreeMap<Cause, usize>,
    /// Boxes that lie over others.
    pub(super) covers: Vec<Cover>,
    /// Places where shadow trees show what stands outside of them.
    pub(super) slots: Vec<Slot>,
    nodes: usize,
}

impl Output {
    /// For a page with so many nodes.
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            nodes,
            ..Self::default()
        }
    }

    /// Adds a finished run of text as a block.
    pub(super) fn push(&mut self, run: Run, links: &Links<'_>, source: &str, lines: &Lines) {
        let shown = matches!(
            run.nature.visibility,
            Visibility::Visible | Visibility::Folded
        );
        let at = run.anchors.first().map_or(0, |(_, source)| *source);
        let (line, column) = lines.position(source, at);
        let links = run
            .links
            .iter()
            .filter_map(|link| {
                let visibility = link.visibility.unwrap_or_else(|| {
                    let text = run.text.get(link.text.clone()).unwrap_or_default();
                    if text.chars().all(leaves_no_mark) {
                        Visibility::Hidden(HiddenBy::EmptyLink)
                    } else {
                        run.nature.visibility
                    }
                });
                links.in_block(link.link, link.text.clone(), visibility, source, lines)
            })
            .collect();
        let mut block = Block {
            kind: run.nature.kind,
            anchors: dense(run.anchors, &run.text, source),
            text: run.text,
            start: 0,
            visibility: run.nature.visibility,
            landmark: run.nature.landmark,
            element: run.nature.container,
            links,
            quotes: run.quotes,
            struck_out: run.struck,
            line,
            column,
        };
        if !shown {
            self.hidden.push(block);
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        block.start = self.text.len();
        self.text.push_str(&block.text);
        self.blocks.push(block);
    }

    /// Keeps a link that shows no text and stands by no text.
    pub(super) fn code_link(&mut self, link: &OpenLink<'_>, source: &str, lines: &Lines) {
        let (href, resolved, at) = link.target();
        let (line, column) = lines.position(source, at as usize);
        let text = if link.alt.is_empty() { href } else { link.alt };
        self.code.push(CodeText {
            kind: CodeKind::Attribute,
            text: super::raw::cut(text).to_owned(),
            urls: resolved.cloned().into_iter().collect(),
            line,
            column,
        });
    }

    /// The cause that hides so much more than is left that it must be a state which a script undoes: nobody publishes
    /// a blank page. A dialog or a menu, however long, stands beside an article that shows.
    pub(super) fn blanks_the_page(&self) -> Option<Cause> {
        let (cause, hidden) = self.hidden_by.iter().max_by_key(|(_, hidden)| **hidden)?;
        (*hidden >= MANY && *hidden / 5 * 2 >= self.text.len()).then_some(*cause)
    }

    /// Numbers the elements that hold blocks, and puts those numbers into the blocks.
    pub(super) fn elements(&mut self, dom: &Dom<'_>) -> Vec<Element> {
        let mut holds = vec![false; self.nodes];
        for block in self.blocks.iter().chain(&self.hidden) {
            if let Some(known) = holds.get_mut(block.element)
                && !*known
            {
                *known = true;
                for ancestor in dom.ancestors(block.element) {
                    if std::mem::replace(&mut holds[ancestor], true) {
                        break;
                    }
                }
            }
        }
        let root = (1..self.nodes)
            .find(|index| dom.element(*index).is_some())
            .unwrap_or(0);
        let mut numbers = vec![0_usize; self.nodes];
        let mut elements = Vec::new();
        let mut articles = self.articles.iter().copied().peekable();
        let mut named = self.named.iter().copied().peekable();
        let mut furniture = self.furniture.iter().copied().peekable();
        let mut posts = self.posts.iter().copied().peekable();
        for index in root..self.nodes {
            let is_article = articles.next_if_eq(&index).is_some();
            let is_named_part = named.next_if_eq(&index).is_some();
            let is_furniture = furniture.next_if_eq(&index).is_some();
            let is_post = posts.next_if_eq(&index).is_some();
            if !holds[index] && index != root {
                continue;
            }
            let Some((_, element)) = dom.element(index) else {
                continue;
            };
            numbers[index] = elements.len();
            let parent = dom.nodes[index].parent as usize;
            elements.push(Element {
                parent: numbers.get(parent).copied().unwrap_or(0),
                depth: (dom.nodes[index].depth as usize).saturating_sub(1),
                name: element.name().to_owned(),
                is_article,
                is_furniture,
                is_post,
                is_named_part,
            });
        }
        for block in self.blocks.iter_mut().chain(&mut self.hidden) {
            block.element = numbers.get(block.element).copied().unwrap_or(0);
        }
        elements
    }
}
