//! Pages as JSON lines: one object a line, `{"url": "https://…", "html": "…"}`, or `text` instead of `html`.
//!
//! As with web archives, the file is read from its first to its last line; a page that is needed again is read where it
//! stands.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Deserialize;
use serde::de::IgnoredAny;
use tempfile::TempDir;
use url::Url;

use super::loaded::Content;

/// The longest line in bytes: a page of the largest size, every character of it escaped.
const MAX_LINE: u64 = 64 * 1024 * 1024;

/// Whether a file is named like JSON lines.
pub(super) fn is_json_lines(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        ending.eq_ignore_ascii_case("jsonl") || ending.eq_ignore_ascii_case("ndjson")
    })
}

/// The name of the file that standard input is laid into.
pub(super) const STDIN: &str = "stdin.jsonl";

/// Standard input that is JSON lines. It is laid into a file while it is read, because pages may be needed again.
#[derive(Debug)]
pub(super) struct FromStdin {
    folder: TempDir,
    is_read: AtomicBool,
}

impl FromStdin {
    /// Takes standard input if it begins as JSON lines do; otherwise nothing of it is taken.
    ///
    /// # Errors
    /// When it cannot be read, or the file has no place.
    pub(super) fn begin() -> io::Result<Option<Self>> {
        let mut stdin = io::stdin().lock();
        let start = without_mark(stdin.fill_buf()?).trim_ascii_start();
        let begins = start
            .strip_prefix(b"{")
            .is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""));
        if !begins {
            return Ok(None);
        }
        let folder = TempDir::new()?;
        File::create(folder.path().join(STDIN))?;
        Ok(Some(Self {
            folder,
            is_read: AtomicBool::new(false),
        }))
    }

    /// The file.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join(STDIN)
    }

    /// What there is to read: the first time standard input, which fills the file, then the file.
    pub(super) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        if self.is_read.swap(true, Ordering::Relaxed) {
            return Ok(Box::new(File::open(self.path())?));
        }
        Ok(Box::new(Noting {
            from: io::stdin(),
            into: File::options().append(true).open(self.path())?,
        }))
    }
}

/// Writes down what is read before it is handed on.
struct Noting<R> {
    from: R,
    into: File,
}

impl<R: Read> Read for Noting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        if let Some(read) = into.get(..read) {
            self.into.write_all(read)?;
        }
        Ok(read)
    }
}

/// The pages of a file.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Where each page's line starts, in bytes, and where the page was found on the web; in the order of the file.
    pub(super) pages: Vec<(u64, Url)>,
    /// The lines that are no pages.
    pub(super) bad: BadLines,
}

/// Lines that are no pages.
#[derive(Debug, Default)]
pub(super) struct BadLines {
    /// How many there are.
    pub(super) count: usize,
    /// The number of the first of them, from 1, and what is wrong with it.
    pub(super) first: Option<(usize, String)>,
}

/// Finds the pages of a file. A line that is no page costs that line only.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn scan(from: impl Read) -> io::Result<Contents> {
    let mut records = Records::new(from, Outline::of);
    let mut contents = Contents::default();
    for record in &mut records {
        let record = record?;
        contents.pages.push((record.offset, record.url));
    }
    contents.bad = records.bad;
    Ok(contents)
}

/// A page as it stands in a file.
#[derive(Debug)]
pub(super) struct Record<T> {
    /// Where its line starts, in bytes.
    pub(super) offset: u64,
    /// Where the page was found on the web.
    pub(super) url: Url,
    /// Its content.
    pub(super) content: T,
}

/// The address and the content of a line, or what is wrong with it.
type OfLine<T> = fn(&[u8]) -> Result<(String, T), String>;

/// The pages of a file from its first to its last line, each read once.
pub(super) struct Records<R, T> {
    file: BufReader<R>,
    /// The address and the content that a line holds.
    of_line: OfLine<T>,
    offset: u64,
    number: usize,
    /// The lines so far that are no pages.
    pub(super) bad: BadLines,
}

impl<R: Read, T> Records<R, T> {
    fn new(from: R, of_line: OfLine<T>) -> Self {
        Self {
            file: BufReader::with_capacity(128 * 1024, from),
            of_line,
            offset: 0,
            number: 0,
            bad: BadLines::default(),
        }
    }
}

impl<R: Read> Records<R, serde_json::Result<Stored>> {
    /// The pages with their contents; what is wrong with a content concerns that page alone.
    pub(super) fn whole(from: R) -> Self {
        Self::new(from, |line| match serde_json::from_slice(line) {
            Ok(Whole { url, html, text }) if html.is_some() || text.is_some() => {
                Ok((url, Ok(Keyed { html, text }.stored())))
            }
            // What is wrong is told as it is where pages are only looked for.
            whole => {
                let (url, ()) = Outline::of(line)?;
                Ok((url, whole.map(|_| Keyed::default().stored())))
            }
        })
    }
}

impl<R: Read, T> Iterator for Records<R, T> {
    type Item = io::Result<Record<T>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = match read_line(&mut self.file) {
                Ok(line) => line?,
                Err(error) => return Some(Err(error)),
            };
            let offset = self.offset;
            self.offset += line.length;
            self.number += 1;
            let found = match &line.bytes {
                None => Err(format!("it is longer than {MAX_LINE} bytes")),
                Some(bytes) if bytes.trim_ascii().is_empty() => continue,
                Some(bytes) => (self.of_line)(without_mark(bytes)),
            };
            match found.and_then(|(url, content)| Ok((web_address(&url)?, content))) {
                Ok((url, content)) => {
                    return Some(Ok(Record {
                        offset,
                        url,
                        content,
                    }));
                }
                Err(why) => {
                    self.bad.count += 1;
                    self.bad.first.get_or_insert((self.number, why));
                }
            }
        }
    }
}

/// What a line must have to be a page.
#[derive(Deserialize)]
struct Outline {
    url: String,
    html: Option<IgnoredAny>,
    text: Option<IgnoredAny>,
}

impl Outline {
    fn of(line: &[u8]) -> Result<(String, ()), String> {
        let outline: Self = serde_json::from_slice(line).map_err(|error| reason(&error))?;
        match (outline.html, outline.text) {
            (None, None) => Err("it has neither `html` nor `text`".to_owned()),
            _ => Ok((outline.url, ())),
        }
    }
}

/// A line of a page.
#[derive(Deserialize)]
struct Whole {
    url: String,
    html: Option<String>,
    text: Option<String>,
}

/// The content of a page, under one of two keys.
#[derive(Default, Deserialize)]
struct Keyed {
    html: Option<String>,
    text: Option<String>,
}

impl Keyed {
    fn stored(self) -> Stored {
        let (content_type, body) = match (self.html, self.text) {
            (Some(html), _) => ("text/html; charset=utf-8", html),
            (None, text) => ("text/plain; charset=utf-8", text.unwrap_or_default()),
        };
        Stored {
            content_type,
            body: body.into_bytes(),
        }
    }
}

/// One page.
#[derive(Debug)]
pub(super) struct Stored {
    /// The media type that the record says by its key.
    pub(super) content_type: &'static str,
    pub(super) body: Vec<u8>,
}

impl Stored {
    /// The type and the content, this unless it has more than `most` bytes.
    pub(super) fn within(self, most: u64) -> Content {
        let is_small = self.body.len() as u64 <= most;
        Content {
            content_type: Some(self.content_type.to_owned()),
            link_headers: Vec::new(),
            body: is_small.then_some(self.body),
        }
    }
}

/// Reads the page whose line starts at `offset`.
///
/// # Errors
/// When the file cannot be read there, or is not what it was when it was scanned.
pub(super) fn read(path: &Path, offset: u64) -> io::Result<Stored> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let line = read_line(&mut BufReader::new(file))?.and_then(|line| line.bytes);
    let line = line.ok_or(io::ErrorKind::UnexpectedEof)?;
    let content: Keyed = serde_json::from_slice(without_mark(&line))?;
    Ok(content.stored())
}

struct Line {
    /// With its end, in bytes of the file.
    length: u64,
    /// `None` when it is too long.
    bytes: Option<Vec<u8>>,
}

/// The next line; `None` at the end of the file.
fn read_line(file: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let read = file.by_ref().take(MAX_LINE).read_until(b'\n', &mut bytes)? as u64;
    if read == 0 {
        return Ok(None);
    }
    if read < MAX_LINE || bytes.last() == Some(&b'\n') {
        return Ok(Some(Line {
            length: read,
            bytes: Some(bytes),
        }));
    }
    drop(bytes);
    let length = read + file.skip_until(b'\n')? as u64;
    Ok(Some(Line {
        length,
        bytes: None,
    }))
}

fn without_mark(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)
}

/// What is wrong with a line, without the line number that a single line always has.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.split_once(" at line 1 ") {
        Some((what, place)) => format!("{what} at {place}"),
        None => text,
    }
}

fn web_address(address: &str) -> Result<Url, String> {
    match Url::parse(address) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url),
        _ => Err("its `url` is no web address".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file
    }

    #[test]
    fn each_line_is_a_page() {
        let file = file(concat!(
            "\u{feff}{\"url\": \"https://a.example/1\", \"html\": \"<p>\\u4e00\\n</p>\"}\r\n",
            "\n",
            "{\"text\": \"words\", \"url\": \"https://a.example/2\", \"other\": [{}]}",
        ));
        let contents = scan(File::open(file.path()).unwrap()).unwrap();
        assert_eq!(contents.bad.count, 0);
        let urls: Vec<_> = contents.pages.iter().map(|(_, url)| url.as_str()).collect();
        assert_eq!(urls, ["https://a.example/1", "https://a.example/2"]);
        let stored = read(file.path(), contents.pages[0].0).unwrap();
        assert_eq!(stored.body, "<p>\u{4e00}\n</p>".as_bytes());
        assert_eq!(stored.content_type, "text/html; charset=utf-8");
        let stored = read(file.path(), contents.pages[1].0).unwrap();
        assert_eq!(stored.body, b"words");
        assert_eq!(stored.content_type, "text/plain; charset=utf-8");
    }

    #[test]
    fn a_bad_line_costs_one_line() {
        let good = "{\"url\": \"https://a.example/1\", \"html\": \"\"}\n";
        for (bad, why) in [
            (
                "{\"url\": \"https://a.example/1\", \"html\": \"cut",
                "while parsing a string at column",
            ),
            (
                "{\"url\": \"https://a.example/1\"}",
                "neither `html` nor `text`",
            ),
            (
                "{\"url\": \"file:///etc/passwd\", \"html\": \"\"}",
                "no web address",
            ),
            ("{\"html\": \"\"}", "missing field `url`"),
            ("words", "expected value"),
        ] {
            let file = file(&format!("{good}{bad}\n{good}{bad}"));
            let contents = scan(File::open(file.path()).unwrap()).unwrap();
            assert_eq!(contents.pages.len(), 2, "{bad}");
            assert_eq!(contents.bad.count, 2, "{bad}");
            let (line, told) = contents.bad.first.unwrap();
            assert_eq!(line, 2);
            assert!(told.contains(why), "{told}");
        }
    }

    #[test]
    fn nesting_costs_no_stack() {
        let deep = format!(
            "{{\"url\": \"https://a.example/1\", \"html\": {}",
            "[".repeat(200_000)
        );
        assert_eq!(scan(file(&deep).reopen().unwrap()).unwrap().bad.count, 1);
    }
}
