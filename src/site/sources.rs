//! All sources of a site, and which of them a built page may come from.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::permalink::key;
use super::{Site, SourceFile};
use crate::io::show_path;

/// The endings of files that hold the text of a page.
const ENDINGS: &[&str] = &[
    "md", "markdown", "mdown", "mkd", "mdx", "html", "htm", "njk", "liquid", "ejs", "hbs", "astro",
];

/// Folders of packages: no source is in them, wherever they are.
const PACKAGES: &str = "node_modules";

/// Folders in the root of a site that hold none of its sources, where the root itself is the folder of sources.
const OTHERS: &[&str] = &[
    "vendor",
    "themes",
    "resources",
    "public",
    "dist",
    "build",
    "_site",
    "originals",
];

/// Source files that are looked at, at most. By hand: five times the largest site that was measured.
const FILES: usize = 100_000;

/// What themes put between the title of a page and the name of the site.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " :: ", " • ", " « ", " » ",
];

/// How a source was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The page names it.
    Named,
    /// The configuration's `map` leads to it.
    Mapped,
    /// The generator's rules put it there.
    Permalink,
    /// It is the only source with the page's last name.
    Name,
}

/// The sources of a site.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// By the key of the path that the generator's rules give.
    by_key: HashMap<String, Vec<usize>>,
    /// By the last part of that path.
    by_name: HashMap<String, Vec<usize>>,
    by_path: HashMap<String, usize>,
    all: HashSet<PathBuf>,
    /// By the title, where only one has it.
    by_title: HashMap<String, Option<usize>>,
    map: Vec<(String, String)>,
}

impl Sources {
    /// Finds the sources of a site, and reads their front matter.
    pub fn of(site: &Site) -> Self {
        let mut sources = Self {
            map: { site.map.iter() }
                .map(|(page, source)| (page.clone(), source.trim_start_matches("./").to_owned()))
                .collect(),
            ..Self::default()
        };
        let pages = site.pages();
        for folder in &site.content {
            let is_root = *folder == site.folder;
            let pages = pages.as_deref().map(|pages| site.folder.join(pages));
            for path in files(folder, is_root, pages) {
                if sources.files.len() == FILES {
                    break;
                }
                let below = show_path(path.strip_prefix(folder).unwrap_or(&path));
                let below_site = show_path(path.strip_prefix(&site.folder).unwrap_or(&path));
                let below_site = below_site.trim_start_matches("./").to_owned();
                let file =
                    SourceFile::read(&path, below_site, below.trim_start_matches("./").to_owned());
                sources.add(file, site);
            }
        }
        for (_, source) in sources.map.clone() {
            for path in mapped_files(&site.folder, &source) {
                sources.add_bare(path, site);
            }
        }
        sources
    }

    /// Adds a file that no rule of the generator leads to.
    fn add_bare(&mut self, path: PathBuf, site: &Site) {
        if self.files.len() == FILES || !self.all.insert(path.clone()) {
            return;
        }
        let below_site = show_path(path.strip_prefix(&site.folder).unwrap_or(&path));
        let below_site = below_site.trim_start_matches("./").to_owned();
        self.by_path.insert(below_site.clone(), self.files.len());
        let file = SourceFile::read(&path, below_site.clone(), below_site);
        self.files.push(file);
    }

    fn add(&mut self, file: SourceFile, site: &Site) {
        let index = self.files.len();
        let outputs = match site.generator {
            Some(generator) => (generator.kind().outputs)(&file, &site.settings),
            // Without rules a page stands where its source stands.
            None => vec![
                file.below
                    .rsplit_once('.')
                    .map_or("", |(path, _)| path)
                    .to_owned(),
            ],
        };
        for output in outputs {
            let key = key(&output);
            let name = key.rsplit('/').next().unwrap_or_default().to_owned();
            let named = self.by_name.entry(name).or_default();
            if named.last() != Some(&index) {
                named.push(index);
            }
            self.by_key.entry(key).or_default().push(index);
        }
        if let Some(title) = file.said("title") {
            let of_title = self.by_title.entry(title).or_insert(Some(index));
            if *of_title != Some(index) {
                *of_title = None;
            }
        }
        self.all.insert(file.path.clone());
        self.by_path.insert(file.below_site.clone(), index);
        self.files.push(file);
    }

    /// The paths of all sources, in their order on disk.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|file| file.path.as_path())
    }

    /// The Markdown of a site outside of its folders of sources: a generator may be told of further ones in ways that
    /// cannot be read.
    pub fn elsewhere(&self, site: &Site) -> Vec<PathBuf> {
        if site.generator.is_none() {
            return Vec::new();
        }
        let mut others = files(&site.folder, true, site.built());
        others.retain(|path| is_markdown(path) && !self.all.contains(path));
        others.truncate(FILES);
        others
    }

    /// The one source with the title of a page, which a theme may have put before or behind the name of the site.
    pub fn titled(&self, title: &str) -> Option<&Path> {
        let one = |title: &str| *self.by_title.get(title.trim())?;
        let index = one(title).or_else(|| {
            SEPARATORS.iter().find_map(|sign| {
                let (first, _) = title.split_once(sign)?;
                let (most, last) = title.rsplit_once(sign)?;
                one(most).or_else(|| one(first)).or_else(|| one(last))
            })
        })?;
        Some(self.files.get(index)?.path.as_path())
    }

    /// Whether a file is one of the sources.
    pub fn holds(&self, path: &Path) -> bool {
        self.all.contains(path)
    }

    /// The sources that a page may come from, the likeliest first. `below` is its path below the built pages, `named` what
    /// it names itself ([`super::named_source`]).
    pub fn candidates(&self, below: &str, named: &[String]) -> Vec<(&Path, Way)> {
        let mut found: Vec<(usize, Way)> = Vec::new();
        let mut add = |index: usize, way: Way| {
            if !found.iter().any(|(known, _)| *known == index) {
                found.push((index, way));
            }
        };
        for path in named {
            if let Some(index) = self.ending_of(path) {
                add(index, Way::Named);
            }
        }
        for (page, source) in &self.map {
            if let Some(path) = mapped(page, source, below)
                && let Some(index) = self.by_path.get(&path)
            {
                add(*index, Way::Mapped);
            }
        }
        let key = key(below);
        for index in self.by_key.get(&key).into_iter().flatten() {
            add(*index, Way::Permalink);
        }
        let name = key.rsplit('/').next().unwrap_or_default();
        if !name.is_empty()
            && let Some([index]) = self.by_name.get(name).map(Vec::as_slice)
        {
            add(*index, Way::Name);
        }
        found
            .into_iter()
            .filter_map(|(index, way)| Some((self.files.get(index)?.path.as_path(), way)))
            .collect()
    }

    /// The source whose path is the longest end of an address.
    fn ending_of(&self, address: &str) -> Option<usize> {
        let decoded = percent_encoding::percent_decode_str(address).decode_utf8_lossy();
        let mut rest = decoded.trim_start_matches("./").trim_start_matches('/');
        loop {
            if let Some(index) = self.by_path.get(rest) {
                return Some(*index);
            }
            rest = rest.split_once('/')?.1;
        }
    }
}

/// The source that a pair of the map gives for a page: `*` stands for the same text in both.
fn mapped(page: &str, source: &str, below: &str) -> Option<String> {
    let Some((head, tail)) = page.split_once('*') else {
        return (page == below).then(|| source.to_owned());
    };
    let part = below.strip_prefix(head)?.strip_suffix(tail)?;
    Some(source.replacen('*', part, 1))
}

/// The files that a source of the map may be.
fn mapped_files(folder: &Path, source: &str) -> Vec<PathBuf> {
    let Some((head, tail)) = source.split_once('*') else {
        let path = folder.join(source);
        return Path::new(".")
            .join(&path)
            .is_file()
            .then_some(path)
            .into_iter()
            .collect();
    };
    let (below, _) = head.rsplit_once('/').unwrap_or_default();
    let mut found = files(&folder.join(below), below.is_empty(), None);
    found.retain(|path| {
        let path = show_path(path.strip_prefix(folder).unwrap_or(path));
        path.len() >= head.len() + tail.len() && path.starts_with(head) && path.ends_with(tail)
    });
    found
}

fn is_markdown(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| matches!(ending, "md" | "mdx" | "markdown"))
}

/// The files that hold the text of pages, sorted; built pages are none.
fn files(folder: &Path, is_root: bool, pages: Option<PathBuf>) -> Vec<PathBuf> {
    let start = if folder == Path::new("") {
        Path::new(".")
    } else {
        folder
    };
    let walker = WalkBuilder::new(start)
        .standard_filters(false)
        .hidden(true)
        .follow_links(false)
        .filter_entry(move |entry| {
            let name = entry.file_name().to_str().unwrap_or_default();
            let is_other = is_root && entry.depth() == 1 && OTHERS.contains(&name);
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            let path = entry.path();
            let is_built = pages.as_deref() == Some(path.strip_prefix(".").unwrap_or(path));
            !(is_folder && (name == PACKAGES || is_other || is_built))
        })
        .build();
    let mut files: Vec<PathBuf> = walker
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
        .map(|entry| {
            let path = entry.into_path();
            path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
        })
        .filter(|path| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            ending.is_some_and(|ending| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
        })
        .collect();
    files.sort();
    files
}
