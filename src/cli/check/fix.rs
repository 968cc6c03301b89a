//! `check --fix` and `--diff`: credit lines put into files of one's own.

use std::collections::{HashMap, HashSet};
use std::path::{Component, Path, PathBuf};

use crate::audit::{Audit, Library, Match, Texts, keep_texts};
use crate::finding::{Code, ReasonKind, Severity, Verdict};
use crate::fix::{Fixed, fix, suggest};
use crate::input::{InputProblem, Loader, Source};
use crate::io::gzip;
use crate::page::{self, ReadOptions};
use crate::report::{self, terminal};
use crate::site::Generator;
use anyhow::Context;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::settings::Settings;
use super::sources as origins;
use super::sources::published;
use crate::cli::fail;
use crate::cli::files::write_whole;
use crate::cli::output::{Terminal, Verbosity, print, print_bytes, tell};
use crate::cli::reports::Reports;
use crate::cli::suppressions::Suppressions;

/// The works and codes of the findings of a page that count.
type Wanted = HashSet<(String, Code)>;

/// A file that may be mended: a suspect, or what suspects are built from.
struct Job {
    path: PathBuf,
    options: ReadOptions,
    /// The audits that are about it.
    audits: Vec<usize>,
    wanted: Wanted,
    /// What does not count on the pages.
    kept: Wanted,
    /// Whether it is what the pages are built from.
    is_source: bool,
}

/// A file and what could be done about it.
struct Mended<'j> {
    job: &'j Job,
    before: Vec<u8>,
    fixed: Fixed,
}

/// How mending went.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mending {
    /// Files that could not be read again or written; each was told.
    pub(super) unwritten: usize,
    /// The run was asked to end between two files.
    pub(super) is_cut_short: bool,
}

/// Mends the files among the sources. `audits` are as they came from the library, one a source; those of written files
/// are replaced by what the files hold now. A file that cannot be written costs itself only.
pub(super) fn mend(
    library: &Library,
    settings: &Settings,
    reports: &Reports<'_>,
    sources: &[Source],
    audits: &mut [Audit],
    (loader, to): (&Loader, Terminal),
) -> anyhow::Result<Mending> {
    let jobs = jobs(settings, loader, sources, audits)?;
    let mended: Vec<anyhow::Result<Mended>> = jobs
        .par_iter()
        .map(|job| mend_one(library, loader, job))
        .collect();
    let suppressions = Suppressions::new(&settings.suppressions)?;
    let mut went = Mending::default();
    let files = mended.len();
    let mut is_source_changed = false;
    for (written, mended) in mended.into_iter().enumerate() {
        // A file is written whole; the run may only end between two of them.
        if loader.is_stopped() {
            tell(&format!(
                "error: interrupted: {written} of {files} files were gone through, the others are as they were\n"
            ));
            went.is_cut_short = true;
            break;
        }
        let mended = match mended {
            Ok(mended) => mended,
            Err(error) => {
                went.unwritten += 1;
                fail(&error);
                continue;
            }
        };
        let job = mended.job;
        let shown = terminal(&job.options.location).into_owned();
        let changed = mended.fixed.bytes != mended.before;
        if changed && gzip::is_packed(&job.path) {
            tell(&format!(
                "not fixed: {shown}: it is packed with gzip; unpack it, and check the unpacked file\n"
            ));
            continue;
        }
        if changed && !job.is_source && leads_out(&job.path, settings) {
            tell(&format!(
                "not fixed: {shown}: it is a symbolic link out of the folder that was named; name the file that it \
                 leads to\n"
            ));
            continue;
        }
        if changed && settings.fix.diff {
            difference(&mended, to)?;
        }
        if changed && settings.fix.fix {
            if let Err(error) = write_whole(&job.path, &mended.fixed.bytes) {
                went.unwritten += 1;
                fail(&error);
                continue;
            }
            if !job.is_source
                && let Some(builder) = built_by(settings, &job.path)
            {
                tell(&format!(
                    "warning: {shown}: {builder} builds this file, and no source was found for it: the next build undoes \
                     the change; `site: map:` in the configuration can lead to the source\n"
                ));
            }
            if job.is_source {
                is_source_changed = true;
                for index in &job.audits {
                    take_out(&mut audits[*index], &mended.fixed);
                }
            } else {
                let page = page::read(&mended.fixed.bytes, &job.options)?;
                let audit = library.audit(&page);
                for index in &job.audits {
                    let mut audit = as_before(&audits[*index], audit.clone());
                    suppressions.obey_comments(&sources[*index], &page, &mut audit);
                    if reports.want_texts() {
                        keep_texts(&mut audit, &page, library, Texts::room(sources.len()));
                    }
                    audits[*index] = audit;
                }
            }
        }
        tell_of(&mended, settings, to);
    }
    if is_source_changed {
        to.tell(
            Verbosity::Normal,
            "note: sources were changed: build the site anew\n",
        );
    }
    Ok(went)
}

/// Whether a page lies outside of the folder through which it was found: a link that somebody put there must not turn an
/// order to mend this folder into one to change other files. A page that was named by itself may lie anywhere.
fn leads_out(path: &Path, settings: &Settings) -> bool {
    let is_pattern = |part: &Component<'_>| {
        let part = part.as_os_str().to_string_lossy();
        part.contains(['*', '?', '[', '{'])
    };
    let folders = settings
        .suspects
        .iter()
        .chain(&settings.roots)
        .map(|named| {
            let parts = Path::new(named).components();
            parts
                .take_while(|part| !is_pattern(part))
                .collect::<PathBuf>()
        });
    // What cannot be looked up cannot be written either, which is told then.
    let Ok(real) = path.canonicalize() else {
        return false;
    };
    let mut around = folders
        .filter(|folder| path != folder && path.starts_with(folder))
        .filter_map(|folder| folder.canonicalize().ok())
        .peekable();
    around.peek().is_some() && !around.any(|folder| real.starts_with(folder))
}

/// Tells what was done to a file, and what was not.
fn tell_of(mended: &Mended<'_>, settings: &Settings, to: Terminal) {
    let shown = terminal(&mended.job.options.location);
    let Fixed { done, left, .. } = &mended.fixed;
    let verb = if settings.fix.fix {
        "fixed"
    } else {
        "would fix"
    };
    for done in done {
        let line = format!(
            "{verb}: {shown}: {} for {} ({})\n",
            done.what,
            terminal(&done.original),
            done.code.as_str()
        );
        to.tell(Verbosity::Normal, &line);
    }
    for left in left {
        let line = format!(
            "not fixed: {shown}: {} ({}): {}\n",
            left.code.as_str(),
            terminal(&left.original),
            terminal(&left.why)
        );
        to.tell(Verbosity::Normal, &line);
    }
    if mended.job.is_source && done.is_empty() && left.is_empty() {
        tell(&format!(
            "not fixed: {shown}: the source has no such fault by itself; what the theme makes of it has\n"
        ));
    }
}

/// The audit of a mended page: what the chrome of the site had hidden from the first one stays hidden, and teasers stay
/// what they are.
fn as_before(before: &Audit, mut audit: Audit) -> Audit {
    audit.matches.retain_mut(|found| {
        let mut known = before.matches.iter();
        let known = known.find(|one| one.original.id == found.original.id);
        if let Some(teaser) = known.filter(|one| is_teaser(one)) {
            *found = teaser.clone();
        }
        known.is_some()
    });
    audit
}

/// The generator that wrote a file, where that is known.
fn built_by(settings: &Settings, path: &Path) -> Option<&'static str> {
    let site = settings.site.as_ref()?;
    let is_built = path.starts_with(site.built()?);
    is_built.then(|| site.generator.map(Generator::name))?
}

fn is_teaser(found: &Match) -> bool {
    let reason = found.reason.as_ref();
    reason.is_some_and(|reason| reason.kind == ReasonKind::Teaser)
}

/// Takes out of the audit of a built page what was mended in its source.
fn take_out(audit: &mut Audit, fixed: &Fixed) {
    for found in &mut audit.matches {
        let name = found.original.url.as_ref().unwrap_or(&found.original.id);
        if !fixed.done.iter().any(|done| done.original == *name) {
            continue;
        }
        // The source was judged again: what is left there is told by itself.
        found.findings.retain(|located| located.source.is_none());
        let errors = found.findings.iter();
        let is_mended = { errors }.all(|located| located.finding.severity < Severity::Error);
        if is_mended {
            found.verdict = Some(Verdict::Credited);
        }
    }
}

/// The files to mend, each once: what a page is built from rather than the page.
fn jobs(
    settings: &Settings,
    loader: &Loader,
    sources: &[Source],
    audits: &[Audit],
) -> anyhow::Result<Vec<Job>> {
    let mut jobs: Vec<Job> = Vec::new();
    let mut by_path: HashMap<PathBuf, usize> = HashMap::new();
    let mut suppressions = Suppressions::new(&settings.suppressions)?;
    for (index, (source, audit)) in sources.iter().zip(audits).enumerate() {
        let Source::File(page) = source else {
            continue;
        };
        let mut settled = audit.clone();
        suppressions.settle(&mut settled);
        for found in &settled.matches {
            let work = &found.original.work;
            for located in &found.findings {
                let path = located
                    .source
                    .as_ref()
                    .map(|place| PathBuf::from(&place.file));
                let is_source = path.is_some();
                let path = path.unwrap_or_else(|| page.clone());
                let at = *by_path.entry(path.clone()).or_insert_with(|| {
                    let url = published(settings, source);
                    let options = if is_source {
                        origins::options(&path, url, loader)
                    } else {
                        ReadOptions {
                            location: source.location(),
                            url,
                            credit_keys: loader.credit_keys(),
                            ..ReadOptions::default()
                        }
                    };
                    jobs.push(Job {
                        path,
                        options,
                        audits: Vec::new(),
                        wanted: Wanted::new(),
                        kept: Wanted::new(),
                        is_source,
                    });
                    jobs.len() - 1
                });
                let Some(job) = jobs.get_mut(at) else {
                    continue;
                };
                if job.audits.last() != Some(&index) {
                    job.audits.push(index);
                }
                job.wanted.insert((work.clone(), located.finding.code));
                let kept = found.suppressed.iter();
                job.kept
                    .extend(kept.map(|one| (work.clone(), one.located.finding.code)));
            }
        }
    }
    Ok(jobs)
}

/// Puts into the findings of files what would mend them, for reports that can say so. A file that cannot be read again
/// has none; it was told about when it was checked.
///
/// # Errors
/// When what people live with cannot be read.
pub(super) fn suggestions(
    library: &Library,
    settings: &Settings,
    sources: &[Source],
    audits: &mut [Audit],
    loader: &Loader,
) -> anyhow::Result<()> {
    let jobs = jobs(settings, loader, sources, audits)?;
    let suggested: Vec<_> = jobs
        .par_iter()
        .map(|job| {
            let (before, options) = again(loader, job).ok()?;
            suggest(library, &before, &options, &|found, finding| {
                let one = (found.original.work.clone(), finding.code);
                job.wanted.contains(&one)
            })
            .ok()
        })
        .collect();
    for (job, suggestions) in jobs.iter().zip(suggested) {
        for one in suggestions.into_iter().flatten() {
            for index in &job.audits {
                let matches = audits[*index].matches.iter_mut();
                let found = { matches }.filter(|found| found.original.work == one.work);
                let findings = found.flat_map(|found| &mut found.findings);
                for located in findings {
                    let is_meant = located.finding.code == one.code
                        && located.source.is_some() == job.is_source;
                    if is_meant && located.edits.is_empty() {
                        located.edits.clone_from(&one.edits);
                    }
                }
            }
        }
    }
    Ok(())
}

/// Reads a file once more, and how it is to be read as a page.
fn again(loader: &Loader, job: &Job) -> Result<(Vec<u8>, ReadOptions), InputProblem> {
    let source = Source::File(job.path.clone());
    let loaded = loader.load(&source)?;
    let options = ReadOptions {
        sheets: loader.sheets(&source, &loaded),
        ..job.options.clone()
    };
    Ok((loaded.bytes, options))
}

fn mend_one<'j>(library: &Library, loader: &Loader, job: &'j Job) -> anyhow::Result<Mended<'j>> {
    let (before, options) = again(loader, job)
        .with_context(|| format!("cannot read `{}` again", job.path.display()))?;
    let fixed = fix(library, &before, &options, &|found, finding| {
        let one = (found.original.work.clone(), finding.code);
        // What a theme adds makes one fault of a source another one of its page.
        let of_work = || job.wanted.iter().any(|(work, _)| *work == one.0);
        job.wanted.contains(&one)
            || (job.is_source
                && finding.severity == Severity::Error
                && of_work()
                && !job.kept.contains(&one))
    })?;
    Ok(Mended { job, before, fixed })
}

/// Shows what changes: to people as they read it, to a file or another program as a patch.
fn difference(mended: &Mended<'_>, to: Terminal) -> anyhow::Result<()> {
    let options = &mended.job.options;
    let location = &options.location;
    let (before, after) = (&mended.before, &mended.fixed.bytes);
    if !to.is_watched() {
        let root = std::env::current_dir().unwrap_or_default();
        if let Some(patch) = report::patch(location, &root, before, after) {
            if patch.has_unseen {
                to.tell(
                    Verbosity::Normal,
                    &format!(
                        "warning: {}: the patch holds letters that nobody sees, such as U+200B, as the file has them\n",
                        terminal(location)
                    ),
                );
            }
            return print_bytes(&patch.bytes);
        }
        to.tell(
            Verbosity::Normal,
            &format!(
                "warning: {}: the diff of this file is for reading only: beside what changes stand characters that are \
                 shown escaped, and `git apply` would not take it; --fix changes the file itself\n",
                terminal(location)
            ),
        );
    }
    let decoded = |bytes: &[u8]| page::read(bytes, options).map(|page| page.source);
    match (decoded(before), decoded(after)) {
        (Ok(before), Ok(after)) => print(&report::diff(location, &before, &after, to.stdout())),
        _ => Ok(()),
    }
}
