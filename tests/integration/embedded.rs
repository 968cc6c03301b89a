//! Small documents inside a page: dialogs with markup to copy, copy buttons, `srcdoc`, `noscript`.

use creditline::page::{self, CodeKind, Page, ReadOptions, Visibility};

const CREDIT: &str = r#"<h2>Nets</h2><p>This <a href="/2026/nets">story</a> first appeared in <a
    href="https://tide.example/">Tide Table</a>, by Nora Quay.</p><img src="https://count.example/?pixel&post=7" alt="">
    <script src="https://count.example/a.js"></script>"#;

fn read(html: &str) -> Page {
    // The clock is not under test, and a debug build on a busy machine is slow.
    let patience = std::time::Duration::from_secs(600);
    let options = ReadOptions {
        limits: page::Limits {
            parse: patience,
            page: patience,
            ..page::Limits::default()
        },
        location: "page.html".to_owned(),
        url: Some("https://tide.example/2026/nets".parse().unwrap()),
        ..ReadOptions::default()
    };
    page::read(html.as_bytes(), &options).unwrap()
}

fn escaped(markup: &str) -> String {
    markup
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Every place that holds a small document, with markup in it.
fn places(markup: &str) -> Vec<(CodeKind, String)> {
    let text = escaped(markup);
    vec![
        (
            CodeKind::FormField,
            format!("<textarea readonly>{text}</textarea>"),
        ),
        (
            CodeKind::FormField,
            format!("<div style='display:none'><form><textarea>{text}</textarea></form></div>"),
        ),
        (
            CodeKind::FormField,
            format!("<textarea>{}</textarea>", markup.replace("</textarea", "")),
        ),
        (
            CodeKind::FormField,
            format!("<input type=hidden value=\"{text}\">"),
        ),
        (
            CodeKind::Clipboard,
            format!("<button data-clipboard-text=\"{text}\">Copy</button>"),
        ),
        (
            CodeKind::Clipboard,
            format!("<a href=# data-copy-html=\"{text}\">Copy</a>"),
        ),
        (
            CodeKind::Srcdoc,
            format!("<iframe srcdoc=\"{text}\"></iframe>"),
        ),
        (CodeKind::Noscript, format!("<noscript>{markup}</noscript>")),
    ]
}

#[test]
fn markup_in_odd_places_is_read_as_the_document_that_it_is() {
    for (kind, place) in places(CREDIT) {
        let page = read(&format!(
            "<h1>Nets</h1><p>The nets dry on the pier.</p>\n{place}"
        ));
        assert!(
            !page.text.contains("first appeared"),
            "{place}: {}",
            page.text
        );
        assert!(
            page.hidden
                .iter()
                .all(|block| !block.text.contains("first appeared")),
            "{place}"
        );
        let [document] = page.embedded.as_slice() else {
            panic!("{place}: {:?}", page.embedded);
        };
        assert_eq!((document.kind, document.line), (kind, 2), "{place}");
        let texts: Vec<&str> = document.blocks.iter().map(|block| &*block.text).collect();
        assert_eq!(
            texts,
            [
                "Nets",
                "This story first appeared in Tide Table, by Nora Quay."
            ]
        );
        let block = &document.blocks[1];
        assert_eq!(block.visibility, Visibility::CodeOnly);
        assert_eq!(page.position_in(block, 20).0, 2, "{place}");
        let links: Vec<&str> = block
            .links
            .iter()
            .map(|link| link.resolved.as_ref().unwrap().as_str())
            .collect();
        assert_eq!(
            links,
            ["https://tide.example/2026/nets", "https://tide.example/"]
        );
        let code = page.code.iter().find(|code| code.kind == kind).unwrap();
        assert!(code.text.contains("This story first appeared"), "{place}");
        assert_eq!(
            code.urls.len(),
            2,
            "a pixel or a script is no link: {:?}",
            code.urls
        );
    }
}

#[test]
fn plain_text_stays_what_it_is() {
    let page = read("<p>Cite as</p><textarea>Quay, N. Nets. a < b</textarea><input value=Search>");
    assert!(page.text.contains("Quay, N. Nets. a < b"));
    assert!(page.embedded.is_empty() && page.code.is_empty());

    let page =
        read("<p>x</p><button data-clipboard-text=\"Author: Quay\nLink: https://tide.example/1\">");
    let texts: Vec<&str> = page.embedded[0]
        .blocks
        .iter()
        .map(|block| &*block.text)
        .collect();
    assert_eq!(texts, ["Author: Quay", "Link: https://tide.example/1"]);
    assert_eq!(page.code[0].urls[0].as_str(), "https://tide.example/1");
}

#[test]
fn metadata_of_a_small_document_is_its_own() {
    let markup = r#"<link rel="canonical" href="https://tide.example/2026/nets"><meta name=author content="Nora Quay"><p>by
        Nora</p>"#;
    for (_, place) in places(markup) {
        let page = read(&format!("<p>The nets dry.</p>{place}"));
        assert_eq!(page.urls.canonical_in_body, None, "{place}");
        assert!(page.meta.authors.is_empty(), "{place}");
        let document = &page.embedded[0];
        assert_eq!(document.canonical.as_ref().unwrap().path(), "/2026/nets");
        assert_eq!(document.meta.authors, ["Nora Quay"]);
    }
}

#[test]
fn small_documents_are_bounded_and_not_opened_twice() {
    let inner = format!(
        "<p>outer</p><textarea>{}</textarea>",
        escaped("<p>inner</p>")
    );
    let page = read(&format!(
        "<p>x</p><iframe srcdoc=\"{}\"></iframe>",
        escaped(&inner)
    ));
    let texts: Vec<&str> = page.embedded[0]
        .blocks
        .iter()
        .map(|block| &*block.text)
        .collect();
    assert_eq!((texts, page.embedded.len()), (vec!["outer"], 1));

    let many = "<textarea>&lt;p&gt;words</textarea>".repeat(5_000);
    assert!(read(&format!("<p>x</p>{many}")).embedded.len() <= 32);
    let large = format!("<textarea>{}</textarea>", "&lt;p&gt;words ".repeat(20_000));
    let page = read(&format!("<p>x</p>{}", large.repeat(7)));
    let bytes: usize = page
        .embedded
        .iter()
        .flat_map(|one| &one.blocks)
        .map(|block| block.text.len())
        .sum();
    assert!(bytes <= 1024 * 1024, "{bytes}");
    let deep = escaped(&"<div>".repeat(2_000));
    let page = read(&format!("<p>x</p><textarea>{deep}deep</textarea>"));
    assert!(page.embedded.is_empty() && page.text == "x");
}
