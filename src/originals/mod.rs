//! An original, its notice, and the library of originals.

mod model;
pub mod notice;

pub use model::*;
