//! Paths with `*`, `?`, `[…]` or `{…}`: for shells that do not expand them, and for files that no shell reads.

use std::path::{Path, PathBuf};

use globset::GlobBuilder;

use super::problem::InputProblem;
use super::walk::{Walked, walk_for};
use crate::finding::ReasonKind;
use crate::io::show_path;

/// Whether a path is a pattern rather than a name.
pub(super) fn is_pattern(path: &str) -> bool {
    path.contains(['*', '?', '[', '{'])
}

/// The folder that a pattern starts in: all before the first part that is a pattern. For a path without one, the path.
pub fn pattern_folder(pattern: &str) -> PathBuf {
    let literal = pattern.split('/').take_while(|part| !is_pattern(part));
    let mut folder = PathBuf::from(if pattern.starts_with('/') { "/" } else { "" });
    folder.extend(literal);
    folder
}

/// The files that fit a pattern, sorted. `*` stays within one folder, `**` goes through any number of them. Unlike in a
/// walk of a directory, files of any ending count: whoever writes the pattern says which.
pub(super) fn files(pattern: &str, gitignore: bool) -> Result<Walked, InputProblem> {
    let bare = pattern.trim_start_matches("./");
    let glob = GlobBuilder::new(bare)
        .literal_separator(true)
        .build()
        .map_err(|error| {
            InputProblem::new(
                ReasonKind::NotFound,
                pattern,
                format_args!("is no pattern: {}", error.kind()),
                "`*` and `?` stand for parts of a name, `**` for any folders, `{a,b}` for either",
            )
        })?
        .compile_matcher();
    let folder = pattern_folder(bare);
    let here = folder == Path::new("");
    let start = if here { Path::new(".") } else { &folder };
    if !start.is_dir() {
        return Ok(Walked::default());
    }
    let name = |path: &Path| show_path(path.strip_prefix(".").unwrap_or(path));
    let wanted = |path: &Path| glob.is_match(name(path));
    let below = bare.strip_prefix(&show_path(&folder)).unwrap_or(bare);
    let depth = below.trim_start_matches('/').matches('/').count() + 1;
    let depth = (!bare.contains("**")).then_some(depth);
    let mut walked = walk_for(start, gitignore, &wanted, depth);
    if here {
        walked.pages = walked.pages.iter().map(|path| name(path).into()).collect();
    }
    Ok(walked)
}
