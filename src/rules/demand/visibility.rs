//! The credit must be open to the eye.

use serde_json::Value;

use super::kind::Kind;
use super::schema;
use crate::finding::Code;
use crate::page;
use crate::rules::facts::{Facts, Unmet};
use crate::yaml::schema::word_of;
use crate::yaml::{Node, Reader, Value as Yaml};

/// The one thing that it can ask for.
const WORDS: &[(&str, ())] = &[("visible", ())];

/// The credit must be open to the eye: not folded away in `details` or a tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Visibility;

impl Kind for Visibility {
    fn read(reader: &mut Reader<'_>, value: &Node, kind: &str) -> Option<Self> {
        if !matches!(value.value, Yaml::Null | Yaml::Bool(true)) {
            reader.one_of(value, kind, WORDS)?;
        }
        Some(Self)
    }

    fn bare() -> Option<Self> {
        Some(Self)
    }

    fn schema() -> Value {
        schema::or_nothing(word_of(WORDS))
    }

    fn code(&self) -> Code {
        Code::HiddenAttribution
    }

    fn describe(&self) -> String {
        "the credit unfolded".to_owned()
    }

    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        let mut credits = facts.evidence.counting().peekable();
        let first = credits.peek().map(|(_, credit)| *credit)?;
        credits.all(|(_, credit)| credit.visibility == page::Visibility::Folded).then(|| {
            Unmet::new(
                self.code(),
                "the credit is folded away; the terms ask for one that readers see without opening anything",
            )
            .at(Some(first))
        })
    }

    fn is_credit(&self) -> bool {
        true
    }
}
