//! Where a notice stands: its sentences, and the lines around them that belong to it.

use std::ops::Range;

use super::clause::{self, Said};
use super::lexicon::{Hit, Word, hits};
use super::sense;
use super::slots;
use super::spoken::Spoken;
use crate::originals::{Notice, NoticeKind};
use crate::page::{Block, BlockKind, Landmark, Page};
use crate::text::urls;

/// Bytes from which a block without words of a notice is running text of the article. By hand: a label line is
/// shorter, a paragraph longer; 66 Chinese characters.
const PROSE: usize = 200;

/// Blocks on either side of a demand that may belong to its box. By hand: the longest theme box has seven rows.
const AROUND: usize = 8;

/// Bytes of a line that may head a row of a box. By hand: four words, ten Chinese characters.
const HEADING: usize = 30;

/// Bytes of a line that may be a label with its value.
pub(super) const LABEL_LINE: usize = 600;

/// Bytes of a sentence that may go on in the next: "Steal this post! But say …". By hand.
const SENTENCE: usize = 120;

/// Bytes of a sentence between these two that says nothing of its own: "No problem.", "Go ahead!". By hand.
const INTERJECTION: usize = 60;

/// Bytes of a row "Rights: by arrangement only". By hand: a dozen words.
const ROW: usize = 120;

/// Lines with labels that are read of one notice; hostile texts have thousands.
const LABELS: usize = 64;

/// A block with the words found in it.
pub(super) struct Read<'b> {
    pub(super) block: &'b Block,
    pub(super) hits: Vec<Hit>,
    /// Sentences that say something about taking the text over.
    pub(super) said: Vec<(Range<usize>, Said)>,
    /// Other sentences with words of crediting, which may tell more of what is owed.
    pub(super) asks: Vec<Range<usize>>,
    pub(super) labels: Vec<Label>,
}

/// A label and where its value stands in the same block.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) word: Word,
    pub(super) start: usize,
    pub(super) value: Range<usize>,
}

/// The part of a page that makes up its notice.
pub(super) struct Region<'r, 'b> {
    pub(super) reads: &'r [Read<'b>],
    /// Number of the first block of the region among all that were read, and the block before it, if near.
    pub(super) before: Option<&'r Read<'b>>,
}

/// Finds the notice in these blocks.
pub(super) fn find(
    page: &Page,
    blocks: &[&Block],
    spoken: &Spoken,
    hidden: bool,
) -> Option<Notice> {
    let mut reads: Vec<Read<'_>> = blocks.iter().map(|block| read(block, spoken)).collect();
    rows(&mut reads);
    let candidates: Vec<usize> = (0..reads.len())
        .filter(|index| stands_well(&reads, *index, hidden))
        .collect();
    let talk = talks(&reads);
    let mut best: Option<(Rank, Notice)> = None;
    let mut last_end = 0;
    for index in candidates {
        if index < last_end {
            continue;
        }
        let range = around(&reads, index);
        last_end = range.end;
        consider(page, &reads, range, talk, hidden, &mut best);
    }
    if best.is_none() {
        for range in boxes(&reads) {
            consider(page, &reads, range, false, hidden, &mut best);
        }
    }
    best.map(|(_, notice)| notice)
}

/// What makes one notice better than another: in the article, with an address and an author, further down.
type Rank = (bool, bool, usize, usize);

fn consider(
    page: &Page,
    reads: &[Read<'_>],
    range: Range<usize>,
    talk: bool,
    hidden: bool,
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

pub(super) fn read<'b>(block: &'b Block, spoken: &Spoken) -> Read<'b> {
    let hits = hits(&block.text, spoken);
    let mut said = Vec::new();
    let mut asks = Vec::new();
    let deciding = |hit: &Hit| clause::deciding(hit.word);
    if hits.iter().any(deciding) {
        let mut at = 0;
        let mut last: Option<Range<usize>> = None;
        for range in clause::sentences(&block.text) {
            // Both lists are in order.
            while hits
                .get(at)
                .is_some_and(|hit| hit.range.start < range.start)
            {
                at += 1;
            }
            let count = hits
                .get(at..)
                .unwrap_or_default()
                .iter()
                .take_while(|hit| hit.range.start < range.end)
                .count();
            let before = last.take();
            let inside = hits.get(at..at + count).unwrap_or_default();
            at += count;
            let contacts = inside.iter().any(|hit| {
                matches!(
                    hit.word,
                    Word::Contact | Word::Turn | Word::Warn | Word::Consent
                )
            });
            let goes_on = contacts && before.is_some();
            if !goes_on && !inside.iter().any(deciding) {
                // "Want to take it? No problem. But say whose it is."
                let carries = range.len() <= SENTENCE
                    && ends_in_mark(&block.text, range.end)
                    && inside.iter().any(|hit| hit.word == Word::Carry);
                last = if carries {
                    Some(range)
                } else {
                    before.filter(|_| range.len() <= INTERJECTION)
                };
                continue;
            }
            // Menus and headlines are nothing but links.
            if slots::all_links(block, &range) {
                continue;
            }
            let address = slots::holds_address(block, &range);
            if !address && links_a_license(&block.text, &range, inside) {
                continue;
            }
            if let Some(found) = clause::said(&block.text, &range, inside, address) {
                // "Creative Commons (no derivatives, not commercial)" forbids, and is a licence.
                let sentence = block.text.get(range.clone()).unwrap_or_default();
                if found.kind == NoticeKind::Prohibition && sense::license_in(sentence).is_some() {
                    continue;
                }
                said.push((range, found));
                continue;
            }
            // "Steal this post! But say where you found it." asks in two sentences.
            let both = before.map(|before| before.start..range.end);
            let has = |word: Word| inside.iter().any(|hit| hit.word == word);
            let credits = has(Word::Tell) || has(Word::Name) || has(Word::Say) || has(Word::Ask);
            let told = has(Word::Origin) || has(Word::Whose) || has(Word::Byline);
            let goes_on = credits && (told || address) || contacts;
            let joined = both.filter(|_| goes_on).and_then(|both| {
                let from = hits.partition_point(|hit| hit.range.start < both.start);
                let inside = hits.get(from..at).unwrap_or_default();
                let found = clause::said(&block.text, &both, inside, address)?;
                // "Want to use it? Talk to the author first."
                (contacts || found.kind != NoticeKind::Prohibition).then_some((both, found))
            });
            if let Some(found) = joined {
                said.push(found);
                continue;
            }
            let takes = |hit: &Hit| {
                matches!(
                    hit.word,
                    Word::Reuse | Word::Take | Word::Put | Word::Carry | Word::Elsewhere
                )
            };
            if inside.iter().any(takes)
                && range.len() <= SENTENCE
                && ends_in_mark(&block.text, range.end)
            {
                last = Some(range.clone());
            }
            asks.push(range);
        }
    }
    let labels = labels(&block.text, &hits);
    Read {
        block,
        hits,
        said,
        asks,
        labels,
    }
}

/// Whether a sentence that ends here ends with a mark.
fn ends_in_mark(text: &str, end: usize) -> bool {
    text.get(..end).is_some_and(|text| {
        text.ends_with(['!', '?', '！', '？', '.', '。', '…', ';', '؟', '।', '۔'])
    })
}

/// "Credit the work and link <licence>": what is to be linked is the licence, which is no notice of the page.
fn links_a_license(text: &str, range: &Range<usize>, hits: &[Hit]) -> bool {
    /// Bytes between "link" and the address it speaks of.
    const BESIDE: usize = 10;
    let Some(at) = text
        .get(range.clone())
        .and_then(|sentence| sentence.find("://creativecommons.org/"))
    else {
        return false;
    };
    let at = range.start + at.saturating_sub("https".len());
    hits.iter().any(|hit| {
        matches!(hit.word, Word::Name | Word::Source)
            && hit.range.end <= at
            && at - hit.range.end <= BESIDE
    })
}

/// The labels of a block: a label word at the beginning of a line or behind a mark, then a colon.
fn labels(text: &str, hits: &[Hit]) -> Vec<Label> {
    let mut found: Vec<(Word, Range<usize>, usize)> = Vec::new();
    for hit in hits.iter().filter(|hit| hit.word.is_label()) {
        if found.len() >= LABELS {
            break;
        }
        let before = text.get(..hit.range.start).unwrap_or_default();
        let opens = before
            .trim_end_matches([' ', '*', '_', '#', '>', '-', '•', '·', '\u{a0}'])
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '’' | '\'' | '-'));
        let glued = before.ends_with(|c: char| c.is_alphanumeric());
        let spaced = before.ends_with("  ") || before.ends_with(' ') && hit.word != Word::License;
        let apart = spaced && !glued && !hit.range.is_empty();
        if !opens && !apart {
            continue;
        }
        let rest = text.get(hit.range.end..).unwrap_or_default();
        let trimmed = rest.trim_start_matches([' ', '*', '_', '\u{a0}', ')', '）', '(']);
        let Some(mark) = trimmed.chars().next() else {
            continue;
        };
        let strong = matches!(mark, ':' | '：' | '｜' | '»' | '∶' | '︰');
        let slash = opens && matches!(mark, '／' | '/' | '|') && hit.word == Word::Author;
        let dash = opens && matches!(mark, '—' | '–') && hit.word == Word::Author;
        if !(strong || slash || dash) {
            continue;
        }
        let value = hit.range.end + (rest.len() - trimmed.len()) + mark.len_utf8();
        found.push((hit.word, hit.range.clone(), value));
    }
    if found.is_empty()
        && let Some(label) = unknown_label(text)
    {
        found.push(label);
    }
    // Of labels that end at one colon the longest holds: "original link" over "link"; an address over a publisher.
    found.sort_by_key(|(word, range, value)| (*value, range.start, *word));
    // A word that is both, such as "Source", is the weaker of the two.
    let both: Vec<Range<usize>> = found
        .iter()
        .filter(|(word, _, _)| *word == Word::Publisher)
        .map(|(_, range, _)| range.clone())
        .collect();
    for (word, range, _) in &mut found {
        if *word == Word::Address && both.contains(range) {
            *word = Word::Publisher;
        }
    }
    found.dedup_by_key(|(_, _, value)| *value);
    let starts: Vec<usize> = found.iter().map(|(_, range, _)| range.start).collect();
    found
        .into_iter()
        .enumerate()
        .map(|(index, (word, range, value))| {
            let next = starts
                .get(index + 1)
                .copied()
                .unwrap_or(text.len())
                .max(value);
            let line = text.get(value..next).unwrap_or_default();
            let blank = line.len() - line.trim_start().len();
            let end = line
                .get(blank..)
                .and_then(|line| line.find('\n'))
                .map_or(next, |at| value + blank + at);
            Label {
                word,
                start: range.start,
                value: value..end,
            }
        })
        .collect()
}

/// A label that no language has, before nothing but an address: "Webadres: https://…".
fn unknown_label(text: &str) -> Option<(Word, Range<usize>, usize)> {
    /// Bytes of such a label. By hand: three words, eight Chinese characters.
    const LONGEST: usize = 32;
    let at = text.find([':', '：'])?;
    let mark = text.get(at..)?.chars().next()?;
    let value = at + mark.len_utf8();
    let address = text.get(value..)?.trim();
    let whole = address.starts_with("http")
        && urls::leading_url(address).is_some_and(|url| url.len() == address.len());
    (whole && at <= LONGEST && !text.get(..at)?.contains('\n')).then_some((
        Word::Address,
        0..at,
        value,
    ))
}

/// Reads rows of a box whose label makes a few words a ban: "Rights: by arrangement only".
fn rows(reads: &mut [Read<'_>]) {
    let mut headed = false;
    for read in reads {
        let short = read.block.text.len() <= ROW && read.said.is_empty();
        let label = read.labels.iter().find(|label| label.word == Word::License);
        let value = label
            .map(|label| label.value.clone())
            .or_else(|| headed.then_some(0..read.block.text.len()))
            .filter(|_| short);
        headed = lone_label(read) == Some(Word::License);
        let Some(value) = value else { continue };
        let says = |word: Word, language: u8| {
            read.hits.iter().any(|hit| {
                hit.word == word && hit.language == language && hit.range.start >= value.start
            })
        };
        let bans = read.hits.iter().any(|hit| {
            hit.word == Word::Consent
                && says(Word::Consent, hit.language)
                && says(Word::Apply, hit.language)
                && !says(Word::Waive, hit.language)
        });
        if bans {
            let said = Said {
                kind: NoticeKind::Prohibition,
                credit: false,
                reuse: true,
                own: false,
            };
            read.said.push((value, said));
        }
    }
}

/// Whether a block may be the heart of a notice: at an edge of the article or in a box, and mostly a notice.
fn stands_well(reads: &[Read<'_>], index: usize, hidden: bool) -> bool {
    let Some(read) = reads.get(index).filter(|read| !read.said.is_empty()) else {
        return false;
    };
    if hidden {
        return true;
    }
    let at_edge = at_edge(reads, index);
    let text = &read.block.text;
    let said: usize = read.said.iter().map(|(range, _)| range.len()).sum();
    let labelled: usize = read
        .labels
        .iter()
        .map(|label| label.value.end - label.start)
        .sum();
    let address = read
        .said
        .iter()
        .any(|(range, said)| said.credit && slots::holds_address(read.block, range));
    let heavy = (said + labelled) * 2 >= text.len();
    let own = read.said.iter().any(|(_, said)| said.own);
    let ends = read
        .said
        .last()
        .is_some_and(|(range, _)| range.end + 40 >= text.trim_end().len())
        || read.said.first().is_some_and(|(range, _)| range.start < 40);
    if at_edge {
        heavy || text.len() <= 160 || ends && (address || own || text.len() <= 600)
    } else {
        heavy && (own || address || !read.labels.is_empty() || text.len() <= 120)
    }
}

/// Whether a block stands before or behind the running text of the article, or beside its first or last paragraph.
fn at_edge(reads: &[Read<'_>], index: usize) -> bool {
    let prose = |read: &Read<'_>| {
        read.said.is_empty()
            && read.labels.is_empty()
            && read.block.text.len() >= PROSE
            && read.block.landmark == Landmark::Content
            && !matches!(read.block.kind, BlockKind::Code)
    };
    let first = reads.iter().position(prose);
    let last = reads.iter().rposition(prose);
    first.is_none_or(|first| index <= first + 1) || last.is_none_or(|last| index + 1 >= last)
}

/// Whether the article itself is about copying: several such sentences in its running text.
fn talks(reads: &[Read<'_>]) -> bool {
    let talking = reads
        .iter()
        .filter(|read| {
            let words = |word: Word| read.hits.iter().any(|hit| hit.word == word);
            let said: usize = read.said.iter().map(|(range, _)| range.len()).sum();
            read.block.text.len() >= PROSE
                && said * 2 < read.block.text.len()
                && words(Word::Reuse)
                && (words(Word::Consent) || words(Word::Ban) || !read.said.is_empty())
                && !read.said.is_empty()
        })
        .count();
    talking >= 2
}

/// The blocks around a demand that belong to it.
fn around(reads: &[Read<'_>], index: usize) -> Range<usize> {
    let landmark = reads.get(index).map(|read| read.block.landmark);
    let belongs = |at: usize| {
        reads.get(at).is_some_and(|read| {
            Some(read.block.landmark) == landmark && (belongs(read) || is_condition(read))
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
    let menu = slots::all_links(read.block, &(0..read.block.text.len()));
    let labelled = read.labels.len() > 1 || read.labels.iter().any(|label| label.start < 60);
    !read.said.is_empty()
        || labelled && text.len() <= LABEL_LINE
        || !menu && lone_label(read).is_some()
        || slots::bare_address(read.block)
        || slots::licensed(read.block)
        || slots::licensed_in_words(read.block)
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

/// Whether a block is nothing but a label, its value being the next block.
pub(super) fn lone_label(read: &Read<'_>) -> Option<Word> {
    let text = read.block.text.trim().trim_end_matches([':', '：', ' ']);
    if text.is_empty() || text.len() > 60 {
        return None;
    }
    read.hits
        .iter()
        .filter(|hit| hit.word.is_label())
        .find(|hit| read.block.text.get(hit.range.clone()) == Some(text))
        .map(|hit| hit.word)
}

fn is_value(reads: &[Read<'_>], at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| reads.get(before))
        .is_some_and(|read| lone_label(read).is_some() || ends_in_label(read))
}

/// Whether the last label of a block has its value in the next one.
pub(super) fn ends_in_label(read: &Read<'_>) -> bool {
    read.labels.last().is_some_and(|label| {
        read.block
            .text
            .get(label.value.start..)
            .is_none_or(|rest| rest.trim().is_empty())
    })
}

/// Boxes that ask for nothing in words: runs of label lines with the article's address, or an author and a licence.
fn boxes(reads: &[Read<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < reads.len() {
        let is_line = |index: usize| {
            reads.get(index).is_some_and(|read| {
                belongs(read) && (!slots::licensed_in_words(read.block) || at_edge(reads, index))
            }) || is_value(reads, index)
        };
        if !is_line(at) {
            at += 1;
            continue;
        }
        let start = at;
        let landmark = reads.get(at).map(|read| read.block.landmark);
        while at < reads.len()
            && at - start < 2 * AROUND
            && is_line(at)
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
    found
}
