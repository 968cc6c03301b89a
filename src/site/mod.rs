//! Sites that a generator builds: which generator, where its sources are, and from which source a built page comes.
//!
//! A generator is one file here, and one line of [`Generator::ALL`].

mod astro;
mod docusaurus;
mod eleventy;
mod hexo;
mod hugo;
mod jekyll;
mod named;
mod permalink;
mod settings;
mod source;
mod sources;

use std::path::{Path, PathBuf};

use serde_json::Value;
use url::Url;

pub use named::named_source;
use settings::Settings;
use source::SourceFile;
pub use sources::{Sources, Way};

/// A program that builds sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Generator {
    /// Hugo.
    Hugo,
    /// Jekyll.
    Jekyll,
    /// Hexo.
    Hexo,
    /// Astro.
    Astro,
    /// Eleventy.
    Eleventy,
    /// Docusaurus.
    Docusaurus,
}

/// What is known of a generator: how it is recognised, where it keeps things, and where it puts a source.
struct Kind {
    /// Its name in a configuration.
    word: &'static str,
    /// Its name for people.
    name: &'static str,
    /// A site is built by it if one of these files is there …
    settings: &'static [&'static str],
    /// … and one of these too, where the settings alone do not tell it from others.
    beside: &'static [&'static str],
    /// The folder of the built pages, unless the settings name another.
    pages: &'static str,
    /// The key of the settings that names another folder of built pages.
    pages_key: &'static str,
    /// The folders of the sources.
    content: &'static [&'static str],
    /// The key of the settings that names another folder of sources.
    content_key: &'static str,
    /// Further folders of sources that the settings name.
    more_content: fn(&Settings) -> Vec<String>,
    /// The key of the settings that holds the address of the site.
    address: &'static str,
    /// The key of the path below that address at which the site stands, where that is told apart.
    below: &'static str,
    /// Lists of pages and other pages that the generator makes by itself, as patterns below the built pages.
    lists: &'static [&'static str],
    /// The command that builds the site.
    build: &'static str,
    /// What must be there for that.
    needs: Needs,
    /// The paths below the built pages that a source may be put at, the likeliest first, without leading slash;
    /// what they have in common with a real path is told by [`permalink::key`].
    outputs: fn(&SourceFile, &Settings) -> Vec<String>,
}

/// What a generator runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Node.js and the packages of a `package.json`.
    Node,
    /// Ruby and the gems of a `Gemfile`.
    Ruby,
    /// Nothing but the program `hugo`.
    Hugo,
}

impl Generator {
    /// All that are known. Hexo stands before Jekyll: both keep their settings in `_config.yml`.
    pub const ALL: &'static [Self] = &[
        Self::Astro,
        Self::Docusaurus,
        Self::Eleventy,
        Self::Hexo,
        Self::Jekyll,
        Self::Hugo,
    ];

    fn kind(self) -> &'static Kind {
        match self {
            Self::Hugo => &hugo::KIND,
            Self::Jekyll => &jekyll::KIND,
            Self::Hexo => &hexo::KIND,
            Self::Astro => &astro::KIND,
            Self::Eleventy => &eleventy::KIND,
            Self::Docusaurus => &docusaurus::KIND,
        }
    }

    /// Its name in a configuration.
    pub fn word(self) -> &'static str {
        self.kind().word
    }

    /// Its name for people.
    pub fn name(self) -> &'static str {
        self.kind().name
    }

    /// The command that builds a site, and what must be there for it.
    pub fn build(self) -> (&'static str, Needs) {
        let kind = self.kind();
        (kind.build, kind.needs)
    }

    /// Tells by the files of a folder what builds the site there.
    pub fn of_folder(folder: &Path) -> Option<Self> {
        let has = |name: &&str| folder.join(name).exists();
        Self::ALL.iter().copied().find(|generator| {
            let kind = generator.kind();
            kind.settings.iter().any(has)
                && (kind.beside.is_empty()
                    || kind.beside.iter().any(has)
                    || *generator == Self::Hexo && hexo::is_set_up(folder))
        })
    }
}

/// What a configuration says about its site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteOptions {
    /// What builds it: `None` to be told by the files of the folder, inside `None` for nothing.
    pub generator: Option<Option<Generator>>,
    /// Folders of sources, taken from the folder of the configuration.
    pub content: Vec<PathBuf>,
    /// Pairs of a path below the built pages and the path of its source below the folder, in which `*` stands for the
    /// same text.
    pub map: Vec<(String, String)>,
}

/// A site in a folder.
#[derive(Debug, Clone)]
pub struct Site {
    /// What builds it, where that is known.
    pub generator: Option<Generator>,
    folder: PathBuf,
    settings: Settings,
    content: Vec<PathBuf>,
    map: Vec<(String, String)>,
}

impl Site {
    /// The site in `folder`; `None` where nothing builds it and nothing is said of its sources.
    pub fn in_folder(folder: &Path, options: &SiteOptions) -> Option<Self> {
        let generator = match options.generator {
            Some(generator) => generator,
            None => Generator::of_folder(folder),
        };
        if generator.is_none() && options.content.is_empty() && options.map.is_empty() {
            return None;
        }
        let settings = generator.map_or_else(Settings::default, |generator| {
            Settings::read(folder, generator.kind().settings)
        });
        let content = match (&options.content, generator) {
            (named, _) if !named.is_empty() => named.clone(),
            (_, Some(generator)) => content(generator.kind(), folder, &settings),
            _ => Vec::new(),
        };
        Some(Self {
            generator,
            folder: folder.to_owned(),
            settings,
            content,
            map: options.map.clone(),
        })
    }

    /// The folder of the built pages, below that of the site.
    pub fn pages(&self) -> Option<String> {
        let kind = self.generator?.kind();
        let named = self.settings.text(kind.pages_key);
        Some(named.map_or_else(|| kind.pages.to_owned(), |named| plain(&named)))
    }

    /// The path of the folder of the built pages.
    pub fn built(&self) -> Option<PathBuf> {
        self.pages().map(|pages| self.folder.join(pages))
    }

    /// The folders of the sources.
    pub fn content(&self) -> &[PathBuf] {
        &self.content
    }

    /// Where the site is published, by the settings of its generator.
    pub fn base_url(&self) -> Option<Url> {
        let kind = self.generator?.kind();
        let mut url = Url::parse(&self.settings.text(kind.address)?).ok()?;
        let below = self.settings.text(kind.below).unwrap_or_default();
        let below = below.trim_matches('/');
        if !below.is_empty() && !url.path().trim_matches('/').ends_with(below) {
            let folders = below.split('/').chain([""]);
            url.path_segments_mut().ok()?.pop_if_empty().extend(folders);
        }
        let is_plain = matches!(url.scheme(), "http" | "https")
            && url.username().is_empty()
            && url.password().is_none();
        is_plain.then_some(url)
    }

    /// Patterns, below the folder of the site, of the pages that the generator makes by itself: lists of pages by tag and
    /// by date, further pages of a list, the page for what is not found.
    pub fn lists(&self) -> Vec<String> {
        let (Some(generator), Some(pages)) = (self.generator, self.pages()) else {
            return Vec::new();
        };
        let lists = generator.kind().lists;
        let mut patterns: Vec<String> = { lists.iter() }
            .map(|list| format!("{pages}/{list}"))
            .collect();
        // Each language but the first has its own below its code.
        let languages = self.settings.value("languages").and_then(Value::as_object);
        for code in languages.into_iter().flatten().map(|(code, _)| code) {
            let of_root = lists.iter().filter(|list| !list.starts_with("**/"));
            patterns.extend(of_root.map(|list| format!("{pages}/{code}/{list}")));
        }
        patterns
    }

    /// Whether there may be sources: in folders of sources, where pages are led by hand, or wherever a generator has them.
    pub fn has_sources(&self) -> bool {
        self.generator.is_some() || !self.content.is_empty() || !self.map.is_empty()
    }
}

fn content(kind: &Kind, folder: &Path, settings: &Settings) -> Vec<PathBuf> {
    let below = |name: &str| match name {
        "." => folder.to_owned(),
        name => folder.join(name),
    };
    let mut folders = match settings.text(kind.content_key) {
        Some(named) => vec![below(&plain(&named))],
        None => {
            let usual = kind.content.iter().map(|name| below(name));
            usual
                .filter(|path| Path::new(".").join(path).is_dir())
                .collect()
        }
    };
    for named in (kind.more_content)(settings) {
        let named = plain(&named);
        let path = below(&named);
        let is_below = Path::new(&named)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)));
        let is_known = folders.iter().any(|folder| path.starts_with(folder));
        if is_below && !is_known && Path::new(".").join(&path).is_dir() {
            folders.push(path);
        }
    }
    folders
}

/// A folder as settings name it, without `./` and a slash at its end.
fn plain(name: &str) -> String {
    let name = name.trim_start_matches("./").trim_end_matches('/');
    if name.is_empty() { "." } else { name }.to_owned()
}

#[cfg(test)]
mod tests;
