//! Runs the tests that rules carry with them.

use std::path::Path;

use super::{pair, read_original, settle};
use crate::finding::{Code, Severity, Verdict};
use crate::page::{self, Format, Page, ReadOptions};
use crate::rules::{Rule, RuleSets, RuleTest, TestInput};

/// What came of one test of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestOutcome {
    /// The rule's id.
    pub rule: String,
    /// The test's name, else its number.
    pub name: String,
    /// The file of the rule, as the user named it, or `builtin:NAME`.
    pub file: String,
    /// 1-based line of the test in its file.
    pub line: u32,
    /// The codes the test expects, sorted.
    pub expected: Vec<Code>,
    /// The codes found with a severity above note, sorted.
    pub found: Vec<Code>,
    /// The verdict the test expects, if it does.
    pub expected_verdict: Option<Verdict>,
    /// The verdict found.
    pub verdict: Option<Verdict>,
    /// Why the test could not be run.
    pub error: Option<String>,
}

impl TestOutcome {
    /// Whether the test passed.
    pub fn passed(&self) -> bool {
        self.error.is_none()
            && self.expected == self.found
            && (self.expected_verdict.is_none() || self.expected_verdict == self.verdict)
    }
}

/// Runs the tests of a rule. The rule holds for every original in them, whatever else would decide; paths are relative
/// to the rule's file.
pub fn run_tests(rule: &Rule, sets: &RuleSets) -> Vec<TestOutcome> {
    let folder = Path::new(&rule.place.file)
        .parent()
        .unwrap_or_else(|| Path::new(""));
    rule.tests
        .iter()
        .enumerate()
        .map(|(number, test)| {
            let mut outcome = TestOutcome {
                rule: rule.id.clone(),
                name: test
                    .name
                    .clone()
                    .unwrap_or_else(|| (number + 1).to_string()),
                file: rule.place.file.clone(),
                line: test.place.line,
                expected: test.codes.clone(),
                found: Vec::new(),
                expected_verdict: test.verdict,
                verdict: None,
                error: None,
            };
            outcome.expected.sort_unstable();
            match run(rule, test, sets, folder) {
                Ok((codes, verdict)) => {
                    outcome.found = codes;
                    outcome.verdict = verdict;
                }
                Err(error) => outcome.error = Some(error),
            }
            outcome
        })
        .collect()
}

fn run(
    rule: &Rule,
    test: &RuleTest,
    sets: &RuleSets,
    folder: &Path,
) -> Result<(Vec<Code>, Option<Verdict>), String> {
    let source = read(&test.original, "the test's original", folder)?;
    let page = read(&test.page, "the test's page", folder)?;
    let mut original = read_original(&source, sets).map_err(|error| error.to_string())?;
    original.rule = Some(rule.id.clone());
    let terms = settle(&mut original, sets);
    let audit = pair(&page, &original, Some(&terms));
    let found = audit.matches.first();
    let mut codes: Vec<Code> = found
        .iter()
        .flat_map(|found| &found.findings)
        .filter(|located| located.finding.severity > Severity::Note)
        .map(|located| located.finding.code)
        .collect();
    codes.sort_unstable();
    Ok((codes, found.and_then(|found| found.verdict)))
}

fn read(input: &TestInput, what: &str, folder: &Path) -> Result<Page, String> {
    let (bytes, location, format) = match input {
        TestInput::Path(path) => {
            let path = folder.join(path);
            let bytes = std::fs::read(&path)
                .map_err(|error| format!("{}: cannot be read: {error}", path.display()))?;
            (bytes, path.display().to_string(), None)
        }
        TestInput::Html(text) => (
            text.clone().into_bytes(),
            what.to_owned(),
            Some(Format::Html),
        ),
        TestInput::Markdown(text) => (
            text.clone().into_bytes(),
            what.to_owned(),
            Some(Format::Markdown),
        ),
        TestInput::Text(text) => (
            text.clone().into_bytes(),
            what.to_owned(),
            Some(Format::Text),
        ),
    };
    let options = ReadOptions {
        location,
        format,
        ..ReadOptions::default()
    };
    page::read(&bytes, &options).map_err(|error| format!("{what}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tests_of_the_built_in_rules_pass() {
        let sets = RuleSets::builtin();
        let mut failed = Vec::new();
        for rule in sets.iter() {
            let outcomes = run_tests(rule, &sets);
            failed.extend(outcomes.into_iter().filter(|outcome| !outcome.passed()));
        }
        assert!(failed.is_empty(), "{failed:#?}");
        for id in ["default", "wpcom", "no-reprint"] {
            let rule = sets.get(id).unwrap();
            assert!(rule.tests.iter().any(|test| test.codes.is_empty()), "{id}");
            assert!(rule.tests.iter().any(|test| !test.codes.is_empty()), "{id}");
        }
    }

    #[test]
    fn a_failing_test_tells_what_was_found() {
        let text = "\
version: 1
rules:
  - id: mine
    summary: Mine
    require: [link]
    tests:
      - name: no credit
        original: {text: 'The ferry left at dawn with two goats, a piano and a man who would not say where he was going.'}
        page: {text: 'The ferry left at dawn with two goats, a piano and a man who would not say where he was going.'}
        expect: []
      - original: nowhere.html
        page: nowhere.html
        expect: []
";
        let sets = RuleSets::from_text("mine.yaml", text).unwrap();
        let outcomes = run_tests(&sets.loaded()[0], &sets);
        assert!(!outcomes[0].passed());
        assert_eq!(outcomes[0].found, [Code::MissingAttribution]);
        assert_eq!(outcomes[0].line, 7);
        assert!(outcomes[1].error.as_ref().unwrap().contains("nowhere.html"));
        assert_eq!(outcomes[1].name, "2");
    }
}
