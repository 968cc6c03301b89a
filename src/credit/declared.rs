//! The source that the front matter of a repost declares: site generators print it under the text.

use super::find::Finder;
use super::model::shown;
use super::{Credit, CreditKind, CreditLink, Region, Target, Zone};
use crate::page::Visibility;

/// The credit that stands in the front matter, if it concerns the original.
pub(super) fn credit(finder: &Finder<'_>) -> Option<Credit> {
    let source = finder.page.front_matter.as_ref()?.source.as_ref()?;
    if !finder.judge.may_concern(&source.url) {
        return None;
    }
    let judged = finder.judge.link(&source.url);
    let concerns = matches!(
        judged.target,
        Target::Article | Target::Near | Target::Site | Target::OtherArticle
    );
    if !concerns {
        return None;
    }
    let said = [
        &source.title,
        &source.publisher,
        &source.author,
        &source.license,
    ];
    let said = said.into_iter().flatten();
    let names: Vec<&str> = said.map(String::as_str).collect();
    let text = format!("{}: {} {}", source.key, source.url, names.join(" "));
    let named = finder.names.find(&names.join("\n"));
    Some(Credit {
        text: shown(text.trim()),
        links: vec![CreditLink {
            href: source.url.to_string(),
            resolved: Some(judged.url),
            target: judged.target,
            follow: true,
            redirector: judged.redirector,
            look_alike: judged.look_alike,
            profile: false,
            hyperlink: true,
            visibility: Visibility::Visible,
            line: source.line,
            column: 1,
        }],
        zone: Zone::Edge,
        region: Region::After,
        distance: Some(0),
        line: source.line,
        column: 1,
        ..Credit::blank(CreditKind::Phrase).naming(named)
    })
}
