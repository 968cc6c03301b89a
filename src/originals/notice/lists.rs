//! Sentences that go on in the rows of a list: "You may reprint our articles as long as: – you name the source", "Without our
//! consent you may not: – copy, – republish". What the head says holds for each of its rows.

use std::ops::Range;

use super::NoticeKind;
use super::asides;
use super::clause;
use super::grammar::Said;
use super::lexicon::{Hit, Word};
use super::object::within;
use super::place::Place;
use super::read::Read;
use super::sentences::sentences;
use crate::page::BlockKind;

/// Rows of a list that are looked at. By hand: the longest terms of newsrooms have nine.
const ROWS: usize = 12;

/// Bytes of the block above a list, and of a row. By hand: three sentences, two sentences.
const HEAD: usize = 600;
const ROW: usize = 300;

/// Bytes of the line below a list that ends its sentence: "without prior consent." By hand.
const TAIL: usize = 60;

/// What the head of a list says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    Allows,
    Forbids,
}

/// Reads the rows of all lists by their heads.
pub(super) fn read(reads: &mut [Read<'_>], places: &[Place]) {
    for index in 0..reads.len() {
        let story = places.get(index) == Some(&Place::Story);
        let Some((range, rows)) = list(reads, index).filter(|_| !story) else {
            if !story {
                read_lines(reads, index);
            }
            continue;
        };
        match head(reads, index, &range, &rows) {
            Some(Head::Allows) => {
                let more = conditions(reads, &rows);
                allow(reads, index, range, rows.start..more.end);
            }
            Some(Head::Forbids) => forbid(reads, index, range),
            None => leave_out_others(reads, index, &range, &rows),
        }
    }
}

/// Leaves out what the head of a list says whose rows all speak of the works of others: "It is forbidden to publish: – articles that
/// infringe the rights of others".
fn leave_out_others(
    reads: &mut [Read<'_>],
    index: usize,
    head: &Range<usize>,
    rows: &Range<usize>,
) {
    let others = |read: &Read<'_>| asides::of_others(&read.block.text, &read.hits);
    let all = reads
        .get(rows.clone())
        .is_some_and(|rows| rows.iter().all(others));
    if let Some(read) = reads.get_mut(index).filter(|_| all) {
        read.said.retain(|(range, _)| range.end <= head.start);
    }
}

/// Leaves out what rows of a list say in which another row is a rule for members: "Do not repost removed threads", "Message the
/// moderators".
pub(super) fn leave_out_rules(reads: &mut [Read<'_>]) {
    let same = |a: &Read<'_>, b: &Read<'_>| a.list.is_some() && a.list == b.list;
    for rows in reads.chunk_by_mut(same) {
        if rows.len() > 1 && rows.iter().any(|row| asides::of_members(&row.hits)) {
            rows.iter_mut().for_each(|row| row.said.clear());
        }
    }
}

/// The sentence of a block that goes on in a list, and the rows of that list.
fn list(reads: &[Read<'_>], index: usize) -> Option<(Range<usize>, Range<usize>)> {
    let block = reads.get(index)?.block;
    let text = block.text.trim_end();
    let row = |read: &&Read<'_>| {
        read.block.kind == BlockKind::ListItem && read.block.landmark == block.landmark
    };
    let opens = text.len() <= HEAD && text.ends_with([':', '：']);
    let rows = reads.get(index + 1..).filter(|_| opens)?;
    let count = rows.iter().take(ROWS).take_while(row).count();
    let sentence = sentences(text).pop()?;
    (count > 0).then_some((sentence, index + 1..index + 1 + count))
}

/// What the head says in the language in which a row goes on.
fn head(
    reads: &[Read<'_>],
    index: usize,
    last: &Range<usize>,
    rows: &Range<usize>,
) -> Option<Head> {
    let above = reads.get(index)?;
    let mut languages: Vec<u8> = above.hits.iter().map(|hit| hit.language).collect();
    languages.sort_unstable();
    languages.dedup();
    languages.into_iter().find_map(|language| {
        let said = |range: &Range<usize>| of_language(within(&above.hits, range), language);
        let has = |hits: &[Hit], words: &[Word]| hits.iter().any(|hit| words.contains(&hit.word));
        let row = |read: &&Read<'_>, words: &[Word]| {
            read.block.text.len() <= ROW && has(&of_language(&read.hits, language), words)
        };
        let inside = || reads.get(rows.clone()).into_iter().flatten();
        let below = conditions(reads, rows);
        let owed = || {
            let mut all = inside().chain(reads.get(below.clone()).into_iter().flatten());
            all.any(|read| row(&read, &[Word::Name, Word::Source]))
        };
        // "No copying. What may be quoted, and how:" has its ban already.
        let banned = above
            .said
            .iter()
            .any(|(_, said)| said.kind == NoticeKind::Prohibition);
        let opening = said(last);
        let forbids = has(&opening, &[Word::Forbid, Word::Ban]);
        let allows = |range: Range<usize>| {
            let said = said(&range);
            // "Conditions for taking our texts over:" allows it, too.
            let stated = range == *last && has(&said, &[Word::Ask]);
            (stated || has(&said, &[Word::Permit]))
                && has(&said, &[Word::Reuse])
                && !has(&said, &[Word::Forbid, Word::Ban, Word::Story])
        };
        // "Reprints are possible on these conditions: – consent of the editors, – the author is named"
        let consented = |read: &Read<'_>| {
            read.block.text.len() <= ROW
                && !read.objects.are_things()
                && is_consent(&of_language(&read.hits, language))
        };
        // "You may: – copy it, – change it. On these conditions: – name the author": the rows say what is allowed.
        let listed =
            || has(&opening, &[Word::Permit]) && inside().any(|read| row(&read, &[Word::Reuse]));
        if !forbids
            && !banned
            && (sentences(&above.block.text).into_iter().any(allows)
                || !below.is_empty() && listed())
        {
            return match inside().any(consented) {
                true => Some(Head::Forbids),
                false => owed().then_some(Head::Allows),
            };
        }
        let below = reads.get(rows.end).filter(|read| ends_sentence(read));
        let consents = |hit: &Hit| hit.word == Word::Consent && hit.language == language;
        let agreed = has(&opening, &[Word::Consent])
            || below.is_some_and(|read| read.hits.iter().any(consents));
        let others = has(&opening, &[Word::Others, Word::Story, Word::Yours]);
        let takes = |read: &&Read<'_>| {
            // "They belong to the Quarry Review, and you may not: – copy them"
            let text = above.objects.name_text()
                || read.objects.name_text()
                || has(&above.hits, &[Word::Owned])
                || has(&read.hits, &[Word::Own]);
            text && row(read, &[Word::Reuse]) && !row(read, &[Word::Others, Word::Commercial])
        };
        (forbids && agreed && !others && inside().any(|read| takes(&read))).then_some(Head::Forbids)
    })
}

/// The rows of the list that follows a list under a short head of its own, "On these conditions:"; none if there is no such.
fn conditions(reads: &[Read<'_>], rows: &Range<usize>) -> Range<usize> {
    let says = |hit: &Hit| matches!(hit.word, Word::Forbid | Word::Ban | Word::Not | Word::Reuse);
    let bare = reads
        .get(rows.end)
        .is_some_and(|read| read.block.text.len() <= TAIL && !read.hits.iter().any(says));
    let more = list(reads, rows.end).filter(|_| bare).map(|(_, rows)| rows);
    more.unwrap_or(rows.end..rows.end)
}

/// Whether a condition is the consent of the owner, to whatever is done: not to sales, changes or what goes further.
fn is_consent(hits: &[Hit]) -> bool {
    use Word::{Alter, Beyond, Commercial, Consent, Forbid, Not, Permit, Waive, Without};
    const OTHER: &[Word] = &[
        Alter, Beyond, Commercial, Forbid, Not, Permit, Waive, Without,
    ];
    let has = |words: &[Word]| hits.iter().any(|hit| words.contains(&hit.word));
    has(&[Consent]) && !has(OTHER)
}

/// Reads a list whose rows are lines of the block of its head.
fn read_lines(reads: &mut [Read<'_>], index: usize) {
    let Some(read) = reads.get(index) else {
        return;
    };
    let (text, hits) = (&read.block.text, &read.hits);
    if !text.contains(":\n") && !text.contains("：\n") {
        return;
    }
    let lines = sentences(text);
    let opens = |range: &Range<usize>| {
        let head = text.get(range.clone()).unwrap_or_default();
        range.len() <= ROW && head.trim_end().ends_with([':', '：'])
    };
    let Some(at) = lines.iter().take(ROWS).position(opens) else {
        return;
    };
    let (Some(head), Some(rows)) = (lines.get(at), lines.get(at + 1..)) else {
        return;
    };
    // A ban on sales alone is one of the conditions.
    let bans = |said: &Said| said.kind == NoticeKind::Prohibition && !(said.narrow || said.sold);
    if read.said.iter().any(|(_, said)| bans(said)) {
        return;
    }
    let mut languages: Vec<u8> = within(hits, head).iter().map(|hit| hit.language).collect();
    languages.sort_unstable();
    languages.dedup();
    let found = languages.into_iter().find_map(|language| {
        let said = |range: &Range<usize>| of_language(within(hits, range), language);
        let has = |hits: &[Hit], words: &[Word]| hits.iter().any(|hit| words.contains(&hit.word));
        let opening = said(head);
        let allows = has(&opening, &[Word::Reuse])
            && has(&opening, &[Word::Permit, Word::Ask])
            && !has(&opening, &[Word::Forbid, Word::Ban, Word::Story]);
        let rows = || rows.iter().take(ROWS).filter(|row| row.len() <= ROW);
        if !allows {
            None
        } else if rows().any(|row| is_consent(&said(row))) {
            Some(Head::Forbids)
        } else {
            let owed = |row| has(&said(row), &[Word::Name, Word::Source]);
            rows().any(owed).then_some(Head::Allows)
        }
    });
    let head = head.clone();
    let end = rows
        .iter()
        .take(ROWS)
        .next_back()
        .map_or(head.end, |row| row.end);
    match found {
        Some(Head::Allows) => allow(reads, index, head.start..end, 0..0),
        Some(Head::Forbids) => forbid(reads, index, head),
        None => {}
    }
}

/// Whether a block ends the sentence of the list above it.
fn ends_sentence(read: &Read<'_>) -> bool {
    let text = read.block.text.trim();
    text.len() <= TAIL && !text.starts_with(char::is_uppercase) && !text.ends_with([':', '：'])
}

/// The words of one language, those left out that are part of a longer one.
fn of_language(hits: &[Hit], language: u8) -> Vec<Hit> {
    clause::resolved(hits.iter().filter(|hit| hit.language == language).collect())
}

/// The rows below a permission are its conditions: what they ask for is owed, and what they forbid is one way of use.
fn allow(reads: &mut [Read<'_>], index: usize, sentence: Range<usize>, rows: Range<usize>) {
    let said = Said::plain(NoticeKind::Permission, true);
    for read in reads.get_mut(rows).into_iter().flatten() {
        let bans = |(_, said): &(Range<usize>, Said)| said.kind == NoticeKind::Prohibition;
        read.said.retain(|said| !bans(said));
        read.conditioned = true;
    }
    if let Some(above) = reads.get_mut(index).filter(|above| above.said.is_empty()) {
        above.said.push((sentence, said));
    }
}

fn forbid(reads: &mut [Read<'_>], index: usize, sentence: Range<usize>) {
    let said = Said::plain(NoticeKind::Prohibition, false);
    if let Some(above) = reads.get_mut(index) {
        above.said.retain(|(range, _)| *range != sentence);
        above.said.push((sentence, said));
    }
}
