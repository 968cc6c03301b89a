//! The fixed words of the configuration.

use crate::finding::{Confidence, Severity};
use crate::site::Generator;

/// The forms of a report that a configuration may name.
pub const FORMATS: &[&str] = &[
    "human", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "rdjson",
    "markdown", "csv", "html",
];

/// What reports for people may show beside the findings.
pub const SHOWN: &[&str] = &["possible"];

pub(super) const MIN_CONFIDENCE: &[(&str, Confidence)] = &[
    ("low", Confidence::Low),
    ("medium", Confidence::Medium),
    ("high", Confidence::High),
];

pub(super) const FAIL_ON: &[(&str, Severity)] = &[
    ("error", Severity::Error),
    ("warning", Severity::Warning),
    ("note", Severity::Note),
];

/// The generators of sites, and `none` for a site that nothing builds.
pub(super) fn generators() -> Vec<(&'static str, Option<Generator>)> {
    let known = Generator::ALL.iter().map(|one| (one.word(), Some(*one)));
    known.chain([("none", None)]).collect()
}
