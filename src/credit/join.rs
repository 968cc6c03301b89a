//! What stands behind a label that asks for an address ("Link: …", `链接：…`) is part of the credit beside it: a tail
//! of author, link and source, as platforms append it to copied text, is one credit.

use std::collections::BTreeSet;
use std::ops::Range;

use super::evidence_links::{Links, Where};
use super::find::Finder;
use super::labels;
use super::line::{PlainUrl, count_tokens, links_in, urls_in};
use super::model::shown;
use super::{Credit, CreditKind};
use crate::page::Block;

/// A longer line is no label with its address. By hand.
const LINE_TOKENS: usize = 30;

/// How far from its credit a label line may stand, in words: the headline, a line of rights between them. By hand.
const BESIDE_TOKENS: usize = 30;

/// The same in bytes, so that counting words stays cheap. By hand.
const BESIDE_BYTES: usize = 800;

/// The same in blocks: a table of four rows with labels and values. By hand.
const BESIDE_BLOCKS: usize = 8;

/// Label lines that are joined; real pages have some dozens.
const MAX_LABELS: usize = 200;

impl Finder<'_> {
    /// Gives the address behind a label to the credits beside it: they and it are one credit. `taken` are the places
    /// of links that are part of a credit.
    pub(super) fn join_labels(
        &self,
        taken: &mut BTreeSet<(usize, usize)>,
        credits: &mut Vec<Credit>,
    ) {
        let mut left = MAX_LABELS;
        for (index, block) in self.page.blocks.iter().enumerate() {
            let addressed = !block.links.is_empty() || !self.urls_of(index).is_empty();
            if !addressed || credits.is_empty() || left == 0 {
                continue;
            }
            for line in labels::lines(&block.text) {
                if left > 0
                    && let Some(links) = self.labelled_address(index, block, &line)
                {
                    left -= 1;
                    if self.join((index, &line), &links, credits) {
                        taken.extend(links.places());
                    }
                }
            }
        }
    }

    /// The links of a line that is a label with an address, or the address alone below or beside its label.
    fn labelled_address(&self, index: usize, block: &Block, line: &Range<usize>) -> Option<Links> {
        let text = block.text.get(line.clone())?;
        let urls = self.urls_of(index);
        let at = first_address(block, line, urls)?;
        if !self.is_labelled(index, block, line, at) || count_tokens(text) > LINE_TOKENS {
            return None;
        }
        let mut links = Links::default();
        let part = Where {
            block: index,
            range: line,
            urls,
            concerning: true,
        };
        links.read(&self.view(), block, &part);
        links.keep_addresses();
        (!links.is_empty()).then_some(links)
    }

    fn is_labelled(&self, index: usize, block: &Block, line: &Range<usize>, at: usize) -> bool {
        let is_label = |text: &str, ends| {
            matches!(labels::label(text, ends), Some((labels::Kind::Address, _)))
        };
        let text = block.text.get(line.clone()).unwrap_or_default();
        if is_label(text, Some(at)) {
            return true;
        }
        let before = text.get(..at).unwrap_or_default();
        if before.contains(char::is_alphanumeric) {
            return false;
        }
        // The label stands alone in the line, the block or the table cell above.
        let above = match block.text.get(..line.start.saturating_sub(1)) {
            Some(above) if !above.is_empty() => above.rsplit('\n').next(),
            _ => index
                .checked_sub(1)
                .and_then(|above| self.page.blocks.get(above))
                .map(|block| block.text.as_str()),
        };
        above.is_some_and(|above| is_label(above, None) && count_tokens(above) <= LINE_TOKENS)
    }

    /// Makes the credits beside a label line one, with its links. Whether there was any.
    fn join(&self, line: (usize, &Range<usize>), links: &Links, credits: &mut Vec<Credit>) -> bool {
        let is_beside = |credit: &Credit| {
            let place = credit.block.map(|block| (block, &credit.range));
            place.is_some_and(|place| self.words_between(place, line) <= BESIDE_TOKENS)
        };
        let (beside, mut apart): (Vec<Credit>, Vec<Credit>) =
            std::mem::take(credits).into_iter().partition(is_beside);
        // Words of credit make the line a credit, a name alone does not.
        let main = beside
            .iter()
            .position(|credit| credit.kind == CreditKind::Phrase)
            .unwrap_or(0);
        let mut parts = beside.into_iter();
        let before: Vec<Credit> = parts.by_ref().take(main).collect();
        let joined = parts.next().map(|mut credit| {
            before
                .into_iter()
                .chain(parts)
                .for_each(|part| credit.take(part));
            let block = self.page.blocks.get(line.0);
            let text = block.and_then(|block| block.text.get(line.1.clone()));
            if let Some(text) = text.filter(|text| !credit.text.contains(*text)) {
                credit.text = shown(&format!("{}\n{text}", credit.text));
            }
            credit.add_links(links.list());
            credit
        });
        let found = joined.is_some();
        apart.extend(joined);
        apart.sort_by_key(|credit| (credit.block, credit.range.start));
        *credits = apart;
        found
    }

    /// Words between two places of the page; a great many where they have nothing to do with each other.
    fn words_between(&self, a: (usize, &Range<usize>), b: (usize, &Range<usize>)) -> usize {
        let ((first, from), (last, to)) = if (a.0, a.1.start) <= (b.0, b.1.start) {
            (a, b)
        } else {
            (b, a)
        };
        let blocks = &self.page.blocks;
        let (Some(head), Some(tail)) = (blocks.get(first), blocks.get(last)) else {
            return usize::MAX;
        };
        let count = |text: Option<&str>| match text.unwrap_or_default() {
            text if text.len() > BESIDE_BYTES => usize::MAX / 4,
            text => count_tokens(text),
        };
        if first == last {
            return count(head.text.get(from.end..to.start));
        }
        if last - first > BESIDE_BLOCKS || head.landmark != tail.landmark {
            return usize::MAX;
        }
        let tokens = self.scan.tokens.get(first + 1..last).unwrap_or_default();
        let between: usize = tokens.iter().sum();
        between + count(head.text.get(from.end..)) + count(tail.text.get(..to.start))
    }
}

/// Where the first link or address of a line begins, from the line's start.
pub(super) fn first_address(
    block: &Block,
    line: &Range<usize>,
    urls: &[PlainUrl],
) -> Option<usize> {
    // Both stand in the order of the text: a line may hold a hundred thousand.
    let linked = links_in(block, line)
        .iter()
        .find(|link| !link.text.is_empty() && link.text.start >= line.start)
        .map(|link| link.text.start);
    let shown = urls_in(urls, line).first().map(|url| url.range.start);
    let first = linked.into_iter().chain(shown).min();
    first.map(|at| at - line.start)
}
