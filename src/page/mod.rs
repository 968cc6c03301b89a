//! From bytes to a [`Page`]: charset, guarded parse, blocks, visibility, regions, links, metadata, main text.

mod bare;
mod blocks;
mod builder;
mod code;
mod comments;
mod credit_keys;
mod cut;
mod embedded;
mod extent;
mod html;
mod jsonld;
mod landmark;
mod language;
mod link_header;
mod links;
mod main_text;
mod markdown;
mod markup;
mod metadata;
mod model;
mod names;
mod output;
mod plain;
mod position;
mod raw;
mod rights;
mod saved;
mod schema_org;
mod sketch;

pub use crate::dom::{Charset, Limits, Lines, ReadError};
pub use crate::style::{HiddenBy, Sheet, SheetRequest, SheetSource, Visibility};
pub(crate) use bare::bare;
pub use credit_keys::{CreditField, CreditKeys};
pub(crate) use language::guess as guess_language;
pub(crate) use markdown::{between_fences, front_matter_data};
pub(crate) use markup::{MAX_SELECTOR, check_selector, count_elements};
pub(crate) use metadata::AUTHOR_NAMES;
pub(crate) use model::REDIRECT_SECONDS;
pub use model::*;
pub use rights::Rights;

// For the command and the tests.
#[doc(hidden)]
pub use main_text::{MainBlocks, MainFrom, main_blocks};

use std::sync::Arc;

use url::Url;

use crate::dom::charset;
use crate::dom::limits::Deadline;

/// What is known about a page before it is read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The path or URL as the user gave it.
    pub location: String,
    /// The `Content-Type` header it came with.
    pub content_type: Option<String>,
    /// The `Link` headers it came with: what a server says of a page that its head leaves out.
    pub link_headers: Vec<String>,
    /// What kind of file it is; otherwise told from the header, the ending of the location and the content.
    pub format: Option<Format>,
    /// The address it was fetched from, or `--base-url` joined with its path.
    pub url: Option<Url>,
    /// Where whoever saved the page says that it was saved from, if it does not say so itself.
    pub saved_from: Option<Url>,
    /// What gives the style sheets that the page links; without it they stay unread.
    pub sheets: Option<Arc<dyn SheetSource>>,
    /// The keys of front matter from which the site's theme prints the credit; otherwise the usual ones.
    pub credit_keys: Option<Arc<CreditKeys>>,
    /// How much work it may cost.
    pub limits: Limits,
}

/// Reads a page: decodes it, parses it within limits and cuts it into blocks.
///
/// ```
/// use creditline::page::{self, ReadOptions};
///
/// let html = b"<title>News</title><p>Source: <a href='https://example.org/1'>Example</a></p>";
/// let page = page::read(html, &ReadOptions::default())?;
/// assert_eq!(page.text, "Source: Example");
/// assert_eq!(page.blocks[0].links[0].href, "https://example.org/1");
/// # Ok::<(), creditline::page::ReadError>(())
/// ```
///
/// # Errors
///
/// When the bytes are empty or no text, when a limit is passed, or when the front matter of a Markdown file is
/// broken. The page is then unverifiable; [`ReadError::code`] names the reason.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Page, ReadError> {
    read_for(bytes, options, None)
}

/// Says of a text, with all that styles may hide of it, whether nothing of it matters; the second argument is whether the
/// page asks for JavaScript.
pub(crate) type Needless<'a> = &'a dyn Fn(&str, bool) -> bool;

/// Reads a page as [`read`] does, but only at a glance where nothing of its text matters: blocks and styles are half of
/// what reading costs. Such a page is [`Page::is_unrelated`].
pub(crate) fn read_for(
    bytes: &[u8],
    options: &ReadOptions,
    needless: Option<Needless<'_>>,
) -> Result<Page, ReadError> {
    let limits = &options.limits;
    let deadline = Deadline::start(limits.page);
    if bytes.len() > limits.body {
        return Err(ReadError::TooLarge {
            size: bytes.len(),
            limit: limits.body,
        });
    }
    if options.format.is_none()
        && let Some(kind) = saved::kind(bytes, &kind_of(options), &ending(&options.location))
    {
        let unpacked = saved::unpack(bytes, kind)?;
        let options = unpacked.options(options);
        let page = read_as(&unpacked.bytes, &options, needless, deadline)?;
        return Ok(page.taken_out_of(kind, unpacked.subject));
    }
    read_as(bytes, options, needless, deadline)
}

/// Reads what is no archive.
fn read_as(
    bytes: &[u8],
    options: &ReadOptions,
    needless: Option<Needless<'_>>,
    deadline: Deadline,
) -> Result<Page, ReadError> {
    let format = options.format.unwrap_or_else(|| format_of(bytes, options));
    let content_type = options.content_type.as_deref();
    let (source, charset) = charset::decode(bytes, content_type, format == Format::Html)?;
    let limits = &options.limits;
    match format {
        Format::Html => {
            let lines = Lines::new(&source);
            match saved::viewed_source(&source, &lines, options, deadline)? {
                Some((markup, from)) => {
                    let options = ReadOptions {
                        saved_from: from,
                        ..options.clone()
                    };
                    let lines = Lines::new(&markup);
                    let page = html::read(markup, lines, charset, &options, None, deadline)?;
                    Ok(page.taken_out_of(SavedAs::ViewSource, None))
                }
                None => html::read(source, lines, charset, options, needless, deadline),
            }
        }
        Format::Markdown => markdown::read(source, charset, options, deadline),
        Format::Text => {
            if let Some(dialect) = markdown::Dialect::of(&ending(&options.location)) {
                return markdown::read_light(source, dialect, charset, options, deadline);
            }
            let lines = Lines::new(&source);
            let blocks = plain::blocks(&source, &lines, limits.nodes)?;
            deadline.check()?;
            let title = plain::title(&source);
            Ok(Page {
                language: language::guess(&source),
                title,
                blocks,
                ..file_page(source, lines, charset, options, Format::Text)
            })
        }
    }
}

/// What pages that are no HTML have in common: the text is the file itself.
fn file_page(
    source: String,
    lines: Lines,
    charset: Charset,
    options: &ReadOptions,
    format: Format,
) -> Page {
    Page {
        file: None,
        location: options.location.clone(),
        urls: PageUrls {
            fetched: options.url.clone(),
            base: options.url.clone(),
            ..PageUrls::default()
        },
        title: None,
        language: None,
        meta: Metadata::default(),
        text: source.clone(),
        blocks: Vec::new(),
        hidden: Vec::new(),
        code: Vec::new(),
        embedded: Vec::new(),
        wordless: Vec::new(),
        elements: plain::root(),
        lines,
        source,
        charset,
        format,
        front_matter: None,
        unread_styles: Vec::new(),
        saved_as: None,
        is_unrelated: false,
    }
}

/// Tells the format by the header, then by the ending of the location, then by the first bytes.
fn format_of(bytes: &[u8], options: &ReadOptions) -> Format {
    let kind = kind_of(options);
    match kind.as_str() {
        "text/html" | "application/xhtml+xml" => return Format::Html,
        "text/markdown" | "text/x-markdown" => return Format::Markdown,
        _ => {}
    }
    match ending(&options.location).as_str() {
        "html" | "htm" | "xhtml" | "shtml" => return Format::Html,
        "md" | "markdown" | "mdown" | "mkd" | "mdx" => return Format::Markdown,
        "txt" | "text" | "rst" | "adoc" | "asciidoc" | "org" => return Format::Text,
        _ => {}
    }
    if kind == "text/plain" {
        return Format::Text;
    }
    sniff(bytes)
}

/// The kind of content that a server told, lower case, without parameters.
fn kind_of(options: &ReadOptions) -> String {
    let kind = options.content_type.as_deref().unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.to_ascii_lowercase()
}

/// The ending of a location's file name, lower case; empty when there is none.
fn ending(location: &str) -> String {
    let path = location.split(['?', '#']).next().unwrap_or_default();
    let (folder, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
    if folder.ends_with("/") {
        // Only a host is left: `https://example.org` is no Org file.
        return String::new();
    }
    let name = name.to_ascii_lowercase();
    // A page may be kept packed: `page.md.gz`.
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.')
        .map_or(String::new(), |(_, ending)| ending.to_owned())
}

/// Looks for a tag in the first bytes.
fn sniff(bytes: &[u8]) -> Format {
    let head = &bytes[..bytes.len().min(4 * 1024)];
    let looks_like_a_tag = memchr::memchr_iter(b'<', head).any(|at| {
        let rest = head.get(at + 1..).unwrap_or_default();
        let name = rest
            .split(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'!' | b'-' | b'?')))
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        matches!(
            name.as_slice(),
            b"!doctype"
                | b"!--"
                | b"?xml"
                | b"html"
                | b"head"
                | b"body"
                | b"title"
                | b"meta"
                | b"p"
                | b"div"
                | b"a"
                | b"article"
                | b"main"
                | b"section"
                | b"h1"
                | b"h2"
                | b"span"
                | b"table"
                | b"script"
                | b"ul"
                | b"br"
        )
    });
    if looks_like_a_tag {
        Format::Html
    } else {
        Format::Text
    }
}
