//! One page to one audit. Whatever is wrong with the page is a status of the audit, never an exception.

use std::panic::{AssertUnwindSafe, catch_unwind};

use creditline::audit::{Audit, Library, Match, Reason, Status};
use creditline::finding::ReasonKind;
use creditline::input::Source;
use creditline::page::ReadOptions;
use url::Url;

/// What a page without an address is called.
const NO_ADDRESS: &str = "-";

/// A page as Python hands it over.
#[derive(Clone, Copy)]
pub(crate) enum Html<'a> {
    /// Characters: whatever charset the page declares no longer holds.
    Text(&'a str),
    /// As a server sent it; the page says in which charset.
    Bytes(&'a [u8]),
}

impl<'a> Html<'a> {
    /// The bytes, and the media type that goes with them.
    pub(crate) fn parts(self) -> (&'a [u8], &'static str) {
        match self {
            Self::Text(text) => (text.as_bytes(), "text/html; charset=utf-8"),
            Self::Bytes(bytes) => (bytes, "text/html"),
        }
    }
}

/// The address of a page.
///
/// # Errors
/// What is wrong with it, if it is none of the web.
pub(crate) fn address(url: &str) -> Result<Url, String> {
    match Url::parse(url) {
        Ok(parsed) if matches!(parsed.scheme(), "http" | "https") => Ok(parsed),
        _ => Err(format!(
            "{:?} is no web address (http or https)",
            creditline::report::shortened(url, 100)
        )),
    }
}

/// Checks one page as the command checks a line of JSON lines.
pub(crate) fn audit(library: &Library, html: Html<'_>, url: Option<Url>) -> Audit {
    let location = location(url.as_ref());
    let (bytes, content_type) = html.parts();
    let options = ReadOptions {
        location: location.clone(),
        content_type: Some(content_type.to_owned()),
        url,
        ..ReadOptions::default()
    };
    // Nothing a page holds ought to get so far. If it does, it must cost that page, not the hour that a cluster has worked.
    let done = catch_unwind(AssertUnwindSafe(|| match library.read(bytes, &options) {
        Ok(page) => library.audit(&page),
        Err(error) => failed(options.location.clone(), error.kind(), error.to_string()),
    }));
    done.unwrap_or_else(|_| {
        let message = "This page met a fault of the program; please report it with the page.";
        failed(location, ReasonKind::InternalError, message.to_owned())
    })
}

/// Checks one row of a batch, which may hold nothing usable.
pub(crate) fn audit_row(library: &Library, html: Option<Html<'_>>, url: Option<&str>) -> Audit {
    let address = match url.map(address).transpose() {
        Ok(address) => address,
        Err(why) => {
            let location = creditline::report::shortened(url.unwrap_or(NO_ADDRESS), 100);
            return failed(location, ReasonKind::BadUrl, why);
        }
    };
    match html {
        Some(html) => audit(library, html, address),
        None => failed(
            location(address.as_ref()),
            ReasonKind::Empty,
            "the row has no page (html is null)".to_owned(),
        ),
    }
}

/// The match by which the page is judged: the first of those whose verdict is that of the page, else the first.
pub(crate) fn deciding(audit: &Audit) -> Option<&Match> {
    let verdict = audit.verdict();
    let mut matches = audit.matches.iter();
    matches
        .find(|found| found.verdict == verdict)
        .or(audit.matches.first())
}

fn location(url: Option<&Url>) -> String {
    url.map_or_else(
        || NO_ADDRESS.to_owned(),
        |url| Source::Url(url.clone()).location(),
    )
}

fn failed(location: String, kind: ReasonKind, message: String) -> Audit {
    Audit::failed(location, Status::Unverifiable, Reason::new(kind, message))
}
