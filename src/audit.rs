//! One page, a library of originals, the rules: the way from a page to a verdict.

mod chrome;
mod excerpt;
mod library;
mod marks;
mod others;
mod outcome;
mod selftest;
mod share;

use std::collections::HashSet;

use crate::credit::{self, Evidence, Scan};
use crate::finding::{Finding, Verdict};
use crate::matching::{Class, Prepared, Reuse, compare};
use crate::originals::Original;
use crate::page::Page;
use crate::rules::{self, Evaluation, Terms};
use crate::text::CharOffsets;

pub use chrome::{Chrome, PageBlocks};
pub use excerpt::{Excerpt, excerpt};
pub use library::{Library, read_original, settle};
use marks::marks;
pub use outcome::{
    Audit, Located, Match, OriginalFacts, PageFacts, PassageFacts, Reason, Status, Summary,
};
pub use selftest::{TestOutcome, run_tests};

impl Library {
    /// Checks one page against every original.
    pub fn audit(&self, page: &Page) -> Audit {
        self.audit_without(page, &HashSet::new())
    }

    /// Checks one page against every original, leaving out blocks that are [`Chrome`] of its site.
    pub fn audit_without(&self, page: &Page, chrome: &HashSet<u64>) -> Audit {
        if !page.text.chars().any(char::is_alphanumeric) {
            return without_text(page);
        }
        let scan = Scan::of(page);
        let prepared = Prepared::new(&page.text, &marks(page, &scan, chrome));
        let params = |original: usize| self.terms()[original].rule.reprint.params();
        let mut found: Vec<(usize, Reuse, Evidence)> = self
            .matcher()
            .matches(&prepared, &params)
            .into_iter()
            .map(|(index, reuse)| {
                let reuse = share::narrowed(page, reuse);
                let evidence = credit::find_in(&scan, page, &self.originals()[index], &reuse);
                (index, reuse, evidence)
            })
            .collect();
        others::sorted_out(
            &mut found
                .iter_mut()
                .map(|(.., evidence)| &mut evidence.credits)
                .collect::<Vec<_>>(),
        );
        let matches = found
            .into_iter()
            .map(|(index, reuse, evidence)| {
                let (original, terms) = (&self.originals()[index], &self.terms()[index]);
                judge(page, original, terms, reuse, evidence)
            })
            .collect();
        Audit {
            page: PageFacts::from(page),
            status: Status::Audited,
            reason: None,
            matches,
        }
    }
}

/// A page that shows nothing without its scripts, frames or pictures: that nothing is reprinted cannot be said.
fn without_text(page: &Page) -> Audit {
    Audit {
        page: PageFacts::from(page),
        status: Status::Unverifiable,
        reason: Some(Reason {
            code: "no-text".to_owned(),
            message: format!(
                "`{}` shows no text without running scripts or loading frames and pictures; save it from a browser and \
                 check the saved page",
                page.location
            ),
        }),
        matches: Vec::new(),
    }
}

/// Compares a page with one original, whether or not anything is taken from it. Without terms only the reuse is
/// judged: no rule, no findings, no verdict. Where nothing is taken there are no findings and no verdict either.
pub fn pair(page: &Page, original: &Original, terms: Option<&Terms>) -> Audit {
    let params = terms
        .map(|terms| terms.rule.reprint.params())
        .unwrap_or_default();
    let scan = Scan::of(page);
    let reuse = compare(
        &Prepared::new(&original.text, &original.marks),
        &Prepared::new(&page.text, &marks(page, &scan, &HashSet::new())),
        &params,
    );
    let reuse = share::narrowed(page, reuse);
    let evidence = credit::find_in(&scan, page, original, &reuse);
    let found = match terms {
        Some(terms) if reuse.class != Class::None => judge(page, original, terms, reuse, evidence),
        // Nothing is reprinted, or nothing is known to be owed: there is nothing to judge.
        terms => Match {
            passages: passages(page, original, &reuse),
            credits: evidence.credits,
            original: OriginalFacts::from(original),
            reuse,
            rule: terms.map(|terms| terms.rule.id.clone()),
            findings: Vec::new(),
            verdict: None,
        },
    };
    Audit {
        page: PageFacts::from(page),
        status: Status::Audited,
        reason: None,
        matches: vec![found],
    }
}

/// From the evidence to a verdict, by the original's terms.
fn judge(
    page: &Page,
    original: &Original,
    terms: &Terms,
    reuse: Reuse,
    evidence: Evidence,
) -> Match {
    // Standard input and text that was never a file have no name that two inputs could share.
    let same_file =
        page.location == original.location && !matches!(page.location.as_str(), "" | "-");
    let (findings, verdict) = if same_file {
        (Vec::new(), Verdict::Exempt)
    } else {
        let judgement = rules::evaluate(&Evaluation {
            terms,
            original,
            page,
            reuse: &reuse,
            credits: &evidence.credits,
            claims: &evidence.claims,
        });
        (judgement.findings, judgement.verdict)
    };
    Match {
        original: OriginalFacts::from(original),
        passages: passages(page, original, &reuse),
        findings: findings
            .into_iter()
            .map(|finding| located(page, &reuse, finding))
            .collect(),
        rule: Some(terms.rule.id.clone()),
        credits: evidence.credits,
        reuse,
        verdict: Some(verdict),
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
    Located { finding, excerpt }
}

fn passages(page: &Page, original: &Original, reuse: &Reuse) -> Vec<PassageFacts> {
    let in_page = CharOffsets::new(&page.text);
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
        })
        .collect()
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
            title: page.title.clone(),
            language: page.language.clone(),
        }
    }
}
