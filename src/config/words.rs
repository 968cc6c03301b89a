//! The fixed words of the configuration.

use crate::finding::{Confidence, Severity};
use crate::report::Format;
use crate::site::Generator;

/// What reports for people may show beside the findings.
pub const SHOWN: &[&str] = &["possible"];

/// The forms of a report.
pub(super) fn formats() -> Vec<(&'static str, Format)> {
    let formats = Format::ALL.iter();
    formats.map(|format| (format.name(), *format)).collect()
}

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
