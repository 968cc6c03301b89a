//! The name of the publisher or site.

use serde_json::{Value, json};

use super::kind::Kind;
use super::reading;
use crate::finding::Code;
use crate::rules::facts::{Facts, Unmet, shortened};
use crate::text::template::Placeholder;
use crate::yaml::schema::{object, texts};
use crate::yaml::{Node, Reader, Value as Yaml};

const KEYS: &[&str] = &["names"];

/// The name of the publisher or site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Publisher {
    /// Names that count besides the original's own.
    pub names: Vec<String>,
}

impl Kind for Publisher {
    fn read(reader: &mut Reader<'_>, value: &Node, kind: &str) -> Option<Self> {
        let mut names = Vec::new();
        if matches!(value.value, Yaml::Text(_) | Yaml::List(_)) {
            names = reader.texts(value, "`publisher`");
        } else if let Some(fields) = reading::options(reader, value, kind, KEYS)?
            && let Some(node) = fields.get("names")
        {
            names = reader.texts(node, "`names`");
        }
        Some(Self { names })
    }

    fn bare() -> Option<Self> {
        Some(Self::default())
    }

    fn schema() -> Value {
        json!({ "anyOf": [{ "type": "null" }, texts(), object(KEYS, |_| texts())] })
    }

    fn code(&self) -> Code {
        Code::MissingPublisher
    }

    fn describe(&self) -> String {
        "the publisher's name".to_owned()
    }

    fn noun(&self) -> &'static str {
        "the publisher's name"
    }

    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        let own = facts.values.publisher.iter();
        let wanted: Vec<&String> = own.chain(&self.names).collect();
        let name = wanted.first()?;
        let met = facts.evidence.spoken().any(|(_, credit)| {
            let text = credit.text.to_lowercase();
            credit.publisher
                || wanted
                    .iter()
                    .any(|name| text.contains(&name.to_lowercase()))
        });
        (!met).then(|| {
            Unmet::new(
                self.code(),
                format!("the publisher, {}, is not named", shortened(name)),
            )
            .with_fix()
            .at(facts.best())
        })
    }

    fn is_credit(&self) -> bool {
        true
    }

    fn placeholder(&self) -> Option<Placeholder> {
        Some(Placeholder::Publisher)
    }
}
