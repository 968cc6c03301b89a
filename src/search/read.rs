//! An engine as YAML.

use std::collections::BTreeMap;

use super::engine::{Paging, Parts};
use super::pointer::is_pointer;
use crate::yaml::{Node, Reader, is_secret};

/// The keys of an engine.
pub(crate) const ENGINE: &[&str] = &[
    "preset", "values", "address", "method", "headers", "body", "phrase", "results", "lines",
    "more", "error", "nothing", "paging", "rate",
];

/// The keys of its paging.
pub(crate) const PAGING: &[&str] = &["first", "step", "most"];

/// Reads what is written of an engine, which may be one of these built-in ones with changes.
pub(super) fn parts(reader: &mut Reader<'_>, node: &Node, presets: &[&str]) -> Option<Parts> {
    let fields = reader.map(node, "an engine", ENGINE)?;
    let mut parts = Parts::default();
    if let Some(node) = fields.get("preset") {
        let names: Vec<(&str, &str)> = presets.iter().map(|name| (*name, *name)).collect();
        parts.preset = reader
            .one_of(node, "built-in engine", &names)
            .map(str::to_owned);
    }
    for (key, text) in [
        ("address", &mut parts.address),
        ("body", &mut parts.body),
        ("phrase", &mut parts.phrase),
    ] {
        if let Some(node) = fields.get(key) {
            *text = reader.text(node, &format!("`{key}`"));
        }
    }
    if let (Some(node), Some(address)) = (fields.get("address"), &parts.address) {
        secrets_of_address(reader, node, address);
    }
    for (key, text) in [
        ("results", &mut parts.results),
        ("more", &mut parts.more),
        ("error", &mut parts.error),
    ] {
        if let Some(node) = fields.get(key) {
            *text = pointer(reader, node, key);
        }
    }
    if let Some(node) = fields.get("values") {
        parts.values = texts(reader, node, "`values`");
    }
    if let Some(node) = fields.get("headers") {
        parts.headers = texts(reader, node, "`headers`");
        for (name, value) in &parts.headers {
            refuse_literal(reader, node, &format!("header `{name}`"), name, value);
        }
    }
    if let Some(node) = fields.get("method") {
        parts.post = reader.one_of(node, "method", &[("GET", false), ("POST", true)]);
    }
    if let Some(node) = fields.get("lines") {
        parts.lines = reader.boolean(node, "`lines`");
    }
    if let Some(node) = fields.get("nothing") {
        for node in reader.one_or_list(node) {
            let status = reader.number(node, "a status of `nothing`", 200.0..=599.0);
            parts.nothing.extend(status.map(|status| status as u16));
        }
    }
    if let Some(node) = fields.get("paging") {
        parts.paging = paging(reader, node);
    }
    if let Some(node) = fields.get("rate") {
        parts.rate = reader.duration(node, "`rate`");
    }
    Some(parts)
}

fn texts(reader: &mut Reader<'_>, node: &Node, what: &str) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for (name, node) in reader.any_map(node, what).unwrap_or_default() {
        let text = reader.text(node, &format!("`{}`", name.value));
        texts.extend(text.map(|text| (name.value.clone(), text)));
    }
    texts
}

fn pointer(reader: &mut Reader<'_>, node: &Node, key: &str) -> Option<String> {
    let text = reader.text(node, &format!("`{key}`"))?;
    if is_pointer(&text) {
        return Some(text);
    }
    reader.error_help(
        node.referenced,
        format!("`{key}` is no JSON pointer"),
        "such as /results/*/url, where `*` stands for each item of a list",
    );
    None
}

fn paging(reader: &mut Reader<'_>, node: &Node) -> Option<Paging> {
    let fields = reader.map(node, "`paging`", PAGING)?;
    let mut read = |key: &str, most: f64, default: u32| match fields.get(key) {
        Some(node) => {
            let number = reader.number(node, &format!("`{key}`"), 0.0..=most);
            number.map_or(default, |number| number as u32)
        }
        None => default,
    };
    Some(Paging {
        first: read("first", 1e6, 1),
        step: read("step", 1e4, 1),
        most: read("most", 100.0, 1).max(1),
    })
}

/// A secret in the file would go wherever the file goes.
fn secrets_of_address(reader: &mut Reader<'_>, node: &Node, address: &str) {
    let host =
        { address.split_once("://") }.and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
    if let Some((user, _)) = host.and_then(|host| host.rsplit_once('@')) {
        refuse_literal(reader, node, "name before the `@`", "password", user);
    }
    let query = address.split_once('?').map_or("", |(_, query)| query);
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        refuse_literal(reader, node, &format!("parameter `{name}`"), name, value);
    }
}

fn refuse_literal(reader: &mut Reader<'_>, node: &Node, what: &str, name: &str, value: &str) {
    if is_secret(name) && !value.contains('{') {
        reader.error_help(
            node.referenced,
            format!("the {what} holds a secret"),
            "write ${NAME}, and put the secret into the variable NAME of the environment",
        );
    }
}
