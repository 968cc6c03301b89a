//! Evidence of credit on a page: credit lines, URL equivalence, names, voice, placement.

mod model;
mod names;
pub mod phrases;
mod pieces;
mod place;
mod scan;
mod script;
pub mod url;
mod voice;

pub use model::*;
pub use scan::Scan;

#[cfg(test)]
mod fixture;
