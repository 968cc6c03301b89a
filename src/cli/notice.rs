//! `creditline notice`: drafts what a publisher writes to a site that reprinted an article.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::{Args, ValueEnum};
use creditline::audit::Library;
use creditline::letter::{Letters, Templates, Tone, letters};
use creditline::report::{self, View, terminal};

use super::Outcome;
use super::args::RulesArgs;
use super::inputs::{self, one_page};
use super::network::NetworkArgs;
use super::output::{Terminal, print, tell};

/// Larger reports are refused: letters are written to a few sites, not to thousands.
const MAX_REPORT: u64 = 256 * 1024 * 1024;

#[derive(Debug, Args)]
pub(super) struct NoticeArgs {
    /// A JSON report of `check` (a file ending in .json, or `-`), or the page itself: a file or a URL.
    #[arg(value_name = "REPORT.json|SUSPECT")]
    input: OsString,

    /// Originals; not needed with a report. Can be repeated.
    #[arg(long, value_name = "PATH|URL", help_heading = "Input")]
    originals: Vec<OsString>,

    #[command(flatten)]
    rules: RulesArgs,

    #[command(flatten)]
    network: NetworkArgs,

    /// How the letter speaks.
    #[arg(
        long,
        value_name = "TONE",
        default_value = "friendly",
        help_heading = "Letter"
    )]
    tone: ToneArg,

    /// The language of the letter instead of the page's: a tag such as `de`.
    #[arg(long, value_name = "TAG", help_heading = "Letter")]
    language: Option<String>,

    /// A YAML file of letters; the languages in it replace the built-in ones.
    #[arg(long, value_name = "FILE", help_heading = "Letter")]
    templates: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ToneArg {
    /// A friendly request to add the credit.
    Friendly,
    /// A formal request to meet the terms.
    Formal,
    /// A request to take the text down.
    Takedown,
}

impl From<ToneArg> for Tone {
    fn from(tone: ToneArg) -> Self {
        match tone {
            ToneArg::Friendly => Self::Friendly,
            ToneArg::Formal => Self::Formal,
            ToneArg::Takedown => Self::Takedown,
        }
    }
}

/// Prints the letters; what whoever sends them should know goes to standard error.
pub(super) fn run(args: &NoticeArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let mut templates = Templates::builtin()?;
    if let Some(file) = &args.templates {
        let name = terminal(&file.to_string_lossy()).into_owned();
        let text = fs::read_to_string(file).with_context(|| format!("cannot read `{name}`"))?;
        templates = templates
            .with(&text)
            .map_err(|error| anyhow!("{name}: {error}"))?;
    }
    let report = match report_file(Path::new(&args.input)) {
        Some(report) => report?,
        None => audited(args, to)?,
    };
    let Letters { letters, notes } = letters(
        &report,
        args.tone.into(),
        args.language.as_deref(),
        &templates,
    )?;
    if letters.is_empty() {
        tell("note: nothing to write about: no reprint lacks the credit asked for\n");
        return Ok(Outcome::Clean);
    }
    print(&letters.join("\n----------------------------------------\n\n"))?;
    for note in notes {
        tell(&format!("note: {note}\n"));
    }
    tell(
        "note: this is a draft and no legal advice; read it, and look at the page, before you send it\n",
    );
    if args.tone == ToneArg::Takedown {
        tell(
            "note: whether you may demand a removal depends on the law and on what you have agreed to; ask somebody who \
             knows it, and keep a copy of the page as evidence\n",
        );
    }
    Ok(Outcome::Clean)
}

/// The text of a report, if a report was named.
fn report_file(path: &Path) -> Option<anyhow::Result<String>> {
    let is_stdin = path == Path::new("-");
    let is_json = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    if !is_stdin && !is_json {
        return None;
    }
    let read = || -> anyhow::Result<String> {
        let mut text = String::new();
        let count = if is_stdin {
            io::stdin()
                .lock()
                .take(MAX_REPORT + 1)
                .read_to_string(&mut text)?
        } else {
            fs::File::open(path)?
                .take(MAX_REPORT + 1)
                .read_to_string(&mut text)?
        };
        if count as u64 > MAX_REPORT {
            bail!("it has more than {} MiB", MAX_REPORT >> 20);
        }
        Ok(text)
    };
    Some(read().with_context(|| format!("cannot read the report `{}`", path.display())))
}

/// A report of the one page that was named.
fn audited(args: &NoticeArgs, to: Terminal) -> anyhow::Result<String> {
    if args.originals.is_empty() {
        bail!(
            "no original to check against; name at least one with --originals, or give a JSON report"
        );
    }
    let rules = inputs::rules(&args.rules.rules, to)?;
    let loader = args.network.loader();
    let (originals, faults) = inputs::originals(&args.originals, &rules, &loader, to);
    for fault in faults {
        tell(&format!("error: {}\n", terminal(&fault.message)));
    }
    if originals.is_empty() {
        bail!("no original to check against; name at least one that can be used with --originals");
    }
    let library = Library::new(originals, &rules);
    let audit = library.audit(&one_page(&args.input, &loader)?);
    Ok(report::json(&[audit], View::default()))
}
