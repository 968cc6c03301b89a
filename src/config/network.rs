//! `network:` of the configuration.

use std::collections::BTreeMap;
use std::path::Path;

use crate::yaml::{Fields, Node, Reader, Value};

use super::keys;
use super::model::Network;
use crate::io::HostOptions;

/// The most requests at a time. By hand.
const MAX_REQUESTS: f64 = 256.0;

/// Reads `network:`; paths are taken from `folder`.
pub(super) fn read(reader: &mut Reader<'_>, node: &Node, folder: &Path) -> Network {
    let known: Vec<&str> = [keys::NETWORK, keys::HOST].concat();
    let Some(fields) = reader.map(node, "`network`", &known) else {
        return Network::default();
    };
    let mut network = Network {
        all: host(reader, &fields),
        ..Network::default()
    };
    if let Some(node) = fields.get("offline") {
        network.offline = reader.boolean(node, "`offline`");
    }
    if let Some(node) = fields.get("proxy") {
        network.proxy = proxy(reader, node);
    }
    if let Some(node) = fields.get("concurrency") {
        network.concurrency = requests(reader, node, "`concurrency`");
    }
    if let Some(node) = fields.get("connect-timeout") {
        network.connect_timeout = reader.duration(node, "`connect-timeout`");
    }
    if let Some(node) = fields.get("read-timeout") {
        network.read_timeout = reader.duration(node, "`read-timeout`");
    }
    if let Some(node) = fields.get("cache") {
        network.cache = match &node.value {
            Value::Bool(false) => Some(None),
            // The user's cache directory, as without the key.
            Value::Bool(true) => None,
            _ => reader
                .text(node, "`cache`")
                .map(|path| Some(folder.join(path))),
        };
    }
    if let Some(node) = fields.get("hosts") {
        network.hosts = hosts(reader, node);
    }
    network
}

fn hosts(reader: &mut Reader<'_>, node: &Node) -> BTreeMap<String, HostOptions> {
    let mut hosts = BTreeMap::new();
    for (name, node) in reader.any_map(node, "`hosts`").unwrap_or_default() {
        if !is_host(&name.value) {
            reader.error_help(
                name.referenced,
                format!("`{}` is no host", name.value),
                "a host is a name such as example.org, without scheme, port and path",
            );
        }
        if let Some(fields) = reader.map(node, "a host", keys::HOST) {
            // The name as URLs have it.
            let name = url::Host::parse(&name.value)
                .map_or_else(|_| name.value.clone(), |host| host.to_string());
            hosts.insert(name, host(reader, &fields));
        }
    }
    hosts
}

fn host(reader: &mut Reader<'_>, fields: &Fields<'_>) -> HostOptions {
    let mut host = HostOptions::default();
    if let Some(node) = fields.get("interval") {
        host.interval = reader.duration(node, "`interval`");
    }
    if let Some(node) = fields.get("per-host") {
        host.per_host = requests(reader, node, "`per-host`");
    }
    if let Some(node) = fields.get("timeout") {
        host.timeout = reader.duration(node, "`timeout`");
    }
    if let Some(node) = fields.get("attempts") {
        host.attempts = whole(reader, node, "`attempts`", 10.0).map(|count| count as u32);
    }
    if let Some(node) = fields.get("ignore-robots") {
        host.ignore_robots = reader.boolean(node, "`ignore-robots`");
    }
    if let Some(node) = fields.get("allow-private") {
        host.allow_private = reader.boolean(node, "`allow-private`");
    }
    host
}

fn proxy(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let text = reader.text(node, "`proxy`")?;
    let known = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];
    match url::Url::parse(&text) {
        Ok(url) if known.contains(&url.scheme()) && url.has_host() => Some(text),
        _ => {
            reader.error_help(
                node.referenced,
                "`proxy` is no address of a proxy",
                "such as http://proxy.example:3128 or socks5h://proxy.example:1080",
            );
            None
        }
    }
}

fn requests(reader: &mut Reader<'_>, node: &Node, what: &str) -> Option<usize> {
    whole(reader, node, what, MAX_REQUESTS).map(|count| count as usize)
}

/// A whole number from 1 on.
fn whole(reader: &mut Reader<'_>, node: &Node, what: &str, most: f64) -> Option<f64> {
    let value = reader.number(node, what, 1.0..=most)?;
    if value.fract() != 0.0 {
        let message = format!("{what} is {value}; it must be a whole number");
        reader.error(node.referenced, message);
        return None;
    }
    Some(value)
}

/// Whether a text is the name of a host, or an address of one.
pub(super) fn is_host(text: &str) -> bool {
    url::Host::parse(text).is_ok() && !text.contains(['/', '@', '%'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        for host in ["example.org", "127.0.0.1", "[::1]", "例え.example"] {
            assert!(is_host(host), "{host}");
        }
        for other in ["https://example.org", "example.org/a", "a b", ""] {
            assert!(!is_host(other), "{other}");
        }
    }
}
