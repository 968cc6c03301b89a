//! Which part of the page an element is: by name, by ARIA role, by the usual class and id names.

use html5ever::local_name;
use scraper::node::Element;

use super::Landmark;
use super::tag::Tag;

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

/// Words in a class or id, each a landmark when it is a whole name or the head of one.
///
/// `true`: also as the first or last part of a hyphenated name ("main-sidebar", "sidebar-left").
const WORDS: &[(&str, Landmark, bool)] = &[
    ("nav", Landmark::Nav, true),
    ("navbar", Landmark::Nav, true),
    ("navigation", Landmark::Nav, true),
    ("navmenu", Landmark::Nav, true),
    ("menu", Landmark::Nav, true),
    ("submenu", Landmark::Nav, true),
    ("topbar", Landmark::Nav, true),
    ("breadcrumb", Landmark::Nav, true),
    ("breadcrumbs", Landmark::Nav, true),
    ("crumbs", Landmark::Nav, true),
    ("pagination", Landmark::Nav, true),
    ("pagenavi", Landmark::Nav, true),
    ("pager", Landmark::Nav, true),
    ("toc", Landmark::Nav, false),
    ("masthead", Landmark::Header, true),
    ("banner", Landmark::Header, false),
    ("siteheader", Landmark::Header, false),
    ("sidebar", Landmark::Aside, true),
    ("sidebars", Landmark::Aside, true),
    ("widget", Landmark::Aside, true),
    ("widgets", Landmark::Aside, true),
    ("tagcloud", Landmark::Aside, true),
    ("blogroll", Landmark::Aside, true),
    ("related", Landmark::Related, true),
    ("relatedposts", Landmark::Related, true),
    ("recommend", Landmark::Related, true),
    ("recommended", Landmark::Related, true),
    ("recommendation", Landmark::Related, true),
    ("recommendations", Landmark::Related, true),
    ("recommends", Landmark::Related, true),
    ("readnext", Landmark::Related, true),
    ("popular", Landmark::Related, true),
    ("trending", Landmark::Related, true),
    ("taboola", Landmark::Related, true),
    ("outbrain", Landmark::Related, true),
    ("comments", Landmark::Comments, true),
    ("commentlist", Landmark::Comments, true),
    ("comment", Landmark::Comments, false),
    ("respond", Landmark::Comments, false),
    ("disqus", Landmark::Comments, true),
    ("disqus_thread", Landmark::Comments, false),
    ("gitalk", Landmark::Comments, true),
    ("valine", Landmark::Comments, true),
    ("waline", Landmark::Comments, true),
    ("utterances", Landmark::Comments, true),
    ("giscus", Landmark::Comments, true),
    ("livere", Landmark::Comments, true),
    ("cookie", Landmark::Notice, true),
    ("cookies", Landmark::Notice, true),
    ("consent", Landmark::Notice, true),
    ("gdpr", Landmark::Notice, true),
    ("cookiebar", Landmark::Notice, true),
    ("onetrust", Landmark::Notice, true),
    ("modal", Landmark::Notice, true),
    ("popup", Landmark::Notice, true),
    ("colophon", Landmark::SiteFooter, false),
];

/// Whole names that are landmarks although their words alone are not.
const NAMES: &[(&str, Landmark)] = &[
    ("site-header", Landmark::Header),
    ("page-header-site", Landmark::Header),
    ("global-header", Landmark::Header),
    ("header", Landmark::Header),
    ("gh-head", Landmark::Header),
    ("site-footer", Landmark::SiteFooter),
    ("page-footer", Landmark::SiteFooter),
    ("global-footer", Landmark::SiteFooter),
    ("footer", Landmark::SiteFooter),
    ("gh-foot", Landmark::SiteFooter),
    ("footer-wrapper", Landmark::SiteFooter),
    ("footer-inner", Landmark::SiteFooter),
    ("prev-next", Landmark::Related),
    ("post-nav", Landmark::Related),
    ("post-navigation", Landmark::Related),
    ("nav-links", Landmark::Related),
    ("article-nav", Landmark::Related),
    ("read-next", Landmark::Related),
    ("read-more-posts", Landmark::Related),
    ("you-may-like", Landmark::Related),
    ("also-like", Landmark::Related),
    ("more-articles", Landmark::Related),
    ("recent-posts", Landmark::Related),
    ("latest-posts", Landmark::Related),
    ("hot-posts", Landmark::Related),
    ("more-from", Landmark::Related),
    ("addtoany", Landmark::Aside),
    ("sharedaddy", Landmark::Aside),
    ("social-share", Landmark::Aside),
    ("share-buttons", Landmark::Aside),
    ("comments-area", Landmark::Comments),
    ("comment-list", Landmark::Comments),
    ("comment-respond", Landmark::Comments),
    ("comment-form", Landmark::Comments),
    ("post-comments", Landmark::Comments),
    ("comment-section", Landmark::Comments),
    ("comment-body", Landmark::Comments),
];

/// Parts of a name that make it a statement about something else: a count, a switch, a state of the page.
const NOT_A_PLACE: &[&str] = &[
    "has", "no", "not", "with", "without", "is", "count", "counter", "number", "link", "links-to",
    "toggle", "button", "btn", "icon", "open", "closed", "enabled", "disabled", "active", "page",
    "layout", "single", "template", "col", "row", "meta", "trigger",
];

/// Names that mark what belongs to the article even when a word in them says otherwise.
const OF_THE_ARTICLE: &[&str] = &[
    "post-copyright",
    "entry-footer",
    "post-footer",
    "article-footer",
    "post-meta",
    "entry-meta",
    "author-box",
    "article-copyright",
];

/// Names of boxes that hold one article.
const ENTRIES: &[&str] = &[
    "article",
    "article-body",
    "article-content",
    "article-detail",
    "article-main",
    "content-article",
    "entry",
    "entry-content",
    "h-entry",
    "hentry",
    "post",
    "post-body",
    "post-content",
    "post-detail",
    "post-full",
    "single-post",
];

impl Sign {
    /// Reads the sign of one element.
    pub(super) fn of(tag: Tag, element: &Element) -> Self {
        let mut role = "";
        let mut names = ["", ""];
        for (name, value) in &element.attrs {
            match name.local {
                local_name!("role") => role = value,
                local_name!("id") => names[0] = value,
                local_name!("class") => names[1] = value,
                _ => {}
            }
        }
        if let Some(sign) = by_role(role) {
            return sign;
        }
        if is_of_the_article(names) {
            return Self::None;
        }
        match tag {
            Tag::Html | Tag::Body => return Self::None,
            Tag::Head => return Self::Is(Landmark::Head),
            Tag::Article | Tag::Main => {
                // A reader's comment is often an `article`, and so is a teaser in a list of related ones.
                return match by_names(names) {
                    Some(landmark @ (Landmark::Comments | Landmark::Related | Landmark::Aside)) => {
                        Self::Is(landmark)
                    }
                    _ => Self::Article,
                };
            }
            Tag::Nav => {
                return Self::Is(match by_names(names) {
                    Some(Landmark::Related) => Landmark::Related,
                    _ => Landmark::Nav,
                });
            }
            _ => {}
        }
        // Only what can hold other elements' text is a landmark: a link called "comments" is not.
        if tag.is_block()
            && let Some(landmark) = by_names(names)
        {
            return Self::Is(landmark);
        }
        match tag {
            Tag::Aside => Self::Is(Landmark::Aside),
            Tag::Header => Self::Is(Landmark::Header),
            Tag::Footer => Self::Is(Landmark::SiteFooter),
            Tag::Dialog => Self::Is(Landmark::Notice),
            _ => Self::None,
        }
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

fn by_names(names: [&str; 2]) -> Option<Landmark> {
    // A theme that hangs dozens of utility names on every element names no place with them.
    let words = || {
        names
            .iter()
            .flat_map(|names| names.split_ascii_whitespace())
            .take(24)
    };
    words().find_map(by_name)
}

fn is_of_the_article(names: [&str; 2]) -> bool {
    has_name(names, OF_THE_ARTICLE)
}

fn has_name(names: [&str; 2], known: &[&str]) -> bool {
    names
        .iter()
        .flat_map(|names| names.split_ascii_whitespace())
        .any(|name| known.iter().any(|known| name.eq_ignore_ascii_case(known)))
}

/// Whether an element that is no `article` is the box of one by its class or id: a footer in it is the article's.
pub(super) fn is_entry(tag: Tag, element: &Element) -> bool {
    if !matches!(tag, Tag::Div | Tag::Section | Tag::Td) {
        return false;
    }
    let mut names = ["", ""];
    for (name, value) in &element.attrs {
        match name.local {
            local_name!("id") => names[0] = value,
            local_name!("class") => names[1] = value,
            _ => {}
        }
    }
    has_name(names, ENTRIES)
}

fn by_name(name: &str) -> Option<Landmark> {
    if name.len() > 64 || !name.is_ascii() {
        return None;
    }
    let name = name.to_ascii_lowercase();
    if let Some((_, landmark)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*landmark);
    }
    if let Some((_, landmark, _)) = WORDS.iter().find(|(word, _, _)| *word == name) {
        return Some(*landmark);
    }
    let parts = || name.split(['-', '_']).filter(|part| !part.is_empty());
    if parts().any(|part| NOT_A_PLACE.contains(&part)) {
        return None;
    }
    let edges = [parts().next()?, parts().next_back()?];
    WORDS
        .iter()
        .find(|(word, _, parts)| *parts && edges.contains(word))
        .map(|(_, landmark, _)| *landmark)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_of_themes() {
        for (name, landmark) in [
            ("sidebar", Some(Landmark::Aside)),
            ("main-sidebar", Some(Landmark::Aside)),
            ("widget_recent_entries", Some(Landmark::Aside)),
            ("related-posts", Some(Landmark::Related)),
            ("jp-relatedposts", Some(Landmark::Related)),
            ("comments", Some(Landmark::Comments)),
            ("comments-area", Some(Landmark::Comments)),
            ("disqus_thread", Some(Landmark::Comments)),
            ("site-footer", Some(Landmark::SiteFooter)),
            ("breadcrumb", Some(Landmark::Nav)),
            ("cookie-consent", Some(Landmark::Notice)),
        ] {
            assert_eq!(by_name(name), landmark, "{name}");
        }
    }

    #[test]
    fn is_not_misled_by_statements_about_the_page() {
        for name in [
            "comment-count",
            "has-sidebar",
            "no-related",
            "single-comments",
            "comment",
            "entry-content",
            "post-footer-x",
            "comments-link",
            "menu-toggle",
            "with-sidebar",
            "navy",
        ] {
            let expected = (name == "comment").then_some(Landmark::Comments);
            assert_eq!(by_name(name), expected, "{name}");
        }
        assert!(is_of_the_article(["", "post-copyright footer"]));
    }
}
