//! `creditline check`: suspects against originals.

use anyhow::{Context, bail};
use creditline::audit::{Audit, Chrome, Library, PageBlocks, Reason, Status, Summary};
use creditline::input::{ExpandOptions, InputProblem, Loaded, Loader, Source};
use creditline::report;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use url::Url;

use super::Outcome;
use super::args::{CheckArgs, Format};
use super::inputs::{self, BATCH, in_parallel, published_at, read_page};
use super::output::{Terminal, print, tell};

/// Checks, reports, and tells how the run ends.
pub(super) fn run(args: &CheckArgs, to: Terminal) -> anyhow::Result<Outcome> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs)
        .build()
        .context("cannot start the threads; try a smaller --jobs")?
        .install(|| check(args, to))
}

fn check(args: &CheckArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let rules = inputs::rules(&args.rules.rules, to)?;
    let loader = inputs::loader(&args.network);
    let (originals, lost_original) = inputs::originals(&args.originals, &rules, &loader);
    if originals.is_empty() {
        bail!("no original to check against; name at least one that can be used with --originals");
    }
    let library = Library::new(originals, &rules);
    for warning in library.terms().iter().flat_map(|terms| &terms.warnings) {
        tell(&format!("warning: {}\n", report::terminal(warning)));
    }

    let expanded = loader.expand(&args.suspects, &ExpandOptions::default());
    for problem in &expanded.problems {
        tell(&format!(
            "error: {}\n",
            report::terminal(&problem.to_string())
        ));
    }
    if expanded.sources.is_empty() {
        bail!("nothing to check; name a file, a directory or a URL");
    }
    let audits = audit_all(&library, args, &expanded.sources, &loader);

    print(&match args.format {
        Format::Human => report::human(&audits, to.stdout()),
        Format::Concise => report::concise(&audits),
        Format::Json => report::json(&audits),
    })?;
    Ok(if lost_original || !expanded.problems.is_empty() {
        Outcome::Error
    } else {
        outcome(&Summary::of(&audits), args)
    })
}

/// Audits every suspect, then once more those where the chrome of their site was taken for a reprint: what is chrome is
/// known only when all pages were seen.
fn audit_all(
    library: &Library,
    args: &CheckArgs,
    sources: &[Source],
    loader: &Loader,
) -> Vec<Audit> {
    let mut checked = Vec::with_capacity(sources.len());
    for batch in sources.chunks(BATCH) {
        checked.extend(in_parallel(batch, loader, |source, loaded| {
            check_one(library, args, source, loaded)
        }));
    }
    let mut chrome = Chrome::default();
    for (_, seen) in &checked {
        if let Some(seen) = seen {
            chrome.add(&seen.blocks);
        }
    }
    checked
        .into_par_iter()
        .zip(sources)
        .map(|((audit, seen), source)| {
            let again = seen.and_then(|seen| {
                let chrome = chrome.in_the_way(&seen.blocks)?;
                let loaded = match seen.kept {
                    Some(loaded) => loaded,
                    None => loader.load(source).ok()?,
                };
                let page = read_page(&loaded, published(args, source)).ok()?;
                Some(library.audit_without(&page, &chrome))
            });
            again.unwrap_or(audit)
        })
        .collect()
}

/// What is kept of a page until all pages were seen.
struct Seen {
    blocks: PageBlocks,
    /// The bytes of a page with matches that cannot be read from a file again.
    kept: Option<Loaded>,
}

fn check_one(
    library: &Library,
    args: &CheckArgs,
    source: &Source,
    loaded: Result<Loaded, InputProblem>,
) -> (Audit, Option<Seen>) {
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(problem) => return (not_loaded(source, &problem), None),
    };
    match read_page(&loaded, published(args, source)) {
        Ok(page) => {
            let audit = library.audit(&page);
            let blocks = PageBlocks::new(&page, &audit);
            let is_file = matches!(source, Source::File(_));
            let kept = (!audit.matches.is_empty() && !is_file).then_some(loaded);
            (audit, Some(Seen { blocks, kept }))
        }
        Err(error) => {
            let reason = Reason {
                code: error.code().to_owned(),
                message: error.to_string(),
            };
            let failed = Audit::failed(loaded.location, Status::Unverifiable, reason);
            (failed, None)
        }
    }
}

/// Where a suspect of a built site is published.
fn published(args: &CheckArgs, source: &Source) -> Option<Url> {
    published_at(args.base_url.as_ref()?, source, &args.suspects)
}

/// A suspect whose bytes did not come. What came but is no text, or too much of it, was read and cannot be judged.
fn not_loaded(source: &Source, problem: &InputProblem) -> Audit {
    let status = match problem.code {
        "too-large" | "empty" | "not-text" => Status::Unverifiable,
        _ => Status::Unreadable,
    };
    let reason = Reason {
        code: problem.code.to_owned(),
        message: problem.to_string(),
    };
    Audit::failed(source.location(), status, reason)
}

/// `--exit-zero` hides what was found and what could not be judged, but never an error of the run itself.
fn outcome(summary: &Summary, args: &CheckArgs) -> Outcome {
    match Outcome::of(summary, args.fail_on.into()) {
        _ if args.exit_zero => Outcome::Clean,
        Outcome::Unverifiable if args.allow_unverifiable => Outcome::Clean,
        outcome => outcome,
    }
}
