//! `site:`: what builds the site, and where its sources are.

use std::path::Path;

use super::{keys, words};
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
            site.map.push((page.value.clone(), source));
        }
    }
    site
}
