//! One item of `require`.

use super::Demand;
use crate::finding::Severity;
use crate::yaml::Place;

/// One thing that a page must show.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Requirement {
    /// What.
    pub demand: Demand,
    /// How bad it is when it is not met. [`Severity::Off`] switches the item off.
    pub severity: Severity,
    /// For which reprints it holds.
    pub when: When,
    /// Whether it must be met for each author apart.
    pub each_author: bool,
    /// Where it is written.
    pub place: Place,
}

/// For which reprints a requirement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum When {
    /// For all.
    #[default]
    Always,
    /// The text was changed: any passage with edits other than letter case, punctuation or disguise.
    Edited,
    /// The page is a translation.
    Translated,
    /// Less than the whole was taken.
    Excerpt,
    /// The whole was taken.
    Full,
    /// The page was fetched from the web, or says where it is published: for what only a published page can show.
    Online,
}
