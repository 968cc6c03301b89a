//! A site that does everything wrong: each fault has its own reason and costs its own page.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use crate::measure::{ARTICLE, Row, URL, original, program, run_measured};

/// MiB that a check of all of it may take.
const MIB: u64 = 200;

/// The settings of a check that asks this machine only.
const CONFIG: &str = "version: 1\nnetwork: { interval: 0ms, per-host: 8, timeout: 8s, read-timeout: 3s, attempts: 1 }\n";

/// What a fault does with a connection.
type Fault = (&'static str, fn(&mut TcpStream));

fn send(stream: &mut TcpStream, text: &str) {
    drop(stream.write_all(text.as_bytes()));
}

fn head(stream: &mut TcpStream, status: &str, more: &str, body: &str) {
    send(
        stream,
        &format!(
            "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n{more}\r\n{body}",
            body.len()
        ),
    );
}

fn endless(stream: &mut TcpStream, start: &str, piece: &[u8]) {
    send(stream, start);
    for _ in 0..4_000 {
        if stream.write_all(piece).is_err() {
            return;
        }
    }
}

macro_rules! status {
    ($($code:literal),*) => {
        &[$(($code, |stream: &mut TcpStream| head(stream, $code, "", "<p>words of an error page"))),*]
    };
}

/// Answers that are no page.
const STATUS: &[Fault] = status![
    "202 Accepted",
    "204 No Content",
    "206 Partial Content",
    "300 Multiple Choices",
    "304 Not Modified",
    "400 Bad Request",
    "401 Unauthorized",
    "402 Payment Required",
    "403 Forbidden",
    "404 Not Found",
    "405 Method Not Allowed",
    "406 Not Acceptable",
    "408 Request Timeout",
    "409 Conflict",
    "410 Gone",
    "418 Teapot",
    "421 Misdirected",
    "429 Too Many Requests",
    "451 Unavailable",
    "500 Error",
    "501 Not Implemented",
    "502 Bad Gateway",
    "503 Unavailable",
    "504 Gateway Timeout",
    "511 Login",
    "599 Odd",
    "999 Denied"
];

/// Heads and bodies that break, lie or never end.
const BROKEN: &[Fault] = &[
    ("nothing", |_| {}),
    ("no HTTP", |stream| send(stream, "hello\r\n\r\n")),
    ("half a head", |stream| {
        send(stream, "HTTP/1.1 200 OK\r\nContent-Ty")
    }),
    ("an odd version", |stream| {
        send(stream, "HTTP/7.3 200 OK\r\n\r\nwords")
    }),
    ("no status", |stream| {
        send(stream, "HTTP/1.1 OK\r\n\r\nwords")
    }),
    ("an endless head", |stream| {
        endless(
            stream,
            "HTTP/1.1 200 OK\r\n",
            b"X-More: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n",
        )
    }),
    ("an endless line", |stream| {
        endless(stream, "HTTP/1.1 200 OK\r\nX: ", &[b'x'; 4096])
    }),
    ("an endless body", |stream| {
        endless(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
            &[b'x'; 65_536],
        )
    }),
    ("a huge length", |stream| {
        send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\nwords",
        )
    }),
    ("a negative length", |stream| {
        send(stream, "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nwords")
    }),
    ("two lengths", |stream| {
        send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nwords",
        )
    }),
    ("a cut body", |stream| {
        send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>words",
        )
    }),
    ("a cut chunk", |stream| {
        send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nwords",
        )
    }),
    ("an odd chunk", |stream| {
        send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nwords\r\n0\r\n\r\n",
        )
    }),
    ("false gzip", |stream| {
        head(stream, "200 OK", "Content-Encoding: gzip\r\n", "<p>words")
    }),
    ("false brotli", |stream| {
        head(stream, "200 OK", "Content-Encoding: br\r\n", "<p>words")
    }),
    ("false zstd", |stream| {
        head(stream, "200 OK", "Content-Encoding: zstd\r\n", "<p>words")
    }),
    ("an unknown coding", |stream| {
        head(stream, "200 OK", "Content-Encoding: rot13\r\n", "<p>words")
    }),
    ("a picture", |stream| {
        send(
            stream,
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: image/png\r\nContent-Length: 4\r\n\r\n\u{1}PNG",
        )
    }),
    ("a program", |stream| {
        send(
            stream,
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/octet-stream\r\nContent-Length: 6\r\n\r\n\u{7f}ELF\0\0",
        )
    }),
    ("a film", |stream| {
        send(
            stream,
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: video/mp4\r\nContent-Length: 5\r\n\r\nwords",
        )
    }),
    ("no words", |stream| {
        head(stream, "200 OK", "", "<html><body></body></html>")
    }),
    ("an empty page", |stream| head(stream, "200 OK", "", "")),
    ("a loop", |stream| {
        head(stream, "302 Found", "Location: ?again\r\n", "")
    }),
    ("no place to go", |stream| head(stream, "302 Found", "", "")),
    ("a place that is none", |stream| {
        head(stream, "302 Found", "Location: http://[\r\n", "")
    }),
    ("a file", |stream| {
        head(stream, "302 Found", "Location: file:///etc/passwd\r\n", "")
    }),
    ("a private address", |stream| {
        head(
            stream,
            "302 Found",
            "Location: http://169.254.169.254/latest\r\n",
            "",
        )
    }),
    ("a port that is closed", |stream| {
        head(stream, "302 Found", "Location: http://192.0.2.1:1/\r\n", "")
    }),
    ("a long place", |stream| {
        head(
            stream,
            "302 Found",
            &format!("Location: /{}\r\n", "a".repeat(60_000)),
            "",
        )
    }),
    ("a body that drips", |stream| {
        send(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n",
        );
        for _ in 0..30 {
            send(stream, "<p>word ");
            std::thread::sleep(Duration::from_secs(1));
        }
    }),
    ("a name of nothing", |stream| {
        head(stream, "200 OK", "\0: x\r\n", "<p>words")
    }),
    ("only a hint", |stream| {
        send(stream, "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n")
    }),
    ("a place with a line break", |stream| {
        head(stream, "302 Found", "Location: /a\rSet-Cookie: b\r\n", "")
    }),
    ("a refresh", |stream| {
        head(
            stream,
            "200 OK",
            "",
            "<meta http-equiv=refresh content='0; url=https://elsewhere.example/'>",
        )
    }),
];

/// A folder with a list of addresses, the original, and the settings.
pub(crate) fn listed(list: &str) -> tempfile::TempDir {
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("o.md"), original()).unwrap();
    std::fs::write(folder.path().join("list.txt"), list).unwrap();
    std::fs::write(folder.path().join("creditline.yaml"), CONFIG).unwrap();
    folder
}

/// The arguments of a check of the list.
pub(crate) fn checking<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let list = ["check", "--files-from", "list.txt", "--originals", "o.md"];
    [&list, ["-f", "json"].as_slice(), more].concat()
}

/// Serves what the path asks for: `/fine/N`, or the fault of a number.
pub(crate) fn serve() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            std::thread::spawn(move || {
                drop(stream.set_write_timeout(Some(Duration::from_secs(20))));
                let mut asked = [0; 4096];
                let read = stream.read(&mut asked).unwrap_or_default();
                let asked =
                    String::from_utf8_lossy(asked.get(..read).unwrap_or_default()).into_owned();
                let path = asked.split(' ').nth(1).unwrap_or_default();
                let number = |path: &str| path.split(['/', '?']).nth(2)?.parse::<usize>().ok();
                match number(path) {
                    Some(number) if path.starts_with("/fault/") => {
                        if let Some((_, fault)) = STATUS.iter().chain(BROKEN).nth(number) {
                            fault(&mut stream);
                        }
                    }
                    Some(_) => head(
                        &mut stream,
                        "200 OK",
                        "Cache-Control: max-age=600\r\n",
                        &format!(
                            "<html lang=en><article><p>{ARTICLE}</p></article><p>Source: <a href='{URL}'>Wind</a></p></html>"
                        ),
                    ),
                    None => head(&mut stream, "404 Not Found", "", ""),
                }
                // The other side reads what is there before the connection goes.
                drop(stream.shutdown(std::net::Shutdown::Write));
                drop(stream.read(&mut [0; 64]));
            });
        }
    });
    port
}

/// One check of all faults, with a page that is fine between each two.
pub(crate) fn promise(_quick: bool) -> Row {
    let port = serve();
    let faults: Vec<&Fault> = STATUS.iter().chain(BROKEN).collect();
    let list: String = (0..faults.len())
        .map(|n| format!("http://127.0.0.1:{port}/fine/{n}\nhttp://127.0.0.1:{port}/fault/{n}\n"))
        .collect();
    let folder = listed(&list);
    let args = checking(&["--no-cache"]);
    let mut failed = Vec::new();
    let (mut worst, mut tried) = (0, faults.len());
    match run_measured(&program(), folder.path(), &args) {
        Err(why) => failed.push(why),
        Ok((out, told, mib)) => {
            worst = mib;
            if mib > MIB {
                failed.push(format!("{mib} MiB"));
            }
            let report: serde_json::Value = serde_json::from_str(&out).unwrap_or_default();
            let audits = report["audits"].as_array().cloned().unwrap_or_default();
            if audits.is_empty() {
                failed.push(format!("no report: {told}"));
                tried = 0;
            }
            let of = |path: &str| {
                let address = format!("http://127.0.0.1:{port}{path}");
                audits
                    .iter()
                    .find(|audit| audit["page"]["location"].as_str() == Some(address.as_str()))
                    .cloned()
            };
            for (number, (name, _)) in faults.iter().enumerate() {
                let fine = of(&format!("/fine/{number}")).unwrap_or_default();
                if fine["verdict"] != "credited" {
                    failed.push(format!(
                        "the page before {name}: {}",
                        fine["reason"]["code"]
                    ));
                }
                let fault = of(&format!("/fault/{number}")).unwrap_or_default();
                if fault["status"] == "audited" || !fault["reason"]["code"].is_string() {
                    failed.push(format!(
                        "{name}: {} {}",
                        fault["status"], fault["reason"]["code"]
                    ));
                }
            }
        }
    }
    Row {
        promise: format!(
            "network: each fault has its reason and costs its own page, all of them {MIB} MiB"
        ),
        tried,
        failed,
        worst: format!("{worst} MiB"),
    }
}
