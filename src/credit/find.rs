//! Lines of a page read against one original: what they link and name, where they stand, and who speaks.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::evidence_links::{Links, View, Where};
use super::line::{Line, PlainUrl, count_tokens};
use super::model::shown;
use super::names::{Named, Names};
use super::place::Places;
use super::reach;
use super::scan::Scan;
use super::voice::{Runs, copied_stretches};
use super::{Claim, Credit, CreditKind, Region, Voice, Zone};
use crate::address::Judge;
use crate::matching::Passage;
use crate::originals::Original;
use crate::page::{Block, Page};
use crate::text::{folded, urls};

/// A longer line is a sentence about something, whatever phrase stands in it, unless it names or links the original. By
/// hand, held against labelled pages (`examples/credits.rs`).
pub(super) const LINE_TOKENS: usize = 60;

/// Copied words beside a credit in its line from which the line is a paragraph of the text and the credit stands behind or
/// before it: a passage may reach into a credit line by the name with which the text begins. By hand.
const COPIED_TOKENS: usize = 8;

/// Bytes of copied text that hold as many words, whatever they are. By hand; it bounds work.
const COPIED_BYTES: usize = 512;

/// The folded letters of a text: "公众号：X" has those of "公众号「X」".
fn letters(text: &str) -> String {
    let folded = folded(text);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// One page and one original, with what is known of both.
pub(super) struct Finder<'a> {
    pub(super) page: &'a Page,
    pub(super) judge: Judge,
    pub(super) names: Names,
    /// Relative links were resolved against an address of the original's site, which the page copied.
    pub(super) foreign_base: bool,
    pub(super) own_names: Names,
    pub(super) places: Places<'a>,
    pub(super) scan: &'a Scan,
    pub(super) original: &'a Original,
    pub(super) passages: &'a [Passage],
    /// Made when the first line asks for its voice.
    pub(super) runs: OnceCell<Runs>,
    /// The letters of the original's notice, if it is not long; made when the first line asks for them.
    pub(super) notice_letters: OnceCell<Option<String>>,
    /// What the passages copied, made when the first line asks for it.
    pub(super) stretches: OnceCell<Vec<Range<usize>>>,
    /// The addresses shown as text in visible blocks, with the original's own read whole however it is spelt.
    pub(super) urls: Cow<'a, [PlainUrl]>,
}

/// A line with everything that is known about it.
pub(super) struct Reading<'l> {
    pub(super) line: Cow<'l, Line>,
    pub(super) block: &'l Block,
    pub(super) hidden: bool,
    /// The line and its value.
    pub(super) text: String,
    pub(super) links: Links,
    pub(super) named: Named,
    pub(super) zone: Zone,
    pub(super) region: Region,
    pub(super) distance: Option<usize>,
    pub(super) voice: Voice,
}

impl Finder<'_> {
    /// What is needed to look at links.
    pub(super) fn view(&self) -> View<'_> {
        View {
            page: self.page,
            judge: &self.judge,
            names: &self.names,
            foreign_base: self.foreign_base,
        }
    }

    /// The addresses shown as text in a visible block.
    pub(super) fn urls_of(&self, block: usize) -> &[PlainUrl] {
        let from = self.urls.partition_point(|url| url.block < block);
        let to = self.urls.partition_point(|url| url.block <= block);
        self.urls.get(from..to).unwrap_or_default()
    }

    pub(super) fn read<'l>(&'l self, line: &'l Line, hidden: bool) -> Reading<'l> {
        let (blocks, urls) = if hidden {
            (&self.page.hidden, self.scan.hidden_urls.as_slice())
        } else {
            (&self.page.blocks, self.urls.as_ref())
        };
        let block = &blocks[line.block];
        let line = if hidden {
            Cow::Borrowed(line)
        } else {
            self.own_line(block, line)
        };
        let mut links = Links::default();
        let mut text = block.text[line.range.clone()].to_owned();
        let mut words = String::new();
        let parts = std::iter::once((line.block, line.range.clone())).chain(line.value.clone());
        for (index, range) in parts {
            let from = urls.partition_point(|url| url.block < index);
            let to = urls.partition_point(|url| url.block <= index);
            let part = Where {
                block: index,
                range: &range,
                urls: &urls[from..to],
                concerning: false,
            };
            links.read(&self.view(), &blocks[index], &part);
            let apart = if words.is_empty() {
                reach::narrow(&block.text, &line, &mut links)
            } else {
                Vec::new()
            };
            words.push_str(&links.words(&blocks[index], &part, &apart));
            words.push('\n');
        }
        if let Some((index, range)) = &line.value {
            text.push(' ');
            text.push_str(&blocks[*index].text[range.clone()]);
        }
        let (zone, region, distance) = if hidden {
            let (zone, region) = self.places.of_hidden(block);
            (zone, region, None)
        } else {
            self.places.of(line.block, &line.range)
        };
        let at = (!hidden).then(|| block.start + line.range.start..block.start + line.range.end);
        let voice = match self.voice(&text, at.as_ref()) {
            // Whoever puts another address into the original's notice speaks for himself.
            Voice::Copied if links.show_another(self.original) => Voice::Own,
            voice => voice,
        };
        Reading {
            line,
            block,
            hidden,
            links,
            named: self.names.find(&words),
            zone,
            region,
            distance,
            voice,
            text,
        }
    }

    /// A line without the copied text that stands in it: "… the last copied sentence. (Source: X)" is the page's own word
    /// behind the text, though it stands in one paragraph with it.
    fn own_line<'l>(&self, block: &Block, line: &'l Line) -> Cow<'l, Line> {
        let whole = Cow::Borrowed(line);
        let parts = line.marks.iter().map(|mark| {
            let part = self.own_part(block, &line.range, &mark.range);
            (mark, part)
        });
        let Some((_, part)) = { parts }.find(|(_, part)| *part != line.range) else {
            return whole;
        };
        let within = |range: &Range<usize>| part.start <= range.start && range.end <= part.end;
        let marks = line.marks.iter().filter(|mark| within(&mark.range));
        Cow::Owned(Line {
            marks: marks.cloned().collect(),
            value: line.value.clone().filter(|_| part.end == line.range.end),
            tokens: count_tokens(block.text.get(part.clone()).unwrap_or_default()),
            block: line.block,
            range: part,
        })
    }

    /// Whether what was copied stands in the notice of the original, or is an address and little else: a credit has the
    /// names and the address of the notice, which are no text.
    fn is_of_notice(&self, copied: &str) -> bool {
        let in_urls = urls::find_urls(copied).into_iter();
        let in_urls: usize = { in_urls.filter_map(|url| copied.get(url)) }
            .map(count_tokens)
            .sum();
        if count_tokens(copied) < COPIED_TOKENS + in_urls {
            return true;
        }
        let notice = self.notice_letters.get_or_init(|| {
            let notice = self.original.notice.as_ref();
            let short = notice.filter(|notice| notice.text.len() <= COPIED_BYTES * 4);
            short.map(|notice| letters(&notice.text))
        });
        { notice.as_ref() }.is_some_and(|notice| notice.contains(&letters(copied)))
    }

    /// The part of a line around a place in it that was not copied; the whole line where the place itself was.
    pub(super) fn own_part(
        &self,
        block: &Block,
        line: &Range<usize>,
        at: &Range<usize>,
    ) -> Range<usize> {
        let stretches = self
            .stretches
            .get_or_init(|| copied_stretches(self.passages));
        let (first, last) = (block.start + at.start, block.start + at.end);
        let next = stretches.partition_point(|stretch| stretch.end <= first);
        let behind = stretches.get(next);
        if behind.is_some_and(|stretch| stretch.start < last) {
            return line.clone();
        }
        let within = |stretch: &Range<usize>| {
            let start = stretch.start.saturating_sub(block.start).max(line.start);
            let end = stretch.end.saturating_sub(block.start).min(line.end);
            let text = block.text.get(start..end.max(start)).unwrap_or_default();
            // A line may be a whole page with thousands of links: a long stretch is not counted for each.
            let is_text = text.len() > COPIED_BYTES
                || count_tokens(text) >= COPIED_TOKENS && !self.is_of_notice(text);
            is_text.then_some(start..end)
        };
        let before = next.checked_sub(1).and_then(|at| stretches.get(at));
        let mut from = before
            .and_then(within)
            .map_or(line.start, |stretch| stretch.end);
        // The mark that ends the copied sentence.
        let rest = block.text.get(from..at.start).unwrap_or_default();
        if from > line.start {
            let ends = |c: char| c.is_whitespace() || ".。!！?？…,;”\"’»」』".contains(c);
            from += rest.len() - rest.trim_start_matches(ends).len();
        }
        let to = behind
            .and_then(within)
            .map_or(line.end, |stretch| stretch.start);
        from..to.max(from)
    }

    pub(super) fn voice(&self, text: &str, at: Option<&Range<usize>>) -> Voice {
        let runs = self.runs.get_or_init(|| Runs::of(self.original));
        if runs.copied(text, at, self.passages) {
            Voice::Copied
        } else {
            Voice::Own
        }
    }

    pub(super) fn credit(
        &self,
        reading: &Reading<'_>,
        kind: CreditKind,
        phrase: Option<Range<usize>>,
    ) -> Credit {
        let (line, column) = self
            .page
            .position_in(reading.block, reading.line.range.start);
        Credit {
            text: shown(&reading.text),
            phrase: phrase.map(|range| folded(&reading.block.text[range]).into_owned()),
            links: reading.links.list(),
            other_author: self.other_author(reading),
            visibility: reading.block.visibility,
            zone: reading.zone,
            region: reading.region,
            voice: reading.voice,
            distance: reading.distance,
            block: Some(reading.line.block),
            range: reading.line.range.clone(),
            line,
            column,
            ..Credit::blank(kind).naming(self.names.with_short_title(
                reading.named.clone(),
                &reading.text,
                reading.links.article_texts(&reading.block.text),
            ))
        }
    }

    pub(super) fn claim(&self, reading: &Reading<'_>, number: usize) -> Claim {
        let (line, column) = self
            .page
            .position_in(reading.block, reading.line.range.start);
        let beside = || {
            let lines = &self.scan.visible;
            let from = number.saturating_sub(3);
            lines[from..(number + 4).min(lines.len())]
                .iter()
                .filter(|other| other.block.abs_diff(reading.line.block) <= 3)
                .find_map(|other| self.other_author(&self.read(other, false)))
        };
        Claim {
            text: shown(&reading.text),
            url: reading.links.own_url(),
            author: self.other_author(reading).or_else(beside),
            line,
            column,
        }
    }
}
