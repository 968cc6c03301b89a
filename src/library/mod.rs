//! The library on disk: originals by the thousand and the million, found without being read.
//!
//! A library is a folder. Its *manifest* names *segments*, which never change once they are there; a new manifest takes
//! the place of the old one in one step, so that whoever opens a library sees it as it was before a change or after it.
//! A segment holds the originals themselves (`documents.arrow`) and what finds them (tables of numbers, each an Arrow
//! file sorted by hash under a small table of where hashes begin), all of them mapped into memory and shared by any
//! number of processes.

mod arrow;
mod build;
mod census;
mod documents;
mod error;
mod lock;
mod manifest;
mod map;
mod relations;
mod shelf;
mod table;
mod verify;

pub use error::LibraryError;
pub use manifest::is_library;
pub(crate) use relations::{Joined, address, addresses, works};
pub use shelf::Shelf;
pub use verify::{Damage, verify};

// For the command and the tests, which make what is kept out of originals.
#[doc(hidden)]
pub use self::{
    build::{Builder, Counts, Entry},
    documents::Kept,
};
