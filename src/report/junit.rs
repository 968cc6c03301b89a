//! JUnit XML: one test case a reprint, for the test tabs of CI systems.

use std::fmt::Write as _;

use super::encode::xml;
use super::words::reprints;
use crate::audit::{Audit, Located, Match, Status, Suppressed, SuppressedBy};
use crate::finding::{Severity, Verdict};

/// The report. A reprint with a finding at or above `fail_on` is a failure; what could not be judged is an error, as it
/// is neither a pass nor a fault; findings below are told in its output.
pub fn junit(audits: &[Audit], fail_on: Severity) -> String {
    let suites: Vec<Suite> = audits
        .iter()
        .map(|audit| Suite::of(audit, fail_on))
        .collect();
    let count = |number: fn(&Suite) -> usize| suites.iter().map(number).sum::<usize>();
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"creditline\" tests=\"{}\" failures=\"{}\" \
         errors=\"{}\">\n",
        count(|suite| suite.tests),
        count(|suite| suite.failures),
        count(|suite| suite.errors),
    );
    for suite in &suites {
        let _ = write!(
            text,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n{}  </testsuite>\n",
            suite.name, suite.tests, suite.failures, suite.errors, suite.cases
        );
    }
    text.push_str("</testsuites>\n");
    text
}

/// One page.
#[derive(Default)]
struct Suite {
    name: String,
    tests: usize,
    failures: usize,
    errors: usize,
    cases: String,
}

impl Suite {
    fn of(audit: &Audit, fail_on: Severity) -> Self {
        let mut suite = Self {
            name: xml(&audit.page.location),
            ..Self::default()
        };
        for found in &audit.matches {
            suite.reprint(found, fail_on);
        }
        if let Some(reason) = &audit.reason {
            let inner = match audit.status {
                Status::Skipped => {
                    format!("      <skipped message=\"{}\"/>\n", xml(&reason.message))
                }
                _ => suite.error(reason.kind.as_str(), &reason.message),
            };
            suite.case("page", &inner);
        }
        if !audit.remarks.is_empty() {
            let inner = suite.findings(&audit.remarks, fail_on, "");
            suite.case("settings", &inner);
        } else if audit.matches.is_empty()
            && audit.reason.is_none()
            && audit.status == Status::Audited
        {
            suite.case("nothing is reprinted", "");
        }
        suite
    }

    fn reprint(&mut self, found: &Match, fail_on: Severity) {
        let original = &found.original;
        let name = original.url.as_deref().unwrap_or(&original.location);
        let about = format!("reprints: {}", reprints(found));
        let mut inner = self.findings(&found.findings, fail_on, &about);
        if found.verdict == Some(Verdict::Unverifiable) && !inner.contains("<failure") {
            let unsure = |one: &Suppressed| one.by == SuppressedBy::Confidence;
            let accepted = found.findings.is_empty()
                && !found.suppressed.is_empty()
                && !found.suppressed.iter().any(unsure);
            if !accepted {
                let message =
                    "it cannot be told from the page alone whether the credit is as asked";
                inner = self.error(Verdict::Unverifiable.as_str(), message) + &inner;
            }
        }
        self.case(name, &inner);
    }

    /// The failure if there is one, and the output for what does not fail.
    fn findings(&mut self, findings: &[Located], fail_on: Severity, about: &str) -> String {
        let (failing, others): (Vec<&Located>, Vec<&Located>) = findings
            .iter()
            .partition(|located| located.finding.severity >= fail_on);
        let mut inner = String::new();
        if let Some(first) = failing.first() {
            self.failures += 1;
            let mut body: Vec<String> = failing.iter().map(|located| line(located)).collect();
            if !about.is_empty() {
                body.push(about.to_owned());
            }
            let _ = writeln!(
                inner,
                "      <failure type=\"{}\" message=\"{}\">{}</failure>",
                first.finding.code.as_str(),
                xml(&first.finding.message.replace('\n', " ")),
                xml(&body.join("\n"))
            );
        }
        if !others.is_empty() {
            let body: Vec<String> = others.iter().map(|located| line(located)).collect();
            let _ = writeln!(
                inner,
                "      <system-out>{}</system-out>",
                xml(&body.join("\n"))
            );
        }
        inner
    }

    fn error(&mut self, code: &str, message: &str) -> String {
        self.errors += 1;
        format!(
            "      <error type=\"{}\" message=\"{}\"/>\n",
            xml(code),
            xml(&message.replace('\n', " "))
        )
    }

    fn case(&mut self, name: &str, inner: &str) {
        self.tests += 1;
        let head = format!(
            "    <testcase name=\"{}\" classname=\"{}\"",
            xml(name),
            self.name
        );
        if inner.is_empty() {
            let _ = writeln!(self.cases, "{head}/>");
        } else {
            let _ = write!(self.cases, "{head}>\n{inner}    </testcase>\n");
        }
    }
}

/// A finding in lines: where, what, and what to paste.
fn line(located: &Located) -> String {
    let finding = &located.finding;
    let mut text = format!(
        "{}[{}]: {}",
        finding.severity.as_str(),
        finding.code.as_str(),
        finding.message.replace('\n', " ")
    );
    if let (Some(line), Some(column)) = (finding.line, finding.column) {
        let _ = write!(text, " (line {line}, column {column})");
    }
    if let Some(source) = &located.source {
        let (file, line, column) = (&source.file, source.line, source.column);
        let _ = write!(text, "\nsource: {file}:{line}:{column}");
    }
    if let Some(fix) = &finding.fix {
        let _ = write!(text, "\npaste: {fix}");
    }
    text
}
