//! Links that a rule asks for: where they lead, how, and on which words they stand.

use url::Url;

use super::attribution::shortened;
use super::demands::{Demands, Unmet};
use super::evidence::{fits, seen_links};
use super::license::license_url_fits;
use super::values::{address, filled};
use crate::address::site_host;
use crate::credit::{Credit, CreditLink};
use crate::finding::Code;
use crate::page::{Block, Link, Visibility};
use crate::rules::model::{AnchorOn, LinkDemand, LinkForm, LinkTo};
use crate::rules::patterns::wildcard;

impl<'a> Demands<'a, '_> {
    /// Why no link meets the demand. Whether the credit links the article or its site is settled before, by the
    /// judgement of the credit; here only inside combinations.
    pub(super) fn link(&self, demand: &LinkDemand) -> Option<Unmet<'a>> {
        match &demand.to {
            LinkTo::Article | LinkTo::Site => {
                let met = self
                    .evidence
                    .valid(Some(demand))
                    .iter()
                    .any(|(_, credit)| seen_links(credit).any(|found| fits(found, demand)));
                if met {
                    return self.anchor(demand);
                }
                Some(
                    Unmet::new(Code::MissingLink, "no credit links the source")
                        .with_fix()
                        .at(self.best()),
                )
            }
            LinkTo::License => {
                let licenses = &self.input.terms.values.licenses;
                let url = licenses.iter().find(|license| license.contains("://"))?;
                self.other_link(
                    demand,
                    Code::MissingLicense,
                    &format!("the licence is not linked: {}", shortened(url)),
                    |_, link| license_url_fits(link, url),
                )
            }
            LinkTo::Author => self.profile(demand, &self.input.terms.values.authors),
            LinkTo::History => {
                let article = self.input.terms.values.url.clone()?;
                self.other_link(
                    demand,
                    Code::MissingLink,
                    "no link leads to the history of the article",
                    |_, link| is_history(link, &article),
                )
            }
            LinkTo::Url(pattern) => {
                let pattern = filled(pattern, &self.input.terms.values);
                let message = format!("no link leads to {}", shortened(&pattern));
                self.other_link(demand, Code::MissingLink, &message, |_, link| {
                    wildcard(&address(&pattern), &address(link))
                })
            }
        }
    }

    /// Whether one of these authors' profiles is linked: an address that the original gives for its authors, or a page
    /// of the original's site other than the article, on the author's name.
    pub(super) fn profile(&self, demand: &LinkDemand, authors: &[String]) -> Option<Unmet<'a>> {
        if authors.is_empty() {
            return None;
        }
        let site = self
            .input
            .terms
            .values
            .url
            .as_ref()
            .and_then(Url::host_str)
            .map(site_host);
        let profiles = &self.input.original.profiles;
        let message = format!("the profile of {} is not linked", authors.join(", "));
        self.other_link(demand, Code::MissingLink, &message, |words, link| {
            let named = authors.iter().any(|author| has_words(words, author));
            let known = profiles
                .iter()
                .any(|profile| address(profile.as_str()) == address(link));
            let on_site = Url::parse(link).is_ok_and(|url| {
                url.host_str().map(site_host) == site && !self.is_article(url.as_str())
            });
            named && (known || on_site)
        })
    }

    /// A link that is no part of the credit: any that readers see.
    fn other_link(
        &self,
        demand: &LinkDemand,
        code: Code,
        missing: &str,
        is_wanted: impl Fn(&str, &str) -> bool,
    ) -> Option<Unmet<'a>> {
        let found: Vec<(&Block, &Link)> = self
            .input
            .page
            .blocks
            .iter()
            .flat_map(|block| block.links.iter().map(move |link| (block, link)))
            .filter(|(block, link)| {
                matches!(link.visibility, Visibility::Visible | Visibility::Folded)
                    && link
                        .resolved
                        .as_ref()
                        .is_some_and(|url| is_wanted(words_of(block, link), url.as_str()))
            })
            .collect();
        let Some((block, link)) = found.first() else {
            return Some(Unmet::new(code, missing));
        };
        let mut unmet = if demand.follow && !found.iter().any(|(_, link)| link.follow()) {
            let href = shortened(&link.href);
            Unmet::new(
                Code::UnfollowableLink,
                format!(
                    "the link to {href} is marked nofollow, ugc or sponsored; the terms ask for one that counts"
                ),
            )
        } else if !demand.anchor_on.is_empty()
            && !found
                .iter()
                .any(|(block, link)| self.stands_on(words_of(block, link), &link.href, demand))
        {
            self.wrong_anchor(words_of(block, link), demand)
        } else {
            return None;
        };
        unmet.place = Some((link.line, link.column, words_of(block, link).to_owned()));
        Some(unmet)
    }

    /// Whether the words of a link that meets the demand are those that the terms ask for.
    pub(super) fn anchor(&self, demand: &LinkDemand) -> Option<Unmet<'a>> {
        if demand.anchor_on.is_empty() {
            return None;
        }
        let valid = self.evidence.valid(Some(demand));
        let links: Vec<(&Credit, &CreditLink)> = valid
            .iter()
            .flat_map(|(_, credit)| seen_links(credit).map(move |link| (*credit, link)))
            .filter(|(_, link)| fits(link, demand))
            .collect();
        let met = links.iter().any(|(credit, link)| {
            self.stands_on(
                self.words(credit, link).unwrap_or_default(),
                &link.href,
                demand,
            )
        });
        let (credit, link) = links.first().copied()?;
        (!met).then(|| {
            self.wrong_anchor(self.words(credit, link).unwrap_or_default(), demand)
                .with_fix()
                .at(Some(credit))
        })
    }

    /// The words of a credit's link, by its place in the source.
    fn words(&self, credit: &Credit, link: &CreditLink) -> Option<&'a str> {
        if !link.hyperlink {
            return None;
        }
        let block = self.input.page.blocks.get(credit.block?)?;
        block
            .links
            .iter()
            .find(|known| (known.line, known.column) == (link.line, link.column))
            .map(|known| words_of(block, known))
    }

    fn stands_on(&self, words: &str, href: &str, demand: &LinkDemand) -> bool {
        let values = &self.input.terms.values;
        demand.anchor_on.iter().any(|wanted| match wanted {
            AnchorOn::Title => values.title.iter().any(|title| has_words(words, title)),
            AnchorOn::Author => values.authors.iter().any(|author| has_words(words, author)),
            AnchorOn::Publisher => values.publisher.iter().any(|name| has_words(words, name)),
            AnchorOn::Url => {
                address(words.trim()) == address(href) || self.is_article(words.trim())
            }
            AnchorOn::Words(wanted) => has_words(words, wanted),
        })
    }

    fn wrong_anchor(&self, words: &str, demand: &LinkDemand) -> Unmet<'a> {
        let wanted: Vec<String> = demand
            .anchor_on
            .iter()
            .map(|wanted| match wanted {
                AnchorOn::Title => "the title".to_owned(),
                AnchorOn::Author => "the author's name".to_owned(),
                AnchorOn::Publisher => "the publisher's name".to_owned(),
                AnchorOn::Url => "the address".to_owned(),
                AnchorOn::Words(words) => format!("“{words}”"),
            })
            .collect();
        Unmet::new(
            Code::WrongAnchor,
            format!(
                "the terms ask for the link on {}; it stands on “{}”",
                wanted.join(" or "),
                shortened(words)
            ),
        )
    }
}

/// Whether the form of a demanded link rules out an address shown as text.
pub(super) fn must_be_clickable(demand: &LinkDemand) -> bool {
    demand.form == LinkForm::Hyperlink || !demand.anchor_on.is_empty()
}

fn words_of<'b>(block: &'b Block, link: &Link) -> &'b str {
    block.text.get(link.text.clone()).unwrap_or_default()
}

/// Whether the wanted words stand among the words of a link, letter case and punctuation aside.
fn has_words(words: &str, wanted: &str) -> bool {
    let plain = |text: &str| -> String {
        let kept = text
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' });
        let kept: String = kept.flat_map(char::to_lowercase).collect();
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (words, wanted) = (plain(words), plain(wanted));
    !wanted.is_empty() && words.contains(&wanted)
}

/// Whether an address is the list of an article's changes, as wikis (`action=history`, `Special:History`) and code hosts
/// (`/commits/`) have it, on the article's own host.
fn is_history(link: &str, article: &Url) -> bool {
    let Ok(url) = Url::parse(link) else {
        return false;
    };
    if url.host_str().map(site_host) != article.host_str().map(site_host) {
        return false;
    }
    let name = article
        .query_pairs()
        .find(|(key, _)| key == "title")
        .map(|(_, title)| title.into_owned())
        .or_else(|| Some(article.path_segments()?.next_back()?.to_owned()))
        .unwrap_or_default();
    let names_it = !name.is_empty() && link.contains(&name);
    let by_query = url
        .query_pairs()
        .any(|(key, value)| matches!((&*key, &*value), ("action" | "do", "history" | "revisions")));
    let by_path = url.path_segments().is_some_and(|mut parts| {
        parts.any(|part| {
            let part = part.to_ascii_lowercase();
            matches!(
                part.as_str(),
                "history" | "revisions" | "commits" | "special:history"
            )
        })
    });
    names_it && (by_query || by_path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn histories_are_known_by_query_and_path() {
        let article = Url::parse("https://en.wiki.example/wiki/Night_ferry").unwrap();
        for link in [
            "https://en.wiki.example/w/index.php?title=Night_ferry&action=history",
            "https://en.wiki.example/wiki/Special:History/Night_ferry",
        ] {
            assert!(is_history(link, &article), "{link}");
        }
        for link in [
            "https://en.wiki.example/w/index.php?title=Other&action=history",
            "https://copy.example/wiki/Special:History/Night_ferry",
            "https://en.wiki.example/wiki/Night_ferry",
        ] {
            assert!(!is_history(link, &article), "{link}");
        }
    }
}
