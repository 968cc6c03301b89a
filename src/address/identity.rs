//! When two URLs are the same article: one canonical key a URL.

use std::borrow::Cow;
use std::collections::BTreeSet;

use icu_normalizer::ComposingNormalizerBorrowed;
use url::Url;

use super::hosts::site_host;
use super::platforms;
use super::tracking::is_tracking;

/// File names that stand for their folder.
const INDEX_FILES: &[&str] = &[
    "index.html",
    "index.htm",
    "index.shtml",
    "index.php",
    "index.asp",
    "index.aspx",
    "index.jsp",
    "default.html",
    "default.htm",
    "default.asp",
    "default.aspx",
];

/// The key under which equivalent URLs meet: host, path, identifying parameters, `#!` routes.
///
/// Left out are: scheme, credentials, default port, `www.` and mobile hosts, AMP forms, letter case of the host,
/// a trailing slash, index files, session ids, tracking parameters and their order, ordinary fragments, and the
/// percent-encoding of characters that need none. `?p=259` and `?id=7` stay: they are the identity of a page.
///
/// The key reads as a URL without its scheme, and is its own key: `identity("https://" + key) == key`.
pub fn identity(url: &Url) -> String {
    let url = unwrap_amp(url);
    let host = site_host(url.host_str().unwrap_or_default());
    let host = platforms::present_host(&host).unwrap_or(host);
    let path = path_key(url.path());
    let query = query_key(url.query().unwrap_or_default());
    if let Some(key) = platforms::key(&host, &path, &query) {
        return key;
    }
    let mut key = host;
    if let Some(port) = url.port() {
        key.push_str(&format!(":{port}"));
    }
    key.push_str(&path);
    if !query.is_empty() {
        if path.is_empty() {
            key.push('/');
        }
        key.push('?');
        key.push_str(&query);
    }
    if let Some(route) = url.fragment().filter(|part| is_route(part)) {
        key.push('#');
        key.push_str(&normal_escapes(route, false));
    }
    key
}

/// Whether two URLs lead to the same article, given the other addresses of one site. Symmetric and transitive.
pub fn equivalent(a: &Url, b: &Url, aliases: &Aliases) -> bool {
    aliases.key(a) == aliases.key(b)
}

/// Other addresses of one article and its site: old hosts, and other URLs of the same article.
#[derive(Debug, Clone, Default)]
pub struct Aliases {
    /// The host and the key that aliases stand for.
    primary: Option<(String, String)>,
    hosts: BTreeSet<String>,
    urls: BTreeSet<String>,
}

impl Aliases {
    /// Reads declared aliases: `https://old.example.org/` and `old.example.org` are hosts, a URL with a path or query
    /// is the article under another address, and whatever is no URL (a pen name) is left to others.
    pub fn new<'a>(original: Option<&Url>, declared: impl IntoIterator<Item = &'a str>) -> Self {
        let mut aliases = Self {
            primary: original
                .map(|url| (site_host(url.host_str().unwrap_or_default()), identity(url))),
            ..Self::default()
        };
        for alias in declared {
            let Some(url) = alias_url(alias) else {
                continue;
            };
            if url.path() == "/" && url.query().is_none() {
                aliases
                    .hosts
                    .insert(site_host(url.host_str().unwrap_or_default()));
            } else {
                aliases.urls.insert(identity(&url));
            }
        }
        aliases
    }

    /// The key of a URL after its host or the whole URL was replaced by what it is an alias of.
    pub fn key(&self, url: &Url) -> String {
        let key = identity(url);
        let Some((host, article)) = &self.primary else {
            return key;
        };
        if self.urls.contains(&key) {
            return article.clone();
        }
        match split_host(&key) {
            (own, rest) if self.hosts.contains(own) => {
                let moved = format!("{host}{rest}");
                if self.urls.contains(&moved) {
                    article.clone()
                } else {
                    moved
                }
            }
            _ => key,
        }
    }

    /// Hosts declared as aliases of the site.
    pub(super) fn hosts(&self) -> impl Iterator<Item = &str> {
        self.hosts.iter().map(String::as_str)
    }
}

/// Parts a key after its host (and before its port).
pub(super) fn split_host(key: &str) -> (&str, &str) {
    let end = key.find(['/', ':', '?', '#']).unwrap_or(key.len());
    key.split_at(end)
}

fn alias_url(alias: &str) -> Option<Url> {
    let alias = alias.trim();
    if alias.contains(char::is_whitespace) || !alias.contains('.') {
        return None;
    }
    let url = if alias.contains("://") {
        Url::parse(alias).ok()?
    } else {
        Url::parse(&format!("https://{alias}")).ok()?
    };
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// A fragment that a script reads as the page's address.
pub(crate) fn is_route(fragment: &str) -> bool {
    fragment.starts_with('/') || fragment.starts_with("!/")
}

/// The URL that an AMP cache or viewer shows; itself otherwise.
fn unwrap_amp(url: &Url) -> Cow<'_, Url> {
    let mut url = Cow::Borrowed(url);
    // A cached page of a cache is not served by anyone: three steps are more than enough.
    for _ in 0..3 {
        let Some(inner) = amp_target(&url) else { break };
        url = Cow::Owned(inner);
    }
    url
}

fn amp_target(url: &Url) -> Option<Url> {
    let host = url.host_str()?;
    let mut segments = url.path_segments()?;
    let cache = host == "cdn.ampproject.org" || host.ends_with(".cdn.ampproject.org");
    let first = segments.next()?;
    if cache && matches!(first, "c" | "v" | "i" | "a" | "r")
        || first == "amp" && super::hosts::registrable(host).starts_with("google.")
    {
        let mut rest: Vec<&str> = segments.collect();
        if rest.first() == Some(&"s") {
            rest.remove(0);
        }
        if !rest.first()?.contains('.') {
            return None;
        }
        let query = url.query().map(|q| format!("?{q}")).unwrap_or_default();
        return Url::parse(&format!("https://{}{query}", rest.join("/"))).ok();
    }
    None
}

/// The path without trailing slash, index file, AMP parts and session id; `""` for the root.
fn path_key(path: &str) -> String {
    let path = normal_escapes(path, false);
    let mut segments: Vec<String> = path
        .split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| {
            let lower = segment.to_ascii_lowercase();
            let end = lower.find(";jsessionid=").unwrap_or(segment.len());
            segment[..end].to_owned()
        })
        .filter(|segment| !segment.is_empty())
        .collect();
    if segments.len() > 1 {
        segments.retain(|segment| !segment.eq_ignore_ascii_case("amp"));
        if segments.is_empty() {
            // `/amp/amp`: a section named so.
            segments.push("amp".to_owned());
        }
    }
    // The mobile edition of blogs by number (`/m/48`, `/m/entry/title`) and of numbered news (`/wap/…/48`).
    let number = |segment: &String| segment.bytes().all(|byte| byte.is_ascii_digit());
    let mobile = match segments.as_slice() {
        [first, second] if first == "m" => number(second),
        [first, second, ..] if first == "m" => second == "entry",
        [first, .., last] if first == "mobile" || first == "wap" => {
            number(last)
                || last
                    .split('.')
                    .next()
                    .is_some_and(|stem| number(&stem.to_owned()))
        }
        _ => false,
    };
    if mobile {
        segments.remove(0);
    }
    while let Some(last) = segments.last_mut() {
        if INDEX_FILES.contains(&last.to_ascii_lowercase().as_str()) {
            segments.pop();
        } else if let Some(stem) = last.strip_suffix(".amp.html") {
            *last = format!("{stem}.html");
        } else {
            break;
        }
    }
    segments.iter().fold(String::new(), |mut key, segment| {
        key.push('/');
        key.push_str(segment);
        key
    })
}

/// The identifying parameters, sorted.
fn query_key(query: &str) -> String {
    let mut pairs: Vec<String> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| normal_escapes(pair, true))
        .filter(|pair| !is_tracking(pair))
        .collect();
    pairs.sort();
    pairs.dedup();
    pairs.join("&")
}

/// One spelling for percent-encoding: unreserved characters decoded, the rest in upper-case hexadecimal.
fn normal_escapes(text: &str, query: bool) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'%' => {
                let code = text
                    .get(at + 1..at + 3)
                    .and_then(|hex| u8::from_str_radix(hex, 16).ok());
                if let Some(code) = code {
                    out.push_str(&text[rest..at]);
                    if code.is_ascii_alphanumeric() || b"-._~".contains(&code) {
                        out.push(char::from(code));
                    } else {
                        out.push_str(&format!("%{code:02X}"));
                    }
                    at += 3;
                    rest = at;
                    continue;
                }
            }
            b'+' if query => {
                out.push_str(&text[rest..at]);
                out.push_str("%20");
                rest = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    out.push_str(&text[rest..]);
    composed(out)
}

/// An address whose letters and their marks are one where they can be: file systems and keyboards part "é" in two. `text`
/// has its escapes in the normal form.
fn composed(text: String) -> String {
    const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
    // The marks of Latin, Greek and Cyrillic letters, those of kana, and the parts of Korean syllables.
    if !["%CC%", "%CD%", "%E3%82%9", "%E1%8"]
        .iter()
        .any(|mark| text.contains(mark))
    {
        return text;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = { text.get(text.len() - behind.len()..text.len() - behind.len() + 2) }
            .filter(|_| *first == b'%')
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            .filter(|code| !code.is_ascii());
        bytes.push(code.unwrap_or(*first));
        rest = behind
            .get(if code.is_some() { 2 } else { 0 }..)
            .unwrap_or_default();
    }
    let Ok(letters) = String::from_utf8(bytes) else {
        return text;
    };
    let mut out = String::with_capacity(text.len());
    for letter in NFC.normalize(&letters).chars() {
        if letter.is_ascii() {
            out.push(letter);
            continue;
        }
        for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn letters_in_parts_are_the_same_letters() {
        for (whole, parts) in [
            ("été-au-canal%2Fa", "e\u{301}te\u{301}-au-canal%2Fa"),
            ("ガ行", "カ\u{3099}行"),
            ("한글", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}"),
            ("йод", "и\u{306}од"),
        ] {
            let of = |path: &str| identity(&url(&format!("https://a.example/{path}")));
            assert_eq!(of(whole), of(parts), "{whole}");
            assert_ne!(of("ete-au-canal%2Fa"), of(parts), "{whole}");
        }
    }

    #[test]
    fn variants_of_one_article_meet() {
        let article = "https://aicnbc.com/13219.html";
        for variant in [
            "http://aicnbc.com/13219.html",
            "https://www.aicnbc.com/13219.html",
            "https://AICNBC.com:443/13219.html#more",
            "https://aicnbc.com/13219.html?utm_source=x&utm_medium=y",
            "https://aicnbc.com/%31%33219.html?spm=1.2&from=timeline",
            "https://m.aicnbc.com/13219.html/",
            "https://aicnbc.com/amp/13219.html",
            "https://aicnbc.com/13219.html?amp=1",
            "https://aicnbc-com.cdn.ampproject.org/c/s/aicnbc.com/13219.html",
            "https://www.google.com/amp/s/aicnbc.com/13219.html",
            "https://aicnbc.com//13219.html;jsessionid=0A1B",
            "https://user@aicnbc.com/13219.html#ixzz2abc",
        ] {
            assert_eq!(
                identity(&url(variant)),
                identity(&url(article)),
                "{variant}"
            );
        }
    }

    #[test]
    fn parameters_that_identify_a_page_stay() {
        let home = identity(&url("https://example.org/"));
        for page in [
            "https://example.org/?p=259",
            "https://example.org/?id=7",
            "https://example.org/?from=20",
            "https://example.org/#!/post/5",
        ] {
            assert_ne!(identity(&url(page)), home, "{page}");
        }
        assert_eq!(
            identity(&url(
                "http://www.example.org/index.php?p=259&utm_campaign=a"
            )),
            identity(&url("https://example.org/?p=259#comments")),
        );
        assert_eq!(
            identity(&url("https://example.org/a?y=2&x=1")),
            identity(&url("https://example.org/a?x=1&y=2")),
        );
    }

    #[test]
    fn different_pages_stay_apart() {
        for (a, b) in [
            ("https://example.org/a", "https://example.org/b"),
            ("https://example.org/a", "https://blog.example.org/a"),
            ("https://example.org/a", "https://example.org:8443/a"),
            ("https://example.org/a%2Fb", "https://example.org/a/b"),
            ("https://example.org/?p=1", "https://example.org/?p=2"),
        ] {
            assert_ne!(identity(&url(a)), identity(&url(b)), "{a} {b}");
        }
    }

    #[test]
    fn declared_aliases_stand_for_the_article_and_its_site() {
        let original = url("https://18f.gsa.gov/2014/07/15/api/");
        let declared = [
            "18fblog.tumblr.com",
            "https://short.example/api",
            "Jane Doe",
        ];
        let aliases = Aliases::new(Some(&original), declared);
        for same in [
            "http://18fblog.tumblr.com/2014/07/15/api",
            "https://short.example/api?utm_source=a",
        ] {
            assert!(equivalent(&original, &url(same), &aliases), "{same}");
        }
        let other = url("https://18fblog.tumblr.com/other");
        assert!(!equivalent(&original, &other, &aliases));
    }

    proptest! {
        #[test]
        fn keys_are_their_own_keys(
            host in "(www\\.|m\\.|amp\\.)?[a-z]{1,5}\\.(m\\.)?(com|co\\.uk|github\\.io|org)",
            path in "(/(amp|index\\.html|a%41|%e4%bd|x\\.amp\\.html|[a-zA-Z0-9%._~;=+-]{0,8})){0,4}/?",
            query in "(\\?([a-z_]{1,4}=[a-z0-9%+]{0,4}&?){0,3}|\\?utm_source=x&p=2)?",
            fragment in "(#(!/)?[a-z/%]{0,5})?",
        ) {
            if let Ok(parsed) = Url::parse(&format!("http://{host}{path}{query}{fragment}")) {
                let key = identity(&parsed);
                let again = url(&format!("https://{key}"));
                prop_assert_eq!(identity(&again), key);
            }
        }

        #[test]
        fn equivalence_is_symmetric_and_reflexive(a in ".{0,40}", b in ".{0,40}", alias in "[a-z./]{0,12}") {
            let parse = |text: &str| Url::parse(&format!("http://example.org/{text}"));
            if let (Ok(a), Ok(b)) = (parse(&a), parse(&b)) {
                let aliases = Aliases::new(Some(&a), [alias.as_str()]);
                prop_assert!(equivalent(&a, &a, &aliases));
                prop_assert!(equivalent(&b, &b, &aliases));
                prop_assert_eq!(equivalent(&a, &b, &aliases), equivalent(&b, &a, &aliases));
            }
        }
    }
}
