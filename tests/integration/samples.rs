//! The samples: every page of `samples/suspects` gives what its row in `samples/expected.yaml` says.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use creditline::finding::{Code, Verdict};
use serde::Deserialize;
use serde_json::Value;

/// `samples/expected.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    version: u32,
    suspects: Vec<Row>,
}

/// What one suspect must give.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    file: String,
    matches: Vec<Match>,
}

/// One reprinted original, expected or found.
#[derive(Deserialize, Clone, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Match {
    original: String,
    class: String,
    verdict: Verdict,
    codes: Vec<Code>,
}

impl fmt::Display for Match {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<_> = self.codes.iter().map(|code| code.as_str()).collect();
        write!(
            f,
            "{} {} [{}]",
            self.class,
            self.verdict.as_str(),
            codes.join(", ")
        )
    }
}

#[test]
fn every_suspect_has_exactly_one_row() {
    let expected = expected();
    let rows: BTreeSet<_> = expected
        .suspects
        .iter()
        .map(|row| row.file.clone())
        .collect();
    assert_eq!(
        rows.len(),
        expected.suspects.len(),
        "a suspect has two rows"
    );
    assert_eq!(rows, file_names("suspects"));
}

#[test]
fn rows_name_real_originals_and_every_original_is_reprinted_somewhere() {
    let mut named = BTreeSet::new();
    for row in expected().suspects {
        for one in row.matches {
            assert!(
                one.codes.is_sorted_by_key(|code| code.as_str()),
                "codes of {} are not sorted",
                row.file
            );
            named.insert(one.original);
        }
    }
    assert_eq!(named, file_names("originals"));
}

#[test]
fn every_suspect_gives_what_its_row_says() {
    let found = check();
    let mut differences = Vec::new();
    let expected = expected();
    for row in &expected.suspects {
        match found.get(&row.file) {
            None => differences.push(format!("{}: the report does not mention it", row.file)),
            Some(matches) => compare(&row.file, &row.matches, matches, &mut differences),
        }
    }
    for file in found.keys() {
        if !expected.suspects.iter().any(|row| row.file == *file) {
            differences.push(format!("{file}: in the report, but it has no row"));
        }
    }
    assert!(
        differences.is_empty(),
        "{} differences in {} suspects:\n{}",
        differences.len(),
        expected.suspects.len(),
        differences.join("\n")
    );
}

/// Adds one line for each original whose match is not as expected.
fn compare(file: &str, expected: &[Match], found: &[Match], differences: &mut Vec<String>) {
    let originals: BTreeSet<_> = expected.iter().chain(found).map(|m| &m.original).collect();
    for original in originals {
        let want = expected.iter().find(|m| m.original == *original);
        let got = found.iter().find(|m| m.original == *original);
        if want != got {
            let show = |m: Option<&Match>| m.map_or("no match".to_owned(), Match::to_string);
            differences.push(format!(
                "{file} <- {original}\n    expected {}\n    found    {}",
                show(want),
                show(got)
            ));
        }
    }
}

/// Runs the command that the README opens with and gives the matches of each suspect by file name.
fn check() -> BTreeMap<String, Vec<Match>> {
    let output = Command::new(env!("CARGO_BIN_EXE_creditline"))
        .args(["check", "samples/suspects"])
        .args(["--originals", "samples/originals", "-f", "json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        output.status.code(),
        Some(1),
        "some samples are not credited, so the exit code must be 1:\n{errors}"
    );
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("no JSON report: {error}\n{errors}"));
    assert_eq!(report["schema"], "creditline.report/1");
    list(&report["audits"])
        .iter()
        .map(|audit| {
            assert_eq!(audit["status"], "audited", "{audit}");
            let matches = list(&audit["matches"]).iter().map(found).collect();
            (file_name(&audit["page"]["location"]), matches)
        })
        .collect()
}

/// A match of the report in the terms of a row.
fn found(one: &Value) -> Match {
    let mut codes: Vec<Code> = list(&one["findings"])
        .iter()
        .map(|finding| serde_json::from_value(finding["code"].clone()).unwrap())
        .collect();
    codes.sort_by_key(|code| code.as_str());
    Match {
        original: file_name(&one["original"]["location"]),
        class: one["reuse"]["class"].as_str().unwrap().to_owned(),
        verdict: serde_json::from_value(one["verdict"].clone()).unwrap(),
        codes,
    }
}

fn list(value: &Value) -> &[Value] {
    value
        .as_array()
        .unwrap_or_else(|| panic!("not a list: {value}"))
}

fn file_name(location: &Value) -> String {
    let path = Path::new(location.as_str().unwrap());
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

fn expected() -> Expected {
    let text = fs::read_to_string(samples().join("expected.yaml")).unwrap();
    let expected: Expected = serde_yaml::from_str(&text).unwrap();
    assert_eq!(expected.version, 1);
    expected
}

fn file_names(folder: &str) -> BTreeSet<String> {
    fs::read_dir(samples().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}
