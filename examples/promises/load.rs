//! A loaded machine: the same pages on one thread and on many more than there are cores have the same verdicts, and the
//! same reports.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use creditline::{ReadOptions, page, report};

use crate::killed;
use crate::measure::{ARTICLE, Row, URL, library, program, run};

/// Pages, and their bytes.
const PAGES: usize = 24;
const BYTES: usize = 2 * 1024 * 1024;

fn text(number: usize) -> String {
    let mut text = format!(
        "<article><p>{ARTICLE}</p><p>Source: <a href='{URL}'>Wind</a></p></article><aside>"
    );
    let mut line = 0;
    while text.len() < BYTES {
        line += 1;
        text.push_str(&format!(
            "<p class=n{line}>Line {line} of page {number} says {} and <b>nothing</b> more.</p>",
            line * number
        ));
    }
    text
}

fn judged(library: &creditline::Library, text: &str) -> String {
    match page::read(text.as_bytes(), &ReadOptions::default()) {
        Ok(page) => report::json_line(&library.audit(&page)),
        Err(error) => error.code().to_owned(),
    }
}

/// 24 pages of 2 MiB on 24 threads at once (`quick`: of them, eight).
pub(crate) fn promise(quick: bool) -> Row {
    let pages: Vec<String> = (0..if quick { 8 } else { PAGES }).map(text).collect();
    let library = library();
    let alone: Vec<String> = pages.iter().map(|text| judged(&library, text)).collect();
    let together: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = pages
            .iter()
            .map(|text| scope.spawn(|| judged(&library, text)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_default())
            .collect()
    });
    let failed: Vec<String> = alone
        .iter()
        .zip(&together)
        .enumerate()
        .filter(|(_, (alone, together))| alone != together || !alone.contains("\"credited\""))
        .map(|(number, (_, together))| {
            format!(
                "page {number} of 2 MiB on {} threads: {}",
                pages.len(),
                together.lines().next().unwrap_or_default()
            )
        })
        .collect();
    Row {
        promise: "load: pages of 2 MiB, a thread each, have the verdicts that they have alone"
            .to_owned(),
        tried: pages.len(),
        worst: format!("{} other", failed.len()),
        failed,
    }
}

/// Every format at 1, 2, 8 and 64 threads (`quick`: 1 and 8) while other work keeps all cores busy.
pub(crate) fn threads(quick: bool) -> Row {
    let counts: &[&str] = if quick { &["8"] } else { &["2", "8", "64"] };
    let program = program();
    let folder = tempfile::TempDir::new().unwrap();
    killed::site(folder.path());
    let report = |format: &str, threads: &str| {
        let args = killed::checking(&["-f", format, "-j", threads]);
        run(&program, folder.path(), &args)
    };
    let formats = [
        "human", "json", "jsonl", "csv", "sarif", "html", "markdown", "github",
    ];
    let alone: Vec<_> = formats
        .iter()
        .map(|format| (*format, report(format, "1")))
        .collect();
    let is_over = AtomicBool::new(false);
    let mut failed = Vec::new();
    thread::scope(|scope| {
        for _ in 0..2 * thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    std::hint::spin_loop();
                }
            });
        }
        for (format, alone) in &alone {
            if !alone.as_ref().is_ok_and(|(report, _)| !report.is_empty()) {
                failed.push(format!("{format} on one thread: {alone:?}"));
            }
            for threads in counts {
                if report(format, threads) != *alone {
                    failed.push(format!("{format} on {threads} threads"));
                }
            }
        }
        is_over.store(true, Ordering::Relaxed);
    });
    Row {
        promise: "threads: the same bytes in every format at any number of threads, on busy cores"
            .to_owned(),
        tried: formats.len() * counts.len(),
        worst: format!("{} other", failed.len()),
        failed,
    }
}
