//! Pages inside other files: web archives of browsers (MHTML), mails, and saved views of a page's source.

use std::sync::Arc;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{GetHeader, HeaderName, MessageParser, MessagePart, MimeHeaders};
use scraper::node::Element;
use url::Url;

use super::{Format, ReadOptions, SavedAs, Sheet, SheetRequest, SheetSource};
use crate::dom::limits::Deadline;
use crate::dom::lines::Lines;
use crate::dom::tag::Tag;
use crate::dom::{Dom, ReadError, attr, parse};
use crate::text::head;

/// Parts that are looked at, and how deep they may stand in each other, by hand: an archive of a page full of pictures
/// has some hundred in one level. The page itself is among the first.
const PARTS: usize = 1_000;
const DEPTH: usize = 8;

/// Bytes of the headers of a part; browsers write a tenth of a KiB. By hand.
const HEADERS: usize = 64 * 1024;

/// Bytes of style sheets that are unpacked. By hand; it bounds work.
const SHEETS: usize = 4 * 1024 * 1024;

/// How far into a file its first headers, or the marks of a source view, are looked for. By hand; it bounds work.
const LOOKED_AT: usize = 4 * 1024;

/// A page taken out of another file.
#[derive(Debug)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    content_type: Option<String>,
    format: Format,
    /// Where the archive says that it was saved from.
    from: Option<Url>,
    /// The subject of a mail.
    pub(super) subject: Option<String>,
    sheets: Parts,
}

impl Unpacked {
    /// How the page is to be read.
    pub(super) fn options(&self, around: &ReadOptions) -> ReadOptions {
        ReadOptions {
            content_type: self.content_type.clone(),
            format: Some(self.format),
            sheets: Some(Arc::new(self.sheets.clone())),
            saved_from: self.from.clone(),
            ..around.clone()
        }
    }
}

/// The style sheets in an archive, by the names they may be asked for.
#[derive(Debug, Clone, Default)]
struct Parts(Vec<(Vec<String>, String)>);

impl SheetSource for Parts {
    fn sheet(&self, request: SheetRequest<'_>) -> Option<Sheet> {
        let href = request.href.trim();
        let from = request.from.and_then(|from| Url::parse(from).ok());
        let base = from.as_ref().or(request.base);
        let joined = base.and_then(|base| base.join(href).ok());
        let is =
            |name: &String| name == href || joined.as_ref().is_some_and(|url| name == url.as_str());
        let (names, text) = self.0.iter().find(|(names, _)| names.iter().any(is))?;
        Some(Sheet {
            address: names.first()?.clone(),
            text: text.clone(),
        })
    }
}

/// Whether a file is a web archive or a mail: by its type, its ending, else by the headers that it begins with.
pub(super) fn kind(bytes: &[u8], content_type: &str, ending: &str) -> Option<SavedAs> {
    match (content_type, ending) {
        ("multipart/related" | "application/x-mimearchive", _) | ("", "mhtml" | "mht") => {
            return Some(SavedAs::Mhtml);
        }
        ("message/rfc822", _) => {
            return Some(if matches!(ending, "mhtml" | "mht") {
                SavedAs::Mhtml
            } else {
                SavedAs::Mail
            });
        }
        ("" | "text/plain" | "application/octet-stream", _) => {}
        _ => return None,
    }
    let start = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or_default();
    let start = start.to_ascii_lowercase();
    let lines = start
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii_end);
    let mut named = [false; 2];
    for line in lines.take_while(|line| !line.is_empty()) {
        let is_header = line.starts_with(b" ")
            || line.starts_with(b"\t")
            || line
                .iter()
                .position(|byte| *byte == b':')
                .is_some_and(|at| {
                    at > 0
                        && line
                            .iter()
                            .take(at)
                            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
                });
        if !is_header {
            return None;
        }
        named[0] |= line.starts_with(b"mime-version:");
        named[1] |= line.starts_with(b"content-type:");
    }
    let related = memchr::memmem::find(&start, b"multipart/related").is_some();
    named.into_iter().all(|named| named).then_some(if related {
        SavedAs::Mhtml
    } else {
        SavedAs::Mail
    })
}

/// Takes the page out of a web archive or a mail.
///
/// # Errors
///
/// When there is no page in it.
pub(super) fn unpack(bytes: &[u8], as_what: SavedAs) -> Result<Unpacked, ReadError> {
    let mut leaves = Vec::new();
    let whole = Part::new(bytes).ok_or(ReadError::NotText {
        reason: "it has the ending of a web archive or a mail, but not the headers",
    })?;
    let snapshot = whole.text(&HeaderName::Other("Snapshot-Content-Location".into()));
    let snapshot = snapshot.map(joined);
    let subject = whole.text(&HeaderName::Subject).map(str::to_owned);
    let start = { whole.headers.content_type() }
        .and_then(|kind| kind.attribute("start"))
        .map(|id| id.trim_matches(['<', '>']).to_owned());
    whole.leaves(DEPTH, &mut leaves);
    let is_start = |part: &&Part<'_>| {
        (start.is_some() && part.id() == start.as_deref())
            || (snapshot.is_some() && part.location() == snapshot)
    };
    let html = || leaves.iter().filter(|part| part.is("text", "html"));
    let text = || leaves.iter().filter(|part| part.is("text", "plain"));
    let (page, format) = { html().find(is_start) }
        .or_else(|| html().next())
        .map(|part| (part, Format::Html))
        .or_else(|| text().next().map(|part| (part, Format::Text)))
        .ok_or(ReadError::NotText {
            reason: "no part of it is a page",
        })?;
    let from = page.location().or(snapshot);
    Ok(Unpacked {
        bytes: page.decoded(),
        content_type: page.content_type(),
        format,
        from: from.and_then(|from| Url::parse(&from).ok()).filter(is_web),
        subject: subject.filter(|_| as_what == SavedAs::Mail),
        sheets: sheets(&leaves),
    })
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// The style sheets among the parts of an archive.
fn sheets(leaves: &[Part<'_>]) -> Parts {
    let mut left = SHEETS;
    let mut sheets = Vec::new();
    for part in leaves.iter().filter(|part| part.is("text", "css")) {
        if part.body.len() > left {
            break;
        }
        left -= part.body.len();
        let names = part
            .location()
            .into_iter()
            .chain(part.id().map(|id| format!("cid:{id}")));
        let text = encoding_rs::UTF_8.decode(&part.decoded()).0.into_owned();
        sheets.push((names.collect(), text));
    }
    Parts(sheets)
}

/// A part of a file in the form of mails.
struct Part<'x> {
    headers: MessagePart<'x>,
    body: &'x [u8],
}

impl<'x> Part<'x> {
    /// Parses the headers alone: a parser that goes into the parts could be led thousands of levels deep.
    fn new(bytes: &'x [u8]) -> Option<Self> {
        let start = bytes.get(..bytes.len().min(HEADERS))?;
        let parser = MessageParser::new()
            .with_mime_headers()
            .header_text(HeaderName::Subject)
            .default_header_raw();
        let blank = |line: &[u8]| line.trim_ascii().is_empty();
        // A part may begin without any headers.
        let headers = if start.split(|byte| *byte == b'\n').next().is_none_or(blank) {
            MessagePart::default()
        } else {
            parser.parse_headers(start)?.parts.pop()?
        };
        let mut at = 0;
        for line in start.split_inclusive(|byte| *byte == b'\n') {
            at += line.len();
            if blank(line) {
                break;
            }
        }
        let body = bytes.get(at..)?;
        Some(Self { headers, body })
    }

    fn is(&self, kind: &str, subtype: &str) -> bool {
        match self.headers.content_type() {
            Some(known) => {
                known.ctype().eq_ignore_ascii_case(kind)
                    && known
                        .subtype()
                        .is_some_and(|known| known.eq_ignore_ascii_case(subtype))
            }
            None => (kind, subtype) == ("text", "plain"),
        }
    }

    fn text(&self, name: &HeaderName<'_>) -> Option<&str> {
        self.headers.headers.header_value(name)?.as_text()
    }

    fn location(&self) -> Option<String> {
        self.headers.content_location().map(joined)
    }

    fn id(&self) -> Option<&str> {
        self.headers.content_id()
    }

    fn content_type(&self) -> Option<String> {
        let kind = self.headers.content_type()?;
        let charset = kind.attribute("charset").unwrap_or_default();
        Some(format!(
            "{}/{}; charset={charset}",
            kind.ctype(),
            kind.subtype().unwrap_or_default()
        ))
    }

    /// The parts without parts of their own, in order.
    fn leaves(self, depth: usize, leaves: &mut Vec<Self>) {
        let kind = self.headers.content_type();
        let boundary = kind
            .filter(|kind| kind.ctype().eq_ignore_ascii_case("multipart"))
            .and_then(|kind| kind.attribute("boundary"))
            .filter(|boundary| !boundary.is_empty());
        let Some(boundary) = boundary else {
            leaves.push(self);
            return;
        };
        for bytes in split(self.body, boundary) {
            if depth == 0 || leaves.len() >= PARTS {
                return;
            }
            if let Some(part) = Part::new(bytes) {
                part.leaves(depth - 1, leaves);
            }
        }
    }

    /// The body as it was before it was made fit for mail; as it is where that was done wrongly.
    fn decoded(&self) -> Vec<u8> {
        let encoding = self.headers.content_transfer_encoding().unwrap_or_default();
        let decoded = match encoding.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable_decode(self.body),
            "base64" => base64_decode(self.body),
            _ => None,
        };
        decoded.unwrap_or_else(|| self.body.to_owned())
    }
}

/// An address that may have been broken into lines.
fn joined(address: &str) -> String {
    address.split_whitespace().collect()
}

/// The pieces between the lines that a boundary stands in, without what stands before the first and after the last.
fn split<'x>(body: &'x [u8], boundary: &str) -> impl Iterator<Item = &'x [u8]> {
    let mark = format!("--{boundary}");
    let length = mark.len();
    let marks: Vec<usize> = memchr::memmem::find_iter(body, mark.as_bytes())
        .filter(|at| *at == 0 || body.get(at - 1) == Some(&b'\n'))
        .take(PARTS + 1)
        .collect();
    let ends: Vec<usize> = marks.iter().skip(1).copied().chain([body.len()]).collect();
    marks.into_iter().zip(ends).map_while(move |(from, to)| {
        let part = body.get(from + length..to)?;
        if part.starts_with(b"--") {
            return None;
        }
        let line = memchr::memchr(b'\n', part)?;
        let part = part.get(line + 1..)?;
        let part = part.strip_suffix(b"\n").unwrap_or(part);
        Some(part.strip_suffix(b"\r").unwrap_or(part))
    })
}

/// Whether a page may be what a browser shows of the source of another one.
pub(super) fn may_be_view(source: &str) -> bool {
    let start = head(source, LOOKED_AT);
    // Firefox names the body, Chromium the column beside the lines.
    let marks = [
        "id=\"viewsource\"",
        "class=\"line-gutter-backdrop\"",
        "class=\"line-number\"",
    ];
    marks.iter().any(|mark| start.contains(mark))
}

/// The markup of a page that was saved from a browser's view of its source, in which it is text; and the page's address.
pub(super) fn viewed_source(
    source: &str,
    lines: &Lines,
    options: &ReadOptions,
    deadline: Deadline,
) -> Result<Option<(String, Option<Url>)>, ReadError> {
    if !may_be_view(source) {
        return Ok(None);
    }
    let parsed = parse::parse(source, lines, &options.limits, deadline)?;
    let dom = Dom::new(&parsed, source, lines, &options.limits)?;
    let class =
        |element: &Element, name| attr!(element, "class").is_some_and(|class| class == name);
    let is_line = |tag: Tag, element: &Element| {
        tag == Tag::Td && class(element, "line-content")
            || tag == Tag::Pre && attr!(element, "id").is_some_and(|id| id.starts_with("line"))
    };
    let mut markup = String::new();
    let mut index = 0;
    while index < dom.nodes.len() {
        match dom.element(index) {
            Some((tag, element)) if is_line(tag, element) => {
                markup.push_str(&dom.text(index, usize::MAX));
                markup.push('\n');
                index = dom.nodes.get(index).map_or(index, |node| node.end as usize);
            }
            _ => index += 1,
        }
    }
    let start = head(source, LOOKED_AT);
    let named = || start.split_once("view-source:");
    let from = named().map(|(_, rest)| {
        let end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>');
        rest.split(end).next().unwrap_or_default()
    });
    let from = from.and_then(|from| Url::parse(from).ok()).filter(is_web);
    Ok((!markup.trim().is_empty()).then_some((markup, from)))
}
