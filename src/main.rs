//! The command-line tool: parse, run, exit code.

mod cli;

use std::process::ExitCode;

use crate::cli::{Cli, Outcome, fail, run};

fn main() -> ExitCode {
    let cli = match Cli::from_command_line() {
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
