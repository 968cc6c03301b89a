//! One writer at a time.

use std::fs::{self, File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::error::LibraryError;

/// The name of the lock in the folder of a library.
const LOCK: &str = "lock";

/// The right to change a library. The system takes it back when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock of a library.
    pub(super) fn take(dir: &Path) -> Result<Self, LibraryError> {
        let path = dir.join(LOCK);
        let opened = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path);
        let mut file = opened.map_err(LibraryError::io(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut who = String::new();
                // What cannot be read is said to be somebody.
                let _ = file.take(200).read_to_string(&mut who);
                let who = who.trim();
                return Err(LibraryError::Locked {
                    dir: dir.to_owned(),
                    who: if who.is_empty() {
                        "another process"
                    } else {
                        who
                    }
                    .to_owned(),
                });
            }
            Err(TryLockError::Error(error)) => return Err(LibraryError::io(&path)(error)),
        }
        let who = format!("process {}", std::process::id());
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(who.as_bytes()))
            .map_err(LibraryError::io(&path))?;
        Ok(Self { file })
    }

    /// Makes the folder of a new library and takes its lock.
    pub(super) fn create(dir: &Path) -> Result<Self, LibraryError> {
        fs::create_dir_all(dir).map_err(LibraryError::io(dir))?;
        Self::take(dir)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The name of who had it is of no use any more; the lock itself goes with the file.
        let _ = self.file.set_len(0);
    }
}
