//! The notice: where an original states what a reprint owes.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use url::Url;

use super::Notice;
use crate::languages;
use crate::page::{Block, Landmark, Page};
use crate::text::template::{Haystack, LinkSpan, Placeholder, Template, TemplateMatch};

/// Notices stand at the end or at the beginning: so many bytes of either are searched before the whole text.
const EDGE: usize = 4_000;
/// Longest text that is searched, in bytes.
const MAX_TEXT: usize = 1024 * 1024;

/// Finds the notice of an original.
///
/// `page` is the original after reading, `text` its main text (the notice's range in it is given if it stands there),
/// `templates` the `ask` templates of all rules with the rule's id, the more specific rule first. All visible blocks
/// but navigation, comments and lists of other articles are searched, and last the hidden ones: the "republish this
/// story" dialog of a newsroom holds its terms.
pub fn find_notice<'t>(
    page: &Page,
    text: &str,
    templates: impl IntoIterator<Item = (&'t str, &'t Template)>,
) -> Option<Notice> {
    let templates: Vec<(&str, &Template)> = templates.into_iter().collect();
    let visible: Vec<&Block> = page.blocks.iter().filter(|block| may_hold(block)).collect();
    let embedded = page.embedded.iter().flat_map(|document| &document.blocks);
    let hidden: Vec<&Block> = page.hidden.iter().chain(embedded).collect();
    let tail = edge(visible.iter().rev());
    let head = edge(visible.iter());
    // Slips are looked for at the edges only; in the depth of a long text they would cost time and find chance.
    let mut windows = vec![(&visible[visible.len() - tail..], Where::Edge)];
    if tail < visible.len() {
        windows.push((&visible[..head], Where::Edge));
        windows.push((&visible[..], Where::Depth));
    }
    windows.push((&hidden[..], Where::Hidden));
    let with_dialogs: Vec<(&str, &Template)> = templates
        .iter()
        .copied()
        .chain(DIALOGS.iter().map(|template| (DIALOG_RULE, template)))
        .collect();
    let mut found = None;
    for (blocks, place) in windows {
        let templates = match place {
            Where::Hidden => &with_dialogs,
            Where::Edge | Where::Depth => &templates,
        };
        let notice = search(page, blocks, templates, place);
        // A notice without its URL may be the short form of a fuller one elsewhere.
        let full = notice
            .as_ref()
            .is_some_and(|notice| notice.fields.contains_key("url"));
        if full {
            found = notice;
            break;
        }
        found = found.or(notice);
    }
    let mut notice = found?;
    notice.range = text
        .rfind(&notice.text)
        .map(|start| start..start + notice.text.len());
    Some(notice)
}

/// The rule of a credit line in a dialog that no rule knows: the general one.
const DIALOG_RULE: &str = "default";

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

/// Which part of an original is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Edge,
    Depth,
    Hidden,
}

/// The single names in an author field: `A, B and C`, `甲、乙`. A name written with the family name first (`Doe, Jane`)
/// and titles behind a name (`Jane Doe, PhD`) are not torn apart.
pub fn split_names(names: &str) -> Vec<String> {
    let mut list = vec![names];
    for separator in ["、", "，", ";", "；", " / ", " & ", "＆"] {
        list = list
            .into_iter()
            .flat_map(|name| name.split(separator))
            .collect();
    }
    list.into_iter()
        .flat_map(languages::split_at_separators)
        .flat_map(split_at_commas)
        .map(|name| name.trim().trim_start_matches("and ").to_owned())
        .filter(|name| name.chars().any(char::is_alphabetic))
        .collect()
}

fn split_at_commas(names: &str) -> Vec<String> {
    let parts: Vec<&str> = names.split(", ").collect();
    let family_first = matches!(parts.as_slice(), [family, given]
        if !family.trim().contains(' ') && !given.trim().contains(' ') && names.is_ascii());
    if family_first {
        return vec![names.to_owned()];
    }
    let mut list: Vec<String> = Vec::new();
    for part in parts {
        let title = part.trim().trim_end_matches('.');
        match list.last_mut() {
            Some(name) if TITLES.contains(&title) => {
                name.push_str(", ");
                name.push_str(part);
            }
            _ => list.push(part.to_owned()),
        }
    }
    list
}

/// What stands behind a name after a comma without being another name.
const TITLES: &[&str] = &[
    "Jr", "Sr", "II", "III", "PhD", "Ph.D", "MD", "M.D", "MA", "MSc", "Esq", "RN", "MBA",
];

fn may_hold(block: &Block) -> bool {
    !matches!(
        block.landmark,
        Landmark::Nav | Landmark::Comments | Landmark::Related | Landmark::Header
    )
}

/// How many blocks make up [`EDGE`] bytes.
fn edge<'b>(blocks: impl Iterator<Item = &'b &'b Block>) -> usize {
    let mut bytes = 0;
    blocks
        .take_while(|block| {
            let before = bytes;
            bytes += block.text.len();
            before < EDGE
        })
        .count()
}

/// The best match of any template in the joined text of the blocks.
fn search(
    page: &Page,
    blocks: &[&Block],
    templates: &[(&str, &Template)],
    place: Where,
) -> Option<Notice> {
    let mut joined = String::new();
    let mut starts = Vec::new();
    let mut targets: Vec<(Range<usize>, String)> = Vec::new();
    for block in blocks {
        if joined.len() + block.text.len() > MAX_TEXT {
            break;
        }
        starts.push(joined.len());
        for link in &block.links {
            let href = link
                .resolved
                .as_ref()
                .map_or_else(|| link.href.clone(), Url::to_string);
            let range = joined.len() + link.text.start..joined.len() + link.text.end;
            targets.push((range, href));
        }
        joined.push_str(&block.text);
        joined.push('\n');
    }
    let links: Vec<LinkSpan<'_>> = targets
        .iter()
        .map(|(range, href)| LinkSpan {
            range: range.clone(),
            href,
        })
        .collect();
    let haystack = Haystack::new(&joined);
    let (rule, found) = templates
        .iter()
        .filter_map(|(rule, template)| {
            let found = match place {
                Where::Edge => template.find_in(&haystack, &links),
                Where::Depth | Where::Hidden => template.find_exact_in(&haystack, &links),
            }?;
            let asked = found.fields.get(Placeholder::Url.as_str());
            if asked.is_some_and(|url| is_license(url)) {
                return None;
            }
            Some((score(&found, template), rule, found))
        })
        // The first of equals: the more specific rule.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, rule, found)| (rule, found))?;
    let index = starts
        .partition_point(|start| *start <= found.range.start)
        .saturating_sub(1);
    Some(Notice {
        rule: (*rule).to_owned(),
        text: joined.get(found.range.clone())?.to_owned(),
        range: None,
        line: blocks.get(index).map_or(1, |block| {
            let inside = found
                .range
                .start
                .saturating_sub(starts.get(index).copied().unwrap_or(0));
            page.position_in(block, inside).0
        }),
        fields: normalised(found.fields),
        hidden: place == Where::Hidden,
    })
}

/// Whether an address is the text of a licence: a notice or a credit that links it does not mean the article by it.
pub(crate) fn is_license(url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    [
        "creativecommons.org/",
        "gnu.org/licenses",
        "opensource.org/licens",
        "nationalarchives.gov.uk/doc/open-government-licence",
        "opendatacommons.org/",
    ]
    .iter()
    .any(|host| url.contains(host))
}

/// What makes a match better than another at the same place: author and URL, no slips, more literal text.
fn score(found: &TemplateMatch, template: &Template) -> (usize, bool, usize) {
    let fields = [Placeholder::Author, Placeholder::Url]
        .iter()
        .filter(|field| found.fields.contains_key(field.as_str()))
        .count();
    (fields, found.exact, template.literal_weight())
}

/// Gives the URL a scheme; drops what is no URL.
fn normalised(mut fields: BTreeMap<String, String>) -> BTreeMap<String, String> {
    if let Some(written) = fields.remove("url") {
        let absolute = if written.starts_with("//") {
            format!("https:{written}")
        } else if written.contains("://") {
            written
        } else {
            format!("https://{written}")
        };
        if Url::parse(&absolute).is_ok() {
            fields.insert("url".to_owned(), absolute);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_but_not_torn() {
        for (names, split) in [
            (
                "Jane Doe, John Roe and Ann Poe",
                &["Jane Doe", "John Roe", "Ann Poe"][..],
            ),
            ("甲乙、丙丁", &["甲乙", "丙丁"]),
            ("Doe, Jane", &["Doe, Jane"]),
            (
                "Jane Doe, Ph.D., John Roe Jr.",
                &["Jane Doe, Ph.D.", "John Roe Jr."],
            ),
            ("Anna und Otto", &["Anna", "Otto"]),
            ("Sandra Anderson", &["Sandra Anderson"]),
            ("", &[]),
        ] {
            assert_eq!(split_names(names), split, "{names}");
        }
    }
}
