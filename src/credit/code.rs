//! Evidence that stands only in the code of a page: canonical links, JSON-LD, comments, alternative texts.

use std::ops::Range;

use super::find::Finder;
use super::model::shown;
use super::phrases::{self, Needs, Role};
use super::{Credit, CreditKind, CreditLink, Target};
use crate::page::{CodeKind, CodeText, Visibility};
use crate::text::{fold, folded};

/// Pieces of code-only evidence that are reported. By hand; it bounds what is kept.
const MAX_CREDITS: usize = 20;

/// Code that links the article, or that credits it in words.
pub(super) fn credits(finder: &Finder<'_>) -> Vec<Credit> {
    let mut credits: Vec<Credit> = finder
        .page
        .code
        .iter()
        .filter_map(|code| credit(finder, code))
        .take(MAX_CREDITS)
        .collect();
    let told = |credits: &[Credit]| {
        credits
            .iter()
            .any(|credit| credit.code == Some(CodeKind::Meta))
    };
    if !told(&credits) {
        let page = finder.page;
        let stated = [
            (&page.urls.canonical, "canonical"),
            (&page.urls.canonical_in_body, "canonical"),
            (&page.meta.syndication_source, "syndication-source"),
        ];
        for (url, name) in stated {
            let Some(url) = url else { continue };
            let judged = finder.judge.link(url);
            if judged.target == Target::Article {
                let code = CodeText {
                    kind: CodeKind::Meta,
                    text: format!("{name} {url}"),
                    urls: vec![url.clone()],
                    line: 1,
                    column: 1,
                };
                credits.extend(credit(finder, &code));
                break;
            }
        }
    }
    credits
}

fn credit(finder: &Finder<'_>, code: &CodeText) -> Option<Credit> {
    let links: Vec<CreditLink> = code
        .urls
        .iter()
        .filter(|url| finder.judge.may_concern(url))
        .map(|url| (url, finder.judge.link(url)))
        .filter(|(_, judged)| matches!(judged.target, Target::Article | Target::Near))
        .map(|(url, judged)| CreditLink {
            href: url.to_string(),
            resolved: Some(judged.url),
            target: judged.target,
            follow: false,
            redirector: judged.redirector,
            look_alike: judged.look_alike,
            profile: false,
            hyperlink: false,
            visibility: Visibility::CodeOnly,
            line: code.line,
            column: code.column,
        })
        .collect();
    // Words count where people write them; machine-readable code names everybody all the time.
    let prose = !matches!(code.kind, CodeKind::JsonLd | CodeKind::Meta)
        && (!links.is_empty() || finder.names.occur_in(&code.text));
    let phrase = if prose { phrase(&code.text) } else { None };
    let named = if phrase.is_some() || !links.is_empty() {
        finder.names.find(&code.text)
    } else {
        return None;
    };
    if links.is_empty() && !named.publisher && !named.title {
        return None;
    }
    Some(Credit {
        text: shown(&code.text),
        phrase: phrase.map(|range| folded(&code.text[range]).into_owned()),
        links,
        visibility: Visibility::CodeOnly,
        code: Some(code.kind),
        line: code.line,
        column: code.column,
        ..Credit::blank(CreditKind::Code).naming(named)
    })
}

/// The first phrase of a text that credits by itself.
fn phrase(text: &str) -> Option<Range<usize>> {
    phrases::find(&fold(text)).into_iter().find_map(|hit| {
        let credits = hit.senses.iter().any(|sense| {
            matches!(sense.role, Role::Credit | Role::Demand) && sense.needs == Needs::default()
        });
        credits.then_some(hit.raw)
    })
}
