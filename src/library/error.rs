//! Why a library cannot be used.

use std::io;
use std::path::{Path, PathBuf};

/// Why a library cannot be opened or changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LibraryError {
    /// The operating system said no.
    #[error("`{}`: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// There is no library.
    #[error(
        "`{}` holds no library; `creditline library build {} ORIGINALS…` makes one",
        dir.display(),
        dir.display()
    )]
    None {
        /// The folder.
        dir: PathBuf,
    },
    /// There is a library already.
    #[error(
        "`{}` holds a library already; `creditline library add` adds to it, or name another folder",
        dir.display()
    )]
    Exists {
        /// The folder.
        dir: PathBuf,
    },
    /// The folder holds something else.
    #[error("`{}` is not empty and no library; name a folder that is new or empty", dir.display())]
    NotEmpty {
        /// The folder.
        dir: PathBuf,
    },
    /// A file is not what the manifest says.
    #[error(
        "`{}` is damaged: {what}; `creditline library verify` names every damaged file; restore it, or build the \
         library again",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// It was written by a newer program.
    #[error(
        "`{}` is a library of version {found} and this program reads version {known}; use a newer creditline, or \
         build the library again with this one",
        dir.display()
    )]
    Newer {
        /// The folder.
        dir: PathBuf,
        /// The version of the library.
        found: u32,
        /// The version that is known.
        known: u32,
    },
    /// It was built with another hash function or other lengths of sequences.
    #[error(
        "`{}` was built with other parameters ({found}) than this program uses ({known}); build it again",
        dir.display()
    )]
    Parameters {
        /// The folder.
        dir: PathBuf,
        /// What it was built with.
        found: String,
        /// What this program uses.
        known: String,
    },
    /// Somebody else is changing it.
    #[error("`{}` is being changed by {who}; try again when that is done", dir.display())]
    Locked {
        /// The folder.
        dir: PathBuf,
        /// Who that is.
        who: String,
    },
    /// More originals than numbers for them.
    #[error("a library holds at most {} originals", u32::MAX)]
    Full,
    /// What should be removed is not there.
    #[error(
        "the library holds no original `{name}`; `creditline library list` shows what it holds"
    )]
    Unknown {
        /// The original, as it was named.
        name: String,
    },
}

impl LibraryError {
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }

    pub(super) fn damaged(path: &Path, what: impl ToString) -> Self {
        Self::Damaged {
            path: path.to_owned(),
            what: what.to_string(),
        }
    }
}
