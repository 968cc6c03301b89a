//! reStructuredText.

use std::sync::LazyLock;

use regex::Regex;

use super::grammar::{Body, Grammar, Line, is_row, item};

pub(super) static GRAMMAR: Grammar = Grammar {
    inline: LazyLock::new(|| {
        Regex::new(r"`(?P<text>[^`<]*?)\s*<(?P<url>[^`>\s]+)>`__?|:[A-Za-z][\w:+.-]*:`(?P<role>[^`<]+)(?:<[^`>]*>)?`|`(?P<name>[^`]+)`__?|\|(?P<drawn>[^|\s][^|\n]*)\|__?|\|(?P<filled>[^|\s`<][^|\n`<]*)\||(?P<word>[\p{L}\p{N}][\p{L}\p{N}.-]*)_\b{end-half}").ok()
    }),
    definitions: LazyLock::new(|| {
        Regex::new(r"(?m)^\s*\.\. _`?(?P<name>[^:`\n]+)`?:[ \t]+(?P<url>\S+)[ \t\r]*$").ok()
    }),
    substitutions: LazyLock::new(|| {
        Regex::new(r"(?m)^[ \t]*\.\. \|(?P<name>[^|\n]+)\| replace::[ \t]+(?P<text>\S.*)$").ok()
    }),
    // `__ URL`, `.. __: URL`.
    anonymous: LazyLock::new(|| {
        Regex::new(r"(?m)^(?:__|\.\. __:)[ \t]+(?P<url>\S+)[ \t\r]*$").ok()
    }),
    line,
};

/// Directives of which readers see what stands on their own line: its title, or the beginning of its words.
const SPOKEN: &[&str] = &[
    "admonition",
    "attention",
    "card",
    "caution",
    "centered",
    "compound",
    "csv-table",
    "danger",
    "deprecated",
    "dropdown",
    "epigraph",
    "error",
    "footer",
    "header",
    "highlights",
    "hint",
    "important",
    "line-block",
    "list-table",
    "note",
    "parsed-literal",
    "pull-quote",
    "rubric",
    "seealso",
    "sidebar",
    "table",
    "tip",
    "topic",
    "versionadded",
    "versionchanged",
    "warning",
];

/// Whether a line is an option of a directive, `:class: x`, and not words that begin with a role.
pub(super) fn is_option(words: &str) -> bool {
    let rest = words
        .strip_prefix(':')
        .and_then(|rest| rest.split_once(':'));
    rest.is_some_and(|(name, value)| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        !name.is_empty()
            && name.chars().all(is_name)
            && (value.is_empty() || value.starts_with(char::is_whitespace))
    })
}

fn line(words: &str, _: usize) -> Line {
    if let Some(rest) = words.strip_prefix("..")
        && (rest.is_empty() || rest.starts_with(' '))
    {
        let rest = rest.trim_start();
        if rest.starts_with('[') {
            let mark = rest.find(']').map_or(0, |end| end + 1);
            return Line::Begin("p", words.len() - rest.len() + mark);
        }
        let Some((name, argument)) = rest
            .split_once("::")
            .filter(|(name, _)| !name.contains(' '))
        else {
            // A target or a comment.
            return Line::Head(Body::Gone);
        };
        let words_at = words.len() - argument.trim_start().len();
        return match name {
            _ if SPOKEN.contains(&name) && !argument.trim().is_empty() => Line::Lead(words_at),
            "raw" if argument.trim() == "html" => Line::Head(Body::Raw),
            "code" | "code-block" | "sourcecode" | "parsed-literal" => Line::Head(Body::Code),
            "raw" | "include" | "toctree" | "contents" | "meta" | "index" | "highlight"
            | "math" | "image" => Line::Head(Body::Gone),
            _ => Line::Head(Body::Text),
        };
    }
    let is_table = words.len() > 3 && words.chars().all(|c| "+-=| ".contains(c));
    if is_row(words, "=-~^\"'`#*+:._<>!$%&,;?@", 3) {
        Line::Underline
    } else if is_table || words.starts_with("__ ") {
        Line::Markup
    } else if let Some(marks) = item(words, &['-', '*', '+', '#']) {
        Line::Begin("li", marks)
    } else {
        Line::Words
    }
}
