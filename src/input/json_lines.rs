//! Pages as JSON lines: one object a line, `{"url": "https://…", "html": "…"}`, or `text` instead of `html`.
//!
//! As with web archives, the file is read once to find where its pages are, and then page by page.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;
use tempfile::TempDir;
use url::Url;

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

/// Lays standard input into a file named [`STDIN`] of a folder of its own, if it begins as JSON lines do. Otherwise
/// nothing of it is taken.
///
/// # Errors
/// When it cannot be read, or the file cannot be written.
pub(super) fn from_stdin() -> io::Result<Option<TempDir>> {
    let mut stdin = io::stdin().lock();
    let start = without_mark(stdin.fill_buf()?).trim_ascii_start();
    let begins = start
        .strip_prefix(b"{")
        .is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""));
    if !begins {
        return Ok(None);
    }
    let folder = TempDir::new()?;
    let mut file = File::create(folder.path().join(STDIN))?;
    io::copy(&mut stdin, &mut file)?;
    Ok(Some(folder))
}

/// The pages of a file.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Where each page's line starts, in bytes, and where the page was found on the web; in the order of the file.
    pub(super) pages: Vec<(u64, Url)>,
    /// How many lines are no pages.
    pub(super) bad_lines: usize,
    /// The number of the first of them, from 1, and what is wrong with it.
    pub(super) first_bad: Option<(usize, String)>,
}

/// Finds the pages of a file. A line that is no page costs that line only.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn scan(path: &Path) -> io::Result<Contents> {
    #[derive(Deserialize)]
    struct Outline {
        url: String,
        html: Option<IgnoredAny>,
        text: Option<IgnoredAny>,
    }
    let mut file = BufReader::with_capacity(128 * 1024, File::open(path)?);
    let mut contents = Contents::default();
    let mut offset = 0;
    for number in 1.. {
        let Some(line) = read_line(&mut file)? else {
            break;
        };
        let start = offset;
        offset += line.length;
        let outline = match &line.bytes {
            None => Err(format!("it is longer than {MAX_LINE} bytes")),
            Some(bytes) if bytes.trim_ascii().is_empty() => continue,
            Some(bytes) => serde_json::from_slice::<Outline>(without_mark(bytes))
                .map_err(|error| reason(&error)),
        };
        let url = outline.and_then(|outline| match (outline.html, outline.text) {
            (None, None) => Err("it has neither `html` nor `text`".to_owned()),
            _ => web_address(&outline.url),
        });
        match url {
            Ok(url) => contents.pages.push((start, url)),
            Err(why) => {
                contents.bad_lines += 1;
                contents.first_bad.get_or_insert((number, why));
            }
        }
    }
    Ok(contents)
}

/// One page.
#[derive(Debug)]
pub(super) struct Stored {
    /// The media type that the record says by its key.
    pub(super) content_type: &'static str,
    pub(super) body: Vec<u8>,
}

/// Reads the page whose line starts at `offset`.
///
/// # Errors
/// When the file cannot be read there, or is not what it was when it was scanned.
pub(super) fn read(path: &Path, offset: u64) -> io::Result<Stored> {
    #[derive(Deserialize)]
    struct Record {
        html: Option<String>,
        text: Option<String>,
    }
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let line = read_line(&mut BufReader::new(file))?.and_then(|line| line.bytes);
    let line = line.ok_or(io::ErrorKind::UnexpectedEof)?;
    let record: Record = serde_json::from_slice(without_mark(&line))?;
    let (content_type, body) = match (record.html, record.text) {
        (Some(html), _) => ("text/html; charset=utf-8", html),
        (None, text) => ("text/plain; charset=utf-8", text.unwrap_or_default()),
    };
    Ok(Stored {
        content_type,
        body: body.into_bytes(),
    })
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
        let contents = scan(file.path()).unwrap();
        assert_eq!(contents.bad_lines, 0);
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
            let contents = scan(file.path()).unwrap();
            assert_eq!(contents.pages.len(), 2, "{bad}");
            assert_eq!(contents.bad_lines, 2, "{bad}");
            let (line, told) = contents.first_bad.unwrap();
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
        assert_eq!(scan(file(&deep).path()).unwrap().bad_lines, 1);
    }
}
