//! Building: originals in, a segment out, the manifest last.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use tempfile::TempDir;

use super::census::{Census, each, prepared};
use super::documents::{Documents, DocumentsWriter, Kept};
use super::error::LibraryError;
use super::lock::Lock;
use super::manifest::{FileFacts, Manifest, SegmentFacts, is_library, segments, sweep, sync};
use super::relations::{Joined, name, works};
use super::shelf::{
    IS_COMMON, IS_PHRASE, NAMES, PRINTS, RARE_WORDS, RELATIONS, Relation, SEQUENCES, Shelf, WORDS,
    relation,
};
use super::table::{Rows, marked};
use crate::matching::{
    Identity, LIKELY, LOOKED_AT, Mask, Prepared, RARE, are_same, beside, weighty, winnow,
};

/// Fingerprints of a text by which its like are found while a segment is built: the least ones, so that two texts that
/// share most have most of these in common. By hand: of two texts of which one holds nine tenths of the other, ten of 32
/// are missed once in a billion.
const LEAST: usize = 32;
/// Texts among which a fingerprint is looked up; one in more of them says nothing about which is meant. By hand; it
/// bounds work.
const COMMON: usize = 50;

/// An original on its way into a library.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Entry {
    kept: Kept,
    addresses: Vec<u64>,
}

impl Entry {
    /// `original` as it was read, its `terms` as JSON, and the `addresses` it is known under, as numbers.
    pub(crate) fn new(
        original: crate::originals::Original,
        terms: String,
        addresses: Vec<u64>,
    ) -> Self {
        Self {
            kept: Kept {
                short: original.id.clone(),
                original,
                terms,
            },
            addresses,
        }
    }
}

/// What was built.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Originals in the new segment.
    pub originals: u32,
    /// Works they are.
    pub works: u32,
    /// Fingerprints.
    pub prints: usize,
    /// Bytes of all texts.
    pub text_bytes: u64,
    /// Bytes of the files that hold the originals.
    pub document_bytes: u64,
    /// Bytes of all other files.
    pub index_bytes: u64,
    /// How long it took to sort the fingerprints and to write them.
    pub sorting: Duration,
}

/// What is kept in memory of every original while a segment is built.
#[derive(Default)]
struct Drafts {
    /// The least fingerprints and who has them.
    least: Vec<(u32, u32)>,
    /// How many of them each original has.
    sizes: Vec<u8>,
    /// Hash of all that is compared.
    whole: Vec<u64>,
    /// Number of tokens.
    lengths: Vec<u32>,
    addresses: Vec<(u64, u32)>,
    /// How many short names there were.
    ids: HashMap<u64, u32, Identity>,
    /// Originals of older segments that are the same text or the same work.
    older: Vec<(Relation, u32, u32)>,
    prints: usize,
}

/// Builds one segment of a library.
pub struct Builder {
    target: Target,
    /// The library that is added to.
    shelf: Option<Shelf>,
    first: u32,
    rules: String,
    documents: DocumentsWriter,
    names: Rows,
    drafts: Drafts,
}

/// Where a segment is written, and the right to do it.
struct Target {
    dir: PathBuf,
    segment: TempDir,
    manifest: Manifest,
    // Last, so that nobody else begins before all else is put away.
    lock: Lock,
}

impl Builder {
    /// Begins a new library in a folder that is new or empty. `rules` tells by which rules its notices are read.
    ///
    /// # Errors
    /// There is a library, or something else, or nothing can be written.
    pub fn create(dir: &Path, rules: &str) -> Result<Self, LibraryError> {
        if is_library(dir) {
            return Err(LibraryError::Exists {
                dir: dir.to_owned(),
            });
        }
        let lock = Lock::create(dir)?;
        // Another process may have been faster.
        if is_library(dir) {
            return Err(LibraryError::Exists {
                dir: dir.to_owned(),
            });
        }
        // What a run left that was ended is nothing.
        let is_ours =
            |name: &str| matches!(name, "segments" | "lock") || name.starts_with(".manifest-");
        let entries = fs::read_dir(dir).map_err(LibraryError::io(dir))?;
        if { entries }
            .flatten()
            .any(|entry| !is_ours(&entry.file_name().to_string_lossy()))
        {
            return Err(LibraryError::NotEmpty {
                dir: dir.to_owned(),
            });
        }
        Self::begin(dir, lock, Manifest::new(), None, rules)
    }

    /// Begins to add to a library.
    ///
    /// # Errors
    /// There is none, it cannot be used, or it is being changed.
    pub fn append(dir: &Path, rules: &str) -> Result<Self, LibraryError> {
        Manifest::read(dir)?;
        let lock = Lock::take(dir)?;
        let shelf = Shelf::open(dir)?;
        Self::begin(dir, lock, shelf.manifest().clone(), Some(shelf), rules)
    }

    /// Makes one segment of all, without what was removed. `entry` gives what is known of an original by the rules in
    /// force.
    ///
    /// # Errors
    /// There is no library, it cannot be used, or it is being changed.
    pub fn merge(dir: &Path, entry: impl Fn(Kept) -> Entry + Sync) -> Result<Counts, LibraryError> {
        Manifest::read(dir)?;
        let lock = Lock::take(dir)?;
        let shelf = Shelf::open(dir)?;
        let mut rules = shelf
            .manifest()
            .segments
            .iter()
            .map(|segment| segment.rules.clone());
        // Where segments differ, notices are read again when they are asked for.
        let first = rules.next().unwrap_or_default();
        let rules = if rules.all(|other| other == first) {
            first
        } else {
            String::new()
        };
        let mut manifest = shelf.manifest().clone();
        manifest.segments.clear();
        let mut builder = Self::begin(dir, lock, manifest, None, &rules)?;
        for batch in shelf.batches()? {
            let kept = shelf.batch(batch)?;
            builder.add(kept.into_par_iter().map(&entry).collect())?;
        }
        builder.finish()
    }

    fn begin(
        dir: &Path,
        lock: Lock,
        manifest: Manifest,
        shelf: Option<Shelf>,
        rules: &str,
    ) -> Result<Self, LibraryError> {
        let all = segments(dir);
        fs::create_dir_all(&all).map_err(LibraryError::io(&all))?;
        // Merging reads what is replaced; it is taken away afterwards.
        if shelf.is_some() || manifest.generation == 0 {
            sweep(dir, &manifest);
        }
        let segment = tempfile::Builder::new()
            .prefix(".new-")
            .tempdir_in(&all)
            .map_err(LibraryError::io(&all))?;
        Ok(Self {
            documents: DocumentsWriter::create(segment.path())?,
            first: manifest.next(),
            target: Target {
                dir: dir.to_owned(),
                segment,
                manifest,
                lock,
            },
            shelf,
            rules: rules.to_owned(),
            names: Rows::new(0),
            drafts: Drafts::default(),
        })
    }

    /// Takes originals in.
    ///
    /// # Errors
    /// They cannot be written, or there are too many.
    pub fn add(&mut self, entries: Vec<Entry>) -> Result<(), LibraryError> {
        let shelf = self.shelf.as_ref();
        let read: Vec<Read> = entries
            .par_iter()
            .map(|entry| Read::of(entry, shelf))
            .collect::<Result<_, _>>()?;
        for (mut entry, read) in entries.into_iter().zip(read) {
            let drafts = &mut self.drafts;
            let number = u32::try_from(drafts.whole.len()).map_err(|_| LibraryError::Full)?;
            let global = self.first.checked_add(number).ok_or(LibraryError::Full)?;
            drafts.prints += read.prints;
            drafts
                .sizes
                .push(u8::try_from(read.least.len()).unwrap_or(u8::MAX));
            drafts
                .least
                .extend(read.least.into_iter().map(|print| (print, number)));
            drafts.whole.push(read.whole);
            drafts.lengths.push(read.length);
            drafts
                .addresses
                .extend(entry.addresses.iter().map(|address| (*address, number)));
            drafts.older.extend(
                read.older
                    .into_iter()
                    .map(|(kind, old)| (kind, number, old)),
            );
            entry.kept.original.id = self.unique(&entry.kept.short);
            let original = &entry.kept.original;
            self.names.push(name("id", &original.id), global);
            self.names
                .push(name("location", &original.location), global);
            for address in entry.addresses {
                self.names.push(address, global);
            }
            self.documents.push(entry.kept)?;
        }
        Ok(())
    }

    /// A short name that no other original of the library has: the second of a name is `NAME-2`.
    fn unique(&mut self, short: &str) -> String {
        let shelf = self.shelf.as_ref();
        let count = self.drafts.ids.entry(name("id", short)).or_default();
        loop {
            *count += 1;
            let id = match *count {
                1 => short.to_owned(),
                count => format!("{short}-{count}"),
            };
            let is_known = |shelf: &Shelf| !shelf.named(name("id", &id)).is_empty();
            if !shelf.is_some_and(is_known) {
                return id;
            }
        }
    }

    /// Indexes what was taken in, and makes it part of the library in one step.
    ///
    /// # Errors
    /// Something cannot be written; the library is then as it was.
    pub fn finish(self) -> Result<Counts, LibraryError> {
        let Self {
            target,
            shelf,
            first,
            rules,
            documents,
            names,
            drafts,
        } = self;
        let place = target.segment.path().to_owned();
        let (mut files, count, text_bytes) = documents.finish()?;
        let document_bytes = bytes(&files);
        let mut counts = Counts {
            originals: count,
            text_bytes,
            document_bytes,
            ..Counts::default()
        };
        if count == 0 {
            target.publish(None)?;
            return Ok(counts);
        }
        let documents = Documents::open(&place, &files)?;
        let tokens = drafts.lengths.iter().map(|length| *length as usize).sum();
        let prints = drafts.prints;
        files.extend(names.write(&place, NAMES)?);
        let groups = Groups::of(drafts, &documents)?;
        counts.works = groups.works();
        files.extend(groups.relations(first).write(&place, RELATIONS)?);
        let index = Index {
            documents: &documents,
            groups: &groups,
            first,
            shelf: shelf.as_ref(),
            place: &place,
        };
        let (written, prints, sorting) = index.write(tokens, prints)?;
        files.extend(written);
        (counts.prints, counts.sorting) = (prints, sorting);
        counts.index_bytes = bytes(&files) - document_bytes;
        target.publish(Some(SegmentFacts {
            name: String::new(),
            first,
            documents: count,
            removed: Vec::new(),
            rules,
            text_bytes,
            files,
        }))?;
        Ok(counts)
    }

    /// Takes originals out of a library, each named by its short name, its location or an address. They are left out
    /// from now on; the room they take is given back by [`Builder::merge`].
    ///
    /// # Errors
    /// One is not there, and then none is taken out; or the library cannot be changed.
    pub fn remove(dir: &Path, names: &[String]) -> Result<usize, LibraryError> {
        Manifest::read(dir)?;
        let _lock = Lock::take(dir)?;
        let shelf = Shelf::open(dir)?;
        let mut manifest = shelf.manifest().clone();
        let mut gone: Vec<u32> = Vec::new();
        for name in names {
            let found = shelf.find(name)?;
            if found.is_empty() {
                return Err(LibraryError::Unknown { name: name.clone() });
            }
            gone.extend(found);
        }
        gone.sort_unstable();
        gone.dedup();
        for segment in &mut manifest.segments {
            let own = segment.first..segment.first + segment.documents;
            segment
                .removed
                .extend(gone.iter().filter(|number| own.contains(number)));
            segment.removed.sort_unstable();
            segment.removed.dedup();
        }
        manifest.replace(dir)?;
        Ok(gone.len())
    }
}

impl Target {
    /// Gives the segment its name and names it in the manifest.
    fn publish(mut self, facts: Option<SegmentFacts>) -> Result<(), LibraryError> {
        if let Some(mut facts) = facts {
            let all = segments(&self.dir);
            facts.name = format!("{:06}", self.manifest.generation + 1);
            let path = all.join(&facts.name);
            sync(self.segment.path()).map_err(LibraryError::io(&path))?;
            fs::rename(self.segment.path(), &path).map_err(LibraryError::io(&path))?;
            // Its name is another now, and it shall stay.
            let _ = self.segment.keep();
            sync(&all).map_err(LibraryError::io(&all))?;
            self.manifest.segments.push(facts);
        }
        self.manifest.replace(&self.dir)?;
        sweep(&self.dir, &self.manifest);
        drop(self.lock);
        Ok(())
    }
}

impl std::fmt::Debug for Builder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Builder")
            .field("dir", &self.target.dir)
            .finish_non_exhaustive()
    }
}

fn bytes(files: &[FileFacts]) -> u64 {
    files.iter().map(|file| file.bytes).sum()
}

/// What one original comes to when it is taken in.
struct Read {
    least: Vec<u32>,
    prints: usize,
    whole: u64,
    length: u32,
    older: Vec<(Relation, u32)>,
}

impl Read {
    fn of(entry: &Entry, shelf: Option<&Shelf>) -> Result<Self, LibraryError> {
        let text = prepared(&entry.kept);
        let mut prints: Vec<u64> = winnow(&text).into_iter().map(|(print, _)| print).collect();
        prints.sort_unstable();
        let older = match shelf {
            Some(shelf) => shelf.relatives(&text, &prints, &entry.addresses)?,
            None => Vec::new(),
        };
        Ok(Self {
            // The upper half is as good as the whole: what it finds is looked at word by word.
            least: prints
                .iter()
                .take(LEAST)
                .map(|print| (print >> 32) as u32)
                .collect(),
            prints: prints.len(),
            whole: text.open_hash(),
            length: u32::try_from(text.len()).unwrap_or(u32::MAX),
            older,
        })
    }
}

/// Which originals of a segment are the same text, and which one work.
struct Groups {
    /// For each original the first that is the same text.
    same: Vec<usize>,
    /// For each original the first of its work.
    works: Vec<usize>,
    older: Vec<(Relation, u32, u32)>,
}

impl Groups {
    fn of(drafts: Drafts, documents: &Documents) -> Result<Self, LibraryError> {
        let same = same_texts(&drafts, documents)?;
        let mut joined: Joined = works(&same, drafts.addresses);
        let works = (0..same.len()).map(|number| joined.root(number)).collect();
        Ok(Self {
            same,
            works,
            older: drafts.older,
        })
    }

    fn works(&self) -> u32 {
        let own = self.works.iter().enumerate();
        let count = own.filter(|(number, work)| number == *work).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The work of a text, if it is the first of its kind.
    fn counted(&self, number: u32) -> Option<u32> {
        let number = number as usize;
        let is_first = self.same.get(number) == Some(&number);
        let work = self.works.get(number).filter(|_| is_first)?;
        u32::try_from(*work).ok()
    }

    fn relations(&self, first: u32) -> Rows {
        let mut rows = Rows::new(0);
        let mut relate = |kind: Relation, one: u32, other: u32| {
            rows.push(relation(kind, one), other);
            rows.push(relation(kind, other), one);
        };
        for (kind, list) in [(Relation::Text, &self.same), (Relation::Work, &self.works)] {
            for (number, with) in list
                .iter()
                .enumerate()
                .filter(|(number, with)| number != *with)
            {
                relate(kind, first + number as u32, first + *with as u32);
            }
        }
        for (kind, number, older) in &self.older {
            relate(*kind, first + number, *older);
            if *kind == Relation::Text {
                relate(Relation::Work, first + number, *older);
            }
        }
        rows
    }
}

/// For every original the first one that is the same text. As `matching::same_texts`, but by some of the fingerprints
/// only, and the texts of those that are likely are read from disk.
fn same_texts(drafts: &Drafts, documents: &Documents) -> Result<Vec<usize>, LibraryError> {
    let mut same: Vec<usize> = (0..drafts.whole.len()).collect();
    let mut whole: Vec<(u64, u32)> = drafts.whole.iter().copied().zip(0u32..).collect();
    whole.sort_unstable();
    for equal in whole.chunk_by(|a, b| a.0 == b.0) {
        for (_, copy) in equal {
            if let (Some(of_copy), Some((_, first))) = (same.get_mut(*copy as usize), equal.first())
            {
                *of_copy = *first as usize;
            }
        }
    }
    let is_first =
        |same: &[usize], number: u32| same.get(number as usize) == Some(&(number as usize));
    let mut least = drafts.least.clone();
    least.sort_unstable();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for holders in least
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|holders| holders.len() > 1)
    {
        let firsts = holders.iter().map(|(_, number)| *number);
        let firsts: Vec<u32> = firsts.filter(|number| is_first(&same, *number)).collect();
        for (at, later) in firsts.iter().enumerate() {
            let earlier = firsts.get(..at.min(COMMON)).unwrap_or_default();
            pairs.extend(earlier.iter().map(|earlier| (*later, *earlier)));
        }
    }
    drop(least);
    pairs.sort_unstable();
    let length = |number: u32| {
        drafts
            .lengths
            .get(number as usize)
            .copied()
            .unwrap_or_default()
    };
    for of_one in pairs.chunk_by(|a, b| a.0 == b.0) {
        let mut likely: Vec<(u32, usize, u32)> = of_one
            .chunk_by(|a, b| a == b)
            .filter_map(|shared| {
                let (later, earlier) = *shared.first()?;
                let size = drafts
                    .sizes
                    .get(later as usize)
                    .copied()
                    .unwrap_or_default();
                let is_likely = shared.len() as f64 >= LIKELY * f64::from(size);
                let (own, its) = (u64::from(length(later)), u64::from(length(earlier)));
                let is_alike = 2 * own >= its && 2 * its >= own;
                (is_likely && is_alike).then_some((later, shared.len(), earlier))
            })
            .collect();
        likely.sort_by_key(|(_, count, earlier)| (std::cmp::Reverse(*count), *earlier));
        let likely = likely
            .into_iter()
            .filter(|(_, _, earlier)| is_first(&same, *earlier));
        let mut found = None;
        for (later, _, earlier) in likely.take(LOOKED_AT) {
            let (own, its) = (documents.get(later)?, documents.get(earlier)?);
            if are_same(&prepared(&own), &prepared(&its)) {
                found = Some((later, earlier));
                break;
            }
        }
        if let Some((later, earlier)) = found
            && let Some(of_later) = same.get_mut(later as usize)
        {
            *of_later = earlier as usize;
        }
    }
    // A copy of a copy is a copy of the first.
    for number in 0..same.len() {
        let first = same.get(number).and_then(|first| same.get(*first)).copied();
        if let (Some(first), Some(of_copy)) = (first, same.get_mut(number)) {
            *of_copy = first;
        }
    }
    Ok(same)
}

/// A segment whose index is written.
struct Index<'a> {
    documents: &'a Documents,
    groups: &'a Groups,
    first: u32,
    shelf: Option<&'a Shelf>,
    place: &'a Path,
}

impl Index<'_> {
    /// Counts what the works share and writes the tables that find them. `tokens` and `prints` say about how many there
    /// are.
    fn write(
        &self,
        tokens: usize,
        prints: usize,
    ) -> Result<(Vec<FileFacts>, usize, Duration), LibraryError> {
        let work_of = |number: u32| self.groups.counted(number);
        let census = Census::of(self.documents, tokens, &work_of, &|common, phrases| {
            let mask = Mask::counted(common, phrases);
            match self.shelf {
                Some(shelf) => mask.with(shelf.corpus()),
                None => mask,
            }
        })?;
        let mut sequences = Rows::new(census.common.len() + census.phrases.len());
        census
            .common
            .iter()
            .for_each(|hash| sequences.push(*hash, IS_COMMON));
        census
            .phrases
            .iter()
            .for_each(|hash| sequences.push(*hash, IS_PHRASE));
        let mut files = sequences.write(self.place, SEQUENCES)?;
        let mut words = Rows::new(0);
        for (word, count) in census.words.iter().filter(|(_, count)| **count > RARE) {
            words.push(*word, *count);
        }
        files.extend(words.write(self.place, WORDS)?);
        let mut printed = Rows::new(prints);
        let mut rare = Rows::new(
            census
                .words
                .values()
                .filter(|count| **count <= RARE)
                .count(),
        );
        each(
            self.documents,
            |number, kept| {
                work_of(number)?;
                let mut text: Prepared = prepared(&kept);
                census.mask.apply(&mut text);
                let prints: Vec<u64> = { winnow(&text).into_iter() }
                    .map(|(print, at)| marked(print, beside(text.tokens(), at)))
                    .collect();
                let is_rare =
                    |word: &u64| census.words.get(word).is_some_and(|count| *count <= RARE);
                let mut words = weighty(&text);
                words.retain(is_rare);
                Some((prints, words))
            },
            |number, found| {
                let number = self.first + number;
                if let Some((prints, words)) = found {
                    prints
                        .into_iter()
                        .for_each(|print| printed.push(print, number));
                    words.into_iter().for_each(|word| rare.push(word, number));
                }
            },
        )?;
        files.extend(rare.write(self.place, RARE_WORDS)?);
        drop(census);
        let count = printed.len();
        let started = Instant::now();
        files.extend(printed.write(self.place, PRINTS)?);
        Ok((files, count, started.elapsed()))
    }
}
