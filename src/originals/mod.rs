//! An original, its notice, and how both are read from a page.

mod belief;
mod boilerplate;
mod declared;
mod dialog;
pub mod lint;
mod load;
mod model;
// For the tests and the measurements, which read single notices.
#[doc(hidden)]
pub mod notice;

pub use load::OriginalError;
pub(crate) use load::{from_page, read_notice_again};
pub(crate) use model::is_article;
pub use model::*;
