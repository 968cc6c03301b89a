//! What the reports for people show of a run; those for programs always have everything.

use super::groups::Groups;
use crate::audit::{Audit, Match};

/// How to draw.
#[derive(Debug, Clone, Copy)]
pub struct HumanOptions {
    /// Colours and weights by ANSI codes.
    pub colour: bool,
    /// Box-drawing characters; otherwise ASCII.
    pub unicode: bool,
    /// Codes are links to their documentation (OSC 8); only together with colour.
    pub links: bool,
}

impl HumanOptions {
    /// Without colours.
    pub const PLAIN: Self = Self {
        colour: false,
        unicode: true,
        links: false,
    };
}

/// What the reports for people show of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Also what may be a rewording or a translation, one line each.
    pub possible: bool,
    /// Findings of five or more pages of a site that differ in addresses and titles only are one entry.
    pub group: bool,
}

impl Default for View {
    fn default() -> Self {
        Self {
            possible: false,
            group: true,
        }
    }
}

impl View {
    /// Whether a match stands in lists of reprints. What a rule finds fault with always does.
    pub(super) fn lists(self, found: &Match) -> bool {
        self.possible || !found.reuse.class.is_possible() || found.telling().next().is_some()
    }

    /// The groups that are shown.
    pub(super) fn groups(self, audits: &[Audit]) -> Groups<'_> {
        if self.group {
            Groups::of(audits)
        } else {
            Groups::default()
        }
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
