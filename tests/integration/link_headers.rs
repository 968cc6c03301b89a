//! What a server says of a page in its `Link` headers counts like what the head of the page says.

use crate::desk::Desk;
use crate::prose;
use crate::server::{Server, answer, page};

const LICENSE: &str = "Link: <https://creativecommons.org/licenses/by-sa/4.0/>; rel=\"license\"";

/// The rule by which the terms of an original are read.
fn rule(desk: &Desk, original: &str) -> String {
    let run = desk.run(&["terms", original, "-f", "json", "--allow-private-hosts"]);
    let told: serde_json::Value = serde_json::from_str(&run.stdout).expect(&run.stderr);
    let rule = told["rule"]["id"].as_str();
    rule.unwrap_or_else(|| panic!("{told}")).to_owned()
}

fn article() -> String {
    prose::page(prose::ENGLISH, "<p>Until next week.</p>")
}

#[test]
fn a_license_in_a_header_is_the_pages() {
    let fresh = "Cache-Control: max-age=600";
    let server = Server::pages(move |asked| match asked.path() {
        "/licensed" => answer(
            "200 OK",
            &["Content-Type: text/html; charset=utf-8", LICENSE, fresh],
            article().as_bytes(),
        ),
        "/machines" => {
            let link = "Link: </ai.xml>; rel=license; type=\"application/rsl+xml\"";
            let kind = "Content-Type: text/html; charset=utf-8";
            answer("200 OK", &[kind, link], article().as_bytes())
        }
        "/robots.txt" => answer("404 Not Found", &[], b""),
        _ => page(article().as_bytes()),
    });
    let desk = Desk::new();
    // The second time from the cache.
    for _ in 0..2 {
        assert_eq!(rule(&desk, server.url("/licensed").as_str()), "cc-by-sa");
    }
    assert_eq!(rule(&desk, server.url("/machines").as_str()), "default");
    assert_eq!(rule(&desk, server.url("/plain").as_str()), "default");
}

#[test]
fn a_header_in_an_archive_counts_too() {
    let page = article();
    let http = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{LICENSE}\r\n\r\n{page}"
    );
    let warc = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://river.example/a\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    );
    let desk = Desk::new();
    desk.write("crawl.warc", warc);
    assert_eq!(rule(&desk, "crawl.warc"), "cc-by-sa");
}
