//! Suspects and originals: files, directories, standard input, URLs.
//!
//! [`expand`] turns what the user named into a list of [`Source`]s, [`Loader`] turns a source into bytes. Both go on
//! after a fault: every input that cannot be used becomes one [`InputProblem`], and the others are still read.
//!
//! Which files of a directory are pages: see [`expand`]. Lists of pages that lie elsewhere (sitemaps, feeds) are read by
//! [`Loader::expand`].

mod archive;
mod expand;
mod feed;
mod feed_source;
mod gzip;
mod http_message;
mod json_lines;
mod kind;
mod list;
mod load;
mod pattern;
mod problem;
mod sheets;
mod sitemap;
mod sniff;
mod source;
mod stop;
mod wacz;
mod walk;
mod warc;
#[cfg(feature = "fetch")]
mod web;
mod xml;

pub use archive::{Archive, Pages, Piece};
pub use expand::{ExpandOptions, Expanded, expand};
pub use load::{LoadOptions, Loaded, Loader, MAX_BYTES, Served};
pub use pattern::pattern_folder;
pub use problem::InputProblem;
pub use source::{Source, show_path};
pub use stop::Stop;
pub use walk::PAGE_ENDINGS;
#[cfg(feature = "fetch")]
pub use web::Reached;

#[cfg(feature = "fetch")]
pub(crate) use gzip::MAGIC as GZIP_MAGIC;
#[cfg(feature = "fetch")]
pub(crate) use load::size;
#[cfg(feature = "fetch")]
pub(crate) use problem::plain;
#[cfg(any(feature = "fetch", feature = "cli"))]
pub(crate) use source::show_url;
