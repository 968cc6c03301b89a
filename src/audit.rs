//! One page, a library of originals, the rules: the way from a page to a verdict.

pub(crate) mod baseline;
mod blank;
mod chrome;
mod comments;
mod confidence;
mod discover;
mod elsewhere;
mod entries;
mod excerpt;
mod explained;
mod fingerprint;
mod furniture;
mod judging;
mod library;
mod links;
mod marks;
mod numbering;
mod others;
mod outcome;
mod own_post;
mod owners;
mod page_glob;
mod prefilter;
mod quoted;
mod selftest;
mod share;
mod shelved;
mod suppress;
mod teaser;
mod texts;
mod works;

use std::collections::HashSet;
use std::ops::Range;

use crate::credit::{self, Scan};
use crate::finding::{Finding, ReasonKind};
use crate::matching::{Params, Prepared, compare};
use crate::originals::Original;
use crate::page::Page;
use crate::rules::Terms;
use crate::text::{CharOffsets, Tokens, tokens};

use judging::{Bench, Found, Standing, itself, judge};
use marks::marks;

pub(crate) use fingerprint::RECIPE;
pub(crate) use numbering::identity;
pub(crate) use outcome::{Suppressed, SuppressedBy};
pub(crate) use texts::{Side, Texts};

pub use crate::credit::{Claim, Credit, CreditKind, CreditLink, Region, Target, Voice, Zone};
pub use crate::matching::{Class, Edit, EditKind, Passage, PassageKind, Reuse};
pub use fingerprint::Fingerprint;
pub use library::{Library, read_judgeable, read_original};
pub use outcome::{
    Audit, Located, Manifestation, Match, OriginalFacts, PageFacts, PassageFacts, Reason,
    SourceEdit, SourcePlace, SourcePoint, Status, Summary,
};
pub use owners::Owners;

// For the command and the tests.
#[doc(hidden)]
pub use self::{
    baseline::{Baseline, BaselineError},
    chrome::{Chrome, PageBlocks},
    comments::comments,
    discover::proposals,
    excerpt::{Excerpt, excerpt},
    links::{LinkState, credited_urls, note_links, opaque_urls},
    numbering::Fingerprints,
    outcome::CaseFacts,
    page_glob::PageGlob,
    selftest::{TestOutcome, run_tests},
    shelved::{IN_MEMORY, entry, entry_again, load_all},
    suppress::{Comments, Ignore, Ignores, keep_sure},
    teaser::{Teasers, Ways},
    works::Declared,
};

/// Characters of a passage that reports quote. By hand.
const QUOTE: usize = 160;

impl Library {
    /// Checks one page against every original.
    pub fn audit(&self, page: &Page) -> Audit {
        self.audit_without(page, &HashSet::new())
    }

    /// Checks one page against every original, leaving out blocks that are [`Chrome`] of its site.
    pub fn audit_without(&self, page: &Page, chrome: &HashSet<u64>) -> Audit {
        if let Some(audit) = blank::without_text(page) {
            return audit;
        }
        let matches = if page.is_unrelated {
            Vec::new()
        } else {
            let tokens = tokens(&page.text);
            match self.shelved() {
                None => self.matches(page, tokens, chrome),
                Some(shelved) => match shelved.gathered(&tokens.list) {
                    Ok(None) => Vec::new(),
                    Ok(Some(gathered)) => Self::of_gathered(gathered)
                        .with_owners(self.owners().clone())
                        .matches(page, tokens, chrome),
                    Err(error) => {
                        let reason = Reason::new(ReasonKind::LibraryDamaged, error.to_string());
                        let location = page.location.clone();
                        return Audit::failed(location, Status::Unverifiable, reason);
                    }
                },
            }
        };
        if matches.is_empty()
            && let Some(audit) = blank::placeholder(page)
        {
            return audit;
        }
        numbered(Audit {
            page: PageFacts::from(page),
            status: Status::Audited,
            reason: None,
            matches,
            remarks: Vec::new(),
        })
    }

    /// The works that a page takes something from, judged, most reproduced first.
    fn matches(&self, page: &Page, tokens: Tokens, chrome: &HashSet<u64>) -> Vec<Match> {
        // Most pages of a run reprint nothing: that is known before anything else is asked of them.
        if !self.matcher().may_match(&tokens.list) {
            return Vec::new();
        }
        let scan = Scan::of_folded(page, &tokens.folded);
        let marks = marks(page, &scan, chrome);
        let prepared = Prepared::of_tokens(&page.text, tokens, &marks);
        let params = |original: usize| self.terms()[original].rule.reprint.params();
        let found = self.matcher().matches(&prepared, &params);
        if found.is_empty() {
            return Vec::new();
        }
        let extent = share::Extent::new(page, prepared.tokens());
        let mut found: Vec<Found<'_>> = explained::one_a_work(found, self.works())
            .into_iter()
            .map(|(index, reuse)| {
                let reuse = extent.narrowed(reuse);
                let original = self.known(index);
                let mut evidence = credit::find_in(&scan, page, &original, &reuse);
                chrome::set_apart(page, chrome, &reuse, &mut evidence.credits);
                let reuse = quoted::settled(page, reuse, &evidence.credits, &params(index));
                let masked = furniture::with_credits(page, &marks.masked, &evidence.credits);
                let reuse = furniture::set_apart(page, &original, reuse, &masked);
                Found {
                    index,
                    original,
                    reuse,
                    evidence,
                }
            })
            .collect();
        others::sorted_out(
            &mut found
                .iter_mut()
                .map(|found| &mut found.evidence.credits)
                .collect::<Vec<_>>(),
        );
        entries::placed(page, &mut found);
        let numbers: Vec<usize> = found.iter().map(|found| found.index).collect();
        let bench = Bench::new(page, &scan);
        let mut matches: Vec<(Match, Standing)> = found
            .into_iter()
            .map(|found| self.judged(&bench, found))
            .collect();
        explained::settle(page, &mut matches, |number| {
            numbers
                .get(number)
                .map_or(Params::default().excerpt, |index| params(*index).excerpt)
        });
        let matches = matches.into_iter().zip(numbers);
        matches
            .map(|((mut found, _), index)| {
                let (original, terms) = (&self.originals()[index], &self.terms()[index]);
                confidence::grade(page, original, terms, &mut found);
                found
            })
            .collect()
    }
}

/// An audit by itself: its findings have fingerprints as if it were the whole run.
fn numbered(mut audit: Audit) -> Audit {
    Fingerprints::default().number(&mut audit);
    audit
}

/// Compares a page with one original, whether or not anything is taken from it. Without terms only the reuse is
/// judged: no rule, no findings, no verdict. Where nothing is taken there are no findings and no verdict either.
pub fn pair(page: &Page, original: &Original, terms: Option<&Terms>) -> Audit {
    let params = terms
        .map(|terms| terms.rule.reprint.params())
        .unwrap_or_default();
    let scan = Scan::of(page);
    let marks = marks(page, &scan, &HashSet::new());
    let prepared = Prepared::new(&page.text, &marks);
    let reuse = compare(
        &Prepared::new(&original.text, &original.marks),
        &prepared,
        &params,
    );
    let reuse = share::Extent::new(page, prepared.tokens()).narrowed(reuse);
    let bench = Bench::new(page, &scan);
    let evidence = credit::find_in(&scan, page, original, &reuse);
    let reuse = quoted::settled(page, reuse, &evidence.credits, &params);
    let masked = furniture::with_credits(page, &marks.masked, &evidence.credits);
    let reuse = furniture::set_apart(page, original, reuse, &masked);
    let found = match terms {
        Some(terms) if reuse.class != Class::None => {
            let known = itself(&bench, original);
            let mut found = judge(&bench, original, terms, reuse, evidence, known).0;
            confidence::grade(page, original, terms, &mut found);
            found
        }
        // Nothing is reprinted, or nothing is known to be owed: there is nothing to judge.
        terms => Match {
            passages: passages(page, &bench.offsets, original, &reuse),
            credits: evidence.credits,
            original: OriginalFacts::from(original),
            reuse,
            rule: terms.map(|terms| terms.rule.id.clone()),
            findings: Vec::new(),
            suppressed: Vec::new(),
            verdict: None,
            exempt: None,
            reason: None,
            texts: None,
            case: None,
        },
    };
    numbered(Audit {
        page: PageFacts::from(page),
        status: Status::Audited,
        reason: None,
        matches: vec![found],
        remarks: Vec::new(),
    })
}

/// Keeps the texts of every match of an audit, at most about `most` bytes for a side.
pub fn keep_texts(audit: &mut Audit, page: &Page, library: &Library, most: usize) {
    for found in &mut audit.matches {
        let Some((original, _)) = library.find(&found.original.id) else {
            continue;
        };
        let passages = &found.reuse.passages;
        found.texts = Some(Texts::of(&original, page, passages, &found.credits, most));
    }
}

/// A finding with its place in the source. What is missing has no place of its own: it is reported where the copied
/// text ends, which is where the credit should stand.
fn located(page: &Page, reuse: &Reuse, mut finding: Finding) -> Located {
    if finding.line.is_none()
        && let Some(end) = reuse.passages.iter().map(|passage| passage.page.end).max()
    {
        let (line, column) = position(page, end.saturating_sub(1));
        finding.line = Some(line);
        finding.column = Some(column);
    }
    let excerpt = finding
        .line
        .zip(finding.column)
        .and_then(|(line, column)| excerpt(page, line, column, finding.evidence.as_deref()));
    Located::new(finding, excerpt)
}

fn passages(
    page: &Page,
    in_page: &CharOffsets<'_>,
    original: &Original,
    reuse: &Reuse,
) -> Vec<PassageFacts> {
    let in_original = CharOffsets::new(&original.text);
    reuse
        .passages
        .iter()
        .map(|passage| PassageFacts {
            original: (
                in_original.get(passage.original.start),
                in_original.get(passage.original.end),
            ),
            page: (
                in_page.get(passage.page.start),
                in_page.get(passage.page.end),
            ),
            kind: passage.kind,
            similarity: passage.similarity,
            line: position(page, passage.page.start).0,
            quote: quote(page, &passage.page),
        })
        .collect()
}

/// How a passage begins on the page.
fn quote(page: &Page, range: &Range<usize>) -> String {
    let text = page.text.get(range.clone()).unwrap_or_default();
    let mut quote = String::new();
    for c in text.trim_start().chars().take(QUOTE) {
        if !c.is_whitespace() {
            quote.push(c);
        } else if !quote.ends_with(' ') {
            quote.push(' ');
        }
    }
    quote.trim_end().to_owned()
}

/// Line and column in the source of a byte of the page's visible text.
fn position(page: &Page, at: usize) -> (u32, u32) {
    let block = page
        .blocks
        .partition_point(|block| block.start <= at)
        .saturating_sub(1);
    match page.blocks.get(block) {
        Some(found) => page.position(block, at.saturating_sub(found.start).min(found.text.len())),
        None => (1, 1),
    }
}

impl From<&Page> for PageFacts {
    fn from(page: &Page) -> Self {
        Self {
            location: page.location.clone(),
            url: page.urls.own().map(ToString::to_string),
            found_at: page.urls.fetched.as_ref().map(ToString::to_string),
            fetched_at: None,
            title: page.title.clone(),
            language: page.language.clone(),
            source: None,
            named_sources: Vec::new(),
            unread_styles: page.unread_styles.clone(),
            is_gone: false,
        }
    }
}
