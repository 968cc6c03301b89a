//! Annotations of GitHub Actions: commands to the runner in the log of a step.

use std::path::Path;

use super::View;
use super::encode::{runner_data, runner_property, terminal};
use super::groups::Group;
use super::place::{path, web};
use super::rows::{Row, unjudged, worst_first};
use super::summary::{self, thousands};
use crate::audit::Audit;
use crate::finding::Severity;

/// So many annotations of a level the runner keeps for one step (actions/toolkit, docs/problem-matchers.md).
const LIMIT: usize = 10;

/// Annotations, worst first and at most ten a level; where there are more, the tenth says so and the rest follows as
/// plain lines of the log. A group is one annotation. The last line counts. Paths are made relative to `root`.
pub fn github(audits: &[Audit], root: Option<&Path>, view: View) -> String {
    let groups = view.groups(audits);
    let mut commands = String::new();
    let mut rest = String::new();
    let grouped = groups.list.iter().filter_map(|group| of_group(group, root));
    let single = worst_first(audits)
        .into_iter()
        .filter(|row| row.found.is_none_or(|found| found.is_telling(row.located)))
        .filter(|row| !groups.hold(row.located))
        .map(|row| of_finding(row, root));
    let all: Vec<Note> = grouped
        .chain(single)
        .chain(unjudged(audits).map(|(audit, reason)| Note {
            // Neither a pass nor a fault: it must be seen, and it breaks nothing.
            level: Severity::Warning,
            location: &audit.page.location,
            file: file(&audit.page.location, root),
            line: None,
            column: None,
            title: reason.kind.as_str().to_owned(),
            text: reason.message.clone(),
        }))
        .collect();
    for level in [Severity::Error, Severity::Warning, Severity::Note] {
        let notes: Vec<&Note> = all.iter().filter(|note| note.level == level).collect();
        let shown = if notes.len() > LIMIT {
            LIMIT - 1
        } else {
            notes.len()
        };
        for note in &notes[..shown] {
            commands.push_str(&note.command());
        }
        if notes.len() > shown {
            commands.push_str(&format!(
                "::{} title=creditline::{} more of this kind; the log of this step lists them\n",
                word(level),
                notes.len() - shown
            ));
            for note in &notes[shown..] {
                rest.push_str(&note.line());
            }
        }
    }
    commands + &rest + &summary::line(audits) + "\n"
}

/// One annotation.
struct Note<'a> {
    level: Severity,
    location: &'a str,
    /// The path in the checkout; an address has none.
    file: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
    title: String,
    text: String,
}

/// A group is one annotation, at the first of its places.
fn of_group<'a>(group: &Group<'a>, root: Option<&Path>) -> Option<Note<'a>> {
    let examples: Vec<Row<'a>> = group.examples().collect();
    let first = examples.first()?;
    let others: Vec<&str> = examples
        .iter()
        .skip(1)
        .map(|row| row.located.place(&row.audit.page).0)
        .collect();
    let mut text = format!("{}\nAlso: {}", group.title(), others.join(", "));
    match group.pages - examples.len() {
        0 => {}
        more => text.push_str(&format!(" and {} more", thousands(more))),
    }
    Some(note(*first, root, text, group.fix.as_deref()))
}

fn of_finding<'a>(row: Row<'a>, root: Option<&Path>) -> Note<'a> {
    let finding = &row.located.finding;
    note(row, root, finding.message.clone(), finding.fix.as_deref())
}

fn note<'a>(row: Row<'a>, root: Option<&Path>, mut text: String, fix: Option<&str>) -> Note<'a> {
    let finding = &row.located.finding;
    let (location, line, column) = row.located.place(&row.audit.page);
    if let Some(fix) = fix {
        text.push_str("\nPaste: ");
        text.push_str(fix);
    }
    Note {
        level: finding.severity,
        location,
        file: file(location, root),
        line,
        column,
        title: finding.code.as_str().to_owned(),
        text,
    }
}

fn file(location: &str, root: Option<&Path>) -> Option<String> {
    (web(location).is_none() && location != "-").then(|| path(location, root))
}

impl Note<'_> {
    fn command(&self) -> String {
        let mut properties = Vec::new();
        let mut text = self.text.clone();
        if let Some(file) = &self.file {
            properties.push(format!("file={}", runner_property(file)));
            if let Some(line) = self.line {
                properties.push(format!("line={line}"));
                if let Some(column) = self.column {
                    properties.push(format!("col={column}"));
                }
            }
        } else {
            text = format!("{}: {text}", self.location);
        }
        properties.push(format!(
            "title={}",
            runner_property(&format!("creditline {}", self.title))
        ));
        format!(
            "::{} {}::{}\n",
            word(self.level),
            properties.join(","),
            runner_data(&text)
        )
    }

    /// As a plain line of the log.
    fn line(&self) -> String {
        let mut place = terminal(self.location).into_owned();
        for number in [self.line, self.column].into_iter().flatten() {
            place.push_str(&format!(":{number}"));
        }
        format!(
            "{place}: {}[{}]: {}\n",
            self.level.as_str(),
            self.title,
            terminal(&self.text)
        )
    }
}

fn word(level: Severity) -> &'static str {
    match level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Off => "notice",
    }
}
