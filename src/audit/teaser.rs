//! Teasers: a home page, a category or a tag page shows how a reprint begins and leads to the page of the same run that
//! holds it. Whatever is owed is asked of that page, once.
//!
//! What a page leads to is known only when all pages were seen: [`Ways`] is what must be kept of a page until then.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use percent_encoding::percent_decode_str;
use url::Url;
use xxhash_rust::xxh3::xxh3_64;

use super::entries::blocks_of;
use super::{Audit, Match, OriginalFacts, Reason};
use crate::address::identity;
use crate::finding::{ReasonKind, Severity, Verdict};
use crate::matching::Class;
use crate::page::{HiddenBy, Landmark, Link, Page, Visibility};

/// Share of an original within which a teaser begins. By hand: a lead that was written anew is left out at most.
const BEGINS: f64 = 0.2;
/// Blocks before the words of a teaser, and behind them, in which the link to the whole stands. By hand: a headline, a
/// date, a name, a picture's caption, a category; a row of buttons.
const NEAR: usize = 6;
/// Links around one passage that are looked up. By hand; it bounds work.
const LINKS: usize = 64;
/// Folders above a page in which the root of its site is looked for. By hand; it bounds work.
const FOLDERS: usize = 16;

/// Where a page is found, and where its teasers lead.
#[derive(Debug, Clone, Default)]
pub struct Ways {
    /// The addresses and paths under which other pages may link it, as hashes.
    own: BTreeSet<u64>,
    /// For each match that may be a teaser, by its work: what is linked beside it.
    leads: Vec<(u64, BTreeSet<u64>)>,
}

impl Ways {
    /// The ways of a page without a match are nobody's concern.
    pub fn new(page: &Page, audit: &Audit) -> Self {
        if audit.matches.is_empty() {
            return Self::default();
        }
        let asks = audit.matches.iter().filter(|found| may_be_teaser(found));
        Self {
            own: own(page),
            leads: asks
                .map(|found| (work(&found.original), leads(page, found)))
                .collect(),
        }
    }

    /// Whether a page that is not seen yet may take back what is asked of this one.
    pub fn lead_on(&self) -> bool {
        self.leads.iter().any(|(_, links)| !links.is_empty())
    }
}

/// The texts that the pages of a run hold, by work and by the addresses of the page.
#[derive(Debug, Default)]
pub struct Teasers {
    texts: Vec<Text>,
    places: HashMap<(u64, u64), usize>,
}

/// A text on a page.
#[derive(Debug)]
struct Text {
    location: String,
    share: f64,
    verdict: Verdict,
}

impl Teasers {
    /// Takes in one page, in the order of the run.
    pub fn add(&mut self, ways: &Ways, audit: &Audit) {
        for found in &audit.matches {
            let Some(verdict) = found
                .verdict
                .filter(|_| found.reuse.class >= Class::Excerpt)
            else {
                continue;
            };
            let number = self.texts.len();
            let share = found.reuse.original_share;
            let work = work(&found.original);
            // A copy that says it stands at the original's address is not what a link to that address leads to.
            let theirs = addresses(&found.original);
            for own in ways.own.difference(&theirs) {
                let place = self.places.entry((work, *own)).or_insert(number);
                if self
                    .texts
                    .get(*place)
                    .is_some_and(|known| known.share < share)
                {
                    *place = number;
                }
            }
            self.texts.push(Text {
                location: audit.page.location.clone(),
                share,
                verdict,
            });
        }
    }

    /// Takes back what is asked of the teasers of a page.
    pub fn settle(&self, ways: &Ways, audit: &mut Audit) {
        for found in &mut audit.matches {
            if !may_be_teaser(found) {
                continue;
            }
            let work = work(&found.original);
            let leads = ways.leads.iter().filter(|(of, _)| *of == work);
            let whole = leads
                .flat_map(|(_, links)| links)
                .filter_map(|link| self.places.get(&(work, *link)))
                .filter_map(|place| Some((*place, self.texts.get(*place)?)))
                .filter(|(_, text)| text.location != audit.page.location)
                .filter(|(_, text)| text.share > found.reuse.original_share)
                .max_by(|(one, text), (other, best)| {
                    text.share.total_cmp(&best.share).then(other.cmp(one))
                });
            if let Some((_, whole)) = whole {
                let (exempt, then) = match whole.verdict {
                    Verdict::NotCredited => (
                        "it shows how the text begins; what is missing is told at the page it leads to",
                        "what it lacks is told there",
                    ),
                    Verdict::Unverifiable => (
                        "it shows how the text begins; the page it leads to could not be judged",
                        "that page could not be judged",
                    ),
                    _ => (
                        "it shows how the text begins and leads to the page that holds it",
                        "nothing is missing there",
                    ),
                };
                found.findings.clear();
                found.verdict = Some(Verdict::Exempt);
                found.exempt = Some(exempt.to_owned());
                found.reason = Some(Reason::new(
                    ReasonKind::Teaser,
                    format!("`{}` holds the text, and {then}", whole.location),
                ));
            }
        }
    }
}

/// Whether something is asked of a page for the first part of a text.
fn may_be_teaser(found: &Match) -> bool {
    let asks = match found.verdict {
        Some(Verdict::NotCredited | Verdict::Unverifiable) => true,
        Some(Verdict::Credited) => found
            .findings
            .iter()
            .any(|located| located.finding.severity > Severity::Note),
        Some(Verdict::Exempt) | None => false,
    };
    let class = found.reuse.class;
    asks && (Class::Quotation..Class::Full).contains(&class) && is_beginning(found)
}

fn is_beginning(found: &Match) -> bool {
    let passages = &found.reuse.passages;
    let first = passages.iter().map(|passage| passage.original.start).min();
    let bytes: usize = passages.iter().map(|passage| passage.original.len()).sum();
    let tokens: usize = passages.iter().map(|passage| passage.tokens.0).sum();
    // How long the original is follows from what of it is there.
    let whole = found.reuse.original_tokens.1 as f64 * bytes as f64 / tokens.max(1) as f64;
    first.is_some_and(|first| first as f64 <= BEGINS * whole)
}

/// What stands for a work, whichever of its manifestations a page holds.
fn work(original: &OriginalFacts) -> u64 {
    let first = original.manifestations.first();
    let url = first.map_or(&original.url, |first| &first.url);
    let url = url.as_deref().unwrap_or_default();
    xxh3_64(format!("{}\n{url}", original.work).as_bytes())
}

/// The addresses of an original.
fn addresses(original: &OriginalFacts) -> BTreeSet<u64> {
    let copies = original.manifestations.iter();
    let urls = original
        .url
        .iter()
        .chain(copies.filter_map(|copy| copy.url.as_ref()));
    urls.filter_map(|url| Url::parse(url).ok())
        .map(|url| address(&url))
        .collect()
}

/// Under which addresses a page may be linked: where it was found, and where it says that it is; its path.
fn own(page: &Page) -> BTreeSet<u64> {
    let urls = &page.urls;
    let said = [&urls.fetched, &urls.saved_from, &urls.og, &urls.canonical];
    let named = Url::parse(&page.location).ok();
    let file = page.file.is_some().then(|| path(&page.location, ""));
    said.into_iter()
        .flatten()
        .chain(&named)
        .map(address)
        .chain(file)
        .collect()
}

/// What is linked within the words of a match and around them.
fn leads(page: &Page, found: &Match) -> BTreeSet<u64> {
    let folder = { page.location.rsplit_once('/') }.map_or("", |(folder, _)| folder);
    let mut taken = BTreeSet::new();
    let mut leads = BTreeSet::new();
    for passage in &found.reuse.passages {
        let words = blocks_of(page, &passage.page);
        let landmark = page.blocks.get(words.start).map(|block| block.landmark);
        let from = words.start.saturating_sub(NEAR);
        let around = page.blocks.iter().enumerate().skip(from);
        let links = around
            .take_while(|(number, _)| *number < words.end + NEAR)
            .filter(|(number, _)| taken.insert(*number))
            .map(|(_, block)| block)
            .filter(|block| block.landmark == Landmark::Content || Some(block.landmark) == landmark)
            .flat_map(|block| &block.links);
        let wordless = wordless(page, from..words.end + NEAR);
        for link in links
            .chain(wordless)
            .filter(|link| is_way(link))
            .take(LINKS)
        {
            leads.extend(link.resolved.as_ref().map(address));
            if page.file.is_some() {
                leads.extend(files(&link.href, folder));
            }
        }
    }
    leads
}

/// The links without words that stand between the beginnings of two blocks.
fn wordless(page: &Page, blocks: Range<usize>) -> &[Link] {
    let begins = |block: usize| {
        let block = page.blocks.get(block);
        block.map(|block| (block.line, block.column))
    };
    let up_to = |place: (u32, u32)| {
        page.wordless
            .partition_point(|link| (link.line, link.column) < place)
    };
    let from = begins(blocks.start).filter(|_| blocks.start > 0);
    let to = begins(blocks.end).map_or(page.wordless.len(), up_to);
    page.wordless
        .get(from.map_or(0, up_to)..to)
        .unwrap_or_default()
}

/// Whether readers can follow a link, be it a sheet of glass over a card, and it does not only lead to the page before
/// or behind.
fn is_way(link: &Link) -> bool {
    let is_seen = matches!(
        link.visibility,
        Visibility::Visible | Visibility::Folded | Visibility::Hidden(HiddenBy::EmptyLink)
    );
    is_seen
        && !link
            .rel
            .iter()
            .any(|rel| matches!(rel.as_str(), "prev" | "next"))
}

/// The files that a link of a page in a folder may mean: beside the page, or below any folder above it that may be the
/// root of the site.
fn files(href: &str, folder: &str) -> Vec<u64> {
    let href = href.split(['?', '#']).next().unwrap_or_default();
    if href.is_empty() || href.contains(':') || href.starts_with("//") {
        return Vec::new();
    }
    let decoded = percent_decode_str(href).decode_utf8_lossy();
    match decoded.strip_prefix('/') {
        None => vec![path(folder, &decoded)],
        Some(below) => {
            let above = std::iter::successors(Some(folder), |folder| {
                Some(folder.rsplit_once('/').map_or("", |(above, _)| above))
                    .filter(|above| above.len() < folder.len())
            });
            above.take(FOLDERS).map(|root| path(root, below)).collect()
        }
    }
}

/// The hash of a path below a folder, whether or not it names an index or the ending of a page.
fn path(folder: &str, below: &str) -> u64 {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(below.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let mut path = parts.join("/");
    if folder.starts_with('/') {
        path.insert(0, '/');
    }
    xxh3_64(format!("file:{}", stem(&path)).as_bytes())
}

/// The hash of an address.
fn address(url: &Url) -> u64 {
    xxh3_64(stem(&identity(url)).as_bytes())
}

/// A path or an address without what some servers and generators leave out.
fn stem(path: &str) -> &str {
    let endings = [".html", ".htm"];
    let path = endings
        .iter()
        .find_map(|end| path.strip_suffix(end))
        .unwrap_or(path);
    match path.strip_suffix("index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder.trim_end_matches('/'),
        _ => path,
    }
}
