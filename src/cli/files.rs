//! Files written whole or not at all.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;

/// Writes a file: whoever reads it sees the old content or the new, never a part. The permissions of a file that is
/// there are kept, and a symbolic link keeps pointing where it did.
pub(super) fn write_whole(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    write(&target, folder, content).with_context(|| format!("cannot write `{}`", path.display()))
}

fn write(target: &Path, folder: &Path, content: &[u8]) -> anyhow::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".creditline-").suffix(".tmp");
    let known = fs::metadata(target).ok().map(|facts| facts.permissions());
    #[cfg(unix)]
    if known.is_none() {
        use std::os::unix::fs::PermissionsExt;
        // What the user's own programs would give a new file; the umask takes its part.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(content)?;
    if let Some(permissions) = known {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(target)?;
    Ok(())
}
