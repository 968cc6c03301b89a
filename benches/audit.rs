//! Whole pages, from bytes to the verdict: 100 KB of HTML against 200 originals; and real pages beside what the bare
//! parse of them costs, which is what speed is measured by.

#![allow(missing_docs, clippy::print_stderr, clippy::unwrap_used)]

mod common;
#[path = "common/page.rs"]
mod made_up;
#[path = "common/real.rs"]
mod real;

use creditline::{Library, ReadOptions, RuleSets, page, read_original};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

fn library(count: u64) -> Library {
    let rules = RuleSets::builtin();
    let originals = (0..count)
        .map(|seed| {
            let text = format!(
                "{}\n\nOriginal article, Author: Ada. If you wish to reprint this article, please indicate the source: \
                 https://news.example/{seed}",
                common::article(seed, 800).join("\n\n")
            );
            let page = page::read(text.as_bytes(), &ReadOptions::default()).expect("readable");
            read_original(&page, &rules).expect("an original")
        })
        .collect();
    Library::new(originals, &rules)
}

#[divan::bench]
fn reprint(bencher: Bencher<'_, '_>) {
    run(bencher, 7);
}

#[divan::bench]
fn unrelated(bencher: Bencher<'_, '_>) {
    run(bencher, 100_000);
}

fn run(bencher: Bencher<'_, '_>, seed: u64) {
    let library = library(200);
    let html = made_up::page(
        &common::article(seed, 800),
        &format!("https://news.example/{seed}"),
    );
    bencher
        .counter(BytesCount::new(html.len()))
        .counter(ItemsCount::new(1usize))
        .bench(|| {
            let page = library.read(black_box(html.as_bytes()), &ReadOptions::default());
            page.map(|page| library.audit(&page).matches.len())
        });
}

/// The measure: what scraper takes to parse a page and to give its text.
#[divan::bench(sample_count = 20)]
fn real_pages_parsed(bencher: Bencher<'_, '_>) {
    let pages = real::pages();
    bencher.counter(ItemsCount::new(pages.len())).bench(|| {
        let text = |bytes: &Vec<u8>| {
            let html = scraper::Html::parse_document(&String::from_utf8_lossy(bytes));
            html.root_element().text().map(str::len).sum::<usize>()
        };
        pages.iter().map(text).sum::<usize>()
    });
}

#[divan::bench(sample_count = 20)]
fn real_pages_audited(bencher: Bencher<'_, '_>) {
    let pages = real::pages();
    let library = library(200);
    bencher.counter(ItemsCount::new(pages.len())).bench(|| {
        let matches = |bytes: &Vec<u8>| {
            let page = library.read(bytes, &ReadOptions::default());
            page.map_or(0, |page| library.audit(&page).matches.len())
        };
        pages.iter().map(matches).sum::<usize>()
    });
}
