//! The terms that an original states.

use std::fmt::Write as _;

use serde_json::json;

use super::encode::{shortened, terminal};
use super::json::without_controls;
use crate::finding::Severity;
use crate::originals::Original;
use crate::rules::{Demand, LinkForm, LinkTo, Placement, Requirement, Terms, VoiceRule, When};

/// For people: whom to credit, by which rule and why, and what the page must show.
pub fn terms(original: &Original, terms: &Terms) -> String {
    let mut text = String::new();
    let values = &terms.values;
    let mut row = |name: &str, value: Option<String>| {
        let value = value.map_or_else(|| "not stated".to_owned(), |value| shortened(&value, 200));
        let _ = writeln!(text, "{name:<11}{value}");
    };
    row("original", Some(original.location.clone()));
    row("title", values.title.clone());
    row("url", values.url.as_ref().map(ToString::to_string));
    row("author", listed(&values.authors));
    row("publisher", values.publisher.clone());
    if !values.licenses.is_empty() {
        row("licence", listed(&values.licenses));
    }
    if !values.aliases.is_empty() {
        row("aliases", listed(&values.aliases));
    }
    row(
        "notice",
        original
            .notice
            .as_ref()
            .map(|notice| format!("line {}: {}", notice.line, notice.text)),
    );
    row(
        "rule",
        Some(format!("{}, because {}", terms.rule.id, terms.why.reason())),
    );
    text.push_str("a reprint must show\n");
    for requirement in &terms.rule.require {
        listed_requirement(&mut text, requirement, 1);
    }
    if terms.rule.voice == VoiceRule::Own {
        text.push_str("  in its own words: the notice carried along is not enough\n");
    }
    for manual in &terms.rule.manual {
        let _ = writeln!(text, "  by hand  {}", terminal(manual));
    }
    for warning in &terms.warnings {
        let _ = writeln!(text, "warning: {}", terminal(warning));
    }
    text
}

pub(super) fn listed_requirement(text: &mut String, requirement: &Requirement, depth: usize) {
    if requirement.severity == Severity::Off {
        return;
    }
    let when = match requirement.when {
        When::Always => "",
        When::Edited => ", when the text was edited",
        When::Translated => ", when it is a translation",
        When::Excerpt => ", when less than the whole is taken",
        When::Full => ", when the whole is taken",
    };
    let _ = writeln!(
        text,
        "{}{:<9}{}{when}",
        "  ".repeat(depth),
        requirement.severity.as_str(),
        described(&requirement.demand)
    );
    match &requirement.demand {
        Demand::AnyOf(items) | Demand::AllOf(items) => {
            for item in items {
                listed_requirement(text, item, depth + 1);
            }
        }
        Demand::Not(item) => listed_requirement(text, item, depth + 1),
        _ => {}
    }
}

/// A demand in words.
fn described(demand: &Demand) -> String {
    match demand {
        Demand::Link(link) => {
            let to = match &link.to {
                LinkTo::Article => "the article".to_owned(),
                LinkTo::Site => "the article or its site".to_owned(),
                LinkTo::License => "the licence".to_owned(),
                LinkTo::Url(pattern) => terminal(pattern).into_owned(),
            };
            let mut words = format!("a link to {to}");
            if link.form == LinkForm::Hyperlink {
                words.push_str(", clickable");
            }
            if link.follow {
                words.push_str(", without nofollow");
            }
            if link.direct {
                words.push_str(", without a redirector");
            }
            words
        }
        Demand::Author { all: true } => "the name of every author".to_owned(),
        Demand::Author { all: false } => "the author's name".to_owned(),
        Demand::Publisher { .. } => "the publisher's name".to_owned(),
        Demand::Title => "the title".to_owned(),
        Demand::Statement(templates) => match templates.first() {
            Some(template) => format!("the statement “{}”", shortened(template.source(), 120)),
            None => "a statement".to_owned(),
        },
        Demand::KeepNotice => "the original's own notice".to_owned(),
        Demand::License(_) => "the licence".to_owned(),
        Demand::Placement(placement) => match placement {
            Placement::Top => "the credit above the text",
            Placement::End => "the credit below the text",
            Placement::Near => "the credit next to the text",
            Placement::Article => "the credit inside the article",
            Placement::Anywhere => "the credit anywhere in sight",
        }
        .to_owned(),
        Demand::Canonical => "a canonical link to the article".to_owned(),
        Demand::Noindex => "noindex for search engines".to_owned(),
        Demand::Unaltered { .. } => "the text unaltered".to_owned(),
        Demand::Extent(extent) => {
            let mut limits = Vec::new();
            limits.extend(extent.share.map(|share| format!("{:.0} %", share * 100.0)));
            limits.extend(extent.words.map(|words| format!("{words} words")));
            limits.extend(extent.characters.map(|count| format!("{count} characters")));
            format!("no more than {}", limits.join(", "))
        }
        Demand::NoCompetingClaim => "no claim to be the source itself".to_owned(),
        Demand::Permission { allow } => {
            format!(
                "nothing without permission (given to {} hosts)",
                allow.len()
            )
        }
        Demand::AnyOf(_) => "at least one of".to_owned(),
        Demand::AllOf(_) => "all of".to_owned(),
        Demand::Not(_) => "none of".to_owned(),
    }
}

fn listed(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(", "))
}

/// For programs.
pub fn terms_json(original: &Original, terms: &Terms) -> String {
    let values = &terms.values;
    let value = json!({
        "schema": "creditline.terms/1",
        "original": original.location,
        "url": values.url,
        "title": values.title,
        "authors": values.authors,
        "publisher": values.publisher,
        "licenses": values.licenses,
        "aliases": values.aliases,
        "notice": original.notice.as_ref().map(|notice| json!({
            "text": notice.text,
            "line": notice.line,
            "fields": notice.fields,
        })),
        "rule": { "id": terms.rule.id, "why": terms.why.as_str(), "reason": terms.why.reason() },
        "require": terms.rule.require.iter().map(requirement_json).collect::<Vec<_>>(),
        "manual": terms.rule.manual,
        "warnings": terms.warnings,
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    without_controls(text)
}

fn requirement_json(requirement: &Requirement) -> serde_json::Value {
    json!({
        "code": requirement.demand.code(),
        "severity": requirement.severity,
        "what": described(&requirement.demand),
    })
}
