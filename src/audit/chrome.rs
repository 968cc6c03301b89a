//! Chrome: what a site prints on most of its pages, such as menus, imprints and newsletter boxes. It is no reprint, even
//! where an original of the same publisher has it too.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use url::Url;
use xxhash_rust::xxh3::xxh3_64;

use super::Audit;
use crate::matching::Class;
use crate::page::Page;

/// Pages of one site below which nothing is called chrome.
const PAGES: usize = 8;

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
}

impl Site {
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
        for block in &page.blocks {
            let hash = hash(&block.text);
            blocks.all.insert(hash);
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
    pub fn unread(url: &Url) -> Self {
        Self {
            site: url.host_str().map(str::to_owned),
            ..Self::default()
        }
    }

    /// Whether no chrome can be in the way on this page, whatever the pages are that are not seen yet.
    pub fn is_clear(&self) -> bool {
        self.site.is_none() || self.slight.is_empty()
    }
}

impl Chrome {
    /// Counts one page. What was counted is not kept twice: the page forgets all but what is asked of it later.
    pub fn add(&mut self, page: &mut PageBlocks) {
        let all = std::mem::take(&mut page.all);
        let copied = std::mem::take(&mut page.copied);
        let Some(host) = &page.site else {
            return;
        };
        let site = self.sites.entry(host.clone()).or_default();
        site.pages += 1;
        for block in all {
            *site.blocks.entry(block).or_default() += 1;
        }
        for block in copied {
            *site.copied.entry(block).or_default() += 1;
        }
    }

    /// The chrome of the page's site, if passages were found in it: then the page must be audited again without it.
    pub fn in_the_way(&self, page: &PageBlocks) -> Option<HashSet<u64>> {
        let site = self.sites.get(page.site.as_ref()?)?;
        let found = page.slight.iter().any(|block| site.is_chrome(*block));
        found.then(|| {
            let blocks = site.blocks.keys().copied();
            blocks.filter(|block| site.is_chrome(*block)).collect()
        })
    }
}

/// The hash under which a block is known.
pub(super) fn hash(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}
