//! The `require` list of a rule.

use super::rule::template;
use super::{keys, words};
use crate::finding::Severity;
use crate::rules::model::{Demand, Extent, LicenseDemand, LinkDemand, LinkTo, Requirement, When};
use crate::yaml::{Fields, Node, Reader, Value, did_you_mean};

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
        .filter_map(|item| read(reader, item, top))
        .collect()
}

fn read(reader: &mut Reader<'_>, node: &Node, top: bool) -> Option<Requirement> {
    // `- author` alone is the item with all its defaults.
    if let Value::Text(kind) = &node.value {
        let demand = match kind.as_str() {
            "link" => Some(Demand::Link(LinkDemand::default())),
            "author" => Some(Demand::Author { all: false }),
            "publisher" => Some(Demand::Publisher { names: Vec::new() }),
            "license" => Some(Demand::License(LicenseDemand::default())),
            "unaltered" => Some(Demand::Unaltered { tolerance: 0.0 }),
            "permission" => Some(Demand::Permission { allow: Vec::new() }),
            _ => None,
        };
        let demand = demand.or_else(|| flag(kind));
        return match demand {
            Some(demand) => Some(finish(reader, node, demand, None, When::Always)),
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
    let mut severity = None;
    let mut when = None;
    for (key, value) in entries {
        match key.value.as_str() {
            "severity" => severity = reader.one_of(value, "severity", words::SEVERITIES),
            "when" => when = reader.one_of(value, "condition", words::WHENS),
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
    let demand = demand(reader, kind, key.referenced, value)?;
    Some(finish(
        reader,
        node,
        demand,
        severity,
        when.unwrap_or_default(),
    ))
}

fn finish(
    reader: &Reader<'_>,
    node: &Node,
    demand: Demand,
    severity: Option<Severity>,
    when: When,
) -> Requirement {
    Requirement {
        severity: severity.unwrap_or_else(|| demand.code().default_severity()),
        demand,
        when,
        place: reader.place(node),
    }
}

fn unknown_kind(reader: &mut Reader<'_>, place: serde_yaml::Location, kind: &str) {
    let known = keys::KINDS.iter().chain(keys::BESIDE).copied();
    let help = match did_you_mean(kind, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of: {}", keys::KINDS.join(", ")),
    };
    reader.error_help(place, format!("unknown requirement `{kind}`"), help);
}

/// Requirements that are only there or not.
fn flag(kind: &str) -> Option<Demand> {
    Some(match kind {
        "title" => Demand::Title,
        "keep-notice" => Demand::KeepNotice,
        "canonical" => Demand::Canonical,
        "noindex" => Demand::Noindex,
        "no-competing-claim" => Demand::NoCompetingClaim,
        _ => return None,
    })
}

fn demand(
    reader: &mut Reader<'_>,
    kind: &str,
    place: serde_yaml::Location,
    value: &Node,
) -> Option<Demand> {
    if let Some(demand) = flag(kind) {
        return match &value.value {
            Value::Null | Value::Bool(true) => Some(demand),
            _ => {
                reader.error_help(
                    value.referenced,
                    format!("`{kind}` takes no value"),
                    format!("write `- {kind}`, or `severity: off` beside it to switch it off"),
                );
                None
            }
        };
    }
    Some(match kind {
        "link" => Demand::Link(link(reader, value)?),
        "author" => {
            let mut all = false;
            if let Some(fields) = options(reader, value, "`author`", keys::AUTHOR)?
                && let Some(node) = fields.get("all")
            {
                all = reader.boolean(node, "`all`")?;
            }
            Demand::Author { all }
        }
        "publisher" => {
            let mut names = Vec::new();
            if matches!(value.value, Value::Text(_) | Value::List(_)) {
                names = reader.texts(value, "`publisher`");
            } else if let Some(fields) = options(reader, value, "`publisher`", keys::PUBLISHER)?
                && let Some(node) = fields.get("names")
            {
                names = reader.texts(node, "`names`");
            }
            Demand::Publisher { names }
        }
        "statement" => {
            let templates: Vec<_> = reader
                .one_or_list(value)
                .iter()
                .filter_map(|item| template(reader, item))
                .collect();
            Demand::Statement(templates)
        }
        "license" => Demand::License(license(reader, value)?),
        "placement" => Demand::Placement(reader.one_of(value, "placement", words::PLACEMENTS)?),
        "unaltered" => {
            let mut tolerance = 0.0;
            if let Some(fields) = options(reader, value, "`unaltered`", keys::UNALTERED)?
                && let Some(node) = fields.get("tolerance")
            {
                tolerance = reader.number(node, "`tolerance`", 0.0..=1.0)?;
            }
            Demand::Unaltered { tolerance }
        }
        "extent" => Demand::Extent(extent(reader, value)?),
        "permission" => {
            let mut allow = Vec::new();
            if let Some(fields) = options(reader, value, "`permission`", keys::PERMISSION)?
                && let Some(node) = fields.get("allow")
            {
                allow = reader.texts(node, "`allow`");
            }
            Demand::Permission { allow }
        }
        "any-of" => Demand::AnyOf(read_list(reader, value, false)),
        "all-of" => Demand::AllOf(read_list(reader, value, false)),
        "not" => Demand::Not(Box::new(read(reader, value, false)?)),
        _ => {
            unknown_kind(reader, place, kind);
            return None;
        }
    })
}

/// The mapping of a requirement whose value may be left out. The outer `None` is an error that was told.
fn options<'n>(
    reader: &mut Reader<'_>,
    value: &'n Node,
    what: &str,
    keys: &[&str],
) -> Option<Option<Fields<'n>>> {
    match &value.value {
        Value::Null | Value::Bool(true) => Some(None),
        Value::Map(entries) => {
            if let Some((key, _)) = entries
                .iter()
                .find(|(key, _)| keys::BESIDE.contains(&&*key.value))
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

fn link(reader: &mut Reader<'_>, value: &Node) -> Option<LinkDemand> {
    if let Value::Text(_) = &value.value {
        return Some(LinkDemand {
            to: link_to(reader, value)?,
            ..LinkDemand::default()
        });
    }
    let mut link = LinkDemand::default();
    let Some(fields) = options(reader, value, "`link`", keys::LINK)? else {
        return Some(link);
    };
    if let Some(node) = fields.get("to") {
        link.to = link_to(reader, node).unwrap_or_default();
    }
    if let Some(node) = fields.get("form") {
        link.form = reader
            .one_of(node, "form", words::FORMS)
            .unwrap_or_default();
    }
    if let Some(node) = fields.get("follow") {
        link.follow = reader.boolean(node, "`follow`").unwrap_or_default();
    }
    if let Some(node) = fields.get("direct") {
        link.direct = reader.boolean(node, "`direct`").unwrap_or_default();
    }
    Some(link)
}

fn link_to(reader: &mut Reader<'_>, node: &Node) -> Option<LinkTo> {
    let target = reader.text(node, "`to`")?;
    match target.as_str() {
        "article" => Some(LinkTo::Article),
        "site" => Some(LinkTo::Site),
        "license" => Some(LinkTo::License),
        url if url.starts_with("http://") || url.starts_with("https://") => {
            Some(LinkTo::Url(url.to_owned()))
        }
        other => {
            let targets = keys::LINK_TARGETS;
            let help = match did_you_mean(other, targets.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("one of: {}, or an http(s) URL", targets.join(", ")),
            };
            reader.error_help(
                node.referenced,
                format!("`{other}` is no link target"),
                help,
            );
            None
        }
    }
}

fn license(reader: &mut Reader<'_>, value: &Node) -> Option<LicenseDemand> {
    let mut license = LicenseDemand::default();
    let Some(fields) = options(reader, value, "`license`", keys::LICENSE)? else {
        return Some(license);
    };
    if let Some(node) = fields.get("names") {
        license.names = reader.texts(node, "`names`");
    }
    if let Some(node) = fields.get("urls") {
        license.urls = reader.texts(node, "`urls`");
    }
    Some(license)
}

fn extent(reader: &mut Reader<'_>, value: &Node) -> Option<Extent> {
    let fields = reader.map(value, "`extent`", keys::EXTENT)?;
    let mut extent = Extent::default();
    if let Some(node) = fields.get("share") {
        extent.share = reader.number(node, "`share`", 0.0..=1.0);
    }
    if let Some(node) = fields.get("words") {
        extent.words = reader.count(node, "`words`");
    }
    if let Some(node) = fields.get("characters") {
        extent.characters = reader.count(node, "`characters`");
    }
    if extent == Extent::default() {
        reader.error(
            value.referenced,
            format!("`extent` needs one of: {}", keys::EXTENT.join(", ")),
        );
        return None;
    }
    Some(extent)
}
