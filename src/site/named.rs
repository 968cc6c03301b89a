//! The source that a page itself names: `<meta name="source">`, or a link to edit it.

use crate::page::Page;

/// The beginning of a page in which its `meta` elements are looked for, in bytes: a page with long inline styles has
/// them early all the same. By hand.
const HEAD: usize = 128 * 1024;

/// Names of `meta` elements that hold the path of the source.
const NAMES: &[&str] = &["source", "source-file", "source-path", "page-source"];

/// Parts of an address behind which the path of a file in a repository stands, by the code hosts there are.
const EDITS: &[&str] = &[
    "/edit/",
    "/-/edit/",
    "/_edit/",
    "/blob/",
    "/-/blob/",
    "/tree/",
    "/-/tree/",
    "/raw/",
    "/src/branch/",
    "/src/",
];

/// The paths of a source as a page gives them, the surest first: whole paths, or addresses that end in one. The caller
/// knows the files and finds the one that is meant.
pub fn named_source(page: &Page) -> Vec<String> {
    let mut named = metas(&page.source);
    let links = page.blocks.iter().flat_map(|block| &block.links);
    for link in links {
        let path = link.href.split(['?', '#']).next().unwrap_or_default();
        if EDITS.iter().any(|edit| path.contains(edit)) {
            named.push(path.to_owned());
        }
    }
    named
}

fn metas(source: &str) -> Vec<String> {
    let head = crate::text::head(source, HEAD);
    let mut named = Vec::new();
    for tag in head.split("<meta").skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        if let (Some(name), Some(content)) = (attribute(tag, "name"), attribute(tag, "content"))
            && NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
        {
            named.push(content.trim().to_owned());
        }
    }
    named
}

/// The value of an attribute in the text of a start tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let before = rest.get(..at)?;
        let value = rest.get(at + name.len()..)?;
        rest = value;
        let Some(value) = value.trim_start().strip_prefix('=') else {
            continue;
        };
        if !before.ends_with(|c: char| c.is_ascii_whitespace()) {
            continue;
        }
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        return match quote {
            Some(quote) => value.get(1..)?.split(quote).next(),
            None => value
                .split(|c: char| c.is_ascii_whitespace() || c == '/')
                .next(),
        };
    }
    None
}
