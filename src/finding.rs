//! Findings: a code, a severity, a message, a place and the exact text to paste to mend it.

mod code;
mod reason;

use serde::{Deserialize, Serialize};

pub use code::{Code, Help};
pub use reason::ReasonKind;

/// How bad a finding is. Ordered from harmless to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Not reported.
    Off,
    /// Worth knowing.
    Note,
    /// Should be mended.
    Warning,
    /// Fails the run by default.
    Error,
}

impl Severity {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The words for severities in configuration and rules.
pub(crate) const SEVERITIES: &[(&str, Severity)] = &[
    ("error", Severity::Error),
    ("warning", Severity::Warning),
    ("note", Severity::Note),
    ("off", Severity::Off),
];

/// How sure a finding is, by the evidence it rests on. Ordered from the least sure.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Something it rests on is weak.
    Low,
    /// Something it rests on is no more than likely.
    Medium,
    /// All of it is sure.
    #[default]
    High,
}

impl Confidence {
    /// The word used in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// What a page makes of one original's terms. Ordered from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing is owed: the page is the original itself, or its owner's.
    Exempt,
    /// The credit is as the original asks.
    Credited,
    /// It could not be told.
    Unverifiable,
    /// Something that the original asks for is missing or wrong.
    NotCredited,
}

impl Verdict {
    /// The word used in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exempt => "exempt",
            Self::Credited => "credited",
            Self::Unverifiable => "unverifiable",
            Self::NotCredited => "not-credited",
        }
    }
}

/// One thing to tell about a page and an original.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// What is wrong.
    pub code: Code,
    /// How bad it is, after the rule had its say.
    pub severity: Severity,
    /// One sentence for the person who mends it.
    pub message: String,
    /// The exact text to paste, in the page's language.
    pub fix: Option<String>,
    /// 1-based line in the decoded source.
    pub line: Option<u32>,
    /// 1-based column in characters.
    pub column: Option<u32>,
    /// The text of the page that proves it, as written.
    pub evidence: Option<String>,
}
