//! What the database tells: the list of cases, one case from its first sight to its last, the sites.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

use super::appearance::Appearance;
use super::database::Database;
use super::error::CasesError;
use super::evidence;
use super::record::{PageKind, history};
use super::state::{Happened, Seen, Standing, State, is_overdue};

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// Which cases to list.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only those on this site, or below it.
    pub site: Option<String>,
    /// Only those in one of these states; empty for all but [`State::Watched`].
    pub states: Vec<State>,
    /// Only those whose letter was not answered in time.
    pub overdue: bool,
    /// Only those judged by this rule.
    pub rule: Option<String>,
    /// Only those in their state for at least so many days.
    pub age: Option<u32>,
}

/// By when an answer is awaited.
#[derive(Debug, Clone, Copy)]
pub struct Due {
    /// Now, in seconds since 1970.
    pub now: i64,
    /// The days after a letter that names no day.
    pub days: u32,
}

/// One case in one line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaseRow {
    /// Its number, by which letters refer to it.
    pub number: i64,
    /// The host of the page; empty for a file.
    pub site: String,
    /// The page, as it was asked for.
    pub page: String,
    /// Its title.
    pub title: Option<String>,
    /// The language of the page.
    pub language: Option<String>,
    /// The original, as it was read.
    pub original: String,
    /// Its address.
    pub original_url: Option<String>,
    /// Its title.
    pub original_title: Option<String>,
    /// The publisher of the original.
    pub publisher: Option<String>,
    /// The rule that was applied last.
    pub rule: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Whether its letter was not answered in time.
    pub overdue: bool,
    /// When it came into this state, in seconds since 1970, as all times here.
    #[serde(serialize_with = "super::time::time")]
    pub since: i64,
    /// When it was first seen.
    #[serde(serialize_with = "super::time::time")]
    pub opened: i64,
    /// When the letter was written that awaits an answer.
    #[serde(serialize_with = "super::time::time_or_none")]
    pub written: Option<i64>,
    /// By when the letter asks for an answer.
    #[serde(serialize_with = "super::time::time_or_none")]
    pub reply_by: Option<i64>,
    /// What the last run saw.
    pub seen: Seen,
    /// When it did.
    #[serde(serialize_with = "super::time::time")]
    pub seen_at: i64,
    /// The codes of the findings of the last run.
    pub codes: Vec<String>,
    /// How much of the original stood there when it last did, 0 to 1.
    pub share: Option<f64>,
    /// The last answer that was kept, as a path beside the database.
    pub evidence: Option<String>,
    /// How the page is reached again.
    #[serde(skip)]
    pub kind: PageKind,
}

/// A case with all that is known of it.
#[derive(Debug, Clone, Serialize)]
pub struct CaseDetail {
    /// The case in one line.
    #[serde(flatten)]
    pub row: CaseRow,
    /// What happened, first to last.
    pub history: Vec<Step>,
    /// What each run saw.
    pub sightings: Vec<Sighting>,
    /// How the page looked when it was first seen at fault.
    pub before: Option<Appearance>,
    /// How it looked last.
    pub after: Option<Appearance>,
}

/// Something that happened to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// When, in seconds since 1970.
    #[serde(serialize_with = "super::time::time")]
    pub at: i64,
    /// `seen`, `set`, `letter` or `note`.
    pub kind: String,
    /// What was seen, where a run saw something else than the run before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
    /// What was said or written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<String>,
    /// The state that it came into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
}

/// What one run saw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sighting {
    /// The run.
    pub run: i64,
    /// When, in seconds since 1970.
    #[serde(serialize_with = "super::time::time")]
    pub at: i64,
    /// What it saw.
    pub seen: Seen,
    /// The codes of its findings.
    pub codes: Vec<String>,
    /// How much of the original stood there, 0 to 1.
    pub original_share: Option<f64>,
    /// How much of the page that was, 0 to 1.
    pub page_share: Option<f64>,
    /// The answer that was kept of it, if it looked other than before.
    pub evidence: Option<String>,
}

/// The cases of a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SiteRow {
    /// The host; empty for files.
    pub site: String,
    /// The copies that were ever at fault.
    pub copies: usize,
    /// Of those, the ones that somebody still has to do something about.
    pub open: usize,
    /// Of those, the ones whose letter was not answered in time.
    pub overdue: usize,
    /// Of all, the ones that give the credit now.
    pub mended: usize,
    /// Of all, the ones that are gone.
    pub gone: usize,
    /// The days that mending or taking down took at most.
    pub days: Option<i64>,
}

const ROWS: &str = "SELECT copy.id, page.site, page.location, page.title, page.language, work.location, work.url, work.title, \
     work.publisher, copy.rule, copy.state, copy.since, copy.opened, copy.written, copy.reply_by, copy.seen, copy.seen_at, \
     copy.codes, copy.share, copy.evidence, page.kind FROM copy JOIN page ON page.id = copy.page JOIN work ON work.id = copy.work";

impl Database {
    /// The cases that a filter lets through: open ones first, each kind by its number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn list(&self, filter: &Filter, due: Due) -> Result<Vec<CaseRow>, CasesError> {
        let mut rows: Vec<CaseRow> = self.asked(|connection| {
            connection
                .prepare_cached(ROWS)?
                .query_map([], |row| case_row(row, due))?
                .collect()
        })?;
        rows.retain(|row| filter.lets(row, due.now));
        let place = |state| State::ALL.iter().position(|one| *one == state);
        rows.sort_by_key(|row| (!row.overdue, place(row.state), row.number));
        Ok(rows)
    }

    /// One case.
    ///
    /// # Errors
    /// When there is none of that number, or the database cannot be read.
    pub fn case(&self, number: i64, due: Due) -> Result<CaseDetail, CasesError> {
        let found = self.asked(|connection| {
            let row = connection
                .prepare_cached(&format!("{ROWS} WHERE copy.id = ?1"))?
                .query_row([number], |row| case_row(row, due))
                .optional()?;
            row.map(|row| detail(connection, row)).transpose()
        })?;
        found.ok_or_else(|| CasesError::NoCase {
            file: self.file.clone(),
            number,
        })
    }

    /// The cases whose pages are to be looked at again: those that are overdue, then open ones, then the others, in each
    /// kind what was not looked at for longest. What the publisher permits is left alone.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn to_recheck(&self, due: Due) -> Result<Vec<CaseRow>, CasesError> {
        let all = Filter {
            states: State::ALL.to_vec(),
            ..Filter::default()
        };
        let mut rows = self.list(&all, due)?;
        rows.retain(|row| row.state != State::Allowed);
        rows.sort_by_key(|row| (!row.overdue, !row.state.is_open(), row.seen_at, row.number));
        Ok(rows)
    }

    /// What is known of each site, the one with the most open cases first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sites(rows: &[CaseRow]) -> Vec<SiteRow> {
        let mut sites: BTreeMap<&str, SiteRow> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.state != State::Watched) {
            let site = sites.entry(&row.site).or_insert_with(|| SiteRow {
                site: row.site.clone(),
                copies: 0,
                open: 0,
                overdue: 0,
                mended: 0,
                gone: 0,
                days: None,
            });
            site.copies += 1;
            site.open += usize::from(row.state.is_open());
            site.overdue += usize::from(row.overdue);
            site.mended += usize::from(row.state == State::Fixed);
            site.gone += usize::from(row.state == State::Gone);
            if matches!(row.state, State::Fixed | State::Gone) {
                let took = (row.since.saturating_sub(row.opened)).max(0) / DAY;
                site.days = Some(site.days.map_or(took, |days| days.max(took)));
            }
        }
        let mut sites: Vec<SiteRow> = sites.into_values().collect();
        sites.sort_by(|a, b| (b.open, b.copies, &a.site).cmp(&(a.open, a.copies, &b.site)));
        sites
    }

    /// The time of the last run, in seconds since 1970.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_run(&self) -> Result<Option<i64>, CasesError> {
        self.asked(|connection| {
            connection.query_row("SELECT max(started) FROM run", [], |row| row.get(0))
        })
    }
}

impl CaseRow {
    /// Whether its letter was not answered in time.
    pub(super) fn is_overdue(&self, due: Due) -> bool {
        let patience = i64::from(due.days).saturating_mul(DAY);
        self.written
            .is_some_and(|written| is_overdue((written, self.reply_by), due.now, patience))
    }
}

impl Filter {
    fn lets(&self, row: &CaseRow, now: i64) -> bool {
        let on_site = |site: &str| {
            row.site == site
                || row
                    .site
                    .strip_suffix(site)
                    .is_some_and(|rest| rest.ends_with('.'))
        };
        let in_state = if self.states.is_empty() && !self.overdue {
            row.state != State::Watched
        } else {
            self.states.contains(&row.state) || self.overdue && row.overdue
        };
        let old_enough =
            |days: u32| now.saturating_sub(row.since) >= i64::from(days).saturating_mul(DAY);
        in_state
            && self.site.as_deref().is_none_or(on_site)
            && (self.rule.as_deref()).is_none_or(|rule| row.rule.as_deref() == Some(rule))
            && self.age.is_none_or(old_enough)
    }
}

fn case_row(row: &Row<'_>, due: Due) -> rusqlite::Result<CaseRow> {
    let word = |column: usize| row.get::<_, String>(column);
    let state = State::parse(&word(10)?).unwrap_or(State::Found);
    let (written, reply_by): (Option<i64>, Option<i64>) = (row.get(13)?, row.get(14)?);
    let mut row = CaseRow {
        number: row.get(0)?,
        site: row.get(1)?,
        page: row.get(2)?,
        title: row.get(3)?,
        language: row.get(4)?,
        original: row.get(5)?,
        original_url: row.get(6)?,
        original_title: row.get(7)?,
        publisher: row.get(8)?,
        rule: row.get(9)?,
        state,
        overdue: false,
        since: row.get(11)?,
        opened: row.get(12)?,
        written,
        reply_by,
        seen: Seen::parse(&word(15)?).unwrap_or(Seen::Unjudged),
        seen_at: row.get(16)?,
        codes: codes(&word(17)?),
        share: row.get(18)?,
        evidence: kept(row, 19)?,
        kind: PageKind::parse(&word(20)?),
    };
    row.overdue = row.is_overdue(due);
    Ok(row)
}

fn codes(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn kept(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<String>> {
    let hash: Option<Vec<u8>> = row.get(column)?;
    Ok(hash.map(|hash| evidence::name(&hash)))
}

fn detail(connection: &Connection, row: CaseRow) -> rusqlite::Result<CaseDetail> {
    let number = row.number;
    let sightings = connection
        .prepare_cached(
            "SELECT run, at, seen, codes, original_share, page_share, evidence FROM sighting WHERE copy = ?1 ORDER BY run",
        )?
        .query_map([number], |row| {
            Ok(Sighting {
                run: row.get(0)?,
                at: row.get(1)?,
                seen: Seen::parse(&row.get::<_, String>(2)?).unwrap_or(Seen::Unjudged),
                codes: codes(&row.get::<_, String>(3)?),
                original_share: row.get(4)?,
                page_share: row.get(5)?,
                evidence: kept(row, 6)?,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let appearance = |sql: &str| -> rusqlite::Result<Option<Appearance>> {
        let told: Option<String> = connection
            .prepare_cached(&format!(
                "SELECT told FROM sighting JOIN appearance ON appearance.id = appearance WHERE copy = ?1 {sql} LIMIT 1"
            ))?
            .query_row([number], |row| row.get(0))
            .optional()?;
        Ok(told.and_then(|told| serde_json::from_str(&told).ok()))
    };
    Ok(CaseDetail {
        history: steps(connection, &row)?,
        before: appearance("AND seen = 'faulty' ORDER BY run")?,
        after: appearance("AND seen <> 'unjudged' ORDER BY run DESC")?,
        sightings,
        row,
    })
}

/// What happened to a case, without the sights that are like the one before.
fn steps(connection: &Connection, row: &CaseRow) -> rusqlite::Result<Vec<Step>> {
    let mut standing = Standing::new(row.opened);
    let mut last = None;
    let mut steps = Vec::new();
    for line in history(connection, row.number, None)? {
        let before = standing.state;
        if let Some(happened) = line.happened {
            standing = standing.after(happened, line.at);
        }
        let state = (standing.state != before).then_some(standing.state);
        let seen = match line.happened {
            Some(Happened::Seen(seen)) => Some(seen),
            _ => None,
        };
        if seen.is_some() && seen == last && state.is_none() {
            continue;
        }
        last = seen.or(last);
        steps.push(Step {
            at: line.at,
            kind: if line.deed.is_empty() {
                "seen".to_owned()
            } else {
                line.deed
            },
            seen,
            told: (!line.told.is_empty()).then_some(line.told),
            state,
        });
    }
    Ok(steps)
}
