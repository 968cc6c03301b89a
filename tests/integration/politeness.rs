//! Asking again, slowly, and only where it is allowed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use creditline::fetch::{Client, FetchOptions, Request};

use crate::server::{Server, answer, page, redirect};

fn options() -> FetchOptions {
    FetchOptions {
        allow_private_hosts: true,
        host_interval: Duration::ZERO,
        backoff: Duration::from_millis(10),
        ..FetchOptions::default()
    }
}

fn client() -> Client {
    Client::new(options()).unwrap()
}

/// A server whose first answers are these; every later one is a page.
fn first_answers(answers: Vec<Vec<u8>>) -> Server {
    let count = AtomicUsize::new(0);
    Server::pages(move |_| {
        let number = count.fetch_add(1, Ordering::SeqCst);
        answers
            .get(number)
            .cloned()
            .unwrap_or_else(|| page(b"words"))
    })
}

fn busy(retry_after: &str) -> Vec<u8> {
    answer(
        "429 Too Many Requests",
        &[&format!("Retry-After: {retry_after}")],
        b"",
    )
}

#[test]
fn faults_that_pass_are_asked_again() {
    for first in [
        answer("503 Service Unavailable", &[], b""),
        answer("500 Internal Server Error", &[], b""),
        answer("408 Request Timeout", &[], b""),
        busy("0"),
        Vec::new(),
    ] {
        let server = first_answers(vec![first.clone(), first]);
        let fetched = client().get(&Request::typed(server.url("/"))).unwrap();
        assert_eq!(fetched.bytes, b"words");
        assert_eq!(server.paths().len(), 3);
    }
}

#[test]
fn faults_that_stay_are_asked_once() {
    for (status, requests) in [
        ("404 Not Found", 1),
        ("403 Forbidden", 1),
        ("501 Not Implemented", 1),
        ("503 Service Unavailable", 3),
    ] {
        let answers = vec![answer(status, &[], b""); 9];
        let server = first_answers(answers);
        let error = client().get(&Request::typed(server.url("/"))).unwrap_err();
        assert_eq!(error.code(), "http-status");
        assert_eq!(server.paths().len(), requests, "{status}");
    }
}

#[test]
fn who_asks_for_a_long_rest_gets_it() {
    let server = first_answers(vec![busy("3600")]);
    let error = client().get(&Request::typed(server.url("/"))).unwrap_err();
    assert_eq!(error.code(), "http-status");
    assert!(
        error.to_string().contains("left alone for 3600s"),
        "{error}"
    );
    assert_eq!(server.paths().len(), 1);
    // Neither is a wait begun that would outlast the total.
    let server = first_answers(vec![busy("50")]);
    let error = client().get(&Request::typed(server.url("/"))).unwrap_err();
    assert_eq!(error.code(), "http-status");
    assert_eq!(server.paths().len(), 1);
}

#[test]
fn one_host_is_asked_two_things_at_a_time() {
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (thread_running, thread_most) = (Arc::clone(&running), Arc::clone(&most));
    let server = Server::pages(move |_| {
        let now = thread_running.fetch_add(1, Ordering::SeqCst) + 1;
        thread_most.fetch_max(now, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(5));
        thread_running.fetch_sub(1, Ordering::SeqCst);
        page(b"words")
    });
    let requests: Vec<_> = (0..30)
        .map(|number| Request::typed(server.url(&format!("/{number}"))))
        .collect();
    assert!(client().fetch_all(&requests).iter().all(Result::is_ok));
    assert!(most.load(Ordering::SeqCst) <= 2);
}

#[test]
fn a_host_that_is_down_is_given_up() {
    let server = Server::pages(|_| Vec::new());
    let requests: Vec<_> = (0..60)
        .map(|number| Request::typed(server.url(&format!("/{number}"))))
        .collect();
    let results = client().fetch_all(&requests);
    let given_up = results
        .iter()
        .filter(|result| {
            result
                .as_ref()
                .is_err_and(|error| error.code() == "host-down")
        })
        .count();
    assert!(given_up >= 50, "{given_up}");
    assert!(server.paths().len() < 20, "{}", server.paths().len());
    assert!(results.iter().all(Result::is_err));
}

/// A site of pages that link to each other, with these rules for robots.
fn site(robots: Vec<u8>) -> Server {
    Server::pages(move |asked| match asked.path() {
        "/robots.txt" => robots.clone(),
        "/moved" => redirect("/private/b"),
        _ => page(b"words"),
    })
}

fn found(client: &Client, server: &Server, path: &str) -> Result<(), &'static str> {
    match client.get(&Request::found(server.url(path))) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.code()),
    }
}

#[test]
fn robots_are_asked_for_what_the_user_did_not_name() {
    let rules = b"User-agent: *\nDisallow: /\n\nUser-agent: Creditline\nDisallow: /private/\n";
    let server = site(answer("200 OK", &["Content-Type: text/plain"], rules));
    let client = client();
    assert_eq!(found(&client, &server, "/a"), Ok(()));
    assert_eq!(found(&client, &server, "/private/a"), Err("robots"));
    assert_eq!(found(&client, &server, "/moved"), Err("robots"));
    assert!(
        client
            .get(&Request::typed(server.url("/private/typed")))
            .is_ok()
    );
    assert_eq!(
        server.paths(),
        ["/robots.txt", "/a", "/moved", "/private/typed"]
    );

    let careless = FetchOptions {
        ignore_robots: true,
        ..options()
    };
    let client = Client::new(careless).unwrap();
    assert_eq!(found(&client, &server, "/private/a"), Ok(()));
}

#[test]
fn rules_that_cannot_be_read_forbid_and_missing_ones_allow() {
    let too_long = format!(
        "User-agent: *\nDisallow: /x\n{}",
        "#words\n".repeat(200_000)
    );
    for (robots, outcome) in [
        (answer("404 Not Found", &[], b""), Ok(())),
        (answer("403 Forbidden", &[], b""), Ok(())),
        (
            answer("500 Internal Server Error", &[], b""),
            Err("robots-unreadable"),
        ),
        (busy("3600"), Err("robots-unreadable")),
        (Vec::new(), Err("robots-unreadable")),
        (redirect("/robots.txt"), Ok(())),
        (redirect("/elsewhere"), Ok(())),
        (page(b"<p>Not rules at all</p>"), Ok(())),
        (page(too_long.as_bytes()), Ok(())),
    ] {
        let server = site(robots.clone());
        let start: String = String::from_utf8_lossy(&robots).chars().take(40).collect();
        assert_eq!(found(&client(), &server, "/a"), outcome, "{start}");
    }
    let server = site(page(too_long.as_bytes()));
    assert_eq!(found(&client(), &server, "/x"), Err("robots"));
}

#[test]
fn many_pages_of_a_site_read_its_rules_once() {
    let server = site(answer("200 OK", &[], b"User-agent: *\nDisallow: /x\n"));
    let requests: Vec<_> = (0..20)
        .map(|number| Request::found(server.url(&format!("/{number}"))))
        .collect();
    assert!(client().fetch_all(&requests).iter().all(Result::is_ok));
    let asked = server
        .paths()
        .iter()
        .filter(|path| *path == "/robots.txt")
        .count();
    assert_eq!(asked, 1);
}

#[test]
fn a_host_that_fails_on_every_page_is_not_asked_three_times_as_much() {
    let server = Server::pages(|_| answer("503 Service Unavailable", &[], b""));
    let requests: Vec<_> = (0..40)
        .map(|number| Request::typed(server.url(&format!("/{number}"))))
        .collect();
    assert!(client().fetch_all(&requests).iter().all(Result::is_err));
    assert_eq!(server.paths().len(), 40 + 20);
}

#[test]
fn a_host_that_is_not_there_is_told_as_such() {
    let url = format!("http://127.0.0.1:{}/a", crate::server::closed_port());
    let request = Request::found(url.parse().unwrap());
    let error = client().get(&request).unwrap_err();
    assert_eq!(error.code(), "refused", "{error}");
}

#[test]
fn the_pause_that_a_site_asks_for_is_kept() {
    let server = site(answer("200 OK", &[], b"User-agent: *\nCrawl-delay: 0.3\n"));
    let requests: Vec<_> = (0..3)
        .map(|number| Request::found(server.url(&format!("/{number}"))))
        .collect();
    let started = std::time::Instant::now();
    assert!(client().fetch_all(&requests).iter().all(Result::is_ok));
    assert!(started.elapsed() >= Duration::from_millis(900));
}
