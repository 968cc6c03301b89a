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

/// Judges a block of a language below the text.
fn judge(language: &str, article: &Article, block: &str) -> Judged {
    judge_at(language, article, "", block)
}

/// Judges a block of a language above the text.
fn judge_above(language: &str, article: &Article, block: &str) -> Judged {
    judge_at(language, article, block, "")
}

fn judge_at(language: &str, article: &Article, above: &str, below: &str) -> Judged {
    let site = language.to_ascii_lowercase();
    let url = format!("https://{site}.quay.example/2026/bell-for-eggs");
    let original = format!(
        "---\ntitle: {:?}\nauthor: {:?}\npublisher: {:?}\nurl: {url}\nlanguage: {language}\n---\n\n{}\n",
        article.title,
        article.author,
        article.publisher,
        article.text.join("\n\n")
    );
    let filled = |block: &str| {
        block
            .replace("{u}", &url)
            .replace("{home}", &format!("https://{site}.quay.example/"))
            .replace("{l}", LICENSE)
            .replace("{t}", &article.title)
            .replace("{a}", &article.author)
            .replace("{p}", &article.publisher)
    };
    let (above, below) = (filled(above), filled(below));
    let text: String = article
        .text
        .iter()
        .map(|text| format!("<p>{text}</p>\n"))
        .collect();
    let html = format!(
        "<!doctype html><html lang={language}><head><meta charset=utf-8><title>Bell</title>\n\
         <meta property=og:url content='https://copier.example/2026/bell'>\n\
         <meta property=og:site_name content='Copier Daily'></head><body><header><nav><a href='/'>Home</a></nav></header>\n\
         <main><article><h1>Bell</h1>\n{above}{text}{below}</article></main>\n<footer>Copier Daily</footer></body></html>"
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

#[test]
fn a_headline_that_is_the_link_credits_the_text_even_if_the_text_holds_its_words() {
    for (language, article) in articles() {
        let mut repeating = Article {
            text: article.text.clone(),
            ..article
        };
        if let Some(first) = repeating.text.first_mut() {
            *first = format!("{}. {first}", repeating.title);
        }
        let linked = judge_above(&language, &repeating, "<h2><a href='{u}'>{t}</a></h2>");
        assert_eq!(
            linked.verdict,
            Some(Verdict::Credited),
            "{language}: {linked:?}"
        );
        let bare = judge_above(&language, &repeating, "<h2>{t}</h2>");
        assert_eq!(
            bare.verdict,
            Some(Verdict::NotCredited),
            "{language}: {bare:?}"
        );
    }
}

#[test]
fn the_address_in_letters_of_any_script_is_the_address() {
    for (path, shown) in [
        ("posts/%E4%BF%AE%E5%87%B3%E5%AD%90", "posts/修凳子"),
        ("posts/Linux%E5%AE%89%E8%A3%85/", "posts/Linux安装/"),
        ("%D0%BF%D1%80%D0%B8%D0%BB%D0%B8%D0%B2", "прилив"),
        ("%E0%B8%99%E0%B9%89%E0%B8%B3", "น้ำ"),
        ("%D7%92%D7%90%D7%95%D7%AA", "גאות"),
        ("%EB%AC%BC%EB%95%8C?%EB%82%A0=1", "물때?날=1"),
        ("m%C3%A4rz/flut", "märz/flut"),
    ] {
        let text = crate::reprint::TEXT.join("\n\n");
        let original = format!(
            "---\ntitle: Tide\nurl: https://pier.example/{path}\nlanguage: en\n---\n\n{text}\n"
        );
        let library = library(&original);
        for line in [
            "Source: https://pier.example/{}",
            "来源：http://www.pier.example/{}，谢谢",
            "(pier.example/{})",
        ] {
            let line = line.replace("{}", shown);
            let page = crate::reprint::Reprint::default().after(&format!("<p>{line}</p>"));
            let judged = judge_with(&library, &page.html(), "page.html");
            assert_eq!(
                judged.verdict,
                Some(Verdict::Credited),
                "{line}: {judged:?}"
            );
            assert!(has(&judged, Code::PlainTextUrl), "{line}: {judged:?}");
        }
    }
}

#[test]
fn the_link_of_the_article_is_mended_and_not_that_of_the_author() {
    for (language, article) in articles() {
        let Some(tail) = article.credits.first() else {
            continue;
        };
        let wrong = tail
            .replace("{a}", "<a href='{home}'>{a}</a>")
            .replace("href='{u}'>{u}", "href='{home}'>{home}");
        let judged = judge(&language, &article, &wrong);
        assert!(
            judged.has(Code::WrongLink),
            "{language}: {wrong}\n{judged:?}"
        );
        assert_eq!(judged.verdict, Some(Verdict::NotCredited), "{language}");
    }
}
