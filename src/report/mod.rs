//! Reports: one file a format, all from the one model of [`crate::audit`]. The table of formats is at the end.

mod cases;
#[cfg(feature = "cli")]
mod columns;
mod diff;
mod encode;
mod explain;
mod extract;
mod format;
mod groups;
mod hints;
mod lint;
#[cfg(feature = "cli")]
mod pair;
mod pattern;
mod place;
#[cfg(feature = "cli")]
mod problems;
mod requirements;
mod rows;
mod rules;
mod schema;
#[cfg(feature = "cli")]
mod secrets;
mod summary;
mod terms;
mod view;
mod words;

use csv::{csv_head, csv_rows};
use format::{Spec, formats};

pub(crate) use explain::docs_url;

/// Whether a file begins as the reports do that may be taken for pages: those in HTML and Markdown.
#[cfg(feature = "cli")]
pub(crate) fn is_report(head: &[u8]) -> bool {
    let title = markdown::TITLE.as_bytes();
    head.starts_with(title) || memchr::memmem::find(head, html::GENERATOR.as_bytes()).is_some()
}

pub use encode::terminal;
pub use format::{FormatOptions, Stamp};
pub use json::{SCHEMA, json, json_line, json_lines};
pub use schema::schema;
pub use view::{HumanOptions, View};

// For the command and the tests.
#[doc(hidden)]
pub use self::{
    cases::{
        CASES_SCHEMA, CASES_SHOWN, case, case_json, case_list, case_list_json, case_sites,
        case_sites_json, cases_csv, cases_json, cases_page, delta_github, delta_human, delta_json,
        delta_line, delta_lines, recheck_list,
    },
    concise::concise,
    csv::csv,
    diff::{diff, patch},
    encode::shortened,
    explain::{codes_page, explain, explain_all},
    extract::{extract, extract_json},
    format::Stream,
    github::github,
    gitlab::gitlab,
    hints::hints,
    json::LINE_SCHEMA,
    junit::junit,
    lint::{LINT_SCHEMA, LintedPage, lint, lint_json},
    markdown::markdown,
    rdjson::rdjson,
    rules::{rule, rule_json, rule_list, rule_list_json, rule_tests, rule_tests_json},
    sarif::sarif,
    summary::exempt,
    terms::{terms, terms_json},
    words::percent,
};
#[cfg(feature = "cli")]
#[doc(hidden)]
pub use self::{
    human::human,
    pair::{PairOptions, pair},
    problems::problems,
};

formats! {
    /// Findings with the source they point at.
    ///
    /// the terminal: each finding with its source and the line to paste
    Human = "human" in #[cfg(feature = "cli")] human {
        #[cfg(feature = "cli")]
        write: |audits, to| human(audits, to.drawing, to.view),
        // Nothing is drawn without a command line.
        #[cfg(not(feature = "cli"))]
        write: |audits, _| concise(audits),
    }
    /// One line a finding.
    ///
    /// the terminal: one line a finding
    Concise = "concise" in concise {
        write: |audits, _| concise(audits),
    }
    /// The whole report for programs.
    ///
    /// programs: the whole report; [schema](../schemas/report.v1.json). Lines and columns are 1-based, offsets count
    /// characters of the texts that `creditline extract` prints
    Json = "json" in json {
        media: "application/json",
        write: |audits, to| json(audits, to.view),
    }
    /// JSON lines: one page a line, written as soon as it and those before it are judged.
    ///
    /// programs: one page a line as soon as it is judged
    Jsonl = "jsonl" {
        media: "application/jsonl",
        stream: Some(Stream { head: String::new, page: json_line }),
        write: |audits, _| json_lines(audits),
    }
    /// SARIF 2.1.0, for code-scanning tabs.
    ///
    /// code-scanning tabs: at most 25,000 results, worst first, with fingerprints that survive edits of the page, and the
    /// changes that `--fix` makes as `fixes`
    Sarif = "sarif" in sarif {
        media: "application/json",
        edits: true,
        write: |audits, to| sarif(audits, to.root, to.view),
    }
    /// JUnit XML, for test tabs.
    ///
    /// test tabs: one case a reprint; what could not be judged is an error, never a pass
    Junit = "junit" in junit {
        media: "application/xml",
        write: |audits, to| junit(audits, to.fail_on),
    }
    /// Annotations of GitHub Actions.
    ///
    /// annotations in the log of a step: at most ten a level, worst first, the rest as plain lines
    Github = "github" in github {
        write: |audits, to| github(audits, to.root, to.view),
    }
    /// Code Quality of GitLab.
    ///
    /// the Code Quality widget of merge requests
    Gitlab = "gitlab" in gitlab {
        media: "application/json",
        write: |audits, to| gitlab(audits, to.root),
    }
    /// Reviewdog's format, with the changes that it makes suggestions of.
    ///
    /// [reviewdog](https://github.com/reviewdog/reviewdog): the changes that `--fix` makes as suggestions in a review
    Rdjson = "rdjson" in rdjson {
        media: "application/json",
        edits: true,
        write: |audits, to| rdjson(audits, to.root),
    }
    /// Markdown, for the summary of a CI step or a comment.
    ///
    /// `$GITHUB_STEP_SUMMARY` or a comment, at most 60,000 characters
    Markdown = "markdown" in markdown {
        media: "text/markdown",
        write: |audits, to| markdown(audits, to.view),
    }
    /// A table, one finding a row.
    ///
    /// spreadsheets: the rows of a page as soon as it is judged; no cell is ever a formula
    Csv = "csv" in csv {
        media: "text/csv",
        stream: Some(Stream { head: csv_head, page: csv_rows }),
        write: |audits, _| csv(audits),
    }
    /// A page to look at, with page and original side by side.
    ///
    /// people: one file without network or needed scripts, with every page beside its original ([picture](report.png), made
    /// by `docs/picture.sh`)
    Html = "html" in html {
        media: "text/html",
        texts: true,
        write: html::html,
    }
}
