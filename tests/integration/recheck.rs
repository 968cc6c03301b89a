//! The way of a publisher over five days: a site that copies, mends, removes and breaks its pages again; what each day
//! changed, and what is kept as evidence.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use creditline::cases::{Database, Letter};
use flate2::read::MultiGzDecoder;
use serde_json::{Value, json};

use crate::desk::{Desk, Run, finish};
use crate::prose;
use crate::server::{Asked, Server, answer};

const DAY: i64 = 86_400;
/// The morning of the first day.
const FIRST: i64 = 1_800_000_000;

/// What the site shows of the article on a day.
#[derive(Clone, Copy)]
enum Shows {
    Copy,
    Credited,
    Other,
    Gone,
    Broken,
}

/// The site from the first day to the last.
const SITE: &[(&str, [Shows; 6])] = {
    use Shows::{Broken, Copy, Credited, Gone, Other};
    &[
        ("/stays", [Copy, Copy, Copy, Copy, Copy, Copy]),
        ("/mends", [Copy, Credited, Credited, Credited, Copy, Copy]),
        ("/goes", [Copy, Gone, Gone, Gone, Credited, Credited]),
        ("/empties", [Copy, Copy, Other, Other, Other, Other]),
        ("/breaks", [Copy, Broken, Broken, Copy, Broken, Broken]),
        ("/loses", [Credited, Credited, Credited, Copy, Copy, Copy]),
    ]
};

fn show(shows: Shows, path: &str) -> Vec<u8> {
    let html = |body: String| {
        // Hostile headers are kept as they are, and mean nothing.
        let headers = [
            "Content-Type: text/html; charset=utf-8",
            "X-Odd: WARC/1.1 ::error::",
        ];
        answer("200 OK", &headers, body.as_bytes())
    };
    match shows {
        Shows::Copy => html(prose::page(
            prose::ENGLISH,
            &format!("<p>More on {path}.</p>"),
        )),
        Shows::Credited => html(prose::page(prose::ENGLISH, prose::CREDIT)),
        Shows::Other => html(prose::page(
            "Nothing is left here but a recipe for soup with leeks.",
            "",
        )),
        Shows::Gone => answer("410 Gone", &[], b"gone"),
        Shows::Broken => answer("500 Oops", &[], b"oops"),
    }
}

/// A desk, a site, and a day.
struct Copier {
    desk: Desk,
    server: Server,
    day: Arc<AtomicUsize>,
}

impl Copier {
    fn new() -> Self {
        let day = Arc::new(AtomicUsize::new(0));
        let today = Arc::clone(&day);
        let server = Server::pages(move |asked: &Asked| {
            let of_path = SITE.iter().find(|(path, _)| *path == asked.path());
            match of_path {
                Some((path, days)) => show(days[today.load(Ordering::SeqCst)], path),
                None => answer("404 Not Found", &[], b""),
            }
        });
        let desk = Desk::new();
        desk.write(
            "creditline.yaml",
            "version: 1\nnetwork: {interval: 0s, attempts: 1}\n",
        );
        Self { desk, server, day }
    }

    /// Runs the program on a day, counted from the first.
    fn run(&self, day: i64, args: &[&str]) -> Run {
        // A clock that was put back turns no page back.
        let shown = usize::try_from(day).unwrap_or(4);
        self.day.store(shown, Ordering::SeqCst);
        let seconds = (FIRST + day * DAY).to_string();
        finish(self.desk.command(args).env("SOURCE_DATE_EPOCH", seconds))
    }

    /// The first day: the copies are found.
    fn found(&self) {
        let urls: Vec<String> = SITE
            .iter()
            .map(|(path, _)| self.server.url(path).to_string())
            .collect();
        let mut args = vec!["check", "--record", "--originals", "original.md"];
        args.extend(urls.iter().map(String::as_str));
        let run = self.run(0, &args);
        assert_eq!(run.code, 1, "{}", run.stderr);
    }

    /// Checks again on a day; gives the exit code and the delta, each list as paths.
    fn again(&self, day: i64, args: &[&str]) -> (i32, Value) {
        let args = [&["recheck", "--due", "2", "-f", "json"], args].concat();
        let run = self.run(day, &args);
        let delta: Value = serde_json::from_str(&run.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}{}", run.stdout, run.stderr));
        let mut lists = json!({});
        for name in ["new", "reopened", "mended", "gone", "overdue", "open"] {
            let paths: Vec<Value> = delta[name]
                .as_array()
                .unwrap()
                .iter()
                .map(|case| {
                    let page = case["page"].as_str().unwrap();
                    page.rsplit('/').next().unwrap().into()
                })
                .collect();
            if !paths.is_empty() {
                lists[name] = paths.into();
            }
        }
        (run.code, lists)
    }

    fn database(&self) -> PathBuf {
        self.desk.path().join("creditline.db")
    }

    fn states(&self) -> Vec<(String, String)> {
        let run = self.run(5, &["cases", "export"]);
        let all: Value = serde_json::from_str(&run.stdout).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let mut states: Vec<_> = all["cases"]
            .as_array()
            .unwrap()
            .iter()
            .map(|case| {
                (
                    text(&case["page"]).rsplit('/').next().unwrap().to_owned(),
                    text(&case["state"]),
                )
            })
            .collect();
        states.sort();
        states
    }
}

#[test]
fn five_days_of_a_copier() {
    let copier = Copier::new();
    copier.found();
    // A letter about the first case; two days to answer it.
    let letter = Letter {
        told: "friendly, en",
        asks: true,
        reply_by: None,
    };
    let state = Database::open(&copier.database())
        .unwrap()
        .letter(1, letter, FIRST)
        .unwrap();
    assert_eq!(state.as_str(), "noticed");
    // Looking ahead asks nobody and records nothing.
    let asked = copier.server.asked().len();
    let planned = copier.run(1, &["recheck", "--dry-run"]);
    assert_eq!(
        (planned.code, planned.stdout.matches("http://").count()),
        (0, 6),
        "{}",
        planned.stdout
    );
    assert_eq!(copier.server.asked().len(), asked);

    let news = copier.desk.path().join("news.json");
    let tell = format!("cat > '{}'", news.display());
    // One page cannot be judged; another gives the credit for the first time, a third is gone for the first time.
    assert_eq!(
        copier.again(1, &["--on-change", &tell]),
        (
            3,
            json!({"open": ["mends", "goes", "empties", "breaks", "stays"]})
        )
    );
    assert!(!news.exists(), "nothing has changed yet");
    assert_eq!(
        copier.again(2, &["--allow-unverifiable", "--on-change", &tell]),
        (
            0,
            json!({"mended": ["mends"], "gone": ["goes"], "open": ["empties", "breaks", "stays"]})
        )
    );
    let told: Value = serde_json::from_str(&fs::read_to_string(&news).unwrap()).unwrap();
    assert_eq!(told["mended"][0]["before"], "found");
    assert_eq!(told["schema"], "creditline.cases/1");
    assert_eq!(
        copier.again(3, &[]),
        (
            1,
            json!({"new": ["loses"], "gone": ["empties"], "overdue": ["stays"], "open": ["breaks"]})
        )
    );
    assert_eq!(
        copier.again(4, &[]),
        (
            1,
            json!({"reopened": ["mends"], "overdue": ["stays"], "open": ["breaks", "loses"]})
        )
    );
    // The clock is put back: the order of the runs holds, and nothing is overdue before its time.
    assert_eq!(
        copier.again(-9, &["--allow-unverifiable"]),
        (
            0,
            json!({"mended": ["goes"], "open": ["breaks", "loses", "mends", "stays"]})
        )
    );
    let expected = [
        ("breaks", "found"),
        ("empties", "gone"),
        ("goes", "fixed"),
        ("loses", "found"),
        ("mends", "reopened"),
        ("stays", "noticed"),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(page, state)| ((*page).to_owned(), (*state).to_owned()))
        .collect();
    assert_eq!(copier.states(), expected);
    // Every form of the delta names the case, and none speaks to a runner.
    for format in ["human", "delta", "github"] {
        let run = copier.run(
            5,
            &[
                "recheck",
                "--due",
                "2",
                "-f",
                format,
                "--allow-unverifiable",
            ],
        );
        assert!(
            run.stdout.contains("overdue") && run.stdout.contains("/stays"),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn evidence_gives_the_verdict_that_was_recorded() {
    let copier = Copier::new();
    copier.found();
    for day in 1..6 {
        copier.again(day, &[]);
    }
    let all = copier.run(5, &["cases", "export"]).stdout;
    let all: Value = serde_json::from_str(&all).unwrap();
    let mut judged = 0;
    for case in all["cases"].as_array().unwrap() {
        let page = case["page"].as_str().unwrap();
        for sighting in case["sightings"].as_array().unwrap() {
            let Some(file) = sighting["evidence"].as_str() else {
                continue;
            };
            let run = copier.desk.check(&[file]);
            let audit = run.audit(page);
            let seen = match audit["verdict"].as_str() {
                Some("not-credited") => "faulty",
                Some(verdict) => verdict,
                None => "absent",
            };
            assert_eq!(sighting["seen"], seen, "{page}: {sighting}");
            judged += 1;
        }
    }
    // Six pages as they were found; five that came to look otherwise, one of them twice; what did not change is kept once.
    assert_eq!(judged, 6 + 5, "{all:#}");
    let text = unpacked(&copier.desk.path().join("evidence")).join("\n");
    assert!(
        text.contains("X-Odd: WARC/1.1 ::error::") || text.contains("x-odd: WARC/1.1 ::error::"),
        "{text}"
    );
    assert!(text.contains("WARC-Date: 2027-01-15T08:00:00Z"));
}

/// The files of evidence, each whole.
fn unpacked(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "gz"))
        .map(|path| {
            let mut text = String::new();
            MultiGzDecoder::new(fs::File::open(&path).unwrap())
                .read_to_string(&mut text)
                .unwrap();
            assert!(text.trim_end().ends_with("</html>"), "{}", path.display());
            text
        })
        .collect()
}

#[test]
fn a_page_that_only_an_archive_knew_is_asked_for_politely() {
    let copier = Copier::new();
    copier.found();
    let evidence = fs::read_dir(copier.desk.path().join("evidence"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let evidence = evidence.to_str().unwrap();
    // In a database of its own the page was found, not typed.
    copier.run(
        0,
        &[
            "check",
            evidence,
            "--record=other.db",
            "--originals",
            "original.md",
        ],
    );
    let run = copier.run(1, &["recheck", "--database", "other.db", "-f", "json"]);
    assert_eq!(run.code, 3, "{}", run.stdout);
    assert!(
        run.stdout.contains("\"unjudged\": 1"),
        "a private address that nobody typed is not asked: {}",
        run.stdout
    );
    let allowed = copier.run(
        1,
        &[
            "recheck",
            "--database",
            "other.db",
            "--allow-private-hosts",
            "--allow-unverifiable",
        ],
    );
    assert_eq!(allowed.code, 0, "{}", allowed.stderr);
    assert!(copier.server.paths().contains(&"/robots.txt".to_owned()));
}
