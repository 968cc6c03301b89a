//! The findings of a run as a flat list, for formats that know no pages.

use std::cmp::Reverse;

use crate::audit::{Audit, Located, Match, Reason};
use crate::finding::Severity;

/// A finding with what it is about.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) audit: &'a Audit,
    /// Which reprint it is about; `None` for remarks about the page or file itself.
    pub(super) found: Option<&'a Match>,
    pub(super) located: &'a Located,
}

/// All findings that count, in the order of the report.
pub(super) fn rows(audits: &[Audit]) -> impl Iterator<Item = Row<'_>> {
    audits.iter().flat_map(|audit| {
        let of_matches = audit.matches.iter().flat_map(move |found| {
            found.findings.iter().map(move |located| Row {
                audit,
                found: Some(found),
                located,
            })
        });
        let remarks = audit.remarks.iter().map(move |located| Row {
            audit,
            found: None,
            located,
        });
        of_matches.chain(remarks)
    })
}

/// The same, errors before warnings before notes.
pub(super) fn worst_first(audits: &[Audit]) -> Vec<Row<'_>> {
    let mut list: Vec<Row<'_>> = rows(audits)
        .filter(|row| row.located.finding.severity != Severity::Off)
        .collect();
    list.sort_by_key(|row| Reverse(row.located.finding.severity));
    list
}

/// Pages that could not be judged, with the reason.
pub(super) fn unjudged(audits: &[Audit]) -> impl Iterator<Item = (&Audit, &Reason)> {
    audits
        .iter()
        .filter(|audit| audit.status.is_open())
        .filter_map(|audit| Some((audit, audit.reason.as_ref()?)))
}
