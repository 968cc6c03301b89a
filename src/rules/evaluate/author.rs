//! Whether the author is named.

use super::attribution::{Judge, shortened};
use super::evidence::Evidence;
use super::{fix, start_of_text};
use crate::finding::{Code, Finding};
use crate::rules::model::{Demand, Requirement};

/// Jaro-Winkler similarity from which two spellings are one name.
const SAME_NAME: f64 = 0.92;

impl Judge<'_, '_> {
    pub(super) fn author(&mut self, active: &[&Requirement]) {
        let authors = &self.input.terms.values.authors;
        let Some((all, severity)) = active.iter().find_map(|item| match &item.demand {
            Demand::Author(author) => Some((author.all || item.each_author, item.severity)),
            _ => None,
        }) else {
            return;
        };
        if authors.is_empty() {
            return;
        }
        let missing = unnamed(self.evidence, authors);
        if missing.is_empty() || (!all && missing.len() < authors.len()) {
            return;
        }
        let names = missing.join(", ");
        let other = self
            .evidence
            .spoken()
            .map(|(_, credit)| credit)
            .find(|credit| credit.other_author.is_some());
        if let Some(credit) = other
            && let Some(name) = &credit.other_author
        {
            let message = format!("the author is {names}; the page names {}", shortened(name));
            self.at_credit(Code::WrongAuthor, severity, message, credit);
            return;
        }
        let message = format!("the author, {names}, is not named");
        let at = self.evidence.spoken().next().map(|(_, credit)| credit);
        let (line, column) = at.map_or_else(
            || start_of_text(self.input),
            |credit| (Some(credit.line), Some(credit.column)),
        );
        self.findings.push(Finding {
            code: Code::MissingAuthor,
            severity,
            message,
            fix: fix::credit_line(self.input),
            line,
            column,
            evidence: at.map(|credit| shortened(&credit.text)),
        });
    }
}

/// The authors that no credit in sight names.
pub(super) fn unnamed<'n>(evidence: &Evidence<'_>, authors: &'n [String]) -> Vec<&'n str> {
    let named: Vec<&String> = evidence
        .spoken()
        .flat_map(|(_, credit)| &credit.authors)
        .collect();
    authors
        .iter()
        .filter(|author| {
            !named.iter().any(|name| {
                name.as_str() == author.as_str()
                    || strsim::jaro_winkler(&name.to_lowercase(), &author.to_lowercase())
                        >= SAME_NAME
            })
        })
        .map(String::as_str)
        .collect()
}
