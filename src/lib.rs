//! `creditline` answers one question about a page: does it reprint something we know, and does it give the credit
//! that the original asks for?

pub mod audit;
pub mod credit;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod finding;
pub mod input;
pub mod matching;
pub mod originals;
pub mod page;
pub mod report;
pub mod rules;
pub mod text;
