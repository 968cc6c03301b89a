//! The command-line tool: parse, run, exit code.

mod cli;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Outcome, fail, run};

fn main() -> ExitCode {
    run(&Cli::from_command_line())
        .unwrap_or_else(|error| {
            fail(&error);
            Outcome::Error
        })
        .code()
}
