//! Runs the tests that rules carry with them.

use std::path::Path;

use super::{pair, read_original};
use crate::finding::{Code, Finding, Severity, Verdict};
use crate::originals::Original;
use crate::page::{self, Block, Format, Page, ReadOptions, main_blocks};
use crate::rules::{Rule, RuleSets, RuleTest, TestCopy, TestInput, TestPage, settle};

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
    /// What the findings say, in the order of the report.
    pub messages: Vec<String>,
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
    (0..rule.tests.len())
        .filter_map(|number| one(rule, number, sets))
        .collect()
}

/// Runs the test of a number.
fn one(rule: &Rule, number: usize, sets: &RuleSets) -> Option<TestOutcome> {
    let test = rule.tests.get(number)?;
    let folder = Path::new(&rule.place.file)
        .parent()
        .unwrap_or_else(|| Path::new(""));
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
        messages: Vec::new(),
        expected_verdict: test.verdict,
        verdict: None,
        error: None,
    };
    outcome.expected.sort_unstable();
    match run(rule, test, sets, folder) {
        Ok((findings, verdict)) => {
            outcome.found = findings.iter().map(|finding| finding.code).collect();
            outcome.found.sort_unstable();
            outcome.messages = findings
                .into_iter()
                .map(|finding| finding.message)
                .collect();
            outcome.verdict = verdict;
        }
        Err(error) => outcome.error = Some(error),
    }
    Some(outcome)
}

fn run(
    rule: &Rule,
    test: &RuleTest,
    sets: &RuleSets,
    folder: &Path,
) -> Result<(Vec<Finding>, Option<Verdict>), String> {
    let source = read(&test.original, "the test's original", folder)?;
    let mut original = read_original(&source, sets).map_err(|error| error.to_string())?;
    let page = match &test.page {
        TestPage::Written(input) => read(input, "the test's page", folder)?,
        TestPage::Copy(copy) => {
            let html = copied(&source, &original, copy)?;
            read(&TestInput::Html(html), "the test's page", folder)?
        }
    };
    original.rule = Some(rule.id.clone());
    let terms = settle(&mut original, sets);
    let audit = pair(&page, &original, Some(&terms));
    let found = audit.matches.first();
    let findings: Vec<Finding> = found
        .iter()
        .flat_map(|found| &found.findings)
        .map(|located| located.finding.clone())
        .filter(|finding| finding.severity > Severity::Note)
        .collect();
    Ok((findings, found.and_then(|found| found.verdict)))
}

/// A page of another site with the original's text, its notice and headings of the file aside.
fn copied(source: &Page, original: &Original, copy: &TestCopy) -> Result<String, String> {
    let title = original.title.as_deref().unwrap_or_default();
    let is_notice = |block: &Block| {
        let notice = original.notice.as_ref();
        notice.is_some_and(|notice| {
            block.text.contains(&notice.text) || notice.text.contains(&block.text)
        })
    };
    let main = main_blocks(source).blocks;
    let mut paragraphs: Vec<String> = main
        .into_iter()
        .filter_map(|index| source.blocks.get(index))
        .filter(|block| block.text != title && !is_notice(block))
        .map(|block| format!("<p>{}</p>", escaped(&block.text)))
        .collect();
    for (from, to) in &copy.replace {
        let from = escaped(from);
        let Some(place) = paragraphs.iter_mut().find(|line| line.contains(&from)) else {
            return Err(format!("`replace`: the original does not say `{from}`"));
        };
        *place = place.replacen(&from, to, 1);
    }
    Ok(format!(
        "<html lang=\"{}\"><head><title>{}</title><link rel=\"canonical\" href=\"https://copy.example/reprint\">{}</head>\
         <body><article><h1>{}</h1>{}{}{}</article></body></html>",
        escaped(original.language.as_deref().unwrap_or("en")),
        escaped(title),
        copy.head,
        escaped(title),
        copy.above,
        paragraphs.concat(),
        copy.below
    ))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
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
    use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

    use super::*;

    #[test]
    fn the_tests_of_the_built_in_rules_pass() {
        let sets = RuleSets::builtin();
        assert!(sets.iter().count() > 30, "the sets were not read");
        let mut failed = Vec::new();
        for rule in sets.iter() {
            let outcomes = run_tests(rule, &sets);
            failed.extend(outcomes.into_iter().filter(|outcome| !outcome.passed()));
        }
        assert!(failed.is_empty(), "{}", told(&failed));
    }

    /// One line a failed test.
    fn told(failed: &[TestOutcome]) -> String {
        failed
            .iter()
            .map(|outcome| {
                format!(
                    "{} / {} (line {}): expected {:?} {:?}, found {:?} {:?} {:?}\n",
                    outcome.rule,
                    outcome.name,
                    outcome.line,
                    outcome.expected,
                    outcome.expected_verdict,
                    outcome.found,
                    outcome.verdict,
                    outcome.error
                )
            })
            .collect()
    }

    /// A rule without one of its items must fail one of its tests: otherwise no test would notice that the item is
    /// broken. Notes are not part of what tests expect.
    #[test]
    fn every_item_of_the_built_in_rules_is_tested() {
        let sets = RuleSets::builtin();
        let good = |test: &RuleTest| {
            test.codes.is_empty()
                && matches!(test.verdict, Some(Verdict::Credited | Verdict::Exempt))
        };
        let mut untested: Vec<String> = sets
            .iter()
            .filter(|rule| !rule.tests.iter().any(good))
            .map(|rule| format!("{}: no test of a good reprint", rule.id))
            .collect();
        let items: Vec<(&Rule, usize)> = sets
            .iter()
            .flat_map(|rule| (0..rule.require.len()).map(move |index| (rule, index)))
            .filter(|(rule, index)| rule.require[*index].severity > Severity::Note)
            .collect();
        let missing: Vec<String> = items
            .par_iter()
            .filter_map(|(rule, index)| {
                let without = sets.without_item(&rule.id, *index);
                let code = rule.require[*index].demand.code();
                // The test of this very fault is most likely the one.
                let mut tests: Vec<usize> = (0..rule.tests.len()).collect();
                tests.sort_by_key(|test| !rule.tests[*test].codes.contains(&code));
                let noticed = tests
                    .into_iter()
                    .filter_map(|test| one(rule, test, &without))
                    .any(|outcome| !outcome.passed());
                (!noticed).then(|| format!("{}: item {}, {code:?}", rule.id, index + 1))
            })
            .collect();
        untested.extend(missing);
        assert!(untested.is_empty(), "{}", untested.join("\n"));
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
