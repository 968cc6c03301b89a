//! Finding credits: scanning a page, judging it against an original, telling URLs apart.

#![allow(missing_docs, clippy::unwrap_used)]

use creditline::address::identity;
use creditline::credit::{Scan, find_in};
use creditline::matching::{Marks, Params, Prepared, compare};
use creditline::originals::Original;
use creditline::page::{self, Page, ReadOptions};
use creditline::text::plain_urls;
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use url::Url;

const ARTICLE: &str = "https://news.example/2024/05/17/water-returns-to-the-mill.html";

fn main() {
    divan::main();
}

fn text() -> String {
    (0..60)
        .map(|number| {
            format!(
                "Paragraph {number} tells how the people of the valley, who had moved their cattle to the upper \
                 meadows, came back by way of the mill and lit {number} lamps.\n"
            )
        })
        .collect()
}

fn sample() -> (Page, Original) {
    let text = text();
    let paragraphs: String = text.lines().map(|line| format!("<p>{line}</p>")).collect();
    let links: String = (0..300)
        .map(|number| format!("<li><a href='/tag/{number}'>Topic {number}</a></li>"))
        .collect();
    let html = format!(
        "<html><head><meta property=og:url content='https://copier.example/a'></head><body><nav><ul>{links}</ul></nav>\
         <article>{paragraphs}<p>This article was originally published on <a href='{ARTICLE}'>News</a>.</p></article></body></html>"
    );
    let page = page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
    let original = Original {
        id: "mill".to_owned(),
        location: "mill".to_owned(),
        url: Url::parse(ARTICLE).ok(),
        title: Some("Water returns to the mill".to_owned()),
        authors: vec!["Jane Doe".to_owned()],
        publisher: Some("News".to_owned()),
        text,
        ..Original::default()
    };
    (page, original)
}

#[divan::bench]
fn scan(bencher: Bencher<'_, '_>) {
    let (page, _) = sample();
    bencher
        .counter(BytesCount::of_str(&page.text))
        .bench(|| Scan::of(black_box(&page)));
}

#[divan::bench]
fn find(bencher: Bencher<'_, '_>) {
    let (page, original) = sample();
    let scan = Scan::of(&page);
    let reuse = compare(
        &Prepared::new(&original.text, &original.marks),
        &Prepared::new(&page.text, &Marks::default()),
        &Params::default(),
    );
    bencher.bench(|| find_in(&scan, black_box(&page), &original, &reuse));
}

#[divan::bench]
fn url_identity(bencher: Bencher<'_, '_>) {
    let url = Url::parse("https://www.news.example/2024/05/17/a-story.html?utm_source=x&p=2#top")
        .unwrap();
    bencher
        .counter(ItemsCount::new(1usize))
        .bench(|| identity(black_box(&url)));
}

#[divan::bench]
fn urls_in_text(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| plain_urls(black_box(&text)));
}
