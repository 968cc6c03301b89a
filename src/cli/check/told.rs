//! What is told beside the report, on standard error.

use creditline::config::Entry;
use creditline::finding::Severity;
use creditline::report::{problems, terminal};
use creditline::rules::RuleProblem;

use super::settings::Settings;
use crate::cli::inputs::Fault;
use crate::cli::output::{Terminal, tell};

/// Tells which inputs cannot be used; those that the configuration names, at their lines.
pub(super) fn faults(faults: Vec<Fault>, settings: &Settings, to: Terminal) {
    for fault in faults {
        let written = settings.config.as_ref().and_then(|config| {
            let entries = config.originals.iter().chain(&config.suspects);
            let entry =
                { entries }.find(|entry| entry.target.to_string_lossy() == fault.location)?;
            Some((config, entry))
        });
        match written {
            Some((config, entry)) => {
                let problem = at_line(fault, entry);
                tell(&problems(&config.problems(vec![problem]), to.stderr()));
            }
            None => {
                let help = fault.help.map(|help| format!("; {help}"));
                let message = fault.message + &help.unwrap_or_default();
                tell(&format!("error: {}\n", terminal(&message)));
            }
        }
    }
}

fn at_line(fault: Fault, entry: &Entry) -> RuleProblem {
    RuleProblem {
        file: entry.place.file.clone(),
        line: entry.place.line,
        column: entry.place.column,
        len: u32::try_from(entry.written.chars().count()).unwrap_or(1),
        message: fault.message,
        help: fault.help,
        severity: Severity::Error,
    }
}

/// Tells which patterns left nothing out.
pub(super) fn idle_excludes(patterns: &[String]) {
    for pattern in patterns {
        tell(&format!(
            "warning: the exclude `{}` fits no suspect; mend it, or take it out\n",
            terminal(pattern)
        ));
    }
}
