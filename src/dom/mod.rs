//! From bytes to a guarded tree: charset, parse within limits, places in the source.

pub(crate) mod attributes;
pub(crate) mod charset;
pub(crate) mod error;
pub(crate) mod limits;
pub(crate) mod lines;
pub(crate) mod parse;
pub(crate) mod tag;
mod tree;

pub use charset::Charset;
pub use error::ReadError;
pub use limits::Limits;
pub use lines::Lines;
pub(crate) use tree::{Data, Dom, attr, attribute, is_shadow_root};
