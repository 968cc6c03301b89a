//! YAML text to a tree of values that know their place. The only module that knows the YAML crate.
//!
//! The tree is read without types so that a file's problems can be collected in one run: a typed read stops at the
//! first. Bombs are refused by the budget below, well before they cost memory.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{DuplicateKeyPolicy, Error, Location, Spanned};

/// Largest file that is read, in bytes. A thousand rules are about 350 KB. By hand.
pub(crate) const MAX_BYTES: usize = 1024 * 1024;
/// Most nodes in a file, aliases expanded. By hand.
const MAX_NODES: usize = 100_000;
/// Deepest nesting. Rules need about ten levels. By hand.
const MAX_DEPTH: usize = 48;
/// Most events that aliases may repeat. By hand.
const MAX_REPLAYED: usize = 50_000;

/// What is said of a file that goes beyond these limits.
pub(super) const TOO_LARGE: &str = "too large or too deeply nested once its aliases are expanded";

/// A value and its place.
pub(crate) type Node = Spanned<Value>;

/// A YAML value without a type. Scalars keep their text, so that `id: 007` stays what was written.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// A number written without a fraction.
    Whole(f64),
    /// A number written with a point or an exponent, such as `1.0`.
    Number(f64),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(Spanned<String>, Node)>),
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Whole(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Whole(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Value::Map(map))
    }
}

/// Parses one YAML document. The error is a message and its place.
pub(crate) fn parse(text: &str) -> Result<Node, (String, Location)> {
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_nodes: MAX_NODES,
            max_depth: MAX_DEPTH,
            max_events: MAX_NODES * 3,
            // Two, so that a second document is told as such.
            max_documents: 2,
        },
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: MAX_REPLAYED },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        strict_booleans: true,
        with_snippet: false,
    };
    serde_yaml::from_str_with_options(text, options).map_err(|error| {
        let place = error.location().unwrap_or(Location::UNKNOWN);
        (message(&error), place)
    })
}

/// What went wrong, in our words where the crate speaks of its own API.
fn message(error: &Error) -> String {
    match error.without_snippet() {
        Error::MultipleDocuments { .. } => "a second document starts here".to_owned(),
        Error::Eof { .. } => "the file is empty".to_owned(),
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. } => TOO_LARGE.to_owned(),
        other => {
            // The place is reported beside the message.
            let text = other.to_string();
            let line = text.lines().next().unwrap_or_default();
            // Where a text is read as a value of its own, the limit comes as words.
            if line.contains("alias") && line.contains("limit exceeded") {
                return TOO_LARGE.to_owned();
            }
            line.split(" at line ").next().unwrap_or(line).to_owned()
        }
    }
}
