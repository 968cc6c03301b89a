//! The styles that hold for an element: its `style` attribute and the style sheets of the page.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use cssparser::Parser as Input;
use html5ever::local_name;
use scraper::node::Element;
use selectors::bloom::BloomFilter;
use selectors::context::QuirksMode;
use selectors::matching::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, SelectorCaches,
    matches_selector, matches_selector_list, selector_may_match,
};
use selectors::parser::{AncestorHashes, Component, Selector};
use selectors::{OpaqueElement, SelectorList};

use super::css::{
    Block, Cascaded, Css, Declaration, Import, Level, Origin, Position, Property, Pseudo, Rule,
    Sheets, State, Tree, Value, Values, WINDOW, container, data, declare, hash, hashes, hint,
    inline, media, substitute,
};
use super::visibility::{Cause, PageStyle};
use crate::dom::lines::{head, offset};
use crate::dom::tag::Tag;
use crate::dom::{Data, Dom, Limits, ReadError, attr};
use crate::style::Sheet;

/// Rules that are kept of one page; the largest page measured has a tenth of that. Bounds memory.
const RULES: usize = 100_000;

/// Steps of matching that a page may take, for each of its nodes and for each byte of its linked sheets besides. By hand:
/// of the pages measured none takes a tenth of it.
const STEPS: usize = 20_000_000;
const STEPS_A_NODE: usize = 200;
const STEPS_A_BYTE: usize = 8;

/// Steps that the table of a selector counts for.
const NTH: usize = 64;

/// Linked and imported sheets that are asked for, by hand: pages of shops link two dozen.
const LINKED: usize = 64;

/// Bytes used of all linked sheets together, by hand: themes with a framework have half a MiB.
const LINKED_BYTES: usize = 4 * 1024 * 1024;

/// Addresses of unread sheets that are told, and bytes of each.
const TOLD: usize = 16;
const ADDRESS: usize = 256;

/// All styles of a page.
#[derive(Debug)]
pub(crate) struct Styles<'a> {
    pub(crate) page: PageStyle,
    tree: Tree<'a>,
    sheets: Sheets,
    /// Rules by what their rightmost part asks for: an id, else a class, else an element name, else nothing.
    by_name: HashMap<(Kind, u32), Vec<Entry>>,
    for_all: Vec<Entry>,
    /// Rules for boxes that an element makes up: `::before` and `::after`.
    made_up: Vec<Entry>,
    state: RefCell<Walked>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Id,
    Class,
    Tag,
}

/// A selector of a rule.
#[derive(Debug, Clone)]
struct Entry {
    rule: u32,
    selector: u32,
    /// Names that must stand among the ancestors.
    needs: AncestorHashes,
    /// Steps that it costs to look at an element, beside those that are counted on the way.
    work: usize,
}

/// What is known of the elements that are open in a walk in document order.
#[derive(Default)]
struct Walked {
    ancestors: BloomFilter,
    hashes: Vec<u32>,
    open: Vec<Open>,
    /// The element asked for last.
    last: usize,
    caches: SelectorCaches,
}

impl std::fmt::Debug for Walked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} elements open", self.open.len())
    }
}

#[derive(Clone)]
struct Open {
    end: usize,
    hashes: usize,
    scope: Option<Rc<Scope>>,
    /// The name of the container that this is.
    container: Option<Option<u32>>,
    width: f32,
}

/// The custom properties defined on an element, and those around it.
struct Scope {
    outer: Option<Rc<Self>>,
    rules: Vec<(Origin, u32)>,
    inline: Block,
}

impl<'a> Styles<'a> {
    /// Collects the style sheets of a page; `load` gives those that are linked.
    pub(crate) fn new(
        dom: &'a Dom<'a>,
        limits: &Limits,
        load: &dyn Fn(Import<'_>) -> Option<Sheet>,
    ) -> Self {
        let mut styles = Self {
            page: PageStyle::default(),
            tree: Tree::new(dom, limits.steps),
            sheets: Sheets::default(),
            by_name: HashMap::new(),
            for_all: Vec::new(),
            made_up: Vec::new(),
            state: RefCell::default(),
        };
        let linked = Linked::default();
        let load = |import: Import<'_>| linked.load(import, load);
        let mut read = |text: &str, address: &str, index: usize| {
            let holder = dom.nodes.get(index).map_or(0, |node| node.parent as usize);
            styles.sheets.read(text, address, holder, RULES, &load);
        };
        for (index, node) in dom.nodes.iter().enumerate() {
            let Data::Element(tag, element) = node.data else {
                continue;
            };
            let holds = || attr!(element, "media").is_none_or(|list| media(&mut Input::new(list)));
            match tag {
                Tag::Style if holds() => read(&dom.text(index, usize::MAX), "", index),
                Tag::Link if is_sheet(element) && holds() => {
                    let href = attr!(element, "href").unwrap_or_default();
                    if let Some(sheet) = load(Import { from: "", href }) {
                        read(&sheet.text, &sheet.address, index);
                    }
                }
                Tag::Script => styles.page.scripts = true,
                _ => {}
            }
        }
        styles.page.unread = linked.unread.into_inner();
        styles.page.waited = linked.waited.get();
        styles.page.external = !styles.page.unread.is_empty();
        let steps = STEPS + STEPS_A_NODE * dom.nodes.len() + STEPS_A_BYTE * linked.bytes.get();
        styles.tree.steps.limit(steps.min(limits.steps));
        if styles.sheets.too_many {
            // Too many to be applied within the limit on steps; say so instead of trying.
            styles.tree.steps.exhaust();
            return styles;
        }
        styles.sheets.rank();
        styles.index();
        styles
    }

    fn index(&mut self) {
        let mut covers = false;
        for (number, rule) in self.sheets.rules.iter().enumerate() {
            for (selector, parts) in rule.selectors.slice().iter().enumerate() {
                let entry = Entry {
                    rule: offset(number),
                    selector: offset(selector),
                    needs: AncestorHashes::new(parts, QuirksMode::NoQuirks),
                    work: work(parts) + rule.declarations.len(),
                };
                match parts.pseudo_element() {
                    Some(Pseudo::Other) => continue,
                    Some(Pseudo::Before | Pseudo::After) => {
                        covers |= is_laid_over(rule);
                        self.made_up.push(entry);
                        continue;
                    }
                    None => {}
                }
                match bucket(parts) {
                    Bucket::Never => {}
                    Bucket::All => self.for_all.push(entry),
                    Bucket::Named(names) => {
                        for name in names {
                            self.by_name.entry(name).or_default().push(entry.clone());
                        }
                    }
                }
            }
        }
        if !covers {
            self.made_up.clear();
        }
    }

    /// Whether applying the sheets took more comparisons than the limit allows.
    pub(crate) fn check(&self, limits: &Limits) -> Result<(), ReadError> {
        if self.tree.steps.passed() {
            return Err(ReadError::TooComplex {
                limit: limits.steps,
                line: 1,
            });
        }
        Ok(())
    }

    /// The declarations that win for one element. Elements are asked for in document order, each after its parent.
    /// Gives up beyond the limit, which [`Styles::check`] then reports.
    pub(crate) fn of(&self, spared: &[Cause], index: usize, element: &Element) -> Cascaded {
        let mut state = self.state.borrow_mut();
        let state = &mut *state;
        state.close_until(index);
        let mut matched = Matched::default();
        hints(element, &mut matched.cascaded);
        if !self.sheets.rules.is_empty() && !self.tree.steps.passed() {
            let mut apply = |entries: &[Entry]| {
                // Most rules ask for an ancestor that is not there; to find that out is work too.
                let allowed = self.tree.steps.take(entries.len());
                for entry in entries.iter().filter(|_| allowed) {
                    self.apply(entry, spared, index, state, None, &mut matched);
                }
            };
            apply(&self.for_all);
            let mut named = |kind, name: &str| {
                if let Some(entries) = self.by_name.get(&(kind, hash(name))) {
                    apply(entries);
                }
            };
            named(Kind::Tag, element.name());
            for (name, value) in &element.attrs {
                match name.local {
                    local_name!("id") => named(Kind::Id, value),
                    local_name!("class") => value
                        .split_ascii_whitespace()
                        .for_each(|class| named(Kind::Class, class)),
                    _ => {}
                }
            }
        }
        let own = attr!(element, "style").map(inline).unwrap_or_default();
        for one in &own.declarations {
            let value = match one.value {
                // Texts of the attribute are counted on from those of the sheets.
                Value::Pending(at) => {
                    Value::Pending(at.saturating_add(offset(self.sheets.pending.len())))
                }
                value => value,
            };
            let origin = Origin::INLINE.with(one.important);
            matched.cascaded.add(origin, one.property, value);
        }
        let outer = state.open.last().and_then(|open| open.scope.clone());
        let scope = if matched.custom.is_empty() && own.custom.is_empty() {
            outer
        } else {
            Some(Rc::new(Scope {
                outer,
                rules: matched.custom,
                inline: Block {
                    custom: own.custom,
                    ..Block::default()
                },
            }))
        };
        let mut cascaded = matched.cascaded;
        self.animate(&mut cascaded);
        self.resolve(&mut cascaded, &own.pending, scope.as_deref(), element);
        self.open(index, element, &cascaded, scope, state);
        cascaded
    }

    /// The boxes that an element makes up before and after what it holds, if any may lie over something, with their
    /// places in document order.
    pub(crate) fn made_up(
        &self,
        (index, end): (usize, usize),
        element: &Element,
    ) -> Vec<(usize, Cascaded)> {
        if self.made_up.is_empty() {
            return Vec::new();
        }
        let mut state = self.state.borrow_mut();
        // The element itself is open by now, and is not its own ancestor.
        let scope = state.open.last().and_then(|open| open.scope.clone());
        [(Pseudo::Before, index), (Pseudo::After, end)]
            .into_iter()
            .filter(|_| self.tree.steps.take(self.made_up.len()))
            .map(|(wanted, order)| {
                let mut matched = Matched::default();
                for entry in &self.made_up {
                    self.apply(entry, &[], index, &mut state, Some(wanted), &mut matched);
                }
                let mut cascaded = matched.cascaded;
                self.resolve(&mut cascaded, &[], scope.as_deref(), element);
                (order, cascaded)
            })
            .filter(|(_, cascaded)| cascaded.is(Property::Content) == Some(true))
            .collect()
    }

    fn apply(
        &self,
        entry: &Entry,
        spared: &[Cause],
        index: usize,
        state: &mut Walked,
        pseudo: Option<Pseudo>,
        matched: &mut Matched,
    ) {
        if !selector_may_match(&entry.needs, &state.ancestors) || !self.tree.steps.take(entry.work)
        {
            return;
        }
        let Some(rule) = self.sheets.rules.get(entry.rule as usize) else {
            return;
        };
        let Some(selector) = rule.selectors.slice().get(entry.selector as usize) else {
            return;
        };
        if spared.contains(&Cause::Rule(entry.rule))
            || pseudo.is_some() && selector.pseudo_element().copied() != pseudo
            || rule.place.container != 0 && !self.is_contained(rule.place.container, state)
        {
            return;
        }
        let Some(proximity) = self.matches(entry, selector, rule.place.scope, index, state, pseudo)
        else {
            return;
        };
        let origin = Origin {
            layer: self.sheets.rank_of(rule.place.layer),
            specificity: selector.specificity(),
            proximity,
            order: entry.rule,
            ..Origin::of(Level::Normal)
        };
        for one in &rule.declarations {
            matched
                .cascaded
                .add(origin.with(one.important), one.property, one.value);
        }
        if !rule.custom.is_empty() {
            matched.custom.push((origin, entry.rule));
        }
    }

    /// Whether a selector matches the element in a scope: how near its root is, the nearer the greater.
    fn matches(
        &self,
        entry: &Entry,
        selector: &Selector<Css>,
        scope: u32,
        index: usize,
        state: &mut Walked,
        pseudo: Option<Pseudo>,
    ) -> Option<u32> {
        let node = self.tree.node(index)?;
        let (mode, bloom) = match pseudo {
            Some(_) => (MatchingMode::ForStatelessPseudoElement, None),
            None => (MatchingMode::Normal, Some(&state.ancestors)),
        };
        let mut context = MatchingContext::new(
            mode,
            bloom,
            &mut state.caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        if scope == 0 {
            return matches_selector(selector, 0, Some(&entry.needs), &node, &mut context)
                .then_some(0);
        }
        let mut depth = 0;
        let mut root = Some(index);
        while let Some(at) = root {
            if !self.tree.steps.take(1) {
                return None;
            }
            if self.is_scope(scope, at, index, &mut context) {
                context.scope_element = self.opaque(at);
                if matches_selector(selector, 0, Some(&entry.needs), &node, &mut context) {
                    return Some(u32::MAX - depth);
                }
                context.scope_element = None;
            }
            depth += 1;
            root = self.tree.dom.ancestors(at).next();
        }
        None
    }

    fn opaque(&self, index: usize) -> Option<OpaqueElement> {
        let (_, element) = self.tree.dom.element(index)?;
        Some(OpaqueElement::new(element))
    }

    /// Whether the element `root` is the root of a scope that holds the element `index`.
    fn is_scope(
        &self,
        scope: u32,
        root: usize,
        index: usize,
        context: &mut MatchingContext<'_, Css>,
    ) -> bool {
        let Some(scope) = self.sheets.scopes.get((scope as usize).wrapping_sub(1)) else {
            return false;
        };
        let is = |list: &SelectorList<Css>, at: usize, context: &mut MatchingContext<'_, Css>| {
            self.tree.node(at).is_some_and(|node| {
                context.nest(|context| matches_selector_list(list, &node, context))
            })
        };
        let found = match &scope.root {
            Some(list) => is(list, root, context),
            None => root == scope.holder,
        };
        if !found {
            return false;
        }
        if let Some(limit) = &scope.limit {
            context.scope_element = self.opaque(root);
            let mut between = std::iter::once(index)
                .chain(self.tree.dom.ancestors(index))
                .take_while(|at| *at != root && self.tree.steps.take(1));
            if between.any(|at| is(limit, at, context)) {
                return false;
            }
        }
        scope.outer == 0
            || std::iter::once(root)
                .chain(self.tree.dom.ancestors(root))
                .take_while(|_| self.tree.steps.take(1))
                .any(|at| self.is_scope(scope.outer, at, root, context))
    }

    /// Whether the conditions hold in the nearest container, which is taken to be as wide as it or what it stands in
    /// says, and else as the window.
    fn is_contained(&self, mut number: u32, state: &Walked) -> bool {
        let scope = state.open.last().and_then(|open| open.scope.as_deref());
        while let Some(query) = self
            .sheets
            .containers
            .get((number as usize).wrapping_sub(1))
        {
            let is = |open: &&Open| {
                open.container
                    .is_some_and(|name| query.name.is_none() || name == query.name)
            };
            let found = state.open.iter().rev().find(is);
            let sized = !query.condition.trim_start().starts_with("style(");
            if sized && found.is_none() {
                return false;
            }
            let width = found.map_or(WINDOW.0, |open| open.width);
            let style = |name: &str, value: Option<&str>| {
                let known = Lookup {
                    styles: self,
                    scope,
                    element: None,
                };
                let known = known.custom(name).map(|(text, _)| text.trim());
                known.is_some() && value.is_none_or(|value| known == Some(value))
            };
            if !container(width, &style, &mut Input::new(&query.condition)) {
                return false;
            }
            number = query.outer;
        }
        true
    }

    /// Sets what an animation leaves: its last state where that stays, its first one where it stands still.
    fn animate(&self, cascaded: &mut Cascaded) {
        let Some(Value::Name(name)) = cascaded.value(Property::AnimationName) else {
            return;
        };
        let Some(frames) = self.sheets.keyframes.get(&name) else {
            return;
        };
        let is = |property| cascaded.is(property) == Some(true);
        let (first, last) = if is(Property::AnimationReverse) {
            (&frames.to, &frames.from)
        } else {
            (&frames.from, &frames.to)
        };
        let mut left: Vec<&Declaration> = Vec::new();
        if is(Property::AnimationPaused) {
            left.extend(first);
        } else if is(Property::AnimationEndless) {
            // What it shows only now and then is shown.
            left.extend(last.iter().filter(|one| first.contains(one)));
        } else if is(Property::AnimationFill) {
            left.extend(last);
        }
        let known = !is(Property::AnimationEndless);
        for one in left {
            cascaded.add(Origin::of(Level::Animation), one.property, one.value);
        }
        if known {
            // How it ends is known: nothing has to be guessed.
            cascaded.add(
                Origin::of(Level::Important),
                Property::AnimationName,
                Value::Initial,
            );
        }
    }

    /// Puts variables into the values that wait for them.
    fn resolve(
        &self,
        cascaded: &mut Cascaded,
        own: &[(Box<str>, Box<str>)],
        scope: Option<&Scope>,
        element: &Element,
    ) {
        for (property, value) in cascaded.pending() {
            let Value::Pending(at) = *value else {
                continue;
            };
            *value = Value::Inherit;
            let at = at as usize;
            let sheets = &self.sheets.pending;
            let Some((name, text)) = sheets
                .get(at)
                .or_else(|| own.get(at.checked_sub(sheets.len())?))
            else {
                continue;
            };
            let lookup = Lookup {
                styles: self,
                scope,
                element: Some(element),
            };
            if let Ok(text) = substitute(text, &lookup) {
                declare(name, text.trim(), &mut |declared, found| {
                    if declared == property {
                        *value = found;
                    }
                });
            }
        }
    }

    fn open(
        &self,
        index: usize,
        element: &Element,
        cascaded: &Cascaded,
        scope: Option<Rc<Scope>>,
        state: &mut Walked,
    ) {
        if self.sheets.rules.is_empty() && scope.is_none() {
            return;
        }
        let outer = state.open.last().map_or(WINDOW.0, |open| open.width);
        let width = [Property::Width, Property::MaxWidth]
            .into_iter()
            .filter_map(|side| cascaded.length(side))
            .map(|side| side.px(super::css::FONT, outer))
            .fold(outer, f32::min);
        let name = match cascaded.value(Property::ContainerName) {
            Some(Value::Name(name)) => Some(name),
            _ => None,
        };
        let from = state.hashes.len();
        hashes(element, &mut |hash| {
            state.ancestors.insert_hash(hash);
            state.hashes.push(hash);
        });
        state.open.push(Open {
            end: self
                .tree
                .dom
                .nodes
                .get(index)
                .map_or(0, |node| node.end as usize),
            hashes: from,
            scope,
            container: (cascaded.is(Property::ContainerType) == Some(true)).then_some(name),
            width,
        });
    }
}

impl Walked {
    /// Forgets the elements that end before `index`; all of them where a new walk begins.
    fn close_until(&mut self, index: usize) {
        let again = index <= std::mem::replace(&mut self.last, index);
        while let Some(open) = self.open.pop_if(|open| open.end <= index || again) {
            for hash in self.hashes.drain(open.hashes..) {
                self.ancestors.remove_hash(hash);
            }
        }
    }
}

/// What matched an element so far.
#[derive(Default)]
struct Matched {
    cascaded: Cascaded,
    custom: Vec<(Origin, u32)>,
}

/// Where to look up the variables of an element.
#[derive(Clone, Copy)]
struct Lookup<'b> {
    styles: &'b Styles<'b>,
    scope: Option<&'b Scope>,
    element: Option<&'b Element>,
}

impl Values for Lookup<'_> {
    fn custom(&self, name: &str) -> Option<(&str, Self)> {
        let mut at = self.scope;
        while let Some(scope) = at {
            let mut best: Option<(Origin, &str)> = None;
            let rules = scope.rules.iter().flat_map(|(origin, rule)| {
                let rule = self.styles.sheets.rules.get(*rule as usize);
                let custom = rule.map_or(&[][..], |rule| &rule.custom);
                custom.iter().map(|custom| (*origin, custom))
            });
            let inline = scope
                .inline
                .custom
                .iter()
                .map(|custom| (Origin::INLINE, custom));
            for (origin, custom) in rules.chain(inline) {
                let origin = origin.with(custom.important);
                if !self.allows(1) {
                    return None;
                }
                if *custom.name == *name && best.is_none_or(|(known, _)| known <= origin) {
                    best = Some((origin, &custom.text));
                }
            }
            match best {
                Some((_, "initial")) => break,
                Some((_, "inherit" | "unset")) | None => at = scope.outer.as_deref(),
                Some((_, text)) => {
                    let lookup = Self {
                        scope: Some(scope),
                        ..*self
                    };
                    return Some((text, lookup));
                }
            }
        }
        let initial = self.styles.sheets.initial.get(name)?;
        Some((initial, *self))
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let attributes = &self.element?.attrs;
        let known = attributes.iter().find(|(known, _)| *known.local == *name);
        known.map(|(_, value)| &**value)
    }

    fn allows(&self, bytes: usize) -> bool {
        self.styles.tree.steps.take(bytes)
    }
}

/// The linked sheets of a page, within their bounds.
#[derive(Default)]
struct Linked {
    asked: Cell<usize>,
    bytes: Cell<usize>,
    waited: Cell<Duration>,
    unread: RefCell<Vec<String>>,
}

impl Linked {
    fn load(
        &self,
        import: Import<'_>,
        source: &dyn Fn(Import<'_>) -> Option<Sheet>,
    ) -> Option<Sheet> {
        let left = LINKED_BYTES.saturating_sub(self.bytes.get());
        let found = if self.asked.get() >= LINKED {
            None
        } else if let Some(text) = data(import.href) {
            Some(Sheet {
                address: import.from.to_owned(),
                text,
            })
        } else {
            let begun = Instant::now();
            let found = source(import);
            self.waited.set(self.waited.get() + begun.elapsed());
            found
        };
        self.asked.set(self.asked.get() + 1);
        let found = found.filter(|sheet| sheet.text.len() <= left);
        match &found {
            Some(sheet) => self.bytes.set(self.bytes.get() + sheet.text.len()),
            None => {
                let mut unread = self.unread.borrow_mut();
                let href = head(import.href, ADDRESS);
                if unread.len() < TOLD && !unread.iter().any(|known| known == href) {
                    unread.push(href.to_owned());
                }
            }
        }
        found
    }
}

fn is_sheet(element: &Element) -> bool {
    let rel = attr!(element, "rel").unwrap_or_default();
    let mut words = rel.split_ascii_whitespace();
    words.any(|word| word.eq_ignore_ascii_case("stylesheet"))
        && !rel.to_ascii_lowercase().contains("alternate")
        && attr!(element, "disabled").is_none()
}

/// Whether a rule takes a made-up box out of the flow.
fn is_laid_over(rule: &Rule) -> bool {
    rule.declarations.iter().any(|one| {
        matches!(
            one.value,
            Value::Position(Position::Absolute | Position::Fixed) | Value::Pending(_)
        )
    })
}

/// Steps that one look at a selector may take: one a part, and more where what was counted of an element's siblings is
/// kept (`:nth-child(… of …)`), which takes a table for each selector.
fn work(selector: &Selector<Css>) -> usize {
    let of = |list: &[Selector<Css>]| list.iter().map(work).sum::<usize>();
    let part = |part: &Component<Css>| match part {
        Component::Is(list) | Component::Where(list) | Component::Negation(list) => {
            of(list.slice())
        }
        Component::NthOf(nth) => NTH + of(nth.selectors()),
        Component::Has(list) => NTH + list.iter().map(|one| work(&one.selector)).sum::<usize>(),
        Component::Nth(_) => NTH / 4,
        _ => 0,
    };
    selector
        .iter_raw_match_order()
        .map(|one| 1 + part(one))
        .sum()
}

/// Under what a selector is found.
enum Bucket {
    Never,
    All,
    Named(Vec<(Kind, u32)>),
}

fn bucket(selector: &Selector<Css>) -> Bucket {
    let mut best = None;
    let mut lists = Vec::new();
    for part in selector.iter() {
        let found = match part {
            Component::NonTSPseudoClass(State::Never) => return Bucket::Never,
            Component::ID(name) => (Kind::Id, hash(name.as_str())),
            Component::Class(name) => (Kind::Class, hash(name.as_str())),
            Component::LocalName(name) => (Kind::Tag, hash(name.lower_name.as_str())),
            Component::Is(list) | Component::Where(list) => {
                lists.push(list);
                continue;
            }
            _ => continue,
        };
        if best.is_none_or(|(kind, _)| found.0 as u8 <= kind as u8) {
            best = Some(found);
        }
    }
    if let Some(best) = best {
        return Bucket::Named(vec![best]);
    }
    // `:is(.a, .b)` is found under each.
    let Some(list) = lists.first() else {
        return Bucket::All;
    };
    let mut names = Vec::new();
    for one in list.slice() {
        match bucket(one) {
            Bucket::Never => {}
            Bucket::All => return Bucket::All,
            Bucket::Named(more) => names.extend(more),
        }
    }
    names.sort_unstable_by_key(|(kind, hash)| (*kind as u8, *hash));
    names.dedup();
    Bucket::Named(names)
}

/// What the attributes of old HTML say about colours; any rule is stronger.
fn hints(element: &Element, cascaded: &mut Cascaded) {
    let local = &element.name.local;
    let mut add = |property, value: Option<&str>| {
        if let Some(value) = value {
            cascaded.add(Origin::of(Level::Hint), property, hint(property, value));
        }
    };
    if *local == local_name!("font") {
        add(Property::Colour, attr!(element, "color"));
    } else if *local == local_name!("body")
        || *local == local_name!("table")
        || *local == local_name!("tr")
        || *local == local_name!("td")
        || *local == local_name!("th")
    {
        add(Property::Background, attr!(element, "bgcolor"));
        add(Property::BackgroundImage, attr!(element, "background"));
        if *local == local_name!("body") {
            add(Property::Colour, attr!(element, "text"));
        }
    }
}
