//! Which originals a page reprints, where, and how much of them.

mod model;

pub use model::*;
