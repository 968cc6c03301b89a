//! Whether the addresses that a page credits answer: what the network says about them becomes findings.

use std::collections::BTreeSet;

use url::Url;

use super::{Audit, Match, located};
use crate::credit::{CreditLink, Target};
use crate::finding::{Code, Finding, Severity, Verdict};
use crate::page::{Page, Visibility};
use crate::rules::RuleSets;
use crate::text::shortened;

/// What asking a credited address came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkState {
    /// It answers.
    Answers,
    /// It sends readers to the home page of a site: the article is no longer there.
    SentHome,
    /// It does not answer; why, as the rest of a sentence that starts with the address.
    Dead(String),
    /// Whether it answers could not be found out; why, as the rest of a sentence that starts with the address.
    Unknown(String),
}

/// The addresses of the originals that the credits of a page show, each once.
pub fn credited_urls(audit: &Audit) -> Vec<Url> {
    let all = audit.matches.iter().flat_map(article_links);
    let urls: BTreeSet<&Url> = all.filter_map(|(link, _)| link.resolved.as_ref()).collect();
    urls.into_iter().cloned().collect()
}

/// The links of a page's credits that hide where they lead, each once.
pub fn opaque_urls(audit: &Audit) -> Vec<Url> {
    let links = audit
        .matches
        .iter()
        .flat_map(|found| &found.credits)
        .flat_map(|credit| &credit.links)
        .filter(|link| link.target == Target::Opaque);
    let urls: BTreeSet<&Url> = links.filter_map(|link| link.resolved.as_ref()).collect();
    urls.into_iter().cloned().collect()
}

/// Adds to an audit what is known about the addresses that the page credits; a rule may give these findings another
/// severity. The verdict stays: that a page has gone is no fault of those who credit it.
pub fn note_links<'s>(
    audit: &mut Audit,
    page: &Page,
    rules: &RuleSets,
    state: impl Fn(&Url) -> Option<&'s LinkState>,
) {
    for found in &mut audit.matches {
        if matches!(found.verdict, None | Some(Verdict::Exempt)) {
            continue;
        }
        let set = found
            .rule
            .as_deref()
            .and_then(|rule| rules.get(rule)?.severities.get(&Code::DeadLink).copied());
        let mut told = BTreeSet::new();
        let mut findings = Vec::new();
        for (link, text) in article_links(found) {
            let Some(url) = link.resolved.as_ref().filter(|url| told.insert(*url)) else {
                continue;
            };
            let Some((message, severity)) = state(url).and_then(|state| tell(url, state)) else {
                continue;
            };
            let severity = set.unwrap_or(severity);
            if severity != Severity::Off {
                findings.push(Finding {
                    code: Code::DeadLink,
                    severity,
                    message,
                    fix: None,
                    line: Some(link.line),
                    column: Some(link.column),
                    evidence: Some(if link.hyperlink { &link.href } else { text }.to_owned()),
                });
            }
        }
        let findings = findings
            .into_iter()
            .map(|finding| located(page, &found.reuse, finding))
            .collect::<Vec<_>>();
        found.findings.extend(findings);
    }
}

/// The links of a match's credits that readers see and that lead to the article, with the text of their credit.
fn article_links(found: &Match) -> impl Iterator<Item = (&CreditLink, &str)> {
    let seen = |visibility| matches!(visibility, Visibility::Visible | Visibility::Folded);
    found
        .credits
        .iter()
        .filter(move |credit| seen(credit.visibility))
        .flat_map(|credit| credit.links.iter().map(|link| (link, credit.text.as_str())))
        .filter(|(link, _)| link.target == Target::Article)
}

fn tell(url: &Url, state: &LinkState) -> Option<(String, Severity)> {
    let url = url.as_str();
    let shown = shortened(url, 100);
    match state {
        LinkState::Answers => None,
        LinkState::SentHome => Some((
            format!(
                "the credited address {shown} sends readers to a home page: the article is no longer there"
            ),
            Code::DeadLink.default_severity(),
        )),
        LinkState::Dead(why) => Some((
            format!("the credited address {shown} {why}"),
            Code::DeadLink.default_severity(),
        )),
        LinkState::Unknown(why) => Some((
            format!("the credited address {shown} could not be checked: it {why}"),
            Severity::Note,
        )),
    }
}
