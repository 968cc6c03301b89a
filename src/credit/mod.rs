//! Evidence of credit on a page: credit lines, URL equivalence, names, voice, placement.

mod model;

pub use model::*;
