//! Where a notice stands: its sentences, and the lines around them that belong to it.

use std::ops::Range;

use super::asides;
use super::lexicon::{Hit, Word};
use super::links::{LABEL_LINE, all_links, bare_address};
use super::lists;
use super::place::{Place, is_own, places, stands_well, talks};
use super::read::{Read, ends_in_label, lone_label};
use super::rows;
use super::sense;
use super::site_names::SiteNames;
use super::slots::{self, Region};
use super::spoken::Spoken;
use crate::address::same_owner;
use crate::originals::{Notice, NoticeKind};
use crate::page::{Block, BlockKind, Page};
use url::Url;

/// Blocks on either side of a demand that may belong to its box. By hand: the longest theme box has seven rows.
const AROUND: usize = 8;

/// Bytes of a line that may head a row of a box. By hand: four words, ten Chinese characters.
const HEADING: usize = 30;

/// Places of a page that are read as its notice, the last ones: articles have a handful, hostile pages one in each line. By hand.
const REGIONS: usize = 256;

/// Bytes of a row of the list in which the demand stands. By hand: a label and a name, twice.
const ROW: usize = 120;

/// Finds the notice in these blocks.
pub(super) fn find(
    page: &Page,
    blocks: &[&Block],
    spoken: &Spoken,
    hidden: bool,
) -> Option<Notice> {
    let mut reads: Vec<Read<'_>> = blocks
        .iter()
        .map(|block| Read::new(block, spoken))
        .collect();
    reads.iter_mut().for_each(|read| read.find_list(page));
    reads
        .iter_mut()
        .for_each(|read| read.leave_out_strange_labels(page));
    under_headings(page, &mut reads);
    let places = if hidden {
        vec![Place::Apart; reads.len()]
    } else {
        places(&reads)
    };
    let site = SiteNames::of(page);
    for (read, place) in reads.iter_mut().zip(&places) {
        read.judge(&|url| is_own(page, *place, url), &site);
        if *place == Place::Apart {
            let leads_away = leads_away(page, read.block);
            read.judge_apart(&site, leads_away);
        }
    }
    rows::read(&mut reads);
    lists::read(&mut reads, &places);
    lists::leave_out_rules(&mut reads);
    for read in &mut reads {
        read.leave_out_things();
    }
    let mut candidates: Vec<usize> = (0..)
        .zip(reads.iter().zip(&places))
        .filter(|(_, (read, place))| {
            let own = |url: &Url| is_own(page, **place, url);
            hidden && !read.said.is_empty() || stands_well(read, **place, &own)
        })
        .map(|(index, _)| index)
        .collect();
    candidates.drain(..candidates.len().saturating_sub(REGIONS));
    let talk = talks(&reads);
    let mut best: Option<(Rank, Notice)> = None;
    let mut last_end = 0;
    for index in candidates {
        if index < last_end {
            continue;
        }
        let range = around(&reads, index);
        last_end = range.end;
        consider(page, &reads, spoken, range, (talk, hidden), &mut best);
    }
    if best.is_none() {
        // What was said in the middle of a story makes no box.
        reads.iter_mut().for_each(|read| read.said.clear());
        for range in boxes(&reads, &places) {
            consider(page, &reads, spoken, range, (false, hidden), &mut best);
        }
    }
    best.map(|(_, notice)| notice)
}

/// Tells the blocks that stand below a heading which speaks of things alone.
fn under_headings(page: &Page, reads: &mut [Read<'_>]) {
    /// Words of such a heading; longer ones are headlines. By hand.
    const WORDS: usize = 5;
    let title = page.title.as_deref().unwrap_or_default();
    let mut headed = false;
    // Whether the paragraph above puts a thing under a licence: "This plugin is under CC BY." heads a list of what that means.
    let mut licensed = false;
    // Whether the paragraph above speaks of things alone: "The project is under the GPL. This means:" heads a list of it.
    let mut above = false;
    for read in reads {
        // "Forum rules" heads what members may post.
        let members = read.block.kind == BlockKind::Heading && asides::of_members(&read.hits);
        let things = read.objects.are_things() || members;
        let text = read.block.text.trim();
        let goes_on = above && read.objects.is_empty() && text.ends_with([':', '：']);
        licensed &= read.block.kind == BlockKind::ListItem;
        let under = headed || goes_on || licensed;
        read.objects.headed = under || read.block.kind == BlockKind::Caption;
        above = things && read.block.kind == BlockKind::Paragraph;
        let short = text.split_whitespace().count() <= WORDS && !title.contains(text);
        // "Icons. We used these: …": what stands below the list belongs to it.
        headed = match read.block.kind {
            BlockKind::Heading => things && short,
            BlockKind::ListItem => headed,
            _ => under && text.ends_with([':', '：']),
        };
        let names_license = || sense::license_in(text).is_some();
        licensed |= above && names_license();
    }
}

/// Whether a block links another site than the page's own, as notices about browsers and applications do.
fn leads_away(page: &Page, block: &Block) -> bool {
    let declared = page.urls.canonical.as_ref().or(page.urls.og.as_ref());
    declared.is_some_and(|own| {
        let mut links = block.links.iter().filter_map(|link| link.resolved.as_ref());
        links.any(|url| !same_owner(url, own))
    })
}

/// What makes one notice better than another: in the article, with an address and an author, further down.
type Rank = (bool, bool, usize, usize);

fn consider(
    page: &Page,
    reads: &[Read<'_>],
    spoken: &Spoken,
    range: Range<usize>,
    (talk, hidden): (bool, bool),
    best: &mut Option<(Rank, Notice)>,
) {
    let Some(inside) = reads.get(range.clone()) else {
        return;
    };
    let before = range
        .start
        .checked_sub(1)
        .and_then(|index| reads.get(index));
    let region = Region {
        spoken,
        reads: inside,
        before: before.filter(|read| {
            inside
                .first()
                .is_some_and(|first| first.block.landmark == read.block.landmark)
        }),
    };
    let Some(mut notice) = slots::fill(page, &region) else {
        return;
    };
    notice.hidden = hidden;
    let own = inside
        .iter()
        .any(|read| read.said.iter().any(|(_, said)| said.own));
    let labelled = inside.iter().any(|read| !read.labels.is_empty());
    // An article about copyright is full of such sentences; only one that speaks of the article itself counts there.
    if talk && !own && !labelled && !notice.fields.contains_key("url") {
        return;
    }
    let owed = ["url", "author"]
        .iter()
        .filter(|field| notice.fields.contains_key(**field))
        .count();
    let rank = (
        notice.in_article,
        notice.kind == NoticeKind::Prohibition || notice.kind != NoticeKind::Stated,
        owed,
        range.start,
    );
    if best.as_ref().is_none_or(|(known, _)| rank > *known) {
        *best = Some((rank, notice));
    }
}

/// The blocks around a demand that belong to it.
fn around(reads: &[Read<'_>], index: usize) -> Range<usize> {
    let landmark = reads.get(index).map(|read| read.block.landmark);
    // The rows of one list or table belong together, whatever their labels are.
    let own = reads.get(index).and_then(|read| read.list);
    let in_row = |read: &Read<'_>| is_row_of(read, own);
    let belongs = |at: usize| {
        reads.get(at).is_some_and(|read| {
            Some(read.block.landmark) == landmark
                && (belongs(read) || is_condition(read) || in_row(read))
                || Some(read.block.landmark) == landmark && is_value(reads, at)
        })
    };
    // A short line between, such as the heading of a box's last row, breaks no box.
    let heading = |at: usize| {
        reads.get(at).is_some_and(|read| {
            read.block.text.len() <= HEADING && Some(read.block.landmark) == landmark
        })
    };
    let mut start = index;
    while start > 0 && index - start < AROUND {
        if belongs(start - 1) {
            start -= 1;
        } else if start > 1 && heading(start - 1) && belongs(start - 2) {
            start -= 2;
        } else {
            break;
        }
    }
    let mut end = index + 1;
    while end < reads.len() && end - index <= AROUND && belongs(end) {
        end += 1;
    }
    start..end
}

/// Whether a block reads like a line of a notice by itself.
fn belongs(read: &Read<'_>) -> bool {
    let text = read.block.text.trim();
    if text.len() > LABEL_LINE * 2 && read.said.is_empty() {
        return false;
    }
    // "Copyright", "Links": the entries of a menu look like labels.
    let menu = all_links(read.block, &(0..read.block.text.len()));
    let labelled = read.labels.len() > 1 || read.labels.iter().any(|label| label.start < 60);
    !read.said.is_empty()
        || read.conditioned
        || labelled && text.len() <= LABEL_LINE
        || !menu && lone_label(read).is_some()
        || bare_address(read.block)
        || read.licensed()
        || read.licensed_in_words()
}

/// Whether a block is a short row of a list.
fn is_row_of(read: &Read<'_>, list: Option<usize>) -> bool {
    list.is_some() && read.block.text.len() <= ROW && read.list == list
}

/// Whether a row of a list is one of its conditions: "You must credit the reporter, Ida Holm".
fn is_condition(read: &Read<'_>) -> bool {
    let named = |name: &Hit| {
        let asks = |ask: &Hit| ask.word == Word::Ask && ask.language == name.language;
        name.word == Word::Name && read.hits.iter().any(asks)
    };
    read.block.kind == BlockKind::ListItem
        && read.block.text.len() <= LABEL_LINE / 2
        && !read.asks.is_empty()
        && read.hits.iter().any(named)
}

fn is_value(reads: &[Read<'_>], at: usize) -> bool {
    let shows = || {
        reads
            .get(at)
            .is_some_and(|read| read.block.text.len() <= 2 * ROW && read.block.text.contains("://"))
    };
    at.checked_sub(1)
        .and_then(|before| reads.get(before))
        .is_some_and(|read| {
            let cites = || {
                reads
                    .get(at)
                    .is_some_and(|read| slots::cited_in(read).is_some())
            };
            let example = || slots::gives_example(read) && (shows() || cites());
            lone_label(read).is_some() || ends_in_label(read) || example()
        })
}

/// Boxes that ask for nothing in words: runs of label lines with the article's address, or an author and a licence.
fn boxes(reads: &[Read<'_>], places: &[Place]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < reads.len() {
        let is_line = |index: usize| {
            reads.get(index).is_some_and(|read| {
                belongs(read)
                    && (!read.licensed_in_words() || places.get(index) != Some(&Place::Story))
            }) || is_value(reads, index)
        };
        if !is_line(at) {
            at += 1;
            continue;
        }
        let start = at;
        let landmark = reads.get(at).map(|read| read.block.landmark);
        let own = reads.get(at).filter(|read| read.paired);
        let own = own.and_then(|read| read.list);
        let is_row = |at: usize| reads.get(at).is_some_and(|read| is_row_of(read, own));
        while at < reads.len()
            && at - start < 2 * AROUND
            && (is_line(at) || is_row(at))
            && reads.get(at).map(|read| read.block.landmark) == landmark
        {
            at += 1;
        }
        // The title often stands above its address, without a label.
        if at > start {
            found.push(start..at);
        } else {
            at += 1;
        }
    }
    found.drain(..found.len().saturating_sub(REGIONS));
    found
}
