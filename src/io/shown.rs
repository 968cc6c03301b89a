//! Paths, addresses, sizes and faults of the system as messages show them.

use std::path::Path;

use url::Url;

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

/// A number of bytes for people.
pub(crate) fn size(bytes: u64) -> String {
    const MIB: u64 = 1024 * 1024;
    if bytes >= MIB && bytes.is_multiple_of(MIB) {
        format!("{} MiB", bytes / MIB)
    } else {
        format!("{bytes} bytes")
    }
}

/// A system error in plain words, without the number that Rust appends.
pub(crate) fn plain(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "no such file or directory".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::UnexpectedEof => "it ends early".to_owned(),
        _ => {
            let text = error.to_string();
            match text.find(" (os error") {
                Some(at) => text[..at].to_lowercase(),
                None => text,
            }
        }
    }
}
