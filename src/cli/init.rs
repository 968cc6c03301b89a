//! `creditline init`: writes a commented configuration that fits the folder.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use creditline::config::{Config, NAMES, Site, starter};
use creditline::report::terminal;
use url::Url;

use super::Outcome;
use super::output::print;

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// The folder to write it for: usually the root of the repository.
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

/// Writes `creditline.yaml`, unless there is a configuration already.
pub(super) fn run(args: &InitArgs) -> anyhow::Result<Outcome> {
    let folder = &args.folder;
    if !folder.is_dir() {
        bail!("`{}` is no folder", folder.display());
    }
    if let Some(name) = NAMES.iter().find(|name| folder.join(name).exists()) {
        bail!(
            "there is a configuration already: `{}`; edit it, or remove it first",
            folder.join(name).display()
        );
    }
    let site = detect(folder);
    let text = starter(&site);
    let file = folder.join(NAMES[0]);
    // What is found in the folder goes into the text: what could not be read again must not be written.
    Config::from_text(&file, text.clone()).map_err(|problems| anyhow!("{problems}"))?;
    fs::File::create_new(&file)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write `{}`", file.display()))?;
    let builder = match site.builder {
        Some(builder) => format!(" for a site built by {builder}"),
        None => String::new(),
    };
    let originals = match folder.join(&site.originals).is_dir() {
        true => String::new(),
        false => format!(
            "Next: put the articles that must be credited into `{}`, or name others in the file.\n",
            terminal(&site.originals)
        ),
    };
    print(&format!(
        "Wrote {}{builder}.\n{originals}Then run `creditline check`.\n",
        terminal(&file.display().to_string())
    ))?;
    Ok(Outcome::Clean)
}

/// A program that builds sites: how it is known, where it puts the pages, and where its settings name the address.
struct Builder {
    name: &'static str,
    /// The site is built by it if one of these files is there …
    settings: &'static [&'static str],
    /// … and one of these too, where the settings alone do not tell it from others.
    beside: &'static [&'static str],
    pages: &'static str,
    /// The key of the settings that holds the address.
    address: &'static str,
}

const BUILDERS: &[Builder] = &[
    Builder {
        name: "Astro",
        settings: &[
            "astro.config.mjs",
            "astro.config.js",
            "astro.config.ts",
            "astro.config.mts",
            "astro.config.cjs",
        ],
        beside: &[],
        pages: "dist",
        address: "site",
    },
    // Hexo before Jekyll: both keep their settings in `_config.yml`.
    Builder {
        name: "Hexo",
        settings: &["_config.yml", "_config.yaml"],
        beside: &["source/_posts", "scaffolds"],
        pages: "public",
        address: "url",
    },
    Builder {
        name: "Jekyll",
        settings: &["_config.yml", "_config.yaml"],
        beside: &[],
        pages: "_site",
        address: "url",
    },
    Builder {
        name: "Hugo",
        settings: &["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"],
        beside: &[],
        pages: "public",
        address: "baseurl",
    },
    // The names that Hugo used before.
    Builder {
        name: "Hugo",
        settings: &["config.toml", "config.yaml", "config/_default"],
        beside: &["archetypes", "layouts", "themes"],
        pages: "public",
        address: "baseurl",
    },
];

/// Folders that hold built pages, where nothing says what builds them.
const PAGES: &[&str] = &["public", "dist", "_site", "build", "site", "out", "html"];

/// Folders that hold originals.
const ORIGINALS: &[&str] = &["originals", "sources"];

fn detect(folder: &Path) -> Site {
    let has = |name: &&&str| folder.join(name).exists();
    let originals = ORIGINALS
        .iter()
        .find(has)
        .unwrap_or(&ORIGINALS[0])
        .to_string();
    let found = BUILDERS.iter().find_map(|builder| {
        let settings = builder.settings.iter().find(has)?;
        (builder.beside.is_empty() || builder.beside.iter().any(|name| has(&name)))
            .then_some((builder, settings))
    });
    match found {
        Some((builder, settings)) => Site {
            builder: Some(builder.name),
            pages: builder.pages.to_owned(),
            originals,
            base_url: address(&folder.join(settings), builder.address),
        },
        None => Site {
            builder: None,
            pages: PAGES.iter().find(has).unwrap_or(&PAGES[0]).to_string(),
            originals,
            base_url: None,
        },
    }
}

/// The most that is read of the settings of a builder.
const MAX_SETTINGS: u64 = 256 * 1024;

/// The address that settings name, as `key: https://…`, `key = "https://…"` or `"key": "https://…"`.
fn address(settings: &Path, key: &str) -> Option<Url> {
    if fs::metadata(settings).ok()?.len() > MAX_SETTINGS {
        return None;
    }
    let text = fs::read_to_string(settings).ok()?;
    text.lines().find_map(|line| {
        let line = line.trim_start().trim_start_matches(['"', '\'']);
        let rest = line
            .get(..key.len())
            .filter(|start| start.eq_ignore_ascii_case(key))
            .map(|_| &line[key.len()..])?;
        let rest = rest.trim_start_matches(['"', '\'']).trim_start();
        let value = rest.strip_prefix([':', '='])?.trim();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value
            .find(|c: char| c.is_whitespace() || "\"',#".contains(c))
            .unwrap_or(value.len());
        let url = Url::parse(&value[..end]).ok()?;
        let is_plain = matches!(url.scheme(), "http" | "https")
            && url.username().is_empty()
            && url.password().is_none();
        is_plain.then_some(url)
    })
}
