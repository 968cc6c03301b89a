//! Reports: one file a format, all from the one model of [`crate::audit`].

mod columns;
mod concise;
mod encode;
mod extract;
mod human;
mod json;
mod pair;
mod problems;
mod summary;
mod terms;
mod words;

pub use concise::concise;
pub use encode::{shortened, terminal};
pub use extract::{extract, extract_json};
pub use human::{HumanOptions, human};
pub use json::{SCHEMA, json};
pub use pair::{PairOptions, pair};
pub use problems::problems;
pub use terms::{terms, terms_json};
