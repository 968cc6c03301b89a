//! The place of each element among its siblings.

use std::collections::HashMap;

use super::css::{Combinator, Pseudo, Rule};
use crate::dom::lines::offset;
use crate::dom::{Data, Dom};

/// The element before each element and its place among its siblings.
#[derive(Debug, Default)]
pub(crate) struct Siblings {
    previous: Vec<u32>,
    ordinal: Vec<u32>,
    from_last: Vec<u32>,
    /// The same among children of one name; empty where no rule asks for it.
    ordinal_of_type: Vec<u32>,
    from_last_of_type: Vec<u32>,
}

impl Siblings {
    /// Counts the children of every element; by name too where a rule asks for it.
    pub(crate) fn of(dom: &Dom<'_>, by_type: bool) -> Self {
        let count = dom.nodes.len();
        let mut siblings = Self {
            previous: vec![0; count],
            ordinal: vec![0; count],
            from_last: vec![1; count],
            ..Self::default()
        };
        let mut last_child = vec![0_usize; count];
        for (index, node) in dom.nodes.iter().enumerate().skip(1) {
            if !matches!(node.data, Data::Element(..)) {
                continue;
            }
            let previous = std::mem::replace(&mut last_child[node.parent as usize], index);
            siblings.previous[index] = offset(previous);
            siblings.ordinal[index] = 1;
            if previous != 0 {
                siblings.ordinal[index] += siblings.ordinal[previous];
            }
        }
        for index in (1..count).rev() {
            let previous = siblings.previous[index] as usize;
            if previous != 0 {
                siblings.from_last[previous] = siblings.from_last[index] + 1;
            }
        }
        if by_type {
            siblings.count_types(dom);
        }
        siblings
    }

    fn count_types(&mut self, dom: &Dom<'_>) {
        let count = dom.nodes.len();
        self.ordinal_of_type = vec![0; count];
        self.from_last_of_type = vec![0; count];
        let name = |index: usize| dom.element(index).map(|(_, element)| element.name());
        let mut seen: HashMap<(u32, &str), u32> = HashMap::new();
        for (index, node) in dom.nodes.iter().enumerate().skip(1) {
            if let Some(name) = name(index) {
                let number = seen.entry((node.parent, name)).or_default();
                *number += 1;
                self.ordinal_of_type[index] = *number;
            }
        }
        for (index, node) in dom.nodes.iter().enumerate().skip(1) {
            if let Some(all) = name(index).and_then(|name| seen.get(&(node.parent, name))) {
                self.from_last_of_type[index] = all + 1 - self.ordinal_of_type[index];
            }
        }
    }

    /// The element before one.
    pub(crate) fn previous(&self, index: usize) -> Option<usize> {
        self.previous
            .get(index)
            .map(|previous| *previous as usize)
            .filter(|previous| *previous != 0)
    }

    /// `:nth-child(…)`.
    pub(crate) fn is_child(&self, index: usize, step: i32, from: i32) -> bool {
        is_nth(&self.ordinal, index, step, from)
    }

    /// `:nth-last-child(…)`.
    pub(crate) fn is_child_from_last(&self, index: usize, step: i32, from: i32) -> bool {
        is_nth(&self.from_last, index, step, from)
    }

    /// `:nth-of-type(…)`.
    pub(crate) fn is_of_type(&self, index: usize, step: i32, from: i32) -> bool {
        is_nth(&self.ordinal_of_type, index, step, from)
    }

    /// `:nth-last-of-type(…)`.
    pub(crate) fn is_of_type_from_last(&self, index: usize, step: i32, from: i32) -> bool {
        is_nth(&self.from_last_of_type, index, step, from)
    }
}

/// Whether a rule asks for the place of an element among its siblings.
pub(crate) fn needs_siblings(rule: &Rule) -> bool {
    rule.selectors.iter().any(|selector| {
        selector.parts.iter().any(|(combinator, part)| {
            matches!(combinator, Combinator::Previous | Combinator::Earlier)
                || !part.pseudos.is_empty()
        })
    })
}

/// Whether a rule counts children of one name.
pub(crate) fn needs_types(rule: &Rule) -> bool {
    let by_type = |pseudo: &Pseudo| {
        // What stands in `:not()` and `:is()` is not looked through: such a rule simply asks for the counts.
        !matches!(
            pseudo,
            Pseudo::NthChild(..) | Pseudo::NthLastChild(..) | Pseudo::Root | Pseudo::Empty
        )
    };
    rule.selectors.iter().any(|selector| {
        selector
            .parts
            .iter()
            .any(|(_, part)| part.pseudos.iter().any(by_type))
    })
}

/// Whether an element's number is one of "every `step`th from `from` on".
fn is_nth(numbers: &[u32], index: usize, step: i32, from: i32) -> bool {
    let number = numbers.get(index).copied().unwrap_or(0);
    let past = i64::from(number) - i64::from(from);
    match i64::from(step) {
        _ if number == 0 => false,
        0 => past == 0,
        step => past % step == 0 && past / step >= 0,
    }
}
