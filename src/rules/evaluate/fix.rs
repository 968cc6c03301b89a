//! The credit line to paste, in the page's language and format.
//!
//! Whoever pastes it must have met the rule: what the rule asks for and is known stands in the line, if need be behind
//! a label at its end.

use std::collections::BTreeMap;

use super::Evaluation;
use crate::languages::{self, Label, Language};
use crate::page::Format;
use crate::rules::demand::{Demand, Requirement, When};
use crate::rules::facts::License;
use crate::rules::model::Rule;
use crate::rules::patterns::language_matches;
use crate::rules::values::Values;
use crate::text::spaced;
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
    let marked: BTreeMap<String, String> = Placeholder::ALL
        .into_iter()
        .filter_map(|field| {
            let value = values.get(field)?;
            let value = balanced(&spaced(&value)).to_owned();
            let value = (!value.is_empty()).then_some(value)?;
            Some((field.as_str().to_owned(), marked_up(field, &value, format)))
        })
        .collect();
    let (tag, templates) = templates(rule, language);
    let words = tag.and_then(languages::by_tag);
    let wanted = wanted(rule, templates);
    let line = declared(rule, values, words, &marked, format)
        .map(|line| (line, vec![Placeholder::Url]))
        .or_else(|| filled(templates, &marked, &wanted))?;
    let line = completed(line, &wanted, values, &marked, words);
    Some(match format {
        Format::Html => format!("<p>{line}</p>"),
        Format::Markdown | Format::Text => line,
    })
}

/// The template that leaves out the least of what is wanted and known, with what it says.
fn filled(
    templates: &[Template],
    marked: &BTreeMap<String, String>,
    wanted: &[Placeholder],
) -> Option<(String, Vec<Placeholder>)> {
    let url = Placeholder::Url;
    let known = |field: &Placeholder| marked.contains_key(field.as_str());
    let left_out = |template: &Template| {
        let says = |field: &Placeholder| template.placeholders().any(|said| said == *field);
        // Without the URL a line credits nobody who can be found.
        let lost = known(&url) && !says(&url);
        let missing = wanted
            .iter()
            .filter(|field| known(field) && !says(field))
            .count();
        (lost, missing)
    };
    let fits = templates
        .iter()
        .filter_map(|template| Some((template, template.fill(marked)?)));
    let (template, line) = fits.min_by_key(|(template, _)| left_out(template))?;
    Some((line, template.placeholders().collect()))
}

/// The credit that the original itself words (schema.org `creditText`), with the address of the article; not where the
/// rule asks for words of its own.
fn declared(
    rule: &Rule,
    values: &Values,
    words: Option<&Language>,
    marked: &BTreeMap<String, String>,
    format: Format,
) -> Option<String> {
    let worded = rule.require.iter().any(|item| {
        item.when == When::Always
            && matches!(item.demand, Demand::Statement(_) | Demand::KeepNotice(_))
    });
    let credit = values.credit_text.as_deref().filter(|_| !worded)?;
    let credit = marked_up(Placeholder::Title, balanced(credit.trim()), format);
    let url = marked.get(Placeholder::Url.as_str())?;
    // The shortest line of the language says only where the text is from.
    let template = words?.credit_line.last()?;
    Some(template.replace("{url}", &format!("{credit}: {url}")))
}

/// What the line should say: what the rule demands of every copy, and the title where its lines give it.
fn wanted(rule: &Rule, templates: &[Template]) -> Vec<Placeholder> {
    let mut wanted = Vec::new();
    demanded(&rule.require, &mut wanted);
    let titled = |template: &Template| {
        template
            .placeholders()
            .any(|field| field == Placeholder::Title)
    };
    if templates.iter().any(titled) {
        wanted.push(Placeholder::Title);
    }
    wanted.dedup();
    wanted
}

/// What is demanded always. Combinations nest no deeper than the YAML they came from.
fn demanded(items: &[Requirement], wanted: &mut Vec<Placeholder>) {
    for item in items.iter().filter(|item| item.when == When::Always) {
        if let Demand::AllOf(items) = &item.demand {
            demanded(items, wanted);
        }
        let Some(field) = item.demand.placeholder() else {
            continue;
        };
        if !wanted.contains(&field) {
            wanted.push(field);
        }
    }
}

/// The line with what it does not say yet, each behind its label.
fn completed(
    (mut line, said): (String, Vec<Placeholder>),
    wanted: &[Placeholder],
    values: &Values,
    marked: &BTreeMap<String, String>,
    words: Option<&Language>,
) -> String {
    for field in wanted {
        let Some(value) = marked.get(field.as_str()) else {
            continue;
        };
        // A template may say it in words of its own: the name of the platform, the licence that the rule is for.
        let plain = values.get(*field).unwrap_or_default();
        if said.contains(field) || line.contains(value.as_str()) || line.contains(plain.trim()) {
            continue;
        }
        let label = match field {
            Placeholder::Author => Label::Author,
            Placeholder::Title => Label::Title,
            Placeholder::Publisher => Label::Publisher,
            Placeholder::License => Label::License,
            _ => continue,
        };
        let label = words.and_then(|words| words.labels(label).first());
        let label = label.map_or_else(|| field.as_str().to_owned(), |label| capital(label));
        let full_width = label
            .chars()
            .any(|c| matches!(c as u32, 0x3040..=0x30FF | 0x4E00..=0x9FFF));
        let (comma, colon) = if full_width {
            ("，", "：")
        } else {
            (", ", ": ")
        };
        let end = line.trim_end_matches(['。', '.']).len();
        let stop = line.split_off(end);
        line.push_str(&format!("{comma}{label}{colon}{value}{stop}"));
    }
    line
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// A name without a bracket at its end that nothing opens, or that nothing closes.
fn balanced(name: &str) -> &str {
    const PAIRS: &[(char, char)] = &[
        ('(', ')'),
        ('（', '）'),
        ('[', ']'),
        ('「', '」'),
        ('『', '』'),
        ('《', '》'),
        ('【', '】'),
        ('“', '”'),
        ('„', '“'),
        ('«', '»'),
    ];
    let mut name = name.trim();
    while let Some(last) = name.chars().next_back() {
        let count = |wanted: char| name.matches(wanted).count();
        let odd = PAIRS
            .iter()
            .any(|(open, close)| last == *open || last == *close && count(*close) > count(*open));
        // A mark that opens in one language and closes in another is odd only where it stands alone.
        let paired = PAIRS
            .iter()
            .any(|(open, close)| last == *close && count(*open) >= count(*close));
        if !odd || paired {
            break;
        }
        name = name.strip_suffix(last).unwrap_or(name).trim_end();
    }
    name
}

/// The templates of a language, with its tag: of the very tag, of its script, of the language, else English, else any.
fn templates<'r>(rule: &'r Rule, language: &str) -> (Option<&'r str>, &'r [Template]) {
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
        .map_or((None, &[]), |(tag, templates)| {
            (Some(tag.as_str()), templates)
        })
}

/// A value in the markup of the page, with whatever it holds made harmless. An address becomes a link: the article's on
/// itself, the licence's on its name.
fn marked_up(field: Placeholder, value: &str, format: Format) -> String {
    let name = match field {
        Placeholder::Url => Some(value.to_owned()),
        Placeholder::License if value.contains("://") => {
            Some(License::linked(value).map_or_else(|| value.to_owned(), |known| known.to_string()))
        }
        _ => None,
    };
    match (format, name) {
        (Format::Html, Some(name)) => {
            format!(
                "<a href=\"{}\">{}</a>",
                escaped_html(value),
                escaped_html(&name)
            )
        }
        (Format::Html, None) => escaped_html(value),
        (Format::Markdown, Some(name)) if name == value => {
            // MDX takes no `<…>`.
            format!("[{value}]({value})")
        }
        (Format::Markdown, Some(name)) => format!("[{name}]({value})"),
        (Format::Markdown, None) => value
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_brackets_at_the_end_of_a_name_go() {
        for (name, whole) in [
            ("凳子周报）", "凳子周报"),
            ("「凳子周报」", "「凳子周报」"),
            ("Ida Holm (", "Ida Holm"),
            ("Ida Holm (Pier Post)", "Ida Holm (Pier Post)"),
            ("„Blatt“", "„Blatt“"),
            ("“Post”", "“Post”"),
            ("))", ""),
        ] {
            assert_eq!(balanced(name), whole, "{name}");
        }
    }
}
