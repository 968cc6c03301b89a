//! The terms that an original states.

use std::fmt::Write as _;

use serde_json::json;

use super::encode::{self, shortened, terminal};
use super::requirements;
use crate::originals::Original;
use crate::page::Rights;
use crate::rules::{Terms, VoiceRule};

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
    declared(&original.rights, &mut row);
    row(
        "notice",
        original
            .notice
            .as_ref()
            .map(|notice| format!("line {}: {}", notice.line, notice.text)),
    );
    if let Some(notice) = &original.notice {
        row("kind", Some(notice.kind.meaning().to_owned()));
    }
    row(
        "rule",
        Some(format!("{}, because {}", terms.rule.id, terms.why.reason())),
    );
    text.push_str("a reprint must show\n");
    for requirement in &terms.rule.require {
        requirements::listed(&mut text, requirement, 1, &|_| None);
    }
    if terms.rule.voice == VoiceRule::Own {
        text.push_str("  in its own words: the notice carried along is not enough\n");
    }
    for manual in &terms.rule.manual {
        let _ = writeln!(text, "  by hand  {}", terminal(manual));
    }
    for told in &original.contradictions {
        let _ = writeln!(
            text,
            "note: the {} says of the {} `{}`, the {} says `{}`; the first is believed",
            terminal(&told.won.0),
            told.of,
            terminal(&shortened(&told.won.1, 200)),
            terminal(&told.lost.0),
            terminal(&shortened(&told.lost.1, 200)),
        );
    }
    for warning in &terms.warnings {
        let _ = writeln!(text, "warning: {}", terminal(warning));
    }
    text
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
        "declared": declared_json(&original.rights),
        "notice": original.notice.as_ref().map(|notice| json!({
            "text": notice.text,
            "line": notice.line,
            "kind": notice.kind.as_str(),
            "fields": notice.fields,
        })),
        "contradictions": original.contradictions.iter().map(|told| json!({
            "of": told.of,
            "believed": { "place": told.won.0, "value": told.won.1 },
            "not_believed": { "place": told.lost.0, "value": told.lost.1 },
        })).collect::<Vec<_>>(),
        "rule": { "id": terms.rule.id, "why": terms.why.as_str(), "reason": terms.why.reason() },
        "require": terms.rule.require.iter().map(requirements::json).collect::<Vec<_>>(),
        "manual": terms.rule.manual,
        "warnings": terms.warnings,
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    encode::json(text)
}

/// What the page declares of its rights beside author and licence.
fn declared(rights: &Rights, row: &mut impl FnMut(&str, Option<String>)) {
    let mut stated = |name: &str, value: Option<String>| {
        if value.is_some() {
            row(name, value);
        }
    };
    let address = |url: &Option<url::Url>| url.as_ref().map(ToString::to_string);
    stated("credit", rights.credit_text.clone());
    stated("rights", rights.copyright_notice.clone());
    stated("holder", rights.copyright_holder.clone());
    stated("translator", listed(&rights.translators));
    stated("agency", rights.source_organization.clone());
    stated("based on", address(&rights.based_on));
    stated("terms at", address(&rights.usage_info));
    stated("ask at", address(&rights.acquire_license));
    let machines = rights.machine_terms.as_ref();
    stated(
        "machines",
        machines.map(|terms| format!("{terms}; no licence to reprint")),
    );
}

/// The same for programs; only what is stated.
fn declared_json(rights: &Rights) -> serde_json::Value {
    let address = |url: &Option<url::Url>| url.as_ref().map(ToString::to_string);
    let all = json!({
        "credit_text": rights.credit_text,
        "copyright_notice": rights.copyright_notice,
        "copyright_holder": rights.copyright_holder,
        "translators": (!rights.translators.is_empty()).then_some(&rights.translators),
        "source_organization": rights.source_organization,
        "based_on": address(&rights.based_on),
        "usage_info": address(&rights.usage_info),
        "acquire_license": address(&rights.acquire_license),
        "machine_terms": rights.machine_terms,
    });
    match all {
        serde_json::Value::Object(all) => all
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .collect(),
        other => other,
    }
}
