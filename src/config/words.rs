//! The fixed words of the configuration.

use crate::finding::Severity;

/// The forms of a report that a configuration may name.
pub const FORMATS: &[&str] = &[
    "human", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv",
    "html",
];

pub(super) const FAIL_ON: &[(&str, Severity)] = &[
    ("error", Severity::Error),
    ("warning", Severity::Warning),
    ("note", Severity::Note),
];
