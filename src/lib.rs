//! `creditline` answers one question about a page: does it reprint something we know, and does it give the credit
//! that the original asks for?
//!
//! ```
//! use creditline::{Library, ReadOptions, RuleSets, Verdict, page, read_original};
//!
//! let text = "The ferry to the islands leaves at seven, and whoever misses it has a day to think about why. \
//!     The captain has waited for nobody since the winter of the great ice, not even for the mayor.";
//! let original = format!("{text}\n\nOriginal article, Author: Ada. If you wish to reprint this article, \
//!     please indicate the source: https://harbour.example/ferry");
//! let suspect = format!("<p>{text}</p><p>Source: <a href='https://harbour.example/ferry'>Harbour</a>, by Ada</p>");
//!
//! let rules = RuleSets::builtin();
//! let original = read_original(&page::read(original.as_bytes(), &ReadOptions::default())?, &rules)?;
//! let library = Library::new(vec![original], &rules);
//! let audit = library.audit(&page::read(suspect.as_bytes(), &ReadOptions::default())?);
//! assert_eq!(audit.verdict(), Some(Verdict::Credited));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The way of a page: [`input`] and `fetch` bring bytes; [`page`] makes blocks of text with their places of
//! them; [`matching`] aligns them with the [`originals`]; [`credit`] gathers the evidence; [`rules`] hold it against the
//! terms; [`audit`] leads through all of it; [`fix`] mends pages; [`report`] tells the outcome. Lower rooms never use higher ones.

pub mod address;
pub mod audit;
pub mod cases;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod credit;
mod dom;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod finding;
pub mod fix;
pub mod input;
mod io;
pub mod languages;
pub mod letter;
pub mod library;
#[cfg(feature = "lsp")]
mod lsp;
pub mod matching;
pub mod originals;
pub mod page;
pub mod report;
pub mod rules;
pub mod search;
pub mod site;
mod style;
pub mod text;
pub mod yaml;

pub use audit::{Audit, Library, read_original};
pub use finding::{Code, Finding, Severity, Verdict};
pub use originals::Original;
pub use page::{Page, ReadOptions};
pub use rules::RuleSets;
