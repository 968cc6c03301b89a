//! Sites of one owner: a page on one of them may reprint an original of another without owing anything.

use url::Url;

use crate::rules::host_matches;

/// Which sites belong to one owner besides those that share a registered name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Owners {
    groups: Vec<Vec<String>>,
}

impl Owners {
    /// Adds sites that belong together: hosts (`example.org`, with or without `www.`), `*.example.org` for it and all
    /// hosts below it, each with the start of a path if only that part is meant (`example.org/@ours`).
    pub fn add(&mut self, sites: Vec<String>) {
        if !sites.is_empty() {
            self.groups.push(sites);
        }
    }

    /// Whether two addresses are of the same owner.
    pub fn are_same(&self, one: &Url, other: &Url) -> bool {
        self.groups.iter().any(|group| {
            let has = |url| group.iter().any(|site| is_on(url, site));
            has(one) && has(other)
        })
    }
}

/// Whether an address is on a site, written as [`Owners::add`] says.
pub(super) fn is_on(url: &Url, site: &str) -> bool {
    let (host, path) = match site.split_once('/') {
        Some((host, path)) => (host, path.trim_matches('/')),
        None => (site, ""),
    };
    let is_below = || {
        url.path()
            .trim_start_matches('/')
            .strip_prefix(path)
            .is_some_and(|rest| path.is_empty() || rest.is_empty() || rest.starts_with('/'))
    };
    url.host_str().is_some_and(|own| host_matches(host, own)) && is_below()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_of_one_owner() {
        let mut owners = Owners::default();
        owners.add(vec!["a.example".to_owned(), "*.b.example".to_owned()]);
        owners.add(vec!["c.example/@us".to_owned(), "d.example".to_owned()]);
        for (one, other, same) in [
            ("https://a.example/x", "https://www.a.example/y", true),
            ("https://a.example/x", "http://news.b.example/y", true),
            ("https://a.example/x", "https://d.example/y", false),
            ("https://c.example/@us/1", "https://d.example/y", true),
            ("https://c.example/@usurper", "https://d.example/y", false),
            ("https://c.example/", "https://d.example/y", false),
            (
                "https://evil.example/a.example",
                "https://a.example/",
                false,
            ),
            (
                "https://a.example.evil.example/",
                "https://a.example/",
                false,
            ),
        ] {
            let url = |text| Url::parse(text).unwrap();
            assert_eq!(
                owners.are_same(&url(one), &url(other)),
                same,
                "{one} {other}"
            );
        }
    }
}
