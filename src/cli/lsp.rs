//! `creditline lsp`: how files in an editor are judged, by the configuration above each of them.

use std::collections::{HashMap, HashSet};
use std::env;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use crate::audit::{Audit, Library, Reason, Status};
use crate::config::{Config, NAMES, find};
use crate::finding::{Code, Severity};
use crate::fix::{self, Suggestion};
use crate::input::{Loaded, Loader, Source, pattern_folder, show_path};
use crate::page::{self, ReadOptions};
use crate::rules::{RuleProblem, RuleSets, RulesError};
use anyhow::Context;
use clap::Args;

use super::Outcome;
use super::check::args::{InputArgs, RunArgs};
use super::check::grade_remarks;
use super::check::settings::{Settings, require_library};
use super::inputs::{self, published_at, read_options};
use super::output::Terminal;
use super::suppressions::Suppressions;
use crate::lsp::{Checked, End, Workspaces, serve};

#[derive(Debug, Args)]
pub(super) struct LspArgs {
    /// Use this configuration for every file instead of the `creditline.yaml` in its folder or above it.
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    config: Option<PathBuf>,

    /// What editors add to say how they speak; there is no other way.
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Serves the editor that started the program.
pub(super) fn run(args: &LspArgs, to: Terminal) -> anyhow::Result<Outcome> {
    let config = { args.config.as_ref() }
        .map(|config| {
            let named = || format!("the configuration `{}` cannot be read", config.display());
            config.canonicalize().with_context(named)
        })
        .transpose()?;
    let homes = Homes {
        config,
        to: to.quiet(),
        known: HashMap::new(),
    };
    let end = serve(BufReader::new(io::stdin()), io::stdout(), Box::new(homes))
        .context("the editor takes no answers any more")?;
    Ok(match end {
        End::Orderly => Outcome::Clean,
        End::Abrupt => Outcome::Aborted,
    })
}

/// The configurations that were met, each with what it leads to.
struct Homes {
    /// The one that holds for every file.
    config: Option<PathBuf>,
    to: Terminal,
    known: HashMap<PathBuf, Home>,
}

/// A configuration and what it leads to. All of it is read and used in the folder of the configuration, as if the program
/// had been started there: paths mean the same, and so do the entries of a baseline.
struct Home {
    folder: PathBuf,
    /// What is wrong with it.
    problems: Vec<RuleProblem>,
    /// `None` where it cannot be used.
    ready: Option<Ready>,
    /// Files and folders that it rests on.
    rests_on: Vec<PathBuf>,
}

struct Ready {
    settings: Settings,
    library: Library,
}

/// A page of the editor, read as the loader would have read it from the disk.
struct Opened {
    source: Source,
    bytes: Vec<u8>,
    options: ReadOptions,
    /// The file, with links of the file system resolved.
    file: PathBuf,
}

impl Workspaces for Homes {
    fn check(&mut self, file: &Path, text: &str) -> Checked {
        let mut checked = Checked::default();
        let (config, home) = match self.home(file) {
            Ok(Some(found)) => found,
            Ok(None) => return checked,
            Err(problem) => {
                checked.config = Some(PathBuf::from(&problem.file));
                checked.problems = vec![problem];
                return checked;
            }
        };
        checked.problems.clone_from(&home.problems);
        match &home.ready {
            Some(ready) => match home.audit(ready, file, text) {
                Ok(audit) => checked.audit = audit,
                Err(error) => checked
                    .problems
                    .push(RuleProblem::of_file(&config, format!("{error:#}"))),
            },
            None => checked.problems.push(RuleProblem {
                severity: Severity::Warning,
                ..RuleProblem::of_file(
                    file,
                    format!("not checked: {} cannot be used", config.display()),
                )
            }),
        }
        if let (Some(ready), Some(audit)) = (&home.ready, &checked.audit) {
            for found in &audit.matches {
                if let Some((original, _)) = ready.library.find(&found.original.id)
                    && let (Some(file), Some(notice)) = (&original.file, &original.notice)
                {
                    let place = (file.clone(), notice.line);
                    checked.notices.insert(found.original.id.clone(), place);
                }
            }
        }
        checked.config = Some(config);
        checked
    }

    fn suggestions(&mut self, file: &Path, text: &str) -> Vec<Suggestion> {
        self.mended(file, text, |library, page, wanted| {
            fix::suggest(library, &page.bytes, &page.options, &|found, finding| {
                wanted.contains(&(found.original.work.clone(), finding.code))
            })
            .ok()
        })
        .unwrap_or_default()
    }

    fn fixed(&mut self, file: &Path, text: &str) -> Option<String> {
        self.mended(file, text, |library, page, wanted| {
            let fixed = fix::fix(library, &page.bytes, &page.options, &|found, finding| {
                wanted.contains(&(found.original.work.clone(), finding.code))
            });
            let fixed = fixed.ok().filter(|fixed| !fixed.done.is_empty())?;
            String::from_utf8(fixed.bytes).ok()
        })
    }

    fn problems(&mut self, file: &Path, text: &str) -> Option<Vec<RuleProblem>> {
        let folder = file.parent()?;
        let name = file.file_name()?;
        let is_named = self.config.is_some() && file.canonicalize().ok() == self.config;
        if is_named || NAMES.iter().any(|known| name == *known) {
            let _ = env::set_current_dir(folder);
            let found = Config::from_text(Path::new(name), text.to_owned()).and_then(|config| {
                require_library(&config)?;
                Ok(config)
            });
            let found = found.and_then(|config| match settings(config) {
                Ok(settings) => settings.load_rules().map(|_| ()),
                // What is typed on the command line is all that could be wrong, and nothing was.
                Err(_) => Ok(()),
            });
            return Some(
                found
                    .err()
                    .map(|error| below(folder, error))
                    .unwrap_or_default(),
            );
        }
        let is_key = |key: &str| text.lines().any(|line| line.trim_end().starts_with(key));
        let is_rules = is_key("rules:") && is_key("version:") || { self.known.values() }
            .any(|home| home.has_rules(file));
        is_rules.then(|| {
            let found = RuleSets::from_text(&file.to_string_lossy(), text);
            found
                .err()
                .map(|error| below(folder, error))
                .unwrap_or_default()
        })
    }

    fn changed(&mut self, files: &[PathBuf]) -> bool {
        let mut is_any = false;
        for file in files {
            // Where a configuration comes or goes, other ones hold.
            let name = file.file_name().unwrap_or_default();
            is_any |= NAMES.iter().any(|known| name == *known);
            let file = resolved(file);
            self.known.retain(|config, home| {
                let rests = *config == file || home.rests_on.iter().any(|on| file.starts_with(on));
                is_any |= rests;
                !rests
            });
        }
        is_any
    }
}

impl Homes {
    /// What holds for a file, with its configuration; `None` where there is no configuration. The working directory is that
    /// of the configuration afterwards.
    fn home(&mut self, file: &Path) -> Result<Option<(PathBuf, &Home)>, RuleProblem> {
        let config = match &self.config {
            Some(config) => config.clone(),
            None => {
                // A file that was never saved may lie in a folder that is not there yet.
                let folders = file.ancestors().skip(1);
                let Some(folder) = folders.into_iter().find(|folder| folder.is_dir()) else {
                    return Ok(None);
                };
                let found = find(folder).map_err(|error| {
                    let crate::config::FindError::Two { first, .. } = &error;
                    RuleProblem::of_file(resolved(first), error.to_string())
                })?;
                match found {
                    Some(config) => resolved(&config),
                    None => return Ok(None),
                }
            }
        };
        let Some(folder) = config.parent().map(Path::to_owned) else {
            return Ok(None);
        };
        // Everything below names files from there.
        env::set_current_dir(&folder).map_err(|error| {
            RuleProblem::of_file(&config, format!("its folder cannot be entered: {error}"))
        })?;
        let to = self.to;
        let home = self.known.entry(config.clone());
        let home = home.or_insert_with(|| Home::new(&config, folder, to));
        Ok(Some((config, home)))
    }

    /// Does `work` with a page and those of its findings that count: work and code.
    fn mended<T>(
        &mut self,
        file: &Path,
        text: &str,
        work: impl FnOnce(&Library, &Opened, &HashSet<(String, Code)>) -> Option<T>,
    ) -> Option<T> {
        let (_, home) = self.home(file).ok()??;
        let ready = home.ready.as_ref()?;
        let audit = home.audit(ready, file, text).ok()??;
        let mut wanted = HashSet::new();
        for found in &audit.matches {
            let codes = found.telling().map(|located| located.finding.code);
            wanted.extend(codes.map(|code| (found.original.work.clone(), code)));
        }
        let loader = Loader::new(ready.settings.load.clone());
        let page = home.open(ready, file, text, &loader);
        work(&ready.library, &page, &wanted)
    }
}

impl Home {
    /// Reads a configuration and what it leads to, in its folder.
    fn new(config: &Path, folder: PathBuf, to: Terminal) -> Self {
        let mut home = Self {
            problems: Vec::new(),
            ready: None,
            rests_on: Vec::new(),
            folder,
        };
        let name = Path::new(config.file_name().unwrap_or_default());
        let read = Config::load(name).and_then(|config| {
            config.add_languages()?;
            require_library(&config)?;
            Ok(config)
        });
        let file = match read {
            Ok(file) => file,
            Err(error) => {
                home.problems = below(&home.folder, error);
                return home;
            }
        };
        let entries = { file.originals.iter() }
            .chain(&file.library)
            .chain(&file.rules)
            .chain(&file.languages);
        home.rests_on = entries
            .filter_map(|entry| {
                let named = entry.target.to_str()?;
                let at = home.folder.join(&entry.target);
                let is_there = at.exists() || named.contains("://");
                Some(if is_there {
                    at
                } else {
                    home.folder.join(pattern_folder(named))
                })
            })
            .chain(
                file.check
                    .baseline
                    .iter()
                    .map(|file| home.folder.join(file)),
            )
            .map(|path| resolved(&path))
            .collect();
        let whole = |error: anyhow::Error| vec![RuleProblem::of_file(config, format!("{error:#}"))];
        let settings = match settings(file) {
            Ok(settings) => settings,
            Err(error) => {
                home.problems = whole(error);
                return home;
            }
        };
        let rules = match settings.load_rules() {
            Ok(rules) => rules,
            Err(error) => {
                home.problems = below(&home.folder, error);
                return home;
            }
        };
        let loader = Loader::new(settings.load.clone());
        match inputs::library(&settings.originals, &rules, &settings.declared, &loader, to) {
            Ok((library, faults)) => {
                home.problems = faults
                    .into_iter()
                    .map(|fault| RuleProblem {
                        help: fault.help,
                        severity: Severity::Warning,
                        ..RuleProblem::of_file(
                            config,
                            format!("`{}`: {}", fault.location, fault.message),
                        )
                    })
                    .collect();
                let library = library.with_owners(settings.owners.clone());
                home.ready = Some(Ready { settings, library });
            }
            Err(error) => home.problems = whole(error),
        }
        home
    }

    /// Whether a file is one of the rules of the configuration, or lies among them.
    fn has_rules(&self, file: &Path) -> bool {
        let config = { self.ready.as_ref() }.and_then(|ready| ready.settings.config.as_ref());
        let file = resolved(file);
        let mut rules = config.into_iter().flat_map(|config| &config.rules);
        rules.any(|entry| file.starts_with(resolved(&self.folder.join(&entry.target))))
    }

    /// A page as `check` judges it; `None` where it is no page for checking.
    fn audit(&self, ready: &Ready, file: &Path, text: &str) -> anyhow::Result<Option<Audit>> {
        let settings = &ready.settings;
        let loader = Loader::new(settings.load.clone());
        let page = self.open(ready, file, text, &loader);
        let location = &page.options.location;
        let is_excluded = settings.exclude.iter().any(|glob| glob.is_named(location));
        // Nothing is written yet: that is no fault.
        if is_excluded || text.trim().is_empty() || ready.library.is_empty() {
            return Ok(None);
        }
        let mut read = match page::read(&page.bytes, &page.options) {
            Ok(read) => read,
            Err(error) => {
                let reason = Reason::new(error.kind(), error.to_string());
                let failed = Audit::failed(location.clone(), Status::Unverifiable, reason);
                return Ok(Some(failed));
            }
        };
        read.file = Some(page.file);
        let mut suppressions = Suppressions::new(&settings.suppressions)?;
        let mut audit = ready.library.audit(&read);
        suppressions.obey_comments(&page.source, &read, &mut audit);
        suppressions.settle(&mut audit);
        grade_remarks(&mut audit, settings);
        Ok(Some(audit))
    }

    fn open(&self, ready: &Ready, file: &Path, text: &str, loader: &Loader) -> Opened {
        let file = resolved(file);
        // As it would be named where the program runs.
        let named = file.strip_prefix(&self.folder).unwrap_or(&file).to_owned();
        let source = Source::File(named.clone());
        let settings = &ready.settings;
        let published = { settings.base_url.as_ref() }
            .and_then(|base| published_at(base, &source, &settings.roots));
        let ending = file.extension().unwrap_or_default().to_string_lossy();
        let kind = if ending.to_ascii_lowercase().contains("htm") {
            "text/html"
        } else {
            "text/markdown"
        };
        let loaded = Loaded {
            bytes: text.as_bytes().to_vec(),
            // The editor has decoded the file: what the page says of its charset holds no longer.
            content_type: Some(format!("{kind}; charset=utf-8")),
            link_headers: Vec::new(),
            file: Some(file.clone()),
            final_url: None,
            location: show_path(&named),
            redirected_from: Vec::new(),
            served: None,
        };
        Opened {
            options: read_options(&source, &loaded, published, loader),
            bytes: loaded.bytes,
            source,
            file,
        }
    }
}

/// What a check with nothing typed does by a configuration.
fn settings(config: Config) -> anyhow::Result<Settings> {
    Settings::of(Some(config), &InputArgs::default(), &RunArgs::default())
}

/// Problems of files that are named from a folder.
fn below(folder: &Path, error: RulesError) -> Vec<RuleProblem> {
    let problems = error.problems.into_iter();
    problems
        .map(|problem| RuleProblem {
            file: folder.join(&problem.file).to_string_lossy().into_owned(),
            ..problem
        })
        .collect()
}

/// A path with links of the file system resolved, as far as it is there.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(resolved) = path.canonicalize() {
        return resolved;
    }
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if folder != Path::new("") => resolved(folder).join(name),
        _ => path.to_owned(),
    }
}
