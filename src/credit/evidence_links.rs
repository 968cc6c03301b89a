//! The links and plain-text URLs of a credit line, judged.

use std::ops::Range;

use url::Url;

use super::line::{PlainUrl, count_tokens, is_said, links_in, urls_in};
use super::names::Names;
use super::{CreditLink, Target};
use crate::address::{Judge, Judged, leads_to_person, registrable};
use crate::originals::Original;
use crate::originals::notice::is_license;
use crate::page::{Block, HiddenBy, Page, Visibility};
use crate::text::is_invisible;

/// Links that say nothing about a source: licences, sharing, contact.
const NO_SOURCES: &[&str] = &[
    "creativecommons.org",
    "gnu.org",
    "opensource.org",
    "gravatar.com",
    "feedburner.com",
];

/// What microformats (h-entry) call the links of notes about other texts.
const OTHER_USES: &[&str] = &["u-bookmark-of", "u-in-reply-to", "u-like-of"];

/// Links of one line that are judged; a line with more is a list.
const MAX_LINKS: usize = 1_000;

/// A part of a block whose links are read.
pub(super) struct Where<'w> {
    /// Index of the block.
    pub(super) block: usize,
    /// Byte range in the block's text.
    pub(super) range: &'w Range<usize>,
    /// The block's plain-text URLs.
    pub(super) urls: &'w [PlainUrl],
    /// Whether links that cannot lead to the original are left out.
    pub(super) concerning: bool,
}

/// From where links are looked at: one page, one original.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) page: &'a Page,
    pub(super) judge: &'a Judge,
    pub(super) names: &'a Names,
    /// Relative links were resolved against the original's address, which the page copied.
    pub(super) foreign_base: bool,
}

/// The judged links of a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Links {
    list: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    link: CreditLink,
    block: usize,
    at: Range<usize>,
    /// The page's own address or its site's home page, rather than any page of the site.
    own_page: bool,
    no_source: bool,
    /// Readers see a URL rather than words.
    shows_url: bool,
    /// The markup says that it is no source: what somebody likes, keeps or answers.
    is_other_use: bool,
}

impl Entry {
    fn is_license(&self) -> bool {
        self.link
            .resolved
            .as_ref()
            .is_some_and(|url| is_license(url.as_str()))
    }
}

impl Links {
    /// Adds the links of a part of a block.
    pub(super) fn read(&mut self, view: &View<'_>, block: &Block, part: &Where<'_>) {
        let hyperlinks = links_in(block, part.range);
        for link in hyperlinks.iter().take(MAX_LINKS) {
            // A place on the page itself, whatever address it claims for itself.
            if link.href.starts_with('#') || !is_said(block, &link.text) {
                continue;
            }
            let resolved = link
                .resolved
                .as_ref()
                .filter(|_| !(view.foreign_base && is_relative(&link.href)));
            if part.concerning && !resolved.is_some_and(|url| view.judge.may_concern(url)) {
                continue;
            }
            let judged = match resolved {
                Some(url) => view.judge.link(url),
                None if is_relative(&link.href) => {
                    self.add_relative(
                        link.href.clone(),
                        link.line,
                        link.column,
                        part.block,
                        &link.text,
                    );
                    continue;
                }
                None => continue,
            };
            let shown = block.text.get(link.text.clone()).unwrap_or_default();
            let visibility = match worse(block.visibility, link.visibility) {
                Visibility::Visible | Visibility::Folded if is_unseen(shown) => {
                    Visibility::Hidden(HiddenBy::EmptyLink)
                }
                visibility => visibility,
            };
            let is_other = link
                .rel
                .iter()
                .any(|word| OTHER_USES.contains(&word.as_str()));
            self.add(
                view,
                judged,
                CreditLink {
                    href: link.href.clone(),
                    resolved: None,
                    target: Target::ThirdParty,
                    follow: link.follow(),
                    redirector: false,
                    look_alike: false,
                    profile: false,
                    hyperlink: true,
                    visibility,
                    line: link.line,
                    column: link.column,
                },
                (part.block, link.text.clone()),
                &block.text[link.text.clone()],
            );
            if let Some(entry) = self.list.last_mut() {
                entry.is_other_use = is_other;
            }
        }
        for plain in urls_in(part.urls, part.range).iter().take(MAX_LINKS) {
            if part.concerning && !view.judge.may_concern(&plain.url) {
                continue;
            }
            let linked = hyperlinks.iter().any(|link| {
                link.resolved.is_some()
                    && link.text.start < plain.range.end
                    && plain.range.start < link.text.end
            });
            if linked {
                // Judge the href, never the link's text.
                continue;
            }
            let (line, column) = view.page.position_in(block, plain.range.start);
            self.add(
                view,
                view.judge.link(&plain.url),
                CreditLink {
                    href: block.text[plain.range.clone()].to_owned(),
                    resolved: None,
                    target: Target::ThirdParty,
                    follow: false,
                    redirector: false,
                    look_alike: false,
                    profile: false,
                    hyperlink: false,
                    visibility: block.visibility,
                    line,
                    column,
                },
                (part.block, plain.range.clone()),
                "",
            );
        }
    }

    fn add(
        &mut self,
        view: &View<'_>,
        judged: Judged,
        mut link: CreditLink,
        (block, at): (usize, Range<usize>),
        text: &str,
    ) {
        let own_page = judged.target == Target::OwnPage && view.judge.is_own_page(&judged.url);
        let no_source = judged
            .url
            .host_str()
            .is_some_and(|host| NO_SOURCES.contains(&registrable(host)))
            && judged.target == Target::ThirdParty;
        let shows_url = !link.hyperlink
            || text.contains("://")
            || text.starts_with("www.")
            || shows_host(text, &judged.url);
        // Where the original names nobody, the address tells whose page it is.
        let is_person = || leads_to_person(&judged.url) && !view.names.find(text).anything();
        link.profile = link.hyperlink
            && judged.target != Target::Article
            && (view.names.are_people(text) || is_person());
        link.target = judged.target;
        link.follow &= !judged.redirector;
        link.redirector = judged.redirector;
        link.look_alike = judged.look_alike;
        link.resolved = Some(judged.url);
        self.list.push(Entry {
            link,
            block,
            at,
            own_page,
            no_source,
            shows_url,
            is_other_use: false,
        });
    }

    /// A link without a base to resolve it: a page of the suspect's own site, whatever its address is.
    fn add_relative(
        &mut self,
        href: String,
        line: u32,
        column: u32,
        block: usize,
        at: &Range<usize>,
    ) {
        self.list.push(Entry {
            own_page: matches!(href.as_str(), "" | "/" | "./" | "#"),
            link: CreditLink {
                href,
                resolved: None,
                target: Target::OwnPage,
                follow: true,
                redirector: false,
                look_alike: false,
                profile: false,
                hyperlink: true,
                visibility: Visibility::Visible,
                line,
                column,
            },
            block,
            at: at.clone(),
            no_source: false,
            shows_url: false,
            is_other_use: false,
        });
    }

    /// The text of a part of a block without its plain-text URLs and without the ranges in `apart`, for the search of
    /// names.
    pub(super) fn words(&self, block: &Block, part: &Where<'_>, apart: &[Range<usize>]) -> String {
        let mut left_out: Vec<&Range<usize>> = urls_in(part.urls, part.range)
            .iter()
            .map(|plain| &plain.range)
            .chain(apart)
            .collect();
        left_out.sort_by_key(|range| range.start);
        let mut words = String::new();
        let mut from = part.range.start;
        for range in left_out {
            if range.start >= from && range.end <= part.range.end {
                words.push_str(&block.text[from..range.start]);
                words.push(' ');
                from = range.end;
            }
        }
        words.push_str(&block.text[from..part.range.end.max(from)]);
        words
    }

    /// Whether there are links at the places that `at` tells, and all of them lead to somebody else.
    pub(super) fn all_lead_elsewhere(&self, block: usize, at: impl Fn(usize) -> bool) -> bool {
        let mut entries = self
            .targets()
            .filter(|entry| entry.block == block && at(entry.at.start))
            .peekable();
        entries.peek().is_some()
            && entries
                .all(|entry| matches!(entry.link.target, Target::ThirdParty | Target::OwnPage))
    }

    /// Tokens of a range of a block's text that are the text of links.
    pub(super) fn tokens_in(&self, block: usize, range: &Range<usize>, text: &str) -> usize {
        self.list
            .iter()
            .filter(|entry| entry.block == block && range.contains(&entry.at.start))
            .map(|entry| count_tokens(&text[entry.at.start..entry.at.end.min(range.end)]))
            .sum()
    }

    /// Forgets the links in a range of a block's text.
    pub(super) fn drop_in(&mut self, block: usize, range: &Range<usize>) {
        self.list
            .retain(|entry| entry.block != block || !range.contains(&entry.at.start));
    }

    /// Whether an address is shown that leads to somebody else and that the original does not hold.
    pub(super) fn show_another(&self, original: &Original) -> bool {
        let says = |host: &str| {
            original.text.contains(host)
                || original
                    .notice
                    .as_ref()
                    .is_some_and(|notice| notice.text.contains(host))
        };
        !self.lead_to_site()
            && self.targets().any(|entry| {
                let host = entry.link.resolved.as_ref().and_then(Url::host_str);
                entry.shows_url
                    && entry.link.target == Target::ThirdParty
                    && host.is_some_and(|host| !says(host))
            })
    }

    fn targets(&self) -> impl Iterator<Item = &Entry> {
        self.list.iter().filter(|entry| !entry.no_source)
    }

    fn any(&self, targets: &[Target]) -> bool {
        self.targets()
            .any(|entry| targets.contains(&entry.link.target))
    }

    /// Whether a link leads to the article, or nearly.
    pub(super) fn lead_to_article(&self) -> bool {
        self.any(&[Target::Article, Target::Near])
    }

    /// Whether a link leads to the original's site at all.
    pub(super) fn lead_to_site(&self) -> bool {
        self.any(&[
            Target::Article,
            Target::Near,
            Target::Site,
            Target::OtherArticle,
        ])
    }

    /// Whether every link leads to the original's site or states a licence.
    pub(super) fn lead_nowhere_else(&self) -> bool {
        self.targets().all(|entry| {
            !matches!(
                entry.link.target,
                Target::ThirdParty | Target::Opaque | Target::OwnPage
            )
        })
    }

    /// Whether a link leads to another site or nobody knows where.
    pub(super) fn lead_elsewhere(&self) -> bool {
        self.any(&[Target::ThirdParty, Target::Opaque])
    }

    /// Whether a link gives the page's own address as a source: its permalink, its home page, or a URL in plain sight
    /// (not just any link to another page of the site, such as its terms).
    pub(super) fn have_own_source(&self) -> bool {
        self.targets().any(|entry| {
            entry.link.target == Target::OwnPage && (entry.own_page || entry.shows_url)
        })
    }

    /// Whether all links lead to the page itself or its site's home page.
    pub(super) fn are_own_page(&self) -> bool {
        let mut targets = self.targets().peekable();
        targets.peek().is_some() && targets.all(|entry| entry.own_page)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.targets().next().is_none()
    }

    /// The page's own URL among the links.
    pub(super) fn own_url(&self) -> Option<Url> {
        self.list
            .iter()
            .filter(|entry| entry.link.target == Target::OwnPage)
            .find_map(|entry| entry.link.resolved.clone())
    }

    /// Keeps only links that may be the address of the original, rightly or wrongly.
    pub(super) fn keep_addresses(&mut self) {
        self.list.retain(|entry| {
            !entry.no_source && !matches!(entry.link.target, Target::ThirdParty | Target::OwnPage)
        });
    }

    /// Whether a link leads to a licence.
    pub(super) fn lead_to_license(&self) -> bool {
        self.list.iter().any(Entry::is_license)
    }

    /// Whether a link in sight leads to the article itself.
    pub(super) fn show_article(&self) -> bool {
        self.list.iter().any(|entry| {
            entry.link.target == Target::Article
                && matches!(
                    entry.link.visibility,
                    Visibility::Visible | Visibility::Folded
                )
        })
    }

    /// Whether the markup says of a link to the article that it is no source.
    pub(super) fn are_other_uses(&self) -> bool {
        let mut list = self.list.iter();
        list.any(|entry| entry.link.target == Target::Article && entry.is_other_use)
    }

    /// Forgets the links of which the markup says that they are no sources.
    pub(super) fn drop_other_uses(&mut self) {
        self.list.retain(|entry| !entry.is_other_use);
    }

    /// Whether a link to the article shows its address, or nothing but its host.
    pub(super) fn show_article_address(&self, text: &str) -> bool {
        let is_host = |entry: &Entry| {
            let shown = text.get(entry.at.clone()).unwrap_or_default().trim();
            let host = entry.link.resolved.as_ref().and_then(Url::host_str);
            let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
            host.is_some_and(|host| bare(host) == bare(&shown.to_ascii_lowercase()))
        };
        self.list.iter().any(|entry| {
            entry.link.target == Target::Article && (entry.shows_url || is_host(entry))
        })
    }

    /// Words of a block's text that are the text of links to the article.
    pub(super) fn article_tokens(&self, text: &str) -> usize {
        self.list
            .iter()
            .filter(|entry| entry.link.target == Target::Article)
            .map(|entry| count_tokens(text.get(entry.at.clone()).unwrap_or_default()))
            .sum()
    }

    /// Where the links to the article stand.
    pub(super) fn article_ranges(&self) -> impl Iterator<Item = &Range<usize>> {
        let entries = self.list.iter();
        let article = entries.filter(|entry| entry.link.target == Target::Article);
        article.map(|entry| &entry.at)
    }

    /// The words of the links to the article.
    pub(super) fn article_texts<'t>(&'t self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let entries = self.list.iter();
        let article = entries.filter(|entry| entry.link.target == Target::Article);
        article.filter_map(|entry| text.get(entry.at.clone()))
    }

    /// Byte ranges of what names nobody: the texts of links to licences, and of links that show their address.
    pub(super) fn nameless(&self) -> impl Iterator<Item = &Range<usize>> {
        self.list
            .iter()
            .filter(|entry| entry.is_license() || entry.shows_url)
            .map(|entry| &entry.at)
    }

    /// Where the links stand: block and offset.
    pub(super) fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        self.list.iter().map(|entry| (entry.block, entry.at.start))
    }

    pub(super) fn each(&self) -> impl Iterator<Item = (&CreditLink, &Range<usize>)> {
        self.list.iter().map(|entry| (&entry.link, &entry.at))
    }

    pub(super) fn list(&self) -> Vec<CreditLink> {
        self.list.iter().map(|entry| entry.link.clone()).collect()
    }
}

/// Whether the text of a link is a mark that nobody takes for one: a full stop, a letter without a form.
fn is_unseen(text: &str) -> bool {
    let is_mark = |c: char| c.is_whitespace() || ".,;:·˙'’`´".contains(c) || is_invisible(c);
    !text.is_empty() && text.chars().all(is_mark)
}

/// A link is at most as visible as its block.
fn worse(block: Visibility, link: Visibility) -> Visibility {
    match (block, link) {
        (Visibility::Visible, link) => link,
        (block, Visibility::Visible | Visibility::Folded) => block,
        (_, link) => link,
    }
}

fn is_relative(href: &str) -> bool {
    let head = href.split(['/', '?', '#']).next().unwrap_or_default();
    !head.contains(':') && !href.starts_with("//")
}

/// Whether the text of a link is its address, however much of it (`pier.example/2026/re…`).
fn shows_host(text: &str, url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    text.trim()
        .strip_prefix(host)
        .is_some_and(|rest| rest.starts_with('/') && !rest.contains(char::is_whitespace))
}
