//! The pages below a directory.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ignore::WalkBuilder;
use ignore::gitignore::GitignoreBuilder;

use super::problem::InputProblem;
use crate::finding::ReasonKind;
use crate::io::{plain, show_path};

/// The file name endings, without the dot and in any letter case, that make a file in a directory a page; `.gz` may follow.
pub const PAGE_ENDINGS: &[&str] = &[
    "html", "htm", "xhtml", "mhtml", "mht", "eml", "md", "markdown", "mdx", "txt", "rst", "adoc",
    "asciidoc", "org",
];

/// The last words in the names of folders that browsers lay beside a page that they save completely, in the languages of
/// Windows: the list of Microsoft's "connected files".
const SAVED_BESIDE: &[&str] = &[
    "files",
    "dateien",
    "fichiers",
    "bestanden",
    "archivos",
    "ficheiros",
    "arquivos",
    "pliki",
    "soubory",
    "filer",
    "tiedostot",
    "fails",
    "datoteke",
    "fajlovi",
    "fitxers",
    "fitxategiak",
    "failid",
    "elemei",
    "bylos",
    "dosyalar",
];

/// What a directory holds.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// The pages, as paths below the root, sorted.
    pub(super) pages: Vec<PathBuf>,
    /// Regular files that are no pages.
    pub(super) other_files: usize,
    /// Whether symbolic links lead to some of the pages.
    pub(super) has_linked: bool,
    /// Symbolic links through which nothing is read: they lead nowhere, or back to a folder above. Sorted.
    pub(super) dead_links: Vec<PathBuf>,
    /// Folders that could not be read.
    pub(super) problems: Vec<InputProblem>,
}

/// Walks the directory `root`. With `gitignore`, what the repository's `.gitignore` files leave out is left out.
pub(super) fn walk(root: &Path, gitignore: bool) -> Walked {
    walk_for(root, gitignore, &is_page, None)
}

/// As [`walk`], with the files that `wanted` says yes to for pages, and so many folders deep at most.
pub(super) fn walk_for(
    root: &Path,
    gitignore: bool,
    wanted: &dyn Fn(&Path) -> bool,
    depth: Option<usize>,
) -> Walked {
    let mut found = Walked::default();
    let circles = Arc::new(Mutex::new(Circles::new(root)));
    let guard = Arc::clone(&circles);
    // Only `.gitignore` counts: the user's global excludes would make the answer depend on the machine.
    let walker = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .git_ignore(gitignore)
        .parents(gitignore)
        .follow_links(true)
        .max_depth(depth)
        // Which of several links to a folder is followed must not depend on the machine either.
        .sort_by_file_name(Ord::cmp)
        .filter_entry(move |entry| {
            let is_new = !entry.path_is_symlink()
                || guard
                    .lock()
                    .is_ok_and(|mut circles| circles.is_new(entry.path()));
            is_new && !belongs_to_a_page(entry.path())
        })
        .build();
    let mut linked: Vec<PathBuf> = Vec::new();
    let mut folder: Option<PathBuf> = None;
    for entry in walker {
        match entry {
            Ok(entry) => {
                let kind = entry.file_type();
                let is_below = { folder.as_ref() }.is_some_and(|at| entry.path().starts_with(at));
                let is_linked = entry.path_is_symlink() || is_below;
                if kind.is_some_and(|kind| kind.is_file()) {
                    if !wanted(entry.path()) {
                        found.other_files += 1;
                    } else if is_linked && entry.depth() > 0 {
                        linked.push(entry.into_path());
                    } else {
                        found.pages.push(entry.into_path());
                    }
                } else if is_linked
                    && !is_below
                    && entry.depth() > 0
                    && kind.is_some_and(|kind| kind.is_dir())
                {
                    folder = Some(entry.into_path());
                }
            }
            Err(error) => match dead_link(&error) {
                Some(link) if wanted(&link) && !is_hidden(&link) => found.dead_links.push(link),
                Some(_) => {}
                None if is_circle(&error) => {}
                None => found.problems.push(problem(root, &error)),
            },
        }
    }
    if let Ok(circles) = circles.lock() {
        found.dead_links.extend(circles.leading_up.iter().cloned());
    }
    found.has_linked = !linked.is_empty();
    if found.has_linked {
        // What is read under its own name is not read again through a link.
        let mut known: HashSet<PathBuf> = found.pages.iter().filter_map(real).collect();
        linked.retain(|page| real(page).is_some_and(|real| known.insert(real)));
        found.pages.append(&mut linked);
    }
    found.pages.sort();
    found.dead_links.sort();
    found.problems.sort_by(|a, b| a.location.cmp(&b.location));
    found
}

/// Keeps a walk that follows symbolic links from going in circles, and from going through one folder again and again.
struct Circles {
    /// The real path of the folder that is walked.
    root: Option<PathBuf>,
    /// The real paths of the folders that were entered through a link.
    entered: HashSet<PathBuf>,
    /// Links that lead to a folder above.
    leading_up: Vec<PathBuf>,
}

impl Circles {
    fn new(root: &Path) -> Self {
        Self {
            root: root.canonicalize().ok(),
            entered: HashSet::new(),
            leading_up: Vec::new(),
        }
    }

    /// Whether a link leads to a file, or to a folder that is not walked otherwise.
    fn is_new(&mut self, link: &Path) -> bool {
        let Some(target) = real(link).filter(|target| target.is_dir()) else {
            return true;
        };
        if let Some(root) = &self.root {
            if target.starts_with(root) {
                return false;
            }
            if root.starts_with(&target) {
                self.leading_up.push(link.to_owned());
                return false;
            }
        }
        self.entered.insert(target)
    }
}

fn real(path: impl AsRef<Path>) -> Option<PathBuf> {
    path.as_ref().canonicalize().ok()
}

/// The link that leads nowhere, if a fault of the walk is about one.
fn dead_link(error: &ignore::Error) -> Option<PathBuf> {
    let path = failed_path(error)?;
    let is_dead = path.is_symlink() && real(path).is_none();
    is_dead.then(|| path.to_owned())
}

/// Editors lay links that lead nowhere beside a file while it is open: `.#page.html`.
fn is_hidden(link: &Path) -> bool {
    let name = link.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with('.'))
}

/// Whether a fault of the walk is that a link leads back to where it came from: what is there is read already.
fn is_circle(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. }
        | ignore::Error::WithDepth { err, .. }
        | ignore::Error::WithLineNumber { err, .. } => is_circle(err),
        _ => false,
    }
}

/// Whether the repository's `.gitignore` files leave out a folder, or whatever is in it.
pub(super) fn is_ignored(folder: &Path) -> bool {
    let Ok(folder) = folder.canonicalize() else {
        return false;
    };
    // No file has this name, so that only what holds for all files of the folder is found.
    let any = folder.join("creditline/any-page");
    for above in folder.ancestors().skip(1) {
        let mut builder = GitignoreBuilder::new(above);
        let rules = above.join(".gitignore");
        if rules.is_file()
            && builder.add(rules).is_none()
            && let Ok(rules) = builder.build()
            && rules.matched_path_or_any_parents(&any, false).is_ignore()
        {
            return true;
        }
        if above.join(".git").exists() {
            return false;
        }
    }
    false
}

/// Whether a folder holds what a browser saved beside a page: `NAME_files` (the word depends on the browser's language)
/// next to `NAME.html`.
fn belongs_to_a_page(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str());
    let Some((page, word)) = name.and_then(|name| name.rsplit_once(['_', '-', '.'])) else {
        return false;
    };
    SAVED_BESIDE.contains(&word.to_lowercase().as_str())
        && ["html", "htm"]
            .iter()
            .any(|ending| folder.with_file_name(format!("{page}.{ending}")).is_file())
}

/// Whether a file in a directory is a page by its name; it may be packed: `page.html.gz`.
pub(super) fn is_page(path: &Path) -> bool {
    let is_packed = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
    let unpacked = path.with_extension("");
    let path = if is_packed { &unpacked } else { path };
    path.extension().is_some_and(|ending| {
        PAGE_ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

fn problem(root: &Path, error: &ignore::Error) -> InputProblem {
    let why = match error.io_error() {
        Some(io) => plain(io),
        None => error.to_string(),
    };
    InputProblem::new(
        ReasonKind::Unreadable,
        show_path(failed_path(error).unwrap_or(root)),
        format_args!("cannot be read: {why}"),
        "give yourself permission to read it, or leave it out",
    )
}

/// The path that an error of the walker is about; its errors are nested a few levels deep.
fn failed_path(error: &ignore::Error) -> Option<&Path> {
    let mut error = error;
    loop {
        error = match error {
            ignore::Error::WithPath { path, .. } => return Some(path),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            ignore::Error::Loop { child, .. } => return Some(child),
            _ => return None,
        };
    }
}
