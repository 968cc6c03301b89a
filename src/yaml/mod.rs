//! YAML files that people write, such as rule sets and configuration: read into a tree whose values know their place,
//! with every problem of a file collected. Stands at the side, below `rules` and `config`.

mod baked;
mod document;
mod problem;
mod reader;
pub(crate) mod schema;
mod secret;
mod time;
mod tree;

pub(crate) use baked::Baked;
pub(crate) use document::{baked_document, document, read_text};
pub use problem::{Place, Problem, Problems, did_you_mean};
pub(crate) use reader::{Fields, Reader};
#[cfg(feature = "cli")]
pub(crate) use secret::SECRETS;
pub(crate) use secret::is_secret;
pub(crate) use tree::{Node, Value};
