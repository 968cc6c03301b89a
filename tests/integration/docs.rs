//! The documentation holds together: links lead to files, every page is in the book, and lists name what there is.

use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Parser, Tag};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the project.
pub(crate) fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The names of the files in a folder that end so.
fn names(folder: &str, ending: &str) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(ending))
        .collect();
    names.sort();
    names
}

/// Where the links and pictures of a page lead that are no addresses, without their anchors.
fn relative_links(page: &str) -> Vec<String> {
    Parser::new(page)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                Some(dest_url.into_string())
            }
            _ => None,
        })
        .filter(|link| !link.contains("://") && !link.starts_with("mailto:"))
        .filter_map(|link| link.split('#').next().map(str::to_owned))
        .filter(|link| !link.is_empty())
        .collect()
}

#[test]
fn links_lead_to_files() {
    let mut pages: Vec<PathBuf> = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]
        .map(PathBuf::from)
        .into();
    pages.extend(
        names("docs", ".md")
            .into_iter()
            .map(|name| Path::new("docs").join(name)),
    );
    let mut seen = 0;
    for page in pages {
        for link in relative_links(&text(page.to_str().unwrap())) {
            let target = root().join(page.parent().unwrap()).join(&link);
            assert!(target.exists(), "{}: {link} is not there", page.display());
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen} links");
}

#[test]
fn every_page_is_in_the_book_once() {
    let mut listed = relative_links(&text("docs/SUMMARY.md"));
    listed.sort();
    let mut pages = names("docs", ".md");
    pages.retain(|name| name != "SUMMARY.md");
    assert_eq!(listed, pages);
}

#[test]
fn every_room_has_its_question() {
    let page = text("ARCHITECTURE.md");
    for entry in std::fs::read_dir(root().join("src")).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            let room = entry.file_name().into_string().unwrap();
            assert!(page.contains(&format!("\n| `{room}`")), "{room}");
        }
    }
}

#[test]
fn the_readme_is_short() {
    let lines = text("README.md").lines().count();
    assert!(
        lines < 250,
        "{lines} lines: what is more belongs into docs/"
    );
}

/// The reference of rules names every built-in set and every demand.
#[test]
fn the_references_are_complete() {
    let rules = text("docs/rules.md");
    for set in names("rules", ".yaml") {
        assert!(rules.contains(&format!("(../rules/{set})")), "{set}");
    }
    let schema: serde_json::Value = serde_json::from_str(&text("schemas/rules.v1.json")).unwrap();
    let demands = demands(&schema);
    assert!(demands.len() > 15, "{demands:?}");
    for demand in demands {
        assert!(rules.contains(&format!("`{demand}`")), "{demand}");
    }
}

/// The keys of an item of `require`.
fn demands(schema: &serde_json::Value) -> Vec<String> {
    let forms = schema["definitions"]["alternative"]["oneOf"].as_array();
    forms
        .into_iter()
        .flatten()
        .filter_map(|form| form["properties"].as_object())
        .flat_map(|properties| properties.keys().cloned())
        .collect()
}
