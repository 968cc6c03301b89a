//! Which part of the page an element is: by name, by ARIA role, by the usual class and id names.

use html5ever::local_name;
use scraper::node::Element;

use super::Landmark;
use super::names::{self, Names};
use crate::dom::tag::Tag;

/// What an element says about the part of the page it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Nothing.
    None,
    /// The article or the main content.
    Article,
    /// A certain landmark.
    Is(Landmark),
}

/// What one element says, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) sign: Sign,
    /// What it would say without its class and id, if those had a say.
    pub(super) without_names: Option<Sign>,
    /// Whether it is the box of an article although it is no `article`: a footer in it is the article's.
    pub(super) is_entry: bool,
    /// Whether its names say that it is something beside the text.
    pub(super) is_furniture: bool,
    /// Whether it is the box of one post of several: what stands in another one is said by somebody else.
    pub(super) is_post: bool,
}

impl Sign {
    /// Reads what one element says.
    pub(super) fn of(tag: Tag, element: &Element) -> Reading {
        let mut role = "";
        let mut lists = ["", ""];
        let (mut is_comment, mut is_answer) = (false, false);
        for (name, value) in &element.attrs {
            match name.local {
                local_name!("role") => role = value,
                local_name!("id") => lists[0] = value,
                local_name!("class") => lists[1] = value,
                local_name!("itemtype") => {
                    let value = value.trim().trim_end_matches('/');
                    is_comment |= value.ends_with("schema.org/Comment");
                    is_answer |= value.ends_with("schema.org/Answer");
                }
                local_name!("itemprop") => is_comment |= value.trim() == "comment",
                _ => {}
            }
        }
        // Elements that a page invents ("reddit-comments") are boxes as often as not.
        let invented = tag == Tag::Other && element.name().contains('-');
        let is_place = (tag.is_block() || invented) && !matches!(tag, Tag::Html | Tag::Body);
        let names = if is_place {
            names::read(lists)
        } else {
            Names::default()
        };
        let by_role = by_role(role)
            .or_else(|| (is_comment && is_place).then_some(Self::Is(Landmark::Comments)));
        let is_named = by_role.is_none() && names.landmark.is_some() && !names.of_the_article;
        Reading {
            sign: by_role.unwrap_or_else(|| by_tag(tag, &names)),
            without_names: is_named.then(|| by_tag(tag, &Names::default())),
            is_furniture: names.furniture,
            // The textboards of Japan and their mirrors lay a thread out as a list of terms.
            is_post: names.post
                || is_answer && is_place
                || element.name() == "dl"
                    && lists[1]
                        .split_ascii_whitespace()
                        .any(|name| name == "thread"),
            is_entry: names.entry && matches!(tag, Tag::Div | Tag::Section | Tag::Td),
        }
    }
}

fn by_tag(tag: Tag, names: &Names) -> Sign {
    if names.of_the_article {
        return Sign::None;
    }
    match (tag, names.landmark) {
        (Tag::Head, _) => Sign::Is(Landmark::Head),
        // A reader's comment is often an `article`, and so is a teaser in a list of related ones.
        (
            Tag::Article | Tag::Main,
            Some(landmark @ (Landmark::Comments | Landmark::Related | Landmark::Aside)),
        ) => Sign::Is(landmark),
        (Tag::Article | Tag::Main, _) => Sign::Article,
        (Tag::Nav, Some(Landmark::Related)) => Sign::Is(Landmark::Related),
        (Tag::Nav, _) => Sign::Is(Landmark::Nav),
        (_, Some(landmark)) => Sign::Is(landmark),
        (Tag::Aside, None) => Sign::Is(Landmark::Aside),
        (Tag::Header, None) => Sign::Is(Landmark::Header),
        (Tag::Footer, None) => Sign::Is(Landmark::SiteFooter),
        (Tag::Dialog, None) => Sign::Is(Landmark::Notice),
        _ => Sign::None,
    }
}

fn by_role(role: &str) -> Option<Sign> {
    let landmark = match role.split_ascii_whitespace().next()? {
        "main" | "article" => return Some(Sign::Article),
        "banner" => Landmark::Header,
        "navigation" | "menu" | "menubar" => Landmark::Nav,
        "complementary" => Landmark::Aside,
        "contentinfo" => Landmark::SiteFooter,
        "dialog" | "alertdialog" => Landmark::Notice,
        _ => return None,
    };
    Some(Sign::Is(landmark))
}

/// The landmark that holds inside an element, given the one outside and whether an article is open around it.
pub(super) fn inside(outside: Landmark, in_article: bool, sign: Sign) -> Landmark {
    match sign {
        Sign::None => outside,
        // A list of teasers does not become content because each teaser is an `article`.
        Sign::Article => match outside {
            Landmark::Header | Landmark::Content => Landmark::Content,
            other => other,
        },
        Sign::Is(Landmark::Header | Landmark::SiteFooter) if in_article => match outside {
            // The header or footer of an article, and of whatever stands inside it.
            Landmark::Header | Landmark::SiteFooter => Landmark::Content,
            other => other,
        },
        Sign::Is(landmark) => match outside {
            // Inside comments, related lists and footers the outer place is the telling one.
            Landmark::Content | Landmark::Header => landmark,
            Landmark::Aside if landmark == Landmark::Related || landmark == Landmark::Comments => {
                landmark
            }
            other => other,
        },
    }
}
