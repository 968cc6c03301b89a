//! What is believed of an original where several places speak: its author in its front matter, its notice, the metadata
//! of its page, and in the end what is printed above the text.
//!
//! The order is that of care: what the owner writes by hand for this very article, then what a notice prints, then what
//! a theme declares for machines. Nothing that a template or an example left behind is believed.

use url::Url;

use super::dialog::{self, Dialog};
use super::notice::{
    Spoken, is_own_license, licensed_at, licenses_things, sense, split_names, visible_byline,
};
use super::{Contradiction, Notice};
use crate::page::{Block, BlockKind, FrontMatter, Landmark, Link, Page};

/// What was settled.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) url: Option<Url>,
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) licenses: Vec<String>,
    pub(super) contradictions: Vec<Contradiction>,
    pub(super) warnings: Vec<String>,
}

/// What a contradiction calls the notice that stands in the article.
pub(super) const NOTICE: &str = "notice of the article";

/// A place that speaks of a fact, and what it says.
type Side<T> = (&'static str, T);

/// Settles the facts of an original.
pub(super) fn settle(
    page: &Page,
    front: &FrontMatter,
    notice: Option<&Notice>,
    spoken: &Spoken,
) -> Facts {
    let mut facts = Facts::default();
    let dialog = dialog::read(page, spoken);
    url(page, front, notice, &dialog, &mut facts);
    authors(page, front, notice, (spoken, &dialog), &mut facts);
    publisher(page, front, notice, &mut facts);
    licenses(page, front, notice, spoken, &mut facts);
    let noticed = |field: &str| notice.and_then(|notice| notice.fields.get(field).cloned());
    facts.title = front
        .title
        .clone()
        .or_else(|| page.title.clone())
        .or_else(|| noticed("title"));
    facts
}

fn url(
    page: &Page,
    front: &FrontMatter,
    notice: Option<&Notice>,
    dialog: &Dialog,
    facts: &mut Facts,
) {
    let urls = &page.urls;
    // Where the page itself was fetched from a private address, such addresses are real: a preview.
    let local = urls
        .fetched
        .as_ref()
        .is_some_and(|url| sense::placeholder(url.as_str()));
    let noticed = notice
        .and_then(|notice| notice.fields.get("url"))
        .and_then(|url| Url::parse(url).ok());
    let written = front.url.as_ref().and_then(|text| resolve(page, text));
    let sides: [Side<Option<Url>>; 8] = [
        ("front matter", written),
        ("notice", noticed),
        (
            "cc:attributionURL",
            page.meta
                .attribution_url
                .clone()
                .filter(|url| !sense::is_home(url)),
        ),
        ("canonical link", urls.canonical.clone()),
        ("og:url", urls.og.clone()),
        ("text to copy", dialog.url.clone()),
        (
            "structured data",
            urls.structured
                .clone()
                .filter(|url| !sense::is_home(url) && (local || !sense::placeholder(url.as_str())))
                // Themes fill it in from samples: where it is known from which site a page comes, it has to agree.
                .filter(|url| {
                    let fetched = urls.fetched.as_ref();
                    fetched.is_none_or(|fetched| fetched.host_str() == url.host_str())
                }),
        ),
        ("address it was fetched from", urls.fetched.clone()),
    ];
    for warning in notice.iter().flat_map(|notice| &notice.warnings) {
        facts.warnings.push(unbelievable("notice", warning));
    }
    let mut known: Vec<Side<Url>> = Vec::new();
    for (place, url) in sides {
        let Some(url) = url else { continue };
        let by_hand = place == "front matter" && sense::is_private(&url);
        let fetched = place == "address it was fetched from";
        let real = local || fetched || by_hand || !sense::placeholder(url.as_str());
        if real {
            known.push((place, url));
        } else {
            let warning = unbelievable(place, url.as_str());
            let told = facts
                .warnings
                .iter()
                .any(|told| told.contains(url.as_str()));
            if !told {
                facts.warnings.push(warning);
            }
        }
    }
    // Themes give the home page for every article; who writes it by hand, or fetched the article there, means it.
    let (mut articles, homes): (Vec<_>, Vec<_>) =
        known.into_iter().partition(|(_, url)| !sense::is_home(url));
    let at_home = urls.fetched.as_ref().is_some_and(sense::is_home);
    for (place, url) in homes {
        if at_home || place == "front matter" {
            articles.push((place, url));
        } else if articles.is_empty() {
            facts.warnings.push(format!(
                "the {place} gives `{url}`, which is a home page and not where the article is published; it is not used"
            ));
        }
    }
    let mut known = articles.into_iter();
    let Some((place, url)) = known.next() else {
        return;
    };
    let counts = |place: &str| {
        !matches!(
            place,
            "text to copy" | "structured data" | "address it was fetched from"
        )
    };
    for (other, lost) in known.filter(|(other, _)| counts(other)) {
        if plain(&lost) != plain(&url) {
            facts.contradictions.push(Contradiction {
                of: "url",
                won: (place.to_owned(), url.to_string()),
                lost: (other.to_owned(), lost.to_string()),
            });
        }
    }
    facts.url = Some(url);
}

fn unbelievable(place: &str, address: &str) -> String {
    format!(
        "the {place} gives `{address}`, which is a placeholder and cannot be where the article is published; it is not used"
    )
}

/// An address without what makes no difference to a reader.
fn plain(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let query = url.query().unwrap_or_default();
    format!("{host}{}?{query}", url.path().trim_end_matches('/'))
}

fn authors(
    page: &Page,
    front: &FrontMatter,
    notice: Option<&Notice>,
    (spoken, dialog): (&Spoken, &Dialog),
    facts: &mut Facts,
) {
    let meta = &page.meta;
    let site = [&meta.site_name, &meta.publisher];
    // The name of the site is that of no author, unless nothing else is known: a blog bears its writer's name.
    let person = |name: &String| {
        sense::is_person(name)
            && !site
                .iter()
                .any(|site| site.as_deref().is_some_and(|site| sense::same(site, name)))
    };
    let noticed = notice
        .and_then(|notice| notice.fields.get("author"))
        .map(|names| split_names(names))
        .unwrap_or_default();
    let mut declared: Vec<String> = Vec::new();
    for name in &meta.authors {
        // "Ida Holm – Journalist"
        let name = name
            .split_once(" – ")
            .filter(|(_, role)| !sense::is_person(role))
            .map_or(name.as_str(), |(name, _)| name);
        let known = declared.iter().any(|known| sense::same(known, name));
        if sense::is_person(name) && !known {
            declared.push(name.to_owned());
        }
    }
    let persons: Vec<String> = declared
        .iter()
        .filter(|name| person(name))
        .cloned()
        .collect();
    // A role or the remains of a template, as generators put them there, is not what somebody wrote by hand.
    let is_person = |name: &&String| sense::is_person(name);
    let written = front.authors.iter().filter(is_person).cloned().collect();
    // The name of a blog that bears its writer's has two words, or is one of Han or Hangul.
    declared.retain(|name| person(name) || sense::may_be_writers(name));
    let attribution: Vec<String> = meta.attribution_name.clone().into_iter().collect();
    let sides: [Side<Vec<String>>; 7] = [
        ("front matter", written),
        ("notice", noticed),
        ("cc:attributionName", attribution),
        ("metadata", persons),
        ("byline", Vec::new()),
        ("text to copy", dialog.authors.clone()),
        ("metadata", declared),
    ];
    let mut known: Option<Side<Vec<String>>> = None;
    for (place, mut names) in sides {
        if place == "byline" && known.is_none() {
            names = visible_byline(page, spoken)
                .map(|name| split_names(&name))
                .unwrap_or_default();
            names.retain(person);
        }
        if names.is_empty() {
            continue;
        }
        match &known {
            None => known = Some((place, names)),
            Some((won, believed)) => {
                let agree = names
                    .iter()
                    .any(|name| believed.iter().any(|known| sense::same(name, known)));
                let new = !facts.contradictions.iter().any(|told| told.of == "author");
                if !agree && new && !matches!(place, "byline" | "text to copy") && *won != place {
                    facts.contradictions.push(Contradiction {
                        of: "author",
                        won: ((*won).to_owned(), believed.join(", ")),
                        lost: (place.to_owned(), names.join(", ")),
                    });
                }
            }
        }
    }
    facts.authors = known.map(|(_, names)| names).unwrap_or_default();
}

fn publisher(page: &Page, front: &FrontMatter, notice: Option<&Notice>, facts: &mut Facts) {
    let meta = &page.meta;
    let noticed = |field: &str| notice.and_then(|notice| notice.fields.get(field).cloned());
    facts.publisher = front
        .publisher
        .clone()
        .or_else(|| noticed("publisher"))
        .or_else(|| noticed("site"))
        .or_else(|| meta.publisher.clone())
        .or_else(|| meta.site_name.clone());
}

/// The licences: what the article says for itself, and what the furniture of the site says only where the article says
/// nothing.
fn licenses(
    page: &Page,
    front: &FrontMatter,
    notice: Option<&Notice>,
    spoken: &Spoken,
    facts: &mut Facts,
) {
    let mut licenses: Vec<String> = front.license.clone().into_iter().collect();
    let speaks =
        notice.is_some_and(|notice| notice.in_article && notice.kind != super::NoticeKind::Stated);
    // Words that name none of the licences say nothing against one that is linked.
    let stated = stated_license(page, notice, spoken, speaks)
        .filter(|stated| stated != sense::SOME_CC || page.meta.licenses.is_empty());
    // "This story is licensed under CC BY" beside the badge of another licence in the site's footer.
    let other = |license: &String| {
        let linked = sense::license_in(license);
        stated
            .as_ref()
            .is_some_and(|stated| stated != license && Some(stated) != linked.as_ref())
    };
    let of_text = |license: &&String| !of_things(page, license, spoken);
    // The licence that the article links for itself.
    let own = page.meta.licenses.iter().filter(of_text).find(|license| {
        let mut blocks = page.blocks.iter();
        blocks.any(|block| block.landmark == Landmark::Content && links(block, license))
    });
    for license in page.meta.licenses.iter().filter(of_text) {
        let own = own.filter(|own| *own != license);
        let overruled = speaks || other(license) || own.is_some();
        if overruled && front.license.is_none() && of_the_site(page, license) {
            let (place, won) = match (notice.filter(|_| speaks), own, &stated) {
                (Some(notice), ..) => (NOTICE, &notice.text),
                (None, Some(own), _) => ("licence of the article", own),
                (None, None, stated) => {
                    ("words of the article", stated.as_ref().unwrap_or(license))
                }
            };
            facts.contradictions.push(Contradiction {
                of: "licence",
                won: (place.to_owned(), won.clone()),
                lost: ("furniture of the site".to_owned(), license.clone()),
            });
            continue;
        }
        // "Creative Commons Attribution-NoDerivatives 4.0", as some metadata have it, is the address of its deed.
        let coded = ["CC BY", "CC-BY", "CC0", "http"];
        let in_words = !coded.iter().any(|start| license.starts_with(start));
        let named = in_words.then(|| sense::license_in(license)).flatten();
        licenses.push(named.unwrap_or_else(|| license.clone()));
    }
    if let Some(license) = stated
        && !licenses
            .iter()
            .any(|known| sense::license_in(known).as_deref() == Some(&license) || known == &license)
        && licenses.is_empty()
    {
        licenses.push(license);
    }
    facts.licenses = licenses;
}

/// The licence that the article has for itself where a ban stands in the site's footer or header, or in the paragraph that
/// names the licence, and the ban: "No reproduction without permission. Text under CC BY."
pub(super) fn overruled(page: &Page, notice: &Notice, spoken: &Spoken) -> Option<Contradiction> {
    if notice.kind != super::NoticeKind::Prohibition || notice.hidden {
        return None;
    }
    let holds = |block: &&Block| !notice.text.is_empty() && block.text.contains(&notice.text);
    let beside = page.blocks.iter().filter(holds);
    let license = beside
        .into_iter()
        .find_map(|block| own_license(page, block, spoken));
    let own = |license: &&String| {
        let mut blocks = page.blocks.iter();
        blocks.any(|block| block.landmark == Landmark::Content && links(block, license))
    };
    let elsewhere = || page.meta.licenses.iter().find(own).cloned();
    let license = license.or_else(|| elsewhere().filter(|_| !notice.in_article))?;
    let place = match notice.in_article {
        true => NOTICE,
        false => "furniture of the site",
    };
    Some(Contradiction {
        of: "licence",
        won: ("licence of the article".to_owned(), license),
        lost: (place.to_owned(), notice.text.clone()),
    })
}

/// The licence that a block names, or links, for the text.
fn own_license(page: &Page, block: &Block, spoken: &Spoken) -> Option<String> {
    let linked = page
        .meta
        .licenses
        .iter()
        .find(|license| links(block, license));
    let license = linked.cloned().or_else(|| sense::license_in(&block.text))?;
    let at = std::iter::once(licensed_at(block));
    (!licenses_things(block, below(page, block), at, spoken)).then_some(license)
}

fn links(block: &Block, license: &str) -> bool {
    block.links.iter().any(|link| {
        let url = link.resolved.as_ref();
        url.is_some_and(|url| url.as_str() == license)
    })
}

/// Whether everything on the page that links a licence says it of something else than the text: of a picture, of code.
fn of_things(page: &Page, license: &str, spoken: &Spoken) -> bool {
    /// Links of one block that are looked at: each costs a look at the whole block. By hand.
    const PLACES: usize = 8;
    let mut found = false;
    for block in page.blocks.iter().filter(|block| links(block, license)) {
        found = true;
        let to_it = || {
            block.links.iter().filter(|link| {
                let url = link.resolved.as_ref();
                url.is_some_and(|url| url.as_str() == license)
            })
        };
        let of_another = |link: &Link| {
            let declared = link.rel.iter().any(|rel| rel == "license");
            !declared && !is_own(block, link.text.start, spoken)
        };
        let things = licenses_things(
            block,
            below(page, block),
            to_it().map(|link| link.text.start),
            spoken,
        );
        if !things && !to_it().take(PLACES).all(of_another) {
            return false;
        }
    }
    found
}

/// Whether a licence that a block names at a place is said of the text it stands in; what stands beside the text speaks of
/// the site.
fn is_own(block: &Block, at: usize, spoken: &Spoken) -> bool {
    block.landmark != Landmark::Content || is_own_license(&block.text, at, spoken)
}

/// The block under a heading.
fn below<'p>(page: &'p Page, heading: &Block) -> Option<&'p Block> {
    if heading.kind != BlockKind::Heading {
        return None;
    }
    let at = page
        .blocks
        .iter()
        .position(|block| std::ptr::eq(block, heading))?;
    page.blocks.get(at + 1)
}

/// Whether a licence is linked only in the site's header, footer or sidebar.
fn of_the_site(page: &Page, license: &str) -> bool {
    let mut found = false;
    for block in &page.blocks {
        let linked = links(block, license);
        if linked && block.landmark == Landmark::Content {
            return false;
        }
        found |= linked;
    }
    found
}

/// A licence in the words of the article: in its notice, in a short line at its end, or on a badge.
/// `speaks`: whether the article has a notice of its own, beside which the foot of the site says nothing.
fn stated_license(
    page: &Page,
    notice: Option<&Notice>,
    spoken: &Spoken,
    speaks: bool,
) -> Option<String> {
    /// Letters of a line that states a licence, whatever the script. By hand: the longest standard sentence has 240.
    const LINE: usize = 400;
    /// Lines at the end that are looked at. By hand.
    const LINES: usize = 12;
    if let Some(license) = notice.and_then(|notice| sense::license_in(&notice.text)) {
        return Some(license);
    }
    let content = page
        .blocks
        .iter()
        .rev()
        .filter(|block| block.landmark == Landmark::Content);
    // What the foot of the site says of its texts comes after what stands at the article; of its pictures, nowhere.
    let foot = page
        .blocks
        .iter()
        .rev()
        .filter(|block| block.landmark == Landmark::SiteFooter && !speaks);
    let line = content
        .take(LINES)
        .chain(foot.take(LINES))
        .filter(|block| block.text.chars().nth(LINE).is_none())
        .find_map(|block| {
            let free = || notice.is_none() && sense::in_public_domain(&block.text);
            let license = sense::license_in(&block.text)
                .or_else(|| free().then(|| sense::PUBLIC_DOMAIN.to_owned()))?;
            let at = licensed_at(block);
            let places = std::iter::once(at);
            let things = licenses_things(block, below(page, block), places, spoken);
            (!things && is_own(block, at, spoken)).then_some(license)
        });
    line.or_else(|| {
        let badges = page.code.iter().filter(|code| {
            code.kind == crate::page::CodeKind::Attribute && code.text.len() <= LINE
        });
        badges
            .take(200)
            .find_map(|code| sense::license_in(&code.text))
    })
}

fn resolve(page: &Page, written: &str) -> Option<Url> {
    match &page.urls.base {
        Some(base) => base.join(written),
        // A theme's way of writing addresses, which a person copies into the front matter.
        None if written.starts_with("//") => Url::parse(&format!("https:{written}")),
        None => Url::parse(written),
    }
    .ok()
    .filter(|url| matches!(url.scheme(), "http" | "https"))
}
