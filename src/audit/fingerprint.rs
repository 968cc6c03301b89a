//! What makes a finding the same finding tomorrow: its content, not its place.
//!
//! A baseline, an alert in a code-scanning tab and a merge-request widget all have to tell an old finding from a new
//! one. Lines move whenever a page is edited, so a fingerprint is made of what the finding is about: its code, the rule,
//! the original and the page. **The recipe is stable**: a release that changes it changes [`RECIPE`], and says so.

use std::fmt;

use serde::{Serialize, Serializer};
use xxhash_rust::xxh3::Xxh3;

use crate::finding::Code;

/// Names the recipe; the first thing that is hashed.
pub(crate) const RECIPE: &str = "creditline.fingerprint/1";

/// The fingerprint of a finding: 128 bits, shown as 32 lower-case hexadecimal digits.
///
/// It is the XXH3-128 (seed 0, fixed by specification) of these texts, each followed by a zero byte: `RECIPE`, the
/// code, the rule's id, the original's URL or else its id, the page's address or else its path, and a number. Rule and
/// original are empty for findings that belong to no original. The number is 1, and counts up where several findings of
/// one run have everything else in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    pub(super) fn of(subject: &Subject<'_>, number: u32) -> Self {
        let mut hash = Xxh3::new();
        let number = number.to_string();
        for part in [
            RECIPE,
            subject.code.as_str(),
            subject.rule,
            subject.original,
            subject.page,
            &number,
        ] {
            hash.update(part.as_bytes());
            hash.update(b"\0");
        }
        Self(hash.digest128())
    }

    /// Reads the 32 hexadecimal digits that [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 32
            && text
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        digits
            .then(|| u128::from_str_radix(text, 16).ok())
            .flatten()
            .map(Self)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a finding is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) code: Code,
    pub(super) rule: &'a str,
    pub(super) original: &'a str,
    pub(super) page: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(page: &str) -> Subject<'_> {
        Subject {
            code: Code::WrongLink,
            rule: "wpcom",
            original: "https://aicnbc.com/13219.html",
            page,
        }
    }

    /// The figures are the contract: baselines and alerts out there hold them.
    #[test]
    fn the_recipe_is_stable() {
        let fingerprint = Fingerprint::of(&subject("public/a.html"), 1);
        let recipe = b"creditline.fingerprint/1\0wrong-link\0wpcom\0https://aicnbc.com/13219.html\0public/a.html\x001\0";
        assert_eq!(fingerprint.0, xxhash_rust::xxh3::xxh3_128(recipe));
        assert_eq!(fingerprint.to_string(), "fe9b7c82579ba5699b93389b0d8125d9");
        assert_eq!(
            Fingerprint::parse(&fingerprint.to_string()),
            Some(fingerprint)
        );
        assert_ne!(fingerprint, Fingerprint::of(&subject("public/a.html"), 2));
        assert_ne!(fingerprint, Fingerprint::of(&subject("public/b.html"), 1));
    }

    #[test]
    fn only_what_was_written_is_read() {
        for text in [
            "",
            "12",
            &"g".repeat(32),
            &"A".repeat(32),
            &format!("+{}", "1".repeat(31)),
        ] {
            assert_eq!(Fingerprint::parse(text), None, "{text}");
        }
        assert!(Fingerprint::parse(&"0".repeat(32)).is_some());
    }
}
