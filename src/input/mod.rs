//! Suspects and originals: files, directories, standard input, URLs.
//!
//! `expand` turns what the user named into a list of [`Source`]s, [`Loader`] turns a source into bytes. Both go on
//! after a fault: every input that cannot be used becomes one [`InputProblem`], and the others are still read.
//!
//! Which files of a directory are pages: see `expand`. Lists of pages that lie elsewhere (sitemaps, feeds) are read by
//! [`Loader::expand`].

mod archive;
mod expand;
mod feed;
mod http_message;
mod json_lines;
mod kind;
mod list;
mod listing;
mod load;
#[cfg(feature = "fetch")]
mod load_urls;
mod loaded;
mod pattern;
mod problem;
mod sheets;
mod shelf;
mod sitemap;
mod sniff;
mod source;
mod wacz;
mod walk;
mod warc;
#[cfg(feature = "fetch")]
mod web;
mod xml;

pub use archive::{Pages, Piece};
pub use expand::{ExpandOptions, Expanded, expand};
pub use load::Loader;
#[cfg(feature = "fetch")]
pub use load_urls::Reached;
pub use loaded::{LoadOptions, Loaded, Served};
pub use pattern::pattern_folder;
pub use problem::InputProblem;
pub use source::{Archive, Source};
pub use walk::PAGE_ENDINGS;

pub use crate::io::{MAX_BYTES, Stop, show_path};
