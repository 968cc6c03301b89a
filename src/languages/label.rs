//! What a label line says of an article.

use serde::Deserialize;

/// What stands behind a label such as `Author:` or `Source:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Label {
    /// Who wrote the text.
    Author,
    /// Who translated it.
    Translator,
    /// Who edited it or is answerable for the page.
    Editor,
    /// Where the text comes from: a name or an address.
    Source,
    /// The address of this text: `Link:`, `本文链接：`.
    Url,
    /// The address of the text that this one was taken from: `Original link:`, `原文链接：`.
    OriginalUrl,
    /// The headline.
    Title,
    /// Who published it: a site, a newspaper, an account.
    Publisher,
    /// The terms under which it may be used.
    License,
    /// When it was published.
    Date,
    /// Who holds the rights, or what the terms are: `Copyright:`, `版权声明：`.
    Copyright,
}

impl Label {
    /// All labels, in the order in which language files write them.
    pub const ALL: [Self; 11] = [
        Self::Author,
        Self::Translator,
        Self::Editor,
        Self::Source,
        Self::Url,
        Self::OriginalUrl,
        Self::Title,
        Self::Publisher,
        Self::License,
        Self::Date,
        Self::Copyright,
    ];
}
