//! The `require` list of a rule, and what demands have in common when they are read.

use super::kind::Kind;
use super::{Demand, KINDS, Requirement, When};
use crate::finding::{SEVERITIES, Severity};
use crate::text::template::Placeholder;
use crate::yaml::{Fields, Node, Reader, Value, did_you_mean};

/// What may stand beside a demand.
pub(super) const BESIDE: &[&str] = &["severity", "when", "each"];

pub(super) const WHENS: &[(&str, When)] = &[
    ("always", When::Always),
    ("edited", When::Edited),
    ("translated", When::Translated),
    ("excerpt", When::Excerpt),
    ("full", When::Full),
    ("online", When::Online),
];

/// For what `each` repeats an item.
pub(super) const EACH: &[(&str, ())] = &[("author", ())];

/// Reads a list of requirements. Only at the top may an item have a severity and a condition of its own.
pub(in crate::rules) fn read_list(
    reader: &mut Reader<'_>,
    node: &Node,
    top: bool,
) -> Vec<Requirement> {
    let what = if top { "`require`" } else { "the alternatives" };
    let Some(items) = reader.list(node, what) else {
        return Vec::new();
    };
    // A rule that asks for nothing says so; alternatives that are none are a mistake.
    if items.is_empty() && !top {
        reader.error(node.referenced, format!("{what} must not be empty"));
    }
    items
        .iter()
        .filter_map(|item| read_item(reader, item, top))
        .collect()
}

pub(super) fn read_item(reader: &mut Reader<'_>, node: &Node, top: bool) -> Option<Requirement> {
    // `- author` alone is the item with all its defaults.
    if let Value::Text(kind) = &node.value {
        return match Demand::bare(kind) {
            Some(demand) => Some(finish(reader, node, demand, Beside::default())),
            None if KINDS.contains(&kind.as_str()) => {
                reader.error(node.referenced, format!("`{kind}` needs a value"));
                None
            }
            None => {
                unknown_kind(reader, node.referenced, kind);
                None
            }
        };
    }
    let entries = reader.any_map(node, "a requirement")?;
    let mut kinds = Vec::new();
    let mut beside = Beside::default();
    for (key, value) in entries {
        match key.value.as_str() {
            "severity" => beside.severity = reader.one_of(value, "severity", SEVERITIES),
            "when" => beside.when = reader.one_of(value, "condition", WHENS),
            "each" => {
                reader.one_of(value, "repetition", EACH);
                beside.each = Some(key.referenced);
            }
            kind if KINDS.contains(&kind) => kinds.push((kind, key, value)),
            other => unknown_kind(reader, key.referenced, other),
        }
    }
    if !top
        && let Some((key, _)) = entries
            .iter()
            .find(|(key, _)| BESIDE.contains(&&*key.value))
    {
        reader.error_help(
            key.referenced,
            format!("`{}` inside a combination", key.value),
            "put it beside `any-of`, `all-of` or `not`, where it holds for the whole",
        );
    }
    let (kind, value) = match kinds.as_slice() {
        [(kind, _, value)] => (*kind, *value),
        [] => {
            if entries.iter().all(|(key, _)| BESIDE.contains(&&*key.value)) {
                reader.error_help(
                    node.referenced,
                    "the requirement does not say what it requires",
                    format!("add one of: {}", KINDS.join(", ")),
                );
            }
            return None;
        }
        [_, (second, place, _), ..] => {
            reader.error_help(
                place.referenced,
                format!("a second requirement, `{second}`, in one item"),
                "begin a new item with `- `",
            );
            return None;
        }
    };
    let demand = Demand::read(reader, kind, value)?;
    if let Some(each) = beside.each
        && !demand.kind().is_some_and(Kind::is_of_authors)
    {
        reader.error_help(
            each,
            format!("`each: author` beside `{kind}`"),
            "it repeats `author` and `link: author`, and nothing else",
        );
    }
    Some(finish(reader, node, demand, beside))
}

/// What stands beside the kind of an item.
#[derive(Default)]
struct Beside {
    severity: Option<Severity>,
    when: Option<When>,
    each: Option<serde_yaml::Location>,
}

fn finish(reader: &Reader<'_>, node: &Node, demand: Demand, beside: Beside) -> Requirement {
    Requirement {
        severity: beside
            .severity
            .unwrap_or_else(|| demand.code().default_severity()),
        demand,
        when: beside.when.unwrap_or_default(),
        each_author: beside.each.is_some(),
        place: reader.place(node),
    }
}

fn unknown_kind(reader: &mut Reader<'_>, place: serde_yaml::Location, kind: &str) {
    let known = KINDS.iter().chain(BESIDE).copied();
    let help = match did_you_mean(kind, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of: {}", KINDS.join(", ")),
    };
    reader.error_help(place, format!("unknown requirement `{kind}`"), help);
}

/// Whether the value of a demand that is only there or not says no more than that.
pub(super) fn is_flag(reader: &mut Reader<'_>, value: &Node, kind: &str) -> bool {
    if matches!(value.value, Value::Null | Value::Bool(true)) {
        return true;
    }
    reader.error_help(
        value.referenced,
        format!("`{kind}` takes no value"),
        format!("write `- {kind}`, or `severity: off` beside it to switch it off"),
    );
    false
}

/// The mapping of a requirement whose value may be left out. The outer `None` is an error that was told.
pub(super) fn options<'n>(
    reader: &mut Reader<'_>,
    value: &'n Node,
    kind: &str,
    keys: &[&str],
) -> Option<Option<Fields<'n>>> {
    let what = &*format!("`{kind}`");
    match &value.value {
        Value::Null | Value::Bool(true) => Some(None),
        Value::Map(entries) => {
            if let Some((key, _)) = entries
                .iter()
                .find(|(key, _)| BESIDE.contains(&&*key.value))
            {
                reader.error_help(
                    key.referenced,
                    format!("`{}` inside {what}", key.value),
                    format!("put it beside {what}, one level further out"),
                );
                return None;
            }
            reader.map(value, what, keys).map(Some)
        }
        _ => {
            reader.wrong_kind(value, what, "a mapping (`key: value` lines)");
            None
        }
    }
}

/// A pattern of an address: its placeholders must be known.
pub(super) fn address(reader: &mut Reader<'_>, node: &Node, pattern: &str) -> Option<String> {
    let known: Vec<&str> = Placeholder::ALL
        .iter()
        .map(|field| field.as_str())
        .collect();
    let mut rest = pattern;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            reader.error(node.referenced, "the address has a `{` without a `}`");
            return None;
        };
        if !known.contains(&name) {
            let help = match did_you_mean(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None => format!("one of: {}", known.join(", ")),
            };
            reader.error_help(
                node.referenced,
                format!("unknown placeholder `{{{name}}}`"),
                help,
            );
            return None;
        }
        rest = after;
    }
    Some(pattern.to_owned())
}
