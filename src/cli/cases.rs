//! `creditline cases`: the cases of copies that were recorded.

use std::path::{Path, PathBuf};

use crate::cases::{CaseDetail, CaseRow, Database, Due, Filter, State};
use crate::report::{self, terminal};
use anyhow::bail;
use clap::{Args, Subcommand, ValueEnum};

use super::Outcome;
use super::clock::now;
use super::files::{is_same, write_whole};
use super::output::{Terminal, Verbosity, print};
use super::record::DATABASE;
use super::shared::{PairFormat, number};

/// Days after a letter that names no day until an answer is overdue (by hand: two weeks are customary).
pub(super) const DEFAULT_DUE: u32 = 14;

#[derive(Debug, Args)]
pub(super) struct CasesArgs {
    #[command(flatten)]
    database: DatabaseArgs,

    #[command(subcommand)]
    command: CasesCommand,
}

#[derive(Debug, Args)]
pub(super) struct DatabaseArgs {
    /// The database of cases.
    #[arg(long, value_name = "FILE", default_value = DATABASE, global = true)]
    pub(super) database: PathBuf,

    /// The days after a letter that names no day until an answer is overdue.
    #[arg(long, value_name = "DAYS", default_value_t = DEFAULT_DUE, value_parser = number::<u32>, global = true)]
    pub(super) due: u32,
}

#[derive(Debug, Subcommand)]
enum CasesCommand {
    /// List the cases that somebody still has to do something about, then the others.
    List(ListArgs),
    /// Show all that is known of a case.
    Show(ShowArgs),
    /// Put a case into a state: what you have agreed on, or decided.
    Set(SetArgs),
    /// Add a note to a case.
    Note(NoteArgs),
    /// Print all cases with all that is known of them.
    Export(ExportArgs),
    /// Write a page to look at: the sites, the cases, what happened to each.
    Page(PageArgs),
}

#[derive(Debug, Default, Args)]
struct FilterArgs {
    /// Only cases on this site, or below it.
    #[arg(long, value_name = "HOST")]
    site: Option<String>,

    /// Only cases in this state. Can be repeated. Without it, all but those that were never at fault.
    #[arg(long, value_name = "STATE")]
    state: Vec<StateArg>,

    /// Only cases judged by this rule.
    #[arg(long, value_name = "ID")]
    rule: Option<String>,

    /// Only cases that are in their state for at least so many days.
    #[arg(long, value_name = "DAYS", value_parser = number::<u32>)]
    age: Option<u32>,
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    filter: FilterArgs,

    /// One line a site instead: how many copies it had, and what became of them.
    #[arg(long)]
    by_site: bool,

    /// The form of the output.
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    format: PairFormat,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// The number of the case.
    number: i64,

    /// The form of the output.
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    format: PairFormat,
}

#[derive(Debug, Args)]
struct SetArgs {
    /// The number of the case.
    number: i64,

    /// The state.
    state: StateArg,

    /// Why.
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
}

#[derive(Debug, Args)]
struct NoteArgs {
    /// The number of the case.
    number: i64,

    /// What to remember.
    text: String,
}

#[derive(Debug, Args)]
struct ExportArgs {
    #[command(flatten)]
    filter: FilterArgs,

    /// The form of the output.
    #[arg(short, long, value_name = "FORMAT", default_value = "json")]
    format: ExportFormat,
}

#[derive(Debug, Args)]
struct PageArgs {
    #[command(flatten)]
    filter: FilterArgs,

    /// The file to write.
    #[arg(value_name = "FILE", default_value = "cases.html")]
    file: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// Everything, for programs.
    Json,
    /// A table, one case a row.
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StateArg {
    /// The credit asked for is not there.
    Found,
    /// It was mended or gone, and the fault is back.
    Reopened,
    /// A letter was written.
    Noticed,
    /// Noticed, and not answered in time.
    Overdue,
    /// You permit the copy as it is.
    Allowed,
    /// You let it rest, unmended.
    Lapsed,
    /// The credit is there.
    Fixed,
    /// The page, or the text on it, is gone.
    Gone,
    /// Never seen at fault.
    Watched,
}

impl StateArg {
    /// The state; overdue is none, but what time makes of one.
    fn state(self) -> Option<State> {
        Some(match self {
            Self::Overdue => return None,
            Self::Found => State::Found,
            Self::Reopened => State::Reopened,
            Self::Noticed => State::Noticed,
            Self::Allowed => State::Allowed,
            Self::Lapsed => State::Lapsed,
            Self::Fixed => State::Fixed,
            Self::Gone => State::Gone,
            Self::Watched => State::Watched,
        })
    }
}

impl From<&FilterArgs> for Filter {
    fn from(args: &FilterArgs) -> Self {
        Self {
            site: args.site.as_ref().map(|site| site.to_ascii_lowercase()),
            states: args.state.iter().filter_map(|one| one.state()).collect(),
            overdue: args.state.contains(&StateArg::Overdue),
            rule: args.rule.clone(),
            age: args.age,
        }
    }
}

/// By when an answer is awaited, as of now.
pub(super) fn due(days: u32) -> anyhow::Result<Due> {
    Ok(Due {
        now: now()?.as_second(),
        days,
    })
}

/// Does what is asked with the cases.
pub(super) fn run(args: &CasesArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let file = &args.database.database;
    let due = due(args.database.due)?;
    match &args.command {
        CasesCommand::List(list) => {
            let rows = Database::look(file)?.list(&Filter::from(&list.filter), due)?;
            print(&listed(&rows, list, due))?;
        }
        CasesCommand::Show(show) => {
            let case = Database::look(file)?.case(show.number, due)?;
            print(&match show.format {
                PairFormat::Human => report::case(&case, due),
                PairFormat::Json => report::case_json(&case),
            })?;
        }
        CasesCommand::Set(set) => {
            let Some(state) = set.state.state() else {
                bail!("a case becomes overdue by itself, when its letter is not answered in time");
            };
            if state == State::Watched {
                bail!("a case that was at fault cannot become one that never was");
            }
            let state = Database::open(file)?.set(set.number, state, &set.note, due.now)?;
            tell_state(set.number, state, to);
        }
        CasesCommand::Note(note) => {
            let state = Database::open(file)?.note(note.number, &note.text, due.now)?;
            tell_state(note.number, state, to);
        }
        CasesCommand::Export(export) => {
            let database = Database::look(file)?;
            let rows = database.list(&Filter::from(&export.filter), due)?;
            print(&match export.format {
                ExportFormat::Json => report::cases_json(&details(&database, &rows, due)?),
                ExportFormat::Csv => report::cases_csv(&rows),
            })?;
        }
        CasesCommand::Page(page) => {
            let database = Database::look(file)?;
            if page.file.is_file() {
                spare(&page.file, file, &database, due)?;
            }
            let rows = database.list(&Filter::from(&page.filter), due)?;
            let shown = rows.iter().take(report::CASES_SHOWN);
            let shown: Vec<CaseRow> = shown.cloned().collect();
            let cases = details(&database, &shown, due)?;
            let text = report::cases_page(&rows, &cases, due);
            write_whole(&page.file, text.as_bytes())?;
            let name = page.file.to_string_lossy();
            let text = format!("note: {} holds {} cases\n", terminal(&name), rows.len());
            to.tell(Verbosity::Normal, &text);
        }
    }
    Ok(Outcome::Clean)
}

/// Refuses to write over what the cases are read from, or about.
fn spare(target: &Path, file: &Path, database: &Database, due: Due) -> anyhow::Result<()> {
    let every = Filter {
        states: State::ALL.to_vec(),
        ..Filter::default()
    };
    let rows = database.list(&every, due)?;
    let of_cases = { rows.iter() }.flat_map(|row| [&row.page, &row.original]);
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut known = of_cases
        .map(|one| folder.join(one))
        .chain([file.to_owned()]);
    if known.any(|known| is_same(&known, target)) {
        bail!(
            "`{}` is the database, or a page or an original of its cases; name another file to write",
            target.display()
        );
    }
    Ok(())
}

fn listed(rows: &[CaseRow], args: &ListArgs, due: Due) -> String {
    match (args.format, args.by_site) {
        (PairFormat::Human, false) => report::case_list(rows, due),
        (PairFormat::Human, true) => report::case_sites(&Database::sites(rows)),
        (PairFormat::Json, false) => report::case_list_json(rows),
        (PairFormat::Json, true) => report::case_sites_json(&Database::sites(rows)),
    }
}

fn details(database: &Database, rows: &[CaseRow], due: Due) -> anyhow::Result<Vec<CaseDetail>> {
    let mut cases = Vec::with_capacity(rows.len());
    for row in rows {
        cases.push(database.case(row.number, due)?);
    }
    Ok(cases)
}

fn tell_state(number: i64, state: State, to: Terminal) {
    to.tell(
        Verbosity::Normal,
        &format!("note: case {number} is {state}\n"),
    );
}
