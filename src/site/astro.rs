//! Astro: `src/pages/a.md` becomes `dist/a/`; a collection in `src/content/blog` goes where a page with a parameter
//! puts it, which is most often `dist/blog/`.

use super::permalink::joined;
use super::{Kind, Needs, Settings, SourceFile};

pub(super) const KIND: Kind = Kind {
    word: "astro",
    name: "Astro",
    settings: &[
        "astro.config.mjs",
        "astro.config.js",
        "astro.config.ts",
        "astro.config.mts",
        "astro.config.cjs",
    ],
    beside: &[],
    pages: "dist",
    pages_key: "outDir",
    content: &["src/pages", "src/content", "src/data", "content"],
    content_key: "",
    more_content: |_| Vec::new(),
    address: "site",
    below: "base",
    lists: &[
        "tags/**",
        "tag/**",
        "categories/**",
        "category/**",
        "**/page/[0-9]*/**",
        "404.html",
    ],
    build: "npx astro build",
    needs: Needs::Node,
    outputs,
};

fn outputs(source: &SourceFile, _: &Settings) -> Vec<String> {
    let (folders, mut stem) = source.parts();
    let slug = source.said("slug").or_else(|| source.said("permalink"));
    if stem == "index" {
        stem = "";
    }
    if source.below_site.starts_with("src/pages/") {
        return vec![joined(folders, stem)];
    }
    let collection = folders.first().copied().unwrap_or_default();
    let inside = match &slug {
        Some(slug) => joined([], slug),
        None => joined(folders.iter().skip(1).copied(), stem),
    };
    vec![joined([collection], &inside), inside]
}
