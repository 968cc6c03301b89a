//! One line a finding: `path:line:column: error[code]: message`.

use crate::audit::{Audit, Match};

use super::encode::terminal;
use super::summary;

/// The concise report: findings, pages that could not be judged, and the summary line.
pub fn concise(audits: &[Audit]) -> String {
    let mut lines = Vec::new();
    for audit in audits {
        if let Some(reason) = &audit.reason
            && audit.status.is_open()
        {
            let word = audit.status.as_str();
            lines.push(format!(
                "{}: {word}[{}]: {}",
                terminal(&audit.page.location),
                reason.kind.as_str(),
                terminal(&reason.message)
            ));
        }
        let of_matches = audit.matches.iter().flat_map(Match::telling);
        for located in of_matches.chain(&audit.remarks) {
            let finding = &located.finding;
            let (location, line, column) = located.place(&audit.page);
            lines.push(format!(
                "{}{}: {}[{}]: {}",
                terminal(location),
                place(line, column),
                finding.severity.as_str(),
                finding.code.as_str(),
                terminal(&finding.message)
            ));
        }
    }
    for (audit, why) in summary::exemptions(audits) {
        let page = terminal(&audit.page.location);
        lines.push(format!("{page}: exempt: {}", terminal(why)));
    }
    lines.push(summary::counts(audits));
    lines.push(String::new());
    lines.join("\n")
}

/// `:line:column`, as far as known.
fn place(line: Option<u32>, column: Option<u32>) -> String {
    match (line, column) {
        (Some(line), Some(column)) => format!(":{line}:{column}"),
        (Some(line), None) => format!(":{line}"),
        _ => String::new(),
    }
}
