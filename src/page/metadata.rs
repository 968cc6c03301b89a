//! What a page says about itself: addresses, title, authors, publisher, licences.

use crate::text::head;
use scraper::node::Element;
use url::Url;

use super::jsonld::{self, Facts};
use super::link_header::{self, HeaderLink};
use super::links::{rel, resolve};
use super::{Metadata, PageUrls, REDIRECT_SECONDS};
use crate::dom::tag::Tag;
use crate::dom::{Data, Dom, attr};

/// Bytes kept of a name or title. By hand; it bounds what is kept.
const NAME: usize = 400;

/// Longest base that relative links are resolved against, in bytes. Servers refuse addresses of 8 KiB.
const BASE: usize = 2 * 1024;

/// Names kept of one list. By hand; it bounds what is kept.
const NAMES: usize = 50;

/// What the metadata pass gives.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) urls: PageUrls,
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    pub(super) meta: Metadata,
}

/// Candidates for what the page may say in several places.
#[derive(Debug, Default)]
struct Candidates {
    og_title: Option<String>,
    headline: Option<String>,
    title: Option<String>,
    meta_authors: Vec<String>,
    meta_publisher: Option<String>,
    article_authors: Vec<String>,
    bylines: Vec<String>,
    /// Elements with byline markup looked into so far; each look costs a walk over what is inside.
    tried: usize,
    facts: Facts,
    /// The addresses of the articles that microdata and microformats tell of.
    items: Vec<Url>,
    entries: Vec<Url>,
}

/// Reads the metadata of a page. `fetched` is the page's own address, if known, `saved_from` what an archive says of it,
/// and `headers` are the `Link` headers it came with.
pub(super) fn read(
    dom: &Dom<'_>,
    fetched: Option<&Url>,
    saved_from: Option<&Url>,
    headers: &[String],
) -> Found {
    let mut found = Found::default();
    found.urls.fetched = fetched.cloned();
    found.urls.saved_from = saved_from.cloned();
    find_base(dom, &mut found.urls);
    let mut candidates = Candidates::default();
    let head_end = head_end(dom);
    for index in 1..dom.nodes.len() {
        let (tag, element) = match dom.nodes[index].data {
            Data::Element(tag, element) => (tag, element),
            Data::Comment(text) if text.contains("SPDX-") => {
                if let Some(license) = found.meta.rights.spdx(text) {
                    add(&mut found.meta.licenses, license);
                }
                continue;
            }
            _ => continue,
        };
        match tag {
            Tag::Html => {
                found.language = found.language.or_else(|| language(element));
            }
            Tag::Meta => meta(element, &mut found, &mut candidates),
            Tag::Link => link(element, index < head_end, &mut found),
            Tag::Title if candidates.title.is_none() => {
                candidates.title = name(&dom.text(index, 4 * NAME));
            }
            Tag::H1 if candidates.headline.is_none() => {
                candidates.headline = name(&dom.text(index, 4 * NAME));
            }
            Tag::Script if jsonld::is_json_ld(element) => {
                candidates.facts.read(&dom.text(index, jsonld::LIMIT));
            }
            Tag::Script if is_rsl(element) => {
                let terms = "RSL in the page".to_owned();
                found.meta.rights.machine_terms.get_or_insert(terms);
            }
            Tag::A => anchor(dom, index, element, &mut found, &mut candidates),
            Tag::Script | Tag::Style => {}
            _ => byline(dom, index, element, &mut candidates),
        }
        shown_byline(dom, index, element, &mut found);
        item_license(dom, index, element, &mut found);
        own_address(dom, index, element, &found, &mut candidates);
        if found.meta.attribution_name.is_none()
            && attr!(element, "property")
                .is_some_and(|property| property.trim() == "cc:attributionName")
        {
            found.meta.attribution_name = attr!(element, "content")
                .and_then(name)
                .or_else(|| name(&dom.text(index, 4 * NAME)));
        }
    }
    // What the page says itself comes first.
    for header in headers {
        for link in link_header::read(head(header, HEADER)) {
            // A base is one for the links of the text.
            if let Some(url) = resolve(link.href, fetched) {
                let href = url.as_str();
                stated(&HeaderLink { href, ..link }, true, &mut found);
            }
        }
    }
    settle(found, candidates)
}

fn settle(mut found: Found, candidates: Candidates) -> Found {
    let mut facts = candidates.facts;
    facts.name_authors();
    found.title = candidates
        .og_title
        .or_else(|| facts.headline.as_deref().and_then(name))
        .or(candidates.headline)
        .or(candidates.title);
    let authors = [
        facts.authors,
        candidates.meta_authors,
        candidates.article_authors,
        candidates.bylines,
    ];
    for author in authors.into_iter().flatten() {
        let known = &mut found.meta.authors;
        if known.len() < NAMES && !known.iter().any(|name| name.eq_ignore_ascii_case(&author)) {
            known.push(author);
        }
    }
    let base = found.urls.base.clone();
    let stated = |written: &Vec<String>| {
        let mut urls = written
            .iter()
            .filter_map(|text| article_address(text, base.as_ref()));
        urls.find(|url| url.path().len() > 1 || url.query().is_some())
    };
    let articles: Vec<Url> = facts.addresses.iter().filter_map(stated).collect();
    // A page of several articles says by none of them where it stands.
    let mut sole = [articles, candidates.items, candidates.entries].into_iter();
    found.urls.structured = sole.find_map(|urls| {
        let first = urls.first()?;
        urls.iter().all(|url| url == first).then(|| first.clone())
    });
    for profile in &facts.profiles {
        add_profile(profile, base.as_ref(), &mut found);
    }
    found.meta.publisher = facts
        .publisher
        .or(candidates.meta_publisher)
        .or(facts.body)
        .or_else(|| found.meta.site_name.clone());
    found.meta.published = found.meta.published.or(facts.published);
    found.meta.rights.or(facts.rights);
    for license in facts.licenses {
        add(&mut found.meta.licenses, license);
    }
    found
}

/// Bytes of a `Link` header that are read. By hand; it bounds work.
const HEADER: usize = 16 * 1024;

/// The address of an article without the name of a part of the page.
fn article_address(written: &str, base: Option<&Url>) -> Option<Url> {
    let written = Some(written.trim()).filter(|written| !written.is_empty())?;
    let mut url = resolve(written, base)?;
    // "#!/a" and "#/a" name another page.
    if !url
        .fragment()
        .is_some_and(|part| part.starts_with(['!', '/']))
    {
        url.set_fragment(None);
    }
    Some(url)
}

/// Takes up the address that an article gives itself: microdata `mainEntityOfPage`, microformats `u-url`. That of its
/// author or of a comment is none.
fn own_address(
    dom: &Dom<'_>,
    index: usize,
    element: &Element,
    found: &Found,
    candidates: &mut Candidates,
) {
    /// Elements between an address and its article. By hand; it bounds work.
    const WITHIN: usize = 32;
    let has = |names: Option<&str>, wanted: &str| {
        names.is_some_and(|names| names.split_ascii_whitespace().any(|name| name == wanted))
    };
    let is_item = has(attr!(element, "itemprop"), "mainEntityOfPage");
    let is_entry = has(attr!(element, "class"), "u-url");
    let list = if is_item {
        &mut candidates.items
    } else {
        &mut candidates.entries
    };
    if !is_item && !is_entry || list.len() >= NAMES || in_comments(dom, index) {
        return;
    }
    let around = || {
        dom.ancestors(index)
            .take(WITHIN)
            .filter_map(|index| dom.element(index))
    };
    let is_own = if is_item {
        let mut kinds = around().filter_map(|(_, outer)| {
            attr!(outer, "itemscope")?;
            attr!(outer, "itemtype")
        });
        kinds.next().is_some_and(|kind| {
            kind.trim().ends_with("Article") || kind.trim().ends_with("Posting")
        })
    } else {
        let root = |class: &str| {
            let mut names = class.split_ascii_whitespace();
            names
                .find(|name| {
                    matches!(
                        *name,
                        "h-entry" | "h-card" | "h-cite" | "h-feed" | "h-event"
                    )
                })
                .map(str::to_owned)
        };
        let itself = attr!(element, "class").and_then(root);
        let outer = || around().find_map(|(_, outer)| attr!(outer, "class").and_then(root));
        itself.or_else(outer).as_deref() == Some("h-entry")
    };
    let written = attr!(element, "href")
        .or_else(|| attr!(element, "itemid"))
        .or_else(|| attr!(element, "content"));
    let url = written.and_then(|written| article_address(written, found.urls.base.as_ref()));
    list.extend(url.filter(|_| is_own));
}

/// Comments looked into for the address that a page was saved from; it stands in the first or second.
const COMMENTS: usize = 8;

/// Settles what relative links resolve against: the first `<base href>`, joined with the page's own address. A page
/// that was read from disk and names no base resolves against the address it claims for itself.
fn find_base(dom: &Dom<'_>, urls: &mut PageUrls) {
    let (mut og, mut canonical) = (None, None);
    let mut comments = 0;
    let mut stated = None;
    for index in 1..dom.nodes.len() {
        let (tag, element) = match dom.nodes[index].data {
            Data::Element(tag, element) => (tag, element),
            Data::Comment(text) if comments < COMMENTS && urls.saved_from.is_none() => {
                comments += 1;
                urls.saved_from = saved_from(text);
                continue;
            }
            _ => continue,
        };
        match tag {
            // What stands in the text may have been copied along.
            Tag::Body => comments = COMMENTS,
            Tag::Base if stated.is_none() => stated = attr!(element, "href"),
            Tag::Link
                if canonical.is_none() && rel(element).iter().any(|rel| rel == "canonical") =>
            {
                canonical = attr!(element, "href").and_then(|href| resolve(href.trim(), None));
            }
            Tag::Meta if og.is_none() && attr!(element, "property") == Some("og:url") => {
                og = attr!(element, "content").and_then(|href| resolve(href.trim(), None));
            }
            _ => {}
        }
    }
    let own = urls.fetched.clone().or_else(|| urls.saved_from.clone());
    let href = stated.map(str::trim);
    let absolute = href.and_then(|href| resolve(href, None));
    urls.base_is_claimed = urls.fetched.is_none() && absolute.is_none();
    urls.base = absolute
        .or_else(|| resolve(href?, own.as_ref()))
        .or(own)
        .or(og)
        .or(canonical);
    // Every relative link repeats the base: a page of thousands of them must not become a page of gigabytes.
    urls.base = urls.base.take().filter(|base| base.as_str().len() <= BASE);
}

/// The address in the comment by which browsers ("saved from url=(0028)https://…"), SingleFile and HTTrack say where
/// a file comes from.
fn saved_from(comment: &str) -> Option<Url> {
    let text = head(comment.trim(), NAME * 4);
    if let Some((_, rest)) = text.split_once("saved from url=(") {
        let from = rest.split_once(')')?.1.trim();
        return resolve(from.strip_prefix("view-source:").unwrap_or(from), None);
    }
    if text.contains("saved with SingleFile") {
        let line = text
            .lines()
            .find_map(|line| line.trim().strip_prefix("url:"))?;
        return resolve(line.trim(), None);
    }
    let place = text.strip_prefix("Mirrored from ")?;
    let place = place.split_once(" by HTTrack")?.0;
    resolve(&format!("http://{place}"), None)
}

/// Where `<meta http-equiv=refresh content="0; url=…">` leads, if it does so at once.
fn refresh(content: &str) -> Option<String> {
    let (seconds, rest) = content.split_once([';', ','])?;
    let soon = seconds
        .trim()
        .parse::<f32>()
        .is_ok_and(|s| s <= REDIRECT_SECONDS);
    // `url=` may be left out.
    let rest = rest.trim();
    let url = match rest.split_once('=') {
        Some((key, url)) if key.trim().eq_ignore_ascii_case("url") => url,
        _ => rest,
    };
    let url = url.trim().trim_matches(['"', '\'']).trim();
    (soon && !url.is_empty()).then(|| head(url, NAME).to_owned())
}

/// Index after the last node of the head.
fn head_end(dom: &Dom<'_>) -> usize {
    (1..dom.nodes.len())
        .find(|index| matches!(dom.element(*index), Some((Tag::Head, _))))
        .map_or(0, |index| dom.nodes[index].end as usize)
}

fn language(html: &Element) -> Option<String> {
    let tag = attr!(html, "lang")?.trim().replace('_', "-");
    let sound = !tag.is_empty()
        && tag.len() <= 35
        && tag
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    sound.then_some(tag)
}

fn meta(element: &Element, found: &mut Found, candidates: &mut Candidates) {
    let Some(content) = attr!(element, "content") else {
        return;
    };
    if attr!(element, "http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh")) {
        found.meta.redirect = found.meta.redirect.take().or_else(|| refresh(content));
    }
    let key = attr!(element, "property")
        .or_else(|| attr!(element, "name"))
        .or_else(|| attr!(element, "itemprop"))
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let base = found.urls.base.clone();
    match key.as_str() {
        "og:title" => candidates.og_title = candidates.og_title.take().or_else(|| name(content)),
        "og:url" => {
            found.urls.og = found
                .urls
                .og
                .take()
                .or_else(|| resolve(content.trim(), base.as_ref()))
        }
        "og:site_name" => {
            found.meta.site_name = found.meta.site_name.take().or_else(|| name(content));
        }
        "author" | "dc.creator" | "dcterms.creator" | "parsely-author" | "sailthru.author"
        | "citation_author" => {
            add_name(&mut candidates.meta_authors, content);
        }
        "dcterms.license" | "dc.rights.license" | "dc.license" | "dcterms:license"
        | "dct:license" | "dct.license" | "dc:license" | "cc:license" => {
            stated_license(content, base.as_ref(), found);
        }
        "license" | "licence" if content.contains("://") || names_license(content) => {
            stated_license(content, base.as_ref(), found);
        }
        "dc.rights" | "dcterms.rights" | "dc:rights" | "dct:rights" | "dcterms:rights"
        | "rights" | "copyright"
            if names_license(content) =>
        {
            stated_license(content, base.as_ref(), found);
        }
        "article:author" => add_name(&mut candidates.article_authors, content),
        "article:published_time" | "datepublished" | "pubdate" | "dc.date" | "date" => {
            found.meta.published = found.meta.published.take().or_else(|| name(content));
        }
        // The last is what publishers ask partners for whose copies are to stay out of the news.
        "robots" | "googlebot" | "googlebot-news" => {
            found.meta.noindex |= content.to_ascii_lowercase().contains("noindex");
        }
        "syndication-source" | "original-source" => {
            let source = resolve(content.trim(), base.as_ref());
            found.meta.syndication_source = found.meta.syndication_source.take().or(source);
        }
        "dc.publisher" | "dcterms.publisher" | "citation_publisher" => {
            candidates.meta_publisher = candidates.meta_publisher.take().or_else(|| name(content));
        }
        key => found.meta.rights.meta(key, content, base.as_ref()),
    }
}

/// Whether a script holds terms for machines that learn from the page (Really Simple Licensing).
fn is_rsl(element: &Element) -> bool {
    attr!(element, "type")
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/rsl+xml"))
}

/// The licence that an element states as an item property, wherever it stands: in an address, or in words.
fn item_license(dom: &Dom<'_>, index: usize, element: &Element, found: &mut Found) {
    let states = attr!(element, "itemprop")
        .is_some_and(|names| names.split_ascii_whitespace().any(|name| name == "license"));
    if !states || in_comments(dom, index) || of_a_thing(dom, index) {
        return;
    }
    let base = found.urls.base.clone();
    let written = attr!(element, "href")
        .or_else(|| attr!(element, "content"))
        .map(str::to_owned)
        .or_else(|| name(&dom.text(index, 4 * NAME)));
    if let Some(written) = written {
        stated_license(&written, base.as_ref(), found);
    }
}

/// Whether an item property is that of a picture, a film or a set of data rather than of the text: the item around it says so.
fn of_a_thing(dom: &Dom<'_>, index: usize) -> bool {
    /// Elements between a property and its item. By hand; it bounds work.
    const WITHIN: usize = 32;
    /// How the kinds of things that schema.org knows end, beside the objects of media.
    const THINGS: &[&str] = &[
        "Object",
        "Photograph",
        "Dataset",
        "Painting",
        "Map",
        "SourceCode",
    ];
    let around = dom.ancestors(index).take(WITHIN);
    let mut kinds = around.filter_map(|index| {
        let (_, outer) = dom.element(index)?;
        attr!(outer, "itemscope")?;
        Some(attr!(outer, "itemtype").unwrap_or_default().trim())
    });
    kinds
        .next()
        .is_some_and(|kind| THINGS.iter().any(|thing| kind.ends_with(thing)))
}

/// A licence that is written as an address or in words.
fn stated_license(written: &str, base: Option<&Url>, found: &mut Found) {
    let written = written.trim();
    let address = written.split_whitespace().find(|word| word.contains("://"));
    match address {
        Some(address) => license(address.trim_matches(['<', '>', '(', ')', ',']), base, found),
        None if written.starts_with('/') => license(written, base, found),
        None => add(&mut found.meta.licenses, head(written, NAME).to_owned()),
    }
}

fn link(element: &Element, in_head: bool, found: &mut Found) {
    let Some(href) = attr!(element, "href") else {
        return;
    };
    let link = HeaderLink {
        href,
        rel: rel(element),
        kind: attr!(element, "type"),
        language: attr!(element, "hreflang"),
    };
    stated(&link, in_head, found);
}

/// Takes what a `<link>` or a header states.
fn stated(link: &HeaderLink<'_>, in_head: bool, found: &mut Found) {
    let (words, href) = (&link.rel, link.href);
    let base = found.urls.base.clone();
    if words.iter().any(|word| word == "canonical") {
        let url = resolve(href.trim(), base.as_ref());
        let slot = if in_head {
            &mut found.urls.canonical
        } else {
            &mut found.urls.canonical_in_body
        };
        *slot = slot.take().or(url);
    }
    if in_head && words.iter().any(|word| word == "alternate") {
        // The page that speaks to all who speak none of the languages is no translation, but most often the home page.
        let is_language = { link.language }
            .is_some_and(|language| !language.trim().eq_ignore_ascii_case("x-default"));
        let url = is_language.then(|| resolve(href.trim(), base.as_ref()));
        if let Some(url) = url.flatten() {
            found.meta.rights.translation(url);
        }
    }
    // Terms for machines that learn from the page are no licence to reprint it.
    let for_machines = { link.kind }
        .is_some_and(|kind| kind.contains("rsl") || kind.contains("tdm"))
        || href.contains("rsl") && href.ends_with(".xml");
    if words.iter().any(|word| word == "license") && for_machines {
        let terms = resolve(href.trim(), base.as_ref()).map(String::from);
        found.meta.rights.machine_terms = found.meta.rights.machine_terms.take().or(terms);
    } else if words.iter().any(|word| {
        matches!(
            word.as_str(),
            "license" | "dcterms.license" | "dc.license" | "dct.license" | "cc:license"
        ) || word.ends_with(".rights") && href.contains(DEEDS)
    }) {
        license(href, base.as_ref(), found);
    }
}

/// Where the deeds of Creative Commons stand.
const DEEDS: &str = "creativecommons.org/";

/// Whether what a page says of its rights is the name or the address of a Creative Commons licence, and little else: a
/// longer text may speak of pictures.
fn names_license(content: &str) -> bool {
    /// Bytes of such a name. By hand: the longest has some 90.
    const LONGEST: usize = 160;
    let content = content.trim();
    let lower = content.to_lowercase();
    let code = ["cc ", "cc-", "cc0"]
        .iter()
        .any(|code| lower.starts_with(code));
    content.len() <= LONGEST
        && (code || lower.contains("creative commons") || lower.contains(DEEDS))
}

fn license(href: &str, base: Option<&Url>, found: &mut Found) {
    let text =
        resolve(href.trim(), base).map_or_else(|| href.trim().to_owned(), |url| url.to_string());
    add(&mut found.meta.licenses, text);
}

fn add_profile(href: &str, base: Option<&Url>, found: &mut Found) {
    let known = &mut found.meta.profiles;
    if let Some(url) = resolve(href.trim(), base)
        && known.len() < NAMES
        && !known.contains(&url)
    {
        known.push(url);
    }
}

fn add(list: &mut Vec<String>, text: String) {
    if list.len() < NAMES && !text.is_empty() && !list.contains(&text) {
        list.push(text);
    }
}

fn anchor(
    dom: &Dom<'_>,
    index: usize,
    element: &Element,
    found: &mut Found,
    candidates: &mut Candidates,
) {
    let href = attr!(element, "href").unwrap_or_default();
    let words = rel(element);
    let is = |word: &str| words.iter().any(|known| known == word);
    let of_a_thing = || attr!(element, "itemprop").is_some() && of_a_thing(dom, index);
    let states = is("license")
        || href.contains("creativecommons.org/licenses/")
        || href.contains("creativecommons.org/publicdomain/");
    if states && !of_a_thing() {
        license(href, found.urls.base.clone().as_ref(), found);
    }
    let base = found.urls.base.clone();
    if is("author") && !in_comments(dom, index) {
        add_profile(href, base.as_ref(), found);
    }
    if is("cc:attributionurl") && found.meta.attribution_url.is_none() {
        found.meta.attribution_url = resolve(href.trim(), base.as_ref());
    }
    if is("author") && candidates.bylines.is_empty() {
        add_name(&mut candidates.bylines, &dom.text(index, 4 * NAME));
    } else {
        byline(dom, index, element, candidates);
    }
}

/// Byline markup: microdata, microformats, and the class names that themes use for a name alone.
fn byline(dom: &Dom<'_>, index: usize, element: &Element, candidates: &mut Candidates) {
    if !candidates.bylines.is_empty() || element.attrs.is_empty() {
        return;
    }
    let class = attr!(element, "class").unwrap_or_default();
    let is_author = class.split_ascii_whitespace().any(|class| match class {
        "p-author" | "byline-name" | "author-name" | "author__name" | "entry-author-name"
        | "post-author-name" => true,
        "fn" => near_vcard(dom, index),
        _ => false,
    }) || attr!(element, "itemprop") == Some("author");
    if is_author && candidates.tried < NAMES && !in_comments(dom, index) {
        candidates.tried += 1;
        // An item of its own: its name, not all that stands in it.
        let node = attr!(element, "itemscope").and_then(|_| item_name(dom, index));
        add_name(
            &mut candidates.bylines,
            &dom.text(node.unwrap_or(index), 4 * NAME),
        );
    }
}

/// Keeps what stands in an element whose class says that it holds the author. Themes put more than a name there, so that it
/// is kept apart until somebody has looked whether it is one.
fn shown_byline(dom: &Dom<'_>, index: usize, element: &Element, found: &mut Found) {
    /// Bytes of such a line. By hand: two names, a place and a date.
    const LINE: usize = 160;
    /// Lines kept. By hand: a byline stands near the head of its page.
    const LINES: usize = 12;
    let known = &mut found.meta.bylines;
    if element.attrs.is_empty() || known.len() >= LINES {
        return;
    }
    let class = attr!(element, "class").unwrap_or_default();
    if class.split_ascii_whitespace().any(holds_author)
        && !in_comments(dom, index)
        && let Some(line) = name(&dom.text(index, 4 * NAME)).filter(|line| line.len() <= LINE)
        && !known.contains(&line)
    {
        known.push(line);
    }
}

/// Words for authors in the names that sites give to classes and to the pages of their authors.
pub(crate) const AUTHOR_NAMES: &[&str] = &[
    "author", "authors", "autor", "autoren", "autores", "auteur", "auteurs", "autore", "autori",
];

/// Whether the name of a class says that an author stands in it: "byline", "article-author", "c-byline__author"; not
/// "author-avatar".
fn holds_author(class: &str) -> bool {
    const OTHERS: &[&str] = &[
        "verfasser",
        "forfatter",
        "skribent",
        "yazar",
        "penulis",
        "writer",
        "reporter",
        "signature",
        "byline",
        "bylines",
    ];
    let lower = class.to_ascii_lowercase();
    let last = lower.rsplit(['-', '_']).next().unwrap_or_default();
    AUTHOR_NAMES.contains(&last) || OTHERS.contains(&last) || lower == "by-line"
}

/// The element of an item that holds its name.
fn item_name(dom: &Dom<'_>, index: usize) -> Option<usize> {
    /// Elements of one item that are looked at. By hand; it bounds work.
    const WITHIN: usize = 64;
    let end = dom.nodes.get(index)?.end as usize;
    (index + 1..end.min(index + WITHIN)).find(|inner| {
        dom.element(*inner)
            .is_some_and(|(_, element)| attr!(element, "itemprop") == Some("name"))
    })
}

fn near_vcard(dom: &Dom<'_>, index: usize) -> bool {
    std::iter::once(index)
        .chain(dom.ancestors(index))
        .take(4)
        .any(|index| {
            dom.element(index)
                .and_then(|(_, element)| attr!(element, "class"))
                .is_some_and(|class| class.contains("author"))
        })
}

fn in_comments(dom: &Dom<'_>, index: usize) -> bool {
    dom.ancestors(index).take(12).any(|index| {
        dom.element(index).is_some_and(|(tag, element)| {
            let names = [attr!(element, "id"), attr!(element, "class")];
            !matches!(tag, Tag::Body | Tag::Html)
                && names
                    .into_iter()
                    .flatten()
                    .any(|name| name.contains("comment"))
        })
    })
}

/// A name or title: white space collapsed, `None` when empty, cut when absurdly long.
pub(super) fn name(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = head(&text, NAME);
    (!text.is_empty()).then(|| text.to_owned())
}

/// Adds an author's name unless it is an address, an account or no name at all.
fn add_name(list: &mut Vec<String>, text: &str) {
    let Some(name) = name(text) else {
        return;
    };
    let lower = name.to_lowercase();
    let stripped = ["by ", "von ", "par ", "por ", "di "]
        .iter()
        .find_map(|word| lower.starts_with(word).then(|| name.get(word.len()..)))
        .flatten()
        .unwrap_or(&name);
    let is_address =
        stripped.contains("://") || stripped.starts_with("www.") || stripped.starts_with('/');
    if !is_address && stripped.chars().count() <= 120 {
        add(list, stripped.trim().to_owned());
    }
}

#[cfg(test)]
mod tests {
    use crate::page::{Page, ReadOptions, read};

    fn page(html: &str) -> Page {
        let html = format!("<!doctype html>{html}");
        read(html.as_bytes(), &ReadOptions::default()).unwrap()
    }

    #[test]
    fn an_article_gives_its_own_address() {
        let ld = |facts: &str| format!("<script type='application/ld+json'>{facts}</script>");
        let own = Some("https://alley.example/p/7");
        for (html, expected) in [
            (
                ld(r#"{"@type":"Article","url":"https://alley.example/p/7#top"}"#),
                own,
            ),
            (
                ld(r#"{"@type":"BlogPosting","url":"https://alley.example/","mainEntityOfPage":{"@id":"https://alley.example/p/7"}}"#),
                own,
            ),
            (
                ld(r#"{"@graph":[{"@type":"WebSite","url":"https://alley.example/all"},{"@type":"NewsArticle","@id":"https://alley.example/p/7#article","author":{"url":"https://alley.example/ida"}}]}"#),
                own,
            ),
            // The address of a list, of the site, of an author.
            (
                ld(r#"[{"@type":"Article","url":"https://alley.example/p/7"},{"@type":"Article","url":"https://alley.example/p/8"}]"#),
                None,
            ),
            (ld(r#"{"@type":"Article","author":{"url":"https://alley.example/ida"}}"#), None),
            (
                "<article itemscope itemtype='https://schema.org/BlogPosting'><link itemprop=mainEntityOfPage \
                 href='https://alley.example/p/7'></article>"
                    .to_owned(),
                own,
            ),
            (
                "<div itemscope itemtype='https://schema.org/Person'><link itemprop=mainEntityOfPage \
                 href='https://alley.example/ida'></div>"
                    .to_owned(),
                None,
            ),
            (
                "<article class=h-entry><a class='u-url' href='https://alley.example/p/7'>2025</a> \
                 <span class='p-author h-card'><a class=u-url href='https://alley.example/ida'>Ida</a></span></article>"
                    .to_owned(),
                own,
            ),
            (
                "<article class=h-entry><a class='p-author h-card u-url' href='https://alley.example/ida'>Ida</a>\
                 </article>"
                    .to_owned(),
                None,
            ),
        ] {
            let structured = page(&html).urls.structured;
            assert_eq!(structured.as_ref().map(url::Url::as_str), expected, "{html}");
        }
    }

    #[test]
    fn rights_that_name_a_licence_are_one() {
        let deed = "https://creativecommons.org/licenses/by-nd/4.0/";
        let words = "Creative Commons Attribution-NoDerivatives 4.0";
        for (head, expected) in [
            (
                format!("<meta name=dc.rights content='{deed}'>"),
                Some(deed),
            ),
            (
                format!("<meta name=DCTERMS.rights content='{words}'>"),
                Some(words),
            ),
            (
                format!("<meta name=license content='{words}'>"),
                Some(words),
            ),
            (
                format!("<meta name=rights content='Licence: {deed}'>"),
                Some(deed),
            ),
            (
                "<meta name=rights content='CC BY-ND 4.0'>".to_owned(),
                Some("CC BY-ND 4.0"),
            ),
            (
                format!("<link rel=dcterms.license href='{deed}'>"),
                Some(deed),
            ),
            (format!("<link rel=DC.rights href='{deed}'>"), Some(deed)),
            (
                "<meta name=copyright content='© 2020 Ida Holm'>".to_owned(),
                None,
            ),
            (
                "<link rel=DC.rights href='https://alley.example/terms'>".to_owned(),
                None,
            ),
        ] {
            let licenses = page(&head).meta.licenses;
            let told = licenses.first().map(String::as_str);
            assert_eq!(told, expected, "{head}");
        }
    }
}
