//! A style sheet cut into rules.

use std::borrow::Cow;

use super::declarations::{Declaration, declarations};
use super::media;
use super::selector::{Selector, selectors, split};

/// Deepest nesting of rules that is followed.
const NESTING: usize = 8;

/// Selectors of a nested rule, inner and outer.
const NESTED: usize = 64;

/// Bytes that the selectors of a nested rule may take.
const NESTED_TEXT: usize = 4_096;

/// A rule that can hide text or show it again.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) selectors: Vec<Selector>,
    pub(crate) declarations: Vec<Declaration>,
}

/// The rules of a sheet that hold for a reader at a desk and declare something that matters; reading stops once there
/// are more than `limit`.
pub(crate) fn rules(sheet: &str, limit: usize) -> Vec<Rule> {
    let sheet = without_comments(sheet);
    let mut rules = Vec::new();
    // For each conditional block that is open: whether what is in it holds.
    let mut blocks: Vec<bool> = Vec::new();
    let mut rest = sheet.trim_start();
    while !rest.is_empty() && rules.len() <= limit {
        if let Some(after) = rest.strip_prefix('}') {
            blocks.pop();
            rest = after.trim_start();
            continue;
        }
        let end = prelude_end(rest);
        let prelude = rest[..end].trim();
        if !rest[end..].starts_with('{') {
            // A statement such as `@import`, or the end of the sheet.
            rest = rest.get(end + 1..).unwrap_or_default().trim_start();
            continue;
        }
        let body = &rest[end + 1..];
        if let Some(at_rule) = prelude.strip_prefix('@') {
            let (name, condition) = at_rule
                .split_once(|c: char| c.is_whitespace() || c == '(')
                .map_or((at_rule, ""), |(name, _)| (name, &at_rule[name.len()..]));
            let holds = match name.to_ascii_lowercase().as_str() {
                "media" => media::holds(condition),
                "supports" => !condition.trim_start().starts_with("not"),
                "layer" | "scope" | "starting-style" | "document" => true,
                _ => {
                    rest = body
                        .get(block_end(body) + 1..)
                        .unwrap_or_default()
                        .trim_start();
                    continue;
                }
            };
            blocks.push(holds);
            rest = body.trim_start();
            continue;
        }
        let end = block_end(body);
        if blocks.iter().all(|holds| *holds) {
            let prelude = prelude.trim_start_matches("<!--").trim_start_matches("-->");
            style_rule(prelude, &body[..end], 0, limit, &mut rules);
        }
        rest = body.get(end + 1..).unwrap_or_default().trim_start();
    }
    rules
}

/// A rule, and the rules nested in it.
fn style_rule(prelude: &str, body: &str, depth: usize, limit: usize, rules: &mut Vec<Rule>) {
    let mut list = Vec::new();
    declarations(&without_nested(body), &mut list);
    if !list.is_empty() {
        let selectors = selectors(prelude);
        if !selectors.is_empty() {
            rules.push(Rule {
                selectors,
                declarations: list,
            });
        }
    }
    if depth >= NESTING || !body.contains('{') {
        return;
    }
    let mut rest = body;
    while !rest.is_empty() && rules.len() <= limit {
        let end = prelude_end(rest);
        let inner = rest[..end].trim();
        if !rest[end..].starts_with('{') {
            rest = rest.get(end + 1..).unwrap_or_default();
            continue;
        }
        let nested = &rest[end + 1..];
        let close = block_end(nested);
        rest = nested.get(close + 1..).unwrap_or_default();
        let nested = &nested[..close];
        match inner.strip_prefix('@') {
            None => {
                let prelude = nest(prelude, inner);
                if !prelude.is_empty() {
                    style_rule(&prelude, nested, depth + 1, limit, rules);
                }
            }
            Some(at_rule) => {
                let holds = match at_rule.strip_prefix("media") {
                    Some(condition) => media::holds(condition),
                    None => at_rule.starts_with("layer") || at_rule.starts_with("supports"),
                };
                if holds {
                    style_rule(prelude, nested, depth + 1, limit, rules);
                }
            }
        }
    }
}

/// The selectors of a rule nested in another: `&` is the outer one, and without it the inner is below the outer.
/// Empty where that would grow out of hand.
fn nest(outer: &str, inner: &str) -> String {
    let mut list = String::new();
    for part in split(inner, ',').take(NESTED) {
        let part = part.trim();
        for outer in split(outer, ',').take(NESTED) {
            let outer = outer.trim();
            if !list.is_empty() {
                list.push_str(", ");
            }
            if part.contains('&') {
                list.push_str(&part.replace('&', outer));
            } else {
                list.push_str(outer);
                list.push(' ');
                list.push_str(part);
            }
            if list.len() > NESTED_TEXT {
                return String::new();
            }
        }
    }
    list
}

fn without_comments(sheet: &str) -> Cow<'_, str> {
    if !sheet.contains("/*") {
        return Cow::Borrowed(sheet);
    }
    let mut kept = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(start) = rest.find("/*") {
        kept.push_str(&rest[..start]);
        kept.push(' ');
        rest = rest[start + 2..]
            .find("*/")
            .map_or("", |end| &rest[start + 2 + end + 2..]);
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// Where the text before a block or a statement ends: at `{`, `;` or the end.
fn prelude_end(text: &str) -> usize {
    scan(text, |byte, depth| {
        matches!(byte, b'{' | b';' | b'}') && depth == 0
    })
}

/// Where the block that `text` stands in ends: at its `}` or the end.
fn block_end(text: &str) -> usize {
    let mut open = 0_u32;
    scan(text, |byte, _| match byte {
        b'{' => {
            open += 1;
            false
        }
        b'}' if open == 0 => true,
        b'}' => {
            open -= 1;
            false
        }
        _ => false,
    })
}

/// The first byte outside quotes for which `found` says so, given the depth of brackets; the length if there is none.
fn scan(text: &str, mut found: impl FnMut(u8, u32) -> bool) -> usize {
    let mut quote = None;
    let mut depth = 0_u32;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            _ if escaped => escaped = false,
            (_, b'\\') => escaped = true,
            (Some(mark), byte) if mark == byte => quote = None,
            // A line break ends a string that was never closed.
            (Some(_), b'\n') => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'(' | b'[') => depth += 1,
            (None, b')' | b']') => depth = depth.saturating_sub(1),
            (None, byte) if found(byte, depth) => return at,
            _ => {}
        }
    }
    text.len()
}

/// The declarations of a block without the rules nested in it.
fn without_nested(block: &str) -> Cow<'_, str> {
    if !block.contains('{') {
        return Cow::Borrowed(block);
    }
    let mut kept = String::new();
    let mut rest = block;
    loop {
        let end = prelude_end(rest);
        if rest[end..].starts_with('{') {
            let body = &rest[end + 1..];
            rest = body.get(block_end(body) + 1..).unwrap_or_default();
        } else {
            kept.push_str(&rest[..end]);
            kept.push(';');
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        if rest.is_empty() {
            return Cow::Owned(kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(sheet: &str) -> usize {
        rules(sheet, 100)
            .iter()
            .map(|rule| rule.selectors.len())
            .sum()
    }

    #[test]
    fn finds_rules_that_matter() {
        assert_eq!(
            count("a{border:0} b{display:none} /* c{display:none} */ d , e { opacity : 0 }"),
            3
        );
        assert_eq!(
            count("@import 'x.css'; @charset \"utf-8\"; a{display:none}"),
            1
        );
        assert_eq!(
            count("@font-face{src:url(x)} @keyframes k{from{opacity:0}to{opacity:1}} a{opacity:1}"),
            1
        );
        assert_eq!(
            count("@media print{a{display:none}} @media screen{b{display:none}} c{display:none}"),
            2
        );
        assert_eq!(
            count("@media screen { @media (max-width:10px) { a{display:none} } b{display:none} }"),
            1
        );
        assert_eq!(
            count("a{content:'}';display:none} b[x=\"{\"]{display:none}"),
            2
        );
        assert_eq!(count("<!-- a{display:none} -->"), 1);
        assert_eq!(count("a{display:none"), 1);
        assert_eq!(
            count("a{color:red; &:hover{display:none} .b{opacity:0} display:none}"),
            2
        );
        assert_eq!(
            count("a, b { .c, &.d { opacity:0; & > e {display:none} } }"),
            8
        );
        assert_eq!(
            count("a { @media print { display:none } @media screen { display:none } }"),
            1
        );
    }

    #[test]
    fn ends_on_any_input() {
        for sheet in [
            "{",
            "}",
            "{}",
            ";",
            "@",
            "@media",
            "@media{",
            "a{'",
            "\\",
            "/*",
            "a{/*",
            "@x{y{z",
            "é{é:é}",
            "((((",
            "a{{{{}",
            "a{&{&{&{",
        ] {
            count(sheet);
        }
        count(&"a,b{".repeat(20_000));
        count(&format!(
            "{}{{{}",
            "a,".repeat(1_000),
            "&&,&&{color:red}".repeat(1_000)
        ));
    }
}
