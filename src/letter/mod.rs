//! Letters: what a publisher writes to the site that reprinted an article, drafted from a report.
//!
//! A letter says in the language of the page which article was taken, how much of it, what is missing, and which line
//! would settle it. Whatever comes from a page is made safe for a terminal first. A draft is no legal advice: it claims
//! no law and no deadline, and it never names what a report does not hold.

mod report;
mod templates;

use std::fmt::Write as _;

use url::Url;

use crate::languages::LetterParts;
use crate::report::{percent, shortened, terminal};
use report::{AuditIn, MatchIn, Report};
use templates::Language;
pub use templates::{TemplateError, Templates};

/// Passages that are quoted, and characters of each: enough to recognise the text, not to print it once more.
const QUOTES: usize = 2;
const QUOTE_CHARS: usize = 120;

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
}

/// The letters that a report gives rise to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters {
    /// The letters, in the order of the report.
    pub letters: Vec<String>,
    /// What whoever sends them should know, without repetitions.
    pub notes: Vec<String>,
}

/// Why no letter could be drafted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LetterError {
    /// The report is no JSON of the expected form.
    #[error("this is no JSON report of creditline: {0}")]
    Report(serde_json::Error),
    /// The report is of another form.
    #[error(
        "the report has the form `{0}`; this version of creditline reads `creditline.report/1`"
    )]
    Schema(String),
}

/// Drafts a letter for each reprint of a JSON report that does not give the credit asked for. `language` overrides that
/// of the pages.
///
/// # Errors
/// When the text is no report.
pub fn letters(
    report: &str,
    tone: Tone,
    language: Option<&str>,
    templates: &Templates,
) -> Result<Letters, LetterError> {
    let report: Report = serde_json::from_str(report).map_err(LetterError::Report)?;
    if report.schema != crate::report::SCHEMA {
        return Err(LetterError::Schema(shortened(&report.schema, 60)));
    }
    let mut drafted = Letters::default();
    for audit in &report.audits {
        for found in &audit.matches {
            if found.verdict.as_deref() != Some("not-credited") || found.told().next().is_none() {
                continue;
            }
            let wanted = language.or(audit.page.language.as_deref()).unwrap_or("en");
            let words = templates.language(wanted).unwrap_or_else(|| {
                drafted.note(format!(
                    "there is no letter in the language `{}`; this one is in English",
                    shortened(wanted, 20)
                ));
                templates.english()
            });
            let letter = Letter {
                audit,
                found,
                words,
                tone,
            };
            let text = letter.text(&mut drafted);
            drafted.letters.push(text);
        }
    }
    Ok(drafted)
}

impl Letters {
    fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

struct Letter<'r> {
    audit: &'r AuditIn,
    found: &'r MatchIn,
    words: &'r Language,
    tone: Tone,
}

impl Letter<'_> {
    fn text(&self, drafted: &mut Letters) -> String {
        let words = &self.words.letter;
        let LetterParts { open, close } = match self.tone {
            Tone::Friendly => &words.friendly,
            Tone::Formal => &words.formal,
            Tone::Takedown => &words.takedown,
        };
        let mut text = format!("Subject: {}\n\n", self.filled(&words.subject));
        let _ = writeln!(text, "{}\n", self.filled(open));
        let original = &self.found.original;
        let mut part = |label: &str, lines: &[String]| {
            let _ = writeln!(text, "{}", self.filled(label));
            for line in lines {
                let _ = writeln!(text, "  {line}");
            }
            text.push('\n');
        };
        part(&words.page, &[self.page()]);
        part(
            &words.original,
            &[terminal(original.url.as_deref().unwrap_or(&original.location)).into_owned()],
        );
        if let (Some(address), Some(label)) = (&original.acquire_license, &words.license) {
            part(label, &[terminal(address).into_owned()]);
        }
        let quotes: Vec<String> = self
            .found
            .reuse
            .passages
            .iter()
            .filter_map(|passage| passage.quote.as_deref())
            .filter(|quote| !quote.trim().is_empty())
            .take(QUOTES)
            .map(|quote| format!("> {}", shortened(quote, QUOTE_CHARS)))
            .collect();
        part(&words.taken, &[]);
        if !quotes.is_empty() {
            text.truncate(text.trim_end().len());
            let _ = writeln!(text, "\n\n{}", self.filled(&words.passages));
            for quote in quotes {
                let _ = writeln!(text, "  {quote}");
            }
            text.push('\n');
        }
        let _ = writeln!(text, "{}", self.filled(&words.missing));
        for finding in self.found.told() {
            let said = match words.findings.get(&finding.code) {
                Some(said) => self.filled(said),
                None => {
                    if !self.words.is_english {
                        drafted.note(format!(
                            "the sentence about `{}` is in English; translate it before you send the letter",
                            shortened(&finding.code, 40)
                        ));
                    }
                    shortened(&finding.message, 300)
                }
            };
            let _ = writeln!(text, "  - {said}");
        }
        text.push('\n');
        let line = self.found.told().find_map(|finding| finding.fix.as_deref());
        if let (Some(line), Tone::Friendly | Tone::Formal) = (line, self.tone) {
            let _ = writeln!(text, "{}\n  {}\n", self.filled(&words.line), terminal(line));
        }
        let _ = writeln!(text, "{}", self.filled(close));
        text
    }

    /// The address of the page: the one under which the sender looked at it, if that is one.
    fn page(&self) -> String {
        let page = &self.audit.page;
        let is_web = page.location.starts_with("http://") || page.location.starts_with("https://");
        let shown = match &page.url {
            Some(url) if !is_web => url,
            _ => &page.location,
        };
        terminal(shown).into_owned()
    }

    /// A template with its placeholders filled. Values are made safe here, so that no template can forget it.
    fn filled(&self, template: &str) -> String {
        let original = &self.found.original;
        let url = original.url.as_deref().unwrap_or(&original.location);
        let host = Url::parse(url)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned));
        let host = host.map(|host| host.strip_prefix("www.").unwrap_or(&host).to_owned());
        let publisher = original.publisher.clone().or(host);
        let publisher = publisher.unwrap_or_else(|| url.to_owned());
        let authors = if original.authors.is_empty() {
            publisher.clone()
        } else {
            original.authors.join(", ")
        };
        let share = percent(self.found.reuse.original_share);
        templates::fill(template, |name| match name {
            "page" => self.page(),
            "page_title" => match &self.audit.page.title {
                Some(title) => shortened(title, 100),
                None => self.page(),
            },
            "url" => terminal(url).into_owned(),
            "title" => shortened(original.title.as_deref().unwrap_or(url), 150),
            "author" => shortened(&authors, 150),
            "publisher" => shortened(&publisher, 100),
            "share" => share.clone(),
            _ => String::new(),
        })
    }
}
