//! `creditline rules`: the rule sets, one rule, faults and tests of rule files.

use std::path::PathBuf;

use crate::audit::run_tests;
use crate::report;
use crate::rules::{Rule, RuleSets};
use crate::yaml::did_you_mean;
use anyhow::{anyhow, bail};
use clap::{Args, Subcommand};

use super::Outcome;
use super::inputs;
use super::output::{Terminal, print};
use super::shared::{PairFormat, RulesArgs};

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// List all rules: the built-in ones and those of --rules.
    List(ListArgs),
    /// Show one rule with all it inherits, and where each part is written.
    Show(ShowArgs),
    /// Find every fault of rule files; exit code 2 if there is one.
    Check(CheckArgs),
    /// Run the tests that rules carry; exit code 1 if one fails.
    Test(TestArgs),
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    rules: RulesArgs,

    /// The form of the output.
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    format: PairFormat,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// The id of the rule.
    id: String,

    #[command(flatten)]
    rules: RulesArgs,

    /// The form of the output.
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    format: PairFormat,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Rule files, or directories of them.
    #[arg(value_name = "FILE|DIR", required = true)]
    files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct TestArgs {
    /// Rule files, or directories of them; without any, the built-in sets.
    #[arg(value_name = "FILE|DIR")]
    files: Vec<PathBuf>,

    /// The form of the output.
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    format: PairFormat,
}

/// Runs one of the commands.
pub(super) fn run(command: &RulesCommand, to: Terminal) -> anyhow::Result<Outcome> {
    match command {
        RulesCommand::List(args) => list(args, to),
        RulesCommand::Show(args) => show(args, to),
        RulesCommand::Check(args) => check(args, to),
        RulesCommand::Test(args) => test(args, to),
    }
}

fn list(args: &ListArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let sets = inputs::rules(&args.rules.rules, to)?;
    print(&match args.format {
        PairFormat::Human => report::rule_list(&sets),
        PairFormat::Json => report::rule_list_json(&sets),
    })?;
    Ok(Outcome::Clean)
}

fn show(args: &ShowArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let sets = inputs::rules(&args.rules.rules, to)?;
    let Some(rule) = sets.get(&args.id) else {
        let near = did_you_mean(&args.id, sets.iter().map(|rule| rule.id.as_str()));
        let help = near.map_or_else(
            || "`creditline rules list` names them all".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        bail!("there is no rule `{}`; {help}", args.id);
    };
    print(&match args.format {
        PairFormat::Human => report::rule(rule),
        PairFormat::Json => report::rule_json(rule),
    })?;
    Ok(Outcome::Clean)
}

/// The faults are what was asked for, so they go to standard output.
fn check(args: &CheckArgs, to: Terminal) -> anyhow::Result<Outcome> {
    match RuleSets::load(&args.files) {
        Ok(sets) => {
            let count = sets.loaded().len();
            let word = if count == 1 { "rule" } else { "rules" };
            print(&format!("{count} {word}, no fault\n"))?;
            Ok(Outcome::Clean)
        }
        Err(error) => {
            print(&report::problems(&error, to.stdout()))?;
            Err(anyhow!(match error.problems.len() {
                1 => "1 fault in the rules".to_owned(),
                count => format!("{count} faults in the rules"),
            }))
        }
    }
}

fn test(args: &TestArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let sets = inputs::rules(&args.files, to)?;
    let rules: Vec<&Rule> = if args.files.is_empty() {
        sets.iter().collect()
    } else {
        sets.loaded().iter().map(AsRef::as_ref).collect()
    };
    let outcomes: Vec<_> = rules
        .iter()
        .flat_map(|rule| run_tests(rule, &sets))
        .collect();
    let untested: Vec<&str> = rules
        .iter()
        .filter(|rule| rule.tests.is_empty())
        .map(|rule| rule.id.as_str())
        .collect();
    if outcomes.is_empty() {
        bail!(
            "the rules carry no test; add `tests:` with an original, a page and what must come of them"
        );
    }
    print(&match args.format {
        PairFormat::Human => report::rule_tests(&outcomes, &untested),
        PairFormat::Json => report::rule_tests_json(&outcomes, &untested),
    })?;
    Ok(if outcomes.iter().all(|outcome| outcome.passed()) {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}
