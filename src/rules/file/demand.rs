//! What one item of `require` asks for.

use super::require::{read_item, read_list, unknown_kind};
use super::rule::template;
use super::{keys, words};
use crate::page::check_selector;
use crate::rules::model::{
    AnchorOn, AuthorDemand, Changes, Demand, Extent, LicenseDemand, LinkDemand, LinkTo,
    MarkupDemand, Placement, Window,
};
use crate::text::template::Placeholder;
use crate::yaml::{Fields, Node, Reader, Value, did_you_mean};

/// Requirements that are only there or not.
pub(super) fn flag(kind: &str) -> Option<Demand> {
    Some(match kind {
        "title" => Demand::Title,
        "keep-notice" => Demand::KeepNotice,
        "canonical" => Demand::Canonical,
        "noindex" => Demand::Noindex,
        "no-competing-claim" => Demand::NoCompetingClaim,
        _ => return None,
    })
}

/// What an item asks for. `None` if it was no demand, which has been told.
pub(super) fn read(
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
        "author" => Demand::Author(author(reader, value)?),
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
        "placement" => Demand::Placement(placement(reader, value)?),
        "visibility" => {
            if !matches!(value.value, Value::Null | Value::Bool(true)) {
                reader.one_of(value, "visibility", words::VISIBILITIES)?;
            }
            Demand::Visibility
        }
        "markup" => Demand::Markup(markup(reader, value)?),
        "unaltered" => unaltered(reader, value)?,
        "extent" => Demand::Extent(extent(reader, value)?),
        "keep-links" => {
            let mut share = 1.0;
            if let Some(fields) = options(reader, value, "`keep-links`", keys::KEEP_LINKS)?
                && let Some(node) = fields.get("share")
            {
                share = reader.number(node, "`share`", 0.01..=1.0)?;
            }
            Demand::KeepLinks { share }
        }
        "window" => Demand::Window(window(reader, value)?),
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
        "not" => Demand::Not(Box::new(read_item(reader, value, false)?)),
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
    if let Some(node) = fields.get("anchor-on") {
        link.anchor_on = anchors(reader, node);
    }
    Some(link)
}

fn link_to(reader: &mut Reader<'_>, node: &Node) -> Option<LinkTo> {
    let target = reader.text(node, "`to`")?;
    match target.as_str() {
        "article" => Some(LinkTo::Article),
        "site" => Some(LinkTo::Site),
        "author" => Some(LinkTo::Author),
        "license" => Some(LinkTo::License),
        "history" => Some(LinkTo::History),
        url if url.starts_with("http://") || url.starts_with("https://") => {
            address(reader, node, url).map(LinkTo::Url)
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
    if let Some(node) = fields.get("version") {
        license.version = reader.boolean(node, "`version`").unwrap_or_default();
    }
    if let Some(node) = fields.get("agree") {
        license.agree = reader.boolean(node, "`agree`").unwrap_or_default();
    }
    Some(license)
}

fn extent(reader: &mut Reader<'_>, value: &Node) -> Option<Extent> {
    let fields = reader.map(value, "`extent`", keys::EXTENT)?;
    let mut extent = Extent::default();
    if let Some(node) = fields.get("share") {
        extent.share = reader.number(node, "`share`", 0.0..=1.0);
    }
    if let Some(node) = fields.get("percent") {
        extent.share = reader
            .number(node, "`percent`", 0.0..=100.0)
            .map(|percent| percent / 100.0);
    }
    if let Some(node) = fields.get("paragraphs") {
        extent.paragraphs = reader.count(node, "`paragraphs`");
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

fn author(reader: &mut Reader<'_>, value: &Node) -> Option<AuthorDemand> {
    let mut author = AuthorDemand::default();
    let Some(fields) = options(reader, value, "`author`", keys::AUTHOR)? else {
        return Some(author);
    };
    if let Some(node) = fields.get("all") {
        author.all = reader.boolean(node, "`all`").unwrap_or_default();
    }
    if let Some(node) = fields.get("institution") {
        author.institution = reader.texts(node, "`institution`");
    }
    if let Some(node) = fields.get("translator") {
        author.translator = reader.boolean(node, "`translator`").unwrap_or_default();
    }
    Some(author)
}

fn anchors(reader: &mut Reader<'_>, node: &Node) -> Vec<AnchorOn> {
    let words = reader.texts(node, "`anchor-on`");
    words
        .into_iter()
        .map(|word| match word.as_str() {
            "title" => AnchorOn::Title,
            "author" => AnchorOn::Author,
            "publisher" => AnchorOn::Publisher,
            "url" => AnchorOn::Url,
            _ => AnchorOn::Words(word),
        })
        .collect()
}

fn placement(reader: &mut Reader<'_>, value: &Node) -> Option<Placement> {
    if !matches!(value.value, Value::Map(_)) {
        return reader.one_of(value, "placement", words::PLACEMENTS);
    }
    let fields = reader.map(value, "`placement`", keys::PLACEMENT)?;
    let Some(node) = fields.get("top") else {
        reader.error_help(
            value.referenced,
            "`placement` says no place",
            "write `placement: top`, or `placement: { top: 3 }` for the first three paragraphs",
        );
        return None;
    };
    let blocks = reader.count(node, "`top`")?;
    Some(Placement::Top(u32::try_from(blocks).unwrap_or(u32::MAX)))
}

fn markup(reader: &mut Reader<'_>, value: &Node) -> Option<MarkupDemand> {
    let fields = reader.map(value, "`markup`", keys::MARKUP)?;
    let mut markup = MarkupDemand {
        selector: None,
        url: None,
        count: None,
    };
    if let Some(node) = fields.get("selector") {
        let selector = reader.text(node, "`selector`")?;
        if let Err(problem) = check_selector(&selector) {
            reader.error(node.referenced, problem);
            return None;
        }
        markup.selector = Some(selector);
    }
    if let Some(node) = fields.get("url") {
        let url = reader.text(node, "`url`")?;
        markup.url = Some(address(reader, node, &url)?);
    }
    if let Some(node) = fields.get("count") {
        markup.count = Some(reader.count(node, "`count`")?);
    }
    if markup.selector.is_none() && markup.url.is_none() {
        reader.error_help(
            value.referenced,
            "`markup` does not say which",
            "add `selector:` (CSS) or `url:` (what the element loads), or both",
        );
        return None;
    }
    Some(markup)
}

/// A pattern of an address: its placeholders must be known.
fn address(reader: &mut Reader<'_>, node: &Node, pattern: &str) -> Option<String> {
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

fn unaltered(reader: &mut Reader<'_>, value: &Node) -> Option<Demand> {
    let (mut allow, mut tolerance) = (Changes::default(), 0.0);
    if let Value::Text(_) = &value.value {
        allow = reader.one_of(value, "kind of change", words::CHANGES)?;
    } else if let Some(fields) = options(reader, value, "`unaltered`", keys::UNALTERED)? {
        if let Some(node) = fields.get("allow") {
            allow = reader.one_of(node, "kind of change", words::CHANGES)?;
        }
        if let Some(node) = fields.get("tolerance") {
            tolerance = reader.number(node, "`tolerance`", 0.0..=1.0)?;
        }
    }
    Some(Demand::Unaltered { allow, tolerance })
}

fn window(reader: &mut Reader<'_>, value: &Node) -> Option<Window> {
    let fields = reader.map(value, "`window`", keys::WINDOW)?;
    let mut days = |name: &str| {
        let node = fields.get(name)?;
        let days = reader.count(node, &format!("`{name}`"))?;
        Some(u32::try_from(days).unwrap_or(u32::MAX))
    };
    let window = Window {
        after_days: days("after-days"),
        within_days: days("within-days"),
    };
    if window == Window::default() {
        reader.error(
            value.referenced,
            format!("`window` needs one of: {}", keys::WINDOW.join(", ")),
        );
        return None;
    }
    if let (Some(after), Some(within)) = (window.after_days, window.within_days)
        && after > within
    {
        reader.error(value.referenced, "the window ends before it begins");
        return None;
    }
    Some(window)
}
