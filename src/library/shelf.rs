//! A library that was opened: looks up, loads.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

use url::Url;

use super::census::prepared;
use super::documents::{Documents, Kept};
use super::error::LibraryError;
use super::manifest::{Manifest, SegmentFacts, segments};
use super::relations::{TEXTS, address, name};
use super::table::Table;
use crate::matching::{Corpus, LIKELY, LOOKED_AT, Mask, Prepared, Words, are_same, rare_words_of};
use crate::originals::Original;

/// What a sequence is marked with in its table.
pub(super) const IS_COMMON: u32 = 1;
pub(super) const IS_PHRASE: u32 = 2;

/// The names of the tables.
pub(super) const PRINTS: &str = "prints";
pub(super) const RARE_WORDS: &str = "rare-words";
pub(super) const WORDS: &str = "words";
pub(super) const SEQUENCES: &str = "sequences";
pub(super) const RELATIONS: &str = "relations";
pub(super) const NAMES: &str = "names";

/// How often a library is opened anew when files vanish because a merge has replaced them. By hand.
const ATTEMPTS: usize = 5;
/// Originals of a work that are loaded. By hand: reports list twenty and credits know 256 addresses.
const MEMBERS: usize = 512;
/// Originals among which a fingerprint of a new text is looked up. By hand; it bounds work.
const COMMON: usize = 50;

/// How two originals belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// They are the same text.
    Text,
    /// They are the same work.
    Work,
}

/// Under which hash the table of relations lists what an original belongs to.
pub(super) fn relation(kind: Relation, number: u32) -> u64 {
    let kind = u64::from(kind == Relation::Work);
    (2 * u64::from(number) + kind + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A segment, mapped.
#[derive(Debug)]
struct Segment {
    facts: SegmentFacts,
    prints: Table,
    rare_words: Table,
    words: Table,
    sequences: Table,
    relations: Table,
    names: Table,
    documents: Documents,
}

impl Segment {
    fn open(dir: &Path, facts: &SegmentFacts) -> Result<Self, LibraryError> {
        let place = segments(dir).join(&facts.name);
        let table = |name: &str| Table::open(&place, &facts.files, name);
        Ok(Self {
            prints: table(PRINTS)?,
            rare_words: table(RARE_WORDS)?,
            words: table(WORDS)?,
            sequences: table(SEQUENCES)?,
            relations: table(RELATIONS)?,
            names: table(NAMES)?,
            // Mapped at once: a merge may take the file away before anything is loaded.
            documents: Documents::open(&place, &facts.files)?,
            facts: facts.clone(),
        })
    }

    fn holds(&self, number: u32) -> bool {
        let end = self.facts.first.saturating_add(self.facts.documents);
        (self.facts.first..end).contains(&number)
    }
}

#[derive(Debug)]
struct Opened {
    manifest: Manifest,
    segments: Vec<Segment>,
    removed: HashSet<u32>,
}

/// A library on disk, open. What it is made of stays as it was when it was opened.
#[derive(Debug, Clone)]
pub struct Shelf(Arc<Opened>);

impl Shelf {
    /// Opens a library. Nothing of it is read but the manifest and where things begin.
    ///
    /// # Errors
    /// There is none, it is damaged, of a newer version, or of other parameters.
    pub fn open(dir: &Path) -> Result<Self, LibraryError> {
        let mut attempt = 1;
        loop {
            let manifest = Manifest::read(dir)?;
            let opened: Result<Vec<Segment>, LibraryError> = manifest
                .segments
                .iter()
                .map(|facts| Segment::open(dir, facts))
                .collect();
            match opened {
                Ok(segments) => {
                    let removed = manifest.segments.iter().flat_map(|facts| &facts.removed);
                    return Ok(Self(Arc::new(Opened {
                        removed: removed.copied().collect(),
                        segments,
                        manifest,
                    })));
                }
                // A merge may have put others in the place of these files meanwhile.
                Err(_) if attempt < ATTEMPTS && Manifest::read(dir)? != manifest => attempt += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// What the library consists of.
    pub(crate) fn manifest(&self) -> &Manifest {
        &self.0.manifest
    }

    /// How many originals it holds.
    pub fn len(&self) -> usize {
        self.0.manifest.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The originals as matching looks them up.
    // For the measurement of large libraries.
    #[doc(hidden)]
    pub fn corpus(&self) -> Arc<dyn Corpus> {
        Arc::<Opened>::clone(&self.0)
    }

    /// Loads an original, and tells by which rules its notice was read.
    ///
    /// # Errors
    /// It is not there, or its file is damaged.
    pub(crate) fn get(&self, number: u32) -> Result<(Kept, &str), LibraryError> {
        self.0.get(number)
    }

    /// The text of an original as it is compared: what it shares with other works is masked.
    pub(crate) fn text(&self, original: &Original) -> Prepared {
        let mut text = Prepared::new(&original.text, &original.marks);
        Mask::default().with(self.corpus()).apply(&mut text);
        text
    }

    /// The batches in which the originals are kept, in the order of their numbers.
    ///
    /// # Errors
    /// A file is damaged.
    pub(crate) fn batches(&self) -> Result<Vec<(usize, usize)>, LibraryError> {
        let mut all = Vec::new();
        for (segment, opened) in self.0.segments.iter().enumerate() {
            let batches = opened.documents.batches();
            all.extend((0..batches).map(|batch| (segment, batch)));
        }
        Ok(all)
    }

    /// Which rules read the notices of a batch.
    pub(crate) fn rules_of(&self, (segment, _): (usize, usize)) -> &str {
        let segment = self.0.segments.get(segment);
        segment.map_or("", |segment| &segment.facts.rules)
    }

    /// Loads the originals of a batch, without removed ones.
    ///
    /// # Errors
    /// The file is damaged.
    pub(crate) fn batch(
        &self,
        (segment, batch): (usize, usize),
    ) -> Result<Vec<Kept>, LibraryError> {
        let Some(opened) = self.0.segments.get(segment) else {
            return Ok(Vec::new());
        };
        let kept = opened.documents.all(batch)?;
        let numbers = opened.facts.first + Documents::first_of(batch)..;
        let left = numbers
            .zip(kept)
            .filter(|(number, _)| !self.0.removed.contains(number));
        Ok(left.map(|(_, kept)| kept).collect())
    }

    /// The originals of a name: a short name, else a location, else an address.
    ///
    /// # Errors
    /// A file is damaged.
    pub fn find(&self, wanted: &str) -> Result<Vec<u32>, LibraryError> {
        let url = Url::parse(wanted).ok();
        let kinds = [
            Some(name("id", wanted)),
            Some(name("location", wanted)),
            url.as_ref().map(address),
        ];
        for (kind, hash) in kinds.into_iter().enumerate() {
            let mut found = Vec::new();
            for number in hash.map(|hash| self.named(hash)).unwrap_or_default() {
                let (kept, _) = self.get(number)?;
                let is_it = match kind {
                    0 => kept.original.id == wanted,
                    1 => kept.original.location == wanted,
                    _ => true,
                };
                if is_it {
                    found.push(number);
                }
            }
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    /// The originals of a name that is a number already.
    pub(crate) fn named(&self, hash: u64) -> Vec<u32> {
        let segments = self.0.segments.iter();
        let all = segments.flat_map(|segment| segment.names.values(hash).iter().copied());
        all.filter(|number| !self.0.removed.contains(number))
            .collect()
    }

    /// The originals of the work that an original belongs to, it too, ascending.
    pub fn work(&self, number: u32) -> Vec<u32> {
        let mut known = BTreeSet::from([number]);
        let mut open = vec![number];
        while let Some(next) = open.pop() {
            for other in self.0.related(Relation::Work, next) {
                if known.len() < MEMBERS && known.insert(other) {
                    open.push(other);
                }
            }
        }
        known.retain(|number| !self.0.removed.contains(number));
        known.into_iter().collect()
    }

    /// The originals that were found to be the same text as one: for copies the first, for the first its copies.
    pub fn same_text(&self, number: u32) -> Vec<u32> {
        self.0.related(Relation::Text, number)
    }

    /// To which originals a new one belongs.
    pub(super) fn relatives(
        &self,
        text: &Prepared,
        prints: &[u64],
        addresses: &[u64],
    ) -> Result<Vec<(Relation, u32)>, LibraryError> {
        let mut found = Vec::new();
        for address in addresses {
            let holders = self.named(*address);
            // As when a segment is built: too many texts under one address are the fault of a template.
            if holders.len() < TEXTS {
                found.extend(holders.into_iter().map(|holder| (Relation::Work, holder)));
            }
        }
        let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
        for (_, holder, _) in self.0.printed(prints, COMMON) {
            *shared.entry(holder).or_default() += 1;
        }
        shared.retain(|_, count| *count as f64 >= LIKELY * prints.len() as f64);
        let mut likely: Vec<(u32, usize)> = shared.into_iter().collect();
        likely.sort_by_key(|(holder, count)| (std::cmp::Reverse(*count), *holder));
        for (holder, _) in likely.into_iter().take(LOOKED_AT) {
            let its = prepared(&self.get(holder)?.0);
            let is_alike = 2 * text.len() >= its.len() && 2 * its.len() >= text.len();
            if is_alike && are_same(text, &its) {
                found.push((Relation::Text, holder));
                break;
            }
        }
        Ok(found)
    }
}

impl Opened {
    fn get(&self, number: u32) -> Result<(Kept, &str), LibraryError> {
        let at = self
            .segments
            .partition_point(|segment| segment.facts.first <= number);
        let segment = at
            .checked_sub(1)
            .and_then(|at| self.segments.get(at))
            .filter(|segment| segment.holds(number) && !self.removed.contains(&number));
        let unknown = || LibraryError::Unknown {
            name: format!("number {number}"),
        };
        let segment = segment.ok_or_else(unknown)?;
        let kept = segment.documents.get(number - segment.facts.first)?;
        Ok((kept, &segment.facts.rules))
    }

    fn related(&self, kind: Relation, number: u32) -> Vec<u32> {
        let listed = |number: u32| {
            let segments = self.segments.iter();
            segments.flat_map(move |segment| segment.relations.values(relation(kind, number)))
        };
        let others = listed(number).copied();
        // Two that belong together list one another; a hash that happens to be the same does not.
        others
            .filter(|other| {
                !self.removed.contains(other) && listed(*other).any(|back| *back == number)
            })
            .collect()
    }

    fn is_marked(&self, sequence: u64, mark: u32) -> bool {
        let mut segments = self.segments.iter();
        segments.any(|segment| segment.sequences.values(sequence).contains(&mark))
    }
}

impl Words for Opened {
    fn documents(&self) -> usize {
        self.manifest.len()
    }

    fn count(&self, word: u64) -> u32 {
        let counts = self.segments.iter().map(|segment| {
            let counted = segment.words.values(word).first().copied();
            counted.unwrap_or_else(|| segment.rare_words.values(word).len() as u32)
        });
        counts.fold(0, u32::saturating_add)
    }

    fn holders(&self, words: &[u64]) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        for segment in &self.segments {
            segment.rare_words.all_values(words, |at, holders| {
                let left = holders
                    .iter()
                    .filter(|number| !self.removed.contains(number));
                found.extend(left.map(|number| (at as u32, *number)));
            });
        }
        if self.segments.len() > 1 {
            found.sort_unstable();
            // What is rare in one segment may be in too many of another: a segment keeps a word in one of both tables.
            let is_rare = |at: u32| {
                let word = words.get(at as usize).copied().unwrap_or_default();
                let mut segments = self.segments.iter();
                segments.all(|segment| segment.words.values(word).is_empty())
            };
            let chunks = found.chunk_by(|a, b| a.0 == b.0);
            let rare = chunks.filter(|chunk| chunk.first().is_some_and(|(at, _)| is_rare(*at)));
            found = rare.flatten().copied().collect();
        }
        found
    }

    fn rare_words(&self, original: u32) -> u32 {
        // What cannot be read is nobody's likeness.
        let Ok((kept, _)) = self.get(original) else {
            return u32::MAX;
        };
        rare_words_of(self, &prepared(&kept))
    }

    fn all_rare_words(&self) -> usize {
        let rare = self.segments.iter().map(|segment| segment.rare_words.len());
        rare.sum()
    }
}

impl Corpus for Opened {
    fn printed(&self, prints: &[u64], most: usize) -> Vec<(u32, u32, u32)> {
        let mut found = Vec::new();
        for segment in &self.segments {
            segment.prints.with_marks(prints, |at, all| {
                let left = all.filter(|(number, _)| !self.removed.contains(number));
                found.extend(
                    left.take(most)
                        .map(|(number, beside)| (at as u32, number, beside)),
                );
            });
        }
        if self.segments.len() > 1 {
            found.sort_by_key(|(at, ..)| *at);
            let chunks = found.chunk_by(|a, b| a.0 == b.0);
            found = chunks
                .flat_map(|same| same.iter().take(most).copied())
                .collect();
        }
        found
    }

    fn is_common(&self, sequence: u64) -> bool {
        self.is_marked(sequence, IS_COMMON)
    }

    fn is_phrase(&self, phrase: u64) -> bool {
        self.is_marked(phrase, IS_PHRASE)
    }
}
