//! Links that a rule asks for: where they lead, how, and on which words they stand.

use std::fmt::Write as _;

use serde_json::{Value, json};
use url::Url;

use super::kind::Kind;
use super::reading;
use crate::address::site_host;
use crate::credit::{Credit, CreditLink, Target};
use crate::finding::Code;
use crate::page::{self, Block};
use crate::rules::facts::{
    Facts, Settled, Standing, Unmet, has_article, leads_to_license, names_source, seen_links,
    shortened,
};
use crate::rules::patterns::wildcard;
use crate::rules::values::{address, filled};
use crate::text;
use crate::yaml::schema::{described, object, texts, word_of};
use crate::yaml::{Node, Reader, Value as Yaml, did_you_mean};

const KEYS: &[&str] = &["to", "form", "follow", "direct", "anchor-on"];

/// Where it may lead, besides an address.
const TARGETS: &[(&str, LinkTo)] = &[
    ("article", LinkTo::Article),
    ("site", LinkTo::Site),
    ("author", LinkTo::Author),
    ("license", LinkTo::License),
    ("history", LinkTo::History),
];

const FORMS: &[(&str, LinkForm)] = &[("any", LinkForm::Any), ("hyperlink", LinkForm::Hyperlink)];

/// A demanded link.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Link {
    /// Where it must lead.
    pub to: LinkTo,
    /// Whether a URL shown as text is enough.
    pub form: LinkForm,
    /// Search engines must be able to follow it: no `nofollow`, `ugc`, `sponsored`.
    pub follow: bool,
    /// No redirector in between.
    pub direct: bool,
    /// What the words of the link must be; empty where any will do, else one of these.
    pub anchor_on: Vec<AnchorOn>,
}

/// What the words of a demanded link must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnchorOn {
    /// The title of the article.
    Title,
    /// An author's name.
    Author,
    /// The publisher's name.
    Publisher,
    /// The address itself.
    Url,
    /// These words.
    Words(String),
}

/// Where a demanded link must lead.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum LinkTo {
    /// The article.
    #[default]
    Article,
    /// The article or any page of its site, such as the home page.
    Site,
    /// The author's profile: a page on the original's site, linked on the author's name, or the profile that the
    /// original links.
    Author,
    /// The licence.
    License,
    /// The history of the article's changes, as wikis have it.
    History,
    /// This URL, where `*` stands for anything and placeholders for the original's values.
    Url(String),
}

/// Whether a demanded link must be clickable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkForm {
    /// A URL shown as text is enough; a note says so.
    #[default]
    Any,
    /// It must be a hyperlink.
    Hyperlink,
}

impl Kind for Link {
    fn read(reader: &mut Reader<'_>, value: &Node, kind: &str) -> Option<Self> {
        if let Yaml::Text(_) = &value.value {
            return Some(Self {
                to: target(reader, value)?,
                ..Self::default()
            });
        }
        let mut link = Self::default();
        let Some(fields) = reading::options(reader, value, kind, KEYS)? else {
            return Some(link);
        };
        if let Some(node) = fields.get("to") {
            link.to = target(reader, node).unwrap_or_default();
        }
        if let Some(node) = fields.get("form") {
            link.form = reader.one_of(node, "form", FORMS).unwrap_or_default();
        }
        if let Some(node) = fields.get("follow") {
            link.follow = reader.boolean(node, "`follow`").unwrap_or_default();
        }
        if let Some(node) = fields.get("direct") {
            link.direct = reader.boolean(node, "`direct`").unwrap_or_default();
        }
        if let Some(node) = fields.get("anchor-on") {
            link.anchor_on = anchors(reader, node);
        }
        Some(link)
    }

    fn bare() -> Option<Self> {
        Some(Self::default())
    }

    fn schema() -> Value {
        let targets: Vec<&str> = TARGETS.iter().map(|(word, _)| *word).collect();
        let to = json!({ "anyOf": [{ "enum": targets }, { "type": "string", "pattern": "^https?://" }] });
        let options = object(KEYS, |key| match key {
            "to" => to.clone(),
            "form" => word_of(FORMS),
            "anchor-on" => described(
                texts(),
                "The words that must be the link: title, author, publisher, url, or any other words.",
            ),
            _ => json!({ "type": "boolean" }),
        });
        json!({ "anyOf": [{ "type": "null" }, to, options] })
    }

    fn code(&self) -> Code {
        Code::MissingLink
    }

    fn describe(&self) -> String {
        let mut words = match &self.to {
            LinkTo::Article => "a link to the article".to_owned(),
            LinkTo::Site => "a link to the article or its site".to_owned(),
            LinkTo::Author => "a link to the author's profile".to_owned(),
            LinkTo::License => "a link to the licence".to_owned(),
            LinkTo::History => "a link to the article's history".to_owned(),
            LinkTo::Url(pattern) => format!("a link to {pattern}"),
        };
        if self.form == LinkForm::Hyperlink {
            words.push_str(", clickable");
        }
        if self.follow {
            words.push_str(", without nofollow");
        }
        if self.direct {
            words.push_str(", without a redirector");
        }
        if !self.anchor_on.is_empty() {
            let _ = write!(
                words,
                ", on {}",
                self.anchors(|words| text::shortened(words, 80))
            );
        }
        words
    }

    fn noun(&self) -> &'static str {
        "a link to the source"
    }

    /// Whether the credit links the article or its site is settled before, by the judgement of the credit; here only
    /// inside combinations.
    fn unmet<'a>(&self, facts: &Facts<'a>, each_author: bool) -> Option<Unmet<'a>> {
        match &self.to {
            LinkTo::Article | LinkTo::Site => {
                let met = valid(facts, Some(self))
                    .iter()
                    .any(|(_, credit)| seen_links(credit).any(|found| fits(found, self)));
                if met {
                    return self.wrong_words(facts);
                }
                Some(
                    Unmet::new(Code::MissingLink, "no credit links the source")
                        .with_fix()
                        .at(facts.best()),
                )
            }
            LinkTo::License => {
                let licenses = &facts.values.licenses;
                let url = licenses.iter().find(|license| license.contains("://"))?;
                let missing = format!("the licence is not linked: {}", shortened(url));
                self.other(facts, Code::MissingLicense, &missing, |_, link| {
                    leads_to_license(link, url)
                })
            }
            LinkTo::Author => {
                let authors = &facts.values.authors;
                if each_author {
                    let mut each = authors.iter().map(std::slice::from_ref);
                    return each.find_map(|author| self.profile(facts, author));
                }
                self.profile(facts, authors)
            }
            LinkTo::History => {
                let article = facts.values.url.as_ref()?;
                let missing = "no link leads to the history of the article";
                self.other(facts, Code::MissingLink, missing, |_, link| {
                    is_history(link, article)
                })
            }
            LinkTo::Url(pattern) => {
                let pattern = filled(pattern, facts.values);
                let missing = format!("no link leads to {}", shortened(&pattern));
                self.other(facts, Code::MissingLink, &missing, |_, link| {
                    wildcard(&address(&pattern), &address(link))
                })
            }
        }
    }

    fn still_unmet<'a>(
        &self,
        facts: &Facts<'a>,
        each_author: bool,
        _: Settled,
    ) -> Option<Unmet<'a>> {
        match self.to {
            LinkTo::Article | LinkTo::Site => self.wrong_words(facts),
            _ => self.unmet(facts, each_author),
        }
    }

    fn is_credit(&self) -> bool {
        true
    }

    fn is_of_authors(&self) -> bool {
        self.to == LinkTo::Author
    }
}

fn target(reader: &mut Reader<'_>, node: &Node) -> Option<LinkTo> {
    let target = reader.text(node, "`to`")?;
    if let Some((_, to)) = TARGETS.iter().find(|(word, _)| *word == target) {
        return Some(to.clone());
    }
    if target.starts_with("http://") || target.starts_with("https://") {
        return reading::address(reader, node, &target).map(LinkTo::Url);
    }
    let words: Vec<&str> = TARGETS.iter().map(|(word, _)| *word).collect();
    let help = match did_you_mean(&target, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of: {}, or an http(s) URL", words.join(", ")),
    };
    reader.error_help(
        node.referenced,
        format!("`{target}` is not a link target"),
        help,
    );
    None
}

fn anchors(reader: &mut Reader<'_>, node: &Node) -> Vec<AnchorOn> {
    let words = reader.texts(node, "`anchor-on`");
    words
        .into_iter()
        .map(|word| match word.as_str() {
            "title" => AnchorOn::Title,
            "author" => AnchorOn::Author,
            "publisher" => AnchorOn::Publisher,
            "url" => AnchorOn::Url,
            _ => AnchorOn::Words(word),
        })
        .collect()
}

impl Link {
    /// The words that must be the link, as a list of choices.
    fn anchors(&self, quoted: impl Fn(&str) -> String) -> String {
        let wanted: Vec<String> = self
            .anchor_on
            .iter()
            .map(|wanted| match wanted {
                AnchorOn::Title => "the title".to_owned(),
                AnchorOn::Author => "the author's name".to_owned(),
                AnchorOn::Publisher => "the publisher's name".to_owned(),
                AnchorOn::Url => "the address".to_owned(),
                AnchorOn::Words(words) => format!("“{}”", quoted(words)),
            })
            .collect();
        wanted.join(" or ")
    }

    /// Whether one of these authors' profiles is linked: an address that the original gives for its authors, or a page
    /// of the original's site other than the article, on the author's name.
    fn profile<'a>(&self, facts: &Facts<'a>, authors: &[String]) -> Option<Unmet<'a>> {
        if authors.is_empty() {
            return None;
        }
        let site = { facts.values.url.as_ref() }
            .and_then(Url::host_str)
            .map(site_host);
        let profiles = &facts.original.profiles;
        let missing = format!("the profile of {} is not linked", authors.join(", "));
        self.other(facts, Code::MissingLink, &missing, |words, link| {
            let named = authors.iter().any(|author| has_words(words, author));
            let known = profiles
                .iter()
                .any(|profile| address(profile.as_str()) == address(link));
            let on_site = Url::parse(link).is_ok_and(|url| {
                url.host_str().map(site_host) == site && !facts.is_article(url.as_str())
            });
            named && (known || on_site)
        })
    }

    /// A link that is no part of the credit: any that readers see.
    fn other<'a>(
        &self,
        facts: &Facts<'a>,
        code: Code,
        missing: &str,
        is_wanted: impl Fn(&str, &str) -> bool,
    ) -> Option<Unmet<'a>> {
        let found: Vec<(&str, &page::Link)> = facts
            .links()
            .map(|(block, link, url)| (words_of(block, link), link, url))
            .filter(|(words, _, url)| is_wanted(words, url.as_str()))
            .map(|(words, link, _)| (words, link))
            .collect();
        let Some((words, link)) = found.first() else {
            return Some(Unmet::new(code, missing));
        };
        let unmet = if self.follow && !found.iter().any(|(_, link)| link.follow()) {
            let href = shortened(&link.href);
            Unmet::new(
                Code::UnfollowableLink,
                format!(
                    "the link to {href} is marked nofollow, ugc or sponsored; the terms ask for one that counts"
                ),
            )
        } else if !self.anchor_on.is_empty()
            && !found
                .iter()
                .any(|(words, link)| self.stands_on(facts, words, &link.href))
        {
            self.wrong_anchor(words)
        } else {
            return None;
        };
        Some(unmet.in_place(link.line, link.column, words))
    }

    /// Why the words of a credit's link that meets the demand are not those that the terms ask for.
    fn wrong_words<'a>(&self, facts: &Facts<'a>) -> Option<Unmet<'a>> {
        if self.anchor_on.is_empty() {
            return None;
        }
        let links: Vec<(&'a Credit, &'a CreditLink)> = valid(facts, Some(self))
            .iter()
            .flat_map(|(_, credit)| seen_links(credit).map(move |link| (*credit, link)))
            .filter(|(_, link)| fits(link, self))
            .collect();
        let words = |credit, link| words(facts, credit, link).unwrap_or_default();
        let met = links
            .iter()
            .any(|(credit, link)| self.stands_on(facts, words(*credit, *link), &link.href));
        let (credit, link) = links.first().copied()?;
        (!met).then(|| {
            self.wrong_anchor(words(credit, link))
                .with_fix()
                .at(Some(credit))
        })
    }

    fn stands_on(&self, facts: &Facts<'_>, words: &str, href: &str) -> bool {
        let values = facts.values;
        self.anchor_on.iter().any(|wanted| match wanted {
            AnchorOn::Title => values.title.iter().any(|title| has_words(words, title)),
            AnchorOn::Author => values.authors.iter().any(|author| has_words(words, author)),
            AnchorOn::Publisher => values.publisher.iter().any(|name| has_words(words, name)),
            AnchorOn::Url => {
                address(words.trim()) == address(href) || facts.is_article(words.trim())
            }
            AnchorOn::Words(wanted) => has_words(words, wanted),
        })
    }

    fn wrong_anchor<'a>(&self, words: &str) -> Unmet<'a> {
        Unmet::new(
            Code::WrongAnchor,
            format!(
                "the terms ask for the link on {}; it stands on “{}”",
                self.anchors(str::to_owned),
                shortened(words)
            ),
        )
    }
}

/// Credits that meet the demanded link (or, without one, that name the source).
pub(in crate::rules) fn valid<'a>(
    facts: &Facts<'a>,
    demand: Option<&Link>,
) -> Vec<(Standing, &'a Credit)> {
    let meets = |credit: &Credit| match demand {
        Some(demand) => seen_links(credit).any(|link| fits(link, demand)),
        None => names_source(credit) || has_article(credit),
    };
    let credits = facts.evidence.counting();
    credits.filter(|(_, credit)| meets(credit)).collect()
}

/// Whether a link of a credit meets a demand by its target.
pub(in crate::rules) fn fits(link: &CreditLink, demand: &Link) -> bool {
    match demand.to {
        LinkTo::Site => matches!(
            link.target,
            Target::Article | Target::Near | Target::Site | Target::OtherArticle
        ),
        _ => link.target == Target::Article,
    }
}

/// Whether the form of a demanded link rules out an address shown as text.
pub(in crate::rules) fn must_be_clickable(demand: &Link) -> bool {
    demand.form == LinkForm::Hyperlink || !demand.anchor_on.is_empty()
}

/// The words of a credit's link, by its place in the source.
fn words<'a>(facts: &Facts<'a>, credit: &Credit, link: &CreditLink) -> Option<&'a str> {
    if !link.hyperlink {
        return None;
    }
    let block = facts.page.blocks.get(credit.block?)?;
    block
        .links
        .iter()
        .find(|known| (known.line, known.column) == (link.line, link.column))
        .map(|known| words_of(block, known))
}

fn words_of<'b>(block: &'b Block, link: &page::Link) -> &'b str {
    block.text.get(link.text.clone()).unwrap_or_default()
}

/// Whether the wanted words stand among the words of a link, letter case and punctuation aside.
fn has_words(words: &str, wanted: &str) -> bool {
    let plain = |text: &str| -> String {
        let kept = text
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' });
        let kept: String = kept.flat_map(char::to_lowercase).collect();
        text::spaced(&kept)
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
