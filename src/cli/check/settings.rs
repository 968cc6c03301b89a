//! What a check does: flags over the configuration over defaults.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::audit::{Declared, Owners, PageGlob};
use crate::config::{Adjust, Config, Entry, find};
use crate::finding::{Code, Severity};
use crate::input::LoadOptions;
use crate::io::show_url;
use crate::library::is_library;
use crate::report::{Format, Stamp, View, problems};
use crate::rules::{Adjustment, RuleProblem, RuleSets, RulesError};
use crate::site::Site;
use anyhow::{anyhow, bail};
use url::Url;

use super::args::{FixArgs, InputArgs, RunArgs, Show};
use crate::cli::clock::now;
use crate::cli::files::{home, is_same};
use crate::cli::inputs;
use crate::cli::output::{Terminal, tell};
use crate::cli::reports::ReportFile;
use crate::cli::shared::ConfigArgs;
use crate::cli::suppressions::SuppressionSettings;

/// What a check does.
#[derive(Debug)]
pub(in crate::cli) struct Settings {
    /// The configuration, for what is told about its lines.
    pub(in crate::cli) config: Option<Config>,
    pub(in crate::cli) originals: Vec<OsString>,
    /// Whether the folders of originals are there and are empty on purpose.
    pub(in crate::cli) none_yet: bool,
    pub(in crate::cli) suspects: Vec<OsString>,
    /// The file that names suspects.
    list: Option<PathBuf>,
    /// Whether the suspects were typed, not taken from the configuration.
    typed: bool,
    /// Whether what was typed is left out all the same where it is excluded.
    pub(in crate::cli) force_exclude: bool,
    /// Since which commit a page must have changed.
    pub(in crate::cli) since: Option<String>,
    /// Where the pages of a built site begin: directories and patterns.
    pub(in crate::cli) roots: Vec<OsString>,
    /// Patterns of suspects that are left out.
    pub(in crate::cli) exclude: Vec<PageGlob>,
    pub(in crate::cli) base_url: Option<Url>,
    /// The site whose built pages are checked.
    pub(in crate::cli) site: Option<Site>,
    /// Rule sets beside the built-in ones.
    rules: Vec<PathBuf>,
    pub(in crate::cli) owners: Owners,
    /// Which originals are one work, and which of them to credit.
    pub(in crate::cli) declared: Declared,
    pub(in crate::cli) load: LoadOptions,
    /// Ask whether credited addresses answer, and where short links lead.
    pub(in crate::cli) check_links: bool,
    /// Check pages against the originals that they name themselves.
    pub(in crate::cli) discover: bool,
    pub(in crate::cli) suppressions: SuppressionSettings,
    pub(in crate::cli) fix: FixArgs,
    /// The database of cases that the run is recorded in.
    pub(in crate::cli) record: Option<PathBuf>,
    /// Whether pages of large archives that share nothing with any original may be left unread.
    pub(in crate::cli) prefilter: bool,
    pub(in crate::cli) format: Format,
    pub(in crate::cli) reports: Vec<ReportFile>,
    pub(in crate::cli) view: View,
    /// The language of the report for people.
    pub(in crate::cli) report_language: String,
    /// When and of what the reports are made, where they should say so.
    pub(in crate::cli) stamp: Option<Stamp>,
    pub(in crate::cli) fail_on: Severity,
    pub(in crate::cli) exit_zero: bool,
    pub(in crate::cli) no_hints: bool,
    pub(in crate::cli) allow_unverifiable: bool,
    pub(in crate::cli) jobs: usize,
}

impl Settings {
    /// Reads the configuration, if there is one, and puts what was typed over it. Problems of the file are drawn on
    /// standard error.
    pub(in crate::cli) fn new(
        input: &InputArgs,
        args: &RunArgs,
        to: Terminal,
    ) -> anyhow::Result<Self> {
        let config = config(&args.config, to)?;
        if let (Some(config), true) = (&config, input.originals.is_empty()) {
            require_library(config).map_err(|error| {
                tell(&problems(&error, to.stderr()));
                unusable(&config.file)
            })?;
        }
        Self::of(config, input, args)
    }

    /// Puts what was typed over a configuration that was read.
    pub(in crate::cli) fn of(
        config: Option<Config>,
        input: &InputArgs,
        args: &RunArgs,
    ) -> anyhow::Result<Self> {
        let file = config.clone().unwrap_or_default();
        let mut suppressions = SuppressionSettings::from(&args.suppressions);
        let typed = inputs::typed_suspects(&input.suspects, input.files_from.as_deref())?;
        let since = input.changed.since().map(str::to_owned);
        suppressions.whole = typed.is_empty() && input.originals.is_empty() && since.is_none();
        suppressions.ignores = file.ignore;
        suppressions.min_confidence = suppressions.min_confidence.or(file.check.min_confidence);
        suppressions.baseline = suppressions.baseline.or(file.check.baseline);
        let written = config.as_ref().map(|config| config.file.as_path());
        suppressions.home = home(written, suppressions.baseline.as_deref());
        let mut exclude = Vec::new();
        let start = std::env::current_dir().unwrap_or_default();
        for pattern in &input.exclude {
            let glob = PageGlob::below(Path::new(""), &start, pattern)
                .map_err(|why| anyhow!("--exclude {pattern} is no pattern: {why}"))?;
            exclude.push(glob);
        }
        exclude.extend(file.exclude.into_iter().map(|(glob, _)| glob));
        let written = file
            .suspects
            .iter()
            .map(|entry| entry.target.clone().into());
        let roots: Vec<OsString> = typed.iter().cloned().chain(written).collect();
        let written: Vec<Entry> = { file.originals.iter().chain(&file.library) }
            .cloned()
            .collect();
        let mut originals: Vec<OsString> = typed_or(&input.originals, &written);
        let named = originals.len();
        let suspects: Vec<OsString> = typed_or(&typed, &file.suspects);
        let stamp = { args.stamp }
            .then(|| stamp(&suspects, &originals))
            .transpose()?;
        if input.originals.is_empty() {
            // A site that has reprinted nothing yet has nothing to be held against.
            originals.retain(|folder| !inputs::is_kept_empty(Path::new(folder)));
        }
        let none_yet = originals.is_empty() && named > 0;
        let mut load = args.network.load_options(&file.network);
        load.credit_keys = file.credit_keys.map(Arc::new);
        load.roots
            .splice(0..0, inputs::folders(roots.iter().chain(&originals)));
        // The site is where its configuration is, or where the program runs.
        let root = file.file.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Self {
            typed: !typed.is_empty(),
            list: input.files_from.clone(),
            force_exclude: input.force_exclude,
            since,
            roots,
            originals,
            none_yet,
            suspects,
            report_language: { args.report_language.clone() }
                .or(file.check.report_language)
                .unwrap_or_else(|| "en".to_owned()),
            stamp,
            exclude,
            base_url: input.base_url.clone().or(file.base_url),
            site: Site::in_folder(&root, &file.site),
            rules: typed_or(&args.rules.rules, &file.rules),
            owners: file.owners,
            declared: Declared {
                prefer: file.prefer,
                works: file.works,
            },
            // Sources that pages name, and what style sheets hide, is known of pages that are read.
            prefilter: !(input.no_prefilter
                || args.online.discover()
                || args.record.record.is_some()
                || load.styles),
            load,
            check_links: args.online.check_links(),
            discover: args.online.discover(),
            suppressions,
            fix: input.fix,
            record: args.record.record.clone(),
            format: args.format.or(file.check.format).unwrap_or(Format::Human),
            reports: reports(&args.reports, &file.check.reports),
            view: View {
                possible: args.show.contains(&Show::Possible)
                    || args.show.is_empty() && file.check.show.contains(&"possible"),
                group: !(args.no_group || file.check.no_group.unwrap_or_default()),
            },
            fail_on: args
                .fail_on
                .map(Severity::from)
                .or(file.check.fail_on)
                .unwrap_or(Severity::Error),
            exit_zero: args.exit_zero,
            no_hints: args.no_hints || file.check.no_hints.unwrap_or_default(),
            allow_unverifiable: args.allow_unverifiable
                || file.check.allow_unverifiable.unwrap_or_default(),
            jobs: args.jobs.or(file.check.jobs).unwrap_or_default(),
            config,
        })
    }

    /// Whether there is something to check, and something to check it against.
    pub(in crate::cli) fn require_inputs(&self) -> anyhow::Result<()> {
        let (what, flag) = match (self.suspects.is_empty(), self.originals.is_empty()) {
            (true, _) => ("no suspect to check", "name files, directories or URLs"),
            (_, true) if !self.discover && !self.none_yet => (
                "no original to check against",
                "name at least one with --originals",
            ),
            _ => return Ok(()),
        };
        match &self.config {
            Some(config) => bail!("{what}: {} names none; {flag}", config.file.display()),
            None => bail!(
                "{what}: {flag}, or write down the whole job in a creditline.yaml (`creditline init` begins one)"
            ),
        }
    }

    /// The files that say what is to be done, each with what it is.
    pub(in crate::cli) fn files(&self) -> impl Iterator<Item = (&Path, &str)> {
        let languages = { self.config.iter() }
            .flat_map(|config| &config.languages)
            .map(|entry| (entry.target.as_path(), "a language file"));
        let config =
            { self.config.iter() }.map(|config| (config.file.as_path(), "the configuration"));
        let baseline = self.suppressions.baseline.iter();
        let rules = self.rules.iter();
        let list = self.list.iter();
        let database = self.record.iter();
        config
            .chain(baseline.map(|file| (file.as_path(), "the baseline")))
            .chain(rules.map(|file| (file.as_path(), "a rule file")))
            .chain(languages)
            .chain(list.map(|file| (file.as_path(), "the list of suspects")))
            .chain(database.map(|file| (file.as_path(), "the database of cases")))
    }

    /// The suspects that were named themselves.
    pub(in crate::cli) fn typed(&self) -> &[OsString] {
        if self.typed { &self.suspects } else { &[] }
    }

    /// The rules with the changes of the configuration. Problems are drawn on standard error.
    pub(in crate::cli) fn rule_sets(&self, to: Terminal) -> anyhow::Result<RuleSets> {
        self.load_rules().map_err(|error| {
            tell(&problems(&error, to.stderr()));
            match &self.config {
                Some(config) if error.is_of(&config.file) => unusable(&config.file),
                _ => anyhow!("the rules cannot be used"),
            }
        })
    }

    /// The rules with the changes of the configuration.
    ///
    /// # Errors
    /// Every problem of the rule files, or of what the configuration changes.
    pub(in crate::cli) fn load_rules(&self) -> Result<RuleSets, RulesError> {
        let mut rules = RuleSets::load(&self.rules)?;
        let Some(config) = &self.config else {
            return Ok(rules);
        };
        let for_all = Adjustment {
            severity: config.severity.clone(),
            ..Adjustment::default()
        };
        let ids: Vec<String> = rules.iter().map(|rule| rule.id.clone()).collect();
        let for_all = ids.iter().map(|id| (id.as_str(), &for_all, None));
        let single = config
            .adjust
            .iter()
            .map(|Adjust { id, change, place }| (id.as_str(), change, Some(place)));
        let mut faults = Vec::new();
        for (id, change, place) in for_all.chain(single) {
            if let (Err(error), Some(place)) = (rules.adjust(id, change), place) {
                faults.push(RuleProblem {
                    file: place.file.clone(),
                    line: place.line,
                    column: place.column,
                    len: u32::try_from(id.chars().count()).unwrap_or(1),
                    message: error.to_string(),
                    help: None,
                    severity: Severity::Error,
                });
            }
        }
        if faults.is_empty() {
            Ok(rules)
        } else {
            Err(config.problems(faults))
        }
    }

    /// Other severities for findings that belong to no rule.
    pub(in crate::cli) fn severities(&self) -> Option<&BTreeMap<Code, Severity>> {
        self.config.as_ref().map(|config| &config.severity)
    }
}

/// When and of what a report is made. Passwords in addresses are left out.
fn stamp(suspects: &[OsString], originals: &[OsString]) -> anyhow::Result<Stamp> {
    let named = |names: &[OsString]| {
        let shown = names.iter().map(|name| {
            let name = name.to_string_lossy();
            match Url::parse(&name) {
                Ok(url) if url.has_host() => show_url(&url),
                _ => name.into_owned(),
            }
        });
        shown.collect()
    };
    Ok(Stamp {
        made: now()?.strftime("%Y-%m-%d %H:%M UTC").to_string(),
        suspects: named(suspects),
        originals: named(originals),
    })
}

/// What was typed, else what the configuration says.
pub(in crate::cli) fn typed_or<T: Clone + From<PathBuf>>(typed: &[T], written: &[Entry]) -> Vec<T> {
    if typed.is_empty() {
        written
            .iter()
            .map(|entry| entry.target.clone().into())
            .collect()
    } else {
        typed.to_vec()
    }
}

/// The configuration that holds for a run, if there is one. Problems of the file are drawn on standard error.
pub(in crate::cli) fn config(args: &ConfigArgs, to: Terminal) -> anyhow::Result<Option<Config>> {
    let file = match &args.config {
        _ if args.no_config => None,
        Some(file) => Some(file.clone()),
        None => find(Path::new(""))?,
    };
    let Some(file) = file else {
        return Ok(None);
    };
    Config::load(&file)
        // Before anything is read, so that their words hold for all of it.
        .and_then(|config| config.add_languages().map(|()| Some(config)))
        .map_err(|error| {
            tell(&problems(&error, to.stderr()));
            unusable(&file)
        })
}

/// Refuses a `library` that is none: it would be read as a folder of pages.
pub(in crate::cli) fn require_library(config: &Config) -> Result<(), RulesError> {
    let Some(entry) = config
        .library
        .as_ref()
        .filter(|entry| !is_library(&entry.target))
    else {
        return Ok(());
    };
    let problem = RuleProblem {
        file: entry.place.file.clone(),
        line: entry.place.line,
        column: entry.place.column,
        len: u32::try_from(entry.written.chars().count()).unwrap_or(1),
        message: format!("there is no library in `{}`", entry.target.display()),
        help: Some("`creditline library build` makes one of originals".to_owned()),
        severity: Severity::Error,
    };
    Err(config.problems(vec![problem]))
}

/// The reports that were typed, then those of the configuration that go to other files.
fn reports(typed: &[ReportFile], written: &[crate::config::Report]) -> Vec<ReportFile> {
    let mut reports = typed.to_vec();
    for report in written {
        if typed.iter().all(|one| !is_same(&one.file, &report.file)) {
            reports.push(ReportFile {
                format: report.format,
                file: report.file.clone(),
            });
        }
    }
    reports
}

fn unusable(file: &Path) -> anyhow::Error {
    anyhow!("the configuration {} cannot be used", file.display())
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use crate::config::SHOWN;

    use super::*;

    #[test]
    fn the_configuration_knows_all_that_can_be_shown() {
        let values = Show::value_variants().iter();
        let names: Vec<String> = values
            .filter_map(|value| Some(value.to_possible_value()?.get_name().to_owned()))
            .collect();
        assert_eq!(names, SHOWN);
    }
}
