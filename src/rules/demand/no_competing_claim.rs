//! The page must not claim the text for itself.

use super::flag::flag;
use super::kind::Kind;
use crate::finding::Code;
use crate::rules::facts::{Facts, Settled, Unmet};

/// The page must not claim the text for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct NoCompetingClaim;

impl Kind for NoCompetingClaim {
    flag!();

    fn code(&self) -> Code {
        Code::ClaimedAsOwn
    }

    fn describe(&self) -> String {
        "no claim to be the source itself".to_owned()
    }

    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        facts.claims.first().map(|claim| {
            Unmet::new(
                self.code(),
                "the page names itself as the source of the text",
            )
            .in_place(claim.line, claim.column, &claim.text)
        })
    }

    fn still_unmet<'a>(
        &self,
        facts: &Facts<'a>,
        each_author: bool,
        settled: Settled,
    ) -> Option<Unmet<'a>> {
        if settled.claim {
            return None;
        }
        self.unmet(facts, each_author)
    }
}
