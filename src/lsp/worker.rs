//! The thread that judges: one document at a time, each by its newest text.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use crate::io::open;
use crate::rules::RuleProblem;
use lsp_types::Diagnostic;

use super::diagnostics::{self, Style};
use super::event::{Event, Outcome};
use super::positions::Positions;
use super::queue::{Queue, Snapshot, Task};
use super::{MAX_DOCUMENT, Workspaces, actions};

/// Works until the queue is closed, or nobody listens.
pub(super) fn run(
    workspaces: &mut dyn Workspaces,
    queue: &Queue,
    events: &Sender<Event>,
    style: Style,
) {
    while let Some(task) = queue.next() {
        let outcome = match task {
            Task::Judge(of) => judge(workspaces, of, style),
            Task::Act {
                id,
                of,
                range,
                whole,
            } => {
                let actions = match (kind(&of.file), whole) {
                    (Kind::Page, true) => actions::everything(workspaces, &of, style),
                    (Kind::Page, false) => actions::at(workspaces, &of, range, style),
                    _ => Vec::new(),
                };
                Outcome::Actions {
                    id,
                    uri: of.uri,
                    version: of.version,
                    actions,
                }
            }
            Task::Changed(files) if workspaces.changed(&files) => Outcome::Stale,
            Task::Changed(_) => continue,
        };
        if events.send(Event::Done(outcome)).is_err() {
            return;
        }
    }
}

enum Kind {
    Page,
    Yaml,
    Other,
}

/// What a file is, by its ending: the same endings by which `check` walks folders and rule sets.
fn kind(file: &Path) -> Kind {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" | "md" | "markdown" | "mdx" => Kind::Page,
        "yaml" | "yml" => Kind::Yaml,
        _ => Kind::Other,
    }
}

fn judge(workspaces: &mut dyn Workspaces, of: Snapshot, style: Style) -> Outcome {
    let positions = Positions::new(&of.text, style.encoding);
    let mut diagnostics = Vec::new();
    let mut elsewhere = BTreeMap::new();
    let mut by = None;
    match kind(&of.file) {
        Kind::Page => {
            let checked = workspaces.check(&of.file, &of.text);
            if let Some(audit) = &checked.audit {
                diagnostics = diagnostics::of_page(audit, &checked.notices, &positions, style);
            }
            let problems = checked.problems;
            diagnostics.extend(diagnostics::of_problems(
                &problems, &of.file, &positions, style,
            ));
            elsewhere = by_file(&others(problems, &of.file), style);
            by = checked.config;
        }
        Kind::Yaml => {
            let problems = workspaces.problems(&of.file, &of.text).unwrap_or_default();
            diagnostics = diagnostics::of_problems(&problems, &of.file, &positions, style);
            elsewhere = by_file(&others(problems, &of.file), style);
            by = Some(of.file);
        }
        Kind::Other => {}
    }
    Outcome::Judged {
        uri: of.uri,
        version: of.version,
        diagnostics,
        by,
        elsewhere,
    }
}

/// Problems of other files than this.
fn others(problems: Vec<RuleProblem>, file: &Path) -> Vec<RuleProblem> {
    let problems = problems.into_iter();
    problems
        .filter(|one| Path::new(&one.file) != file)
        .collect()
}

/// Problems of files on the disk.
fn by_file(problems: &[RuleProblem], style: Style) -> BTreeMap<PathBuf, Vec<Diagnostic>> {
    let files: BTreeSet<&Path> = problems.iter().map(|one| Path::new(&one.file)).collect();
    let of_file = |file: &Path| {
        let mut text = String::new();
        if let Ok(opened) = open::file(file) {
            // Places beyond are those of its end.
            let _ = opened.take(MAX_DOCUMENT as u64).read_to_string(&mut text);
        }
        let positions = Positions::new(&text, style.encoding);
        let diagnostics = diagnostics::of_problems(problems, file, &positions, style);
        (file.to_owned(), diagnostics)
    };
    files.into_iter().map(of_file).collect()
}
