//! The words with which a language states what a reprint owes.

use serde::Deserialize;

/// Words of notices. A `*` at an end lets the word go on there; case, width and quotes do not matter.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct NoticeWords {
    /// Taking a text over: reprint, copy, share.
    pub reuse: Vec<String>,
    /// Giving credit, as verbs: name, cite, link to.
    pub name: Vec<String>,
    /// What credit is given to, as nouns: source, author, link.
    pub source: Vec<String>,
    /// Asking for something: please, must, provided.
    pub ask: Vec<String>,
    /// Allowing: may, free, welcome.
    pub permit: Vec<String>,
    /// Forbidding, and negated allowing: may not, prohibited.
    pub forbid: Vec<String>,
    /// Without.
    pub without: Vec<String>,
    /// Consent of the owner: permission, authorisation.
    pub consent: Vec<String>,
    /// Having to get consent: only, requires, contact.
    pub apply: Vec<String>,
    /// Whole phrases that forbid.
    pub ban: Vec<String>,
    /// Phrases that say that no consent is needed.
    pub waive: Vec<String>,
    /// Words of a report about others: said, court, was.
    pub story: Vec<String>,
    /// The text that speaks of itself: this article.
    pub own: Vec<String>,
    /// What stands before an author's name in a sentence: by, written by.
    pub byline: Vec<String>,
    /// Labels before an author's name, without the colon.
    pub author: Vec<String>,
    /// Labels before the article's address.
    pub address: Vec<String>,
    /// Labels before its title.
    pub title: Vec<String>,
    /// Labels before the publisher's name.
    pub publisher: Vec<String>,
    /// Labels before a licence or a statement of rights.
    pub license: Vec<String>,
    /// Words in the place of a name that name nobody.
    pub role: Vec<String>,
    /// Words that restrict what is said to use for money.
    pub commercial: Vec<String>,
    /// Small words that end or join names.
    pub join: Vec<String>,
}
