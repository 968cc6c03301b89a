//! `--report FORMAT=FILE`: reports in files beside the one on standard output.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn check(folder: &Path, more: &[&str]) -> Output {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    Command::new(env!("CARGO_BIN_EXE_creditline"))
        .arg("check")
        .arg(samples.join("suspects/near-miss-url.html"))
        .arg("--originals")
        .arg(samples.join("originals"))
        .args(more)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

#[test]
fn several_reports_are_written_beside_the_one_that_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let run = check(
        folder.path(),
        &[
            "-f",
            "concise",
            "--report",
            "json=a.json",
            "--report",
            "html=out=put.html",
            "--report",
            "csv=a.csv",
        ],
    );
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stdout).contains("error[wrong-link]"));
    let json = fs::read_to_string(folder.path().join("a.json")).unwrap();
    assert!(json.contains("\"creditline.report/1\""));
    let html = fs::read_to_string(folder.path().join("out=put.html")).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("class=\"sides\""));
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["a.csv", "a.json", "out=put.html"],
        "something was left behind"
    );
}

#[test]
fn the_old_report_stays_where_the_new_one_cannot_be_made() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.json"), "old").unwrap();
    let run = check(
        folder.path(),
        &["--report", "json=r.json", "--report", "html=missing/r.html"],
    );
    assert_eq!(run.status.code(), Some(2));
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(told.contains("there is no directory `missing`"), "{told}");
    assert_eq!(
        fs::read_to_string(folder.path().join("r.json")).unwrap(),
        "old"
    );
}

#[test]
fn mistakes_are_explained() {
    let folder = tempfile::tempdir().unwrap();
    for (argument, expected) in [
        ("html", "write FORMAT=FILE"),
        ("htm=a.html", "there is no format `htm`"),
        ("html=", "names no file"),
        ("html=.", "is a directory"),
    ] {
        let run = check(folder.path(), &["--report", argument]);
        assert_eq!(run.status.code(), Some(2), "{argument}");
        let told = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(told.contains(expected), "{argument}: {told}");
    }
    let run = check(folder.path(), &["--report", "html=a", "--report", "json=a"]);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(2));
    assert!(
        told.contains("two reports cannot both be written to `a`"),
        "{told}"
    );
}

#[test]
fn a_configuration_names_reports_too() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("originals")).unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for name in [
        "originals/lecun-world-models.html",
        "suspects/near-miss-url.html",
    ] {
        let to = folder.path().join(name.replace("suspects/", ""));
        fs::copy(samples.join(name), to).unwrap();
    }
    fs::write(
        folder.path().join("creditline.yaml"),
        "version: 1\nsuspects: [near-miss-url.html]\noriginals: [originals]\ncheck:\n  reports: { sarif: a.sarif }\n",
    )
    .unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_creditline"))
        .arg("check")
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(
        run.status.code(),
        Some(1),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let sarif = fs::read_to_string(folder.path().join("a.sarif")).unwrap();
    assert!(sarif.contains("\"uri\": \"near-miss-url.html\""), "{sarif}");
}
