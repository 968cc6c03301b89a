//! AsciiDoc.

use std::sync::LazyLock;

use regex::Regex;

use super::grammar::{Body, Grammar, Line, PARAGRAPH, is_row, item};

pub(super) static GRAMMAR: Grammar = Grammar {
    inline: LazyLock::new(|| {
        Regex::new(r"\bfootnote:[\w-]*\[(?P<note>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*)\]|\bfootnote:[\w-]*\[(?P<remark>(?:[^\]\\]|\\.)*)\]|\+\+\+(?P<markup>(?s:.*?))\+\+\+|\bpass:[aqrmp,]*\[(?P<passed>(?:[^\]\\]|\\.)*)\]|(?:link:)?(?:\+\+)?(?P<url>https?://[^\s\[\]<>]+?)(?:\+\+)?\[(?P<text>[^\]]*)\]|(?:link:)?\{(?P<name>[\w-]+)\}(?P<rest>[^\s\[{]*)\[(?P<named>[^\]]*)\]|<<[^,>]*,(?P<seen>[^>]*)>>|\{(?P<filled>[\w-]+)\}|(?P<gone>image:[^\s\[]+\[[^\]]*\]|\[\[[^\]]*\]\])|\b(?:link|xref|kbd|btn|pass):[^\s\[]*\[(?P<role>[^\]]*)\]").ok()
    }),
    definitions: LazyLock::new(|| {
        Regex::new(r"(?m)^:(?P<name>[\w-]+):[ \t]+(?P<url>https?://\S+)[ \t\r]*$").ok()
    }),
    substitutions: LazyLock::new(|| {
        Regex::new(r"(?m)^:(?P<name>[\w-]+):[ \t]+(?P<text>\S.*)$").ok()
    }),
    anonymous: LazyLock::new(|| None),
    line,
};

fn line(words: &str, _: usize) -> Line {
    let is_macro = words.ends_with(']')
        && words.split_once("::").is_some_and(|(name, rest)| {
            rest.contains('[') && name.chars().all(|c| c.is_ascii_alphanumeric())
        });
    if words.starts_with("[comment]") {
        Line::Fence(PARAGRAPH, Body::Gone)
    } else if is_row(words, "/", 4) {
        Line::Fence("", Body::Gone)
    } else if is_row(words, "+", 4) {
        Line::Fence("", Body::Raw)
    } else if is_row(words, "-.", 4) || words == "```" {
        Line::Fence("", Body::Code)
    } else if is_row(words, "=*_", 4)
        || matches!(words, "--" | "+" | "'''" | "<<<" | "|===")
        || words.starts_with("//")
        || is_macro
        || words.starts_with('[') && words.ends_with(']') && !words.starts_with("[[[")
    {
        Line::Markup
    } else if let Some(rest) = words.strip_prefix(':')
        && rest
            .split_once(':')
            .is_some_and(|(name, _)| !name.is_empty() && !name.contains(' '))
    {
        Line::Markup
    } else if let Some(marks) = item(words, &['=', '#']) {
        Line::Begin(if marks == 2 { "h1" } else { "h2" }, marks)
    } else if let Some(marks) = item(words, &['*', '-', '.']) {
        Line::Begin("li", marks)
    } else if words.starts_with('|') || words.starts_with('.') && !words.starts_with("..") {
        Line::Begin("p", 1)
    } else {
        Line::Words
    }
}
