//! Inputs that are missing, broken or hostile, through the program itself: each gives one clear message that names the
//! input, and the others are judged all the same.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::desk::{Desk, Run, finish};
use crate::prose;

#[test]
fn files_that_hold_no_page_are_not_judged() {
    let desk = Desk::new();
    let noise: Vec<u8> = (0..9000_u32)
        .map(|number| number.wrapping_mul(2_654_435_761).to_be_bytes()[0])
        .collect();
    desk.write("empty.html", "");
    desk.write("noise.html", noise);
    desk.write("image.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    desk.write("archive.html", b"\x1f\x8b\x08\0\0\0\0\0");
    let run = desk.check(&[
        "empty.html",
        "fine.html",
        "noise.html",
        "image.html",
        "archive.html",
    ]);
    run.assert_not_judged("empty.html", "empty");
    run.assert_not_judged("noise.html", "not-text");
    run.assert_not_judged("image.html", "not-text");
    run.assert_not_judged("archive.html", "not-text");
    run.assert_credited("fine.html");
    assert_eq!(run.code, 3, "{}", run.stderr);
    let lenient = desk.check(&["empty.html", "fine.html", "--allow-unverifiable"]);
    assert_eq!(lenient.code, 0, "{}", lenient.stderr);
}

#[test]
fn a_page_without_words_reprints_nothing_or_is_not_judged() {
    let desk = Desk::new();
    desk.write(
        "bare.html",
        "<!doctype html><html><head></head><body></body></html>",
    );
    desk.write("blank.html", " \n\t\n");
    let run = desk.check(&["bare.html", "blank.html", "fine.html"]);
    for name in ["bare.html", "blank.html"] {
        let audit = run.audit(name);
        assert_eq!(audit["verdict"], Value::Null, "{audit}");
    }
    run.assert_credited("fine.html");
    assert!(matches!(run.code, 0 | 3), "{}", run.code);
}

#[test]
fn missing_paths_are_told_and_the_others_judged() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path().join("pictures")).unwrap();
    desk.write("pictures/a.png", "x");
    let run = desk.check(&["gone.html", "fine.html", "pictures", "example.org/page"]);
    run.assert_told("gone.html");
    run.assert_told("pictures");
    run.assert_told("https://example.org/page");
    run.assert_credited("fine.html");
    assert_eq!(run.code, 2);

    let run = desk.check(&["gone.html"]);
    run.assert_told("gone.html");
    assert_eq!(run.code, 2);
}

/// Nobody may ever write to a pipe with a name: whatever it is named as, it costs itself, and the run ends.
#[cfg(unix)]
#[test]
fn a_named_pipe_is_not_waited_for() {
    let desk = Desk::new();
    let made = std::process::Command::new("mkfifo")
        .arg(desk.path().join("pipe.html"))
        .status()
        .unwrap();
    assert!(made.success());
    std::os::unix::fs::symlink("pipe.html", desk.path().join("link.html")).unwrap();
    for pipe in ["pipe.html", "link.html"] {
        let run = desk.check(&[pipe, "fine.html"]);
        run.assert_not_judged(pipe, "unreadable");
        run.assert_credited("fine.html");
        assert_eq!(run.code, 3, "{}", run.stderr);
    }
    let run = desk.check(&["fine.html", "--originals", "pipe.html"]);
    run.assert_credited("fine.html");
    run.assert_told("pipe.html");
    assert_eq!(run.code, 2, "{}", run.stderr);
    for (flag, argument) in [
        ("--rules", "pipe.html"),
        ("--config", "pipe.html"),
        ("--baseline", "pipe.html"),
        ("--files-from", "pipe.html"),
        ("--originals", "sitemap:pipe.html"),
        ("--originals", "feed:pipe.html"),
    ] {
        let run = desk.check(&["fine.html", flag, argument]);
        assert_eq!(run.code, 2, "{flag}: {}", run.stderr);
        assert!(run.stderr.contains("named pipe"), "{flag}: {}", run.stderr);
    }
}

/// What the shell hands to a program, as by `<(…)`, has its writer.
#[cfg(unix)]
#[test]
fn a_pipe_of_the_shell_is_read() {
    let desk = Desk::new();
    let mut child = desk
        .command(&[
            "check",
            "--files-from",
            "/dev/stdin",
            "--originals",
            "original.md",
        ])
        .args(["-f", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut list = child.stdin.take().unwrap();
    list.write_all(b"fine.html\n").unwrap();
    drop(list);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("fine.html")
    );
}

#[test]
fn an_original_that_cannot_be_used_is_told_and_the_others_used() {
    let desk = Desk::new();
    desk.write(
        "unnamed.md",
        "Words of an article that says neither where it is nor what it asks.\n",
    );
    desk.write("empty.md", "");
    for (name, word) in [
        ("gone.md", "gone.md"),
        ("unnamed.md", "url"),
        ("empty.md", "empty"),
    ] {
        let run = desk.run(&[
            "check",
            "fine.html",
            "--originals",
            name,
            "--originals",
            "original.md",
            "-f",
            "json",
        ]);
        let told = run.stderr.lines().find(|line| line.contains(name));
        let told = told.unwrap_or_else(|| panic!("{name}: {}", run.stderr));
        assert!(told.to_lowercase().contains(word), "{told}");
        run.assert_credited("fine.html");
        assert_eq!(run.code, 2, "{}", run.stderr);
    }
    let run = desk.run(&["check", "fine.html", "--originals", "gone.md"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("gone.md"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.write("locked.md", prose::original(prose::ENGLISH));
    desk.write("locked.html", prose::page(prose::ENGLISH, ""));
    for name in ["locked.md", "locked.html"] {
        let path = desk.path().join(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
        if fs::read(&path).is_ok() {
            println!("skipped: this user may read everything");
            return;
        }
    }
    let run = desk.run(&[
        "check",
        "locked.html",
        "fine.html",
        "--originals",
        "locked.md",
        "--originals",
        "original.md",
        "-f",
        "json",
    ]);
    run.assert_told("locked.md");
    run.assert_not_judged("locked.html", "unreadable");
    run.assert_credited("fine.html");
    assert_eq!(run.code, 2);
}

#[test]
fn charsets_are_found_with_and_without_a_word() {
    for (label, text) in [("gbk", prose::CHINESE), ("windows-1251", prose::RUSSIAN)] {
        let desk = Desk::new();
        desk.write("original.md", prose::original(text));
        let charset = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let meta = format!("<meta charset={label}>");
        for (name, head) in [("declared.html", meta.as_str()), ("silent.html", "")] {
            let page = prose::page_with_head(text, "", head);
            let (bytes, _, lossy) = charset.encode(&page);
            assert!(!lossy, "{label} holds the whole text");
            desk.write(name, bytes);
        }
        let run = desk.check(&["declared.html", "silent.html"]);
        for name in ["declared.html", "silent.html"] {
            let audit = run.audit(name);
            assert_eq!(audit["verdict"], "not-credited", "{label} {audit}");
            assert_eq!(
                audit["matches"][0]["reuse"]["class"], "full",
                "{label} {audit}"
            );
        }
        assert_eq!(run.code, 1);
    }
}

#[test]
fn broken_utf8_is_judged_as_far_as_it_goes() {
    let desk = Desk::new();
    let mut page = prose::page(prose::ENGLISH, prose::CREDIT).into_bytes();
    for at in (200..page.len()).step_by(400) {
        page.insert(at, 0xff);
    }
    desk.write("broken.html", page);
    let run = desk.check(&["broken.html", "fine.html"]);
    let audit = run.audit("broken.html");
    assert_eq!(audit["matches"][0]["reuse"]["class"], "full", "{audit}");
    run.assert_credited("fine.html");
}

#[test]
fn a_page_of_20_megabytes_is_over_the_limit() {
    let desk = Desk::new();
    let mut page = prose::page(prose::ENGLISH, prose::CREDIT);
    while page.len() < 20_000_000 {
        page.push_str("<p>One more line of words that makes the page long.</p>\n");
    }
    desk.write("long.html", page);
    let run = desk.check(&["long.html", "fine.html"]);
    run.assert_not_judged("long.html", "too-large");
    run.assert_credited("fine.html");
    assert_eq!(run.code, 3);
}

#[test]
fn a_page_of_100_000_nested_elements_ends() {
    let desk = Desk::new();
    let deep = format!(
        "<!doctype html>{}{}",
        "<div>".repeat(100_000),
        prose::page(prose::ENGLISH, prose::CREDIT)
    );
    desk.write("deep.html", deep);
    let run = desk.check(&["deep.html", "fine.html"]);
    let audit = run.audit("deep.html");
    // Either its text is read all the same, or it says which limit it passed; never is it passed over in silence.
    match audit["status"].as_str() {
        Some("audited") => assert_eq!(audit["matches"][0]["reuse"]["class"], "full", "{audit}"),
        _ => assert_eq!(audit["reason"]["code"], "nested-too-deeply", "{audit}"),
    }
    run.assert_credited("fine.html");
}

#[test]
fn a_broken_rule_file_is_told_by_line_and_column() {
    let desk = Desk::new();
    for (name, rules) in [
        ("cut.yaml", "version: 1\nrules:\n  - id: \"house\n"),
        ("typo.yaml", "version: 1\nrulez: []\n"),
        ("empty.yaml", ""),
        ("noise.yaml", "\u{0}\u{1}\u{2}"),
    ] {
        desk.write(name, rules);
        let run = desk.run(&[
            "check",
            "fine.html",
            "--originals",
            "original.md",
            "--rules",
            name,
        ]);
        assert_eq!(run.code, 2, "{name}: {}", run.stderr);
        assert!(run.stderr.contains(name), "{}", run.stderr);
        assert!(run.stdout.is_empty(), "{}", run.stdout);
    }
    let run = desk.run(&[
        "check",
        "fine.html",
        "--originals",
        "original.md",
        "--rules",
        "typo.yaml",
    ]);
    assert!(run.stderr.contains("typo.yaml:2:1"), "{}", run.stderr);
    assert!(run.stderr.contains("`rules`"), "no advice: {}", run.stderr);
}

#[test]
fn standard_input_is_a_page() {
    let desk = Desk::new();
    let args = ["check", "-", "--originals", "original.md", "-f", "json"];
    let feed = |bytes: &[u8]| {
        let mut child = desk
            .command(&args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    };
    let run = feed(prose::page(prose::ENGLISH, prose::CREDIT).as_bytes());
    run.assert_credited("-");
    let run = feed(b"");
    assert_eq!(run.audit("-")["reason"]["code"], "empty");
    assert_eq!(run.code, 3);
}

#[test]
fn archives_are_read_to_their_damage() {
    let desk = Desk::new();
    let record = |number: u32| {
        let content = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}",
            prose::page(prose::ENGLISH, prose::CREDIT)
        );
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://copy.example/{number}\r\n\
             Content-Length: {}\r\n\r\n{content}\r\n\r\n",
            content.len()
        )
    };
    desk.write(
        "cut.warc",
        &(record(1) + &record(2) + &record(3))[..3 * record(1).len() - 100],
    );
    let run = desk.check(&["cut.warc", "fine.html"]);
    run.assert_credited("https://copy.example/1");
    run.assert_credited("https://copy.example/2");
    run.assert_credited("fine.html");
    run.assert_told("cut.warc");
    assert_eq!(run.code, 2);
}

#[cfg(feature = "fetch")]
mod network {
    use super::*;
    use crate::server::{Server, closed_port, page};

    #[test]
    fn a_url_that_refuses_is_not_judged() {
        let desk = Desk::new();
        let refused = format!("http://127.0.0.1:{}/page", closed_port());
        let server = Server::pages(|asked| match asked.path() {
            "/fine" => page(prose::page(prose::ENGLISH, prose::CREDIT).as_bytes()),
            _ => crate::server::answer("404 Not Found", &[], b""),
        });
        let fine = server.url("/fine").to_string();
        let gone = server.url("/gone").to_string();
        let run = desk.check(&[&refused, &fine, &gone, "fine.html"]);
        run.assert_not_judged(&refused, "refused");
        run.assert_not_judged(&gone, "http-status");
        run.assert_credited(&fine);
        run.assert_credited("fine.html");
        assert_eq!(run.code, 3, "{}", run.stderr);
    }

    #[test]
    fn pages_of_a_list_are_judged_but_not_at_private_addresses() {
        let desk = Desk::new();
        let secret = Server::pages(|_| page(b"<p>secret</p>"));
        let private = secret.url("/page").to_string();
        desk.write("list.txt", format!("{private}\nwords\n"));
        let run = desk.check(&["sitemap:list.txt", "fine.html"]);
        run.assert_not_judged(&private, "refused-address");
        run.assert_credited("fine.html");
        run.assert_told("list.txt");
        assert_eq!(run.code, 2);
        assert_eq!(secret.paths(), [""; 0]);
    }

    #[test]
    fn proxies_of_the_environment_are_not_used() {
        let desk = Desk::new();
        let proxy = Server::pages(|_| page(b"<p>Words of the proxy.</p>"));
        let server = Server::pages(|_| page(prose::page(prose::ENGLISH, prose::CREDIT).as_bytes()));
        let fine = server.url("/fine").to_string();
        let mut command =
            desk.command(&["check", &fine, "--originals", "original.md", "-f", "json"]);
        for name in [
            "http_proxy",
            "HTTP_PROXY",
            "https_proxy",
            "all_proxy",
            "ALL_PROXY",
        ] {
            command.env(name, proxy.url("/").as_str());
        }
        command.env_remove("no_proxy").env_remove("NO_PROXY");
        let run = finish(&mut command);
        run.assert_credited(&fine);
        assert_eq!(proxy.paths(), [""; 0]);
    }
}

#[test]
fn a_long_base_is_not_repeated_by_every_link() {
    let desk = Desk::new();
    let links = "<a href=x>y</a> ".repeat(6_000);
    let page = |base: &str| {
        format!("<base href=\"https://copy.example/{base}/\"><p>Words and words.</p>{links}")
    };
    desk.write("bomb.html", page(&"x".repeat(100_000)));
    desk.write("long.html", page(&"x".repeat(1_000)));
    let options = creditline::ReadOptions {
        limits: creditline::page::Limits {
            addresses: 1024 * 1024,
            ..creditline::page::Limits::default()
        },
        ..creditline::ReadOptions::default()
    };
    let read = |name: &str| {
        let bytes = fs::read(desk.path().join(name)).unwrap();
        creditline::page::read(&bytes, &options)
    };
    let bomb = read("bomb.html").unwrap();
    let resolved: usize = bomb
        .blocks
        .iter()
        .flat_map(|block| &block.links)
        .filter_map(|link| Some(link.resolved.as_ref()?.as_str().len()))
        .sum();
    assert_eq!(
        resolved, 0,
        "a base longer than any server takes resolves nothing"
    );
    assert_eq!(read("long.html").unwrap_err().code(), "addresses-too-long");
}

/// A list that is given as a page would reprint nothing, whatever its pages do.
#[test]
fn lists_on_standard_input_are_no_page() {
    let desk = Desk::new();
    for list in [
        "https://copier.example/a\nhttps://copier.example/b\n",
        "pages/one.html\npages/two.html\n",
        "url,title\nhttps://copier.example/a,The ferry\n",
        "[\"https://copier.example/a\"]",
    ] {
        let mut child = desk
            .command(&["check", "-", "--originals", "original.md", "-f", "json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(list.as_bytes()).unwrap();
        drop(input);
        let output = child.wait_with_output().unwrap();
        let report = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(3), "{list}{report}");
        assert!(
            report.contains("not-a-page") && report.contains("--files-from"),
            "{report}"
        );
    }
}

/// Who reads what was typed wrong is told what would be right, and of a file where it is wrong.
#[test]
fn what_is_typed_wrong_is_told_with_what_is_right() {
    let desk = Desk::new();
    let checked = ["check", "fine.html", "--originals", "original.md"];
    for (more, told) in [
        (&["--base-url", "c.example"][..], "`https://c.example`"),
        (&["--base-url", "ftp://c.example"], "https://example.org"),
        (&["--as-of", "1.2.2027"], "2027-02-01"),
        (&["-j", "x"], "from 0 to 1024"),
    ] {
        let run = desk.run(&[&checked, more].concat());
        assert_eq!(run.code, 2, "{more:?}");
        assert!(run.stderr.contains(told), "{more:?}: {}", run.stderr);
    }
    let run = desk.run(&["cases", "list", "--age", "x"]);
    assert!(run.stderr.contains("whole number"), "{}", run.stderr);

    desk.write("utf16.yaml", b"\xff\xfev\0");
    desk.write("latin.yaml", b"version: 1\n# K\xe4se\n");
    for flag in ["--config", "--rules", "--baseline", "--files-from"] {
        let told = |file: &str| desk.run(&[&checked[..], &[flag, file]].concat()).stderr;
        assert!(
            told("utf16.yaml").contains("UTF-16"),
            "{flag}: {}",
            told("utf16.yaml")
        );
        assert!(
            told("latin.yaml").contains("line 2"),
            "{flag}: {}",
            told("latin.yaml")
        );
    }
    desk.write("r.json", "no report");
    desk.write("letters.yaml", "version: 1\nlanguages: 7\n");
    desk.write("a.wacz", "no archive");
    let notice = |more: &[&str]| desk.run(&[&["notice"], more].concat()).stderr;
    let told = notice(&["r.json"]);
    assert!(
        told.contains("r.json") && told.contains("-f json"),
        "{told}"
    );
    let told = notice(&[
        "fine.html",
        "--originals",
        "original.md",
        "--templates",
        "letters.yaml",
    ]);
    assert!(
        told.contains("line 2") && told.contains("`languages:`"),
        "{told}"
    );
    assert!(desk.check(&["a.wacz"]).stderr.contains("no ZIP file"));
}

/// A slip in a configuration is told where it was made.
#[test]
fn what_is_written_wrong_is_told_at_its_place() {
    let desk = Desk::new();
    let alias = |name: char, of: &str| format!("{name}: &{name} [{}]\n", [of; 10].join(","));
    let bomb = ["x", "*a", "*b", "*c", "*d"]
        .into_iter()
        .zip('a'..)
        .map(|(of, name)| alias(name, of));
    for (text, told) in [
        (
            "version: 1\noriginals: [original.md\nsuspects: [fine.html]\n".to_owned(),
            "`[` is not closed",
        ),
        (
            "version: 1\noriginals: [gone]\nsuspects: [fine.html]\n".to_owned(),
            "folder of the configuration",
        ),
        (bomb.collect(), "aliases"),
    ] {
        desk.write("creditline.yaml", text);
        let run = desk.run(&["check"]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(told), "{}", run.stderr);
        assert!(!run.stderr.contains("special character"), "{}", run.stderr);
    }
    desk.write(
        "words.yaml",
        "version: 1\nlanguage: gl\ncredit: 7\ncomments: 7\n",
    );
    desk.write("creditline.yaml", "version: 1\nlanguages: [words.yaml]\n");
    let told = desk
        .run(&["check", "fine.html", "--originals", "original.md"])
        .stderr;
    assert!(told.contains("`credit` must be a list"), "{told}");
    assert!(told.contains("`comments` must be a mapping"), "{told}");
}

/// What a link leads to is read with its folder; a link that leads nowhere, or back, is told.
#[cfg(unix)]
#[test]
fn links_in_folders_are_followed() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    for folder in ["s", "s/sub", "real", "own", "o"] {
        fs::create_dir(desk.path().join(folder)).unwrap();
    }
    desk.write("s/fine.html", prose::page(prose::ENGLISH, prose::CREDIT));
    desk.write("real/bad.html", prose::page(prose::ENGLISH, ""));
    desk.write("own/fine.html", prose::page(prose::ENGLISH, prose::CREDIT));
    desk.write("o/ferry.md", prose::original(prose::ENGLISH));
    let told = |run: &Run| run.stderr.contains("symbolic links");
    let link = desk.path().join("s/link.html");
    for (target, code) in [("../real/bad.html", 1), ("nowhere.html", 0)] {
        symlink(target, &link).unwrap();
        for suspects in ["s", "s/*.html", "s/**/*.html"] {
            let run = desk.check(&[suspects]);
            assert_eq!(run.code, code, "{suspects}: {}", run.stderr);
            assert_eq!(told(&run), code == 0, "{suspects}: {}", run.stderr);
        }
        fs::remove_file(&link).unwrap();
    }
    symlink("../real", desk.path().join("s/more")).unwrap();
    for suspects in ["s", "s/*/*.html"] {
        let run = desk.check(&[suspects, "fine.html"]);
        assert_eq!(run.code, 1, "{suspects}: {}", run.stderr);
    }
    assert_eq!(desk.check(&["s", "--exclude", "s/more/**"]).code, 0);
    symlink("fine.html", desk.path().join("own/again.html")).unwrap();
    symlink(".", desk.path().join("own/circle")).unwrap();
    let run = desk.check(&["own"]);
    assert!(!told(&run), "{}", run.stderr);
    assert!(!run.stdout.contains("again.html"), "{}", run.stdout);
    // Originals as well.
    symlink("../original.md", desk.path().join("o/more.md")).unwrap();
    let run = desk.run(&["check", "own", "--originals", "o", "-v"]);
    assert!(run.stderr.contains("2 originals"), "{}", run.stderr);
}
