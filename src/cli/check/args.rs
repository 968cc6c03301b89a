//! What can be typed behind `creditline check`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use url::Url;

use crate::cli::network::{NetworkArgs, OnlineArgs};
use crate::cli::record::RecordArgs;
use crate::cli::reports::ReportFile;
use crate::cli::shared::{ConfigArgs, RulesArgs, threads, web_address};
use crate::cli::suppressions::SuppressionArgs;
use crate::finding::Severity;
use crate::report::Format;

#[derive(Debug, Default, Args)]
pub(in crate::cli) struct CheckArgs {
    #[command(flatten)]
    pub(in crate::cli) input: InputArgs,

    #[command(flatten)]
    pub(in crate::cli) run: RunArgs,
}

/// What is checked, and what is done with it.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct InputArgs {
    /// Suspects: files, directories, patterns, http(s) URLs, `sitemap:URL`, `feed:URL`, `feed-content:URL`
    /// (the texts a feed carries), web archives (.warc, .warc.gz, .wacz), sitemap and feed files,
    /// JSON lines (.jsonl), or `-` for standard input. Without any, those of the configuration.
    #[arg(value_name = "SUSPECT", help_heading = "Input")]
    pub(in crate::cli) suspects: Vec<OsString>,

    /// Read more suspects from this file, one a line; `-` reads them from standard input.
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(in crate::cli) files_from: Option<PathBuf>,

    /// Originals: whatever can be a suspect, or the folder of a library (see `creditline library`). Can be repeated.
    #[arg(long, value_name = "PATH|URL", help_heading = "Input")]
    pub(in crate::cli) originals: Vec<OsString>,

    /// Leave out the suspects that fit this pattern, such as `public/tags/**`. Can be repeated.
    #[arg(long, value_name = "PATTERN", help_heading = "Input")]
    pub(in crate::cli) exclude: Vec<String>,

    /// Leave out excluded files even where they are named themselves, as hooks name them.
    #[arg(long, help_heading = "Input")]
    pub(in crate::cli) force_exclude: bool,

    /// Read every page as a whole. Otherwise pages that share nothing with any of five and more originals are read without
    /// their styles and, behind the first thousand of an archive or of JSON lines, counted without being read.
    #[arg(long, help_heading = "Input")]
    pub(in crate::cli) no_prefilter: bool,

    #[command(flatten)]
    pub(in crate::cli) changed: ChangedArgs,

    /// The address under which a built site is published: a suspect's own URL is this plus its path below the
    /// directory named.
    #[arg(long, value_name = "URL", value_parser = web_address, help_heading = "Input")]
    pub(in crate::cli) base_url: Option<Url>,

    #[command(flatten)]
    pub(in crate::cli) fix: FixArgs,
}

/// How pages are judged and what is reported of them, whatever named them.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct RunArgs {
    #[command(flatten)]
    pub(in crate::cli) rules: RulesArgs,

    #[command(flatten)]
    pub(in crate::cli) network: NetworkArgs,

    #[command(flatten)]
    pub(in crate::cli) config: ConfigArgs,

    #[command(flatten)]
    pub(in crate::cli) online: OnlineArgs,

    #[command(flatten)]
    pub(in crate::cli) suppressions: SuppressionArgs,

    #[command(flatten)]
    pub(in crate::cli) record: RecordArgs,

    /// The form of the report [default: human].
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output")]
    pub(in crate::cli) format: Option<Format>,

    /// Write a report to a file too, such as html=report.html. Can be repeated.
    #[arg(
        long = "report",
        value_name = "FORMAT=FILE",
        value_parser = ReportFile::parser(),
        help_heading = "Output"
    )]
    pub(in crate::cli) reports: Vec<ReportFile>,

    /// Show more in the reports for people: `possible`, what may be a rewording or a translation. Can be repeated.
    #[arg(long, value_name = "WHAT", help_heading = "Output")]
    pub(in crate::cli) show: Vec<Show>,

    /// Show each finding by itself; otherwise what five or more pages of a site have in common is one entry.
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) no_group: bool,

    /// The language of the HTML report, such as `de` or `zh`; English unless its words are known.
    #[arg(long, value_name = "TAG", help_heading = "Output")]
    pub(in crate::cli) report_language: Option<String>,

    /// Say in the HTML report when it was made, of what, and when pages were fetched; otherwise the same input gives the
    /// same bytes.
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) stamp: bool,

    /// The least severity that makes the run fail [default: error].
    #[arg(long, value_name = "SEVERITY", help_heading = "Output")]
    pub(in crate::cli) fail_on: Option<FailOn>,

    /// Leave out the hints on what to do next; --quiet leaves out warnings and progress too.
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) no_hints: bool,

    /// End with exit code 0 whatever is found; usage and rule errors still give 2.
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) exit_zero: bool,

    /// Let what cannot be judged pass; otherwise it gives exit code 3.
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) allow_unverifiable: bool,

    /// Number of threads, 0 for one per core; the report does not depend on it [default: 0].
    #[arg(short, long, value_name = "N", value_parser = threads)]
    pub(in crate::cli) jobs: Option<usize>,
}

#[derive(Debug, Clone, Default, Args)]
pub(in crate::cli) struct ChangedArgs {
    /// Check only the pages whose files, or the sources they are built from, changed since this commit, branch or tag
    /// of git, or are not committed. When a template, a rule, an original or the configuration changed: all pages.
    #[arg(long, value_name = "REF", help_heading = "Input")]
    pub(in crate::cli) since: Option<String>,

    /// As --since HEAD: only what is not committed.
    #[arg(long, conflicts_with = "since", help_heading = "Input")]
    pub(in crate::cli) changed: bool,
}

impl ChangedArgs {
    /// Since when; `None` for all pages.
    pub(in crate::cli) fn since(&self) -> Option<&str> {
        self.since.as_deref().or(self.changed.then_some("HEAD"))
    }
}

#[derive(Debug, Clone, Copy, Default, Args)]
pub(in crate::cli) struct FixArgs {
    /// Put the credit line into HTML and Markdown files that lack it, correct links in place, and report what is left.
    #[arg(
        long,
        help_heading = "Suppressions",
        conflicts_with_all = ["update_baseline", "record"]
    )]
    pub(in crate::cli) fix: bool,

    /// Show what --fix changes instead of the report; writes nothing unless --fix is given too.
    #[arg(
        long,
        help_heading = "Suppressions",
        conflicts_with_all = ["update_baseline", "record"]
    )]
    pub(in crate::cli) diff: bool,
}

impl FixArgs {
    pub(in crate::cli) fn is_asked(self) -> bool {
        self.fix || self.diff
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Show {
    /// Possible rewordings and translations, one line each.
    Possible,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FailOn {
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
