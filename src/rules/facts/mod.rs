//! What demands are judged by: the page, the original and its values, what was taken, and the evidence of credit.

mod evidence;
mod license;
mod sentences;
mod unmet;

use url::Url;

use super::values::Values;
use crate::address::{Aliases, equivalent};
use crate::credit::{Claim, Credit};
use crate::matching::Reuse;
use crate::originals::Original;
use crate::page::{Block, Link, Page, Visibility};
use crate::text::template::Template;

pub(crate) use evidence::CreditGiven;
pub(super) use evidence::{Evidence, Standing, has_article, names_source, seen_links, target_rank};
pub(super) use license::{License, leads_to_license};
pub(super) use sentences::{alike, shortened};
pub(super) use unmet::{Settled, Unmet};

/// One original on one page.
pub(super) struct Facts<'a> {
    pub(super) original: &'a Original,
    /// What the original says of itself, and the rule for it.
    pub(super) values: &'a Values,
    /// How originals state their wish, by the rule.
    pub(super) asks: Vec<&'a Template>,
    pub(super) page: &'a Page,
    pub(super) reuse: &'a Reuse,
    pub(super) credits: &'a [Credit],
    pub(super) claims: &'a [Claim],
    pub(super) evidence: Evidence<'a>,
}

impl<'a> Facts<'a> {
    /// The best credit in sight: where a fault of the credit is shown.
    pub(super) fn best(&self) -> Option<&'a Credit> {
        self.evidence.spoken().next().map(|(_, credit)| credit)
    }

    /// Links that readers see, with their absolute targets.
    pub(super) fn links(&self) -> impl Iterator<Item = (&'a Block, &'a Link, &'a Url)> {
        self.page.blocks.iter().flat_map(|block| {
            block
                .links
                .iter()
                .filter(|link| matches!(link.visibility, Visibility::Visible | Visibility::Folded))
                .filter_map(move |link| Some((block, link, link.resolved.as_ref()?)))
        })
    }

    /// Whether an address is the article's. Where that is not known, any may be.
    pub(super) fn is_article(&self, url: &str) -> bool {
        let Some(article) = &self.values.url else {
            return true;
        };
        let aliases = Aliases::new(
            Some(article),
            self.values.aliases.iter().map(String::as_str),
        );
        Url::parse(url)
            .or_else(|_| Url::parse(&format!("https://{url}")))
            .is_ok_and(|url| equivalent(&url, article, &aliases))
    }

    /// Line and column where the reprinted text begins: the place of what is missing.
    pub(super) fn start_of_text(&self) -> (Option<u32>, Option<u32>) {
        let first = self.reuse.passages.first();
        first
            .and_then(|first| self.place_of(first.page.start))
            .unzip()
    }

    /// Line and column of a byte of the page's text.
    pub(super) fn place_of(&self, at: usize) -> Option<(u32, u32)> {
        let blocks = &self.page.blocks;
        let index = blocks
            .partition_point(|block| block.start <= at)
            .checked_sub(1)?;
        let block = blocks.get(index)?;
        let inside = at.saturating_sub(block.start).min(block.text.len());
        Some(self.page.position_in(block, inside))
    }
}
