//! Which originals a page itself points at: so that reprints can be checked with no library at all.

use url::Url;

use super::read_original;
use crate::address::{identity, registrable};
use crate::credit::sources;
use crate::page::Page;
use crate::rules::RuleSets;

/// The most originals that one page proposes: real reprints name one or two. By hand.
const MOST: usize = 5;

/// The addresses of the originals that a page may reprint, by its own word: its copied notice, what it declares as its
/// source, tracking pixels for reprints, its canonical link and the links of its credit lines, in this order.
///
/// Addresses of the page's own site and home pages are left out: neither is the original of a reprint.
pub fn proposals(page: &Page, rules: &RuleSets) -> Vec<Url> {
    let noticed = read_original(page, rules)
        .ok()
        .and_then(|original| original.notice)
        .and_then(|notice| Url::parse(notice.fields.get("url")?).ok());
    let urls = &page.urls;
    let elsewhere = urls.fetched.is_some() || urls.saved_from.is_some() || urls.og.is_some();
    let canonical = page.urls.canonical.clone().filter(|_| elsewhere);
    let all = noticed
        .into_iter()
        .chain(page.meta.syndication_source.clone())
        .chain(pixels(&page.source))
        .chain(canonical)
        .chain(sources(page));
    let own = page.urls.own().map(site);
    let mut found: Vec<Url> = Vec::new();
    for url in all {
        let is_article = url.path().len() > 1 || url.query().is_some();
        let known = found.iter().any(|other| identity(other) == identity(&url));
        if matches!(url.scheme(), "http" | "https")
            && is_article
            && !known
            && Some(site(&url)) != own
        {
            found.push(url);
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// What stands for the owner of an address: the registrable domain, or the host and port where there is none.
fn site(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{}:{port}", registrable(host)),
        None => registrable(host).to_owned(),
    }
}

/// The posts that republication pixels count: `https://site.example/?republication-pixel=true&post=4711` names the site
/// and the number under which its article is found.
fn pixels(source: &str) -> Vec<Url> {
    const PIXEL: &str = "republication-pixel=";
    memchr::memmem::find_iter(source.as_bytes(), PIXEL)
        .take(MOST)
        .filter_map(|at| {
            let quote = |letter: char| matches!(letter, '"' | '\'' | '<' | '>' | ' ' | '\n');
            let start = source[..at].rfind(quote)? + 1;
            let end = at + source[at..].find(quote)?;
            let url = source[start..end]
                .replace("&amp;", "&")
                .replace("&#038;", "&");
            let mut url = Url::parse(&url).ok()?;
            let post = url
                .query_pairs()
                .find_map(|(name, value)| (name == "post").then(|| value.into_owned()))?;
            let is_number = !post.is_empty() && post.bytes().all(|byte| byte.is_ascii_digit());
            url.set_query(Some(&format!("p={post}")));
            url.set_fragment(None);
            is_number.then_some(url)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{self, ReadOptions};

    fn proposed(html: &str) -> Vec<String> {
        let options = ReadOptions {
            url: Some(Url::parse("https://www.copier.example/p/1").unwrap()),
            ..ReadOptions::default()
        };
        let page = page::read(html.as_bytes(), &options).unwrap();
        let all = proposals(&page, &RuleSets::builtin());
        all.into_iter().map(String::from).collect()
    }

    #[test]
    fn a_page_tells_in_many_ways_where_its_text_comes_from() {
        for (html, url) in [
            (
                "<link rel=canonical href=https://a.example/1><p>Words</p>",
                "https://a.example/1",
            ),
            (
                "<meta name=syndication-source content=https://a.example/2><p>Words</p>",
                "https://a.example/2",
            ),
            (
                "<p>Words</p><img src='https://a.example/?republication-pixel=true&amp;post=3&amp;ga4=x'>",
                "https://a.example/?p=3",
            ),
            (
                "<p>Words about boats.</p><p>Original article, Author: Ada. If you wish to reprint this article, \
                 please indicate the source: https://a.example/4</p>",
                "https://a.example/4",
            ),
            (
                "<p>Words</p><p>First published at <a href=https://a.example/5>A</a></p>",
                "https://a.example/5",
            ),
        ] {
            assert_eq!(proposed(html), [url], "{html}");
        }
    }

    #[test]
    fn its_own_site_and_home_pages_are_not_proposed() {
        let html = "<link rel=canonical href=https://copier.example/p/1><p>Words</p>\
            <p>Source: <a href=https://a.example/>A</a></p><p>Source: <a href=/p/2>ours</a></p>\
            <img src='https://a.example/?republication-pixel=true&post=x'>";
        assert_eq!(proposed(html), [""; 0]);
    }
}
