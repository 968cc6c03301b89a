//! Judging what a page says about sources against one original: credits and claims.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::decide::Finding;
use super::evidence_links::{Links, Where};
use super::names::{Named, Names};
use super::phrases::Phrases;
use super::place::Places;
use super::scan::{Line, Scan};
use super::voice::Runs;
use super::{Claim, Credit, CreditKind, Region, Voice, Zone};
use super::{code, own, reach};
use crate::address::Judge;
use crate::matching::{Passage, Reuse};
use crate::originals::Original;
use crate::page::{Block, BlockKind, Page};

/// Characters of a credit's text that are reported.
const SHOWN: usize = 500;

/// A longer line is a sentence about something, whatever phrase stands in it, unless it names or links the original.
pub(super) const LINE_TOKENS: usize = 60;

/// What a page says about one original.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Everything that may be a credit, in the order of the page; hidden and code-only evidence last.
    pub credits: Vec<Credit>,
    /// Where the page claims to be the source itself.
    pub claims: Vec<Claim>,
}

/// Finds all evidence of credit to `original` on `page`. `reuse` says where the reprinted text lies.
pub fn find(page: &Page, original: &Original, reuse: &Reuse) -> Evidence {
    find_in(&Scan::of(page), page, original, reuse)
}

/// As [`find`], for a page that was scanned before: the scan serves every original.
pub fn find_in(scan: &Scan, page: &Page, original: &Original, reuse: &Reuse) -> Evidence {
    let (urls, foreign_base) = own::addresses(page, original);
    let judge = Judge::new(original, &urls);
    let finder = Finder {
        page,
        names: Names::of(original),
        own_names: Names::of_page(page, &urls),
        original,
        runs: OnceCell::new(),
        places: Places::new(page, &scan.tokens, &reuse.passages),
        passages: &reuse.passages,
        scan,
        judge,
        foreign_base,
    };
    finder.run()
}

pub(super) struct Finder<'a> {
    pub(super) page: &'a Page,
    pub(super) judge: Judge,
    pub(super) names: Names,
    /// Relative links were resolved against the original's address, which the page copied.
    pub(super) foreign_base: bool,
    pub(super) own_names: Names,
    pub(super) places: Places<'a>,
    pub(super) scan: &'a Scan,
    original: &'a Original,
    passages: &'a [Passage],
    /// Made when the first line asks for its voice.
    runs: OnceCell<Runs>,
}

/// A line with everything that is known about it.
pub(super) struct Reading<'l> {
    pub(super) line: &'l Line,
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
    fn run(&self) -> Evidence {
        let mut evidence = Evidence::default();
        // Where credits were found: a link in them is no second credit.
        let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (number, line) in self.scan.visible.iter().enumerate() {
            // A caption credits its picture.
            if self.page.blocks[line.block].kind == BlockKind::Caption {
                continue;
            }
            let reading = self.read(line, false);
            match self.decide(&reading, number) {
                Finding::Credit(kind, phrase) => {
                    taken.extend(reading.links.places());
                    evidence.credits.push(self.credit(&reading, kind, phrase));
                }
                Finding::Claim => {
                    taken.extend(reading.links.places());
                    evidence.claims.push(self.claim(&reading, number));
                }
                Finding::Nothing => {}
            }
        }
        let lines: BTreeSet<usize> = evidence.credits.iter().filter_map(|c| c.block).collect();
        self.bare_links(&taken, &mut evidence.credits);
        self.bare_names(&lines, &mut evidence.credits);
        evidence
            .credits
            .sort_by_key(|credit| (credit.block, credit.range.start));
        for line in &self.scan.hidden {
            let reading = self.read(line, true);
            if let Finding::Credit(kind, phrase) = self.decide(&reading, usize::MAX) {
                evidence.credits.push(self.credit(&reading, kind, phrase));
            }
        }
        self.hidden_links(&mut evidence.credits);
        evidence.credits.extend(code::credits(self));
        evidence
    }

    fn read<'l>(&'l self, line: &'l Line, hidden: bool) -> Reading<'l> {
        let (blocks, urls) = if hidden {
            (&self.page.hidden, &self.scan.hidden_urls)
        } else {
            (&self.page.blocks, &self.scan.urls)
        };
        let block = &blocks[line.block];
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
            links.read(self, &blocks[index], &part);
            let apart = if words.is_empty() {
                reach::narrow(&block.text, line, &mut links)
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

    pub(super) fn voice(&self, text: &str, at: Option<&Range<usize>>) -> Voice {
        let runs = self.runs.get_or_init(|| Runs::of(self.original));
        if runs.copied(text, at, self.passages) {
            Voice::Copied
        } else {
            Voice::Own
        }
    }

    fn credit(&self, reading: &Reading<'_>, kind: CreditKind, phrase: Option<usize>) -> Credit {
        let (line, column) = self
            .page
            .position_in(reading.block, reading.line.range.start);
        Credit {
            text: shown(&reading.text),
            kind,
            phrase: phrase.map(|index| Phrases::built_in().get(index).text.clone()),
            links: reading.links.list(),
            authors: reading.named.authors.clone(),
            other_author: self.other_author(reading),
            publisher: reading.named.publisher,
            title: reading.named.title,
            visibility: reading.block.visibility,
            code: None,
            zone: reading.zone,
            region: reading.region,
            voice: reading.voice,
            distance: reading.distance,
            block: Some(reading.line.block),
            range: reading.line.range.clone(),
            line,
            column,
        }
    }

    fn claim(&self, reading: &Reading<'_>, number: usize) -> Claim {
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

/// The text of a credit as it is reported.
pub(super) fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
