//! The notice: where an original states what a reprint owes.
//!
//! People do not write templates, so that a notice is read by its words: a clause in which words of taking a text over
//! meet words of asking, allowing or forbidding (`clause`), then the lines that belong to it (`region`), then whom
//! and what it names (`slots`), with doubt where a word is no name and an address no article (`sense`). The `ask`
//! templates of rules come on top: they tell which particular rule a notice belongs to (`asks`).

mod apart;
mod asides;
mod asks;
mod clause;
mod grammar;
mod lexicon;
mod licensed;
mod links;
mod lists;
mod measure;
mod names;
mod object;
mod place;
mod read;
mod region;
mod rows;
pub mod sense;
mod sentences;
mod site_names;
mod slots;
mod spoken;
mod weigh;

pub use asks::Asks;
pub(super) use licensed::is_own_license;
pub use names::split_names;
pub(super) use object::{licensed_at, licenses_things};
pub(crate) use sense::is_license;
pub(super) use slots::{byline_in, visible_byline};
pub(super) use spoken::Spoken;

use super::{Notice, NoticeKind};
use crate::page::{Block, Landmark, Page};

/// The rule of a notice that no template knows.
const GENERAL: &str = "default";

/// The rule of a notice that forbids.
const PROHIBITION: &str = "no-reprint";

/// Longest text that is searched, in bytes.
const MAX_TEXT: usize = 1024 * 1024;

/// Finds the notice of an original.
///
/// `page` is the original after reading, `text` its main text (the notice's range in it is given if it stands there),
/// `asks` the `ask` templates of all rules. All visible blocks but navigation, comments and lists of other articles are
/// searched, and last the hidden ones: the "republish this story" dialog of a newsroom holds its terms.
pub fn find_notice(page: &Page, text: &str, asks: &Asks) -> Option<Notice> {
    find_spoken(page, text, asks, &Spoken::of(page))
}

/// The same, where it is known in which languages the page is read.
pub(super) fn find_spoken(page: &Page, text: &str, asks: &Asks, spoken: &Spoken) -> Option<Notice> {
    let visible: Vec<&Block> = bounded(page.blocks.iter().filter(|block| may_hold(block)));
    let embedded = page.embedded.iter().flat_map(|document| &document.blocks);
    let hidden: Vec<&Block> = bounded(page.hidden.iter().chain(embedded));
    let read = region::find(page, &visible, spoken, false);
    let known = asks.find(page, &visible, read.as_ref(), false);
    // A template of labels alone fits the box of any work.
    let known = known.filter(|known| {
        let about = slots::is_about_another(page, &known.fields);
        read.is_some() || known.rule != GENERAL || !about
    });
    let of_text = |known: &Notice| is_of_text(known, &visible, spoken);
    let mut found = merged(read, known.filter(of_text), spoken);
    if found
        .as_ref()
        .is_none_or(|notice| !notice.fields.contains_key("url"))
    {
        let read = region::find(page, &hidden, spoken, true);
        let known = asks.find(page, &hidden, read.as_ref(), true);
        let of_text = |known: &Notice| is_of_text(known, &hidden, spoken);
        // The dialog of a newsroom says more than a line without address in sight; never less.
        if let Some(dialog) = merged(read, known.filter(of_text), spoken)
            && (found.is_none() || dialog.fields.contains_key("url"))
        {
            found = Some(dialog);
        }
    }
    let mut notice = found?;
    notice.range = text
        .rfind(&notice.text)
        .map(|start| start..start + notice.text.len());
    Some(notice)
}

/// Whether a template matched what is said of the text, and not of the code or the pictures that the page speaks of too.
fn is_of_text(known: &Notice, blocks: &[&Block], spoken: &Spoken) -> bool {
    let within = blocks.iter().find_map(|block| {
        let at = block.text.find(&known.text)?;
        Some((block.text.as_str(), at..at + known.text.len()))
    });
    let (text, part) = within.unwrap_or((&known.text, 0..known.text.len()));
    let measures = || {
        let part = text.get(part.clone()).unwrap_or_default();
        asides::of_shares(part, &lexicon::hits(part, spoken))
    };
    !object::asks_of_things(text, &part, spoken) && !measures()
}

/// One notice out of what the words and what a template of a rule say of the same place.
fn merged(read: Option<Notice>, known: Option<Notice>, spoken: &Spoken) -> Option<Notice> {
    // The template of a demand fits one sentence of a notice that forbids in another: 無断転載禁止。引用の際は出典を明記.
    let outweighed = |known: &Notice| {
        let bans = |read: &&Notice| read.kind == NoticeKind::Prohibition;
        known.kind != NoticeKind::Prohibition
            && read.as_ref().filter(bans).is_some_and(|read| {
                read.text.contains(&known.text)
                    && forbids(&read.text.replacen(&known.text, "", 1), spoken)
            })
    };
    let known = known.filter(|known| !outweighed(known));
    match (read, known) {
        (Some(read), Some(mut known)) => {
            // The template was written for this very notice, but it knows nothing of what stands around it: the site
            // that is to be named is no author.
            let names_site = |name: &String| {
                let publisher = read.fields.get("publisher");
                publisher.is_some_and(|publisher| sense::same(publisher, name))
            };
            if known.fields.get("author").is_some_and(names_site) {
                known.fields.remove("author");
            }
            // A template takes the words of a link to the article for the site.
            let known_site = known.fields.get("publisher");
            if known_site.is_some_and(|name| slots::names_source(name)) {
                known.fields.remove("publisher");
            }
            for (field, value) in read.fields {
                known.fields.entry(field).or_insert(value);
            }
            if known.rule == PROHIBITION && read.kind != NoticeKind::Prohibition {
                known.kind = NoticeKind::Prohibition;
            } else {
                known.kind = read.kind;
            }
            // "Only with the consent of the editors, and with a link": the consent comes first.
            if known.kind == NoticeKind::Prohibition {
                PROHIBITION.clone_into(&mut known.rule);
            }
            known.warnings = read.warnings;
            known.in_article = read.in_article;
            if read.text.len() > known.text.len() && read.text.contains(&known.text) {
                known.text = read.text;
                known.line = read.line;
            }
            Some(known)
        }
        (read, known) => known.or(read),
    }
}

/// Whether a sentence of a text forbids reprints.
fn forbids(text: &str, spoken: &Spoken) -> bool {
    let hits = lexicon::hits(text, spoken);
    sentences::sentences(text).into_iter().any(|range| {
        let said = clause::said(text, &range, object::within(&hits, &range), false, false);
        said.is_some_and(|said| said.kind == NoticeKind::Prohibition)
    })
}

fn bounded<'b>(blocks: impl Iterator<Item = &'b Block>) -> Vec<&'b Block> {
    let mut bytes = 0;
    blocks
        .take_while(|block| {
            bytes += block.text.len() + 1;
            bytes <= MAX_TEXT
        })
        .collect()
}

fn may_hold(block: &Block) -> bool {
    /// Bytes of a line in a menu that is none of its entries. By hand: four words.
    const LINE: usize = 30;
    match block.landmark {
        Landmark::Comments | Landmark::Related => false,
        // "© Pier Post. Not to be copied." among views and share links.
        Landmark::Nav => block.links.is_empty() && block.text.len() >= LINE,
        _ => true,
    }
}
