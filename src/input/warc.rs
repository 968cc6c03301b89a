//! Web archives (WARC 1.0 and 1.1, ISO 28500), plain or with every record compressed by itself.
//!
//! An archive is read twice: once from end to end to find where its pages are, and then page by page where it is
//! needed, so that an archive of any size costs little memory and its pages can be read in any order.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::bufread::GzDecoder;
use url::Url;

use super::gzip;
use super::http_message::{self, Head, Lines, invalid};

/// The longest head of a record, in bytes.
const MAX_RECORD_HEAD: u64 = 64 * 1024;

/// Whether a file is named like a web archive.
pub(super) fn is_archive(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_ascii_lowercase());
    name.is_some_and(|name| name.ends_with(".warc") || name.ends_with(".warc.gz"))
}

/// The pages of an archive.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Where each page's record starts in the file, in bytes, and where the page was found on the web; in the order of
    /// the archive.
    pub(super) pages: Vec<(u64, Url)>,
    /// Where and why reading stopped before the end.
    pub(super) fault: Option<(u64, io::Error)>,
}

/// Finds the pages of an archive. What stands before damage counts.
///
/// # Errors
/// When the file cannot be opened.
pub(super) fn scan(path: &Path) -> io::Result<Contents> {
    scan_part(path, 0, u64::MAX)
}

/// As [`scan`], for an archive that begins at `start` in a file and has `length` bytes there.
pub(super) fn scan_part(path: &Path, start: u64, length: u64) -> io::Result<Contents> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(start))?;
    let mut file = Counting {
        inner: BufReader::with_capacity(128 * 1024, file.take(length)),
        at: start,
    };
    let mut contents = Contents::default();
    loop {
        let offset = file.at;
        match scan_record(&mut file) {
            Ok(Some(Found::Page(url))) => contents.pages.push((offset, url)),
            Ok(Some(Found::Other)) => {}
            Ok(None) => return Ok(contents),
            Err(error) => {
                contents.fault = Some((offset, error));
                return Ok(contents);
            }
        }
    }
}

/// Whether a record stands at `offset`, by its first bytes.
pub(super) fn is_record(path: &Path, offset: u64) -> bool {
    let mut start = [0; 5];
    let read = File::open(path).and_then(|mut file| {
        file.seek(SeekFrom::Start(offset))?;
        file.read_exact(&mut start)
    });
    read.is_ok() && (start.starts_with(gzip::MAGIC) || &start == b"WARC/")
}

/// The content of one page.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) content_type: Option<String>,
    /// `None` when it is larger than allowed.
    pub(super) body: Option<Vec<u8>>,
}

/// Reads the page whose record starts at `offset`.
///
/// # Errors
/// When the archive cannot be read there, or is not what it was when it was scanned.
pub(super) fn read(path: &Path, offset: u64, most: u64) -> io::Result<Stored> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut file = BufReader::new(file);
    if file.fill_buf()?.starts_with(gzip::MAGIC) {
        read_page(&mut BufReader::new(GzDecoder::new(file)), most)
    } else {
        read_page(&mut file, most)
    }
}

fn read_page(from: &mut impl BufRead, most: u64) -> io::Result<Stored> {
    let record = read_record_head(from)?;
    let mut content = from.take(record.length);
    let head = match record.kind {
        Kind::Response => http_message::read_head(&mut content)?,
        Kind::Resource => Head::of_file(record.content_type),
        Kind::Other => return Err(invalid("the archive has changed while it was read")),
    };
    let body = http_message::read_body(&mut content, &head, most)?;
    if content.limit() > 0 && body.is_some() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Stored {
        content_type: head.content_type,
        body,
    })
}

enum Found {
    Page(Url),
    Other,
}

/// Reads one record; `None` at the end of the archive.
fn scan_record(file: &mut Counting<impl BufRead>) -> io::Result<Option<Found>> {
    let start = file.fill_buf()?;
    if start.is_empty() {
        return Ok(None);
    }
    if !start.starts_with(gzip::MAGIC) {
        let found = scan_plain(file)?;
        skip_line_ends(file)?;
        return Ok(Some(found));
    }
    let mut member = BufReader::new(GzDecoder::new(file));
    let found = scan_plain(&mut member)?;
    skip_line_ends(&mut member)?;
    // Reading a page of such an archive would mean unpacking all that stands before it.
    if !member.fill_buf()?.is_empty() {
        return Err(invalid(
            "its records are not compressed one by one; unpack it and name the .warc file",
        ));
    }
    Ok(Some(found))
}

fn scan_plain(from: &mut impl BufRead) -> io::Result<Found> {
    let record = read_record_head(from)?;
    let mut content = from.take(record.length);
    let is_page = match record.kind {
        // A stored answer that is damaged is no page, and the records after it may be whole.
        Kind::Response => http_message::read_head(&mut content).is_ok_and(|head| head.is_page()),
        Kind::Resource => Head::of_file(record.content_type).is_page(),
        Kind::Other => false,
    };
    io::copy(&mut content, &mut io::sink())?;
    if content.limit() > 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(match record.url {
        Some(url) if is_page => Found::Page(url),
        _ => Found::Other,
    })
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    /// What a server answered.
    Response,
    /// A file, without the words of HTTP around it.
    Resource,
    /// Requests, descriptions, DNS answers, …
    Other,
}

struct RecordHead {
    kind: Kind,
    url: Option<Url>,
    content_type: Option<String>,
    length: u64,
}

fn read_record_head(from: &mut impl BufRead) -> io::Result<RecordHead> {
    let mut lines = Lines::new(from, MAX_RECORD_HEAD);
    if !lines.next()?.starts_with("WARC/") {
        return Err(invalid("it holds no WARC record there"));
    }
    let (mut kind, mut url, mut content_type, mut length) = (Kind::Other, None, None, None);
    loop {
        let line = lines.next()?;
        if line.is_empty() {
            break;
        }
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" if value.eq_ignore_ascii_case("response") => kind = Kind::Response,
            "warc-type" if value.eq_ignore_ascii_case("resource") => kind = Kind::Resource,
            "warc-target-uri" => url = web_address(value),
            "content-type" => content_type = Some(value.to_owned()),
            "content-length" => length = value.parse().ok(),
            _ => {}
        }
    }
    Ok(RecordHead {
        kind,
        url,
        content_type,
        length: length.ok_or_else(|| invalid("a record has no valid Content-Length"))?,
    })
}

/// Some tools write the address in angle brackets.
fn web_address(value: &str) -> Option<Url> {
    let value = value.strip_prefix('<').unwrap_or(value);
    let value = value.strip_suffix('>').unwrap_or(value);
    let url = Url::parse(value).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// Two line ends stand between records; some tools write fewer or more.
fn skip_line_ends(from: &mut impl BufRead) -> io::Result<()> {
    loop {
        let waiting = from.fill_buf()?;
        let ends = waiting
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        if ends == 0 {
            return Ok(());
        }
        from.consume(ends);
    }
}

/// Knows how far a reader has come.
struct Counting<R> {
    inner: R,
    at: u64,
}

impl<R: BufRead> Read for Counting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counting<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount as u64;
        self.inner.consume(amount);
    }
}

#[cfg(test)]
mod tests;
