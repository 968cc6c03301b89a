//! Which originals a page reprints, where, and how much of them.
//!
//! [`Prepared`] texts are compared pair by pair with [`compare`]; a [`Matcher`] holds many originals, finds the
//! candidates of a page by fingerprints and compares only those.

mod align;
mod cluster;
mod compare;
mod digest;
mod edges;
mod exact;
mod facts;
mod fuse;
mod grams;
mod index;
mod mask;
mod matcher;
mod model;
mod params;
mod prepared;
mod promotion;
mod quotes;
mod rarity;
mod reuse;
mod reworded;
mod same;
mod sentences;
mod translation;

pub use compare::compare;
pub use matcher::{Candidate, Matcher};
pub use model::*;
pub use params::{Length, Params};
pub use prepared::Prepared;
pub(crate) use promotion::is_promotion;
pub use same::same_texts;
