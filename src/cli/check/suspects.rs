//! From what is named to the list of suspects.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};

use crate::audit::PageGlob;
use crate::input::{ExpandOptions, Loader, Source};
use crate::site::Site;

use super::settings::Settings;
use crate::cli::inputs::Fault;

/// What is to be checked.
pub(in crate::cli) struct Suspects {
    pub(in crate::cli) sources: Vec<Source>,
    /// What cannot be used.
    pub(in crate::cli) faults: Vec<Fault>,
    /// Whether it is no fault that there is nothing.
    pub(in crate::cli) may_be_none: bool,
    /// Whether there may be more that could not be found out.
    pub(in crate::cli) is_cut_short: bool,
    /// The patterns that left nothing out.
    pub(in crate::cli) idle_excludes: Vec<String>,
}

/// Expands what is named and leaves out what is excluded, except a file that was typed itself, unless
/// excludes hold for those too.
pub(in crate::cli) fn expand(settings: &Settings, loader: &Loader) -> Suspects {
    let expanded = loader.expand(&settings.suspects, &ExpandOptions::default());
    let mut excludes: Vec<(&PageGlob, bool)> =
        settings.exclude.iter().map(|glob| (glob, false)).collect();
    let typed: HashSet<&OsStr> = settings.typed().iter().map(OsString::as_os_str).collect();
    let mut sources = expanded.sources;
    sources.retain(|source| {
        let is_typed = matches!(source, Source::File(path) if typed.contains(path.as_os_str()));
        if (is_typed && !settings.force_exclude) || excludes.is_empty() {
            return true;
        }
        let location = source.location();
        let mut wanted = true;
        for (glob, used) in &mut excludes {
            if glob.is_named(&location) {
                *used = true;
                wanted = false;
            }
        }
        wanted
    });
    let may_be_none = settings.force_exclude && excludes.iter().any(|(_, used)| *used);
    let lists = settings.site.as_ref().map(Site::lists).unwrap_or_default();
    Suspects {
        sources,
        may_be_none,
        is_cut_short: false,
        faults: expanded.problems.into_iter().map(Fault::from).collect(),
        idle_excludes: excludes
            .into_iter()
            // In a run over some of the pages the configuration's patterns need not fit any.
            .filter(|(_, used)| !used && settings.living.whole)
            .map(|(glob, _)| glob.as_str().to_owned())
            // What a generator makes by itself it need not have made yet.
            .filter(|pattern| !lists.contains(pattern))
            .collect(),
    }
}
