//! From what the user named to a list of sources.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use url::Url;

use super::json_lines::{self, FromStdin};
use super::kind::Kind;
use super::list;
use super::listing;
use super::load::Loader;
use super::loaded::not_a_page;
use super::pattern::{self, is_pattern};
use super::problem::{InputProblem, missing};
use super::source::{Archive, Holds, Source};
use super::walk::{PAGE_ENDINGS, is_ignored, is_page, walk};
use super::{wacz, warc};
use crate::finding::ReasonKind;
use crate::io::{show_path, show_url};

/// How inputs are expanded.
#[derive(Debug, Clone)]
pub struct ExpandOptions {
    /// Leave out what `.gitignore` files leave out (default). They count only inside a git repository.
    pub gitignore: bool,
    /// Take archives and JSON lines whole, without reading them ([`Source::Archive`]), for a [`Loader`] that reads each
    /// once ([`Loader::pages`]). Otherwise they are read to find their pages ([`Source::Archived`]).
    pub whole_archives: bool,
}

impl Default for ExpandOptions {
    fn default() -> Self {
        Self {
            gitignore: true,
            whole_archives: false,
        }
    }
}

/// What the named inputs came to.
#[derive(Debug, Default)]
pub struct Expanded {
    /// The sources: inputs in the order they were named, the files of a directory sorted by path, each file once.
    pub sources: Vec<Source>,
    /// The inputs that cannot be used, in the order they were named.
    pub problems: Vec<InputProblem>,
    /// Symbolic links in folders, and among what patterns fit, through which nothing is read: they lead nowhere, or back to
    /// a folder above.
    pub dead_links: Vec<PathBuf>,
}

/// Expands what the user named.
///
/// - `-` is standard input: one page, or (for [`Loader::expand`]) JSON lines where it begins with an object; `http://…` and `https://…` are fetched; everything else is a path.
/// - A path that does not exist and holds `*`, `?`, `[…]` or `{…}` is a pattern and stands for all files that fit it; `**`
///   stands for any folders.
/// - A file is taken whatever its name. A directory is walked: files with one of [`PAGE_ENDINGS`] are pages, packed
///   with gzip (`….gz`) or not; hidden files and folders are skipped; symbolic links are followed, but never in circles, and
///   what has its own name in the directory is read under that one only; only regular files count, so that a pipe among
///   them cannot stall the run.
/// - A web archive (`….warc`, `….warc.gz`, `….wacz`) stands for the pages in it, JSON lines (`….jsonl`, `….ndjson`) for
///   the pages of their lines (objects with `url` and `html` or `text`). Files of other names are known by how they
///   begin; so are sitemaps and feeds, for [`Loader::expand`].
/// - Inside a git repository `.gitignore` is respected (the user's global excludes and `.git/info/exclude` are not, so
///   that every machine sees the same pages). A directory that holds pages all of which are ignored is read all the
///   same: built sites usually are ignored, and whoever names `public/` means it.
/// - A path that is missing, a directory without a page, or a folder that cannot be read becomes a problem, and the
///   others go on.
///
/// `sitemap:…` and `feed:…` cannot be read here, because that needs the network: see [`Loader::expand`].
pub fn expand<A: AsRef<OsStr>>(args: &[A], options: &ExpandOptions) -> Expanded {
    expand_with(args, options, None)
}

impl Loader {
    /// Expands what the user named, as [`expand`] does, and reads the lists among it: `sitemap:` before a URL or a path
    /// stands for all pages that the sitemap, and the sitemaps it lists, name; `feed:` for the pages of a feed's entries
    /// (RSS, Atom, JSON Feed). Each becomes a [`Source::Found`]; with `feed-content:` the entries' own texts are taken instead,
    /// and no page is fetched.
    pub fn expand<A: AsRef<OsStr>>(&self, args: &[A], options: &ExpandOptions) -> Expanded {
        expand_with(args, options, Some(self))
    }
}

fn expand_with<A: AsRef<OsStr>>(
    args: &[A],
    options: &ExpandOptions,
    loader: Option<&Loader>,
) -> Expanded {
    let mut expansion = Expansion::default();
    for arg in args {
        if let Err(problem) = expansion.add(arg.as_ref(), options, loader) {
            expansion.result.problems.push(problem);
        }
    }
    expansion.result
}

#[derive(Default)]
struct Expansion {
    result: Expanded,
    /// Real paths of the files taken, and URLs: only asked, never listed, so its order does not matter.
    files: HashSet<PathBuf>,
    others: HashSet<Source>,
}

impl Expansion {
    fn add(
        &mut self,
        arg: &OsStr,
        options: &ExpandOptions,
        loader: Option<&Loader>,
    ) -> Result<(), InputProblem> {
        let path = Path::new(arg);
        if arg == "-" {
            match loader.map(Loader::stdin_lines).transpose()?.flatten() {
                Some(lines) => self.add_archive(
                    Archive::new(&lines.path(), Holds::StdinLines),
                    Some(&lines),
                    options,
                )?,
                None => self.push_other(Source::Stdin),
            }
        } else if let (Some((kind, place)), Some(loader)) = (list_place(arg)?, loader) {
            self.add_list(match kind {
                ListKind::Sitemap => list::sitemap(&place, loader),
                ListKind::Feed => list::feed(&place, false, loader),
                ListKind::FeedContent => list::feed(&place, true, loader),
            });
        } else if let Some(address) = arg.to_str().filter(|arg| has_scheme(arg) && !path.exists()) {
            self.push_other(Source::Url(parse_url(address)?));
        } else if let Some(pattern) = arg.to_str().filter(|arg| is_pattern(arg) && !path.exists()) {
            self.add_pattern(pattern, options, loader)?;
        } else {
            let kind = fs::metadata(path).map_err(|error| missing(path, &error))?;
            if kind.is_dir() {
                self.add_directory(path, options)?;
            } else {
                self.add_file(path, kind.is_file(), options, loader)?;
            }
        }
        Ok(())
    }

    fn add_list(&mut self, mut listed: list::Listed) {
        self.result.problems.append(&mut listed.problems);
        for source in listed.sources {
            self.push_other(source);
        }
    }

    fn add_file(
        &mut self,
        path: &Path,
        is_regular: bool,
        options: &ExpandOptions,
        loader: Option<&Loader>,
    ) -> Result<(), InputProblem> {
        // Only a regular file can be looked into and read again.
        let kind = if !is_regular {
            None
        } else if wacz::is_package(path) {
            return self.add_archive(Archive::new(path, Holds::Wacz), None, options);
        } else if warc::is_archive(path) {
            Some(Kind::Warc)
        } else if json_lines::is_json_lines(path) {
            Some(Kind::JsonLines)
        } else {
            listing::of_file(path)
        };
        match (kind, loader) {
            (Some(Kind::Warc), _) => {
                return self.add_archive(Archive::new(path, Holds::Warc), None, options);
            }
            (Some(Kind::JsonLines), _) => {
                return self.add_archive(Archive::new(path, Holds::JsonLines), None, options);
            }
            (Some(Kind::Sitemap), Some(loader)) => {
                self.add_list(list::sitemap(&list::Place::File(path), loader));
                return Ok(());
            }
            // What the file carries needs no network.
            (Some(Kind::Feed), Some(loader)) => {
                self.add_list(list::feed(&list::Place::File(path), true, loader));
                return Ok(());
            }
            (Some(kind @ (Kind::Addresses | Kind::Table | Kind::Json)), _) => {
                return Err(not_a_page(kind, &show_path(path)));
            }
            _ => {}
        }
        self.push_file(path.to_owned(), real(path));
        Ok(())
    }

    fn add_pattern(
        &mut self,
        pattern: &str,
        options: &ExpandOptions,
        loader: Option<&Loader>,
    ) -> Result<(), InputProblem> {
        let mut found = pattern::files(pattern, options.gitignore)?;
        if found.pages.is_empty() && options.gitignore {
            found = pattern::files(pattern, false)?;
        }
        self.result.dead_links.append(&mut found.dead_links);
        if found.pages.is_empty() {
            self.result.problems.append(&mut found.problems);
            return Err(InputProblem::new(
                ReasonKind::NotFound,
                pattern,
                "matches no file",
                "check the pattern: `*` stands for a part of a name, `**` for any folders",
            ));
        }
        for file in &found.pages {
            match self.add_file(file, true, options, loader) {
                // Among the pages of a site there is one of links.
                Err(problem) if problem.kind == ReasonKind::NotAPage && is_page(file) => {
                    self.push_file(file.clone(), real(file));
                }
                Err(problem) => self.result.problems.push(problem),
                Ok(()) => {}
            }
        }
        Ok(())
    }

    fn add_directory(&mut self, root: &Path, options: &ExpandOptions) -> Result<(), InputProblem> {
        // What is named is wanted, whatever git leaves out of it: a folder of built pages.
        let gitignore = options.gitignore && !is_ignored(root);
        let mut walked = walk(root, gitignore);
        if walked.pages.is_empty() && gitignore {
            walked = walk(root, false);
        }
        self.result.dead_links.append(&mut walked.dead_links);
        let faultless = walked.problems.is_empty();
        self.result.problems.append(&mut walked.problems);
        if walked.pages.is_empty() && faultless {
            return Err(no_pages(root, walked.other_files));
        }
        let real_root = real(root);
        for page in walked.pages {
            // Without a link below the root the rest of the path is real already.
            let real = match page.strip_prefix(root) {
                Ok(rest) if !walked.has_linked => real_root.join(rest),
                _ => real(&page),
            };
            self.push_file(page, real);
        }
        Ok(())
    }

    /// Adds an archive, or the pages in it; `stdin` is what is to be read where it is no file yet.
    fn add_archive(
        &mut self,
        archive: Archive,
        stdin: Option<&FromStdin>,
        options: &ExpandOptions,
    ) -> Result<(), InputProblem> {
        if options.whole_archives {
            self.push_other(Source::Archive(archive));
            return Ok(());
        }
        let found = archive.scan(stdin);
        let (pages, problem) = found.map_err(|error| missing(archive.path(), &error))?;
        // Of an archive without a page nothing else is to be told.
        match problem {
            Some(problem) if pages.is_empty() => return Err(problem),
            problem => self.result.problems.extend(problem),
        }
        self.push_archived(archive.path(), pages);
        Ok(())
    }

    fn push_archived(&mut self, path: &Path, pages: Vec<(u64, Url)>) {
        let archive: Arc<Path> = path.into();
        for (offset, url) in pages {
            let archive = Arc::clone(&archive);
            self.push_other(Source::Archived {
                archive,
                offset,
                url,
            });
        }
    }

    fn push_file(&mut self, path: PathBuf, real: PathBuf) {
        if self.files.insert(real) {
            self.result.sources.push(Source::File(path));
        }
    }

    fn push_other(&mut self, source: Source) {
        if self.others.insert(source.clone()) {
            self.result.sources.push(source);
        }
    }
}

/// The path of a file without links, if that can be found out.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Whether an argument looks like an address: a scheme of letters, digits, `+`, `-`, `.` and then `://`.
fn has_scheme(arg: &str) -> bool {
    arg.split_once("://").is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
    })
}

#[derive(Debug, Clone, Copy)]
enum ListKind {
    Sitemap,
    Feed,
    FeedContent,
}

/// Where the list is that an argument such as `sitemap:https://…` names.
fn list_place(arg: &OsStr) -> Result<Option<(ListKind, list::Place<'_>)>, InputProblem> {
    let Some((kind, place)) = arg.to_str().and_then(|arg| arg.split_once(':')) else {
        return Ok(None);
    };
    let kind = match kind {
        "sitemap" => ListKind::Sitemap,
        "feed" => ListKind::Feed,
        "feed-content" => ListKind::FeedContent,
        _ => return Ok(None),
    };
    let place = if has_scheme(place) {
        list::Place::Url(parse_url(place)?)
    } else {
        list::Place::File(Path::new(place))
    };
    Ok(Some((kind, place)))
}

fn parse_url(address: &str) -> Result<Url, InputProblem> {
    let url = Url::parse(address).map_err(|error| {
        InputProblem::new(
            ReasonKind::InvalidUrl,
            hide_credentials(address),
            format_args!("is not a valid web address: {error}"),
            "check the address",
        )
    })?;
    let location = show_url(&url);
    if !matches!(url.scheme(), "http" | "https") {
        return Err(InputProblem::new(
            ReasonKind::UnsupportedScheme,
            location,
            "is not a web address that can be fetched",
            "give an http:// or https:// address, or the path of a file",
        ));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(InputProblem::new(
            ReasonKind::CredentialsInUrl,
            location,
            "was given with a user name or password, which would end up in reports",
            "leave them out; save a page that needs a login and check the file",
        ));
    }
    Ok(url)
}

/// An address that cannot be parsed may still hold a password before an `@`.
fn hide_credentials(address: &str) -> String {
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ => address.to_owned(),
    }
}

fn no_pages(root: &Path, other_files: usize) -> InputProblem {
    let what = match other_files {
        0 => "holds no page: it has no files".to_owned(),
        1 => "holds no page: its only file is of another kind".to_owned(),
        many => format!("holds no page: its {many} files are of other kinds"),
    };
    let endings: Vec<String> = PAGE_ENDINGS.iter().map(|e| format!(".{e}")).collect();
    InputProblem::new(
        ReasonKind::NoPages,
        show_path(root),
        what,
        format!(
            "pages in a directory end in {}, packed with gzip or not; name a file of another ending itself",
            endings.join(", ")
        ),
    )
}

#[cfg(test)]
mod tests;
