//! An original: an article we know, and what it says a reprint owes.

use std::collections::BTreeMap;
use std::ops::Range;

use url::Url;

use crate::matching::Marks;

/// An article we know.
#[derive(Debug, Clone, Default)]
pub struct Original {
    /// Stable short name: the location without its folder and ending, made unique within the library.
    pub id: String,
    /// The path or URL as the user gave it.
    pub location: String,
    /// The article's URL: from the notice, else front matter, else canonical or `og:url`, else where it was fetched.
    pub url: Option<Url>,
    /// The title.
    pub title: Option<String>,
    /// Author names, best evidence first: notice, front matter, JSON-LD, meta, byline.
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
}

/// A link in the text of an original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextLink {
    /// Byte range of its words in the original's `text`.
    pub range: Range<usize>,
    /// Where it leads.
    pub url: Url,
}

/// The place in an original that states what a reprint owes.
#[derive(Debug, Clone, PartialEq, Eq)]
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
}
