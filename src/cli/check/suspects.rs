//! From what is named to the list of suspects.

use std::cell::Cell;
use std::collections::HashSet;
use std::ffi::{OsStr, OsString};

use crate::audit::PageGlob;
use crate::input::{ExpandOptions, Loader, Source};
use crate::io::show_path;
use crate::site::Site;

use super::settings::Settings;
use crate::cli::inputs::{Fault, tell_dead_links};
use crate::cli::output::Terminal;

/// What is to be checked.
pub(in crate::cli) struct Suspects {
    pub(in crate::cli) sources: Vec<Source>,
    /// What cannot be used.
    pub(in crate::cli) faults: Vec<Fault>,
    /// What leaves out pages.
    pub(in crate::cli) excludes: Excludes,
    /// Whether it is no fault that there is nothing.
    pub(in crate::cli) may_be_none: bool,
    /// Whether there may be more that could not be found out.
    pub(in crate::cli) is_cut_short: bool,
}

impl Suspects {
    /// Whether pages are still to be found in archives.
    pub(super) fn have_archives(&self) -> bool {
        let mut sources = self.sources.iter();
        sources.any(|source| matches!(source, Source::Archive(_)))
    }

    /// About how many pages there are.
    pub(super) fn about_pages(&self) -> usize {
        let pages = |source: &Source| match source {
            Source::Archive(archive) => archive.about_pages(),
            _ => 1,
        };
        { self.sources.iter().map(pages) }.fold(0, usize::saturating_add)
    }
}

/// The patterns of what is left out.
#[derive(Default)]
pub(in crate::cli) struct Excludes {
    /// Each with whether it has left out something.
    globs: Vec<(PageGlob, Cell<bool>)>,
}

impl Excludes {
    fn new(globs: &[PageGlob]) -> Self {
        let globs = globs.iter().cloned();
        Self {
            globs: globs.map(|glob| (glob, Cell::new(false))).collect(),
        }
    }

    /// Whether no pattern leaves out a page.
    pub(super) fn want(&self, location: &str) -> bool {
        let mut wanted = true;
        for (glob, is_used) in &self.globs {
            if glob.is_named(location) {
                is_used.set(true);
                wanted = false;
            }
        }
        wanted
    }

    /// Whether something was left out.
    pub(super) fn are_used(&self) -> bool {
        self.globs.iter().any(|(_, is_used)| is_used.get())
    }

    /// The patterns that left nothing out.
    pub(super) fn idle(&self, settings: &Settings) -> Vec<String> {
        let lists = settings.site.as_ref().map(Site::lists).unwrap_or_default();
        { self.globs.iter() }
            // In a run over some of the pages the configuration's patterns need not fit any.
            .filter(|(_, is_used)| !is_used.get() && settings.suppressions.whole)
            .map(|(glob, _)| glob.as_str().to_owned())
            // What a generator makes by itself it need not have made yet.
            .filter(|pattern| !lists.contains(pattern))
            .collect()
    }
}

/// Expands what is named and leaves out what is excluded, except a file that was typed itself, unless
/// excludes hold for those too. Archives stand for their pages.
pub(in crate::cli) fn expand(settings: &Settings, loader: &Loader, to: Terminal) -> Suspects {
    let options = ExpandOptions {
        whole_archives: true,
        ..ExpandOptions::default()
    };
    let expanded = loader.expand(&settings.suspects, &options);
    let excludes = Excludes::new(&settings.exclude);
    let mut links = expanded.dead_links;
    links.retain(|link| excludes.want(&show_path(link)));
    tell_dead_links(&links, to);
    let typed: HashSet<&OsStr> = settings.typed().iter().map(OsString::as_os_str).collect();
    let mut sources = expanded.sources;
    sources.retain(|source| match source {
        // Not the archive is left out, but pages of it.
        Source::Archive(_) => true,
        Source::File(path) if !settings.force_exclude && typed.contains(path.as_os_str()) => true,
        _ => excludes.want(&source.location()),
    });
    Suspects {
        sources,
        excludes,
        may_be_none: false,
        is_cut_short: false,
        faults: expanded.problems.into_iter().map(Fault::from).collect(),
    }
}
