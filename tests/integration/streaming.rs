//! What leaves a run while it goes on.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::prose;

/// What is written to a pipe in the end.
const LAST: &str = "<p>The last page of all.</p>";

/// Starts a check of suspects in a folder that holds the original.
fn check(folder: &Path, suspects: &[&str], format: &str) -> Child {
    fs::write(folder.join("ferry.md"), prose::original(prose::ENGLISH)).unwrap();
    Command::new(env!("CARGO_BIN_EXE_creditline"))
        .arg("check")
        .args(suspects)
        .args(["--originals", "ferry.md", "--no-config", "-q", "-f", format])
        .current_dir(folder)
        .stdin(Stdio::piped())
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
        // A pipe that the program was started with: it waits for it until somebody writes to it.
        let mut child = check(folder.path(), &["pages", "/dev/stdin"], format);
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        // The program cannot end before the pipe is written to, so these lines have left before.
        for line in 0..heads + 64 {
            let mut text = String::new();
            assert_ne!(lines.read_line(&mut text).unwrap(), 0, "line {line}");
            let page = format!("pages/{:02}.html", usize::saturating_sub(line, heads));
            assert!(line < heads || text.contains(&page), "{page}: {text}");
        }
        child
            .stdin
            .take()
            .unwrap()
            .write_all(LAST.as_bytes())
            .unwrap();
        let mut rest = String::new();
        lines.read_to_string(&mut rest).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(1));
        assert!(rest.contains("/dev/stdin"), "{rest}");
        assert_eq!(rest.lines().count(), 1, "{rest}");
    }
}

#[test]
fn what_is_piped_in_is_judged_while_more_is_to_come() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("ferry.md"),
        prose::original(prose::ENGLISH),
    )
    .unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_creditline"))
        .args([
            "check",
            "-",
            "--originals",
            "ferry.md",
            "--no-config",
            "-q",
            "-f",
            "jsonl",
        ])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut write = |number: usize| {
        let html = match number % 2 {
            0 => prose::page(prose::ENGLISH, ""),
            _ => format!("<p>Nothing but the number {number}.</p>"),
        };
        let url = format!("https://copier.example/{number}");
        writeln!(stdin, "{}", serde_json::json!({"url": url, "html": html})).unwrap();
    };
    (0..64).for_each(&mut write);
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut line_of = |number: usize| {
        let mut text = String::new();
        assert_ne!(lines.read_line(&mut text).unwrap(), 0, "line {number}");
        let url = format!("\"https://copier.example/{number}\"");
        assert!(text.contains(&url), "{url}: {text}");
        let is_found = text.contains("not-credited");
        assert_eq!(is_found, number.is_multiple_of(2), "{text}");
    };
    // More is to come, and these have left.
    (0..64).for_each(&mut line_of);
    (64..100).for_each(&mut write);
    writeln!(stdin, "no page").unwrap();
    drop(stdin);
    (64..100).for_each(&mut line_of);
    let output = child.wait_with_output().unwrap();
    // The line that is none is an error of the run.
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("the first is line 101"), "{told}");
}
