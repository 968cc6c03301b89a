//! Chrome: what a site prints on most of its pages, such as menus, imprints and newsletter boxes. It is no reprint, even
//! where an original of the same publisher has it too.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

use super::Audit;
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
}

/// The blocks of one page, as hashes of their text.
#[derive(Debug, Clone, Default)]
pub struct PageBlocks {
    site: Option<String>,
    all: BTreeSet<u64>,
    taken: BTreeSet<u64>,
}

impl PageBlocks {
    /// The blocks of a page and those of them in which its audit found passages.
    pub fn new(page: &Page, audit: &Audit) -> Self {
        let passages = audit
            .matches
            .iter()
            .flat_map(|found| &found.reuse.passages)
            .map(|passage| &passage.page)
            .collect::<Vec<_>>();
        let is_taken = |start: usize, end: usize| {
            passages
                .iter()
                .any(|passage| passage.start < end && passage.end > start)
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
            if is_taken(range.start, range.end) {
                blocks.taken.insert(hash);
            }
        }
        blocks
    }
}

impl Chrome {
    /// Counts one page.
    pub fn add(&mut self, page: &PageBlocks) {
        let Some(host) = &page.site else {
            return;
        };
        let site = self.sites.entry(host.clone()).or_default();
        site.pages += 1;
        for block in &page.all {
            *site.blocks.entry(*block).or_default() += 1;
        }
    }

    /// The chrome of the page's site, if passages were found in it: then the page must be audited again without it.
    pub fn in_the_way(&self, page: &PageBlocks) -> Option<HashSet<u64>> {
        let site = self.sites.get(page.site.as_ref()?)?;
        let is_chrome = |count: usize| site.pages >= PAGES && count * 2 > site.pages;
        let found = page.taken.iter().any(|block| {
            site.blocks
                .get(block)
                .is_some_and(|count| is_chrome(*count))
        });
        found.then(|| {
            site.blocks
                .iter()
                .filter(|(_, count)| is_chrome(**count))
                .map(|(block, _)| *block)
                .collect()
        })
    }
}

/// The hash under which a block is known.
pub(super) fn hash(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}
