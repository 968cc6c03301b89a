//! What the class and id names of the usual themes tell about a part of a page.

use std::borrow::Cow;
use std::sync::LazyLock;

use foldhash::HashMap;

use super::Landmark;

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
    ("widget", Landmark::Aside, false),
    ("widgets", Landmark::Aside, false),
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
    ("replies", Landmark::Comments, true),
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
    ("widget-area", Landmark::Aside),
    ("widget-container", Landmark::Aside),
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
    ("newsletter-signup", Landmark::Aside),
    ("newsletter-form", Landmark::Aside),
    ("newsletter-box", Landmark::Aside),
];

/// Parts of a name that make it a statement about something else: a count, a switch, a state of the page.
const NOT_A_PLACE: &[&str] = &[
    "has", "no", "not", "with", "without", "is", "count", "counter", "number", "link", "links-to",
    "toggle", "button", "btn", "icon", "open", "closed", "enabled", "disabled", "active", "page",
    "layout", "single", "template", "col", "row", "meta", "trigger",
];

/// Names that mark what belongs to the article even when a word in them says otherwise.
const OF_THE_ARTICLE: &[&str] = &[
    "blog1",
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

/// Names of boxes that hold what one of several people said: the posts of boards, the answers to a question, and in them
/// what they quote of others.
const POSTS: &[&str] = &[
    "answer",
    "answeritem",
    "bbcode_quote",
    "bbcodeblock--quote",
    "cpost",
    "crawler-post",
    "forum-post",
    "forumpost",
    "ipscomment",
    "message--post",
    "postbit",
    "postbitlegacy",
    "postcontainer",
    "topic-post",
];

/// Words before the number of a post in the id of its box: "post_99", "answer-12".
const NUMBERED: &[&str] = &[
    "answer",
    "comment",
    "floor",
    "message",
    "msg",
    "pid",
    "post",
    "postmessage",
    "reply",
];

/// Words of names, whole or a part of them, for what stands in a text without being a part of it. Some are those of other
/// languages, where themes are written in them.
const FURNITURE: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "adverts",
    "advertisement",
    "adsbygoogle",
    "adbox",
    "sponsor",
    "sponsored",
    "promo",
    "promotion",
    "anzeige",
    "werbung",
    "publicidad",
    "publicite",
    "pubblicita",
    "reklama",
    "reklame",
    "annons",
    "advertentie",
    "guanggao",
    "byline",
    "autor",
    "auteur",
    "author",
    "dateline",
    "timestamp",
    "pubdate",
    "caption",
    "bildunterschrift",
    "legende",
    "didascalia",
    "credit",
    "credits",
    "newsletter",
    "subscribe",
    "subscription",
    "signup",
    "paywall",
    "donate",
    "donation",
    "share",
    "sharing",
    "social",
    "tags",
    "taglist",
    "categories",
    "readmore",
    "readalso",
    "seealso",
    "pullquote",
    "infobox",
    "factbox",
    "editornote",
    "disclaimer",
    "correction",
    "toolbar",
    "poll",
    "quiz",
    "embed",
];

/// What the names of one element tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) landmark: Option<Landmark>,
    /// It belongs to the article even when another name says otherwise.
    pub(super) of_the_article: bool,
    /// It is the box of one article.
    pub(super) entry: bool,
    /// It is something beside the text.
    pub(super) furniture: bool,
    /// It is the box of one post of several.
    pub(super) post: bool,
}

/// What one name, or one part of a hyphenated name, tells.
#[derive(Debug, Clone, Copy, Default)]
struct Meaning {
    whole: Option<Landmark>,
    part: Option<Landmark>,
    not_a_place: bool,
    of_the_article: bool,
    entry: bool,
    furniture: bool,
    post: bool,
}

static MEANINGS: LazyLock<HashMap<&'static str, Meaning>> = LazyLock::new(|| {
    let mut meanings: HashMap<&'static str, Meaning> = HashMap::default();
    for (word, landmark, part) in WORDS {
        let meaning = meanings.entry(word).or_default();
        meaning.whole = Some(*landmark);
        meaning.part = part.then_some(*landmark);
    }
    for (name, landmark) in NAMES {
        meanings.entry(name).or_default().whole = Some(*landmark);
    }
    for word in NOT_A_PLACE {
        meanings.entry(word).or_default().not_a_place = true;
    }
    for name in OF_THE_ARTICLE {
        meanings.entry(name).or_default().of_the_article = true;
    }
    for word in FURNITURE {
        meanings.entry(word).or_default().furniture = true;
    }
    for name in POSTS {
        meanings.entry(name).or_default().post = true;
    }
    for name in ENTRIES {
        meanings.entry(name).or_default().entry = true;
    }
    meanings
});

/// Names looked at of one element: a theme that hangs dozens of utility names on everything names no place with them.
/// By hand.
const LOOKED_AT: usize = 24;

/// Reads the id and class lists of an element.
pub(super) fn read(lists: [&str; 2]) -> Names {
    let mut found = Names::default();
    let names = lists.iter().flat_map(|list| list.split_ascii_whitespace());
    // Discuz, under half of the Chinese boards, calls its footer so; as a class it is the foot of any box.
    if lists[0] == "ft" {
        found.landmark = Some(Landmark::SiteFooter);
    }
    let is_post = |name: &str| name == "post";
    found.post = is_numbered(lists[0], lists[1].split_ascii_whitespace().any(is_post));
    for name in names.take(LOOKED_AT) {
        if name.len() > 64 {
            continue;
        }
        let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(name)
        };
        let meaning = MEANINGS.get(&*name).copied().unwrap_or_default();
        found.of_the_article |= meaning.of_the_article;
        found.entry |= meaning.entry;
        found.furniture |= meaning.furniture;
        found.post |= meaning.post;
        found.landmark = found.landmark.or(meaning.whole);
        if name.contains(['-', '_']) {
            let mut parts = name.split(['-', '_']);
            found.furniture |=
                parts.any(|part| MEANINGS.get(part).is_some_and(|meaning| meaning.furniture));
            found.landmark = { found.landmark }
                .or_else(|| hyphenated(&name))
                .or_else(|| by_parts(&name));
        } else if found.landmark.is_none() && !meaning.not_a_place {
            found.landmark = meaning.part;
        }
    }
    found
}

/// Whether an id is a number with a word for a post before it. phpBB writes "p12" on its posts, which are called so as
/// well; others number their paragraphs like this.
fn is_numbered(id: &str, is_post: bool) -> bool {
    let word = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = id.len() - word.len();
    let word = word.trim_end_matches(['-', '_']);
    let is_word = |known: &&str| word.eq_ignore_ascii_case(known);
    number > 0 && (NUMBERED.iter().any(is_word) || is_post && is_word(&"p"))
}

/// What a name with underscores tells when it is written with hyphens: "comment_list".
fn hyphenated(name: &str) -> Option<Landmark> {
    if !name.contains('_') {
        return None;
    }
    MEANINGS.get(name.replace('_', "-").as_str())?.whole
}

/// A name whose first or last part names a place, and no part of which says that it is about something else.
fn by_parts(name: &str) -> Option<Landmark> {
    let parts = || name.split(['-', '_']).filter(|part| !part.is_empty());
    let edges = [parts().next()?, parts().next_back()?];
    // WordPress calls its sidebar boxes "widget_recent_entries"; page builders call every paragraph one.
    if name.starts_with("widget_") {
        return Some(Landmark::Aside);
    }
    let landmark = edges
        .iter()
        .find_map(|part| MEANINGS.get(part).and_then(|meaning| meaning.part))?;
    // "sidebar-content" is as often the content beside the sidebar, and then nothing around it is one.
    if landmark == Landmark::Aside
        && parts().any(|part| matches!(part, "content" | "main"))
        && !name.starts_with("main")
    {
        return None;
    }
    let is_place = !parts().any(|part| {
        MEANINGS
            .get(part)
            .is_some_and(|meaning| meaning.not_a_place)
    });
    is_place.then_some(landmark)
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
            ("comment_list", Some(Landmark::Comments)),
            ("site-footer", Some(Landmark::SiteFooter)),
            ("breadcrumb", Some(Landmark::Nav)),
            ("cookie-consent", Some(Landmark::Notice)),
        ] {
            assert_eq!(read(["", name]).landmark, landmark, "{name}");
        }
    }

    #[test]
    fn posts_of_boards_are_known() {
        for (id, class) in [
            ("p2", "post bg1"),
            ("post_99", "box"),
            ("", "topic-post clearfix"),
            ("", "message message--post js-post"),
            ("", "AnswerItem"),
            ("pid4711", ""),
        ] {
            assert!(read([id, class]).post, "{id} {class}");
        }
        for (id, class) in [
            ("p2", ""),
            ("", "post"),
            ("post", "post-content"),
            ("page-2", "post"),
            ("2", "entry"),
        ] {
            assert!(!read([id, class]).post, "{id} {class}");
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
            assert_eq!(read([name, ""]).landmark, expected, "{name}");
        }
        assert!(read(["", "post-copyright footer"]).of_the_article);
        assert!(read(["post", ""]).entry);
    }
}
