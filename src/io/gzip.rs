//! Gzip, unpacked under a cap.

use std::io::{self, Read};
#[cfg(feature = "cli")]
use std::path::Path;

use flate2::read::MultiGzDecoder;

/// The first bytes of everything compressed with gzip (RFC 1952 §2.3.1).
pub(crate) const MAGIC: &[u8] = b"\x1f\x8b";

/// Whether a file is compressed with gzip.
#[cfg(feature = "cli")]
pub(crate) fn is_packed(path: &Path) -> bool {
    let mut start = [0; MAGIC.len()];
    let read = super::open::file(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start.as_slice() == MAGIC
}

/// Unpacks all members of `bytes`; `None` when that gives more than `most` bytes.
///
/// # Errors
/// When the bytes are damaged or end early.
pub(crate) fn unpack(bytes: &[u8], most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut unpacked = Vec::new();
    MultiGzDecoder::new(bytes)
        .take(most.saturating_add(1))
        .read_to_end(&mut unpacked)?;
    Ok((unpacked.len() as u64 <= most).then_some(unpacked))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_are_unpacked_up_to_the_cap() {
        let two = [pack(b"one "), pack(b"two")].concat();
        assert_eq!(unpack(&two, 7).unwrap().unwrap(), b"one two");
        assert_eq!(unpack(&two, 6).unwrap(), None);
        assert_eq!(unpack(&pack(&[0; 1 << 20]), 1000).unwrap(), None);
        assert!(unpack(&two[..two.len() - 9], 100).is_err());
        assert!(unpack(b"\x1f\x8b words", 100).is_err());
    }
}
