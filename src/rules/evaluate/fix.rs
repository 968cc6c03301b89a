//! The credit line to paste, in the page's language and format.

use std::collections::BTreeMap;

use super::Evaluation;
use crate::languages;
use crate::page::Format;
use crate::rules::model::Rule;
use crate::rules::patterns::language_matches;
use crate::rules::terms::Values;
use crate::text::template::{Placeholder, Template};

/// The exact text to paste: with a link in the markup of the page. `None` if the rule has no line whose values are
/// known.
pub(super) fn credit_line(input: &Evaluation<'_>) -> Option<String> {
    let language = input
        .page
        .language
        .as_deref()
        .or(input.original.language.as_deref())
        .unwrap_or("en");
    line(
        &input.terms.rule,
        &input.terms.values,
        language,
        input.page.format,
    )
}

pub(super) fn line(rule: &Rule, values: &Values, language: &str, format: Format) -> Option<String> {
    let values: BTreeMap<String, String> = Placeholder::ALL
        .into_iter()
        .filter_map(|field| {
            let value = values.get(field)?;
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            Some((field.as_str().to_owned(), marked_up(field, &value, format)))
        })
        .collect();
    // Without the URL a line credits nobody who can be found.
    let complete = |template: &&Template| {
        template
            .placeholders()
            .any(|field| field == Placeholder::Url)
            || !values.contains_key(Placeholder::Url.as_str())
    };
    templates(rule, language)
        .iter()
        .filter(complete)
        .chain(templates(rule, language))
        .find_map(|template| template.fill(&values))
        .map(|line| match format {
            Format::Html => format!("<p>{line}</p>"),
            Format::Markdown | Format::Text => line,
        })
}

/// The templates of a language: of the very tag, of its script, of the language, else English, else any.
fn templates<'r>(rule: &'r Rule, language: &str) -> &'r [Template] {
    let language = match language.to_ascii_lowercase() {
        tag if tag.starts_with("zh-tw") || tag.starts_with("zh-hk") || tag.starts_with("zh-mo") => {
            "zh-hant".to_owned()
        }
        tag => tag,
    };
    rule.fix
        .iter()
        .filter(|(tag, _)| language_matches(tag, &language))
        .max_by_key(|(tag, _)| tag.len())
        .or_else(|| {
            // Norwegian is `nb` on its pages, Chinese `zh`.
            let known = languages::by_tag(&language)?;
            rule.fix.get_key_value(&known.tag)
        })
        .or_else(|| rule.fix.iter().find(|(tag, _)| *tag == "en"))
        .or_else(|| rule.fix.first_key_value())
        .map_or(&[], |(_, templates)| templates)
}

/// A value in the markup of the page, with whatever it holds made harmless.
fn marked_up(field: Placeholder, value: &str, format: Format) -> String {
    match (format, field) {
        (Format::Html, Placeholder::Url) => {
            let url = escaped_html(value);
            format!("<a href=\"{url}\">{url}</a>")
        }
        (Format::Html, _) => escaped_html(value),
        (Format::Markdown, Placeholder::Url) => format!("<{value}>"),
        (Format::Markdown, _) => value
            .chars()
            .flat_map(|c| {
                let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>');
                special.then_some('\\').into_iter().chain([c])
            })
            .collect(),
        (Format::Text, _) => value.to_owned(),
    }
}

fn escaped_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(c),
        }
    }
    escaped
}
