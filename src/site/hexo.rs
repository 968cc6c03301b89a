//! Hexo: `source/_posts/a.md` becomes `public/2026/01/31/a/` by the `permalink` of the settings.

use std::path::Path;

use super::permalink::{filled, joined, of_day};
use super::{Kind, Needs, Settings, SourceFile};

pub(super) const KIND: Kind = Kind {
    word: "hexo",
    name: "Hexo",
    settings: &["_config.yml", "_config.yaml", "_config.json"],
    beside: &["source/_posts", "scaffolds"],
    pages: "public",
    pages_key: "public_dir",
    content: &["source"],
    content_key: "source_dir",
    more_content: |_| Vec::new(),
    address: "url",
    below: "",
    lists: &[
        "archives/**",
        "tags/**",
        "categories/**",
        "**/page/[0-9]*/**",
        "404.html",
    ],
    build: "npx hexo generate",
    needs: Needs::Node,
    outputs,
};

/// What Hexo takes without a `permalink` in its settings.
const DEFAULT: &str = ":year/:month/:day/:title/";

/// Whether a folder without the usual folders is Hexo's all the same: by its packages, or by settings that Jekyll has not.
pub(super) fn is_set_up(folder: &Path) -> bool {
    let packages = Settings::read(folder, &["package.json"]);
    let uses = |key: &str| {
        packages
            .value(key)
            .is_some_and(|all| all.get("hexo").is_some())
    };
    let settings = Settings::read(folder, KIND.settings);
    ["hexo", "dependencies", "devDependencies"]
        .into_iter()
        .any(|key| uses(key) || key == "hexo" && packages.value(key).is_some())
        || ["source_dir", "public_dir", "new_post_name"]
            .into_iter()
            .any(|key| settings.value(key).is_some())
}

fn outputs(source: &SourceFile, settings: &Settings) -> Vec<String> {
    let (folders, stem) = source.parts();
    let inner: Vec<&str> = match folders.split_first() {
        Some((&("_posts" | "_drafts"), inner)) => inner.to_vec(),
        _ => return vec![joined(folders, stem)],
    };
    // `new_post_name` may have put the day before the name; in the address it is told apart again.
    let bare = source
        .dated()
        .map_or_else(|| stem.to_owned(), |(_, name)| name);
    let own = source.said("permalink");
    let pattern = own
        .or_else(|| settings.text("permalink"))
        .unwrap_or_else(|| DEFAULT.to_owned());
    let mut paths = Vec::new();
    for name in [stem, &bare] {
        let title = joined(inner.iter().copied(), name);
        paths.extend(filled(&pattern, &|word| {
            Some(match word {
                "title" => title.trim_end_matches('/').to_owned(),
                "name" => name.to_owned(),
                "post_title" => source.said("title")?,
                "category" => {
                    let named = source.list("categories").join("/");
                    if named.is_empty() {
                        "uncategorized".to_owned()
                    } else {
                        named
                    }
                }
                word => return of_day(source, word).or_else(|| source.said(word)),
            })
        }));
    }
    paths.dedup();
    paths
}
