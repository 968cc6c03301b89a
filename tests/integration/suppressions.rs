//! Suppressions: comments in pages, the baseline.

use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, Run, run};
use crate::prose;

/// A page that reprints the article with this comment and no credit.
fn silent(comment: &str) -> String {
    prose::page(
        prose::ENGLISH,
        &format!("<p>Until next week.</p>\n{comment}\n"),
    )
}

fn suppressed(audit: &Value) -> Vec<(String, String)> {
    let all = audit["matches"].as_array().unwrap().iter();
    all.filter_map(|found| found["suppressed"].as_array())
        .flatten()
        .map(|one| {
            (
                one["code"].as_str().unwrap().to_owned(),
                one["suppressed_by"].as_str().unwrap().to_owned(),
            )
        })
        .collect()
}

const ACCEPTED: &str = "<!-- creditline: ignore[missing-attribution] agreed by telephone -->";

#[test]
fn a_comment_lets_a_file_pass() {
    let desk = Desk::new();
    desk.write("silent.html", silent(""));
    assert_eq!(desk.check(&["silent.html"]).code, 1);
    desk.write("silent.html", silent(ACCEPTED));
    let run = desk.check(&["silent.html"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    let audit = run.audit("silent.html");
    assert_eq!(
        suppressed(&audit),
        [("missing-attribution".to_owned(), "comment".to_owned())]
    );
    let one = &audit["matches"][0]["suppressed"][0];
    assert_eq!(one["reason"], "agreed by telephone");
    assert_eq!(one["place"]["file"], "silent.html");
    // What is accepted is still no credit.
    assert_eq!(audit["verdict"], "not-credited");
    let run = desk.check(&["silent.html", "--no-ignores"]);
    assert_eq!(run.code, 1);
    let run = desk.run(&["check", "silent.html", "--originals", "original.md"]);
    assert!(run.stdout.contains("1 ignored"), "{}", run.stdout);
}

#[test]
fn markdown_has_comments_too() {
    let desk = Desk::new();
    desk.write(
        "copy.md",
        format!("# My ferry\n\n{}\n\n{ACCEPTED}\n", prose::ENGLISH),
    );
    let run = desk.check(&["copy.md"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert_eq!(suppressed(&run.audit("copy.md")).len(), 1);
}

#[test]
fn pages_of_others_say_nothing_about_what_counts() {
    let desk = Desk::new();
    let line = json!({ "url": "https://copies.example/a", "html": silent(ACCEPTED) });
    desk.write("pages.jsonl", format!("{line}\n"));
    let run = desk.check(&["pages.jsonl"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    assert!(suppressed(&run.audit("copies.example/a")).is_empty());
    // A comment that is not obeyed is not told about either.
    assert!(!run.stdout.contains("unused-ignore"), "{}", run.stdout);

    let warc = archive("https://copies.example/a", &silent(ACCEPTED));
    desk.write("pages.warc", warc);
    let run = desk.check(&["pages.warc"]);
    assert_eq!(run.code, 1, "{}\n{}", run.stdout, run.stderr);
    assert!(suppressed(&run.audit("copies.example/a")).is_empty());
}

#[cfg(feature = "fetch")]
#[test]
fn a_fetched_page_is_not_obeyed() {
    use crate::server::{Server, page};
    let server = Server::pages(|_| page(silent(ACCEPTED).as_bytes()));
    let desk = Desk::new();
    let run = desk.check(&[server.url("/a.html").as_str()]);
    assert_eq!(run.code, 1, "{}\n{}", run.stdout, run.stderr);
    assert!(suppressed(&run.audit("/a.html")).is_empty());
}

/// A web archive of one page.
fn archive(url: &str, html: &str) -> String {
    let http = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{html}",
        html.len()
    );
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n\
         WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nContent-Type: application/http; \
         msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
}

#[test]
fn comments_of_no_use_are_told_where_they_stand() {
    let desk = Desk::new();
    desk.write(
        "fine.html",
        prose::page(
            prose::ENGLISH,
            &format!(
                "{}\n<!-- creditline: ignore[wrong-link] not so -->\n<!-- creditline: ignore[wrong-lnik] typo -->\n\
                 <!-- creditline: ignore[wrong-link] -->",
                prose::CREDIT
            ),
        ),
    );
    let run = desk.run(&[
        "check",
        "fine.html",
        "--originals",
        "original.md",
        "-f",
        "concise",
    ]);
    assert_eq!(run.code, 0, "warnings do not fail: {}", run.stdout);
    for told in [
        "warning[unused-ignore]: this ignore matches no finding",
        "did you mean `wrong-link`?",
        "the reason is missing",
    ] {
        assert!(run.stdout.contains(told), "{told}: {}", run.stdout);
    }
    let json = desk.check(&["fine.html"]);
    let remarks = json.audit("fine.html")["remarks"].as_array().unwrap().len();
    assert_eq!(remarks, 3, "{}", json.stdout);
}

fn with_baseline(desk: &Desk, pages: &[&str], more: &[&str]) -> Run {
    let mut args = pages.to_vec();
    args.extend(["--baseline", "known.txt"]);
    args.extend(more);
    desk.check(&args)
}

#[test]
fn known_findings_pass_and_new_ones_fail() {
    let desk = Desk::new();
    desk.write("old.html", silent(""));
    let run = with_baseline(&desk, &["old.html"], &[]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("--update-baseline writes it"),
        "{}",
        run.stderr
    );

    let run = with_baseline(&desk, &["old.html"], &["--update-baseline"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let written = fs::read_to_string(desk.path().join("known.txt")).unwrap();
    assert!(
        written
            .contains("\tmissing-attribution\told.html\thttps://river.example/notes/ferry.html\n"),
        "{written}"
    );

    // Other lines, another folder separator, more text: the same finding.
    desk.write("old.html", format!("\n\n<!-- moved -->{}", silent("")));
    let run = with_baseline(&desk, &["./old.html"], &[]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert_eq!(suppressed(&run.audit("old.html"))[0].1, "baseline");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["summary"]["baselined"], 1);
    assert_eq!(report["summary"]["errors"], 0);

    desk.write("new.html", silent(""));
    let run = with_baseline(&desk, &["old.html", "new.html"], &[]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.audit("new.html")["matches"][0]["findings"][0]["code"],
        "missing-attribution"
    );

    desk.write("old.html", prose::page(prose::ENGLISH, prose::CREDIT));
    let run = with_baseline(&desk, &["old.html"], &[]);
    assert_eq!(run.code, 0);
    assert!(
        run.stderr.contains("1 finding of known.txt is gone"),
        "{}",
        run.stderr
    );
    with_baseline(&desk, &["old.html"], &["--update-baseline"]);
    let written = fs::read_to_string(desk.path().join("known.txt")).unwrap();
    assert!(!written.contains("old.html"), "{written}");
}

#[test]
fn a_baseline_is_the_same_bytes_whatever_the_order() {
    let desk = Desk::new();
    for name in ["a.html", "b.html", "c.html"] {
        desk.write(name, silent(""));
    }
    let mut written = Vec::new();
    for (pages, threads) in [
        (["a.html", "b.html", "c.html"], "1"),
        (["c.html", "a.html", "b.html"], "2"),
        (["b.html", "c.html", "a.html"], "8"),
    ] {
        let _ = fs::remove_file(desk.path().join("known.txt"));
        with_baseline(&desk, &pages, &["--update-baseline", "--jobs", threads]);
        written.push(fs::read(desk.path().join("known.txt")).unwrap());
    }
    assert!(written.windows(2).all(|pair| pair[0] == pair[1]));
    let text = String::from_utf8(written.remove(0)).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len(), 3);
    assert!(lines.is_sorted());
}

#[test]
fn a_page_that_cannot_be_read_loses_nothing_from_the_baseline() {
    let desk = Desk::new();
    desk.write("a.html", silent(""));
    with_baseline(&desk, &["a.html"], &["--update-baseline"]);
    let before = fs::read(desk.path().join("known.txt")).unwrap();
    desk.write("a.html", "");
    let run = with_baseline(&desk, &["a.html"], &["--update-baseline"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert_eq!(fs::read(desk.path().join("known.txt")).unwrap(), before);
}

#[test]
fn a_faulty_baseline_is_told_with_its_line() {
    let desk = Desk::new();
    desk.write("known.txt", "# creditline baseline 1\n\n=======\n");
    let run = with_baseline(&desk, &["fine.html"], &[]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .contains("known.txt:3: `=======` is no fingerprint"),
        "{}",
        run.stderr
    );
    desk.write("known.txt", [0xff, 0xfe, 0]);
    let run = with_baseline(&desk, &["fine.html"], &[]);
    assert!(
        run.stderr.contains("`known.txt` is UTF-16, not UTF-8"),
        "{}",
        run.stderr
    );
    let run = desk.check(&["fine.html", "--update-baseline"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--baseline FILE"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_baseline_that_cannot_be_written_is_an_error_and_leaves_nothing_behind() {
    let desk = Desk::new();
    let run = desk.check(&[
        "fine.html",
        "--baseline",
        "no/such/known.txt",
        "--update-baseline",
    ]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("cannot write `no/such/known.txt`"),
        "{}",
        run.stderr
    );
    let left: Vec<_> = fs::read_dir(desk.path())
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter(|name| name.contains(".tmp"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn codes_are_links_where_the_terminal_shows_links() {
    let desk = Desk::new();
    desk.write("silent.html", silent(""));
    let run = |links: &str, colour: &str| {
        let mut command = desk.command(&[
            "check",
            "silent.html",
            "--originals",
            "original.md",
            "--color",
            colour,
        ]);
        crate::desk::finish(command.env("FORCE_HYPERLINK", links)).stdout
    };
    let link = "\u{1b}]8;;https://github.com/creditline/creditline/blob/main/docs/codes.md#missing-attribution\u{1b}\\";
    assert!(run("1", "always").contains(link));
    for plain in [run("0", "always"), run("1", "never")] {
        assert!(!plain.contains("\u{1b}]"), "{plain:?}");
    }
}

/// A known finding is known from every folder, and however its page is spelled.
#[test]
fn a_baseline_knows_a_page_by_every_spelling() {
    for config in [true, false] {
        let desk = Desk::new();
        fs::create_dir_all(desk.path().join("s/deep")).unwrap();
        desk.write("s/deep/bad.html", prose::page(prose::ENGLISH, ""));
        if config {
            let text =
                "version: 1\noriginals: [original.md]\nsuspects: [s]\ncheck: {baseline: k}\n";
            desk.write("creditline.yaml", text);
        }
        let whole = desk.path().join("s");
        let whole = whole.to_str().unwrap();
        let original = desk.path().join("original.md");
        let original = original.to_str().unwrap();
        let check = |folder: &str, page: &str, more: &[&str]| {
            let baseline = desk.path().join("k");
            let mut args = vec!["check", page, "--originals", original, "--baseline"];
            args.push(baseline.to_str().unwrap());
            args.extend_from_slice(more);
            run(&desk.path().join(folder), &args)
        };
        let learn = check("", whole, &["--update-baseline"]);
        assert_eq!(learn.code, 0, "{}", learn.stderr);
        let text = fs::read_to_string(desk.path().join("k")).unwrap();
        assert!(text.contains("\ts/deep/bad.html\t"), "{text}");
        for (folder, page) in [
            ("", "s"),
            ("", "./s/deep/../deep/bad.html"),
            ("s", "."),
            ("s/deep", "bad.html"),
            ("s/deep", "../../s"),
            ("s/deep", whole),
        ] {
            let known = check(folder, page, &[]);
            assert_eq!(
                known.code, 0,
                "{folder} {page}: {}{}",
                known.stdout, known.stderr
            );
        }
    }
}
