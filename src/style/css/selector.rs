//! Selectors: parsed and matched by the crate `selectors`, over the flat tree.

use std::cell::{Cell, OnceCell};
use std::fmt;

use cssparser::{CowRcStr, ParseError, Parser as Input, ToCss, match_ignore_ascii_case};
use html5ever::{Namespace, local_name, ns};
use precomputed_hash::PrecomputedHash;
use scraper::node::Element;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::matching::{ElementSelectorFlags, MatchingContext};
use selectors::parser::{self, ParseRelative, SelectorParseErrorKind};
use selectors::{OpaqueElement, SelectorList};

use crate::dom::lines::offset;
use crate::dom::tag::Tag;
use crate::dom::{Data, Dom, attr};

/// Simple selectors and combinators in one selector: bounds the stack that matching takes, which grows with them. By
/// hand.
const LENGTH: usize = 256;

/// Selectors in one list; the longest measured on 3,000 pages has fewer than 400.
const LIST: usize = 4_096;

/// The types of our selectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Css;

impl parser::SelectorImpl for Css {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Name;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Namespace;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Namespace;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = State;
    type PseudoElement = Pseudo;
}

/// A name in a selector, with the hash under which the Bloom filter knows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Name {
    text: Box<str>,
    hash: u32,
}

impl Name {
    /// The name as written, escapes undone.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

/// The hash of a name (FNV-1a), the same for a name in a selector and in the page.
pub(crate) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self {
            text: text.into(),
            hash: hash(text),
        }
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        cssparser::serialize_identifier(&self.text, dest)
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.hash
    }
}

/// Pseudo-classes that do not follow from the tree: what a reader at rest sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    /// Only while the reader does something: `:hover`, `:focus`, `:target`…
    Never,
    Always,
    Link,
    Checked,
    Open,
    /// A field that shows what is to be put in.
    Empty,
    /// Whether a control can be used.
    Enabled(bool),
    RightToLeft(bool),
    Language(Box<str>),
}

impl parser::NonTSPseudoClass for State {
    fn is_active_or_hover(&self) -> bool {
        false
    }

    fn is_user_action_state(&self) -> bool {
        false
    }
}

impl ToCss for State {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        dest.write_str(":state")
    }
}

/// Pseudo-elements: boxes that can lie over others, and the rest, whose rules are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pseudo {
    Before,
    After,
    Other,
}

impl parser::PseudoElement for Pseudo {
    fn is_before_or_after(&self) -> bool {
        matches!(self, Self::Before | Self::After)
    }
}

impl ToCss for Pseudo {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        dest.write_str("::pseudo")
    }
}

struct Selectors;

impl<'i> parser::Parser<'i> for Selectors {
    type Impl = Css;
    type Error = SelectorParseErrorKind;

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    fn parse_parent_selector(&self) -> bool {
        true
    }

    fn is_is_alias(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case("-webkit-any")
    }

    fn parse_non_ts_pseudo_class(
        &self,
        name: CowRcStr<'i>,
    ) -> Result<State, ParseError<SelectorParseErrorKind>> {
        Ok(match_ignore_ascii_case! { &name,
            "link" | "any-link" => State::Link,
            "checked" => State::Checked,
            "open" => State::Open,
            "placeholder-shown" => State::Empty,
            "enabled" => State::Enabled(true),
            "disabled" => State::Enabled(false),
            "defined" | "read-only" | "valid" | "optional" | "muted" | "paused" => State::Always,
            "hover" | "active" | "focus" | "focus-within" | "focus-visible" | "visited" | "target" |
            "target-within" | "fullscreen" | "modal" | "popover-open" | "playing" | "invalid" |
            "user-invalid" | "user-valid" | "required" | "read-write" | "indeterminate" |
            "default" | "in-range" | "out-of-range" | "autofill" | "-webkit-autofill" |
            "picture-in-picture" | "current" | "past" | "future" |
            "target-current" | "-webkit-full-screen" => State::Never,
            // As in browsers, a rule with a pseudo-class that is not known is no rule.
            _ => return Err(ParseError::custom(
                SelectorParseErrorKind::UnsupportedPseudoClassOrElement,
            )),
        })
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: CowRcStr<'i>,
        input: &mut Input<'i>,
        _after_part: bool,
    ) -> Result<State, ParseError<SelectorParseErrorKind>> {
        match_ignore_ascii_case! { &name,
            "lang" => {
                let language = input.expect_ident_or_string()?.to_ascii_lowercase();
                Ok(State::Language(language.into()))
            },
            "dir" => {
                let direction = input.expect_ident()?;
                Ok(State::RightToLeft(direction.eq_ignore_ascii_case("rtl")))
            },
            _ => Err(ParseError::custom(
                SelectorParseErrorKind::UnsupportedPseudoClassOrElement,
            )),
        }
    }

    fn parse_pseudo_element(
        &self,
        name: CowRcStr<'i>,
    ) -> Result<Pseudo, ParseError<SelectorParseErrorKind>> {
        Ok(match_ignore_ascii_case! { &name,
            "before" => Pseudo::Before,
            "after" => Pseudo::After,
            "first-line" | "first-letter" | "marker" | "selection" | "placeholder" | "backdrop" |
            "file-selector-button" | "details-content" | "cue" | "target-text" | "grammar-error" |
            "spelling-error" | "view-transition" => Pseudo::Other,
            _ => {
                let vendor = name.get(..8).filter(|_| name.len() > 8);
                if vendor.is_some_and(|vendor| vendor.eq_ignore_ascii_case("-webkit-")) {
                    return Ok(Pseudo::Other);
                }
                return Err(ParseError::custom(
                    SelectorParseErrorKind::UnsupportedPseudoClassOrElement,
                ));
            },
        })
    }

    fn parse_functional_pseudo_element(
        &self,
        _name: CowRcStr<'i>,
        arguments: &mut Input<'i>,
    ) -> Result<Pseudo, ParseError<SelectorParseErrorKind>> {
        while arguments.next().is_ok() {}
        Ok(Pseudo::Other)
    }
}

/// Parses a selector list; an error if it is none, or longer than any that a page has use for.
pub(crate) fn selectors(
    input: &mut Input<'_>,
    relative: ParseRelative,
) -> Result<SelectorList<Css>, ParseError<()>> {
    let list = SelectorList::parse(&Selectors, input, relative)
        .map_err(|_| ParseError::<()>::unexpected_token())?;
    let fits = list.len() <= LIST && list.slice().iter().all(|one| one.len() <= LENGTH);
    if fits {
        Ok(list)
    } else {
        Err(ParseError::unexpected_token())
    }
}

/// Counts the steps of matching against a limit.
#[derive(Debug)]
pub(crate) struct Steps {
    done: Cell<usize>,
    limit: usize,
}

impl Steps {
    /// No steps done yet.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            done: Cell::new(0),
            limit,
        }
    }

    /// Sets how many are allowed.
    pub(crate) fn limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// Counts `steps`; whether they are allowed.
    pub(crate) fn take(&self, steps: usize) -> bool {
        let done = self.done.get().saturating_add(steps);
        self.done.set(done);
        done <= self.limit
    }

    /// Uses all steps up: something in the page is more than is followed.
    pub(crate) fn exhaust(&self) {
        self.done.set(usize::MAX);
    }

    /// Whether more steps were asked for than allowed.
    pub(crate) fn passed(&self) -> bool {
        self.done.get() > self.limit
    }
}

/// What matching needs to know of a page beside its nodes.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    pub(crate) dom: &'a Dom<'a>,
    pub(crate) steps: Steps,
    previous: OnceCell<Vec<u32>>,
}

impl<'a> Tree<'a> {
    /// The tree of a page in which `limit` steps may be taken.
    pub(crate) fn new(dom: &'a Dom<'a>, limit: usize) -> Self {
        Self {
            dom,
            steps: Steps::new(limit),
            previous: OnceCell::new(),
        }
    }

    /// The element at `index`, if it is one.
    pub(crate) fn node(&'a self, index: usize) -> Option<Node<'a>> {
        let (tag, element) = self.dom.element(index)?;
        Some(Node {
            tree: self,
            index,
            tag,
            element,
        })
    }

    /// For each element the one before it under the same parent, or 0.
    fn previous(&self) -> &[u32] {
        self.previous.get_or_init(|| {
            let nodes = &self.dom.nodes;
            let mut previous = vec![0_u32; nodes.len()];
            let mut last = vec![0_u32; nodes.len()];
            for (index, node) in nodes.iter().enumerate().skip(1) {
                if let (Data::Element(..), Some(last)) =
                    (node.data, last.get_mut(node.parent as usize))
                {
                    previous[index] = std::mem::replace(last, offset(index));
                }
            }
            previous
        })
    }
}

/// An element of the page. Beyond the limit on steps it stands alone and is nothing, so that every search ends.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    tree: &'a Tree<'a>,
    pub(crate) index: usize,
    tag: Tag,
    element: &'a Element,
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "node {}", self.index)
    }
}

impl<'a> Node<'a> {
    fn step(&self) -> bool {
        self.tree.steps.take(1)
    }

    /// The first element from node `at` on that stands directly before `end`.
    fn first_element(&self, mut at: usize, end: usize) -> Option<Self> {
        while at < end && self.step() {
            if let Some(node) = self.tree.node(at) {
                return Some(node);
            }
            at = self.tree.dom.nodes.get(at)?.end as usize;
        }
        None
    }

    fn parent_index(&self) -> usize {
        let node = self.tree.dom.nodes.get(self.index);
        node.map_or(0, |node| node.parent as usize)
    }

    fn end(&self) -> usize {
        let node = self.tree.dom.nodes.get(self.index);
        node.map_or(0, |node| node.end as usize)
    }

    /// The value that the nearest of the element and its ancestors has for an attribute.
    fn nearest(&self, value: impl Fn(&'a Element) -> Option<&'a str>) -> Option<&'a str> {
        let dom = self.tree.dom;
        std::iter::once(self.index)
            .chain(dom.ancestors(self.index))
            .take_while(|_| self.step())
            .find_map(|index| dom.element(index).and_then(|(_, element)| value(element)))
    }
}

impl selectors::Element for Node<'_> {
    type Impl = Css;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.element)
    }

    fn parent_element(&self) -> Option<Self> {
        self.step()
            .then(|| self.tree.node(self.parent_index()))
            .flatten()
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    /// Rules of `::before` are matched against the element that has it.
    fn pseudo_element_originating_element(&self) -> Option<Self> {
        Some(*self)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        let previous = self.tree.previous().get(self.index).copied()?;
        (previous != 0 && self.step())
            .then(|| self.tree.node(previous as usize))
            .flatten()
    }

    fn next_sibling_element(&self) -> Option<Self> {
        let parent = self.tree.dom.nodes.get(self.parent_index())?;
        self.first_element(self.end(), parent.end as usize)
    }

    fn first_element_child(&self) -> Option<Self> {
        self.first_element(self.index + 1, self.end())
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.element.name.ns == ns!(html)
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.step() && *self.element.name.local == *name.text
    }

    fn has_namespace(&self, namespace: &Namespace) -> bool {
        self.element.name.ns == *namespace
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.step() && self.element.name == other.element.name
    }

    fn attr_matches(
        &self,
        namespace: &NamespaceConstraint<&Namespace>,
        name: &Name,
        operation: &AttrSelectorOperation<&Name>,
    ) -> bool {
        // A value of a megabyte costs more than a step.
        self.element.attrs.iter().any(|(known, value)| {
            !matches!(*namespace, NamespaceConstraint::Specific(url) if *url != known.ns)
                && *known.local == *name.text
                && self.tree.steps.take(1 + value.len() / 64)
                && operation.eval_str(value)
        })
    }

    fn match_non_ts_pseudo_class(
        &self,
        state: &State,
        _context: &mut MatchingContext<'_, Css>,
    ) -> bool {
        let control = matches!(
            self.tag,
            Tag::Button
                | Tag::Input
                | Tag::Select
                | Tag::Textarea
                | Tag::Fieldset
                | Tag::Option
                | Tag::Optgroup
        );
        match state {
            State::Never => false,
            State::Always => true,
            State::Link => selectors::Element::is_link(self),
            State::Checked => {
                attr!(self.element, "checked").is_some()
                    || self.tag == Tag::Option && attr!(self.element, "selected").is_some()
            }
            State::Open => {
                matches!(self.tag, Tag::Details | Tag::Dialog)
                    && attr!(self.element, "open").is_some()
            }
            State::Empty => {
                matches!(self.tag, Tag::Input | Tag::Textarea)
                    && attr!(self.element, "placeholder").is_some()
                    && attr!(self.element, "value").is_none_or(str::is_empty)
            }
            State::Enabled(wanted) => {
                control && attr!(self.element, "disabled").is_none() == *wanted
            }
            State::RightToLeft(wanted) => {
                let direction = self.nearest(|element| attr!(element, "dir"));
                direction.is_some_and(|dir| dir.eq_ignore_ascii_case("rtl")) == *wanted
            }
            State::Language(wanted) => {
                self.nearest(|element| attr!(element, "lang"))
                    .is_some_and(|language| {
                        let (head, rest) = language
                            .split_at_checked(wanted.len())
                            .unwrap_or((language, ""));
                        head.eq_ignore_ascii_case(wanted)
                            && (rest.is_empty() || rest.starts_with('-'))
                    })
            }
        }
    }

    fn match_pseudo_element(
        &self,
        _pseudo: &Pseudo,
        _context: &mut MatchingContext<'_, Css>,
    ) -> bool {
        false
    }

    fn apply_selector_flags(&self, _flags: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        matches!(self.tag, Tag::A | Tag::Area) && attr!(self.element, "href").is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        self.step()
            && attr!(self.element, "id")
                .is_some_and(|known| case.eq(known.as_bytes(), id.text.as_bytes()))
    }

    fn has_class(&self, class: &Name, case: CaseSensitivity) -> bool {
        attr!(self.element, "class").is_some_and(|names| {
            names
                .split_ascii_whitespace()
                .any(|name| self.step() && case.eq(name.as_bytes(), class.text.as_bytes()))
        })
    }

    fn has_custom_state(&self, _name: &Name) -> bool {
        false
    }

    fn imported_part(&self, _name: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _name: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        let nodes = &self.tree.dom.nodes;
        nodes
            .get(self.index + 1..self.end())
            .unwrap_or_default()
            .iter()
            .take_while(|_| self.step())
            .all(|node| matches!(node.data, Data::Comment(_)))
    }

    fn is_root(&self) -> bool {
        self.parent_index() == 0 && self.tag == Tag::Html
    }

    fn add_element_unique_hashes(&self, _filter: &mut BloomFilter) -> bool {
        // A filter of 4 KB for each element that `:has()` looks into would cost too much memory.
        false
    }
}

/// The hashes under which a selector may look for an element among the ancestors of another.
pub(crate) fn hashes(element: &Element, add: &mut impl FnMut(u32)) {
    add(hash(element.name()));
    for (name, value) in &element.attrs {
        match name.local {
            local_name!("id") => add(hash(value)),
            local_name!("class") => value
                .split_ascii_whitespace()
                .for_each(|class| add(hash(class))),
            _ => {}
        }
    }
}
