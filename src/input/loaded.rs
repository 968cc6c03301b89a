//! What reading a source gives, and what of it is no page.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use url::Url;

use super::kind::{self, Kind};
use super::problem::InputProblem;
use super::sniff::binary_kind;
use crate::finding::ReasonKind;
use crate::io::{MAX_BYTES, Stop, plain, show_path, show_url, size};
use crate::page::CreditKeys;

/// How sources are read.
#[derive(Debug, Clone)]
pub struct LoadOptions {
    /// The most bytes that one source may have.
    pub max_bytes: u64,
    /// Asked to stop, the loader fetches no more.
    pub stop: Stop,
    /// Folders that hold sites: the style sheets of a page that is a file are read where they lie in the first of these
    /// that holds the page, never outside.
    pub roots: Vec<PathBuf>,
    /// Whether the style sheets that fetched pages link are fetched.
    pub styles: bool,
    /// The keys of front matter from which the site's theme prints credits; otherwise the usual ones.
    pub credit_keys: Option<Arc<CreditKeys>>,
    /// How web addresses are fetched. Its own size limit and its own `stop` are not used.
    #[cfg(feature = "fetch")]
    pub fetch: crate::fetch::FetchOptions,
    /// How fetched HTML pages are shown by a browser before they are read; `None` reads them as they were served.
    #[cfg(feature = "fetch")]
    pub render: Option<crate::fetch::RenderOptions>,
}

impl Default for LoadOptions {
    fn default() -> Self {
        Self {
            max_bytes: MAX_BYTES,
            stop: Stop::default(),
            roots: Vec::new(),
            styles: false,
            credit_keys: None,
            #[cfg(feature = "fetch")]
            fetch: crate::fetch::FetchOptions::default(),
            #[cfg(feature = "fetch")]
            render: None,
        }
    }
}

/// The bytes of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The content, at most [`LoadOptions::max_bytes`], never empty, in whatever charset it is.
    pub bytes: Vec<u8>,
    /// The `Content-Type` that the server sent, if a server was asked.
    pub content_type: Option<String>,
    /// The `Link` headers that the server sent.
    pub link_headers: Vec<String>,
    /// The file it was read from, with links of the file system resolved.
    pub file: Option<PathBuf>,
    /// Where the content was found in the end, after redirects.
    pub final_url: Option<Url>,
    /// The source as `Source::location` shows it.
    pub location: String,
    /// The addresses that redirected here, from the one that was asked first; without `final_url`.
    pub redirected_from: Vec<Url>,
    /// The head of the answer, if a server was asked in this run.
    pub served: Option<Served>,
}

/// The head of a server's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// The HTTP status.
    pub status: u16,
    /// The headers as they came; none where the server only said that what was kept before has not changed.
    pub headers: Vec<(String, String)>,
}

/// What an archive gives for a page.
#[derive(Debug)]
pub(super) struct Content {
    /// The type that it tells.
    pub(super) content_type: Option<String>,
    /// The `Link` headers.
    pub(super) link_headers: Vec<String>,
    /// `None` when it is larger than allowed.
    pub(super) body: Option<Vec<u8>>,
}

/// A page as an archive gave it; `offset` is where it stands there, in bytes, and `most` what a page may have.
pub(super) fn archived(
    archive: &Path,
    offset: u64,
    url: &Url,
    content: io::Result<Content>,
    most: u64,
) -> Result<Loaded, InputProblem> {
    let location = show_url(url);
    let content = content.map_err(|error| {
        InputProblem::new(
            ReasonKind::Damaged,
            &*location,
            format_args!(
                "cannot be read from `{}` at byte {offset}: {}",
                show_path(archive),
                plain(&error)
            ),
            "check that the file is whole and does not change during the run",
        )
    })?;
    let Some(bytes) = content.body else {
        return Err(too_large(location, most));
    };
    check_content(&bytes, &location)?;
    Ok(Loaded {
        bytes,
        content_type: content.content_type,
        link_headers: content.link_headers,
        file: None,
        final_url: Some(url.clone()),
        location,
        redirected_from: Vec::new(),
        served: None,
    })
}

pub(super) fn too_large(location: String, most: u64) -> InputProblem {
    InputProblem::new(
        ReasonKind::TooLarge,
        location,
        format_args!("is larger than {}, the limit for one page", size(most)),
        "check the page of the article alone, without embedded images and scripts",
    )
}

pub(super) fn check_content(bytes: &[u8], location: &str) -> Result<(), InputProblem> {
    if bytes.is_empty() {
        return Err(InputProblem::new(
            ReasonKind::Empty,
            location,
            "is empty",
            "check that the page was built or saved completely",
        ));
    }
    if let Some(kind) = kind::of(bytes) {
        return Err(not_a_page(kind, location));
    }
    match binary_kind(bytes) {
        None => Ok(()),
        Some(kind) if kind.starts_with("compressed") => Err(InputProblem::new(
            ReasonKind::NotText,
            location,
            format_args!("is {kind}, not a page"),
            "unpack it first",
        )),
        Some(kind) => Err(InputProblem::new(
            ReasonKind::NotText,
            location,
            format_args!("is {kind}, not a page"),
            "give HTML, Markdown or plain text",
        )),
    }
}

/// The problem of what holds pages and is none.
pub(super) fn not_a_page(kind: Kind, location: &str) -> InputProblem {
    InputProblem::new(
        ReasonKind::NotAPage,
        location,
        format_args!("is {}, not a page", kind.name()),
        kind.help(),
    )
}

pub(super) fn unreadable(location: &str, error: &io::Error) -> InputProblem {
    let code = if error.kind() == io::ErrorKind::NotFound {
        ReasonKind::NotFound
    } else {
        ReasonKind::Unreadable
    };
    InputProblem::new(
        code,
        location,
        format_args!("cannot be read: {}", plain(error)),
        "check the path and its permissions",
    )
}
