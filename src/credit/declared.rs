//! The source that the front matter of a repost declares: site generators print it under the text.

use url::Url;

use super::find::Finder;
use super::model::shown;
use super::{Credit, CreditKind, CreditLink, Region, Target, Zone};
use crate::page::Visibility;

/// The credit that stands in the front matter, if it concerns the original.
pub(super) fn credit(finder: &Finder<'_>) -> Option<Credit> {
    let source = finder.page.front_matter.as_ref()?.source.as_ref()?;
    let link = match &source.url {
        Some(url) => Some(link(finder, url, source.line)?),
        None => None,
    };
    let said = [
        &source.title,
        &source.publisher,
        &source.author,
        &source.license,
    ];
    let said = said.into_iter().flatten();
    let names: Vec<&str> = said.map(String::as_str).collect();
    let url = source.url.as_ref().map(Url::as_str);
    let words: Vec<&str> = url.into_iter().chain(names.iter().copied()).collect();
    let text = format!("{}: {}", source.key, words.join(" "));
    let named = finder.names.find(&names.join("\n"));
    // Names alone concern the original only if they are its own.
    if link.is_none() && !named.anything() {
        return None;
    }
    let other = source.author.clone().filter(|author| {
        let known = finder.names.knows(author) || finder.own_names.knows(author);
        finder.names.has_people() && named.authors.is_empty() && !known
    });
    Some(Credit {
        text: shown(text.trim()),
        other_author: other,
        links: link.into_iter().collect(),
        zone: Zone::Edge,
        region: Region::After,
        distance: Some(0),
        line: source.line,
        column: 1,
        ..Credit::blank(CreditKind::Phrase).naming(named)
    })
}

/// The link of the theme to the address, if it concerns the original.
fn link(finder: &Finder<'_>, url: &Url, line: u32) -> Option<CreditLink> {
    if !finder.judge.may_concern(url) {
        return None;
    }
    let judged = finder.judge.link(url);
    let concerns = matches!(
        judged.target,
        Target::Article | Target::Near | Target::Site | Target::OtherArticle
    );
    concerns.then(|| CreditLink {
        href: url.to_string(),
        resolved: Some(judged.url),
        target: judged.target,
        follow: true,
        redirector: judged.redirector,
        look_alike: judged.look_alike,
        profile: false,
        hyperlink: true,
        visibility: Visibility::Visible,
        line,
        column: 1,
    })
}
