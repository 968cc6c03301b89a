//! Findings and problems as editors show them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::audit::{Audit, Located, Match};
use crate::finding::{Severity, Verdict};
use crate::report::{docs_url, terminal};
use crate::rules::RuleProblem;
use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location,
    NumberOrString, Position, Range, Url,
};

use super::positions::{Encoding, Positions};

/// What the editor can show.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    pub(super) encoding: Encoding,
    /// Codes that are links.
    pub(super) has_links: bool,
    /// Other places beside the one that is meant.
    pub(super) has_related: bool,
    /// Edits that name the version of the document that they are for.
    pub(super) has_versions: bool,
}

/// The diagnostics of a page: what counts, worst places and all, in the order of the report.
pub(super) fn of_page(
    audit: &Audit,
    notices: &HashMap<String, (PathBuf, u32)>,
    positions: &Positions<'_>,
    style: Style,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if let (true, Some(reason)) = (audit.status.is_open(), &audit.reason) {
        diagnostics.push(plain(
            Range::default(),
            DiagnosticSeverity::WARNING,
            reason.kind.as_str(),
            &format!("this page could not be judged: {}", reason.message),
            style,
        ));
    }
    for found in &audit.matches {
        for located in found.telling() {
            let mut diagnostic = of_finding(located, positions, style);
            diagnostic.related_information = asked(found, notices).filter(|_| style.has_related);
            diagnostics.push(diagnostic);
        }
        if let (Some(Verdict::Unverifiable), [], Some(reason)) =
            (found.verdict, found.findings.as_slice(), &found.reason)
        {
            let line = found.passages.first().map_or(0, |passage| passage.line);
            let message = format!("this reprint could not be judged: {}", reason.message);
            let severity = DiagnosticSeverity::INFORMATION;
            let at = positions.stretch(line, 1, usize::MAX);
            diagnostics.push(plain(at, severity, reason.kind.as_str(), &message, style));
        }
    }
    let remarks = audit.remarks.iter();
    diagnostics.extend(remarks.map(|located| of_finding(located, positions, style)));
    diagnostics
}

/// One finding of a page.
pub(super) fn of_finding(located: &Located, positions: &Positions<'_>, style: Style) -> Diagnostic {
    let finding = &located.finding;
    let mut message = finding.message.clone();
    if let Some(fix) = &finding.fix {
        message.push_str("\npaste: ");
        message.push_str(fix);
    }
    plain(
        stretch(located, positions),
        severity(finding.severity),
        finding.code.as_str(),
        &message,
        style,
    )
}

/// Where a finding is: what reports mark.
pub(super) fn stretch(located: &Located, positions: &Positions<'_>) -> Range {
    let finding = &located.finding;
    let marked = { located.excerpt.as_ref() }.map_or(1, |excerpt| excerpt.marked.chars().count());
    let column = finding.column.unwrap_or(1);
    positions.stretch(finding.line.unwrap_or(0), column, marked.max(1))
}

/// Where the original says what it asks for.
fn asked(
    found: &Match,
    notices: &HashMap<String, (PathBuf, u32)>,
) -> Option<Vec<DiagnosticRelatedInformation>> {
    let (file, line) = notices.get(&found.original.id)?;
    let place = Position::new(line.saturating_sub(1), 0);
    Some(vec![DiagnosticRelatedInformation {
        location: Location {
            uri: Url::from_file_path(file).ok()?,
            range: Range::new(place, place),
        },
        message: "what the original asks for".to_owned(),
    }])
}

/// The diagnostics of those problems that are of `file`.
pub(super) fn of_problems(
    problems: &[RuleProblem],
    file: &Path,
    positions: &Positions<'_>,
    style: Style,
) -> Vec<Diagnostic> {
    let of_file = problems.iter().filter(|one| Path::new(&one.file) == file);
    of_file
        .map(|problem| {
            let mut message = problem.message.clone();
            if let Some(help) = &problem.help {
                message.push('\n');
                message.push_str(help);
            }
            let len = usize::try_from(problem.len).unwrap_or(1).max(1);
            Diagnostic {
                code: None,
                code_description: None,
                ..plain(
                    positions.stretch(problem.line, problem.column, len),
                    severity(problem.severity),
                    "",
                    &message,
                    style,
                )
            }
        })
        .collect()
}

fn plain(
    range: Range,
    severity: DiagnosticSeverity,
    code: &str,
    message: &str,
    style: Style,
) -> Diagnostic {
    let href = Url::parse(&docs_url(code)).ok();
    // Words of a page may hold what steers what shows them.
    let lines: Vec<_> = message.lines().map(terminal).collect();
    Diagnostic {
        range,
        severity: Some(severity),
        code: Some(NumberOrString::String(code.to_owned())),
        code_description: href
            .filter(|_| style.has_links)
            .map(|href| CodeDescription { href }),
        source: Some("creditline".to_owned()),
        message: lines.join("\n"),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Note | Severity::Off => DiagnosticSeverity::INFORMATION,
    }
}
