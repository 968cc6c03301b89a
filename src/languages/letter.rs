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
    /// By when an answer is asked for.
    #[serde(default)]
    pub reply: Option<String>,
    /// The number under which the sender keeps the matter.
    #[serde(default)]
    pub reference: Option<String>,
    /// A friendly request.
    pub friendly: LetterParts,
    /// A formal request.
    pub formal: LetterParts,
    /// A request to take the text down.
    pub takedown: LetterParts,
    /// A second letter.
    #[serde(default)]
    pub reminder: Option<LetterParts>,
    /// Thanks for a credit that is there now.
    #[serde(default)]
    pub thanks: Option<LetterParts>,
    /// What to say for a finding, by its code; the report's own sentence otherwise.
    #[serde(default)]
    pub findings: BTreeMap<String, String>,
}

impl Letter {
    /// Takes what this letter does not say from another one.
    pub(crate) fn complete(&mut self, other: &Self) {
        fn fill<T: Clone>(own: &mut Option<T>, other: Option<&T>) {
            if own.is_none() {
                *own = other.cloned();
            }
        }
        fill(&mut self.reply, other.reply.as_ref());
        fill(&mut self.reference, other.reference.as_ref());
        fill(&mut self.reminder, other.reminder.as_ref());
        fill(&mut self.thanks, other.thanks.as_ref());
    }
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
