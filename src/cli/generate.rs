//! `creditline generate`: the man page, shell completions, JSON Schemas.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Command, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::Outcome;
use super::output::print;

#[derive(Debug, Args)]
pub(super) struct GenerateArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print the man page, or write one for every command into a folder.
    Man {
        /// The folder for the pages of all commands.
        #[arg(short, long, value_name = "FOLDER")]
        output: Option<PathBuf>,
    },
    /// Print the completions of a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the JSON Schema of a kind of file.
    Schema {
        /// The kind of file.
        of: SchemaOf,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SchemaOf {
    /// `creditline.yaml`.
    Config,
    /// Rule files.
    Rules,
    /// The JSON report.
    Report,
}

/// Generates what was asked for.
pub(super) fn run(args: &GenerateArgs, mut command: Command) -> anyhow::Result<Outcome> {
    match &args.what {
        What::Man { output: None } => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page)?;
            print(&String::from_utf8_lossy(&page))?;
        }
        What::Man {
            output: Some(folder),
        } => {
            fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(command, folder))
                .with_context(|| format!("cannot write into `{}`", folder.display()))?;
        }
        What::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut command, env!("CARGO_PKG_NAME"), &mut script);
            print(&String::from_utf8_lossy(&script))?;
        }
        What::Schema { of } => {
            let schema = match of {
                SchemaOf::Config => crate::config::schema(),
                SchemaOf::Rules => crate::rules::schema(),
                SchemaOf::Report => crate::report::schema(),
            };
            print(&format!("{schema:#}\n"))?;
        }
    }
    Ok(Outcome::Clean)
}
