//! Rules: the YAML model, its validation, the built-in sets, terms and the judgement.

mod adjust;
mod builtin;
mod draft;
mod evaluate;
mod file;
mod model;
mod patterns;
mod problem;
mod reader;
mod schema;
mod sets;
mod terms;
mod yaml;

pub use adjust::{AdjustError, Adjustment};
pub use draft::draft;
pub use evaluate::{Evaluation, Judgement, OBFUSCATED_SHARE, OBFUSCATED_WORDS, evaluate};
pub use file::VERSION;
pub use model::*;
pub use problem::{RuleProblem, RulesError, did_you_mean};
pub use schema::schema;
pub use sets::{DEFAULT_RULE, RuleSets};
pub use terms::{Terms, Values, Why, terms};

#[cfg(test)]
mod tests;
