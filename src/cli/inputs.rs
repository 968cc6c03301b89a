//! From what was typed to pages, originals and rules.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::audit::{Declared, IN_MEMORY, Library, load_all, read_judgeable};
use crate::finding::ReasonKind;
use crate::input::{ExpandOptions, InputProblem, Loaded, Loader, Source, expand, pattern_folder};
use crate::io::{open, utf8};
use crate::library::{Shelf, is_library};
use crate::originals::Original;
use crate::page::{self, Page, ReadError, ReadOptions};
use crate::report::{problems, terminal};
use crate::rules::RuleSets;
use anyhow::{Context, anyhow, bail};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use url::Url;

use super::output::{Terminal, Verbosity, tell};
use super::progress::Progress;

/// Sources that are worked on together: enough to keep the network and the cores busy, few enough to bound memory.
/// By hand.
pub(super) const BATCH: usize = 64;

/// The longest list of suspects, in bytes: a million long addresses. By hand.
const MAX_LIST: u64 = 256 * 1024 * 1024;

/// The suspects that were typed, then those that a list names, one a line. Empty lines are nothing.
pub(super) fn typed_suspects(
    typed: &[OsString],
    list: Option<&Path>,
) -> anyhow::Result<Vec<OsString>> {
    let mut suspects = typed.to_vec();
    let Some(list) = list else {
        return Ok(suspects);
    };
    let is_stdin = list.as_os_str() == "-";
    if is_stdin && typed.iter().any(|suspect| suspect == "-") {
        bail!("standard input cannot be both a suspect and the list of suspects");
    }
    let mut bytes = Vec::new();
    let read = if is_stdin {
        io::stdin().lock().take(MAX_LIST).read_to_end(&mut bytes)
    } else {
        open::file(list).and_then(|file| file.take(MAX_LIST).read_to_end(&mut bytes))
    };
    read.with_context(|| format!("the list of suspects `{}` cannot be read", list.display()))?;
    let text = utf8(bytes)
        .map_err(|fault| anyhow!("the list of suspects `{}` {fault}", list.display()))?;
    let lines = text.strip_prefix('\u{feff}').unwrap_or(&text).lines();
    let named = lines.map(str::trim_end).filter(|line| !line.is_empty());
    suspects.extend(named.map(OsString::from));
    if suspects.is_empty() {
        bail!("the list of suspects `{}` is empty", list.display());
    }
    Ok(suspects)
}

/// Loads the rule sets; problems are drawn on standard error.
pub(super) fn rules(names: &[PathBuf], to: Terminal) -> anyhow::Result<RuleSets> {
    RuleSets::load(names).map_err(|error| {
        tell(&problems(&error, to.stderr()));
        anyhow!("the rules cannot be used")
    })
}

/// Reads what was loaded from a source as a page; `published` is its address if it was not fetched.
pub(super) fn read_page(
    source: &Source,
    loaded: &Loaded,
    published: Option<Url>,
    loader: &Loader,
) -> Result<Page, ReadError> {
    let mut page = page::read(
        &loaded.bytes,
        &read_options(source, loaded, published, loader),
    )?;
    page.file.clone_from(&loaded.file);
    Ok(page)
}

/// How what was loaded from a source is read as a page.
pub(super) fn read_options(
    source: &Source,
    loaded: &Loaded,
    published: Option<Url>,
    loader: &Loader,
) -> ReadOptions {
    ReadOptions {
        location: loaded.location.clone(),
        content_type: loaded.content_type.clone(),
        link_headers: loaded.link_headers.clone(),
        url: loaded.final_url.clone().or(published),
        sheets: loader.sheets(source, loaded),
        credit_keys: loader.credit_keys(),
        ..ReadOptions::default()
    }
}

/// Loads and reads the one page that an argument names.
pub(super) fn one_page(argument: &OsStr, loader: &Loader) -> anyhow::Result<Page> {
    let expanded = expand(&[argument], &ExpandOptions::default());
    if let Some(problem) = expanded.problems.first() {
        bail!("{problem}");
    }
    let [source] = expanded.sources.as_slice() else {
        bail!("`{}` is a directory; name one file", argument.display());
    };
    let loaded = loader
        .load(source)
        .map_err(|problem| anyhow!("{problem}"))?;
    read_page(source, &loaded, None, loader).map_err(|error| unreadable(&loaded.location, &error))
}

/// The file that keeps an empty folder under version control.
pub(super) const EMPTY: &str = ".gitkeep";

/// Whether a folder is kept on purpose although nothing is in it yet.
pub(super) fn is_kept_empty(folder: &Path) -> bool {
    folder.join(EMPTY).is_file()
        && std::fs::read_dir(folder).is_ok_and(|entries| entries.count() == 1)
}

/// An input that cannot be used.
pub(super) struct Fault {
    /// The input as it was named.
    pub(super) location: String,
    /// What is wrong.
    pub(super) message: String,
    /// What to do.
    pub(super) help: Option<String>,
}

impl From<InputProblem> for Fault {
    fn from(problem: InputProblem) -> Self {
        Self {
            location: problem.location,
            message: problem.message,
            help: Some(problem.help),
        }
    }
}

/// Tells of the symbolic links through which nothing was read.
pub(super) fn tell_dead_links(links: &[PathBuf], to: Terminal) {
    let Some(first) = links.first() else {
        return;
    };
    let text = format!(
        "warning: symbolic links in folders lead nowhere, or back to a folder above ({} of them), such as `{}`; nothing was \
         read through them: mend or remove them\n",
        links.len(),
        terminal(&first.to_string_lossy())
    );
    to.tell(Verbosity::Normal, &text);
}

/// The originals that can be used, and what is wrong with the others.
pub(super) fn originals(
    arguments: &[OsString],
    rules: &RuleSets,
    loader: &Loader,
    to: Terminal,
) -> (Vec<Original>, Vec<Fault>) {
    let mut originals = Vec::new();
    let faults = each_original(arguments, rules, loader, to, |some| originals.extend(some));
    (originals, faults)
}

/// Hands the originals that can be used to `take`, some at a time and in order. Gives what is wrong with the others.
pub(super) fn each_original(
    arguments: &[OsString],
    rules: &RuleSets,
    loader: &Loader,
    to: Terminal,
    mut take: impl FnMut(Vec<Original>),
) -> Vec<Fault> {
    let expanded = loader.expand(arguments, &ExpandOptions::default());
    tell_dead_links(&expanded.dead_links, to);
    let mut faults: Vec<Fault> = expanded.problems.into_iter().map(Fault::from).collect();
    let progress = Progress::new(to, "originals", expanded.sources.len());
    for sources in expanded.sources.chunks(BATCH) {
        let read = in_parallel(sources, loader, |source, loaded| {
            let result = original(source, loaded, rules, loader);
            progress.step();
            result
        });
        let mut originals = Vec::with_capacity(read.len());
        for result in read.into_iter().flatten() {
            match result {
                Ok(original) => originals.push(original),
                Err(fault) => faults.push(fault),
            }
        }
        take(originals);
    }
    faults
}

/// What is known of originals: those that arguments name, and those of the libraries among them. With it, what is wrong
/// with the others.
pub(super) fn library(
    arguments: &[OsString],
    rules: &RuleSets,
    declared: &Declared,
    loader: &Loader,
    to: Terminal,
) -> anyhow::Result<(Library, Vec<Fault>)> {
    let (kept, others): (Vec<OsString>, Vec<OsString>) =
        { arguments.iter().cloned() }.partition(|argument| is_library(Path::new(argument)));
    let mut shelves = Vec::with_capacity(kept.len());
    for dir in &kept {
        shelves.push(Shelf::open(Path::new(dir))?);
    }
    if let (1, [_]) = (arguments.len(), shelves.as_slice())
        && let Some(shelf) = shelves.pop()
    {
        let library = Library::of_shelf(shelf, rules, declared, IN_MEMORY)?;
        return Ok((library, Vec::new()));
    }
    if let Some((dir, shelf)) =
        { kept.iter().zip(&shelves) }.find(|(_, shelf)| shelf.len() > IN_MEMORY)
    {
        let dir = dir.display();
        bail!(
            "the library `{dir}` is too large ({} originals) to be put together with others; `creditline library add \
             {dir} …` adds them to it",
            shelf.len()
        );
    }
    let mut all = Vec::new();
    for shelf in &shelves {
        all.extend(load_all(shelf, rules)?);
    }
    let (read, faults) = originals(&others, rules, loader, to);
    all.extend(read);
    Ok((Library::with_works(all, rules, declared), faults))
}

fn original(
    source: &Source,
    loaded: Result<Loaded, InputProblem>,
    rules: &RuleSets,
    loader: &Loader,
) -> Result<Original, Fault> {
    let loaded = loaded?;
    let fault = |message: String| Fault {
        location: loaded.location.clone(),
        message,
        help: None,
    };
    let page = read_page(source, &loaded, None, loader)
        .map_err(|error| fault(unreadable(&loaded.location, &error).to_string()))?;
    read_judgeable(&page, rules).map_err(|error| fault(error.to_string()))
}

fn unreadable(location: &str, error: &ReadError) -> anyhow::Error {
    anyhow!("`{location}` cannot be read: {error}")
}

/// Does `work` for each source on all cores and gives the results in the order of the sources. Web addresses are
/// fetched together first; files are read where they are worked on, so that few of them are in memory at once. When the
/// run is to end, nothing is read any more, and what was not read is `None`.
pub(super) fn in_parallel<T: Send>(
    sources: &[Source],
    loader: &Loader,
    work: impl Fn(&Source, Result<Loaded, InputProblem>) -> T + Sync,
) -> Vec<Option<T>> {
    let jobs = jobs(sources.iter().collect(), loader);
    work_off(jobs, loader, work)
}

/// A source to work on, with what was read of it where it was read before.
pub(super) type Job<'a> = (&'a Source, Option<Result<Loaded, InputProblem>>);

/// Fetches the web addresses among sources; files are read where they are worked on.
pub(super) fn jobs<'a>(sources: Vec<&'a Source>, loader: &Loader) -> Vec<Job<'a>> {
    let is_file = |source: &Source| matches!(source, Source::File(_));
    let others: Vec<Source> = { sources.iter() }
        .filter(|source| !is_file(source))
        .map(|source| (*source).clone())
        .collect();
    let mut fetched = match others.as_slice() {
        [] => Vec::new(),
        others => loader.load_all(others),
    }
    .into_iter();
    { sources.into_iter() }
        .map(|source| match is_file(source) {
            true => (source, None),
            false => (source, fetched.next()),
        })
        .collect()
}

/// Does `work` for each job on all cores and gives the results in their order; `None` for what was not read because the
/// run is to end.
pub(super) fn work_off<T: Send>(
    jobs: Vec<Job<'_>>,
    loader: &Loader,
    work: impl Fn(&Source, Result<Loaded, InputProblem>) -> T + Sync,
) -> Vec<Option<T>> {
    jobs.into_par_iter()
        .map(|(source, loaded)| {
            let loaded = match loaded {
                Some(Err(problem)) if problem.kind == ReasonKind::Interrupted => return None,
                Some(loaded) => loaded,
                None if loader.is_stopped() => return None,
                None => loader.load(source),
            };
            Some(work(source, loaded))
        })
        .collect()
}

/// The folders among what was named: directories, and where patterns begin.
pub(super) fn folders<'n>(
    named: impl IntoIterator<Item = &'n OsString>,
) -> impl Iterator<Item = PathBuf> {
    named.into_iter().filter_map(|root| {
        let is_folder = |folder: &Path| folder.is_dir() || folder == Path::new("");
        let folder = pattern_folder(root.to_str()?);
        is_folder(&folder).then_some(folder)
    })
}

/// The path of a file below a folder, also where one is named from the root and the other from the working directory.
pub(super) fn below(path: &Path, folder: &Path) -> Option<PathBuf> {
    let below = path.strip_prefix(folder).ok().map(Path::to_owned);
    below.or_else(|| {
        let start = std::env::current_dir().ok()?;
        let whole = start.join(path);
        whole
            .strip_prefix(start.join(folder))
            .ok()
            .map(Path::to_owned)
    })
}

/// The address of a file of a built site: the base joined with its path below the directory that was named, or where
/// the pattern that was named begins.
pub(super) fn published_at(base: &Url, source: &Source, roots: &[OsString]) -> Option<Url> {
    let Source::File(path) = source else {
        return None;
    };
    let below = folders(roots)
        .find_map(|root| below(path, &root))
        .or_else(|| path.file_name().map(PathBuf::from))?;
    let mut names: Vec<&str> = below
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect::<Option<_>>()?;
    if let Some(last) = names.last_mut()
        && matches!(*last, "index.html" | "index.htm")
    {
        *last = "";
    }
    let mut url = base.clone();
    url.path_segments_mut().ok()?.pop_if_empty().extend(names);
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_built_site_have_addresses() {
        let at = |base: &str, path: &str| {
            let base = Url::parse(base).unwrap();
            let source = Source::File(path.into());
            published_at(&base, &source, &["src".into()])
                .unwrap()
                .to_string()
        };
        assert_eq!(
            at("https://a.example", "src/cli/mod.rs"),
            "https://a.example/cli/mod.rs"
        );
        assert_eq!(
            at("https://a.example/blog", "src/cli/index.html"),
            "https://a.example/blog/cli/"
        );
        assert_eq!(
            at("https://a.example/", "src/index.html"),
            "https://a.example/"
        );
        let whole = std::env::current_dir().unwrap().join("src/cli/index.html");
        assert_eq!(
            at("https://a.example", whole.to_str().unwrap()),
            "https://a.example/cli/"
        );
        assert_eq!(
            at("https://a.example/", "other/a b.html"),
            "https://a.example/a%20b.html"
        );
    }
}
