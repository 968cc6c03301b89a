//! What people are shown of a run, and what only programs are.

use std::fmt::Write as _;

use crate::desk::{Desk, Run};

/// A text of words that no other text has in this order.
fn words(count: usize) -> Vec<String> {
    let mut state = 5_u64;
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
    let words = words(900);
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
    let summary = &serde_json::from_str::<serde_json::Value>(&run.stdout).unwrap()["summary"];
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
