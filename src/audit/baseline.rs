//! Findings that were there when the check was introduced: they are counted, and only new ones fail.
//!
//! A baseline is a text file, made to be kept under version control: one finding a line, sorted, so that a change to it
//! is read as easily as a change to a page. A line is the fingerprint and, for people, code, page and original,
//! separated by tabs. Only the fingerprint decides.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::fingerprint::Fingerprint;
use super::numbering::identity;
use super::outcome::{Audit, Match, Status, Suppressed, SuppressedBy};
use crate::finding::Finding;
use crate::rules::Place;
use crate::text::start;

/// First line of the file; the number changes when files of this form can no longer be read.
const HEAD: &str = "# creditline baseline 1";

/// Characters of a faulty text that a message shows. By hand.
const FAULTY: usize = 60;

/// What is wrong with a baseline file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct BaselineError {
    /// The file as the user named it.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// What is wrong and what to do.
    pub message: String,
}

/// The known findings of a project.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    file: String,
    known: BTreeMap<Fingerprint, Known>,
    /// The findings of this run, known or not.
    found: BTreeMap<Fingerprint, Known>,
    /// The pages of this run that were judged.
    judged: BTreeSet<String>,
    /// The pages of this run that could not be judged.
    open: BTreeSet<String>,
}

/// What the file says about a finding, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The code, the page and the original: as in the file, or made fit for it.
    pub about: [String; 3],
    /// 1-based line in the file; 0 for what is not in it.
    pub line: u32,
}

impl Baseline {
    /// An empty baseline that will be written to a file.
    pub fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            ..Self::default()
        }
    }

    /// Reads a baseline; `file` is its name in messages.
    ///
    /// # Errors
    /// At the first line that is neither empty, a comment, nor a finding.
    pub fn parse(file: &str, text: &str) -> Result<Self, BaselineError> {
        let mut baseline = Self::new(file);
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (number, line) in (1..).zip(text.lines()) {
            let fault = |message: String| BaselineError {
                file: file.to_owned(),
                line: number,
                message,
            };
            if let Some(version) = line.strip_prefix("# creditline baseline ")
                && line != HEAD
            {
                return Err(fault(format!(
                    "the baseline has the form {}, and this version of creditline reads form 1; write it anew with \
                     --update-baseline",
                    start(version, FAULTY)
                )));
            }
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut fields = line.split('\t').map(str::trim);
            let first = fields.next().unwrap_or_default();
            let Some(fingerprint) = Fingerprint::parse(first) else {
                return Err(fault(format!(
                    "`{}` is no fingerprint (32 digits and letters a to f); mend the line, or write the file anew with \
                     --update-baseline",
                    start(first, FAULTY)
                )));
            };
            let mut about = || fields.next().unwrap_or_default().to_owned();
            let known = Known {
                about: [about(), about(), about()],
                line: number,
            };
            baseline.known.entry(fingerprint).or_insert(known);
        }
        Ok(baseline)
    }

    /// Takes the known findings out of an audit that has its fingerprints. With `learn`, all findings become known.
    pub fn apply(&mut self, audit: &mut Audit, learn: bool) {
        let page = identity(&audit.page).to_owned();
        if audit.status == Status::Audited {
            self.judged.insert(field(&page));
        }
        if audit.status.is_open() {
            self.open.insert(field(&page));
        }
        for found in &mut audit.matches {
            let findings = std::mem::take(&mut found.findings);
            for located in findings {
                let known = self.known.get(&located.fingerprint);
                let line = known.map_or(0, |known| known.line);
                if known.is_none() && !learn {
                    found.findings.push(located);
                    continue;
                }
                self.found
                    .insert(located.fingerprint, about(&page, found, &located.finding));
                found.suppressed.push(Suppressed {
                    located,
                    by: SuppressedBy::Baseline,
                    reason: None,
                    place: (line > 0).then(|| Place {
                        file: self.file.clone(),
                        line,
                        column: 1,
                    }),
                });
            }
        }
    }

    /// Known findings that this run did not find again on pages that it judged.
    pub fn gone(&self) -> impl Iterator<Item = &Known> {
        self.known
            .iter()
            .filter(|(fingerprint, known)| {
                !self.found.contains_key(fingerprint) && self.judged.contains(&known.about[1])
            })
            .map(|(_, known)| known)
    }

    /// The file as it should be after a run that learned: what was found, and what was known of pages that could not
    /// be judged this time.
    pub fn text(&self) -> String {
        let kept = self
            .known
            .iter()
            .filter(|(_, known)| self.open.contains(&known.about[1]));
        let all: BTreeMap<&Fingerprint, &Known> = kept.chain(&self.found).collect();
        let mut text = format!("{HEAD}\n");
        text.push_str("# Findings that do not fail the check. Written by --update-baseline; only the first column decides.\n");
        for (fingerprint, known) in all {
            let [code, page, original] = &known.about;
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{fingerprint}\t{code}\t{page}\t{original}");
        }
        text
    }

    /// How many findings of the run are in the file that [`Baseline::text`] writes.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether the run found nothing that is known.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

fn about(page: &str, found: &Match, finding: &Finding) -> Known {
    let original = found.original.url.as_deref().unwrap_or(&found.original.id);
    Known {
        about: [
            finding.code.as_str().to_owned(),
            field(page),
            field(original),
        ],
        line: 0,
    }
}

/// A text as one field of a line: no tabs, no line ends, no controls, and not endless.
fn field(text: &str) -> String {
    text.chars()
        .take(500)
        .map(|c| {
            if c.is_control() || c.is_whitespace() {
                ' '
            } else {
                c
            }
        })
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_lines_are_told_by_their_number() {
        let good = "0".repeat(32);
        let error = Baseline::parse(
            "known.txt",
            &format!("{HEAD}\n\n{good}\ta\tb\tc\n<<<<<<< HEAD\n"),
        )
        .unwrap_err();
        assert_eq!((error.file.as_str(), error.line), ("known.txt", 4));
        assert!(
            error
                .to_string()
                .starts_with("known.txt:4: `<<<<<<< HEAD` is no fingerprint")
        );
        let error = Baseline::parse("known.txt", "# creditline baseline 2\n").unwrap_err();
        assert!(error.message.contains("form 2"), "{error}");
    }

    #[test]
    fn a_line_by_hand_needs_only_the_fingerprint() {
        let baseline = Baseline::parse("b", &format!("\u{feff}{}\r\n", "a".repeat(32))).unwrap();
        assert_eq!(baseline.known.len(), 1);
        assert_eq!(baseline.gone().count(), 0);
    }

    #[test]
    fn fields_hold_no_line_ends() {
        assert_eq!(field(" a\tb\r\nc\u{1b}d "), "a b  c d");
    }
}
