//! Reading pages: bare parse against the whole way from bytes to blocks, on pages made up here.

#![allow(clippy::print_stderr)]

#[path = "common/real.rs"]
mod real;

use creditline::page::{self, ReadOptions};

fn main() {
    divan::main();
}

/// A page of about `kilobytes` KiB in the shape of a news site: a style sheet, navigation, paragraphs with links, a
/// list of related articles, a footer.
fn news_page(kilobytes: usize) -> String {
    let mut source = String::from(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Bench</title><style>",
    );
    for number in 0..200 {
        source.push_str(&format!(
            ".c{number} .d{number}>a{{color:#333;display:block;margin:0 {number}px}}"
        ));
    }
    source.push_str("</style></head><body><nav><ul>");
    for number in 0..60 {
        source.push_str(&format!(
            "<li class='menu-item c{number}'><a href='/s/{number}'>Section {number}</a></li>"
        ));
    }
    source.push_str("</ul></nav><main><article class='post'><h1>Bench</h1>");
    let mut number = 0;
    while source.len() < kilobytes * 1024 {
        number += 1;
        source.push_str(&format!(
            "<div class='block c{number}'><p class='text d{number}'>Paragraph {number} of an article that <b>was</b> made up &amp; is read \
             <a class='link' href='https://example.org/{number}?a=1&amp;b=2'>again and again</a>, for measuring only.</p></div>\n"
        ));
    }
    source.push_str("</article></main><aside class='related-posts'><ul>");
    for number in 0..20 {
        source.push_str(&format!(
            "<li><a href='/r/{number}'>Related {number}</a></li>"
        ));
    }
    source.push_str("</ul></aside><footer>Imprint</footer></body></html>");
    source
}

fn options() -> ReadOptions {
    ReadOptions {
        location: "bench.html".to_owned(),
        ..ReadOptions::default()
    }
}

/// The lower bound: scraper's parse, without limits, lines or blocks.
#[divan::bench(args = [10, 100, 1000])]
fn bare_parse(bencher: divan::Bencher<'_, '_>, kilobytes: usize) {
    let source = news_page(kilobytes);
    bencher
        .counter(divan::counter::BytesCount::of_str(&source))
        .bench(|| scraper::Html::parse_document(&source));
}

#[divan::bench(args = [10, 100, 1000])]
fn read_html(bencher: divan::Bencher<'_, '_>, kilobytes: usize) {
    let source = news_page(kilobytes);
    let options = options();
    bencher
        .counter(divan::counter::BytesCount::of_str(&source))
        .bench(|| page::read(source.as_bytes(), &options));
}

#[divan::bench(args = [100])]
fn main_blocks(bencher: divan::Bencher<'_, '_>, kilobytes: usize) {
    let source = news_page(kilobytes);
    let page = page::read(source.as_bytes(), &options()).ok();
    bencher.bench(|| page.as_ref().map(page::main_blocks));
}

#[divan::bench(args = [100])]
fn read_markdown(bencher: divan::Bencher<'_, '_>, kilobytes: usize) {
    let paragraph =
        "A paragraph with [a link](https://example.org/x) and `code`, made up for measuring.\n\n";
    let source = paragraph.repeat(kilobytes * 1024 / paragraph.len());
    let options = ReadOptions {
        location: "bench.md".to_owned(),
        ..ReadOptions::default()
    };
    bencher
        .counter(divan::counter::BytesCount::of_str(&source))
        .bench(|| page::read(source.as_bytes(), &options));
}

/// Real pages, where they lie beside the project.
#[divan::bench]
fn read_real_pages(bencher: divan::Bencher<'_, '_>) {
    let pages = real::pages();
    let options = options();
    bencher
        .counter(divan::counter::BytesCount::new(
            pages.iter().map(Vec::len).sum::<usize>(),
        ))
        .bench(|| {
            pages
                .iter()
                .filter(|bytes| page::read(bytes, &options).is_ok())
                .count()
        });
}
