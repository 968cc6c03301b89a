//! Where a page is published, as far as it can be believed, and what its relative links then prove.

use serde_json::Value;

use crate::desk::Desk;
use crate::prose;

/// The original's own address, as tests/integration/prose.rs gives it.
const ARTICLE: &str = "https://river.example/notes/ferry.html";

/// A copy that credits nobody, but whose headline links its own permalink, spelled like the original's path.
fn copy(head: &str, top: &str) -> String {
    let text: String = prose::ENGLISH
        .split("\n\n")
        .map(|paragraph| format!("<p>{paragraph}</p>"))
        .collect();
    format!(
        "<!DOCTYPE html>\n{top}<html lang=en><head><title>The ferry</title>{head}<meta property=og:site_name \
         content=\"Copy Daily\"></head><body><main><article><h1><a href=\"/notes/ferry.html\" rel=bookmark>The \
         ferry</a></h1><p>Originally published <a href=\"/notes/ferry.html\">here</a>.</p>{text}</article></main></body></html>"
    )
}

#[test]
fn a_relative_link_proves_nothing_where_the_address_is_only_claimed() {
    let canonical = format!("<link rel=canonical href=\"{ARTICLE}\">");
    let og = |url: &str| format!("<meta property=og:url content=\"{url}\">");
    let own = og("https://copy.example/notes/ferry.html");
    let copies = [
        ("nothing", String::new(), ""),
        ("canonical", canonical.clone(), ""),
        ("canonical-then-og", format!("{canonical}{own}"), ""),
        ("og-then-canonical", format!("{own}{canonical}"), ""),
        ("og-of-the-original", og(ARTICLE), ""),
        (
            "both-of-the-original",
            format!("{}{canonical}", og(ARTICLE)),
            "",
        ),
        (
            "og-on-the-host",
            og("https://www.river.example/elsewhere"),
            "",
        ),
        (
            "canonical-on-the-host",
            "<link rel=canonical href=https://river.example/>".to_owned(),
            "",
        ),
        (
            "saved",
            canonical.clone(),
            "<!-- saved from url=(0037)https://copy.example/notes/ferry.html -->\n",
        ),
        (
            "mirrored",
            canonical.clone(),
            "<!-- Mirrored from copy.example/notes/ferry.html by HTTrack Website Copier/3.x -->",
        ),
        (
            "single-file",
            canonical.clone(),
            "<!--\n Page saved with SingleFile \n url: https://copy.example/ \n saved date: x\n-->",
        ),
        (
            "long-base",
            format!("<base href=\"{ARTICLE}?{}\">", "x".repeat(9_000)),
            "",
        ),
    ];
    let desk = Desk::new();
    let original = prose::original(prose::ENGLISH);
    desk.write(
        "original.md",
        original.replacen("title:", "publisher: River Notes\ntitle:", 1),
    );
    let mut names = Vec::new();
    for (name, head, top) in &copies {
        let name = format!("{name}.html");
        desk.write(&name, copy(head, top));
        names.push(name);
    }
    let run = desk.check(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let credited: Vec<&String> = names
        .iter()
        .filter(|name| {
            run.audit(name)["verdict"] != "not-credited"
                && run.audit(name)["verdict"] != "unverifiable"
        })
        .collect();
    assert!(credited.is_empty(), "{credited:?}");
}

#[test]
fn what_saved_the_page_says_where_it_is_from() {
    let desk = Desk::new();
    let saved = "<!-- saved from url=(0021)https://copy.example/x -->";
    desk.write("saved.html", copy("", saved));
    let audit = desk.check(&["saved.html"]).audit("saved.html");
    assert_eq!(audit["page"]["url"], "https://copy.example/x");
    // In the text of a page such a comment may be copied along.
    desk.write(
        "late.html",
        copy("", "").replace("<main>", &format!("<main>{saved}")),
    );
    let audit = desk.check(&["late.html"]).audit("late.html");
    assert_eq!(audit["page"]["url"], Value::Null);
}

#[test]
fn links_that_any_browser_resolves_to_the_article_count() {
    let desk = Desk::new();
    let credit = "Author: Marta Lind. Originally published at <a href=\"//river.example/notes/ferry.html\">River</a>";
    let page = copy("", "").replace(
        "Originally published <a href=\"/notes/ferry.html\">here</a>",
        credit,
    );
    desk.write("scheme.html", page);
    let page = copy("<base href=\"https://river.example/\">", "").replace(
        "Originally published <a",
        "Author: Marta Lind. Originally published at River: <a",
    );
    desk.write("base.html", page);
    let run = desk.check(&["scheme.html", "base.html"]);
    run.assert_credited("scheme.html");
    run.assert_credited("base.html");
}

#[test]
fn pages_that_send_their_reader_on_are_skipped() {
    let desk = Desk::new();
    let to = "https://copy.example/new/";
    desk.write("alias.html", format!(
        "<!DOCTYPE html><html><head><title>{to}</title><link rel=canonical href=\"{to}\"><meta http-equiv=\"refresh\" \
         content=\"0; url={to}\"></head></html>"
    ));
    desk.write("moved.html", format!(
        "<!DOCTYPE html><meta http-equiv=refresh content=\"0; url={to}\"><h1>Redirecting</h1><a href=\"{to}\">Click here</a>\
         <script>location=\"{to}\"</script>"
    ));
    desk.write(
        "short.html",
        "<!DOCTYPE html><meta http-equiv=refresh content=\"1; /new/\"><p>Please follow.</p>",
    );
    let run = desk.check(&["alias.html", "moved.html", "short.html", "fine.html"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for name in ["alias.html", "moved.html", "short.html"] {
        let audit = run.audit(name);
        assert_eq!(
            (&audit["status"], &audit["reason"]["code"]),
            (&"skipped".into(), &"redirect".into())
        );
    }
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        (
            &report["summary"]["skipped"],
            &report["summary"]["unverifiable"]
        ),
        (&3.into(), &0.into())
    );
    // A live report that loads itself again is a page like any other.
    let ticker = copy("<meta http-equiv=refresh content=\"1; url=#\">", "");
    desk.write("ticker.html", ticker);
    assert_eq!(
        desk.check(&["ticker.html"]).audit("ticker.html")["status"],
        "audited"
    );
}
