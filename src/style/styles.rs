//! The styles that hold for an element: its `style` attribute and the style sheets of the page.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use cssparser::Parser as Input;
use foldhash::HashMap;
use html5ever::{QualName, local_name, ns};
use scraper::node::Element;
use selectors::bloom::BloomFilter;
use selectors::context::QuirksMode;
use selectors::matching::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, SelectorCaches,
    matches_selector, matches_selector_list, selector_may_match,
};
use selectors::parser::Selector;
use selectors::{OpaqueElement, SelectorList};

use super::css::{
    Block, Cascaded, Css, Declaration, Import, Length, Level, Origin, Property, Pseudo, Sheets,
    Tree, Value, Values as _, WINDOW, container, declare, hashes, hint, inline, media, substitute,
};
use super::custom::{Lookup, Scope};
use super::index::{Entry, Index};
use super::linked::{Linked, is_sheet};
use super::visibility::{Cause, PageStyle};
use crate::dom::lines::offset;
use crate::dom::tag::Tag;
use crate::dom::{Data, Dom, Limits, ReadError, attr, is_shadow_root};
use crate::style::Sheet;

/// Rules that are kept of one page; the largest page measured has a tenth of that. Bounds memory.
const RULES: usize = 100_000;

/// Steps of matching that a page may take, for each of its nodes and for each byte of its linked sheets besides. By hand:
/// of the pages measured none takes a tenth of it.
const STEPS: usize = 20_000_000;
const STEPS_A_NODE: usize = 200;
const STEPS_A_BYTE: usize = 8;

/// Rules and names that are remembered of kinds of elements, in all. By hand: the pages measured have a twentieth of
/// that. Bounds memory.
const REMEMBERED: usize = 500_000;

/// All styles of a page.
#[derive(Debug)]
pub(crate) struct Styles<'a> {
    pub(crate) page: PageStyle,
    tree: Tree<'a>,
    sheets: Sheets,
    index: Index,
    /// Whether pieces of SVG are animated, so that their attributes tell only how they begin.
    animated: bool,
    state: RefCell<Walked<'a>>,
}

/// What is known of the elements that are open in a walk in document order, and of the kinds of elements met.
#[derive(Default)]
struct Walked<'a> {
    ancestors: BloomFilter,
    open: Vec<Open>,
    /// The element asked for last.
    last: usize,
    caches: SelectorCaches,
    kinds: HashMap<Names<'a>, Rc<Kind>>,
    /// Rules and names remembered in them.
    remembered: usize,
    /// The kind of elements where there are no rules.
    nothing: Rc<Kind>,
}

impl std::fmt::Debug for Walked<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} elements open", self.open.len())
    }
}

/// All that plain rules look at: elements of the same names in elements of the same kind are of one kind.
#[derive(PartialEq, Eq, Hash)]
struct Names<'a> {
    /// The kind of the element around it; 0 for none.
    around: u32,
    tree: u32,
    name: &'a QualName,
    id: Option<&'a str>,
    class: Option<&'a str>,
}

/// What is the same for all elements of a kind.
#[derive(Default)]
struct Kind {
    /// Its number from 1; 0 for what is not remembered.
    number: u32,
    /// The hashes of its names.
    names: Box<[u32]>,
    /// The plain rules that match.
    plain: Vec<(Origin, u32)>,
    /// Those of them that define custom properties.
    custom: Rc<[(Origin, u32)]>,
    /// Declarations in them.
    work: usize,
    /// Entries of other rules that have to be looked at for each element.
    other: Vec<u32>,
    /// What wins where nothing but the plain rules has a say.
    cascaded: OnceCell<Rc<Cascaded>>,
}

#[derive(Clone)]
struct Open {
    end: usize,
    kind: Rc<Kind>,
    /// The shadow tree that what it holds stands in; 0 for the page itself.
    tree: u32,
    scope: Option<Rc<Scope>>,
    /// The name of the container that this is.
    container: Option<Option<u32>>,
    width: f32,
}

impl<'a> Styles<'a> {
    /// Collects the style sheets of a page; `load` gives those that are linked. Unless they are to be `applied`, none is
    /// read but those that import others, of which it has to be told whether they can be had.
    pub(crate) fn new(
        dom: &'a Dom<'a>,
        limits: &Limits,
        applied: bool,
        load: &dyn Fn(Import<'_>) -> Option<Sheet>,
    ) -> Self {
        let quirks = match dom.quirks {
            html5ever::tree_builder::QuirksMode::Quirks => QuirksMode::Quirks,
            _ => QuirksMode::NoQuirks,
        };
        let mut styles = Self {
            page: PageStyle::default(),
            tree: Tree::new(dom, limits.steps),
            sheets: Sheets::new(quirks == QuirksMode::Quirks),
            index: Index::new(quirks),
            animated: false,
            state: RefCell::default(),
        };
        let linked = Linked::default();
        let load = |import: Import<'_>| linked.load(import, load);
        let mut trees: Vec<(usize, u32)> = Vec::new();
        let mut index = 0;
        while let Some(node) = dom.nodes.get(index) {
            let at = index;
            index += 1;
            let Data::Element(tag, element) = node.data else {
                continue;
            };
            styles.page.expands |= { element.attrs.iter() }
                .any(|(name, _)| matches!(&*name.local, "aria-expanded" | "aria-controls"));
            let holds = || {
                let kind = attr!(element, "type").unwrap_or_default().trim();
                let is_css = kind.is_empty() || kind.eq_ignore_ascii_case("text/css");
                is_css && attr!(element, "media").is_none_or(|list| media(&mut Input::new(list)))
            };
            let mut read = |text: &str, address: &str| {
                if !applied && !may_import(text) {
                    return;
                }
                trees.retain(|(end, _)| *end > at);
                let tree = trees.last().map_or(0, |(_, tree)| *tree);
                let holder = (node.parent as usize, tree);
                styles.sheets.read(text, address, holder, RULES, &load);
            };
            match tag {
                Tag::Style if holds() => read(&dom.text(at, usize::MAX), ""),
                Tag::Link if is_sheet(element) && holds() => {
                    let href = attr!(element, "href").unwrap_or_default();
                    if let Some(sheet) = load(Import { from: "", href }) {
                        read(&sheet.text, &sheet.address);
                    }
                }
                Tag::Script => styles.page.scripts = true,
                Tag::Foreign if matches!(&*element.name.local, "animate" | "set") => {
                    styles.animated = true;
                }
                Tag::Button | Tag::Input => {
                    styles.page.expands = true;
                    let opens =
                        |name: &str| element.attrs.iter().any(|(known, _)| &*known.local == name);
                    styles.page.opens |= opens("popovertarget") || opens("commandfor");
                }
                Tag::Template if is_shadow_root(element) => {
                    trees.push((node.end as usize, offset(at)));
                }
                // What stands in any other is no part of the page.
                Tag::Template => index = node.end as usize,
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
        styles.index.fill(&styles.sheets.rules);
        styles
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
    pub(crate) fn of(&self, spared: &[Cause], index: usize, element: &'a Element) -> Rc<Cascaded> {
        let mut state = self.state.borrow_mut();
        let state = &mut *state;
        state.close_until(index);
        let kind = self.kind(index, element, state);
        let mut own = attr!(element, "style")
            .map(|text| inline(text, self.sheets.quirks))
            .unwrap_or_default();
        // Texts of the attribute are counted on from those of the sheets.
        own.shift(self.sheets.pending.len());
        let mut cascaded = Cascaded::default();
        hints(element, &mut cascaded);
        if element.name.ns == ns!(svg) && !self.animated {
            drawing(element, &mut cascaded);
        }
        let is_usual =
            spared.is_empty() && own.is_empty() && cascaded.is_empty() && kind.other.is_empty();
        let outer = state.open.last().and_then(|open| open.scope.clone());
        if is_usual && let Some(known) = kind.cascaded.get() {
            let scope = Scope::inside(outer, index, Rc::clone(&kind.custom), Block::default());
            let known = Rc::clone(known);
            self.open(index, &known, scope, kind, state);
            return known;
        }
        let mut rules = kind.plain.clone();
        rules.retain(|(_, rule)| !spared.contains(&Cause::Rule(*rule)));
        let plain = rules.len();
        for entry in kind
            .other
            .iter()
            .filter_map(|entry| self.index.entry(*entry))
        {
            // The page is too complex by now, and thousands of rules for each further element would only say so again.
            if self.tree.steps.passed() {
                break;
            }
            rules.extend(self.matching(entry, spared, index, state, None));
        }
        if self.tree.steps.take(kind.work) {
            for (origin, one) in self.declared(&rules) {
                cascaded.add(origin, one.property, one.value);
            }
        }
        for one in &own.declarations {
            let origin = Origin::INLINE.with(one.important);
            cascaded.add(origin, one.property, one.value);
        }
        let custom = if rules.len() == plain && spared.is_empty() {
            Rc::clone(&kind.custom)
        } else {
            self.custom(&rules)
        };
        self.revert_layers(&mut cascaded, &rules, &own);
        self.animate(&mut cascaded);
        let waits = cascaded.pending().next().is_some();
        let inline = Block {
            custom: own.custom,
            ..Block::default()
        };
        let scope = Scope::inside(outer, index, custom, inline);
        if waits {
            self.resolve(
                &mut cascaded,
                &own.pending,
                scope.as_deref(),
                Some((index, element)),
            );
        }
        let cascaded = Rc::new(cascaded);
        if is_usual && !waits && kind.number != 0 {
            kind.cascaded.get_or_init(|| Rc::clone(&cascaded));
        }
        self.open(index, &cascaded, scope, kind, state);
        cascaded
    }

    /// The kind of an element in those that are open.
    fn kind(&self, index: usize, element: &'a Element, state: &mut Walked<'a>) -> Rc<Kind> {
        if self.sheets.rules.is_empty() {
            return Rc::clone(&state.nothing);
        }
        let around = state.open.last();
        let names = Names {
            around: around.map_or(0, |open| open.kind.number),
            tree: around.map_or(0, |open| open.tree),
            name: &element.name,
            id: attr!(element, "id"),
            class: attr!(element, "class"),
        };
        let is_known = around.is_none_or(|open| open.kind.number != 0);
        if let Some(known) = state.kinds.get(&names).filter(|_| is_known) {
            self.tree.steps.take(1 + known.other.len());
            return Rc::clone(known);
        }
        let mut kind = Kind::default();
        let mut hashed = Vec::new();
        hashes(element, &mut |hash| hashed.push(hash));
        kind.names = hashed.into();
        let (mut plain, mut other) = (Vec::new(), Vec::new());
        self.index.each(element, |entries| {
            // Most rules ask for an ancestor that is not there; to find that out is work too.
            let allowed = self.tree.steps.take(entries.len());
            for at in entries.iter().filter(|_| allowed) {
                let Some(entry) = self.index.entry(*at) else {
                    continue;
                };
                if !selector_may_match(&entry.needs, &state.ancestors) {
                    continue;
                }
                if entry.is_plain {
                    plain.push(entry);
                } else {
                    other.push(*at);
                }
            }
        });
        let mut matched = Vec::new();
        for entry in plain {
            matched.extend(self.matching(entry, &[], index, state, None));
        }
        kind.work = self.declared(&matched).count();
        kind.custom = self.custom(&matched);
        kind.plain = matched;
        kind.other = other;
        let weight = 4 + kind.names.len() + kind.plain.len() + kind.work + kind.other.len();
        let fits = state.remembered + weight <= REMEMBERED;
        if is_known && fits {
            state.remembered += weight;
            kind.number = offset(state.kinds.len() + 1);
        }
        let kind = Rc::new(kind);
        if kind.number != 0 {
            state.kinds.insert(names, Rc::clone(&kind));
        }
        kind
    }

    /// The declarations of rules.
    fn declared(&self, rules: &[(Origin, u32)]) -> impl Iterator<Item = (Origin, &Declaration)> {
        rules.iter().flat_map(|(origin, rule)| {
            let rule = self.sheets.rules.get(*rule as usize);
            let declarations = rule.map_or(&[][..], |rule| &rule.declarations);
            declarations
                .iter()
                .map(|one| (origin.with(one.important), one))
        })
    }

    /// Those of the rules that define custom properties.
    fn custom(&self, rules: &[(Origin, u32)]) -> Rc<[(Origin, u32)]> {
        let defines = |rule: u32| {
            let rule = self.sheets.rules.get(rule as usize);
            rule.is_some_and(|rule| !rule.custom.is_empty())
        };
        rules
            .iter()
            .filter(|(_, rule)| defines(*rule))
            .copied()
            .collect()
    }

    /// Puts what the layers below say, and the rules where it is the attribute, in the place of `revert-layer`.
    fn revert_layers(&self, cascaded: &mut Cascaded, rules: &[(Origin, u32)], own: &Block) {
        let rank = |origin: Origin| (origin.level, origin.inline, origin.layer);
        while let Some((property, from)) = cascaded.reverted() {
            if !self.tree.steps.take(rules.len()) {
                return;
            }
            let inline = own
                .declarations
                .iter()
                .map(|one| (Origin::INLINE.with(one.important), one));
            let below = self
                .declared(rules)
                .chain(inline)
                .filter(|(origin, one)| one.property == property && rank(*origin) < rank(from))
                .max_by_key(|(origin, _)| *origin);
            cascaded.replace(property, below.map(|(origin, one)| (origin, one.value)));
        }
    }

    /// The boxes that an element makes up before and after what it holds, if any may lie over something, with their
    /// places in document order.
    pub(crate) fn made_up(
        &self,
        (index, end): (usize, usize),
        element: &Element,
    ) -> Vec<(usize, Cascaded)> {
        if !self.index.makes_up() {
            return Vec::new();
        }
        let mut state = self.state.borrow_mut();
        let mut entries: Vec<&Entry> = Vec::new();
        self.index.each_made_up(element, |list| {
            let allowed = self.tree.steps.take(list.len());
            let list = list.iter().filter(|_| allowed);
            entries.extend(
                list.filter_map(|at| self.index.entry(*at))
                    .filter(|entry| selector_may_match(&entry.needs, &state.ancestors)),
            );
        });
        if entries.is_empty() {
            return Vec::new();
        }
        // The element itself is open by now, and is not its own ancestor.
        let scope = state.open.last().and_then(|open| open.scope.clone());
        [(Pseudo::Before, index), (Pseudo::After, end)]
            .into_iter()
            .map(|(wanted, order)| {
                let mut rules = Vec::new();
                for entry in &entries {
                    rules.extend(self.matching(entry, &[], index, &mut state, Some(wanted)));
                }
                let mut cascaded = Cascaded::default();
                for (origin, one) in self.declared(&rules) {
                    cascaded.add(origin, one.property, one.value);
                }
                self.revert_layers(&mut cascaded, &rules, &Block::default());
                self.resolve(&mut cascaded, &[], scope.as_deref(), Some((index, element)));
                (order, cascaded)
            })
            .filter(|(_, cascaded)| cascaded.is(Property::Content) == Some(true))
            .collect()
    }

    /// The rule of an entry and how strong it is, if it matches an element, or what the element makes up.
    fn matching(
        &self,
        entry: &Entry,
        spared: &[Cause],
        index: usize,
        state: &mut Walked<'a>,
        pseudo: Option<Pseudo>,
    ) -> Option<(Origin, u32)> {
        if !selector_may_match(&entry.needs, &state.ancestors) || !self.tree.steps.take(entry.work)
        {
            return None;
        }
        let rule = self.sheets.rules.get(entry.rule as usize)?;
        let selector = rule.selectors.slice().get(entry.selector as usize)?;
        if spared.contains(&Cause::Rule(entry.rule))
            || pseudo.is_some() && selector.pseudo_element().copied() != pseudo
            || rule.place.tree != state.open.last().map_or(0, |open| open.tree)
            || rule.place.container != 0 && !self.is_contained(rule.place.container, state)
        {
            return None;
        }
        let proximity = self.matches(entry, selector, rule.place.scope, index, state, pseudo)?;
        let origin = Origin {
            layer: self.sheets.rank_of(rule.place.layer),
            specificity: selector.specificity(),
            proximity,
            order: entry.rule,
            ..Origin::of(Level::Normal)
        };
        Some((origin, entry.rule))
    }

    /// Whether a selector matches the element in a scope: how near its root is, the nearer the greater.
    fn matches(
        &self,
        entry: &Entry,
        selector: &Selector<Css>,
        scope: u32,
        index: usize,
        state: &mut Walked<'a>,
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
            self.index.quirks,
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
    fn is_contained(&self, mut number: u32, state: &Walked<'a>) -> bool {
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
                    sheets: &self.sheets,
                    steps: &self.tree.steps,
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
        let (first, mut last) = if is(Property::AnimationReverse) {
            (&frames.to, &frames.from)
        } else {
            (&frames.from, &frames.to)
        };
        if is(Property::AnimationAlternate) && is(Property::AnimationEven) {
            // It ends where it began.
            last = first;
        }
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
        element: Option<(usize, &Element)>,
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
                sheets: &self.sheets,
                steps: &self.tree.steps,
                scope,
                element,
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

    /// Takes note that an element is open, for what it holds.
    fn open(
        &self,
        index: usize,
        cascaded: &Cascaded,
        scope: Option<Rc<Scope>>,
        kind: Rc<Kind>,
        state: &mut Walked<'a>,
    ) {
        if self.sheets.rules.is_empty() && scope.is_none() {
            return;
        }
        let (outer, tree) = state
            .open
            .last()
            .map_or((WINDOW.0, 0), |open| (open.width, open.tree));
        let width = [Property::Width, Property::MaxWidth]
            .into_iter()
            .filter_map(|side| cascaded.length(side))
            .map(|side| side.px(super::css::FONT, outer))
            .fold(outer, f32::min);
        let name = match cascaded.value(Property::ContainerName) {
            Some(Value::Name(name)) => Some(name),
            _ => None,
        };
        for hash in &kind.names {
            state.ancestors.insert_hash(*hash);
        }
        let node = self.tree.dom.nodes.get(index);
        // A template that is read at all is the root of a tree of its own.
        let is_root = node.is_some_and(|node| matches!(node.data, Data::Element(Tag::Template, _)));
        state.open.push(Open {
            end: node.map_or(0, |node| node.end as usize),
            kind,
            tree: if is_root { offset(index) } else { tree },
            scope,
            container: (cascaded.is(Property::ContainerType) == Some(true)).then_some(name),
            width,
        });
    }
}

impl Walked<'_> {
    /// Forgets the elements that end before `index`; all of them where a new walk begins.
    fn close_until(&mut self, index: usize) {
        let again = index <= std::mem::replace(&mut self.last, index);
        while let Some(open) = self.open.pop_if(|open| open.end <= index || again) {
            for hash in &open.kind.names {
                self.ancestors.remove_hash(*hash);
            }
        }
    }
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

/// What the attributes of SVG say about how a piece of it is drawn; any rule is stronger.
fn drawing(element: &Element, cascaded: &mut Cascaded) {
    let hint = Origin::of(Level::Hint);
    for (name, value) in &element.attrs {
        match &*name.local {
            name @ ("opacity" | "visibility" | "display" | "fill" | "fill-opacity" | "stroke") => {
                declare(name, value.trim(), &mut |property, value| {
                    cascaded.add(hint, property, value);
                });
            }
            // How large letters are depends on the box that is shown, but nothing stays nothing.
            "font-size" => {
                let number = value
                    .trim()
                    .trim_end_matches(|c: char| c.is_alphabetic() || c == '%');
                let is_none = number.parse::<f32>() == Ok(0.0);
                let size = if is_none {
                    Value::Length(Length::default())
                } else {
                    Value::Initial
                };
                cascaded.add(hint, Property::FontSize, size);
            }
            _ => {}
        }
    }
}

/// Whether a style sheet may import another.
fn may_import(sheet: &str) -> bool {
    let text = sheet.as_bytes();
    memchr::memchr_iter(b'@', text).any(|at| {
        let word = text.get(at + 1..at + 7);
        word.is_some_and(|word| word.eq_ignore_ascii_case(b"import"))
    })
}
