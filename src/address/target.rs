//! What a link can point to.

use serde::Serialize;

/// What a link points to, compared with the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// The original's article.
    Article,
    /// Nearly the article's URL: same slug or date or id, slightly different.
    Near,
    /// The original's site: home page, index, section or profile.
    Site,
    /// Another article of the same site.
    OtherArticle,
    /// Another site.
    ThirdParty,
    /// The page itself or its own site.
    OwnPage,
    /// An opaque shortener or redirector: cannot be told offline.
    Opaque,
}
