//! A library on disk under audit: a page looks up what it shares with the originals, and the few that may be on it are
//! loaded and judged like any others.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use lru::LruCache;
use serde_json::json;
use url::Url;

use super::works::{Declared, Works};
use crate::library::{Entry, Joined, Kept, LibraryError, Shelf, address, addresses};
use crate::matching::{Marks, Matcher, Prepared, gather};
use crate::originals::{Original, read_notice_again};
use crate::rules::{RuleSets, Terms, settle};
use crate::text::Token;

/// Up to so many originals, a library is loaded whole when it is opened: then every page is judged exactly as if the
/// originals had been read anew. By hand: two thousand are loaded within a second or two and take some 100 MB.
pub const IN_MEMORY: usize = 2_000;
/// Originals that are kept loaded: those that were used last. By hand.
const LOADED: NonZeroUsize = NonZeroUsize::new(512).unwrap();

/// An original that was loaded.
#[derive(Debug)]
struct Loaded {
    original: Original,
    terms: Terms,
    /// Its text as it is compared, made when it is first compared.
    text: OnceLock<Prepared>,
}

/// The originals that one page has to be compared with.
pub(super) struct Gathered {
    pub(super) originals: Vec<Original>,
    pub(super) terms: Vec<Terms>,
    pub(super) works: Works,
    pub(super) matcher: Matcher,
}

/// A library on disk, with the rules in force.
#[derive(Debug)]
pub(super) struct Shelved {
    shelf: Shelf,
    rules: RuleSets,
    fingerprint: String,
    declared: Declared,
    loaded: Mutex<LruCache<u32, Arc<Loaded>>>,
}

impl Shelved {
    pub(super) fn new(shelf: Shelf, rules: &RuleSets, declared: &Declared) -> Self {
        Self {
            shelf,
            rules: rules.clone(),
            fingerprint: rules.fingerprint(),
            declared: declared.clone(),
            loaded: Mutex::new(LruCache::new(LOADED)),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.shelf.len()
    }

    /// Whether a page has to be read as a whole, by the tokens of its bare text.
    pub(super) fn may_hold(&self, page: &[Token]) -> bool {
        !gather(self.shelf.corpus().as_ref(), page).is_empty()
    }

    /// The originals that a page has to be compared with; `None` where there is none.
    pub(super) fn gathered(&self, page: &[Token]) -> Result<Option<Gathered>, LibraryError> {
        let corpus = self.shelf.corpus();
        let found = gather(corpus.as_ref(), page);
        if found.is_empty() {
            return Ok(None);
        }
        let mut works: Vec<Vec<u32>> = Vec::new();
        let mut numbers: BTreeSet<u32> = BTreeSet::new();
        let mut take = |number: u32| {
            if !numbers.contains(&number) {
                let work = self.shelf.work(number);
                numbers.extend(&work);
                works.push(work);
            }
        };
        for number in found.candidates.iter().chain(&found.nearest) {
            take(*number);
            for other in self.declared_with(*number)? {
                take(other);
            }
        }
        let place: BTreeMap<u32, usize> = numbers.iter().copied().zip(0..).collect();
        let (mut same, mut joined) = (Joined::apart(place.len()), Joined::apart(place.len()));
        let mut loaded = Vec::with_capacity(place.len());
        for (number, at) in &place {
            loaded.push(self.get(*number)?);
            let others = self.shelf.same_text(*number).into_iter();
            others
                .filter_map(|other| place.get(&other))
                .for_each(|other| same.join(*at, *other));
        }
        for work in &works {
            let mut places = work.iter().filter_map(|number| place.get(number));
            if let Some(first) = places.next() {
                places.for_each(|other| joined.join(*first, *other));
            }
        }
        let same: Vec<usize> = (0..place.len()).map(|at| same.root(at)).collect();
        let originals: Vec<Original> = loaded.iter().map(|one| one.original.clone()).collect();
        let works = Works::of(&originals, &same, joined, &self.declared);
        let stand_ins = works.stand_ins().to_vec();
        let texts = loaded.iter().enumerate().map(|(at, one)| {
            if stand_ins.get(at) == Some(&at) {
                one.text
                    .get_or_init(|| self.shelf.text(&one.original))
                    .clone()
            } else {
                // Nobody compares it.
                Prepared::new("", &Marks::default())
            }
        });
        let texts = texts.collect();
        let nearest = found.nearest.iter().filter_map(|number| {
            let at = place.get(number)?;
            stand_ins.get(*at).copied()
        });
        let nearest = nearest.collect();
        Ok(Some(Gathered {
            originals,
            terms: loaded.iter().map(|one| one.terms.clone()).collect(),
            works,
            matcher: Matcher::gathered(corpus, texts, stand_ins, nearest),
        }))
    }

    /// Originals that may be the same work because somebody says so: it itself, of its translations, or the user.
    fn declared_with(&self, number: u32) -> Result<Vec<u32>, LibraryError> {
        let original = &self.get(number)?.original;
        let own: BTreeSet<u64> = addresses(original).into_iter().collect();
        let is_own = |url: &Url| own.contains(&address(url));
        let listed = self
            .declared
            .works
            .iter()
            .filter(|work| work.iter().any(is_own));
        let said = original.rights.translations.iter().chain(listed.flatten());
        Ok(said
            .flat_map(|url| self.shelf.named(address(url)))
            .collect())
    }

    /// The original of a short name, with its terms.
    pub(super) fn find(&self, id: &str) -> Option<(Original, Terms)> {
        let found = self.shelf.find(id).ok()?;
        let loaded = self.get(*found.first()?).ok()?;
        Some((loaded.original.clone(), loaded.terms.clone()))
    }

    /// Whether an original is known under an address.
    pub(super) fn knows(&self, url: &Url) -> bool {
        !self.shelf.named(address(url)).is_empty()
    }

    fn get(&self, number: u32) -> Result<Arc<Loaded>, LibraryError> {
        let mut lock = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(loaded) = lock.get(&number) {
            return Ok(Arc::clone(loaded));
        }
        drop(lock);
        let (kept, rules) = self.shelf.get(number)?;
        let mut original = by_rules(kept, rules, &self.rules, &self.fingerprint);
        let terms = settle(&mut original, &self.rules);
        let loaded = Arc::new(Loaded {
            original,
            terms,
            text: OnceLock::new(),
        });
        lock = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        lock.put(number, Arc::clone(&loaded));
        Ok(loaded)
    }
}

/// A kept original; its notice is read again where other rules than these read it.
fn by_rules(kept: Kept, read_by: &str, rules: &RuleSets, fingerprint: &str) -> Original {
    let mut original = kept.original;
    if read_by != fingerprint {
        read_notice_again(&mut original, rules.asks());
    }
    original
}

/// All originals of a library, as they were read.
///
/// # Errors
/// A file of the library is damaged.
pub fn load_all(shelf: &Shelf, rules: &RuleSets) -> Result<Vec<Original>, LibraryError> {
    let fingerprint = rules.fingerprint();
    let mut originals = Vec::with_capacity(shelf.len());
    for batch in shelf.batches()? {
        let read_by = shelf.rules_of(batch);
        for kept in shelf.batch(batch)? {
            let short = kept.short.clone();
            let mut original = by_rules(kept, read_by, rules, &fingerprint);
            // Numbers are given again, in the order of the originals.
            original.id = short;
            originals.push(original);
        }
    }
    Ok(originals)
}

/// What a library keeps of an original: its terms by the rules in force go with it.
pub fn entry(original: Original, rules: &RuleSets) -> Entry {
    // Only what rules know beside the original completes its addresses; it is kept as it was read.
    let mut settled = original.clone();
    let terms = settle(&mut settled, rules);
    let values = &terms.values;
    let terms = json!({
        "rule": terms.rule.id,
        "why": terms.why.as_str(),
        "url": values.url,
        "title": values.title,
        "authors": values.authors,
        "publisher": values.publisher,
        "licenses": values.licenses,
    });
    Entry::new(original, terms.to_string(), addresses(&settled))
}

/// The same for an original that a library keeps already.
pub fn entry_again(kept: Kept, rules: &RuleSets) -> Entry {
    let mut original = kept.original;
    original.id = kept.short;
    entry(original, rules)
}
