//! Rules: the YAML model, its validation, the built-in sets, terms and the judgement.

mod adjust;
mod builtin;
mod draft;
mod evaluate;
mod file;
mod model;
mod patterns;
mod schema;
mod sets;
mod terms;

pub use adjust::{AdjustError, Adjustment};
pub use draft::draft;
pub use evaluate::{
    CLAIMS_TO_BE_THE_SOURCE, CreditGiven, Evaluation, Judgement, LANGUAGE_WITHOUT_PHRASES,
    OBFUSCATED_SHARE, OBFUSCATED_WORDS, day, evaluate,
};
pub use file::VERSION;
pub(crate) use file::words::SEVERITIES;
pub use model::*;
pub(crate) use patterns::host_matches;
pub use schema::schema;
pub use sets::{DEFAULT_RULE, RuleSets, builtin_names, is_builtin};
pub use terms::{Terms, Values, Why, terms};

pub use crate::yaml::{Place, Problem as RuleProblem, Problems as RulesError, did_you_mean};

#[cfg(test)]
mod tests;
