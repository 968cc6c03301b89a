//! The texts of letters about a reprint that lacks its credit.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The texts of one language. Placeholders stand in braces.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The subject line.
    pub subject: String,
    /// What stands above the address of the page.
    pub page: String,
    /// What stands above the address of the original.
    pub original: String,
    /// What stands above the address where a licence can be had.
    #[serde(default)]
    pub license: Option<String>,
    /// How much was copied.
    pub taken: String,
    /// What stands above quoted passages.
    pub passages: String,
    /// What stands above the list of what is missing.
    pub missing: String,
    /// What stands above the line to paste.
    pub line: String,
    /// A friendly request.
    pub friendly: LetterParts,
    /// A formal request.
    pub formal: LetterParts,
    /// A request to take the text down.
    pub takedown: LetterParts,
    /// What to say for a finding, by its code; the report's own sentence otherwise.
    #[serde(default)]
    pub findings: BTreeMap<String, String>,
}

/// What stands before and after the evidence.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterParts {
    /// Before.
    pub open: String,
    /// After.
    pub close: String,
}
