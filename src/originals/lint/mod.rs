//! A lint of one's own notices: what is printed under an article so that reprints credit it wrongly, or not at all.
//!
//! Themes print notices by themselves, from a configuration that nobody looks at again: an address of an example, the
//! home page where the article is meant, a licence link that leads nowhere. Whoever copies such a notice faithfully
//! credits nobody.

mod address;
mod license;
mod names;

use std::cmp::Ordering;

use serde::Serialize;
use url::Url;

use super::{Notice, Original};
use crate::page::{Block, BlockKind, Landmark, Page};

/// What can be wrong with a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LintCode {
    /// An address that a template or an example left behind.
    PlaceholderAddress,
    /// An address that is not whole: `//host`, `https://host//path`.
    BrokenAddress,
    /// The home page stands where the article is meant.
    HomePageAddress,
    /// The address in the notice is not that of the article.
    OtherAddress,
    /// Canonical link and `og:url` lead to different places.
    CanonicalDisagrees,
    /// A licence link that leads to no licence.
    BrokenLicenseLink,
    /// A licence is named, and no link leads to it.
    LicenseWithoutLink,
    /// Two places name different licences, or a ban stands beside a licence.
    LicenseContradiction,
    /// Nobody is named as the author although a credit is asked for.
    MissingAuthor,
    /// A role stands in the place of the author's name.
    RoleAsAuthor,
    /// The address does not answer.
    DeadAddress,
}

impl LintCode {
    /// The code as it is written in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PlaceholderAddress => "placeholder-address",
            Self::BrokenAddress => "broken-address",
            Self::HomePageAddress => "home-page-address",
            Self::OtherAddress => "other-address",
            Self::CanonicalDisagrees => "canonical-disagrees",
            Self::BrokenLicenseLink => "broken-license-link",
            Self::LicenseWithoutLink => "license-without-link",
            Self::LicenseContradiction => "license-contradiction",
            Self::MissingAuthor => "missing-author",
            Self::RoleAsAuthor => "role-as-author",
            Self::DeadAddress => "dead-address",
        }
    }
}

/// One fault of a notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Lint {
    /// What is wrong.
    pub code: LintCode,
    /// The fault in a sentence.
    pub message: String,
    /// What to do about it.
    pub fix: String,
    /// 1-based line in the source.
    pub line: u32,
    /// 1-based column, in characters.
    pub column: u32,
}

/// Faults told of one page; a page that repeats its notice a thousand times has still one fault of each kind. By hand.
const MOST: usize = 50;

/// What is wrong with the notice, the licence and the declared addresses of an original, in the order of the page.
///
/// Pages that ask for nothing and name no licence are only asked whether their declared addresses agree: an index has
/// no author to name.
pub fn lint(page: &Page, original: &Original) -> Vec<Lint> {
    let mut found = Found {
        page,
        original,
        blocks: blocks_of(page, original.notice.as_ref()),
        list: Vec::new(),
    };
    address::lint(&mut found);
    license::lint(&mut found);
    names::lint(&mut found);
    let mut list = found.list;
    list.sort_by(|a, b| match (a.line, a.column).cmp(&(b.line, b.column)) {
        Ordering::Equal => a.code.cmp(&b.code),
        order => order,
    });
    list
}

/// The addresses of an original that must answer: where it says that the article is, and its licences.
// For the command, which asks them.
#[doc(hidden)]
pub fn addresses(page: &Page, original: &Original) -> Vec<(Url, u32, u32)> {
    let own = page.urls.fetched.as_ref();
    let licenses = original
        .licenses
        .iter()
        .filter_map(|license| Url::parse(license).ok());
    let mut list: Vec<(Url, u32, u32)> = Vec::new();
    for url in original.url.iter().cloned().chain(licenses) {
        if own != Some(&url) && !list.iter().any(|(known, ..)| *known == url) {
            let (line, column) = place_of(page, url.as_str());
            list.push((url, line, column));
        }
    }
    list
}

/// The fault of an address that does not answer.
// For the command.
#[doc(hidden)]
pub fn dead(url: &Url, why: &str, line: u32, column: u32) -> Lint {
    Lint {
        code: LintCode::DeadAddress,
        message: format!("`{url}` does not answer: {why}"),
        fix: "print an address that works, or keep the old one alive with a redirect".to_owned(),
        line,
        column,
    }
}

/// A page under the lint, and what was found so far.
struct Found<'a> {
    page: &'a Page,
    original: &'a Original,
    /// The blocks that the notice consists of; without a notice, short lines of the content that may have been meant
    /// as one.
    blocks: Vec<&'a Block>,
    list: Vec<Lint>,
}

impl Found<'_> {
    /// Adds a fault unless the same was told of this page.
    fn tell(&mut self, code: LintCode, (line, column): (u32, u32), message: String, fix: &str) {
        let known = self
            .list
            .iter()
            .any(|told| told.code == code && told.message == message);
        if !known && self.list.len() < MOST {
            self.list.push(Lint {
                code,
                message,
                fix: fix.to_owned(),
                line,
                column,
            });
        }
    }

    /// Where a text stands in the source: at its first occurrence, else at the beginning of the notice.
    fn place(&self, text: &str) -> (u32, u32) {
        let notice = self.original.notice.as_ref();
        match place_of(self.page, text) {
            (1, 1) => notice.map_or((1, 1), |notice| (notice.line.max(1), 1)),
            place => place,
        }
    }
}

fn place_of(page: &Page, text: &str) -> (u32, u32) {
    let escaped = text.replace('&', "&amp;");
    let bare = text.trim_end_matches('/');
    [text, escaped.as_str(), bare]
        .iter()
        .filter(|text| !text.is_empty())
        .find_map(|text| page.source.find(text))
        .map_or((1, 1), |at| page.lines.position(&page.source, at))
}

/// A longer line is prose. By hand: the longest standard notice has 300 bytes.
const LINE: usize = 600;

fn blocks_of<'p>(page: &'p Page, notice: Option<&Notice>) -> Vec<&'p Block> {
    let content = page.blocks.iter().filter(|block| {
        block.kind != BlockKind::Code
            && block.text.len() <= LINE
            && matches!(
                block.landmark,
                Landmark::Content | Landmark::SiteFooter | Landmark::Notice
            )
    });
    match notice {
        Some(notice) => content
            .filter(|block| {
                notice.text.contains(&block.text)
                    || block.text.contains(&notice.text)
                    || notice.text.lines().any(|line| block.text == line.trim())
            })
            .collect(),
        None => content.collect(),
    }
}
