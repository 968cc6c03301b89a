//! `site:`: what builds the site, and where its sources are.

use std::path::Path;

use super::{keys, words};
use crate::page::{CreditField, CreditKeys};
use crate::site::SiteOptions;
use crate::yaml::{Node, Reader, Value};

/// One word is the generator; otherwise a map.
pub(super) fn read(reader: &mut Reader<'_>, node: &Node, folder: &Path) -> SiteOptions {
    let mut site = SiteOptions::default();
    if !matches!(node.value, Value::Map(_)) {
        site.generator = reader.one_of(node, "generator of sites", &words::generators());
        return site;
    }
    let Some(fields) = reader.map(node, "`site`", keys::SITE) else {
        return site;
    };
    if let Some(node) = fields.get("generator") {
        site.generator = reader.one_of(node, "generator of sites", &words::generators());
    }
    if let Some(node) = fields.get("content") {
        for node in reader.one_or_list(node) {
            let Some(written) = reader.text(node, "a folder of sources") else {
                continue;
            };
            let path = folder.join(&written);
            if path.is_dir() {
                site.content.push(path);
            } else {
                reader.error_help(
                    node.referenced,
                    format!("there is no folder `{written}`"),
                    "paths are taken from the configuration's folder",
                );
            }
        }
    }
    if let Some(node) = fields.get("map") {
        for (page, node) in reader.any_map(node, "`map`").unwrap_or_default() {
            let Some(source) = reader.text(node, "the source of a page") else {
                continue;
            };
            if page.value.matches('*').count() != source.matches('*').count()
                || source.matches('*').count() > 1
            {
                reader.error_help(
                    node.referenced,
                    "a page and its source hold one `*` both, or none",
                    "such as `blog/*/index.html: content/posts/*.md`",
                );
                continue;
            }
            // What stands before the `*` is a folder, or the beginning of a name in one.
            let (known, is_file) = match source.split_once('*') {
                Some((head, _)) => (head.rsplit_once('/').map_or("", |(known, _)| known), false),
                None => (source.as_str(), true),
            };
            let path = Path::new(".").join(folder).join(known);
            if !(if is_file {
                path.is_file()
            } else {
                path.is_dir()
            }) {
                let what = if is_file { "file" } else { "folder" };
                reader.error_help(
                    node.referenced,
                    format!("there is no {what} `{known}`"),
                    "paths are taken from the configuration's folder",
                );
                continue;
            }
            site.map.push((page.value.clone(), source));
        }
    }
    site
}

/// One word is a theme; otherwise a map from what is said to the key that says it.
pub(super) fn credit_keys(reader: &mut Reader<'_>, node: &Node) -> Option<CreditKeys> {
    if !matches!(node.value, Value::Map(_)) {
        let themes: Vec<(&str, &CreditKeys)> = CreditKeys::themes()
            .filter_map(|theme| Some((theme, CreditKeys::of_theme(theme)?)))
            .collect();
        return reader.one_of(node, "theme", &themes).cloned();
    }
    let names: Vec<&str> = CreditField::ALL.iter().map(|(name, _)| *name).collect();
    let fields = reader.map(node, "`front-matter-credit`", &names)?;
    let mut keys = CreditKeys::default();
    for (name, field) in CreditField::ALL {
        let Some(node) = fields.get(name) else {
            continue;
        };
        let Some(key) = reader.text(node, &format!("the key of `{name}`")) else {
            continue;
        };
        if key.split('.').any(str::is_empty) || key.contains([' ', ':', '#', '\n', '\r', '"', '\''])
        {
            reader.error_help(
                node.referenced,
                format!("`{key}` is no key of front matter"),
                "a word, or words with dots between them, such as source.url",
            );
            continue;
        }
        keys.set(*field, key);
    }
    if keys.key(CreditField::Url).is_none() {
        reader.error_help(
            node.referenced,
            "`front-matter-credit` without `url`",
            "say which key holds the address of the source",
        );
    }
    Some(keys)
}
