//! `creditline check`: suspects against originals.

pub(super) mod args;
mod audits;
mod batches;
mod changed;
mod fix;
mod messages;
mod one;
mod online;
pub(super) mod settings;
mod sources;
pub(super) mod suspects;

use std::path::Path;
use std::time::Instant;

use crate::audit::{Audit, IN_MEMORY, Library, Summary, Texts};
use crate::cases::{Change, Database, RunKind};
use crate::finding::Severity;
use crate::input::{ExpandOptions, Loader, Source, expand};
use crate::rules::RuleSets;
use anyhow::{Context, bail};

use super::Outcome;
use super::output::Terminal;
use super::record::Recorder;
use super::reports::Reports;
use super::suppressions::Suppressions;
use super::{inputs, interrupt, network};
use args::CheckArgs;
use audits::Wanted;
use online::Auditor;
use settings::Settings;
use suspects::{Excludes, Suspects};

/// Checks, reports, and tells how the run ends.
pub(super) fn run(args: &CheckArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let settings = Settings::new(&args.input, &args.run, to)?;
    settings.require_inputs()?;
    of(&settings, to, |_, loader| {
        Ok(suspects::expand(&settings, loader, to))
    })
}

/// Checks what `suspects` gives, which may ask the originals what to look for.
pub(super) fn of(
    settings: &Settings,
    to: Terminal,
    suspects: impl FnOnce(&Library, &Loader) -> anyhow::Result<Suspects> + Send,
) -> anyhow::Result<Outcome> {
    pool(settings)?.install(|| check(settings, to, suspects))
}

/// The originals of a run, and whether each that was named can be used.
pub(super) fn library(
    settings: &Settings,
    rules: &RuleSets,
    loader: &Loader,
    to: Terminal,
) -> anyhow::Result<(Library, bool)> {
    let (library, faults) =
        inputs::library(&settings.originals, rules, &settings.declared, loader, to)?;
    let is_complete = faults.is_empty();
    messages::faults(faults, settings, to);
    Ok((library.with_owners(settings.owners.clone()), is_complete))
}

/// What checking known pages again came to.
pub(super) struct Again {
    pub(super) database: Database,
    /// What became of each case that was seen.
    pub(super) changes: Vec<Change>,
    /// Whether every original could be used.
    pub(super) is_complete: bool,
    pub(super) is_interrupted: bool,
}

impl Again {
    /// Nothing was checked.
    pub(super) fn nothing(database: Database) -> Self {
        Self {
            database,
            changes: Vec::new(),
            is_complete: true,
            is_interrupted: false,
        }
    }
}

/// Checks pages again and records what is seen; no report is made.
pub(super) fn again(
    settings: &Settings,
    sources: &[Source],
    (database, file): (Database, &Path),
    to: Terminal,
) -> anyhow::Result<Again> {
    pool(settings)?.install(|| {
        let mut suppressions = Suppressions::new(&settings.suppressions)?;
        let reports = Reports::new(None, &[], settings.fail_on, settings.view, to)?;
        let rules = settings.rule_sets(to)?;
        let loader = Loader::new(settings.load.clone());
        interrupt::listen(&settings.load.stop);
        let (library, is_complete) = library(settings, &rules, &loader, to)?;
        if loader.is_stopped() {
            return Ok(Again {
                is_interrupted: true,
                ..Again::nothing(database)
            });
        }
        if library.is_empty() {
            bail!(
                "no original to check against; name at least one that can be used with --originals"
            );
        }
        let recorder = Recorder::begin(database, file, RunKind::Recheck, &library)?;
        let auditor = Auditor::new(&library, &rules, settings, None).recorded_by(Some(&recorder));
        let wanted = Wanted {
            sources,
            all: sources,
            excludes: &Excludes::default(),
        };
        let audited = audits::audit_all(
            auditor,
            settings,
            &mut suppressions,
            wanted,
            &loader,
            &reports,
            to,
        )?;
        network::tell_warning(&loader, to);
        if audited.is_interrupted() {
            messages::interruption(
                audited.pages(),
                (!audited.is_archive_cut).then_some(audited.left),
            );
        }
        let (database, changes) = recorder.end()?;
        Ok(Again {
            database,
            changes,
            is_complete,
            is_interrupted: audited.is_interrupted(),
        })
    })
}

fn pool(settings: &Settings) -> anyhow::Result<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(settings.jobs)
        .build()
        .context("cannot start the threads; try a smaller --jobs")
}

fn check(
    settings: &Settings,
    to: Terminal,
    suspects: impl FnOnce(&Library, &Loader) -> anyhow::Result<Suspects>,
) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let mut suppressions = Suppressions::new(&settings.suppressions)?;
    let shown = (!settings.fix.diff).then_some(settings.format);
    let reports = Reports::new(
        shown,
        &settings.reports,
        settings.fail_on,
        settings.view,
        to,
    )?
    .written(&settings.report_language, settings.stamp.as_ref());
    let rules = settings.rule_sets(to)?;
    // What keeps it from being written is told before the work, not after it.
    let database = { settings.record.as_deref() }
        .map(Database::create)
        .transpose()?;
    reports.spare(settings.files())?;
    if reports.find_old_files() {
        let options = ExpandOptions {
            whole_archives: true,
            ..ExpandOptions::default()
        };
        let originals = expand(&settings.originals, &options).sources;
        reports.spare(files(&originals, "an original"))?;
    }
    let loader = Loader::new(settings.load.clone());
    interrupt::listen(&settings.load.stop);

    let (library, mut is_complete) = library(settings, &rules, &loader, to)?;
    if loader.is_stopped() {
        messages::nothing_checked();
        return Ok(Outcome::Interrupted);
    }
    if settings.none_yet {
        messages::no_original_yet(to);
    } else if library.is_empty() && !settings.discover {
        bail!("no original to check against; name at least one that can be used with --originals");
    }
    messages::about_originals(&library, &rules, to);
    if database.is_some() && !library.is_in_memory() {
        bail!("cases are recorded for up to {IN_MEMORY} originals; the library holds more");
    }
    let recorder = database
        .zip(settings.record.as_deref())
        .map(|(database, file)| Recorder::begin(database, file, RunKind::Check, &library))
        .transpose()?;

    let mut suspects = suspects(&library, &loader)?;
    if suspects.sources.is_empty() && loader.is_stopped() {
        messages::nothing_checked();
        return Ok(Outcome::Interrupted);
    }
    reports.spare(files(&suspects.sources, "a page that is checked"))?;
    is_complete &= suspects.faults.is_empty();
    messages::faults(std::mem::take(&mut suspects.faults), settings, to);
    // Which patterns leave out pages of archives is known once those were read.
    let have_archives = suspects.have_archives();
    if !have_archives {
        messages::idle_excludes(&suspects.excludes.idle(settings), to);
    }
    require_some(suspects.sources.len(), &suspects, settings)?;
    let mut all = None;
    if let Some(since) = &settings.since {
        all = Some(suspects.sources.clone());
        suspects.sources = changed::narrow(suspects.sources, since, settings, &loader, to)?;
    }
    messages::about_suspects(&suspects.sources, settings, to);
    if loader.renders() {
        messages::unrendered(&suspects.sources, to);
    }
    let texts = { reports.want_texts() }.then(|| Texts::room(suspects.about_pages()));
    let auditor = Auditor::new(&library, &rules, settings, texts).recorded_by(recorder.as_ref());
    let audited = audits::audit_all(
        auditor,
        settings,
        &mut suppressions,
        Wanted {
            sources: &suspects.sources,
            all: all.as_deref().unwrap_or(&suspects.sources),
            excludes: &suspects.excludes,
        },
        &loader,
        &reports,
        to,
    )?;
    network::tell_warning(&loader, to);
    is_complete &= audited.is_complete;
    let mut is_interrupted = audited.is_interrupted();
    if have_archives && !is_interrupted {
        messages::idle_excludes(&suspects.excludes.idle(settings), to);
        require_some(audited.pages(), &suspects, settings)?;
    }
    if is_interrupted {
        suppressions.cut_short();
        messages::interruption(
            audited.pages(),
            (!audited.is_archive_cut).then_some(audited.left),
        );
    }
    let uneventful = audited.uneventful;
    let (sources, mut audits) = (audited.sources, audited.audits);
    if settings.fix.is_asked() && !is_interrupted {
        let mended = fix::mend(
            &library,
            settings,
            &reports,
            &sources,
            &mut audits,
            (&loader, to),
        )?;
        is_complete &= mended.unwritten == 0;
        is_interrupted = mended.is_cut_short;
    }
    if reports.want_edits() {
        fix::suggestions(&library, settings, &sources, &mut audits, &loader)?;
    }
    if settings.fix.is_asked() {
        for audit in &mut audits {
            audits::settle(settings, &mut suppressions, &reports, audit, |_| Ok(()))?;
        }
    }
    for mut remarks in suppressions.rest() {
        grade_remarks(&mut remarks, settings);
        reports.audit(&remarks)?;
        audits.push(remarks);
    }
    suppressions.finish(to)?;
    if let Some(recorder) = recorder {
        let (database, changes) = recorder.end()?;
        messages::recorded(&database, &changes, to)?;
    }
    reports.finish(&audits)?;
    messages::exempt(&audits, to);
    messages::hints(&audits, &library, settings, to);
    messages::unread_styles(&audits, to);
    messages::time(audits.len() + uneventful, started.elapsed(), to);
    Ok(if is_interrupted {
        Outcome::Interrupted
    } else if is_complete {
        outcome(&Summary::of(&audits), suspects.is_cut_short, settings)
    } else {
        Outcome::Error
    })
}

/// The files among sources, each with what it is.
fn files<'s>(sources: &'s [Source], what: &'s str) -> impl Iterator<Item = (&'s Path, &'s str)> {
    { sources.iter().filter_map(Source::file) }.map(move |file| (file, what))
}

/// Refuses a run without a page, unless all of them are left out on purpose.
fn require_some(pages: usize, suspects: &Suspects, settings: &Settings) -> anyhow::Result<()> {
    let may_be_none =
        suspects.may_be_none || settings.force_exclude && suspects.excludes.are_used();
    if pages == 0 && !may_be_none {
        bail!("nothing to check; name a file, a directory or a URL");
    }
    Ok(())
}

/// Gives findings that belong to no rule the severities of the configuration; a rule's own have theirs already.
pub(super) fn grade_remarks(audit: &mut Audit, settings: &Settings) {
    let Some(severities) = settings.severities() else {
        return;
    };
    for remark in &mut audit.remarks {
        if let Some(severity) = severities.get(&remark.finding.code) {
            remark.finding.severity = *severity;
        }
    }
    audit
        .remarks
        .retain(|remark| remark.finding.severity != Severity::Off);
}

/// `--exit-zero` hides what was found and what could not be judged, but never an error of the run itself.
/// What was not even found could not be judged either.
fn outcome(summary: &Summary, is_cut_short: bool, settings: &Settings) -> Outcome {
    let outcome = match Outcome::of(summary, settings.fail_on) {
        Outcome::Clean if is_cut_short => Outcome::Unverifiable,
        outcome => outcome,
    };
    match outcome {
        _ if settings.exit_zero => Outcome::Clean,
        Outcome::Unverifiable if settings.allow_unverifiable => Outcome::Clean,
        outcome => outcome,
    }
}
