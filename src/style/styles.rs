//! The styles that hold for an element: its `style` attribute and the style sheets in the page.

use std::cell::Cell;
use std::collections::HashMap;

use html5ever::local_name;
use scraper::node::Element;

use super::css::{
    Attribute, Cascaded, Combinator, Compound, Declaration, Operator, Origin, Property, Pseudo,
    Rule, Selector, Variables, declarations, hint, media_holds, rules,
};
use super::siblings::{Siblings, needs_siblings, needs_types};
use super::visibility::{Cause, PageStyle};
use crate::dom::ReadError;
use crate::dom::limits::Limits;
use crate::dom::lines::offset;
use crate::dom::tag::Tag;
use crate::dom::{Data, Dom, attr};

/// Rules that are kept of one page; the largest page measured has a tenth of that. Bounds memory.
const RULES: usize = 100_000;

/// All styles of a page that can be told without fetching anything.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    pub(crate) page: PageStyle,
    rules: Vec<Rule>,
    /// Rules by what their rightmost part asks for: an id, else a class, else an element name, else nothing.
    by_id: HashMap<String, Vec<Entry>>,
    by_class: HashMap<String, Vec<Entry>>,
    by_tag: HashMap<String, Vec<Entry>>,
    for_all: Vec<Entry>,
    siblings: Siblings,
    variables: Variables,
    /// Comparisons made so far.
    steps: Cell<usize>,
}

/// A selector of a rule.
#[derive(Debug, Clone, Copy)]
struct Entry {
    rule: u32,
    selector: u32,
    /// Names that must stand among the ancestors.
    needs: Ancestry,
}

/// The names, ids and classes of an element and its ancestors, as a Bloom filter: most rules ask for an ancestor that
/// is not there, and this tells without walking up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Ancestry([u64; 4]);

impl Ancestry {
    fn add(&mut self, kind: u8, name: &str) {
        let hash = name
            .bytes()
            .fold(0xCBF2_9CE4_8422_2325 ^ u64::from(kind), |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
            });
        let bit = (hash ^ (hash >> 32)) & 0xFF;
        if let Some(word) = self.0.get_mut((bit >> 6) as usize) {
            *word |= 1 << (bit & 63);
        }
    }

    fn holds(&self, needs: &Self) -> bool {
        self.0
            .iter()
            .zip(needs.0)
            .all(|(word, needed)| word & needed == needed)
    }

    /// What the ancestors of `selector`'s element must be called.
    fn needed_by(selector: &Selector) -> Self {
        let mut needs = Self::default();
        for (combinator, part) in selector.parts.iter().skip(1) {
            if matches!(combinator, Combinator::Previous | Combinator::Earlier) {
                continue;
            }
            if let Some(tag) = &part.tag {
                needs.add(b't', tag);
            }
            if let Some(id) = &part.id {
                needs.add(b'#', id);
            }
            for class in &part.classes {
                needs.add(b'.', class);
            }
        }
        needs
    }
}

impl Styles {
    /// Collects the style sheets of a page.
    pub(crate) fn new(dom: &Dom<'_>) -> Self {
        let mut styles = Self::default();
        let mut sheets = Vec::new();
        for (index, node) in dom.nodes.iter().enumerate() {
            match node.data {
                Data::Element(Tag::Link, element) => {
                    let rel = attr!(element, "rel").unwrap_or_default();
                    styles.page.external |= rel.to_ascii_lowercase().contains("stylesheet");
                }
                Data::Element(Tag::Style, element)
                    if attr!(element, "media").is_none_or(media_holds) =>
                {
                    let text = dom.text(index, usize::MAX);
                    styles.variables.collect(&text);
                    sheets.push(text);
                }
                Data::Element(_, element) => {
                    if let Some(style) = attr!(element, "style") {
                        styles.variables.collect(style);
                    }
                }
                _ => {}
            }
        }
        for text in sheets {
            styles
                .rules
                .extend(rules(&styles.variables.put_into(&text), RULES));
            if styles.rules.len() > RULES {
                // Too many to be applied within the limit on steps; say so instead of trying.
                styles.rules.clear();
                styles.steps.set(usize::MAX);
                return styles;
            }
        }
        styles.index();
        if styles.rules.iter().any(needs_siblings) {
            styles.siblings = Siblings::of(dom, styles.rules.iter().any(needs_types));
        }
        styles
    }

    fn index(&mut self) {
        for (rule, selectors) in self.rules.iter().enumerate() {
            for (selector, parts) in selectors.selectors.iter().enumerate() {
                let Some((_, part)) = parts.parts.first() else {
                    continue;
                };
                let entry = Entry {
                    rule: offset(rule),
                    selector: offset(selector),
                    needs: Ancestry::needed_by(parts),
                };
                let list = if let Some(id) = &part.id {
                    self.by_id.entry(id.clone()).or_default()
                } else if let Some(class) = part.classes.first() {
                    self.by_class.entry(class.clone()).or_default()
                } else if let Some(tag) = &part.tag {
                    self.by_tag.entry(tag.clone()).or_default()
                } else {
                    &mut self.for_all
                };
                list.push(entry);
            }
        }
    }

    /// Whether applying the sheets took more comparisons than the limit allows.
    pub(crate) fn check(&self, limits: &Limits) -> Result<(), ReadError> {
        if self.steps.get() > limits.steps {
            return Err(ReadError::TooComplex {
                limit: limits.steps,
                line: 1,
            });
        }
        Ok(())
    }

    /// What holds inside `element`, given what holds around it.
    pub(crate) fn ancestry(&self, outer: &Ancestry, element: &Element) -> Ancestry {
        let mut ancestry = *outer;
        if self.rules.is_empty() {
            return ancestry;
        }
        ancestry.add(b't', element.name());
        for (name, value) in &element.attrs {
            match name.local {
                local_name!("id") => ancestry.add(b'#', value),
                local_name!("class") => {
                    for class in value.split_ascii_whitespace() {
                        ancestry.add(b'.', class);
                    }
                }
                _ => {}
            }
        }
        ancestry
    }

    /// The declarations that win for one element inside `ancestry`. Gives up beyond the limit, which [`Styles::check`] then reports.
    pub(crate) fn of(
        &self,
        dom: &Dom<'_>,
        limits: &Limits,
        spared: &[Cause],
        index: usize,
        element: &Element,
        ancestry: &Ancestry,
    ) -> Cascaded {
        let mut cascaded = Cascaded::default();
        hints(element, &mut cascaded);
        if !self.rules.is_empty() && self.steps.get() <= limits.steps {
            let mut apply = |entries: &[Entry]| {
                for entry in entries.iter().filter(|entry| ancestry.holds(&entry.needs)) {
                    if spared.contains(&Cause::Rule(entry.rule)) {
                        continue;
                    }
                    self.apply(*entry, dom, index, &mut cascaded);
                }
            };
            apply(&self.for_all);
            if let Some(entries) = self.by_tag.get(element.name()) {
                apply(entries);
            }
            for (name, value) in &element.attrs {
                match name.local {
                    local_name!("id") => {
                        if let Some(entries) = self.by_id.get(&**value) {
                            apply(entries);
                        }
                    }
                    local_name!("class") => {
                        for class in value.split_ascii_whitespace() {
                            if let Some(entries) = self.by_class.get(class) {
                                apply(entries);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        if let Some(style) = attr!(element, "style") {
            let mut list: Vec<Declaration> = Vec::new();
            declarations(&self.variables.put_into(style), &mut list);
            for declaration in &list {
                cascaded.add(Origin::INLINE, declaration);
            }
        }
        cascaded
    }

    fn apply(&self, entry: Entry, dom: &Dom<'_>, index: usize, cascaded: &mut Cascaded) {
        let Some(rule) = self.rules.get(entry.rule as usize) else {
            return;
        };
        let Some(selector) = rule.selectors.get(entry.selector as usize) else {
            return;
        };
        let matcher = Matcher { styles: self, dom };
        if matcher.matches(selector, index) {
            let origin = Origin::rule(selector.specificity, entry.rule);
            for declaration in &rule.declarations {
                cascaded.add(origin, declaration);
            }
        }
    }
}

/// What the attributes of old HTML say about colours; any rule is stronger.
fn hints(element: &Element, cascaded: &mut Cascaded) {
    let local = &element.name.local;
    let mut add = |property, value: Option<&str>| {
        if let Some(value) = value {
            cascaded.add(Origin::rule(0, 0), &hint(property, value));
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

struct Matcher<'a, 'b> {
    styles: &'b Styles,
    dom: &'b Dom<'a>,
}

impl Matcher<'_, '_> {
    fn step(&self) {
        let steps = self.styles.steps.get();
        self.styles.steps.set(steps.saturating_add(1));
    }

    /// Whether the element at `index` matches, from right to left. When a parent or sibling does not fit, the search
    /// goes on from the last place where an ancestor was chosen, so every place is tried once a part at most.
    fn matches(&self, selector: &Selector, index: usize) -> bool {
        let parts = &selector.parts;
        let Some((_, first)) = parts.first() else {
            return false;
        };
        if !self.fits(first, index) {
            return false;
        }
        let mut part = 1;
        let mut at = index;
        let mut retry: Option<(usize, usize)> = None;
        while let Some((combinator, compound)) = parts.get(part) {
            let next = match combinator {
                Combinator::Ancestor => {
                    let found = self
                        .dom
                        .ancestors(at)
                        .find(|ancestor| self.fits(compound, *ancestor));
                    let Some(found) = found else {
                        return false;
                    };
                    retry = Some((part, found));
                    Some(found)
                }
                Combinator::Parent => self
                    .dom
                    .ancestors(at)
                    .next()
                    .filter(|parent| self.fits(compound, *parent)),
                Combinator::Previous => self
                    .styles
                    .siblings
                    .previous(at)
                    .filter(|previous| self.fits(compound, *previous)),
                Combinator::Earlier => {
                    let mut before = self.styles.siblings.previous(at);
                    while let Some(sibling) =
                        before.filter(|sibling| !self.fits(compound, *sibling))
                    {
                        before = self.styles.siblings.previous(sibling);
                    }
                    before
                }
            };
            match (next, retry) {
                (Some(next), _) => {
                    at = next;
                    part += 1;
                }
                (None, Some((from, ancestor))) => {
                    at = ancestor;
                    part = from;
                }
                (None, None) => return false,
            }
        }
        true
    }

    fn fits(&self, compound: &Compound, index: usize) -> bool {
        self.step();
        let Some((_, element)) = self.dom.element(index) else {
            return false;
        };
        if compound
            .tag
            .as_deref()
            .is_some_and(|tag| element.name() != tag)
        {
            return false;
        }
        if let Some(id) = &compound.id
            && attr!(element, "id") != Some(id.as_str())
        {
            return false;
        }
        if !compound.classes.is_empty() {
            let names = attr!(element, "class").unwrap_or_default();
            let has = |class: &String| names.split_ascii_whitespace().any(|name| name == class);
            if !compound.classes.iter().all(has) {
                return false;
            }
        }
        compound
            .attributes
            .iter()
            .all(|wanted| has_attribute(element, wanted))
            && compound.pseudos.iter().all(|pseudo| self.is(pseudo, index))
    }

    /// The nesting of pseudo-classes is bounded when they are parsed.
    fn is(&self, pseudo: &Pseudo, index: usize) -> bool {
        let siblings = &self.styles.siblings;
        match pseudo {
            Pseudo::Not(list) => !list.iter().any(|compound| self.fits(compound, index)),
            Pseudo::Is(list) => list.iter().any(|compound| self.fits(compound, index)),
            Pseudo::Root => matches!(self.dom.element(index), Some((Tag::Html, _))),
            Pseudo::NthChild(step, from) => siblings.is_child(index, *step, *from),
            Pseudo::NthLastChild(step, from) => siblings.is_child_from_last(index, *step, *from),
            Pseudo::NthOfType(step, from) => siblings.is_of_type(index, *step, *from),
            Pseudo::NthLastOfType(step, from) => siblings.is_of_type_from_last(index, *step, *from),
            Pseudo::Empty => self
                .dom
                .nodes
                .get(index)
                .is_some_and(|node| node.end as usize == index + 1),
        }
    }
}

fn has_attribute(element: &Element, wanted: &Attribute) -> bool {
    let value = element
        .attrs
        .iter()
        .find(|(name, _)| *name.local == *wanted.name)
        .map(|(_, value)| &**value);
    let Some(value) = value else {
        return false;
    };
    let fold = |text: &str| {
        if wanted.ignore_case {
            text.to_ascii_lowercase()
        } else {
            text.to_owned()
        }
    };
    let (value, other) = (fold(value), fold(&wanted.value));
    let other = other.as_str();
    match wanted.operator {
        Operator::Exists => true,
        Operator::Equals => value == other,
        Operator::HasWord => value.split_ascii_whitespace().any(|word| word == other),
        Operator::BeginsWithPart => {
            value == other
                || value
                    .strip_prefix(other)
                    .is_some_and(|rest| rest.starts_with('-'))
        }
        Operator::StartsWith => !other.is_empty() && value.starts_with(other),
        Operator::EndsWith => !other.is_empty() && value.ends_with(other),
        Operator::Contains => !other.is_empty() && value.contains(other),
    }
}
