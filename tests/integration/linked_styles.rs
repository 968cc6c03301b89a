//! Style sheets that a page links: those of its own site are read, and what was not read is said.

use std::fs;

use serde_json::Value;

use crate::desk::{Desk, Run};
use crate::prose;

/// A reprint whose credit has a class that only a linked sheet knows.
fn page(links: &str) -> String {
    let credit = prose::CREDIT.replacen("<p>", "<p class=quiet>", 1);
    prose::page_with_head(
        prose::ENGLISH,
        &credit,
        &format!("<meta charset=utf-8>{links}"),
    )
}

fn link(href: &str) -> String {
    page(&format!("<link rel=stylesheet href=\"{href}\">"))
}

const HIDES: &str = ".quiet { display: none }";

fn write(desk: &Desk, name: &str, content: &str) {
    let path = desk.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// Whether the credit of a page is hidden, and which sheets it says were not read.
fn judged(run: &Run, name: &str) -> (bool, Vec<String>) {
    let audit = run.audit(name);
    let findings = audit["matches"][0]["findings"].as_array().unwrap();
    let hidden = findings
        .iter()
        .any(|finding| finding["code"] == "hidden-attribution");
    assert_eq!(
        hidden,
        audit["verdict"] == "not-credited",
        "{name}: {audit}"
    );
    let unread = audit["page"]["unread_styles"].as_array();
    let unread = unread.into_iter().flatten().map(Value::as_str);
    (
        hidden,
        unread.map(|href| href.unwrap().to_owned()).collect(),
    )
}

#[test]
fn sheets_in_the_site_of_a_file_are_read() {
    let desk = Desk::new();
    write(&desk, "site/css/main.css", HIDES);
    write(&desk, "site/a b.css", HIDES);
    write(&desk, "site/imports.css", "@import 'css/main.css';");
    write(
        &desk,
        "site/css/up.css",
        "@import url(\"../a%20b.css\") screen;",
    );
    write(
        &desk,
        "site/css/ring.css",
        "@import 'ring.css'; @import 'main.css';",
    );
    write(
        &desk,
        "site/css/print.css",
        "@media print { .quiet { display: none } }",
    );
    write(&desk, "site/css/shows.css", ".quiet { display: block }");
    write(&desk, "site/2024/Page_files/saved.css", HIDES);
    let cases = [
        ("../css/main.css", true),
        ("../css/main.css?v=3#x", true),
        ("/css/main.css", true),
        ("//own.example/css/main.css", true),
        ("https://own.example/css/main.css", true),
        ("../a%20b.css", true),
        ("../imports.css", true),
        ("../css/up.css", true),
        ("../css/ring.css", true),
        ("./Page_files/saved.css", true),
        ("../css/print.css", false),
        ("../css/shows.css", false),
    ];
    let own = "<meta property=og:url content='https://own.example/2024/page'>";
    for (number, (href, _)) in cases.iter().enumerate() {
        let content = link(href).replacen("<meta", &format!("{own}<meta"), 1);
        write(&desk, &format!("site/2024/{number}.html"), &content);
    }
    let run = desk.check(&["site"]);
    for (number, (href, hidden)) in cases.iter().enumerate() {
        let found = judged(&run, &format!("2024/{number}.html"));
        assert_eq!(found, (*hidden, Vec::new()), "{href}");
    }
    // A page that is named itself finds the sheets of the folder that the program runs in.
    let run = desk.check(&["site/2024/0.html", "site/2024/2.html"]);
    assert!(judged(&run, "2024/0.html").0);
    assert!(judged(&run, "2024/2.html").0);
}

#[test]
fn nothing_outside_the_site_is_read_and_that_is_said() {
    let desk = Desk::new();
    write(&desk, "outside.css", HIDES);
    write(&desk, "site/near.css", HIDES);
    let large = format!("{HIDES}{}", " ".repeat(2 * 1024 * 1024));
    write(&desk, "site/large.css", &large);
    let absolute = desk.path().join("outside.css").display().to_string();
    let mut cases = vec![
        "../outside.css".to_owned(),
        "x/../../outside.css".to_owned(),
        absolute.clone(),
        format!("file://{absolute}"),
        "gone.css".to_owned(),
        "large.css".to_owned(),
        ".".to_owned(),
        "https://elsewhere.example/near.css".to_owned(),
        "%00.css".to_owned(),
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../outside.css", desk.path().join("site/leads-out.css"))
            .unwrap();
        let made = std::process::Command::new("mkfifo")
            .arg(desk.path().join("site/pipe.css"))
            .status()
            .unwrap();
        assert!(made.success());
        cases.extend(["leads-out.css".to_owned(), "pipe.css".to_owned()]);
    }
    for (number, href) in cases.iter().enumerate() {
        write(&desk, &format!("site/{number}.html"), &link(href));
    }
    let run = desk.check(&["site", "-v"]);
    for (number, href) in cases.iter().enumerate() {
        let found = judged(&run, &format!("site/{number}.html"));
        assert_eq!(found, (false, vec![href.clone()]), "{href}");
    }
    let told = format!("style sheets of {} pages were not read", cases.len());
    assert!(run.stderr.contains(&told), "{}", run.stderr);
}

#[test]
fn many_and_large_sheets_stop_at_a_bound() {
    let desk = Desk::new();
    let padding = " ".repeat(900 * 1024);
    let mut links = String::new();
    for number in 0..100 {
        write(
            &desk,
            &format!("site/{number}.css"),
            &format!("p {{ margin: 0 }}{padding}"),
        );
        links.push_str(&format!("<link rel=stylesheet href={number}.css>"));
    }
    write(&desk, "site/last.css", HIDES);
    links.push_str("<link rel=stylesheet href=last.css>");
    write(&desk, "site/many.html", &page(&links));
    let (hidden, unread) = judged(&desk.check(&["site"]), "many.html");
    assert!(!hidden);
    assert_eq!(unread.len(), 16);
    assert_eq!(unread[0], "4.css");
}

#[cfg(feature = "fetch")]
mod fetched {
    use super::*;
    use crate::server::{Server, answer, page as html};

    fn serve() -> Server {
        Server::pages(|asked| match asked.path() {
            "/a" | "/b" => html(link("/css/main.css").as_bytes()),
            "/excuse" => html(link("/not-found").as_bytes()),
            "/not-found" => {
                html(b"<style>.quiet { display: none }</style> .quiet { display: none }")
            }
            "/forbidden" => html(link("/private/x.css").as_bytes()),
            "/css/main.css" => answer(
                "200 OK",
                &["Content-Type: text/css"],
                b"@import 'more.css';",
            ),
            "/css/more.css" | "/private/x.css" => {
                answer("200 OK", &["Content-Type: text/css"], HIDES.as_bytes())
            }
            "/robots.txt" => answer(
                "200 OK",
                &["Content-Type: text/plain"],
                b"User-agent: *\nDisallow: /private/\n",
            ),
            _ => answer("404 Not Found", &[], b""),
        })
    }

    #[test]
    fn sheets_of_fetched_pages_are_fetched_when_asked() {
        let desk = Desk::new();
        let server = serve();
        let (a, b) = (server.url("/a").to_string(), server.url("/b").to_string());
        let run = desk.check(&[&a, "--no-cache"]);
        assert_eq!(
            judged(&run, "/a"),
            (false, vec!["/css/main.css".to_owned()])
        );
        assert!(!server.paths().iter().any(|path| path.ends_with(".css")));

        let run = desk.check(&[&a, &b, "--styles", "--no-cache"]);
        assert_eq!(judged(&run, "/a"), (true, Vec::new()));
        assert_eq!(judged(&run, "/b"), (true, Vec::new()));
        let sheets: Vec<String> = { server.paths().into_iter() }
            .filter(|path| path.ends_with(".css"))
            .collect();
        assert_eq!(sheets, ["/css/main.css", "/css/more.css"]);
    }

    #[test]
    fn what_is_forbidden_or_no_sheet_is_unread() {
        let desk = Desk::new();
        let server = serve();
        for (path, sheet) in [("/excuse", "/not-found"), ("/forbidden", "/private/x.css")] {
            let run = desk.check(&[server.url(path).as_str(), "--styles", "--no-cache"]);
            assert_eq!(
                judged(&run, path),
                (false, vec![sheet.to_owned()]),
                "{path}"
            );
        }
        assert!(!server.paths().contains(&"/private/x.css".to_owned()));
    }
}
