//! `find`: engines that answer as they document it, and those that do not.

use serde_json::{Value, json};

use crate::desk::{Desk, Run, finish};
use crate::prose;
use crate::server::{Asked, Server, answer, page};

/// What no output may ever hold.
const SECRET: &str = "s3cr3t+key/of=ours";

/// A site with a copy that credits, one that does not, and one page of something else.
fn copier() -> Server {
    Server::pages(|asked| match asked.path() {
        "/robots.txt" => answer("404 Not Found", &[], b""),
        path if path.starts_with("/fine") => {
            page(prose::page(prose::ENGLISH, prose::CREDIT).as_bytes())
        }
        path if path.starts_with("/bare") => page(prose::page(prose::ENGLISH, "").as_bytes()),
        _ => page(b"<p>Nothing of interest, only a few words about the weather in the hills."),
    })
}

fn json_answer(value: &Value) -> Vec<u8> {
    answer(
        "200 OK",
        &["Content-Type: application/json"],
        value.to_string().as_bytes(),
    )
}

/// Looks for copies of the original by an engine that the configuration describes.
fn find(desk: &Desk, engine: &str, more: &[&str]) -> Run {
    desk.write(
        "creditline.yaml",
        format!("version: 1\nsearch:\n  ours:\n{engine}"),
    );
    let mut args = vec![
        "find",
        "original.md",
        "--engine",
        "ours",
        "-f",
        "json",
        "--allow-private-hosts",
        "--no-cache",
    ];
    args.extend_from_slice(more);
    finish(desk.command(&args).env("FIND_KEY", SECRET))
}

/// A query parameter, decoded.
fn parameter(asked: &Asked, name: &str) -> Option<String> {
    let url = url::Url::parse(&format!("http://x.example{}", asked.path())).unwrap();
    url.query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

#[track_caller]
fn assert_no_secret(run: &Run) {
    for text in [&run.stdout, &run.stderr] {
        for form in [SECRET, "s3cr3t", "s3cr3t%2Bkey%2Fof%3Dours"] {
            assert!(!text.contains(form), "{text}");
        }
    }
}

fn verdicts(run: &Run) -> Vec<(String, Value)> {
    let report: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {}", run.stderr));
    let audits = report["audits"].as_array().unwrap().iter();
    audits
        .map(|audit| {
            let location = url::Url::parse(audit["page"]["location"].as_str().unwrap()).unwrap();
            let path = location.path().trim_start_matches('/').to_owned();
            (path, audit["verdict"].clone())
        })
        .collect()
}

/// The answer of an engine with these addresses, which may say that there is more.
type Shape = fn(&[String], bool) -> Value;

#[test]
fn each_documented_answer_is_read_page_after_page() {
    let copies = copier();
    let at = |path: &str| copies.url(path).to_string();
    // The second page, as each engine counts it, and what says that there is a third.
    let kinds: [(&str, &str, &str, Shape); 3] = [
        (
            "    preset: searxng\n    address: \"{base}/search?q={query}&format=json&pageno={page}\"\n",
            "pageno",
            "2",
            |urls, _| json!({"query": "x", "number_of_results": 0, "results": urls.iter().map(|url| json!({"url": url, "title": "t", "engine": "e"})).collect::<Vec<_>>(), "unresponsive_engines": []}),
        ),
        (
            "    preset: brave\n    address: \"{base}/res/v1/web/search?q={query}&count=20&offset={page}\"\n    headers: {X-Subscription-Token: \"${FIND_KEY}\"}\n",
            "offset",
            "1",
            |urls, more| json!({"type": "search", "query": {"original": "x", "more_results_available": more}, "web": {"type": "search", "results": urls.iter().map(|url| json!({"title": "t", "url": url})).collect::<Vec<_>>()}}),
        ),
        (
            "    preset: google-cse\n    address: \"{base}/customsearch/v1?key=${FIND_KEY}&cx={cx}&q={query}&num=10&start={page}\"\n",
            "start",
            "11",
            |urls, more| {
                let mut all = json!({"kind": "customsearch#search", "queries": {"request": [{}]}, "items": urls.iter().map(|url| json!({"link": url, "title": "t"})).collect::<Vec<_>>()});
                if more {
                    all["queries"]["nextPage"] = json!([{"startIndex": 11}]);
                }
                all
            },
        ),
    ];
    for (engine, page_name, second, shape) in kinds {
        let first = [
            at("/bare"),
            at("/bare?utm_source=feed"),
            "https://river.example/notes/ferry.html".to_owned(),
        ];
        let last = [at("/fine")];
        let search = Server::pages(move |asked| {
            let is_second = parameter(asked, page_name).as_deref() == Some(second);
            json_answer(&if is_second {
                shape(&last, false)
            } else {
                shape(&first, true)
            })
        });
        let base = search.url("");
        let engine = format!(
            "{engine}    values: {{base: \"{}\", cx: c0ffee}}\n    rate: 1ms\n",
            base.as_str().trim_end_matches('/')
        );
        let desk = Desk::new();
        let run = find(&desk, &engine, &["--queries", "40"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert_eq!(
            verdicts(&run),
            [
                ("bare".to_owned(), json!("not-credited")),
                ("fine".to_owned(), json!("credited"))
            ]
        );
        assert!(
            run.stderr
                .contains("2 pages to check, 1 on the originals' own sites, 1 named again"),
            "{}",
            run.stderr
        );
        assert_no_secret(&run);
        let asked = search.asked();
        assert!(
            asked.iter().all(|one| one.path() != "/robots.txt"),
            "an engine is the user's own address"
        );
        for one in &asked {
            let query = parameter(one, "q").unwrap();
            let run = query
                .strip_prefix('"')
                .and_then(|query| query.strip_suffix('"'))
                .unwrap();
            assert!(prose::ENGLISH.contains(run), "{run}");
            let told = one
                .header("x-subscription-token")
                .map(str::to_owned)
                .or_else(|| parameter(one, "key"));
            assert!(told.is_none_or(|key| key == SECRET));
        }
        let pages: Vec<String> = asked
            .iter()
            .filter_map(|one| parameter(one, page_name))
            .collect();
        assert!(pages.iter().any(|page| page == second), "{pages:?}");
        assert!(pages.len() < 40, "the pages of an answer end: {pages:?}");
    }
}

const PLAIN: &str = "    rate: 1ms\n    results: /results/*/url\n";

fn plain(search: &Server) -> String {
    format!(
        "    address: \"{}\"\n{PLAIN}",
        search
            .url("/s?key=${FIND_KEY}&q={query}&p={page}")
            .as_str()
            .replace("%7B", "{")
            .replace("%7D", "}")
    )
}

#[test]
fn a_quota_ends_the_search_and_not_the_run() {
    for status in [
        "429 Too Many Requests",
        "403 Forbidden",
        "402 Payment Required",
        "401 Unauthorized",
    ] {
        let copies = copier();
        let copy = copies.url("/fine").to_string();
        let count = std::sync::atomic::AtomicUsize::new(0);
        let search = Server::pages(move |_| {
            if count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 {
                json_answer(&json!({"results": [{"url": copy}]}))
            } else {
                answer(status, &["Retry-After: 1"], b"{\"error\": \"quota\"}")
            }
        });
        let desk = Desk::new();
        let run = find(&desk, &plain(&search), &[]);
        // What was found is credited, but there may be more.
        assert_eq!(run.code, 3, "{}", run.stderr);
        assert_eq!(verdicts(&run), [("fine".to_owned(), json!("credited"))]);
        assert!(
            run.stderr.contains(status.split(' ').next().unwrap()),
            "{}",
            run.stderr
        );
        assert!(
            run.stderr.contains("queries were not asked"),
            "{}",
            run.stderr
        );
        assert_eq!(
            search.asked().len(),
            2,
            "nobody is asked again who has had enough"
        );
        assert_no_secret(&run);
        let run = find(&desk, &plain(&search), &[]);
        assert_eq!(run.code, 2, "nothing was found out at all: {}", run.stderr);
        assert_no_secret(&run);
    }
}

#[test]
fn answers_that_are_none_are_no_empty_ones() {
    let hostile: [&'static [u8]; 7] = [
        b"<html><title>Are you a robot?</title>",
        b"{\"results\": [{\"url\": \"https://a.exa",
        b"",
        b"null",
        b"\"results\"",
        b"\xff\xfe{}",
        b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    ];
    let desk = Desk::new();
    for body in hostile {
        let search =
            Server::pages(move |_| answer("200 OK", &["Content-Type: application/json"], body));
        let run = find(&desk, &plain(&search), &[]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(
            run.stderr.contains("not the JSON expected"),
            "{}",
            run.stderr
        );
        assert_eq!(
            search.asked().len(),
            2,
            "two such answers in a row are enough"
        );
    }
    // An error in the words of the engine, which repeats what it was sent and means to write to the terminal.
    let search = Server::pages(|asked| {
        let text = format!("\u{1b}[2Jno such key {}", parameter(asked, "key").unwrap());
        json_answer(&json!({"error": {"message": text}}))
    });
    let engine = format!("{}    error: /error/message\n", plain(&search));
    let run = find(&desk, &engine, &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no such key ***"), "{}", run.stderr);
    assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
    assert_no_secret(&run);
    // Nothing found is no fault.
    for empty in [
        json!({"results": []}),
        json!({}),
        json!({"results": [{"url": null}, {"title": "x"}]}),
    ] {
        let search = Server::pages(move |_| json_answer(&empty));
        let run = find(&desk, &plain(&search), &[]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains("0 pages to check"), "{}", run.stderr);
    }
}

#[test]
fn hostile_addresses_reach_nothing() {
    let inner = copier();
    let private = inner.url("/bare").to_string();
    let long = format!("https://a.example/{}", "a".repeat(10_000));
    let search = Server::pages(move |_| {
        json_answer(&json!({"results": [
            {"url": "javascript:alert(1)"}, {"url": "file:///etc/passwd"}, {"url": "data:text/html,x"}, {"url": long},
            {"url": "//x"}, {"url": "https://u:p@a.example/"}, {"url": "\u{1b}]8;;https://a.example\u{7}", "title": "\u{1b}[31mred"},
            {"url": private}, {"url": "http://169.254.169.254/latest/meta-data"}, {"url": "http://[::1]/x\u{1b}[2J\u{202e}"},
        ]}))
    });
    let desk = Desk::new();
    desk.write(
        "creditline.yaml",
        format!("version: 1\nsearch:\n  ours:\n{}", plain(&search)),
    );
    let find = |format: &str| {
        finish(
            desk.command(&["find", "original.md", "-f", format, "--no-cache"])
                .env("FIND_KEY", SECRET),
        )
    };
    let run = find("json");
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(run.stderr.contains("3 pages to check"), "{}", run.stderr);
    assert!(
        run.stderr.contains("7 without a usable address"),
        "{}",
        run.stderr
    );
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    for audit in report["audits"].as_array().unwrap() {
        assert_eq!(audit["reason"]["code"], "refused-address", "{audit}");
    }
    assert_eq!(inner.asked().len(), 0);
    for run in [run, find("human")] {
        for text in [&run.stdout, &run.stderr] {
            assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text}");
        }
    }
}

#[test]
fn an_engine_sends_nobody_elsewhere() {
    let other = Server::pages(|_| json_answer(&json!({"results": []})));
    let to = other.url("/s").to_string();
    let search =
        Server::pages(move |asked| crate::server::redirect(&format!("{to}?{}", asked.path())));
    let desk = Desk::new();
    let run = find(&desk, &plain(&search), &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("redirects"), "{}", run.stderr);
    assert_eq!(other.asked().len(), 0);
    assert_no_secret(&run);
}

#[test]
fn an_index_lists_the_pages_of_a_host_line_by_line() {
    let copies = copier();
    let lines = format!(
        "{{\"url\": \"{}\"}}\n{{\"url\": \"{}\"}}\n\n",
        copies.url("/bare"),
        copies.url("/other")
    );
    let search = Server::pages(move |asked| match parameter(asked, "page").as_deref() {
        _ if asked.path().contains("none.example") => answer(
            "404 Not Found",
            &[],
            b"{\"message\": \"No Captures found\"}",
        ),
        Some("0") => answer("200 OK", &[], lines.as_bytes()),
        _ => answer("400 Bad Request", &[], b"{\"message\": \"Page 1 invalid\"}"),
    });
    let base = search.url("").to_string();
    let engine = format!(
        "    preset: common-crawl-index\n    address: \"{base}{{crawl}}-index?url={{host}}/*&output=json&page={{page}}\"\n    values: {{crawl: CC-MAIN-2026-47}}\n    rate: 1ms\n"
    );
    let desk = Desk::new();
    let run = find(&desk, &engine, &["--host", "copier.example"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(verdicts(&run).len(), 2);
    assert_eq!(
        search.paths()[0],
        "/CC-MAIN-2026-47-index?url=copier.example/*&output=json&page=0"
    );
    let run = find(&desk, &engine, &["--host", "none.example"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(
        find(&desk, &engine, &[]).code,
        2,
        "it must be told which host"
    );
    assert_eq!(find(&desk, &engine, &["--host", "a/../b"]).code, 2);
}

#[test]
fn a_posted_query_is_json() {
    let copies = copier();
    let copy = copies.url("/fine").to_string();
    let search = Server::new(move |asked, stream| {
        let is_post = asked.head.starts_with("POST ");
        let urls = if is_post {
            vec![copy.clone()]
        } else {
            Vec::new()
        };
        crate::server::send(stream, &json_answer(&json!({"results": urls})));
    });
    let engine = format!(
        "    address: \"{}\"\n    headers: {{Authorization: \"Bearer ${{FIND_KEY}}\"}}\n    body: '{{\"q\": \"{{query}}\", \"n\": 20}}'\n    results: /results/*\n    rate: 1ms\n",
        search.url("/s")
    );
    let desk = Desk::new();
    let run = find(&desk, &engine, &["--queries", "1"]);
    assert_eq!(verdicts(&run), [("fine".to_owned(), json!("credited"))]);
    let asked = search.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(
        asked[0].header("authorization"),
        Some(format!("Bearer {SECRET}").as_str())
    );
    assert_eq!(asked[0].header("content-type"), Some("application/json"));
}

#[test]
fn a_dry_run_asks_nothing_and_needs_no_secret() {
    let desk = Desk::new();
    let run = desk.run(&["find", "original.md", "--engine", "brave", "--dry-run"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let queries: Vec<&str> = run
        .stdout
        .lines()
        .skip(1)
        .map(|line| line.trim().trim_matches('"'))
        .collect();
    assert!(queries.len() >= 2, "{}", run.stdout);
    assert!(
        queries.iter().all(|query| prose::ENGLISH.contains(query)),
        "{}",
        run.stdout
    );
    let run = desk.run(&["find", "original.md", "--engine", "brave"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("BRAVE_API_KEY"), "{}", run.stderr);
    let run = desk.run(&["find", "original.md", "--engine", "google-cse", "--dry-run"]);
    assert!(run.stderr.contains("cx"), "{}", run.stderr);
    let run = desk.run(&["find", "original.md", "--engine", "brav", "--dry-run"]);
    assert!(
        run.stderr.contains("did you mean `brave`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn slips_of_an_engine_are_told_at_their_line() {
    let desk = Desk::new();
    let slips = [
        (
            "    adress: \"https://s.example/?q={query}\"\n",
            "did you mean `address`?",
        ),
        (
            "    address: \"https://s.example/?q={query}\"\n",
            "`results`",
        ),
        (
            "    address: \"https://s.example/?apikey=a1b2c3&q={query}\"\n    results: /r\n",
            "holds a secret",
        ),
        (
            "    address: \"https://ana:a1b2c3@s.example/?q={query}\"\n    results: /r\n",
            "holds a secret",
        ),
        (
            "    address: \"https://s.example/?q={query}\"\n    results: /r\n    headers:\n      \
             Authorization: Bearer a1b2c3\n",
            "holds a secret",
        ),
        (
            "    address: \"https://s.example/\"\n    results: /r\n    body: {token: a1b2c3, q: x}\n",
            "must be a text",
        ),
        (
            "    address: \"https://s.example/?q={query}\"\n    results: /r\n    headers: {X-Api-Key: a1b2c3}\n",
            "holds a secret",
        ),
        (
            "    address: \"https://s.example/?q={query}\"\n    results: r\n",
            "JSON pointer",
        ),
        ("    preset: brawe\n", "did you mean `brave`?"),
        ("    preset: brave\n    rate: 3\n", "has no unit"),
    ];
    for (engine, told) in slips {
        let run = find(&desk, engine, &["--dry-run"]);
        assert_eq!(run.code, 2, "{engine}");
        assert!(run.stderr.contains(told), "{engine}: {}", run.stderr);
        assert!(run.stderr.contains("creditline.yaml:"), "{}", run.stderr);
        // A log must not tell what the file should not.
        assert!(!run.stderr.contains("a1b2c3"), "{}", run.stderr);
    }
}
