//! What a letter needs of a JSON report; other fields are passed over.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(super) struct Report {
    pub(super) schema: String,
    pub(super) audits: Vec<AuditIn>,
}

#[derive(Debug, Deserialize)]
pub(super) struct AuditIn {
    pub(super) page: PageIn,
    #[serde(default)]
    pub(super) matches: Vec<MatchIn>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PageIn {
    pub(super) location: String,
    pub(super) url: Option<String>,
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct MatchIn {
    pub(super) original: OriginalIn,
    pub(super) reuse: ReuseIn,
    #[serde(default)]
    findings: Vec<FindingIn>,
    pub(super) verdict: Option<String>,
    /// Only where the run was recorded.
    pub(super) case: Option<CaseIn>,
}

#[derive(Debug, Deserialize)]
pub(super) struct CaseIn {
    pub(super) number: i64,
}

impl MatchIn {
    /// The findings that are worth a letter: notes are not.
    pub(super) fn told(&self) -> impl Iterator<Item = &FindingIn> {
        self.findings
            .iter()
            .filter(|finding| matches!(finding.severity.as_str(), "error" | "warning"))
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct OriginalIn {
    pub(super) location: String,
    pub(super) url: Option<String>,
    pub(super) title: Option<String>,
    #[serde(default)]
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    /// Only where the original says so.
    pub(super) acquire_license: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ReuseIn {
    pub(super) original_share: f64,
    #[serde(default)]
    pub(super) passages: Vec<PassageIn>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PassageIn {
    /// Reports of older versions have none.
    pub(super) quote: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct FindingIn {
    pub(super) code: String,
    severity: String,
    pub(super) message: String,
    pub(super) fix: Option<String>,
}
