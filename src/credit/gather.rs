//! Everything a page says about one original, gathered: credits and claims.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::decide::Finding;
use super::find::Finder;
use super::names::Names;
use super::place::Places;
use super::scan::Scan;
use super::{Claim, Credit, CreditKind, code, declared, own, spelled};
use crate::address::{Judge, identity, site_host};
use crate::matching::Reuse;
use crate::originals::Original;
use crate::page::Page;

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
    let urls = own::addresses(page, original);
    let judge = Judge::new(original, &urls);
    // Whatever address on the original's site the page claims, or a `<base>` that is the article: a copy carries both
    // along, and its relative links lead to wherever it is in truth.
    let base = page
        .urls
        .base
        .as_ref()
        .filter(|_| page.urls.fetched.is_none());
    let foreign_base = base.is_some_and(|base| {
        let host = site_host(base.host_str().unwrap_or_default());
        let article = original.url.as_ref().map(identity);
        page.urls.base_is_claimed && judge.sites().contains(&host)
            || article == Some(identity(base))
    });
    let finder = Finder {
        page,
        names: Names::of(original),
        own_names: Names::of_page(page, &urls),
        original,
        runs: OnceCell::new(),
        notice_letters: OnceCell::new(),
        stretches: OnceCell::new(),
        places: Places::new(page, &scan.tokens, &reuse.passages),
        passages: &reuse.passages,
        scan,
        judge,
        foreign_base,
        urls: spelled::urls(scan, page, original),
    };
    finder.run()
}

impl Finder<'_> {
    fn run(&self) -> Evidence {
        let mut evidence = Evidence::default();
        // Where credits were found: a link in them is no second credit.
        let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (number, line) in self.scan.visible.iter().enumerate() {
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
        self.join_labels(&mut taken, &mut evidence.credits);
        self.bare_links(&taken, &mut evidence.credits);
        // A line that credits by what it names is no byline besides.
        let lines: BTreeSet<usize> = evidence
            .credits
            .iter()
            .filter(|credit| credit.kind != CreditKind::Link)
            .filter_map(|credit| credit.block)
            .collect();
        self.bare_names(&lines, &mut evidence.credits);
        self.named_without_link(&mut evidence.credits);
        evidence
            .credits
            .sort_by_key(|credit| (credit.block, credit.range.start));
        evidence.credits.extend(declared::credit(self));
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
}
