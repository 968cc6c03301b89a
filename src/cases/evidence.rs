//! What servers answered, kept beside the database: one web archive (WARC) an answer, which `check` reads again.
//!
//! A file is named by its content, so that the same answer is kept once, and appears whole or not at all.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};
use url::Url;

use super::error::CasesError;
use super::time::shown;
use crate::input::{Loaded, Served};
use crate::io::show_path;

/// The folder beside the database.
pub const EVIDENCE: &str = "evidence";

const PREFIX: &str = ".creditline-";
const SUFFIX: &str = ".tmp";

/// A file that a killed run left half written is thrown away after this time; no page takes so long (by hand).
const ABANDONED: Duration = Duration::from_secs(3600);

/// The longest head that is kept of an answer, in bytes: what the archive's reader takes, with room for our own lines.
const MAX_HEAD: usize = 128 * 1024;

/// Headers that speak of the body as it was sent, while it is kept unpacked.
const OF_TRANSFER: [&str; 3] = ["content-encoding", "transfer-encoding", "content-length"];

/// The folder of evidence.
#[derive(Debug, Clone)]
pub struct Evidence {
    folder: PathBuf,
}

impl Evidence {
    /// The evidence beside a database.
    pub fn beside(database: &Path) -> Self {
        let folder = database.parent().unwrap_or(Path::new("")).join(EVIDENCE);
        let evidence = Self { folder };
        // What is left behind is only in the way.
        let _ = evidence.sweep();
        evidence
    }

    /// Keeps an answer, if a server gave it; `now` is in seconds since 1970. Gives the hash that names it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, loaded: &Loaded, now: i64) -> Result<Option<[u8; 16]>, CasesError> {
        let (Some(served), Some(url)) = (&loaded.served, &loaded.final_url) else {
            return Ok(None);
        };
        let kind = loaded.content_type.as_deref().unwrap_or_default();
        let hash = hash(&[url.as_str().as_bytes(), kind.as_bytes(), &loaded.bytes]);
        let path = self.folder.join(file_name(&hash));
        if !path.exists() {
            self.write(
                &path,
                &[about(now, &hash), answer(loaded, served, url, (now, &hash))],
            )
            .map_err(|source| CasesError::Evidence {
                file: show_path(&path),
                source,
            })?;
        }
        Ok(Some(hash))
    }

    fn write(&self, path: &Path, records: &[Vec<u8>]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // What the user's own programs would give a new file; the umask takes its part.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(&self.folder)?;
        for record in records {
            // Each record by itself, so that a reader finds any of them.
            let mut packed = GzEncoder::new(&mut file, Compression::default());
            packed.write_all(record)?;
            packed.finish()?;
        }
        file.as_file().sync_all()?;
        file.persist(path)?;
        // The name outlasts a loss of power too, where folders can be synchronised.
        #[cfg(unix)]
        fs::File::open(&self.folder)?.sync_all()?;
        Ok(())
    }

    fn sweep(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let is_ours = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
            let age = entry.metadata()?.modified()?.elapsed().unwrap_or_default();
            if is_ours && age > ABANDONED {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// The path of an answer beside the database.
pub(super) fn name(hash: &[u8]) -> String {
    format!("{EVIDENCE}/{}", file_name(hash))
}

fn file_name(hash: &[u8]) -> String {
    hex(hash) + ".warc.gz"
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The first half of the SHA-256 of some parts, each behind its length.
fn hash(parts: &[&[u8]]) -> [u8; 16] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut half = [0; 16];
    half.copy_from_slice(&hash.finalize()[..16]);
    half
}

/// The record that says who wrote the archive.
fn about(now: i64, id: &[u8; 16]) -> Vec<u8> {
    let body = format!(
        "software: creditline/{}\r\nformat: WARC File Format 1.1\r\n",
        env!("CARGO_PKG_VERSION")
    );
    let head = format!(
        "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\n\
         Content-Type: application/warc-fields\r\nContent-Length: {}\r\n\r\n",
        record_id(&hash(&[b"warcinfo", id])),
        shown(now),
        body.len()
    );
    record(&head, &[body.as_bytes()])
}

/// The record of the answer: its head as it came, its body unpacked.
fn answer(loaded: &Loaded, served: &Served, url: &Url, (now, id): (i64, &[u8; 16])) -> Vec<u8> {
    let mut http = format!("HTTP/1.1 {}\r\n", served.status);
    let kind = loaded.content_type.as_deref().unwrap_or_default();
    if !kind.is_empty() {
        let _ = write!(http, "Content-Type: {}\r\n", one_line(kind));
    }
    for (name, value) in &served.headers {
        let name = one_line(name);
        let is_type = name.eq_ignore_ascii_case("content-type");
        let changed =
            OF_TRANSFER.contains(&name.to_ascii_lowercase().as_str()) || is_type && value != kind;
        let line = match (changed, is_type) {
            (true, _) => format!("X-Archive-Orig-{name}: {}\r\n", one_line(value)),
            (false, true) => continue,
            (false, false) => format!("{name}: {}\r\n", one_line(value)),
        };
        if http.len() + line.len() <= MAX_HEAD {
            http.push_str(&line);
        }
    }
    let _ = write!(http, "Content-Length: {}\r\n\r\n", loaded.bytes.len());
    let head = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\nWARC-Target-URI: {}\r\n\
         WARC-Payload-Digest: sha256:{}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
        record_id(id),
        shown(now),
        url.as_str(),
        hex(&Sha256::digest(&loaded.bytes)),
        http.len() + loaded.bytes.len()
    );
    record(&head, &[http.as_bytes(), &loaded.bytes])
}

fn record(head: &str, parts: &[&[u8]]) -> Vec<u8> {
    let mut record = head.as_bytes().to_vec();
    for part in parts {
        record.extend_from_slice(part);
    }
    record.extend_from_slice(b"\r\n\r\n");
    record
}

/// A UUID of version 8 (RFC 9562), made of a hash: the same answer has the same name wherever it is kept.
fn record_id(hash: &[u8; 16]) -> String {
    let mut id = *hash;
    id[6] = id[6] & 0x0f | 0x80;
    id[8] = id[8] & 0x3f | 0x80;
    let id = hex(&id);
    format!(
        "<urn:uuid:{}-{}-{}-{}-{}>",
        &id[..8],
        &id[8..12],
        &id[12..16],
        &id[16..20],
        &id[20..]
    )
}

/// A header's text, which must not begin another line.
fn one_line(text: &str) -> String {
    text.replace(|c: char| c.is_control(), " ")
}
