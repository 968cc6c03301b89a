//! What can be wrong with an input, in words for the person who named it.

use std::path::Path;
use std::{fmt, io};

use crate::finding::ReasonKind;
use crate::io::{plain, show_path};

/// One input that cannot be used: what is wrong with it, and what to do.
///
/// Its `Display` is one line, `what is wrong; what to do`, and names the input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}; {help}")]
pub struct InputProblem {
    /// What it is among the reasons why a page could not be judged.
    pub kind: ReasonKind,
    /// The input as [`Source::location`](super::Source::location) shows it.
    pub location: String,
    /// What is wrong, naming the input.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The status of the server's answer, where that is what is wrong.
    pub http_status: Option<u16>,
}

impl InputProblem {
    /// A problem of this room; `location` stands in backquotes before `what`.
    pub(crate) fn new(
        kind: ReasonKind,
        location: impl Into<String>,
        what: impl fmt::Display,
        help: impl Into<String>,
    ) -> Self {
        let location = location.into();
        let message = if location == "-" {
            format!("standard input {what}")
        } else {
            format!("`{location}` {what}")
        };
        Self {
            kind,
            location,
            message,
            help: help.into(),
            http_status: None,
        }
    }

    /// Whether there is no such page, by the server's word. A file that is not where it was may only have been moved, or
    /// is looked for in the wrong folder.
    pub fn is_gone(&self) -> bool {
        matches!(self.http_status, Some(404 | 410))
    }
}

/// The problem of a path that cannot be read, most likely because nothing is there.
pub(super) fn missing(path: &Path, error: &io::Error) -> InputProblem {
    let location = show_path(path);
    if error.kind() == io::ErrorKind::InvalidData {
        return InputProblem::new(
            ReasonKind::Damaged,
            location,
            format_args!("cannot be read: {}", plain(error)),
            "check that the file is whole",
        );
    }
    if error.kind() != io::ErrorKind::NotFound {
        return InputProblem::new(
            ReasonKind::Unreadable,
            location,
            format_args!("cannot be read: {}", plain(error)),
            "check the path and its permissions",
        );
    }
    let help = if looks_like_host(&location) {
        format!("check the path; if it is a web address, write https://{location}")
    } else {
        "check the path; it is taken from the working directory".to_owned()
    };
    InputProblem::new(ReasonKind::NotFound, location, "does not exist", help)
}

/// Whether a path that does not exist was probably meant as an address: `example.org/a` or `www.example.org`.
fn looks_like_host(location: &str) -> bool {
    let host = location.split('/').next().unwrap_or_default();
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && !host.starts_with('.')
        && last.len() >= 2
        && last.chars().all(|letter| letter.is_ascii_alphabetic())
        && (host.starts_with("www.") || location.contains('/'))
}
