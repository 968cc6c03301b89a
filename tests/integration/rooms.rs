//! The order of the rooms in `ARCHITECTURE.md`: a room imports only rooms that stand lower.

mod circles;

use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up. Rooms of one line do not import each other.
const ORDER: &[&[&str]] = &[
    &["finding", "languages", "io"],
    &["text"],
    &["vocabulary"],
    &["yaml"],
    &["dom"],
    &["style"],
    &["page"],
    &["fetch"],
    &["input", "matching", "address"],
    &["site", "originals"],
    &["credit", "library"],
    &["rules"],
    &["audit"],
    &["fix", "search", "cases"],
    &["report"],
    &["letter"],
    &["config"],
    &["lsp"],
    &["cli"],
];

fn rank(room: &str) -> Option<usize> {
    ORDER.iter().position(|rooms| rooms.contains(&room))
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// The code of a file, its tests and comments aside.
fn code_of(text: &str) -> String {
    let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap();
    let lines = code.lines().map(|line| match line.find("//") {
        Some(at) if !line[..at].ends_with(':') => &line[..at],
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The rooms that a file names.
fn imports(text: &str) -> Vec<String> {
    let code = code_of(text);
    code.split("crate::")
        .skip(1)
        .map(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            rest[..end.unwrap_or(rest.len())].to_owned()
        })
        .collect()
}

#[test]
fn no_room_imports_one_that_stands_higher() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&root, &mut all);
    let mut upward = Vec::new();
    for path in all {
        let below = path.strip_prefix(&root).unwrap();
        let first = below.components().next().unwrap().as_os_str();
        let room = first.to_str().unwrap().trim_end_matches(".rs");
        let is_test = below.file_stem().is_some_and(|name| name == "tests");
        if matches!(room, "lib" | "main") || is_test {
            continue;
        }
        let own = rank(room).unwrap_or_else(|| panic!("{room} has no place in the order"));
        let text = fs::read_to_string(&path).unwrap();
        for named in imports(&text) {
            if named != room && rank(&named).is_some_and(|rank| rank >= own) {
                upward.push(format!("{}: {named}", below.display()));
            }
        }
    }
    assert!(upward.is_empty(), "upward imports: {upward:#?}");
}
