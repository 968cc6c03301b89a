//! From bytes to a [`Page`]: charset, guarded parse, blocks, visibility, regions, links, metadata, main text.

mod model;

pub use model::*;
