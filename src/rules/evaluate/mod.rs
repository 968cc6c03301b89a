//! The judgement: what a page makes of the terms of one original.
//!
//! One fault gives one finding. A page without any credit is told so once, not also that the link and the author are
//! missing; a page that credits the wrong place is told what is wrong with the link, and apart from that whether the
//! author is named.
//!
//! What counts as a credit:
//! - words of credit or a byline, near the text or elsewhere in sight, in the page's own voice or (unless the rule
//!   says `voice: own`) carried along with the text;
//! - a link to the article without such words, if it stands near the text in the page's own voice and shows where it
//!   leads: by the title, the publisher or the address. A link on other words ("here", "this week") says nothing of
//!   where the text comes from; for an excerpt or a quotation it is enough, for there the sentence around it says it.
//!   A bare link inside the copied text was put there by the original, and never counts;
//! - a block near the text that links the article, names its title, author, publisher or licence and says little else,
//!   without any word of credit. In a list of references this says only that the article was read: `only-cited`.

mod attribution;
mod demands;
mod fault;
mod fix;
mod quality;

use crate::address::{Judge, same_owner, site_host};
use crate::credit::{Claim, Credit, addresses, most_linked};
use crate::finding::{Code, Finding, ReasonKind, Severity, Verdict};
use crate::matching::{Class, Reuse};
use crate::originals::Original;
use crate::page::{Page, PageUrls};

use super::demand::{Requirement, When, is_edited};
use super::facts::{Evidence, Facts};
use super::model::VoiceRule;
use super::terms::Terms;

/// Share of the reproduced words from which disguises (invisible or look-alike characters) are reported: a stray soft
/// hyphen or zero-width space comes with many editors, a disguise touches many words. By hand.
const OBFUSCATED_SHARE: f64 = 0.01;
/// Disguised words below which nothing is reported, whatever their share. By hand.
const OBFUSCATED_WORDS: usize = 3;

/// What is judged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Evaluation<'a> {
    /// What the original asks for.
    pub terms: &'a Terms,
    /// The original.
    pub original: &'a Original,
    /// The page.
    pub page: &'a Page,
    /// What the page takes from the original.
    pub reuse: &'a Reuse,
    /// The evidence of credit to this original.
    pub credits: &'a [Credit],
    /// The page's claims to be the source itself.
    pub claims: &'a [Claim],
}

impl<'a> Evaluation<'a> {
    fn facts(&self) -> Facts<'a> {
        let rule = &self.terms.rule;
        Facts {
            original: self.original,
            values: &self.terms.values,
            asks: rule.ask.iter().map(|ask| &ask.template).collect(),
            page: self.page,
            reuse: self.reuse,
            credits: self.credits,
            claims: self.claims,
            evidence: Evidence::new(
                self.credits,
                self.reuse.class,
                &self.terms.values,
                &self.page.blocks,
                rule.voice == VoiceRule::Own,
            ),
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) struct Judgement {
    /// The findings, the worst first, then in the order of [`Code`].
    pub findings: Vec<Finding>,
    /// The verdict.
    pub verdict: Verdict,
    /// Why it is [`Verdict::Unverifiable`], where that has a word of its own.
    pub reason: Option<ReasonKind>,
}

/// Judges one original on one page. Where nothing of the original is taken, or it asks for nothing, nothing is owed.
pub(crate) fn evaluate(input: &Evaluation<'_>) -> Judgement {
    let standing = standing(input);
    let asks = !input.terms.rule.require.is_empty();
    if input.reuse.class == Class::None || standing == Standing::Original || !asks {
        return Judgement {
            findings: Vec::new(),
            verdict: Verdict::Exempt,
            reason: None,
        };
    }
    let facts = input.facts();
    let attribution = attribution::judge(input, &facts);
    // Without a run of the original's own words it is a formula that both use.
    let bites = input.terms.rule.reprint.bites(input.reuse.class) && input.reuse.has_core;
    let mut findings = attribution.findings;
    if !bites {
        // Nothing fails; only what concerns the credit as such is worth a note.
        findings.truncate(1);
        for finding in &mut findings {
            finding.severity = finding.severity.min(Severity::Note);
        }
        // A rule that asks for no credit is not met by having none.
        let asked = input
            .terms
            .rule
            .require
            .iter()
            .any(|item| item.severity != Severity::Off && item.demand.is_credit());
        let credited = asked && attribution.standing == attribution::Standing::Credited;
        return Judgement {
            findings,
            verdict: if credited {
                Verdict::Credited
            } else {
                Verdict::Exempt
            },
            reason: None,
        };
    }
    findings.extend(demands::judge(input, &facts, attribution.settled));
    findings.extend(obfuscation(&facts));
    for finding in &mut findings {
        if let Some(severity) = input.terms.rule.severities.get(&finding.code) {
            finding.severity = *severity;
        }
    }
    findings.retain(|finding| finding.severity != Severity::Off);
    findings.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.code));
    let verdict = if findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
    {
        Verdict::NotCredited
    } else if matches!(
        attribution.standing,
        attribution::Standing::Unverifiable | attribution::Standing::UnknownLanguage
    ) {
        Verdict::Unverifiable
    } else {
        Verdict::Credited
    };
    if standing == Standing::Doubtful && verdict == Verdict::NotCredited {
        return doubtful(&facts);
    }
    let unread = attribution.standing == attribution::Standing::UnknownLanguage
        && verdict == Verdict::Unverifiable;
    Judgement {
        findings,
        verdict,
        reason: unread.then_some(ReasonKind::LanguageWithoutPhrases),
    }
}

/// What is said of a page that may be the original itself.
fn doubtful(facts: &Facts<'_>) -> Judgement {
    let (line, column) = facts.start_of_text();
    Judgement {
        findings: vec![Finding {
            code: Code::MissingAttribution,
            severity: Severity::Note,
            message: "the page credits nobody in sight and says of itself that it stands on the original's site, which \
                      copies carry along: it may be the original or a page of its site; check it at its address, or \
                      say where it is published (--base-url)"
                .to_owned(),
            fix: None,
            line,
            column,
            evidence: None,
        }],
        verdict: Verdict::Unverifiable,
        reason: Some(ReasonKind::ClaimsToBeTheSource),
    }
}

/// What a page is to the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The original at its own address: nothing is owed.
    Original,
    /// Only the page says that it is the original, or a page of its site: a saved copy of the original looks like this,
    /// and so does a reprint that carries its head along.
    Doubtful,
    /// Another page.
    Other,
}

/// Whether the page is the original at its own address.
///
/// Where a page was found says so for certain. What it states itself (`og:url`, canonical) leaves a doubt, because many
/// copies carry it along, and says nothing where the page's name or the host that its own navigation links belongs to
/// another site.
fn standing(input: &Evaluation<'_>) -> Standing {
    let urls = &input.page.urls;
    if urls.fetched.is_some() {
        let fetched = PageUrls {
            fetched: urls.fetched.clone(),
            ..PageUrls::default()
        };
        return match Judge::new(input.original, &fetched).is_the_original() {
            true => Standing::Original,
            false => Standing::Other,
        };
    }
    let judge = Judge::new(input.original, urls);
    let itself = judge.is_the_original();
    let of_the_site = || {
        let own = input.original.url.as_ref().zip(urls.own());
        own.is_some_and(|(original, own)| same_owner(original, own))
    };
    if !itself && !of_the_site() {
        return Standing::Other;
    }
    // Its navigation says whose page it is, whatever its head says.
    let home = if itself {
        addresses(input.page, input.original).own().cloned()
    } else {
        most_linked(input.page)
    };
    let is_foreign = |home: &url::Url| {
        let site = home.host_str().map(site_host);
        let sites = judge.sites();
        !site.is_some_and(|site| sites.contains(&site))
            && !{ input.original.url.iter() }.any(|original| same_owner(original, home))
    };
    if home.as_ref().is_some_and(is_foreign) {
        return Standing::Other;
    }
    let meta = &input.page.meta;
    let name = meta.site_name.as_ref().or(meta.publisher.as_ref());
    if let (Some(name), Some(publisher)) = (name, &input.terms.values.publisher) {
        let similarity = strsim::jaro_winkler(&name.to_lowercase(), &publisher.to_lowercase());
        if similarity < SAME_SITE {
            return Standing::Other;
        }
    }
    // Whoever saved the page says so, not the page.
    if itself && urls.saved_from.is_some() {
        Standing::Original
    } else {
        Standing::Doubtful
    }
}

/// Jaro-Winkler similarity from which two names of sites are the same. By hand.
const SAME_SITE: f64 = 0.9;

/// Whether a requirement holds for this reprint.
fn holds(requirement: &Requirement, facts: &Facts<'_>) -> bool {
    let reuse = facts.reuse;
    if requirement.severity == Severity::Off {
        return false;
    }
    match requirement.when {
        When::Always => true,
        When::Edited => is_edited(facts),
        When::Translated => reuse.class == Class::Translated,
        When::Excerpt => reuse.class != Class::Full,
        When::Full => reuse.class == Class::Full,
        When::Online => facts.page.urls.own().is_some(),
    }
}

/// Disguised characters inside the copied text.
fn obfuscation(facts: &Facts<'_>) -> Option<Finding> {
    let reuse = facts.reuse;
    let taken = reuse.original_tokens.0.max(1);
    let share = reuse.obfuscated as f64 / taken as f64;
    if reuse.obfuscated < OBFUSCATED_WORDS || share < OBFUSCATED_SHARE {
        return None;
    }
    let (line, column) = facts.start_of_text();
    Some(Finding {
        code: Code::ObfuscatedCopy,
        severity: Code::ObfuscatedCopy.default_severity(),
        message: format!(
            "{} of {taken} copied words hold invisible or look-alike characters, as if to hide the copy from search",
            reuse.obfuscated
        ),
        fix: None,
        line,
        column,
        evidence: None,
    })
}

#[cfg(test)]
mod tests;
