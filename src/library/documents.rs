//! The originals themselves: texts and facts, compressed, some dozen together, so that one is read without the others.

use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::UInt64Type;
use arrow_array::{Array, RecordBatch, StringArray, UInt64Array};
use arrow_buffer::{Buffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Schema};
use xxhash_rust::xxh3::xxh3_64;

use super::arrow::{ArrowFile, ArrowWriter};
use super::error::LibraryError;
use super::manifest::FileFacts;
use super::table::batch;
use crate::originals::Original;

/// Originals of a batch. By hand: a batch of them is unpacked in a tenth of a millisecond, and alone they would hardly
/// be compressed.
const TOGETHER: usize = 32;
const FILE: &str = "documents.arrow";
/// The checksums of its batches.
const SUMS: &str = "documents-sums.arrow";

/// An original as a library keeps it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Kept {
    /// The original as it was read, under a short name that no other in the library has.
    pub original: Original,
    /// Its short name before it was made unique.
    pub short: String,
    /// Its terms as JSON, as they were when it was read.
    pub terms: String,
}

fn schema() -> Arc<Schema> {
    let text = |name: &str, nullable| Field::new(name, DataType::Utf8, nullable);
    let names = Field::new("item", DataType::Utf8, true);
    Arc::new(Schema::new(vec![
        text("id", false),
        text("location", false),
        text("url", true),
        text("title", true),
        Field::new("authors", DataType::List(Arc::new(names)), false),
        text("publisher", true),
        text("published", true),
        text("language", true),
        text("terms", false),
        text("facts", false),
        text("text", false),
    ]))
}

/// Writes the originals of a segment.
pub(super) struct DocumentsWriter {
    dir: std::path::PathBuf,
    schema: Arc<Schema>,
    file: ArrowWriter,
    waiting: Vec<Kept>,
    count: u32,
    text_bytes: u64,
}

impl DocumentsWriter {
    pub(super) fn create(dir: &Path) -> Result<Self, LibraryError> {
        let schema = schema();
        Ok(Self {
            dir: dir.to_owned(),
            file: ArrowWriter::create(dir, FILE, &schema, true)?,
            schema,
            waiting: Vec::new(),
            count: 0,
            text_bytes: 0,
        })
    }

    pub(super) fn push(&mut self, kept: Kept) -> Result<(), LibraryError> {
        self.count = self.count.checked_add(1).ok_or(LibraryError::Full)?;
        self.text_bytes += kept.original.text.len() as u64;
        self.waiting.push(kept);
        if self.waiting.len() == TOGETHER {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), LibraryError> {
        let kept = std::mem::take(&mut self.waiting);
        if kept.is_empty() {
            return Ok(());
        }
        let of = |value: &dyn Fn(&Kept) -> String| -> Arc<dyn Array> {
            Arc::new(StringArray::from_iter_values(kept.iter().map(value)))
        };
        let maybe = |value: &dyn Fn(&Original) -> Option<String>| -> Arc<dyn Array> {
            let values = kept.iter().map(|kept| value(&kept.original));
            Arc::new(values.collect::<StringArray>())
        };
        let mut authors = ListBuilder::new(StringBuilder::new());
        for one in &kept {
            for author in &one.original.authors {
                authors.values().append_value(author);
            }
            authors.append(true);
        }
        let mut facts = Vec::with_capacity(kept.len());
        for one in &kept {
            facts.push(facts_of(one).map_err(|error| LibraryError::io(&self.dir)(error.into()))?);
        }
        let columns: Vec<Arc<dyn Array>> = vec![
            of(&|kept| kept.original.id.clone()),
            of(&|kept| kept.original.location.clone()),
            maybe(&|original| original.url.as_ref().map(ToString::to_string)),
            maybe(&|original| original.title.clone()),
            Arc::new(authors.finish()),
            maybe(&|original| original.publisher.clone()),
            maybe(&|original| original.published.clone()),
            maybe(&|original| original.language.clone()),
            of(&|kept| kept.terms.clone()),
            Arc::new(StringArray::from(facts)),
            of(&|kept| kept.original.text.clone()),
        ];
        let batch = batch(&self.schema, columns, &self.dir)?;
        self.file.write(&batch)
    }

    /// Ends the file. Gives how many originals it holds, and the bytes of their texts.
    pub(super) fn finish(mut self) -> Result<(Vec<FileFacts>, u32, u64), LibraryError> {
        self.flush()?;
        let facts = self.file.finish()?;
        let written = ArrowFile::open(&self.dir, &facts)?;
        let sums: Vec<u64> = (0..written.len())
            .map(|index| written.read(index).map(|bytes| xxh3_64(&bytes)))
            .collect::<Result<_, _>>()?;
        let schema = Arc::new(Schema::new(vec![Field::new(
            "xxh3",
            DataType::UInt64,
            false,
        )]));
        let mut file = ArrowWriter::create(&self.dir, SUMS, &schema, false)?;
        let sums = Arc::new(UInt64Array::from(sums));
        file.write(&batch(&schema, vec![sums], &self.dir)?)?;
        Ok((vec![facts, file.finish()?], self.count, self.text_bytes))
    }
}

/// What has no column of its own, as JSON.
fn facts_of(kept: &Kept) -> serde_json::Result<String> {
    let original = Original {
        id: kept.short.clone(),
        text: String::new(),
        // A path that is no text cannot be kept; it only tells that a page is the very file.
        file: kept
            .original
            .file
            .clone()
            .filter(|file| file.to_str().is_some()),
        ..kept.original.clone()
    };
    serde_json::to_string(&original)
}

/// The originals of a segment, mapped.
#[derive(Debug)]
pub(super) struct Documents {
    file: ArrowFile,
    sums: ScalarBuffer<u64>,
}

impl Documents {
    pub(super) fn open(dir: &Path, files: &[FileFacts]) -> Result<Self, LibraryError> {
        let facts = |name: &str| {
            let none = || LibraryError::damaged(&dir.join(name), "the manifest does not list it");
            files.iter().find(|file| file.name == name).ok_or_else(none)
        };
        let sums = ArrowFile::open(dir, facts(SUMS)?)?;
        let batch = sums.batch(0)?;
        let column = batch.columns().first();
        let numbers = column.and_then(|column| column.as_primitive_opt::<UInt64Type>());
        let odd = || LibraryError::damaged(sums.path(), "it is no list of checksums");
        Ok(Self {
            file: ArrowFile::open(dir, facts(FILE)?)?,
            sums: numbers.ok_or_else(odd)?.values().clone(),
        })
    }

    /// Number of batches.
    pub(super) fn batches(&self) -> usize {
        self.file.len()
    }

    /// Reads one original.
    pub(super) fn get(&self, number: u32) -> Result<Kept, LibraryError> {
        let (batch, row) = (number as usize / TOGETHER, number as usize % TOGETHER);
        let rows = self.checked(batch, &self.file.mapped(batch)?)?;
        self.row(&rows, row)
    }

    /// Reads all originals of a batch, for those who go through all batches.
    pub(super) fn all(&self, batch: usize) -> Result<Vec<Kept>, LibraryError> {
        let rows = self.checked(batch, &self.file.read(batch)?)?;
        (0..rows.num_rows())
            .map(|row| self.row(&rows, row))
            .collect()
    }

    /// The number of the first original of a batch.
    pub(super) fn first_of(batch: usize) -> u32 {
        u32::try_from(batch * TOGETHER).unwrap_or(u32::MAX)
    }

    fn checked(&self, index: usize, bytes: &Buffer) -> Result<RecordBatch, LibraryError> {
        if self.sums.get(index) != Some(&xxh3_64(bytes)) {
            let what = format!("batch {index} has another checksum");
            return Err(LibraryError::damaged(self.file.path(), what));
        }
        self.file.decoded(index, bytes)
    }

    fn row(&self, batch: &RecordBatch, row: usize) -> Result<Kept, LibraryError> {
        let column = |name: &str| {
            let texts = batch.column_by_name(name)?.as_string_opt::<i32>()?;
            (row < texts.len()).then(|| texts.value(row))
        };
        let odd = || LibraryError::damaged(self.file.path(), "an original cannot be read");
        let facts = column("facts").ok_or_else(odd)?;
        let mut original: Original = serde_json::from_str(facts).map_err(|_| odd())?;
        original.text = column("text").ok_or_else(odd)?.to_owned();
        let id = column("id").ok_or_else(odd)?.to_owned();
        Ok(Kept {
            short: std::mem::replace(&mut original.id, id),
            terms: column("terms").unwrap_or_default().to_owned(),
            original,
        })
    }
}
