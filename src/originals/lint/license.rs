//! Licences that are linked wrongly, named without a link, or of which two places say different things.

use std::collections::BTreeMap;

use url::Url;

use super::super::NoticeKind;
use super::super::belief::NOTICE;
use super::super::notice::sense;
use super::{Found, LintCode};
use crate::page::{Block, Landmark, Link, Visibility};

/// The Creative Commons licences that exist.
const KINDS: &[&str] = &["by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"];

/// Their versions.
const VERSIONS: &[&str] = &["1.0", "2.0", "2.1", "2.5", "3.0", "4.0"];

/// The longest line that states a licence, in bytes; by hand, as that of a notice.
const LINE: usize = 400;

pub(super) fn lint(found: &mut Found<'_>) {
    links(found);
    without_link(found);
    contradiction(found);
}

fn links(found: &mut Found<'_>) {
    let mut faults = Vec::new();
    let blocks = found.page.blocks.iter();
    for (block, link) in blocks.flat_map(|block| block.links.iter().map(move |link| (block, link)))
    {
        let states = link.rel.iter().any(|rel| rel == "license");
        let url = link.resolved.as_ref();
        let wrong = match url {
            Some(url) if is_cc(url) => wrong_cc(url),
            Some(url) if states && sense::placeholder(url.as_str()) => {
                Some("is a placeholder".to_owned())
            }
            Some(url) if states && sense::is_home(url) => {
                Some("is a home page, not the text of a licence".to_owned())
            }
            None if states => Some("leads nowhere".to_owned()),
            Some(url) if states && names_cc(block, link) && leads_back(found, link, url) => Some(
                "leads back to this site, not to the deed of the licence that it names".to_owned(),
            ),
            _ => None,
        };
        if let Some(why) = wrong {
            faults.push((link.href.clone(), (link.line, link.column), why));
        }
    }
    for license in &found.page.meta.licenses {
        if let Ok(url) = Url::parse(license)
            && is_cc(&url)
            && let Some(why) = wrong_cc(&url)
            && !faults.iter().any(|(href, ..)| href == license)
        {
            faults.push((license.clone(), found.place(license), why));
        }
    }
    for (href, place, why) in faults {
        let message = format!("the licence link `{href}` {why}");
        found.tell(
            LintCode::BrokenLicenseLink,
            place,
            message,
            "link the deed, such as https://creativecommons.org/licenses/by-sa/4.0/",
        );
    }
}

/// Whether the words of a link are the name of a Creative Commons licence.
fn names_cc(block: &Block, link: &Link) -> bool {
    let words = block.text.get(link.text.clone()).unwrap_or_default();
    sense::license_in(words).is_some_and(|license| cc(&license).is_some())
}

/// Whether a link leads to the page itself, or to a place of its site that is named as on another site: "#", "",
/// "/licenses/by/4.0/".
fn leads_back(found: &Found<'_>, link: &Link, url: &Url) -> bool {
    let own = found.page.urls.base.as_ref();
    let relative = !link.href.contains("://") && !link.href.starts_with("//");
    relative || own.is_some_and(|own| own.host() == url.host())
}

fn is_cc(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = url.path();
    host == "creativecommons.org"
        && ["/license", "/licence", "/publicdomain"]
            .iter()
            .any(|start| path.starts_with(start))
        && !path.starts_with("/licenses-")
}

/// Why an address of Creative Commons is that of no licence.
fn wrong_cc(url: &Url) -> Option<String> {
    let path = url.path().to_ascii_lowercase();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        ["licenses", kind, version, ..] => {
            if !KINDS.contains(kind) {
                return Some(format!("names no licence that exists: `{kind}`"));
            }
            (!VERSIONS.contains(version))
                .then(|| format!("names no version that exists: `{version}`"))
        }
        ["licenses", kind] if KINDS.contains(kind) => Some("names no version".to_owned()),
        // The list of all licences says nothing of this text.
        ["licenses"] | ["licenses", _] => Some("names no licence".to_owned()),
        ["publicdomain", "zero" | "mark", "1.0", ..] => None,
        ["publicdomain", ..] => Some("names no tool that exists".to_owned()),
        _ => Some("is no address of a licence".to_owned()),
    }
}

/// The kind and version of a Creative Commons address: what two places must agree on.
fn cc(address: &str) -> Option<(String, String)> {
    let url = Url::parse(address).ok().filter(is_cc)?;
    if wrong_cc(&url).is_some() {
        return None;
    }
    let mut parts = url
        .path()
        .split('/')
        .filter(|part| !part.is_empty())
        .skip(1);
    Some((
        parts.next()?.to_ascii_lowercase(),
        parts.next()?.to_ascii_lowercase(),
    ))
}

/// The licences that short lines of the content name, each with its place.
fn named(found: &Found<'_>) -> Vec<(String, (u32, u32))> {
    let lines = found.page.blocks.iter().filter(|block| {
        block.landmark == Landmark::Content
            && block.text.len() <= LINE
            && block.visibility == Visibility::Visible
    });
    lines
        .filter_map(|block| Some((sense::license_in(&block.text)?, (block.line, block.column))))
        .collect()
}

fn without_link(found: &mut Found<'_>) {
    let linked: Vec<(String, String)> = found
        .page
        .blocks
        .iter()
        .flat_map(|block| &block.links)
        .filter_map(|link| cc(link.resolved.as_ref()?.as_str()))
        .collect();
    let broken = found
        .list
        .iter()
        .any(|told| told.code == LintCode::BrokenLicenseLink);
    for (license, place) in named(found) {
        let Some(kind) = cc(&license) else { continue };
        // An address that is shown but no link can be copied all the same.
        let shown = found.page.blocks.iter().any(|block| {
            block
                .text
                .contains(&format!("creativecommons.org/licenses/{}", kind.0))
        });
        if !linked.contains(&kind) && !shown && !broken {
            found.tell(
                LintCode::LicenseWithoutLink,
                place,
                format!("the licence is named, but nothing links it: {license}"),
                "link the name of the licence to its deed, with rel=\"license\"",
            );
        }
    }
}

fn contradiction(found: &mut Found<'_>) {
    let mut kinds: BTreeMap<(String, String), (u32, u32)> = BTreeMap::new();
    for license in &found.page.meta.licenses {
        if let Some(kind) = cc(license) {
            kinds.entry(kind).or_insert_with(|| found.place(license));
        }
    }
    for (license, place) in named(found) {
        if let Some(kind) = cc(&license) {
            kinds.entry(kind).or_insert(place);
        }
    }
    let shown =
        |(kind, version): &(String, String)| format!("CC {} {version}", kind.to_uppercase());
    let list: Vec<String> = kinds.keys().map(shown).collect();
    let last = kinds.values().max().copied();
    if let (true, Some(place)) = (list.len() > 1, last) {
        let message = format!(
            "the page is under different licences: {}",
            list.join(" and ")
        );
        found.tell(
            LintCode::LicenseContradiction,
            place,
            message,
            "name one licence, and link that one",
        );
    }
    let notice = found.original.notice.as_ref();
    let banned = notice.filter(|notice| notice.kind == NoticeKind::Prohibition);
    let place = banned.map(|notice| (notice.line.max(1), 1));
    // A ban in the paragraph of the licence is no notice, but it stands there.
    let mut lost = found.original.contradictions.iter();
    let lost = lost.find(|told| told.of == "licence" && told.lost.0 == NOTICE);
    let place = place.or_else(|| lost.map(|told| found.place(&told.lost.1)));
    if let Some(place) = place.filter(|_| !list.is_empty()) {
        let message = format!(
            "the notice forbids what the licence, {}, allows",
            list.join(" and ")
        );
        found.tell(
            LintCode::LicenseContradiction,
            place,
            message,
            "take the ban out, or the licence",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_licences_are_told_from_others() {
        let wrong = |url: &str| {
            let url = Url::parse(url).unwrap();
            is_cc(&url) && wrong_cc(&url).is_some()
        };
        for good in [
            "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.zh",
            "http://www.creativecommons.org/licenses/by/2.5/cn/",
            "https://creativecommons.org/publicdomain/zero/1.0/",
            "https://creativecommons.org/about/",
            "https://other.example/licenses/by-sa-nc/",
        ] {
            assert!(!wrong(good), "{good}");
        }
        for bad in [
            "https://creativecommons.org/licenses/by-sa-nc/4.0/",
            "https://creativecommons.org/licenses/by-nc-sa/4.0zh",
            "https://creativecommons.org/licenses/by-nc-sa/",
            "https://creativecommons.org/licenses/",
            "https://creativecommons.org/license/by/4.0/",
        ] {
            assert!(wrong(bad), "{bad}");
        }
    }
}
