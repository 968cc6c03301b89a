//! Which originals a page reprints, where, and how much of them.
//!
//! [`Prepared`] texts are compared pair by pair with `compare`; a [`Matcher`] holds many originals, finds the
//! candidates of a page by fingerprints and compares only those.

mod align;
mod cluster;
mod compare;
mod corpus;
mod digest;
mod edges;
mod exact;
mod facts;
mod formula;
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
mod signs;
mod translation;

pub use compare::compare;
pub use corpus::{Corpus, Gathered, gather, rare_words_of};
pub(crate) use index::{HAN, WINDOW, WORDS, beside, winnow};
pub(crate) use mask::{Mask, WORKS, common_of, phrases_of};
pub use matcher::{Candidate, Matcher};
pub use model::*;
pub use params::{Length, Params};
pub use prepared::Prepared;
pub(crate) use promotion::is_promotion;
pub use rarity::Words;
pub(crate) use rarity::{RARE, weighty};
pub use same::same_texts;
pub(crate) use same::{LIKELY, LOOKED_AT, are_same};
pub(crate) use sentences::Identity;
