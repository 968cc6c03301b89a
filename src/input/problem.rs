//! What can be wrong with an input, in words for the person who named it.

use std::fmt;

/// One input that cannot be used: what is wrong with it, and what to do.
///
/// Its `Display` is one line, `what is wrong; what to do`, and names the input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}; {help}")]
pub struct InputProblem {
    /// A stable word for programs: the name of a [`ProblemCode`], or the code of a fetch error.
    pub code: &'static str,
    /// The input as [`Source::location`](super::Source::location) shows it.
    pub location: String,
    /// What is wrong, naming the input.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Whether there is no such page, by the server's word (404, 410) or that of the file system.
    pub is_gone: bool,
}

impl InputProblem {
    /// A problem of this room; `location` stands in backquotes before `what`.
    pub(crate) fn new(
        code: ProblemCode,
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
            code: code.as_str(),
            location,
            message,
            help: help.into(),
            is_gone: code == ProblemCode::NotFound,
        }
    }
}

/// What is wrong with an input, in one word. Faults of the network have codes of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemCode {
    /// There is no such file or directory.
    NotFound,
    /// A directory holds no page.
    NoPages,
    /// The system refuses to open or read it.
    Unreadable,
    /// It is larger than one page may be.
    TooLarge,
    /// It has no content at all.
    Empty,
    /// It is no text: an image, a PDF, an archive.
    NotText,
    /// It lists or holds pages, and is none itself: a sitemap, a feed, an archive.
    NotAPage,
    /// It looks like a web address but is none.
    InvalidUrl,
    /// It is an address, but neither `http` nor `https`.
    UnsupportedScheme,
    /// The web address carries a user name or a password.
    CredentialsInUrl,
    /// A list of pages is damaged; what could be read of it counts.
    BadList,
    /// An archive is damaged or ends early; what stands before counts.
    Damaged,
    /// It is a web address, and this build cannot fetch.
    CannotFetch,
}

impl ProblemCode {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NoPages => "no-pages",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too-large",
            Self::Empty => "empty",
            Self::NotText => "not-text",
            Self::NotAPage => "not-a-page",
            Self::InvalidUrl => "invalid-url",
            Self::UnsupportedScheme => "unsupported-scheme",
            Self::CredentialsInUrl => "credentials-in-url",
            Self::BadList => "bad-list",
            Self::Damaged => "damaged",
            Self::CannotFetch => "cannot-fetch",
        }
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
