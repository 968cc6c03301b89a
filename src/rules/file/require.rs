//! The `require` list of a rule.

use super::demand;
use super::{keys, words};
use crate::finding::Severity;
use crate::rules::model::{
    AuthorDemand, Changes, Demand, LicenseDemand, LinkDemand, LinkTo, Requirement, When,
};
use crate::yaml::{Node, Reader, Value, did_you_mean};

/// Reads a list of requirements. Only at the top may an item have a severity and a condition of its own.
pub(super) fn read_list(reader: &mut Reader<'_>, node: &Node, top: bool) -> Vec<Requirement> {
    let what = if top { "`require`" } else { "the alternatives" };
    let Some(items) = reader.list(node, what) else {
        return Vec::new();
    };
    if items.is_empty() {
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
        let demand = match kind.as_str() {
            "link" => Some(Demand::Link(LinkDemand::default())),
            "author" => Some(Demand::Author(AuthorDemand::default())),
            "publisher" => Some(Demand::Publisher { names: Vec::new() }),
            "license" => Some(Demand::License(LicenseDemand::default())),
            "unaltered" => Some(Demand::Unaltered {
                allow: Changes::default(),
                tolerance: 0.0,
            }),
            "visibility" => Some(Demand::Visibility),
            "keep-links" => Some(Demand::KeepLinks { share: 1.0 }),
            "permission" => Some(Demand::Permission { allow: Vec::new() }),
            _ => None,
        };
        let demand = demand.or_else(|| demand::flag(kind));
        return match demand {
            Some(demand) => Some(finish(reader, node, demand, Beside::default())),
            None if keys::KINDS.contains(&kind.as_str()) => {
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
            "severity" => beside.severity = reader.one_of(value, "severity", words::SEVERITIES),
            "when" => beside.when = reader.one_of(value, "condition", words::WHENS),
            "each" => {
                reader.one_of(value, "repetition", words::EACH);
                beside.each = Some(key.referenced);
            }
            kind if keys::KINDS.contains(&kind) => kinds.push((kind, key, value)),
            other => unknown_kind(reader, key.referenced, other),
        }
    }
    if !top
        && let Some((key, _)) = entries
            .iter()
            .find(|(key, _)| keys::BESIDE.contains(&&*key.value))
    {
        reader.error_help(
            key.referenced,
            format!("`{}` inside a combination", key.value),
            "put it beside `any-of`, `all-of` or `not`, where it holds for the whole",
        );
    }
    let (kind, key, value) = match kinds.as_slice() {
        [one] => *one,
        [] => {
            if entries
                .iter()
                .all(|(key, _)| keys::BESIDE.contains(&&*key.value))
            {
                reader.error_help(
                    node.referenced,
                    "the requirement does not say what it requires",
                    format!("add one of: {}", keys::KINDS.join(", ")),
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
    let demand = demand::read(reader, kind, key.referenced, value)?;
    if let Some(each) = beside.each
        && !is_of_authors(&demand)
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

fn is_of_authors(demand: &Demand) -> bool {
    match demand {
        Demand::Author(_) => true,
        Demand::Link(link) => link.to == LinkTo::Author,
        _ => false,
    }
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

pub(super) fn unknown_kind(reader: &mut Reader<'_>, place: serde_yaml::Location, kind: &str) {
    let known = keys::KINDS.iter().chain(keys::BESIDE).copied();
    let help = match did_you_mean(kind, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of: {}", keys::KINDS.join(", ")),
    };
    reader.error_help(place, format!("unknown requirement `{kind}`"), help);
}
