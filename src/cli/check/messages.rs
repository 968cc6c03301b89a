//! What is told beside the report, on standard error.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::audit::{Audit, Library};
use crate::cases::{Change, Database, Delta};
use crate::config::Entry;
use crate::finding::Severity;
use crate::input::Source;
use crate::report::{self, problems, terminal};
use crate::rules::{RuleProblem, RuleSets};

use super::settings::Settings;
use crate::cli::cases::{DEFAULT_DUE, due};
use crate::cli::inputs::Fault;
use crate::cli::output::{Terminal, Verbosity, tell};

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
    // Paths that are typed are taken from elsewhere than those of the file.
    let help = fault.help.map(|help| {
        help.replace(
            "it is taken from the working directory",
            "it is taken from the folder of the configuration",
        )
    });
    RuleProblem {
        file: entry.place.file.clone(),
        line: entry.place.line,
        column: entry.place.column,
        len: u32::try_from(entry.written.chars().count()).unwrap_or(1),
        message: fault.message,
        help,
        severity: Severity::Error,
    }
}

/// Tells which patterns left nothing out.
pub(super) fn idle_excludes(patterns: &[String], to: Terminal) {
    for pattern in patterns {
        let text = format!(
            "warning: the exclude `{}` fits no suspect; mend it, or take it out\n",
            terminal(pattern)
        );
        to.tell(Verbosity::Normal, &text);
    }
}

/// Tells what is odd about the originals, and which rules are used.
pub(super) fn about_originals(library: &Library, rules: &RuleSets, to: Terminal) {
    for warning in library.terms().iter().flat_map(|terms| &terms.warnings) {
        to.tell(
            Verbosity::Normal,
            &format!("warning: {}\n", terminal(warning)),
        );
    }
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for terms in library.terms() {
        *used.entry(&terms.rule.id).or_default() += 1;
    }
    if to.tells(Verbosity::Verbose) {
        let by_rule: Vec<String> = used
            .iter()
            .map(|(rule, count)| format!("{count} by the rule `{}`", terminal(rule)))
            .collect();
        tell(&format!(
            "note: {} originals: {}\n",
            library.len(),
            by_rule.join(", ")
        ));
    }
    let used: BTreeSet<String> = used.into_keys().map(str::to_owned).collect();
    // Which rules the originals of a library on disk use is not known before they are on a page.
    if let Some(unused) = rules.unused(&used).filter(|_| library.is_in_memory()) {
        to.tell(Verbosity::Normal, &problems(&unused, to.stderr()));
    }
}

/// Tells what is checked, and by which configuration.
pub(super) fn about_suspects(sources: &[Source], settings: &Settings, to: Terminal) {
    let by = match &settings.config {
        Some(config) => format!(
            "the configuration is {}",
            terminal(&config.file.to_string_lossy())
        ),
        None => "there is no configuration".to_owned(),
    };
    let is_archive = |source: &&Source| matches!(source, Source::Archive(_));
    let archives = match sources.iter().filter(is_archive).count() {
        0 => String::new(),
        count => format!(", {count} of them archives of pages"),
    };
    let text = format!("note: {} suspects{archives}; {by}\n", sources.len());
    to.tell(Verbosity::Verbose, &text);
    if let Some(site) = &settings.site {
        let builder = site
            .generator
            .map_or("nothing known", |generator| generator.name());
        let folders: Vec<String> = { site.content().iter() }
            .map(|folder| match folder.to_string_lossy() {
                empty if empty.is_empty() => "this folder".to_owned(),
                shown => terminal(&shown).into_owned(),
            })
            .collect();
        let folders = folders.join(", ");
        let text = format!("note: the site is built by {builder}; its sources are in {folders}\n");
        to.tell(Verbosity::Verbose, &text);
    }
}

/// Tells that nothing can be found yet.
pub(super) fn no_original_yet(to: Terminal) {
    let text = "warning: no original is known yet: nothing can be found to be a reprint; put the articles that must be \
                credited into the folder of originals\n";
    to.tell(Verbosity::Normal, text);
}

/// One page in one line.
pub(super) fn page(audit: &Audit) -> String {
    let what = match (&audit.reason, audit.verdict()) {
        (Some(reason), _) => reason.kind.as_str(),
        (None, Some(verdict)) => verdict.as_str(),
        (None, None) => "no reprint",
    };
    format!("note: {}: {what}\n", terminal(&audit.page.location))
}

/// Tells that the run was ended before there was anything to report.
pub(super) fn nothing_checked() {
    tell("error: interrupted before any page was checked\n");
}

/// Tells that a browser shows only what is fetched: places in a file would not be those of what its scripts make of it.
pub(super) fn unrendered(sources: &[Source], to: Terminal) {
    let is_fetched = |source: &&Source| matches!(source, Source::Url(_) | Source::Found(_));
    let count = sources.len() - sources.iter().filter(is_fetched).count();
    if count > 0 {
        let text = format!(
            "warning: --render shows pages of the web only; pages read without their scripts: {count}; serve the site on this \
             machine and check its addresses with --allow-private-hosts\n",
        );
        to.tell(Verbosity::Normal, &text);
    }
}

/// Tells that the report is not about all pages; how many are `left` of an archive is known only once it was read.
pub(super) fn interruption(checked: usize, left: Option<usize>) {
    let text = match left {
        None => format!("the pages behind the first {checked} were not checked"),
        Some(left) => format!("{left} of {} pages were not checked", checked + left),
    };
    tell(&format!(
        "error: interrupted: {text}, and the report is silent about them\n"
    ));
}

/// Tells which pages owe nothing; the report has the count and the reasons.
pub(super) fn exempt(audits: &[Audit], to: Terminal) {
    for line in report::exempt(audits) {
        to.tell(Verbosity::Verbose, &format!("note: {line}\n"));
    }
}

/// Tells what to do next, if that is wanted.
pub(super) fn hints(audits: &[Audit], library: &Library, settings: &Settings, to: Terminal) {
    if settings.no_hints {
        return;
    }
    for hint in report::hints(audits, library) {
        to.tell(Verbosity::Normal, &format!("hint: {hint}\n"));
    }
}

/// Tells of the style sheets that were not read: what they hide or show is unknown.
pub(super) fn unread_styles(audits: &[Audit], to: Terminal) {
    let lists = audits.iter().map(|audit| &audit.page.unread_styles);
    let pages = lists.clone().filter(|list| !list.is_empty()).count();
    let Some(first) = lists.flatten().next() else {
        return;
    };
    let help = if cfg!(feature = "fetch") {
        "; --styles fetches those of fetched pages"
    } else {
        ""
    };
    let text = format!(
        "note: style sheets of {pages} pages were not read, such as `{}`: what they hide is not known{help}\n",
        terminal(first)
    );
    to.tell(Verbosity::Verbose, &text);
}

/// Tells what a recorded run changed.
pub(super) fn recorded(
    database: &Database,
    changes: &[Change],
    to: Terminal,
) -> anyhow::Result<()> {
    let delta = Delta::of(database, changes, due(DEFAULT_DUE)?, None)?;
    let text = format!("note: recorded: {}\n", report::delta_line(&delta));
    to.tell(Verbosity::Normal, &text);
    Ok(())
}

/// Tells how long it took.
pub(super) fn time(pages: usize, taken: Duration, to: Terminal) {
    let seconds = taken.as_secs_f64();
    let text = format!(
        "note: {pages} pages in {seconds:.1} s ({:.0} pages/s)\n",
        pages as f64 / seconds.max(0.001)
    );
    to.tell(Verbosity::Verbose, &text);
}
