//! What people are shown of a run, and what only programs are.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use crate::desk::{Desk, Run};

/// Words that no other seed has in this order.
fn words(seed: u64, count: usize) -> Vec<String> {
    let mut state = seed;
    (0..count)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            format!("w{}", (state >> 40) % 4_000)
        })
        .collect()
}

/// Every fifth word of the original, so that no two neighbours meet: a digest of it at the most.
fn digest(desk: &Desk) {
    let words = words(5, 900);
    let text: String = words.chunks(14).fold(String::new(), |mut text, part| {
        let _ = writeln!(text, "{}.\n", part.join(" "));
        text
    });
    desk.write(
        "digested.md",
        format!("---\nurl: https://valley.example/long-piece\ntitle: A long piece\n---\n\n{text}"),
    );
    let taken: Vec<&str> = words.iter().step_by(5).map(String::as_str).collect();
    let frame = "Cheap flights to sunny beaches can be booked here. ".repeat(6);
    desk.write(
        "digest.html",
        format!(
            "<html lang=en><body><p>{frame}</p><p>{}.</p><p>{frame}</p></body></html>",
            taken.join(" ")
        ),
    );
}

fn check(desk: &Desk, args: &[&str]) -> Run {
    let mut all = vec!["check", "--originals", "digested.md", "digest.html"];
    all.extend_from_slice(args);
    desk.run(&all)
}

#[test]
fn what_is_only_possible_is_no_reprint_and_shown_when_asked() {
    let desk = Desk::new();
    digest(&desk);
    let run = check(&desk, &["-f", "json"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    let audit = run.audit("digest.html");
    assert_eq!(audit["matches"][0]["reuse"]["class"], "reworded?");
    let summary = &serde_json::from_str::<Value>(&run.stdout).unwrap()["summary"];
    for (count, key) in [(0, "reprints"), (0, "exempt"), (1, "possible")] {
        assert_eq!(summary[key], count, "{key}: {summary}");
    }
    let line = "possible: digest.html: possibly rewords https://valley.example/long-piece";
    for format in ["human", "markdown", "html", "github", "concise"] {
        let plain = check(&desk, &["-f", format]).stdout;
        assert!(!plain.contains("long-piece"), "{format}: {plain}");
        let shown = check(&desk, &["-f", format, "--show", "possible"]).stdout;
        match format {
            "human" => {
                assert!(plain.contains("1 page: 0 reprints · 1 possible"), "{plain}");
                assert_eq!(shown.matches(line).count(), 1, "{shown}");
            }
            "markdown" | "html" => assert!(shown.contains("long-piece"), "{format}: {shown}"),
            // One line a finding: there is none.
            _ => assert_eq!(shown, plain),
        }
    }
}

/// Eight pages of a site whose template links the home page of each source, and four that say nothing.
fn template_fault(desk: &Desk) {
    fs::create_dir(desk.path().join("sources")).unwrap();
    for number in 0..12 {
        let text = words(number + 50, 120).join(" ");
        let url = format!("https://press{}.example/{number}/piece.html", number % 2);
        let title = format!("The {number}th piece about boats and bread");
        desk.write(
            &format!("sources/{number:02}.md"),
            format!(
                "---\nurl: {url}\ntitle: {title}\nauthor: Ida Holm\npublisher: Press {}\n---\n\n{text}\n",
                ["East", "West"][number as usize % 2]
            ),
        );
        let home = format!("https://press{}.example/", number % 2);
        let credit = if number < 8 {
            format!(
                "<p>Source: <a href='{home}'>Press {}</a>, “{title}”, {} May, by Ida Holm</p>",
                ["East", "West"][number as usize % 2],
                number + 1
            )
        } else {
            String::new()
        };
        desk.write(
            &format!("p{number:02}.html"),
            format!(
                "<html lang=en><head><title>Piece {number}</title><meta property=og:url content='https://copy.example/{number}'></head>\
                 <body><article><h1>Piece {number}</h1><p>{text}</p>{credit}</article></body></html>"
            ),
        );
    }
}

fn check_all(desk: &Desk, args: &[&str]) -> Run {
    let pages: Vec<String> = (0..12).map(|number| format!("p{number:02}.html")).collect();
    let mut all = vec!["check", "--originals", "sources"];
    all.extend(pages.iter().map(String::as_str));
    all.extend_from_slice(args);
    desk.run(&all)
}

#[test]
fn the_fault_of_a_template_is_one_entry() {
    let desk = Desk::new();
    template_fault(&desk);
    let message = "the link of the credit leads to the site, not to the article: …";
    for format in ["human", "markdown", "html", "github"] {
        let run = check_all(&desk, &["-f", format]);
        assert_eq!(run.code, 1);
        let text = &run.stdout;
        let title = match format {
            "markdown" => format!("### 8 pages\n\n- ❌ **wrong-link**: `{message}`"),
            _ => format!("8 pages: {message}"),
        };
        // A page of HTML names it in its list, in the table of pages and above its cases.
        let times = if format == "html" { 3 } else { 1 };
        assert_eq!(text.matches(&title).count(), times, "{format}: {text}");
        for part in ["p00.html", "p01.html", "p02.html", "by Ida Holm, …: "] {
            assert!(text.contains(part), "{format}: {text}");
        }
        // Four pages are no template yet, and the list of the pages in HTML has each page by itself.
        let missing = text.matches("nothing in sight says").count();
        assert_eq!(missing, 4, "{format}: {text}");
        if format != "html" {
            assert!(!text.contains("p03.html:"), "{format}: {text}");
            assert_eq!(text.matches("leads to the site").count(), 1, "{format}");
        }
        let single = check_all(&desk, &["-f", format, "--no-group"]);
        assert_eq!(single.code, 1);
        assert!(!single.stdout.contains(&title), "{format}");
        let count = single.stdout.matches("leads to the site").count();
        assert_eq!(count, 8, "{format}: {}", single.stdout);
    }
}

#[test]
fn programs_have_every_finding_and_its_group() {
    let desk = Desk::new();
    template_fault(&desk);
    let run = check_all(&desk, &["-f", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let groups = report["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 1, "{groups:?}");
    assert_eq!(groups[0]["pages"], 8);
    assert_eq!(groups[0]["rule"], "default");
    assert_eq!(
        groups[0]["examples"],
        serde_json::json!(["p00.html", "p01.html", "p02.html"])
    );
    let named: BTreeSet<&str> = groups[0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let findings: BTreeSet<&str> = report["audits"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|audit| audit["matches"][0]["findings"].as_array().unwrap())
        .filter(|finding| finding["code"] == "wrong-link")
        .filter_map(|finding| finding["fingerprint"].as_str())
        .collect();
    assert_eq!(findings.len(), 8);
    assert_eq!(named, findings);
    let sarif: Value = serde_json::from_str(&check_all(&desk, &["-f", "sarif"]).stdout).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(run["properties"]["groups"][0]["id"], groups[0]["id"]);
    let of_group = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|result| result["properties"]["group"] == groups[0]["id"])
        .count();
    assert_eq!(of_group, 8);
    let report: Value =
        serde_json::from_str(&check_all(&desk, &["-f", "json", "--no-group"]).stdout).unwrap();
    assert_eq!(report.get("groups"), None);
}

/// A page that reprints a piece of the publisher, with this in its head and after the text.
fn reprint(desk: &Desk, name: &str, text: &str, head: &str, credit: &str) {
    desk.write(
        name,
        format!(
            "<html lang=en><head><title>Boats</title>{head}</head><body><article><h1>Boats</h1><p>{text}</p>{credit}</article></body></html>"
        ),
    );
}

#[test]
fn a_finding_is_as_sure_as_the_weakest_of_its_evidence() {
    let desk = Desk::new();
    let text = words(91, 160).join(" ");
    let piece = |rule: &str| {
        format!(
            "---\nurl: https://press.example/7/boats\ntitle: Bread and boats\nauthor: Ida Holm\npublisher: Press East\n{rule}---\n\n{text}\n"
        )
    };
    desk.write("stated.md", piece("rule: wpcom\n"));
    desk.write("silent.md", piece(""));
    desk.write(
        "homeless.md",
        format!("---\ntitle: Bread and boats\nauthor: Ida Holm\nrule: default\n---\n\n{text}\n"),
    );
    let there = "<meta property=og:url content='https://copy.example/7'>";
    let own = "<p>Original article, Author: Copy Cat. If you wish to reprint this article, please indicate the source: <a href='https://copy.example/7'>https://copy.example/7</a></p>";
    let excerpt: String = text.split(' ').take(30).collect::<Vec<_>>().join(" ");
    let words = "Quite other words that nobody else has put in this order before today. ".repeat(9);
    let excerpt = format!("{words}</p><p>{excerpt}.</p><p>{words}");
    let cases = [
        (
            "stated.md",
            &*text,
            there,
            "",
            "missing-attribution",
            "high",
        ),
        // Nothing says what is owed.
        (
            "silent.md",
            &text,
            there,
            "",
            "missing-attribution",
            "medium",
        ),
        // Nobody knows where the page is.
        ("stated.md", &text, "", "", "missing-attribution", "medium"),
        ("stated.md", &text, there, own, "claimed-as-own", "medium"),
        // Little was taken.
        (
            "stated.md",
            &excerpt,
            there,
            "",
            "missing-attribution",
            "medium",
        ),
        // A link leads there, without a word.
        (
            "stated.md",
            &text,
            there,
            "<p>Have a look: <a href='https://press.example/7/boats'>this</a> and more of it</p>",
            "missing-attribution",
            "medium",
        ),
        (
            "stated.md",
            &text,
            there,
            "<p hidden>Source: <a href='https://press.example/7/boats'>Press East</a>, Ida Holm</p>",
            "hidden-attribution",
            "high",
        ),
        (
            "stated.md",
            &text,
            there,
            "<p style='font-size:1px'>Source: <a href='https://press.example/7/boats'>Press East</a>, Ida Holm</p>",
            "hidden-attribution",
            "medium",
        ),
        (
            "stated.md",
            &text,
            "<meta property=og:url content='https://press.example/print/7'>",
            "",
            "missing-attribution",
            "low",
        ),
    ];
    for (original, text, head, credit, code, confidence) in cases {
        reprint(&desk, "copy.html", text, head, credit);
        let run = desk.run(&["check", "--originals", original, "copy.html", "-f", "json"]);
        let audit = run.audit("copy.html");
        let findings = audit["matches"][0]["findings"].as_array().unwrap();
        let found = findings.iter().find(|finding| finding["code"] == code);
        let found = found.unwrap_or_else(|| panic!("{code} {confidence}: {audit}"));
        assert_eq!(
            found["confidence"], confidence,
            "{code} {head} {credit}: {audit}"
        );
    }
}

#[test]
fn what_is_less_sure_than_asked_is_counted_and_does_not_fail() {
    let desk = Desk::new();
    let text = words(91, 160).join(" ");
    desk.write(
        "silent.md",
        format!("---\nurl: https://press.example/7/boats\ntitle: Bread and boats\npublisher: Press East\n---\n\n{text}\n"),
    );
    reprint(&desk, "copy.html", &text, "", "");
    let check = |args: &[&str]| {
        let mut all = vec!["check", "--originals", "silent.md", "copy.html"];
        all.extend_from_slice(args);
        desk.run(&all)
    };
    let run = check(&[]);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.contains("rule: default; confidence: medium"),
        "{}",
        run.stdout
    );
    assert_eq!(check(&["--min-confidence", "medium"]).code, 1);
    let run = check(&["--min-confidence", "high"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(
        run.stdout
            .ends_with("\n1 finding below the asked confidence is not shown\n"),
        "{}",
        run.stdout
    );
    let run = check(&["--min-confidence", "high", "-f", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        (&report["summary"]["errors"], &report["summary"]["unsure"]),
        (&0.into(), &1.into())
    );
    let found = &report["audits"][0]["matches"][0];
    assert_eq!(found["suppressed"][0]["suppressed_by"], "confidence");
    assert_eq!(found["verdict"], "not-credited");
    let run = check(&["-f", "sarif"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let result = &report["runs"][0]["results"][0];
    assert_eq!(
        (&result["rank"], &result["properties"]["confidence"]),
        (&60.into(), &"medium".into())
    );
}

#[test]
fn a_work_is_named_with_the_addresses_of_its_copies() {
    let desk = Desk::new();
    let text = words(17, 150).join(" ");
    fs::create_dir(desk.path().join("works")).unwrap();
    let addresses = [
        "https://press.example/boats",
        "https://press.example/print/boats",
        "https://partner.example/from-press",
    ];
    for (number, url) in addresses.iter().enumerate() {
        desk.write(
            &format!("works/{number}.md"),
            format!("---\nurl: {url}\ntitle: Boats\n---\n\n{text}\n"),
        );
    }
    reprint(&desk, "copy.html", &text, "", "");
    let run = desk.run(&["check", "--originals", "works", "copy.html"]);
    let others = format!("known at: {}, {}", addresses[1], addresses[2]);
    assert_eq!(run.stdout.matches(&others).count(), 1, "{}", run.stdout);
    let run = desk.run(&["check", "--originals", "works", "copy.html", "-f", "sarif"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let properties = &report["runs"][0]["results"][0]["properties"];
    assert_eq!(properties["manifestations"], serde_json::json!(addresses));
    assert_eq!(properties["work"], "0");
}

#[test]
fn the_configuration_asks_for_the_same_as_the_flags_and_they_go_before_it() {
    let desk = Desk::new();
    let text = words(91, 160).join(" ");
    desk.write(
        "silent.md",
        format!("---\nurl: https://press.example/7/boats\ntitle: Bread and boats\npublisher: Press East\n---\n\n{text}\n"),
    );
    reprint(&desk, "copy.html", &text, "", "");
    digest(&desk);
    template_fault(&desk);
    let suspects: Vec<String> = (0..12)
        .map(|number| format!("p{number:02}.html"))
        .chain(["copy.html".to_owned(), "digest.html".to_owned()])
        .collect();
    let run = |args: &[&str]| {
        let originals = ["silent.md", "digested.md", "sources"];
        let mut all = vec!["check"];
        all.extend(originals.iter().flat_map(|one| ["--originals", one]));
        all.extend(suspects.iter().map(String::as_str));
        all.extend_from_slice(args);
        let run = desk.run(&all);
        (run.code, run.stdout)
    };
    let plain = run(&[]);
    for (key, flags) in [
        ("show: [possible]", &["--show", "possible"][..]),
        ("min-confidence: high", &["--min-confidence", "high"]),
        ("no-group: true", &["--no-group"]),
    ] {
        desk.write(
            "creditline.yaml",
            format!("version: 1\ncheck: {{ {key} }}\n"),
        );
        let asked = run(&["--config", "creditline.yaml"]);
        assert_eq!(asked, run(&[&["--no-config"], flags].concat()), "{key}");
        assert_ne!(asked, plain, "{key}");
    }
    desk.write(
        "creditline.yaml",
        "version: 1\ncheck: { min-confidence: high }\n",
    );
    assert_eq!(run(&["--min-confidence", "low"]), plain);
}
