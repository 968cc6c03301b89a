//! Where a page comes from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use url::Url;

use super::archive::Archive;

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
}

/// A path as messages show it. Only Windows has a second separator to turn round: elsewhere a backslash is a letter.
pub fn show_path(path: &Path) -> String {
    let shown = path.to_string_lossy();
    if cfg!(windows) {
        shown.replace('\\', "/")
    } else {
        shown.into_owned()
    }
}

/// A URL as messages show it: a password in a log is a leak, so user name and password are dropped.
pub(crate) fn show_url(url: &Url) -> String {
    if url.username().is_empty() && url.password().is_none() {
        return url.as_str().to_owned();
    }
    let mut clean = url.clone();
    // Both setters fail only for URLs that cannot have credentials.
    let cleaned = clean
        .set_username("")
        .and_then(|()| clean.set_password(None));
    match cleaned {
        Ok(()) => clean.into(),
        Err(()) => format!("{}:…", url.scheme()),
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
