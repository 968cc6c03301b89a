//! How a page looked in the eyes of a run.

use serde::{Deserialize, Serialize};

use crate::audit::{Audit, Located, Match};
use crate::credit::Credit;
use crate::page::Visibility;
use crate::text::start;

/// The most credits and findings that are written down of one sight. By hand.
const MOST: usize = 12;
/// The longest text of each, in characters. By hand.
const LONGEST: usize = 400;

/// How a page looked in the eyes of a run, in what matters to a case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appearance {
    /// Why the page could not be judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How the copied text begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// The credits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<SeenCredit>,
    /// What is wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<SeenFinding>,
}

/// A credit as it stood there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenCredit {
    /// Its text.
    pub text: String,
    /// Where its links lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<String>,
    /// Whether readers see it.
    pub visible: bool,
}

/// A finding as it was told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenFinding {
    /// Its code.
    pub code: String,
    /// How bad it is.
    pub severity: String,
    /// What is wrong.
    pub message: String,
    /// What would mend it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
    /// By what it is the same finding in another run.
    pub fingerprint: String,
}

impl Appearance {
    pub(super) fn of_match(found: &Match) -> Self {
        Self {
            reason: found.reason.as_ref().map(|reason| cut(&reason.message)),
            quote: found.passages.first().map(|passage| cut(&passage.quote)),
            credits: found
                .credits
                .iter()
                .take(MOST)
                .map(SeenCredit::from)
                .collect(),
            findings: found
                .findings
                .iter()
                .take(MOST)
                .map(SeenFinding::from)
                .collect(),
        }
    }

    /// Of a page that does not hold the text, or could not be read.
    pub(super) fn of_page(audit: &Audit) -> Self {
        Self {
            reason: audit.reason.as_ref().map(|reason| cut(&reason.message)),
            ..Self::default()
        }
    }

    pub(super) fn text(&self) -> String {
        // Plain strings and lists: this cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The codes of the findings, as one text.
    pub(super) fn codes(&self) -> String {
        let mut codes: Vec<&str> = self.findings.iter().map(|one| one.code.as_str()).collect();
        codes.dedup();
        codes.join(" ")
    }
}

impl From<&Credit> for SeenCredit {
    fn from(credit: &Credit) -> Self {
        Self {
            text: cut(&credit.text),
            links: { credit.links.iter().take(MOST) }
                .map(|link| cut(&link.href))
                .collect(),
            visible: credit.visibility == Visibility::Visible,
        }
    }
}

impl From<&Located> for SeenFinding {
    fn from(located: &Located) -> Self {
        let finding = &located.finding;
        Self {
            code: finding.code.as_str().to_owned(),
            severity: finding.severity.as_str().to_owned(),
            message: cut(&finding.message),
            fix: finding.fix.as_deref().map(cut),
            fingerprint: located.fingerprint.to_string(),
        }
    }
}

fn cut(text: &str) -> String {
    start(text, LONGEST).to_owned()
}
