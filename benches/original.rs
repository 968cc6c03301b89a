//! Reading an original: its terms against the bare parse of its page, in one run.

#![allow(missing_docs, clippy::unwrap_used)]

use creditline::{ReadOptions, RuleSets, page, read_original};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// An article of our own: title, menu and paragraphs, one a line.
const ARTICLE: &str = include_str!("../tests/data/wordings/articles/en.txt");

/// A page of 6 KB with a notice below the text.
fn source() -> String {
    const SIZE: usize = 5_600;
    let mut text = String::new();
    for paragraph in ARTICLE.lines().skip(2).cycle() {
        if text.len() + paragraph.len() > SIZE {
            break;
        }
        text.push_str(paragraph);
        text.push_str("</p>\n<p>");
    }
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>A day at the weir</title>\
         <link rel=canonical href=https://weir.example/posts/7></head><body><article><h1>A day at the weir</h1>\
         <p>{text}Written by Ada Marsh. If you reprint this article, please name the author and link to \
         https://weir.example/posts/7</p></article></body></html>"
    )
}

fn read(source: &str) -> page::Page {
    page::read(source.as_bytes(), &ReadOptions::default()).unwrap()
}

/// The measure: scraper's parse of the page, without anything of ours.
#[divan::bench]
fn bare_parse(bencher: Bencher<'_, '_>) {
    let source = source();
    bencher.bench(|| scraper::Html::parse_document(black_box(&source)));
}

#[divan::bench]
fn read_page(bencher: Bencher<'_, '_>) {
    let source = source();
    bencher.bench(|| read(black_box(&source)));
}

#[divan::bench]
fn original(bencher: Bencher<'_, '_>) {
    let rules = RuleSets::builtin();
    let page = read(&source());
    bencher.bench(|| read_original(black_box(&page), &rules));
}
