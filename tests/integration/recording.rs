//! Recording that is cut off, done twice at once, or done in another order.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use creditline::audit::{Audit, Library, read_original};
use creditline::cases::{Database, Due, Filter, PageKind, PageSeen, Run, RunKind, State};
use creditline::page::{self, ReadOptions};
use creditline::rules::RuleSets;
use flate2::read::MultiGzDecoder;
use rusqlite::Connection;
use serde_json::Value;

use crate::desk::{Desk, finish};
use crate::prose;
use crate::server::{Asked, Server, page as served};

/// How often a run is killed: a run of the test takes seconds.
const KILLS: usize = 20;
/// Copies that each run checks.
const COPIES: usize = 12;

const DUE: Due = Due { now: 0, days: 14 };

/// A desk that fetches without a pause.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write(
        "creditline.yaml",
        "version: 1\nnetwork: {interval: 0s, per-host: 8}\n",
    );
    desk
}

/// A site of copies; each says its own path, and while it is mended gives the credit.
fn site(is_mended: &Arc<AtomicBool>) -> Server {
    let is_mended = Arc::clone(is_mended);
    Server::pages(move |asked: &Asked| {
        thread::sleep(Duration::from_millis(5));
        let credit = if is_mended.load(Ordering::SeqCst) {
            prose::CREDIT
        } else {
            ""
        };
        let body = format!("{credit}<p>Read {} too.</p>", asked.path());
        served(prose::page(prose::ENGLISH, &body).as_bytes())
    })
}

fn every_case(database: &Path) -> Vec<(i64, State)> {
    let all = Filter {
        states: State::ALL.to_vec(),
        ..Filter::default()
    };
    let rows = Database::look(database).unwrap().list(&all, DUE).unwrap();
    let mut cases: Vec<_> = rows.iter().map(|row| (row.number, row.state)).collect();
    cases.sort_by_key(|(number, _)| *number);
    cases
}

/// The file is whole, each case stands where its history puts it, and evidence is there and whole.
fn assert_whole(desk: &Desk) {
    let file = desk.path().join("creditline.db");
    let connection = Connection::open(&file).unwrap();
    let told: String = connection
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(told, "ok");
    let mut kept = connection
        .prepare("SELECT DISTINCT lower(hex(evidence)) FROM sighting WHERE evidence IS NOT NULL")
        .unwrap();
    let kept: BTreeSet<String> = { kept.query_map([], |row| row.get(0)).unwrap() }
        .map(Result::unwrap)
        .collect();
    let mut whole = BTreeSet::new();
    for entry in fs::read_dir(desk.path().join("evidence"))
        .into_iter()
        .flatten()
    {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        // What a killed process was writing has a name of its own, and is swept up later.
        let Some(hash) = name.strip_suffix(".warc.gz") else {
            assert!(name.starts_with(".creditline-"), "{name}");
            continue;
        };
        let mut text = String::new();
        MultiGzDecoder::new(fs::File::open(&path).unwrap())
            .read_to_string(&mut text)
            .unwrap();
        assert!(text.trim_end().ends_with("</html>"), "{name}");
        whole.insert(hash.to_owned());
    }
    assert!(kept.is_subset(&whole), "{kept:?} {whole:?}");
    let sights: Vec<(i64, i64)> = connection
        .prepare("SELECT copy.id, count(sighting.run) FROM copy LEFT JOIN sighting ON copy = copy.id GROUP BY copy.id")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(sights.iter().all(|(_, count)| *count > 0), "{sights:?}");
}

#[cfg(unix)]
#[test]
fn whoever_is_killed_loses_nothing_that_was_told() {
    let desk = desk();
    let is_mended = Arc::new(AtomicBool::new(false));
    let server = site(&is_mended);
    let mut told: BTreeSet<i64> = BTreeSet::new();
    for round in 0..KILLS {
        let urls: Vec<String> = (0..COPIES)
            .map(|copy| server.url(&format!("/{round}/{copy}")).to_string())
            .collect();
        let mut args = vec![
            "check",
            "--record",
            "-f",
            "jsonl",
            "--originals",
            "original.md",
        ];
        args.extend(urls.iter().map(String::as_str));
        let mut child = desk
            .command(&args)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        // Every second one is killed while it tells what it has recorded, the others at some time before.
        if round % 2 == 0 {
            let line = lines.next().unwrap().unwrap();
            told.extend(numbers(&line));
        } else {
            thread::sleep(Duration::from_millis(40 * round as u64));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            told.extend(numbers(&line));
        }
        let known: BTreeSet<i64> = every_case(&desk.path().join("creditline.db"))
            .into_iter()
            .map(|(number, _)| number)
            .collect();
        assert!(told.is_subset(&known), "round {round}: {told:?} {known:?}");
        assert_whole(&desk);
    }
    assert!(told.len() >= KILLS / 2, "{told:?}");
    // The same for rechecks, which see that the copies were mended. Whatever was cut off, two whole runs put it right.
    is_mended.store(true, Ordering::SeqCst);
    for round in 0..KILLS {
        let mut child = desk
            .command(&["recheck"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(60 + 40 * round as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_whole(&desk);
    }
    for _ in 0..2 {
        let run = desk.run(&["recheck"]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    }
    let cases = every_case(&desk.path().join("creditline.db"));
    assert!(
        cases.iter().all(|(_, state)| *state == State::Fixed),
        "{cases:?}"
    );
}

/// The cases that a line of the report names. A line that was cut off tells nothing.
fn numbers(line: &str) -> Vec<i64> {
    let Ok(audit) = serde_json::from_str::<Value>(line) else {
        return Vec::new();
    };
    let matches = audit["matches"].as_array().cloned().unwrap_or_default();
    matches
        .iter()
        .filter_map(|found| found["case"]["number"].as_i64())
        .collect()
}

#[test]
fn two_processes_record_at_once() {
    let desk = desk();
    let server = site(&Arc::default());
    let urls: Vec<String> = (0..COPIES)
        .map(|copy| server.url(&format!("/{copy}")).to_string())
        .collect();
    for round in 1..=3 {
        let mut args = vec!["check", "--record", "--originals", "original.md"];
        args.extend(urls.iter().map(String::as_str));
        let runs: Vec<_> = thread::scope(|scope| {
            let both = [0, 1].map(|_| scope.spawn(|| finish(&mut desk.command(&args))));
            both.map(|one| one.join().unwrap()).into()
        });
        for run in runs {
            assert_eq!(run.code, 1, "{}", run.stderr);
        }
        let cases = every_case(&desk.path().join("creditline.db"));
        assert_eq!(cases.len(), COPIES);
        let connection = Connection::open(desk.path().join("creditline.db")).unwrap();
        let sights: i64 = connection
            .query_row("SELECT count(*) FROM sighting", [], |row| row.get(0))
            .unwrap();
        assert_eq!(usize::try_from(sights).unwrap(), COPIES * 2 * round);
    }
    assert_whole(&desk);
}

/// What two runs may see of a page.
fn audits(library: &Library) -> Vec<Audit> {
    let audit = |html: &str| {
        let mut audit =
            library.audit(&page::read(html.as_bytes(), &ReadOptions::default()).unwrap());
        audit.page.location = "https://copier.example/a".to_owned();
        audit
    };
    let mut gone = Audit::failed(
        "https://copier.example/a".to_owned(),
        creditline::audit::Status::Unreadable,
        creditline::audit::Reason::new(creditline::finding::ReasonKind::HttpStatus, "gone"),
    );
    let unread = gone.clone();
    gone.page.is_gone = true;
    vec![
        audit(&prose::page(prose::ENGLISH, "")),
        audit(&prose::page(prose::ENGLISH, prose::CREDIT)),
        audit(&prose::page(
            "Soup with leeks for four people and a dog.",
            "",
        )),
        gone,
        unread,
    ]
}

#[test]
fn the_order_in_which_two_runs_write_changes_nothing() {
    let rules = RuleSets::builtin();
    let original = prose::original(prose::ENGLISH);
    let original = page::read(
        original.as_bytes(),
        &ReadOptions {
            location: "original.md".to_owned(),
            ..ReadOptions::default()
        },
    );
    let original = read_original(&original.unwrap(), &rules).unwrap();
    let library = Library::new(vec![original], &rules);
    let audits = audits(&library);
    let folder = tempfile::tempdir().unwrap();
    // The runs begin one after the other, and write in either order, the second page in the other.
    for (number, (one, two)) in (0..audits.len())
        .flat_map(|one| (0..audits.len()).map(move |two| (one, two)))
        .enumerate()
    {
        let mut outcomes = BTreeSet::new();
        for order in 0..4 {
            let file = folder.path().join(format!("{number}-{order}.db"));
            let begin = |at| {
                let database = Database::create(&file).unwrap();
                Run::begin(database, RunKind::Check, &library, at).unwrap()
            };
            let write = |run: &mut Run, audit: usize, path: &str, at| {
                let mut audit = audits[audit].clone();
                audit.page.location = format!("https://copier.example/{path}");
                run.page(PageSeen {
                    audit: &audit,
                    kind: PageKind::Found,
                    evidence: None,
                    at,
                })
                .unwrap();
            };
            let mut zero = begin(0);
            write(&mut zero, 0, "a", 0);
            write(&mut zero, 1, "b", 0);
            zero.end(0).unwrap();
            let (mut first, mut second) = (begin(10), begin(20));
            for (path, swapped) in [("a", order & 1 == 1), ("b", order & 2 == 2)] {
                if swapped {
                    write(&mut second, two, path, 20);
                    write(&mut first, one, path, 10);
                } else {
                    write(&mut first, one, path, 10);
                    write(&mut second, two, path, 20);
                }
            }
            first.end(20).unwrap();
            second.end(20).unwrap();
            let all = Filter {
                states: State::ALL.to_vec(),
                ..Filter::default()
            };
            let mut rows = Database::look(&file).unwrap().list(&all, DUE).unwrap();
            rows.sort_by_key(|row| row.number);
            outcomes.insert(format!("{rows:?}"));
        }
        assert_eq!(outcomes.len(), 1, "{one} then {two}: {outcomes:#?}");
    }
}

/// A page is one case however it is spelled, it is found again from another folder, and a file that was moved is not gone.
#[test]
fn files_of_cases_are_found_from_the_folder_of_the_database() {
    let desk = Desk::new();
    for folder in ["s", "x"] {
        fs::create_dir(desk.path().join(folder)).unwrap();
    }
    desk.write("s/bad.html", prose::page(prose::ENGLISH, ""));
    let whole = desk.path().join("s");
    for (folder, page) in [("", "s"), ("s", "bad.html"), ("x", whole.to_str().unwrap())] {
        let up = if folder.is_empty() { "" } else { "../" };
        let record = format!("--record={up}creditline.db");
        let originals = format!("{up}original.md");
        let args = ["check", page, "--originals", &originals, &record];
        let run = crate::desk::run(&desk.path().join(folder), &args);
        assert_eq!(run.code, 1, "{}", run.stderr);
    }
    let again = || {
        let args = [
            "recheck",
            "--database",
            "../creditline.db",
            "--originals",
            "../original.md",
        ];
        crate::desk::run(&desk.path().join("x"), &args)
    };
    for _ in 0..2 {
        let run = again();
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    }
    fs::rename(desk.path().join("s"), desk.path().join("t")).unwrap();
    for _ in 0..2 {
        let run = again();
        assert_eq!(run.code, 3, "{}{}", run.stdout, run.stderr);
        assert!(!run.stdout.contains("gone"), "{}", run.stdout);
    }
    let list = desk.run(&["cases", "list"]).stdout;
    assert_eq!(list.matches("bad.html").count(), 1, "{list}");
}
