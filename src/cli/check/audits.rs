//! Every suspect through the library: batches on all cores, then once more where the chrome of a site got in the way.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet, VecDeque};

use crate::audit::{Audit, Chrome, PageBlocks, Reason, Status, Teasers, Ways};
use crate::finding::ReasonKind;
use crate::input::{InputProblem, Loaded, Loader, Source};
use crate::page::Page;
use crate::site::named_source;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::batches::Batches;
use super::messages;
use super::online::{Auditor, Question, ROUNDS};
use super::settings::Settings;
use super::sources::{Origins, published};
use super::suspects::Excludes;
use crate::cli::inputs::{BATCH, Fault, read_options, read_page, work_off};
use crate::cli::output::{self, Terminal, Verbosity};
use crate::cli::progress::Progress;
use crate::cli::reports::Reports;
use crate::cli::suppressions::Suppressions;

/// What is to be audited.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The sources to judge.
    pub(super) sources: &'a [Source],
    /// All sources of the run, of which these are some.
    pub(super) all: &'a [Source],
    /// What leaves out pages of archives.
    pub(super) excludes: &'a Excludes,
}

/// What came of it.
pub(super) struct Audited {
    /// The audits of the pages that were seen, without those of which nothing can be told any more.
    pub(super) audits: Vec<Audit>,
    /// How many these were.
    pub(super) uneventful: usize,
    /// The sources of the audits, where they are asked for.
    pub(super) sources: Vec<Source>,
    /// How many sources that were named were not seen because the run was interrupted.
    pub(super) left: usize,
    /// Whether the run was interrupted before the end of an archive.
    pub(super) is_archive_cut: bool,
    /// Whether all archives are whole.
    pub(super) is_complete: bool,
}

impl Audited {
    /// How many pages were seen.
    pub(super) fn pages(&self) -> usize {
        self.audits.len() + self.uneventful
    }

    pub(super) fn is_interrupted(&self) -> bool {
        self.left > 0 || self.is_archive_cut
    }
}

/// Audits every suspect, then once more those where the chrome of their site was taken for a reprint: what is chrome is
/// known only when all pages were seen, and so is what a teaser leads to. Audits are settled and told in the order of the
/// sources, each as soon as it and those before it can change no more.
pub(super) fn audit_all(
    mut auditor: Auditor<'_>,
    settings: &Settings,
    suppressions: &mut Suppressions,
    wanted: Wanted<'_>,
    loader: &Loader,
    reports: &Reports<'_>,
    to: Terminal,
) -> anyhow::Result<Audited> {
    let Wanted { sources, all, .. } = wanted;
    let is_archive = |source: &&Source| matches!(source, Source::Archive(_));
    let mut left = sources.len() - sources.iter().filter(is_archive).count();
    let progress = Progress::new(to, "pages", left);
    let mut audits = Vec::with_capacity(left);
    let mut uneventful = 0;
    let mut told_of = Vec::new();
    let keep_sources = settings.fix.is_asked() || reports.want_edits();
    let mut waiting = VecDeque::new();
    let mut chrome = Chrome::default();
    let mut origins = Origins::new(auditor.library(), settings, loader, all);
    let mut teasers = Teasers::default();
    let recorder = auditor.recorder;
    // Whether all that is asked of an audit that was told are counts and hints.
    let is_over = reports.are_streamed()
        && recorder.is_none()
        && !settings.fix.is_asked()
        && !settings.suppressions.update_baseline;
    let mut tell = |suppressions: &mut Suppressions,
                    audits: &mut Vec<Audit>,
                    (source, loaded): (Cow<'_, Source>, Option<&Loaded>),
                    mut audit: Audit| {
        origins.lead(&mut audit);
        // What is going to be mended is told afterwards.
        if !settings.fix.is_asked() {
            let record = |audit: &mut Audit| match recorder {
                Some(recorder) => recorder.page(&source, loaded, audit),
                None => Ok(()),
            };
            progress.aside(|| settle(settings, suppressions, reports, &mut audit, record))?;
        }
        if is_over && audit.is_uneventful() {
            uneventful += 1;
            return Ok(());
        }
        if is_over {
            audit.lighten();
        }
        if keep_sources {
            told_of.push(source.into_owned());
        }
        audits.push(audit);
        anyhow::Ok(())
    };
    let mut is_complete = true;
    let mut batches = Batches::new(sources, wanted.excludes, loader);
    while let Some(mut batch) = batches.next() {
        if batch.is_archived() {
            progress.add(batch.len());
        }
        let is_among_many = settings.prefilter && batch.is_among_many;
        let first = work_off(batch.jobs(loader), loader, |source, loaded| {
            let unread = { loaded.as_ref().ok() }
                .filter(|_| is_among_many)
                .and_then(|loaded| left_unread(&auditor, (source, loaded), loader));
            let done = unread.unwrap_or_else(|| {
                check_one(&auditor, settings, suppressions, (source, loaded), loader)
            });
            progress.page(&done.0);
            done
        });
        let is_archived = batch.is_archived();
        let mut done: Vec<Done<'_>> = { batch.sources.into_iter() }
            .zip(first)
            .filter_map(|(source, done)| Some((source, done?)))
            .collect();
        if !is_archived {
            left -= done.len();
        }
        for _ in 0..ROUNDS {
            let questions: BTreeSet<Question> = done
                .iter()
                .filter_map(|(_, (_, seen))| seen.as_ref())
                .flat_map(|seen| seen.questions.iter().cloned())
                .collect();
            if questions.is_empty() || loader.is_stopped() {
                break;
            }
            auditor.ask(questions, loader);
            done = done
                .into_par_iter()
                .map(|(source, before)| match before {
                    (audit, Some(seen)) if !seen.questions.is_empty() => {
                        let again = match seen.loaded(&source, loader) {
                            Some(loaded) => check_one(
                                &auditor,
                                settings,
                                suppressions,
                                (&source, Ok(loaded.into_owned())),
                                loader,
                            ),
                            None => (audit, None),
                        };
                        (source, again)
                    }
                    before => (source, before),
                })
                .collect();
        }
        if to.tells(Verbosity::Pages) {
            for (_, (audit, _)) in &done {
                progress.aside(|| output::tell(&messages::page(audit)));
            }
        }
        for mut one in done {
            if let (_, (audit, Some(seen))) = &mut one {
                chrome.add(&mut seen.blocks);
                if recorder.is_none() && seen.is_final(audit) {
                    seen.kept = None;
                }
            }
            waiting.push_back(one);
        }
        // All before it were told, so that teasers get to know the pages in the order of the run.
        let is_final = |(_, (audit, seen)): &Done<'_>| {
            { seen.as_ref() }.is_none_or(|seen| seen.is_final(audit))
        };
        while waiting.front().is_some_and(is_final)
            && let Some((source, (audit, seen))) = waiting.pop_front()
        {
            if let Some(seen) = &seen {
                teasers.add(&seen.ways, &audit);
            }
            let loaded = seen.as_ref().and_then(|seen| seen.kept.as_ref());
            tell(suppressions, &mut audits, (source, loaded), audit)?;
        }
        is_complete &= faults(&mut batches, settings, &progress, to);
    }
    is_complete &= faults(&mut batches, settings, &progress, to);
    let is_archive_cut = batches.is_cut;
    let mut seen = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let batch: Vec<_> = waiting.drain(..BATCH.min(waiting.len())).collect();
        let again: Vec<_> = batch
            .into_par_iter()
            .map(|(source, (audit, seen))| {
                let Some(seen) = seen else {
                    return (source, audit, Ways::default(), None);
                };
                let page = (source.as_ref(), &seen);
                let again = without_chrome(&auditor, settings, suppressions, page, &chrome, loader);
                let (audit, ways) = again.unwrap_or((audit, seen.ways));
                // What was fetched is evidence, if the run is recorded.
                let kept = seen.kept.filter(|_| recorder.is_some());
                (source, audit, ways, kept)
            })
            .collect();
        seen.extend(again);
    }
    for (_, audit, ways, _) in &seen {
        teasers.add(ways, audit);
    }
    for (source, mut audit, ways, kept) in seen {
        teasers.settle(&ways, &mut audit);
        tell(suppressions, &mut audits, (source, kept.as_ref()), audit)?;
    }
    origins.tell(to);
    Ok(Audited {
        audits,
        uneventful,
        sources: told_of,
        left,
        is_archive_cut,
        is_complete,
    })
}

/// Tells what is wrong with archives, if anything is.
fn faults(
    batches: &mut Batches<'_>,
    settings: &Settings,
    progress: &Progress,
    to: Terminal,
) -> bool {
    let problems = std::mem::take(&mut batches.problems);
    if problems.is_empty() {
        return true;
    }
    let faults = problems.into_iter().map(Fault::from).collect();
    progress.aside(|| messages::faults(faults, settings, to));
    false
}

/// What a page of the site names as its source; only where it will be asked for.
fn named(settings: &Settings, page: &Page, audit: &Audit) -> Vec<String> {
    match settings.site {
        Some(_) if !audit.matches.is_empty() => named_source(page),
        _ => Vec::new(),
    }
}

/// When a page was fetched, where reports tell it: by its server's word, which an answer that was kept has too.
fn fetched(settings: &Settings, loaded: &Loaded) -> Option<String> {
    let stamp = settings.stamp.as_ref()?;
    loaded.final_url.as_ref()?;
    let headers = { loaded.served.iter() }.flat_map(|served| &served.headers);
    let date = { headers.filter(|(name, _)| name.eq_ignore_ascii_case("date")) }.next();
    Some(date.map_or_else(|| stamp.made.clone(), |(_, date)| date.clone()))
}

/// The audit of a page once more, if the chrome of its site was in the way.
fn without_chrome(
    auditor: &Auditor<'_>,
    settings: &Settings,
    suppressions: &Suppressions,
    (source, seen): (&Source, &Seen),
    chrome: &Chrome,
    loader: &Loader,
) -> Option<(Audit, Ways)> {
    let chrome = chrome.in_the_way(&seen.blocks)?;
    let loaded = seen.loaded(source, loader)?;
    let mut page = read_page(source, &loaded, published(settings, source), loader).ok()?;
    let mut audit = auditor.audit(&mut page, &chrome);
    let ways = Ways::new(&page, &audit);
    audit.page.named_sources = named(settings, &page, &audit);
    audit.page.fetched_at = fetched(settings, &loaded);
    suppressions.obey_comments(source, &page, &mut audit);
    Some((audit, ways))
}

/// Settles the next audit, has it recorded, and hands it to the reports that do not wait for the end.
pub(super) fn settle(
    settings: &Settings,
    suppressions: &mut Suppressions,
    reports: &Reports<'_>,
    audit: &mut Audit,
    record: impl FnOnce(&mut Audit) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    suppressions.settle(audit);
    super::grade_remarks(audit, settings);
    record(audit)?;
    reports.audit(audit)
}

/// What is kept of a page until all pages were seen.
struct Seen {
    blocks: PageBlocks,
    ways: Ways,
    /// The bytes of a page that will be needed again and cannot be read once more.
    kept: Option<Loaded>,
    /// What the network should be asked about it.
    questions: Vec<Question>,
}

impl Seen {
    /// Whether no page that is still to be seen can change the audit of this one. Chrome can only take matches away.
    fn is_final(&self, audit: &Audit) -> bool {
        audit.matches.is_empty() || self.blocks.is_clear() && !self.ways.lead_on()
    }

    /// The bytes of the page once more.
    fn loaded(&self, source: &Source, loader: &Loader) -> Option<Cow<'_, Loaded>> {
        let kept = self.kept.as_ref().map(Cow::Borrowed);
        kept.or_else(|| loader.load(source).ok().map(Cow::Owned))
    }
}

/// The audit of a page that shares nothing with any original, by its bytes.
fn left_unread(
    auditor: &Auditor<'_>,
    (source, loaded): (&Source, &Loaded),
    loader: &Loader,
) -> Option<(Audit, Option<Seen>)> {
    let options = read_options(source, loaded, None, loader);
    let audit = auditor.library().shares_nothing(&loaded.bytes, &options)?;
    let seen = Seen {
        blocks: PageBlocks::unread(options.url.as_ref()?),
        ways: Ways::default(),
        kept: None,
        questions: Vec::new(),
    };
    Some((audit, Some(seen)))
}

/// A page of a run, its audit, and what is kept of it where it could be read.
type Done<'a> = (Cow<'a, Source>, (Audit, Option<Seen>));

fn check_one(
    auditor: &Auditor<'_>,
    settings: &Settings,
    suppressions: &Suppressions,
    (source, loaded): (&Source, Result<Loaded, InputProblem>),
    loader: &Loader,
) -> (Audit, Option<Seen>) {
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(problem) => return (not_loaded(source, &problem), None),
    };
    match read_page(source, &loaded, published(settings, source), loader) {
        Ok(mut page) => {
            let mut audit = auditor.audit(&mut page, &HashSet::new());
            let questions = auditor.questions(&page, &audit);
            let blocks = PageBlocks::new(&page, &audit);
            let ways = Ways::new(&page, &audit);
            audit.page.named_sources = named(settings, &page, &audit);
            audit.page.fetched_at = fetched(settings, &loaded);
            suppressions.obey_comments(source, &page, &mut audit);
            // A recorded run keeps what a server answered, and only that.
            let is_at_hand = matches!(
                source,
                Source::File(_) | Source::Archived { .. } | Source::Entry { .. }
            );
            let is_recorded = auditor.recorder.is_some_and(|one| one.knows(source));
            let again = !audit.matches.is_empty() || !questions.is_empty() || is_recorded;
            let seen = Seen {
                blocks,
                ways,
                kept: (again && !is_at_hand).then_some(loaded),
                questions,
            };
            (audit, Some(seen))
        }
        Err(error) => {
            let reason = Reason::new(error.kind(), error.to_string());
            let failed = Audit::failed(loaded.location, Status::Unverifiable, reason);
            (failed, None)
        }
    }
}

/// A suspect whose bytes did not come. What came but is no text, or too much of it, was read and cannot be judged.
fn not_loaded(source: &Source, problem: &InputProblem) -> Audit {
    let status = match problem.kind {
        ReasonKind::TooLarge
        | ReasonKind::Empty
        | ReasonKind::NotText
        | ReasonKind::NotAPage
        | ReasonKind::NoBrowser
        | ReasonKind::RenderTimeout
        | ReasonKind::RenderFailed
        | ReasonKind::MovedByScript => Status::Unverifiable,
        _ => Status::Unreadable,
    };
    let reason = Reason {
        http_status: problem.http_status,
        ..Reason::new(problem.kind, problem.to_string())
    };
    let mut audit = Audit::failed(source.location(), status, reason);
    audit.page.is_gone = problem.is_gone();
    audit
}
