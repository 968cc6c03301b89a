//! One rule of a rule file.

use std::collections::BTreeMap;

use super::{DraftRule, Extends, cases, keys, words};
use crate::languages;
use crate::rules::demand;
use crate::rules::model::{AppliesTo, Ask, Reprint, Rule};
use crate::text::template::{Placeholder, Template};
use crate::yaml::{Fields, Node, Reader, Value};

/// Longest text of a summary, in characters. By hand.
const MAX_SUMMARY: usize = 200;

pub(super) fn read(reader: &mut Reader<'_>, node: &Node) -> Option<DraftRule> {
    let told = reader.problems.len();
    let fields = reader.map(node, "a rule", keys::RULE)?;
    // With an unknown key, what seems to be missing is most likely what that key was meant to be.
    let misspelt = reader.problems.len() > told;
    let own_keys: Vec<&'static str> = keys::RULE
        .iter()
        .copied()
        .filter(|key| fields.has(key))
        .collect();
    let extends = fields.get("extends").and_then(|node| {
        Some(Extends {
            name: reader.text(node, "`extends`")?,
            place: reader.place(node),
        })
    });
    let id_node = fields.get("id");
    let id = match id_node {
        Some(node) => id(reader, node),
        None => {
            reader.error_help(
                node.referenced,
                "the rule has no `id`",
                "add a short name such as `id: my-site`",
            );
            None
        }
    };
    let summary = text(reader, &fields, "summary");
    match (&summary, fields.get("summary")) {
        (Some(text), Some(node)) if text.chars().count() > MAX_SUMMARY => reader.error(
            node.referenced,
            format!("`summary` is longer than {MAX_SUMMARY} characters"),
        ),
        (None, None) if extends.is_none() && !misspelt => reader.error_help(
            id_node.unwrap_or(node).referenced,
            "the rule has no `summary`",
            "say in one line what it asks for",
        ),
        _ => {}
    }
    let checked = fields.get("checked").and_then(|node| {
        let date = reader.text(node, "`checked`")?;
        if !is_date(&date) {
            let message = format!("`checked` is `{date}`; it must be a date such as 2026-11-23");
            reader.error(node.referenced, message);
        }
        Some(date)
    });
    let require = fields
        .get("require")
        .map_or_else(Vec::new, |node| demand::read_list(reader, node, true));
    if fields.get("require").is_none() && extends.is_none() && !misspelt {
        reader.error_help(
            id_node.unwrap_or(node).referenced,
            "the rule requires nothing",
            "add `require:` with at least one item, such as `- link: article`",
        );
    }
    let rule = Rule {
        id: id.unwrap_or_default(),
        summary: summary.unwrap_or_default(),
        docs: text(reader, &fields, "docs"),
        checked,
        place: reader.place(id_node.unwrap_or(node)),
        applies_to: fields
            .get("applies-to")
            .and_then(|node| applies_to(reader, node))
            .unwrap_or_default(),
        ask: fields
            .get("ask")
            .map_or_else(Vec::new, |node| ask(reader, node)),
        defaults: fields
            .get("defaults")
            .map_or_else(BTreeMap::new, |node| defaults(reader, node)),
        aliases: texts(reader, &fields, "aliases"),
        reprint: fields
            .get("reprint")
            .and_then(|node| reprint(reader, node))
            .unwrap_or_default(),
        voice: fields
            .get("voice")
            .and_then(|node| reader.one_of(node, "voice", words::VOICES))
            .unwrap_or_default(),
        require,
        fix: fields
            .get("fix")
            .map_or_else(BTreeMap::new, |node| fix(reader, node)),
        manual: texts(reader, &fields, "manual"),
        metadata: fields
            .get("metadata")
            .and_then(|node| metadata(reader, node))
            .unwrap_or_default(),
        tests: fields
            .get("tests")
            .map_or_else(Vec::new, |node| cases::read(reader, node)),
        severities: BTreeMap::new(),
        inherited: BTreeMap::new(),
    };
    Some(DraftRule {
        rule,
        extends,
        own_keys,
    })
}

fn id(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let id = reader.text(node, "`id`")?;
    let kebab = id.len() <= 64
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !kebab {
        reader.error_help(
            node.referenced,
            format!("`{id}` is no rule id"),
            "use up to 64 small letters, digits and hyphens",
        );
    }
    Some(id)
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |index: usize, len: usize, range: std::ops::RangeInclusive<u32>| {
        parts.get(index).is_some_and(|part| {
            part.len() == len
                && part.bytes().all(|byte| byte.is_ascii_digit())
                && part.parse().is_ok_and(|value| range.contains(&value))
        })
    };
    parts.len() == 3 && number(0, 4, 2000..=9999) && number(1, 2, 1..=12) && number(2, 2, 1..=31)
}

fn text(reader: &mut Reader<'_>, fields: &Fields<'_>, key: &str) -> Option<String> {
    let node = fields.get(key)?;
    reader.text(node, &format!("`{key}`"))
}

fn texts(reader: &mut Reader<'_>, fields: &Fields<'_>, key: &str) -> Vec<String> {
    fields
        .get(key)
        .map_or_else(Vec::new, |node| reader.texts(node, &format!("`{key}`")))
}

fn applies_to(reader: &mut Reader<'_>, node: &Node) -> Option<AppliesTo> {
    let fields = reader.map(node, "`applies-to`", keys::APPLIES)?;
    if let Some(node) = fields.get("sites") {
        for item in reader.one_or_list(node) {
            if let Value::Text(site) = &item.value
                && site.contains('/')
            {
                reader.error_help(
                    item.referenced,
                    format!("`{site}` is no host"),
                    "write hosts under `sites`, as `example.org`, and addresses under `urls`",
                );
            }
        }
    }
    Some(AppliesTo {
        sites: texts(reader, &fields, "sites"),
        urls: texts(reader, &fields, "urls"),
        languages: languages(reader, fields.get("languages")),
        licenses: texts(reader, &fields, "licenses"),
    })
}

fn languages(reader: &mut Reader<'_>, node: Option<&Node>) -> Vec<String> {
    let Some(node) = node else {
        return Vec::new();
    };
    reader
        .one_or_list(node)
        .iter()
        .filter_map(|item| {
            let language = reader.text(item, "a language")?;
            check_language(reader, item.referenced, &language);
            Some(language)
        })
        .collect()
}

fn check_language(reader: &mut Reader<'_>, place: serde_yaml::Location, language: &str) {
    let primary = language.split('-').next().unwrap_or_default();
    let plain = language.len() <= 35
        && (2..=3).contains(&primary.len())
        && language
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !plain {
        reader.error_help(
            place,
            format!("`{language}` is no language"),
            "write a tag such as `en`, `zh` or `zh-Hant`",
        );
    }
}

fn ask(reader: &mut Reader<'_>, node: &Node) -> Vec<Ask> {
    match &node.value {
        Value::Map(entries) if !entries.iter().any(|(key, _)| key.value == "regex") => {
            let mut asks = Vec::new();
            let Some(entries) = reader.any_map(node, "`ask`") else {
                return asks;
            };
            for (language, list) in entries {
                check_language(reader, language.referenced, &language.value);
                for item in reader.one_or_list(list) {
                    if let Some(template) = reader.template(item) {
                        asks.push(Ask {
                            language: Some(language.value.clone()),
                            template,
                        });
                    }
                }
            }
            asks
        }
        _ => reader
            .one_or_list(node)
            .iter()
            .filter_map(|item| {
                Some(Ask {
                    language: None,
                    template: reader.template(item)?,
                })
            })
            .collect(),
    }
}

fn defaults(reader: &mut Reader<'_>, node: &Node) -> BTreeMap<Placeholder, String> {
    let names: Vec<&str> = Placeholder::ALL
        .iter()
        .map(|field| field.as_str())
        .collect();
    let Some(fields) = reader.map(node, "`defaults`", &names) else {
        return BTreeMap::new();
    };
    Placeholder::ALL
        .into_iter()
        .filter_map(|field| {
            let value = text(reader, &fields, field.as_str())?;
            Some((field, value))
        })
        .collect()
}

fn reprint(reader: &mut Reader<'_>, node: &Node) -> Option<Reprint> {
    let fields = reader.map(node, "`reprint`", keys::REPRINT)?;
    let mut reprint = Reprint::default();
    if let Some(node) = fields.get("classes") {
        reprint.classes = reader
            .one_or_list(node)
            .iter()
            .filter_map(|item| reader.one_of(item, "class", words::CLASSES))
            .collect();
    }
    let mut share = |key: &str| {
        let node = fields.get(key)?;
        reader.number(node, &format!("`{key}`"), 0.01..=1.0)
    };
    reprint.full_share = share("full-share");
    reprint.partial_share = share("partial-share");
    reprint.quotation_page_share = share("quotation-page-share");
    if let (Some(partial), Some(full)) = (reprint.partial_share, reprint.full_share)
        && partial > full
    {
        reader.error(
            node.referenced,
            format!("`partial-share` ({partial}) is above `full-share` ({full})"),
        );
    }
    let mut count = |key: &str| {
        let node = fields.get(key)?;
        let value = reader.count(node, &format!("`{key}`"))?;
        if value == 0 {
            reader.error(node.referenced, format!("`{key}` must be at least 1"));
        }
        Some(value.max(1))
    };
    reprint.partial_words = count("partial-words");
    reprint.partial_han = count("partial-han");
    reprint.excerpt_words = count("excerpt-words");
    reprint.excerpt_han = count("excerpt-han");
    reprint.core_words = count("core-words");
    reprint.core_han = count("core-han");
    Some(reprint)
}

/// The credit lines of all languages, for `fix: default`.
fn default_lines() -> BTreeMap<String, Vec<Template>> {
    languages::all()
        .iter()
        .map(|language| {
            let lines = language.credit_line.iter();
            // A test proves that every line is a template.
            let lines = lines.filter_map(|line| Template::parse(line).ok());
            (language.tag.clone(), lines.collect())
        })
        .collect()
}

fn fix(reader: &mut Reader<'_>, node: &Node) -> BTreeMap<String, Vec<Template>> {
    let mut fixes = BTreeMap::new();
    if matches!(&node.value, Value::Text(word) if word == "default") {
        return default_lines();
    }
    let Some(entries) = reader.any_map(node, "`fix`") else {
        return fixes;
    };
    for (language, list) in entries {
        check_language(reader, language.referenced, &language.value);
        let templates: Vec<Template> = reader
            .one_or_list(list)
            .iter()
            .filter_map(|item| reader.filler(item))
            .collect();
        fixes.insert(language.value.clone(), templates);
    }
    fixes
}

fn metadata(
    reader: &mut Reader<'_>,
    node: &Node,
) -> Option<serde_json::Map<String, serde_json::Value>> {
    reader.any_map(node, "`metadata`")?;
    match json(node) {
        serde_json::Value::Object(map) => Some(map),
        _ => None,
    }
}

/// Recursion is bounded by the depth limit of the YAML parser.
fn json(node: &Node) -> serde_json::Value {
    use serde_json::Value as Json;
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Whole(value) | Value::Number(value) => serde_json::Number::from_f64(*value)
            .filter(|_| value.fract() != 0.0 || value.abs() > 9e15)
            .map_or_else(|| Json::from(*value as i64), Json::Number),
        Value::Text(text) => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(json).collect()),
        Value::Map(entries) => Json::Object(
            entries
                .iter()
                .map(|(key, value)| (key.value.clone(), json(value)))
                .collect(),
        ),
    }
}
