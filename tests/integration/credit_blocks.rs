//! Blocks beside a reprinted text in many languages: label lines with the address, attributions without a word for
//! "source", lists of references, and what only names the publisher.

use std::collections::BTreeMap;

use creditline::finding::{Code, Verdict};
use serde::Deserialize;

use crate::reprint::{Judged, judge_with, library};

const LICENSE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// An article of one language and what pages put beside its text.
#[derive(Deserialize)]
struct Article {
    title: String,
    author: String,
    publisher: String,
    text: Vec<String>,
    /// Credits with the address.
    credits: Vec<String>,
    /// What names the article without its address.
    unlinked: Vec<String>,
    /// Entries of lists of references.
    #[serde(default)]
    cited: Vec<String>,
    /// No credit at all.
    traps: Vec<String>,
}

fn articles() -> BTreeMap<String, Article> {
    serde_yaml::from_str(include_str!("../data/credit-blocks.yaml")).unwrap()
}

/// Judges a block of a language below the text, as it stands and (where it can stand there) above it.
fn judge(language: &str, article: &Article, block: &str) -> Judged {
    let site = language.to_ascii_lowercase();
    let url = format!("https://{site}.quay.example/2026/bell-for-eggs");
    let original = format!(
        "---\ntitle: {:?}\nauthor: {:?}\npublisher: {:?}\nurl: {url}\nlanguage: {language}\n---\n\n{}\n",
        article.title,
        article.author,
        article.publisher,
        article.text.join("\n\n")
    );
    let block = block
        .replace("{u}", &url)
        .replace("{home}", &format!("https://{site}.quay.example/"))
        .replace("{l}", LICENSE)
        .replace("{t}", &article.title)
        .replace("{a}", &article.author)
        .replace("{p}", &article.publisher);
    let text: String = article
        .text
        .iter()
        .map(|text| format!("<p>{text}</p>\n"))
        .collect();
    let html = format!(
        "<!doctype html><html lang={language}><head><meta charset=utf-8><title>Bell</title>\n\
         <meta property=og:url content='https://copier.example/2026/bell'>\n\
         <meta property=og:site_name content='Copier Daily'></head><body><header><nav><a href='/'>Home</a></nav></header>\n\
         <main><article><h1>Bell</h1>\n{text}{block}</article></main>\n<footer>Copier Daily</footer></body></html>"
    );
    judge_with(&library(&original), &html, "page.html")
}

/// Every block of a kind that is not judged as expected.
fn wrong(
    blocks: impl Fn(&Article) -> &[String],
    right: impl Fn(&Judged, &str) -> bool,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for (language, article) in articles() {
        for block in blocks(&article) {
            let judged = judge(&language, &article, block);
            if !right(&judged, block) {
                wrong.push(format!("{language}: {block}\n    {judged:?}"));
            }
        }
    }
    wrong
}

fn has(judged: &Judged, code: Code) -> bool {
    judged
        .messages
        .iter()
        .any(|message| message.starts_with(&format!("{code:?}:")))
}

#[test]
fn blocks_that_link_the_article_and_name_it_credit_it_in_every_language() {
    let wrong = wrong(
        |article| &article.credits,
        |judged, block| {
            let author = !block.contains("{a}") || !has(judged, Code::MissingAuthor);
            judged.verdict == Some(Verdict::Credited) && author && !has(judged, Code::OnlyCited)
        },
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn blocks_that_name_the_article_without_its_address_lack_the_link() {
    let wrong = wrong(
        |article| &article.unlinked,
        |judged, _| judged.has(Code::MissingLink),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_entry_among_references_says_only_that_the_article_was_read() {
    let wrong = wrong(
        |article| &article.cited,
        |judged, _| judged.verdict == Some(Verdict::Credited) && has(judged, Code::OnlyCited),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_names_the_publisher_in_passing_is_no_credit_in_any_language() {
    let wrong = wrong(
        |article| &article.traps,
        |judged, _| {
            let about_a_credit = [Code::WrongLink, Code::MissingLink, Code::OnlyCited];
            judged.verdict == Some(Verdict::NotCredited)
                && !about_a_credit.into_iter().any(|code| has(judged, code))
        },
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
