//! Originals that cannot serve as such, and originals that are copies of each other.

use serde_json::Value;

use crate::desk::Desk;
use crate::prose;

#[test]
fn originals_without_enough_text_are_refused_in_words() {
    for (text, said) in [
        ("", "is empty"),
        ("!? … —", "no text to compare with"),
        ("👍👍👍", "no text to compare with"),
        ("\u{301}\u{301}", "no text to compare with"),
        ("Hello.", "a single word"),
        ("2024", "a single word"),
        ("转载", "a single word"),
    ] {
        let desk = Desk::new();
        desk.write("odd.txt", text);
        for args in [
            &["compare", "odd.txt", "fine.html"][..],
            &["check", "fine.html", "--originals", "odd.txt"],
        ] {
            let run = desk.run(args);
            assert_eq!(run.code, 2, "{text:?} {args:?} {}", run.stdout);
            assert!(
                run.stderr.contains("odd.txt") && run.stderr.contains(said),
                "{text:?}: {}",
                run.stderr
            );
        }
    }
}

#[test]
fn copies_of_one_original_are_one_work_the_earlier_declared_first() {
    let desk = Desk::new();
    desk.write("twin.md", prose::original(prose::ENGLISH));
    for (first, second) in [("original.md", "twin.md"), ("twin.md", "original.md")] {
        let run = desk.run(&[
            "check",
            "fine.html",
            "--originals",
            first,
            "--originals",
            second,
            "-f",
            "json",
        ]);
        let audit = run.audit("fine.html");
        let matches = audit["matches"].as_array().unwrap();
        assert_eq!(matches.len(), 1, "{audit}");
        let locations: Vec<&Value> = matches[0]["original"]["manifestations"]
            .as_array()
            .unwrap()
            .iter()
            .map(|known| &known["location"])
            .collect();
        assert_eq!(locations, [first, second], "{audit}");
    }
}
