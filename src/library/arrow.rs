//! Arrow IPC files: written once, mapped to be read.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::convert::try_fb_to_schema;
use arrow_ipc::reader::{FileDecoder, read_footer_length};
use arrow_ipc::writer::{FileWriter, IpcWriteOptions};
use arrow_ipc::{Block, root_as_footer, root_as_message};
use arrow_schema::{ArrowError, Schema};
use xxhash_rust::xxh3::Xxh3;

use super::error::LibraryError;
use super::manifest::FileFacts;
use super::map::map;

/// Bytes behind the footer of an Arrow file: its length and the magic word.
const TRAILER: usize = 10;

/// A file that is being written, with its checksum.
struct Summed {
    file: BufWriter<File>,
    sum: Box<Xxh3>,
    bytes: u64,
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sum.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Writes one Arrow file of a segment.
pub(super) struct ArrowWriter {
    path: PathBuf,
    name: String,
    writer: FileWriter<Summed>,
}

impl ArrowWriter {
    pub(super) fn create(
        dir: &Path,
        name: &str,
        schema: &Schema,
        compressed: bool,
    ) -> Result<Self, LibraryError> {
        let path = dir.join(name);
        let file = File::create(&path).map_err(LibraryError::io(&path))?;
        let summed = Summed {
            file: BufWriter::with_capacity(1 << 20, file),
            sum: Box::new(Xxh3::new()),
            bytes: 0,
        };
        let compression = compressed.then_some(arrow_ipc::CompressionType::LZ4_FRAME);
        let writer = IpcWriteOptions::default()
            .try_with_compression(compression)
            .and_then(|options| FileWriter::try_new_with_options(summed, schema, options))
            .map_err(|error| failed(&path, error))?;
        let name = name.to_owned();
        Ok(Self { path, name, writer })
    }

    pub(super) fn write(&mut self, batch: &RecordBatch) -> Result<(), LibraryError> {
        self.writer
            .write(batch)
            .map_err(|error| failed(&self.path, error))
    }

    /// Ends the file and waits until it is on disk.
    pub(super) fn finish(mut self) -> Result<FileFacts, LibraryError> {
        let ended = self.writer.finish().and_then(|()| self.writer.into_inner());
        let summed = ended.map_err(|error| failed(&self.path, error))?;
        let (bytes, sum) = (summed.bytes, summed.sum.digest());
        summed
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.sync_all())
            .map_err(LibraryError::io(&self.path))?;
        Ok(FileFacts {
            name: self.name,
            bytes,
            xxh3: format!("{sum:016x}"),
        })
    }
}

fn failed(path: &Path, error: ArrowError) -> LibraryError {
    match error {
        ArrowError::IoError(_, source) => LibraryError::io(path)(source),
        error => LibraryError::io(path)(io::Error::other(error)),
    }
}

/// An Arrow file, mapped.
#[derive(Debug)]
pub(super) struct ArrowFile {
    path: PathBuf,
    buffer: Buffer,
    decoder: FileDecoder,
    blocks: Vec<Block>,
}

impl ArrowFile {
    /// Maps a file that must have `bytes` bytes.
    pub(super) fn open(dir: &Path, facts: &FileFacts) -> Result<Self, LibraryError> {
        let path = dir.join(&facts.name);
        let damaged = |what: &dyn ToString| LibraryError::damaged(&path, what.to_string());
        let buffer = map(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::UnexpectedEof => damaged(&error),
            _ => LibraryError::io(&path)(error),
        })?;
        if buffer.len() as u64 != facts.bytes {
            let what = format!("it has {} bytes instead of {}", buffer.len(), facts.bytes);
            return Err(damaged(&what));
        }
        let end = buffer.len().saturating_sub(TRAILER);
        let trailer = buffer
            .get(end..)
            .and_then(|bytes| <[u8; TRAILER]>::try_from(bytes).ok());
        let trailer = trailer.ok_or_else(|| damaged(&"it is too short"))?;
        let length = read_footer_length(trailer).map_err(|error| damaged(&error))?;
        let footer = end
            .checked_sub(length)
            .and_then(|start| buffer.get(start..end))
            .ok_or_else(|| damaged(&"its footer has no room"))?;
        let footer = root_as_footer(footer).map_err(|error| damaged(&error))?;
        let schema = footer
            .schema()
            .ok_or_else(|| damaged(&"it has no schema"))
            .and_then(|schema| try_fb_to_schema(schema).map_err(|error| damaged(&error)))?;
        let blocks = footer.recordBatches().into_iter().flatten().copied();
        let blocks: Vec<Block> = blocks.collect();
        let decoder = FileDecoder::new(Arc::new(schema), footer.version());
        Ok(Self {
            path,
            decoder,
            blocks,
            buffer,
        })
    }

    /// Number of batches.
    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The bytes of a batch, where they are mapped.
    pub(super) fn mapped(&self, index: usize) -> Result<Buffer, LibraryError> {
        let (start, end) = self.place(index)?;
        Ok(self.buffer.slice_with_length(start, end - start))
    }

    /// The bytes of a batch, read. What is mapped stays in memory for as long as there is room, so that whoever goes
    /// through a file of gigabytes from end to end would seem to need all of it.
    pub(super) fn read(&self, index: usize) -> Result<Buffer, LibraryError> {
        let (start, end) = self.place(index)?;
        let mut bytes = vec![0; end - start];
        File::open(&self.path)
            .and_then(|mut file| {
                file.seek(SeekFrom::Start(start as u64))?;
                file.read_exact(&mut bytes)
            })
            .map_err(LibraryError::io(&self.path))?;
        Ok(Buffer::from(bytes))
    }

    /// Where a batch begins and ends, within the file.
    fn place(&self, index: usize) -> Result<(usize, usize), LibraryError> {
        let place = self.blocks.get(index).and_then(extent);
        place
            .filter(|(start, _, end)| start <= end && *end <= self.buffer.len())
            .map(|(start, _, end)| (start, end))
            .ok_or_else(|| self.odd(index))
    }

    fn odd(&self, index: usize) -> LibraryError {
        LibraryError::damaged(&self.path, format!("batch {index} cannot be read"))
    }

    /// Reads a batch; columns that are not compressed stay where they are.
    pub(super) fn batch(&self, index: usize) -> Result<RecordBatch, LibraryError> {
        self.decoded(index, &self.mapped(index)?)
    }

    /// A batch of its bytes.
    pub(super) fn decoded(
        &self,
        index: usize,
        bytes: &Buffer,
    ) -> Result<RecordBatch, LibraryError> {
        let odd = || self.odd(index);
        let block = self.blocks.get(index).ok_or_else(odd)?;
        let (_, head, _) = extent(block).ok_or_else(odd)?;
        // The reader trusts the offsets in a batch; a damaged file must not make it panic.
        let head = bytes.get(..head).ok_or_else(odd)?;
        if !is_within(head, bytes.len() - head.len()) {
            return Err(odd());
        }
        let batch = self.decoder.read_record_batch(block, bytes);
        batch.ok().flatten().ok_or_else(odd)
    }
}

/// Where a block begins, how long its head is, and where it ends.
fn extent(block: &Block) -> Option<(usize, usize, usize)> {
    let start = usize::try_from(block.offset()).ok()?;
    let head = usize::try_from(block.metaDataLength()).ok()?;
    let body = usize::try_from(block.bodyLength()).ok()?;
    let end = start.checked_add(head)?.checked_add(body)?;
    Some((start, head, end))
}

/// Whether all that the head of a batch tells of lies in its body.
fn is_within(head: &[u8], body: usize) -> bool {
    /// What stands before the message: a continuation marker and a length.
    const PREFIX: usize = 8;
    let message = head.get(PREFIX..).map(root_as_message);
    let Some(Ok(message)) = message else {
        return false;
    };
    let Some(batch) = message.header_as_record_batch() else {
        return false;
    };
    let is_count = |count: i64| usize::try_from(count).is_ok_and(|count| count <= body.max(1));
    is_count(batch.length())
        && batch
            .nodes()
            .into_iter()
            .flatten()
            .all(|node| is_count(node.length()) && is_count(node.null_count()))
        && batch.buffers().into_iter().flatten().all(|buffer| {
            let start = usize::try_from(buffer.offset()).ok();
            let len = usize::try_from(buffer.length()).ok();
            let end = start
                .zip(len)
                .and_then(|(start, len)| start.checked_add(len));
            end.is_some_and(|end| end <= body)
        })
}
