//! An HTTP answer as an archive stores it: head and body in one piece.

use std::io::{self, BufRead, Read};

use crate::io::gzip;
use crate::text::start;

/// The longest head of an answer, in bytes: what the HTTP client takes too.
const MAX_HEAD: u64 = 256 * 1024;

/// The head of a stored answer.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) content_type: Option<String>,
    /// The `Link` headers.
    pub(super) links: Vec<String>,
    content_encoding: Option<String>,
    chunked: bool,
}

impl Head {
    /// The head that a file without one would have.
    pub(super) fn of_file(content_type: Option<String>) -> Self {
        Self {
            status: 200,
            content_type,
            ..Self::default()
        }
    }

    /// Whether this is the answer to a request for a page that was found.
    pub(super) fn is_page(&self) -> bool {
        let kind = self.content_type.as_deref().unwrap_or("text/html");
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let pages = [
            "text/html",
            "application/xhtml+xml",
            "text/plain",
            "text/markdown",
        ];
        self.status == 200 && pages.iter().any(|page| kind.eq_ignore_ascii_case(page))
    }
}

/// Reads the head; `from` stands at the start of the body afterwards.
///
/// # Errors
/// When reading fails, or what stands there is no HTTP answer.
pub(super) fn read_head(from: &mut impl BufRead) -> io::Result<Head> {
    let mut lines = Lines::new(from, MAX_HEAD);
    let first = lines.next()?;
    let status = first
        .strip_prefix("HTTP/")
        .and_then(|rest| rest.split_whitespace().nth(1))
        .and_then(|status| status.parse().ok())
        .ok_or_else(|| invalid("it holds no HTTP answer"))?;
    let mut head = Head {
        status,
        ..Head::default()
    };
    loop {
        let line = lines.next()?;
        if line.is_empty() {
            return Ok(head);
        }
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => head.content_type = Some(value.to_owned()),
            "link" => head.links.push(value.to_owned()),
            "content-encoding" => head.content_encoding = Some(value.to_ascii_lowercase()),
            "transfer-encoding" => {
                head.chunked = value
                    .to_ascii_lowercase()
                    .split(',')
                    .any(|word| word.trim() == "chunked");
            }
            _ => {}
        }
    }
}

/// The body as it is stored; `None` when it has more than `most` bytes.
///
/// # Errors
/// When reading fails.
pub(super) fn take_body(from: &mut impl BufRead, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut body = Vec::new();
    from.take(most.saturating_add(1)).read_to_end(&mut body)?;
    Ok((body.len() as u64 <= most).then_some(body))
}

/// A body without its transfer and content codings; `None` when it has more than `most` bytes.
///
/// # Errors
/// When it is coded in a way that cannot be undone.
pub(super) fn decoded(mut body: Vec<u8>, head: &Head, most: u64) -> io::Result<Option<Vec<u8>>> {
    if head.chunked
        && let Some(joined) = join_chunks(&body)
    {
        body = joined;
    }
    match head.content_encoding.as_deref() {
        None | Some("" | "identity") => Ok(Some(body)),
        // Many archives store the body unpacked and keep the header.
        Some("gzip" | "x-gzip") if body.starts_with(gzip::MAGIC) => gzip::unpack(&body, most),
        Some("gzip" | "x-gzip") => Ok(Some(body)),
        Some(_) if looks_like_text(&body) => Ok(Some(body)),
        Some(coding) => {
            let coding = start(coding, 40);
            Err(invalid(&format!(
                "its body is stored with the coding `{coding}`"
            )))
        }
    }
}

fn looks_like_text(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

/// Joins the pieces of a chunked body; `None` where it is not chunked after all, as many archives keep the header but
/// store the joined body. A missing last piece is forgiven.
fn join_chunks(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    let mut rest = body;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest)?;
        let digits = rest[..end].split(|byte| *byte == b';').next()?.trim_ascii();
        let size = usize::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            break;
        }
        let piece = rest.get(..size).unwrap_or(rest);
        joined.extend_from_slice(piece);
        rest = rest.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    Some(joined)
}

/// Lines of a head, all of them together no longer than a limit.
pub(super) struct Lines<'a, R> {
    from: &'a mut R,
    left: u64,
}

impl<'a, R: BufRead> Lines<'a, R> {
    pub(super) fn new(from: &'a mut R, limit: u64) -> Self {
        Self { from, left: limit }
    }

    /// The next line without its end; bytes that are not UTF-8 are replaced.
    pub(super) fn next(&mut self) -> io::Result<String> {
        let mut line = Vec::new();
        let read = self
            .from
            .by_ref()
            .take(self.left)
            .read_until(b'\n', &mut line)?;
        self.left -= read as u64;
        if line.last() != Some(&b'\n') {
            return Err(if self.left == 0 {
                invalid("its head is too long")
            } else {
                io::ErrorKind::UnexpectedEof.into()
            });
        }
        Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
    }
}

pub(super) fn invalid(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(message: &[u8]) -> io::Result<(Head, Option<Vec<u8>>)> {
        let mut from = message;
        let head = read_head(&mut from)?;
        let body =
            take_body(&mut from, 1000)?.map_or(Ok(None), |body| decoded(body, &head, 1000))?;
        Ok((head, body))
    }

    #[test]
    fn head_and_body_are_told_apart() {
        let (head, body) =
            read(b"HTTP/1.1 200 OK\r\ncontent-TYPE: text/html; charset=gbk\r\n\r\n<p>a\r\n\r\nb")
                .unwrap();
        assert_eq!(head.status, 200);
        assert_eq!(head.content_type.as_deref(), Some("text/html; charset=gbk"));
        assert!(head.is_page());
        assert_eq!(body.unwrap(), b"<p>a\r\n\r\nb");
    }

    #[test]
    fn only_pages_that_were_found_are_pages() {
        let is_page = |head: &str| {
            read_head(&mut format!("{head}\r\n\r\n").as_bytes())
                .unwrap()
                .is_page()
        };
        assert!(is_page("HTTP/1.0 200"));
        assert!(is_page("HTTP/2 200\r\nContent-Type: TEXT/plain"));
        assert!(!is_page("HTTP/1.1 404 Not Found"));
        assert!(!is_page("HTTP/1.1 301 Moved\r\nContent-Type: text/html"));
        assert!(!is_page("HTTP/1.1 200 OK\r\nContent-Type: image/png"));
    }

    #[test]
    fn codings_are_undone_where_they_are_real() {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        let body = |rest: &str| read(format!("{head}{rest}").as_bytes()).unwrap().1.unwrap();
        assert_eq!(
            body("3\r\n<p>\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n"),
            b"<p>0123456789"
        );
        assert_eq!(body("3\r\n<p>\r\n5\r\nab"), b"<p>ab");
        assert_eq!(body("<p>joined already\n</p>"), b"<p>joined already\n</p>");
        assert_eq!(body("ffffffffffffffff\r\nx"), b"x");

        let brotli = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x1b\x21\x00";
        assert!(read(brotli).unwrap_err().to_string().contains("`br`"));
        let plain = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n<p>plain</p>";
        assert_eq!(read(plain).unwrap().1.unwrap(), b"<p>plain</p>");
    }

    #[test]
    fn what_is_no_answer_is_an_error() {
        assert!(read(b"").is_err());
        assert!(read(b"GET / HTTP/1.1\r\n\r\n").is_err());
        assert!(read(b"HTTP/1.1 200 OK\r\nContent-Ty").is_err());
        let endless = format!("HTTP/1.1 200 OK\r\n{}", "X: y\r\n".repeat(100_000));
        assert!(
            read(endless.as_bytes())
                .unwrap_err()
                .to_string()
                .contains("too long")
        );
        let long = [b"HTTP/1.1 200 OK\r\n\r\n".as_slice(), &[b'x'; 1001]].concat();
        assert_eq!(read(&long).unwrap().1, None);
    }

    proptest::proptest! {
        #[test]
        fn any_body_gives_an_answer(
            chunked: bool,
            coding in "(gzip|br|identity|)",
            body: Vec<u8>,
            most in 0..50_u64,
        ) {
            let head = Head {
                chunked,
                content_encoding: Some(coding),
                ..Head::default()
            };
            if body.len() as u64 <= most && let Ok(Some(body)) = decoded(body, &head, most) {
                proptest::prop_assert!(body.len() as u64 <= most);
            }
        }

        #[test]
        fn chunks_are_joined(pieces: Vec<Vec<u8>>) {
            let mut body = Vec::new();
            for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
                body.extend(format!("{:x}\r\n", piece.len()).into_bytes());
                body.extend(piece);
                body.extend(b"\r\n");
            }
            body.extend(b"0\r\n\r\n");
            proptest::prop_assert_eq!(join_chunks(&body), Some(pieces.concat()));
        }
    }
}
