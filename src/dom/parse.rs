//! The guarded HTML parse: html5ever under limits, with the source range of every tag and text.
//!
//! html5ever has no limits of its own: nested elements cost it quadratic time, and a 20 KB page can ask for millions
//! of nodes. So the tokens pass through [`Guard`] and the nodes through [`Sink`], both of which count, and the source
//! is fed in pieces, so that there is always a moment to stop. Where a token ends is read off the tokenizer's own
//! queue, which gives exact source ranges without a second scan.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{StartTag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{
    ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink,
};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult};
use scraper::{Html, HtmlTreeSink, Node};

use super::attributes::AttributeCount;
use super::error::ReadError;
use super::limits::{Deadline, Limits};
use super::lines::{Lines, offset};

/// A node of scraper's tree.
pub(crate) type NodeId = <HtmlTreeSink as TreeSink>::Handle;

/// Bytes handed to the tokenizer at a time. By hand.
const PIECE: usize = 16 * 1024;

/// Tokens between two looks at the clock. By hand.
const TOKENS: usize = 256;

/// Where a node stands in the source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Byte offset of the `<` of the tag, or of the first character of a text or comment.
    pub(crate) start: u32,
    /// Byte offset after the tag's `>`. Equal to `start` for texts and for elements that no tag of theirs opened:
    /// implied ones, and formatting elements that the parser opened again.
    pub(crate) end: u32,
}

/// A parsed page.
pub(crate) struct Parsed {
    pub(crate) html: Html,
    spots: Vec<Spot>,
}

impl Parsed {
    /// Where a node of [`Parsed::html`] stands in the source.
    pub(crate) fn spot(&self, id: NodeId) -> Spot {
        self.spots.get(slot(id)).copied().unwrap_or_default()
    }
}

/// Parses `source` as an HTML document, as a browser that runs scripts does (so `noscript` is one raw text).
pub(crate) fn parse(
    source: &str,
    lines: &Lines,
    limits: &Limits,
    page: Deadline,
) -> Result<Parsed, ReadError> {
    let deadline = Deadline::start(limits.parse);
    let queue = Rc::new(BufferQueue::default());
    let sink = Sink::new(limits);
    let options = TreeBuilderOpts {
        drop_doctype: true,
        ..TreeBuilderOpts::default()
    };
    let guard = Guard {
        builder: TreeBuilder::new(sink, options),
        source,
        queue: Rc::clone(&queue),
        fed: Cell::new(0),
        last_end: Cell::new(0),
        given_out: Cell::new(0),
        tokens: Cell::new(0),
        steps: Cell::new(0),
        deadline,
        page,
        limits,
    };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    let mut long_tag = AttributeCount::default();
    let mut from = 0;
    while from < source.len() {
        let to = piece_end(source, from);
        queue.push_back(StrTendril::from_slice(&source[from..to]));
        tokenizer.sink.fed.set(to);
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        tokenizer.sink.look_at_the_clock();
        let open = tokenizer.sink.given_out.get();
        if to - open > PIECE && long_tag.in_tag(source, open, to) > limits.attributes {
            tokenizer.sink.stop(Stop::Attributes(limits.attributes));
        }
        if let Some(stop) = tokenizer.sink.stopped() {
            let (line, _) = lines.position(source, open);
            return Err(stop.into_error(line, limits));
        }
        from = to;
    }
    tokenizer.end();
    let stopped = tokenizer.sink.stopped();
    let sink = tokenizer.sink.builder.sink;
    if let Some(stop) = stopped {
        let (line, _) = lines.position(source, source.len());
        return Err(stop.into_error(line, limits));
    }
    let spots = sink.spots.take();
    Ok(Parsed {
        html: sink.inner.finish(),
        spots,
    })
}

fn piece_end(source: &str, from: usize) -> usize {
    let mut to = (from + PIECE).min(source.len());
    while !source.is_char_boundary(to) {
        to += 1;
    }
    to
}

/// Which limit was passed.
#[derive(Debug, Clone, Copy)]
enum Stop {
    Depth,
    Nodes,
    Attributes(usize),
    Steps,
    ParseTime,
    PageTime,
}

impl Stop {
    fn into_error(self, line: u32, limits: &Limits) -> ReadError {
        match self {
            Self::Depth => ReadError::NestedTooDeeply {
                limit: limits.depth,
                line,
            },
            Self::Nodes => ReadError::TooManyNodes {
                limit: limits.nodes,
                line,
            },
            Self::Attributes(limit) => ReadError::TooManyAttributes { limit, line },
            Self::Steps => ReadError::TooComplex {
                limit: limits.steps,
                line,
            },
            Self::ParseTime => ReadError::TookTooLong {
                limit: limits.parse,
            },
            Self::PageTime => ReadError::TookTooLong { limit: limits.page },
        }
    }
}

/// Stands between tokenizer and tree builder: keeps the source range of each token, counts, and stops.
struct Guard<'a> {
    builder: TreeBuilder<NodeId, Sink<'a>>,
    source: &'a str,
    queue: Rc<BufferQueue>,
    fed: Cell<usize>,
    last_end: Cell<usize>,
    /// Byte offset up to which the source has been given out as tokens.
    given_out: Cell<usize>,
    tokens: Cell<usize>,
    steps: Cell<usize>,
    deadline: Deadline,
    page: Deadline,
    limits: &'a Limits,
}

impl Guard<'_> {
    fn stopped(&self) -> Option<Stop> {
        self.builder.sink.stop.get()
    }

    fn stop(&self, stop: Stop) {
        self.builder.sink.stop(stop);
    }

    fn look_at_the_clock(&self) {
        if self.page.passed() {
            self.stop(Stop::PageTime);
        } else if self.deadline.passed() {
            self.stop(Stop::ParseTime);
        }
    }

    /// Byte offset up to which the tokenizer has read.
    fn consumed(&self) -> usize {
        let waiting = self
            .queue
            .peek_front_chunk_mut()
            .map_or(0, |text| text.len());
        self.fed.get().saturating_sub(waiting)
    }

    /// Byte offset after the `>` that the tokenizer has just read.
    fn position(&self) -> usize {
        let at = self.consumed();
        let bytes = self.source.as_bytes();
        if at > self.last_end.get() && bytes.get(at - 1) == Some(&b'>') {
            return at;
        }
        // The tokenizer has put characters back; the end is the next `>`, or a little off, which costs a column.
        let from = self.last_end.get();
        let rest = bytes.get(from..self.fed.get()).unwrap_or_default();
        memchr::memchr(b'>', rest).map_or(self.fed.get(), |end| from + end + 1)
    }
}

impl TokenSink for Guard<'_> {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<NodeId> {
        if self.stopped().is_some() {
            return TokenSinkResult::Continue;
        }
        let sink = &self.builder.sink;
        let mut end = None;
        match &token {
            Token::TagToken(tag) => {
                let after = self.position();
                end = Some(after);
                let is_start = tag.kind == StartTag;
                sink.tag.replace(is_start.then(|| tag.name.clone()));
                sink.at.set(Spot {
                    start: offset(self.last_end.get()),
                    end: offset(after),
                });
                if tag.attrs.len() > self.limits.attributes {
                    self.stop(Stop::Attributes(self.limits.attributes));
                    return TokenSinkResult::Continue;
                }
                let steps = self.steps.get() + sink.open.get();
                self.steps.set(steps);
                if steps > self.limits.steps {
                    self.stop(Stop::Steps);
                    return TokenSinkResult::Continue;
                }
            }
            Token::CommentToken(_) | Token::DoctypeToken(_) => {
                end = Some(self.position());
                sink.tag.replace(None);
                sink.at.set(Spot {
                    start: offset(self.last_end.get()),
                    end: offset(self.last_end.get()),
                });
            }
            Token::CharacterTokens(_) | Token::NullCharacterToken => {
                self.given_out.set(self.consumed());
                sink.tag.replace(None);
                let start = offset(self.last_end.get());
                sink.at.set(Spot { start, end: start });
            }
            _ => {}
        }
        let tokens = self.tokens.get() + 1;
        self.tokens.set(tokens);
        if tokens.is_multiple_of(TOKENS) {
            self.look_at_the_clock();
        }
        let result = self.builder.process_token(token, line_number);
        if let Some(end) = end {
            self.given_out.set(end);
            self.last_end.set(end);
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Scraper's tree sink, counting nodes and keeping their source ranges.
struct Sink<'a> {
    inner: HtmlTreeSink,
    limits: &'a Limits,
    spots: RefCell<Vec<Spot>>,
    /// Depth of each node when it was attached. Too small after the parser has moved subtrees about, so the walk
    /// over the finished tree counts again.
    depths: RefCell<Vec<u32>>,
    nodes: Cell<usize>,
    attributes: Cell<usize>,
    /// Depth of the node attached last: an estimate of the stack of open elements.
    open: Cell<usize>,
    at: Cell<Spot>,
    tag: RefCell<Option<LocalName>>,
    stop: Cell<Option<Stop>>,
}

impl<'a> Sink<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self {
            inner: HtmlTreeSink::new(Html::new_document()),
            limits,
            spots: RefCell::default(),
            depths: RefCell::default(),
            nodes: Cell::new(0),
            attributes: Cell::new(0),
            open: Cell::new(0),
            at: Cell::default(),
            tag: RefCell::default(),
            stop: Cell::new(None),
        }
    }

    fn stop(&self, stop: Stop) {
        if self.stop.get().is_none() {
            self.stop.set(Some(stop));
        }
    }

    fn count(&self, nodes: usize, attributes: usize) {
        self.nodes.set(self.nodes.get() + nodes);
        self.attributes.set(self.attributes.get() + attributes);
        if self.nodes.get() > self.limits.nodes {
            self.stop(Stop::Nodes);
        }
        if self.attributes.get() > self.limits.all_attributes {
            self.stop(Stop::Attributes(self.limits.all_attributes));
        }
    }

    /// Remembers where a new node stands; `false` if the node was known already.
    fn place(&self, id: NodeId, spot: Spot) -> bool {
        let slot = slot(id);
        let mut spots = self.spots.borrow_mut();
        if slot < spots.len() {
            return false;
        }
        spots.resize(slot + 1, Spot::default());
        spots[slot] = spot;
        true
    }

    fn deepen(&self, parent: NodeId, child: NodeId) {
        let mut depths = self.depths.borrow_mut();
        let depth = depths.get(slot(parent)).copied().unwrap_or(0) + 1;
        let child = slot(child);
        if child >= depths.len() {
            depths.resize(child + 1, 0);
        }
        depths[child] = depth;
        self.open.set(depth as usize);
        if depth as usize > self.limits.depth {
            self.stop(Stop::Depth);
        }
    }

    /// Counts the text node under `parent` (or before `sibling`) if appending has made a new one.
    fn text_appended(&self, near: NodeId, before: bool) {
        let id = {
            let html = self.inner.0.borrow();
            html.tree.get(near).and_then(|near| {
                let text = if before {
                    near.prev_sibling()
                } else {
                    near.last_child()
                };
                text.filter(|text| matches!(text.value(), Node::Text(_)))
                    .map(|text| text.id())
            })
        };
        if let Some(id) = id
            && self.place(id, self.at.get())
        {
            self.count(1, 0);
        }
    }
}

impl TreeSink for Sink<'_> {
    type Output = Html;
    type Handle = NodeId;
    type ElemName<'b>
        = Ref<'b, QualName>
    where
        Self: 'b;

    fn finish(self) -> Html {
        self.inner.finish()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn get_document(&self) -> NodeId {
        self.inner.get_document()
    }

    fn same_node(&self, left: &NodeId, right: &NodeId) -> bool {
        left == right
    }

    fn elem_name<'b>(&'b self, target: &'b NodeId) -> Ref<'b, QualName> {
        self.inner.elem_name(target)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.count(1, attrs.len());
        let mut spot = self.at.get();
        if self.tag.borrow().as_ref() != Some(&name.local) {
            spot.end = spot.start;
        }
        let id = self.inner.create_element(name, attrs, flags);
        self.place(id, spot);
        id
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.count(1, 0);
        let id = self.inner.create_comment(text);
        self.place(id, self.at.get());
        id
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.count(1, 0);
        self.inner.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(id) => {
                self.deepen(*parent, id);
                self.inner.append(parent, NodeOrText::AppendNode(id));
            }
            text @ NodeOrText::AppendText(_) => {
                self.inner.append(parent, text);
                self.text_appended(*parent, false);
            }
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, node: NodeOrText<NodeId>) {
        match node {
            NodeOrText::AppendNode(id) => {
                let html = self.inner.0.borrow();
                let parent = html.tree.get(*sibling).and_then(|node| node.parent());
                let parent = parent.map(|parent| parent.id());
                drop(html);
                if let Some(parent) = parent {
                    self.deepen(parent, id);
                }
                self.inner
                    .append_before_sibling(sibling, NodeOrText::AppendNode(id));
            }
            text @ NodeOrText::AppendText(_) => {
                self.inner.append_before_sibling(sibling, text);
                self.text_appended(*sibling, true);
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let attached = {
            let html = self.inner.0.borrow();
            html.tree
                .get(*element)
                .is_some_and(|element| element.parent().is_some())
        };
        if attached {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.inner.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.inner.get_template_contents(target)
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.count(0, attrs.len());
        let known = {
            let html = self.inner.0.borrow();
            let element = html.tree.get(*target);
            element
                .and_then(|node| node.value().as_element())
                .map_or(0, |element| element.attrs.len())
        };
        if known + attrs.len() > self.limits.attributes {
            self.stop(Stop::Attributes(self.limits.attributes));
            return;
        }
        self.inner.add_attrs_if_missing(target, attrs);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.inner.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.inner.reparent_children(node, new_parent);
    }
}

/// The index of a node, in the order in which nodes were made. `NodeId` is an index but keeps it to itself; its
/// `Hash` passes it on.
fn slot(id: NodeId) -> usize {
    struct Passed(usize);
    impl Hasher for Passed {
        fn finish(&self) -> u64 {
            self.0 as u64
        }
        fn write(&mut self, _bytes: &[u8]) {}
        fn write_usize(&mut self, index: usize) {
            self.0 = index;
        }
    }
    let mut passed = Passed(0);
    id.hash(&mut passed);
    passed.0
}
