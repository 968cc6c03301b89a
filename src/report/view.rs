//! What the reports for people show of a run; those for programs always have everything.

use crate::audit::{Audit, Match};

/// What the reports for people show of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct View {
    /// Also what may be a rewording or a translation, one line each.
    pub possible: bool,
}

impl View {
    /// Whether a match stands in lists of reprints. What a rule finds fault with always does.
    pub(super) fn lists(self, found: &Match) -> bool {
        self.possible || !found.reuse.class.is_possible() || found.telling().next().is_some()
    }

    /// The matches that are listed, with their pages, in the order of the report.
    pub(super) fn matches(self, audits: &[Audit]) -> impl Iterator<Item = (&Audit, &Match)> {
        audits
            .iter()
            .flat_map(move |audit| self.of_page(audit).map(move |found| (audit, found)))
    }

    /// The matches of a page that are listed.
    pub(super) fn of_page(self, audit: &Audit) -> impl Iterator<Item = &Match> {
        audit.matches.iter().filter(move |found| self.lists(found))
    }
}
