//! `creditline check`: suspects against originals.

use anyhow::{Context, bail};
use creditline::audit::{Audit, Library, Reason, Status, Summary};
use creditline::input::{ExpandOptions, InputProblem, Loaded, Source};
use creditline::report;

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
    let loader = inputs::loader();
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
    let mut audits = Vec::with_capacity(expanded.sources.len());
    for sources in expanded.sources.chunks(BATCH) {
        audits.extend(in_parallel(sources, &loader, |source, loaded| {
            audit(&library, args, source, loaded)
        }));
    }

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

fn audit(
    library: &Library,
    args: &CheckArgs,
    source: &Source,
    loaded: Result<Loaded, InputProblem>,
) -> Audit {
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(problem) => return not_loaded(source, &problem),
    };
    let published = args
        .base_url
        .as_ref()
        .and_then(|base| published_at(base, source, &args.suspects));
    match read_page(&loaded, published) {
        Ok(page) => library.audit(&page),
        Err(error) => Audit::failed(
            loaded.location,
            Status::Unverifiable,
            Reason {
                code: error.code().to_owned(),
                message: error.to_string(),
            },
        ),
    }
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
