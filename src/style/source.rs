//! Where the style sheets that a page links come from.

use std::fmt::Debug;

use url::Url;

/// A style sheet that a page links, or that another sheet imports.
#[derive(Debug, Clone, Copy)]
pub struct SheetRequest<'a> {
    /// What relative addresses of the page resolve against, if that is known.
    pub base: Option<&'a Url>,
    /// The [`Sheet::address`] of the sheet that imports this one; `None` where the page itself links it.
    pub from: Option<&'a str>,
    /// The address as written.
    pub href: &'a str,
}

/// The text of a style sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Names the sheet where it imports others; what it means is the source's own affair.
    pub address: String,
    /// The decoded text.
    pub text: String,
}

/// Gives the linked style sheets of one page. How many are asked for, and how much of their text is used, is bounded by
/// whoever reads the page; what a single answer may cost is bounded here.
pub trait SheetSource: Debug + Send + Sync {
    /// The sheet, or `None` if it is not to be had.
    fn sheet(&self, request: SheetRequest<'_>) -> Option<Sheet>;
}
