//! Libraries of made-up articles.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use creditline::audit::entry;
use creditline::library::Builder;
use creditline::{Original, Page, ReadOptions, RuleSets, page};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use url::Url;

use super::common;

/// Words of an article.
pub(crate) const WORDS: usize = 600;

/// The text of an article.
pub(crate) fn text(seed: u64) -> String {
    common::article(seed, WORDS).join("\n")
}

fn original(number: u64) -> Original {
    Original {
        id: format!("article-{number}"),
        location: format!("articles/{number}"),
        url: Url::parse(&format!("https://news.example/{number}")).ok(),
        title: Some(format!("Article {number}")),
        text: text(number),
        ..Original::default()
    }
}

/// Takes articles in; what finds them is still to be made.
pub(crate) fn taken_in(dir: &Path, count: u64, rules: &RuleSets) -> Builder {
    let mut builder = Builder::create(dir, &rules.fingerprint()).unwrap();
    for first in (0..count).step_by(1_000) {
        let some = (first..count.min(first + 1_000)).into_par_iter();
        let entries = some.map(|number| entry(original(number), rules)).collect();
        builder.add(entries).unwrap();
    }
    builder
}

/// A page that holds a text and nothing else.
pub(crate) fn read(text: &str) -> Page {
    let html = format!(
        "<article><p>{}</p></article>",
        text.replace('\n', "</p><p>")
    );
    page::read(html.as_bytes(), &ReadOptions::default()).unwrap()
}
