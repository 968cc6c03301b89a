//! What leaves a run while it goes on.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::prose;

/// What is written to a pipe in the end.
const LAST: &str = "<p>The last page of all.</p>";

/// Makes a pipe with a name: a suspect that the program waits for until somebody writes to it.
fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

/// Starts a check of suspects in a folder that holds the original.
fn check(folder: &Path, suspects: &[&str], format: &str) -> Child {
    fs::write(folder.join("ferry.md"), prose::original(prose::ENGLISH)).unwrap();
    Command::new(env!("CARGO_BIN_EXE_creditline"))
        .arg("check")
        .args(suspects)
        .args(["--originals", "ferry.md", "--no-config", "-q", "-f", format])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn lines_and_rows_leave_while_pages_are_still_to_come() {
    for (format, heads) in [("jsonl", 0), ("csv", 1)] {
        let folder = tempfile::tempdir().unwrap();
        let pages = folder.path().join("pages");
        fs::create_dir(&pages).unwrap();
        for number in 0..64 {
            // Whole copies, with and without credit, and pages that copy nothing.
            let html = match number % 3 {
                0 => prose::page(prose::ENGLISH, prose::CREDIT),
                1 => prose::page(prose::ENGLISH, ""),
                _ => format!("<p>Nothing but the number {number}.</p>"),
            };
            fs::write(pages.join(format!("{number:02}.html")), html).unwrap();
        }
        let last = folder.path().join("last.html");
        pipe(&last);
        let mut child = check(folder.path(), &["pages", "last.html"], format);
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        // The program cannot end before the pipe is written to, so these lines have left before.
        for line in 0..heads + 64 {
            let mut text = String::new();
            assert_ne!(lines.read_line(&mut text).unwrap(), 0, "line {line}");
            let page = format!("pages/{:02}.html", usize::saturating_sub(line, heads));
            assert!(line < heads || text.contains(&page), "{page}: {text}");
        }
        fs::write(&last, LAST).unwrap();
        let mut rest = String::new();
        lines.read_to_string(&mut rest).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(1));
        assert!(rest.contains("last.html"), "{rest}");
        assert_eq!(rest.lines().count(), 1, "{rest}");
    }
}
