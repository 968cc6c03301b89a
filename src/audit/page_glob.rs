//! Patterns for pages.

use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::outcome::PageFacts;
use crate::io::show_path;

/// A pattern for pages: paths and addresses with `*` (within one segment), `**` (any depth), `?` and `{a,b}`.
///
/// It is held against the path or URL under which the user named the page, and against the address it was fetched
/// from, never against what the page says about itself: whoever writes a page must not choose which exceptions hold
/// for it.
#[derive(Debug, Clone)]
pub struct PageGlob {
    written: String,
    /// Held against the page as it is named.
    matcher: Option<GlobMatcher>,
    /// Held against whole paths, and where relative ones start from.
    whole: Option<(GlobMatcher, PathBuf)>,
    /// The folder below which pages that are named by whole paths are held against `matcher`, too: to compile the
    /// pattern once more for them would double what 20,000 patterns take.
    here: Option<PathBuf>,
}

impl PageGlob {
    /// Compiles a pattern. A leading `./` is left out, here and in paths.
    ///
    /// # Errors
    /// A sentence about what is wrong with the pattern.
    pub fn new(pattern: &str) -> Result<Self, String> {
        Ok(Self {
            written: pattern.to_owned(),
            matcher: Some(compile(pattern.trim_start_matches("./"))?),
            whole: None,
            here: None,
        })
    }

    /// Compiles a pattern that is written in a file of `folder`: it means the same pages wherever the program runs and
    /// however they are named. `start` is the working directory, from which the folder and pages are named. Addresses
    /// are held against addresses. One of the working directory itself (an empty `folder`) is held against pages as they
    /// are named, too.
    ///
    /// # Errors
    /// A sentence about what is wrong with the pattern.
    pub fn below(folder: &Path, start: &Path, pattern: &str) -> Result<Self, String> {
        let bare = pattern.trim_start_matches("./");
        let is_here = folder == Path::new("");
        let leads_out = bare.split('/').any(|part| part == "..");
        if bare.is_empty()
            || pattern.contains("://")
            || is_here && (leads_out || bare.starts_with('/'))
        {
            return Self::new(pattern);
        }
        if leads_out {
            return Err("a pattern cannot lead out of the folder of its file".to_owned());
        }
        if is_here {
            return Ok(Self {
                written: pattern.to_owned(),
                matcher: Some(compile(bare)?),
                whole: None,
                here: Some(plain(start)),
            });
        }
        let folder = globset::escape(&show_path(&plain(&start.join(folder))));
        let folder = folder.trim_end_matches('/');
        Ok(Self {
            written: pattern.to_owned(),
            matcher: None,
            whole: Some((compile(&format!("{folder}/{bare}"))?, start.to_owned())),
            here: None,
        })
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Whether a page is meant.
    pub fn matches(&self, page: &PageFacts) -> bool {
        let found_at = page.found_at.as_deref();
        self.is_named(&page.location)
            || found_at
                .zip(self.matcher.as_ref())
                .is_some_and(|(address, matcher)| matcher.is_match(address))
    }

    /// Whether the page of this path or address is meant.
    pub fn is_named(&self, location: &str) -> bool {
        let as_named = |matcher: &GlobMatcher| matcher.is_match(location.trim_start_matches("./"));
        let as_path = |(matcher, start): &(GlobMatcher, PathBuf)| {
            !location.contains("://") && matcher.is_match(show_path(&plain(&start.join(location))))
        };
        let below_here = |matcher: &GlobMatcher| {
            let here = self.here.as_ref().filter(|_| !location.contains("://"));
            here.is_some_and(|here| {
                let whole = plain(&here.join(location));
                let below = whole.strip_prefix(here);
                below.is_ok_and(|below| matcher.is_match(show_path(below)))
            })
        };
        { self.matcher.as_ref() }.is_some_and(|matcher| as_named(matcher) || below_here(matcher))
            || self.whole.as_ref().is_some_and(as_path)
    }
}

fn compile(pattern: &str) -> Result<GlobMatcher, String> {
    if pattern.is_empty() {
        return Err("an empty pattern matches no page".to_owned());
    }
    GlobBuilder::new(pattern)
        .literal_separator(true)
        .build()
        .map(|glob| glob.compile_matcher())
        .map_err(|error| error.kind().to_string())
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
            ("", home, "/home/ada/[site]/public/posts/a.html", true),
            ("", home, "/home/ada/[site]/public/a.html", false),
            ("", home, "/home/bob/public/posts/a.html", false),
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
