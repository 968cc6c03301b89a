//! Paths on the original's site: the article, nearly the article, a list or a person, another article.

use url::Url;

use super::identity::split_host;
use super::target::Target;

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

/// Parameters that say how an article is shown, from which list it was opened, or which of its pages.
const PRESENTATION_PARAMETERS: &[&str] = &[
    "_fr",
    "category",
    "categoryid",
    "cpage",
    "display",
    "format",
    "hl",
    "lang",
    "locale",
    "mobile",
    "mode",
    "order",
    "output",
    "page",
    "paged",
    "print",
    "section",
    "sort",
    "tab",
    "theme",
    "variant",
    "view",
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

/// Path segments after which the name of a person follows.
const PERSON_PREFIXES: &[&str] = &[
    "author",
    "authors",
    "auteur",
    "autor",
    "autore",
    "autores",
    "columnist",
    "columnists",
    "contributor",
    "contributors",
    "journalist",
    "member",
    "members",
    "people",
    "person",
    "profile",
    "profiles",
    "staff",
    "u",
    "user",
    "users",
    "writer",
    "writers",
];

/// Path segments after which the name of a list follows. Those of people stand before such names, too.
const LIST_PREFIXES: &[&str] = &[
    "categories",
    "category",
    "channel",
    "in",
    "label",
    "section",
    "sections",
    "space",
    "tag",
    "tags",
    "team",
    "topic",
    "topics",
];

/// Whether an address is that of a person's page on a site: `/author/nora`, `/@nora`.
pub fn leads_to_person(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let segments: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match segments.as_slice() {
        [only] => only.len() > 1 && only.starts_with(['@', '~']),
        [.., before, _] => segments.len() <= 4 && PERSON_PREFIXES.contains(before),
        [] => false,
    }
}

/// A link to the original's own host that is not the article's key.
pub(super) fn on_site(key: &str, article_key: &str, article: &Url) -> Target {
    let (_, link) = split_host(key);
    let (_, original) = split_host(article_key);
    let (link_path, link_query) = split_query(link);
    let (path, query) = split_query(original);
    if path == link_path && !path.is_empty() && names_article(path) {
        let (more, asked) = (identifying(link_query), identifying(query));
        if more == asked {
            // The article from another list, or its second page.
            return Target::Article;
        }
        if asked.is_empty() && !identifies(link_query) {
            // The article with a parameter nobody knows: still the article where the path names one by itself.
            return if is_article_path(path) {
                Target::Article
            } else {
                Target::Near
            };
        }
    }
    if link == article.path() {
        return Target::Article;
    }
    let shown = link_query.is_empty() || identifying(link_query) == identifying(query);
    if shown && is_form_of(link_path, path) {
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

/// First parts of a path below which a site shows the same pages to telephones.
const MOBILE: &[&str] = &["/m", "/mobile", "/sp", "/wap"];

/// Endings of a path under which the same page is shown in another form.
const FORMS: &[&str] = &["", ".html", ".htm", "/print"];

/// Whether a path is that of the article in another form: for telephones, for printing, its second page, with or without
/// the ending of a file.
fn is_form_of(link: &str, path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    if !names_article(path) || !last.contains(char::is_alphabetic) {
        return false;
    }
    let mut mobile = MOBILE.iter().filter_map(|first| link.strip_prefix(first));
    let link = { mobile.find(|rest| rest.starts_with('/')) }.unwrap_or(link);
    let bare = |path: &str| {
        let stem = path
            .strip_suffix(".html")
            .or_else(|| path.strip_suffix(".htm"));
        stem.unwrap_or(path).to_owned()
    };
    let is_page = |rest: &str| {
        let number = rest.strip_prefix('/').unwrap_or_default();
        matches!(number.len(), 1 | 2) && number.bytes().all(|digit| digit.is_ascii_digit())
    };
    let path = bare(path);
    let rest = link.strip_prefix(path.as_str());
    rest.is_some_and(|rest| FORMS.contains(&rest) || is_page(rest))
}

/// A link to a parent or child domain of the original's host.
pub(super) fn beside_site(key: &str, article_key: &str) -> Target {
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

/// The parameters of a query without those that say how an article is shown, or from which list it was opened.
fn identifying(query: &str) -> Vec<&str> {
    query
        .split('&')
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            !pair.is_empty()
                && !PRESENTATION_PARAMETERS.contains(&name.to_ascii_lowercase().as_str())
        })
        .collect()
}

/// Whether a path is that of an article rather than of a list or of a script that takes the article as a parameter.
fn names_article(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    !is_script(last) && !is_index_segment(last)
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
    !is_script(last) && !is_index_segment(last) && is_article_segment(last)
}

fn is_script(last: &str) -> bool {
    [".php", ".asp", ".aspx", ".jsp", ".cgi", ".do"]
        .iter()
        .any(|ending| last.ends_with(ending))
}

fn is_article_segment(last: &str) -> bool {
    let digits = last.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3
        || last.matches(['-', '_']).count() >= 2
        || last.contains(".htm")
        || last.len() >= 24
}

/// Whether a link leads to the home page, a list, a section or a person.
pub(super) fn is_index(key: &str) -> bool {
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
                && segments
                    .iter()
                    .rev()
                    .skip(1)
                    .take(1)
                    .any(|part| is_list_prefix(part) && part.len() > 2);
            dates || index || list
        }
    }
}

fn is_list_prefix(segment: &str) -> bool {
    let lower = segment.to_ascii_lowercase();
    [LIST_PREFIXES, PERSON_PREFIXES]
        .iter()
        .any(|known| known.contains(&lower.as_str()))
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
