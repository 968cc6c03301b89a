//! What can be wrong with an input, in words for the person who named it.

use std::fmt;

use crate::finding::ReasonKind;

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

    /// Whether there is no such page, by the server's word or that of the file system.
    pub fn is_gone(&self) -> bool {
        self.kind == ReasonKind::NotFound || matches!(self.http_status, Some(404 | 410))
    }
}

/// A system error in plain words, without the number that Rust appends.
pub(crate) fn plain(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "no such file or directory".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::UnexpectedEof => "it ends early".to_owned(),
        _ => {
            let text = error.to_string();
            match text.find(" (os error") {
                Some(at) => text[..at].to_lowercase(),
                None => text,
            }
        }
    }
}
