//! Pages that stand, or say that they stand, on the original's own site.

use creditline::finding::Verdict;
use creditline::{Library, ReadOptions, RuleSets, page, read_original};

use crate::entries::{audit, paragraphs};
use crate::reprint::{ARTICLE, TEXT};

/// A page with the whole text and nothing else, which says of itself what `head` says.
fn bare(head: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>Mill</title>{head}</head><body><main><article><h1>Mill (print)</h1>\n\
         {}</article></main></body></html>",
        paragraphs(&TEXT)
    )
}

fn standing(head: &str, url: Option<&str>) -> (Option<Verdict>, Option<&'static str>) {
    let audit = audit(&bare(head), url);
    let found = &audit.matches[0];
    (
        found.verdict,
        found.reason.as_ref().map(|reason| reason.kind.as_str()),
    )
}

#[test]
fn a_page_that_was_found_on_the_originals_site_owes_nothing() {
    for url in [
        "https://valley.example/print/1",
        "https://www.valley.example/news/?print=1",
        "https://archive.valley.example/2024/mill",
    ] {
        assert_eq!(
            standing("", Some(url)),
            (Some(Verdict::Exempt), None),
            "{url}"
        );
    }
    for url in [
        "https://copier.example/print/1",
        "https://valley.example.copier.example/print/1",
        "https://notvalley.example/print/1",
    ] {
        assert_eq!(
            standing("", Some(url)).0,
            Some(Verdict::NotCredited),
            "{url}"
        );
    }
}

#[test]
fn a_page_that_only_says_so_itself_cannot_be_judged() {
    let claims = (Some(Verdict::Unverifiable), Some("claims-to-be-the-source"));
    for head in [
        format!("<link rel=canonical href='{ARTICLE}'>"),
        format!("<meta property=og:url content='{ARTICLE}'>"),
        "<link rel=canonical href='https://valley.example/print/1'>".to_owned(),
        "<meta property=og:url content='https://www.valley.example/author/lind'>".to_owned(),
    ] {
        assert_eq!(standing(&head, None), claims, "{head}");
        // Where it was found weighs more than what it says.
        let found = standing(&head, Some("https://copier.example/mill"));
        assert_eq!(found.0, Some(Verdict::NotCredited), "{head}");
        // A name of another site contradicts it.
        let named = format!("{head}<meta property=og:site_name content='Copier Daily'>");
        assert_eq!(
            standing(&named, None).0,
            Some(Verdict::NotCredited),
            "{head}"
        );
    }
}

#[test]
fn tenants_of_one_platform_are_strangers() {
    let rules = RuleSets::builtin();
    for (original, found_at) in [
        (
            "https://lind.github.io/mill",
            "https://copier.github.io/mill",
        ),
        (
            "https://lind.blogspot.com/2024/05/mill.html",
            "https://copier.blogspot.com/2024/06/mill.html",
        ),
        (
            "https://blog.csdn.net/lind/article/details/1001",
            "https://blog.csdn.net/copier/article/details/2002",
        ),
        (
            "https://medium.com/@lind/mill-1",
            "https://medium.com/@copier/mill-2",
        ),
    ] {
        let source = format!(
            "---\ntitle: Mill\nauthor: Tobias Lind\nurl: {original}\n---\n\n{}\n",
            TEXT.join("\n\n")
        );
        let known = page::read(
            source.as_bytes(),
            &ReadOptions {
                location: "o.md".to_owned(),
                ..ReadOptions::default()
            },
        );
        let library = Library::new(
            vec![read_original(&known.unwrap(), &rules).unwrap()],
            &rules,
        );
        let options = ReadOptions {
            location: "page.html".to_owned(),
            url: found_at.parse().ok(),
            ..ReadOptions::default()
        };
        let audit = library.audit(&page::read(bare("").as_bytes(), &options).unwrap());
        assert_eq!(audit.verdict(), Some(Verdict::NotCredited), "{found_at}");
    }
}
