//! From the evidence to a verdict on one work: a credit to any of its manifestations counts.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::outcome::{MANIFESTATIONS, Manifestation, Match, OriginalFacts, Reason};
use super::works::ADDRESSES;
use super::{Library, Owners, located, passages};
use crate::address::{identity, registrable, same_owner};
use crate::credit::{self, Credit, Evidence, Scan, Target};
use crate::finding::{Code, Finding, Severity, Verdict};
use crate::matching::Reuse;
use crate::originals::Original;
use crate::page::{Page, Visibility};
use crate::rules::{self, Evaluation, Judgement, Terms};
use crate::text::CharOffsets;

/// One work on a page: by which of its originals it is known there, what is taken, and the evidence of credit.
pub(super) struct Found<'a> {
    pub(super) index: usize,
    pub(super) original: Cow<'a, Original>,
    pub(super) reuse: Reuse,
    pub(super) evidence: Evidence,
}

/// What a match is to others on the same page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// The text is the page's own: it is the original, or its owner's.
    Own,
    /// Judged by the rule.
    Judged,
    /// So little, or so formulaic, that nothing is asked.
    Little,
}

/// A page under judgement, with what is made of it once for all its matches.
pub(super) struct Bench<'a> {
    pub(super) page: &'a Page,
    pub(super) scan: &'a Scan,
    pub(super) offsets: CharOffsets<'a>,
    pub(super) source_hash: u64,
}

impl<'a> Bench<'a> {
    pub(super) fn new(page: &'a Page, scan: &'a Scan) -> Self {
        Self {
            page,
            scan,
            offsets: CharOffsets::new(&page.text),
            source_hash: page.source_hash(),
        }
    }
}

impl Library {
    /// An original with the other addresses of its work.
    pub(super) fn known(&self, index: usize) -> Cow<'_, Original> {
        let original = &self.originals()[index];
        let manifestations = self.works().manifestations(index);
        if manifestations.len() < 2 {
            return Cow::Borrowed(original);
        }
        let mut seen: BTreeSet<String> = original.url.iter().map(identity).collect();
        let others = manifestations
            .iter()
            .flat_map(|member| self.originals()[*member].addresses())
            .filter(|url| seen.insert(identity(url)))
            .take(ADDRESSES)
            .map(String::from)
            .collect::<Vec<_>>();
        if others.is_empty() {
            return Cow::Borrowed(original);
        }
        let mut original = original.clone();
        original.aliases.extend(others);
        Cow::Owned(original)
    }

    /// Judges one work on a page.
    pub(super) fn judged(&self, bench: &Bench<'_>, found: Found<'_>) -> (Match, Standing) {
        let Found {
            index,
            original,
            reuse,
            evidence,
        } = found;
        let terms = &self.terms()[index];
        let manifestations = self.works().manifestations(index);
        let of_work = manifestations
            .iter()
            .map(|member| &self.originals()[*member]);
        let known = of_work
            .clone()
            .find_map(|one| itself(bench, one))
            .or_else(|| owners_page(bench.page, &original, self.owners()));
        let (mut found, standing) = judge(bench, &original, terms, reuse, evidence, known);
        if manifestations.len() > 1 {
            found.original.work = self.originals()[manifestations[0]].id.clone();
            found.original.manifestations = of_work
                .take(MANIFESTATIONS)
                .map(Manifestation::from)
                .collect();
            if standing == Standing::Judged
                && let Some(copy) = self.credited_copy(manifestations, index, &found.credits)
            {
                self.take_credit_to_copy(bench, &original, terms, copy, &mut found);
            }
        }
        (found, standing)
    }

    /// The manifestation that the page's credits link, if they do not link the one to credit.
    fn credited_copy(
        &self,
        manifestations: &[usize],
        index: usize,
        credits: &[Credit],
    ) -> Option<usize> {
        let linked: BTreeSet<String> = credits
            .iter()
            .filter(|credit| matches!(credit.visibility, Visibility::Visible | Visibility::Folded))
            .flat_map(|credit| &credit.links)
            .filter(|link| link.target == Target::Article)
            .filter_map(|link| link.resolved.as_ref().map(identity))
            .collect();
        let is_linked = |member: &usize| {
            let url = self.originals()[*member].url.as_ref();
            url.is_some_and(|url| linked.contains(&identity(url)))
        };
        if linked.is_empty() || is_linked(&index) {
            return None;
        }
        manifestations
            .iter()
            .copied()
            .find(|member| is_linked(member))
    }

    /// Judges a page that credits a copy of the original by what that copy says of itself: its publisher, its authors.
    fn take_credit_to_copy(
        &self,
        bench: &Bench<'_>,
        original: &Original,
        terms: &Terms,
        copy: usize,
        found: &mut Match,
    ) {
        let copy = &self.originals()[copy];
        if found
            .findings
            .iter()
            .any(|one| one.finding.severity > Severity::Note)
        {
            let of_copy = Original {
                authors: copy.authors.clone(),
                publisher: copy.publisher.clone(),
                title: copy.title.clone(),
                profiles: copy.profiles.clone(),
                ..original.clone()
            };
            let mut terms = terms.clone();
            terms.values.authors.clone_from(&copy.authors);
            terms.values.publisher.clone_from(&copy.publisher);
            terms.values.title.clone_from(&copy.title);
            let evidence = credit::find_in(bench.scan, bench.page, &of_copy, &found.reuse);
            let judgement = evaluate(bench, &of_copy, &terms, &found.reuse, &evidence);
            if judgement
                .findings
                .iter()
                .all(|finding| finding.severity <= Severity::Note)
            {
                found.verdict = Some(judgement.verdict);
                found.reason = None;
                found.credits = evidence.credits;
                found.findings = judgement
                    .findings
                    .into_iter()
                    .map(|finding| located(bench.page, &found.reuse, finding))
                    .collect();
            }
        }
        let severity = terms.rule.severities.get(&Code::CreditedCopy).copied();
        let severity = severity.unwrap_or(Code::CreditedCopy.default_severity());
        if found.verdict != Some(Verdict::Credited) || severity == Severity::Off {
            return;
        }
        if severity == Severity::Error {
            found.verdict = Some(Verdict::NotCredited);
        }
        let name = |one: &Original| {
            let url = one.url.as_ref().map(ToString::to_string);
            url.unwrap_or_else(|| one.location.clone())
        };
        let finding = Finding {
            code: Code::CreditedCopy,
            severity,
            message: format!(
                "the credit leads to a copy of the text, {}; the original is {}",
                name(copy),
                name(original)
            ),
            fix: None,
            line: None,
            column: None,
            evidence: None,
        };
        found
            .findings
            .push(located(bench.page, &found.reuse, finding));
    }
}

/// Judges one original by its terms; `known` is why nothing is owed whatever they say.
pub(super) fn judge(
    bench: &Bench<'_>,
    original: &Original,
    terms: &Terms,
    reuse: Reuse,
    evidence: Evidence,
    known: Option<String>,
) -> (Match, Standing) {
    let Judgement {
        findings,
        verdict,
        reason,
    } = match known {
        Some(_) => Judgement {
            findings: Vec::new(),
            verdict: Verdict::Exempt,
            reason: None,
        },
        None => evaluate(bench, original, terms, &reuse, &evidence),
    };
    let bites = terms.rule.reprint.bites(reuse.class);
    let asks = !terms.rule.require.is_empty();
    let standing = match verdict {
        Verdict::Exempt if known.is_some() || (asks && bites && reuse.has_core) => Standing::Own,
        _ if bites && reuse.has_core => Standing::Judged,
        _ => Standing::Little,
    };
    let exempt = known.or_else(|| {
        (verdict == Verdict::Exempt).then(|| match standing {
            _ if !asks => format!("the rule `{}` asks for nothing", terms.rule.id),
            Standing::Own => "the page is the original at its own address".to_owned(),
            _ if bites && reuse.is_quoted_in_both => {
                "what both texts share is a quotation in both: the words of somebody else"
                    .to_owned()
            }
            _ if bites => {
                "what both texts share is a formula: no run of words is long enough to be copied"
                    .to_owned()
            }
            _ => format!("the rule `{}` asks nothing for so little", terms.rule.id),
        })
    });
    let found = Match {
        original: OriginalFacts::from(original),
        passages: passages(bench.page, &bench.offsets, original, &reuse),
        exempt,
        reason: reason.map(|kind| {
            let first = findings.first();
            Reason::new(
                kind,
                first.map_or_else(String::new, |finding| finding.message.clone()),
            )
        }),
        findings: findings
            .into_iter()
            .map(|finding| located(bench.page, &reuse, finding))
            .collect(),
        suppressed: Vec::new(),
        texts: None,
        case: None,
        rule: Some(terms.rule.id.clone()),
        credits: evidence.credits,
        reuse,
        verdict: Some(verdict),
    };
    (found, standing)
}

fn evaluate(
    bench: &Bench<'_>,
    original: &Original,
    terms: &Terms,
    reuse: &Reuse,
    evidence: &Evidence,
) -> Judgement {
    rules::evaluate(&Evaluation {
        terms,
        original,
        page: bench.page,
        reuse,
        credits: &evidence.credits,
        claims: &evidence.claims,
    })
}

/// Whether the page is the very input that the original was read from, however either is named.
pub(super) fn itself(bench: &Bench<'_>, original: &Original) -> Option<String> {
    let page = bench.page;
    // Standard input and text that was never a file have no name that two inputs could share.
    let same_name =
        page.location == original.location && !matches!(page.location.as_str(), "" | "-");
    let same_file = page.file.is_some() && page.file == original.file;
    // Somebody else may serve the same bytes: where a page was found weighs more. Text that was never a file is equal
    // soon.
    let same_bytes = page.file.is_some()
        && original.file.is_some()
        && page.urls.fetched.is_none()
        && bench.source_hash == original.source_hash;
    (same_name || same_file || same_bytes).then(|| "the page is the original itself".to_owned())
}

/// Why a page owes nothing that stands on a site of the original's owner.
fn owners_page(page: &Page, original: &Original, owners: &Owners) -> Option<String> {
    // Only where the page was found counts, not where it says it is: anybody can write that.
    let (found_at, url) = (page.urls.fetched.as_ref()?, original.url.as_ref()?);
    if found_at == url {
        return None;
    }
    if !owners.are_same(found_at, url) {
        return same_owner(found_at, url).then(|| {
            format!(
                "the page stands on the original's own site, {}",
                registrable(url.host_str().unwrap_or_default())
            )
        });
    }
    Some(match (found_at.host_str(), url.host_str()) {
        (Some(here), Some(there)) if here != there => {
            format!("the page is of the original's owner: {here} and {there} belong together")
        }
        _ => "the page is of the original's owner".to_owned(),
    })
}
