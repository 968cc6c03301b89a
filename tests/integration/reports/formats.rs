//! What each format says about the samples, the same at any number of threads, and valid.
//!
//! After a change of the output: `INSTA_UPDATE=always cargo test --test integration reports`, then read the difference.

use std::process::Command;

use creditline::report::Format;
use serde_json::Value;

use super::sarif_schema;

/// Few samples that between them have an error, a warning, a note, a fix, a page that is fine and one that cannot be read.
const FEW: [&str; 4] = [
    "home-page-link.html",
    "edited-copy.html",
    "nofollow-link.html",
    "gone.html",
];

fn check(suspects: &[&str], more: &[&str]) -> String {
    let paths = suspects
        .iter()
        .map(|name| format!("samples/suspects/{name}"));
    let run = Command::new(env!("CARGO_BIN_EXE_creditline"))
        .arg("check")
        .args(paths)
        .args(["--originals", "samples/originals"])
        .args(more)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C.UTF-8")
        .env_remove("TERM")
        .output()
        .unwrap();
    assert!(
        !run.stdout.is_empty(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn every_format_says_what_it_said() {
    for format in Format::ALL.iter().map(|format| format.name()) {
        let suspects = if format == "html" {
            &FEW[..1]
        } else {
            &FEW[..3]
        };
        let mut text = check(suspects, &["-f", format]);
        if format == "html" {
            // The style and the script are files of their own; their hashes change with them.
            text = without(&text, "<style>", "</style>");
            text = without(&text, "<script>", "</script>");
            text = without(&text, "style-src", "base-uri");
        }
        if format == "sarif" {
            // The help of every code is the documentation of the codes.
            let mut log: Value = serde_json::from_str(&text).unwrap();
            log["runs"][0]["tool"]["driver"]["rules"]
                .as_array_mut()
                .unwrap()
                .truncate(1);
            text = serde_json::to_string_pretty(&log).unwrap();
        }
        let version = env!("CARGO_PKG_VERSION");
        let text = text.replace(version, "0.0.0").replace("\r\n", "\n");
        insta::assert_snapshot!(format!("samples_{format}"), text);
    }
}

fn without(text: &str, start: &str, end: &str) -> String {
    let (before, rest) = text.split_once(start).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    format!("{before}{start}{end}{after}")
}

#[test]
fn every_report_is_the_same_at_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let run = |jobs: &str| {
        let files: Vec<String> = Format::ALL
            .iter()
            .map(|format| {
                let format = format.name();
                format!(
                    "{format}={}",
                    folder.path().join(format!("{jobs}.{format}")).display()
                )
            })
            .collect();
        let mut more = vec!["-f", "jsonl", "-j", jobs];
        for file in &files {
            more.extend(["--report", file]);
        }
        let shown = check(&[""], &more);
        let mut texts: Vec<String> = Format::ALL
            .iter()
            .map(|format| {
                let format = format.name();
                std::fs::read_to_string(folder.path().join(format!("{jobs}.{format}"))).unwrap()
            })
            .collect();
        texts.push(shown);
        texts
    };
    let one = run("1");
    for jobs in ["2", "8"] {
        for (index, text) in run(jobs).iter().enumerate() {
            assert!(
                *text == one[index],
                "{:?} differs with {jobs} threads",
                Format::ALL.get(index)
            );
        }
    }
    // What is streamed is what is written at the end.
    let streamed = Format::ALL.iter().position(|one| *one == Format::Jsonl);
    assert_eq!(one.get(streamed.unwrap()), one.last());
}

/// Forbids every key that a schema does not name, so that a new one is not forgotten there.
fn closed(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if map.contains_key("properties") {
                map.insert("additionalProperties".to_owned(), false.into());
            }
            map.values_mut().for_each(closed);
        }
        Value::Array(items) => items.iter_mut().for_each(closed),
        _ => {}
    }
}

#[test]
fn the_reports_of_all_samples_are_valid() {
    let mut schema = creditline::report::schema();
    closed(&mut schema);
    let own = jsonschema::validator_for(&schema).unwrap();
    let all = ["", "gone.html"];
    let report: Value = serde_json::from_str(&check(&all, &["-f", "json"])).unwrap();
    if let Err(error) = own.validate(&report) {
        panic!("{error} at {}", error.instance_path());
    }
    let lines = check(&all, &["-f", "jsonl"]);
    let mut line_schema = schema.clone();
    line_schema["$ref"] = "#/definitions/line".into();
    let line_schema = jsonschema::validator_for(&line_schema).unwrap();
    let mut audits = Vec::new();
    for line in lines.lines() {
        let mut line: Value = serde_json::from_str(line).unwrap();
        if let Err(error) = line_schema.validate(&line) {
            panic!("{error} at {}", error.instance_path());
        }
        line.as_object_mut().unwrap().remove("schema");
        audits.push(line);
    }
    assert_eq!(
        Value::from(audits),
        report["audits"],
        "JSON lines say something else than JSON"
    );
    for (format, schema) in [
        ("sarif", sarif_schema::schema()),
        ("gitlab", sarif_schema::gitlab()),
        ("rdjson", sarif_schema::rdjson()),
    ] {
        let schema = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .unwrap();
        let report: Value = serde_json::from_str(&check(&all, &["-f", format])).unwrap();
        if let Err(error) = schema.validate(&report) {
            panic!("{format}: {error} at {}", error.instance_path());
        }
    }
}

#[test]
fn annotations_keep_to_what_the_runner_keeps() {
    let log = check(&[""], &["-f", "github"]);
    for level in ["error", "warning", "notice"] {
        let count = log
            .lines()
            .filter(|line| line.starts_with(&format!("::{level} ")))
            .count();
        assert!(count <= 10, "{count} of {level}");
    }
    assert!(log.contains("more of this kind"), "{log}");
    let first = log.lines().next().unwrap();
    assert!(
        first.starts_with("::error file=samples/suspects/"),
        "{first}"
    );
    // What the runner would not keep is still in the log.
    let json: Value = serde_json::from_str(&check(&[""], &["-f", "json"])).unwrap();
    let errors = json["summary"]["errors"].as_u64().unwrap();
    let shown = log
        .lines()
        .filter(|line| line.starts_with("::error file"))
        .count();
    let plain = log.lines().filter(|line| line.contains(": error[")).count();
    assert_eq!((shown + plain) as u64, errors);
}
