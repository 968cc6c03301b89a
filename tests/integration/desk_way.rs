//! The publisher's way as a whole: find, record, write, check again, thank.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::desk::{Desk, Run, finish};
use crate::prose;
use crate::server::{Server, answer, page};

/// What is at each path of the copier: with its credit, without, or nothing.
type Pages = Arc<Mutex<BTreeMap<String, Option<bool>>>>;

struct Way {
    desk: Desk,
    pages: Pages,
    copier: Server,
    /// What the engine names.
    hits: Arc<Mutex<Vec<String>>>,
    _engine: Server,
}

impl Way {
    fn new() -> Self {
        let pages = Pages::default();
        let shown = Arc::clone(&pages);
        let copier = Server::pages(move |asked| match shown.lock().unwrap().get(asked.path()) {
            Some(Some(true)) => page(prose::page(prose::ENGLISH, prose::CREDIT).as_bytes()),
            Some(Some(false)) => page(prose::page(prose::ENGLISH, "").as_bytes()),
            _ => answer("404 Not Found", &[], b""),
        });
        let hits = Arc::new(Mutex::new(Vec::new()));
        let named = Arc::clone(&hits);
        let engine = Server::pages(move |_| {
            let results: Vec<Value> = named
                .lock()
                .unwrap()
                .iter()
                .map(|url| json!({"url": url}))
                .collect();
            answer(
                "200 OK",
                &[],
                json!({"results": results}).to_string().as_bytes(),
            )
        });
        let desk = Desk::new();
        desk.write(
            "creditline.yaml",
            format!(
                "version: 1\noriginals: [original.md]\nsearch:\n  ours:\n    address: \"{}?q={{query}}\"\n    results: /results/*/url\n    rate: 1ms\n\
                 letters:\n  sender: {{ name: The Desk, address: rights@river.example }}\n  reply-days: 14\nnetwork: {{ allow-private: true, interval: 1ms, cache: false }}\n",
                engine.url("/s")
            ),
        );
        Self {
            desk,
            pages,
            copier,
            hits,
            _engine: engine,
        }
    }

    /// Puts pages in their state, and lets the engine know of them.
    fn show(&self, pages: &[(&str, Option<bool>)]) {
        let mut shown = self.pages.lock().unwrap();
        let mut hits = self.hits.lock().unwrap();
        for (path, state) in pages {
            shown.insert((*path).to_owned(), *state);
            let url = self.copier.url(path).to_string();
            if !hits.contains(&url) {
                hits.push(url);
            }
        }
    }

    fn run(&self, day: i64, args: &[&str]) -> Run {
        let seconds = (1_800_000_000 + day * 86_400).to_string();
        finish(self.desk.command(args).env("SOURCE_DATE_EPOCH", seconds))
    }

    /// The state of each case, by its page.
    fn states(&self) -> BTreeMap<String, String> {
        let run = self.desk.run(&[
            "cases", "list", "-f", "json", "--state", "found", "--state", "noticed", "--state",
            "fixed", "--state", "gone", "--state", "reopened", "--state", "watched",
        ]);
        let list: Value =
            serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
        let cases = list["cases"].as_array().unwrap().iter();
        cases
            .map(|case| {
                let page = url::Url::parse(case["page"].as_str().unwrap()).unwrap();
                (
                    page.path().to_owned(),
                    case["state"].as_str().unwrap().to_owned(),
                )
            })
            .collect()
    }
}

fn states(of: &[(&str, &str)]) -> BTreeMap<String, String> {
    of.iter()
        .map(|(page, state)| ((*page).to_owned(), (*state).to_owned()))
        .collect()
}

#[test]
fn copies_are_found_recorded_written_about_and_seen_mended() {
    let way = Way::new();
    way.show(&[
        ("/mends", Some(false)),
        ("/goes", Some(false)),
        ("/fine", Some(true)),
    ]);
    let found = way.run(0, &["find", "--record", "-f", "json"]);
    assert_eq!(found.code, 1, "{}", found.stderr);
    let first = states(&[
        ("/mends", "found"),
        ("/goes", "found"),
        ("/fine", "watched"),
    ]);
    assert_eq!(way.states(), first);

    // The same search finds the same cases, none twice.
    assert_eq!(way.run(0, &["find", "--record", "-f", "json"]).code, 1);
    assert_eq!(way.states(), first);

    way.desk.write("report.json", &found.stdout);
    let written = way.run(
        1,
        &["notice", "report.json", "--record", "--eml", "letters"],
    );
    assert_eq!(written.code, 0, "{}", written.stderr);
    assert_eq!(
        written.stdout.lines().count(),
        1,
        "one site, one letter: {}",
        written.stdout
    );
    let noticed = states(&[
        ("/mends", "noticed"),
        ("/goes", "noticed"),
        ("/fine", "watched"),
    ]);
    assert_eq!(way.states(), noticed);

    // Two days in a row are believed, and a new copy is a new case.
    way.show(&[
        ("/mends", Some(true)),
        ("/goes", None),
        ("/new", Some(false)),
    ]);
    way.run(3, &["recheck"]);
    assert_eq!(way.states(), noticed);
    let delta = way.run(4, &["recheck", "-f", "delta"]);
    assert_eq!(delta.code, 0, "{}{}", delta.stdout, delta.stderr);
    let ended = [("/mends", "fixed"), ("/goes", "gone"), ("/fine", "watched")];
    assert_eq!(way.states(), states(&ended));
    let found = way.run(5, &["find", "--record", "-f", "json"]);
    assert_eq!(found.code, 1, "{}", found.stderr);
    assert_eq!(
        way.states(),
        states(&[&ended[..], &[("/new", "found")]].concat())
    );

    // Thanks ask for nothing and move no case; a reminder is for what is still open.
    way.desk.write("report.json", &found.stdout);
    let thanks = way.run(
        6,
        &["notice", "report.json", "--tone", "thanks", "--record"],
    );
    assert!(
        thanks.stdout.contains("/mends\n") && !thanks.stdout.contains("/new\n"),
        "{}",
        thanks.stdout
    );
    assert!(
        !thanks.stdout.contains("your answer by"),
        "{}",
        thanks.stdout
    );
    let reminder = way.run(6, &["notice", "report.json", "--tone", "reminder"]);
    assert!(
        reminder.stdout.contains("/new\n") && !reminder.stdout.contains("/mends\n"),
        "{}",
        reminder.stdout
    );
    assert_eq!(
        way.states(),
        states(&[&ended[..], &[("/new", "found")]].concat())
    );

    // What falls back is told.
    way.show(&[("/mends", Some(false))]);
    let delta = way.run(8, &["recheck", "-f", "delta"]);
    assert_eq!(delta.code, 1, "{}{}", delta.stdout, delta.stderr);
    assert!(
        delta
            .stdout
            .lines()
            .any(|line| line.starts_with("reopened") && line.contains("/mends")),
        "{}",
        delta.stdout
    );
}
