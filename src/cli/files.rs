//! Files written whole or not at all, and which names are of one file.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::io::show_path;
use anyhow::Context;

/// How the temporary files are named that stand beside a file while it is written.
const PREFIX: &str = ".creditline-";
const SUFFIX: &str = ".tmp";
/// The ending where the content is copied: should the copy be cut short, this file is the only whole one and is kept.
const WHOLE: &str = ".whole";
/// A temporary file younger than this may not have been locked yet by who writes it (by hand).
const YOUNG: Duration = Duration::from_secs(2);

/// Writes a file: whoever reads it sees the old content or the new, never a part. A symbolic link keeps pointing where it
/// did, and mode, owner, other hard links and extended attributes of a file that is there are kept: where a new file in its
/// place would lose them, the content is copied into the old one while a whole copy stands beside it. What is no regular
/// file (a pipe, a device) stays what it is, and is written to.
///
/// # Errors
/// What keeps the file from being written; one that is write-protected is left as it is.
pub(super) fn write_whole(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let written = if is_stream(path) {
        write_through(path, content)
    } else {
        let target = place(path);
        write(&target, folder(&target), content)
    };
    written.with_context(|| format!("cannot write `{}`", path.display()))
}

/// Whether a path leads to something that is neither a regular file nor a folder.
pub(super) fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|facts| !facts.is_file() && !facts.is_dir())
}

/// As on standard output, a reader that has gone away is no error.
fn write_through(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let mut stream = File::options().write(true).open(path)?;
    match stream.write_all(content) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

/// Whether two paths lead to one file, however they are spelled, and whether or not it is there yet.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    let number = number(one);
    place(one) == place(other) || number.is_some() && number == self::number(other)
}

/// What two names of one file, such as hard links, have in common.
#[cfg(unix)]
fn number(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let facts = fs::metadata(path).ok()?;
    Some((facts.dev(), facts.ino()))
}

#[cfg(not(unix))]
fn number(_path: &Path) -> Option<(u64, u64)> {
    None
}

/// The most links behind each other that are followed: Linux follows as many.
const LINKS: usize = 40;

/// Where a path leads, also where links lead to a file that is not there yet.
fn place(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        if let Ok(whole) = fs::canonicalize(&path) {
            return whole;
        }
        match fs::read_link(&path) {
            Ok(next) => path = folder(&path).join(next),
            Err(_) => break,
        }
    }
    match (fs::canonicalize(folder(&path)), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

/// The name of a page that is the same wherever the program runs: the path of a file as seen from `home`. Addresses, and
/// files named from the root that do not lie below it, keep theirs.
pub(super) fn named_from(home: &Path, name: &str) -> String {
    let path = Path::new(name);
    if name == "-" || name.starts_with("http://") || name.starts_with("https://") {
        return name.to_owned();
    }
    let (Some(home), Some(whole)) = (whole(home), whole(path)) else {
        return name.to_owned();
    };
    if let Ok(below) = whole.strip_prefix(&home) {
        return show_path(below);
    }
    if path.is_absolute() {
        return name.to_owned();
    }
    let common = { home.components().zip(whole.components()) }
        .take_while(|(one, other)| one == other)
        .count();
    let mut from: PathBuf = home.components().skip(common).map(|_| "..").collect();
    from.extend(whole.components().skip(common));
    show_path(&from)
}

/// A path from the root on, without `.` and `..`; what links lead to is not asked.
fn whole(path: &Path) -> Option<PathBuf> {
    let start = match path.as_os_str().is_empty() {
        true => Path::new("."),
        false => path,
    };
    let mut whole = PathBuf::new();
    for part in std::path::absolute(start).ok()?.components() {
        match part {
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    Some(whole)
}

/// The folder that pages are named from in a baseline: that of the configuration, else that of the baseline, if the
/// program runs in it or below it; else the working directory.
pub(super) fn home(config: Option<&Path>, baseline: Option<&Path>) -> PathBuf {
    let here = whole(Path::new(""));
    let above = { config.or(baseline) }
        .and_then(Path::parent)
        .and_then(whole);
    match (above, here) {
        (Some(above), Some(here)) if here.starts_with(&above) => above,
        (_, here) => here.unwrap_or_default(),
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn write(target: &Path, folder: &Path, content: &[u8]) -> anyhow::Result<()> {
    let known = fs::metadata(target).ok();
    if known
        .as_ref()
        .is_some_and(|facts| facts.permissions().readonly())
    {
        anyhow::bail!("the file is write-protected; allow writing if it is meant to change");
    }
    sweep(folder);
    let copies = known
        .as_ref()
        .is_some_and(|known| would_lose(target, known));
    let mut builder = tempfile::Builder::new();
    builder
        .prefix(PREFIX)
        .suffix(if copies { WHOLE } else { SUFFIX });
    #[cfg(unix)]
    if known.is_none() {
        use std::os::unix::fs::PermissionsExt;
        // What the user's own programs would give a new file; the umask takes its part.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    // Who finds the file and cannot lock it knows that it is in use. Where there are no locks, age must do.
    let _ = file.as_file().try_lock();
    file.write_all(content)?;
    if let Some(known) = &known {
        file.as_file().set_permissions(known.permissions())?;
    }
    file.as_file().sync_all()?;
    if copies {
        let mut old = File::options().write(true).truncate(true).open(target)?;
        if let Err(error) = old.write_all(content).and_then(|()| old.sync_all()) {
            let whole = file.keep()?.1;
            return Err(error)
                .with_context(|| format!("its new content is in `{}`", whole.display()));
        }
        file.close()?;
    } else {
        file.persist(target)?;
    }
    Ok(())
}

/// Whether a new file under the name of the old one would lose what belongs to the old one.
#[cfg(unix)]
fn would_lose(target: &Path, known: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let own = tempfile::tempfile().and_then(|file| file.metadata());
    let is_foreign = own.is_ok_and(|own| (own.uid(), own.gid()) != (known.uid(), known.gid()));
    let has_attributes = xattr::list(target).is_ok_and(|mut names| names.next().is_some());
    known.nlink() > 1 || is_foreign || has_attributes
}

/// Elsewhere a file in place of another takes over its rights from the folder.
#[cfg(not(unix))]
fn would_lose(_target: &Path, _known: &Metadata) -> bool {
    false
}

/// Takes away, once a run, what runs left in a folder that were killed while they wrote. Nothing depends on it.
fn sweep(folder: &Path) {
    static SWEPT: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut swept = SWEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if !swept.insert(folder.to_owned()) {
        return;
    }
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PREFIX) && name.ends_with(SUFFIX) {
            let _ = take_away(&entry.path());
        }
    }
}

fn take_away(path: &Path) -> io::Result<()> {
    let facts = fs::symlink_metadata(path)?;
    let age = facts.modified()?.elapsed().unwrap_or_default();
    if facts.is_file() && age > YOUNG && File::open(path)?.try_lock().is_ok() {
        fs::remove_file(path)?;
    }
    Ok(())
}
