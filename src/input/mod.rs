//! Suspects and originals: files, directories, standard input, URLs.
//!
//! [`expand`] turns what the user named into a list of [`Source`]s, [`Loader`] turns a source into bytes. Both go on
//! after a fault: every input that cannot be used becomes one [`InputProblem`], and the others are still read.
//!
//! Which files of a directory are pages: see [`expand`].

mod expand;
mod load;
mod problem;
mod sniff;
mod source;
mod walk;

pub use expand::{ExpandOptions, Expanded, expand};
pub use load::{LoadOptions, Loaded, Loader, MAX_BYTES};
pub use problem::{InputProblem, ProblemCode};
pub use source::Source;
pub use walk::PAGE_ENDINGS;

#[cfg(feature = "fetch")]
pub(crate) use load::size;
#[cfg(feature = "fetch")]
pub(crate) use problem::plain;
#[cfg(feature = "fetch")]
pub(crate) use source::show_url;
