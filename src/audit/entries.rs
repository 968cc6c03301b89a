//! Pages that hold several texts, such as a list, a digest, a live blog: a credit belongs to the text that it stands
//! with.
//!
//! A credit stands with the text that it interrupts, or with the only text in the box around it. Where no box tells texts
//! apart, credits and texts that take turns belong together, and then a credit and the only text under the same heading.
//! All else is open, and what is open is held against nobody.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::elsewhere::Beside;
use super::judging::Found;
use super::own_post::{self, rank};
use crate::credit::{Credit, CreditKind, Target, Voice};
use crate::matching::{Class, PassageKind, Reuse};
use crate::page::{Block, BlockKind, Page, Visibility};

/// Texts of which every credit stands right before the text, or right behind it, from which that is the page's habit.
/// By hand.
const HABIT: usize = 2;

/// Notes of each credit that stands with another text of the page, or with a post of the page's own, that it does so.
pub(super) fn placed(page: &Page, found: &mut [Found<'_>]) {
    let entries = entries(page, found);
    let mut with = BTreeMap::new();
    if entries.len() > 1 {
        let layout = Layout::new(page, &entries, found);
        if layout.is_habit(true) || layout.is_habit(false) {
            return;
        }
        let names: BTreeMap<usize, String> = entries
            .iter()
            .filter_map(|entry| Some((entry.number, name(found.get(entry.number)?))))
            .collect();
        for entry in &entries {
            let Some(one) = found.get_mut(entry.number) else {
                continue;
            };
            for credit in &mut one.evidence.credits {
                let Some(block) = place(credit) else { continue };
                credit.with = layout
                    .with
                    .get(&block)
                    .filter(|other| **other != entry.number && !layout.is_list(block, **other))
                    .and_then(|other| names.get(other).cloned());
            }
        }
        with = layout.with;
    }
    for entry in &entries {
        let Some(one) = found.get_mut(entry.number) else {
            continue;
        };
        let credits = &one.evidence.credits;
        let known: Vec<usize> = credits.iter().filter_map(|credit| credit.block).collect();
        let original = &one.original;
        let is_next =
            |other: &Entry, block| (entry.blocks.end..=block).contains(&other.blocks.start);
        for credit in &mut one.evidence.credits {
            let block = place(credit).filter(|block| !with.contains_key(block));
            let block = block.filter(|block| !entries.iter().any(|other| is_next(other, *block)));
            let Some(block) = block else { continue };
            let post = own_post::heading(page, original, &entry.blocks, (block, credit), &known);
            credit.with = post.map(str::to_owned);
        }
        let mut beside = Beside::new(page, original, entry.blocks.clone(), known);
        for credit in &mut one.evidence.credits {
            // What stands with another known text, or among several, is settled.
            let is_open = credit.block.is_none_or(|block| {
                let is_between = |other: &Entry| {
                    is_next(other, block)
                        || (block..entry.blocks.start).contains(&other.blocks.start)
                };
                !with.contains_key(&block) && !entries.iter().any(is_between)
            });
            if is_open {
                beside.place(credit);
            }
        }
    }
}

fn name(found: &Found<'_>) -> String {
    let original = &found.original;
    let address = || original.url.as_ref().map(ToString::to_string);
    original.title.clone().or_else(address).unwrap_or_default()
}

/// One text of the page.
struct Entry {
    /// Its number among what was found.
    number: usize,
    /// The blocks between the first and the last one that hold it.
    blocks: Range<usize>,
}

/// The texts of a page in their order. What lies within another text, such as a quotation, is none of its own; of texts
/// that lie across one another no place belongs to one alone, so that they are none either.
fn entries(page: &Page, found: &[Found<'_>]) -> Vec<Entry> {
    let all = found.iter().enumerate();
    let mut all: Vec<Entry> = all
        .filter_map(|(number, found)| {
            let is_text = found.reuse.class >= Class::Excerpt && found.reuse.has_core;
            let blocks = blocks(page, &found.reuse).filter(|_| is_text)?;
            Some(Entry { number, blocks })
        })
        .collect();
    all.sort_by_key(|entry| (entry.blocks.start, std::cmp::Reverse(entry.blocks.end)));
    let mut entries: Vec<Entry> = Vec::new();
    let mut crossed = 0;
    for entry in all {
        match entries.last() {
            _ if entry.blocks.start < crossed => crossed = crossed.max(entry.blocks.end),
            Some(last) if entry.blocks.start < last.blocks.end => {
                let is_within = entry.blocks.end <= last.blocks.end && entry.blocks != last.blocks;
                if !is_within {
                    crossed = last.blocks.end.max(entry.blocks.end);
                    entries.pop();
                }
            }
            _ => entries.push(entry),
        }
    }
    entries
}

/// Share of the outermost block of a text that is words of the text; a passage may reach into the credit line above it,
/// which ends with the author's name as the text begins. By hand.
const OWN: f64 = 0.5;

/// The blocks from the first to the last that hold words of a text.
fn blocks(page: &Page, reuse: &Reuse) -> Option<Range<usize>> {
    let passages = reuse.passages.iter();
    let exact = passages.filter(|passage| passage.kind != PassageKind::Reworded);
    let (mut start, mut end) = (usize::MAX, 0);
    for passage in exact.clone() {
        start = start.min(passage.page.start);
        end = end.max(passage.page.end);
    }
    let whole = blocks_of(page, &(start..end));
    let is_own = |number: &usize| {
        page.blocks.get(*number).is_some_and(|block| {
            let block = block.range();
            let words = exact.clone().map(|passage| {
                let (start, end) = (passage.page.start, passage.page.end);
                end.min(block.end).saturating_sub(start.max(block.start))
            });
            words.sum::<usize>() as f64 >= OWN * block.len() as f64
        })
    };
    let own = whole.clone().find(is_own);
    let own = own.zip(whole.clone().rfind(is_own));
    let blocks = own.map_or(whole, |(first, last)| first..last + 1);
    (!blocks.is_empty()).then_some(blocks)
}

/// The blocks in which a stretch of the page's text lies.
pub(super) fn blocks_of(page: &Page, text: &Range<usize>) -> Range<usize> {
    let is_before = |block: &Block| block.range().end <= text.start;
    let first = page.blocks.partition_point(is_before);
    let last = page.blocks.partition_point(|block| block.start < text.end);
    first..last
}

/// The block of a credit in sight that says by itself where a text comes from.
fn place(credit: &Credit) -> Option<usize> {
    let is_seen = matches!(credit.visibility, Visibility::Visible | Visibility::Folded);
    let links = || {
        credit
            .links
            .iter()
            .any(|link| link.target == Target::Article)
    };
    let speaks = match credit.kind {
        CreditKind::Phrase | CreditKind::Named => links() || credit.publisher || credit.title,
        CreditKind::Byline | CreditKind::Link | CreditKind::Reference => {
            links() && credit.voice == Voice::Own
        }
        CreditKind::Code => false,
    };
    credit.block.filter(|_| is_seen && speaks)
}

/// How the texts and the credits of a page lie to one another.
struct Layout<'a> {
    page: &'a Page,
    entries: &'a [Entry],
    /// For each element that holds texts: which one, or that there are several.
    holds: BTreeMap<usize, Option<usize>>,
    /// The texts that stand in no box of their own together with their heading; all where each has one. What stands
    /// outside of a box is not said of the text in it.
    open: Vec<&'a Entry>,
    /// The headings that begin the parts of the page in which these stand.
    bounds: Vec<usize>,
    /// The blocks of credits, each with the text that it credits.
    credits: BTreeSet<(usize, usize)>,
    /// The text with which each of these blocks stands.
    with: BTreeMap<usize, usize>,
    /// The texts that are credited at one place: between two texts, and with one of them.
    together: BTreeMap<(usize, usize), BTreeSet<usize>>,
}

impl<'a> Layout<'a> {
    fn new(page: &'a Page, entries: &'a [Entry], found: &[Found<'_>]) -> Self {
        let mut layout = Self {
            page,
            entries,
            holds: BTreeMap::new(),
            open: Vec::new(),
            bounds: Vec::new(),
            credits: BTreeSet::new(),
            with: BTreeMap::new(),
            together: BTreeMap::new(),
        };
        for entry in entries {
            for block in [entry.blocks.start, entry.blocks.end - 1] {
                for element in layout.around(block) {
                    let held = layout.holds.entry(element);
                    held.and_modify(|held| *held = held.filter(|one| *one == entry.number))
                        .or_insert(Some(entry.number));
                }
            }
            let credits = found.get(entry.number).into_iter();
            let credits = credits.flat_map(|one| &one.evidence.credits);
            let places = credits.filter_map(place).map(|block| (block, entry.number));
            layout.credits.extend(places);
        }
        layout.find_bounds();
        let blocks: BTreeSet<usize> = layout.credits.iter().map(|(block, _)| *block).collect();
        layout.with = blocks
            .into_iter()
            .filter_map(|block| Some((block, layout.stands_with(block)?)))
            .collect();
        for (block, number) in &layout.credits {
            if let Some(with) = layout.with.get(block) {
                let place = (layout.texts_before(*block), *with);
                layout.together.entry(place).or_default().insert(*number);
            }
        }
        layout
    }

    /// Headings outside of the texts, as far down as those that stand right above a text, and the boxes they are in.
    fn find_bounds(&mut self) {
        let blocks = self.page.blocks.iter().enumerate();
        let headings: Vec<(usize, u8)> = blocks
            .filter(|(_, block)| block.kind == BlockKind::Heading)
            .filter(|(number, _)| self.inside(*number).is_none())
            .map(|(number, block)| (number, rank(self.page, block)))
            .collect();
        let mut lowest = 0;
        let mut from = 0;
        for entry in self.entries {
            let to = headings.partition_point(|(number, _)| *number < entry.blocks.start);
            let above = headings.get(from..to).unwrap_or_default().last();
            lowest = lowest.max(above.map_or(0, |(_, level)| *level));
            from = to;
        }
        let (mut free, mut shut, mut boxed) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (number, _) in headings.into_iter().filter(|(_, level)| *level <= lowest) {
            let around = self.around(number).into_iter();
            match around.filter_map(|element| self.holds.get(&element)).next() {
                Some(Some(text)) => {
                    boxed.insert(*text);
                    shut.push(number);
                }
                _ => free.push(number),
            }
        }
        let is_open = |entry: &&Entry| !boxed.contains(&entry.number);
        self.open = self.entries.iter().filter(is_open).collect();
        if self.open.is_empty() {
            self.open = self.entries.iter().collect();
            free.extend(shut);
            free.sort_unstable();
        }
        self.bounds = free;
    }

    /// The elements around a block, innermost first.
    fn around(&self, block: usize) -> Vec<usize> {
        let block = self.page.blocks.get(block);
        block.map_or_else(Vec::new, |block| {
            self.page.ancestors(block.element).collect()
        })
    }

    /// How many texts begin before a block.
    fn texts_before(&self, block: usize) -> usize {
        let is_before = |entry: &Entry| entry.blocks.start <= block;
        self.entries.partition_point(is_before)
    }

    /// The last text that begins before a block.
    fn last_before(&self, block: usize) -> Option<&Entry> {
        self.entries.get(self.texts_before(block).checked_sub(1)?)
    }

    /// The text in which a block stands.
    fn inside(&self, block: usize) -> Option<usize> {
        let last = self.last_before(block)?;
        last.blocks.contains(&block).then_some(last.number)
    }

    /// The text with which a block stands.
    fn stands_with(&self, block: usize) -> Option<usize> {
        if let Some(inside) = self.inside(block) {
            return Some(inside);
        }
        let around = self.around(block);
        let held = around.iter().find_map(|element| self.holds.get(element));
        if let Some(Some(only)) = held {
            return Some(*only);
        }
        // The credit above a headline stands with what is below it, if all do.
        let whole = 0..self.page.blocks.len();
        if let Some(next) = self.in_turn(block, &whole, &self.open, &[false]) {
            return Some(next);
        }
        let next = self.bounds.partition_point(|bound| *bound <= block);
        let before = next.checked_sub(1).and_then(|last| self.bounds.get(last));
        let behind = self.bounds.get(next).copied();
        let part = before.copied().unwrap_or(0)..behind.unwrap_or(self.page.blocks.len());
        let first = self
            .open
            .partition_point(|one| one.blocks.end <= part.start);
        let last = self.open.partition_point(|one| one.blocks.start < part.end);
        match self.open.get(first..last).unwrap_or_default() {
            [] => None,
            [only] => Some(only.number),
            several => self.in_turn(block, &part, several, &[true, false]),
        }
    }

    /// The text of a credit where texts and credits take turns, each credit behind its text or before it.
    fn in_turn(
        &self,
        block: usize,
        part: &Range<usize>,
        texts: &[&Entry],
        sides: &[bool],
    ) -> Option<usize> {
        let mut credits: Vec<usize> = Vec::new();
        for (block, _) in self.credits.range((part.start, 0)..(part.end, 0)) {
            if credits.last() != Some(block) {
                credits.push(*block);
            }
            if credits.len() > texts.len() {
                return None;
            }
        }
        let place = credits.iter().position(|credit| *credit == block)?;
        let is_before = |(credit, text): (&usize, &&Entry)| *credit < text.blocks.start;
        let is_behind = |(credit, text): (&usize, &&Entry)| *credit >= text.blocks.end;
        let takes_turns = |behind: &bool| {
            let (own, next) = (credits.iter().zip(texts), texts.iter().skip(1));
            if *behind {
                own.clone().all(is_behind) && credits.iter().zip(next).all(is_before)
            } else {
                own.clone().all(is_before) && credits.iter().skip(1).zip(texts).all(is_behind)
            }
        };
        let text = texts.get(place)?;
        let is_turn = credits.len() == texts.len() && sides.iter().any(takes_turns);
        is_turn.then_some(text.number)
    }

    /// Whether a credit stands right behind its text, or right before it.
    fn is_beside(&self, block: usize, number: usize, behind: bool) -> bool {
        let beside = if behind {
            self.last_before(block)
        } else {
            self.entries.get(self.texts_before(block))
        };
        beside.is_some_and(|entry| entry.number == number && !entry.blocks.contains(&block))
    }

    /// Whether every text that is credited at all has a credit on the same side of it, and several have: so it is done
    /// on this page, whatever boxes and headings seem to say.
    fn is_habit(&self, behind: bool) -> bool {
        let credited: BTreeSet<usize> = self.credits.iter().map(|(_, number)| *number).collect();
        let right: BTreeSet<usize> = self
            .credits
            .iter()
            .filter(|(block, number)| self.is_beside(*block, *number, behind))
            .map(|(_, number)| *number)
            .collect();
        right.len() >= HABIT && right == credited
    }

    /// Whether the credits of all texts stand where this one does, a list of sources: of all that have no other.
    fn is_list(&self, block: usize, with: usize) -> bool {
        let place = (self.texts_before(block), with);
        let Some(here) = self.together.get(&place) else {
            return false;
        };
        let elsewhere = self.together.iter().filter(|(other, _)| **other != place);
        let mut elsewhere = elsewhere.flat_map(|(_, texts)| texts);
        here.len() > 1 && elsewhere.all(|text| here.contains(text))
    }
}
