//! `creditline explain`: what a finding, a reason or a rule means.

use crate::report;
use anyhow::anyhow;
use clap::Args;

use super::Outcome;
use super::inputs;
use super::output::{Terminal, columns, print};
use super::shared::RulesArgs;

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The code of a finding, the reason of a page that was not judged, or the id of a rule.
    #[arg(value_name = "CODE|REASON|RULE")]
    name: Option<String>,

    #[command(flatten)]
    rules: RulesArgs,
}

/// Prints the explanation, or the list of everything that can be explained.
pub(super) fn run(args: &ExplainArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let rules = inputs::rules(&args.rules.rules, to)?;
    let text = match &args.name {
        Some(name) => {
            // Whoever copies a finding from a report may copy its brackets.
            let name = name.trim().trim_matches(['[', ']', '`']);
            report::explain(name, &rules, columns()).map_err(|told| anyhow!(told))?
        }
        None => report::explain_all(&rules),
    };
    print(&text)?;
    Ok(Outcome::Clean)
}
