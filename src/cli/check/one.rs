//! One suspect: what its audit is, and what is kept of it until all were seen.

use std::borrow::Cow;
use std::collections::HashSet;

use super::online::{Auditor, Question};
use super::settings::Settings;
use super::sources::published;
use crate::audit::{Audit, Chrome, PageBlocks, Reason, Status, Ways};
use crate::cli::inputs::{read_options, read_page};
use crate::cli::suppressions::Suppressions;
use crate::finding::ReasonKind;
use crate::input::{InputProblem, Loaded, Loader, Source};
use crate::page::{self, Page};
use crate::site::named_source;

/// What is kept of a page until all pages were seen.
pub(super) struct Seen {
    pub(super) blocks: PageBlocks,
    pub(super) ways: Ways,
    /// The bytes of a page that will be needed again and cannot be read once more.
    pub(super) kept: Option<Loaded>,
    /// What the network should be asked about it.
    pub(super) questions: Vec<Question>,
    /// Whether it shares nothing with any original, so that its blocks are not known.
    pub(super) is_unrelated: bool,
}

impl Seen {
    /// Whether no page that is still to be seen can change the audit of this one. Chrome can only take matches away.
    pub(super) fn is_final(&self, audit: &Audit) -> bool {
        audit.matches.is_empty() || self.blocks.is_clear() && !self.ways.lead_on()
    }

    /// The bytes of the page once more.
    pub(super) fn loaded(&self, source: &Source, loader: &Loader) -> Option<Cow<'_, Loaded>> {
        let kept = self.kept.as_ref().map(Cow::Borrowed);
        kept.or_else(|| loader.load(source).ok().map(Cow::Owned))
    }
}

/// The audit of a page that shares nothing with any original, by its bytes.
pub(super) fn left_unread(
    auditor: &Auditor<'_>,
    (source, loaded): (&Source, &Loaded),
    loader: &Loader,
) -> Option<(Audit, Option<Seen>)> {
    let options = read_options(source, loaded, None, loader);
    let audit = auditor.library().shares_nothing(&loaded.bytes, &options)?;
    let seen = Seen {
        blocks: PageBlocks::unread(Some(options.url.as_ref()?)),
        ways: Ways::default(),
        kept: None,
        questions: Vec::new(),
        is_unrelated: false,
    };
    Some((audit, Some(seen)))
}

/// A page of a run, its audit, and what is kept of it where it could be read.
pub(super) type Done<'a> = (Cow<'a, Source>, (Audit, Option<Seen>));

/// The audit of one page.
pub(super) fn check_one(
    auditor: &Auditor<'_>,
    settings: &Settings,
    suppressions: &Suppressions,
    (source, loaded): (&Source, Result<Loaded, InputProblem>),
    loader: &Loader,
) -> (Audit, Option<Seen>) {
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(problem) => return (not_loaded(source, &problem), None),
    };
    let options = read_options(source, &loaded, published(settings, source), loader);
    // What is at hand can be read as a whole later, if anybody asks for the rest of it.
    let is_at_hand = matches!(
        source,
        Source::File(_) | Source::Archived { .. } | Source::Entry { .. }
    );
    let read = match settings.prefilter && is_at_hand {
        true => auditor.library().read(&loaded.bytes, &options),
        false => page::read(&loaded.bytes, &options),
    };
    match read {
        Ok(mut page) => {
            page.file.clone_from(&loaded.file);
            let mut audit = auditor.audit(&mut page, &HashSet::new());
            let questions = auditor.questions(&page, &audit);
            let blocks = match page.is_unrelated {
                true => PageBlocks::unread(page.urls.own()),
                false => PageBlocks::new(&page, &audit),
            };
            let ways = Ways::new(&page, &audit);
            audit.page.named_sources = named(settings, &page, &audit);
            audit.page.fetched_at = fetched(settings, &loaded);
            suppressions.obey_comments(source, &page, &mut audit);
            // A recorded run keeps what a server answered, and only that.
            let is_recorded = auditor.recorder.is_some_and(|one| one.knows(source));
            let again = !audit.matches.is_empty() || !questions.is_empty() || is_recorded;
            let seen = Seen {
                blocks,
                ways,
                kept: (again && !is_at_hand).then_some(loaded),
                questions,
                is_unrelated: page.is_unrelated,
            };
            (audit, Some(seen))
        }
        Err(error) => {
            let reason = Reason::new(error.kind(), error.to_string());
            let failed = Audit::failed(loaded.location, Status::Unverifiable, reason);
            (failed, None)
        }
    }
}

/// The blocks of a page that shares nothing with any original, once they are asked for.
pub(super) fn blocks_of(
    settings: &Settings,
    source: &Source,
    loader: &Loader,
) -> Option<PageBlocks> {
    let loaded = loader.load(source).ok()?;
    let page = read_page(source, &loaded, published(settings, source), loader).ok()?;
    Some(PageBlocks::of_unrelated(&page))
}

/// The audit of a page once more, if the chrome of its site was in the way.
pub(super) fn without_chrome(
    auditor: &Auditor<'_>,
    settings: &Settings,
    suppressions: &Suppressions,
    (source, seen): (&Source, &Seen),
    chrome: &Chrome,
    loader: &Loader,
) -> Option<(Audit, Ways)> {
    let chrome = chrome.in_the_way(&seen.blocks)?;
    let loaded = seen.loaded(source, loader)?;
    let mut page = read_page(source, &loaded, published(settings, source), loader).ok()?;
    let mut audit = auditor.audit(&mut page, &chrome);
    let ways = Ways::new(&page, &audit);
    audit.page.named_sources = named(settings, &page, &audit);
    audit.page.fetched_at = fetched(settings, &loaded);
    suppressions.obey_comments(source, &page, &mut audit);
    Some((audit, ways))
}

/// What a page of the site names as its source; only where it will be asked for.
fn named(settings: &Settings, page: &Page, audit: &Audit) -> Vec<String> {
    match settings.site {
        Some(_) if !audit.matches.is_empty() => named_source(page),
        _ => Vec::new(),
    }
}

/// When a page was fetched, where reports tell it: by its server's word, which an answer that was kept has too.
fn fetched(settings: &Settings, loaded: &Loaded) -> Option<String> {
    let stamp = settings.stamp.as_ref()?;
    loaded.final_url.as_ref()?;
    let headers = { loaded.served.iter() }.flat_map(|served| &served.headers);
    let date = { headers.filter(|(name, _)| name.eq_ignore_ascii_case("date")) }.next();
    Some(date.map_or_else(|| stamp.made.clone(), |(_, date)| date.clone()))
}

/// A suspect whose bytes did not come. What came but is no text, or too much of it, was read and cannot be judged.
fn not_loaded(source: &Source, problem: &InputProblem) -> Audit {
    let status = match problem.kind {
        ReasonKind::TooLarge
        | ReasonKind::Empty
        | ReasonKind::NotText
        | ReasonKind::NotAPage
        | ReasonKind::NoBrowser
        | ReasonKind::RenderTimeout
        | ReasonKind::RenderFailed
        | ReasonKind::MovedByScript => Status::Unverifiable,
        _ => Status::Unreadable,
    };
    let reason = Reason {
        http_status: problem.http_status,
        ..Reason::new(problem.kind, problem.to_string())
    };
    let mut audit = Audit::failed(source.location(), status, reason);
    audit.page.is_gone = problem.is_gone();
    audit
}
