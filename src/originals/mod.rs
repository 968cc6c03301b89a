//! An original, its notice, and the library of originals.

mod model;

pub use model::*;
