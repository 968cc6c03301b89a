//! What can be the address of an article.

use std::sync::LazyLock;

use serde::Deserialize;
use url::{Host, Url};

use super::is_license;
use crate::address::is_route;

/// What is no address of an article, in `address.yaml` beside this file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    template_marks: Vec<String>,
    placeholder_words: Vec<String>,
    placeholder_hosts: Vec<String>,
    placeholder_endings: Vec<String>,
    share_hosts: Vec<String>,
    share_paths: Vec<String>,
    file_endings: Vec<String>,
    home_paths: Vec<String>,
    code_hosts: Vec<String>,
    list_paths: Vec<String>,
    profile_hosts: Vec<String>,
}

static KNOWN: LazyLock<Known> =
    // A test proves that the file is read.
    LazyLock::new(|| serde_yaml::from_str(include_str!("address.yaml")).unwrap_or_default());

/// Whether a text was left by a template or an example: `{{ page.url }}`, `undefined`, `<%= url %>`, `example.com`.
pub fn placeholder(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let host = Url::parse(&lower).ok().and_then(|url| {
        let host = url.host_str().filter(|host| host.contains("xn--"))?;
        Some(url::quirks::domain_to_unicode(host))
    });
    let names = host.as_deref().unwrap_or_default();
    let apart = |c: char| !c.is_alphanumeric() && c != '-' && c != ' ';
    let mut parts = lower.split(apart).chain(names.split(apart));
    KNOWN
        .template_marks
        .iter()
        .any(|mark| lower.contains(mark.as_str()))
        || parts.any(|part| is_in(&KNOWN.placeholder_words, part.trim()))
        || placeholder_host(&lower)
}

fn is_in(list: &[String], word: &str) -> bool {
    list.iter().any(|known| known == word)
}

fn placeholder_host(lower: &str) -> bool {
    let Ok(url) = Url::parse(lower) else {
        return false;
    };
    match url.host() {
        Some(Host::Domain(host)) => {
            let host = host.strip_prefix("www.").unwrap_or(host);
            let mut endings = KNOWN.placeholder_endings.iter();
            is_in(&KNOWN.placeholder_hosts, host)
                || endings.any(|ending| host.ends_with(ending.as_str()))
                || !host.contains('.')
        }
        Some(Host::Ipv4(ip)) => {
            ip.is_loopback() || ip.is_private() || ip.is_unspecified() || ip.is_link_local()
        }
        Some(Host::Ipv6(ip)) => ip.is_loopback() || ip.is_unspecified(),
        None => false,
    }
}

/// Whether an address is that of a machine without a name in the world, written as a number.
pub(crate) fn is_private(url: &Url) -> bool {
    matches!(url.host(), Some(Host::Ipv4(_) | Host::Ipv6(_)))
}

/// Whether an address is the front of a site rather than an article.
pub fn is_home(url: &Url) -> bool {
    let path = url.path().trim_end_matches('/');
    let leads_on = |route: &str| is_route(route) && !route.trim_matches(['!', '/']).is_empty();
    let route = url.fragment().is_some_and(leads_on);
    url.query().is_none() && !route && (path.is_empty() || is_in(&KNOWN.home_paths, path))
}

/// Whether an address can be that of an article: no licence, picture, script, feed, share button, profile or mailbox.
pub(in crate::originals) fn may_be_article(url: &Url) -> bool {
    if !matches!(url.scheme(), "http" | "https") || is_license(url.as_str()) {
        return false;
    }
    let path = url.path().to_ascii_lowercase();
    let ending = path.rsplit('.').next().unwrap_or_default();
    let is_file = path.contains('.') && is_in(&KNOWN.file_endings, ending);
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let query = url.query().unwrap_or_default().to_ascii_lowercase();
    let shares = is_in(&KNOWN.share_hosts, host)
        || KNOWN
            .share_paths
            .iter()
            .any(|part| match part.strip_suffix('$') {
                Some(ending) => path.ends_with(ending),
                None => path.contains(part.as_str()),
            });
    let counts = query.contains("republication-pixel")
        || path.contains("count.gif")
        || path.contains("pixel") && (is_file || query.contains("id="));
    let feeds = path.ends_with("/feed")
        || path.ends_with("/feed/")
        || path.ends_with("/rss")
        || query == "feed=rss2";
    // "/index.php/category/life/", "/en/tag/bread"; a profile is "/@ida" or "/en/@ida".
    let below = path.get(1..).and_then(|rest| rest.find('/'));
    let below = below.and_then(|at| path.get(at + 1..)).unwrap_or_default();
    let begins = |part: &String| {
        [&path, below]
            .iter()
            .any(|path| path.starts_with(part.as_str()))
    };
    let last = path.trim_end_matches('/').rsplit('/').next();
    let pages =
        KNOWN.list_paths.iter().any(begins) || last.is_some_and(|part| part.starts_with('@'));
    // "Give it a star at github.com/name/program"
    let parts = path.split('/').filter(|part| !part.is_empty()).count();
    let program = is_in(&KNOWN.code_hosts, host) && parts <= 2;
    // "instagram.com/ida", "linkedin.com/in/ida"
    let account = is_in(&KNOWN.profile_hosts, host) && (parts <= 1 || path.starts_with("/in/"));
    !(is_file || shares || counts || feeds || pages || program || account)
}

/// Whether an address is that of code, where programs are kept.
pub(in crate::originals::notice) fn is_code_host(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    is_in(&KNOWN.code_hosts, host.strip_prefix("www.").unwrap_or(host))
}

/// Whether an address is that of a folder in which another one stands: the blog on a platform in whose post it is named.
pub(in crate::originals::notice) fn holds(folder: &Url, url: &Url) -> bool {
    let path = folder.path().trim_end_matches('/');
    folder.query().is_none()
        && folder.host() == url.host()
        && url
            .path()
            .strip_prefix(path)
            .is_some_and(|rest| rest.len() > 1 && rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_profiles_and_blogs_are_no_articles() {
        let url = |text: &str| Url::parse(text).unwrap();
        for path in [
            "index.php/category/life/",
            "en/tag/bread",
            "@ida",
            "kr/@ida",
            "tags/x",
        ] {
            assert!(
                !may_be_article(&url(&format!("https://a.example/{path}"))),
                "{path}"
            );
        }
        for path in [
            "@ida/bread-1",
            "kr/@ida/bread-1",
            "en/categories-of-bread",
            "2024/05/tag",
        ] {
            assert!(
                may_be_article(&url(&format!("https://a.example/{path}"))),
                "{path}"
            );
        }
        let post = url("https://a.example/ida/p/7.html");
        assert!(holds(&url("https://a.example/ida"), &post));
        assert!(holds(&url("https://a.example/ida/"), &post));
        assert!(!holds(&post, &post));
        assert!(!holds(&url("https://a.example/id"), &post));
        assert!(!holds(&url("https://b.example/ida"), &post));
    }

    #[test]
    fn the_file_is_read() {
        let known: Known = serde_yaml::from_str(include_str!("address.yaml")).unwrap();
        assert!(!known.share_hosts.is_empty() && !known.list_paths.is_empty());
    }

    #[test]
    fn examples_are_no_addresses() {
        for text in [
            "http://example.com/2025/01/x/",
            "http://localhost:4000/a",
            "https://google.com/article",
            "https://a.example{{ page.url }}",
            "undefined",
            "https://your-domain/x",
            "http://192.168.0.4/x",
            "<%= url %>",
        ] {
            assert!(placeholder(text), "{text}");
        }
        for text in [
            "https://pierpost.example/bread",
            "https://a.example/nullable",
            "Ida Holm",
        ] {
            assert!(!placeholder(text), "{text}");
        }
    }
}
