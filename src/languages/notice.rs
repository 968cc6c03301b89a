//! The words with which a language states what a reprint owes.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Makes the kinds of words, and a list of them all.
macro_rules! words {
    ($($(#[$doc:meta])* $word:ident,)*) => {
        /// What a word does in a notice.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Word {
            $($(#[$doc])* $word,)*
        }

        impl Word {
            /// All kinds of words, in their order.
            pub const ALL: &[Self] = &[$(Self::$word),*];
        }
    };
}

/// Words of notices, by what they do there. A `*` at an end lets the word go on there; case, width and quotes do not matter.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct NoticeWords(BTreeMap<Word, Vec<String>>);

impl NoticeWords {
    /// The words of one kind, as they stand in the file.
    pub fn list(&self, word: Word) -> &[String] {
        self.0.get(&word).map_or(&[], Vec::as_slice)
    }

    /// Puts the words of another file beside these.
    pub(super) fn extend(&mut self, more: Self) {
        for (word, list) in more.0 {
            self.0.entry(word).or_default().extend(list);
        }
    }
}

words! {
    /// Taking a text over: reprint, copy, share.
    Reuse,
    /// Taking something, in words that have many other uses: take, use, steal; they count in short sentences that say
    /// more.
    Take,
    /// Moving a text to another place, in words that are said of anything: show, hand out, hang up; they count in short
    /// sentences that say whose it is.
    Carry,
    /// Putting a text somewhere, in words that are said of anything: put, post, use; they count in short sentences that
    /// speak of the owner's word or of another place.
    Put,
    /// Giving credit, as verbs: name, cite, link to.
    Name,
    /// Giving credit in plain words, only beside `reuse`: say, write.
    Tell,
    /// What credit is given to, as nouns: source, author, link.
    Source,
    /// What credit is given to in plain words, only beside `reuse`: where you found it, my name.
    Origin,
    /// Whose a text is, as phrases: who wrote it, both names, the address of this page; a demand beside words of taking
    /// over and of what is owed.
    Whose,
    /// What is owed, in words of every day: has to be, is enough, stands below; only beside `whose`.
    Say,
    /// Asking for something: please, must, provided.
    Ask,
    /// Allowing: may, free, welcome.
    Permit,
    /// Forbidding, and negated allowing: may not, prohibited.
    Forbid,
    /// Negations that forbid only right before a verb of taking over: not, ne, не.
    Not,
    /// No, as the answer in the row of a box: "Reprints: no".
    Refuse,
    /// Verbs whose negation asks for something or allows it: forget, hesitate, mind.
    Forget,
    /// Whose the text is, as the owner speaks: my, our, mine.
    Mine,
    /// Whose something is that was spoken of before: its, their. At the head of a sentence it goes on with what the one before is
    /// about.
    Theirs,
    /// Of whoever reads: your. Beside consent they tell of data, not of texts.
    Yours,
    /// The owner as a pronoun, which is in `mine` too: we, us. "We do not link to other sites" speaks of no text of ours.
    We,
    /// The owner as the one who acts: we, I; with a `*` before it the ending of verbs that says so. "We do not copy texts without
    /// credit" asks for nothing.
    Doing,
    /// Changing a text, as verbs: who forbids it, and asks for credit, forbids no reprint.
    Alter,
    /// Wishing and agreeing, as the owner says it today: I want, I allow; a negation makes it a ban on moving the text.
    Will,
    /// What makes a sentence a story of what somebody did, where a bare negation forbids nothing: have, has, did.
    Past,
    /// Without.
    Without,
    /// Consent of the owner: permission, authorisation.
    Consent,
    /// Having to get consent: only, requires, contact.
    Apply,
    /// Whole phrases that forbid.
    Ban,
    /// Phrases that say that no consent is needed.
    Waive,
    /// Before: of a demand that wants to be met first.
    Before,
    /// Asking to turn to the owner: write to us, ask me.
    Contact,
    /// Turning to somebody for an answer, as verbs; they count beside `owner`: ask, consult, agree with.
    Turn,
    /// Letting somebody know, as verbs; they count beside `owner`: tell, notify.
    Warn,
    /// Whom one turns to: us, me, the author, the newsroom.
    Owner,
    /// Phrases that say that this text was itself taken over: reprinted with permission.
    Taken,
    /// Places outside the site, which make any verb one of taking over: elsewhere, on other sites.
    Elsewhere,
    /// What goes beyond something that is allowed: any other use, anything more. What it forbids, the permission leaves.
    Beyond,
    /// What a permission may be for that is less than taking a text over: private use, short quotations, downloads.
    Less,
    /// What members and readers of a site do there, and headings of rules for them: post here, members must, forum rules.
    Members,
    /// What those who send something grant the site: "you allow us", "nous accordez". It is about what they send.
    Granted,
    /// Parts by which books are measured, page, chapter, per cent, and words for no more of them, at most: behind a number or
    /// together they tell the limits of the law and of schools.
    Part,
    /// Liability and warranty: liable, responsible, at your own risk. What is denied beside it is no reprint.
    Liability,
    /// Heads of sentences that except what is marked otherwise: unless otherwise noted. What is said behind them is said of
    /// all that stands there.
    Unless,
    /// Teaching machines, mining texts: what is said of it asks nothing of a reprint.
    Machine,
    /// Finite verbs by which a site tells what it does itself with the texts of others: "are quoted", "we always name".
    Practice,
    /// How a sentence tells what somebody else asks, allows or forbids: "asks that", "forbids", "their terms". Beside words for
    /// the owner of this text, or the name of the site, it is this site that asks.
    Reported,
    /// Words of a report about others: said, court, was.
    Story,
    /// The works of others, which members of a site may not post there: other people's texts, what is not your own.
    Others,
    /// The text that speaks of itself: this article.
    Own,
    /// What stands before an author's name in a sentence: by, written by.
    Byline,
    /// What stands behind an author's name: "… wrote this".
    Written,
    /// Labels before an author's name, without the colon.
    Author,
    /// Labels before the article's address.
    Address,
    /// Labels before its title.
    Title,
    /// Labels before the publisher's name.
    Publisher,
    /// What makes a name beside it the source: "as the source".
    NamedAs,
    /// Words in the names of publications and institutions: foundation, gazette; a `*` before one marks an ending.
    Organization,
    /// Articles that stand before the names of publications, not of persons.
    Article,
    /// Small words inside names: van, de, für.
    Particle,
    /// Phrases before the owner of the rights: copyright belongs to.
    Owned,
    /// Labels before a licence or a statement of rights.
    License,
    /// Words in the place of a name that name nobody.
    Role,
    /// What a page may say how to reuse it, and that is not its text: code, theme, icons, photographs, music, data.
    Thing,
    /// Words for texts: article, content, story.
    Text,
    /// Whose a text is if it is not the site's: third-party, of others, in the comments; they count right beside `thing`
    /// or `text`.
    Foreign,
    /// The words of `reuse` that are said of texts alone: reprint, republish.
    Print,
    /// Whom a text is to be shown, or why, in calls to share it that ask for no credit: with your friends, so that others find
    /// it, on social media.
    Spread,
    /// Words for use, which are said of anything: what must not be used is this text only where a text is spoken of.
    Usage,
    /// Words that restrict what is said to use for money.
    Commercial,
    /// Small words that end or join names.
    Join,
}
