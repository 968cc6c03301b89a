//! From the addresses of an answer to the pages that are worth a look.

use std::collections::HashSet;

use url::Url;

use super::ask::LONGEST;
use crate::address::{Decoded, decode_redirector, identity, same_owner};
use crate::audit::Owners;
use crate::originals::Original;

/// What the addresses of an answer come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// The pages to look at, each once, in the order of the answers.
    pub pages: Vec<Url>,
    /// Addresses on sites of the originals' owner.
    pub own: usize,
    /// Addresses of pages that were named before.
    pub again: usize,
    /// Addresses that are none of the web: other schemes, passwords, endless ones.
    pub unusable: usize,
    /// Pages that are not looked at because there are more than wanted.
    pub left: usize,
}

/// Sorts the addresses of an answer. Pages are the same where their addresses lead to the same article; what is on a site
/// of an original, or by `owners` on one of the same owner, is left out; at most `most` pages are kept.
pub fn gather<'a>(
    addresses: impl IntoIterator<Item = &'a str>,
    originals: &[Original],
    owners: &Owners,
    most: usize,
) -> Hits {
    let homes = homes(originals);
    let mut seen: HashSet<String> = originals
        .iter()
        .filter_map(|one| one.url.as_ref())
        .map(identity)
        .collect();
    let own_pages = seen.clone();
    let mut hits = Hits::default();
    for address in addresses {
        let Some(url) = usable(address) else {
            hits.unusable += 1;
            continue;
        };
        let key = identity(&url);
        let is_own = own_pages.contains(&key)
            || homes
                .iter()
                .any(|home| same_owner(home, &url) || owners.are_same(home, &url));
        if is_own {
            hits.own += 1;
        } else if !seen.insert(key) {
            hits.again += 1;
        } else if hits.pages.len() == most {
            hits.left += 1;
        } else {
            hits.pages.push(url);
        }
    }
    hits
}

/// An address of the web, behind the redirector of an engine. Where it leads is for whoever fetches to judge.
fn usable(address: &str) -> Option<Url> {
    if address.chars().nth(LONGEST).is_some() {
        return None;
    }
    let url = Url::parse(address.trim()).ok()?;
    let mut url = match decode_redirector(&url) {
        Decoded::Target(target) => target,
        Decoded::Opaque | Decoded::Not => url,
    };
    let is_usable = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.as_str().len() <= 2 * LONGEST;
    url.set_fragment(None);
    is_usable.then_some(url)
}

/// The addresses and hosts under which originals are known, each site once.
fn homes(originals: &[Original]) -> Vec<Url> {
    let mut seen = HashSet::new();
    originals
        .iter()
        .flat_map(|original| {
            let aliases = original.aliases.iter().filter_map(|alias| {
                let alias = alias.trim();
                // A pen name has no dot; a host or an address has one.
                let is_host = alias.contains('.') && !alias.contains(char::is_whitespace);
                let written = if alias.contains("://") {
                    alias.to_owned()
                } else {
                    format!("https://{alias}/")
                };
                Url::parse(&written).ok().filter(|_| is_host)
            });
            original.url.iter().cloned().chain(aliases)
        })
        .filter(|url| seen.insert((url.host_str().map(str::to_owned), url.path().to_owned())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_and_repeated_and_odd_addresses_are_told_apart() {
        let original = Original {
            url: Url::parse("https://river.example/notes/ferry.html").ok(),
            aliases: vec!["old-river.example".to_owned(), "M. Lind".to_owned()],
            ..Original::default()
        };
        let mut owners = Owners::default();
        owners.add(vec![
            "river.example".to_owned(),
            "partner.example".to_owned(),
        ]);
        let long = format!("https://copier.example/{}", "a".repeat(10_000));
        let hits = gather(
            [
                "https://copier.example/a",
                "http://www.copier.example/a/?utm_source=x#top",
                "https://copier.example/b",
                "https://blog.river.example/",
                "https://old-river.example/x",
                "https://partner.example/y",
                "https://www.google.com/url?q=https://third.example/c",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "https://user:secret@copier.example/d",
                "\u{1b}]0;title\u{7}",
                &long,
                "https://fourth.example/",
                "https://fifth.example/",
            ],
            &[original],
            &owners,
            4,
        );
        let pages: Vec<&str> = hits.pages.iter().map(Url::as_str).collect();
        assert_eq!(
            pages,
            [
                "https://copier.example/a",
                "https://copier.example/b",
                "https://third.example/c",
                "https://fourth.example/"
            ]
        );
        assert_eq!(
            (hits.own, hits.again, hits.unusable, hits.left),
            (3, 1, 5, 1)
        );
    }
}
