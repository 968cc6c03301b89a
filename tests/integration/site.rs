//! Auditing a site by its sitemap, against a well-behaved server.

use std::time::Duration;

use creditline::fetch::FetchOptions;
use creditline::input::{ExpandOptions, LoadOptions, Loader, Source};

use crate::packed;
use crate::server::{Server, answer, page, redirect};

fn loader(allow_private_hosts: bool) -> Loader {
    Loader::new(LoadOptions {
        fetch: FetchOptions {
            allow_private_hosts,
            host_interval: Duration::ZERO,
            backoff: Duration::from_millis(10),
            ..FetchOptions::default()
        },
        ..LoadOptions::default()
    })
}

fn xml(body: &str) -> Vec<u8> {
    answer(
        "200 OK",
        &["Content-Type: application/xml"],
        body.as_bytes(),
    )
}

fn urlset(host: &str, paths: impl Iterator<Item = String>) -> String {
    let entries: String = paths
        .map(|path| format!("<url><loc>http://{host}{path}</loc></url>"))
        .collect();
    format!("<urlset>{entries}</urlset>")
}

/// Thirty pages, in two sitemaps under an index; robots may not read page 7.
fn site() -> Server {
    Server::pages(|asked| {
        let host = asked.header("host").unwrap();
        match asked.path() {
            "/robots.txt" => page(b"User-agent: *\nDisallow: /page/7$\n"),
            "/sitemap.xml" => redirect("/index.xml"),
            "/index.xml" => xml(&format!(
                "<sitemapindex><sitemap><loc>http://{host}/a.xml</loc></sitemap>\
                 <sitemap><loc>http://{host}/b.xml.gz</loc></sitemap>\
                 <sitemap><loc>http://{host}/gone.xml</loc></sitemap>\
                 <sitemap><loc>http://{host}/index.xml</loc></sitemap></sitemapindex>"
            )),
            "/a.xml" => xml(&urlset(host, (0..20).map(|n| format!("/page/{n}")))),
            "/b.xml.gz" => {
                let pages = urlset(host, (15..30).map(|n| format!("/page/{n}")));
                answer("200 OK", &[], &packed::gzip(pages.as_bytes()))
            }
            "/endless.xml" => xml(&format!(
                "<sitemapindex><sitemap><loc>http://{host}/endless.xml?a</loc></sitemap></sitemapindex>"
            )),
            path if path.starts_with("/endless.xml") => xml(&format!(
                "<sitemapindex><sitemap><loc>http://{host}{path}a</loc></sitemap></sitemapindex>"
            )),
            "/empty.xml" => xml("<urlset></urlset>"),
            path if path.starts_with("/page/") => page(path.as_bytes()),
            _ => answer("404 Not Found", &[], b""),
        }
    })
}

#[test]
fn a_site_is_read_by_its_sitemap() {
    let server = site();
    let loader = loader(true);
    let arg = format!("sitemap:{}", server.url("/sitemap.xml"));
    let expanded = loader.expand(&[arg], &ExpandOptions::default());
    let wanted: Vec<_> = (0..30)
        .map(|number| Source::Found(server.url(&format!("/page/{number}"))))
        .collect();
    assert_eq!(expanded.sources, wanted);
    let problems: Vec<_> = expanded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("/gone.xml"), "{problems:?}");

    let loaded = loader.load_all(&expanded.sources);
    for (number, result) in loaded.iter().enumerate() {
        match result {
            Ok(page) => assert_eq!(page.bytes, format!("/page/{number}").as_bytes()),
            Err(problem) => assert_eq!((number, problem.kind.as_str()), (7, "robots")),
        }
    }
    assert!(loaded[7].is_err());
    assert!(!server.paths().contains(&"/page/7".to_owned()));
}

#[test]
fn pages_of_a_sitemap_are_not_read_at_private_addresses() {
    let server = site();
    let loader = loader(false);
    let arg = format!("sitemap:{}", server.url("/a.xml"));
    let expanded = loader.expand(&[arg], &ExpandOptions::default());
    assert_eq!(expanded.sources.len(), 20);
    for result in loader.load_all(&expanded.sources) {
        assert_eq!(result.unwrap_err().kind.as_str(), "refused-address");
    }
    assert_eq!(server.paths(), ["/a.xml"]);
}

#[test]
fn a_feed_stands_for_its_entries() {
    let server = Server::pages(|asked| match asked.path() {
        "/feed" => xml(
            "<feed><entry><link href=\"/page/1\"/></entry><entry><link href='2'/></entry></feed>",
        ),
        _ => answer("404 Not Found", &[], b""),
    });
    let arg = format!("feed:{}", server.url("/feed"));
    let expanded = loader(true).expand(&[arg], &ExpandOptions::default());
    assert_eq!(expanded.problems, []);
    assert_eq!(
        expanded.sources,
        [
            Source::Found(server.url("/page/1")),
            Source::Found(server.url("/2"))
        ]
    );
}

#[test]
fn lists_that_come_to_nothing_are_told() {
    let server = site();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sitemap.txt");
    std::fs::write(&file, "https://example.org/a\nwords\n").unwrap();
    let args = [
        format!("sitemap:{}", server.url("/empty.xml")),
        format!("sitemap:{}", server.url("/gone.xml")),
        format!("sitemap:{}", server.url("/endless.xml")),
        format!("sitemap:{}", file.display()),
        format!("sitemap:{}", folder.path().join("gone.xml").display()),
        "sitemap:ftp://example.org/".to_owned(),
    ];
    let expanded = loader(true).expand(&args, &ExpandOptions::default());
    let codes: Vec<_> = expanded
        .problems
        .iter()
        .map(|problem| problem.kind.as_str())
        .collect();
    assert_eq!(
        codes,
        [
            "no-pages",
            "http-status",
            "bad-list",
            "bad-list",
            "unreadable",
            "unsupported-scheme"
        ]
    );
    assert_eq!(expanded.sources.len(), 1);
    assert_eq!(expanded.sources[0].location(), "https://example.org/a");
    assert!(server.paths().len() < 10, "{:?}", server.paths());
}

#[test]
fn the_texts_that_a_feed_carries_are_checked_without_asking_for_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let text = "The night ferry left the harbour at ten, an hour late, with its lamps lit and half its cabins empty. On deck \
        a cook from the islands peeled onions into a bucket and told anyone who would listen that it would hold.";
    std::fs::write(
        folder.path().join("ferry.md"),
        format!("---\nurl: https://harbour.example/ferry\nauthor: Ida Holm\n---\n\n{text}\n"),
    )
    .unwrap();
    std::fs::write(
        folder.path().join("feed.xml"),
        format!(
            "<rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>\
             <item><link>https://copy.example/1</link><content:encoded><![CDATA[<p>{text}</p>\
             <p>Source: <a href='https://harbour.example/ferry'>Harbour News</a>, by Ida Holm</p>]]></content:encoded></item>\
             <item><link>https://copy.example/2</link><content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>\
             <item><link>https://copy.example/3</link><description>Short.</description></item></channel></rss>"
        ),
    )
    .unwrap();
    let output = assert_cmd::Command::cargo_bin("creditline")
        .unwrap()
        .current_dir(folder.path())
        .args([
            "check",
            "feed-content:feed.xml",
            "--originals",
            "ferry.md",
            "--offline",
            "-f",
            "concise",
        ])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("https://copy.example/2:1:"), "{said}");
    assert!(said.contains("error[missing-attribution]"), "{said}");
    assert!(
        said.contains("2 pages: 2 reprints · 1 credited · 1 not credited"),
        "{said}"
    );
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("carries no whole text for 1 of its entries"),
        "{told}"
    );
    assert_eq!(
        output.status.code(),
        Some(2),
        "an entry could not be checked"
    );
}
