//! What `--fix` keeps of the files that it writes, and what it leaves alone.

#![cfg(unix)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::desk::{Desk, Run};
use crate::prose;

/// An original that names its address and `pages` copies of it that credit nobody.
fn desk(pages: &[&str]) -> Desk {
    let desk = Desk::new();
    fs::create_dir(desk.path().join("site")).unwrap();
    for page in pages {
        desk.write(page, prose::page(prose::ENGLISH, ""));
    }
    desk
}

fn fix(desk: &Desk, what: &str) -> Run {
    desk.run(&["check", what, "--originals", "original.md", "--fix"])
}

fn is_mended(path: &Path) -> bool {
    fs::read_to_string(path).unwrap().contains("river.example")
}

#[test]
fn other_names_and_attributes_of_a_file_are_kept() {
    let desk = desk(&["site/page.html", "site/marked.html"]);
    let (page, other) = (
        desk.path().join("site/page.html"),
        desk.path().join("other.html"),
    );
    fs::hard_link(&page, &other).unwrap();
    let marked = desk.path().join("site/marked.html");
    let has_attributes = xattr::set(&marked, "user.note", b"ours").is_ok();
    fs::set_permissions(&page, Permissions::from_mode(0o640)).unwrap();
    let run = fix(&desk, "site");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        is_mended(&page) && is_mended(&other),
        "one file of two names"
    );
    assert_eq!(
        fs::metadata(&page).unwrap().ino(),
        fs::metadata(&other).unwrap().ino()
    );
    assert_eq!(fs::metadata(&page).unwrap().mode() & 0o777, 0o640);
    assert!(is_mended(&marked));
    if has_attributes {
        assert_eq!(
            xattr::get(&marked, "user.note").unwrap().as_deref(),
            Some(&b"ours"[..])
        );
    } else {
        eprintln!("skipped: this file system has no extended attributes");
    }
    let left = fs::read_dir(desk.path().join("site")).unwrap().count();
    assert_eq!(left, 2, "nothing stays beside the pages");
}

#[test]
fn the_owner_of_a_file_is_kept() {
    let desk = desk(&["page.html"]);
    let page = desk.path().join("page.html");
    if std::os::unix::fs::chown(&page, Some(12_345), Some(12_345)).is_err() {
        eprintln!("skipped: only root can give a file away");
        return;
    }
    let run = fix(&desk, "page.html");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(is_mended(&page));
    let facts = fs::metadata(&page).unwrap();
    assert_eq!((facts.uid(), facts.gid()), (12_345, 12_345));
}

#[test]
fn a_protected_file_costs_itself_only() {
    let desk = desk(&["site/a.html", "site/b.html", "site/c.html"]);
    let protected = desk.path().join("site/b.html");
    fs::set_permissions(&protected, Permissions::from_mode(0o444)).unwrap();
    let run = fix(&desk, "site");
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(
        run.stderr.contains("b.html`: the file is write-protected"),
        "{}",
        run.stderr
    );
    assert!(
        is_mended(&desk.path().join("site/a.html")) && is_mended(&desk.path().join("site/c.html"))
    );
    assert!(!is_mended(&protected));
    assert!(
        run.stdout.contains("missing-attribution"),
        "the report still comes: {}",
        run.stdout
    );
}

#[test]
fn what_a_killed_run_left_is_taken_away() {
    let desk = desk(&["site/page.html"]);
    let left = desk.path().join("site/.creditline-Ab12Cd.tmp");
    let used = desk.path().join("site/.creditline-Ef34Gh.tmp");
    let others = desk.path().join("site/notes.tmp");
    for path in [&left, &used, &others] {
        let file = fs::File::create(path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(60))
            .unwrap();
    }
    let held = fs::File::open(&used).unwrap();
    held.lock().unwrap();
    let run = fix(&desk, "site");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!left.exists(), "nobody writes it any more");
    assert!(used.exists() && others.exists());
}
