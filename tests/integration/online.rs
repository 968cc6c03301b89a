//! What only the network knows: whether credited addresses answer, where short links lead, which original a page names.

use serde_json::Value;

use crate::desk::{Desk, Run};
use crate::prose;
use crate::server::{Server, answer, page, redirect};

/// The article at its own address.
fn article() -> Vec<u8> {
    let head = "<meta charset=utf-8><meta name=author content='Marta Lind'>";
    page(prose::page_with_head(prose::ENGLISH, "", head).as_bytes())
}

/// A reprint that credits this address.
fn reprint(address: &str) -> String {
    let credit = prose::CREDIT.replace("https://river.example/notes/ferry.html", address);
    prose::page(prose::ENGLISH, &credit)
}

/// The codes, severities and messages of a page's findings.
#[track_caller]
fn findings(run: &Run, name: &str) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    run.audit(name)["matches"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|found| found["findings"].as_array().unwrap())
        .map(|one| {
            (
                text(&one["code"]),
                text(&one["severity"]),
                text(&one["message"]),
            )
        })
        .collect()
}

/// Checks a reprint of an article at `path` of a server, with these arguments besides.
fn check_links(server: &Server, path: &str, extra: &[&str]) -> Run {
    let desk = Desk::new();
    let url = server.url(path).to_string();
    let original = prose::original(prose::ENGLISH);
    let original = original.replace("https://river.example/notes/ferry.html", &url);
    desk.write("original.md", original);
    desk.write("copy.html", reprint(&url));
    let mut args = vec!["copy.html", "--no-cache", "--allow-private-hosts"];
    args.extend(extra);
    desk.check(&args)
}

fn site() -> Server {
    Server::pages(|asked| match asked.path() {
        "/robots.txt" => page(b"User-agent: *\nDisallow: /closed/\n"),
        "/notes/ferry.html" => article(),
        "/old/ferry.html" => redirect("/notes/ferry.html"),
        "/moved/ferry.html" => redirect("/"),
        "/" => page(b"<p>Welcome</p>"),
        "/forbidden/ferry.html" => answer("403 Forbidden", &[], b""),
        _ => answer("404 Not Found", &[], b""),
    })
}

#[test]
fn credited_addresses_that_do_not_answer_are_told() {
    let server = site();
    for (path, told) in [
        ("/notes/ferry.html", None),
        ("/old/ferry.html", None),
        ("/gone/ferry.html", Some(("warning", "404"))),
        ("/moved/ferry.html", Some(("warning", "home page"))),
        (
            "/forbidden/ferry.html",
            Some(("note", "could not be checked")),
        ),
        ("/closed/ferry.html", Some(("note", "robots.txt"))),
    ] {
        let run = check_links(&server, path, &["--check-links"]);
        let found: Vec<_> = findings(&run, "copy.html")
            .into_iter()
            .filter(|(code, ..)| code == "dead-link")
            .collect();
        match (told, found.as_slice()) {
            (None, []) => {}
            (Some((severity, words)), [(_, found, message)]) => {
                assert_eq!(found, severity, "{path}: {message}");
                assert!(message.contains(words), "{path}: {message}");
            }
            (_, found) => panic!("{path}: {found:?}"),
        }
        // That a page is gone is no fault of those who credit it.
        assert_eq!(run.audit("copy.html")["verdict"], "credited", "{path}");
        assert_eq!(run.code, 0, "{path}");
    }
    assert!(!server.paths().contains(&"/closed/ferry.html".to_owned()));
}

#[test]
fn nothing_is_asked_unless_it_is_wanted() {
    let server = site();
    let run = check_links(&server, "/gone/ferry.html", &[]);
    assert_eq!(findings(&run, "copy.html"), []);
    assert_eq!(server.paths(), [""; 0]);
    // Offline the addresses are not asked, and that is said.
    let run = check_links(&server, "/gone/ferry.html", &["--check-links", "--offline"]);
    assert!(findings(&run, "copy.html")[0].2.contains("offline"));
    // An address from a page is never asked at a private host.
    let desk = Desk::new();
    let url = server.url("/notes/ferry.html").to_string();
    let original = prose::original(prose::ENGLISH);
    desk.write(
        "original.md",
        original.replace("https://river.example/notes/ferry.html", &url),
    );
    desk.write("copy.html", reprint(&url));
    let run = desk.check(&["copy.html", "--no-cache", "--check-links"]);
    assert!(findings(&run, "copy.html")[0].2.contains("private address"));
    assert_eq!(server.paths(), [""; 0]);
}

#[test]
fn each_credited_address_is_asked_once() {
    let server = site();
    let desk = Desk::new();
    let url = server.url("/gone/ferry.html").to_string();
    let original = prose::original(prose::ENGLISH);
    desk.write(
        "original.md",
        original.replace("https://river.example/notes/ferry.html", &url),
    );
    for number in 0..5 {
        desk.write(&format!("copy-{number}.html"), reprint(&url));
    }
    let pages = [
        "copy-0.html",
        "copy-1.html",
        "copy-2.html",
        "copy-3.html",
        "copy-4.html",
    ];
    let mut args = pages.to_vec();
    args.extend(["--no-cache", "--allow-private-hosts", "--check-links"]);
    let run = desk.check(&args);
    for name in pages {
        assert_eq!(findings(&run, name).len(), 1);
    }
    assert_eq!(server.paths(), ["/robots.txt", "/gone/ferry.html"]);
}

#[test]
fn short_links_are_followed() {
    let server = Server::pages(|asked| match asked.path() {
        // The page's own redirector; nobody answers where it leads, which is enough to know.
        "/go/4711" => redirect("https://river.example/notes/ferry.html"),
        "/go/4712" => redirect("https://river.example/notes/other.html"),
        "/go/4713" => redirect("http://127.0.0.1:1/secret"),
        path if path.starts_with("/page/") => page(reprint(&path.replace("page", "go")).as_bytes()),
        _ => answer("404 Not Found", &[], b""),
    });
    let desk = Desk::new();
    let check = |number: u32, extra: &[&str]| {
        let url = server.url(&format!("/page/{number}"));
        let mut args = vec![url.as_str(), "--no-cache"];
        args.extend(extra);
        let run = desk.check(&args);
        run.audit(url.as_str())["verdict"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let online = ["--check-links", "--allow-private-hosts"];
    for number in 4711..=4713 {
        assert_eq!(check(number, &[]), "unverifiable");
    }
    assert_eq!(check(4711, &online), "credited");
    assert_eq!(check(4712, &online), "not-credited");
    assert_eq!(check(4713, &["--check-links"]), "unverifiable");
}

/// A site of originals and reprints in one, told apart by their ports.
#[test]
fn a_page_is_checked_against_the_originals_that_it_names() {
    let publisher = Server::pages(|asked| match asked.path() {
        "/notes/ferry.html" | "/?p=4711" => article(),
        _ => answer("404 Not Found", &[], b""),
    });
    let source = publisher.url("/notes/ferry.html").to_string();
    let gone = publisher.url("/gone.html").to_string();
    let pixel = publisher
        .url("/?republication-pixel=true&post=4711")
        .to_string();
    let pages: Vec<(&str, String, &str)> = vec![
        ("/credit", reprint(&source), "credited"),
        (
            "/canonical",
            prose::page_with_head(
                prose::ENGLISH,
                "",
                &format!("<link rel=canonical href={source}>"),
            ),
            "not-credited",
        ),
        (
            "/pixel",
            prose::page(prose::ENGLISH, &format!("<img src='{pixel}'>")),
            "not-credited",
        ),
        (
            "/notice",
            prose::page(
                prose::ENGLISH,
                &format!(
                    "<p>Original article, Author: Marta Lind. If you wish to reprint this article, please indicate the \
                     source: <a href='{source}'>{source}</a></p>"
                ),
            ),
            "credited",
        ),
        ("/gone", reprint(&gone), "source-not-read"),
        ("/silent", prose::page(prose::ENGLISH, ""), "nothing"),
        (
            "/unrelated",
            format!("<p>Ten words about goats.</p><p>Source: <a href={source}>Notes</a></p>"),
            "nothing",
        ),
    ];
    let served = pages.clone();
    let copier =
        Server::pages(
            move |asked| match served.iter().find(|(path, ..)| *path == asked.path()) {
                Some((_, html, _)) => page(html.as_bytes()),
                None => answer("404 Not Found", &[], b""),
            },
        );
    let urls: Vec<_> = pages
        .iter()
        .map(|(path, ..)| copier.url(path).to_string())
        .collect();
    let mut args = vec![
        "check",
        "-f",
        "json",
        "--no-cache",
        "--discover",
        "--allow-private-hosts",
    ];
    args.extend(urls.iter().map(String::as_str));
    let run = Desk::new().run(&args);
    for (path, _, outcome) in &pages {
        let audit = run.audit(path);
        let found = match (audit["verdict"].as_str(), audit["reason"]["code"].as_str()) {
            (Some(verdict), _) => verdict,
            (None, Some(reason)) => reason,
            (None, None) => "nothing",
        };
        assert_eq!(found, *outcome, "{path}: {audit}");
    }
    assert_eq!(run.code, 1);
    // The original is fetched once for all pages that name it.
    let asked = publisher.paths();
    let count = |wanted: &str| asked.iter().filter(|path| *path == wanted).count();
    assert_eq!((count("/notes/ferry.html"), count("/robots.txt")), (1, 1));

    // Without leave no private address is asked, whatever pages name.
    let before = publisher.paths().len();
    let run = Desk::new().run(&["check", "-f", "json", "--no-cache", "--discover", &urls[0]]);
    run.assert_not_judged("/credit", "source-not-read");
    assert_eq!((run.code, publisher.paths().len()), (3, before));
}
