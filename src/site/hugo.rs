//! Hugo: `content/posts/a.md` becomes `public/posts/a/`, unless `url`, `slug` or `permalinks` say otherwise.

use serde_json::Value;

use super::permalink::{filled, joined, of_day};
use super::{Kind, Needs, Settings, SourceFile, plain};

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
    more_content: |settings| {
        languages(settings)
            .filter_map(|(_, folder)| folder)
            .collect()
    },
    address: "baseURL",
    below: "",
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
    let mut language = of_folder(source, settings);
    if let Some((_, depth)) = language {
        folders.drain(..depth.min(folders.len()));
    }
    // A file of the name `index` stands for its folder; `_index` for the list of a section.
    if matches!(stem, "index" | "_index") {
        stem = folders.pop().unwrap_or_default();
    }
    let slug = source.said("slug");
    let name = slug.as_deref().unwrap_or(stem);
    let title = source.said("title");
    // Hugo leaves out what stands between the letters of a word, such as apostrophes.
    let title = title.map(|title| {
        let stays = |c: &char| {
            c.is_alphanumeric() || c.is_whitespace() || matches!(c, '-' | '_' | '.' | '/' | '+')
        };
        title.chars().filter(stays).collect::<String>()
    });
    let title = title.as_deref();
    let mut paths = Vec::new();
    let section = folders.first().copied().unwrap_or_default();
    if let Some(pattern) = pattern(settings, section) {
        paths.extend(filled(&pattern, &|word| {
            Some(match word {
                "slug" => slug.as_deref().or(title).unwrap_or(stem).to_owned(),
                "slugorfilename" | "slugorcontentbasename" => name.to_owned(),
                "filename" | "contentbasename" => stem.to_owned(),
                "title" => title.unwrap_or(stem).to_owned(),
                "section" => section.to_owned(),
                "sections" => folders.join("/"),
                word => return of_day(source, word),
            })
        }));
    }
    paths.push(joined(folders.iter().copied(), name));
    // A page in another language has its language before the path.
    let file = source.below.rsplit('/').next().unwrap_or_default();
    if let [_, code, _] = file.split('.').collect::<Vec<_>>()[..] {
        language = Some((code.to_owned(), 0));
    }
    if let Some((code, _)) = language {
        let with_code = |path: &String| format!("{code}/{}", path.trim_start_matches('/'));
        let in_language: Vec<String> = paths.iter().map(with_code).collect();
        paths.splice(0..0, in_language);
    }
    paths
}

/// The languages of the settings, and the folder of the sources of each that has its own.
fn languages(settings: &Settings) -> impl Iterator<Item = (&String, Option<String>)> {
    let all = settings.value("languages").and_then(Value::as_object);
    all.into_iter().flatten().map(|(code, language)| {
        let mut keys = language.as_object().into_iter().flatten();
        let folder = keys.find(|(key, _)| key.eq_ignore_ascii_case("contentDir"));
        let folder = folder.and_then(|(_, folder)| folder.as_str());
        (code, folder.map(plain))
    })
}

/// The language in whose folder of sources a source lies, and how many folders that is below the folder of all sources.
fn of_folder(source: &SourceFile, settings: &Settings) -> Option<(String, usize)> {
    let root = source.below_site.strip_suffix(source.below.as_str())?;
    languages(settings).find_map(|(code, folder)| {
        let folder = folder? + "/";
        let depth = folder.strip_prefix(root)?.matches('/').count();
        let is_in = source.below_site.starts_with(&folder);
        is_in.then(|| (code.clone(), depth))
    })
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
