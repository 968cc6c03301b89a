//! What a link points to, compared with one original and the page it stands on.

use std::collections::BTreeMap;
use std::sync::Arc;

use url::Url;

use super::hosts::{below, look_alike, registrable, site_host};
use super::identity::{Aliases, identity, split_host};
use super::paths::{beside_site, is_index, on_site};
use super::redirect::{Decoded, decode_redirector, leads_away};
use super::target::Target;
use crate::page::PageUrls;

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
    /// Other hosts under which the original's platform serves its articles.
    other_hosts: Vec<&'static str>,
    /// Where short links lead, as far as that is known.
    short_links: Arc<BTreeMap<Url, Url>>,
}

/// The addresses of an article.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// Where it stands.
    pub url: Option<&'a Url>,
    /// Other addresses, hosts and names of it and its publisher.
    pub aliases: &'a [String],
}

/// What `link` points to, for callers with a single link; others keep a [`Judge`].
pub fn target<'a>(link: &Url, original: impl Into<Article<'a>>, page: &PageUrls) -> Target {
    Judge::new(original, page).link(link).target
}

impl Judge {
    /// Reads the addresses of the original and of the page.
    pub fn new<'a>(original: impl Into<Article<'a>>, page: &PageUrls) -> Self {
        let original = original.into();
        let declared = original.aliases.iter().map(String::as_str);
        let aliases = Aliases::new(original.url, declared);
        let article = original.url.map(|url| {
            let key = aliases.key(url);
            let site = site_host(url.host_str().unwrap_or_default());
            (url.clone(), key, site)
        });
        let mut sites: Vec<String> = article.iter().map(|(_, _, site)| site.clone()).collect();
        // Where a platform goes by another name today, its key has that.
        let known = article
            .iter()
            .map(|(_, key, _)| split_host(key).0.to_owned());
        sites.extend(known.filter(|host| article.iter().all(|(_, _, site)| site != host)));
        sites.extend(aliases.hosts().map(str::to_owned));
        // The canonical link names the original on many honest copies: it is the page's own address only where
        // nothing better is known.
        let evident: Vec<&Url> = [&page.fetched, &page.saved_from, &page.og]
            .into_iter()
            .flatten()
            .collect();
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
        let other_hosts = sites
            .iter()
            .flat_map(|site| super::platforms::other_hosts(site))
            .collect();
        Self {
            other_hosts,
            aliases,
            article,
            sites,
            own_keys,
            own_sites,
            short_links: Arc::clone(&page.short_links),
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
            || self.short_links.contains_key(link)
            || self.other_hosts.iter().any(|host| text.contains(host))
            || text.contains("translate.goog")
    }

    /// Judges one link.
    pub fn link(&self, link: &Url) -> Judged {
        if let Some(target) = self.short_links.get(link) {
            // What a short link leads to may be a redirector, but no second short link: that was followed too.
            let url = match decode_redirector(target) {
                Decoded::Target(further) => further,
                Decoded::Opaque | Decoded::Not => target.clone(),
            };
            return Judged {
                redirector: true,
                ..self.plain(&url)
            };
        }
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
            redirector,
            ..self.plain(&url)
        }
    }

    /// Judges an address that hides nothing.
    fn plain(&self, url: &Url) -> Judged {
        Judged {
            target: self.target(url),
            look_alike: self
                .article
                .as_ref()
                .is_some_and(|(article, _, _)| look_alike(url, article)),
            url: url.clone(),
            redirector: false,
        }
    }

    fn is_article(&self, url: &Url) -> bool {
        self.article.as_ref().is_some_and(|(stated, article, _)| {
            let key = self.aliases.key(url);
            *article == key
                || super::platforms::answer_key(&key, url.path()).as_ref() == Some(article)
                || super::platforms::answer_key(article, stated.path()).as_ref() == Some(&key)
        })
    }

    fn target(&self, url: &Url) -> Target {
        if self.is_article(url) {
            return Target::Article;
        }
        let key = self.aliases.key(url);
        if self.own_keys.contains(&key) {
            return Target::OwnPage;
        }
        let host = site_host(split_host(&key).0);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(article: &str, page: &str, cases: &[(&str, Target)]) {
        let url = Url::parse(article).ok();
        let article = Article {
            url: url.as_ref(),
            aliases: &[],
        };
        let urls = PageUrls {
            fetched: Some(Url::parse(page).unwrap()),
            ..PageUrls::default()
        };
        for (link, expected) in cases {
            let link = Url::parse(link).unwrap();
            assert_eq!(target(&link, article, &urls), *expected, "{link}");
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
                ("https://aicnbc.com/auteur/tobias-meier", Target::Site),
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
    fn an_answer_is_linked_by_itself_or_below_its_question() {
        let page = "https://copy.example/1";
        let short = "https://superuser.com/a/222/77";
        let long = "https://superuser.com/questions/111/plums-how/222";
        let other = "https://superuser.com/a/223";
        targets(long, page, &[(short, Target::Article)]);
        targets(short, page, &[(long, Target::Article)]);
        let url = Url::parse(long).unwrap();
        let article = Article {
            url: Some(&url),
            aliases: &[],
        };
        let judge = Judge::new(article, &PageUrls::default());
        let judged = judge.link(&Url::parse(other).unwrap());
        assert_ne!(judged.target, Target::Article);
    }

    #[test]
    fn look_alike_hosts_are_third_parties() {
        let url = Url::parse("https://aicnbc.com/13219.html").unwrap();
        let article = Article {
            url: Some(&url),
            aliases: &[],
        };
        let judge = Judge::new(article, &PageUrls::default());
        let judged = judge.link(&Url::parse("https://аicnbc.com/13219.html").unwrap());
        assert_eq!(
            (judged.target, judged.look_alike),
            (Target::ThirdParty, true)
        );
    }
}
