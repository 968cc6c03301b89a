//! What hostile and large texts cost, in seconds.

use std::time::Instant;

use creditline::matching::{Marks, Matcher, Params, Prepared, compare};

use crate::table::{Bar, Row};

fn prepared(text: &str) -> Prepared {
    Prepared::new(text, &Marks::default())
}

/// Words that look random and are not.
fn words(seed: u64, count: usize) -> String {
    let mut state = seed;
    (0..count)
        .map(|index| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let rank = (state >> 33) % 50 * ((state >> 40) % 90);
            format!("w{rank}{}", if index % 14 == 13 { ". " } else { " " })
        })
        .collect()
}

fn row(what: &str, bar: f64, seconds: f64, note: String) -> Row {
    Row {
        set: "cost".to_owned(),
        what: what.to_owned(),
        bar: Bar::AtMost(bar),
        values: [seconds; 3],
        note,
    }
}

pub(crate) fn cost() -> Vec<Row> {
    let original = words(1, 2_000);
    let first: Vec<&str> = original.split(' ').take(5).collect();
    let megabyte = 1_000_000;
    let pages = [
        ("1 MB of one word", "word ".repeat(megabyte / 5)),
        (
            "1 MB of two words in turn",
            "left right ".repeat(megabyte / 11),
        ),
        (
            "1 MB of one sequence of the original",
            format!("{} ", first.join(" ")).repeat(megabyte / 30),
        ),
        ("the original 500 times", original.repeat(500)),
        ("1 MB of other words", words(2, megabyte / 6)),
        ("1 MB of one Han character", "转".repeat(megabyte / 3)),
    ];
    let mut rows = Vec::new();
    for (what, page) in &pages {
        for (against, original) in [("an article", original.as_str()), ("itself", page)] {
            // The issue asks for 1 MB; this page has six.
            if against == "itself" && page.len() > 2 * megabyte {
                continue;
            }
            let started = Instant::now();
            let reuse = compare(&prepared(original), &prepared(page), &Params::default());
            rows.push(row(
                &format!("{what} against {against}, s"),
                1.0,
                started.elapsed().as_secs_f64(),
                format!(
                    "{:?}, {} passages, bounded: {}",
                    reuse.class,
                    reuse.passages.len(),
                    reuse.bounded
                ),
            ));
        }
    }
    let originals: Vec<String> = (0..2_000).map(|seed| words(seed, 2_000)).collect();
    let started = Instant::now();
    let matcher = Matcher::new(originals.iter().map(|text| prepared(text)).collect());
    rows.push(row(
        "index of 2,000 originals, s",
        10.0,
        started.elapsed().as_secs_f64(),
        String::new(),
    ));
    let page = format!(
        "{} {} {}",
        words(7_001, 800),
        &originals[7][..originals[7].len() / 5],
        words(7_002, 800)
    );
    let mut times: Vec<f64> = (0..15)
        .map(|_| {
            let started = Instant::now();
            let found = matcher.matches(&prepared(&page), &|_| Params::default());
            assert!(found.iter().any(|found| found.0 == 7));
            started.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    rows.push(row(
        "a page of 2,000 words against 2,000 originals, s",
        0.005,
        times[7],
        format!("fastest {:.4}", times[0]),
    ));
    rows
}
