//! From findings on built pages to the sources of those pages.

use std::collections::{BTreeMap, HashMap};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::audit::{Audit, Library, Located, Match, SourcePlace, excerpt};
use crate::input::{Loader, Source, show_path};
use crate::io::open;
use crate::page::{self, Format, Page, ReadOptions};
use crate::report::terminal;
use crate::site::{Site, Sources, Way};
use crate::text::spaced;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use url::Url;

use super::settings::Settings;
use crate::cli::inputs::{self, folders, published_at};
use crate::cli::output::{Terminal, Verbosity};

/// The sources of a site, read when a page has findings, and what they reprint themselves.
pub(super) struct Origins<'a> {
    library: &'a Library,
    settings: &'a Settings,
    loader: &'a Loader,
    /// All pages of the run.
    pages: &'a [Source],
    sources: Option<Sources>,
    read: HashMap<PathBuf, Option<Rc<Read>>>,
    /// All sources that reprint something, by the work that they reprint.
    by_work: Option<BTreeMap<String, Vec<Rc<Read>>>>,
    /// The sources that have a page of their own among the suspects, and that page.
    own: HashMap<PathBuf, PathBuf>,
    /// Reprints on lists of posts, which are judged on the pages of the posts.
    listed: usize,
    /// Pages with findings without a source.
    without: Vec<String>,
}

/// A source, judged as a page.
struct Read {
    path: PathBuf,
    page: Page,
    audit: Audit,
    /// Its text, with every run of white space as one space.
    text: String,
}

impl<'a> Origins<'a> {
    pub(super) fn new(
        library: &'a Library,
        settings: &'a Settings,
        loader: &'a Loader,
        pages: &'a [Source],
    ) -> Self {
        Self {
            library,
            settings,
            loader,
            pages,
            own: HashMap::new(),
            listed: 0,
            sources: None,
            read: HashMap::new(),
            by_work: None,
            without: Vec::new(),
        }
    }

    /// Gives the findings of a built page their places in its sources. A list of posts may hold the texts of several.
    pub(super) fn lead(&mut self, audit: &mut Audit) {
        let Some(site) = &self.settings.site else {
            return;
        };
        let path = PathBuf::from(&audit.page.location);
        let is_web = audit.page.location.contains("://");
        if audit.matches.is_empty() || is_web || !is_built(&path) || !site.has_sources() {
            return;
        }
        let sources = self.sources.take().unwrap_or_else(|| {
            let sources = Sources::of(site);
            self.own = own(&sources, site, self.pages, self.settings);
            sources
        });
        // What is a source itself needs none.
        if !sources.holds(&path) {
            self.lead_from(&sources, site, &path, audit);
        }
        self.sources = Some(sources);
    }

    fn lead_from(&mut self, sources: &Sources, site: &Site, path: &Path, audit: &mut Audit) {
        let below = below(site, path, self.settings);
        let url = published(self.settings, &Source::File(path.to_owned()));
        let candidates: Vec<(Rc<Read>, Way)> = sources
            .candidates(&below, &audit.page.named_sources)
            .into_iter()
            .filter_map(|(path, way)| Some((self.read(path, url.clone())?, way)))
            .collect();
        audit.page.source = candidates
            .iter()
            .find(|(_, way)| *way != Way::Name)
            .map(|(read, _)| shown(&read.path));
        let title = audit.page.title.clone();
        let mut is_missed = false;
        let mut by_text = None;
        // A list of posts may name the source of each.
        let named = { candidates.iter() }
            .filter(|(_, way)| *way == Way::Named)
            .count();
        let is_list = |way: Way| way == Way::Named && named > 1;
        let own = std::mem::take(&mut self.own);
        let is_elsewhere = |read: &Read| own.get(&read.path).is_some_and(|page| page != path);
        audit.matches.retain_mut(|found| {
            let mut candidates = candidates.iter();
            if let Some((read, way)) = candidates.find(|(read, _)| read.of_work(found).is_some()) {
                if is_list(*way) && is_elsewhere(read) {
                    self.listed += 1;
                    return false;
                }
                by_text.get_or_insert_with(|| shown(&read.path));
                read.place(found);
                return true;
            }
            let Some(read) = self.by_text(sources, found, title.as_deref()) else {
                is_missed |= !found.findings.is_empty();
                return true;
            };
            // A list of posts shows what the pages of the posts credit.
            if is_elsewhere(&read) {
                self.listed += 1;
                return false;
            }
            by_text.get_or_insert_with(|| shown(&read.path));
            read.place(found);
            true
        });
        self.own = own;
        audit.page.source = audit.page.source.take().or(by_text);
        if is_missed {
            self.without.push(audit.page.location.clone());
        }
    }

    /// A source, read and judged once; `None` where it cannot be read.
    fn read(&mut self, path: &Path, url: Option<Url>) -> Option<Rc<Read>> {
        if let Some(read) = self.read.get(path) {
            return read.clone();
        }
        let read = read(self.library, self.loader, path, url).map(Rc::new);
        self.read.insert(path.to_owned(), read.clone());
        read
    }

    /// The Markdown outside of the folders of sources that is no original.
    fn elsewhere(&self, sources: &Sources) -> Vec<PathBuf> {
        let Some(site) = &self.settings.site else {
            return Vec::new();
        };
        let originals = &self.settings.originals;
        let named = originals.iter().map(PathBuf::from);
        let originals: Vec<PathBuf> = { folders(originals).chain(named) }
            .filter_map(|path| Path::new(".").join(path).canonicalize().ok())
            .collect();
        let mut elsewhere = sources.elsewhere(site);
        elsewhere.retain(|path| {
            let real = path.canonicalize().ok();
            real.is_some_and(|real| !originals.iter().any(|folder| real.starts_with(folder)))
        });
        elsewhere
    }

    /// The one source that holds the text of the page: of those that reprint the same work, the one with most of its
    /// passages. Where two have as much, the title of the page decides, or none is taken.
    fn by_text(
        &mut self,
        sources: &Sources,
        found: &Match,
        title: Option<&str>,
    ) -> Option<Rc<Read>> {
        if self.by_work.is_none() {
            let (library, loader) = (self.library, self.loader);
            let elsewhere = self.elsewhere(sources);
            let all = || {
                sources
                    .paths()
                    .chain(elsewhere.iter().map(PathBuf::as_path))
            };
            let unread: Vec<&Path> = all()
                .filter(|path| !self.read.contains_key(*path))
                .collect();
            let read: Vec<(PathBuf, Option<Read>)> = unread
                .into_par_iter()
                .map(|path| (path.to_owned(), read(library, loader, path, None)))
                .collect();
            for (path, read) in read {
                // Only what reprints something is kept.
                let read = read.filter(|read| !read.audit.matches.is_empty());
                self.read.insert(path, read.map(Rc::new));
            }
            let mut by_work: BTreeMap<String, Vec<Rc<Read>>> = BTreeMap::new();
            for read in all().filter_map(|path| self.read.get(path)?.clone()) {
                for found in &read.audit.matches {
                    let list = by_work.entry(found.original.work.clone()).or_default();
                    list.push(Rc::clone(&read));
                }
            }
            self.by_work = Some(by_work);
        }
        let reads = self.by_work.as_ref()?.get(&found.original.work)?;
        let score = |read: &Read| {
            let quotes = found.passages.iter().map(|passage| &passage.quote);
            let held = quotes.filter(|quote| read.holds(quote)).count();
            let is_titled = read
                .page
                .title
                .as_deref()
                .zip(title)
                .is_some_and(|(own, shown)| !own.is_empty() && shown.contains(own));
            // The same text may lie elsewhere too, such as in a draft.
            (held, is_titled, sources.holds(&read.path))
        };
        let best = reads.iter().map(|read| score(read)).max()?;
        let mut with_most = reads.iter().filter(|read| score(read) == best);
        match (with_most.next(), with_most.next()) {
            (Some(read), None) if best.0 > 0 => Some(Rc::clone(read)),
            _ => None,
        }
    }

    /// Tells, once, what is judged elsewhere, and which pages have no source.
    pub(super) fn tell(&self, to: Terminal) {
        if self.listed > 0 {
            let text = format!(
                "note: {} reprints on lists of posts are judged on the pages of the posts\n",
                self.listed
            );
            to.tell(Verbosity::Verbose, &text);
        }
        let Some(first) = self.without.first() else {
            return;
        };
        let pages = match self.without.len() {
            1 => "a page".to_owned(),
            count => format!("{count} pages"),
        };
        to.tell(
            Verbosity::Normal,
            &format!(
                "note: no source was found for {pages} with findings, such as {}: the built file is named; `site: \
                 map:` in the configuration can lead to it\n",
                terminal(first)
            ),
        );
    }
}

impl Read {
    fn of_work(&self, found: &Match) -> Option<&Match> {
        let matches = self.audit.matches.iter();
        { matches }.find(|own| own.original.work == found.original.work)
    }

    /// Whether the text has the beginning of a passage; its end may be another where one is cut.
    fn holds(&self, quote: &str) -> bool {
        let quote: String = quote.trim_end_matches('…').chars().take(60).collect();
        let quote = spaced(&quote);
        !quote.is_empty() && self.text.contains(&quote)
    }

    /// Gives each finding of the match its place here: that of the same finding, else that of the credit it is about, else
    /// that of the first passage.
    fn place(&self, found: &mut Match) {
        let Some(own) = self.of_work(found) else {
            return;
        };
        let credits = std::mem::take(&mut found.credits);
        for located in &mut found.findings {
            let same: Option<&Located> =
                { own.findings.iter() }.find(|one| one.finding.code == located.finding.code);
            let credit = || {
                let finding = &located.finding;
                let credit = credits.iter().find(|credit| {
                    let at = (Some(credit.line), Some(credit.column));
                    let links = &mut credit.links.iter();
                    at == (finding.line, finding.column)
                        || links.any(|link| {
                            (Some(link.line), Some(link.column)) == (finding.line, finding.column)
                        })
                })?;
                let href = credit.links.first().map(|link| link.href.as_str());
                { own.credits.iter() }
                    .find(|one| {
                        spaced(&one.text) == spaced(&credit.text)
                            || href
                                .is_some_and(|href| one.links.iter().any(|link| link.href == href))
                    })
                    .map(|one| (one.line, one.column))
            };
            let (line, column) = same
                .and_then(|one| one.finding.line.zip(one.finding.column))
                .or_else(credit)
                .or_else(|| own.passages.first().map(|passage| (passage.line, 1)))
                .unwrap_or((1, 1));
            located.source = Some(SourcePlace {
                file: shown(&self.path),
                line,
                column,
                excerpt: excerpt(
                    &self.page,
                    line,
                    column,
                    located.finding.evidence.as_deref(),
                ),
            });
        }
        found.credits = credits;
    }
}

/// The sources that have a page of their own.
fn own(
    sources: &Sources,
    site: &Site,
    pages: &[Source],
    settings: &Settings,
) -> HashMap<PathBuf, PathBuf> {
    let files = pages.iter().filter_map(|page| match page {
        Source::File(path) if is_built(path) => Some(path),
        _ => None,
    });
    let mut own = HashMap::new();
    let mut others = Vec::new();
    for path in files {
        match sources
            .candidates(&below(site, path, settings), &[])
            .first()
        {
            Some((source, Way::Permalink | Way::Mapped)) => {
                own.insert((*source).to_owned(), path.clone());
            }
            Some((source, _)) => others.push((path, Some((*source).to_owned()))),
            None => others.push((path, None)),
        }
    }
    // What the rules do not lead to has the title of its source, as a rule, and lists have another.
    for (path, named) in others {
        let titled = || title(path).and_then(|title| sources.titled(&title).map(Path::to_owned));
        if let Some(source) = named.or_else(titled) {
            own.entry(source).or_insert_with(|| path.clone());
        }
    }
    own
}

/// The beginning of a built page in which its title is looked for, in bytes. By hand.
const HEAD: u64 = 64 * 1024;

/// The title of a built page, as far as it can be read without reading the page.
fn title(path: &Path) -> Option<String> {
    let mut head = Vec::new();
    let file = open::file(path).ok()?;
    file.take(HEAD).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    let (_, rest) = head.split_once("<title")?;
    let (title, _) = rest.split_once('>')?.1.split_once("</title")?;
    let title = title
        .replace("&amp;", "&")
        .replace("&#39;", "'")
        .replace("&rsquo;", "’");
    Some(title.replace("&quot;", "\"").trim().to_owned())
}

/// How a source is read: as a page of the kind that its ending tells, and templates as the HTML that they are.
pub(super) fn options(path: &Path, url: Option<Url>, loader: &Loader) -> ReadOptions {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    ReadOptions {
        location: shown(path),
        format: matches!(ending, "njk" | "liquid" | "ejs" | "hbs" | "astro")
            .then_some(Format::Html),
        url,
        credit_keys: loader.credit_keys(),
        ..ReadOptions::default()
    }
}

fn read(library: &Library, loader: &Loader, path: &Path, url: Option<Url>) -> Option<Read> {
    let loaded = loader.load(&Source::File(path.to_owned())).ok()?;
    let page = page::read(&loaded.bytes, &options(path, url, loader)).ok()?;
    let audit = library.audit(&page);
    Some(Read {
        path: path.to_owned(),
        text: spaced(&page.text),
        page,
        audit,
    })
}

/// Whether a file is a built page.
fn is_built(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        matches!(
            ending.to_ascii_lowercase().as_str(),
            "html" | "htm" | "xhtml"
        )
    })
}

/// The path of a page below the built pages.
pub(super) fn below(site: &Site, path: &Path, settings: &Settings) -> String {
    let built = site.built();
    let below = built
        .as_deref()
        .and_then(|built| inputs::below(path, built))
        .or_else(|| folders(&settings.roots).find_map(|root| inputs::below(path, &root)))
        .unwrap_or_else(|| path.file_name().map(PathBuf::from).unwrap_or_default());
    show_path(&below)
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Where a suspect of a built site is published.
pub(super) fn published(settings: &Settings, source: &Source) -> Option<Url> {
    published_at(settings.base_url.as_ref()?, source, &settings.roots)
}
