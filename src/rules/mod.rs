//! Rules: the YAML model, its validation, the built-in sets, terms and the judgement.

mod adjust;
mod builtin;
pub mod demand;
mod draft;
mod evaluate;
mod facts;
mod file;
mod model;
mod patterns;
mod schema;
mod sets;
mod terms;
mod values;

pub use adjust::{AdjustError, Adjustment};
pub use demand::{Demand, Requirement, When, day};
pub use draft::draft;
pub use evaluate::{Evaluation, Judgement, OBFUSCATED_SHARE, OBFUSCATED_WORDS, evaluate};
pub use facts::CreditGiven;
pub use file::VERSION;
pub use model::*;
pub(crate) use patterns::host_matches;
pub use schema::schema;
pub use sets::{DEFAULT_RULE, RuleSets, builtin_names, is_builtin};
pub use terms::{Terms, Why, terms};
pub use values::Values;

pub use crate::yaml::{Place, Problem as RuleProblem, Problems as RulesError, did_you_mean};

#[cfg(test)]
mod tests;
