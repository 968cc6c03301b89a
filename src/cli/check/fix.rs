//! `check --fix` and `--diff`: credit lines put into files of one's own.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Context;
use clap::Args;
use creditline::audit::{Audit, Library, Texts, keep_texts};
use creditline::finding::Code;
use creditline::fix::{Fixed, fix};
use creditline::input::{Loader, Source};
use creditline::page::{self, ReadOptions};
use creditline::report::{self, terminal};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::audits::published;
use super::settings::Settings;
use crate::cli::fail;
use crate::cli::files::write_whole;
use crate::cli::living::Living;
use crate::cli::output::{Terminal, Verbosity, print, print_bytes, tell};
use crate::cli::reports::Reports;

#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct FixArgs {
    /// Put the credit line into HTML and Markdown files that lack it, correct links in place, and report what is left.
    #[arg(
        long,
        help_heading = "Living with findings",
        conflicts_with = "update_baseline"
    )]
    pub(super) fix: bool,

    /// Show what --fix changes instead of the report; writes nothing unless --fix is given too.
    #[arg(
        long,
        help_heading = "Living with findings",
        conflicts_with = "update_baseline"
    )]
    pub(super) diff: bool,
}

impl FixArgs {
    pub(super) fn is_asked(self) -> bool {
        self.fix || self.diff
    }
}

/// The originals and codes of the findings of a page that count.
type Wanted = HashSet<(String, Code)>;

/// A file and what could be done about it.
struct Mended<'s> {
    index: usize,
    path: &'s Path,
    options: ReadOptions,
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
    let counting = counting(settings, audits)?;
    let jobs: Vec<(usize, &Source, &Wanted)> = sources
        .iter()
        .enumerate()
        .zip(&counting)
        .filter(|((_, source), wanted)| matches!(source, Source::File(_)) && !wanted.is_empty())
        .map(|((index, source), wanted)| (index, source, wanted))
        .collect();
    let mended: Vec<anyhow::Result<Mended>> = jobs
        .par_iter()
        .filter_map(|(index, source, wanted)| {
            let Source::File(path) = source else {
                return None;
            };
            Some(mend_one(
                library,
                settings,
                loader,
                (*index, source, path, wanted),
            ))
        })
        .collect();
    let living = Living::new(&settings.living)?;
    let mut went = Mending::default();
    let files = mended.len();
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
        let shown = terminal(&mended.options.location).into_owned();
        let changed = mended.fixed.bytes != mended.before;
        if changed && settings.fix.diff {
            difference(&mended, to)?;
        }
        if changed && settings.fix.fix {
            if let Err(error) = write_whole(mended.path, &mended.fixed.bytes) {
                went.unwritten += 1;
                fail(&error);
                continue;
            }
            let page = page::read(&mended.fixed.bytes, &mended.options)?;
            let mut audit = library.audit(&page);
            // What the chrome of the site had hidden from the first audit stays hidden.
            let before = &audits[mended.index];
            audit.matches.retain(|found| {
                let known = before.matches.iter();
                known
                    .into_iter()
                    .any(|one| one.original.id == found.original.id)
            });
            living.obey_comments(&sources[mended.index], &page, &mut audit);
            if reports.want_texts() {
                keep_texts(&mut audit, &page, library, Texts::room(sources.len()));
            }
            audits[mended.index] = audit;
        }
        let verb = if settings.fix.fix {
            "fixed"
        } else {
            "would fix"
        };
        for done in &mended.fixed.done {
            tell(&format!(
                "{verb}: {shown}: {} for {} ({})\n",
                done.what,
                terminal(&done.original),
                done.code.as_str()
            ));
        }
        for left in &mended.fixed.left {
            tell(&format!(
                "not fixed: {shown}: {} ({}): {}\n",
                left.code.as_str(),
                terminal(&left.original),
                terminal(&left.why)
            ));
        }
    }
    Ok(went)
}

/// The findings of each audit that count: neither ignored nor in the baseline.
fn counting(settings: &Settings, audits: &[Audit]) -> anyhow::Result<Vec<Wanted>> {
    let mut living = Living::new(&settings.living)?;
    let settled = audits.iter().cloned().map(|mut audit| {
        living.settle(&mut audit);
        let matches = audit.matches.iter();
        matches
            .flat_map(|found| {
                let id = &found.original.id;
                let findings = found.findings.iter();
                findings.map(move |located| (id.clone(), located.finding.code))
            })
            .collect()
    });
    Ok(settled.collect())
}

fn mend_one<'s>(
    library: &Library,
    settings: &Settings,
    loader: &Loader,
    (index, source, path, wanted): (usize, &Source, &'s Path, &Wanted),
) -> anyhow::Result<Mended<'s>> {
    let loaded = loader
        .load(source)
        .with_context(|| format!("cannot read `{}` again", path.display()))?;
    let options = ReadOptions {
        location: source.location(),
        url: published(settings, source),
        sheets: loader.sheets(source, &loaded),
        ..ReadOptions::default()
    };
    let before = loaded.bytes;
    let fixed = fix(library, &before, &options, &|found, finding| {
        wanted.contains(&(found.original.id.clone(), finding.code))
    })?;
    Ok(Mended {
        index,
        path,
        options,
        before,
        fixed,
    })
}

/// Shows what changes: to people as they read it, to a file or another program as a patch.
fn difference(mended: &Mended<'_>, to: Terminal) -> anyhow::Result<()> {
    let location = &mended.options.location;
    let (before, after) = (&mended.before, &mended.fixed.bytes);
    if !to.is_watched() {
        let root = std::env::current_dir().unwrap_or_default();
        if let Some(patch) = report::patch(location, &root, before, after) {
            return print_bytes(&patch);
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
    let decoded = |bytes: &[u8]| page::read(bytes, &mended.options).map(|page| page.source);
    match (decoded(before), decoded(after)) {
        (Ok(before), Ok(after)) => print(&report::diff(location, &before, &after, to.stdout())),
        _ => Ok(()),
    }
}
