use std::path::Path;
use std::time::Duration;

use url::Url;

use super::*;
use crate::finding::{Code, Confidence, Severity};

fn load(text: &str) -> Result<Config, String> {
    Config::from_text(Path::new("creditline.yaml"), text.to_owned())
        .map_err(|problems| problems.to_string())
}

#[test]
fn every_key_is_read() {
    let config = load(
        r#"version: 1
originals: [originals, "sitemap:https://a.example/sitemap.xml", feed:feed.xml]
suspects: public/**/*.html
exclude: public/tags/**
base-url: https://our.example/
rules:
  files: [cc-by]
  adjust:
    wpcom: { severity: { missing-author: error }, aliases: old.example, allow: [b.example] }
    csdn: { disable: true }
severity: { plain-text-url: off }
same-owner: [our.example, "*.ours.example", medium.example/@us]
prefer: [our.example, partner.example/shared]
check:
  fail-on: warning
  min-confidence: medium
  allow-unverifiable: true
  jobs: 3
  format: concise
  reports: { json: out/report.json }
  show: possible
  no-group: true
  no-hints: true
  report-language: de
  baseline: known.txt
network:
  offline: false
  proxy: socks5h://127.0.0.1:1080
  concurrency: 4
  connect-timeout: 3s
  read-timeout: 500ms
  interval: 1s
  cache: .cache
  hosts:
    Slow.example: { interval: 2s, per-host: 1, timeout: 1m, attempts: 1, ignore-robots: true, allow-private: true }
ignore:
  - page: public/press/*.html
    code: [wrong-link, missing-link]
    rule: wpcom
    original: https://a.example/1
    reason: syndication contract of March
    until: 2027-03-31
"#,
    )
    .unwrap();
    let targets: Vec<&Path> = config
        .originals
        .iter()
        .map(|entry| entry.target.as_path())
        .collect();
    assert_eq!(
        targets,
        [
            Path::new("originals"),
            Path::new("sitemap:https://a.example/sitemap.xml"),
            Path::new("feed:feed.xml")
        ]
    );
    assert_eq!(config.suspects[0].written, "public/**/*.html");
    assert!(config.exclude[0].0.is_named("public/tags/a/b.html"));
    assert_eq!(config.rules[0].target, Path::new("cc-by"));
    assert_eq!(config.adjust[0].change.aliases, ["old.example"]);
    assert!(config.adjust[1].change.disable);
    assert_eq!(config.severity[&Code::PlainTextUrl], Severity::Off);
    let url = |text| Url::parse(text).unwrap();
    assert!(config.owners.are_same(
        &url("https://medium.example/@us/1"),
        &url("https://deep.ours.example/")
    ));
    assert_eq!(config.prefer, ["our.example", "partner.example/shared"]);
    assert_eq!(config.check.fail_on, Some(Severity::Warning));
    assert_eq!(config.check.min_confidence, Some(Confidence::Medium));
    assert_eq!(config.check.show, ["possible"]);
    assert_eq!(config.check.no_group, Some(true));
    assert_eq!(config.check.no_hints, Some(true));
    assert_eq!(config.check.report_language.as_deref(), Some("de"));
    assert_eq!(config.check.jobs, Some(3));
    assert_eq!(config.check.reports[0].file, Path::new("out/report.json"));
    assert_eq!(config.network.all.interval, Some(Duration::from_secs(1)));
    assert_eq!(config.network.cache, Some(Some(".cache".into())));
    let slow = &config.network.hosts["slow.example"];
    assert_eq!(slow.timeout, Some(Duration::from_secs(60)));
    assert_eq!(slow.ignore_robots, Some(true));
    let ignore = &config.ignore[0];
    assert_eq!(ignore.codes, [Code::WrongLink, Code::MissingLink]);
    assert_eq!(ignore.until.unwrap().to_string(), "2027-03-31");
    assert_eq!((ignore.place.line, ignore.place.column), (37, 5));
}

#[test]
fn paths_are_taken_from_the_folder_of_the_file() {
    let text = "version: 1\noriginals: [a.md, https://a.example/b, feed:feed.xml]\ncheck: {baseline: known}\n\
        network: {cache: kept}\n";
    let config = Config::from_text(Path::new("../creditline.yaml"), text.to_owned()).unwrap();
    let targets: Vec<String> = config
        .originals
        .iter()
        .map(|entry| entry.target.display().to_string())
        .collect();
    assert_eq!(
        targets,
        ["../a.md", "https://a.example/b", "feed:../feed.xml"]
    );
    assert_eq!(config.check.baseline, Some("../known".into()));
    assert_eq!(config.network.cache, Some(Some("../kept".into())));
}

#[test]
fn all_problems_are_told_at_once() {
    let problems = load(
        "version: 1
suspect: public
originals: 7
base-url: our.example
rules: [csnd]
severity: { missing-autor: error, wrong-link: fatal }
same-owner: [https://a.example]
check: { fail-on: errors, jobs: 1.5, format: yaml, reports: { pdf: a.pdf } }
network: { timeout: 30, proxy: none, hosts: { https://a.example: {}, b.example: { intervall: 1s, attempts: 0 } } }
ignore:
  - { page: '{a', code: wrong-lnk, until: 31.3.2027 }
  - { reason: all of it }
  - wrong-link
",
    )
    .unwrap_err();
    for told in [
        "2:1: error: unknown key `suspect` in the configuration (did you mean `suspects`?)",
        "3:12: error: an item of `originals` must be a text, not a number",
        "4:11: error: `base-url` is no web address",
        "5:9: error: there is no rule set `csnd` (did you mean the built-in set `csdn`?)",
        "6:13: error: `missing-autor` is no code of a finding (did you mean `missing-author`?)",
        "6:47: error: `fatal` is no severity",
        "7:14: error: `https://a.example` is no site",
        "8:19: error: `errors` is no value of `fail-on` (did you mean `error`?)",
        "8:33: error: `jobs` is 1.5; it must be a whole number",
        "8:46: error: `yaml` is no form of a report",
        "8:63: error: `pdf` is no form of a report",
        "9:21: error: `timeout` has no unit (write a number and its unit: 500ms, 2s or 1m)",
        "9:32: error: `proxy` is no address of a proxy",
        "9:47: error: `https://a.example` is no host",
        "9:83: error: unknown key `intervall` in a host (did you mean `interval`?)",
        "9:108: error: `attempts` is 0; it must lie between 1 and 10",
        "11:13: error: `page`: ",
        "11:25: error: `wrong-lnk` is no code of a finding (did you mean `wrong-link`?)",
        "11:43: error: `31.3.2027` is not a valid date",
        "11:5: error: an ignore without a `reason`",
        "12:5: error: an ignore for all findings on all pages",
        "13:5: error: an ignore must be a mapping",
    ] {
        assert!(
            problems.contains(&format!("creditline.yaml:{told}")),
            "{told} is missing in:\n{problems}"
        );
    }
    assert_eq!(problems.lines().count(), 22, "{problems}");
}

#[test]
fn a_file_of_another_kind_is_told_so() {
    for (text, told) in [
        ("", "the file is empty"),
        ("originals: a\n", "the file has no `version`"),
        ("version: 2\nnovel: 1\n", "the file is of version 2"),
        ("version: 1\nversion: 1\n", "key `version` stands twice"),
        ("version: 1\na: &a [*a]\n", "creditline.yaml:"),
        ("- a\n", "the configuration must be a mapping"),
        ("version: 1\n\toriginals: a\n", "indented with spaces"),
    ] {
        let problems = load(text).unwrap_err();
        assert!(problems.contains(told), "{text}: {problems}");
    }
}

/// The examples of the starter, with their `#` taken away.
fn with_examples(text: &str) -> String {
    text.lines()
        .map(|line| match line.strip_prefix('#') {
            Some(example) if !example.is_empty() && !example.starts_with("# ") => {
                // Prose begins with `# `, examples do not; lists and mappings inside them are indented by two.
                match example.strip_prefix(' ') {
                    Some(rest) if !rest.starts_with(' ') => line,
                    _ => example,
                }
            }
            _ => line,
        })
        .flat_map(|line| [line, "\n"])
        .collect()
}

#[test]
fn the_examples_of_the_starter_can_be_taken_in() {
    let site = Starter {
        generator: None,
        lists: Vec::new(),
        pages: "public".to_owned(),
        originals: "originals".to_owned(),
        base_url: None,
        rules: Vec::new(),
    };
    let written = load(&starter(&site)).unwrap();
    assert_eq!(written.suspects[0].written, "public");
    assert_eq!(written.ignore.len(), 0);
    let text = with_examples(&starter(&site));
    let taken_in = load(&text).unwrap_or_else(|problems| panic!("{problems}\n{text}"));
    assert_eq!(taken_in.ignore.len(), 1, "{text}");
    assert_eq!(taken_in.exclude.len(), 1);
    assert_eq!(taken_in.adjust.len(), 1);
    assert!(taken_in.base_url.is_some());
    assert!(taken_in.network.hosts.contains_key("slow.example"));
    assert!(taken_in.check.baseline.is_some());
    assert_eq!(taken_in.severity.len(), 1);
    // Every key is shown.
    for key in keys::FILE {
        assert!(text.contains(&format!("\n{key}:")), "{key} is not shown");
    }
}

#[test]
fn more_patterns_than_can_be_compiled_soon_are_refused_once() {
    let items: String = (0..20_000)
        .map(|number| format!("  - \"**/{{a,b}}{number}/**\"\n"))
        .collect();
    let text = format!("version: 1\noriginals: x\nexclude:\n{items}");
    let told = load(&text).unwrap_err();
    let message = "the patterns up to here have more than 262144 bytes";
    assert_eq!(told.matches(message).count(), 1, "{told}");
}
