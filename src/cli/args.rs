//! What can be typed.

use std::ffi::OsString;

use clap::{ArgAction, Parser, Subcommand};

use super::cases::CasesArgs;
use super::check::args::CheckArgs;
use super::compare::CompareArgs;
use super::explain::ExplainArgs;
use super::extract::ExtractArgs;
#[cfg(feature = "fetch")]
use super::find::FindArgs;
use super::generate::GenerateArgs;
use super::init::InitArgs;
use super::library::LibraryCommand;
#[cfg(feature = "lsp")]
use super::lsp::LspArgs;
use super::notice::NoticeArgs;
use super::output::{ColourChoice, Verbosity};
use super::recheck::RecheckArgs;
use super::rules::RulesCommand;
use super::terms::TermsArgs;

/// Checks whether a reprint gives the credit that the original asks for.
///
/// Exit codes: 0 every reprint is credited, or nothing is reprinted; 1 a finding at or above --fail-on; 2 a usage,
/// configuration or rule error, or nothing to check; 3 nothing failed but something could not be judged;
/// 130 ctrl-C or SIGTERM ended the run.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,

    /// When to use colours; NO_COLOR and FORCE_COLOR are respected.
    #[arg(
        long = "color",
        alias = "colour",
        value_name = "WHEN",
        default_value = "auto",
        global = true
    )]
    pub(super) colour: ColourChoice,

    /// Tell errors only: no progress, no warnings, no hints.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Tell more: -v what is used and how long it took, -vv every page as it is judged.
    #[arg(short, long, action = ArgAction::Count, global = true)]
    verbose: u8,
}

impl Cli {
    /// Reads the command line. A fault of it, or what `--help` and `--version` say, is printed.
    ///
    /// # Errors
    /// The exit code of a run that ends with that.
    pub(crate) fn from_line(line: Vec<OsString>) -> Result<Self, u8> {
        Self::try_parse_from(&line).map_err(|error| {
            // What was given is repeated in the message, and may come from a list of files that others named.
            if line.iter().all(|given| is_safe(given)) {
                // There is nobody to tell that there is nobody to tell.
                let _ = error.print();
            } else {
                let told = error.render().to_string();
                let safe: Vec<_> = told.lines().map(crate::report::terminal).collect();
                super::output::tell(&format!("{}\n", safe.join("\n")));
            }
            u8::try_from(error.exit_code()).unwrap_or(2)
        })
    }

    pub(super) fn verbosity(&self) -> Verbosity {
        match self.verbose {
            _ if self.quiet => Verbosity::Quiet,
            0 => Verbosity::Normal,
            1 => Verbosity::Verbose,
            _ => Verbosity::Pages,
        }
    }
}

/// Whether an argument may be printed as it is.
fn is_safe(given: &std::ffi::OsStr) -> bool {
    let text = given.to_string_lossy();
    crate::report::terminal(&text) == text
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check suspected reprints against known originals.
    Check(Box<CheckArgs>),
    /// Ask a search engine for copies of originals, and check the pages that it names.
    #[cfg(feature = "fetch")]
    Find(Box<FindArgs>),
    /// Compare one suspect with one original: what was taken, which credits, which verdict.
    Compare(CompareArgs),
    /// Show what the tool sees in a page: title, author, blocks, links, notice.
    Extract(ExtractArgs),
    /// Show the terms that an original states: whom a reprint must credit, and how.
    Terms(TermsArgs),
    /// List, show, check and test rules.
    Rules {
        /// What to do.
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Keep originals by the thousand in a folder, so that they are read once: build, add, remove, merge, list, verify.
    Library {
        /// What to do.
        #[command(subcommand)]
        command: LibraryCommand,
    },
    /// Draft the letter to a site that reprints without the credit asked for.
    Notice(Box<NoticeArgs>),
    /// List, show and decide the cases of copies that `check --record` wrote down.
    Cases(CasesArgs),
    /// Check the copies of all cases again, and tell what changed since last time.
    Recheck(Box<RecheckArgs>),
    /// Explain a finding, a reason why a page could not be judged, or a rule; without a name, list them all.
    Explain(ExplainArgs),
    /// Write a commented `creditline.yaml` that fits the folder.
    Init(InitArgs),
    /// Serve an editor: what is wrong with pages and rule files, and how to mend it.
    #[cfg(feature = "lsp")]
    Lsp(LspArgs),
    /// Print the man page, shell completions or JSON Schemas.
    Generate(GenerateArgs),
}
