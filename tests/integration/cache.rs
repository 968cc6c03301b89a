//! Pages that are kept from run to run: bodies, never verdicts, never faults.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use creditline::fetch::{Client, Expect, FetchError, FetchOptions, Fetched, Request};
use tempfile::TempDir;
use url::Url;

use crate::desk::Desk;
use crate::prose;
use crate::server::{Asked, Server, answer, page, redirect};

fn client(folder: &Path) -> Client {
    Client::new(FetchOptions {
        cache: Some(folder.to_owned()),
        host_interval: Duration::ZERO,
        backoff: Duration::from_millis(10),
        ..FetchOptions::default()
    })
    .unwrap()
}

/// Fetches as a new run of the program would.
fn get(folder: &Path, url: &Url) -> Result<Fetched, FetchError> {
    client(folder).get(&Request::typed(url.clone()))
}

/// A page with these headers, and `304` for whoever has it already.
fn versioned(asked: &Asked, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let known = asked
        .header("if-none-match")
        .or(asked.header("if-modified-since"));
    match known {
        Some(_) => answer("304 Not Modified", headers, b""),
        None => answer("200 OK", headers, body),
    }
}

/// How many requests a page costs in two runs, and what the second gave.
fn twice(respond: impl Fn(&Asked) -> Vec<u8> + Send + Sync + 'static) -> (usize, Vec<u8>) {
    let folder = TempDir::new().unwrap();
    let server = Server::pages(respond);
    let url = server.url("/page");
    let first = get(folder.path(), &url).unwrap();
    let second = get(folder.path(), &url).unwrap();
    assert_eq!(first.content_type, second.content_type);
    (server.paths().len(), second.bytes)
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    for header in [
        "ETag: \"one\"",
        "ETag: W/\"one\"",
        "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
    ] {
        let headers = ["Content-Type: text/html; charset=gbk", header];
        let bodies = AtomicUsize::new(0);
        let (requests, body) = twice(move |asked| {
            let body = format!("<p>{}</p>", bodies.fetch_add(1, Ordering::SeqCst));
            versioned(asked, &headers, body.as_bytes())
        });
        assert_eq!((requests, body), (2, b"<p>0</p>".to_vec()), "{header}");
    }
}

#[test]
fn what_is_fresh_is_not_asked_for() {
    let (requests, body) = twice(|_| answer("200 OK", &["Cache-Control: max-age=600"], b"words"));
    assert_eq!((requests, body), (1, b"words".to_vec()));
}

#[test]
fn nothing_is_kept_longer_than_it_may_be() {
    for headers in [
        vec![],
        vec!["ETag: \"one\"", "Cache-Control: no-store"],
        vec!["Cache-Control: max-age=0"],
        vec!["Cache-Control: no-cache, max-age=600"],
        // The server's word holds for an hour: this answer is older.
        vec!["Cache-Control: max-age=99999999", "Age: 4000"],
        vec!["Cache-Control: max-age=600", "Vary: *"],
    ] {
        let count = AtomicUsize::new(0);
        let shown = format!("{headers:?}");
        let (requests, body) = twice(move |_| {
            let body = count.fetch_add(1, Ordering::SeqCst).to_string();
            answer("200 OK", &headers, body.as_bytes())
        });
        assert_eq!((requests, body), (2, b"1".to_vec()), "{shown}");
    }
}

#[test]
fn a_new_version_takes_the_place_of_the_old_one() {
    let folder = TempDir::new().unwrap();
    let count = AtomicUsize::new(0);
    let server = Server::pages(move |asked| {
        let tag = |number: usize| format!("\"{number}\"");
        let number = count.fetch_add(1, Ordering::SeqCst) / 2;
        let headers = [format!("ETag: {}", tag(number))];
        let headers: Vec<_> = headers.iter().map(String::as_str).collect();
        if asked.header("if-none-match") == Some(&tag(number)) {
            answer("304 Not Modified", &headers, b"")
        } else {
            answer("200 OK", &headers, number.to_string().as_bytes())
        }
    });
    let url = server.url("/");
    let seen: Vec<_> = (0..6)
        .map(|_| get(folder.path(), &url).unwrap().bytes)
        .collect();
    assert_eq!(seen, [b"0", b"0", b"1", b"1", b"2", b"2"]);
}

#[test]
fn faults_and_redirects_are_never_kept() {
    let folder = TempDir::new().unwrap();
    let count = AtomicUsize::new(0);
    let server = Server::pages(move |asked| match asked.path() {
        "/moved" => redirect("/page"),
        "/page" => answer("200 OK", &["Cache-Control: max-age=600"], b"words"),
        "/wrong" => answer(
            "200 OK",
            &["Cache-Control: max-age=600", "Content-Length: 99"],
            b"cut",
        ),
        _ if count.fetch_add(1, Ordering::SeqCst) == 0 => answer(
            "404 Not Found",
            &["Cache-Control: max-age=600", "ETag: \"x\""],
            b"gone",
        ),
        _ => page(b"back again"),
    });
    let gone = server.url("/gone");
    assert_eq!(get(folder.path(), &gone).unwrap_err().code(), "http-status");
    assert_eq!(get(folder.path(), &gone).unwrap().bytes, b"back again");
    for _ in 0..2 {
        let fetched = get(folder.path(), &server.url("/moved")).unwrap();
        assert_eq!(fetched.hops.len(), 1);
        assert!(get(folder.path(), &server.url("/wrong")).is_err());
    }
    let asked = |path| server.paths().iter().filter(|asked| *asked == path).count();
    assert_eq!(
        (asked("/moved"), asked("/page"), asked("/wrong")),
        (2, 1, 2)
    );
}

#[test]
fn kept_pages_are_held_to_the_same_limits() {
    let folder = TempDir::new().unwrap();
    let headers = [
        "Content-Type: application/json",
        "Cache-Control: max-age=600",
    ];
    let server = Server::pages(move |_| answer("200 OK", &headers, b"{\"a\": \"words\"}"));
    let ask = |expect| {
        client(folder.path()).get(&Request {
            expect,
            ..Request::typed(server.url("/"))
        })
    };
    assert!(ask(Expect::Anything).is_ok());
    assert_eq!(ask(Expect::Page).unwrap_err().code(), "not-html");
    assert_eq!(ask(Expect::UpTo(3)).unwrap_err().code(), "too-large");
    assert_eq!(ask(Expect::StartOf(3)).unwrap().bytes, b"{\"a");
    assert_eq!(server.paths().len(), 1);
}

#[test]
fn damaged_files_count_as_absent() {
    let folder = TempDir::new().unwrap();
    let server = Server::pages(|_| answer("200 OK", &["Cache-Control: max-age=600"], b"words"));
    let url = server.url("/");
    get(folder.path(), &url).unwrap();
    let kept = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap().len() == 32)
        .unwrap();
    let whole = fs::read(&kept).unwrap();
    let mut other = whole.clone();
    *other.last_mut().unwrap() = b'!';
    let cut = whole[..whole.len() - 2].to_vec();
    for (number, bytes) in [Vec::new(), b"{}\nwords".to_vec(), cut, other]
        .iter()
        .enumerate()
    {
        fs::write(&kept, bytes).unwrap();
        assert_eq!(get(folder.path(), &url).unwrap().bytes, b"words");
        assert_eq!(server.paths().len(), number + 2);
    }
}

#[test]
fn a_folder_may_be_used_by_many_at_once() {
    let folder = TempDir::new().unwrap();
    let server = Server::pages(|asked| {
        let body = asked.path().repeat(2000);
        versioned(asked, &["ETag: \"one\""], body.as_bytes())
    });
    let requests: Vec<_> = (0..10)
        .map(|number| Request::typed(server.url(&format!("/{number}"))))
        .collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for result in client(folder.path()).fetch_all(&requests) {
                    let fetched = result.unwrap();
                    assert_eq!(fetched.bytes, fetched.url.path().repeat(2000).as_bytes());
                }
            });
        }
    });
    // Nothing half-written is left: ten pages, the note of when the folder was cleaned, and the place of what is written.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 12);
    let unfinished = fs::read_dir(folder.path().join("unfinished")).unwrap();
    assert_eq!(unfinished.count(), 0);
}

#[test]
fn what_a_killed_run_left_unfinished_goes_with_the_next_run() {
    let folder = TempDir::new().unwrap();
    let server = Server::pages(|_| answer("200 OK", &["Cache-Control: max-age=600"], b"words"));
    get(folder.path(), &server.url("/1")).unwrap();
    let [old, young] = ["old", "young"].map(|name| folder.path().join("unfinished").join(name));
    fs::write(&young, "half a pa").unwrap();
    fs::write(&old, "half a pa").unwrap();
    let past = std::time::SystemTime::now() - std::time::Duration::from_secs(90);
    let file = fs::File::options().write(true).open(&old).unwrap();
    file.set_modified(past).unwrap();
    get(folder.path(), &server.url("/2")).unwrap();
    // What is young may still be written by a run beside this one.
    assert_eq!((old.exists(), young.exists()), (false, true));
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_costs_nothing_else() {
    let folder = TempDir::new().unwrap();
    let blocked = folder.path().join("file");
    fs::write(&blocked, "").unwrap();
    let server = Server::pages(|_| answer("200 OK", &["ETag: \"one\""], b"words"));
    let client = client(&blocked);
    assert_eq!(client.warning(), None);
    assert_eq!(
        client.get(&Request::typed(server.url("/"))).unwrap().bytes,
        b"words"
    );
    let warning = client.warning().unwrap();
    assert!(warning.contains("cannot be written"), "{warning}");
}

#[test]
fn the_program_keeps_pages_unless_told_not_to() {
    let server = Server::pages(|asked| {
        let page = prose::page(prose::ENGLISH, prose::CREDIT);
        versioned(
            asked,
            &["Content-Type: text/html", "ETag: \"one\""],
            page.as_bytes(),
        )
    });
    let desk = Desk::new();
    let url = server.url("/page");
    let conditional = |extra: &[&str]| {
        let before = server.asked().len();
        for _ in 0..2 {
            let mut args = vec![url.as_str()];
            args.extend(extra);
            let run = desk.check(&args);
            run.assert_credited("/page");
            assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        }
        let asked = server.asked().split_off(before);
        asked
            .iter()
            .filter(|asked| asked.header("if-none-match").is_some())
            .count()
    };
    assert_eq!(conditional(&["--no-cache"]), 0);
    assert_eq!(conditional(&[]), 1);
    assert_eq!(conditional(&["--cache-dir", "kept"]), 1);
    assert!(desk.path().join("kept/CACHEDIR.TAG").is_file());
    desk.write("blocked", "");
    let run = desk.check(&[url.as_str(), "--cache-dir", "blocked"]);
    assert_eq!(run.code, 0);
    run.assert_told("blocked");
}
