//! The cases of a publisher: recorded runs, what people decide, and files that are no database of cases.

use std::fs;

use serde_json::Value;

use crate::desk::{Desk, Run};
use crate::prose;

/// A desk with a page without a credit beside the fine one.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("silent.html", prose::page(prose::ENGLISH, "<p>Bye.</p>"));
    desk
}

fn record(desk: &Desk, suspects: &[&str]) -> Run {
    let args = [&["--record"], suspects].concat();
    desk.check(&args)
}

fn cases(desk: &Desk, args: &[&str]) -> Value {
    let args = [&["cases", "list", "-f", "json"], args].concat();
    let run = desk.run(&args);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str::<Value>(&run.stdout).unwrap()["cases"].clone()
}

fn states(desk: &Desk, args: &[&str]) -> Vec<(i64, String)> {
    let listed = cases(desk, args);
    let listed = listed.as_array().unwrap().iter();
    listed
        .map(|case| {
            let state = case["state"].as_str().unwrap().to_owned();
            (case["number"].as_i64().unwrap(), state)
        })
        .collect()
}

#[test]
fn a_recorded_run_says_what_any_run_says_and_the_cases_besides() {
    let desk = desk();
    let plain = desk.check(&["silent.html", "fine.html"]);
    let recorded = record(&desk, &["silent.html", "fine.html"]);
    assert_eq!((plain.code, recorded.code), (1, 1));
    let case = &recorded.audit("silent.html")["matches"][0]["case"];
    assert_eq!(case["number"], 1);
    assert_eq!(case["state"], "found");
    let mut report: Value = serde_json::from_str(&recorded.stdout).unwrap();
    for audit in report["audits"].as_array_mut().unwrap() {
        for found in audit["matches"].as_array_mut().unwrap() {
            assert!(found.as_object_mut().unwrap().remove("case").is_some());
        }
    }
    assert_eq!(
        report,
        serde_json::from_str::<Value>(&plain.stdout).unwrap()
    );
    // Nothing of the database, no time least of all, is in a report for people.
    let people = |record: &[&str]| {
        let args = ["check", "silent.html", "--originals", "original.md"];
        desk.run(&[&args, record].concat()).stdout
    };
    assert_eq!(people(&[]), people(&["--record"]));
    assert!(recorded.stderr.contains("1 new"), "{}", recorded.stderr);
}

#[test]
fn a_copy_is_one_case_however_its_path_is_written() {
    let desk = desk();
    for suspects in [
        &["silent.html"][..],
        &["./silent.html"],
        &["fine.html", "silent.html"],
    ] {
        record(&desk, suspects);
    }
    assert_eq!(states(&desk, &[]), [(1, "found".to_owned())]);
    // Copies that were never at fault are kept in mind, and listed when they are asked for.
    assert_eq!(
        states(&desk, &["--state", "watched"]),
        [(2, "watched".to_owned())]
    );
}

#[test]
fn what_people_decide_is_listed_and_holds() {
    let desk = desk();
    record(&desk, &["silent.html"]);
    let set = desk.run(&[
        "cases",
        "set",
        "1",
        "allowed",
        "--note",
        "agreed <b>by</b> \u{1b}[31m phone",
    ]);
    assert_eq!(set.code, 0, "{}", set.stderr);
    record(&desk, &["silent.html"]);
    assert_eq!(
        states(&desk, &["--state", "allowed"]),
        [(1, "allowed".to_owned())]
    );
    assert_eq!(states(&desk, &["--state", "found"]), []);
    let shown = desk.run(&["cases", "show", "1"]).stdout;
    assert!(
        shown.contains("agreed <b>by</b> \\u{1b}[31m phone -> allowed"),
        "{shown}"
    );
    let gone = desk.run(&["cases", "note", "7", "nobody"]);
    assert_eq!(gone.code, 2);
    assert!(
        gone.stderr.contains("there is no case 7"),
        "{}",
        gone.stderr
    );
    // Time makes a case overdue, and a fault a copy that was watched.
    for state in ["overdue", "watched"] {
        assert_eq!(desk.run(&["cases", "set", "1", state]).code, 2);
    }
}

#[test]
fn cases_are_filtered() {
    let desk = desk();
    desk.write("other.html", prose::page(prose::ENGLISH, "<p>Hi.</p>"));
    record(
        &desk,
        &[
            "silent.html",
            "other.html",
            "--base-url",
            "https://blog.example",
        ],
    );
    desk.run(&["cases", "set", "2", "lapsed"]);
    for (filter, numbers) in [
        (&["--site", "blog.example"][..], &[1, 2][..]),
        (&["--site", "example"], &[1, 2]),
        (&["--site", "log.example"], &[]),
        (&["--state", "lapsed"], &[2]),
        (&["--state", "lapsed", "--state", "found"], &[1, 2]),
        (&["--age", "0"], &[1, 2]),
        (&["--age", "1"], &[]),
        (&["--rule", "no-such-rule"], &[]),
    ] {
        let listed: Vec<i64> = states(&desk, filter)
            .into_iter()
            .map(|(number, _)| number)
            .collect();
        assert_eq!(listed, numbers, "{filter:?}");
    }
    let sites = desk.run(&["cases", "list", "--by-site"]).stdout;
    assert_eq!(sites, "blog.example  2 copies, 1 open\n");
    let table = desk.run(&["cases", "export", "-f", "csv"]).stdout;
    assert_eq!(table.lines().count(), 3, "{table}");
    let all = desk.run(&["cases", "export"]).stdout;
    let all: Value = serde_json::from_str(&all).unwrap();
    assert_eq!(all["cases"][0]["sightings"][0]["seen"], "faulty");
    assert_eq!(
        all["cases"][0]["before"]["findings"][0]["code"],
        "missing-attribution"
    );
}

#[test]
fn what_is_no_database_of_cases_is_left_alone() {
    let desk = desk();
    desk.write(
        "letter.txt",
        "Dear Sir or Madam, this is no database, however long it may become.".repeat(99),
    );
    let refused = |file: &str, says: &str| {
        let before = fs::read(desk.path().join(file)).ok();
        let named = format!("--record={file}");
        for args in [
            &["check", "silent.html", "--originals", "original.md", &named][..],
            &["cases", "list", "--database", file],
            &["cases", "note", "1", "x", "--database", file],
        ] {
            let run = desk.run(args);
            assert_eq!(run.code, 2, "{args:?}: {}", run.stdout);
            assert!(run.stderr.contains(says), "{args:?}: {}", run.stderr);
            assert!(run.stderr.contains(file), "{args:?}: {}", run.stderr);
        }
        assert_eq!(fs::read(desk.path().join(file)).ok(), before);
    };
    refused("letter.txt", "is no database of cases");
    refused("no/such/folder/c.db", "");
    // A database of something else.
    let other = rusqlite::Connection::open(desk.path().join("other.db")).unwrap();
    other
        .execute_batch("CREATE TABLE song (title TEXT)")
        .unwrap();
    drop(other);
    refused("other.db", "is no database of cases");
    // One that a later version wrote.
    record(&desk, &["silent.html"]);
    let later = rusqlite::Connection::open(desk.path().join("creditline.db")).unwrap();
    later.pragma_update(None, "user_version", 99).unwrap();
    later.pragma_update(None, "journal_mode", "delete").unwrap();
    drop(later);
    refused("creditline.db", "was written by a later creditline");
}

#[test]
fn a_damaged_database_is_said_to_be_damaged() {
    let desk = desk();
    for number in 0..40 {
        let name = format!("copy-{number}.html");
        desk.write(
            &name,
            prose::page(prose::ENGLISH, &format!("<p>Bye {number}.</p>")),
        );
    }
    record(&desk, &["."]);
    // One change brings the log into the file.
    desk.run(&["cases", "note", "1", "x"]);
    let file = desk.path().join("creditline.db");
    let mut bytes = fs::read(&file).unwrap();
    for byte in &mut bytes[4096..] {
        *byte ^= 0x5a;
    }
    fs::write(&file, &bytes).unwrap();
    for args in [
        &["cases", "list"][..],
        &[
            "check",
            "silent.html",
            "--originals",
            "original.md",
            "--record",
        ],
    ] {
        let run = desk.run(args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.stdout);
        assert!(
            run.stderr.contains("is damaged"),
            "{args:?}: {}",
            run.stderr
        );
        assert!(run.stderr.contains(".recover"), "{args:?}: {}", run.stderr);
    }
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

/// What a page says of itself reaches every form in which cases are shown.
#[test]
fn what_a_page_says_speaks_to_nobody() {
    let desk = Desk::new();
    let hostile =
        "</title><title>x<img src=x onerror=alert(1)>\u{1b}[2J\u{202e}##[error]y=cmd|' /C calc'!A0";
    let encoded = hostile.replace('&', "&amp;").replace('<', "&lt;");
    let page = prose::page(
        prose::ENGLISH,
        &format!("<p>Source: <a href='https://x.example/\u{202e}##[error]'>{encoded}</a></p>"),
    );
    let page = page.replace(">The ferry<", &format!(">=1+1 {encoded}<"));
    desk.write("a ##[error]b.html", page);
    record(&desk, &["a ##[error]b.html"]);
    desk.run(&["cases", "note", "1", hostile]);
    assert_eq!(desk.run(&["cases", "page", "cases.html"]).code, 0);
    let html = fs::read_to_string(desk.path().join("cases.html")).unwrap();
    let outputs = [
        &["cases", "list"][..],
        &["cases", "list", "--by-site"],
        &["cases", "list", "-f", "json"],
        &["cases", "show", "1"],
        &["cases", "show", "1", "-f", "json"],
        &["cases", "export"],
        &["cases", "export", "-f", "csv"],
        &["recheck", "--dry-run"],
        &["recheck"],
        &["recheck", "-f", "delta"],
        &["recheck", "-f", "json"],
        &["recheck", "-f", "github"],
    ]
    .map(|args| {
        let run = desk.run(args);
        assert!(!run.stdout.is_empty(), "{args:?}: {}", run.stderr);
        run.stdout + &run.stderr
    });
    for text in outputs.iter().chain([&html]) {
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
        assert!(!text.contains("##[error]"), "{text}");
    }
    assert!(
        html.contains("alert(1)") && !html.contains("<img"),
        "{html}"
    );
    let table = &outputs[6];
    assert!(table.contains("'=1+1"), "{table}");
    // The page of cases allows its own style and script only.
    assert!(html.contains("default-src 'none'; style-src 'sha256-"));
}
