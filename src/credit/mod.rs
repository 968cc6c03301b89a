//! Evidence of credit on a page: credit lines, URL equivalence, names, voice, placement.

mod bare;
mod byline;
mod code;
mod context;
mod decide;
mod declared;
mod denial;
mod evidence_links;
mod find;
mod gather;
mod join;
mod labels;
mod line;
mod mask;
mod model;
mod named;
mod names;
mod own;
pub mod phrases;
mod pieces;
mod place;
mod reach;
mod scan;
mod sources;
mod spelled;
mod voice;
mod words;

pub use crate::address::Target;
pub use gather::{Evidence, find, find_in};
pub(crate) use labels::heads_credit;
pub use mask::{lines, lines_in};
pub use model::*;
pub(crate) use named::LIKES;
pub(crate) use own::{addresses, most_linked};
pub use scan::Scan;
pub use sources::{sources, sources_in};

#[cfg(test)]
pub(crate) mod fixture;
