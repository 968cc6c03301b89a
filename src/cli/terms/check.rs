//! `creditline terms --check`: the lint of one's own notices.

use crate::audit::read_original;
use crate::input::{ExpandOptions, InputProblem, Loaded, Loader, Source};
use crate::originals::lint::{addresses, lint};
use crate::report::{self, LintedPage, terminal};
use crate::rules::RuleSets;
use anyhow::bail;
use url::Url;

use super::TermsArgs;
use crate::cli::Outcome;
use crate::cli::inputs::{BATCH, in_parallel, read_page};
use crate::cli::output::{Terminal, print, tell};
use crate::cli::shared::PairFormat;

/// An address that a notice gives, with its place.
type Given = (Url, u32, u32);

pub(super) fn run(args: &TermsArgs, rules: &RuleSets, to: Terminal) -> anyhow::Result<Outcome> {
    let loader = args.one.network.loader();
    let expanded = loader.expand(&args.originals, &ExpandOptions::default());
    let mut pages: Vec<LintedPage> = expanded
        .problems
        .iter()
        .map(|problem| unread(problem.location.clone(), problem.to_string()))
        .collect();
    let mut given: Vec<(usize, Given)> = Vec::new();
    for sources in expanded.sources.chunks(BATCH) {
        let read = in_parallel(sources, &loader, |source, loaded| {
            one(source, loaded, rules, &loader)
        });
        for (page, addresses) in read.into_iter().flatten() {
            given.extend(addresses.into_iter().map(|address| (pages.len(), address)));
            pages.push(page);
        }
    }
    if pages.is_empty() {
        bail!("nothing to check: no page was found");
    }
    ask(args, &loader, &given, &mut pages);
    crate::cli::network::tell_warning(&loader, to);
    print(&match args.one.format {
        PairFormat::Human => report::lint(&pages),
        PairFormat::Json => report::lint_json(&pages),
    })?;
    for why in pages.iter().filter_map(|page| page.unread.as_ref()) {
        tell(&format!("error: {}\n", terminal(why)));
    }
    Ok(if pages.iter().any(|page| page.unread.is_some()) {
        Outcome::Error
    } else if pages.iter().any(|page| !page.faults.is_empty()) {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

fn unread(location: String, why: String) -> LintedPage {
    LintedPage {
        location,
        faults: Vec::new(),
        unread: Some(why),
    }
}

fn one(
    source: &Source,
    loaded: Result<Loaded, InputProblem>,
    rules: &RuleSets,
    loader: &Loader,
) -> (LintedPage, Vec<Given>) {
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(problem) => {
            let why = problem.to_string();
            return (unread(problem.location, why), Vec::new());
        }
    };
    let page = match read_page(source, &loaded, None, loader) {
        Ok(page) => page,
        Err(error) => {
            let why = format!("`{}` cannot be read: {error}", loaded.location);
            return (unread(loaded.location, why), Vec::new());
        }
    };
    let mut linted = LintedPage {
        location: loaded.location,
        faults: Vec::new(),
        unread: None,
    };
    // A page without text, such as a redirect that a generator writes, has no notice that could be wrong.
    let Ok(original) = read_original(&page, rules) else {
        return (linted, Vec::new());
    };
    linted.faults = lint(&page, &original);
    (linted, addresses(&page, &original))
}

#[cfg(feature = "fetch")]
fn ask(args: &TermsArgs, loader: &Loader, given: &[(usize, Given)], pages: &mut [LintedPage]) {
    if !args.check_links {
        return;
    }
    // Each address once, although every page of a site links the same licence.
    let mut urls: Vec<Url> = given.iter().map(|(_, (url, ..))| url.clone()).collect();
    urls.sort();
    urls.dedup();
    let reached = loader.reach(&urls);
    let dead_ones: std::collections::BTreeMap<&Url, String> = urls
        .iter()
        .zip(reached)
        .filter_map(|(url, reached)| match reached.fault {
            // What could not be found out is no fault of the notice.
            Some((true, why)) => Some((url, why)),
            _ => None,
        })
        .collect();
    for (index, (url, line, column)) in given {
        if let (Some(why), Some(page)) = (dead_ones.get(url), pages.get_mut(*index)) {
            page.faults
                .push(crate::originals::lint::dead(url, why, *line, *column));
        }
    }
}

/// Without the network there is no flag that asks.
#[cfg(not(feature = "fetch"))]
fn ask(_: &TermsArgs, _: &Loader, _: &[(usize, Given)], _: &mut [LintedPage]) {}
