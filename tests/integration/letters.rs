//! Letters that can be sent: one for each site, with addresses, a day, a number, and as files of mail.

use std::fs;

use mail_parser::MessageParser;
use serde_json::{Value, json};

use crate::desk::{Desk, Run};
use crate::prose;

/// A page of JSON lines at an address.
fn line(url: &str, html: &str) -> String {
    json!({"url": url, "html": html}).to_string() + "\n"
}

fn bare() -> String {
    prose::page(prose::ENGLISH, "")
}

/// The report of a check of pages at these addresses.
fn report(desk: &Desk, pages: &[(&str, &str)]) {
    let lines: String = pages.iter().map(|(url, html)| line(url, html)).collect();
    desk.write("pages.jsonl", lines);
    let run = desk.check(&["pages.jsonl"]);
    desk.write("report.json", run.stdout);
}

fn letters(run: &Run) -> Vec<&str> {
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout
        .split("\n----------------------------------------\n\n")
        .collect()
}

#[test]
fn a_site_gets_one_letter_with_all_its_copies() {
    let desk = Desk::new();
    let fine = prose::page(prose::ENGLISH, prose::CREDIT);
    report(
        &desk,
        &[
            ("https://copier.example/a", &bare()),
            ("https://other.example/x", &bare()),
            ("https://www.copier.example/b", &bare()),
            ("https://copier.example/fine", &fine),
            ("https://medium.com/@one/1", &bare()),
            ("https://medium.com/@two/2", &bare()),
            ("https://medium.com/@one/3", &bare()),
        ],
    );
    let run = desk.run(&["notice", "report.json"]);
    let letters = letters(&run);
    let pages: Vec<Vec<&str>> = letters
        .iter()
        .map(|letter| {
            letter
                .lines()
                .filter_map(|line| line.strip_prefix("  https://"))
                .filter(|line| !line.starts_with("river"))
                .collect()
        })
        .collect();
    assert_eq!(
        pages,
        [
            vec!["copier.example/a", "www.copier.example/b"],
            vec!["other.example/x"],
            vec!["medium.com/@one/1", "medium.com/@one/3"],
            vec!["medium.com/@two/2"]
        ]
    );
    assert!(
        letters[0].lines().next().unwrap().ends_with(" (+1)"),
        "{}",
        letters[0]
    );
    assert!(letters[0].contains("(1/2)") && letters[0].contains("(2/2)"));
    assert!(!letters[1].contains("(1/1)"));
    assert_eq!(letters[0].matches("Kind regards").count(), 1);
    // The desk of a platform is told; a formal letter goes to it.
    assert!(run.stderr.contains("policy.medium.com"), "{}", run.stderr);
    let run = desk.run(&["notice", "report.json", "--tone", "formal"]);
    assert!(
        run.stdout
            .contains("To: Medium\nForm: https://policy.medium.com/"),
        "{}",
        run.stdout
    );
    // Thanks go where the credit is.
    let run = desk.run(&["notice", "report.json", "--tone", "thanks"]);
    assert!(
        run.stdout.contains("  https://copier.example/fine\n"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("Thank you") && !run.stdout.contains("other.example"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("What we noticed"), "{}", run.stdout);
}

#[test]
fn no_letter_names_a_file_of_the_sender() {
    let desk = Desk::new();
    desk.write("copy.html", bare());
    let run = desk.run(&["notice", "copy.html", "--originals", "original.md"]);
    assert!(run.stdout.contains("\n  [URL]\n"), "{}", run.stdout);
    assert!(!run.stdout.contains("copy.html"), "{}", run.stdout);
    assert!(
        run.stderr.contains("no address is known of `copy.html`"),
        "{}",
        run.stderr
    );
    let run = desk.run(&[
        "notice",
        "copy.html",
        "--originals",
        "original.md",
        "--page-url",
        "https://copier.example/a",
    ]);
    assert!(
        run.stdout.contains("\n  https://copier.example/a\n"),
        "{}",
        run.stdout
    );
    assert!(!run.stderr.contains("no address"), "{}", run.stderr);
    // What a saved page says of itself is its address, unless it is that of the original.
    for (canonical, shown) in [
        (
            "https://copier.example/saved",
            "https://copier.example/saved",
        ),
        ("https://river.example/notes/ferry.html", "[URL]"),
    ] {
        let head = format!("<meta charset=utf-8><link rel=canonical href=\"{canonical}\">");
        desk.write(
            "copy.html",
            prose::page_with_head(prose::ENGLISH, "", &head),
        );
        let report = desk.check(&["copy.html"]);
        desk.write("report.json", &report.stdout);
        let run = desk.run(&["notice", "report.json"]);
        if !run.stdout.is_empty() {
            assert!(
                run.stdout.contains(&format!("\n  {shown}\n")),
                "{canonical}: {}",
                run.stdout
            );
        }
    }
}

const CONFIG: &str = "version: 1\nletters:\n  sender: { name: \"Märta {author} Lind, Rechte\", address: rights@river.example }\n  \
    recipients:\n    copier.example: { name: \"Redaktion „Kopie“, 編集部\", address: desk@copier.example }\n  reply-days: 14\n";

#[test]
fn sender_recipient_day_and_number_come_from_the_configuration_and_the_command_line() {
    let desk = Desk::new();
    desk.write("creditline.yaml", CONFIG);
    report(&desk, &[("https://blog.copier.example/a", &bare())]);
    let run = desk.run(&["notice", "report.json", "--reference", "R-17/2026"]);
    let dated = run
        .stdout
        .lines()
        .find(|line| line.contains("your answer by 20"))
        .unwrap_or_else(|| panic!("{}", run.stdout));
    assert!(dated.ends_with('.'), "{dated}");
    for part in [
        "From: Märta {author} Lind, Rechte <rights@river.example>\nTo: Redaktion „Kopie“, 編集部 <desk@copier.example>\nSubject: ",
        "\n\nOur reference: R-17/2026\n\nHello,",
        "Kind regards\nMärta author Lind, Rechte\nriver.example\n",
    ] {
        assert!(run.stdout.contains(part), "{part}: {}", run.stdout);
    }
    let mut languages: Vec<(&str, &str)> = ["de", "es", "fr", "it", "ja", "ko", "pt", "ru", "zh"]
        .map(|tag| (tag, "2027-01-31"))
        .to_vec();
    languages.push(("en", "2027-01-31"));
    for (tag, day) in languages {
        for tone in ["friendly", "reminder", "formal", "takedown"] {
            let run = desk.run(&[
                "notice",
                "report.json",
                "--language",
                tag,
                "--tone",
                tone,
                "--reply-by",
                day,
                "--reference",
                "77",
            ]);
            assert!(
                run.stdout.contains(day) && run.stdout.contains("77"),
                "{tag} {tone}: {}",
                run.stdout
            );
            assert!(
                !run.stdout.replace("{author}", "").contains('{'),
                "{tag} {tone}: {}",
                run.stdout
            );
        }
    }
    for (slip, told) in [
        (
            "version: 1\nletters: { sender: { adress: a@b.example } }\n",
            "did you mean `address`?",
        ),
        (
            "version: 1\nletters: { sender: { address: nobody } }\n",
            "no mail address",
        ),
        (
            "version: 1\nletters: { sender: { name: \"a\\nBcc: x@y.example\" } }\n",
            "line end",
        ),
        (
            "version: 1\nletters: { reply-days: 0 }\n",
            "between 1 and 365",
        ),
    ] {
        desk.write("creditline.yaml", slip);
        let run = desk.run(&["notice", "report.json"]);
        assert_eq!(run.code, 2, "{slip}");
        assert!(run.stderr.contains(told), "{slip}: {}", run.stderr);
    }
}

#[test]
fn a_letter_is_a_mail_that_programs_open() {
    let desk = Desk::new();
    desk.write("creditline.yaml", CONFIG);
    let odd = "Die Fähre &amp; mehr\r\nBcc: x@evil.example 渡船";
    let odd = bare()
        .replace("<title>The ferry", &format!("<title>{odd}"))
        .replace("<h1>The ferry", &format!("<h1>{odd}"));
    report(
        &desk,
        &[
            ("https://copier.example/a", &odd),
            ("https://other.example/b", &bare()),
        ],
    );
    let args = [
        "notice",
        "report.json",
        "--eml",
        "out",
        "--reply-by",
        "2027-01-31",
    ];
    let run = crate::desk::finish(desk.command(&args).env("SOURCE_DATE_EPOCH", "1790000000"));
    assert_eq!(run.code, 0, "{}", run.stderr);
    let names: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(names.len(), 2, "{}", run.stdout);
    assert!(
        names[0].ends_with("copier.example-friendly.eml"),
        "{}",
        names[0]
    );
    let bytes = fs::read(desk.path().join(names[0])).unwrap();
    let shown = desk
        .run(&["notice", "report.json", "--reply-by", "2027-01-31"])
        .stdout;
    let mail = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(
        mail.from().unwrap().first().unwrap().address(),
        Some("rights@river.example")
    );
    assert_eq!(
        mail.from().unwrap().first().unwrap().name(),
        Some("Märta {author} Lind, Rechte")
    );
    assert_eq!(
        mail.to().unwrap().first().unwrap().name(),
        Some("Redaktion „Kopie“, 編集部")
    );
    assert!(mail.bcc().is_none(), "a title of a page is no header");
    let subject = mail.subject().unwrap();
    assert!(subject.contains("渡船"), "{subject}");
    assert!(
        shown.contains(&format!("Subject: {subject}\n")),
        "{subject}\n{shown}"
    );
    let body = mail.body_text(0).unwrap().replace("\r\n", "\n");
    assert!(shown.contains(&body), "{body}");
    assert_eq!(mail.date().unwrap().to_timestamp(), 1_790_000_000);
    assert!(mail.message_id().unwrap().ends_with("@river.example"));
    // RFC 5322: lines of at most 998 bytes, ended by CR LF, in ASCII.
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        assert!(
            line.len() <= 1000 && line.ends_with(b"\r\n"),
            "{}",
            String::from_utf8_lossy(line)
        );
        assert!(line.is_ascii());
    }
    // A second run leaves alone what may have been worked on; without a sender there is no mail.
    let again = desk.run(&args);
    assert_eq!(again.code, 2);
    assert!(
        again.stderr.contains("is there already"),
        "{}",
        again.stderr
    );
    desk.write("creditline.yaml", "version: 1\n");
    let run = desk.run(&["notice", "report.json", "--eml", "new"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("letters: sender: address"),
        "{}",
        run.stderr
    );
    assert!(!desk.path().join("new").exists());
}

#[test]
fn a_letter_is_an_event_of_its_case() {
    let desk = Desk::new();
    desk.write("pages.jsonl", line("https://copier.example/a", &bare()));
    let run = desk.run(&[
        "check",
        "pages.jsonl",
        "--originals",
        "original.md",
        "--record",
        "-f",
        "json",
    ]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    desk.write("report.json", &run.stdout);
    let run = desk.run(&[
        "notice",
        "report.json",
        "--record",
        "--reply-by",
        "2027-01-31",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("Our reference: 1\n"), "{}", run.stdout);
    let list = desk.run(&["cases", "list", "-f", "json"]);
    let list: Value = serde_json::from_str(&list.stdout)
        .unwrap_or_else(|error| panic!("{error} {} {}", list.stdout, list.stderr));
    assert!(list.to_string().contains("\"noticed\""), "{list}");
    let show = desk.run(&["cases", "show", "1"]);
    assert!(show.stdout.contains("friendly, en"), "{}", show.stdout);
    // A report without cases has none to write about.
    report(&desk, &[("https://copier.example/a", &bare())]);
    let run = desk.run(&["notice", "report.json", "--record"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("names no case"), "{}", run.stderr);
}

#[test]
fn a_language_of_the_configuration_brings_its_letter() {
    let desk = Desk::new();
    let part = "{ open: 'Ola {author}', close: '{publisher}' }";
    desk.write(
        "gl.yaml",
        format!(
            "version: 1\nlanguage: gl\nname: Galician\nletter:\n  subject: 'Sobre {{title}}'\n  page: Páxina\n  original: Artigo\n  taken: '{{share}}'\n  \
             passages: Exemplo\n  missing: Falta\n  line: Liña\n  friendly: {part}\n  formal: {part}\n  takedown: {part}\n"
        ),
    );
    desk.write("creditline.yaml", "version: 1\nlanguages: [gl.yaml]\n");
    report(&desk, &[("https://copier.example/a", &bare())]);
    let run = desk.run(&[
        "notice",
        "report.json",
        "--language",
        "gl",
        "--reply-by",
        "2027-01-31",
    ]);
    assert!(
        run.stdout.contains("Ola Marta Lind"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    // What it has no words for is told, not left out in silence.
    assert!(
        run.stderr.contains("have no `reply`: `2027-01-31`"),
        "{}",
        run.stderr
    );
}
