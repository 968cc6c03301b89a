//! Every suspect through the library: batches on all cores, then once more where the chrome of a site got in the way.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::audit::{Audit, Chrome, PageBlocks, Teasers, Ways};
use crate::input::{Loaded, Loader, Source};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::batches::Batches;
use super::messages;
use super::one::{Done, blocks_of, check_one, left_unread, without_chrome};
use super::online::{Auditor, Question, ROUNDS};
use super::settings::Settings;
use super::sources::Origins;
use super::suspects::Excludes;
use crate::cli::inputs::{BATCH, Fault, work_off};
use crate::cli::output::{self, Terminal, Verbosity};
use crate::cli::progress::Progress;
use crate::cli::record::Recorder;
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
    let mut waiting = VecDeque::new();
    // Pages that share nothing with any original, by site: what else stands on them may be asked for.
    let mut unrelated: BTreeMap<String, Vec<Cow<'_, Source>>> = BTreeMap::new();
    let mut chrome = Chrome::default();
    let mut teasers = Teasers::default();
    let recorder = auditor.recorder;
    let mut teller = Teller {
        settings,
        reports,
        recorder,
        progress: &progress,
        origins: Origins::new(auditor.library(), settings, loader, all),
        audits: Vec::with_capacity(left),
        uneventful: 0,
        sources: Vec::new(),
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
        let done: Vec<Done<'_>> = { batch.sources.into_iter() }
            .zip(first)
            .filter_map(|(source, done)| Some((source, done?)))
            .collect();
        if !is_archived {
            left -= done.len();
        }
        let done = answered(&mut auditor, done, settings, suppressions, loader);
        if to.tells(Verbosity::Pages) {
            for (_, (audit, _)) in &done {
                progress.aside(|| output::tell(&messages::page(audit)));
            }
        }
        for mut one in done {
            if let (source, (audit, Some(seen))) = &mut one {
                chrome.add(&mut seen.blocks);
                if seen.is_unrelated {
                    let site = unrelated.entry(seen.blocks.site().to_owned());
                    site.or_default().push(source.clone());
                }
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
            teller.tell(suppressions, (source, loaded), audit)?;
        }
        is_complete &= faults(&mut batches, settings, &progress, to);
    }
    is_complete &= faults(&mut batches, settings, &progress, to);
    let is_archive_cut = batches.is_cut;
    add_lines(&mut chrome, &waiting, unrelated, settings, loader);
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
        teller.tell(suppressions, (source, kept.as_ref()), audit)?;
    }
    teller.origins.tell(to);
    Ok(Audited {
        audits: teller.audits,
        uneventful: teller.uneventful,
        sources: teller.sources,
        left,
        is_archive_cut,
        is_complete,
    })
}

/// Counts the lines of the pages that share nothing with any original, on the sites where they count: a page that waits has a
/// credit beside its article there.
fn add_lines(
    chrome: &mut Chrome,
    waiting: &VecDeque<Done<'_>>,
    mut unrelated: BTreeMap<String, Vec<Cow<'_, Source>>>,
    settings: &Settings,
    loader: &Loader,
) {
    let asking = { waiting.iter() }
        .filter_map(|(_, (_, seen))| seen.as_ref())
        .filter(|seen| seen.blocks.asks_for_lines());
    let sites: BTreeSet<&str> = asking.map(|seen| seen.blocks.site()).collect();
    for pages in sites.into_iter().filter_map(|site| unrelated.remove(site)) {
        let pages: Vec<PageBlocks> = pages
            .into_par_iter()
            .filter_map(|source| blocks_of(settings, &source, loader))
            .collect();
        pages.into_iter().for_each(|page| chrome.add_lines(page));
    }
}

/// Tells audits one after the other, and keeps of them what is asked for afterwards.
struct Teller<'a> {
    settings: &'a Settings,
    reports: &'a Reports<'a>,
    recorder: Option<&'a Recorder>,
    progress: &'a Progress,
    origins: Origins<'a>,
    audits: Vec<Audit>,
    uneventful: usize,
    sources: Vec<Source>,
}

impl Teller<'_> {
    fn tell(
        &mut self,
        suppressions: &mut Suppressions,
        (source, loaded): (Cow<'_, Source>, Option<&Loaded>),
        mut audit: Audit,
    ) -> anyhow::Result<()> {
        let (settings, reports) = (self.settings, self.reports);
        let is_mended = settings.fix.is_asked();
        self.origins.lead(&mut audit);
        // What is going to be mended is told afterwards.
        if !is_mended {
            let record = |audit: &mut Audit| match self.recorder {
                Some(recorder) => recorder.page(&source, loaded, audit),
                None => Ok(()),
            };
            let settled = || settle(settings, suppressions, reports, &mut audit, record);
            self.progress.aside(settled)?;
        }
        // Whether all that is asked of an audit that was told are counts and hints.
        let is_over = reports.are_streamed()
            && self.recorder.is_none()
            && !is_mended
            && !settings.suppressions.update_baseline;
        if is_over && audit.is_uneventful() {
            self.uneventful += 1;
            return Ok(());
        }
        if is_over {
            audit.lighten();
        }
        if is_mended || reports.want_edits() {
            self.sources.push(source.into_owned());
        }
        self.audits.push(audit);
        Ok(())
    }
}

/// The audits once more that raised questions, with what the network answers; the answers may raise new ones.
fn answered<'a>(
    auditor: &mut Auditor<'_>,
    mut done: Vec<Done<'a>>,
    settings: &Settings,
    suppressions: &Suppressions,
    loader: &Loader,
) -> Vec<Done<'a>> {
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
                            auditor,
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
    done
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
