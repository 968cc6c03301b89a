//! Hugo: `content/posts/a.md` becomes `public/posts/a/`, unless `url`, `slug` or `permalinks` say otherwise.

use serde_json::Value;

use super::permalink::{filled, joined, of_day};
use super::{Kind, Needs, Settings, SourceFile};

pub(super) const KIND: Kind = Kind {
    word: "hugo",
    name: "Hugo",
    settings: &[
        "hugo.toml",
        "hugo.yaml",
        "hugo.yml",
        "hugo.json",
        // The names that Hugo used before.
        "config.toml",
        "config.yaml",
        "config/_default",
    ],
    beside: &[
        "archetypes",
        "layouts",
        "themes",
        "content",
        "hugo.toml",
        "hugo.yaml",
        "hugo.yml",
        "hugo.json",
    ],
    pages: "public",
    pages_key: "publishDir",
    content: &["content"],
    content_key: "contentDir",
    address: "baseURL",
    lists: &["tags/**", "categories/**", "**/page/[0-9]*/**", "404.html"],
    build: "hugo",
    needs: Needs::Hugo,
    outputs,
};

fn outputs(source: &SourceFile, settings: &Settings) -> Vec<String> {
    if let Some(url) = source.said("url") {
        return vec![url];
    }
    let (mut folders, mut stem) = source.parts();
    // A file of the name `index` stands for its folder; `_index` for the list of a section.
    if matches!(stem, "index" | "_index") {
        stem = folders.pop().unwrap_or_default();
    }
    let slug = source.said("slug");
    let name = slug.as_deref().unwrap_or(stem);
    let mut paths = Vec::new();
    let section = folders.first().copied().unwrap_or_default();
    if let Some(pattern) = pattern(settings, section) {
        paths.extend(filled(&pattern, &|word| {
            Some(match word {
                "slug" | "slugorfilename" | "slugorcontentbasename" => name.to_owned(),
                "filename" | "contentbasename" => stem.to_owned(),
                "title" => source.said("title")?,
                "section" => section.to_owned(),
                "sections" => folders.join("/"),
                word => return of_day(source, word),
            })
        }));
    }
    let path = joined(folders.iter().copied(), name);
    // A page in another language has its language before the path.
    let file = source.below.rsplit('/').next().unwrap_or_default();
    if let [_, language, _] = file.split('.').collect::<Vec<_>>()[..] {
        paths.push(format!("{language}/{path}"));
    }
    paths.push(path);
    paths
}

/// The pattern of a section: `permalinks.posts`, or `permalinks.page.posts`.
fn pattern(settings: &Settings, section: &str) -> Option<String> {
    let all = settings.value("permalinks")?;
    let pattern = [
        all.get("page").and_then(|pages| pages.get(section)),
        all.get(section),
    ]
    .into_iter()
    .flatten()
    .find_map(Value::as_str);
    pattern.map(str::to_owned)
}
