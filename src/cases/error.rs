//! What can keep the cases from being read or written, and what to do about it.

use std::io;

use rusqlite::ErrorCode;

/// Why the cases could not be read or written. Each message names the file and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CasesError {
    /// There is no such file.
    #[error("there are no cases in `{0}`: no such file; `check --record={0}` begins one")]
    Missing(String),
    /// The file holds something else.
    #[error("`{0}` is no database of cases; name another file (nothing was changed in this one)")]
    NotCases(String),
    /// A later version of the program has written it.
    #[error(
        "`{file}` was written by a later creditline (its form is {found}, this one knows {known}); use that version \
         (nothing was changed)"
    )]
    Newer {
        /// The file.
        file: String,
        /// The version of its form.
        found: i64,
        /// The version that this program writes.
        known: i64,
    },
    /// The file is damaged.
    #[error(
        "`{file}` is damaged ({detail}); take a copy from before, or save what can be read with `sqlite3 {file} \
         .recover`; the evidence beside it is not touched"
    )]
    Damaged {
        /// The file.
        file: String,
        /// What the check of the database says first.
        detail: String,
    },
    /// The file or its folder cannot be written.
    #[error("`{0}` cannot be written: it, or its folder, is write-protected; nothing was recorded")]
    ReadOnly(String),
    /// There is no room left.
    #[error("`{0}` cannot be written: the disk is full; what was recorded before is whole")]
    Full(String),
    /// Another process holds the file.
    #[error("`{0}` is in use by another process; try again when it is done")]
    Busy(String),
    /// The file cannot be opened.
    #[error("`{file}` cannot be opened: {detail}")]
    Unopenable {
        /// The file.
        file: String,
        /// Why.
        detail: String,
    },
    /// There is no such case.
    #[error("there is no case {number} in `{file}`; `creditline cases list` shows those there are")]
    NoCase {
        /// The file.
        file: String,
        /// The number that was asked for.
        number: i64,
    },
    /// Evidence cannot be written.
    #[error("the evidence `{file}` cannot be written: {source}")]
    Evidence {
        /// The file.
        file: String,
        /// Why.
        source: io::Error,
    },
    /// Anything else.
    #[error("`{file}`: {source}")]
    Other {
        /// The file.
        file: String,
        /// What the database says.
        source: rusqlite::Error,
    },
}

impl CasesError {
    /// The error of the database in words of ours.
    pub(super) fn of(file: &str, source: rusqlite::Error) -> Self {
        let file = file.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotCases(file),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged {
                file,
                detail: "a page of it cannot be read".to_owned(),
            },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly(file),
            Some(ErrorCode::DiskFull) => Self::Full(file),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(file),
            Some(ErrorCode::CannotOpen) => Self::Unopenable {
                file,
                detail: "check the path, and whether its folder is there and may be written"
                    .to_owned(),
            },
            _ => Self::Other { file, source },
        }
    }
}
