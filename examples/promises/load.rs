//! A loaded machine: the same pages on one thread and on many more than there are cores have the same verdicts.

use std::thread;

use creditline::{ReadOptions, page, report};

use crate::measure::{ARTICLE, Row, URL, library};

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
