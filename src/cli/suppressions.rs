//! What the user has decided to live with: ignores, comments in pages, the baseline.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::audit::{Audit, Baseline, Fingerprints, Ignore, Ignores, comments, keep_sure};
use crate::finding::Confidence;
use crate::input::Source;
use crate::io::open;
use crate::page::Page;
use crate::report::terminal;
use anyhow::{Context, anyhow, bail};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use jiff::tz::Offset;

use super::clock::now;
use super::files::{named_from, write_whole};
use super::output::{Terminal, Verbosity};
use super::shared::day;
use crate::io::utf8;

/// Largest baseline that is read: about a hundred thousand findings. By hand.
const BASELINE_BYTES: usize = 32 * 1024 * 1024;

#[derive(Debug, Default, Args)]
pub(super) struct SuppressionArgs {
    /// A file of known findings: they are counted but do not fail the run.
    #[arg(long, value_name = "FILE", help_heading = "Suppressions")]
    pub(super) baseline: Option<PathBuf>,

    /// Write what is found now to the baseline; the next run fails only on what is new.
    #[arg(long, help_heading = "Suppressions")]
    pub(super) update_baseline: bool,

    /// Count every finding: obey no `ignore`, neither of the configuration nor in a page.
    #[arg(long, help_heading = "Suppressions")]
    pub(super) no_ignores: bool,

    /// Report only findings that are at least so sure; the summary counts the others, and they do not fail the run.
    #[arg(
        long,
        value_name = "CONFIDENCE",
        value_enum,
        help_heading = "Suppressions"
    )]
    pub(super) min_confidence: Option<LeastConfidence>,

    /// Judge the `until` of ignores as on this day (YYYY-MM-DD) and not as of today, in UTC. Nothing else in a report
    /// depends on the day.
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Suppressions")]
    pub(super) as_of: Option<Date>,
}

/// How sure a finding must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LeastConfidence {
    /// Any finding.
    Low,
    /// All it rests on is at least likely.
    Medium,
    /// All it rests on is sure.
    High,
}

/// What was decided, by arguments and configuration together.
#[derive(Debug, Clone, Default)]
pub(super) struct SuppressionSettings {
    /// The file of known findings.
    pub(super) baseline: Option<PathBuf>,
    /// The folder that pages are named from.
    pub(super) home: PathBuf,
    /// Whether to write it anew.
    pub(super) update_baseline: bool,
    /// Whether every finding counts.
    pub(super) no_ignores: bool,
    /// The day by which `until` is judged; `None` for today.
    pub(super) as_of: Option<Date>,
    /// The least confidence that is reported.
    pub(super) min_confidence: Option<Confidence>,
    /// The ignores of the configuration.
    pub(super) ignores: Vec<Ignore>,
    /// Whether the run covers all pages that the configuration speaks of, not only some that were named by hand.
    pub(super) whole: bool,
}

impl From<&SuppressionArgs> for SuppressionSettings {
    fn from(args: &SuppressionArgs) -> Self {
        Self {
            baseline: args.baseline.clone(),
            update_baseline: args.update_baseline,
            no_ignores: args.no_ignores,
            as_of: args.as_of,
            min_confidence: args.min_confidence.map(|least| match least {
                LeastConfidence::Low => Confidence::Low,
                LeastConfidence::Medium => Confidence::Medium,
                LeastConfidence::High => Confidence::High,
            }),
            ..Self::default()
        }
    }
}

/// Takes out of the audits of a run what does not count.
pub(super) struct Suppressions {
    settings: SuppressionSettings,
    ignores: Ignores,
    fingerprints: Fingerprints,
    baseline: Option<Baseline>,
}

impl Suppressions {
    /// Reads the baseline.
    pub(super) fn new(settings: &SuppressionSettings) -> anyhow::Result<Self> {
        if settings.update_baseline && settings.baseline.is_none() {
            bail!("--update-baseline needs to know which file: name it with --baseline FILE");
        }
        let baseline = settings
            .baseline
            .as_ref()
            .map(|file| read_baseline(file, settings.update_baseline))
            .transpose()?;
        let ignores = if settings.no_ignores {
            Vec::new()
        } else {
            settings.ignores.clone()
        };
        Ok(Self {
            ignores: Ignores::new(ignores, settings.as_of.map_or_else(today, Ok)?),
            fingerprints: Fingerprints::default(),
            baseline,
            settings: settings.clone(),
        })
    }

    /// Obeys the comments of a page that is a local file; nobody else's page may say what is not counted.
    pub(super) fn obey_comments(&self, source: &Source, page: &Page, audit: &mut Audit) {
        if !self.settings.no_ignores && matches!(source, Source::File(_)) {
            self.ignores.apply_comments(audit, comments(page));
        }
    }

    /// The run ends early: what was not seen is neither gone nor of no use, so that nothing is said about it and the
    /// baseline stays as it is.
    pub(super) fn cut_short(&mut self) {
        self.settings.whole = false;
        self.settings.update_baseline = false;
        self.settings.baseline = None;
    }

    /// Settles the next audit, in the order of the report.
    pub(super) fn settle(&mut self, audit: &mut Audit) {
        self.ignores.apply(audit);
        let name = named_from(&self.settings.home, &audit.page.location);
        let shown = std::mem::replace(&mut audit.page.location, name);
        self.fingerprints.number(audit);
        if let Some(baseline) = &mut self.baseline {
            baseline.apply(audit, self.settings.update_baseline);
        }
        audit.page.location = shown;
        if let Some(least) = self.settings.min_confidence {
            keep_sure(audit, least);
        }
    }

    /// After the last audit: the ignores that were of no use.
    pub(super) fn rest(&mut self) -> Vec<Audit> {
        let mut files = self.ignores.unused(self.settings.whole);
        for file in &mut files {
            self.fingerprints.number(file);
        }
        files
    }

    /// Writes the baseline if asked to, and tells what became of it.
    pub(super) fn finish(&self, to: Terminal) -> anyhow::Result<()> {
        let (Some(baseline), Some(file)) = (&self.baseline, &self.settings.baseline) else {
            return Ok(());
        };
        let shown = terminal(&file.to_string_lossy()).into_owned();
        let gone: Vec<_> = baseline.gone().collect();
        if self.settings.update_baseline {
            write_whole(file, baseline.text().as_bytes())?;
            let count = baseline.len();
            let gone = gone.len();
            to.tell(
                Verbosity::Normal,
                &format!(
                    "note: {shown} holds {count} {} now; {gone} of those before are gone\n",
                    plural(count, "finding", "findings")
                ),
            );
        } else if let Some(first) = gone.first() {
            let [code, page, _] = &first.about;
            to.tell(Verbosity::Normal, &format!(
                "note: {} {} of {shown} {} gone, such as {} on {}; --update-baseline takes {} out\n",
                gone.len(),
                plural(gone.len(), "finding", "findings"),
                plural(gone.len(), "is", "are"),
                terminal(code),
                terminal(page),
                plural(gone.len(), "it", "them"),
            ));
        }
        Ok(())
    }
}

fn plural(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

fn read_baseline(file: &Path, may_be_new: bool) -> anyhow::Result<Baseline> {
    let name = file.to_string_lossy();
    if may_be_new && !file.exists() {
        return Ok(Baseline::new(&name));
    }
    let opened = open::file(file).with_context(|| {
        format!(
            "cannot read the baseline `{name}` (--update-baseline writes it, and it belongs under version control)"
        )
    })?;
    let mut bytes = Vec::new();
    opened
        .take(BASELINE_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("cannot read the baseline `{name}`"))?;
    if bytes.len() > BASELINE_BYTES {
        bail!(
            "the baseline `{name}` has more than {} MiB",
            BASELINE_BYTES >> 20
        );
    }
    let text = utf8(bytes).map_err(|fault| anyhow!("the baseline `{name}` {fault}"))?;
    Baseline::parse(&name, &text).map_err(|error| anyhow!(error))
}

/// The day by which `until` is judged, in UTC.
fn today() -> anyhow::Result<Date> {
    Ok(Offset::UTC.to_datetime(now()?).date())
}
