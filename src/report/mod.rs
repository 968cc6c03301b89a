//! Reports: one file a format, all from the one model of [`crate::audit`].

mod cases;
#[cfg(feature = "cli")]
mod columns;
mod concise;
mod csv;
mod diff;
mod encode;
mod explain;
mod extract;
mod github;
mod gitlab;
mod groups;
mod hints;
mod html;
#[cfg(feature = "cli")]
mod human;
mod json;
mod junit;
mod lint;
mod markdown;
#[cfg(feature = "cli")]
mod pair;
mod pattern;
mod place;
#[cfg(feature = "cli")]
mod problems;
mod rdjson;
mod reasons;
mod requirements;
mod rows;
mod rules;
mod sarif;
mod schema;
mod summary;
mod terms;
mod view;
mod words;

pub use cases::{
    CASES_SCHEMA, CASES_SHOWN, case, case_json, case_list, case_list_json, case_sites,
    case_sites_json, cases_csv, cases_json, cases_page, delta_github, delta_human, delta_json,
    delta_line, delta_lines, recheck_list,
};
pub use concise::concise;
pub use csv::{csv, csv_head, csv_rows};
pub use diff::{diff, patch};
pub use encode::{shortened, terminal};
pub use explain::{DOCS, codes_page, docs_url, explain, explain_all};
pub use extract::{extract, extract_json};
pub use github::github;
pub use gitlab::gitlab;
pub use hints::hints;
pub use html::html;
#[cfg(feature = "cli")]
pub use human::human;
pub use json::{LINE_SCHEMA, SCHEMA, json, json_line, json_lines};
pub use junit::junit;
pub use lint::{LINT_SCHEMA, LintedPage, lint, lint_json};
pub use markdown::markdown;
#[cfg(feature = "cli")]
pub use pair::{PairOptions, pair};
#[cfg(feature = "cli")]
pub use problems::problems;
pub use rdjson::rdjson;
pub use reasons::{REASONS, ReasonHelp, reason_help};
pub use rules::{rule, rule_json, rule_list, rule_list_json, rule_tests, rule_tests_json};
pub use sarif::sarif;
pub use schema::schema;
pub use summary::exempt;
pub use terms::{terms, terms_json};
pub use view::{HumanOptions, View};
pub use words::percent;
