//! What a run saw, written down page by page: each page is one change of the database, whole or not at all.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use rusqlite::{Connection, OptionalExtension, Transaction, params};
use url::Url;
use xxhash_rust::xxh3::xxh3_128;

use super::appearance::Appearance;
use super::database::Database;
use super::error::CasesError;
use super::state::{Happened, Seen, Standing, State};
use crate::address::{identity, site_host};
use crate::audit::{Audit, CaseFacts, Library, Match, Status};
use crate::finding::Verdict;
use crate::matching::Class;
use crate::originals::Original;

/// What kind of run records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunKind {
    /// `check --record`.
    Check,
    /// `recheck`.
    Recheck,
}

/// How a page is reached again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    /// The user typed its address: it is asked for whatever `robots.txt` says.
    Typed,
    /// Its address was found somewhere.
    Found,
    /// It is a file.
    File,
}

impl PageKind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Typed => "typed",
            Self::Found => "found",
            Self::File => "file",
        }
    }

    pub(super) fn parse(word: &str) -> Self {
        match word {
            "typed" => Self::Typed,
            "file" => Self::File,
            _ => Self::Found,
        }
    }
}

/// A page as a run saw it.
#[derive(Debug, Clone, Copy)]
pub struct PageSeen<'a> {
    /// What was found on it; settled, so that it holds what counts.
    pub audit: &'a Audit,
    /// How it is reached again.
    pub kind: PageKind,
    /// The answer that it was judged by, among the evidence.
    pub evidence: Option<[u8; 16]>,
    /// When it was seen, in seconds since 1970.
    pub at: i64,
}

impl PageSeen<'_> {
    fn key(&self) -> String {
        page_key(&self.audit.page.location)
    }

    /// The host of the page; a file has one where `--base-url` says so.
    fn site(&self) -> String {
        let page = &self.audit.page;
        let url =
            web_address(&page.location).or_else(|| page.found_at.as_deref().and_then(web_address));
        url.as_ref()
            .and_then(Url::host_str)
            .map(site_host)
            .unwrap_or_default()
    }
}

/// By what a page is the same page in another run: its address as links are compared, else its path.
pub fn page_key(location: &str) -> String {
    match web_address(location) {
        Some(url) => identity(&url),
        None => location.trim_start_matches("./").to_owned(),
    }
}

fn web_address(location: &str) -> Option<Url> {
    let url = Url::parse(location).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// What became of a case through one page of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The number of the case.
    pub number: i64,
    /// What the run saw.
    pub seen: Seen,
    /// Where it stood before the run; `None` where it is new.
    pub before: Option<State>,
    /// Where it stands now.
    pub after: State,
}

/// A run that records.
pub struct Run {
    database: Database,
    number: i64,
    /// The originals of the run: only what it looked for can be found to be absent.
    works: HashSet<String>,
    /// The last change of each case.
    changes: BTreeMap<i64, Change>,
}

impl fmt::Debug for Run {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Run")
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl Run {
    /// Begins a run against the originals of a library, at a time in seconds since 1970.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn begin(
        mut database: Database,
        kind: RunKind,
        library: &Library,
        at: i64,
    ) -> Result<Self, CasesError> {
        let kind = match kind {
            RunKind::Check => "check",
            RunKind::Recheck => "recheck",
        };
        let number = database.change(|change| {
            change.execute(
                "INSERT INTO run (kind, version, started) VALUES (?1, ?2, ?3)",
                params![kind, env!("CARGO_PKG_VERSION"), at],
            )?;
            Ok(change.last_insert_rowid())
        })?;
        Ok(Self {
            database,
            number,
            works: library.originals().iter().map(original_key).collect(),
            changes: BTreeMap::new(),
        })
    }

    /// The pages that hold a case already, by their keys.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn known_pages(&self) -> Result<HashSet<String>, CasesError> {
        self.database.asked(|connection| {
            connection
                .prepare("SELECT key FROM page")?
                .query_map([], |row| row.get(0))?
                .collect()
        })
    }

    /// Whether the page looks other than when its answer was last kept, so that it must be kept again.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn wants_evidence(&self, page: PageSeen<'_>) -> Result<bool, CasesError> {
        let sights = self.sights(page)?;
        self.database.asked(|connection| {
            for sight in &sights {
                let Some(copy) = sight.copy else {
                    return Ok(true);
                };
                let kept: Option<Vec<u8>> = connection
                    .prepare_cached(
                        "SELECT hash FROM sighting JOIN appearance ON appearance.id = appearance \
                         WHERE copy = ?1 AND evidence IS NOT NULL ORDER BY run DESC LIMIT 1",
                    )?
                    .query_row([copy], |row| row.get(0))
                    .optional()?;
                if kept.as_deref() != Some(&sight.appearance.hash()) {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }

    /// Writes down what was seen on a page, and gives each match its case.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn page(&mut self, page: PageSeen<'_>) -> Result<BTreeMap<String, CaseFacts>, CasesError> {
        let sights = self.sights(page)?;
        let mut cases = BTreeMap::new();
        if sights.is_empty() {
            return Ok(cases);
        }
        let run = self.number;
        let changes = self.database.change(|change| {
            let page_id = write_page(change, page)?;
            let mut changes = Vec::with_capacity(sights.len());
            for sight in &sights {
                changes.push((sight, write_sight(change, run, (page, page_id), sight)?));
            }
            Ok(changes)
        })?;
        for (sight, change) in changes {
            if let Some(found) = sight.found {
                let facts = CaseFacts {
                    number: change.number,
                    state: change.after.as_str(),
                };
                cases.insert(found.original.id.clone(), facts);
            }
            // Where the run sees a page twice, it stood before as it stood before the first of them.
            let before = match self.changes.get(&change.number) {
                Some(earlier) => earlier.before,
                None => change.before,
            };
            self.changes
                .insert(change.number, Change { before, ..change });
        }
        Ok(cases)
    }

    /// Ends the run: what it recorded is on the disk. Gives the number of the run and what became of each case.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn end(mut self, at: i64) -> Result<(Database, i64, Vec<Change>), CasesError> {
        let number = self.number;
        self.database.change(|change| {
            change.execute(
                "UPDATE run SET ended = ?1 WHERE id = ?2",
                params![at, number],
            )
        })?;
        self.database.settle()?;
        Ok((self.database, number, self.changes.into_values().collect()))
    }

    /// What is to be written down about a page: a sight of each of its matches, and of each case that it had.
    fn sights<'a>(&self, page: PageSeen<'a>) -> Result<Vec<Sight<'a>>, CasesError> {
        let known = self.database.asked(|connection| {
            connection
                .prepare_cached(
                    "SELECT copy.id, work.key FROM copy JOIN page ON page.id = copy.page \
                     JOIN work ON work.id = copy.work WHERE page.key = ?1 ORDER BY copy.id",
                )?
                .query_map([page.key()], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<Vec<(i64, String)>>>()
        })?;
        let mut sights: Vec<Sight<'a>> = Vec::new();
        for found in &page.audit.matches {
            let keys = work_keys(found);
            let copy = known.iter().find(|(_, key)| keys.contains(key));
            let Some(seen) = seen(found, copy.is_some()) else {
                continue;
            };
            let Some(key) = copy.map(|(_, key)| key).or(keys.first()).cloned() else {
                continue;
            };
            let sight = Sight {
                copy: copy.map(|(id, _)| *id),
                found: Some(found),
                appearance: Appearance::of_match(found),
                seen,
                key,
            };
            match sights.iter_mut().find(|other| other.key == sight.key) {
                Some(other) if other.seen <= sight.seen => {}
                Some(other) => *other = sight,
                None => sights.push(sight),
            }
        }
        for (id, key) in known {
            if sights.iter().any(|sight| sight.key == key) {
                continue;
            }
            let seen = match page.audit.status {
                Status::Audited | Status::Skipped if self.works.contains(&key) => {
                    without_match(page.audit, &key)
                }
                Status::Audited | Status::Skipped | Status::Settings => continue,
                _ if page.audit.page.is_gone => Seen::Gone,
                Status::Unverifiable | Status::Unreadable => Seen::Unjudged,
            };
            sights.push(Sight {
                copy: Some(id),
                found: None,
                appearance: Appearance::of_page(page.audit),
                seen,
                key,
            });
        }
        Ok(sights)
    }
}

/// A page without a match that counts. A likeness that may be a rewording of the work is no sign that it is gone.
fn without_match(audit: &Audit, key: &str) -> Seen {
    let is_alike = audit
        .matches
        .iter()
        .any(|found| work_keys(found).iter().any(|other| other == key));
    if is_alike {
        Seen::Unjudged
    } else {
        Seen::Absent
    }
}

/// What a run saw of one copy.
struct Sight<'a> {
    /// The case, if there is one.
    copy: Option<i64>,
    found: Option<&'a Match>,
    appearance: Appearance,
    seen: Seen,
    /// The key of the work.
    key: String,
}

/// What a match says of a copy; `None` where there is nothing to follow: a mere likeness, or a page that owes nothing and
/// never did.
fn seen(found: &Match, is_known: bool) -> Option<Seen> {
    if found.reuse.class.is_possible() || found.reuse.class == Class::None {
        return None;
    }
    match found.verdict? {
        // Somebody has decided to live with it.
        Verdict::NotCredited if found.findings.is_empty() => Some(Seen::Unjudged),
        Verdict::NotCredited => Some(Seen::Faulty),
        Verdict::Credited => Some(Seen::Credited),
        Verdict::Exempt => is_known.then_some(Seen::Credited),
        Verdict::Unverifiable => Some(Seen::Unjudged),
    }
}

/// The keys of a work: first that of the manifestation to credit, then those of the others.
fn work_keys(found: &Match) -> Vec<String> {
    let original = &found.original;
    let own = key_of(original.url.as_deref(), &original.work);
    let others = original
        .manifestations
        .iter()
        .map(|one| key_of(one.url.as_deref(), &one.id));
    let mut keys: Vec<String> = others.collect();
    if !keys.contains(&own) {
        keys.push(own);
    }
    keys
}

fn original_key(original: &Original) -> String {
    key_of(original.url.as_ref().map(Url::as_str), &original.id)
}

fn key_of(url: Option<&str>, id: &str) -> String {
    match url.and_then(|url| Url::parse(url).ok()) {
        Some(url) => identity(&url),
        None => format!("#{id}"),
    }
}

fn write_page(change: &Transaction<'_>, page: PageSeen<'_>) -> rusqlite::Result<i64> {
    let facts = &page.audit.page;
    // What a page that cannot be read does not say is still known from before.
    change
        .prepare_cached(
            "INSERT INTO page (key, location, kind, site, title, language) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (key) DO UPDATE SET location = CASE WHEN ?3 = 'typed' OR kind <> 'typed' THEN ?2 ELSE location END, \
             kind = CASE WHEN kind = 'typed' THEN kind ELSE ?3 END, \
             title = coalesce(?5, title), language = coalesce(?6, language) RETURNING id",
        )?
        .query_row(
            params![
                page.key(),
                facts.location,
                page.kind.as_str(),
                page.site(),
                facts.title,
                facts.language
            ],
            |row| row.get(0),
        )
}

fn write_work(change: &Transaction<'_>, key: &str, found: &Match) -> rusqlite::Result<i64> {
    let original = &found.original;
    change
        .prepare_cached(
            "INSERT INTO work (key, location, url, title, publisher) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (key) DO UPDATE SET location = ?2, url = ?3, title = ?4, publisher = ?5 RETURNING id",
        )?
        .query_row(
            params![
                key,
                original.location,
                original.url,
                original.title,
                original.publisher
            ],
            |row| row.get(0),
        )
}

fn write_sight(
    change: &Transaction<'_>,
    run: i64,
    (page, page_id): (PageSeen<'_>, i64),
    sight: &Sight<'_>,
) -> rusqlite::Result<Change> {
    let mut work = None;
    if let Some(found) = sight.found {
        work = Some(write_work(change, &sight.key, found)?);
    }
    // Another process may have begun the case since it was looked for.
    let mut copy = sight.copy;
    if copy.is_none() {
        copy = change
            .prepare_cached("SELECT id FROM copy WHERE page = ?1 AND work = ?2")?
            .query_row(params![page_id, work], |row| row.get(0))
            .optional()?;
    }
    let is_new = copy.is_none();
    let copy = match copy {
        Some(copy) => copy,
        None => {
            change.execute(
                "INSERT INTO copy (page, work, opened, state, since, seen, seen_at, codes) \
                 VALUES (?1, ?2, ?3, 'watched', ?3, 'unjudged', ?3, '')",
                params![page_id, work, page.at],
            )?;
            change.last_insert_rowid()
        }
    };
    let before = standing(change, copy, Some(run))?;
    let appearance = sight.appearance.write(change)?;
    let codes = sight.appearance.codes();
    let share = |of: fn(&Match) -> f64| sight.found.map(|found| rounded(of(found)));
    // A page that a run sees under two addresses is as bad as the worse of them, whichever came first.
    let order = "CASE seen WHEN 'faulty' THEN 0 WHEN 'credited' THEN 1 WHEN 'absent' THEN 2 WHEN 'gone' THEN 3 ELSE 4 END";
    change
        .prepare_cached(&format!(
            "INSERT INTO sighting (copy, run, at, seen, codes, original_share, page_share, appearance, evidence) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (copy, run) DO UPDATE SET at = ?3, seen = ?4, \
             codes = ?5, original_share = ?6, page_share = ?7, appearance = ?8, evidence = ?9 WHERE ?10 < {order}"
        ))?
        .execute(params![
            copy,
            run,
            page.at,
            sight.seen.as_str(),
            codes,
            share(|found| found.reuse.original_share),
            share(|found| found.reuse.page_share),
            appearance,
            page.evidence,
            sight.seen as i64,
        ])?;
    let after = refresh(change, copy)?;
    if let Some(found) = sight.found {
        change.execute(
            "UPDATE copy SET rule = ?1 WHERE id = ?2",
            params![found.rule, copy],
        )?;
    }
    Ok(Change {
        number: copy,
        seen: sight.seen,
        before: (!is_new).then_some(before.state),
        after: after.state,
    })
}

/// Four decimals, as in reports.
fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

/// Where a case stands by its history; with `until` by what happened before that run.
pub(super) fn standing(
    connection: &Connection,
    copy: i64,
    until: Option<i64>,
) -> rusqlite::Result<Standing> {
    let opened: i64 = connection
        .prepare_cached("SELECT opened FROM copy WHERE id = ?1")?
        .query_row([copy], |row| row.get(0))?;
    let history = history(connection, copy, until)?;
    let happened = history
        .iter()
        .filter_map(|line| Some((line.at, line.happened?)));
    Ok(
        happened.fold(Standing::new(opened), |standing, (at, happened)| {
            standing.after(happened, at)
        }),
    )
}

/// One line of the history of a case.
pub(super) struct Line {
    pub(super) at: i64,
    pub(super) happened: Option<Happened>,
    /// What a person did, and in which words; empty for a run.
    pub(super) deed: String,
    pub(super) told: String,
}

/// What happened to a case: run after run what was seen, and after each what people did.
pub(super) fn history(
    connection: &Connection,
    copy: i64,
    until: Option<i64>,
) -> rusqlite::Result<Vec<Line>> {
    let mut statement = connection.prepare_cached(
        "SELECT at, kind, word, reply_by, told FROM ( \
             SELECT run, 0 AS place, 0 AS id, at, '' AS kind, seen AS word, NULL AS reply_by, '' AS told \
             FROM sighting WHERE copy = ?1 \
             UNION ALL SELECT run, 1, id, at, kind, state, reply_by, told FROM event WHERE copy = ?1) \
         WHERE run < ?2 ORDER BY run, place, id",
    )?;
    let rows = statement.query_map(params![copy, until.unwrap_or(i64::MAX)], |row| {
        let deed: String = row.get(1)?;
        let word: Option<String> = row.get(2)?;
        let word = word.unwrap_or_default();
        // A word of a later version says nothing to this one.
        let happened = match deed.as_str() {
            "" => Seen::parse(&word).map(Happened::Seen),
            "set" => State::parse(&word).map(Happened::Set),
            "letter" => Some(Happened::Letter(row.get(3)?)),
            _ => None,
        };
        Ok(Line {
            at: row.get(0)?,
            happened,
            deed,
            told: row.get(4)?,
        })
    })?;
    rows.collect()
}

/// Makes the state of a case anew from its history.
pub(super) fn refresh(change: &Transaction<'_>, copy: i64) -> rusqlite::Result<Standing> {
    let standing = standing(change, copy, None)?;
    change
        .prepare_cached(
            "UPDATE copy SET state = ?2, since = ?3, written = ?4, reply_by = ?5 WHERE id = ?1",
        )?
        .execute(params![
            copy,
            standing.state.as_str(),
            standing.since,
            standing.letter.map(|(written, _)| written),
            standing.letter.and_then(|(_, reply_by)| reply_by),
        ])?;
    change
        .prepare_cached(
            "UPDATE copy SET (seen, seen_at, codes) = (SELECT seen, at, codes FROM sighting \
                 WHERE copy = ?1 ORDER BY run DESC LIMIT 1), \
             share = (SELECT original_share FROM sighting \
                 WHERE copy = ?1 AND original_share IS NOT NULL ORDER BY run DESC LIMIT 1), \
             evidence = (SELECT evidence FROM sighting \
                 WHERE copy = ?1 AND evidence IS NOT NULL ORDER BY run DESC LIMIT 1) \
             WHERE id = ?1 AND EXISTS (SELECT 1 FROM sighting WHERE copy = ?1)",
        )?
        .execute([copy])?;
    Ok(standing)
}

impl Appearance {
    /// By what two of them are the same.
    fn hash(&self) -> [u8; 16] {
        xxh3_128(self.text().as_bytes()).to_be_bytes()
    }

    /// Its number; it is written down once.
    fn write(&self, change: &Transaction<'_>) -> rusqlite::Result<i64> {
        let hash = self.hash();
        let known = change
            .prepare_cached("SELECT id FROM appearance WHERE hash = ?1")?
            .query_row([hash], |row| row.get(0))
            .optional()?;
        if let Some(known) = known {
            return Ok(known);
        }
        change
            .prepare_cached("INSERT INTO appearance (hash, told) VALUES (?1, ?2)")?
            .execute(params![hash, self.text()])?;
        Ok(change.last_insert_rowid())
    }
}
