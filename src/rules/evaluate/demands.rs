//! Everything that a rule asks for besides the credit as such.

use super::{Evaluation, fix, holds};
use crate::finding::Finding;
use crate::rules::demand::Requirement;
use crate::rules::facts::{Facts, Settled, Unmet, shortened};

pub(super) fn judge(input: &Evaluation<'_>, facts: &Facts<'_>, settled: Settled) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for item in &input.terms.rule.require {
        if !holds(item, facts) || (settled.no_credit && item.demand.is_credit()) {
            continue;
        }
        if let Some(unmet) = item.still_unmet(facts, settled) {
            let repeated = findings
                .iter()
                .any(|earlier| earlier.code == unmet.code && earlier.message == unmet.message);
            if !repeated {
                findings.push(finding(input, facts, item, unmet));
            }
        }
    }
    findings
}

/// What is said of an item that is not met.
pub(super) fn finding(
    input: &Evaluation<'_>,
    facts: &Facts<'_>,
    item: &Requirement,
    unmet: Unmet<'_>,
) -> Finding {
    let (start_line, start_column) = facts.start_of_text();
    let (line, column, text) = match (unmet.at, unmet.place) {
        (_, Some((line, column, text))) => (Some(line), Some(column), Some(text)),
        (Some(credit), None) => (
            Some(credit.line),
            Some(credit.column),
            Some(credit.text.clone()),
        ),
        (None, None) => (start_line, start_column, None),
    };
    Finding {
        code: unmet.code,
        severity: unmet
            .severity
            .map_or(item.severity, |most| most.min(item.severity)),
        message: unmet.message,
        fix: if unmet.fix {
            fix::credit_line(input)
        } else {
            None
        },
        line,
        column,
        evidence: text.map(|text| shortened(&text)),
    }
}
