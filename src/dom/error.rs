//! Why a page could not be read.

use std::time::Duration;

use crate::finding::ReasonKind;

/// Why a page could not be read. The page is then unverifiable: neither credited nor in breach.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is nothing in it.
    #[error("the page is empty; give a page that has text")]
    Empty,
    /// It is not text.
    #[error(
        "this is not a text file ({reason}); give an HTML, Markdown or plain-text page, or name its format"
    )]
    NotText {
        /// What gave it away.
        reason: &'static str,
    },
    /// More bytes than [`Limits::body`](super::Limits::body).
    #[error(
        "the page has {size} bytes, more than the limit of {limit}; check the article's own page instead of a collection"
    )]
    TooLarge {
        /// Bytes found.
        size: usize,
        /// The limit that was passed.
        limit: usize,
    },
    /// More nesting than [`Limits::depth`](super::Limits::depth).
    #[error(
        "elements are nested more than {limit} levels deep near line {line}, more than browsers allow; look at the page by hand"
    )]
    NestedTooDeeply {
        /// The limit that was passed.
        limit: usize,
        /// 1-based line near which it happened.
        line: u32,
    },
    /// More nodes than [`Limits::nodes`](super::Limits::nodes).
    #[error(
        "the page has more than {limit} elements and texts by line {line}; check the article's own page instead of a collection"
    )]
    TooManyNodes {
        /// The limit that was passed.
        limit: usize,
        /// 1-based line near which it happened.
        line: u32,
    },
    /// More attributes than [`Limits::attributes`](super::Limits::attributes) or
    /// [`Limits::all_attributes`](super::Limits::all_attributes).
    #[error("more than {limit} attributes near line {line}; look at the page by hand")]
    TooManyAttributes {
        /// The limit that was passed.
        limit: usize,
        /// 1-based line near which it happened.
        line: u32,
    },
    /// More steps than [`Limits::steps`](super::Limits::steps).
    #[error(
        "the markup takes more than {limit} steps to untangle, given up near line {line}; look at the page by hand"
    )]
    TooComplex {
        /// The limit that was passed.
        limit: usize,
        /// 1-based line near which it happened.
        line: u32,
    },
    /// Longer addresses, all links together, than [`Limits::addresses`](super::Limits::addresses).
    #[error(
        "the addresses of the links come to more than {limit} bytes; look at the page by hand, beginning with its `<base>`"
    )]
    AddressesTooLong {
        /// The limit that was passed.
        limit: usize,
    },
    /// More time than [`Limits::parse`](super::Limits::parse) or [`Limits::page`](super::Limits::page).
    #[error(
        "reading took longer than {} s; try again on an idle machine, or look at the page by hand",
        limit.as_secs_f64()
    )]
    TookTooLong {
        /// The limit that was passed.
        limit: Duration,
    },
    /// The front matter of a Markdown file is no map of the expected form.
    #[error("line {line}: the front matter cannot be read: {message}")]
    FrontMatter {
        /// What is wrong.
        message: String,
        /// 1-based line in the file.
        line: u32,
    },
}

impl ReadError {
    /// The error's name in reports; a contract with other programs.
    pub fn code(&self) -> &'static str {
        self.kind().as_str()
    }

    /// What it is among the reasons why a page could not be judged.
    pub fn kind(&self) -> ReasonKind {
        match self {
            Self::Empty => ReasonKind::Empty,
            Self::NotText { .. } => ReasonKind::NotText,
            Self::TooLarge { .. } => ReasonKind::TooLarge,
            Self::NestedTooDeeply { .. } => ReasonKind::NestedTooDeeply,
            Self::TooManyNodes { .. } => ReasonKind::TooManyNodes,
            Self::TooManyAttributes { .. } => ReasonKind::TooManyAttributes,
            Self::TooComplex { .. } => ReasonKind::TooComplex,
            Self::AddressesTooLong { .. } => ReasonKind::AddressesTooLong,
            Self::TookTooLong { .. } => ReasonKind::TookTooLong,
            Self::FrontMatter { .. } => ReasonKind::FrontMatter,
        }
    }
}
