//! `--changed` and `--since`: only the pages whose sources changed in git.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::input::{Loader, Source};
use crate::page::{self, Page};
use crate::report::terminal;
use crate::site::{Site, Sources};
use anyhow::{Context, anyhow, bail};

use super::settings::Settings;
use super::sources::{below, options};
use crate::cli::output::{Terminal, Verbosity};
use crate::text::spaced;

/// Endings of files that many pages are made of: templates, data, settings, plug-ins.
const TEMPLATES: &[&str] = &[
    "toml", "yaml", "yml", "json", "js", "mjs", "cjs", "ts", "html", "njk", "liquid", "ejs", "hbs",
    "pug", "swig", "astro", "vue", "svelte", "jsx", "tsx",
];

/// Characters of a block from which it tells a text from others. By hand: a line of prose.
const TELLING: usize = 40;

/// Leaves of the suspects those whose sources changed. Web addresses stay.
pub(super) fn narrow(
    suspects: Vec<Source>,
    since: &str,
    settings: &Settings,
    loader: &Loader,
    to: Terminal,
) -> anyhow::Result<Vec<Source>> {
    let changed = changed(since)?;
    if let Some(why) = changed.iter().find(|path| concerns_all(path, settings)) {
        let why = terminal(&why.to_string_lossy()).into_owned();
        to.tell(
            Verbosity::Verbose,
            &format!("note: all pages are checked: {why} changed\n"),
        );
        return Ok(suspects);
    }
    let site = settings.site.as_ref();
    let sources = site.map(Sources::of).unwrap_or_default();
    let texts: Vec<String> = sources
        .paths()
        .filter(|path| changed.contains(&real(path)))
        .filter_map(|path| {
            let loaded = loader.load(&Source::File(path.to_owned())).ok()?;
            page::read(&loaded.bytes, &options(path, None, loader)).ok()
        })
        .flat_map(|page| telling(&page))
        .collect();
    let is_wanted = |source: &Source| {
        let Source::File(path) = source else {
            return true;
        };
        if changed.contains(&real(path)) {
            return true;
        }
        let known = site.map(|site| sources.candidates(&below(site, path, settings), &[]));
        match known.filter(|known| !known.is_empty()) {
            Some(known) => known.iter().any(|(path, _)| changed.contains(&real(path))),
            // By the text, as everywhere: what holds nothing that changed is as it was.
            None => !texts.is_empty() && holds(source, path, &texts, loader),
        }
    };
    Ok(suspects.into_iter().filter(is_wanted).collect())
}

fn holds(source: &Source, path: &Path, texts: &[String], loader: &Loader) -> bool {
    let page = loader
        .load(source)
        .ok()
        .and_then(|loaded| page::read(&loaded.bytes, &options(path, None, loader)).ok());
    // What cannot be read must be told by the check itself.
    page.is_none_or(|page| {
        let text = spaced(&page.text);
        texts.iter().any(|one| text.contains(one.as_str()))
    })
}

/// The blocks of a source that are long enough to tell it from others.
fn telling(page: &Page) -> Vec<String> {
    let blocks = page.blocks.iter().map(|block| spaced(&block.text));
    blocks
        .filter(|text| text.chars().count() >= TELLING)
        .collect()
}

/// Whether more than the pages of one source may be judged otherwise now.
fn concerns_all(path: &Path, settings: &Settings) -> bool {
    let is_below = |entry: &Path| path.starts_with(real(entry));
    let config = settings.config.as_ref();
    let named = config.into_iter().flat_map(|config| {
        let entries = { config.originals.iter() }
            .chain(&config.library)
            .chain(&config.rules);
        let entries = entries
            .chain(&config.languages)
            .map(|entry| entry.target.as_path());
        entries.chain([config.file.as_path()])
    });
    let typed = settings.originals.iter().map(Path::new);
    if named.chain(typed).any(is_below) {
        return true;
    }
    let Some(site) = &settings.site else {
        return false;
    };
    let ending = path.extension().and_then(|ending| ending.to_str());
    let is_template = ending.is_some_and(|ending| TEMPLATES.contains(&ending));
    let is_source =
        site.content().iter().any(|folder| is_below(folder)) && !is_template_folder(site, path);
    let is_built = site.built().is_some_and(|built| is_below(&built));
    is_template && !is_source && !is_built
}

/// Whether a file is in a folder of templates among the sources, where these lie in the root of the site.
fn is_template_folder(site: &Site, path: &Path) -> bool {
    let parts = path
        .components()
        .filter_map(|part| part.as_os_str().to_str());
    site.content()
        .iter()
        .any(|folder| folder.as_os_str().is_empty())
        && { parts }.any(|part| part.starts_with("_layouts") || part.starts_with("_includes"))
}

/// The files that changed, with links of the file system resolved.
fn changed(since: &str) -> anyhow::Result<HashSet<PathBuf>> {
    if since.starts_with('-') {
        bail!("--since `{since}` is no commit, branch or tag");
    }
    let root = text(&["rev-parse", "--show-toplevel"])?;
    let root = real(Path::new(root.trim_end_matches(['\n', '\r'])));
    // What others did to their branch meanwhile is not ours.
    let base = text(&["merge-base", since, "HEAD"])
        .with_context(|| format!("--since `{since}` has no commit in common with HEAD"))?;
    let committed = text(&[
        "diff",
        "--name-only",
        "-z",
        "--no-renames",
        base.trim(),
        "--",
    ])?;
    let top = root.to_string_lossy().into_owned();
    let new = text(&[
        "-C",
        &top,
        "ls-files",
        "-z",
        "--others",
        "--exclude-standard",
    ])?;
    let names = committed.split('\0').chain(new.split('\0'));
    Ok(names
        .filter(|name| !name.is_empty())
        .map(|name| real(&root.join(name)))
        .collect())
}

/// What git says.
fn text(args: &[&str]) -> anyhow::Result<String> {
    let output = Command::new("git")
        .args(args)
        .output()
        .context("--since and --changed need git, which cannot be run")?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        let why = why.lines().next().unwrap_or_default();
        return Err(anyhow!("git says: {}", terminal(why)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A path with links of the file system resolved; as it is where it is not there any more.
fn real(path: &Path) -> PathBuf {
    Path::new(".")
        .join(path)
        .canonicalize()
        .unwrap_or_else(|_| path.to_owned())
}
