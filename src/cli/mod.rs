//! The command line: definitions in `args`, one file per command.

mod args;
mod cases;
mod check;
mod clock;
mod compare;
mod explain;
mod extract;
mod files;
#[cfg(feature = "fetch")]
mod find;
mod generate;
mod init;
mod inputs;
mod interrupt;
mod library;
#[cfg(feature = "lsp")]
mod lsp;
mod network;
mod notice;
mod one;
mod output;
mod progress;
mod recheck;
mod record;
mod reports;
mod rules;
mod shared;
mod suppressions;
mod terms;

use std::ffi::OsString;

use crate::audit::Summary;
use crate::finding::Severity;

use args::{Cli, Command};
use clap::CommandFactory;

/// What a run came to; the numbers are a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Every reprint is credited, or nothing is reprinted.
    Clean,
    /// A finding at or above `--fail-on`.
    Findings,
    /// Usage, configuration, rule or internal error, or nothing to check.
    Error,
    /// Nothing failed, but something could not be judged.
    Unverifiable,
    /// An editor ended without saying so first; the number is that of the protocol.
    #[cfg(feature = "lsp")]
    Aborted,
    /// Ctrl-C or SIGTERM ended the run; the report holds what was done until then.
    Interrupted,
}

impl Outcome {
    /// What the counts of a report come to: findings before what could not be judged.
    pub(crate) fn of(summary: &Summary, fail_on: Severity) -> Self {
        if summary.fails_on(fail_on) {
            Self::Findings
        } else if summary.is_open() {
            Self::Unverifiable
        } else {
            Self::Clean
        }
    }

    /// The exit code of the process.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            #[cfg(feature = "lsp")]
            Self::Aborted => 1,
            Self::Error => 2,
            Self::Unverifiable => 3,
            // What shells give a program that ctrl-C has ended.
            Self::Interrupted => 130,
        }
    }
}

/// The whole command, for the program and for packages that bring it along: reads the command line (its first item is the
/// name of the program), does what it asks for, tells on standard error what went wrong, and returns the exit code.
#[must_use]
pub fn main(line: impl IntoIterator<Item = OsString>) -> u8 {
    let cli = match Cli::from_line(line.into_iter().collect()) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    run(&cli)
        .unwrap_or_else(|error| {
            fail(&error);
            Outcome::Error
        })
        .code()
}

/// Runs the command that was given.
///
/// # Errors
/// Whatever kept the command from doing its work at all.
fn run(cli: &Cli) -> anyhow::Result<Outcome> {
    let terminal = output::Terminal::new(cli.colour, cli.verbosity());
    match &cli.command {
        Command::Check(args) => check::run(args, terminal),
        #[cfg(feature = "fetch")]
        Command::Find(args) => find::run(args, terminal),
        Command::Compare(args) => compare::run(args, terminal),
        Command::Extract(args) => extract::run(args, terminal),
        Command::Notice(args) => notice::run(args, terminal),
        Command::Cases(args) => cases::run(args, terminal),
        Command::Recheck(args) => recheck::run(args, terminal),
        Command::Explain(args) => explain::run(args, terminal),
        Command::Rules { command } => rules::run(command, terminal),
        Command::Library { command } => library::run(command, terminal),
        Command::Terms(args) => terms::run(args, terminal),
        Command::Init(args) => init::run(args),
        #[cfg(feature = "lsp")]
        Command::Lsp(args) => lsp::run(args, terminal),
        Command::Generate(args) => generate::run(args, Cli::command()),
    }
}

/// Tells on standard error what kept a command from its work.
fn fail(error: &anyhow::Error) {
    output::tell(&format!(
        "error: {}\n",
        crate::report::terminal(&format!("{error:#}"))
    ));
}
