//! A source file of a site: its path, and what its front matter says about where it goes.

use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::settings::text;
use crate::io::open;
use crate::page::front_matter_data;

/// The beginning of a source in which its front matter is looked for. By hand.
const HEAD: u64 = 64 * 1024;

/// A source file.
#[derive(Debug)]
pub(super) struct SourceFile {
    /// The path as it is named from where the program runs.
    pub(super) path: PathBuf,
    /// The path below the folder of the site, with forward slashes.
    pub(super) below_site: String,
    /// The path below its folder of sources, with forward slashes.
    pub(super) below: String,
    front: Value,
}

impl SourceFile {
    /// Reads the front matter of a file; what cannot be read says nothing.
    pub(super) fn read(path: &Path, below_site: String, below: String) -> Self {
        let mut head = Vec::new();
        let front = open::file(path)
            .and_then(|file| file.take(HEAD).read_to_end(&mut head))
            .ok()
            .and_then(|_| front_matter_data(&String::from_utf8_lossy(&head)))
            .unwrap_or_default();
        Self {
            path: path.to_owned(),
            below_site,
            below,
            front,
        }
    }

    /// The text under a key of the front matter.
    pub(super) fn said(&self, key: &str) -> Option<String> {
        text(self.front.get(key)?)
    }

    /// The texts under a key of the front matter: one, or a list.
    pub(super) fn list(&self, key: &str) -> Vec<String> {
        match self.front.get(key) {
            Some(Value::Array(items)) => items.iter().filter_map(text).collect(),
            Some(Value::String(words)) => words.split_whitespace().map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    }

    /// The folders below the folder of sources, the file name without its endings of pages.
    pub(super) fn parts(&self) -> (Vec<&str>, &str) {
        let mut parts: Vec<&str> = self.below.split('/').collect();
        let name = parts.pop().unwrap_or_default();
        let stem = name.split_once('.').map_or(name, |(stem, rest)| {
            // A dot may belong to the name: `v1.2.md`.
            match rest.rsplit_once('.') {
                Some((middle, _))
                    if middle.chars().all(|c| c.is_ascii_alphabetic() || c == '-') =>
                {
                    stem
                }
                Some(_) => name.rsplit_once('.').map_or(name, |(stem, _)| stem),
                None => stem,
            }
        });
        (parts, stem)
    }

    /// The day, by the front matter or the beginning of the file name, as `["2026", "01", "31"]`.
    pub(super) fn day(&self) -> Option<[String; 3]> {
        ["date", "pubDate", "publishDate", "pubDatetime", "published"]
            .iter()
            .filter_map(|key| self.said(key))
            .find_map(|text| day(&text).map(|(day, _)| day))
            .or_else(|| self.dated().map(|(day, _)| day))
    }

    /// The day that the file name, or that of its folder, begins with, and the rest of that name.
    pub(super) fn dated(&self) -> Option<([String; 3], String)> {
        let (folders, stem) = self.parts();
        let named = |name: &str| {
            let (day, rest) = day(name)?;
            let rest = rest.strip_prefix(['-', '_', '/'])?;
            (!rest.is_empty()).then(|| (day, rest.to_owned()))
        };
        named(stem).or_else(|| named(folders.last()?))
    }

    #[cfg(test)]
    pub(super) fn of(below: &str, front: Value) -> Self {
        Self {
            path: below.into(),
            below_site: below.to_owned(),
            below: below.to_owned(),
            front,
        }
    }
}

/// The day that a text begins with, and what follows.
fn day(text: &str) -> Option<([String; 3], &str)> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, rest) = rest.strip_prefix(['-', '/'])?.split_at_checked(2)?;
    let (day, rest) = rest.strip_prefix(['-', '/'])?.split_at_checked(2)?;
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    [year, month, day]
        .iter()
        .all(|part| is_number(part))
        .then(|| ([year.to_owned(), month.to_owned(), day.to_owned()], rest))
}
