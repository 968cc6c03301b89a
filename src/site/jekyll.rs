//! Jekyll: `_posts/2026-01-31-a.md` becomes `_site/2026/01/31/a.html` below its categories; other files keep their path.

use serde_json::Value;

use super::permalink::{filled, joined, of_day};
use super::{Kind, Needs, Settings, SourceFile};

pub(super) const KIND: Kind = Kind {
    word: "jekyll",
    name: "Jekyll",
    settings: &["_config.yml", "_config.yaml", "_config.toml"],
    beside: &[],
    pages: "_site",
    pages_key: "destination",
    content: &["."],
    content_key: "source",
    more_content: |_| Vec::new(),
    address: "url",
    below: "baseurl",
    lists: &[
        "tag/**",
        "tags/**",
        "category/**",
        "categories/**",
        "**/page[0-9]*/**",
        "404.html",
    ],
    build: "bundle exec jekyll build",
    needs: Needs::Ruby,
    outputs,
};

fn outputs(source: &SourceFile, settings: &Settings) -> Vec<String> {
    let own = source.said("permalink");
    let (folders, stem) = source.parts();
    let is_post = folders
        .iter()
        .any(|folder| matches!(*folder, "_posts" | "_drafts"));
    let collection = folders
        .first()
        .and_then(|folder| folder.strip_prefix('_'))
        .filter(|_| !is_post);
    let dated = source.dated();
    let title = source
        .said("slug")
        .unwrap_or_else(|| dated.map_or_else(|| stem.to_owned(), |(_, title)| title));
    let pattern = own.or_else(|| match collection {
        Some(collection) => {
            let of = settings.value("collections")?.get(collection)?;
            of.get("permalink")
                .and_then(Value::as_str)
                .map(str::to_owned)
        }
        None => settings.text("permalink").filter(|_| is_post),
    });
    let pattern = match pattern.as_deref() {
        Some("date" | "pretty") => "/:categories/:year/:month/:day/:title/",
        Some("none") => "/:categories/:title/",
        // The day of the year and the number of the week would have to be computed: the name alone has to do.
        Some("ordinal" | "weekdate") => "/:title/",
        Some(pattern) => pattern,
        None if is_post => "/:categories/:year/:month/:day/:title/",
        None => "",
    };
    let inner: Vec<&str> = folders
        .iter()
        .copied()
        .filter(|folder| !matches!(*folder, "_posts" | "_drafts"))
        .map(|folder| folder.strip_prefix('_').unwrap_or(folder))
        .collect();
    if pattern.is_empty() {
        return vec![joined(inner, stem)];
    }
    let mut categories: Vec<String> = inner.iter().map(|&folder| folder.to_owned()).collect();
    for key in ["category", "categories"] {
        for name in source.list(key) {
            if !categories.contains(&name) {
                categories.push(name);
            }
        }
    }
    let path = filled(pattern, &|word| {
        Some(match word {
            "title" | "slug" | "name" => title.clone(),
            "categories" | "slugified_categories" => categories.join("/"),
            "collection" => collection?.to_owned(),
            "path" => joined(inner.iter().skip(1).copied(), stem),
            "basename" => stem.to_owned(),
            "output_ext" => String::new(),
            word => return of_day(source, word),
        })
    });
    path.into_iter().collect()
}
