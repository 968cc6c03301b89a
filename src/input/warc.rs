//! Web archives (WARC 1.0 and 1.1, ISO 28500), plain or with every record compressed by itself.
//!
//! An archive is read from end to end, one page at a time, so that one of any size costs little memory; a page that is
//! needed again is read where it stands.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::bufread::GzDecoder;
use url::Url;

use super::http_message::{self, Head, Lines, invalid};
use super::loaded::Content;
use crate::io::gzip;

/// The longest head of a record, in bytes. By hand.
const MAX_RECORD_HEAD: u64 = 64 * 1024;
/// Bytes that are unpacked at a time: the pieces that zlib gives are as large as its window.
const UNPACKED: usize = 32 * 1024;

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

impl Contents {
    /// Adds what stands in an archive, or in a part of a package.
    pub(super) fn add(&mut self, records: Records) {
        for record in records {
            match record {
                Ok(record) => self.pages.push((record.offset, record.url)),
                Err(fault) => self.fault = Some(fault),
            }
        }
    }
}

/// Finds the pages of an archive. What stands before damage counts.
///
/// # Errors
/// When the file cannot be opened.
pub(super) fn scan(path: &Path) -> io::Result<Contents> {
    let mut contents = Contents::default();
    contents.add(Records::open(path, 0, u64::MAX, 0)?);
    Ok(contents)
}

/// A page as it stands in an archive.
#[derive(Debug)]
pub(super) struct Record {
    /// Where the record starts in the file, in bytes.
    pub(super) offset: u64,
    /// Where the page was found on the web.
    pub(super) url: Url,
    /// Its content; what is wrong with it concerns this page alone.
    pub(super) stored: io::Result<Content>,
}

/// The pages of an archive from its first to its last byte, each read once. A fault, with its place, is the last item:
/// what stands behind it cannot be found.
pub(super) struct Records {
    file: Counting<BufReader<io::Take<File>>>,
    most: u64,
    is_over: bool,
}

impl Records {
    /// An archive that begins at `start` in a file and has `length` bytes there. Of a page that is larger than `most`
    /// bytes the content is passed over.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub(super) fn open(path: &Path, start: u64, length: u64, most: u64) -> io::Result<Self> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(start))?;
        Ok(Self {
            file: Counting {
                inner: BufReader::with_capacity(128 * 1024, file.take(length)),
                at: start,
            },
            most,
            is_over: false,
        })
    }
}

impl Iterator for Records {
    type Item = Result<Record, (u64, io::Error)>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            let offset = self.file.at;
            match next_record(&mut self.file, self.most) {
                Ok(Next::Page(url, stored)) => {
                    return Some(Ok(Record {
                        offset,
                        url,
                        stored,
                    }));
                }
                Ok(Next::Other) => {}
                Ok(Next::End) => self.is_over = true,
                Err(error) => {
                    self.is_over = true;
                    return Some(Err((offset, error)));
                }
            }
        }
        None
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

/// Reads the page whose record starts at `offset`.
///
/// # Errors
/// When the archive cannot be read there, or is not what it was when it was scanned.
pub(super) fn read(path: &Path, offset: u64, most: u64) -> io::Result<Content> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut file = BufReader::new(file);
    if file.fill_buf()?.starts_with(gzip::MAGIC) {
        read_page(&mut BufReader::new(GzDecoder::new(file)), most)
    } else {
        read_page(&mut file, most)
    }
}

fn read_page(from: &mut impl BufRead, most: u64) -> io::Result<Content> {
    match read_record(from, most)? {
        Next::Page(_, stored) => stored,
        _ => Err(invalid("the archive has changed while it was read")),
    }
}

enum Next {
    Page(Url, io::Result<Content>),
    Other,
    End,
}

/// Reads one record and what parts it from the next.
fn next_record(file: &mut Counting<impl BufRead>, most: u64) -> io::Result<Next> {
    let start = file.fill_buf()?;
    if start.is_empty() {
        return Ok(Next::End);
    }
    if !start.starts_with(gzip::MAGIC) {
        let found = read_record(file, most)?;
        skip_line_ends(file)?;
        return Ok(found);
    }
    let mut member = BufReader::with_capacity(UNPACKED, GzDecoder::new(file));
    let found = read_record(&mut member, most)?;
    skip_line_ends(&mut member)?;
    // Reading a page of such an archive would mean unpacking all that stands before it.
    if !member.fill_buf()?.is_empty() {
        return Err(invalid(
            "its records are not compressed one by one; unpack it and name the .warc file",
        ));
    }
    Ok(found)
}

/// Reads one record to its end. An error is one of the archive; what is wrong with the content of a page is the page's.
fn read_record(from: &mut impl BufRead, most: u64) -> io::Result<Next> {
    let record = read_record_head(from)?;
    let mut content = from.take(record.length);
    let head = match (&record.url, record.kind) {
        // A stored answer that is damaged is no page, and the records after it may be whole.
        (Some(_), Kind::Response) => http_message::read_head(&mut content).ok(),
        (Some(_), Kind::Resource) => Some(Head::of_file(record.content_type)),
        _ => None,
    };
    let head = head.filter(Head::is_page);
    let body = match head {
        Some(_) => http_message::take_body(&mut content, most)?,
        None => None,
    };
    io::copy(&mut content, &mut io::sink())?;
    if content.limit() > 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let (Some(url), Some(head)) = (record.url, head) else {
        return Ok(Next::Other);
    };
    let body = body.map_or(Ok(None), |body| http_message::decoded(body, &head, most));
    let stored = body.map(|body| Content {
        content_type: head.content_type,
        link_headers: head.links,
        body,
    });
    Ok(Next::Page(url, stored))
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
