//! How sure a finding is: the weakest of what it rests on. `docs/confidence.md` has the same as a table.
//!
//! Four things are asked: whether the text is a copy, whether it is known what the original asks and of whom, whether
//! the place and the sight of the credit could be judged surely, and whether the page is somebody else's.

use super::outcome::{Located, Match};
use crate::address::site_host;
use crate::credit::{Credit, CreditKind, Target, Voice, Zone};
use crate::finding::{Code, Confidence};
use crate::matching::Class;
use crate::originals::Original;
use crate::page::{HiddenBy, Page, Visibility};
use crate::rules::{Terms, Why};

/// A verbatim run of so many times the core is surely copied (by hand: 24 words or 50 characters).
const SURE_CORE: usize = 2;
/// A credit within so many tokens of the text, and yet called misplaced, may belong to it (the edge of `credit::place`).
const NEAR: usize = 60;

/// Gives each finding of a match its confidence.
pub(super) fn grade(page: &Page, original: &Original, terms: &Terms, found: &mut Match) {
    let copied = copy(original, terms, found);
    let mut findings = std::mem::take(&mut found.findings);
    for located in &mut findings {
        located.confidence = [
            copied,
            asked(original, terms, located.finding.code),
            seen(found, located),
            somebody_elses(page, original, located.finding.code),
        ]
        .into_iter()
        .min()
        .unwrap_or(Confidence::High);
    }
    found.findings = findings;
}

/// How surely the text is copied: the length of its longest verbatim run, and how much was taken.
fn copy(original: &Original, terms: &Terms, found: &Match) -> Confidence {
    let reuse = &found.reuse;
    let core = terms.rule.reprint.params().core;
    let core = if found.original.counts_characters {
        core.han
    } else {
        core.words
    };
    let core = usize::try_from(core).unwrap_or(usize::MAX);
    let whole = reuse.original_tokens.0 >= reuse.original_tokens.1 && !original.text.is_empty();
    if !reuse.has_core || reuse.class < Class::Excerpt {
        Confidence::Low
    } else if reuse.class < Class::Partial || reuse.bounded {
        Confidence::Medium
    } else if whole || reuse.longest_run >= core.saturating_mul(SURE_CORE) {
        Confidence::High
    } else {
        Confidence::Medium
    }
}

/// How surely it is known what the original asks for, and of whom: stated, taken for granted, or not even addressed.
fn asked(original: &Original, terms: &Terms, code: Code) -> Confidence {
    let fact = match code {
        Code::MissingAuthor | Code::WrongAuthor => "author",
        Code::MissingLicense | Code::WrongLicense => "licence",
        _ => "url",
    };
    if original.url.is_none() {
        Confidence::Low
    } else if terms.why == Why::Fallback || original.contradictions.iter().any(|one| one.of == fact)
    {
        Confidence::Medium
    } else {
        Confidence::High
    }
}

/// How surely the place and the sight of the credit were judged that a finding is about.
fn seen(found: &Match, located: &Located) -> Confidence {
    let finding = &located.finding;
    let place = finding.line.zip(finding.column);
    let credit = found.credits.iter().find(|credit| {
        let links = credit.links.iter().map(|link| (link.line, link.column));
        links
            .chain([(credit.line, credit.column)])
            .any(|at| Some(at) == place)
    });
    match (finding.code, credit) {
        // Something in sight leads to the article: whether that is a credit was a judgement.
        (Code::MissingAttribution, _) if found.credits.iter().any(leads_there) => {
            Confidence::Medium
        }
        (Code::MisplacedAttribution, Some(credit)) => match credit.distance {
            Some(distance) if distance <= NEAR => Confidence::Low,
            _ => Confidence::High,
        },
        (Code::HiddenAttribution, Some(credit)) => match credit.visibility {
            // These say nothing else; the others come about by measures that a script or a window may change.
            Visibility::Hidden(
                HiddenBy::Attribute
                | HiddenBy::Display
                | HiddenBy::VisibilityProperty
                | HiddenBy::EmptyLink,
            ) => Confidence::High,
            _ => Confidence::Medium,
        },
        (_, Some(credit)) => match credit.zone {
            Zone::In | Zone::Edge => Confidence::High,
            // A detached credit may belong to another text.
            Zone::Frame | Zone::Page | Zone::None => Confidence::Medium,
        },
        (_, None) => Confidence::High,
    }
}

fn leads_there(credit: &Credit) -> bool {
    matches!(credit.visibility, Visibility::Visible | Visibility::Folded)
        && credit.voice == Voice::Own
        && credit.kind != CreditKind::Code
        && credit
            .links
            .iter()
            .any(|link| link.target == Target::Article)
}

/// How surely the page is not the original's own: by where it was found, by its own word, or not at all.
fn somebody_elses(page: &Page, original: &Original, code: Code) -> Confidence {
    let own = page.urls.own();
    let host = |url: &url::Url| url.host_str().map(site_host);
    let same = own
        .zip(original.url.as_ref())
        .is_some_and(|(here, there)| host(here) == host(there));
    match own {
        _ if page.urls.fetched.is_some() => Confidence::High,
        // What names the page as the source is a claim only if the page is not the source.
        None if code == Code::ClaimedAsOwn => Confidence::Low,
        Some(_) if same => Confidence::Low,
        Some(_) if code != Code::ClaimedAsOwn => Confidence::High,
        _ => Confidence::Medium,
    }
}
