//! The originals that pages are checked against, with the terms of each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use url::Url;

use super::owners::Owners;
use super::shelved::{self, Gathered, Shelved};
use super::works::{Declared, Works};
use crate::address::identity;
use crate::credit::{self, Scan};
use crate::library::{LibraryError, Shelf};
use crate::matching::{Matcher, Prepared};
use crate::originals::{Original, OriginalError, from_page};
use crate::page::Page;
use crate::rules::{Demand, Requirement, RuleSets, Terms, settle, terms};

/// Originals, indexed, each with its terms: in memory, or on disk where they are many.
#[derive(Debug)]
pub struct Library {
    originals: Vec<Original>,
    terms: Vec<Terms>,
    works: Works,
    matcher: Matcher,
    owners: Owners,
    /// Where the originals are if they are not in memory.
    shelved: Option<Shelved>,
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
            shelved: None,
        }
    }

    /// The originals of a library on disk. Up to `in_memory` of them are loaded at once, and then all is as if they had
    /// been read; of more, those that a page may take something from are loaded when it is checked.
    ///
    /// # Errors
    /// A file of the library is damaged.
    pub fn of_shelf(
        shelf: Shelf,
        rules: &RuleSets,
        declared: &Declared,
        in_memory: usize,
    ) -> Result<Self, LibraryError> {
        if shelf.len() <= in_memory {
            let originals = shelved::load_all(&shelf, rules)?;
            return Ok(Self::with_works(originals, rules, declared));
        }
        let none = Self::with_works(Vec::new(), rules, declared);
        Ok(Self {
            shelved: Some(Shelved::new(shelf, rules, declared)),
            ..none
        })
    }

    /// Originals that were gathered for one page.
    pub(super) fn of_gathered(gathered: Gathered) -> Self {
        Self {
            originals: gathered.originals,
            terms: gathered.terms,
            works: gathered.works,
            matcher: gathered.matcher,
            owners: Owners::default(),
            shelved: None,
        }
    }

    /// The same library, knowing which sites belong to one owner: a page found on one of them owes an original on
    /// another nothing.
    pub fn with_owners(self, owners: Owners) -> Self {
        Self { owners, ..self }
    }

    /// How many originals there are.
    pub fn len(&self) -> usize {
        let shelved = self.shelved.as_ref();
        shelved.map_or(self.originals.len(), Shelved::len)
    }

    /// Whether all of them are in memory.
    pub fn is_in_memory(&self) -> bool {
        self.shelved.is_none()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The original of a short name, with its terms.
    pub fn find(&self, id: &str) -> Option<(Cow<'_, Original>, Cow<'_, Terms>)> {
        if let Some(shelved) = &self.shelved {
            let (original, terms) = shelved.find(id)?;
            return Some((Cow::Owned(original), Cow::Owned(terms)));
        }
        let mut known = self.originals.iter().zip(&self.terms);
        let (original, terms) = known.find(|(original, _)| original.id == id)?;
        Some((Cow::Borrowed(original), Cow::Borrowed(terms)))
    }

    /// Whether an original is published at an address.
    pub fn knows(&self, url: &Url) -> bool {
        let wanted = identity(url);
        match &self.shelved {
            Some(shelved) => shelved.knows(url),
            None => {
                let mut urls = self
                    .originals
                    .iter()
                    .filter_map(|original| original.url.as_ref());
                urls.any(|url| identity(url) == wanted)
            }
        }
    }

    /// The originals in memory, in the order they were given; none where they are on disk.
    pub fn originals(&self) -> &[Original] {
        &self.originals
    }

    /// The terms of each original in memory, in the same order.
    pub fn terms(&self) -> &[Terms] {
        &self.terms
    }

    pub(super) fn shelved(&self) -> Option<&Shelved> {
        self.shelved.as_ref()
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

/// Makes an original of a page by the rules in force: their `ask` templates find its notice, and its credit lines are
/// kept out of matching.
///
/// # Errors
/// [`OriginalError::NoText`] if the page shows no text, [`OriginalError::TooShort`] if it is a single word.
pub fn read_original(page: &Page, rules: &RuleSets) -> Result<Original, OriginalError> {
    let scan = Scan::of(page);
    let mut original = from_page(page, rules.asks(), &credit::lines_in(&scan, page))?;
    original.sources = credit::sources_in(&scan, page);
    Ok(original)
}

/// As [`read_original`], but refuses an original that nobody says the address of where its rule asks for a link: no credit of
/// it could be judged.
///
/// # Errors
/// Those of [`read_original`], and [`OriginalError::NoUrl`].
pub fn read_judgeable(page: &Page, rules: &RuleSets) -> Result<Original, OriginalError> {
    let original = read_original(page, rules)?;
    match original.require_url() {
        Err(error) if asks_for_a_link(&terms(&original, rules).rule.require) => Err(error),
        _ => Ok(original),
    }
}

/// Whether a rule can only be judged where the address of the article is known.
fn asks_for_a_link(require: &[Requirement]) -> bool {
    require.iter().any(|item| match &item.demand {
        Demand::Link(_) => true,
        Demand::AnyOf(items) | Demand::AllOf(items) => asks_for_a_link(items),
        _ => false,
    })
}
