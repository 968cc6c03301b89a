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

impl NoticeWords {
    /// Puts the words of another file beside these.
    pub(super) fn extend(&mut self, more: Self) {
        self.reuse.extend(more.reuse);
        self.name.extend(more.name);
        self.source.extend(more.source);
        self.ask.extend(more.ask);
        self.permit.extend(more.permit);
        self.forbid.extend(more.forbid);
        self.without.extend(more.without);
        self.consent.extend(more.consent);
        self.apply.extend(more.apply);
        self.ban.extend(more.ban);
        self.waive.extend(more.waive);
        self.story.extend(more.story);
        self.own.extend(more.own);
        self.byline.extend(more.byline);
        self.author.extend(more.author);
        self.address.extend(more.address);
        self.title.extend(more.title);
        self.publisher.extend(more.publisher);
        self.license.extend(more.license);
        self.role.extend(more.role);
        self.commercial.extend(more.commercial);
        self.join.extend(more.join);
    }
}
