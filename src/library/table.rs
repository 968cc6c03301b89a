//! Tables: which numbers belong to a hash. Sorted by hash; the upper bits lead to a place, the next 32 are kept.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use arrow_array::cast::AsArray;
use arrow_array::types::UInt32Type;
use arrow_array::{RecordBatch, UInt32Array};
use arrow_buffer::ScalarBuffer;
use arrow_schema::{DataType, Field, Schema};
use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};

use super::arrow::{ArrowFile, ArrowWriter};
use super::error::LibraryError;
use super::manifest::FileFacts;

/// Entries under one place of the top table. By hand: they fill one or two cache lines, and the top table stays at a
/// sixteenth of the entries.
const BUCKET: u32 = 16;
/// Bits of the hash that choose a part of a large table, which is what is sorted and written at a time. By hand.
const PART_BITS: u32 = 6;
/// Entries from which a table has more parts than one. By hand.
const LARGE: usize = 1 << 20;
/// Most bits of the top table. By hand.
const MOST_BITS: u32 = 24;
/// Least bits. By hand.
const LEAST_BITS: u32 = 6;
/// The bits of a hash in whose place an entry may have a mark: of all 32 that are kept, those that are kept whatever the
/// size of the top table. Enough are left to tell hashes apart, because a larger table chooses by more of them.
const MARK_AT: u32 = 32 - LEAST_BITS;
/// See [`MARK_AT`].
const MARK_BITS: u32 = 32 + LEAST_BITS - MOST_BITS;
const MARK: u32 = (1 << MARK_BITS) - 1;

/// A hash with a mark in it.
pub(super) fn marked(hash: u64, mark: u32) -> u64 {
    hash & !(u64::from(MARK) << MARK_AT) | u64::from(mark & MARK) << MARK_AT
}

/// A table in memory, before it is written: hash, the two halves apart to save room, and number.
pub(super) struct Rows {
    parts: Vec<Vec<(u32, u32, u32)>>,
    part_bits: u32,
}

impl Rows {
    /// Makes room for about so many entries.
    pub(super) fn new(expected: usize) -> Self {
        let part_bits = if expected >= LARGE { PART_BITS } else { 0 };
        let parts = 1usize << part_bits;
        // Hashes spread evenly; a little more saves moving everything for the last few.
        let room = expected / parts + expected / parts / 64;
        Self {
            parts: (0..parts).map(|_| Vec::with_capacity(room)).collect(),
            part_bits,
        }
    }

    pub(super) fn push(&mut self, hash: u64, value: u32) {
        let (high, low) = ((hash >> 32) as u32, hash as u32);
        let part = u64::from(high) << self.part_bits >> 32;
        if let Some(part) = self.parts.get_mut(part as usize) {
            part.push((high, low, value));
        }
    }

    pub(super) fn len(&self) -> usize {
        self.parts.iter().map(Vec::len).sum()
    }

    /// Sorts the entries, each once, and writes them: `NAME.arrow` and `NAME-top.arrow`.
    pub(super) fn write(mut self, dir: &Path, name: &str) -> Result<Vec<FileFacts>, LibraryError> {
        self.parts.par_iter_mut().for_each(|part| {
            part.sort_unstable();
            part.dedup();
        });
        let count = u32::try_from(self.len()).map_err(|_| LibraryError::Full)?;
        let bits = (count / BUCKET + 1).ilog2();
        let bits = bits.clamp(LEAST_BITS.max(self.part_bits), MOST_BITS);
        let schema = Arc::new(Schema::new(vec![
            Field::new("rem", DataType::UInt32, false),
            Field::new("doc", DataType::UInt32, false),
        ]));
        let mut file = ArrowWriter::create(dir, &format!("{name}.arrow"), &schema, false)?;
        let mut heads = vec![0u32; (1usize << bits) + 1];
        for part in &mut self.parts {
            let part = std::mem::take(part);
            for (high, _, _) in &part {
                // The place behind, so that sums make beginnings of counts.
                if let Some(head) = heads.get_mut((high >> (32 - bits)) as usize + 1) {
                    *head += 1;
                }
            }
            let rem = part
                .iter()
                .map(|(high, low, _)| remainder(*high, *low, bits));
            let rem = UInt32Array::from_iter_values(rem);
            let doc = UInt32Array::from_iter_values(part.iter().map(|(_, _, value)| *value));
            let batch = batch(&schema, vec![Arc::new(rem), Arc::new(doc)], dir)?;
            file.write(&batch)?;
        }
        let mut before = 0;
        for head in &mut heads {
            before += *head;
            *head = before;
        }
        let schema = Arc::new(Schema::new(vec![Field::new(
            "head",
            DataType::UInt32,
            false,
        )]));
        let mut top = ArrowWriter::create(dir, &format!("{name}-top.arrow"), &schema, false)?;
        let heads = UInt32Array::from(heads);
        top.write(&batch(&schema, vec![Arc::new(heads)], dir)?)?;
        Ok(vec![file.finish()?, top.finish()?])
    }
}

/// The 32 bits of a hash behind the first `bits`.
fn remainder(high: u32, low: u32, bits: u32) -> u32 {
    let hash = u64::from(high) << 32 | u64::from(low);
    (hash << bits >> 32) as u32
}

pub(super) fn batch(
    schema: &Arc<Schema>,
    columns: Vec<Arc<dyn arrow_array::Array>>,
    dir: &Path,
) -> Result<RecordBatch, LibraryError> {
    RecordBatch::try_new(Arc::clone(schema), columns)
        .map_err(|error| LibraryError::io(dir)(std::io::Error::other(error)))
}

/// What is kept for each hash, and the number that belongs to it.
type Columns = (ScalarBuffer<u32>, ScalarBuffer<u32>);

/// A table on disk, mapped.
#[derive(Debug)]
pub(super) struct Table {
    file: ArrowFile,
    heads: ScalarBuffer<u32>,
    bits: u32,
    /// The parts that were looked at; `None` for one that cannot be read.
    parts: Vec<OnceLock<Option<Columns>>>,
}

impl Table {
    /// Opens the table of a name.
    pub(super) fn open(dir: &Path, files: &[FileFacts], name: &str) -> Result<Self, LibraryError> {
        let facts = |ending: &str| {
            let name = format!("{name}{ending}");
            let facts = files.iter().find(|file| file.name == name);
            let none = || LibraryError::damaged(&dir.join(&name), "the manifest does not list it");
            facts.ok_or_else(none)
        };
        let file = ArrowFile::open(dir, facts(".arrow")?)?;
        let top = ArrowFile::open(dir, facts("-top.arrow")?)?;
        let heads = numbers(&top.batch(0)?, 0);
        let odd = || LibraryError::damaged(top.path(), "it is no table of beginnings");
        let heads = heads.ok_or_else(odd)?;
        let places = heads.len().saturating_sub(1);
        let is_right = places.is_power_of_two()
            && places >= file.len()
            && (1 << LEAST_BITS..=1 << MOST_BITS).contains(&places)
            && file.len().is_power_of_two();
        if !is_right {
            return Err(odd());
        }
        Ok(Self {
            bits: places.ilog2(),
            parts: (0..file.len()).map(|_| OnceLock::new()).collect(),
            heads,
            file,
        })
    }

    /// Number of entries.
    pub(super) fn len(&self) -> usize {
        self.heads.last().map_or(0, |last| *last as usize)
    }

    /// The numbers that belong to a hash, ascending. Of a damaged table, none or others: never a panic.
    pub(super) fn values(&self, hash: u64) -> &[u32] {
        self.found(hash).unwrap_or_default()
    }

    /// The numbers that belong to hashes in a table of marked ones, each with its mark, in no order.
    pub(super) fn with_marks(
        &self,
        hashes: &[u64],
        mut each: impl FnMut(usize, &mut dyn Iterator<Item = (u32, u32)>),
    ) {
        let shift = self.bits.saturating_sub(LEAST_BITS);
        let mask = !(MARK << shift);
        self.look_up(hashes, mask, |at, wanted, rem, doc| {
            let same = rem
                .iter()
                .zip(doc)
                .filter(|(rem, _)| **rem & mask == wanted);
            each(at, &mut same.map(|(rem, doc)| (*doc, rem >> shift & MARK)));
        });
    }

    /// The numbers that belong to hashes, ascending for each; hashes without any are left out.
    pub(super) fn all_values(&self, hashes: &[u64], mut each: impl FnMut(usize, &[u32])) {
        self.look_up(hashes, u32::MAX, |at, wanted, rem, doc| {
            let from = rem.partition_point(|rem| *rem < wanted);
            let same = rem.iter().skip(from).take_while(|rem| **rem == wanted);
            each(at, doc.get(from..from + same.count()).unwrap_or_default());
        });
    }

    /// Calls `each` for the hashes that are there, with the entries among which theirs are. One step is done for all
    /// hashes before the next: a processor then waits for many places of memory at once, and not for one after the other.
    fn look_up(&self, hashes: &[u64], mask: u32, mut each: impl FnMut(usize, u32, &[u32], &[u32])) {
        let buckets: Vec<_> = { hashes.iter() }
            .map(|hash| self.bucket(*hash).unwrap_or_default())
            .collect();
        let is_there: Vec<bool> = { hashes.iter().zip(&buckets) }
            .map(|(hash, (rem, _))| {
                let wanted = self.kept(*hash) & mask;
                // Without a branch for each entry, which would have to wait for it.
                { rem.iter() }.fold(false, |found, rem| found | (rem & mask == wanted))
            })
            .collect();
        for (at, (hash, (rem, doc))) in hashes.iter().zip(&buckets).enumerate() {
            if is_there.get(at).is_some_and(|there| *there) {
                each(at, self.kept(*hash) & mask, rem, doc);
            }
        }
    }

    fn found(&self, hash: u64) -> Option<&[u32]> {
        let (rem, doc) = self.bucket(hash)?;
        let wanted = self.kept(hash);
        let from = rem.partition_point(|rem| *rem < wanted);
        let len = rem.get(from..)?.partition_point(|rem| *rem == wanted);
        doc.get(from..from + len)
    }

    /// What is kept of a hash in its entry.
    fn kept(&self, hash: u64) -> u32 {
        remainder((hash >> 32) as u32, hash as u32, self.bits)
    }

    /// The entries that begin as a hash does.
    fn bucket(&self, hash: u64) -> Option<(&[u32], &[u32])> {
        let place = (hash >> (64 - self.bits)) as usize;
        let part_bits = self.parts.len().ilog2();
        let part = place >> (self.bits - part_bits);
        let (start, end) = (*self.heads.get(place)?, *self.heads.get(place + 1)?);
        if start == end {
            return Some((&[], &[]));
        }
        let first = *self.heads.get(part << (self.bits - part_bits))?;
        let range = start.checked_sub(first)? as usize..end.checked_sub(first)? as usize;
        let (rem, doc) = self.part(part)?;
        Some((rem.get(range.clone())?, doc.get(range)?))
    }

    fn part(&self, index: usize) -> Option<&Columns> {
        let read = || {
            let batch = self.file.batch(index).ok()?;
            numbers(&batch, 0).zip(numbers(&batch, 1))
        };
        self.parts.get(index)?.get_or_init(read).as_ref()
    }
}

/// A column of numbers.
pub(super) fn numbers(batch: &RecordBatch, column: usize) -> Option<ScalarBuffer<u32>> {
    let column = batch.columns().get(column)?;
    let numbers = column.as_primitive_opt::<UInt32Type>()?;
    Some(numbers.values().clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(number: u64) -> u64 {
        (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    #[test]
    fn marks_come_back_and_tell_no_hashes_apart() {
        for count in [1, 1_000, 300_000u64] {
            let dir = tempfile::tempdir().unwrap();
            let mut rows = Rows::new(count as usize);
            for number in 0..count {
                for mark in [number as u32, 7] {
                    rows.push(marked(spread(number), mark), number as u32);
                }
            }
            let files = rows.write(dir.path(), "numbers").unwrap();
            let table = Table::open(dir.path(), &files, "numbers").unwrap();
            for number in (0..count).step_by(1 + count as usize / 1_000) {
                let mut found = Vec::new();
                table.with_marks(&[spread(number)], |_, all| found.extend(all));
                found.sort_unstable();
                let mut wanted = vec![(number as u32, 7), (number as u32, number as u32 & MARK)];
                wanted.sort_unstable();
                wanted.dedup();
                assert_eq!(found, wanted, "{number} of {count}");
            }
            let strangers: Vec<u64> = (count..count + 1_000).map(spread).collect();
            let mut found = 0;
            table.with_marks(&strangers, |_, _| found += 1);
            assert!(found <= 1);
        }
    }

    #[test]
    fn what_was_written_is_found_and_nothing_else() {
        for count in [0, 1, 100, 40_000, 1_500_000u64] {
            let dir = tempfile::tempdir().unwrap();
            let mut rows = Rows::new(count as usize);
            for number in 0..count {
                rows.push(spread(number), number as u32);
                rows.push(spread(number), number as u32 / 2 + 7);
            }
            let files = rows.write(dir.path(), "numbers").unwrap();
            let table = Table::open(dir.path(), &files, "numbers").unwrap();
            for number in (0..count).step_by(1 + count as usize / 1_000) {
                let mut wanted = vec![number as u32, number as u32 / 2 + 7];
                wanted.sort_unstable();
                wanted.dedup();
                assert_eq!(table.values(spread(number)), wanted, "{number} of {count}");
            }
            for number in count..count + 1_000 {
                assert!(table.values(spread(number)).is_empty());
            }
            let some: Vec<u64> = (0..count + 9).step_by(97).map(spread).collect();
            let mut all = 0;
            table.all_values(&some, |at, found| {
                assert_eq!(found, table.values(some[at]));
                all += 1;
            });
            assert_eq!(all, (0..count).step_by(97).count());
        }
    }
}
