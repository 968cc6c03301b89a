//! Every suspect through the library: batches on all cores, then once more where the chrome of a site got in the way.

use creditline::audit::{Audit, Chrome, Library, PageBlocks, Reason, Status};
use creditline::input::{InputProblem, Loaded, Loader, Source};
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use url::Url;

use super::settings::Settings;
use crate::cli::inputs::{BATCH, in_parallel, published_at, read_page};
use crate::cli::living::Living;

/// Audits every suspect, then once more those where the chrome of their site was taken for a reprint: what is chrome is
/// known only when all pages were seen.
pub(super) fn audit_all(
    library: &Library,
    settings: &Settings,
    living: &Living,
    sources: &[Source],
    loader: &Loader,
) -> Vec<Audit> {
    let mut checked = Vec::with_capacity(sources.len());
    for batch in sources.chunks(BATCH) {
        checked.extend(in_parallel(batch, loader, |source, loaded| {
            check_one(library, settings, living, source, loaded)
        }));
    }
    let mut chrome = Chrome::default();
    for (_, seen) in &checked {
        if let Some(seen) = seen {
            chrome.add(&seen.blocks);
        }
    }
    checked
        .into_par_iter()
        .zip(sources)
        .map(|((audit, seen), source)| {
            let again = seen.and_then(|seen| {
                let chrome = chrome.in_the_way(&seen.blocks)?;
                let loaded = match seen.kept {
                    Some(loaded) => loaded,
                    None => loader.load(source).ok()?,
                };
                let page = read_page(&loaded, published(settings, source)).ok()?;
                let mut audit = library.audit_without(&page, &chrome);
                living.obey_comments(source, &page, &mut audit);
                Some(audit)
            });
            again.unwrap_or(audit)
        })
        .collect()
}

/// What is kept of a page until all pages were seen.
struct Seen {
    blocks: PageBlocks,
    /// The bytes of a page with matches that cannot be read from a file again.
    kept: Option<Loaded>,
}

fn check_one(
    library: &Library,
    settings: &Settings,
    living: &Living,
    source: &Source,
    loaded: Result<Loaded, InputProblem>,
) -> (Audit, Option<Seen>) {
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(problem) => return (not_loaded(source, &problem), None),
    };
    match read_page(&loaded, published(settings, source)) {
        Ok(page) => {
            let mut audit = library.audit(&page);
            let blocks = PageBlocks::new(&page, &audit);
            living.obey_comments(source, &page, &mut audit);
            let is_file = matches!(source, Source::File(_));
            let kept = (!audit.matches.is_empty() && !is_file).then_some(loaded);
            (audit, Some(Seen { blocks, kept }))
        }
        Err(error) => {
            let reason = Reason {
                code: error.code().to_owned(),
                message: error.to_string(),
            };
            let failed = Audit::failed(loaded.location, Status::Unverifiable, reason);
            (failed, None)
        }
    }
}

/// Where a suspect of a built site is published.
pub(super) fn published(settings: &Settings, source: &Source) -> Option<Url> {
    published_at(settings.base_url.as_ref()?, source, &settings.roots)
}

/// A suspect whose bytes did not come. What came but is no text, or too much of it, was read and cannot be judged.
fn not_loaded(source: &Source, problem: &InputProblem) -> Audit {
    let status = match problem.code {
        "too-large" | "empty" | "not-text" => Status::Unverifiable,
        "no-browser" | "render-timeout" | "render-failed" => Status::Unverifiable,
        _ => Status::Unreadable,
    };
    let reason = Reason {
        code: problem.code.to_owned(),
        message: problem.to_string(),
    };
    Audit::failed(source.location(), status, reason)
}
