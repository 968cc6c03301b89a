//! Docusaurus: `docs/a.md` becomes `build/docs/a/`, `blog/2026-01-31-a.md` becomes `build/blog/2026/01/31/a/`.

use super::permalink::joined;
use super::{Kind, Needs, Settings, SourceFile, plain};

pub(super) const KIND: Kind = Kind {
    word: "docusaurus",
    name: "Docusaurus",
    settings: &[
        "docusaurus.config.js",
        "docusaurus.config.ts",
        "docusaurus.config.mjs",
        "docusaurus.config.cjs",
    ],
    beside: &[],
    pages: "build",
    pages_key: "",
    content: &["docs", "blog", "src/pages"],
    content_key: "",
    more_content: |settings| {
        let of = |words: &[&str]| settings.inside(words, "path");
        [of(DOCS), of(BLOG), of(PAGES)].concat()
    },
    address: "url",
    below: "baseUrl",
    lists: &[
        "**/tags/**",
        "**/page/[0-9]*/**",
        "blog/archive/**",
        "blog/authors/**",
        "search/**",
        "404.html",
    ],
    build: "npx docusaurus build",
    needs: Needs::Node,
    outputs,
};

/// What stands before the options of the documentation, of the blog and of the other pages.
const DOCS: &[&str] = &["docs", "plugin-content-docs"];
const BLOG: &[&str] = &["blog", "plugin-content-blog"];
const PAGES: &[&str] = &["pages", "plugin-content-pages"];

fn outputs(source: &SourceFile, settings: &Settings) -> Vec<String> {
    let (folders, stem) = source.parts();
    let root = source
        .below_site
        .strip_suffix(source.below.as_str())
        .unwrap_or_default();
    let root = root.trim_end_matches('/');
    let is_of = |words: &[&str]| {
        let mut named = settings.inside(words, "path").into_iter();
        named.any(|path| plain(&path) == root)
    };
    let last = root.rsplit('/').next().unwrap_or_default();
    // A folder of another name is what the settings say of it.
    let root = match last {
        _ if is_of(BLOG) => "blog",
        _ if is_of(PAGES) => "pages",
        _ if is_of(DOCS) => "docs",
        last => last,
    };
    let slug = source.said("slug");
    let stands_for_folder = |name: &str, folders: &[&str]| {
        matches!(name.to_ascii_lowercase().as_str(), "index" | "readme")
            || folders
                .last()
                .is_some_and(|last| unnumbered(last) == unnumbered(name))
    };
    if root == "pages" {
        let name = if stands_for_folder(stem, &[]) {
            ""
        } else {
            stem
        };
        return vec![joined(folders, name)];
    }
    let inside = match (&slug, root) {
        (Some(slug), "blog") => joined([], slug.trim_start_matches('/')),
        (Some(slug), _) if slug.starts_with('/') => joined([], slug.trim_start_matches('/')),
        (None, "blog") => {
            let day = source.day().unwrap_or_default();
            let name = source
                .dated()
                .map_or_else(|| stem.to_owned(), |(_, name)| name);
            joined(day.iter().map(String::as_str), &name)
        }
        _ => {
            let id = slug.or_else(|| source.said("id"));
            let name = match &id {
                Some(id) => id.as_str(),
                None if stands_for_folder(stem, &folders) => "",
                None => unnumbered(stem),
            };
            joined(folders.iter().map(|folder| unnumbered(folder)), name)
        }
    };
    let words = if root == "blog" { BLOG } else { DOCS };
    let routes = settings.inside(words, "routeBasePath").into_iter();
    let routes = routes.map(|route| joined([route.trim_matches('/')], &inside));
    // Documentation and blog may stand at the root of the site.
    let mut paths: Vec<String> = routes.collect();
    paths.extend([joined([root], &inside), inside]);
    paths
}

/// A name without the number that orders it: `01-intro`.
fn unnumbered(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = rest.trim_start_matches([' ', '-', '_', '.']);
    if rest.len() < name.len() && bare.len() < rest.len() && !bare.is_empty() {
        bare
    } else {
        name
    }
}
