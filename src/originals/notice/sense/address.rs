//! What can be the address of an article.

use url::{Host, Url};

use super::is_license;

/// Whether a text was left by a template or an example: `{{ page.url }}`, `undefined`, `<%= url %>`, `example.com`.
pub fn placeholder(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let code = [
        "{{",
        "}}",
        "<%",
        "%>",
        "{%",
        "${",
        "%7b%7b",
        "%7d%7d",
        "[object object]",
        "[[",
        "]]",
        "%permalink%",
        "%url%",
        "__url__",
    ];
    let word = [
        "undefined",
        "null",
        "nan",
        "your-domain",
        "yourdomain",
        "your-site",
        "yoursite",
        "your-blog",
        "yourblog",
        "your-url",
        "yourwebsite",
        "your-website",
        "your name",
        "your-name",
        "todo",
        "changeme",
        "site-url",
        "siteurl",
        "yourname",
    ];
    let parts = || lower.split(|c: char| !c.is_alphanumeric() && c != '-' && c != ' ');
    code.iter().any(|mark| lower.contains(mark))
        || parts().any(|part| word.contains(&part.trim()))
        || placeholder_host(&lower)
}

fn placeholder_host(lower: &str) -> bool {
    let Ok(url) = Url::parse(lower) else {
        return false;
    };
    match url.host() {
        Some(Host::Domain(host)) => {
            let host = host.strip_prefix("www.").unwrap_or(host);
            matches!(
                host,
                "example.com"
                    | "example.org"
                    | "example.net"
                    | "localhost"
                    | "yoursite.com"
                    | "mysite.com"
                    | "site.com"
                    | "domain.com"
                    | "test.com"
            ) || host.ends_with(".example.com")
                || host.ends_with(".localhost")
                || host.ends_with(".local")
                || host.ends_with(".test")
                || host.ends_with(".invalid")
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
    url.query().is_none()
        && (path.is_empty()
            || matches!(
                path,
                "/index.html" | "/index.htm" | "/index.php" | "/home" | "/blog" | "/index"
            ))
}

/// Whether an address can be that of an article: no licence, picture, script, feed, share button, profile or mailbox.
pub(in crate::originals::notice) fn may_be_article(url: &Url) -> bool {
    if !matches!(url.scheme(), "http" | "https") || is_license(url.as_str()) {
        return false;
    }
    let path = url.path().to_ascii_lowercase();
    let ending = path.rsplit('.').next().unwrap_or_default();
    let is_file = path.contains('.')
        && matches!(
            ending,
            "png"
                | "jpg"
                | "jpeg"
                | "gif"
                | "svg"
                | "webp"
                | "avif"
                | "ico"
                | "js"
                | "css"
                | "xml"
                | "rss"
                | "atom"
                | "woff"
                | "woff2"
                | "mp4"
                | "mp3"
                | "json"
        );
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let query = url.query().unwrap_or_default().to_ascii_lowercase();
    let shares = matches!(
        host,
        "addtoany.com"
            | "sharethis.com"
            | "t.me"
            | "connect.qq.com"
            | "pinterest.com"
            | "getpocket.com"
            | "wa.me"
            | "api.whatsapp.com"
    ) || path.contains("/sharer")
        || path.contains("/intent/")
        || path.contains("/share.php")
        || path.ends_with("/share")
        || path.contains("/sharearticle")
        || path.ends_with("/submit");
    let counts = query.contains("republication-pixel")
        || path.contains("count.gif")
        || path.contains("pixel") && (is_file || query.contains("id="));
    let feeds = path.ends_with("/feed")
        || path.ends_with("/feed/")
        || path.ends_with("/rss")
        || query == "feed=rss2";
    let pages = [
        "/author/",
        "/authors/",
        "/user/",
        "/users/",
        "/u/",
        "/people/",
        "/tag/",
        "/tags/",
        "/category/",
    ]
    .iter()
    .any(|part| path.starts_with(part));
    !(is_file || shares || counts || feeds || pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_no_addresses() {
        for text in [
            "http://example.com/2025/01/x/",
            "http://localhost:4000/a",
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
