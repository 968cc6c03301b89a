//! One page, a library of originals, the rules: the way from a page to a verdict.

pub mod baseline;
mod blank;
mod chrome;
pub mod comments;
mod discover;
mod excerpt;
mod explained;
pub mod fingerprint;
mod library;
mod links;
mod marks;
mod others;
mod outcome;
mod owners;
mod page_glob;
mod quoted;
mod selftest;
mod share;
pub mod suppress;
mod texts;

use std::collections::HashSet;
use std::ops::Range;

use crate::credit::{self, Evidence, Scan};
use crate::finding::{Finding, Verdict};
use crate::matching::{Class, Prepared, Reuse, compare};
use crate::originals::Original;
use crate::page::Page;
use crate::rules::{self, Evaluation, Terms};
use crate::text::CharOffsets;

pub use baseline::{Baseline, BaselineError};
pub use chrome::{Chrome, PageBlocks};
pub use comments::{Comments, comments};
pub use discover::proposals;
pub use excerpt::{Excerpt, excerpt};
pub use fingerprint::{Fingerprint, Fingerprints};
pub use library::{Library, read_original, settle};
pub use links::{LinkState, credited_urls, note_links, opaque_urls};
use marks::marks;
pub use outcome::{
    Audit, Located, Match, OriginalFacts, PageFacts, PassageFacts, Reason, Status, Summary,
};
pub use owners::Owners;
pub use page_glob::PageGlob;
pub use selftest::{TestOutcome, run_tests};
pub use suppress::{Ignore, Ignores, Suppressed, SuppressedBy};
pub use texts::{Side, Stretch, Texts, keep_texts};

/// Characters of a passage that reports quote.
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
                let reuse = quoted::settled(page, reuse, &evidence.credits, &params(index));
                (index, reuse, evidence)
            })
            .collect();
        others::sorted_out(
            &mut found
                .iter_mut()
                .map(|(.., evidence)| &mut evidence.credits)
                .collect::<Vec<_>>(),
        );
        if found.is_empty()
            && let Some(audit) = blank::placeholder(page)
        {
            return audit;
        }
        let reuses: Vec<&Reuse> = found.iter().map(|(_, reuse, _)| reuse).collect();
        let part_of: Vec<Option<usize>> = explained::part_of(&reuses)
            .into_iter()
            .map(|larger| larger.map(|larger| found[larger].0))
            .collect();
        let matches = found
            .into_iter()
            .zip(part_of)
            .map(|((index, reuse, evidence), part_of)| {
                let (original, terms) = (&self.originals()[index], &self.terms()[index]);
                let larger = part_of.map(|larger| &self.originals()[larger]);
                let known = known_exemption(page, original, larger, self.owners());
                judge(page, original, terms, reuse, evidence, known)
            })
            .collect();
        numbered(Audit {
            page: PageFacts::from(page),
            status: Status::Audited,
            reason: None,
            matches,
            remarks: Vec::new(),
        })
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
    let reuse = compare(
        &Prepared::new(&original.text, &original.marks),
        &Prepared::new(&page.text, &marks(page, &scan, &HashSet::new())),
        &params,
    );
    let reuse = share::narrowed(page, reuse);
    let evidence = credit::find_in(&scan, page, original, &reuse);
    let reuse = quoted::settled(page, reuse, &evidence.credits, &params);
    let found = match terms {
        Some(terms) if reuse.class != Class::None => {
            let known = known_exemption(page, original, None, &Owners::default());
            judge(page, original, terms, reuse, evidence, known)
        }
        // Nothing is reprinted, or nothing is known to be owed: there is nothing to judge.
        terms => Match {
            passages: passages(page, original, &reuse),
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

/// From the evidence to a verdict, by the original's terms; `known` is why nothing is owed whatever they say.
fn judge(
    page: &Page,
    original: &Original,
    terms: &Terms,
    reuse: Reuse,
    evidence: Evidence,
    known: Option<String>,
) -> Match {
    let (findings, verdict, reason) = if known.is_some() {
        (Vec::new(), Verdict::Exempt, None)
    } else {
        let judgement = rules::evaluate(&Evaluation {
            terms,
            original,
            page,
            reuse: &reuse,
            credits: &evidence.credits,
            claims: &evidence.claims,
        });
        (judgement.findings, judgement.verdict, judgement.reason)
    };
    let exempt = known.or_else(|| {
        (verdict == Verdict::Exempt).then(|| {
            if terms.rule.reprint.bites(reuse.class) {
                "the page is the original at its own address".to_owned()
            } else {
                format!("the rule `{}` asks nothing for so little", terms.rule.id)
            }
        })
    });
    Match {
        original: OriginalFacts::from(original),
        passages: passages(page, original, &reuse),
        exempt,
        reason: reason.map(|code| Reason {
            code: code.to_owned(),
            message: findings
                .first()
                .map_or_else(String::new, |finding| finding.message.clone()),
        }),
        findings: findings
            .into_iter()
            .map(|finding| located(page, &reuse, finding))
            .collect(),
        suppressed: Vec::new(),
        texts: None,
        rule: Some(terms.rule.id.clone()),
        credits: evidence.credits,
        reuse,
        verdict: Some(verdict),
    }
}

/// Why nothing is owed, whatever the terms say. `larger` is the original of whose reprint this is a part.
fn known_exemption(
    page: &Page,
    original: &Original,
    larger: Option<&Original>,
    owners: &Owners,
) -> Option<String> {
    // Standard input and text that was never a file have no name that two inputs could share.
    if page.location == original.location && !matches!(page.location.as_str(), "" | "-") {
        return Some("the page is the original itself".to_owned());
    }
    // Only where the page was found counts, not where it says it is: anybody can write that.
    if let (Some(found_at), Some(url)) = (&page.urls.fetched, &original.url)
        && found_at != url
        && owners.are_same(found_at, url)
    {
        let hosts = (found_at.host_str(), url.host_str());
        return Some(match hosts {
            (Some(here), Some(there)) if here != there => {
                format!("the page is of the original's owner: {here} and {there} belong together")
            }
            _ => "the page is of the original's owner".to_owned(),
        });
    }
    larger.map(|larger| {
        let name = larger
            .url
            .as_ref()
            .map_or(&*larger.location, |url| url.as_str());
        format!("the same words stand in {name}, of which the page reprints more")
    })
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
    Located {
        finding,
        excerpt,
        fingerprint: Fingerprint::default(),
    }
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
            title: page.title.clone(),
            language: page.language.clone(),
        }
    }
}
