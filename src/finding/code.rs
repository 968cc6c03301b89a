//! What findings are about: the codes, each with what it means, why it matters, how to mend it and an example.

use serde::{Deserialize, Serialize};

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// What a finding is about. The names are a contract with other programs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code's name in reports, configuration and rules.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The code of a name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == name)
            }

            /// The severity where no rule says otherwise.
            pub fn default_severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }

            /// Its doc comment: what it means, why it matters, how to mend it and an example. [`Code::help`] has
            /// them apart.
            pub fn documentation(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc, "\n",)+),)+ }
            }
        }
    };
}

/// The parts of a code's documentation: Markdown, one paragraph each.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Help {
    /// What the finding says, in one sentence.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// How to mend it.
    pub fix: String,
    /// What the mended page holds.
    pub example: String,
}

impl Code {
    /// Its documentation in parts.
    pub fn help(self) -> Help {
        let mut help = Help {
            what: String::new(),
            why: String::new(),
            fix: String::new(),
            example: String::new(),
        };
        let mut words = self
            .documentation()
            .split("\n \n")
            .flat_map(|text| text.split("\n\n"));
        help.what = words.next().map(one_line).unwrap_or_default();
        for paragraph in words.map(one_line) {
            if let Some(why) = paragraph.strip_prefix("Why: ") {
                help.why = why.to_owned();
            } else if let Some(fix) = paragraph.strip_prefix("Fix: ") {
                help.fix = fix.to_owned();
            } else if let Some(example) = paragraph.strip_prefix("Example: ") {
                help.example = example.to_owned();
            }
        }
        help
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

codes! {
    /// No visible credit to this original at all.
    ///
    /// Why: Readers take the text for the page's own, and the one thing that the original asks for in return is not
    /// given. A credit that stands only in the code (a comment, a `meta` element, JSON-LD, a canonical link) is
    /// seen by no reader and counts as none; the message names it where there is one.
    ///
    /// Fix: Put the credit line that the report shows directly after the copied text, or under the headline if the
    /// terms ask for that. It needs words that say where the text comes from and a link to the article itself.
    ///
    /// Example: `<p>Source: The Ferry by Ada Lind, Harbour News: <a
    /// href="https://harbour.example/ferry">https://harbour.example/ferry</a></p>`
    MissingAttribution = "missing-attribution", Error;
    /// The source is named but its URL is nowhere in the credit.
    ///
    /// Why: A name alone does not lead readers, or search engines, to the article. Most terms ask for the link and
    /// not only for the name.
    ///
    /// Fix: Make the name in the credit a link to the article, or add the address behind it.
    ///
    /// Example: `Source: Harbour News` becomes `Source: <a href="https://harbour.example/ferry">Harbour News</a>`
    MissingLink = "missing-link", Error;
    /// The credit's link goes elsewhere.
    ///
    /// Why: The address behind the link counts, not the words that are linked. A link to the home page, to another
    /// article, to a third site that had copied the text before, or with a slip in the address does not lead to the
    /// original. The message says which of these it is.
    ///
    /// Fix: Replace the `href` by the address of the article. Where the article has moved, the publisher can
    /// declare the old address as an alias in the rule or in the front matter.
    ///
    /// Example: `href="https://harbour.example/"` becomes `href="https://harbour.example/ferry"`
    WrongLink = "wrong-link", Error;
    /// The article is listed among references, but nothing says that the text is from there.
    ///
    /// Why: A reference says that somebody read the article. That the text itself is taken from it is something else,
    /// and a reader who sees a number in brackets takes the words around it for the page's own.
    ///
    /// Fix: Say it in a line of its own beside the text, with a link to the article. The entry in the list of
    /// references can stay.
    ///
    /// Example: `<p>This text is from The Ferry by Ada Lind, <a href="https://harbour.example/ferry">Harbour
    /// News</a>.</p>`
    OnlyCited = "only-cited", Warning;
    /// The credit is there but readers cannot see it.
    ///
    /// Why: A credit of zero size, in the colour of its background, off the screen or switched off by a style sheet
    /// is a credit for machines only. Terms ask for one that people can read.
    ///
    /// Fix: Take the hiding style or attribute away, or put the credit into a paragraph of its own in plain sight.
    /// If a theme hides it, look for the rule that the message names.
    ///
    /// Example: `<p style="display:none">Source: …</p>` becomes `<p>Source: …</p>`
    HiddenAttribution = "hidden-attribution", Error;
    /// The credit stands only outside the article.
    ///
    /// Why: In readers' comments, in a list of related posts, in a sidebar or in the footer of the site nobody
    /// knows which text is meant, and the site itself does not say it.
    ///
    /// Fix: Move the credit into the article: after the last copied paragraph, or under the headline.
    ///
    /// Example: A reader's comment “this is from harbour.example/ferry” is no credit; the same words under the
    /// article are.
    MisplacedAttribution = "misplaced-attribution", Error;
    /// The page claims authorship, permalink or “original” for itself.
    ///
    /// Why: Blog themes print an author, the page's own address and often a licence under every post by themselves.
    /// Under a copied text this tells the reader that it was written here, which is worse than no credit at all.
    ///
    /// Fix: Replace the claim by the credit line. Themes have a setting for reprints, such as a source link in the
    /// front matter of the post; otherwise switch the box off for this page.
    ///
    /// Example: `Author: admin. Permalink: https://copies.example/42` becomes `Author: Ada Lind. Source:
    /// https://harbour.example/ferry`
    ClaimedAsOwn = "claimed-as-own", Error;
    /// The author is not named.
    ///
    /// Why: The person who wrote the text is owed the credit as much as the site that published it; many terms and
    /// all Creative Commons licences with BY ask for the name.
    ///
    /// Fix: Add the author's name to the credit line, or a byline under the headline.
    ///
    /// Example: `Source: Harbour News` becomes `By Ada Lind. Source: Harbour News`
    MissingAuthor = "missing-author", Warning;
    /// Another author is named.
    ///
    /// Why: A theme that fills in the name of whoever pasted the text takes the work away from the person who wrote
    /// it. The message gives both names.
    ///
    /// Fix: Write the author's name in the byline. If both names mean the same person, declare the other one as an
    /// alias in the rule or in the front matter of the original.
    ///
    /// Example: `By the editors` becomes `By Ada Lind`
    WrongAuthor = "wrong-author", Warning;
    /// The publisher is not named.
    ///
    /// Why: The rule asks for the name of the publisher in words: a bare address does not tell readers who stands
    /// behind the text.
    ///
    /// Fix: Write the publisher's name into the credit line, as the rule spells it.
    ///
    /// Example: `Source: https://harbour.example/ferry` becomes `First published by Harbour News:
    /// https://harbour.example/ferry`
    MissingPublisher = "missing-publisher", Warning;
    /// The title is not given.
    ///
    /// Why: The rule asks for the title of the original, so that readers find it even when addresses change.
    ///
    /// Fix: Add the title to the credit line.
    ///
    /// Example: `Source: Harbour News` becomes `Source: “The Ferry”, Harbour News`
    MissingTitle = "missing-title", Warning;
    /// The licence is not named.
    ///
    /// Why: Creative Commons and similar licences allow the reprint on condition that it says under which licence
    /// the text stands, so that the next reader knows what he or she may do.
    ///
    /// Fix: Name the licence beside the credit and link to its text.
    ///
    /// Example: `… is licensed under <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>`
    MissingLicense = "missing-license", Warning;
    /// Another licence is named.
    ///
    /// Why: The page puts the text under terms that its author did not choose; readers who rely on them may break
    /// the real ones.
    ///
    /// Fix: Replace the licence by that of the original. If the licence in the footer is meant for the site's own
    /// texts only, say so, and name the right one beside the article.
    ///
    /// Example: `All content CC0` becomes `This article: CC BY 4.0`
    WrongLicense = "wrong-license", Warning;
    /// A statement that the rule asks for is missing.
    ///
    /// Why: Some terms ask for a fixed sentence, such as that the text is republished with permission, or that it
    /// was changed or translated.
    ///
    /// Fix: Paste the sentence that the message quotes where the terms want it.
    ///
    /// Example: `This article first appeared in Harbour News and is republished with permission.`
    MissingStatement = "missing-statement", Warning;
    /// The original's own notice was not kept.
    ///
    /// Why: The terms say that the notice at the end of the original must stay with the text.
    ///
    /// Fix: Copy the notice of the original to the end of the reprint, unchanged.
    ///
    /// Example: `Original article, Author: Ada Lind. If you wish to reprint this article, please indicate the
    /// source: https://harbour.example/ferry`
    MissingNotice = "missing-notice", Warning;
    /// Markup that the rule asks for is missing.
    ///
    /// Why: The terms ask for something in the code of the page, such as a `noindex` mark or a counter, which
    /// readers do not see but which publishers rely on.
    ///
    /// Fix: Add the element that the message names.
    ///
    /// Example: `<meta name="robots" content="noindex">`
    MissingMarkup = "missing-markup", Warning;
    /// The canonical link that the rule asks for is missing.
    ///
    /// Why: Search engines cannot tell which of two equal pages came first; the publisher asks the reprint to say
    /// so.
    ///
    /// Fix: Put a canonical link to the original into the `head` of the page. It never stands for the visible
    /// credit.
    ///
    /// Example: `<link rel="canonical" href="https://harbour.example/ferry">`
    MissingCanonical = "missing-canonical", Warning;
    /// The URL is shown but is not a link.
    ///
    /// Why: Readers have to copy the address by hand, and search engines do not follow it. Where the rule asks for
    /// a link this is an error.
    ///
    /// Fix: Make a link of the address.
    ///
    /// Example: `https://harbour.example/ferry` becomes `<a
    /// href="https://harbour.example/ferry">https://harbour.example/ferry</a>`
    PlainTextUrl = "plain-text-url", Note;
    /// The link is nofollow, ugc, sponsored or leads through a redirector.
    ///
    /// Why: Such a link works for readers but passes on no reputation, and some terms rule it out. A short link
    /// whose target cannot be read from its address leaves open where it leads.
    ///
    /// Fix: Link the article directly, without `rel="nofollow"`. Many platforms add the word by themselves; then
    /// there may be nothing to mend, and the finding can be ignored with that reason.
    ///
    /// Example: `<a rel="nofollow" href="/go?url=…">` becomes `<a href="https://harbour.example/ferry">`
    UnfollowableLink = "unfollowable-link", Note;
    /// The text was altered although the terms forbid it.
    ///
    /// Why: Some licences (those with ND, no derivatives) and many publishers allow a reprint only word for word.
    /// The message says how much was changed.
    ///
    /// Fix: Restore the wording of the original; `creditline compare` shows every difference. Changes of style that
    /// the terms do allow can be given as a tolerance in the rule.
    ///
    /// Example: `require: [{ unaltered: { tolerance: 0.02 } }]`
    AlteredText = "altered-text", Warning;
    /// More was taken than the terms allow.
    ///
    /// Why: The publisher allows an excerpt, not the whole article; the message gives the limit and what was taken.
    ///
    /// Fix: Shorten the copied part and link to the article for the rest.
    ///
    /// Example: The first two paragraphs, then `Read on at <a href="https://harbour.example/ferry">Harbour
    /// News</a>`
    TooMuchReused = "too-much-reused", Warning;
    /// The page is dated outside the days in which the terms allow a reprint.
    ///
    /// Why: Many publishers ask for a pause before others may reprint, or let nobody reprint an old text. Both days are
    /// read off the metadata of the two texts, never off a clock.
    ///
    /// Fix: Publish the reprint within the days that the terms name, or ask the publisher for leave.
    ///
    /// Example: The terms say `window: { within-days: 90 }`, and the page is of half a year later.
    OutsideWindow = "outside-window", Warning;
    /// The link of the credit stands on other words than the terms ask for.
    ///
    /// Why: Some terms name the words that must be the link, such as the publisher's name or the title, because readers
    /// and search engines take a link for what its words say.
    ///
    /// Fix: Put the link on the words that the message names.
    ///
    /// Example: `Read it <a href="https://harbour.example/ferry">here</a>`, where the terms ask for the link on the title
    WrongAnchor = "wrong-anchor", Warning;
    /// Links of the original were dropped.
    ///
    /// Why: Publishers who ask for their links to be kept give sources and follow-ups in them; without them readers
    /// cannot check what the text says.
    ///
    /// Fix: Paste the article with its links, as they stand in the original.
    ///
    /// Example: `the report` becomes `<a href="https://harbour.example/report">the report</a>`
    LinksDropped = "links-dropped", Warning;
    /// The only credit is the original's own notice carried along.
    ///
    /// Why: The page says nothing of its own about where the text comes from; the credit survives because the last
    /// line of the original was copied too. Most publishers accept that, so it is only a note.
    ///
    /// Fix: Nothing has to be mended. A credit line in the page's own words is clearer for readers.
    ///
    /// Example: `Reprinted from Harbour News` above the text, and the notice still below it
    CopiedNotice = "copied-notice", Note;
    /// The credit leads to a copy of the text, not to the original.
    ///
    /// Why: A print page or a partner's licensed copy holds the same words, and naming it is a credit. Readers and
    /// search engines are still led past the publisher who is owed.
    ///
    /// Fix: Link the address that the message names as the original's. A publisher who lets only that one count sets
    /// the severity of `credited-copy` to `error`.
    ///
    /// Example: `Source: <a href="https://harbour.example/ferry">Harbour News</a>` instead of `…/print.php?id=7`
    CreditedCopy = "credited-copy", Note;
    /// Invisible or look-alike characters stand inside copied text.
    ///
    /// Why: Zero-width characters and letters of other scripts that look the same keep search engines and simple
    /// checks from recognising a copy. They also break reading aloud and searching in the page.
    ///
    /// Fix: Paste the text anew from the original. If the characters come from a tool that marks copied text,
    /// switch it off.
    ///
    /// Example: `fеrry` with a Cyrillic `е` becomes `ferry`
    ObfuscatedCopy = "obfuscated-copy", Warning;
    /// The original forbids reprints without permission and the page is on no allow list.
    ///
    /// Why: A credit does not replace the permission that the publisher keeps for itself.
    ///
    /// Fix: Ask the publisher, or take the text down. Once permission is given, the publisher adds the site to the
    /// allow list of the rule; on your own site an `ignore` with the agreement as its reason does the same.
    ///
    /// Example: `require: [{ permission: { allow: [partner.example] } }]`
    PermissionRequired = "permission-required", Error;
    /// The credited URL does not answer.
    ///
    /// Why: Readers who follow the credit find nothing. The article may have moved, or the address was cut off when
    /// it was copied.
    ///
    /// Fix: Open the address in a browser and replace it by the one the article has now.
    ///
    /// Example: `https://harbour.example/2016/11...` was copied from a shortened text; the article is at
    /// `https://harbour.example/2016/11/ferry`
    DeadLink = "dead-link", Warning;
    /// A suppression matched nothing or has expired.
    ///
    /// Why: An exception that outlives its reason hides the next fault on the same page. A misspelt code or a
    /// missing reason means that the exception does not hold at all.
    ///
    /// Fix: Take the `ignore` or the comment out, give it a later `until`, or mend what the message names.
    ///
    /// Example: `<!-- creditline: ignore[wrong-link] the article moved, agreed with Harbour News -->`
    UnusedIgnore = "unused-ignore", Warning;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_says_all_that_a_reader_needs() {
        for code in Code::ALL {
            let help = code.help();
            for (part, text) in [
                ("what", &help.what),
                ("why", &help.why),
                ("fix", &help.fix),
                ("example", &help.example),
            ] {
                assert!(text.chars().count() > 20, "{} lacks {part}", code.as_str());
            }
            assert!(help.what.ends_with('.'), "{}", help.what);
            let all = help.what.len() + help.why.len() + help.fix.len() + help.example.len();
            let written = one_line(code.documentation()).len();
            assert_eq!(
                written,
                all + " Why:  Fix:  Example: ".len(),
                "{} has a paragraph that is shown nowhere",
                code.as_str()
            );
            assert_eq!(Code::from_name(code.as_str()), Some(*code));
        }
    }
}
