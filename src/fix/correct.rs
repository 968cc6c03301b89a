//! Links of a credit put right in their place.

use std::ops::Range;

use super::Edit;
use crate::audit::Match;
use crate::credit::{CreditLink, Target};
use crate::finding::Finding;
use crate::page::{Block, Format, Link, Page};

/// The address of a link that leads nearly to the article, to its site or to another article of it. `None` for a link to
/// a third place: that credit is somebody else's and stays.
pub(super) fn link(
    page: &Page,
    found: &Match,
    finding: &Finding,
) -> Option<Result<Vec<Edit>, String>> {
    let link = link_at(found, finding)?;
    let turns = matches!(
        link.target,
        Target::Near | Target::Site | Target::OtherArticle
    );
    turns.then(|| corrected(page, found, link))
}

/// The address of the original.
fn address(found: &Match) -> Result<&str, &'static str> {
    let url = found.original.url.as_deref();
    url.ok_or("the original has no URL")
}

fn corrected(page: &Page, found: &Match, link: &CreditLink) -> Result<Vec<Edit>, String> {
    const WHAT: &str = "corrected the link";
    let url = address(found)?;
    if page.format == Format::Markdown && uses(page, link).count() > 1 {
        let range = reference(page, found, link).ok_or(
            "its address is that of other links too; give the credit a link of its own by hand",
        )?;
        return Ok(vec![Edit {
            range,
            text: format!("]({})", plain(url)?),
            what: WHAT,
        }]);
    }
    let range = written(page, link).ok_or_else(not_found)?;
    if !link.hyperlink {
        return Ok(vec![Edit {
            range,
            text: anchor(page.format, url, url)?,
            what: WHAT,
        }]);
    }
    let mut edits = vec![Edit {
        range: range.clone(),
        text: value(page.format, url)?,
        what: WHAT,
    }];
    // A link whose text is its address would go on showing the wrong one.
    if page.format == Format::Html
        && let Some(text) = link_text(page, range.end)
        && page.source.get(text.clone()).map(unescaped).as_deref() == Some(link.href.as_str())
    {
        edits.push(Edit {
            range: text,
            text: escaped(url),
            what: WHAT,
        });
    }
    Ok(edits)
}

/// The links of a page that have their address at one place: they share a definition of Markdown, which the credit alone
/// must not change.
fn uses<'p>(page: &'p Page, link: &CreditLink) -> impl Iterator<Item = (&'p Block, &'p Link)> {
    let place = (link.line, link.column);
    let blocks = page.blocks.iter().chain(&page.hidden);
    let links = blocks.flat_map(|block| block.links.iter().map(move |link| (block, link)));
    links.filter(move |(_, link)| (link.line, link.column) == place)
}

/// Where the use of a definition in the credit ends, from the bracket behind its text on: `][label]`, `][]` or `]`.
fn reference(page: &Page, found: &Match, link: &CreditLink) -> Option<Range<usize>> {
    let place = (link.line, link.column);
    let has = |link: &CreditLink| (link.line, link.column) == place;
    let credit = { found.credits.iter() }.find(|credit| credit.links.iter().any(has))?;
    let own = page.blocks.get(credit.block?)?;
    let (block, used) = uses(page, link).find(|(block, used)| {
        std::ptr::eq(*block, own) && credit.range.contains(&used.text.start)
    })?;
    let (last, letter) = block.text.get(used.text.clone())?.char_indices().last()?;
    let at = page.source_offset(block, used.text.start + last) + letter.len_utf8();
    let rest = page.source.get(at..)?.strip_prefix(']')?;
    let label = match rest.strip_prefix('[') {
        Some(label) => label.find(']')? + "[]".len(),
        None => 0,
    };
    Some(at..at + "]".len() + label)
}

/// An address that is only shown, made a link.
pub(super) fn plain_text(
    page: &Page,
    found: &Match,
    finding: &Finding,
) -> Result<Vec<Edit>, String> {
    let link = link_at(found, finding).ok_or_else(not_found)?;
    let url = address(found)?;
    let range = written(page, link).ok_or_else(not_found)?;
    let shown = page.source.get(range.clone()).unwrap_or_default();
    Ok(vec![Edit {
        text: anchor(page.format, url, shown)?,
        range,
        what: "made a link of the address",
    }])
}

fn not_found() -> String {
    "the address cannot be found in the source exactly as it is shown".to_owned()
}

/// The link that a finding points at.
fn link_at<'a>(found: &'a Match, finding: &Finding) -> Option<&'a CreditLink> {
    let at = (finding.line?, finding.column?);
    found
        .credits
        .iter()
        .flat_map(|credit| &credit.links)
        .find(|link| (link.line, link.column) == at)
}

/// Where the address stands in the source, letter by letter or with its `&` escaped.
fn written(page: &Page, link: &CreditLink) -> Option<Range<usize>> {
    let line = page.lines.range(&page.source, link.line);
    let text = page.source.get(line.start..)?;
    let column = text
        .char_indices()
        .map(|(at, _)| at)
        .nth(link.column.checked_sub(1)? as usize)?;
    let start = line.start + column;
    let rest = page.source.get(start..)?;
    let spellings = [link.href.clone(), escaped(&link.href)];
    let found = spellings
        .iter()
        .find(|spelling| !spelling.is_empty() && rest.starts_with(spelling.as_str()))?;
    Some(start..start + found.len())
}

/// The text of the `a` element in whose start tag `from` lies, if it holds nothing but text.
fn link_text(page: &Page, from: usize) -> Option<Range<usize>> {
    let rest = page.source.get(from..)?;
    let open = from + rest.find('>')? + 1;
    let close = open + page.source.get(open..)?.find('<')?;
    let end = page.source.get(close..close + "</a".len())?;
    end.eq_ignore_ascii_case("</a").then_some(open..close)
}

/// An address as the value of an attribute, or inside the brackets of Markdown.
fn value(format: Format, url: &str) -> Result<String, String> {
    match format {
        Format::Html => Ok(escaped(url)),
        Format::Markdown | Format::Text => plain(url),
    }
}

fn anchor(format: Format, url: &str, shown: &str) -> Result<String, String> {
    match format {
        Format::Html if shown == url => {
            Ok(format!("<a href=\"{}\">{}</a>", escaped(url), escaped(url)))
        }
        // What is shown is source already: whatever had to be escaped is.
        Format::Html => Ok(format!("<a href=\"{}\">{shown}</a>", escaped(url))),
        Format::Markdown | Format::Text if shown == url => {
            let url = plain(url)?;
            Ok(format!("[{url}]({url})"))
        }
        Format::Markdown | Format::Text => Ok(format!("[{shown}]({})", plain(url)?)),
    }
}

/// An address that Markdown takes as it is.
fn plain(url: &str) -> Result<String, String> {
    if url.contains(['(', ')', '<', '>', ' ']) {
        return Err("the address holds brackets; write the link by hand".to_owned());
    }
    Ok(url.to_owned())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn unescaped(text: &str) -> String {
    text.trim().replace("&amp;", "&")
}
