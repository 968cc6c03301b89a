//! The credit itself: is it there, in sight, with the right link and the right name.

use super::{Evaluation, demands, fix, holds};
use crate::credit::{Credit, CreditLink};
use crate::finding::{Code, Finding, Severity};
use crate::rules::demand::{
    Demand, Link, LinkTo, Requirement, keeps_nameless_notice, valid, wrong_name,
};
use crate::rules::facts::{Facts, Settled, shortened};

/// Whether the page credits the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Credited,
    /// The only link cannot be followed offline.
    Unverifiable,
    /// The words beside the link are of a language that nobody has told the program.
    UnknownLanguage,
    NotCredited,
}

pub(super) struct Attribution {
    pub(super) findings: Vec<Finding>,
    pub(super) standing: Standing,
    pub(super) settled: Settled,
}

pub(super) struct Judge<'a, 'e> {
    pub(super) input: &'e Evaluation<'a>,
    pub(super) facts: &'e Facts<'a>,
    /// The demanded link to the source and its severity.
    pub(super) link: Option<(&'e Link, Severity)>,
    /// The severity of having no credit: the highest of all that a credit has to hold.
    pub(super) severity: Severity,
    pub(super) findings: Vec<Finding>,
    pub(super) settled: Settled,
}

pub(super) fn judge(input: &Evaluation<'_>, facts: &Facts<'_>) -> Attribution {
    let active: Vec<&Requirement> = input
        .terms
        .rule
        .require
        .iter()
        .filter(|requirement| holds(requirement, facts))
        .collect();
    let severity = active
        .iter()
        .filter(|requirement| requirement.demand.is_credit())
        .map(|requirement| requirement.severity)
        .max()
        .unwrap_or(Severity::Off);
    let link = active.iter().find_map(|requirement| {
        // Inside `any-of` a link is one way of several: not demanded as such.
        let link = match &requirement.demand {
            Demand::Link(link) => link,
            Demand::AllOf(items) => items.iter().find_map(|item| item.demand.link())?,
            _ => return None,
        };
        matches!(link.to, LinkTo::Article | LinkTo::Site).then_some((link, requirement.severity))
    });
    let mut judge = Judge {
        input,
        facts,
        link,
        severity,
        findings: Vec::new(),
        settled: Settled::default(),
    };
    // A sentence that the terms give as one way of several is a credit, whatever its words.
    let stated = link.is_none()
        && active.iter().any(|requirement| {
            matches!(&requirement.demand, Demand::AnyOf(items) if items
            .iter()
            .any(|item| {
                matches!(item.demand, Demand::Statement(_)) && item.unmet(facts).is_none()
            }))
        });
    let standing = if severity == Severity::Off || stated {
        Standing::Credited
    } else {
        judge.credit()
    };
    if standing != Standing::NotCredited || !judge.settled.no_credit {
        judge.author(&active);
    }
    Attribution {
        findings: judge.findings,
        standing,
        settled: judge.settled,
    }
}

impl<'a> Judge<'a, '_> {
    fn credit(&mut self) -> Standing {
        let valid = valid(self.facts, self.link.map(|(link, _)| link));
        match valid.first() {
            Some((place, best)) => {
                self.quality(*place, best, &valid);
                Standing::Credited
            }
            None => self.fault(),
        }
    }

    /// Whether the author is named, and no other.
    fn author(&mut self, active: &[&Requirement]) {
        let Some((item, author)) = active.iter().find_map(|item| match &item.demand {
            Demand::Author(author) => Some((*item, author)),
            _ => None,
        }) else {
            return;
        };
        if let Some(unmet) = wrong_name(author, self.facts, item.each_author) {
            let mut finding = demands::finding(self.input, self.facts, item, unmet);
            if finding.code == Code::MissingAuthor && keeps_nameless_notice(self.facts) {
                finding.severity = finding.severity.min(Severity::Warning);
            }
            self.findings.push(finding);
        }
    }

    /// The severity of `no-competing-claim`, if the rule has it.
    pub(super) fn claim_severity(&self) -> Option<Severity> {
        self.input
            .terms
            .rule
            .require
            .iter()
            .find(|item| matches!(item.demand, Demand::NoCompetingClaim(_)))
            .map(|item| item.severity)
    }

    /// The source as a reader knows it.
    pub(super) fn source(&self) -> String {
        let values = &self.input.terms.values;
        let host = values
            .url
            .as_ref()
            .and_then(|url| url.host_str())
            .map(|host| host.strip_prefix("www.").unwrap_or(host).to_owned());
        values
            .publisher
            .clone()
            .or(host)
            .map_or_else(|| "the original".to_owned(), |name| shortened(&name))
    }

    pub(super) fn at_credit(
        &mut self,
        code: Code,
        severity: Severity,
        message: String,
        credit: &Credit,
    ) {
        self.findings.push(Finding {
            code,
            severity,
            message,
            fix: fix::credit_line(self.input),
            line: Some(credit.line),
            column: Some(credit.column),
            evidence: Some(shortened(&credit.text)),
        });
    }

    pub(super) fn at_link(
        &mut self,
        code: Code,
        severity: Severity,
        message: String,
        credit: &Credit,
        link: &CreditLink,
    ) {
        self.at_credit(code, severity, message, credit);
        if let Some(finding) = self.findings.last_mut() {
            finding.line = Some(link.line);
            finding.column = Some(link.column);
        }
    }
}
