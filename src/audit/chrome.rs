//! Chrome: what a site prints on most of its pages, such as menus, imprints and newsletter boxes. It is no reprint, even
//! where an original of the same publisher has it too; and a credit in it is none to the text of one of the pages.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use foldhash::HashMap;
use url::Url;
use xxhash_rust::xxh3::xxh3_64;

use super::entries::blocks_of;
use super::{Audit, PageFacts, Status};
use crate::credit::{Credit, Region, Target, Zone};
use crate::matching::{Class, Reuse};
use crate::page::{Block, Link, Page, Visibility};

/// Pages of one site below which nothing is called chrome. By hand.
const PAGES: usize = 8;
/// Pages without the text on which a line credits it, address and all, from which the line is the site's. By hand: a list
/// of what was published last is one.
const CREDITED: usize = 2;

/// Counts on how many pages of each site the same block stands.
///
/// Pages are grouped by the host they say they are published on. A page that does not say is left out: four copies of an
/// article in one folder must not look like the chrome of that folder.
#[derive(Debug, Default)]
pub struct Chrome {
    sites: BTreeMap<String, Site>,
}

#[derive(Debug, Default)]
struct Site {
    pages: usize,
    blocks: HashMap<u64, usize>,
    copied: HashMap<u64, usize>,
    /// Lines that link other sites, and those of them that credit a text of the page.
    lines: HashMap<u64, usize>,
    credits: HashMap<u64, usize>,
}

impl Site {
    /// Whether a line that credits a text on one page stands on most pages, and on several that do not have the text.
    fn is_repeated(&self, line: u64) -> bool {
        let count = |counts: &HashMap<u64, usize>| counts.get(&line).copied().unwrap_or_default();
        let pages = count(&self.lines);
        pages * 2 > self.pages && pages >= count(&self.credits) + CREDITED
    }

    /// Whether a block stands on most of many pages, and on most of these not as part of a larger copy.
    fn is_chrome(&self, block: u64) -> bool {
        let count = |counts: &HashMap<u64, usize>| counts.get(&block).copied().unwrap_or_default();
        let pages = count(&self.blocks);
        self.pages >= PAGES && pages * 2 > self.pages && count(&self.copied) * 2 <= pages
    }
}

/// The blocks of one page, as hashes of their text.
#[derive(Debug, Clone, Default)]
pub struct PageBlocks {
    site: Option<String>,
    all: BTreeSet<u64>,
    /// Blocks with passages of which only an excerpt or less was taken.
    slight: BTreeSet<u64>,
    /// Blocks with passages of a partial or full reprint: an article that most pages of a site copy is no chrome.
    copied: BTreeSet<u64>,
    /// Lines that link other sites.
    lines: BTreeSet<u64>,
    /// Those of them that credit a text of the page, and those of these that stand outside of the text and its article.
    credits: BTreeSet<u64>,
    outside: BTreeSet<u64>,
}

impl PageBlocks {
    /// The blocks of a page and those of them in which its audit found passages.
    pub fn new(page: &Page, audit: &Audit) -> Self {
        let ranges = |is_wanted: fn(Class) -> bool| {
            let matches = audit.matches.iter();
            let wanted = matches.filter(|found| is_wanted(found.reuse.class));
            let passages = wanted.flat_map(|found| &found.reuse.passages);
            passages
                .map(|passage| passage.page.clone())
                .collect::<Vec<_>>()
        };
        let copied = ranges(|class| class >= Class::Partial);
        let slight = ranges(|class| class < Class::Partial);
        let holds = |ranges: &[Range<usize>], block: &Range<usize>| {
            ranges
                .iter()
                .any(|range| range.start < block.end && range.end > block.start)
        };
        let mut blocks = Self {
            site: page
                .urls
                .own()
                .and_then(|url| url.host_str())
                .map(str::to_owned),
            ..Self::default()
        };
        let credited = credited(page, audit);
        for (number, block) in page.blocks.iter().enumerate() {
            let hash = hash(&block.text);
            blocks.all.insert(hash);
            let has_link = |link: &Link| {
                link.resolved
                    .as_ref()
                    .is_some_and(|url| url.host_str() != blocks.site.as_deref())
            };
            if block.links.iter().any(has_link) {
                let line = line(block);
                blocks.lines.insert(line);
                if let Some(texts) = credited.get(&number) {
                    blocks.credits.insert(line);
                    if texts.iter().all(|text| is_outside(page, text, number)) {
                        blocks.outside.insert(line);
                    }
                }
            }
            let range = block.range();
            if holds(&copied, &range) {
                blocks.copied.insert(hash);
            } else if holds(&slight, &range) {
                blocks.slight.insert(hash);
            }
        }
        blocks
    }

    /// A page of which nothing is known but where it stands: it counts as one without any of the blocks of others.
    pub fn unread(url: Option<&Url>) -> Self {
        Self {
            site: url.and_then(Url::host_str).map(str::to_owned),
            ..Self::default()
        }
    }

    /// The blocks of a page without a match.
    pub fn of_unrelated(page: &Page) -> Self {
        let nothing = Audit {
            page: PageFacts::default(),
            status: Status::Audited,
            reason: None,
            matches: Vec::new(),
            remarks: Vec::new(),
        };
        Self::new(page, &nothing)
    }

    /// The site of the page; empty where it is not known.
    pub fn site(&self) -> &str {
        self.site.as_deref().unwrap_or_default()
    }

    /// Whether it counts on which other pages of the site its lines stand: it has credits outside of the article.
    pub fn asks_for_lines(&self) -> bool {
        !self.outside.is_empty()
    }

    /// Whether no chrome can be in the way on this page, whatever the pages are that are not seen yet.
    pub fn is_clear(&self) -> bool {
        self.outside.is_empty() && (self.site.is_none() || self.slight.is_empty())
    }
}

impl Chrome {
    /// Counts one page. What was counted is not kept twice: the page forgets all but what is asked of it later.
    pub fn add(&mut self, page: &mut PageBlocks) {
        let all = std::mem::take(&mut page.all);
        let copied = std::mem::take(&mut page.copied);
        let lines = std::mem::take(&mut page.lines);
        let credits = std::mem::take(&mut page.credits);
        // A line that credits on one page what others do not have is known wherever these are published.
        let host = page.site.clone().unwrap_or_default();
        let is_known = page.site.is_some();
        let site = self.sites.entry(host).or_default();
        site.pages += 1;
        for line in lines {
            *site.lines.entry(line).or_default() += 1;
        }
        for line in credits {
            *site.credits.entry(line).or_default() += 1;
        }
        if !is_known {
            return;
        }
        for block in all {
            *site.blocks.entry(block).or_default() += 1;
        }
        for block in copied {
            *site.copied.entry(block).or_default() += 1;
        }
    }

    /// Takes in the lines of a page that was counted before as one of which nothing is known.
    pub fn add_lines(&mut self, page: PageBlocks) {
        let site = self.sites.entry(page.site.unwrap_or_default()).or_default();
        for line in page.lines {
            *site.lines.entry(line).or_default() += 1;
        }
    }

    /// The chrome of the page's site, if passages were found in it: then the page must be audited again without it.
    pub fn in_the_way(&self, page: &PageBlocks) -> Option<HashSet<u64>> {
        let site = self.sites.get(page.site.as_deref().unwrap_or_default())?;
        let repeated = page.outside.iter().copied();
        let repeated: Vec<u64> = repeated.filter(|line| site.is_repeated(*line)).collect();
        let found = page.slight.iter().any(|block| site.is_chrome(*block));
        (found || !repeated.is_empty()).then(|| {
            let blocks = site.blocks.keys().copied();
            let blocks = blocks.filter(|block| found && site.is_chrome(*block));
            blocks.chain(repeated).collect()
        })
    }
}

/// The hash under which a block is known.
pub(super) fn hash(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// The hash of a line with the addresses that it links.
fn line(block: &Block) -> u64 {
    let mut line = block.text.clone();
    for link in &block.links {
        line.push('\n');
        line.push_str(&link.href);
    }
    hash(&line)
}

/// The blocks of credits, each with where the texts stand that it credits.
fn credited(page: &Page, audit: &Audit) -> HashMap<usize, Vec<Range<usize>>> {
    let mut credited: HashMap<usize, Vec<Range<usize>>> = HashMap::default();
    for found in &audit.matches {
        let blocks: BTreeSet<usize> = found.credits.iter().filter_map(place).collect();
        if blocks.is_empty() {
            continue;
        }
        let text = text_of(page, &found.reuse);
        for block in blocks {
            credited.entry(block).or_default().push(text.clone());
        }
    }
    credited
}

/// The block of a credit in sight that links the article.
fn place(credit: &Credit) -> Option<usize> {
    let is_seen = matches!(credit.visibility, Visibility::Visible | Visibility::Folded);
    let mut targets = credit.links.iter().map(|link| link.target);
    let is_credit = is_seen && targets.any(|target| target == Target::Article);
    credit.block.filter(|_| is_credit)
}

/// The blocks from the first to the last of a text.
fn text_of(page: &Page, reuse: &Reuse) -> Range<usize> {
    let passages = reuse.passages.iter();
    let (start, end) = passages.fold((usize::MAX, 0), |(start, end), passage| {
        (start.min(passage.page.start), end.max(passage.page.end))
    });
    blocks_of(page, &(start..end))
}

/// Whether a block stands outside of a text: not between its blocks, not in the same box, not in its `article` or `main`.
fn is_outside(page: &Page, text: &Range<usize>, number: usize) -> bool {
    let (Some(last), false) = (text.end.checked_sub(1), text.contains(&number)) else {
        return false;
    };
    let around = |number: usize| -> Vec<usize> {
        let block = page.blocks.get(number);
        block.map_or_else(Vec::new, |block| page.ancestors(block.element).collect())
    };
    let first = around(text.start);
    let holders = shared(&first, &around(last));
    // A text of one block stands in the box around it.
    let holders = holders.get(usize::from(text.len() == 1)..);
    let holders = holders.unwrap_or_default();
    let inside = shared(holders, &around(number));
    let is_beside = !holders.is_empty() && inside.len() == holders.len();
    let is_article = |at: &usize| page.elements.get(*at).is_some_and(|one| one.is_article);
    !is_beside && !inside.iter().any(is_article)
}

/// Those of the elements around one block that are around another, too, innermost first.
fn shared<'a>(one: &'a [usize], other: &[usize]) -> &'a [usize] {
    let both = one.iter().rev().zip(other.iter().rev());
    let count = both.take_while(|(one, other)| one == other).count();
    one.get(one.len() - count..).unwrap_or_default()
}

/// Holds against the credits of a page that they stand in what its site repeats on other pages.
pub(super) fn set_apart(page: &Page, chrome: &HashSet<u64>, reuse: &Reuse, credits: &mut [Credit]) {
    if chrome.is_empty() {
        return;
    }
    let text = text_of(page, reuse);
    for credit in credits {
        let is_repeated = place(credit).is_some_and(|number| {
            let known = page.blocks.get(number);
            known.is_some_and(|block| chrome.contains(&line(block)))
                && is_outside(page, &text, number)
        });
        if is_repeated {
            credit.zone = credit.zone.max(Zone::Page);
            credit.region = Region::SiteFooter;
        }
    }
}
