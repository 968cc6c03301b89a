//! Evidence of credit on a page: credit lines, URL equivalence, names, voice, placement.

mod model;
pub mod url;

pub use model::*;

#[cfg(test)]
mod fixture;
