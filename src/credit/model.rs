//! What crediting finds: evidence of credit on a page.

use std::ops::Range;

use serde::Serialize;
use url::Url;

use super::names::Named;
use crate::address::Target;
use crate::page::{CodeKind, Visibility};
use crate::text::shortened;

/// Characters of a credit's text that are reported. By hand; it bounds what is kept.
const SHOWN: usize = 500;

/// One piece of evidence that a page credits an original.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Credit {
    /// The credit line as the reader sees it, at most 500 characters.
    pub text: String,
    /// What makes it a credit: a phrase, the link alone, the name alone.
    pub kind: CreditKind,
    /// The phrase that was recognised, as it stands in the phrase list.
    pub phrase: Option<String>,
    /// Links and plain-text URLs in the credit, in order.
    pub links: Vec<CreditLink>,
    /// Names of the original's authors found in the credit.
    pub authors: Vec<String>,
    /// A name in author position ("By X", "Author: X") that is not an author of the original.
    pub other_author: Option<String>,
    /// Whether the original's publisher or site is named.
    pub publisher: bool,
    /// Whether the original's title is given.
    pub title: bool,
    /// Whether readers see it.
    pub visibility: Visibility,
    /// For code-only evidence: where it stands.
    pub code: Option<CodeKind>,
    /// How far from the reprinted text, by structure.
    pub zone: Zone,
    /// On which side of the reprinted text, or in which part of the page.
    pub region: Region,
    /// Who speaks.
    pub voice: Voice,
    /// Tokens between the credit and the nearest passage; 0 inside, `None` for code-only evidence.
    pub distance: Option<usize>,
    /// Where the page holds several texts and this stands with another than the original's: that other's title or
    /// address.
    pub with: Option<String>,
    /// The block it stands in: index into `Page::blocks` (or `Page::hidden` when hidden).
    pub block: Option<usize>,
    /// Byte range in the block's text.
    pub range: Range<usize>,
    /// 1-based line in the decoded source.
    pub line: u32,
    /// 1-based column in characters.
    pub column: u32,
}

impl Credit {
    /// A credit of a kind about which nothing else is known yet.
    pub(crate) fn blank(kind: CreditKind) -> Self {
        Self {
            text: String::new(),
            kind,
            phrase: None,
            links: Vec::new(),
            authors: Vec::new(),
            other_author: None,
            publisher: false,
            title: false,
            visibility: Visibility::Visible,
            code: None,
            zone: Zone::None,
            region: Region::Head,
            voice: Voice::Own,
            distance: None,
            with: None,
            block: None,
            range: 0..0,
            line: 1,
            column: 1,
        }
    }

    /// Makes another credit beside it a part of this one.
    pub(super) fn take(&mut self, part: Self) {
        for author in part.authors {
            if !self.authors.contains(&author) {
                self.authors.push(author);
            }
        }
        if self.authors.is_empty() {
            self.other_author = self.other_author.take().or(part.other_author);
        } else {
            self.other_author = None;
        }
        self.publisher |= part.publisher;
        self.title |= part.title;
        if !self.text.contains(&part.text) {
            self.text = shown(&format!("{}\n{}", self.text, part.text));
        }
        self.add_links(part.links);
    }

    /// Adds links that it does not have yet.
    pub(super) fn add_links(&mut self, links: Vec<CreditLink>) {
        for link in links {
            let known = |other: &CreditLink| {
                (other.line, other.column, &other.href) == (link.line, link.column, &link.href)
            };
            if !self.links.iter().any(known) {
                self.links.push(link);
            }
        }
    }

    /// Takes over what a text names.
    pub(super) fn naming(mut self, named: Named) -> Self {
        self.authors = named.authors;
        self.publisher = named.publisher;
        self.title = named.title;
        self
    }
}

/// What makes a piece of text a credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CreditKind {
    /// A credit phrase ("originally published at", "来源：") with a link, name or URL.
    Phrase,
    /// A byline: "By X", "作者：X", an author box.
    Byline,
    /// A block without a phrase that links the article, or says where the text is from, by naming its title, author,
    /// publisher or licence and little else.
    Named,
    /// An entry of a list of references, or a footnote, that links the article and names it.
    Reference,
    /// A bare link or URL of the original, without a phrase.
    Link,
    /// Code-only evidence: canonical, JSON-LD, a comment.
    Code,
}

/// A link or a plain-text URL in a credit.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CreditLink {
    /// As written.
    pub href: String,
    /// Resolved, and decoded when it is a redirector whose target can be read.
    pub resolved: Option<Url>,
    /// What it points to, compared with the original.
    pub target: Target,
    /// Whether it can be followed by search engines and is no redirector.
    pub follow: bool,
    /// Whether it leads through a redirector.
    pub redirector: bool,
    /// Whether its host only looks like the original's (letters of another script, digits for letters).
    pub look_alike: bool,
    /// Whether it stands on an author's name and leads elsewhere than to the article: where the author is found.
    pub profile: bool,
    /// Whether it is a hyperlink; otherwise a URL shown as text.
    pub hyperlink: bool,
    /// Whether readers see the link itself.
    pub visibility: Visibility,
    /// 1-based line of the `href` value (or of the URL text).
    pub line: u32,
    /// 1-based column in characters.
    pub column: u32,
}

/// How far a credit stands from the reprinted text, by structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zone {
    /// Between the first and the last matched block.
    In,
    /// Within 60 tokens, or one level up from the smallest element that holds the matched blocks.
    Edge,
    /// Two levels up, or inside the nearest `article` or `main`.
    Frame,
    /// Elsewhere on the page, visible: found but detached.
    Page,
    /// Not visible: code only.
    None,
}

/// In which part of the page a credit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    /// Before the first matched block.
    Before,
    /// Between matched blocks.
    Inside,
    /// After the last matched block.
    After,
    /// A sidebar or a list of other articles.
    Aside,
    /// Readers' comments.
    Comments,
    /// The site's footer, header or navigation.
    SiteFooter,
    /// The document's head, or code-only evidence anywhere.
    Head,
}

/// Who speaks in a credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// Written by the reprinter, outside every passage.
    Own,
    /// Carried along inside the copied text: the original's own notice or credit.
    Copied,
}

/// A claim of the page to be the author or the source itself.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Claim {
    /// The claiming text as the reader sees it.
    pub text: String,
    /// The page's own URL it prints as the source, if any.
    pub url: Option<Url>,
    /// The name it prints as author, if any.
    pub author: Option<String>,
    /// 1-based line in the decoded source.
    pub line: u32,
    /// 1-based column in characters.
    pub column: u32,
}

/// The text of a credit as it is reported.
pub(super) fn shown(text: &str) -> String {
    shortened(text, SHOWN)
}
