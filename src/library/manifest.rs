//! The manifest: what a library consists of. It is replaced in one step.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::LibraryError;
use crate::matching::{HAN, WINDOW, WORDS};

/// The name of the manifest in the folder of a library.
const MANIFEST: &str = "creditline-library.json";
/// The version of the format that this program reads and writes.
pub(super) const VERSION: u32 = 1;
/// Bytes of a manifest that are read: a hundred million removed originals. By hand.
const MOST: u64 = 1 << 30;

/// What a library consists of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub(crate) struct Manifest {
    /// The version of the format.
    pub version: u32,
    /// The version of the program that wrote it last.
    pub tool: String,
    /// How hashes are made.
    pub parameters: Parameters,
    /// Counts up with every change.
    pub generation: u64,
    /// The segments, in the order of their originals.
    pub segments: Vec<SegmentFacts>,
}

/// How hashes are made: two libraries with other parameters have nothing in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Parameters {
    /// The hash of a word, and of a sequence of words.
    pub hash: String,
    /// Words of a sequence.
    pub words: usize,
    /// Characters of a sequence, in scripts without spaces.
    pub characters: usize,
    /// Of so many neighbouring sequences, one is kept.
    pub window: usize,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            hash: "xxh3-64 of the folded word; sequences by rotl 23, xor, times 0x9E3779B97F4A7C15; in prints, bits \
                   26 to 39 are those of the words beside the sequence"
                .to_owned(),
            words: WORDS,
            characters: HAN,
            window: WINDOW,
        }
    }
}

impl std::fmt::Display for Parameters {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "sequences of {} words or {} characters, one of {}, hashed by {}",
            self.words, self.characters, self.window, self.hash
        )
    }
}

/// One segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub(crate) struct SegmentFacts {
    /// Its folder below `segments`.
    pub name: String,
    /// The number of its first original.
    pub first: u32,
    /// How many originals it holds, removed ones too.
    pub documents: u32,
    /// The numbers of those that are removed, ascending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<u32>,
    /// Which rules read the notices in it.
    pub rules: String,
    /// Bytes of all texts.
    pub text_bytes: u64,
    /// Its files.
    pub files: Vec<FileFacts>,
}

/// A file of a segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileFacts {
    /// Its name.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its checksum, in hexadecimal.
    pub xxh3: String,
}

/// Whether a folder holds a library.
pub fn is_library(dir: &Path) -> bool {
    dir.join(MANIFEST).is_file()
}

impl Manifest {
    pub(super) fn new() -> Self {
        Self {
            version: VERSION,
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            parameters: Parameters::default(),
            generation: 0,
            segments: Vec::new(),
        }
    }

    /// Reads the manifest of a library.
    ///
    /// # Errors
    /// There is none, it is damaged, of a newer version, or of other parameters.
    pub(crate) fn read(dir: &Path) -> Result<Self, LibraryError> {
        /// What every version has.
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        let path = dir.join(MANIFEST);
        let file = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(LibraryError::None {
                    dir: dir.to_owned(),
                });
            }
            opened => opened.map_err(LibraryError::io(&path))?,
        };
        let mut text = Vec::new();
        file.take(MOST)
            .read_to_end(&mut text)
            .map_err(LibraryError::io(&path))?;
        let damaged = |error: serde_json::Error| LibraryError::damaged(&path, error);
        let Version { version } = serde_json::from_slice(&text).map_err(damaged)?;
        if version > VERSION {
            return Err(LibraryError::Newer {
                dir: dir.to_owned(),
                found: version,
                known: VERSION,
            });
        }
        let manifest: Self = serde_json::from_slice(&text).map_err(damaged)?;
        let known = Parameters::default();
        if manifest.parameters != known {
            return Err(LibraryError::Parameters {
                dir: dir.to_owned(),
                found: manifest.parameters.to_string(),
                known: known.to_string(),
            });
        }
        manifest.check(&path)?;
        Ok(manifest)
    }

    /// Whether what it says fits together.
    fn check(&self, path: &Path) -> Result<(), LibraryError> {
        let mut next = 0u32;
        for segment in &self.segments {
            let is_plain = |name: &str| {
                !name.is_empty()
                    && name
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
                    && !name.starts_with('.')
            };
            let names = segment.files.iter().map(|file| &file.name);
            if !is_plain(&segment.name) || !{ names }.all(|name| is_plain(name)) {
                return Err(LibraryError::damaged(
                    path,
                    "it names a file outside of the library",
                ));
            }
            if segment.first < next {
                return Err(LibraryError::damaged(
                    path,
                    "two segments have the same originals",
                ));
            }
            next = segment
                .first
                .checked_add(segment.documents)
                .ok_or_else(|| LibraryError::damaged(path, "it counts too many originals"))?;
        }
        Ok(())
    }

    /// The number that the next original gets.
    pub(super) fn next(&self) -> u32 {
        let last = self.segments.last();
        last.map_or(0, |last| last.first.saturating_add(last.documents))
    }

    /// How many originals the library holds, without removed ones.
    pub(crate) fn len(&self) -> usize {
        let each = self.segments.iter();
        each.map(|segment| {
            segment.documents as usize - segment.removed.len().min(segment.documents as usize)
        })
        .sum()
    }

    /// Puts the manifest in the place of the old one. Whoever reads it sees the old one or the new one, even if the
    /// machine stops here.
    pub(super) fn replace(&mut self, dir: &Path) -> Result<(), LibraryError> {
        self.generation += 1;
        self.tool = env!("CARGO_PKG_VERSION").to_owned();
        let path = dir.join(MANIFEST);
        let text = serde_json::to_vec_pretty(self)
            .map_err(|error| LibraryError::io(&path)(error.into()))?;
        let write = || {
            let mut file = tempfile::Builder::new()
                .prefix(".manifest-")
                .tempfile_in(dir)?;
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                // Whoever may read the segments may read what they are.
                let mode = fs::metadata(dir)?.permissions().mode() & 0o666 | 0o600;
                file.as_file()
                    .set_permissions(fs::Permissions::from_mode(mode))?;
            }
            file.write_all(&text)?;
            file.write_all(b"\n")?;
            file.as_file().sync_all()?;
            file.persist(&path)?;
            sync(dir)
        };
        write().map_err(LibraryError::io(&path))
    }
}

/// Waits until the names in a folder are on disk.
pub(super) fn sync(dir: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

/// The folder of the segments.
pub(super) fn segments(dir: &Path) -> PathBuf {
    dir.join("segments")
}

/// Takes away what no manifest names: the rest of a run that was ended, and what a merge has replaced. Whoever still
/// reads it keeps it until it is closed.
pub(super) fn sweep(dir: &Path, manifest: &Manifest) {
    let Ok(entries) = fs::read_dir(segments(dir)) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_known = manifest
            .segments
            .iter()
            .any(|segment| *segment.name == *name);
        if !is_known {
            // Where it cannot be taken away now, the next run will try again.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        if entry
            .file_name()
            .to_string_lossy()
            .starts_with(".manifest-")
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}
