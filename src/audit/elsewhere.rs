//! Credits in a part of the page that has a headline of its own: another article, a post, a list of other things.
//!
//! A credit belongs to the part in which it stands. Where the text has an `article` of its own, what stands in another
//! one, or outside under another headline, is said of that. Where nothing but a headline stands between the text and the
//! credit it may be a part of the page's own article: then the credit only stands away from the text.

use std::collections::BTreeMap;
use std::ops::Range;

use super::furniture::told::{is_note, is_prose};
use super::own_post::{is_list, names, rank};
use crate::credit::{Credit, CreditKind, Zone, heads_credit};
use crate::matching::{Length, Params};
use crate::originals::Original;
use crate::page::{BlockKind, Landmark, Page, Visibility};
use crate::text::{counted, tokens};

/// Words of a headline, and characters of scripts without spaces, from which it says what a box without prose is about.
/// By hand: "Latest news", "다른 기사"; "Info" and "Details" say nothing.
const HEADLINE: Length = Length { words: 2, han: 4 };

/// Prose under a headline behind the text from which a credit below it may be said of that: a sentence. By hand.
const SENTENCE: Length = Length { words: 10, han: 20 };

/// Words of a line with which a reader's post begins: a name, a date and a time of day. By hand.
const SIGNATURE: usize = 10;

/// The text of one original on a page, and what was found out of the boxes beside it.
pub(super) struct Beside<'p> {
    page: &'p Page,
    original: &'p Original,
    text: Range<usize>,
    /// The elements around the first and the last block of the text.
    around: Vec<usize>,
    /// The `article` that holds the text.
    article: Option<usize>,
    /// The headings of the content, in order.
    headings: Vec<usize>,
    /// Blocks of credits: what names the original in them says nothing of the box.
    credits: Vec<usize>,
    /// By their elements.
    boxes: BTreeMap<usize, Part>,
    /// By their headings.
    sections: BTreeMap<usize, Part>,
}

/// What a part of the page beside the text holds.
#[derive(Clone)]
struct Part {
    blocks: Range<usize>,
    /// Whether it has prose of its own at some length.
    speaks: bool,
    /// Whether it has a sentence of its own.
    says: bool,
    /// Whether it names the original, its people or its publisher apart from the credits.
    is_about: bool,
}

impl<'p> Beside<'p> {
    pub(super) fn new(
        page: &'p Page,
        original: &'p Original,
        text: Range<usize>,
        credits: Vec<usize>,
    ) -> Self {
        let ancestors = |number: usize| -> Vec<usize> {
            let block = page.blocks.get(number);
            block.map_or_else(Vec::new, |block| page.ancestors(block.element).collect())
        };
        let mut around = ancestors(text.start);
        let last = ancestors(text.end.saturating_sub(1));
        let is_article = |at: &&usize| {
            let element = page.elements.get(**at);
            last.contains(at) && element.is_some_and(|element| element.name == "article")
        };
        let article = around.iter().find(is_article).copied();
        around.extend(last);
        let headings = page.blocks.iter().enumerate().filter(|(_, block)| {
            block.kind == BlockKind::Heading && block.landmark == Landmark::Content
        });
        Self {
            headings: headings.map(|(number, _)| number).collect(),
            page,
            original,
            text,
            around,
            article,
            credits,
            boxes: BTreeMap::new(),
            sections: BTreeMap::new(),
        }
    }

    /// Notes of a credit beside the text that it stands with something else, or away from the text.
    pub(super) fn place(&mut self, credit: &mut Credit) {
        let is_seen = matches!(credit.visibility, Visibility::Visible | Visibility::Folded);
        let number = credit.block.filter(|_| is_seen && credit.with.is_none());
        let Some(number) = number.filter(|number| !self.text.contains(number)) else {
            return;
        };
        // Whoever gives the title says which text he means, and a list of sources is one of all texts.
        let is_list = || self.page.blocks.get(number).is_some_and(is_list);
        if credit.title || is_list() {
            return;
        }
        credit.with = self.headline(number).map(str::to_owned);
        if credit.with.is_none()
            && credit.kind == CreditKind::Phrase
            && (self.is_behind(number) || self.is_signed(number))
        {
            credit.zone = credit.zone.max(Zone::Page);
        }
    }

    /// The headline of another part of the page in which a block stands.
    fn headline(&mut self, number: usize) -> Option<&'p str> {
        let page = self.page;
        let block = page.blocks.get(number)?;
        let chain: Vec<usize> = page.ancestors(block.element).collect();
        let apart = chain.iter().copied();
        let apart: Vec<usize> = apart
            .take_while(|element| !self.around.contains(element))
            .collect();
        let in_article = apart.iter().any(|at| {
            let element = page.elements.get(*at);
            element.is_some_and(|element| element.name == "article")
        });
        let is_outside = self
            .article
            .is_some_and(|article| !chain.contains(&article));
        if !in_article && !is_outside {
            return None;
        }
        let (part, heading) = apart.into_iter().find_map(|element| {
            let part = self.part(element, number);
            let heading = self.heading_in(&part.blocks, number)?;
            Some((part, heading))
        })?;
        let words = page.blocks.get(heading)?.text.trim();
        if part.is_about || self.speaks_of_text(words) {
            return None;
        }
        let is_other = if number < self.text.start {
            part.speaks && self.has_headline_below(part.blocks.end, heading)
        } else {
            part.speaks || is_reached(words, HEADLINE)
        };
        is_other.then_some(words)
    }

    /// The last heading in a part before a block, or else the first one behind it.
    fn heading_in(&self, part: &Range<usize>, number: usize) -> Option<usize> {
        let first = self.headings.partition_point(|at| *at < part.start);
        let last = self.headings.partition_point(|at| *at < part.end);
        let within = self.headings.get(first..last).unwrap_or_default();
        let before = within.iter().rev().find(|at| **at <= number);
        before.or(within.first()).copied()
    }

    /// Whether the text has a headline of its own below a part of the page, of no lower rank than that part's.
    fn has_headline_below(&self, end: usize, heading: usize) -> bool {
        let rank = |at: usize| self.page.blocks.get(at).map(|block| rank(self.page, block));
        let last = self.headings.partition_point(|at| *at <= self.text.start);
        let own = last.checked_sub(1).and_then(|at| self.headings.get(at));
        own.is_some_and(|own| *own >= end && rank(*own) <= rank(heading))
    }

    /// Whether a block stands behind prose under a headline that follows the text: not far from it in the page's code, but
    /// where a reader has passed on to something else.
    fn is_behind(&mut self, number: usize) -> bool {
        let from = self.headings.partition_point(|at| *at < self.text.end);
        let to = self.headings.partition_point(|at| *at < number);
        let heading = self.headings.get(from..to).and_then(<[usize]>::last);
        let Some(heading) = heading.copied() else {
            return false;
        };
        let part = match self.sections.get(&heading) {
            Some(part) => part.clone(),
            None => {
                let next = self.headings.get(to).copied();
                let part = self.read(heading..next.unwrap_or(self.page.blocks.len()));
                self.sections.insert(heading, part.clone());
                part
            }
        };
        let block = self.page.blocks.get(heading);
        let words = block.map_or("", |block| block.text.trim());
        let mut lines = self.original.text.lines();
        part.says
            && !part.is_about
            && !self.speaks_of_text(words)
            && !lines.any(|line| line.trim() == words)
    }

    /// Whether a block outside of the article stands under somebody's name with a time of day, as readers' posts do where
    /// nothing else tells them.
    fn is_signed(&self, number: usize) -> bool {
        let page = self.page;
        let blocks = number.checked_sub(1).and_then(|at| page.blocks.get(at));
        let (Some(above), Some(block)) = (blocks, page.blocks.get(number)) else {
            return false;
        };
        let chain: Vec<usize> = page.ancestors(block.element).collect();
        let is_outside = { self.article.as_ref() }.is_some_and(|article| !chain.contains(article));
        let apart = chain.iter().take_while(|at| !self.around.contains(at));
        let shared = apart.last().is_some_and(|outer| {
            let mut around = page.ancestors(above.element);
            around.any(|at| at == *outer)
        });
        let words = above.text.split_whitespace();
        is_outside
            && shared
            && above.text.starts_with(char::is_alphabetic)
            && (2..=SIGNATURE).contains(&words.take(SIGNATURE + 1).count())
            && has_time(&above.text)
            && !names(self.original, &above.text)
    }

    /// Whether a headline speaks of the text: its source, its author, a note about it.
    fn speaks_of_text(&self, headline: &str) -> bool {
        is_note(headline) || heads_credit(headline) || names(self.original, headline)
    }

    /// An element as a part of the page; `number` is a block in it.
    fn part(&mut self, element: usize, number: usize) -> Part {
        if let Some(part) = self.boxes.get(&element) {
            return part.clone();
        }
        let holds = |at: &usize| {
            let block = self.page.blocks.get(*at);
            block.is_some_and(|block| self.page.ancestors(block.element).any(|at| at == element))
        };
        let before = (0..number).rev().take_while(holds).count();
        let behind = (number..self.page.blocks.len()).take_while(holds).count();
        let part = self.read(number - before..number + behind);
        self.boxes.insert(element, part.clone());
        part
    }

    fn read(&self, blocks: Range<usize>) -> Part {
        let numbered = blocks
            .clone()
            .zip(self.page.blocks.get(blocks.clone()).unwrap_or_default());
        let said = numbered.filter(|(number, _)| !self.credits.contains(number));
        let (mut words, mut single, mut is_about) = (0, 0, false);
        for (_, block) in said {
            is_about |= names(self.original, &block.text);
            if is_prose(block) {
                let (long, short) = counted(&tokens(&block.text).list);
                words += long;
                single += short;
            }
        }
        Part {
            speaks: Params::default().excerpt.is_reached(words, single),
            says: SENTENCE.is_reached(words, single),
            blocks,
            is_about,
        }
    }
}

/// Whether a line has a time of day: "10:22".
fn has_time(line: &str) -> bool {
    let is_digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    line.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_ascii_digit());
        let mut parts = word.split(':');
        let hour = parts.next().is_some_and(|hour| is_digits(hour, 2));
        hour && parts
            .next()
            .is_some_and(|minute| minute.len() == 2 && is_digits(minute, 2))
    })
}

fn is_reached(text: &str, length: Length) -> bool {
    let (words, single) = counted(&tokens(text).list);
    length.is_reached(words, single)
}
