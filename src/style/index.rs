//! The rules of a page by what the rightmost part of their selectors asks for.

use foldhash::HashMap;
use scraper::node::Element;
use selectors::context::QuirksMode;
use selectors::parser::{AncestorHashes, Combinator, Component, Selector};

use super::css::{Css, Position, Pseudo, Rule, State, Value, hash};
use crate::dom::lines::offset;

/// Steps that the table of a selector counts for. By hand; it bounds work.
const NTH: usize = 64;

/// A selector of a rule.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) rule: u32,
    pub(super) selector: u32,
    /// Names that must stand among the ancestors.
    pub(super) needs: AncestorHashes,
    /// Steps that it costs to look at an element, beside those that are counted on the way.
    pub(super) work: usize,
    /// Whether it asks for nothing but the names of the element and of its ancestors.
    pub(super) is_plain: bool,
}

/// Where to look for the rules of an element.
#[derive(Debug)]
pub(super) struct Index {
    entries: Vec<Entry>,
    own: Buckets,
    /// Rules for boxes that an element makes up: `::before` and `::after`.
    made_up: Buckets,
    pub(super) quirks: QuirksMode,
}

/// Entries by an id, else a class, else an element name, else nothing.
#[derive(Debug, Default)]
struct Buckets {
    by_name: HashMap<(Kind, u32), Vec<u32>>,
    for_all: Vec<u32>,
}

impl Buckets {
    /// Takes an entry in. Whether an element can ever match it.
    fn add(&mut self, entry: u32, bucket: Bucket) -> bool {
        match bucket {
            Bucket::Never => return false,
            Bucket::All => self.for_all.push(entry),
            Bucket::Named(names) => {
                for name in names {
                    self.by_name.entry(name).or_default().push(entry);
                }
            }
        }
        true
    }

    fn is_empty(&self) -> bool {
        self.by_name.is_empty() && self.for_all.is_empty()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Id,
    Class,
    Tag,
}

impl Index {
    /// Without any rules.
    pub(super) fn new(quirks: QuirksMode) -> Self {
        Self {
            entries: Vec::new(),
            own: Buckets::default(),
            made_up: Buckets::default(),
            quirks,
        }
    }

    /// Takes in the rules of a page.
    pub(super) fn fill(&mut self, rules: &[Rule]) {
        let mut covers = false;
        for (number, rule) in rules.iter().enumerate() {
            for (selector, parts) in rule.selectors.slice().iter().enumerate() {
                let entry = offset(self.entries.len());
                let place = rule.place;
                let bucket = self.bucket(parts);
                let buckets = match parts.pseudo_element() {
                    Some(Pseudo::Other) => continue,
                    Some(Pseudo::Before | Pseudo::After) => {
                        covers |= is_laid_over(rule);
                        &mut self.made_up
                    }
                    None => &mut self.own,
                };
                if !buckets.add(entry, bucket) {
                    continue;
                }
                self.entries.push(Entry {
                    rule: offset(number),
                    selector: offset(selector),
                    needs: AncestorHashes::new(parts, self.quirks),
                    work: work(parts) + rule.declarations.len(),
                    is_plain: place.scope == 0 && place.container == 0 && is_plain(parts),
                });
            }
        }
        if !covers {
            self.made_up = Buckets::default();
        }
    }

    /// One of the entries.
    pub(super) fn entry(&self, entry: u32) -> Option<&Entry> {
        self.entries.get(entry as usize)
    }

    /// Gives the lists of entries that may match an element.
    pub(super) fn each<'s>(&'s self, element: &Element, add: impl FnMut(&'s [u32])) {
        self.each_of(&self.own, element, add);
    }

    /// Whether boxes that elements make up may lie over something.
    pub(super) fn makes_up(&self) -> bool {
        !self.made_up.is_empty()
    }

    /// Gives the lists of entries for boxes that an element may make up.
    pub(super) fn each_made_up<'s>(&'s self, element: &Element, add: impl FnMut(&'s [u32])) {
        self.each_of(&self.made_up, element, add);
    }

    fn each_of<'s>(
        &'s self,
        buckets: &'s Buckets,
        element: &Element,
        mut add: impl FnMut(&'s [u32]),
    ) {
        let mut named = |kind, name: &str| {
            if let Some(entries) = buckets.by_name.get(&(kind, self.hash(kind, name))) {
                add(entries);
            }
        };
        named(Kind::Tag, element.name());
        if let Some(id) = crate::dom::attr!(element, "id") {
            named(Kind::Id, id);
        }
        for class in crate::dom::attr!(element, "class")
            .unwrap_or_default()
            .split_ascii_whitespace()
        {
            named(Kind::Class, class);
        }
        add(&buckets.for_all);
    }

    /// The hash of a name; without a doctype, classes and ids are the same in any case.
    fn hash(&self, kind: Kind, name: &str) -> u32 {
        if self.quirks == QuirksMode::Quirks && kind != Kind::Tag {
            hash(&name.to_ascii_lowercase())
        } else {
            hash(name)
        }
    }

    fn bucket(&self, selector: &Selector<Css>) -> Bucket {
        let mut best = None;
        let mut lists = Vec::new();
        let mut parts = selector.iter();
        if selector.has_pseudo_element() {
            // What a box is made up by stands before its name.
            parts.by_ref().for_each(drop);
            parts.next_sequence();
        }
        for part in parts {
            let (kind, name) = match part {
                Component::NonTSPseudoClass(State::Never) => return Bucket::Never,
                Component::ID(name) => (Kind::Id, name),
                Component::Class(name) => (Kind::Class, name),
                Component::LocalName(name) => (Kind::Tag, &name.lower_name),
                Component::Is(list) | Component::Where(list) => {
                    lists.push(list);
                    continue;
                }
                _ => continue,
            };
            if best.is_none_or(|(known, _)| kind as u8 <= known as u8) {
                best = Some((kind, self.hash(kind, name.as_str())));
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
            match self.bucket(one) {
                Bucket::Never => {}
                Bucket::All => return Bucket::All,
                Bucket::Named(more) => names.extend(more),
            }
        }
        names.sort_unstable_by_key(|(kind, hash)| (*kind as u8, *hash));
        names.dedup();
        Bucket::Named(names)
    }
}

/// Under what a selector is found.
enum Bucket {
    Never,
    All,
    Named(Vec<(Kind, u32)>),
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

/// Whether elements of the same name, id and classes, in elements that are alike in the same way, match or do not match
/// a selector together.
fn is_plain(selector: &Selector<Css>) -> bool {
    let of = |list: &[Selector<Css>]| list.iter().all(is_plain);
    selector.iter_raw_match_order().all(|part| match part {
        Component::Is(list) | Component::Where(list) | Component::Negation(list) => {
            of(list.slice())
        }
        Component::Combinator(combinator) => {
            matches!(combinator, Combinator::Child | Combinator::Descendant)
        }
        Component::NonTSPseudoClass(state) => matches!(state, State::Never | State::Always),
        Component::LocalName(_)
        | Component::ID(_)
        | Component::Class(_)
        | Component::ExplicitUniversalType
        | Component::ExplicitAnyNamespace
        | Component::ExplicitNoNamespace
        | Component::DefaultNamespace(_)
        | Component::Namespace(..)
        | Component::Root
        | Component::Invalid(_) => true,
        _ => false,
    })
}
