//! Circles between files: none imports what imports it, over however many others. A file may use what its parent
//! declares, for that is how a folder shares; what the parent only hands on counts as what it hands on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{code_of, files};

type Module = Vec<String>;

/// What a file imports, as paths from the root, and under which names it knows what.
#[derive(Default)]
struct File {
    paths: Vec<Module>,
    names: BTreeMap<String, Module>,
}

struct Crate {
    files: BTreeMap<Module, File>,
}

impl Crate {
    fn read(root: &Path) -> Self {
        let mut all = Vec::new();
        files(root, &mut all);
        let mut texts = BTreeMap::new();
        for path in all {
            let below = path.strip_prefix(root).unwrap().with_extension("");
            let mut module: Module = below
                .iter()
                .map(|part| part.to_str().unwrap().to_owned())
                .collect();
            match module.last().map(String::as_str) {
                Some("mod") => drop(module.pop()),
                Some("tests" | "main") => continue,
                Some("lib") => module.clear(),
                _ => {}
            }
            texts.insert(module, fs::read_to_string(&path).unwrap());
        }
        let modules: BTreeSet<Module> = texts.keys().cloned().collect();
        let files = texts
            .iter()
            .map(|(module, text)| (module.clone(), read(module, text, &modules)))
            .collect();
        Self { files }
    }

    /// The file in which what a path names is declared: names that a file hands on lead further.
    fn home(&self, path: &[String], steps: usize) -> Module {
        let length = (0..=path.len())
            .rev()
            .find(|length| self.files.contains_key(&path[..*length]))
            .unwrap();
        let (module, rest) = path.split_at(length);
        let handed_on = rest
            .first()
            .and_then(|name| self.files[module].names.get(name));
        match handed_on {
            Some(other) if steps > 0 && other != path => {
                let whole = [other.as_slice(), &rest[1..]].concat();
                self.home(&whole, steps - 1)
            }
            _ => module.to_vec(),
        }
    }

    /// Which file imports which, the parents aside.
    fn imports(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let of = |(module, file): (&Module, &File)| {
            let homes = file.paths.iter().map(|path| self.home(path, 8));
            let others = homes.filter(|home| !module.starts_with(home));
            (module.clone(), others.collect())
        };
        self.files.iter().map(of).collect()
    }
}

fn read(module: &[String], text: &str, modules: &BTreeSet<Module>) -> File {
    let code = code_of(text);
    let mut file = File::default();
    let mut rest = String::new();
    for statement in code.split_inclusive(';') {
        let is_use = |at: &usize| {
            let line = statement[..*at].rsplit('\n').next().unwrap().trim();
            line.is_empty() || line.starts_with("pub")
        };
        let start = statement
            .match_indices("use ")
            .map(|(at, _)| at)
            .find(is_use);
        let Some(start) = start.filter(|_| statement.ends_with(';')) else {
            rest.push_str(statement);
            continue;
        };
        rest.push_str(&statement[..start]);
        let tree = &statement[start + "use ".len()..statement.len() - 1];
        for (path, name) in leaves(tree) {
            if let Some(path) = from_root(module, &path, modules) {
                file.names.insert(name, path.clone());
                file.paths.push(path);
            }
        }
    }
    for path in rest.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':') {
        let path: Module = path.split("::").map(str::to_owned).collect();
        if path.len() < 2 {
            continue;
        }
        let named = file
            .names
            .get(&path[0])
            .map(|known| [known, &path[1..]].concat());
        file.paths
            .extend(from_root(module, &path, modules).or(named));
    }
    file
}

/// The paths of a `use`, each with the name by which it is known.
fn leaves(tree: &str) -> Vec<(Module, String)> {
    let tree = tree.trim();
    if let Some((before, inside)) = tree.split_once('{') {
        let inside = inside.strip_suffix('}').unwrap_or(inside);
        let before: Module = path_of(before);
        let mut depth = 0;
        let parts = inside.split(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        });
        return parts
            .filter(|part| !part.trim().is_empty())
            .flat_map(leaves)
            .map(|(path, name)| {
                let whole = [before.as_slice(), &path].concat();
                (whole, name)
            })
            .map(|(mut path, name)| {
                let is_itself = path.last().is_some_and(|last| last == "self");
                if is_itself {
                    path.pop();
                    let name = path.last().cloned().unwrap_or_default();
                    return (path, name);
                }
                (path, name)
            })
            .collect();
    }
    let (path, name) = match tree.split_once(" as ") {
        Some((path, name)) => (path_of(path), Some(name.trim().to_owned())),
        None => (path_of(tree), None),
    };
    let name = name.or_else(|| path.last().cloned()).unwrap_or_default();
    vec![(path, name)]
}

fn path_of(text: &str) -> Module {
    text.split("::")
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty() && part != "*")
        .collect()
}

/// A path as the root sees it; `None` where it leads out of the crate.
fn from_root(module: &[String], path: &[String], modules: &BTreeSet<Module>) -> Option<Module> {
    let supers = path.iter().take_while(|part| *part == "super").count();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([module, &path[1..]].concat()),
        "super" => {
            let above = module.get(..module.len().checked_sub(supers)?)?;
            Some([above, &path[supers..]].concat())
        }
        child => {
            let child = [module, &[child.to_owned()]].concat();
            modules.contains(&child).then(|| [module, path].concat())
        }
    }
}

/// Sets of files each of which leads to all others.
fn circles(imports: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<BTreeSet<Module>> {
    let reached = |from: &Module| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&Module> = imports[from].iter().collect();
        while let Some(next) = open.pop() {
            if seen.insert(next) {
                open.extend(&imports[next]);
            }
        }
        seen
    };
    let reached: BTreeMap<&Module, BTreeSet<&Module>> =
        imports.keys().map(|from| (from, reached(from))).collect();
    let mut found: Vec<BTreeSet<Module>> = Vec::new();
    for (from, others) in &reached {
        if !others.contains(from) || found.iter().any(|circle| circle.contains(*from)) {
            continue;
        }
        let back = others.iter().filter(|other| reached[*other].contains(from));
        found.push(back.map(|other| (*other).clone()).collect());
    }
    found
}

#[test]
fn no_files_import_each_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let found: Vec<BTreeSet<String>> = circles(&Crate::read(&root).imports())
        .into_iter()
        .map(|circle| circle.into_iter().map(|file| file.join("::")).collect())
        .collect();
    assert!(found.is_empty(), "files that import each other: {found:#?}");
}

#[test]
fn circles_are_found_through_what_files_hand_on() {
    let texts = [
        ("", "mod a;\nmod b;\n"),
        (
            "a",
            "mod one;\nmod two;\npub use one::One;\npub(crate) use two::{Two, self as other};\n",
        ),
        (
            "a::one",
            "use super::Two;\npub struct One;\n// use super::Two;\n",
        ),
        ("a::two", "use std::fmt;\nfn f(one: &super::One) {}\n"),
        (
            "b",
            "use crate::a::{One, two::{self, Two}};\n#[cfg(test)]\nmod tests { use super::*; }\n",
        ),
    ];
    let module = |name: &str| -> Module { path_of(name) };
    let modules: BTreeSet<Module> = texts.iter().map(|(name, _)| module(name)).collect();
    let files = texts
        .iter()
        .map(|(name, text)| (module(name), read(&module(name), text, &modules)))
        .collect();
    let found = circles(&Crate { files }.imports());
    let circle: BTreeSet<Module> = ["a::one", "a::two"].map(module).into();
    assert_eq!(found, [circle]);
}
