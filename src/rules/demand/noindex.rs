//! A mark that keeps search engines away.

use super::flag::flag;
use super::kind::Kind;
use crate::finding::Code;
use crate::rules::facts::{Facts, Unmet};

/// `noindex` for search engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Noindex;

impl Kind for Noindex {
    flag!();

    fn code(&self) -> Code {
        Code::MissingMarkup
    }

    fn describe(&self) -> String {
        "noindex for search engines".to_owned()
    }

    fn noun(&self) -> &'static str {
        "a noindex mark"
    }

    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        (!facts.page.meta.noindex).then(|| {
            Unmet::new(
                self.code(),
                "the page does not ask search engines to leave it out (`<meta name=\"robots\" content=\"noindex\">`)",
            )
        })
    }
}
