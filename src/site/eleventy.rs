//! Eleventy: `posts/a.md` becomes `_site/posts/a/`, unless `permalink` says otherwise.

use super::permalink::joined;
use super::{Kind, Needs, Settings, SourceFile};

pub(super) const KIND: Kind = Kind {
    word: "eleventy",
    name: "Eleventy",
    settings: &[
        "eleventy.config.js",
        "eleventy.config.mjs",
        "eleventy.config.cjs",
        "eleventy.config.ts",
        ".eleventy.js",
    ],
    beside: &[],
    pages: "_site",
    pages_key: "output",
    content: &["."],
    content_key: "input",
    more_content: |_| Vec::new(),
    // Eleventy knows no address; starters keep it in a file of data.
    address: "",
    below: "",
    lists: &[
        "tags/**",
        "tag/**",
        "**/page/[0-9]*/**",
        "404.html",
        "feed/**",
    ],
    build: "npx @11ty/eleventy",
    needs: Needs::Node,
    outputs,
};

fn outputs(source: &SourceFile, _: &Settings) -> Vec<String> {
    // What is computed cannot be known.
    if let Some(permalink) = source.said("permalink")
        && !permalink.contains(['{', '<'])
    {
        return vec![permalink];
    }
    let (folders, stem) = source.parts();
    let dated = source.dated();
    let name = match &dated {
        // The day before a name is no part of the address.
        Some((_, rest)) if stem.ends_with(rest.as_str()) => rest,
        _ => stem,
    };
    let name = if name == "index" || folders.last() == Some(&name) {
        ""
    } else {
        name
    };
    vec![joined(folders, name)]
}
