//! The originals that pages are checked against, with the terms of each.

use std::collections::BTreeMap;

use super::owners::Owners;
use super::works::{Declared, Works};
use crate::credit;
use crate::matching::{Matcher, Prepared};
use crate::originals::{Original, OriginalError, from_page};
use crate::page::Page;
use crate::rules::{RuleSets, Terms, terms};

/// Originals in memory, indexed, each with its terms.
#[derive(Debug)]
pub struct Library {
    originals: Vec<Original>,
    terms: Vec<Terms>,
    works: Works,
    matcher: Matcher,
    owners: Owners,
}

impl Library {
    /// Indexes originals and chooses the rule that holds for each. Short names that occur twice get a number, in the
    /// order given. Originals that are one work are judged as one.
    pub fn new(originals: Vec<Original>, rules: &RuleSets) -> Self {
        Self::with_works(originals, rules, &Declared::default())
    }

    /// As [`Library::new`], by what the user declares of works.
    pub fn with_works(mut originals: Vec<Original>, rules: &RuleSets, declared: &Declared) -> Self {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for original in &mut originals {
            let count = seen.entry(original.id.clone()).or_default();
            *count += 1;
            if *count > 1 {
                original.id = format!("{}-{count}", original.id);
            }
        }
        let prepared: Vec<Prepared> = originals
            .iter()
            .map(|original| Prepared::new(&original.text, &original.marks))
            .collect();
        let terms = originals
            .iter_mut()
            .map(|original| settle(original, rules))
            .collect();
        let works = Works::new(&originals, &prepared, declared);
        Self {
            terms,
            matcher: works.matcher(prepared),
            works,
            originals,
            owners: Owners::default(),
        }
    }

    /// The same library, knowing which sites belong to one owner: a page found on one of them owes an original on
    /// another nothing.
    pub fn with_owners(self, owners: Owners) -> Self {
        Self { owners, ..self }
    }

    /// The originals, in the order they were given.
    pub fn originals(&self) -> &[Original] {
        &self.originals
    }

    /// The terms of each original, in the same order.
    pub fn terms(&self) -> &[Terms] {
        &self.terms
    }

    pub(super) fn owners(&self) -> &Owners {
        &self.owners
    }

    pub(super) fn works(&self) -> &Works {
        &self.works
    }

    pub(crate) fn matcher(&self) -> &Matcher {
        &self.matcher
    }
}

/// Chooses the terms of an original and completes it by what its rule knows: defaults, old hosts, pen names.
pub fn settle(original: &mut Original, rules: &RuleSets) -> Terms {
    let terms = terms(original, rules);
    let values = &terms.values;
    original.url = values.url.clone();
    original.authors.clone_from(&values.authors);
    original.publisher.clone_from(&values.publisher);
    original.aliases.clone_from(&values.aliases);
    terms
}

/// Makes an original of a page by the rules in force: their `ask` templates find its notice, and its credit lines are
/// kept out of matching.
///
/// # Errors
/// [`OriginalError::NoText`] if the page shows no text, [`OriginalError::TooShort`] if it is a single word.
pub fn read_original(page: &Page, rules: &RuleSets) -> Result<Original, OriginalError> {
    let mut original = from_page(page, rules.asks(), &credit::lines(page))?;
    original.sources = credit::sources(page);
    Ok(original)
}
