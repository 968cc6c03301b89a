//! A mark that keeps search engines away.

use serde_json::Value;

use super::kind::Kind;
use super::{reading, schema};
use crate::finding::Code;
use crate::rules::facts::{Facts, Unmet};
use crate::yaml::{Node, Reader};

/// `noindex` for search engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Noindex;

impl Kind for Noindex {
    fn read(reader: &mut Reader<'_>, value: &Node, kind: &str) -> Option<Self> {
        reading::flag(reader, value, kind)
    }

    fn bare() -> Option<Self> {
        Some(Self)
    }

    fn schema() -> Value {
        schema::nothing()
    }

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
