//! What can be typed.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::finding::Severity;
use crate::report::Format;
use clap::builder::PossibleValue;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use url::Url;

use super::cases::CasesArgs;
use super::check::changed::ChangedArgs;
use super::check::fix::FixArgs;
use super::explain::ExplainArgs;
#[cfg(feature = "fetch")]
use super::find::FindArgs;
use super::generate::GenerateArgs;
use super::init::InitArgs;
use super::library::LibraryCommand;
use super::living::LivingArgs;
#[cfg(feature = "lsp")]
use super::lsp::LspArgs;
use super::network::{NetworkArgs, OnlineArgs};
use super::notice::NoticeArgs;
use super::output::Verbosity;
use super::recheck::RecheckArgs;
use super::record::RecordArgs;
use super::reports::ReportFile;
use super::rules::RulesCommand;

/// Checks whether a reprint gives the credit that the original asks for.
///
/// Exit codes: 0 every reprint is credited, or nothing is reprinted; 1 a finding at or above --fail-on; 2 a usage,
/// configuration or rule error, or nothing to check; 3 nothing failed but something could not be judged.
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

#[derive(Debug, Default, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,

    #[command(flatten)]
    pub(super) run: RunArgs,
}

/// What is checked, and what is done with it.
#[derive(Debug, Default, Args)]
pub(super) struct InputArgs {
    /// Suspects: files, directories, patterns, http(s) URLs, `sitemap:URL`, `feed:URL`, `feed-content:URL`
    /// (the texts a feed carries), web archives (.warc, .warc.gz, .wacz), sitemap and feed files,
    /// JSON lines (.jsonl), or `-` for standard input. Without any, those of the configuration.
    #[arg(value_name = "SUSPECT", help_heading = "Input")]
    pub(super) suspects: Vec<OsString>,

    /// Read more suspects from this file, one a line; `-` reads them from standard input.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(super) files_from: Option<PathBuf>,

    /// Originals: whatever can be a suspect, or the folder of a library (see `creditline library`). Can be repeated.
    #[arg(long, value_name = "PATH|URL", help_heading = "Input")]
    pub(super) originals: Vec<OsString>,

    /// Leave out the suspects that fit this pattern, such as `public/tags/**`. Can be repeated.
    #[arg(long, value_name = "PATTERN", help_heading = "Input")]
    pub(super) exclude: Vec<String>,

    /// Leave out excluded files even where they are named themselves, as hooks name them.
    #[arg(long, help_heading = "Input")]
    pub(super) force_exclude: bool,

    /// Read every page of an archive or of JSON lines as a whole. Otherwise, behind the first thousand, pages whose bytes
    /// share nothing with any original are counted without being read.
    #[arg(long, help_heading = "Input")]
    pub(super) no_prefilter: bool,

    #[command(flatten)]
    pub(super) changed: ChangedArgs,

    /// The address under which a built site is published: a suspect's own URL is this plus its path below the
    /// directory named.
    #[arg(long, value_name = "URL", help_heading = "Input")]
    pub(super) base_url: Option<Url>,

    #[command(flatten)]
    pub(super) fix: FixArgs,
}

/// How pages are judged and what is reported of them, whatever named them.
#[derive(Debug, Default, Args)]
pub(super) struct RunArgs {
    #[command(flatten)]
    pub(super) rules: RulesArgs,

    #[command(flatten)]
    pub(super) network: NetworkArgs,

    #[command(flatten)]
    pub(super) config: ConfigArgs,

    #[command(flatten)]
    pub(super) online: OnlineArgs,

    #[command(flatten)]
    pub(super) living: LivingArgs,

    #[command(flatten)]
    pub(super) record: RecordArgs,

    /// The form of the report [default: human].
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output")]
    pub(super) format: Option<Format>,

    /// Write a report to a file too, such as html=report.html. Can be repeated.
    #[arg(
        long = "report",
        value_name = "FORMAT=FILE",
        value_parser = ReportFile::parser(),
        help_heading = "Output"
    )]
    pub(super) reports: Vec<ReportFile>,

    /// Show more in the reports for people: `possible`, what may be a rewording or a translation. Can be repeated.
    #[arg(long, value_name = "WHAT", help_heading = "Output")]
    pub(super) show: Vec<Show>,

    /// Show each finding by itself; otherwise what five or more pages of a site have in common is one entry.
    #[arg(long, help_heading = "Output")]
    pub(super) no_group: bool,

    /// The language of the HTML report, such as `de` or `zh`; English unless its words are known.
    #[arg(
        long,
        value_name = "TAG",
        default_value = "en",
        hide_default_value = true,
        help_heading = "Output"
    )]
    pub(super) report_language: String,

    /// Say in the HTML report when it was made, of what, and when pages were fetched; otherwise the same input gives the
    /// same bytes.
    #[arg(long, help_heading = "Output")]
    pub(super) stamp: bool,

    /// The least severity that makes the run fail [default: error].
    #[arg(long, value_name = "SEVERITY", help_heading = "Output")]
    pub(super) fail_on: Option<FailOn>,

    /// Leave out the hints on what to do next; --quiet leaves out warnings and progress too.
    #[arg(long, help_heading = "Output")]
    pub(super) no_hints: bool,

    /// End with exit code 0 whatever is found; usage and rule errors still give 2.
    #[arg(long, help_heading = "Output")]
    pub(super) exit_zero: bool,

    /// Let what cannot be judged pass; otherwise it gives exit code 3.
    #[arg(long, help_heading = "Output")]
    pub(super) allow_unverifiable: bool,

    /// Number of threads, 0 for one per core; the report does not depend on it [default: 0].
    #[arg(short, long, value_name = "N")]
    pub(super) jobs: Option<usize>,
}

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// The original: a file, a URL, or `-`. Without URL or notice only the reuse is judged.
    pub(super) original: OsString,
    /// The suspect: a file, a URL, or `-`.
    pub(super) suspect: OsString,

    /// Show all of the aligned text; otherwise long stretches that are equal are shortened.
    #[arg(long)]
    pub(super) full: bool,

    #[command(flatten)]
    pub(super) rules: RulesArgs,

    #[command(flatten)]
    pub(super) network: NetworkArgs,

    /// The form of the report.
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: PairFormat,
}

#[derive(Debug, Args)]
pub(super) struct ExtractArgs {
    /// The page: a file, a URL, or `-`.
    pub(super) input: OsString,

    #[command(flatten)]
    pub(super) rules: RulesArgs,

    #[command(flatten)]
    pub(super) network: NetworkArgs,

    /// The form of the output.
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: PairFormat,
}

#[derive(Debug, Args)]
pub(super) struct TermsArgs {
    /// The original: a file, a URL, or `-`. With --check any number of them, directories and `sitemap:URL` too.
    #[arg(value_name = "ORIGINAL", required = true)]
    pub(super) originals: Vec<OsString>,

    /// Check the notices instead: placeholders, addresses that lead elsewhere, licences that are named wrongly. Exit
    /// code 1 when something is found, 2 when something cannot be read.
    #[arg(long, conflicts_with = "yaml")]
    pub(super) check: bool,

    /// With --check: ask whether the addresses that the notices give answer.
    #[cfg(feature = "fetch")]
    #[arg(long, requires = "check", help_heading = "Network")]
    pub(super) check_links: bool,

    /// Draft a rule file for originals like this one instead.
    #[arg(long, conflicts_with = "format")]
    pub(super) yaml: bool,

    #[command(flatten)]
    pub(super) rules: RulesArgs,

    #[command(flatten)]
    pub(super) network: NetworkArgs,

    /// The form of the output.
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: PairFormat,
}

#[derive(Debug, Clone, Default, Args)]
pub(super) struct ConfigArgs {
    /// Use this configuration instead of the `creditline.yaml` found in the working directory or above it.
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "no_config",
        help_heading = "Configuration"
    )]
    pub(super) config: Option<PathBuf>,

    /// Use no configuration.
    #[arg(long, help_heading = "Configuration")]
    pub(super) no_config: bool,
}

#[derive(Debug, Clone, Default, Args)]
pub(super) struct RulesArgs {
    /// Rule sets beside the built-in ones: a YAML file, a directory of them, or a built-in name. Can be repeated.
    #[arg(long, value_name = "FILE|DIR|NAME")]
    pub(super) rules: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColourChoice {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = self.help();
        Some(PossibleValue::new(self.name()).help(help.trim_end_matches('.').to_owned()))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum PairFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Show {
    /// Possible rewordings and translations, one line each.
    Possible,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors.
    Error,
    /// Errors and warnings.
    Warning,
    /// Anything at all.
    Note,
}

impl From<FailOn> for Severity {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Error => Self::Error,
            FailOn::Warning => Self::Warning,
            FailOn::Note => Self::Note,
        }
    }
}
