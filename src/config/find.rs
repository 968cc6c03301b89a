//! Where the configuration is.

use std::path::{Path, PathBuf};

/// The names under which a configuration is found.
pub const NAMES: &[&str] = &[
    "creditline.yaml",
    "creditline.yml",
    ".creditline.yaml",
    ".creditline.yml",
];

/// Why no configuration could be chosen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FindError {
    /// One directory holds several; which one is meant cannot be told.
    #[error("both `{}` and `{}` are configurations; keep one of them, or name one with --config", first.display(), second.display())]
    Two {
        /// The first, in the order of [`NAMES`].
        first: PathBuf,
        /// The second.
        second: PathBuf,
    },
}

/// Looks for a configuration in `start` and the directories above it, up to the first that holds `.git`, or the root.
///
/// The path found is `start` with `..` for each step upward, so that what it leads to is named as the user would.
///
/// # Errors
/// [`FindError::Two`].
pub fn find(start: &Path) -> Result<Option<PathBuf>, FindError> {
    // `..` in a path leads astray where the directory was reached by a link, so the steps are counted on the real path.
    let steps = Path::new(".")
        .join(start)
        .canonicalize()
        .map_or(0, |real| real.ancestors().count());
    let mut folder = start.to_owned();
    for _ in 0..steps {
        let mut found = NAMES
            .iter()
            .map(|name| folder.join(name))
            .filter(|path| path.is_file());
        match (found.next(), found.next()) {
            (Some(first), Some(second)) => return Err(FindError::Two { first, second }),
            (Some(path), None) => return Ok(Some(path)),
            _ => {}
        }
        // In a worktree or a submodule `.git` is a file.
        if folder.join(".git").exists() {
            break;
        }
        folder.push("..");
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    #[test]
    fn the_nearest_file_up_to_the_repository_root() {
        let root = TempDir::new().unwrap();
        let deep = root.path().join("repo/site/posts");
        fs::create_dir_all(&deep).unwrap();
        fs::create_dir(root.path().join("repo/.git")).unwrap();
        fs::write(root.path().join("creditline.yaml"), "").unwrap();
        assert_eq!(find(&deep), Ok(None), "nothing above the repository counts");
        fs::write(root.path().join("repo/.creditline.yml"), "").unwrap();
        assert_eq!(find(&deep), Ok(Some(deep.join("../../.creditline.yml"))));
        fs::write(root.path().join("repo/site/creditline.yaml"), "").unwrap();
        assert_eq!(find(&deep), Ok(Some(deep.join("../creditline.yaml"))));
    }

    #[test]
    fn two_in_one_directory_are_an_error() {
        let root = TempDir::new().unwrap();
        for name in ["creditline.yaml", "creditline.yml"] {
            fs::write(root.path().join(name), "").unwrap();
        }
        let error = find(root.path()).unwrap_err().to_string();
        assert!(error.contains("keep one of them"), "{error}");
    }
}
