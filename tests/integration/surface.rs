//! What others may use of the library: a list that is held against the sources, so that nothing becomes public, or is
//! taken away, unseen. It reads `pub` items by their lines, as rustfmt writes them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What macros make.
const MADE: &[&str] = &["report::Format"];

/// The file of a module.
fn file(root: &Path, module: &[String]) -> PathBuf {
    let path = module
        .iter()
        .fold(root.to_owned(), |path, part| path.join(part));
    let single = path.with_extension("rs");
    if single.exists() {
        return single;
    }
    path.join("mod.rs")
}

/// The names that a `use` brings, `*` among them.
fn names(tree: &str) -> Vec<(String, String)> {
    let tree = tree.trim();
    let Some((before, inner)) = tree.split_once('{') else {
        let (path, name) = tree.rsplit_once("::").unwrap_or(("", tree));
        return vec![(path.to_owned(), name.to_owned())];
    };
    let inner = inner.strip_suffix('}').unwrap();
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inner[start..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
        .into_iter()
        .flat_map(|part| names(&format!("{before}{}", part.trim())))
        .collect()
}

/// The public items that a file defines or hands on, and its public modules; without what is hidden.
fn read(path: &Path) -> (Vec<String>, Vec<String>, Vec<(String, String)>) {
    let text = fs::read_to_string(path).unwrap();
    let (mut own, mut modules, mut uses) = (Vec::new(), Vec::new(), Vec::new());
    let mut is_hidden = false;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("#[doc(hidden)]") {
            is_hidden = true;
            continue;
        }
        if line.starts_with("#[") || line.starts_with("//") {
            continue;
        }
        let hidden = std::mem::take(&mut is_hidden);
        let Some(item) = line.strip_prefix("pub ") else {
            continue;
        };
        if let Some(tree) = item.strip_prefix("use ") {
            let mut whole = tree.to_owned();
            while !whole.ends_with(';') {
                whole.push_str(lines.next().unwrap().trim());
            }
            if !hidden {
                uses.extend(names(whole.trim_end_matches(';')));
            }
            continue;
        }
        let item = item.strip_prefix("const fn").map_or(item, |_| &item[6..]);
        let (kind, rest) = item.split_once(' ').unwrap();
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
        let name = rest[..end.unwrap_or(rest.len())].to_owned();
        match kind {
            _ if hidden => {}
            "mod" => modules.push(name),
            "fn" | "struct" | "enum" | "const" | "static" | "trait" | "type" => own.push(name),
            other => panic!("{}: what is `pub {other}`?", path.display()),
        }
    }
    (own, modules, uses)
}

fn walk(root: &Path, module: &[String], path: &Path, into: &mut BTreeSet<String>) {
    let (mut own, modules, uses) = read(path);
    for (from, name) in uses {
        if name == "*" {
            let mut below = module.to_owned();
            below.push(from);
            own.extend(read(&file(root, &below)).0);
        } else {
            own.push(name);
        }
    }
    for name in own {
        into.insert([module, &[name]].concat().join("::"));
    }
    for name in modules {
        let below = [module, &[name]].concat();
        walk(root, &below, &file(root, &below), into);
    }
}

/// Run with `CREDITLINE_BLESS=1` to write the list anew.
#[test]
fn the_list_of_public_items_is_up_to_date() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = here.join("src");
    let mut items: BTreeSet<String> = MADE.iter().map(|made| (*made).to_owned()).collect();
    walk(&root, &[], &root.join("lib.rs"), &mut items);
    let text: String = items.iter().map(|item| format!("{item}\n")).collect();
    let list = here.join("tests/data/public_items.txt");
    if std::env::var_os("CREDITLINE_BLESS").is_some() {
        fs::write(&list, &text).unwrap();
    }
    let written = fs::read_to_string(&list).unwrap_or_default();
    assert!(
        written == text,
        "tests/data/public_items.txt is out of date: run this test with CREDITLINE_BLESS=1 and read the difference"
    );
}
