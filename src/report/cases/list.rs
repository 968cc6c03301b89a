//! The list of cases and that of sites.

use std::fmt::Write as _;

use serde::Serialize;

use super::{counted, days, document, original, state};
use crate::cases::{CaseDetail, CaseRow, Due, SiteRow, State};
use crate::report::encode::{csv_cell, shortened, terminal};

/// The longest address in a line, in characters: the whole of it is in `show` and in JSON. By hand.
const LONGEST: usize = 90;

/// One line a case, and a line of counts.
pub fn case_list(rows: &[CaseRow], due: Due) -> String {
    let mut text = String::new();
    for row in rows {
        let _ = writeln!(text, "{}", line(row, due));
    }
    let _ = writeln!(text, "{}", counts(rows));
    text
}

/// What would be checked again, in that order.
pub fn recheck_list(rows: &[CaseRow], due: Due) -> String {
    let mut text = String::new();
    for row in rows {
        let _ = writeln!(text, "{}", line(row, due));
    }
    let _ = writeln!(
        text,
        "{} would be checked; nothing was fetched",
        counted(rows.len(), "page", "pages")
    );
    text
}

/// A case in one line.
pub(super) fn line(row: &CaseRow, due: Due) -> String {
    let days = days(row.since, due.now);
    let codes = if row.codes.is_empty() {
        row.seen.as_str().to_owned()
    } else {
        row.codes.join(", ")
    };
    format!(
        "{:>5}  {:<8}  {:>4} {:<4}  {}  ({}) of {}",
        row.number,
        state(row),
        days,
        if days == 1 { "day" } else { "days" },
        shortened(&row.page, LONGEST),
        terminal(&codes),
        shortened(original(row), LONGEST),
    )
}

fn counts(rows: &[CaseRow]) -> String {
    let mut text = counted(rows.len(), "case", "cases");
    let states = State::ALL.map(|state| {
        let of_state = rows.iter().filter(|row| row.state == state);
        (state.as_str(), of_state.count())
    });
    let overdue = rows.iter().filter(|row| row.overdue).count();
    let parts: Vec<String> = states
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| match name {
            "noticed" if overdue > 0 => format!("{count} noticed, {overdue} of them overdue"),
            _ => format!("{count} {name}"),
        })
        .collect();
    if !parts.is_empty() {
        let _ = write!(text, ": {}", parts.join(", "));
    }
    text
}

/// One line a site.
pub fn case_sites(sites: &[SiteRow]) -> String {
    sites.iter().fold(String::new(), |mut text, site| {
        let _ = writeln!(text, "{}  {}", terminal(name(site)), site_line(site));
        text
    })
}

/// What a site is called.
pub(super) fn name(site: &SiteRow) -> &str {
    if site.site.is_empty() {
        "(files)"
    } else {
        &site.site
    }
}

/// What became of the copies of a site, in words.
pub(super) fn site_line(site: &SiteRow) -> String {
    let mut text = counted(site.copies, "copy", "copies");
    let closed: Vec<String> = [(site.mended, "mended"), (site.gone, "gone")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    if !closed.is_empty() {
        let _ = write!(text, ", {}", closed.join(" and "));
    }
    match site.days {
        Some(0) => text.push_str(" on the same day"),
        Some(days) => {
            let days = usize::try_from(days).unwrap_or(usize::MAX);
            let _ = write!(text, " within {}", counted(days, "day", "days"));
        }
        None => {}
    }
    if site.open > 0 {
        let _ = write!(text, ", {} open", site.open);
    }
    if site.overdue > 0 {
        let _ = write!(text, ", {} overdue", site.overdue);
    }
    text
}

/// The list for programs.
pub fn case_list_json(rows: &[CaseRow]) -> String {
    #[derive(Serialize)]
    struct List<'a> {
        cases: &'a [CaseRow],
    }
    document(&List { cases: rows })
}

/// The sites for programs.
pub fn case_sites_json(sites: &[SiteRow]) -> String {
    #[derive(Serialize)]
    struct List<'a> {
        sites: &'a [SiteRow],
    }
    document(&List { sites })
}

/// Every case with all that is known of it, for programs.
pub fn cases_json(cases: &[CaseDetail]) -> String {
    #[derive(Serialize)]
    struct List<'a> {
        cases: &'a [CaseDetail],
    }
    document(&List { cases })
}

/// A table for spreadsheets, one case a row.
pub fn cases_csv(rows: &[CaseRow]) -> String {
    use crate::cases::shown;
    let mut text = String::from(
        "number,state,overdue,since,opened,site,page,title,original,original_title,rule,codes,share,evidence\r\n",
    );
    for row in rows {
        let cells = [
            row.number.to_string(),
            row.state.as_str().to_owned(),
            row.overdue.to_string(),
            shown(row.since),
            shown(row.opened),
            csv_cell(&row.site),
            csv_cell(&row.page),
            csv_cell(row.title.as_deref().unwrap_or_default()),
            csv_cell(row.original_url.as_deref().unwrap_or(&row.original)),
            csv_cell(row.original_title.as_deref().unwrap_or_default()),
            csv_cell(row.rule.as_deref().unwrap_or_default()),
            csv_cell(&row.codes.join(" ")),
            row.share.map(|share| share.to_string()).unwrap_or_default(),
            csv_cell(row.evidence.as_deref().unwrap_or_default()),
        ];
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}
