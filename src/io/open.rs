//! Files that people name, opened without waiting for ever.

use std::fs::{self, File};
use std::io;
#[cfg(feature = "cli")]
use std::io::Read as _;
use std::path::Path;

/// Opens a file for reading. A pipe with a name is refused: nobody may ever write to it. One that the shell hands to the
/// program (`<(…)`, `/dev/stdin`) has its writer.
///
/// # Errors
/// When it cannot be opened, or is such a pipe.
pub(crate) fn file(path: &Path) -> io::Result<File> {
    if is_pipe(path) && !is_inherited(path) {
        return Err(io::Error::other(
            "it is a named pipe, not a file; save what comes out of it, or give it as standard input",
        ));
    }
    File::open(path)
}

/// The whole text of a file, opened as by [`file`].
///
/// # Errors
/// When it cannot be opened or is no UTF-8.
#[cfg(feature = "cli")]
pub(crate) fn text(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    file(path)?.read_to_end(&mut bytes)?;
    super::utf8(bytes).map_err(|fault| io::Error::other(format!("it {fault}")))
}

/// Whether a path is one of the files that the program was started with.
fn is_inherited(path: &Path) -> bool {
    let is_below = |folder: &str| path.strip_prefix(folder).is_ok();
    path == Path::new("/dev/stdin")
        || is_below("/dev/fd")
        || is_below("/proc/self/fd")
        || is_below(&format!("/proc/{}/fd", std::process::id()))
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    fs::metadata(path).is_ok_and(|facts| facts.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_path: &Path) -> bool {
    false
}
