//! The words with which a language states what a reprint owes.

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, Error};

/// Makes the struct of word lists, what finds one by its name, and what puts two of them together.
macro_rules! notice_words {
    ($($(#[$doc:meta])* $field:ident,)*) => {
        /// Words of notices. A `*` at an end lets the word go on there; case, width and quotes do not matter.
        #[derive(Debug, Clone, Default)]
        #[non_exhaustive]
        pub struct NoticeWords {
            $($(#[$doc])* pub $field: Vec<String>,)*
        }

        impl NoticeWords {
            const NAMES: &[&str] = &[$(stringify!($field)),*];

            fn list(&mut self, name: &str) -> Option<&mut Vec<String>> {
                match name {
                    $(stringify!($field) => Some(&mut self.$field),)*
                    _ => None,
                }
            }

            /// Puts the words of another file beside these.
            pub(super) fn extend(&mut self, more: Self) {
                $(self.$field.extend(more.$field);)*
            }
        }
    };
}

// By hand: what is derived for so many fields is a twentieth of all code of this crate, once for each format.
impl<'de> Deserialize<'de> for NoticeWords {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut words = Self::default();
        for (name, list) in BTreeMap::<String, Vec<String>>::deserialize(from)? {
            let place = words.list(&name);
            *place.ok_or_else(|| D::Error::unknown_field(&name, Self::NAMES))? = list;
        }
        Ok(words)
    }
}

notice_words! {
    /// Taking a text over: reprint, copy, share.
    reuse,
    /// Taking something, in words that have many other uses: take, use, steal; they count in short sentences that say
    /// more.
    take,
    /// Putting a text somewhere, in words that are said of anything: put, post, use; they count in short sentences that
    /// speak of the owner's word or of another place.
    put,
    /// Moving a text to another place, in words that are said of anything: show, hand out, hang up; they count in short
    /// sentences that say whose it is.
    carry,
    /// Giving credit, as verbs: name, cite, link to.
    name,
    /// Giving credit in plain words, only beside `reuse`: say, write.
    tell,
    /// What credit is given to, as nouns: source, author, link.
    source,
    /// What credit is given to in plain words, only beside `reuse`: where you found it, my name.
    origin,
    /// Whose a text is, as phrases: who wrote it, both names, the address of this page; a demand beside words of taking
    /// over and of what is owed.
    whose,
    /// What is owed, in words of every day: has to be, is enough, stands below; only beside `whose`.
    say,
    /// Asking for something: please, must, provided.
    ask,
    /// Allowing: may, free, welcome.
    permit,
    /// Forbidding, and negated allowing: may not, prohibited.
    forbid,
    /// Negations that forbid only right before a verb of taking over: not, ne, не.
    not,
    /// No, as the answer in the row of a box: "Reprints: no".
    refuse,
    /// Verbs whose negation asks for something or allows it: forget, hesitate, mind.
    forget,
    /// Whose the text is, as the owner speaks: my, our, mine.
    mine,
    /// The owner as a pronoun, which is in `mine` too: we, us. "We do not link to other sites" speaks of no text of ours.
    we,
    /// The owner as the one who acts: we, I; with a `*` before it the ending of verbs that says so. "We do not copy texts without
    /// credit" asks for nothing.
    doing,
    /// Changing a text, as verbs: who forbids it, and asks for credit, forbids no reprint.
    alter,
    /// Wishing and agreeing, as the owner says it today: I want, I allow; a negation makes it a ban on moving the text.
    will,
    /// What makes a sentence a story of what somebody did, where a bare negation forbids nothing: have, has, did.
    past,
    /// Without.
    without,
    /// Consent of the owner: permission, authorisation.
    consent,
    /// Having to get consent: only, requires, contact.
    apply,
    /// Whole phrases that forbid.
    ban,
    /// Phrases that say that no consent is needed.
    waive,
    /// Before: of a demand that wants to be met first.
    before,
    /// Asking to turn to the owner: write to us, ask me.
    contact,
    /// Turning to somebody for an answer, as verbs; they count beside `owner`: ask, consult, agree with.
    turn,
    /// Letting somebody know, as verbs; they count beside `owner`: tell, notify.
    warn,
    /// Whom one turns to: us, me, the author, the newsroom.
    owner,
    /// Phrases that say that this text was itself taken over: reprinted with permission.
    taken,
    /// Places outside the site, which make any verb one of taking over: elsewhere, on other sites.
    elsewhere,
    /// What goes beyond something that is allowed: any other use, anything more. What it forbids, the permission leaves.
    beyond,
    /// What a permission may be for that is less than taking a text over: private use, short quotations, downloads.
    less,
    /// What members and readers of a site do there, and headings of rules for them: post here, members must, forum rules.
    members,
    /// Liability and warranty: liable, responsible, at your own risk. What is denied beside it is no reprint.
    liability,
    /// Heads of sentences that except what is marked otherwise: unless otherwise noted. What is said behind them is said of
    /// all that stands there.
    unless,
    /// Teaching machines, mining texts: what is said of it asks nothing of a reprint.
    machine,
    /// Finite verbs by which a site tells what it does itself with the texts of others: "are quoted", "we always name".
    practice,
    /// How a sentence tells what somebody else asks, allows or forbids: "asks that", "forbids", "their terms". Beside words for
    /// the owner of this text, or the name of the site, it is this site that asks.
    reported,
    /// Words of a report about others: said, court, was.
    story,
    /// Of whoever reads: your. Beside consent they tell of data, not of texts.
    yours,
    /// The works of others, which members of a site may not post there: other people's texts, what is not your own.
    others,
    /// The text that speaks of itself: this article.
    own,
    /// What stands before an author's name in a sentence: by, written by.
    byline,
    /// What stands behind an author's name: "… wrote this".
    written,
    /// Labels before an author's name, without the colon.
    author,
    /// Labels before the article's address.
    address,
    /// Labels before its title.
    title,
    /// Labels before the publisher's name.
    publisher,
    /// Words in the names of publications and institutions: foundation, gazette; a `*` before one marks an ending.
    organization,
    /// What makes a name beside it the source: "as the source".
    named_as,
    /// Articles that stand before the names of publications, not of persons.
    article,
    /// Small words inside names: van, de, für.
    particle,
    /// Phrases before the owner of the rights: copyright belongs to.
    owned,
    /// Labels before a licence or a statement of rights.
    license,
    /// Words in the place of a name that name nobody.
    role,
    /// What a page may say how to reuse it, and that is not its text: code, theme, icons, photographs, music, data.
    thing,
    /// Words for texts: article, content, story.
    text,
    /// Whose a text is if it is not the site's: third-party, of others, in the comments; they count right beside `thing`
    /// or `text`.
    foreign,
    /// The words of `reuse` that are said of texts alone: reprint, republish.
    print,
    /// Whom a text is to be shown, or why, in calls to share it that ask for no credit: with your friends, so that others find
    /// it, on social media.
    spread,
    /// Words that restrict what is said to use for money.
    commercial,
    /// Small words that end or join names.
    join,
}
