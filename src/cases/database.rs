//! The one file that holds the cases: opened, brought up to date, and refused where it is not ours.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::error::CasesError;
use crate::io::show_path;

/// By this an SQLite file is known as one of cases: "CRLN".
const APPLICATION: i64 = 0x4352_4c4e;

/// What each version of the form adds to the one before; the number of a version is its place, from 1.
const MIGRATIONS: &[&str] = &[include_str!("schema-1.sql")];

/// The version that this program writes.
const FORM: i64 = MIGRATIONS.len() as i64;

/// How long another process may hold the file before this one gives up. A page is recorded in a few milliseconds.
/// By hand.
const PATIENCE: Duration = Duration::from_secs(30);

/// The cases, in one file.
#[derive(Debug)]
pub struct Database {
    pub(super) connection: Connection,
    /// The file as messages name it.
    pub(super) file: String,
}

impl Database {
    /// Opens the file for recording, and begins it where it is missing.
    ///
    /// # Errors
    /// When it cannot be opened or written, holds something else, is damaged, or was written by a later version.
    pub fn create(path: &Path) -> Result<Self, CasesError> {
        Self::open_as(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        )
    }

    /// Opens a file that is there, for changes.
    ///
    /// # Errors
    /// As [`Database::create`]; and when it is missing.
    pub fn open(path: &Path) -> Result<Self, CasesError> {
        require(path)?;
        Self::open_as(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens a file that is there, only to look: it may be write-protected.
    ///
    /// # Errors
    /// When it is missing, cannot be read, holds something else, is damaged, or was written by a later version.
    pub fn look(path: &Path) -> Result<Self, CasesError> {
        require(path)?;
        match Self::open_as(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
            // Without the right to write beside it, the log of changes cannot be opened; closed, the file is whole.
            Err(CasesError::Unopenable { .. } | CasesError::ReadOnly(_)) if !has_log(path) => {
                Self::open_as(
                    Path::new(&format!("file:{}?immutable=1", encoded(path))),
                    OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
                )
                .map(|database| Self {
                    file: show_path(path),
                    ..database
                })
            }
            opened => opened,
        }
    }

    fn open_as(path: &Path, flags: OpenFlags) -> Result<Self, CasesError> {
        let file = show_path(path);
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(|error| CasesError::of(&file, error))?;
        let mut database = Self { connection, file };
        let may_write = flags.contains(OpenFlags::SQLITE_OPEN_READ_WRITE);
        match database.prepare(may_write) {
            Ok(()) => Ok(database),
            Err(error) => Err(database.explained(error)),
        }
    }

    fn prepare(&mut self, may_write: bool) -> Result<(), CasesError> {
        let connection = &self.connection;
        connection
            .busy_timeout(PATIENCE)
            // What stands in a file that somebody else made must not run as part of ours.
            .and_then(|()| connection.pragma_update(None, "trusted_schema", false))
            .and_then(|()| connection.pragma_update(None, "foreign_keys", true))
            .map_err(|error| self.fault(error))?;
        let version = self.known_version()?;
        if version == FORM {
            return if may_write {
                self.write_ahead()
            } else {
                Ok(())
            };
        }
        if !may_write {
            // An older form is brought up to date by the next command that writes.
            return match version {
                0 => Err(CasesError::NotCases(self.file.clone())),
                _ => Err(CasesError::ReadOnly(self.file.clone())),
            };
        }
        self.write_ahead()?;
        self.migrate()
    }

    /// The version of the form; 0 for an empty file.
    fn known_version(&self) -> Result<i64, CasesError> {
        // All that is looked at is of one moment: another process may be making the tables.
        let _moment = self
            .connection
            .unchecked_transaction()
            .map_err(|error| self.fault(error))?;
        let number = |pragma: &str| {
            self.connection
                .pragma_query_value(None, pragma, |row| row.get::<_, i64>(0))
                .map_err(|error| self.fault(error))
        };
        let (application, version) = (number("application_id")?, number("user_version")?);
        let tables: i64 = self
            .connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(|error| self.fault(error))?;
        match (application, version) {
            (APPLICATION, 1..) if version > FORM => Err(CasesError::Newer {
                file: self.file.clone(),
                found: version,
                known: FORM,
            }),
            (APPLICATION, 1..) => Ok(version),
            (0, 0) if tables == 0 => Ok(0),
            _ => Err(CasesError::NotCases(self.file.clone())),
        }
    }

    /// Lets others read while one writes. A process that is killed loses nothing that was committed.
    fn write_ahead(&self) -> Result<(), CasesError> {
        self.connection
            .pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))
            .and_then(|()| self.connection.pragma_update(None, "synchronous", "NORMAL"))
            .map_err(|error| self.fault(error))
    }

    fn migrate(&mut self) -> Result<(), CasesError> {
        let file = self.file.clone();
        let fault = |error| CasesError::of(&file, error);
        let change = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Exclusive)
            .map_err(fault)?;
        // Another process may have done it while this one waited.
        let version: i64 = change
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(fault)?;
        for sql in MIGRATIONS
            .iter()
            .skip(usize::try_from(version).unwrap_or(0))
        {
            change.execute_batch(sql).map_err(fault)?;
        }
        change
            .pragma_update(None, "application_id", APPLICATION)
            .and_then(|()| change.pragma_update(None, "user_version", FORM))
            .and_then(|()| change.commit())
            .map_err(fault)
    }

    /// One change, whole or not at all. It waits for others that write.
    pub(super) fn change<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, CasesError> {
        let done = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .and_then(|change| {
                let done = work(&change)?;
                change.commit()?;
                Ok(done)
            });
        done.map_err(|error| self.explained(self.fault(error)))
    }

    /// Something that only reads.
    pub(super) fn asked<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, CasesError> {
        work(&self.connection).map_err(|error| self.explained(self.fault(error)))
    }

    /// Brings what was recorded from the log into the file itself, so that it outlasts even a loss of power.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn settle(&self) -> Result<(), CasesError> {
        self.asked(|connection| {
            connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
        })
    }

    pub(super) fn fault(&self, error: rusqlite::Error) -> CasesError {
        CasesError::of(&self.file, error)
    }

    /// Says of a damaged file what is wrong with it.
    fn explained(&self, error: CasesError) -> CasesError {
        let CasesError::Damaged { file, detail } = error else {
            return error;
        };
        let first = self
            .connection
            .query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))
            .ok()
            .filter(|told| told != "ok");
        CasesError::Damaged {
            file,
            detail: first.map_or(detail, |told| told.replace('\n', " ")),
        }
    }
}

fn require(path: &Path) -> Result<(), CasesError> {
    if path.exists() {
        Ok(())
    } else {
        Err(CasesError::Missing(show_path(path)))
    }
}

/// Whether changes stand beside the file that are not in it yet.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|log| log.len() > 0)
}

/// A path as it stands in a `file:` address.
fn encoded(path: &Path) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const SET: &AsciiSet = &CONTROLS.add(b' ').add(b'%').add(b'?').add(b'#');
    utf8_percent_encode(&show_path(path), SET).to_string()
}
