//! Custom properties (variables): where they are defined, and what they come to on an element.

use std::rc::Rc;

use scraper::node::Element;

use super::css::{Block, Origin, Sheets, Steps, Values};

/// The custom properties defined on an element, and those around it.
pub(super) struct Scope {
    pub(super) outer: Option<Rc<Self>>,
    /// The element.
    pub(super) index: usize,
    pub(super) rules: Rc<[(Origin, u32)]>,
    pub(super) inline: Block,
}

impl Scope {
    /// The scope of an element that defines something; else the one around it.
    pub(super) fn inside(
        outer: Option<Rc<Self>>,
        index: usize,
        rules: Rc<[(Origin, u32)]>,
        inline: Block,
    ) -> Option<Rc<Self>> {
        if rules.is_empty() && inline.custom.is_empty() {
            return outer;
        }
        Some(Rc::new(Self {
            outer,
            index,
            rules,
            inline,
        }))
    }
}

/// Where to look up the variables of an element.
#[derive(Clone, Copy)]
pub(super) struct Lookup<'b> {
    pub(super) sheets: &'b Sheets,
    pub(super) steps: &'b Steps,
    pub(super) scope: Option<&'b Scope>,
    /// The element, where its attributes may be asked for.
    pub(super) element: Option<(usize, &'b Element)>,
}

impl Values for Lookup<'_> {
    fn custom(&self, name: &str) -> Option<(&str, Self)> {
        let registered = self.sheets.registered.get(name);
        let mut at = self.scope;
        while let Some(scope) = at {
            if registered.is_some_and(|property| !property.inherits)
                && self.element.is_some_and(|(index, _)| index != scope.index)
            {
                break;
            }
            let mut best: Option<(Origin, &str)> = None;
            let rules = scope.rules.iter().flat_map(|(origin, rule)| {
                let rule = self.sheets.rules.get(*rule as usize);
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
        let initial = registered?.initial.as_deref()?;
        Some((initial, *self))
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let (_, element) = self.element?;
        let known = element
            .attrs
            .iter()
            .find(|(known, _)| *known.local == *name);
        known.map(|(_, value)| &**value)
    }

    fn allows(&self, bytes: usize) -> bool {
        self.steps.take(bytes)
    }
}
