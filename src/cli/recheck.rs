//! `creditline recheck`: the known copies once more, and what changed since last time.

use std::collections::{BTreeSet, HashSet};
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::cases::{CaseRow, Database, Delta, Due, PageKind};
use crate::input::Source;
use crate::report::{self, terminal};
use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use url::Url;

use super::Outcome;
use super::cases::{DatabaseArgs, due};
use super::check::args::{InputArgs, RunArgs};
use super::check::settings::Settings;
use super::check::{self, Again};
use super::network::NetworkArgs;
use super::output::{Terminal, Verbosity, print, tell};
use super::shared::{ConfigArgs, RulesArgs, threads};

#[derive(Debug, Args)]
pub(super) struct RecheckArgs {
    #[command(flatten)]
    database: DatabaseArgs,

    /// Originals; without any, those of the configuration, else those that the cases are about. Can be repeated.
    #[arg(long, value_name = "PATH|URL", help_heading = "Input")]
    originals: Vec<OsString>,

    /// Check so many pages at most: those that are overdue first, then open cases, then the others, in each kind what was
    /// not looked at for longest.
    #[arg(long, value_name = "N", help_heading = "Input")]
    limit: Option<usize>,

    /// Show what would be checked, in that order; fetch and record nothing.
    #[arg(long)]
    dry_run: bool,

    /// Run this command if anything is other than last time, with the delta as JSON on its standard input.
    #[arg(long, value_name = "CMD", help_heading = "Output")]
    on_change: Option<String>,

    /// The form of the delta.
    #[arg(
        short,
        long,
        value_name = "FORMAT",
        default_value = "human",
        help_heading = "Output"
    )]
    format: DeltaFormat,

    /// Let pass what cannot be judged; otherwise it gives exit code 3.
    #[arg(long, help_heading = "Output")]
    allow_unverifiable: bool,

    #[command(flatten)]
    rules: RulesArgs,

    #[command(flatten)]
    network: NetworkArgs,

    #[command(flatten)]
    config: ConfigArgs,

    /// Number of threads, 0 for one per core; the outcome does not depend on it [default: 0].
    #[arg(short, long, value_name = "N", value_parser = threads)]
    jobs: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DeltaFormat {
    /// Lists with their cases.
    Human,
    /// One line a case: list, number, state, page and original, with tabs between.
    Delta,
    /// For programs.
    Json,
    /// Markdown, for the summary of a job of GitHub Actions.
    Github,
}

/// Checks what the database knows, and tells what changed.
pub(super) fn run(args: &RecheckArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let due = due(args.database.due)?;
    let file = &args.database.database;
    let database = if args.dry_run {
        Database::look(file)?
    } else {
        Database::open(file)?
    };
    let last = database.last_run()?;
    let rows = database.to_recheck(due)?;
    let pages = pages(&rows, args.limit);
    if args.dry_run {
        let lines: Vec<CaseRow> = pages.iter().map(|row| (*row).clone()).collect();
        print(&report::recheck_list(&lines, due))?;
        return Ok(Outcome::Clean);
    }
    let sources: Vec<Source> = pages.iter().filter_map(|row| source(row, file)).collect();
    let again = if sources.is_empty() {
        to.tell(Verbosity::Normal, "note: no page to check is known\n");
        Again::nothing(database)
    } else {
        let input = InputArgs {
            suspects: sources
                .iter()
                .map(|source| source.location().into())
                .collect(),
            originals: args.originals.clone(),
            ..InputArgs::default()
        };
        let run = RunArgs {
            rules: args.rules.clone(),
            network: args.network.clone(),
            config: args.config.clone(),
            jobs: args.jobs,
            ..RunArgs::default()
        };
        let mut settings = Settings::new(&input, &run, to)?;
        if settings.originals.is_empty() {
            let known: BTreeSet<&str> = rows.iter().map(|row| row.original.as_str()).collect();
            settings.originals = known.into_iter().map(OsString::from).collect();
        }
        check::again(&settings, &sources, (database, file), to)?
    };
    let delta = Delta::of(&again.database, &again.changes, due, last)?;
    print(&match args.format {
        DeltaFormat::Human => report::delta_human(&delta, due),
        DeltaFormat::Delta => report::delta_lines(&delta),
        DeltaFormat::Json => report::delta_json(&delta, due),
        DeltaFormat::Github => report::delta_github(&delta),
    })?;
    if let Some(command) = &args.on_change
        && delta.has_changes()
    {
        hand_over(command, &delta, due)?;
    }
    Ok(if again.is_interrupted {
        Outcome::Interrupted
    } else if !again.is_complete {
        Outcome::Error
    } else if delta.has_faults() {
        Outcome::Findings
    } else if delta.unjudged > 0 && !args.allow_unverifiable {
        Outcome::Unverifiable
    } else {
        Outcome::Clean
    })
}

/// One case of each page, at most so many.
fn pages(rows: &[CaseRow], limit: Option<usize>) -> Vec<&CaseRow> {
    let mut known = HashSet::new();
    rows.iter()
        .filter(|row| known.insert(row.page.as_str()))
        .take(limit.unwrap_or(usize::MAX))
        .collect()
}

/// How the page of a case is reached, a file from the folder of the database; one whose address cannot be read any more is told.
fn source(row: &CaseRow, database: &Path) -> Option<Source> {
    let url = || match Url::parse(&row.page) {
        Ok(url) => Some(url),
        Err(error) => {
            let page = terminal(&row.page);
            tell(&format!(
                "warning: case {}: `{page}` is no address: {error}\n",
                row.number
            ));
            None
        }
    };
    match row.kind {
        PageKind::Typed => url().map(Source::Url),
        PageKind::Found => url().map(Source::Found),
        PageKind::File => {
            let folder = database.parent().unwrap_or(Path::new(""));
            Some(Source::File(folder.join(&row.page)))
        }
    }
}

/// Hands the delta to a command of the user's.
fn hand_over(command: &str, delta: &Delta, due: Due) -> anyhow::Result<()> {
    let mut shell = if cfg!(windows) {
        let mut shell = Command::new("cmd");
        shell.arg("/C");
        shell
    } else {
        let mut shell = Command::new("sh");
        shell.arg("-c");
        shell
    };
    let mut child = shell
        .arg(command)
        .stdin(Stdio::piped())
        .spawn()
        .context("the command of --on-change cannot be run")?;
    if let Some(mut stdin) = child.stdin.take() {
        match stdin.write_all(report::delta_json(delta, due).as_bytes()) {
            // It need not read what it does not want to know.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            written => written.context("the command of --on-change cannot be told the delta")?,
        }
    }
    let ended = child
        .wait()
        .context("the command of --on-change got lost")?;
    if !ended.success() {
        bail!("the command of --on-change ended with {ended}");
    }
    Ok(())
}
