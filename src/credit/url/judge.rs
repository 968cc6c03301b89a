//! What a link points to, compared with one original and the page it stands on.

use url::Url;

use super::hosts::{below, look_alike, registrable, site_host};
use super::identity::{Aliases, identity, split_host};
use super::redirect::{Decoded, decode_redirector, leads_away};
use crate::credit::Target;
use crate::originals::Original;
use crate::page::PageUrls;

/// Share of equal letters at which two slugs are taken for one, misspelt or cut (normalised Levenshtein). Two titles
/// of one site seldom come above .6; a typo in a slug of eight letters leaves .87.
const NEAR_SLUG: f64 = 0.85;

/// Identity parameters: a link that adds one of them to the original's path leads to another page.
const IDENTITY_PARAMETERS: &[&str] = &[
    "aid",
    "article",
    "article_id",
    "articleid",
    "cat",
    "id",
    "itemid",
    "mid",
    "newsid",
    "p",
    "page_id",
    "post",
    "post_id",
    "q",
    "s",
    "search",
    "sn",
    "story",
    "t",
    "tag",
    "tid",
    "title",
    "v",
];

/// Path segments of lists, sections and people. Compared in lower case.
const INDEX_SEGMENTS: &[&str] = &[
    "about",
    "about-us",
    "aktuelles",
    "archive",
    "archives",
    "article",
    "articles",
    "artikel",
    "author",
    "authors",
    "autor",
    "autore",
    "autores",
    "blog",
    "blogs",
    "categories",
    "category",
    "channel",
    "column",
    "columns",
    "contact",
    "en",
    "feed",
    "home",
    "journal",
    "latest",
    "magazine",
    "main",
    "nachrichten",
    "news",
    "noticias",
    "page",
    "pages",
    "people",
    "post",
    "posts",
    "press",
    "profile",
    "rss",
    "search",
    "section",
    "sections",
    "stories",
    "story",
    "tag",
    "tags",
    "team",
    "topic",
    "topics",
    "user",
    "users",
    "zh",
    "zh-cn",
];

/// First path segments after which the name of a list or a person follows.
const LIST_PREFIXES: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autore",
    "autores",
    "categories",
    "category",
    "channel",
    "columnist",
    "columnists",
    "contributor",
    "contributors",
    "in",
    "journalist",
    "label",
    "member",
    "members",
    "people",
    "person",
    "profile",
    "profiles",
    "section",
    "sections",
    "space",
    "tag",
    "tags",
    "team",
    "topic",
    "topics",
    "u",
    "user",
    "users",
    "writer",
    "writers",
];

/// A link after redirectors were read and the target was compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What it points to.
    pub target: Target,
    /// Where it really leads: the redirector's target, else the link itself.
    pub url: Url,
    /// Whether it leads through a redirector or shortener.
    pub redirector: bool,
    /// Whether its host only looks like the original's.
    pub look_alike: bool,
}

/// Compares links with one original, seen from one page. Built once for a page and an original.
#[derive(Debug, Clone)]
pub struct Judge {
    aliases: Aliases,
    /// The original's URL, its key and its site.
    article: Option<(Url, String, String)>,
    /// Sites of the original: its own and its aliases.
    sites: Vec<String>,
    /// Keys and sites of the page, without those it shares with the original.
    own_keys: Vec<String>,
    own_sites: Vec<String>,
}

/// What `link` points to, for callers with a single link; others keep a [`Judge`].
pub fn target(link: &Url, original: &Original, page: &PageUrls) -> Target {
    Judge::new(original, page).link(link).target
}

impl Judge {
    /// Reads the addresses of the original and of the page.
    pub fn new(original: &Original, page: &PageUrls) -> Self {
        let declared = original.aliases.iter().map(String::as_str);
        let aliases = Aliases::new(original.url.as_ref(), declared);
        let article = original.url.as_ref().map(|url| {
            let key = aliases.key(url);
            let site = site_host(url.host_str().unwrap_or_default());
            (url.clone(), key, site)
        });
        let mut sites: Vec<String> = article.iter().map(|(_, _, site)| site.clone()).collect();
        sites.extend(aliases.hosts().map(str::to_owned));
        // The canonical link names the original on many honest copies: it is the page's own address only where
        // nothing better is known.
        let evident: Vec<&Url> = [&page.fetched, &page.og].into_iter().flatten().collect();
        let own = if evident.is_empty() {
            page.canonical.iter().collect()
        } else {
            evident
        };
        let own_keys = own.iter().map(|url| aliases.key(url)).collect();
        let mut own_sites: Vec<String> = own
            .iter()
            .map(|url| site_host(url.host_str().unwrap_or_default()))
            .filter(|site| !site.is_empty() && !sites.contains(site))
            .collect();
        own_sites.dedup();
        Self {
            aliases,
            article,
            sites,
            own_keys,
            own_sites,
        }
    }

    /// Whether the page and the original are published on one site.
    pub fn same_site(&self) -> bool {
        self.own_sites.is_empty() && !self.own_keys.is_empty()
    }

    /// Whether the page says that it is published at the original's own address.
    pub fn is_the_original(&self) -> bool {
        self.article
            .as_ref()
            .is_some_and(|(_, key, _)| self.own_keys.contains(key))
    }

    /// Whether a URL is the page's own address or the home page of its site.
    pub fn is_own_page(&self, url: &Url) -> bool {
        let key = self.aliases.key(url);
        self.own_keys.contains(&key) || self.own_sites.contains(&key)
    }

    /// Sites of the original: its own host and its aliases, without `www.` and the like.
    pub fn sites(&self) -> &[String] {
        &self.sites
    }

    /// Whether a link can lead to the original at all: its host stands in it, or something that hides a host. Far
    /// cheaper than judging it.
    pub fn may_concern(&self, link: &Url) -> bool {
        let text = link.as_str();
        // Base64 of `http`: a redirector's target.
        text.contains("aHR0c")
            || self.sites.iter().any(|site| text.contains(site.as_str()))
            || super::platforms::has_other_hosts(&self.sites)
    }

    /// Judges one link.
    pub fn link(&self, link: &Url) -> Judged {
        let (url, redirector) = match decode_redirector(link) {
            // A service that is itself the original's home is no redirector to elsewhere.
            _ if self.is_article(link) => (link.clone(), false),
            Decoded::Target(target) => (target, true),
            Decoded::Opaque => {
                return Judged {
                    target: Target::Opaque,
                    url: link.clone(),
                    redirector: true,
                    look_alike: false,
                };
            }
            Decoded::Not => (link.clone(), false),
        };
        Judged {
            target: self.target(&url),
            look_alike: self
                .article
                .as_ref()
                .is_some_and(|(article, _, _)| look_alike(&url, article)),
            url,
            redirector,
        }
    }

    fn is_article(&self, url: &Url) -> bool {
        self.article
            .as_ref()
            .is_some_and(|(_, article, _)| *article == self.aliases.key(url))
    }

    fn target(&self, url: &Url) -> Target {
        if self.is_article(url) {
            return Target::Article;
        }
        let key = self.aliases.key(url);
        if self.own_keys.contains(&key) {
            return Target::OwnPage;
        }
        let host = site_host(url.host_str().unwrap_or_default());
        // The page's own site first: the original may be published on a parent of it.
        if self.own_sites.contains(&host) {
            return if leads_away(url) {
                Target::Opaque
            } else {
                Target::OwnPage
            };
        }
        if let Some((article, article_key, site)) = &self.article {
            if self.sites.contains(&host) {
                return on_site(&key, article_key, article);
            }
            if below(&host, site) || below(site, &host) {
                return beside_site(&key, article_key);
            }
        } else if self.sites.contains(&host) {
            return if is_index(&identity(url)) {
                Target::Site
            } else {
                Target::OtherArticle
            };
        }
        if self
            .own_sites
            .iter()
            .any(|own| below(own, &host) && host == registrable(own) || below(&host, own))
        {
            return Target::OwnPage;
        }
        Target::ThirdParty
    }
}

/// A link to the original's own host that is not the article's key.
fn on_site(key: &str, article_key: &str, article: &Url) -> Target {
    let (_, link) = split_host(key);
    let (_, original) = split_host(article_key);
    let (link_path, link_query) = split_query(link);
    let (path, query) = split_query(original);
    if path == link_path && query.is_empty() && is_article_path(path) && !identifies(link_query) {
        // The article with a parameter nobody knows: still the article.
        return Target::Article;
    }
    if link == article.path() {
        return Target::Article;
    }
    if is_index(key) || is_parent(link_path, path) && link_query.is_empty() {
        return Target::Site;
    }
    if is_near(link_path, path) && link_query == query {
        return Target::Near;
    }
    Target::OtherArticle
}

/// A link to a parent or child domain of the original's host.
fn beside_site(key: &str, article_key: &str) -> Target {
    let (_, link) = split_host(key);
    let (_, original) = split_host(article_key);
    if link == original && is_article_path(split_query(link).0) {
        Target::Near
    } else if is_index(key) {
        Target::Site
    } else {
        Target::OtherArticle
    }
}

fn split_query(rest: &str) -> (&str, &str) {
    rest.split_once('?').unwrap_or((rest, ""))
}

fn identifies(query: &str) -> bool {
    query.split('&').any(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        IDENTITY_PARAMETERS.contains(&name.to_ascii_lowercase().as_str())
    })
}

/// A path that names one article by itself: a slug, a number or a file, not a script that takes the article as a
/// parameter.
fn is_article_path(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let script = [".php", ".asp", ".aspx", ".jsp", ".cgi", ".do"]
        .iter()
        .any(|ending| last.ends_with(ending));
    !script && !is_index_segment(last) && is_article_segment(last)
}

fn is_article_segment(last: &str) -> bool {
    let digits = last.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3
        || last.matches(['-', '_']).count() >= 2
        || last.contains(".htm")
        || last.len() >= 24
}

/// Whether a link leads to the home page, a list, a section or a person.
fn is_index(key: &str) -> bool {
    let (_, rest) = split_host(key);
    let (path, query) = split_query(rest);
    let path = path.split('#').next().unwrap_or_default();
    let segments: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if rest.contains('#') || identifies(query) && !matches!(query.get(..2), Some("s=" | "q=")) {
        return false;
    }
    match segments.as_slice() {
        [] => true,
        [first, ..] if is_list_prefix(first) && segments.len() <= 3 => true,
        [first] if first.starts_with(['@', '~']) => true,
        [only] => {
            is_index_segment(only)
                || !is_article_segment(only) && only.len() <= 15 && !only.contains(['-', '.'])
        }
        _ => {
            let dates = segments.len() <= 3
                && segments
                    .iter()
                    .all(|part| part.bytes().all(|b| b.is_ascii_digit()))
                && segments[0].len() == 4;
            let index = segments.iter().all(|part| is_index_segment(part));
            // `/blog/category/x`, `/en/author/x`, `/u/name/articles`.
            let list = segments.len() <= 4
                && segments.iter().rev().skip(1).take(1).any(|part| {
                    LIST_PREFIXES.contains(&part.to_ascii_lowercase().as_str()) && part.len() > 2
                });
            dates || index || list
        }
    }
}

fn is_list_prefix(segment: &str) -> bool {
    LIST_PREFIXES.contains(&segment.to_ascii_lowercase().as_str())
}

fn is_index_segment(segment: &str) -> bool {
    let lower = segment.to_ascii_lowercase();
    let stem = lower.split('.').next().unwrap_or_default();
    INDEX_SEGMENTS.contains(&stem)
}

/// Whether `path` is a folder that the article lies in.
fn is_parent(path: &str, article: &str) -> bool {
    article
        .strip_prefix(path)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// Whether two paths differ as a slip of the pen or a moved date makes them differ.
fn is_near(link: &str, article: &str) -> bool {
    if link.eq_ignore_ascii_case(article) {
        return true;
    }
    let ours: Vec<&str> = link.split('/').skip(1).collect();
    let theirs: Vec<&str> = article.split('/').skip(1).collect();
    let (Some(our_last), Some(their_last)) = (ours.last(), theirs.last()) else {
        return false;
    };
    // The same slug at another place: date, section or language differ.
    if our_last == their_last && is_slug(our_last) {
        return true;
    }
    // Cut short: the link was copied from an elided text.
    let cut = link.trim_end_matches("%E2%80%A6").trim_end_matches('.');
    if cut.len() * 10 >= article.len() * 6 && article.starts_with(cut) {
        return true;
    }
    let same_place =
        ours.len() == theirs.len() && ours.iter().zip(&theirs).filter(|(a, b)| a != b).count() == 1;
    match (number_of(our_last), number_of(their_last)) {
        // Ids that differ by one slip: a letter wrong, doubled, left out or swapped with its neighbour.
        (Some(a), Some(b)) => same_place && a.len() >= 4 && strsim::osa_distance(a, b) <= 1,
        (None, None) => {
            let slugs = is_slug(our_last) && is_slug(their_last);
            // Numbers inside slugs count: part 1 and part 2 are two articles.
            let digits =
                |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
            slugs
                && digits(our_last) == digits(their_last)
                && our_last.len().max(their_last.len()) <= 400
                && strsim::normalized_levenshtein(our_last, their_last) >= NEAR_SLUG
                && (ours.len() == theirs.len() || same_place)
        }
        _ => false,
    }
}

/// A segment that is one article's name rather than one of the words that all URLs of a site share.
fn is_slug(segment: &str) -> bool {
    segment.len() >= 8 && !is_index_segment(segment)
}

/// The number of a segment that is nothing but one, apart from its file ending.
fn number_of(segment: &str) -> Option<&str> {
    let stem = segment.split('.').next()?;
    (!stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_digit())).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credit::fixture;

    fn targets(article: &str, page: &str, cases: &[(&str, Target)]) {
        let original = fixture::original(article, "");
        let urls = PageUrls {
            fetched: Some(Url::parse(page).unwrap()),
            ..PageUrls::default()
        };
        for (link, expected) in cases {
            let link = Url::parse(link).unwrap();
            assert_eq!(target(&link, &original, &urls), *expected, "{link}");
        }
    }

    #[test]
    fn kinds_of_targets_with_numbered_articles() {
        targets(
            "https://aicnbc.com/13219.html",
            "https://copier.example/p/1",
            &[
                (
                    "http://www.aicnbc.com/13219.html?utm_source=a",
                    Target::Article,
                ),
                ("https://aicnbc.com/13219.html?foo=bar", Target::Article),
                (
                    "https://link.zhihu.com/?target=https%3A//aicnbc.com/13219.html",
                    Target::Article,
                ),
                ("https://aicnbc.com/13291.html", Target::Near),
                ("https://aicnbc.com/1321.html", Target::Near),
                ("https://aicnbc.com/20544.html", Target::OtherArticle),
                ("https://aicnbc.com/", Target::Site),
                ("https://aicnbc.com/author/tobias", Target::Site),
                ("https://aicnbc.com/tech/", Target::Site),
                ("https://aicnbc.com/?p=259", Target::OtherArticle),
                ("https://copier.example/p/1", Target::OwnPage),
                ("https://www.copier.example/about", Target::OwnPage),
                ("https://copier.example/go/4711", Target::Opaque),
                ("https://elsewhere.example/13219.html", Target::ThirdParty),
                ("http://t.cn/RJ3nmhV", Target::Opaque),
            ],
        );
    }

    #[test]
    fn kinds_of_targets_with_slugs_and_dates() {
        targets(
            "https://18f.gsa.gov/2017/08/23/government-launches-login-gov/",
            "https://digital.gov/2017/08/28/government-launches-login-gov/",
            &[
                (
                    "https://18f.gsa.gov/2017/08/22/government-launches-login-gov/",
                    Target::Near,
                ),
                (
                    "https://18f.gsa.gov/2017/08/23/goverment-launches-login-gov/",
                    Target::Near,
                ),
                (
                    "https://18f.gsa.gov/2017/08/23/government-launches...",
                    Target::Near,
                ),
                ("https://18f.gsa.gov/blog/", Target::Site),
                ("https://18f.gsa.gov/2017/08/", Target::Site),
                (
                    "https://18f.gsa.gov/2017/08/23/a-wholly-different-thing/",
                    Target::OtherArticle,
                ),
                ("https://gsablogs.gsa.gov/gsablog/", Target::ThirdParty),
                ("https://digital.gov/about", Target::OwnPage),
            ],
        );
    }

    #[test]
    fn page_and_original_on_one_site() {
        targets(
            "https://example.org/original-article-of-june",
            "https://example.org/copied-article-of-july",
            &[
                (
                    "https://example.org/original-article-of-june",
                    Target::Article,
                ),
                (
                    "https://example.org/copied-article-of-july#top",
                    Target::OwnPage,
                ),
                ("https://example.org/", Target::Site),
                (
                    "https://example.org/a-third-article-of-may",
                    Target::OtherArticle,
                ),
            ],
        );
    }

    #[test]
    fn articles_known_by_a_parameter() {
        targets(
            "https://example.org/?p=259",
            "https://copier.example/",
            &[
                ("http://example.org/index.php?p=259", Target::Article),
                ("http://example.org/?p=260", Target::OtherArticle),
                ("http://example.org/", Target::Site),
            ],
        );
    }

    #[test]
    fn look_alike_hosts_are_third_parties() {
        let original = fixture::original("https://aicnbc.com/13219.html", "");
        let judge = Judge::new(&original, &PageUrls::default());
        let judged = judge.link(&Url::parse("https://аicnbc.com/13219.html").unwrap());
        assert_eq!(
            (judged.target, judged.look_alike),
            (Target::ThirdParty, true)
        );
    }
}
