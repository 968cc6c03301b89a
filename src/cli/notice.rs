//! `creditline notice`: drafts what a publisher writes to the sites that reprinted its articles.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::audit::Declared;
use crate::cases::{self, Database};
use crate::io::{open, utf8};
use crate::letter::{Draft, LetterOptions, Letters, Templates, Tone, letters};
use crate::report::{self, View, terminal};
use anyhow::{Context, anyhow, bail};
use clap::{Args, ValueEnum};

use jiff::Span;
use jiff::civil::Date;
use jiff::tz::Offset;
use url::Url;

use super::Outcome;
use super::check::settings::config;
use super::clock::now;
use super::files::write_whole;
use super::inputs::{self, one_page};
use super::network::NetworkArgs;
use super::output::{Terminal, print, tell};
use super::record::DATABASE;
use super::shared::{ConfigArgs, RulesArgs, day, web_address};

/// Larger reports are refused: letters are written to a few sites, not to thousands. By hand.
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

    /// The address of the page, where only a file of it was read.
    #[arg(long, value_name = "URL", value_parser = web_address, help_heading = "Letter")]
    page_url: Option<Url>,

    /// Ask for an answer by this day (YYYY-MM-DD); `letters: reply-days` in the configuration counts it from today.
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Letter")]
    reply_by: Option<Date>,

    /// Your number for the matter; that of the case otherwise, where the run was recorded.
    #[arg(long, value_name = "TEXT", help_heading = "Letter")]
    reference: Option<String>,

    /// Write each letter to a file in this folder that mail programs open (.eml), and print their names. Nothing is sent.
    #[arg(long, value_name = "DIR", help_heading = "Letter")]
    eml: Option<PathBuf>,

    /// Write down in the database of cases that the letters were written; needs the report of a recorded run.
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = DATABASE,
        help_heading = "Cases"
    )]
    record: Option<PathBuf>,

    #[command(flatten)]
    config: ConfigArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ToneArg {
    /// A friendly request to add the credit.
    Friendly,
    /// A formal request to meet the terms.
    Formal,
    /// A request to take the text down.
    Takedown,
    /// A second letter, where the first one changed nothing.
    Reminder,
    /// Thanks for a credit that is there now.
    Thanks,
}

impl From<ToneArg> for Tone {
    fn from(tone: ToneArg) -> Self {
        match tone {
            ToneArg::Friendly => Self::Friendly,
            ToneArg::Formal => Self::Formal,
            ToneArg::Takedown => Self::Takedown,
            ToneArg::Reminder => Self::Reminder,
            ToneArg::Thanks => Self::Thanks,
        }
    }
}

/// Prints the letters; what whoever sends them should know goes to standard error.
pub(super) fn run(args: &NoticeArgs, to: Terminal) -> anyhow::Result<Outcome> {
    // Before the letters are read: the configuration may add languages.
    let options = options(args, to)?;
    let mut templates = Templates::builtin()?;
    if let Some(file) = &args.templates {
        let name = terminal(&file.to_string_lossy()).into_owned();
        let text = open::text(file).with_context(|| format!("cannot read `{name}`"))?;
        templates = templates
            .with(&text)
            .map_err(|error| anyhow!("{name}: {error}"))?;
    }
    let report = match report_file(Path::new(&args.input)) {
        Some(report) => report?,
        None => audited(args, to)?,
    };
    let Letters { letters, notes } = letters(&report, &options, &templates)
        .with_context(|| format!("cannot use `{}`", args.input.display()))?;
    if letters.is_empty() {
        tell(match options.tone {
            Tone::Thanks => "note: nothing to write about: no reprint gives the credit asked for\n",
            _ => "note: nothing to write about: no reprint lacks the credit asked for\n",
        });
        return Ok(Outcome::Clean);
    }
    match &args.eml {
        Some(folder) => print(&write_mails(&letters, folder)?)?,
        None => {
            let texts: Vec<String> = letters.iter().map(Draft::text).collect();
            print(&texts.join("\n----------------------------------------\n\n"))?;
        }
    }
    if let Some(database) = &args.record {
        record(&letters, &options, database)?;
    }
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

/// What was typed, over the configuration.
fn options(args: &NoticeArgs, to: Terminal) -> anyhow::Result<LetterOptions> {
    let written = config(&args.config, to)?.unwrap_or_default().letters;
    let reply_by = match (args.reply_by, written.reply_days) {
        (None, Some(days)) => {
            let today = Offset::UTC.to_datetime(now()?).date();
            Some(today.checked_add(Span::new().days(i64::from(days)))?)
        }
        (typed, _) => typed,
    };
    Ok(LetterOptions {
        tone: args.tone.into(),
        language: args.language.clone(),
        sender: written.sender,
        recipients: written.recipients,
        page: args.page_url.clone(),
        reply_by,
        reference: args.reference.clone(),
    })
}

/// Writes each letter to a file of its own, and gives their names, one a line. A letter that is there already may have
/// been worked on, and is left alone.
fn write_mails(letters: &[Draft], folder: &Path) -> anyhow::Result<String> {
    let at = now()?.as_second();
    let mails: Vec<Vec<u8>> = letters
        .iter()
        .map(|letter| letter.mail(at))
        .collect::<Result<_, _>>()?;
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    let mut names = String::new();
    for (letter, mail) in letters.iter().zip(mails) {
        let site = letter.site.as_deref().unwrap_or("site");
        let safe = |c: char| {
            if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') {
                c
            } else {
                '_'
            }
        };
        let stem: String = site.chars().take(100).map(safe).collect();
        let stem = format!("{}-{}", stem.trim_matches('.'), letter.tone.as_str());
        let file = (1..=letters.len() + 1)
            .map(|number| match number {
                1 => folder.join(format!("{stem}.eml")),
                number => folder.join(format!("{stem}-{number}.eml")),
            })
            .find(|file| !names.lines().any(|name| Path::new(name) == file))
            .unwrap_or_else(|| folder.join(format!("{stem}.eml")));
        if file.exists() {
            bail!(
                "`{}` is there already; take it away, or name another folder",
                file.display()
            );
        }
        write_whole(&file, &mail)?;
        let _ = writeln!(names, "{}", file.display());
    }
    Ok(names)
}

/// Makes each letter an event of its cases.
fn record(letters: &[Draft], options: &LetterOptions, database: &Path) -> anyhow::Result<()> {
    let cases: Vec<(i64, &Draft)> = letters
        .iter()
        .flat_map(|letter| letter.cases.iter().map(move |case| (*case, letter)))
        .collect();
    if cases.is_empty() {
        bail!("the report names no case; write it with `creditline check --record -f json`");
    }
    let reply_by = options.reply_by.filter(|_| options.tone.asks());
    let reply_by = reply_by
        .map(|day| Offset::UTC.to_timestamp(day.at(23, 59, 59, 0)))
        .transpose()?
        .map(|end| end.as_second());
    let mut database = Database::open(database)?;
    let at = now()?.as_second();
    for (case, letter) in cases {
        let told = format!("{}, {}", letter.tone.as_str(), letter.language);
        let event = cases::Letter {
            told: &told,
            asks: letter.tone.asks(),
            reply_by,
        };
        database.letter(case, event, at)?;
    }
    Ok(())
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
        let mut bytes = Vec::new();
        let count = if is_stdin {
            io::stdin()
                .lock()
                .take(MAX_REPORT + 1)
                .read_to_end(&mut bytes)?
        } else {
            open::file(path)?
                .take(MAX_REPORT + 1)
                .read_to_end(&mut bytes)?
        };
        if count as u64 > MAX_REPORT {
            bail!("it has more than {} MiB", MAX_REPORT >> 20);
        }
        utf8(bytes).map_err(|fault| anyhow!("it {fault}"))
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
    let (library, faults) =
        inputs::library(&args.originals, &rules, &Declared::default(), &loader, to)?;
    for fault in faults {
        tell(&format!("error: {}\n", terminal(&fault.message)));
    }
    if library.is_empty() {
        bail!("no original to check against; name at least one that can be used with --originals");
    }
    let audit = library.audit(&one_page(&args.input, &loader)?);
    Ok(report::json(&[audit], View::default()))
}
