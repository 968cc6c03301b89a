//! The copies of a report by the site that they are on.

use std::collections::BTreeMap;

use url::Url;

use super::report::{AuditIn, MatchIn, Report};
use super::{LetterOptions, Tone};
use crate::address::{identity, shared_site};

/// A site and what it copied.
pub(super) struct Site<'r> {
    /// Its registered name, with the start of the path where strangers share it; `None` where no address is known.
    pub(super) name: Option<String>,
    /// One of its hosts.
    pub(super) host: Option<String>,
    /// Its copies, in the order of the report.
    pub(super) copies: Vec<Copy<'r>>,
}

/// A page that copied an article.
#[derive(Clone)]
pub(super) struct Copy<'r> {
    pub(super) audit: &'r AuditIn,
    pub(super) found: &'r MatchIn,
    /// The address of the page, if it has one.
    pub(super) url: Option<Url>,
}

/// The sites of a report that a letter is for, by its tone, in the order of the report.
pub(super) fn of<'r>(report: &'r Report, options: &LetterOptions) -> Vec<Site<'r>> {
    let mut sites: Vec<Site<'_>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for audit in &report.audits {
        for found in &audit.matches {
            let wanted = match options.tone {
                Tone::Thanks => found.verdict.as_deref() == Some("credited"),
                _ => {
                    found.verdict.as_deref() == Some("not-credited")
                        && found.told().next().is_some()
                }
            };
            if !wanted {
                continue;
            }
            let url = own_address(audit, found).or_else(|| options.page.clone());
            let copy = Copy { audit, found, url };
            let name = copy.url.as_ref().map(shared_site);
            let known = name.as_ref().and_then(|name| places.get(name)).copied();
            match known.and_then(|place| sites.get_mut(place)) {
                Some(site) => site.copies.push(copy),
                None => {
                    places.extend(name.clone().map(|name| (name, sites.len())));
                    let host = copy
                        .url
                        .as_ref()
                        .and_then(|url| url.host_str().map(str::to_owned));
                    sites.push(Site {
                        name,
                        host,
                        copies: vec![copy],
                    });
                }
            }
        }
    }
    sites
}

/// The address of a page: the one under which the sender looked at it, if that is one, else the one that it states,
/// unless it states that of the original.
fn own_address(audit: &AuditIn, found: &MatchIn) -> Option<Url> {
    let web = |text: &str| {
        Url::parse(text)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https"))
    };
    if let Some(url) = web(&audit.page.location) {
        return Some(url);
    }
    let original = found.original.url.as_deref().and_then(web);
    let stated = audit.page.url.as_deref().and_then(web)?;
    (original.as_ref().map(identity) != Some(identity(&stated))).then_some(stated)
}
