//! `creditline check`: suspects against originals.

mod audits;
mod output;
mod settings;

use anyhow::{Context, bail};
use creditline::audit::{Library, Summary};
use creditline::input::{ExpandOptions, Loader};
use creditline::report;

use super::Outcome;
use super::args::CheckArgs;
use super::living::Living;
use super::output::{Terminal, tell};
use super::{inputs, network};
use settings::Settings;

/// Checks, reports, and tells how the run ends.
pub(super) fn run(args: &CheckArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let settings = Settings::new(args);
    rayon::ThreadPoolBuilder::new()
        .num_threads(settings.jobs)
        .build()
        .context("cannot start the threads; try a smaller --jobs")?
        .install(|| check(&settings, to))
}

fn check(settings: &Settings, to: Terminal) -> anyhow::Result<Outcome> {
    let mut living = Living::new(&settings.living)?;
    let rules = inputs::rules(&settings.rules, to)?;
    let loader = Loader::new(settings.load.clone());
    let (originals, lost_original) = inputs::originals(&settings.originals, &rules, &loader);
    if originals.is_empty() {
        bail!("no original to check against; name at least one that can be used with --originals");
    }
    let library = Library::new(originals, &rules);
    for warning in library.terms().iter().flat_map(|terms| &terms.warnings) {
        tell(&format!("warning: {}\n", report::terminal(warning)));
    }

    let expanded = loader.expand(&settings.suspects, &ExpandOptions::default());
    for problem in &expanded.problems {
        tell(&format!(
            "error: {}\n",
            report::terminal(&problem.to_string())
        ));
    }
    if expanded.sources.is_empty() {
        bail!("nothing to check; name a file, a directory or a URL");
    }
    let mut audits = audits::audit_all(&library, settings, &living, &expanded.sources, &loader);
    network::tell_warning(&loader);
    for audit in &mut audits {
        living.settle(audit);
    }
    audits.extend(living.rest());
    living.finish(&audits)?;
    output::write(&audits, settings, to)?;
    Ok(if lost_original || !expanded.problems.is_empty() {
        Outcome::Error
    } else {
        outcome(&Summary::of(&audits), settings)
    })
}

/// `--exit-zero` hides what was found and what could not be judged, but never an error of the run itself.
fn outcome(summary: &Summary, settings: &Settings) -> Outcome {
    match Outcome::of(summary, settings.fail_on) {
        _ if settings.exit_zero => Outcome::Clean,
        Outcome::Unverifiable if settings.allow_unverifiable => Outcome::Clean,
        outcome => outcome,
    }
}
