//! How large a database of cases becomes and how fast it answers: `cargo run --release --example cases_load -- FILE [CASES [RUNS]]`.

#![allow(clippy::print_stdout, missing_docs)]

use std::env;
use std::path::Path;
use std::time::Instant;

use creditline::audit::{Audit, Library, read_original};
use creditline::cases::{Database, Due, Filter, PageKind, PageSeen, Run, RunKind, State};
use creditline::page::{self, ReadOptions};
use creditline::rules::RuleSets;

const TEXT: &str = "The ferry to the islands leaves at seven, and whoever misses it has a day to think about why. \
    The captain has waited for nobody since the winter of the great ice, not even for the mayor, who came late.";
const DAY: i64 = 86_400;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = env::args().skip(1);
    let file = args.next().ok_or("name the file to write")?;
    let mut number = |or: usize| args.next().map_or(Ok(or), |text| text.parse());
    let (cases, runs) = (number(10_000)?, number(50)?);
    let rules = RuleSets::builtin();
    let original = format!(
        "{TEXT}\n\nOriginal article, Author: Ada. If you wish to reprint this article, please indicate the source: \
         https://harbour.example/ferry"
    );
    let read = |text: &str| page::read(text.as_bytes(), &ReadOptions::default());
    let library = Library::new(vec![read_original(&read(&original)?, &rules)?], &rules);
    let silent = library.audit(&read(&format!("<p>{TEXT}</p>"))?);
    let credited = library.audit(&read(&format!(
        "<p>{TEXT}</p><p>Source: <a href='https://harbour.example/ferry'>Harbour</a>, by Ada</p>"
    ))?);
    let started = Instant::now();
    let mut at = 1_800_000_000;
    for run in 0..runs {
        let mut recorded = Run::begin(
            Database::create(Path::new(&file))?,
            RunKind::Recheck,
            &library,
            at,
        )?;
        for case in 0..cases {
            // One of seven mends after some runs, and one of those breaks again.
            let mended = case % 7 == 0 && run > case % 11 && (case % 49 != 0 || run % 17 != 16);
            let mut audit: Audit = if mended {
                credited.clone()
            } else {
                silent.clone()
            };
            audit.page.location = format!(
                "https://site-{}.example/articles/of-the-year/{case}.html",
                case % 997
            );
            let page = PageSeen {
                audit: &audit,
                kind: PageKind::Found,
                evidence: None,
                at,
            };
            recorded.page(page)?;
        }
        recorded.end(at)?;
        at += DAY;
    }
    println!(
        "recorded {cases} cases x {runs} runs in {:.1?}",
        started.elapsed()
    );
    println!("file: {} bytes", std::fs::metadata(&file)?.len());
    let due = Due { now: at, days: 14 };
    for _ in 0..2 {
        let started = Instant::now();
        let database = Database::look(Path::new(&file))?;
        let rows = database.list(&Filter::default(), due)?;
        println!("list: {} rows in {:.1?}", rows.len(), started.elapsed());
        let started = Instant::now();
        let open = database.to_recheck(due)?;
        let fixed = open.iter().filter(|row| row.state == State::Fixed).count();
        println!(
            "to recheck: {} rows, {fixed} fixed, in {:.1?}",
            open.len(),
            started.elapsed()
        );
    }
    Ok(())
}
