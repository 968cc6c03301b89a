//! Whether every file of a library is what it was when it was written.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use super::error::LibraryError;
use super::manifest::{FileFacts, Manifest, segments};
use super::shelf::Shelf;

/// A file that is not what the manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub what: String,
}

/// Reads every file of a library and names those that are damaged.
///
/// # Errors
/// There is no library, or its manifest cannot be read.
pub fn verify(dir: &Path) -> Result<Vec<Damage>, LibraryError> {
    let manifest = Manifest::read(dir)?;
    let mut damages = Vec::new();
    for segment in &manifest.segments {
        let place = segments(dir).join(&segment.name);
        for facts in &segment.files {
            let path = place.join(&facts.name);
            if let Err(what) = check(&path, facts) {
                damages.push(Damage { path, what });
            }
        }
    }
    if damages.is_empty()
        && let Err(error) = Shelf::open(dir)
    {
        damages.push(Damage {
            path: dir.to_owned(),
            what: error.to_string(),
        });
    }
    Ok(damages)
}

fn check(path: &Path, facts: &FileFacts) -> Result<(), String> {
    let (bytes, sum) = sum(path).map_err(|error| error.to_string())?;
    if bytes != facts.bytes {
        return Err(format!("it has {bytes} bytes instead of {}", facts.bytes));
    }
    let sum = format!("{sum:016x}");
    if sum != facts.xxh3 {
        return Err(format!("its checksum is {sum} instead of {}", facts.xxh3));
    }
    Ok(())
}

fn sum(path: &Path) -> io::Result<(u64, u64)> {
    let mut file = File::open(path)?;
    let mut sum = Xxh3::new();
    let mut bytes = 0;
    let mut buffer = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((bytes, sum.digest()));
        }
        sum.update(buffer.get(..read).unwrap_or_default());
        bytes += read as u64;
    }
}
