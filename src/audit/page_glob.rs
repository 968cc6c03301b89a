//! Patterns for pages.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::outcome::PageFacts;
use crate::input::show_path;

/// A pattern for pages: paths and addresses with `*` (within one segment), `**` (any depth), `?` and `{a,b}`.
///
/// It is held against the path or URL under which the user named the page, and against the address it was fetched
/// from, never against what the page says about itself: whoever writes a page must not choose which exceptions hold
/// for it.
#[derive(Debug, Clone)]
pub struct PageGlob {
    written: String,
    matcher: GlobMatcher,
    /// Where paths start from, for a pattern that is held against whole paths.
    start: Option<PathBuf>,
}

impl PageGlob {
    /// Compiles a pattern. A leading `./` is left out, here and in paths.
    ///
    /// # Errors
    /// A sentence about what is wrong with the pattern.
    pub fn new(pattern: &str) -> Result<Self, String> {
        Self::compile(pattern, pattern.trim_start_matches("./"), None)
    }

    /// Compiles a pattern that is written in a file of `folder`: it means the same pages wherever the program runs and
    /// however they are named. `start` is the working directory, from which the folder and pages are named. Addresses
    /// are held against addresses.
    ///
    /// # Errors
    /// A sentence about what is wrong with the pattern.
    pub fn below(folder: &Path, start: &Path, pattern: &str) -> Result<Self, String> {
        let bare = pattern.trim_start_matches("./");
        if bare.is_empty() || pattern.contains("://") || folder == Path::new("") {
            return Self::new(pattern);
        }
        let mut whole = globset::escape(&show_path(&plain(&start.join(folder))));
        for part in bare.split('/') {
            if part == ".." {
                return Err("a pattern cannot lead out of the folder of its file".to_owned());
            }
            whole.push('/');
            whole.push_str(part);
        }
        Self::compile(pattern, &whole, Some(start.to_owned()))
    }

    fn compile(written: &str, pattern: &str, start: Option<PathBuf>) -> Result<Self, String> {
        if pattern.is_empty() {
            return Err("an empty pattern matches no page".to_owned());
        }
        GlobBuilder::new(pattern)
            .literal_separator(true)
            .build()
            .map(|glob| Self {
                written: written.to_owned(),
                matcher: glob.compile_matcher(),
                start,
            })
            .map_err(|error| error.kind().to_string())
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Whether a page is meant.
    pub fn matches(&self, page: &PageFacts) -> bool {
        self.is_named(&page.location)
            || page
                .found_at
                .as_deref()
                .is_some_and(|address| self.matcher.is_match(address))
    }

    /// Whether the page of this path or address is meant.
    pub fn is_named(&self, location: &str) -> bool {
        match &self.start {
            Some(start) if !location.contains("://") => {
                let whole = plain(&start.join(location));
                self.matcher.is_match(show_path(&whole))
            }
            _ => self.matcher.is_match(location.trim_start_matches("./")),
        }
    }
}

/// A path without `.` and `..`, by its words alone.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_patterns_are_told() {
        assert!(PageGlob::new("public/{a").is_err());
        assert!(PageGlob::new("./").is_err());
        let folder = Path::new("..");
        assert!(PageGlob::below(folder, Path::new("/home/a"), "../x/*.html").is_err());
    }

    #[test]
    fn a_pattern_of_a_file_means_the_same_from_everywhere() {
        let home = Path::new("/home/ada/[site]");
        let deep = home.join("public/posts");
        for (folder, start, location, meant) in [
            ("", home, "public/posts/a.html", true),
            ("", home, "./public/posts/a.html", true),
            ("", home, "public/a.html", false),
            ("../..", &deep, "../../public/posts/a.html", true),
            ("../..", &deep, "a.html", true),
            ("../..", &deep, "deeper/a.html", false),
            (
                "../..",
                &deep,
                "https://a.example/public/posts/a.html",
                false,
            ),
            (
                "/home/ada/[site]",
                Path::new("/tmp"),
                "/home/ada/[site]/public/posts/a.html",
                true,
            ),
        ] {
            let glob = PageGlob::below(Path::new(folder), start, "public/posts/*").unwrap();
            assert_eq!(glob.is_named(location), meant, "{folder} {location}");
        }
        let address = "https://a.example/**";
        let glob = PageGlob::below(Path::new(".."), home, address).unwrap();
        assert!(glob.is_named("https://a.example/x/y"));
        assert_eq!(glob.as_str(), address);
    }
}
