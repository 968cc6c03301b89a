//! Fetching from servers that misbehave. Everything happens on the loopback interface.

use std::time::Duration;

use creditline::fetch::{Client, Expect, FetchError, FetchOptions, Fetched, Request};
use creditline::input::{LoadOptions, Loader, Source};
use url::Url;

use crate::packed;
use crate::server::{Server, answer, closed_port, drip, page, redirect, send};

/// Small limits, so that the suite is quick; long times, so that a busy machine does not matter.
fn options() -> FetchOptions {
    FetchOptions {
        max_bytes: 64 * 1024,
        host_interval: Duration::ZERO,
        backoff: Duration::from_millis(10),
        ..FetchOptions::default()
    }
}

fn get_with(options: FetchOptions, url: Url) -> Result<Fetched, FetchError> {
    Client::new(options).unwrap().get(&Request::typed(url))
}

fn get(url: Url) -> Result<Fetched, FetchError> {
    get_with(options(), url)
}

/// Fetches from a server that gives one answer, whatever it is asked.
fn fetch_answer(bytes: impl Into<Vec<u8>>) -> Result<Fetched, FetchError> {
    let bytes = bytes.into();
    let server = Server::pages(move |_| bytes.clone());
    get(server.url("/"))
}

/// The code of the fault that one answer gives.
fn code_of(bytes: impl Into<Vec<u8>>) -> &'static str {
    let error = fetch_answer(bytes).expect_err("this answer is at fault");
    let message = error.to_string();
    assert!(message.contains(error.url.as_str()), "{message}");
    assert!(message.contains("; "), "no advice: {message}");
    error.code()
}

/// A page in one of the content codings.
fn coded(coding: &str, body: &[u8]) -> Vec<u8> {
    answer(
        "200 OK",
        &[
            "Content-Type: text/html",
            &format!("Content-Encoding: {coding}"),
        ],
        body,
    )
}

#[test]
fn a_page_is_fetched_with_modest_headers() {
    let server = Server::pages(|_| page("<p>Plain words: 原创</p>".as_bytes()));
    let fetched = get(server.url("/a?b=c#d")).unwrap();
    assert_eq!(fetched.bytes, "<p>Plain words: 原创</p>".as_bytes());
    assert_eq!(fetched.status, 200);
    assert_eq!(
        fetched.content_type.as_deref(),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(fetched.final_url, server.url("/a?b=c#d"));
    assert_eq!(fetched.hops, []);

    let asked = server.asked();
    assert!(
        asked[0].head.starts_with("GET /a?b=c HTTP/1.1\r\n"),
        "{}",
        asked[0].head
    );
    let agent = asked[0].header("user-agent").unwrap();
    assert!(agent.starts_with(concat!(
        "creditline/",
        env!("CARGO_PKG_VERSION"),
        " (+https://"
    )));
    for header in ["cookie", "referer", "authorization"] {
        assert_eq!(asked[0].header(header), None);
    }
}

#[test]
fn compressed_pages_are_decompressed() {
    let body = b"<p>Words that were compressed.</p>";
    for (coding, packed) in [
        ("gzip", packed::gzip(body)),
        ("br", packed::BROTLI_PAGE.to_vec()),
    ] {
        let fetched = fetch_answer(coded(coding, &packed)).unwrap();
        assert_eq!(fetched.bytes, body, "{coding}");
    }
}

#[test]
fn bombs_cost_no_more_than_the_limit() {
    for (coding, bomb) in [
        ("gzip", packed::gzip_bomb(4 * 1024 * 1024)),
        ("br", packed::BROTLI_BOMB.to_vec()),
    ] {
        assert!(
            bomb.len() < 64 * 1024,
            "the bomb itself is within the limit"
        );
        assert_eq!(code_of(coded(coding, &bomb)), "too-large", "{coding}");
    }
}

#[test]
fn wrong_compression_is_told_from_a_cut_one() {
    let packed = packed::gzip(b"<p>Words that were compressed.</p>");
    assert_eq!(
        code_of(coded("gzip", b"<p>not compressed at all</p>")),
        "bad-encoding"
    );
    assert_eq!(code_of(coded("gzip", &packed[..30])), "cut-short");
    let twice = packed::gzip(&packed);
    assert_eq!(code_of(coded("gzip", &twice)), "still-encoded");
    // Nobody asked for it: the header of the request names what is understood.
    let unasked = packed::zstd(b"<p>Words that were compressed.</p>");
    assert_eq!(code_of(coded("zstd", &unasked)), "still-encoded");
    assert_eq!(code_of(coded("gzip, gzip", &twice)), "still-encoded");
    assert_eq!(code_of(coded("compress", b"\x1f\x9d\x90")), "still-encoded");
    assert_eq!(code_of(page(&packed)), "still-encoded");
}

#[test]
fn endless_bodies_stop_at_the_limit() {
    let line = [b'x'; 1024];
    let server = Server::new(move |asked, stream| {
        if asked.path() == "/chunked" {
            send(
                stream,
                b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            );
            let mut chunk = b"400\r\n".to_vec();
            chunk.extend_from_slice(&line);
            chunk.extend_from_slice(b"\r\n");
            drip(stream, &chunk, Duration::ZERO, 1_000_000);
        } else {
            send(
                stream,
                b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n",
            );
            drip(stream, &line, Duration::ZERO, 1_000_000);
        }
    });
    assert_eq!(get(server.url("/")).unwrap_err().code(), "too-large");
    assert_eq!(get(server.url("/chunked")).unwrap_err().code(), "too-large");
}

#[test]
fn a_length_over_the_limit_is_refused_before_the_body_comes() {
    let server = Server::new(|_, stream| {
        send(
            stream,
            b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        );
        // Waits until the client hangs up; it must not wait for the body.
        let _ = std::io::Read::read(stream, &mut [0]);
    });
    let error = get(server.url("/")).unwrap_err();
    assert_eq!(error.code(), "too-large");
    assert!(error.to_string().contains("65536 bytes"), "{error}");
}

#[test]
fn slow_servers_hit_a_deadline() {
    let server = Server::new(|asked, stream| {
        let pause = Duration::from_millis(30);
        if asked.path() == "/head" {
            std::thread::sleep(Duration::from_secs(2));
        } else {
            send(stream, b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
            drip(stream, b"x", pause, 5000);
        }
    });
    let silent = FetchOptions {
        read_timeout: Duration::from_millis(200),
        attempts: 1,
        ..options()
    };
    let error = get_with(silent, server.url("/head")).unwrap_err();
    assert_eq!(error.code(), "timeout");
    assert!(
        error.to_string().contains("sent nothing within 200ms"),
        "{error}"
    );

    // A byte now and then keeps the connection alive, but not past the total.
    let slow = FetchOptions {
        total_timeout: Duration::from_millis(400),
        ..options()
    };
    let error = get_with(slow, server.url("/body")).unwrap_err();
    assert_eq!(error.code(), "timeout");
    assert!(
        error.to_string().contains("was not complete within 400ms"),
        "{error}"
    );
}

#[test]
fn cut_bodies_are_not_pages() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    for rest in [
        "Content-Length: 100\r\n\r\nonly these words",
        "Transfer-Encoding: chunked\r\n\r\n20\r\nonly these words",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nwords\r\n",
    ] {
        assert_eq!(code_of(format!("{head}{rest}")), "cut-short", "{rest}");
    }
    let junk = format!("{head}Transfer-Encoding: chunked\r\n\r\nzz\r\nwords\r\n");
    assert_eq!(code_of(junk), "bad-response");
}

#[test]
fn bytes_after_the_stated_length_are_left_alone() {
    let long = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwords and more words";
    assert_eq!(fetch_answer(long).unwrap().bytes, b"words");
}

#[test]
fn answers_that_break_http_are_refused() {
    let many: String = (0..5000).map(|n| format!("X-{n}: y\r\n")).collect();
    for bytes in [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nwords".to_owned(),
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nwords".to_owned(),
        "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nwords".to_owned(),
        "words without any head".to_owned(),
        "HTTP/1.1 2000 OK\r\n\r\n".to_owned(),
        format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "y".repeat(2_000_000)),
        format!("HTTP/1.1 200 OK\r\n{many}\r\n"),
    ] {
        let start: String = bytes.chars().take(60).collect();
        assert_eq!(code_of(bytes), "bad-response", "{start}");
    }
}

#[test]
fn connections_that_come_to_nothing_have_their_own_codes() {
    let refused = format!("http://127.0.0.1:{}/", closed_port());
    assert_eq!(
        get(Url::parse(&refused).unwrap()).unwrap_err().code(),
        "refused"
    );
    assert_eq!(
        get(Server::resetting().url("/")).unwrap_err().code(),
        "closed"
    );
    assert_eq!(code_of(""), "closed");
    assert_eq!(code_of("HTTP/1.1 200 OK\r\nContent-Ty"), "closed");
}

#[test]
fn a_server_without_tls_is_told() {
    let server = Server::pages(|_| page(b"words"));
    let url = format!("https://127.0.0.1:{}/", server.port());
    let error = get(Url::parse(&url).unwrap()).unwrap_err();
    assert_eq!(error.code(), "tls");
    assert_eq!(server.paths(), [""; 0]);
}

#[test]
fn statuses_are_faults_with_advice() {
    for (status, words) in [
        ("404 Not Found", "check the address"),
        ("403 Forbidden", "save the page"),
        ("410 Gone", "taken down"),
        ("418 Teapot", "browser"),
        ("206 Partial Content", "only a part"),
        ("202 Accepted", "not answered"),
        ("304 Not Modified", "browser"),
        ("300 Multiple Choices", "browser"),
    ] {
        let error = fetch_answer(answer(status, &[], b"<p>Sorry</p>")).unwrap_err();
        assert_eq!(error.code(), "http-status", "{status}");
        assert!(error.to_string().contains(words), "{error}");
    }
    // A redirect that says not where to is the final answer.
    assert_eq!(code_of(answer("302 Found", &[], b"")), "http-status");
}

#[test]
fn what_is_no_page_is_told_before_it_is_read() {
    for kind in [
        "image/png",
        "application/pdf",
        "VIDEO/mp4; codecs=x",
        "application/json",
    ] {
        let bytes = answer("200 OK", &[&format!("Content-Type: {kind}")], b"words");
        assert_eq!(code_of(bytes), "not-html", "{kind}");
    }
    let server = Server::pages(|_| answer("200 OK", &["Content-Type: application/json"], b"{}"));
    let anything = Request {
        expect: Expect::Anything,
        ..Request::typed(server.url("/"))
    };
    assert_eq!(
        Client::new(options())
            .unwrap()
            .get(&anything)
            .unwrap()
            .bytes,
        b"{}"
    );
}

#[test]
fn redirects_are_followed_and_recorded() {
    let server = Server::pages(|asked| match asked.path() {
        "/0" => redirect("/1"),
        "/1" => answer("301 Moved", &["Location: 2"], b""),
        "/2" => answer("303 See Other", &["Location: ?3"], b""),
        "/2?3" => answer("307 Temporary", &["Location: //127.0.0.1/bad"], b""),
        "/a" => redirect(&format!("http://{}/b#end", asked.header("host").unwrap())),
        _ => page(b"words"),
    });
    let fetched = get(server.url("/a")).unwrap();
    assert_eq!(fetched.final_url, server.url("/b#end"));
    assert_eq!(fetched.url, server.url("/a"));

    let error = get(server.url("/0")).unwrap_err();
    let way: Vec<_> = error
        .hops
        .iter()
        .map(|hop| (hop.status, hop.to.clone()))
        .collect();
    assert_eq!(
        way,
        [
            (302, server.url("/1")),
            (301, server.url("/2")),
            (303, server.url("/2?3"))
        ]
    );
    assert_eq!(error.code(), "refused-redirect");
}

#[test]
fn redirects_come_to_an_end() {
    let server = Server::pages(|asked| {
        let path = asked.path();
        let number = path.rsplit('/').next().and_then(|n| n.parse::<u32>().ok());
        match (path, number) {
            ("/self", _) => redirect("/self"),
            ("/ping", _) => redirect("/pong"),
            ("/pong", _) => redirect("/ping"),
            (_, Some(0)) => page(b"words"),
            (_, Some(more)) => redirect(&format!("/{}", more - 1)),
            _ => redirect(&format!("/x{path}")),
        }
    });
    assert_eq!(get(server.url("/5")).unwrap().hops.len(), 5);
    assert_eq!(
        get(server.url("/6")).unwrap_err().code(),
        "too-many-redirects"
    );
    assert_eq!(
        get(server.url("/self")).unwrap_err().code(),
        "redirect-loop"
    );
    assert_eq!(
        get(server.url("/ping")).unwrap_err().code(),
        "redirect-loop"
    );
    let before = server.paths().len();
    assert_eq!(
        get(server.url("/endless")).unwrap_err().code(),
        "too-many-redirects"
    );
    assert_eq!(
        server.paths().len() - before,
        6,
        "five hops are asked, no more"
    );
}

#[test]
fn redirects_lead_to_no_private_address_and_no_other_scheme() {
    let secret = Server::pages(|_| page(b"secret"));
    let port = secret.port();
    let targets: Vec<String> = [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "127.0.0.1.",
        "%31%32%37.0.0.1",
        "\u{2460}\u{2461}\u{2466}.0.0.1",
        "127\u{3002}0\u{3002}0\u{3002}1",
        "localhost",
        "LocalHost.",
        "site.localhost",
        "0.0.0.0",
        "0",
        "127.8.9.10",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:7f00:1::1]",
        "[fe80::1]",
        "[fd00::1]",
    ]
    .iter()
    .map(|host| format!("http://{host}:{port}/"))
    .chain([
        format!("//127.0.0.1:{port}/"),
        format!("http:\\\\127.0.0.1:{port}\\"),
        format!("https://127.0.0.1:{port}/"),
        format!("http://user:word@127.0.0.1:{port}/"),
        "http://user:word@example.org/".to_owned(),
        "file:///etc/passwd".to_owned(),
        "data:text/html,words".to_owned(),
        "javascript:alert(1)".to_owned(),
        "ftp://example.org/".to_owned(),
        "gopher://example.org/".to_owned(),
        "http://".to_owned(),
        "http://[".to_owned(),
    ])
    .collect();
    let served = targets.clone();
    let server = Server::pages(move |asked| {
        let number: usize = asked.path()[1..].parse().unwrap();
        redirect(&served[number])
    });

    let requests: Vec<_> = (0..targets.len())
        .map(|number| Request::typed(server.url(&format!("/{number}"))))
        .collect();
    let results = Client::new(options()).unwrap().fetch_all(&requests);
    for (target, result) in targets.iter().zip(&results) {
        let error = result.as_ref().expect_err(target);
        assert_eq!(error.code(), "refused-redirect", "{target}: {error}");
        assert!(!error.to_string().contains("word@"), "{error}");
    }
    assert_eq!(secret.paths(), [""; 0], "a private address was asked");
    assert_eq!(server.paths().len(), targets.len());
}

#[test]
fn private_addresses_are_for_whoever_typed_them() {
    let server = Server::pages(|_| page(b"words"));
    let client = Client::new(options()).unwrap();
    let found = Request::found(server.url("/found"));
    assert_eq!(client.get(&found).unwrap_err().code(), "refused-address");
    assert_eq!(server.paths(), [""; 0]);

    let local = format!("http://localhost:{}/typed", server.port());
    let local = Url::parse(&local).unwrap();
    assert!(client.get(&Request::typed(local.clone())).is_ok());
    let found = Request::found(local);
    assert_eq!(client.get(&found).unwrap_err().code(), "refused-address");

    let trusting = FetchOptions {
        allow_private_hosts: true,
        ..options()
    };
    let found = Request::found(server.url("/allowed"));
    assert!(Client::new(trusting).unwrap().get(&found).is_ok());
    assert_eq!(server.paths(), ["/typed", "/robots.txt", "/allowed"]);
}

#[test]
fn a_name_with_only_private_addresses_is_refused() {
    // A name that the hosts file of most Linux systems gives the address ::1.
    let name = "ip6-localhost";
    let known = std::net::ToSocketAddrs::to_socket_addrs(&(name, 80));
    if !known.is_ok_and(|mut all| all.all(|address| address.ip().is_loopback())) {
        println!("skipped: this machine does not know {name}");
        return;
    }
    let url = Url::parse(&format!("http://{name}:{}/", closed_port())).unwrap();
    assert_eq!(get(url).unwrap_err().code(), "refused-address");
}

#[test]
fn one_fault_does_not_touch_the_others() {
    let server = Server::new(|asked, stream| match asked.path() {
        "/junk" => send(stream, b"words"),
        "/gone" => send(stream, &answer("404 Not Found", &[], b"")),
        "/slow" => {
            std::thread::sleep(Duration::from_millis(300));
            send(stream, &page(b"/slow"));
        }
        path => send(stream, &page(path.as_bytes())),
    });
    let mut requests: Vec<_> = (0..40)
        .map(|number| Request::typed(server.url(&format!("/{number}"))))
        .collect();
    requests.insert(0, Request::typed(server.url("/slow")));
    requests.insert(7, Request::typed(server.url("/junk")));
    requests.insert(20, Request::typed(server.url("/gone")));
    let results = Client::new(options()).unwrap().fetch_all(&requests);
    assert_eq!(results.len(), 43);
    for (request, result) in requests.iter().zip(results) {
        match request.url.path() {
            "/junk" => assert_eq!(result.unwrap_err().code(), "bad-response"),
            "/gone" => assert_eq!(result.unwrap_err().code(), "http-status"),
            path => assert_eq!(result.unwrap().bytes, path.as_bytes()),
        }
    }
}

#[test]
fn offline_asks_nobody() {
    let server = Server::pages(|_| page(b"words"));
    let offline = FetchOptions {
        offline: true,
        ..options()
    };
    assert_eq!(
        get_with(offline, server.url("/")).unwrap_err().code(),
        "offline"
    );
    assert_eq!(server.paths(), [""; 0]);
}

#[test]
fn a_client_may_be_used_inside_an_async_runtime() {
    let server = Server::pages(|_| page(b"words"));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    let url = server.url("/");
    let fetched = runtime.block_on(async { get(url) });
    assert_eq!(fetched.unwrap().bytes, b"words");
}

#[test]
fn a_loader_reads_urls_as_it_reads_files() {
    let server = Server::pages(|asked| match asked.path() {
        "/from" => redirect("/page"),
        "/page" => answer(
            "200 OK",
            &["Content-Type: text/html; charset=windows-1251"],
            b"\xcf\xf0\xe8\xe2\xe5\xf2",
        ),
        "/empty" => page(b""),
        "/pdf" => page(b"%PDF-1.7 words"),
        "/none" => answer("204 No Content", &[], b""),
        _ => answer("404 Not Found", &[], b""),
    });
    let sources: Vec<_> = ["/from", "/empty", "/pdf", "/none", "/gone"]
        .iter()
        .map(|path| Source::Url(server.url(path)))
        .collect();
    let loaded = Loader::new(LoadOptions::default()).load_all(&sources);

    let page = loaded[0].as_ref().unwrap();
    assert_eq!(page.location, server.url("/from").as_str());
    assert_eq!(page.final_url, Some(server.url("/page")));
    assert_eq!(page.redirected_from, [server.url("/from")]);
    // Which charset is right is for the page to judge: the bytes arrive as they were sent.
    assert_eq!(page.bytes, b"\xcf\xf0\xe8\xe2\xe5\xf2");
    assert_eq!(
        page.content_type.as_deref(),
        Some("text/html; charset=windows-1251")
    );

    let codes: Vec<_> = loaded[1..]
        .iter()
        .map(|one| one.as_ref().unwrap_err().kind.as_str())
        .collect();
    assert_eq!(codes, ["empty", "not-text", "empty", "http-status"]);
    for (problem, source) in loaded[1..].iter().zip(&sources[1..]) {
        let problem = problem.as_ref().unwrap_err();
        assert_eq!(problem.location, source.location());
        assert!(
            problem.to_string().contains(&source.location()),
            "{problem}"
        );
    }
}

#[test]
fn each_source_gets_its_own_page() {
    let server = Server::pages(|asked| page(asked.path().as_bytes()));
    let loader = Loader::new(LoadOptions {
        fetch: FetchOptions {
            allow_private_hosts: true,
            ..options()
        },
        ..LoadOptions::default()
    });
    let sources = [
        Source::Found(server.url("/found")),
        Source::Url(server.url("/typed")),
        Source::Found(server.url("/other")),
    ];
    for (source, loaded) in sources.iter().zip(loader.load_all(&sources)) {
        let path = loaded.unwrap().bytes;
        assert!(
            source
                .location()
                .ends_with(std::str::from_utf8(&path).unwrap())
        );
    }
    let pages = server
        .paths()
        .iter()
        .filter(|path| *path != "/robots.txt")
        .count();
    assert_eq!(pages, 3, "each page is asked for once");
}
