//! The evidence sorted: which credits count, and how good each is.

use serde::Serialize;

use crate::credit::{Credit, CreditKind, CreditLink, LIKES, Region, Target, Voice, Zone};
use crate::matching::Class;
use crate::page::{Block, BlockKind, Visibility};
use crate::rules::values::Values;

/// What a page does for its source in sight, whatever the rule asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub(crate) enum CreditGiven {
    /// A credit links the article.
    Link,
    /// A credit names the source without a link to the article.
    Name,
    /// Nothing credits the source.
    None,
}

impl CreditGiven {
    /// What these credits come to.
    pub(crate) fn of(credits: &[Credit]) -> Self {
        let seen = || {
            let seen = |credit: &&Credit| standing(credit) <= Standing::Detached;
            credits.iter().filter(seen)
        };
        if seen().any(has_article) {
            Self::Link
        } else if seen().any(names_source) {
            Self::Name
        } else {
            Self::None
        }
    }
}

/// Where a credit stands for a reader. Ordered from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) enum Standing {
    /// In sight, in or around the text.
    Near,
    /// In sight, but further off.
    Detached,
    /// In sight, but where other things are said: comments, related posts, the site's footer.
    Outside,
    /// In the document, but not in sight.
    Hidden,
    /// Only in the code.
    Code,
}

/// The credits of a page, each with its standing, best first.
pub(in crate::rules) struct Evidence<'a> {
    pub(in crate::rules) credits: Vec<(Standing, &'a Credit)>,
    /// Whether a link says enough by itself.
    bare_links: bool,
    /// The original's names and addresses, lower case, the longest first.
    source_words: Vec<String>,
    blocks: &'a [Block],
    /// Whether only what the page says in its own voice speaks for it.
    own_only: bool,
}

impl<'a> Evidence<'a> {
    pub(in crate::rules) fn new(
        credits: &'a [Credit],
        class: Class,
        values: &Values,
        blocks: &'a [Block],
        own_only: bool,
    ) -> Self {
        let mut credits: Vec<(Standing, &Credit)> = credits
            .iter()
            .map(|credit| (standing(credit), credit))
            .collect();
        credits.sort_by_key(|(standing, credit)| {
            (
                *standing,
                best_target(credit),
                credit.voice == Voice::Copied,
                kind_rank(credit.kind),
            )
        });
        Self {
            credits,
            bare_links: matches!(
                class,
                Class::Excerpt | Class::Quotation | Class::Reworded | Class::Translated
            ),
            source_words: source_words(values),
            blocks,
            own_only,
        }
    }

    /// Credits in sight that may speak for the page: near or detached.
    pub(in crate::rules) fn in_sight(&self) -> impl Iterator<Item = (Standing, &'a Credit)> {
        self.credits
            .iter()
            .copied()
            .filter(|(standing, _)| *standing <= Standing::Detached)
    }

    /// As [`Evidence::in_sight`], without what the rule does not let count because it was carried along.
    pub(in crate::rules) fn spoken(&self) -> impl Iterator<Item = (Standing, &'a Credit)> {
        self.in_sight()
            .filter(|(_, credit)| !self.own_only || credit.voice == Voice::Own)
    }

    /// What of this is a credit.
    pub(in crate::rules) fn counting(&self) -> impl Iterator<Item = (Standing, &'a Credit)> {
        self.spoken()
            .filter(|(standing, credit)| self.counts(*standing, credit))
    }

    /// Whether a text is a credit at all, whatever its link. See the rules at the head of `evaluate`.
    pub(in crate::rules) fn counts(&self, standing: Standing, credit: &Credit) -> bool {
        match credit.kind {
            CreditKind::Phrase | CreditKind::Byline => true,
            CreditKind::Named => standing == Standing::Near,
            CreditKind::Reference => standing <= Standing::Detached && has_article(credit),
            CreditKind::Link => {
                credit.voice == Voice::Own
                    && standing == Standing::Near
                    && (self.bare_links || self.is_only_the_source(credit))
            }
            CreditKind::Code => false,
        }
    }

    /// Whether a line holds nothing but the name or address of the source. With other words around it a link may mean
    /// anything ("see also", "unlike"), and in a list it is one of several things to read.
    fn is_only_the_source(&self, credit: &Credit) -> bool {
        let kind = credit
            .block
            .and_then(|index| self.blocks.get(index))
            .map(|block| block.kind);
        if matches!(kind, Some(BlockKind::ListItem | BlockKind::Caption)) {
            return false;
        }
        let mut rest = credit.text.to_lowercase();
        for link in &credit.links {
            rest = rest.replace(&link.href.to_lowercase(), " ");
        }
        for words in &self.source_words {
            rest = rest.replace(words.as_str(), " ");
        }
        let shown = rest.len() < credit.text.len();
        shown && !rest.chars().any(char::is_alphanumeric) && !rest.contains(LIKES)
    }
}

/// What names the source: its address, host, publisher, title, authors; the longest first, so that none is torn by
/// another.
fn source_words(values: &Values) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    if let Some(url) = &values.url {
        words.push(url.as_str().to_lowercase());
        words.push(url.as_str().replacen("https://", "", 1).to_lowercase());
        let host = url.host_str().unwrap_or_default();
        words.push(host.to_owned());
        words.push(host.strip_prefix("www.").unwrap_or(host).to_owned());
    }
    let named = values.publisher.iter().chain(&values.title);
    words.extend(named.chain(&values.authors).map(|name| name.to_lowercase()));
    words.retain(|word| word.chars().any(char::is_alphanumeric));
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}

fn standing(credit: &Credit) -> Standing {
    if credit.code.is_some() || credit.kind == CreditKind::Code {
        return Standing::Code;
    }
    match credit.visibility {
        Visibility::CodeOnly => return Standing::Code,
        Visibility::Hidden(_) => return Standing::Hidden,
        Visibility::Visible | Visibility::Folded => {}
    }
    if credit.with.is_some() {
        return Standing::Outside;
    }
    match credit.region {
        Region::Aside | Region::Comments | Region::SiteFooter => return Standing::Outside,
        Region::Head => return Standing::Code,
        Region::Before | Region::Inside | Region::After => {}
    }
    match credit.zone {
        Zone::In | Zone::Edge | Zone::Frame => Standing::Near,
        Zone::Page => Standing::Detached,
        Zone::None => Standing::Code,
    }
}

/// Links of a credit that readers see.
pub(in crate::rules) fn seen_links(credit: &Credit) -> impl Iterator<Item = &CreditLink> {
    credit
        .links
        .iter()
        .filter(|link| matches!(link.visibility, Visibility::Visible | Visibility::Folded))
}

/// The best of what a credit's visible links point to, as a rank: 0 is the article, 7 no link.
pub(in crate::rules) fn best_target(credit: &Credit) -> u8 {
    seen_links(credit)
        .map(|link| target_rank(link.target))
        .min()
        .unwrap_or(7)
}

pub(in crate::rules) fn target_rank(target: Target) -> u8 {
    match target {
        Target::Article => 0,
        Target::Opaque => 1,
        Target::Near => 2,
        Target::Site => 3,
        Target::OtherArticle => 4,
        Target::ThirdParty => 5,
        Target::OwnPage => 6,
    }
}

fn kind_rank(kind: CreditKind) -> u8 {
    match kind {
        CreditKind::Phrase => 0,
        CreditKind::Byline => 1,
        CreditKind::Named => 2,
        CreditKind::Link => 3,
        CreditKind::Reference => 4,
        CreditKind::Code => 5,
    }
}

/// Whether a visible link of the credit leads to the article.
pub(in crate::rules) fn has_article(credit: &Credit) -> bool {
    seen_links(credit).any(|link| link.target == Target::Article)
}

/// Whether the credit says by name where the text comes from.
pub(in crate::rules) fn names_source(credit: &Credit) -> bool {
    credit.publisher || credit.title || !credit.authors.is_empty()
}
