//! An original: an article we know, and what it says a reprint owes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::address::Article;
use crate::matching::Marks;
use crate::page::Rights;

/// An article we know.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Original {
    /// Stable short name: the location without its folder and ending, made unique within the library.
    pub id: String,
    /// The path or URL as the user gave it.
    pub location: String,
    /// The article's URL: from front matter, else the notice, else canonical, `og:url` or the article's own structured
    /// data, else where it was fetched.
    pub url: Option<Url>,
    /// The file it was read from, with links of the file system resolved: two spellings of one path meet here.
    pub file: Option<PathBuf>,
    /// Hash of the decoded source: a page with the same bytes is the same page.
    pub source_hash: u64,
    /// What it declares as its canonical address.
    pub canonical: Option<Url>,
    /// The addresses that its own credit lines name: where it says that it comes from.
    pub sources: Vec<Url>,
    /// The title.
    pub title: Option<String>,
    /// Author names by the best evidence: front matter, notice, declared metadata, the line above the text.
    pub authors: Vec<String>,
    /// The publisher or site.
    pub publisher: Option<String>,
    /// Licence URLs or names.
    pub licenses: Vec<String>,
    /// Other hosts or URLs under which the article or its site is known, and pen names.
    pub aliases: Vec<String>,
    /// BCP 47 language of the text.
    pub language: Option<String>,
    /// The id of the rule that its front matter names.
    pub rule: Option<String>,
    /// The text that is matched: the main text (for plain text: the decoded file; for Markdown: all that readers see).
    pub text: String,
    /// What it declares of the rights in its text beside author and licence.
    pub rights: Rights,
    /// Ranges of `text` that matching treats apart.
    pub marks: Marks,
    /// The notice, if one was recognised.
    pub notice: Option<Notice>,
    /// The day it was published, as written.
    pub published: Option<String>,
    /// The authors' own pages.
    pub profiles: Vec<Url>,
    /// The links in its text, in order.
    pub links: Vec<TextLink>,
    /// Facts of which two places say different things, and which was believed. Told when an original is read, and not kept
    /// in a library.
    #[serde(skip)]
    pub contradictions: Vec<Contradiction>,
    /// What the original says that cannot be believed, such as the address of an example.
    pub warnings: Vec<String>,
}

impl<'a> From<&'a Original> for Article<'a> {
    fn from(original: &'a Original) -> Self {
        Self {
            url: original.url.as_ref(),
            aliases: &original.aliases,
        }
    }
}

impl Original {
    /// The addresses under which it says that it is known: its own, its canonical one, its aliases. The home page of a
    /// site stands for no text.
    pub fn addresses(&self) -> impl Iterator<Item = Url> {
        let aliases = self
            .aliases
            .iter()
            .filter(|alias| alias.contains("://"))
            .filter_map(|alias| Url::parse(alias).ok());
        let stated = self.url.iter().chain(&self.canonical).cloned();
        stated.chain(aliases).filter(is_article)
    }
}

/// Whether an address is more than that of a site.
pub(crate) fn is_article(url: &Url) -> bool {
    url.path().len() > 1 || url.query().is_some()
}

/// Two places of an original that say different things of one fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The fact: `url`, `author`, `licence`.
    pub of: &'static str,
    /// The place that is believed, and what it says.
    pub won: (String, String),
    /// The place that is not believed, and what it says.
    pub lost: (String, String),
}

/// A link in the text of an original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextLink {
    /// Byte range of its words in the original's `text`.
    pub range: Range<usize>,
    /// Where it leads.
    pub url: Url,
}

/// The place in an original that states what a reprint owes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notice {
    /// The id of the rule whose `ask` recognised it.
    pub rule: String,
    /// The notice as it stands in the original.
    pub text: String,
    /// Byte range in the original's `text`, if it stands there (a notice may stand outside the main text).
    pub range: Option<Range<usize>>,
    /// What its placeholders captured: `author`, `url`, `title`, `publisher`, …
    pub fields: BTreeMap<String, String>,
    /// 1-based line in the source.
    pub line: u32,
    /// Whether it stands in a part that readers do not see at once, such as a "republish this story" dialog.
    pub hidden: bool,
    /// Whether it asks, allows or forbids.
    pub kind: NoticeKind,
    /// Whether it stands in the article rather than in the furniture of the site.
    pub in_article: bool,
    /// Addresses in it that a template or an example left behind, as they are shown.
    pub warnings: Vec<String>,
}

/// What a notice does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// It asks for credit.
    #[default]
    Demand,
    /// It allows reprints, mostly on conditions.
    Permission,
    /// It forbids reprints, or wants to be asked first.
    Prohibition,
    /// It asks for nothing, but states the author and the address of the article, as the boxes of themes do.
    Stated,
}

impl NoticeKind {
    /// What it says, for people.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Demand => "it asks for credit",
            Self::Permission => "it allows reprints",
            Self::Prohibition => "it forbids reprints, or wants to be asked first",
            Self::Stated => "it states the author and the address without asking for anything",
        }
    }

    /// The kind as one word for reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Demand => "demand",
            Self::Permission => "permission",
            Self::Prohibition => "prohibition",
            Self::Stated => "stated",
        }
    }
}
