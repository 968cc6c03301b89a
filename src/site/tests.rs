use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::permalink::key;
use super::*;

/// A generator, its settings, the path of a source below its folder, its front matter, and where it is built.
#[test]
fn sources_are_put_where_their_generator_puts_them() {
    use Generator::{Astro, Docusaurus, Eleventy, Hexo, Hugo, Jekyll};
    let none = json!({});
    let hugo = json!({ "permalinks": { "page": { "news": "/:year/:month/:slug/" }, "old": "/archive/:title/" } });
    let hexo = json!({ "permalink": ":category/:year-:i_month/:title.html" });
    let jekyll =
        json!({ "permalink": "pretty", "collections": { "notes": { "permalink": "/n/:path/" } } });
    let cases = [
        (
            Hugo,
            &none,
            "posts/The Ferry.md",
            json!({}),
            "posts/the-ferry/index.html",
        ),
        (
            Hugo,
            &none,
            "posts/ferry/index.md",
            json!({}),
            "posts/ferry/index.html",
        ),
        (
            Hugo,
            &none,
            "posts/a.md",
            json!({ "slug": "ferry" }),
            "posts/ferry/index.html",
        ),
        (
            Hugo,
            &none,
            "posts/a.md",
            json!({ "url": "/harbour/ferry.html" }),
            "harbour/ferry.html",
        ),
        (
            Hugo,
            &none,
            "posts/a.de.md",
            json!({}),
            "de/posts/a/index.html",
        ),
        (
            Hugo,
            &none,
            "posts/v1.2.md",
            json!({}),
            "posts/v1.2/index.html",
        ),
        (
            Hugo,
            &hugo,
            "news/a.md",
            json!({ "date": "2026-03-04T10:00:00Z" }),
            "2026/03/a/index.html",
        ),
        (
            Hugo,
            &hugo,
            "old/a.md",
            json!({ "title": "The Last Boat" }),
            "archive/the-last-boat/index.html",
        ),
        (
            Jekyll,
            &none,
            "_posts/2026-03-04-a.md",
            json!({}),
            "2026/03/04/a.html",
        ),
        (
            Jekyll,
            &none,
            "_posts/2026-03-04-a.md",
            json!({ "categories": ["sea", "boats"] }),
            "sea/boats/2026/03/04/a.html",
        ),
        (
            Jekyll,
            &none,
            "sea/_posts/2026-03-04-a.md",
            json!({}),
            "sea/2026/03/04/a.html",
        ),
        (
            Jekyll,
            &jekyll,
            "_posts/2026-03-04-a.md",
            json!({}),
            "2026/03/04/a/index.html",
        ),
        (
            Jekyll,
            &jekyll,
            "_notes/x/a.md",
            json!({}),
            "n/x/a/index.html",
        ),
        (Jekyll, &none, "about.md", json!({}), "about.html"),
        (
            Jekyll,
            &none,
            "about.md",
            json!({ "permalink": "/us/" }),
            "us/index.html",
        ),
        (
            Hexo,
            &none,
            "_posts/a.md",
            json!({ "date": "2026-03-04 10:00:00" }),
            "2026/03/04/a/index.html",
        ),
        (
            Hexo,
            &hexo,
            "_posts/2026-03-04-a.md",
            json!({ "categories": ["sea"] }),
            "sea/2026-3/a.html",
        ),
        (Hexo, &none, "about/index.md", json!({}), "about/index.html"),
        (
            Eleventy,
            &none,
            "posts/2026-03-04-a.md",
            json!({}),
            "posts/a/index.html",
        ),
        (
            Eleventy,
            &none,
            "posts/a/a.md",
            json!({}),
            "posts/a/index.html",
        ),
        (
            Eleventy,
            &none,
            "a.md",
            json!({ "permalink": "/x/y.html" }),
            "x/y.html",
        ),
        (Astro, &none, "blog/a.md", json!({}), "blog/a/index.html"),
        (
            Astro,
            &none,
            "blog/a.md",
            json!({ "slug": "b" }),
            "blog/b/index.html",
        ),
        (
            Docusaurus,
            &none,
            "docs/02-sea/01-boats.md",
            json!({}),
            "docs/sea/boats/index.html",
        ),
        (
            Docusaurus,
            &none,
            "docs/sea/README.md",
            json!({}),
            "docs/sea/index.html",
        ),
        (
            Docusaurus,
            &none,
            "docs/a.md",
            json!({ "slug": "/b" }),
            "docs/b/index.html",
        ),
        (
            Docusaurus,
            &none,
            "blog/2026-03-04-a.md",
            json!({}),
            "blog/2026/03/04/a/index.html",
        ),
        (
            Docusaurus,
            &none,
            "blog/2026-03-04-a/index.md",
            json!({ "slug": "b" }),
            "blog/b/index.html",
        ),
    ];
    for (generator, settings, path, front, page) in cases {
        let mut source = SourceFile::of(path, front);
        if generator == Docusaurus {
            source.below = path.split_once('/').unwrap().1.to_owned();
        }
        let outputs = (generator.kind().outputs)(&source, &Settings::of(settings.clone()));
        let keys: Vec<String> = outputs.iter().map(|path| key(path)).collect();
        assert!(
            keys.contains(&key(page)),
            "{generator:?} {path} {page}: {outputs:?}"
        );
    }
}

fn site(files: &[(&str, &str)], options: &SiteOptions) -> (TempDir, Sources) {
    let root = TempDir::new().unwrap();
    for (name, text) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let options = SiteOptions {
        content: options
            .content
            .iter()
            .map(|name| root.path().join(name))
            .collect(),
        ..options.clone()
    };
    let sources = Sources::of(&Site::in_folder(root.path(), &options).unwrap());
    (root, sources)
}

fn first(sources: &Sources, below: &str, named: &[&str]) -> Option<(String, Way)> {
    let named: Vec<String> = named.iter().map(|&name| name.to_owned()).collect();
    let found = sources.candidates(below, &named);
    let (path, way) = found.first()?;
    Some((path.file_name()?.to_str()?.to_owned(), *way))
}

#[test]
fn what_a_page_names_goes_before_the_map_before_the_rules_before_the_name() {
    let (_root, sources) = site(
        &[
            ("hugo.toml", ""),
            (
                "content/posts/a.md",
                "+++\nslug = 'ferry'\ndate = 2026-03-04\n+++\n",
            ),
            ("content/posts/b.md", ""),
            ("content/other/c.md", ""),
        ],
        &SiteOptions {
            map: vec![("mapped/*/index.html".into(), "content/posts/*.md".into())],
            ..SiteOptions::default()
        },
    );
    let edit = "https://code.example/us/site/edit/main/content/posts/b.md";
    for (below, named, file) in [
        (
            "posts/ferry/index.html",
            &[edit][..],
            Some(("b.md", Way::Named)),
        ),
        (
            "posts/ferry/index.html",
            &["content/other/c.md"],
            Some(("c.md", Way::Named)),
        ),
        ("mapped/b/index.html", &[], Some(("b.md", Way::Mapped))),
        (
            "posts/ferry/index.html",
            &["content/gone.md"],
            Some(("a.md", Way::Permalink)),
        ),
        ("2026/03/ferry.html", &[], Some(("a.md", Way::Name))),
        ("posts/index.html", &[], None),
    ] {
        let file = file.map(|(name, way)| (name.to_owned(), way));
        assert_eq!(first(&sources, below, named), file, "{below} {named:?}");
    }
}

#[test]
fn hugo_titles_and_languages_lead_to_sources() {
    let post = "+++\ntitle = \"The Ferry's Last Day\"\ndate = 2026-03-04\n+++\n";
    for (pattern, page) in [
        (
            "/:year/:month/:slug/",
            "2026/03/the-ferrys-last-day/index.html",
        ),
        ("/:title/", "the-ferrys-last-day/index.html"),
    ] {
        let settings = format!(
            "[permalinks]\nposts = '{pattern}'\n[languages.de]\ncontentDir = 'content/de'\n[languages.fr]\n\
             contentDir = 'i18n/fr'\n"
        );
        let (_root, sources) = site(
            &[
                ("hugo.toml", &settings),
                ("content/posts/en.md", post),
                ("content/de/posts/de.md", &post.replace("Ferry", "Fähre")),
                ("i18n/fr/posts/fr.md", &post.replace("Ferry", "Bac")),
            ],
            &SiteOptions::default(),
        );
        for (below, file) in [
            (page.to_owned(), "en.md"),
            (format!("de/{}", page.replace("ferry", "fähre")), "de.md"),
            (format!("fr/{}", page.replace("ferry", "bac")), "fr.md"),
        ] {
            let found = first(&sources, &below, &[]);
            assert_eq!(found, Some((file.to_owned(), Way::Permalink)), "{below}");
        }
        let title = "The Fährys Last Day | Harbour";
        assert_eq!(sources.titled(title), None);
        let titled = sources.titled("The Ferry's Last Day | Harbour").unwrap();
        assert!(titled.ends_with("content/posts/en.md"));
    }
}

#[test]
fn a_map_leads_out_of_the_folders_of_sources() {
    let (_root, sources) = site(
        &[
            ("hugo.toml", ""),
            ("content/a.md", ""),
            ("texts/deep/b.md", ""),
            ("notes/c.txt", ""),
        ],
        &SiteOptions {
            map: vec![
                ("mapped/*/index.html".into(), "./texts/*.md".into()),
                ("c.html".into(), "notes/c.txt".into()),
                ("gone.html".into(), "notes/gone.txt".into()),
            ],
            ..SiteOptions::default()
        },
    );
    for (below, file) in [
        ("mapped/deep/b/index.html", Some("b.md")),
        ("c.html", Some("c.txt")),
        ("gone.html", None),
    ] {
        let found = first(&sources, below, &[]);
        assert_eq!(
            found,
            file.map(|file| (file.to_owned(), Way::Mapped)),
            "{below}"
        );
    }
}

#[test]
fn docusaurus_says_where_its_texts_are() {
    let settings = "export default { presets: [['classic', {\n  docs: { path: 'handbook', routeBasePath: '/help' },\n  \
                    blog: { path: 'news' },\n}]], plugins: [['@docusaurus/plugin-content-docs', { path: './guides' }]] };";
    let (_root, sources) = site(
        &[
            ("docusaurus.config.js", settings),
            ("handbook/sea/01-boats.md", ""),
            ("news/2026-03-04-ferry.md", ""),
            ("guides/start.md", ""),
            ("loose/text.md", ""),
        ],
        &SiteOptions::default(),
    );
    for (below, file) in [
        ("help/sea/boats/index.html", "01-boats.md"),
        ("blog/2026/03/04/ferry/index.html", "2026-03-04-ferry.md"),
        ("docs/start/index.html", "start.md"),
    ] {
        let found = first(&sources, below, &[]);
        assert_eq!(found, Some((file.to_owned(), Way::Permalink)), "{below}");
    }
    assert_eq!(sources.paths().count(), 3);
}

#[test]
fn built_pages_and_packages_are_no_sources() {
    let (_root, sources) = site(
        &[
            (
                ".eleventy.js",
                "module.exports = () => ({ dir: { input: '.', output: 'out' } });",
            ),
            ("posts/a.md", ""),
            ("out/posts/b.html", ""),
            ("node_modules/x/readme.md", ""),
        ],
        &SiteOptions::default(),
    );
    let paths: Vec<_> = sources.paths().collect();
    assert_eq!(paths.len(), 1, "{paths:?}");
}
