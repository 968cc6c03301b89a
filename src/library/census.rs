//! What many works of a segment share, counted without holding their texts in memory.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU8, Ordering};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::documents::{Documents, Kept};
use super::error::LibraryError;
use crate::matching::{Identity, Mask, Prepared, WORKS, common_of, phrases_of, weighty};
use crate::text::tokens;

/// Sequences, by their hashes.
type Hashes = HashSet<u64, Identity>;

/// Batches of originals that are worked on together. By hand.
const AT_ONCE: usize = 64;

/// Does `work` for every original on all cores and hands what came of it to `take`, in order.
pub(super) fn each<T: Send>(
    documents: &Documents,
    work: impl Fn(u32, Kept) -> T + Sync,
    mut take: impl FnMut(u32, T),
) -> Result<(), LibraryError> {
    let batches: Vec<usize> = (0..documents.batches()).collect();
    for some in batches.chunks(AT_ONCE) {
        let done: Vec<Result<Vec<(u32, T)>, LibraryError>> = some
            .into_par_iter()
            .map(|batch| {
                let kept = documents.all(*batch)?;
                let numbers = Documents::first_of(*batch)..;
                let done = numbers.zip(kept);
                Ok(done
                    .map(|(number, kept)| (number, work(number, kept)))
                    .collect())
            })
            .collect();
        for batch in done {
            for (number, done) in batch? {
                take(number, done);
            }
        }
    }
    Ok(())
}

/// A text as matching sees it.
pub(super) fn prepared(kept: &Kept) -> Prepared {
    Prepared::new(&kept.original.text, &kept.original.marks)
}

/// What the works of a segment have in common.
pub(super) struct Census {
    pub(super) mask: Mask,
    /// In how many texts each word is.
    pub(super) words: HashMap<u64, u32, Identity>,
    pub(super) common: Hashes,
    pub(super) phrases: Hashes,
}

impl Census {
    /// Counts. `work_of` gives the work of a text, `None` for a copy of a text that is counted; `tokens` is about how
    /// many tokens there are. `mask` makes a mask of what was counted.
    pub(super) fn of(
        documents: &Documents,
        tokens: usize,
        work_of: &(impl Fn(u32) -> Option<u32> + Sync),
        mask: &dyn Fn(Hashes, Hashes) -> Mask,
    ) -> Result<Self, LibraryError> {
        let (mut common, phrases) = Self::shared(documents, tokens, work_of)?;
        let mut all = mask(common.clone(), phrases.clone());
        let mut copied: HashSet<u32> = HashSet::new();
        let mut words = words(documents, &all, work_of, &mut copied)?;
        // An article that is part of roundups is no template of theirs: it is not counted.
        if !copied.is_empty() && !common.is_empty() {
            let counted = |number: u32| work_of(number).filter(|work| !copied.contains(work));
            common = Self::shared(documents, tokens, &counted)?.0;
            all = mask(common.clone(), phrases.clone());
            words = self::words(documents, &all, work_of, &mut HashSet::new())?;
        }
        Ok(Self {
            mask: all,
            words,
            common,
            phrases,
        })
    }

    /// Sequences and turns of phrase that [`WORKS`] or more works hold.
    fn shared(
        documents: &Documents,
        count: usize,
        work_of: &(impl Fn(u32) -> Option<u32> + Sync),
    ) -> Result<(Hashes, Hashes), LibraryError> {
        // First a sketch that counts too much rather than too little, then exact counts of what it lets through.
        let (common, phrases) = (Sketch::new(count), Sketch::new(count));
        let sketched = |number: u32, kept: Kept| {
            if work_of(number).is_some() {
                let tokens = tokens(&kept.original.text).list;
                common_of(&tokens).iter().for_each(|hash| common.add(*hash));
                phrases_of(&tokens)
                    .iter()
                    .for_each(|hash| phrases.add(*hash));
            }
        };
        each(documents, sketched, |_, ()| {})?;
        let (mut of_common, mut of_phrases) = (Holders::default(), Holders::default());
        each(
            documents,
            |number, kept| {
                let work = work_of(number)?;
                let tokens = tokens(&kept.original.text).list;
                let (mut sequences, mut turns) = (common_of(&tokens), phrases_of(&tokens));
                sequences.retain(|hash| common.is_frequent(*hash));
                turns.retain(|hash| phrases.is_frequent(*hash));
                Some((work, sequences, turns))
            },
            |_, counted| {
                if let Some((work, sequences, turns)) = counted {
                    of_common.add(work, sequences);
                    of_phrases.add(work, turns);
                }
            },
        )?;
        Ok((of_common.frequent(), of_phrases.frequent()))
    }
}

/// In how many texts each word is; and the works of which a text is the copy of parts of others.
fn words(
    documents: &Documents,
    mask: &Mask,
    work_of: &(impl Fn(u32) -> Option<u32> + Sync),
    copied: &mut HashSet<u32>,
) -> Result<HashMap<u64, u32, Identity>, LibraryError> {
    let mut words: HashMap<u64, u32, Identity> = HashMap::default();
    each(
        documents,
        |number, kept| {
            let work = work_of(number)?;
            let mut text = prepared(&kept);
            let is_copy = mask.is_copy(&text);
            mask.apply(&mut text);
            Some((work, is_copy, weighty(&text)))
        },
        |_, counted| {
            if let Some((work, is_copy, of_text)) = counted {
                if is_copy {
                    copied.insert(work);
                }
                for word in of_text {
                    *words.entry(word).or_default() += 1;
                }
            }
        },
    )?;
    Ok(words)
}

/// Counts by hash, in four bits each, that are never too small up to [`WORKS`].
struct Sketch {
    slots: Vec<AtomicU8>,
    last: u64,
}

impl Sketch {
    /// Room for so many different hashes: one slot of half a byte for each, to half a gigabyte.
    fn new(count: usize) -> Self {
        let slots = count.next_power_of_two().clamp(1 << 12, 1 << 30);
        Self {
            slots: (0..slots / 2).map(|_| AtomicU8::new(0)).collect(),
            last: slots as u64 - 1,
        }
    }

    fn slot(&self, hash: u64) -> Option<(&AtomicU8, u32)> {
        let slot = hash & self.last;
        let byte = self.slots.get((slot >> 1) as usize)?;
        Some((byte, 4 * (slot & 1) as u32))
    }

    fn add(&self, hash: u64) {
        if let Some((byte, shift)) = self.slot(hash) {
            let more = |counts: u8| ((counts >> shift & 15) < WORKS).then(|| counts + (1 << shift));
            // A counter that is full stays as it is.
            let _ = byte.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
        }
    }

    fn is_frequent(&self, hash: u64) -> bool {
        self.slot(hash)
            .is_some_and(|(byte, shift)| byte.load(Ordering::Relaxed) >> shift & 15 >= WORKS)
    }
}

/// The first works that hold a sequence, as many as it takes.
#[derive(Default)]
struct Holders(HashMap<u64, (u8, [u32; WORKS as usize - 1]), Identity>);

impl Holders {
    fn add(&mut self, work: u32, sequences: Vec<u64>) {
        for sequence in sequences {
            let (count, known) = self.0.entry(sequence).or_default();
            let first = known.get(..usize::from(*count)).unwrap_or(known);
            if *count < WORKS && !first.contains(&work) {
                if let Some(free) = known.get_mut(usize::from(*count)) {
                    *free = work;
                }
                *count += 1;
            }
        }
    }

    fn frequent(self) -> Hashes {
        let frequent = self.0.into_iter().filter(|(_, (count, _))| *count >= WORKS);
        frequent.map(|(sequence, _)| sequence).collect()
    }
}
