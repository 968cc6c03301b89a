//! The pages below a directory.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use ignore::gitignore::GitignoreBuilder;

use super::problem::InputProblem;
use crate::finding::ReasonKind;
use crate::io::{plain, show_path};

/// The file name endings, without the dot and in any letter case, that make a file in a directory a page.
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
    /// Symbolic links to what would have been read, were it there itself, sorted.
    pub(super) links: Vec<PathBuf>,
    /// Folders that could not be read.
    pub(super) problems: Vec<InputProblem>,
}

/// Walks the directory `root`. With `gitignore`, what the repository's `.gitignore` files leave out is left out.
pub(super) fn walk(root: &Path, gitignore: bool) -> Walked {
    walk_for(root, gitignore, &is_page, &|_| true)
}

/// As [`walk`], with the files that `wanted` says yes to for pages, which `may_hold` says of a folder.
pub(super) fn walk_for(
    root: &Path,
    gitignore: bool,
    wanted: &dyn Fn(&Path) -> bool,
    may_hold: &dyn Fn(&Path) -> bool,
) -> Walked {
    let mut found = Walked::default();
    let real_root = root.canonicalize().ok();
    // Only `.gitignore` counts: the user's global excludes would make the answer depend on the machine.
    let walker = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .git_ignore(gitignore)
        .parents(gitignore)
        .follow_links(false)
        .filter_entry(|entry| !belongs_to_a_page(entry.path()))
        .build();
    for entry in walker {
        match entry {
            Ok(entry) => {
                // Whoever asks for the type of a link gets "link": links are never followed, so none leads out.
                if entry.file_type().is_some_and(|kind| kind.is_file()) {
                    if wanted(entry.path()) {
                        found.pages.push(entry.into_path());
                    } else {
                        found.other_files += 1;
                    }
                } else if entry.depth() > 0
                    && entry.path_is_symlink()
                    && is_missed(entry.path(), real_root.as_deref(), wanted, may_hold)
                {
                    found.links.push(entry.into_path());
                }
            }
            Err(error) => found.problems.push(problem(root, &error)),
        }
    }
    found.pages.sort();
    found.links.sort();
    found.problems.sort_by(|a, b| a.location.cmp(&b.location));
    found
}

/// Whether a symbolic link leads to what is read nowhere else in the walk: to a page or a folder of pages outside of it,
/// or to a file that is a page only by the name of the link. A link that leads nowhere is missed as a page, if it is
/// called like one.
fn is_missed(
    link: &Path,
    real_root: Option<&Path>,
    wanted: &dyn Fn(&Path) -> bool,
    may_hold: &dyn Fn(&Path) -> bool,
) -> bool {
    let Ok(target) = link.canonicalize() else {
        return wanted(link);
    };
    let is_inside = real_root.is_some_and(|root| target.starts_with(root));
    if target.is_dir() {
        return !is_inside && may_hold(link);
    }
    target.is_file() && wanted(link) && !(is_inside && wanted(&target))
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

fn is_page(path: &Path) -> bool {
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
