//! Letters: what a publisher writes to the site that reprinted an article, drafted from a report.
//!
//! A letter says in the language of the page which articles were taken, how much of them, what is missing, and which line
//! would settle it; one letter for each site, with all its copies. Whatever comes from a page is made safe for a terminal
//! first. A draft is no legal advice: it claims no law, and it never names what a report does not hold. Nothing is sent.

mod desks;
mod draft;
mod mail;
mod report;
mod sites;
mod templates;

use std::collections::BTreeMap;

use jiff::civil::Date;
use url::Url;

use crate::report::shortened;
use draft::Writer;
pub use draft::{Draft, Letters};
pub use mail::MailError;
use report::Report;
pub use templates::{TemplateError, Templates};

/// How a letter speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// A friendly request to add the credit.
    #[default]
    Friendly,
    /// A formal request to meet the terms.
    Formal,
    /// A request to take the text down.
    Takedown,
    /// A second letter, where the first one changed nothing.
    Reminder,
    /// Thanks for a credit that is there now.
    Thanks,
}

impl Tone {
    /// The tone as one word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Friendly => "friendly",
            Self::Formal => "formal",
            Self::Takedown => "takedown",
            Self::Reminder => "reminder",
            Self::Thanks => "thanks",
        }
    }

    /// Whether it asks for something.
    pub fn asks(self) -> bool {
        self != Self::Thanks
    }
}

/// A person or an office that letters come from or go to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// The name.
    pub name: Option<String>,
    /// The mail address.
    pub address: Option<String>,
}

/// How letters are written.
#[derive(Debug, Clone, Default)]
pub struct LetterOptions {
    /// How they speak.
    pub tone: Tone,
    /// Their language, in place of that of the pages.
    pub language: Option<String>,
    /// Who writes.
    pub sender: Party,
    /// To whom letters to a site go, by its host or its registered name.
    pub recipients: BTreeMap<String, Party>,
    /// The address of pages of which only a file was read.
    pub page: Option<Url>,
    /// The day by which an answer is asked for.
    pub reply_by: Option<Date>,
    /// The sender's own number for the matter; that of the case otherwise, where the run was recorded.
    pub reference: Option<String>,
}

/// Why no letter could be drafted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LetterError {
    /// The report is no JSON of the expected form.
    #[error("this is no JSON report of creditline ({0}); `creditline check -f json` writes one")]
    Report(serde_json::Error),
    /// The report is of another form.
    #[error(
        "the report has the form `{0}`; this version of creditline reads `creditline.report/1`"
    )]
    Schema(String),
}

/// Drafts a letter to each site of a JSON report whose reprints do not give the credit asked for; letters of thanks go to
/// those that do.
///
/// # Errors
/// When the text is no report.
pub fn letters(
    report: &str,
    options: &LetterOptions,
    templates: &Templates,
) -> Result<Letters, LetterError> {
    let report: Report = serde_json::from_str(report).map_err(LetterError::Report)?;
    if report.schema != crate::report::SCHEMA {
        return Err(LetterError::Schema(shortened(&report.schema, 60)));
    }
    let mut drafted = Letters::default();
    for site in sites::of(&report, options) {
        let draft = Writer {
            site: &site,
            options,
        }
        .draft(templates, &mut drafted.notes);
        drafted.letters.push(draft);
    }
    Ok(drafted)
}
