//! What every demand says of itself.

use serde_json::Value;

use crate::finding::Code;
use crate::rules::facts::{Facts, Settled, Unmet};
use crate::text::template::Placeholder;
use crate::yaml::{Node, Reader};

/// One demand. What has a default here is for demands that concern the credit, or that other parts of a rule go with.
pub(super) trait Kind {
    /// Reads its value; `kind` is its word. `None` where it cannot be read, of which the reader has been told.
    fn read(reader: &mut Reader<'_>, value: &Node, kind: &str) -> Option<Self>
    where
        Self: Sized;

    /// With all its defaults, where it may be written by its word alone.
    fn bare() -> Option<Self>
    where
        Self: Sized;

    /// The JSON Schema of its value.
    fn schema() -> Value
    where
        Self: Sized;

    /// The code of the finding when it is not met.
    fn code(&self) -> Code;

    /// What it asks for, in words.
    fn describe(&self) -> String;

    /// What the page has where it is met, for a `not` before it.
    fn noun(&self) -> &'static str {
        "something"
    }

    /// Why it is not met; `None` if it is.
    fn unmet<'a>(&self, facts: &Facts<'a>, each_author: bool) -> Option<Unmet<'a>>;

    /// As [`Kind::unmet`], for an item that stands by itself: without what the judgement of the credit has settled.
    fn still_unmet<'a>(
        &self,
        facts: &Facts<'a>,
        each_author: bool,
        _settled: Settled,
    ) -> Option<Unmet<'a>> {
        self.unmet(facts, each_author)
    }

    /// Whether a credit can meet it.
    fn is_credit(&self) -> bool {
        false
    }

    /// What the credit line to paste says, so that it is met.
    fn placeholder(&self) -> Option<Placeholder> {
        None
    }

    /// Whether it may be repeated for each author.
    fn is_of_authors(&self) -> bool {
        false
    }

    /// Whether it is one way of several that a page can take: not where what it asks for is unknown.
    fn is_open(&self, _facts: &Facts<'_>) -> bool {
        true
    }
}
