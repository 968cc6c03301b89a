//! Org.

use std::sync::LazyLock;

use regex::Regex;

use super::grammar::{Body, Grammar, Line, item};

pub(super) static GRAMMAR: Grammar = Grammar {
    inline: LazyLock::new(|| {
        Regex::new(r"\[\[(?P<url>[^\]\[]+)\](?:\[(?P<text>[^\]]+)\])?\]|@@html:(?P<markup>(?s:.*?))@@|(?P<gone>@@[a-z]+:(?s:.*?)@@)|\{\{\{(?P<filled>[\w-]+)\}\}\}").ok()
    }),
    definitions: LazyLock::new(|| {
        Regex::new(r"(?mi)^#\+LINK:[ \t]+(?P<name>\S+)[ \t]+(?P<url>https?://\S+)[ \t\r]*$").ok()
    }),
    substitutions: LazyLock::new(|| {
        Regex::new(r"(?mi)^#\+MACRO:[ \t]+(?P<name>\S+)[ \t]+(?P<text>[^\s$][^$\n]*)$").ok()
    }),
    anonymous: LazyLock::new(|| None),
    line,
};

/// The level of a heading of Org and what stands behind its stars.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('*');
    let level = line.len() - rest.len();
    (level > 0 && rest.starts_with(' ')).then(|| (level, rest.trim()))
}

/// Whether the tags at the end of a heading keep it out of what is exported.
pub(super) fn is_kept_back(title: &str) -> bool {
    let tags = title.split_whitespace().next_back().unwrap_or_default();
    tags.starts_with(':') && tags.ends_with(':') && tags.split(':').any(|tag| tag == "noexport")
}

fn line(words: &str, indent: usize) -> Line {
    let lower = words.to_ascii_lowercase();
    let is_drawer =
        words.len() > 2 && words.starts_with(':') && words.ends_with(':') && !words.contains(' ');
    if let Some(rest) = lower.strip_prefix("#+begin_") {
        let kind = rest.split(' ').next().unwrap_or_default();
        match kind {
            "src" => Line::Fence("#+end_src", Body::Code),
            "example" => Line::Fence("#+end_example", Body::Code),
            "comment" => Line::Fence("#+end_comment", Body::Gone),
            "export" if rest.ends_with("html") => Line::Fence("#+end_export", Body::Raw),
            "export" => Line::Fence("#+end_export", Body::Gone),
            _ => Line::Markup,
        }
    } else if is_drawer {
        Line::Fence(":end:", Body::Gone)
    } else if lower.starts_with("#+html:") {
        Line::Raw("#+html:".len())
    } else if words.starts_with("#+")
        || words.starts_with("# ")
        || words == "#"
        || words.starts_with("|-")
    {
        Line::Markup
    } else if indent == 0 && words.starts_with('*') && item(words, &['*']).is_some() {
        let marks = item(words, &['*']).unwrap_or(0);
        Line::Begin(if marks == 2 { "h1" } else { "h2" }, marks)
    } else if let Some(marks) = item(words, &['-', '+']) {
        Line::Begin("li", marks)
    } else if words.starts_with(": ") {
        Line::Begin("pre", 2)
    } else {
        Line::Words
    }
}
