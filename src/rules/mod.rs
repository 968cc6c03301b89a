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

pub(crate) use patterns::host_matches;

pub use crate::text::template::{Placeholder, Template};
pub use crate::yaml::{Place, Problem as RuleProblem, Problems as RulesError};
pub use demand::Demand;
pub(crate) use demand::{Requirement, When};
pub(crate) use evaluate::{Evaluation, Judgement, evaluate};
pub(crate) use facts::CreditGiven;
pub use model::*;
pub use schema::schema;
pub use sets::{RuleSets, builtin_names};
pub use terms::{Terms, Why, terms};
pub use values::Values;

// For the command and the tests.
#[doc(hidden)]
pub use self::{
    adjust::{AdjustError, Adjustment},
    draft::draft,
    terms::settle,
};
pub(crate) use self::{
    demand::day,
    sets::{DEFAULT_RULE, is_builtin},
};

#[cfg(test)]
mod tests;
