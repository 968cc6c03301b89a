//! One fault of a template is one entry: the findings that many pages of a site share but for addresses and titles.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ptr;

use url::Url;
use xxhash_rust::xxh3::Xxh3;

use super::pattern::Pattern;
use super::rows::{Row, rows};
use super::summary::thousands;
use crate::address::site_host;
use crate::audit::{Audit, Located, Match, PageFacts};
use crate::finding::{Code, Severity};

/// So many pages of one site make a group (by hand: four may be chance, and four are quickly read).
const PAGES: usize = 5;
/// So many of them are named. By hand.
pub(super) const EXAMPLES: usize = 3;
/// A part of a page's title is a title of its own if it is so long, in characters: `Headline – Site`. By hand.
const TITLE: usize = 6;

/// Findings of several pages that have one cause.
pub(super) struct Group<'a> {
    /// A short name, the same in every run over the same fault.
    pub(super) id: String,
    pub(super) code: Code,
    pub(super) severity: Severity,
    pub(super) rule: Option<&'a str>,
    /// How many pages have it.
    pub(super) pages: usize,
    /// What is said of all of them, with `…` for what differs.
    pub(super) message: String,
    /// The line to paste, likewise.
    pub(super) fix: Option<String>,
    /// All of its findings, in the order of the report.
    pub(super) rows: Vec<Row<'a>>,
}

impl<'a> Group<'a> {
    /// `2,286 pages: the link of the credit leads to the site …`.
    pub(super) fn title(&self) -> String {
        format!("{} pages: {}", thousands(self.pages), self.message)
    }

    /// The first findings on different pages.
    pub(super) fn examples(&self) -> impl Iterator<Item = Row<'a>> {
        let mut seen = BTreeSet::new();
        self.rows
            .iter()
            .copied()
            .filter(move |row| seen.insert(&row.audit.page.location))
            .take(EXAMPLES)
    }
}

/// The groups of a run, the worst and largest first.
#[derive(Default)]
pub(super) struct Groups<'a> {
    pub(super) list: Vec<Group<'a>>,
    /// By finding, the number of its group. Only ever asked for one, so that its order does not matter.
    of: HashMap<*const Located, usize>,
}

/// What the findings of a group have in common.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    site: String,
    code: &'static str,
    severity: Severity,
    rule: &'a str,
    message: Vec<String>,
    line: Vec<String>,
}

impl<'a> Groups<'a> {
    /// Groups what people are shown of a run.
    pub(super) fn of(audits: &'a [Audit]) -> Self {
        let mut shared: BTreeMap<Key<'a>, Vec<Row<'a>>> = BTreeMap::new();
        for row in rows(audits) {
            if let Some(found) = row.found
                && found.is_telling(row.located)
            {
                shared.entry(Key::of(row, found)).or_default().push(row);
            }
        }
        let mut list: Vec<Group<'a>> = shared
            .into_iter()
            .filter_map(|(key, rows)| Group::of(&key, rows))
            .collect();
        // The sort is stable, and what it sorts is in the order of the keys.
        list.sort_by_key(|group| std::cmp::Reverse((group.severity, group.pages)));
        let mut of = HashMap::new();
        for (number, group) in list.iter().enumerate() {
            of.extend(
                group
                    .rows
                    .iter()
                    .map(|row| (ptr::from_ref(row.located), number)),
            );
        }
        Self { list, of }
    }

    /// The group that a finding belongs to.
    pub(super) fn group(&self, located: &Located) -> Option<&Group<'a>> {
        self.list.get(self.number(located)?)
    }

    /// The number of the group that a finding belongs to.
    pub(super) fn number(&self, located: &Located) -> Option<usize> {
        self.of.get(&ptr::from_ref(located)).copied()
    }

    /// Whether a finding stands in a group, and need not be shown by itself.
    pub(super) fn hold(&self, located: &Located) -> bool {
        self.of.contains_key(&ptr::from_ref(located))
    }
}

impl<'a> Key<'a> {
    fn of(row: Row<'a>, found: &'a Match) -> Self {
        let finding = &row.located.finding;
        let names = names(row, found);
        let evidence = finding.evidence.as_deref().unwrap_or_default();
        Self {
            site: site(&row.audit.page),
            code: finding.code.as_str(),
            severity: finding.severity,
            rule: found.rule.as_deref().unwrap_or_default(),
            message: Pattern::of(&finding.message, &names, false).key().to_vec(),
            line: Pattern::of(evidence, &names, true).key().to_vec(),
        }
    }

    fn id(&self) -> String {
        let mut hash = Xxh3::new();
        let fixed = [&*self.site, self.code, self.severity.as_str(), self.rule];
        let texts = self.message.iter().chain(&self.line).map(String::as_str);
        for part in fixed.into_iter().chain(texts) {
            hash.update(part.as_bytes());
            hash.update(b"\0");
        }
        format!("{:016x}", hash.digest())
    }
}

impl<'a> Group<'a> {
    fn of(key: &Key<'a>, rows: Vec<Row<'a>>) -> Option<Self> {
        let pages: BTreeSet<&str> = rows
            .iter()
            .map(|row| row.audit.page.location.as_str())
            .collect();
        if pages.len() < PAGES {
            return None;
        }
        let pages = pages.len();
        let first = rows.first().map(|row| &row.located.finding)?;
        let mut message: Option<Pattern> = None;
        let mut fix: Option<Pattern> = None;
        for row in &rows {
            let names = row
                .found
                .map(|found| names(*row, found))
                .unwrap_or_default();
            let finding = &row.located.finding;
            join(&mut message, &finding.message, &names);
            if let Some(text) = &finding.fix {
                // The lines of several languages differ by more than names: the first stands for them.
                join(&mut fix, text, &names);
            }
        }
        Some(Self {
            id: key.id(),
            code: first.code,
            severity: first.severity,
            rule: row_rule(&rows),
            pages,
            message: message.map(|pattern| pattern.text()).unwrap_or_default(),
            fix: fix.map(|pattern| pattern.text()),
            rows,
        })
    }
}

fn row_rule<'a>(rows: &[Row<'a>]) -> Option<&'a str> {
    rows.first()?.found?.rule.as_deref()
}

fn join(all: &mut Option<Pattern>, text: &str, names: &[&str]) {
    let pattern = Pattern::of(text, names, false);
    match all {
        Some(all) => {
            all.join(&pattern);
        }
        None => *all = Some(pattern),
    }
}

/// What differs between the findings of one template: of which original and which page they are.
fn names<'a>(row: Row<'a>, found: &'a Match) -> Vec<&'a str> {
    let original = &found.original;
    let page = &row.audit.page;
    let title = page.title.as_deref().unwrap_or_default();
    // Titles of pages end with the name of their site.
    let parts = [" – ", " — ", " - ", " | ", " · "]
        .into_iter()
        .filter_map(|dash| title.rsplit_once(dash).map(|(part, _)| part))
        .filter(|part| part.chars().count() >= TITLE);
    let hosts = original
        .url
        .iter()
        .chain(&page.url)
        .filter_map(|url| url.split_once("://")?.1.split('/').next());
    original
        .title
        .as_deref()
        .into_iter()
        .chain(original.publisher.as_deref())
        .chain(original.authors.iter().map(String::as_str))
        .chain([&*original.location, &*page.location, title])
        .chain(parts)
        .chain(hosts)
        .collect()
}

/// The site that a page belongs to: by its address, whoever says so. Pages without any are of one folder.
fn site(page: &PageFacts) -> String {
    let address = page.found_at.as_deref().or(page.url.as_deref());
    let url = address
        .into_iter()
        .chain([&*page.location])
        .find_map(|text| Url::parse(text).ok());
    url.as_ref()
        .and_then(Url::host_str)
        .map(site_host)
        .unwrap_or_default()
}
