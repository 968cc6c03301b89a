//! Habits of a good tool: what is told where, and how a run ends.

use crate::desk::Desk;
use crate::prose;

const CHECK: [&str; 4] = ["check", "--originals", "original.md", "fine.html"];

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("silent.html", prose::page(prose::ENGLISH, ""));
    desk
}

#[test]
fn a_pipe_sees_no_progress() {
    let desk = desk();
    for flags in [&[][..], &["--color=always"]] {
        let run = desk.run(&[&CHECK, flags].concat());
        assert_eq!(run.code, 0);
        assert_eq!(run.stderr, "", "nothing beside the report is worth telling");
    }
}

#[test]
fn quiet_tells_errors_only() {
    let desk = desk();
    let args = [&CHECK[..], &["silent.html", "missing.html"]].concat();
    let loud = desk.run(&args);
    assert!(loud.stderr.contains("hint: "), "{}", loud.stderr);
    let quiet = desk.run(&[&args[..], &["-q"]].concat());
    assert_eq!((loud.code, loud.stdout), (quiet.code, quiet.stdout));
    assert_eq!(quiet.stderr.lines().count(), 1, "{}", quiet.stderr);
    assert!(quiet.stderr.starts_with("error: `missing.html`"));
}

#[test]
fn verbose_tells_what_is_used_and_more_verbose_every_page() {
    let desk = desk();
    let told = |flag| {
        desk.run(&[&CHECK[..], &["silent.html", flag]].concat())
            .stderr
    };
    let verbose = told("-v");
    assert!(verbose.contains("1 by the rule `default`"), "{verbose}");
    assert!(verbose.contains("2 suspects"), "{verbose}");
    assert!(!verbose.contains("silent.html"), "{verbose}");
    let pages = told("-vv");
    assert!(pages.contains("fine.html: credited"), "{pages}");
    assert!(pages.contains("silent.html: not-credited"), "{pages}");
    let refused = desk.run(&[&CHECK[..], &["-q", "-v"]].concat());
    assert_eq!(refused.code, 2);
}

#[cfg(all(unix, feature = "fetch"))]
mod interrupted {
    use std::io::{Read, Write};
    use std::net::{Shutdown, TcpListener, TcpStream};
    use std::process::{Child, Command, Output, Stdio};
    use std::sync::mpsc;
    use std::thread;

    use super::{desk, prose};

    /// A server that answers `/fine` and leaves everything else waiting. The receiver hears of each one that waits.
    fn server() -> (String, mpsc::Receiver<TcpStream>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (sender, waiting) = mpsc::channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = [0; 4096];
                let read = stream.read(&mut request).unwrap();
                if !request[..read].starts_with(b"GET /fine ") {
                    if sender.send(stream).is_err() {
                        return;
                    }
                    continue;
                }
                let page = prose::page(prose::ENGLISH, prose::CREDIT);
                let head = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    page.len()
                );
                stream.write_all(head.as_bytes()).unwrap();
                stream.write_all(page.as_bytes()).unwrap();
                stream.shutdown(Shutdown::Write).unwrap();
                // The client closes when it has all of it; only then the next one is heard.
                let _ = stream.read(&mut request);
            }
        });
        (address, waiting)
    }

    fn signal(child: &Child, name: &str) {
        let sent = Command::new("kill")
            .args([name, &child.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
    }

    /// A check of one page that comes and one that does not, with `signals` sent while it waits.
    fn run(signals: &[&str]) -> Output {
        let desk = desk();
        let (address, waiting) = server();
        let child = desk
            .command(&[
                "check",
                "--originals",
                "original.md",
                "-f",
                "json",
                "--no-cache",
                &format!("{address}/fine"),
                &format!("{address}/never"),
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _held = waiting.recv().unwrap();
        for name in signals {
            signal(&child, name);
        }
        child.wait_with_output().unwrap()
    }

    #[test]
    fn ctrl_c_ends_with_what_was_checked() {
        for name in ["-INT", "-TERM"] {
            let output = run(&[name]);
            assert_eq!(output.status.code(), Some(130), "{name}");
            let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(report["summary"]["pages"], 1, "{report}");
            assert_eq!(report["audits"][0]["verdict"], "credited");
            let told = String::from_utf8(output.stderr).unwrap();
            assert!(
                told.contains("1 of 2 pages were not checked"),
                "{name}: {told}"
            );
        }
    }
}

#[test]
fn a_run_without_a_fault_says_one_line() {
    let desk = Desk::new();
    let run = desk.run(&["check", "fine.html", "--originals", "original.md"]);
    assert_eq!(run.code, 0);
    assert_eq!(
        (run.stdout.lines().count(), run.stderr.as_str()),
        (1, ""),
        "{}",
        run.stdout
    );

    // An original without a notice gives a hint, unless nobody wants it.
    let silent = crate::prose::page(crate::prose::ENGLISH, "<p>Until next week.</p>");
    desk.write("silent.html", &silent);
    let check = ["check", "silent.html", "--originals", "original.md"];
    for (more, hints) in [
        (None, true),
        (Some("--no-hints"), false),
        (Some("-q"), false),
    ] {
        let run = desk.run(&check.into_iter().chain(more).collect::<Vec<_>>());
        assert_eq!(run.stderr.contains("hint: "), hints, "{}", run.stderr);
        assert_eq!(run.code, 1);
    }
    let fixed = desk.run(&[
        "check",
        "silent.html",
        "--originals",
        "original.md",
        "--fix",
        "-q",
    ]);
    assert_eq!((fixed.code, fixed.stderr.as_str()), (0, ""));
    assert_eq!(fixed.stdout.lines().count(), 1, "{}", fixed.stdout);
}
