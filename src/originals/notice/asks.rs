//! The `ask` templates of rules: which particular rule a notice belongs to.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use url::Url;

use super::links::front_page_named;
use super::sense;
use super::slots::{author_list, first_published};
use super::{GENERAL, PROHIBITION};
use crate::originals::{Notice, NoticeKind};
use crate::page::{Block, Landmark, Page};
use crate::text::template::{Haystack, LinkSpan, Placeholder, Template, TemplateMatch};

/// The templates of all rules, found by one automaton over their anchors.
#[derive(Debug, Clone)]
pub struct Asks {
    templates: Vec<(String, Template)>,
    /// Templates that have no anchor: regular expressions.
    always: Vec<usize>,
    automaton: Option<AhoCorasick>,
    /// The templates of each pattern of the automaton.
    of: Vec<Vec<usize>>,
}

impl Asks {
    /// Prepares templates with the id of their rule, the more specific rule first.
    pub fn new<'t>(templates: impl IntoIterator<Item = (&'t str, &'t Template)>) -> Self {
        let templates: Vec<(String, Template)> = templates
            .into_iter()
            .map(|(rule, template)| (rule.to_owned(), template.clone()))
            .collect();
        let mut patterns: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut always = Vec::new();
        for (index, (_, template)) in templates.iter().enumerate() {
            let anchors = template.anchors();
            if anchors.is_empty() {
                always.push(index);
            }
            for anchor in anchors {
                patterns.entry(anchor.to_owned()).or_default().push(index);
            }
        }
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .build(patterns.keys())
            .ok();
        Self {
            templates,
            always,
            automaton,
            of: patterns.into_values().collect(),
        }
    }

    /// The best match of any template in these blocks. Slips are looked for only in what is known to be the notice.
    pub(super) fn find(
        &self,
        page: &Page,
        blocks: &[&Block],
        read: Option<&Notice>,
        hidden: bool,
    ) -> Option<Notice> {
        let joined = Joined::new(page, blocks);
        let haystack = Haystack::new(&joined.text);
        let links: Vec<LinkSpan<'_>> = joined
            .targets
            .iter()
            .map(|(range, href)| LinkSpan {
                range: range.clone(),
                href,
            })
            .collect();
        let mut tried: Vec<usize> = self.always.clone();
        if let Some(automaton) = &self.automaton {
            for hit in automaton.find_overlapping_iter(haystack.all_letters()) {
                tried.extend(self.of.get(hit.pattern().as_usize()).into_iter().flatten());
            }
        }
        tried.sort_unstable();
        tried.dedup();
        let mut candidates: Vec<(&str, &Template, TemplateMatch)> = tried
            .iter()
            .filter_map(|index| self.templates.get(*index))
            .filter_map(|(rule, template)| {
                Some((
                    rule.as_str(),
                    template,
                    template.find_exact_in(&haystack, &links)?,
                ))
            })
            .collect();
        if hidden {
            candidates.extend(DIALOGS.iter().filter_map(|template| {
                Some((
                    GENERAL,
                    template,
                    template.find_exact_in(&haystack, &links)?,
                ))
            }));
        }
        if candidates.is_empty()
            && let Some(read) = read
        {
            let slips = Haystack::new(&read.text);
            let found = self.templates.iter().find_map(|(rule, template)| {
                let found = template.find_in(&slips, &[])?;
                let place = joined.text.find(&read.text)?;
                let range = place + found.range.start..place + found.range.end;
                Some((rule.as_str(), template, TemplateMatch { range, ..found }))
            });
            candidates.extend(found);
        }
        let usable = |found: &TemplateMatch| {
            let asked = found.fields.get(Placeholder::Url.as_str());
            asked.is_none_or(|url| {
                !sense::is_license(url)
                    && Url::parse(url)
                        .ok()
                        .is_none_or(|url| sense::may_be_article(&url))
            })
        };
        let (rule, found) = candidates
            .into_iter()
            .filter(|(_, _, found)| usable(found))
            .map(|(rule, template, found)| (score(&found, template), rule, found))
            // The first of equals: the more specific rule.
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .map(|(_, rule, found)| (rule, found))?;
        let index = joined
            .starts
            .partition_point(|start| *start <= found.range.start)
            .saturating_sub(1);
        let block = blocks.get(index)?;
        let inside = found
            .range
            .start
            .saturating_sub(joined.starts.get(index).copied().unwrap_or(0));
        Some(Notice {
            rule: rule.to_owned(),
            kind: if rule == PROHIBITION {
                NoticeKind::Prohibition
            } else {
                NoticeKind::Demand
            },
            text: joined.text.get(found.range.clone())?.to_owned(),
            range: None,
            line: page.position_in(block, inside).0,
            fields: sensible(found.fields),
            hidden,
            in_article: block.landmark == Landmark::Content,
            warnings: Vec::new(),
        })
    }
}

/// The credit lines in the "republish this story" dialogs of newsrooms that have no rule of their own. In sight such a
/// line credits somebody else; in a dialog that opens on demand it is what the newsroom wants to be copied.
static DIALOGS: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let said = "{was originally published by|was originally published on|was originally published in|originally appeared \
                on|originally appeared in|first appeared on|first appeared in|was first published by|was first published \
                on|was produced by}";
    let what = "This {story|article|post|piece|report|commentary}";
    [
        format!("{what} by {{author}} {said} {{publisher}}. Read the {{url}}"),
        format!("{what} by {{author}} {said} {{publisher}}"),
        format!("{what} {said} {{publisher}}. Read the {{url}}"),
        format!("{what} {said} {{publisher}}"),
    ]
    .iter()
    .filter_map(|source| Template::parse(source).ok())
    .collect()
});

/// The blocks as one text with the links in it.
struct Joined {
    text: String,
    starts: Vec<usize>,
    targets: Vec<(Range<usize>, String)>,
}

impl Joined {
    fn new(page: &Page, blocks: &[&Block]) -> Self {
        let mut joined = Self {
            text: String::new(),
            starts: Vec::new(),
            targets: Vec::new(),
        };
        for block in blocks {
            let at = joined.text.len();
            joined.starts.push(at);
            for link in &block.links {
                let home = front_page_named(page, block, link);
                let url = home.as_ref().or(link.resolved.as_ref());
                let href = url.map_or_else(|| link.href.clone(), Url::to_string);
                joined
                    .targets
                    .push((at + link.text.start..at + link.text.end, href));
            }
            joined.text.push_str(&block.text);
            joined.text.push('\n');
        }
        joined
    }
}

/// What makes a match better than another at the same place: author and URL, no slips, more literal text.
fn score(found: &TemplateMatch, template: &Template) -> (usize, bool, usize) {
    let fields = [Placeholder::Author, Placeholder::Url]
        .iter()
        .filter(|field| found.fields.contains_key(field.as_str()))
        .count();
    (fields, found.exact, template.literal_weight())
}

/// Gives the address a scheme; drops what is no address and what is no name.
fn sensible(mut fields: BTreeMap<String, String>) -> BTreeMap<String, String> {
    if let Some(written) = fields.remove("url") {
        let absolute = if written.starts_with("//") {
            format!("https:{written}")
        } else if written.contains("://") {
            written
        } else {
            format!("https://{written}")
        };
        if let Ok(url) = Url::parse(&absolute)
            && !sense::placeholder(&absolute)
        {
            let field = if sense::is_home(&url) { "home" } else { "url" };
            fields.insert(field.to_owned(), absolute);
        }
    }
    for field in ["author", "publisher", "site"] {
        if let Some(name) = fields.remove(field) {
            let kept = if let Some(publisher) = first_published(&name) {
                (field != "author").then_some(publisher)
            } else if field == "author" {
                author_list(&name).map(|authors| authors.names)
            } else {
                sense::name(&name, true)
            };
            if let Some(name) = kept {
                fields.insert(field.to_owned(), name);
            }
        }
    }
    fields
}
