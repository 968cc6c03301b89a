//! `creditline init`: writes a commented configuration that fits the folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::audit::read_original;
use crate::config::{CiHost, Config, NAMES, Starter, starter, workflow};
use crate::input::{ExpandOptions, LoadOptions, Loader};
use crate::report::terminal;
use crate::rules::{RuleSets, terms};
use crate::site::{Site, SiteOptions};
use anyhow::{Context, anyhow, bail};
use clap::{Args, ValueEnum};

use super::inputs::EMPTY;
use super::output::print;
use super::{Outcome, inputs};

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The folder to write it for: usually the root of the repository.
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,

    /// Write the file of continuous integration too: it builds the site and checks it.
    #[arg(long, value_name = "HOST", value_enum)]
    ci: Option<Ci>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Ci {
    /// GitHub Actions.
    Github,
    /// GitLab CI.
    Gitlab,
}

/// Writes `creditline.yaml`, unless there is a configuration already; then only the file of continuous integration.
pub(super) fn run(args: &InitArgs) -> anyhow::Result<Outcome> {
    let folder = &args.folder;
    if !folder.is_dir() {
        bail!("`{}` is no folder", folder.display());
    }
    let site = detect(folder);
    if let Some(name) = NAMES.iter().find(|name| folder.join(name).exists()) {
        let known = folder.join(name);
        let Some(ci) = args.ci else {
            bail!(
                "there is a configuration already: `{}`; edit it, or remove it first",
                known.display()
            );
        };
        let written = write_ci(folder, ci, &site)?;
        print(&format!(
            "{written}`{}` stays as it is.\n",
            terminal(&known.display().to_string())
        ))?;
        return Ok(Outcome::Clean);
    }
    let text = starter(&site);
    let file = folder.join(NAMES[0]);
    // What is found in the folder goes into the text: what could not be read again must not be written.
    Config::from_text(&file, text.clone()).map_err(|problems| anyhow!("{problems}"))?;
    fs::File::create_new(&file)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write `{}`", file.display()))?;
    let builder = match site.generator {
        Some(generator) => format!(" for a site built by {}", generator.name()),
        None => String::new(),
    };
    let originals = folder.join(&site.originals);
    let originals = if originals.is_dir() {
        String::new()
    } else {
        // The folder says that no article is known yet; that a folder is missing would be a fault.
        fs::create_dir(&originals)
            .and_then(|()| fs::write(originals.join(EMPTY), ""))
            .with_context(|| format!("cannot make the folder `{}`", originals.display()))?;
        format!(
            "Next: put the articles that must be credited into `{}`, or name others in the file.\n",
            terminal(&site.originals)
        )
    };
    let ci = match args.ci {
        Some(ci) => write_ci(folder, ci, &site)?,
        None => String::new(),
    };
    print(&format!(
        "Wrote {}{builder}.\n{ci}{originals}Then run `creditline check`.\n",
        terminal(&file.display().to_string())
    ))?;
    Ok(Outcome::Clean)
}

/// Writes the file of continuous integration; where there is one, shows what belongs into it.
fn write_ci(folder: &Path, ci: Ci, site: &Starter) -> anyhow::Result<String> {
    let host = match ci {
        Ci::Github => CiHost::Github,
        Ci::Gitlab => CiHost::Gitlab,
    };
    let text = workflow(host, site.generator, &site.pages);
    let file = folder.join(host.file());
    if file.exists() {
        return Ok(format!(
            "`{}` is there already; what belongs into it:\n\n{text}\n",
            terminal(&file.display().to_string())
        ));
    }
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent)
            .with_context(|| format!("cannot make the folder `{}`", parent.display()))?;
    }
    fs::write(&file, text).with_context(|| format!("cannot write `{}`", file.display()))?;
    Ok(format!(
        "Wrote {}.\n",
        terminal(&file.display().to_string())
    ))
}

/// Folders that hold built pages, where nothing says what builds them.
const PAGES: &[&str] = &["public", "dist", "_site", "build", "site", "out", "html"];

/// Folders that hold originals.
const ORIGINALS: &[&str] = &["originals", "sources"];

/// Originals that are read to tell which rules they come under: enough to know the kinds, few enough to be quick.
/// By hand.
const READ: usize = 200;

fn detect(folder: &Path) -> Starter {
    let has = |name: &&&str| folder.join(name).exists();
    let originals = ORIGINALS
        .iter()
        .find(has)
        .unwrap_or(&ORIGINALS[0])
        .to_string();
    let site = Site::in_folder(folder, &SiteOptions::default());
    let pages = site.as_ref().and_then(Site::pages);
    Starter {
        generator: site.as_ref().and_then(|site| site.generator),
        lists: site.as_ref().map(Site::lists).unwrap_or_default(),
        pages: pages.unwrap_or_else(|| PAGES.iter().find(has).unwrap_or(&PAGES[0]).to_string()),
        base_url: site.as_ref().and_then(Site::base_url),
        rules: rules(&folder.join(&originals)),
        originals,
    }
}

/// The rules that the originals of a folder come under, those of most originals first.
fn rules(folder: &Path) -> Vec<String> {
    let sets = RuleSets::builtin();
    let loader = Loader::new(LoadOptions::default());
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    if !folder.is_dir() {
        return Vec::new();
    }
    let expanded = loader.expand(&[folder.as_os_str().to_owned()], &ExpandOptions::default());
    for source in expanded.sources.iter().take(READ) {
        let original = loader
            .load(source)
            .ok()
            .and_then(|loaded| inputs::read_page(source, &loaded, None, &loader).ok())
            .and_then(|page| read_original(&page, &sets).ok());
        if let Some(original) = original {
            *used
                .entry(terms(&original, &sets).rule.id.clone())
                .or_default() += 1;
        }
    }
    let mut used: Vec<(String, usize)> = used.into_iter().collect();
    used.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    used.into_iter().map(|(rule, _)| rule).collect()
}
