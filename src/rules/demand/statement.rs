//! A sentence that the page must hold.

use serde_json::Value;

use super::kind::Kind;
use super::schema::templates;
use crate::finding::Code;
use crate::rules::facts::{Facts, Unmet, shortened};
use crate::text;
use crate::text::template::Template;
use crate::yaml::{Node, Reader};

/// A sentence that the page must hold.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Statement {
    /// Its wordings, of which one is enough.
    pub wordings: Vec<Template>,
}

impl Kind for Statement {
    fn read(reader: &mut Reader<'_>, value: &Node, _: &str) -> Option<Self> {
        let wordings = reader
            .one_or_list(value)
            .iter()
            .filter_map(|item| reader.template(item))
            .collect();
        Some(Self { wordings })
    }

    fn bare() -> Option<Self> {
        None
    }

    fn schema() -> Value {
        templates()
    }

    fn code(&self) -> Code {
        Code::MissingStatement
    }

    fn describe(&self) -> String {
        match self.wordings.first() {
            Some(wording) => format!("the statement “{}”", text::shortened(wording.source(), 120)),
            None => "a statement".to_owned(),
        }
    }

    fn noun(&self) -> &'static str {
        "a sentence"
    }

    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        let met = self.wordings.iter().any(|wording| facts.says(wording));
        (!met).then(|| {
            let wanted = self.wordings.first().map_or("", Template::source);
            Unmet::new(
                self.code(),
                format!("the terms ask for this sentence: {}", shortened(wanted)),
            )
            .at(facts.best())
        })
    }

    fn is_credit(&self) -> bool {
        true
    }
}
