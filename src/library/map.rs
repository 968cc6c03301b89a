//! Files mapped into memory, read-only.

use std::fs::File;
use std::io;
use std::path::Path;

use arrow_buffer::Buffer;
use bytes::Bytes;

/// A file as a buffer that is read from disk where it is looked at, and shared with whoever maps it too.
pub(super) fn map(path: &Path) -> io::Result<Buffer> {
    let file = File::open(path)?;
    if file.metadata()?.len() == 0 {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "it is empty"));
    }
    #[expect(
        unsafe_code,
        reason = "mapping is unsafe because another process might change the file; files of a segment are never \
                  written again once they have their name, and are taken away whole, which leaves a mapping as it is"
    )]
    // SAFETY: as above; what is read is checked before it is used as an offset.
    let map = unsafe { memmap2::Mmap::map(&file)? };
    Ok(Buffer::from(Bytes::from_owner(map)))
}
