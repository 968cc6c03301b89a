//! The page's own address where it does not state one.

use std::collections::BTreeMap;

use url::Url;

use crate::address::{identity, site_host};
use crate::originals::Original;
use crate::page::{Landmark, Page, PageUrls};

/// A host must be linked so often from the page's navigation to be taken for its own. By hand, held against labelled
/// pages (`examples/credits.rs`).
const OWN_LINKS: usize = 3;

/// The page's addresses; where it states none of its own, the home page of the host that its header, navigation and
/// footer link most. Copies often carry the original's `og:url` and canonical link: they are no address of the copy.
pub(crate) fn addresses(page: &Page, original: &Original) -> PageUrls {
    let mut urls = page.urls.clone();
    if urls.fetched.is_some() {
        return urls;
    }
    let article = original.url.as_ref().map(identity);
    let foreign = |url: &Option<Url>| url.as_ref().map(identity) == article && article.is_some();
    if foreign(&urls.og) {
        urls.og = None;
    }
    if foreign(&urls.canonical) {
        urls.canonical = None;
    }
    if urls.own().is_none() {
        urls.fetched = most_linked(page);
    }
    urls
}

/// The home page of the host that a page's header, navigation and footer link most.
pub(crate) fn most_linked(page: &Page) -> Option<Url> {
    let mut hosts: BTreeMap<String, (usize, &Url)> = BTreeMap::new();
    let chrome = page.blocks.iter().filter(|block| {
        matches!(
            block.landmark,
            Landmark::Nav | Landmark::Header | Landmark::SiteFooter
        )
    });
    for url in chrome.flat_map(|block| block.links.iter().filter_map(|link| link.resolved.as_ref()))
    {
        let site = site_host(url.host_str().unwrap_or_default());
        hosts.entry(site).or_insert((0, url)).0 += 1;
    }
    // The first in the alphabet among equals: the map is ordered and `>` keeps the earlier one.
    let mut best: Option<(usize, &Url)> = None;
    for (count, url) in hosts.into_values() {
        if count >= OWN_LINKS && best.is_none_or(|(most, _)| count > most) {
            best = Some((count, url));
        }
    }
    best?.1.join("/").ok()
}
