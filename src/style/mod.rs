//! What is seen: style sheets, the cascade, and whether a reader sees an element.

mod class_names;
pub(crate) mod css;
mod custom;
mod index;
mod linked;
mod model;
mod source;
pub(crate) mod styles;
pub(crate) mod visibility;

pub use model::{HiddenBy, Visibility};
pub use source::{Sheet, SheetRequest, SheetSource};
