//! Where a page comes from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use url::Url;

use crate::io::{show_path, show_url};

/// Where a page comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    /// A file, opened by exactly this path.
    File(PathBuf),
    /// A web address, named by the user.
    Url(Url),
    /// A web address that a sitemap or feed lists. It is asked only where the site's `robots.txt` allows it, and never at a
    /// private address.
    Found(Url),
    /// A web archive, or a file of JSON lines, as a whole: what stands for its pages until it is read.
    Archive(Archive),
    /// A page in a web archive, or in a file of JSON lines.
    Archived {
        /// The archive.
        archive: Arc<Path>,
        /// Where the page's record or line starts, in bytes of the file.
        offset: u64,
        /// Where the page was found on the web.
        url: Url,
    },
    /// The text that an entry of a feed carries.
    Entry {
        /// The page of the entry.
        url: Url,
        /// The text, as HTML.
        content: Arc<str>,
    },
    /// Standard input.
    Stdin,
}

impl Source {
    /// The name under which every message and report shows this source: the path with forward slashes (bytes that
    /// are not UTF-8 replaced), the URL without credentials (for a page in an archive the URL it was found at), or `-`.
    pub fn location(&self) -> String {
        match self {
            Self::File(path) => show_path(path),
            Self::Url(url)
            | Self::Found(url)
            | Self::Archived { url, .. }
            | Self::Entry { url, .. } => show_url(url),
            Self::Archive(archive) => archive.location(),
            Self::Stdin => "-".to_owned(),
        }
    }

    /// The file that is read for it, if it is one that people named or that lies in a folder they named.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Archive(archive) if archive.holds != Holds::StdinLines => Some(&archive.path),
            Self::Archived { archive, .. } => Some(archive),
            _ => None,
        }
    }
}

/// Bytes that one page of an archive stands for where the number of pages must be known before it is read. By hand: a
/// compressed page of the web.
const PAGE: u64 = 16 * 1024;

/// A file that holds pages.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Archive {
    pub(super) path: Arc<Path>,
    pub(super) holds: Holds,
}

/// How its pages are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Holds {
    Warc,
    Wacz,
    JsonLines,
    /// JSON lines that are read from standard input.
    StdinLines,
}

impl Archive {
    pub(super) fn new(path: &Path, holds: Holds) -> Self {
        let path = path.into();
        Self { path, holds }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The name under which messages show it.
    pub fn location(&self) -> String {
        match self.holds {
            Holds::StdinLines => "-".to_owned(),
            _ => show_path(&self.path),
        }
    }

    /// About how many pages it holds, by its size alone; at least one.
    pub fn about_pages(&self) -> usize {
        let bytes = std::fs::metadata(&self.path).map_or(0, |about| about.len());
        usize::try_from(bytes / PAGE).unwrap_or(usize::MAX).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_not_shown() {
        let url = Url::parse("https://tobias:secret@example.org/a?b#c").unwrap();
        assert_eq!(Source::Url(url).location(), "https://example.org/a?b#c");
        let url = Url::parse("https://:secret@example.org/").unwrap();
        assert_eq!(Source::Url(url).location(), "https://example.org/");
    }

    #[cfg(unix)]
    #[test]
    fn odd_file_names_are_shown() {
        use std::os::unix::ffi::OsStringExt;
        let path = std::ffi::OsString::from_vec(b"a/\xff\\b.html".to_vec());
        assert_eq!(Source::File(path.into()).location(), "a/\u{fffd}\\b.html");
    }
}
