//! Packed web archives (WACZ 1.1, specs.webrecorder.net): a ZIP file with WARC files in its folder `archive/`.
//!
//! The format has them stored as they are, so that each record can be read where it stands in the package.

use std::io::{self, BufReader, Read};
use std::path::Path;

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::warc::{self, Contents, Records};
use crate::io::open;

/// How a ZIP file with files begins.
const ZIP: [u8; 4] = *b"PK\x03\x04";

/// The folder of the WARC files.
const FOLDER: &str = "archive/";

/// Whether a file is a package: by its name, else by what is in it.
pub(super) fn is_package(path: &Path) -> bool {
    let is_named = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("wacz"));
    is_named || holds_archive(path).unwrap_or_default()
}

/// Whether a file is a ZIP file with a WARC file where packages have theirs.
fn holds_archive(path: &Path) -> io::Result<bool> {
    let mut file = open::file(path)?;
    let mut start = [0; ZIP.len()];
    file.read_exact(&mut start)?;
    if start != ZIP {
        return Ok(false);
    }
    let package = ZipArchive::new(BufReader::new(file)).map_err(io::Error::from)?;
    Ok(package
        .file_names()
        .any(|name| name.is_ok_and(|name| is_part(&name))))
}

/// Whether a file of a package is one of its WARC files.
fn is_part(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with(FOLDER) && warc::is_archive(Path::new(&name))
}

/// Finds the pages of a package; their offsets are those in the package. What stands before damage counts.
///
/// # Errors
/// When the file cannot be opened or is no such package.
pub(super) fn scan(path: &Path) -> io::Result<Contents> {
    let mut contents = Contents::default();
    for part in parts(path)? {
        match part {
            Ok((start, length)) => contents.add(Records::open(path, start, length, 0)?),
            Err(fault) => contents.fault = Some(fault),
        }
        if contents.fault.is_some() {
            break;
        }
    }
    Ok(contents)
}

/// Where a WARC file begins in a package, and its length, in bytes; else where and why there is none.
pub(super) type Part = Result<(u64, u64), (u64, io::Error)>;

/// Where the WARC files of a package begin, and how long they are, in bytes; a fault is the last.
///
/// # Errors
/// When the file cannot be opened or is no such package.
pub(super) fn parts(path: &Path) -> io::Result<Vec<Part>> {
    let file = BufReader::new(open::file(path)?);
    let mut package = ZipArchive::new(file).map_err(|error| match error {
        ZipError::InvalidArchive(_) => {
            let why = "it is no ZIP file, as a packed web archive is, or only the beginning of one";
            io::Error::new(io::ErrorKind::InvalidData, why)
        }
        error => error.into(),
    })?;
    let mut parts = Vec::new();
    for number in 0..package.len() {
        let part = package.by_index_raw(number).map_err(io::Error::from)?;
        if !is_part(&String::from_utf8_lossy(part.name_raw())) {
            continue;
        }
        let (start, length) = (part.data_start(), part.compressed_size());
        if part.compression() != CompressionMethod::Stored || part.encrypted() {
            let why = "its WARC files are compressed once more; unpack it and name those files";
            parts.push(Err((start.unwrap_or_default(), io::Error::other(why))));
            break;
        }
        parts.extend(start.map(|start| Ok((start, length))));
    }
    Ok(parts)
}
