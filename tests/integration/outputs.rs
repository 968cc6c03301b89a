//! Files that reports are written to: what the run reads is never lost, and what is no regular file stays what it is.

use std::fs;

use crate::desk::{Desk, Run};
use crate::prose;

fn desk() -> Desk {
    let desk = Desk::new();
    for folder in ["s", "o"] {
        fs::create_dir(desk.path().join(folder)).unwrap();
    }
    desk.write("s/bad.html", prose::page(prose::ENGLISH, ""));
    desk.write("o/ferry.md", prose::original(prose::ENGLISH));
    desk.write("list.txt", "s/bad.html\n");
    desk.write("words.txt", "# creditline baseline 1\n");
    desk.write(
        "creditline.yaml",
        "version: 1\noriginals: [o]\nsuspects: [s]\ncheck: {baseline: words.txt}\n",
    );
    desk
}

/// The run is refused, and the file is as it was.
#[track_caller]
fn assert_spared(desk: &Desk, file: &str, args: &[&str]) {
    let before = fs::read(desk.path().join(file)).unwrap();
    let run = desk.run(args);
    assert_eq!(run.code, 2, "{args:?}: {}", run.stderr);
    assert!(
        run.stderr
            .contains(args[args.len() - 1].rsplit('=').next().unwrap()),
        "{}",
        run.stderr
    );
    assert_eq!(
        fs::read(desk.path().join(file)).unwrap(),
        before,
        "{args:?}"
    );
}

#[test]
fn a_report_overwrites_nothing_that_the_run_reads() {
    let desk = desk();
    let whole = desk.path().join("s/bad.html");
    let whole = format!("csv={}", whole.display());
    for (file, report) in [
        ("s/bad.html", "html=s/bad.html"),
        ("s/bad.html", "json=./s/../s/bad.html"),
        ("s/bad.html", whole.as_str()),
        ("o/ferry.md", "html=o/ferry.md"),
        ("creditline.yaml", "json=creditline.yaml"),
        ("words.txt", "json=words.txt"),
    ] {
        assert_spared(&desk, file, &["check", "--report", report]);
    }
    let args = [
        "check",
        "--files-from",
        "list.txt",
        "--report",
        "json=list.txt",
    ];
    assert_spared(&desk, "list.txt", &args);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("s/bad.html", desk.path().join("link.html")).unwrap();
        fs::hard_link(desk.path().join("o/ferry.md"), desk.path().join("twin.md")).unwrap();
        assert_spared(
            &desk,
            "s/bad.html",
            &["check", "--report", "html=link.html"],
        );
        assert_spared(&desk, "o/ferry.md", &["check", "--report", "html=twin.md"]);
    }
    // What is nobody's input is written, and written again.
    for _ in 0..2 {
        let run = desk.run(&["check", "--report", "html=r.html"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
    }
}

#[test]
fn a_report_beside_the_pages_takes_the_place_of_the_one_before() {
    let desk = desk();
    for report in ["html=s/r.html", "markdown=s/r.md"] {
        for _ in 0..2 {
            let run = desk.run(&["check", "--report", report]);
            assert_eq!(run.code, 1, "{report}: {}", run.stderr);
        }
    }
}

#[test]
fn two_reports_are_two_files_however_they_are_spelled() {
    let desk = desk();
    let both = |one: &str, other: &str| desk.run(&["check", "--report", one, "--report", other]);
    let refused = |run: Run| assert_eq!(run.code, 2, "{}", run.stderr);
    refused(both("json=r.json", "html=./r.json"));
    refused(both("json=r.json", "html=s/../r.json"));
    #[cfg(unix)]
    {
        // The file it leads to is not there yet.
        std::os::unix::fs::symlink("r.json", desk.path().join("l.json")).unwrap();
        refused(both("json=r.json", "html=l.json"));
        let run = desk.run(&["check", "--report", "json=l.json"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(desk.path().join("l.json").is_symlink());
        assert!(
            fs::read_to_string(desk.path().join("r.json"))
                .unwrap()
                .contains("creditline.report/1")
        );
    }
    assert!(!desk.path().join("r.html").exists());
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt;
    let desk = desk();
    let pipe = desk.path().join("p");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    let run = desk.run(&["check", "--report", "json=p"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    assert!(reader.join().unwrap().contains("creditline.report/1"));
}

#[test]
fn the_page_of_the_cases_overwrites_neither_them_nor_what_they_are_about() {
    let desk = desk();
    let run = desk.run(&["check", "--record"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for file in ["creditline.db", "s/bad.html", "o/ferry.md"] {
        assert_spared(&desk, file, &["cases", "page", file]);
    }
    for _ in 0..2 {
        let run = desk.run(&["cases", "page", "all.html"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
}
