//! Links in Markdown: inline, by reference, in angle brackets, and as raw HTML.

use std::collections::BTreeMap;
use std::ops::Range;

use url::Url;

use crate::dom::attributes::value_range;
use crate::dom::lines::{Lines, head};
use crate::page::links::resolve;
use crate::page::{Block, BlockKind, Link, Visibility};

/// Bytes a link's text or target may span; bounds the search for its end.
const SPAN: usize = 4 * 1024;

/// Finds the links of all blocks. Lines that only define a reference are taken out of the blocks.
pub(super) fn add(
    source: &str,
    from: usize,
    lines: &Lines,
    base: Option<&Url>,
    blocks: &mut Vec<Block>,
) {
    let references = references(source, from);
    blocks.retain(|block| block.kind == BlockKind::Code || !is_definition(&block.text));
    for block in blocks
        .iter_mut()
        .filter(|block| block.kind != BlockKind::Code)
    {
        for found in find(&block.text, block.start, &references) {
            let href = source.get(found.href.clone()).unwrap_or_default();
            let (line, column) = lines.position(source, found.href.start);
            block.links.push(Link {
                href: href.to_owned(),
                resolved: resolve(href, base),
                text: found.text,
                rel: found.rel,
                visibility: Visibility::Visible,
                line,
                column,
            });
        }
    }
}

struct Found {
    /// In the block's text.
    text: Range<usize>,
    /// In the source.
    href: Range<usize>,
    rel: Vec<String>,
}

/// `[label]: target` at the head of a line: the target's range in the source by lower-case label.
fn references(source: &str, from: usize) -> BTreeMap<String, Range<usize>> {
    let mut references = BTreeMap::new();
    let mut at = from;
    for line in source[from..].split_inclusive('\n') {
        if let Some((label, target)) = definition(line) {
            let target = at + target.start..at + target.end;
            references.entry(label).or_insert(target);
        }
        at += line.len();
    }
    references
}

fn definition(line: &str) -> Option<(String, Range<usize>)> {
    let indent = line.len() - line.trim_start().len();
    let rest = line[indent..].strip_prefix('[')?;
    let end = rest.find(']')?;
    let after = rest[end + 1..].strip_prefix(':')?;
    let label = key(&rest[..end])?;
    let target = after.trim_start();
    let start = line.len() - target.len();
    let inner = target.strip_prefix('<').map_or(start, |_| start + 1);
    let length = line[inner..]
        .find(|c: char| c.is_whitespace() || c == '>')
        .unwrap_or(line.len() - inner);
    (length > 0 && !label.starts_with('^')).then_some((label, inner..inner + length))
}

fn is_definition(text: &str) -> bool {
    text.lines().all(|line| definition(line).is_some())
}

fn key(label: &str) -> Option<String> {
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    (!label.is_empty() && label.len() <= 999).then(|| label.to_lowercase())
}

fn find(text: &str, start: usize, references: &BTreeMap<String, Range<usize>>) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes.get(at..).and_then(|rest| {
        rest.iter()
            .position(|byte| matches!(byte, b'[' | b'<' | b'`' | b'\\'))
    }) {
        at += next;
        let step = match bytes[at] {
            b'\\' => 2,
            b'`' => code_span(&text[at..]),
            b'<' => angle(text, at, start, &mut found),
            // An image is no link; one inside a link's text is passed over with it.
            _ if at > 0 && bytes[at - 1] == b'!' => image(&text[at..]),
            _ => bracket(text, at, start, references, &mut found),
        };
        at += step;
        while at < text.len() && !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

/// Length of a code span, or of its opening mark when nothing closes it.
fn code_span(text: &str) -> usize {
    let length = text.len() - text.trim_start_matches('`').len();
    let mark = &text[..length];
    let rest = window(&text[length..]);
    rest.find(mark).map_or(length, |end| length + end + length)
}

fn image(text: &str) -> usize {
    let Some(close) = closing(text) else {
        return 1;
    };
    match text[close + 1..].strip_prefix('(') {
        Some(rest) => window(rest)
            .find(')')
            .map_or(close + 1, |end| close + end + 3),
        None => close + 1,
    }
}

/// `<https://…>` or `<a href=…>…</a>`.
fn angle(text: &str, at: usize, start: usize, found: &mut Vec<Found>) -> usize {
    let rest = window(&text[at..]);
    let Some(end) = rest.find('>') else {
        return 1;
    };
    let inner = &rest[1..end];
    let is_url = inner.split_once(':').is_some_and(|(scheme, _)| {
        matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https")
    });
    if is_url && !inner.contains(char::is_whitespace) {
        found.push(Found {
            text: at + 1..at + end,
            href: start + at + 1..start + at + end,
            rel: Vec::new(),
        });
        return end + 1;
    }
    let tag = &rest[..=end];
    if tag
        .get(..3)
        .is_some_and(|name| name.eq_ignore_ascii_case("<a ") || name.eq_ignore_ascii_case("<a\n"))
        && let Some(href) = value_range(tag, "href")
    {
        let body = end + 1;
        let length = rest
            .get(body..)
            .and_then(|rest| rest.find("</a"))
            .unwrap_or(0);
        let rel = value_range(tag, "rel")
            .map(|range| &tag[range])
            .unwrap_or_default();
        found.push(Found {
            text: at + body..at + body + length,
            href: start + at + href.start..start + at + href.end,
            rel: rel
                .split_ascii_whitespace()
                .map(str::to_ascii_lowercase)
                .collect(),
        });
        return body + length;
    }
    end + 1
}

fn bracket(
    text: &str,
    at: usize,
    start: usize,
    references: &BTreeMap<String, Range<usize>>,
    found: &mut Vec<Found>,
) -> usize {
    let rest = &text[at..];
    let Some(close) = closing(rest) else {
        return 1;
    };
    let label = &rest[1..close];
    let words = at + 1..at + close;
    let after = &rest[close + 1..];
    if after.starts_with('(') {
        if let Some((href, length)) = target(after) {
            found.push(Found {
                text: words,
                href: start + at + close + 1 + href.start..start + at + close + 1 + href.end,
                rel: Vec::new(),
            });
            return close + 1 + length;
        }
        return 1;
    }
    let (name, length) = match after
        .strip_prefix('[')
        .and_then(|inner| window(inner).find(']').map(|end| &inner[..end]))
    {
        Some("") => (label, close + 3),
        Some(name) => (name, close + 3 + name.len()),
        None => (label, close + 1),
    };
    if let Some(href) = key(name).and_then(|name| references.get(&name)) {
        found.push(Found {
            text: words,
            href: href.clone(),
            rel: Vec::new(),
        });
        return length;
    }
    1
}

/// The bracket that closes the one `text` begins with; brackets may nest.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    let mut escaped = false;
    for (at, byte) in window(text).bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => depth += 1,
            b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The target in `(target "title")` and the length of the whole.
fn target(text: &str) -> Option<(Range<usize>, usize)> {
    let rest = window(text);
    let start = 1 + (rest[1..].len() - rest[1..].trim_start().len());
    let (href, mut at) = if rest[start..].starts_with('<') {
        let end = start + rest[start..].find('>')?;
        (start + 1..end, end + 1)
    } else {
        let mut depth = 0_u32;
        let mut end = start;
        for (offset, c) in rest[start..].char_indices() {
            match c {
                '(' => depth += 1,
                ')' if depth == 0 => break,
                ')' => depth -= 1,
                c if c.is_whitespace() => break,
                _ => {}
            }
            end = start + offset + c.len_utf8();
        }
        (start..end, end)
    };
    // A title in quotes may hold brackets of its own.
    let tail = rest[at..].trim_start();
    if let Some(quote) = tail.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        at = rest.len() - tail.len() + 1;
        at += rest[at..].find(quote)? + 1;
    }
    let close = rest[at..].find(')')?;
    Some((href, at + close + 1))
}

fn window(text: &str) -> &str {
    head(text, SPAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(source: &str) -> Vec<(String, String)> {
        let lines = Lines::new(source);
        let markdown = super::super::read(source, 0, &lines, None);
        let links = markdown.blocks.iter().flat_map(|block| {
            block.links.iter().map(|link| {
                let (line, column) = lines.position(source, source.find(&link.href).unwrap());
                assert_eq!((link.line, link.column), (line, column), "{link:?}");
                (block.text[link.text.clone()].to_owned(), link.href.clone())
            })
        });
        links.collect()
    }

    fn one(source: &str) -> (String, String) {
        let links = links(source);
        assert_eq!(links.len(), 1, "{source}: {links:?}");
        links.into_iter().next().unwrap()
    }

    #[test]
    fn finds_every_kind_of_link() {
        let pair = |text: &str, href: &str| (text.to_owned(), href.to_owned());
        assert_eq!(
            one("See [the *paper*](https://a.example/x_(y) \"a (title)\")."),
            pair("the *paper*", "https://a.example/x_(y)")
        );
        assert_eq!(
            one("来源：[原文](<https://a.example/a b>)。"),
            pair("原文", "https://a.example/a b")
        );
        assert_eq!(
            one("Mail <https://a.example/1>!"),
            pair("https://a.example/1", "https://a.example/1")
        );
        assert_eq!(
            one("See [the paper][P].\n\n[p]: https://a.example/2 'T'"),
            pair("the paper", "https://a.example/2")
        );
        assert_eq!(
            one("See [p].\n\n[P]: <https://a.example/3>"),
            pair("p", "https://a.example/3")
        );
        assert_eq!(
            one("See <a class=x href=\"https://a.example/4\" rel='nofollow'>it</a>"),
            pair("it", "https://a.example/4")
        );
        assert_eq!(
            one("[![logo](logo.png)](https://a.example/5)"),
            pair("![logo](logo.png)", "https://a.example/5")
        );
    }

    #[test]
    fn leaves_what_is_no_link() {
        for source in [
            "![alt](x.png)",
            "`[a](b)`",
            "\\[a](b)",
            "[a] (b)",
            "```\n[a](b)\n```",
            "[a](b",
            "[x]",
            "a < b > c",
        ] {
            assert_eq!(links(source), [], "{source}");
        }
    }
}
