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
//! let audit = library.audit(&library.read(suspect.as_bytes(), &ReadOptions::default())?);
//! assert_eq!(audit.verdict(), Some(Verdict::Credited));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The way of a page: [`page`] makes blocks of text with their places of bytes; they are aligned with the [`originals`], of
//! which a [`library`] on disk may hold many; [`rules`] hold the credit that is found against the terms; [`audit`] leads
//! through all of it and says what came of it; [`fix`] mends pages; [`report`] tells the outcome. [`finding`] has every code
//! that there is. Lower rooms never use higher ones.
//!
//! What is documented here is meant for others, and `tests/data/public_items.txt` lists it. The rooms that are not are open
//! to the command, the tests and the measurements of this repository, and change without notice.

pub mod audit;
pub mod finding;
pub mod fix;
pub mod library;
pub mod originals;
pub mod page;
pub mod report;
pub mod rules;

// Not part of the interface.
#[doc(hidden)]
pub mod address;
#[doc(hidden)]
pub mod cases;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod config;
#[doc(hidden)]
pub mod credit;
mod dom;
#[cfg(feature = "fetch")]
#[doc(hidden)]
pub mod fetch;
#[doc(hidden)]
pub mod input;
mod io;
#[doc(hidden)]
pub mod languages;
#[doc(hidden)]
pub mod letter;
#[cfg(feature = "lsp")]
mod lsp;
#[doc(hidden)]
pub mod matching;
#[doc(hidden)]
pub mod search;
#[doc(hidden)]
pub mod site;
mod style;
#[doc(hidden)]
pub mod text;
mod vocabulary;
#[doc(hidden)]
pub mod yaml;

pub use audit::{Audit, Library, read_original};
pub use finding::{Code, Finding, Severity, Verdict};
pub use originals::Original;
pub use page::{Page, ReadOptions};
pub use rules::RuleSets;
