//! Trees of YAML in another form, for files that come with the program: reading their YAML at each start would cost more than
//! checking a page. `build.rs` writes them with this same file; spans are left out, of places only the start is kept.

use serde::de::value::{Error, MapDeserializer};
use serde::{Deserialize, Serialize};
use serde_yaml::{Location, Spanned};

use super::tree::{Node, Value};

/// Line and column, from 1.
type At = (u32, u32);

/// A node of such a tree.
#[derive(Serialize, Deserialize)]
pub(crate) struct Baked(At, Item);

#[derive(Serialize, Deserialize)]
enum Item {
    Null,
    Bool(bool),
    Whole(f64),
    Number(f64),
    Text(String),
    List(Vec<Baked>),
    Map(Vec<(At, String, Baked)>),
}

impl Baked {
    /// The tree that was written down.
    pub(crate) fn node(self) -> Node {
        let value = match self.1 {
            Item::Null => Value::Null,
            Item::Bool(value) => Value::Bool(value),
            Item::Whole(value) => Value::Whole(value),
            Item::Number(value) => Value::Number(value),
            Item::Text(text) => Value::Text(text),
            Item::List(items) => Value::List(items.into_iter().map(Self::node).collect()),
            Item::Map(entries) => Value::Map(
                entries
                    .into_iter()
                    .map(|(at, key, value)| (spanned(key, at), value.node()))
                    .collect(),
            ),
        };
        spanned(value, self.0)
    }
}

impl From<Node> for Baked {
    fn from(node: Node) -> Self {
        let item = match node.value {
            Value::Null => Item::Null,
            Value::Bool(value) => Item::Bool(value),
            Value::Whole(value) => Item::Whole(value),
            Value::Number(value) => Item::Number(value),
            Value::Text(text) => Item::Text(text),
            Value::List(items) => Item::List(items.into_iter().map(Self::from).collect()),
            Value::Map(entries) => Item::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| (at(key.referenced), key.value, Self::from(value)))
                    .collect(),
            ),
        };
        Self(at(node.referenced), item)
    }
}

fn spanned<T>(value: T, (line, column): At) -> Spanned<T> {
    let fields = MapDeserializer::<_, Error>::new([("line", line), ("column", column)].into_iter());
    // Without a place a file that comes with the program is as good.
    let place = Location::deserialize(fields).unwrap_or(Location::UNKNOWN);
    Spanned::new(value, place, place)
}

fn at(place: Location) -> At {
    let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    (number(place.line()), number(place.column()))
}
