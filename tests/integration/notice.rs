//! `notice`: letters from pages and from reports.

use crate::desk::Desk;
use crate::prose;

const LANGUAGES: &[&str] = &["en", "zh", "de", "fr", "es", "pt", "it", "ru", "ja", "ko"];
const TONES: &[&str] = &["friendly", "formal", "takedown", "reminder"];

fn silent(language: &str) -> String {
    let body = prose::ENGLISH.trim().replace("\n\n", "</p>\n<p>");
    format!(
        "<!doctype html><html lang={language}><head><meta charset=utf-8><title>Boats weekly</title></head><body><article>\
         <p>{body}</p></article></body></html>"
    )
}

#[test]
fn every_language_and_tone_holds_the_evidence() {
    let desk = Desk::new();
    for language in LANGUAGES {
        desk.write("copy.html", silent(language));
        for tone in TONES {
            let run = desk.run(&[
                "notice",
                "copy.html",
                "--originals",
                "original.md",
                "--tone",
                tone,
            ]);
            assert_eq!(run.code, 0, "{}", run.stderr);
            let letter = &run.stdout;
            for part in [
                "Subject: ",
                "\n  [URL]\n",
                "https://river.example/notes/ferry.html",
                "Marta Lind",
                "% ",
                "> The ferry at",
            ] {
                let part = if part == "% " { " %" } else { part };
                assert!(
                    letter.contains(part),
                    "{language} {tone} lacks {part}:\n{letter}"
                );
            }
            assert!(!letter.contains('{') && !letter.contains('}'), "{letter}");
            assert_eq!(
                letter.contains("<p>"),
                *tone != "takedown",
                "the line to paste: {letter}"
            );
            assert!(run.stderr.contains("no legal advice"), "{}", run.stderr);
            assert_eq!(
                run.stderr.contains("depends on the law"),
                *tone == "takedown"
            );
            assert!(
                !run.stderr.contains("English"),
                "{language}: {}",
                run.stderr
            );
        }
    }
}

#[test]
fn a_report_gives_the_same_letter_as_the_page() {
    let desk = Desk::new();
    desk.write("copy.html", silent("de"));
    let report = desk.check(&["copy.html", "fine.html"]);
    desk.write("report.json", &report.stdout);
    let from_report = desk.run(&["notice", "report.json"]);
    let from_page = desk.run(&["notice", "copy.html", "--originals", "original.md"]);
    assert_eq!(from_report.code, 0, "{}", from_report.stderr);
    assert_eq!(from_report.stdout, from_page.stdout);
    assert!(from_page.stdout.contains("Was uns aufgefallen ist"));
}

#[test]
fn another_language_falls_back_and_says_so() {
    let desk = Desk::new();
    desk.write("copy.html", silent("sw"));
    let run = desk.run(&["notice", "copy.html", "--originals", "original.md"]);
    assert!(run.stdout.contains("What we noticed"), "{}", run.stdout);
    assert!(
        run.stderr.contains("no such letter in the language `sw`"),
        "{}",
        run.stderr
    );
    let run = desk.run(&[
        "notice",
        "copy.html",
        "--originals",
        "original.md",
        "--language",
        "fr-CA",
    ]);
    assert!(run.stdout.contains("Votre page"), "{}", run.stdout);
}

#[test]
fn templates_are_replaced_and_checked() {
    let desk = Desk::new();
    desk.write("copy.html", silent("sw"));
    let part = "{ open: 'Habari {author}', close: '{publisher}' }";
    let file = format!(
        "version: 1\nlanguages:\n  sw:\n    subject: 'Kuhusu {{title}}'\n    page: Ukurasa\n    original: Makala\n    taken: '{{share}}'\n    \
         passages: Mfano\n    missing: Kinachokosekana\n    line: Mstari\n    friendly: {part}\n    formal: {part}\n    takedown: {part}\n"
    );
    desk.write("letters.yaml", &file);
    let run = desk.run(&[
        "notice",
        "copy.html",
        "--originals",
        "original.md",
        "--templates",
        "letters.yaml",
    ]);
    assert!(
        run.stdout.contains("Habari Marta Lind"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    assert!(
        run.stderr.contains("`missing-attribution` is in English"),
        "{}",
        run.stderr
    );
    let thanks = desk.run(&[
        "notice",
        "fine.html",
        "--originals",
        "original.md",
        "--language",
        "sw",
        "--tone",
        "thanks",
        "--templates",
        "letters.yaml",
    ]);
    assert!(thanks.stdout.contains("Thank you"), "{}", thanks.stdout);
    assert!(thanks.stderr.contains("in English"), "{}", thanks.stderr);
    desk.write("letters.yaml", file.replacen("{author}", "{auhtor}", 1));
    let run = desk.run(&[
        "notice",
        "copy.html",
        "--originals",
        "original.md",
        "--templates",
        "letters.yaml",
    ]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("letters.yaml: the letters of `sw`"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("did you mean `{author}`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_page_cannot_write_into_the_terminal() {
    let desk = Desk::new();
    let page = silent("en").replace("Boats weekly", "\u{9b}31m{author}\u{1b}]0;x\u{7}\u{202e}");
    desk.write(
        "copy.html",
        page.replace("The ferry at", "The \u{1b}[2Jferry at"),
    );
    let run = desk.run(&["notice", "copy.html", "--originals", "original.md"]);
    let odd = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!run.stdout.contains(odd), "{:?}", run.stdout);
    // What a page holds is no template.
    assert!(run.stdout.contains("{author}"), "{}", run.stdout);
}

#[test]
fn nothing_to_write_about_is_no_fault() {
    let desk = Desk::new();
    let run = desk.run(&["notice", "fine.html", "--originals", "original.md"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert!(run.stderr.contains("nothing to write about"));
    let run = desk.run(&["notice", "fine.html"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--originals"), "{}", run.stderr);
    for (text, told) in [
        ("{}", "no JSON report"),
        ("{\"schema\":\"x/9\",\"audits\":[]}", "form `x/9`"),
        ("[", "no JSON report"),
    ] {
        desk.write("bad.json", text);
        let run = desk.run(&["notice", "bad.json"]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
}
