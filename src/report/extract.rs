//! What the tool sees in a page.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value, json};

use super::encode;
use super::encode::{shortened, terminal};
use crate::credit;
use crate::originals::Original;
use crate::page::{Block, CodeText, Link, Page, Visibility};
use crate::text::CharOffsets;

/// For people: what the page says of itself, its notice, then block after block with its place.
pub fn extract(page: &Page, original: Option<&Original>) -> String {
    let mut text = String::new();
    let mut row = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(text, "{name:<11}{}", shortened(&value, 160));
        }
    };
    row("location", Some(page.location.clone()));
    row("title", page.title.clone());
    row(
        "authors",
        original.and_then(|original| listed(&original.authors)),
    );
    row(
        "publisher",
        original.and_then(|original| original.publisher.clone()),
    );
    row("published", page.meta.published.clone());
    row("language", page.language.clone());
    row(
        "fetched",
        page.urls.fetched.as_ref().map(ToString::to_string),
    );
    row(
        "canonical",
        page.urls.canonical.as_ref().map(ToString::to_string),
    );
    row("og:url", page.urls.og.as_ref().map(ToString::to_string));
    row("licences", listed(&page.meta.licenses));
    row(
        "charset",
        Some(format!(
            "{} (from {}){}",
            page.charset.name,
            page.charset.from,
            if page.charset.lossy {
                ", some bytes could not be read"
            } else {
                ""
            }
        )),
    );
    if let Some(notice) = original.and_then(|original| original.notice.as_ref()) {
        row(
            "notice",
            Some(format!(
                "line {}, rule {}: {}",
                notice.line, notice.rule, notice.text
            )),
        );
    }
    if let Some(original) = original {
        row(
            "main text",
            Some(format!("{} characters", original.text.chars().count())),
        );
    }
    for (name, credit) in std::iter::once("credits")
        .chain(std::iter::repeat(""))
        .zip(credit_lines(page))
    {
        row(name, Some(format!("line {}: {}", credit.line, credit.text)));
    }
    blocks(&mut text, "visible", &page.blocks);
    blocks(&mut text, "hidden", &page.hidden);
    if !page.code.is_empty() {
        let _ = writeln!(text, "\nonly in the code: {}", page.code.len());
    }
    for code in &page.code {
        let _ = writeln!(
            text,
            "{:>5}:{:<4} {:<10} {}",
            code.line,
            code.column,
            word(&code.kind),
            shortened(&code.text.replace('\n', " "), 120)
        );
    }
    text
}

/// A line that credits somebody or states terms, whatever it is compared with.
struct CreditLine<'a> {
    text: &'a str,
    line: u32,
    start: usize,
}

fn credit_lines(page: &Page) -> Vec<CreditLine<'_>> {
    credit::lines(page)
        .into_iter()
        .filter_map(|range| {
            let index = page
                .blocks
                .partition_point(|block| block.start <= range.start)
                .checked_sub(1)?;
            let block = page.blocks.get(index)?;
            Some(CreditLine {
                text: page.text.get(range.clone())?,
                line: page.position_in(block, range.start - block.start).0,
                start: range.start,
            })
        })
        .collect()
}

fn blocks(text: &mut String, title: &str, blocks: &[Block]) {
    if blocks.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}: {} blocks", blocks.len());
    for block in blocks {
        let visibility = match block.visibility {
            Visibility::Visible => String::new(),
            Visibility::Folded => " folded".to_owned(),
            Visibility::Hidden(by) => format!(" hidden by {}", word(&by)),
            Visibility::CodeOnly => " code-only".to_owned(),
        };
        let _ = writeln!(
            text,
            "{:>5}:{:<4} {:<10} {:<11}{visibility} {}",
            block.line,
            block.column,
            word(&block.kind),
            word(&block.landmark),
            shortened(&block.text.replace('\n', " "), 120)
        );
        for link in &block.links {
            let _ = writeln!(
                text,
                "{:>5}:{:<4} → {}",
                link.line,
                link.column,
                terminal(&link.href)
            );
        }
    }
}

fn listed(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(", "))
}

/// The name of a kind in reports.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// For programs: the texts that offsets of reports point into, and everything around them.
pub fn extract_json(page: &Page, original: Option<&Original>) -> String {
    let offsets = CharOffsets::new(&page.text);
    let value = json!({
        "schema": "creditline.extract/1",
        "page": {
            "location": page.location,
            "format": page.format,
            "charset": page.charset,
            "title": page.title,
            "language": page.language,
            "authors": page.meta.authors,
            "publisher": page.meta.publisher,
            "site_name": page.meta.site_name,
            "published": page.meta.published,
            "licenses": page.meta.licenses,
            "noindex": page.meta.noindex,
            "fetched": page.urls.fetched,
            "canonical": page.urls.canonical,
            "canonical_in_body": page.urls.canonical_in_body,
            "og_url": page.urls.og,
        },
        "text": page.text,
        "credits": credit_lines(page).iter().map(|credit| json!({
            "range": (offsets.get(credit.start), offsets.get(credit.start + credit.text.len())),
            "line": credit.line,
            "text": credit.text,
        })).collect::<Vec<_>>(),
        "blocks": page.blocks.iter().map(|block| {
            let range = block.range();
            block_json(block, Some((offsets.get(range.start), offsets.get(range.end))))
        }).collect::<Vec<_>>(),
        "hidden": page.hidden.iter().map(|block| block_json(block, None)).collect::<Vec<_>>(),
        "code": page.code.iter().map(code_json).collect::<Vec<_>>(),
        "embedded": page.embedded.iter().map(|document| json!({
            "kind": document.kind,
            "line": document.line,
            "column": document.column,
            "authors": document.meta.authors,
            "canonical": document.canonical,
            "blocks": document.blocks.iter().map(|block| block_json(block, None)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "original": original.map(|original| json!({
            "id": original.id,
            "url": original.url,
            "title": original.title,
            "authors": original.authors,
            "publisher": original.publisher,
            "licenses": original.licenses,
            "language": original.language,
            "text": original.text,
            "notice": original.notice.as_ref().map(|notice| json!({
                "rule": notice.rule,
                "text": notice.text,
                "line": notice.line,
                "fields": notice.fields,
            })),
        })),
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    encode::json(text)
}

fn block_json(block: &Block, range: Option<(usize, usize)>) -> Value {
    let (visibility, hidden_by) = match block.visibility {
        Visibility::Visible => ("visible", None),
        Visibility::Folded => ("folded", None),
        Visibility::Hidden(by) => ("hidden", Some(by)),
        Visibility::CodeOnly => ("code-only", None),
    };
    json!({
        "kind": block.kind,
        "landmark": block.landmark,
        "visibility": visibility,
        "hidden_by": hidden_by,
        "range": range,
        "line": block.line,
        "column": block.column,
        "text": block.text,
        "links": block.links.iter().map(link_json).collect::<Vec<_>>(),
    })
}

fn link_json(link: &Link) -> Value {
    json!({
        "href": link.href,
        "resolved": link.resolved,
        "rel": link.rel,
        "line": link.line,
        "column": link.column,
    })
}

fn code_json(code: &CodeText) -> Value {
    json!({
        "kind": code.kind,
        "text": code.text,
        "urls": code.urls,
        "line": code.line,
        "column": code.column,
    })
}
