//! Runs that are killed or interrupted at any moment: no file is half written, the next run takes away what was left, and
//! an interrupted report is whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::measure::{ARTICLE, Random, Row, original, program, run};
use crate::network;

/// Pages of the site whose check is killed.
const PAGES: usize = 40;
/// Pages that are fetched and kept by a check that is killed.
const KEPT: usize = 300;

fn page(number: usize) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>Copy {number}</title></head><body><article><h1>Copy</h1><p>{ARTICLE}</p>\
         </article><p>Page {number} of a site.</p></body></html>"
    )
}

/// Copies of the article, and the original beside them.
pub(crate) fn site(folder: &Path) {
    fs::create_dir_all(folder.join("site")).unwrap();
    fs::write(folder.join("o.md"), original()).unwrap();
    for number in 0..PAGES {
        fs::write(folder.join(format!("site/{number}.html")), page(number)).unwrap();
    }
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        match fs::read(entry.path()) {
            Ok(bytes) => drop(all.insert(name, bytes)),
            Err(_) => {
                for (below, bytes) in files(&entry.path()) {
                    all.insert(format!("{name}/{below}"), bytes);
                }
            }
        }
    }
    all
}

/// Makes files as old as if their run had been killed a while ago: one of a moment ago may still be written.
fn age<'f>(folder: &Path, files: impl Iterator<Item = &'f String>) {
    for file in files {
        let file = fs::File::options().write(true).open(folder.join(file));
        let past = std::time::SystemTime::now() - Duration::from_secs(90);
        drop(file.and_then(|file| file.set_modified(past)));
    }
}

fn start(program: &Path, folder: &Path, args: &[&str]) -> Child {
    Command::new(program)
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The arguments of a check of the site.
pub(crate) fn checking<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["check", "site", "--originals", "o.md"], more].concat()
}

/// The name of a way of writing, and what a check is asked that does it.
type Writing = (&'static str, &'static [&'static str]);

const WRITING: &[Writing] = &[
    ("--fix", &["--fix"]),
    (
        "--report",
        &["--report", "json=r.json", "--report", "html=r.html"],
    ),
    (
        "--baseline",
        &["--baseline", "known.txt", "--update-baseline"],
    ),
];

/// Each way of writing, killed so often at a moment of its own.
pub(crate) fn promise(quick: bool) -> Row {
    let times = if quick { 10 } else { 100 };
    let program = program();
    let mut random = Random(7);
    let (mut tried, mut failed) = (0, Vec::new());
    let mut inside = 0;
    for (name, asked) in WRITING {
        let args = &checking(asked);
        let whole = tempfile::TempDir::new().unwrap();
        site(whole.path());
        let before = files(whole.path());
        let started = Instant::now();
        drop(run(&program, whole.path(), args));
        let length = started.elapsed();
        let after = files(whole.path());
        for round in 0..times {
            tried += 1;
            let folder = tempfile::TempDir::new().unwrap();
            site(folder.path());
            let mut child = start(&program, folder.path(), args);
            let part = u32::try_from(random.below(1_000)).unwrap_or_default();
            std::thread::sleep(length * part / 1_000);
            drop(child.kill());
            drop(child.wait());
            let left = files(folder.path());
            if left != before && left != after {
                inside += 1;
            }
            for (file, bytes) in &left {
                let is_known = before.get(file) == Some(bytes) || after.get(file) == Some(bytes);
                if !is_known && !file.contains(".creditline-") {
                    failed.push(format!("{name}, round {round}: {file} is half written"));
                }
            }
            age(
                folder.path(),
                left.keys().filter(|file| file.contains(".creditline-")),
            );
            // The next run ends as the one that nobody disturbed, and nothing of the killed one is left.
            drop(run(&program, folder.path(), args));
            let ended = files(folder.path());
            if ended.keys().ne(after.keys()) {
                let odd: Vec<_> = ended
                    .keys()
                    .filter(|file| !after.contains_key(*file))
                    .collect();
                failed.push(format!("{name}, round {round}: left behind: {odd:?}"));
            }
        }
    }
    Row {
        promise: "kill -9 during --fix, --report and --baseline: each file is as before or as after, the next run clears up".to_owned(),
        tried,
        worst: format!("{inside} between the first and the last file"),
        failed,
    }
}

/// A check of addresses that keeps what it fetched, killed so often: the next run with the same cache says what a run says
/// that nobody disturbed, and leaves nothing else in the cache.
pub(crate) fn cache(quick: bool) -> Row {
    let times = if quick { 10 } else { 100 };
    let program = program();
    let port = network::serve();
    let list: String = (0..KEPT)
        .map(|number| format!("http://127.0.0.1:{port}/fine/{number}\n"))
        .collect();
    let args = network::checking(&["--cache-dir", "cache"]);
    let whole = network::listed(&list);
    let started = Instant::now();
    let expected = run(&program, whole.path(), &args);
    let length = started.elapsed();
    // The second run writes when it last cleaned.
    drop(run(&program, whole.path(), &args));
    let names = files(whole.path());
    let mut random = Random(13);
    let (mut failed, mut inside) = (Vec::new(), 0);
    if !expected
        .as_ref()
        .is_ok_and(|(report, _)| report.contains("\"credited\""))
    {
        failed.push(format!("undisturbed: {expected:?}"));
    }
    if names.len() < KEPT {
        failed.push(format!(
            "of {KEPT} pages these were kept: {:?}",
            names.keys()
        ));
    }
    for round in 0..times {
        let folder = network::listed(&list);
        let mut child = start(&program, folder.path(), &args);
        let part = u32::try_from(random.below(1_000)).unwrap_or_default();
        std::thread::sleep(length * part / 1_000);
        drop(child.kill());
        drop(child.wait());
        let left = files(folder.path());
        if left.len() > 3 && left.len() < names.len() {
            inside += 1;
        }
        age(
            folder.path(),
            left.keys().filter(|file| file.contains("/unfinished/")),
        );
        if run(&program, folder.path(), &args).map(|(report, _)| report)
            != expected.clone().map(|(report, _)| report)
        {
            failed.push(format!("round {round}: another report"));
        }
        let ended = files(folder.path());
        let odd: Vec<_> = ended
            .keys()
            .filter(|file| !names.contains_key(*file))
            .collect();
        if !odd.is_empty() {
            failed.push(format!("round {round}: left behind: {odd:?}"));
        }
    }
    Row {
        promise: "kill -9 while pages are kept: the next run with that cache says what one says that nobody disturbed".to_owned(),
        tried: times,
        worst: format!("{inside} with a part of the pages kept"),
        failed,
    }
}

/// A check of many pages, interrupted so often: a valid report of what was done, and the exit code that says so.
pub(crate) fn interrupts(quick: bool) -> Row {
    let times = if quick { 10 } else { 50 };
    let program = program();
    let folder = tempfile::TempDir::new().unwrap();
    site(folder.path());
    let args = checking(&["-f", "json", "-j", "1"]);
    let started = Instant::now();
    drop(run(&program, folder.path(), &args));
    let length = started.elapsed().max(Duration::from_millis(20));
    let before = files(folder.path());
    let mut random = Random(11);
    let (mut failed, mut stopped) = (Vec::new(), 0);
    for round in 0..times {
        let child = start(&program, folder.path(), &args);
        let part = u32::try_from(random.below(1_200)).unwrap_or_default();
        std::thread::sleep(length * part / 1_000);
        let signal = if round % 2 == 0 { "-INT" } else { "-TERM" };
        let sent = Command::new("kill")
            .args([signal, &child.id().to_string()])
            .stderr(Stdio::null())
            .status();
        drop(sent);
        let Ok(output) = child.wait_with_output() else {
            failed.push(format!("round {round}: no end"));
            continue;
        };
        let report = serde_json::from_slice::<serde_json::Value>(&output.stdout);
        match (output.status.code(), report) {
            (Some(1), Ok(_)) => {}
            (Some(130), Ok(report)) => {
                stopped += 1;
                let told = report["summary"]["pages"].as_u64();
                let audits = report["audits"]
                    .as_array()
                    .map(|audits| audits.len() as u64);
                if told != audits {
                    failed.push(format!(
                        "round {round}: {told:?} pages told, {audits:?} in the report"
                    ));
                }
            }
            // Before the program listens, a signal does what it does everywhere.
            (None, Err(_)) if output.stdout.is_empty() => {}
            (Some(130), Err(_)) if output.stdout.is_empty() => stopped += 1,
            (code, report) => failed.push(format!(
                "round {round}: exit code {code:?}, {} bytes, report {}",
                output.stdout.len(),
                if report.is_ok() { "whole" } else { "broken" }
            )),
        }
        if files(folder.path()) != before {
            failed.push(format!("round {round}: files were left"));
        }
    }
    Row {
        promise: "interrupts: a whole report of what was done, exit code 130, no file left"
            .to_owned(),
        tried: times,
        worst: format!("{stopped} stopped in the middle"),
        failed,
    }
}
