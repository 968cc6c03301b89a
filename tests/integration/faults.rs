//! A whole run over a server that does everything wrong: each fault has its own reason, and costs one page.

use std::time::Duration;

use crate::desk::Desk;
use crate::packed;
use crate::prose;
use crate::server::{Server, answer, drip, page, redirect, send};

/// Every way to write an address that is private, and what is no web address at all.
const REFUSED: &[&str] = &[
    "http://127.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://site.localhost.:{port}/",
    "http://0:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://10.0.0.1:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "//127.0.0.1:{port}/",
    "http://user:word@127.0.0.1:{port}/",
    "file:///etc/passwd",
    "data:text/html,words",
    "ftp://example.org/",
];

/// A reprint that credits its original, in a head that lies or a body that breaks.
fn misbehave(secret: u16) -> Server {
    let fine = prose::page(prose::ENGLISH, prose::CREDIT);
    let html = "Content-Type: text/html; charset=utf-8";
    let coded = move |coding: &str, body: &[u8]| {
        answer(
            "200 OK",
            &[html, &format!("Content-Encoding: {coding}")],
            body,
        )
    };
    let second = std::sync::atomic::AtomicUsize::new(0);
    Server::new(move |asked, stream| {
        let body = fine.as_bytes();
        let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n{html}\r\n");
        let number = |path: &str| {
            path.rsplit('/')
                .next()
                .and_then(|n| n.parse::<usize>().ok())
        };
        let bytes = match asked.path() {
            "/slow-head" => {
                std::thread::sleep(Duration::from_secs(4));
                return;
            }
            "/slow-body" => {
                send(
                    stream,
                    format!("{head}Content-Length: 5000\r\n\r\n").as_bytes(),
                );
                return drip(stream, b"x", Duration::from_millis(100), 100);
            }
            "/endless" => {
                send(stream, format!("{head}\r\n").as_bytes());
                return drip(stream, &[b'x'; 64 * 1024], Duration::ZERO, 1000);
            }
            "/reset" | "/empty" => return,
            "/cut-chunk" => {
                format!("{head}Transfer-Encoding: chunked\r\n\r\n5000\r\n<p>words").into_bytes()
            }
            "/short" => format!("{head}Content-Length: 5000\r\n\r\n<p>words").into_bytes(),
            "/long" => {
                let mut bytes = answer("200 OK", &[html], body);
                bytes.extend_from_slice(b"<p>and more");
                bytes
            }
            "/two-lengths" => {
                format!("{head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nwords!").into_bytes()
            }
            "/false-gzip" => coded("gzip", body),
            "/cut-gzip" => coded("gzip", &packed::gzip(body)[..200]),
            "/gzip-bomb" => coded("gzip", &packed::gzip_bomb(16 * 1024 * 1024)),
            "/zstd" => coded("zstd", &packed::zstd(body)),
            "/double-gzip" => coded("gzip", &packed::gzip(&packed::gzip(body))),
            "/loop" => redirect("/loop?again"),
            "/loop?again" => redirect("/loop"),
            "/busy" => answer("429 Too Many Requests", &["Retry-After: 3600"], b""),
            "/second" if second.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 => {
                answer("503 Service Unavailable", &["Retry-After: 0"], b"")
            }
            "/gone" => answer("404 Not Found", &[], b"<p>Sorry"),
            "/huge-head" => format!("{head}X: {}\r\n\r\nwords", "y".repeat(2_000_000)).into_bytes(),
            "/wrong-charset" => answer(
                "200 OK",
                &["Content-Type: text/html; charset=shift_jis"],
                body,
            ),
            "/picture" => answer("200 OK", &["Content-Type: image/png"], b"\x89PNG"),
            path if path.starts_with("/refused/") => {
                let target = number(path).map_or("", |number| REFUSED[number]);
                redirect(&target.replace("{port}", &secret.to_string()))
            }
            _ => page(body),
        };
        send(stream, &bytes);
    })
}

#[test]
fn each_fault_has_its_own_reason_and_costs_one_page() {
    let secret = Server::pages(|_| page(b"secret"));
    let server = misbehave(secret.port());
    let other = Server::new(|_, _| {});
    let resetting = Server::resetting();
    let faults = [
        ("/slow-head", "timeout"),
        ("/slow-body", "timeout"),
        ("/endless", "too-large"),
        ("/cut-chunk", "cut-short"),
        ("/short", "cut-short"),
        ("/two-lengths", "bad-response"),
        ("/false-gzip", "bad-encoding"),
        ("/cut-gzip", "cut-short"),
        ("/gzip-bomb", "too-large"),
        ("/zstd", "still-encoded"),
        ("/double-gzip", "still-encoded"),
        ("/loop", "redirect-loop"),
        ("/busy", "http-status"),
        ("/gone", "http-status"),
        ("/huge-head", "bad-response"),
        ("/picture", "not-html"),
    ];
    let fine = [
        "/fine/1",
        "/fine/2",
        "/fine/3",
        "/long",
        "/second",
        "/wrong-charset",
    ];
    let mut urls: Vec<String> = faults
        .iter()
        .map(|(path, _)| *path)
        .chain(fine)
        .map(|path| server.url(path).to_string())
        .collect();
    urls.extend(
        (0..REFUSED.len()).map(|number| server.url(&format!("/refused/{number}")).to_string()),
    );
    let closed = [
        other
            .url("/empty")
            .to_string()
            .replace("127.0.0.1", "localhost"),
        resetting
            .url("/reset")
            .to_string()
            .replace("127.0.0.1", "localhost"),
    ];
    urls.extend(closed.clone());

    let desk = Desk::new();
    desk.write(
        "creditline.yaml",
        "version: 1\nnetwork:\n  interval: 0s\n  per-host: 8\n  attempts: 2\n  timeout: 3s\n  read-timeout: 1s\n",
    );
    let mut args = vec!["--no-cache", "fine.html"];
    args.extend(urls.iter().map(String::as_str));
    let run = desk.check(&args);

    for (path, code) in faults {
        run.assert_not_judged(server.url(path).as_str(), code);
    }
    for url in &closed {
        run.assert_not_judged(url, "closed");
    }
    for (number, target) in REFUSED.iter().enumerate() {
        let url = server.url(&format!("/refused/{number}"));
        run.assert_not_judged(url.as_str(), "refused-redirect");
        let message = run.audit(url.as_str())["reason"]["message"].to_string();
        assert!(!message.contains("word@"), "{target}: {message}");
    }
    for path in fine {
        run.assert_credited(server.url(path).as_str());
    }
    run.assert_credited("fine.html");
    assert_eq!(run.code, 3);
    assert_eq!(secret.paths(), [""; 0], "a private address was asked");
}

/// Thirty pages of a site under its sitemap, all reprints: one is closed to robots, one has moved, one is gone.
#[test]
fn a_well_behaved_site_is_audited_page_by_page() {
    let server = Server::pages(|asked| {
        let host = asked.header("host").unwrap();
        let xml = |body: String| {
            answer(
                "200 OK",
                &["Content-Type: application/xml"],
                body.as_bytes(),
            )
        };
        match asked.path() {
            "/robots.txt" => page(b"User-agent: *\nDisallow: /page/7$\n"),
            "/sitemap.xml" => {
                let entries: String = (0..30)
                    .map(|number| format!("<url><loc>http://{host}/page/{number}</loc></url>"))
                    .collect();
                xml(format!("<urlset>{entries}</urlset>"))
            }
            "/feed" => xml(format!(
                "<rss><channel><item><link>http://{host}/page/3</link></item></channel></rss>"
            )),
            "/page/8" => redirect("/elsewhere"),
            "/page/9" => answer("404 Not Found", &[], b""),
            path => {
                // Every third page forgets its credit.
                let silent = path.ends_with(['2', '5']);
                page(
                    prose::page(prose::ENGLISH, if silent { "" } else { prose::CREDIT }).as_bytes(),
                )
            }
        }
    });
    let desk = Desk::new();
    desk.write("creditline.yaml", "version: 1\nnetwork: {interval: 0s}\n");
    let sitemap = format!("sitemap:{}", server.url("/sitemap.xml"));
    let feed = format!("feed:{}", server.url("/feed"));
    let run = desk.check(&["--no-cache", "--allow-private-hosts", &sitemap, &feed]);
    for number in 0..30 {
        let url = server.url(&format!("/page/{number}"));
        match number {
            7 => run.assert_not_judged(url.as_str(), "robots"),
            9 => run.assert_not_judged(url.as_str(), "http-status"),
            2 | 5 | 12 | 15 | 22 | 25 => {
                assert_eq!(run.audit(url.as_str())["verdict"], "not-credited", "{url}");
            }
            _ => run.assert_credited(url.as_str()),
        }
    }
    assert_eq!(run.code, 1);
    let asked = server.paths();
    assert!(!asked.contains(&"/page/7".to_owned()));
    let count = |wanted: &str| asked.iter().filter(|path| *path == wanted).count();
    assert_eq!((count("/robots.txt"), count("/page/3")), (1, 1));
}

/// Runs the program with this on standard input.
fn run_with_input(desk: &Desk, args: &[&str], input: &str) -> crate::desk::Run {
    desk.write("input", input);
    let file = std::fs::File::open(desk.path().join("input")).unwrap();
    crate::desk::finish(desk.command(args).stdin(file))
}

#[test]
fn suspects_come_from_a_list_or_as_lines_on_standard_input() {
    let desk = Desk::new();
    desk.write("list", "fine.html\n\nother.html\n");
    desk.write("other.html", prose::page(prose::ENGLISH, ""));
    let check = ["check", "--originals", "original.md", "-f", "json"];
    let args = |more: &[&'static str]| [check.as_slice(), more].concat();
    for run in [
        desk.run(&args(&["--files-from", "list"])),
        run_with_input(
            &desk,
            &args(&["--files-from", "-"]),
            "fine.html\r\nother.html",
        ),
    ] {
        run.assert_credited("fine.html");
        assert_eq!(run.audit("other.html")["verdict"], "not-credited");
        assert_eq!(run.code, 1);
    }
    let run = desk.run(&args(&["--files-from", "nowhere"]));
    assert_eq!(run.code, 2);
    run.assert_told("nowhere");
    let run = run_with_input(&desk, &args(&["--files-from", "-", "-"]), "fine.html");
    assert_eq!(run.code, 2);

    let line = |url: &str, html: &str| serde_json::json!({"url": url, "html": html}).to_string();
    let lines = [
        line(
            "https://a.example/1",
            &prose::page(prose::ENGLISH, prose::CREDIT),
        ),
        "words".to_owned(),
        line("https://a.example/2", &prose::page(prose::ENGLISH, "")),
    ];
    let run = run_with_input(&desk, &args(&["-"]), &lines.join("\n"));
    run.assert_credited("https://a.example/1");
    assert_eq!(run.audit("https://a.example/2")["verdict"], "not-credited");
    assert!(run.stderr.contains("line 2"), "{}", run.stderr);
    // A page is still a page.
    let run = run_with_input(
        &desk,
        &args(&["-"]),
        &prose::page(prose::ENGLISH, prose::CREDIT),
    );
    run.assert_credited("-");
}
