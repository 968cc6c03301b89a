//! Reports: one file a format, all from the one model of [`crate::audit`].

mod columns;
mod concise;
mod diff;
mod encode;
mod explain;
mod extract;
mod human;
mod json;
mod pair;
mod problems;
mod reasons;
mod requirements;
mod rules;
mod summary;
mod terms;
mod words;

pub use concise::concise;
pub use diff::diff;
pub use encode::{shortened, terminal};
pub use explain::{DOCS, codes_page, docs_url, explain, explain_all};
pub use extract::{extract, extract_json};
pub use human::{HumanOptions, human};
pub use json::{SCHEMA, json};
pub use pair::{PairOptions, pair};
pub use problems::problems;
pub use reasons::{REASONS, ReasonHelp, reason_help};
pub use rules::{rule, rule_json, rule_list, rule_list_json, rule_tests, rule_tests_json};
pub use terms::{terms, terms_json};
