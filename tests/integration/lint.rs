//! `terms --check`: what is wrong with one's own notices.

use assert_cmd::Command;
use serde_json::Value;

use crate::prose;
use crate::server::{Server, answer, page};

/// Runs the lint over pages with these heads and feet, and gives the codes of each page and the exit code.
fn linted(pages: &[(&str, &str, &str)]) -> (Vec<Vec<String>>, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    for (number, (language, head, foot)) in pages.iter().enumerate() {
        let html = format!(
            "<!doctype html>\n<html lang={language}><head><meta charset=utf-8><title>Ferry</title>\n{head}\n</head><body>\
             <article><h1>Ferry</h1><p>{}</p>\n{foot}\n</article></body></html>",
            prose::ENGLISH.trim().replace("\n\n", "</p><p>")
        );
        std::fs::write(folder.path().join(format!("{number:03}.html")), html).unwrap();
    }
    let run = Command::new(env!("CARGO_BIN_EXE_creditline"))
        .args(["terms", "--check", "-f", "json"])
        .arg(folder.path())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(report["schema"], "creditline.lint/1");
    let codes = |page: &Value| -> Vec<String> {
        let faults = page["faults"].as_array().unwrap().iter();
        faults
            .inspect(|fault| {
                assert!(fault["line"].as_u64() >= Some(1) && fault["column"].as_u64() >= Some(1));
                assert!(!fault["fix"].as_str().unwrap().is_empty());
            })
            .map(|fault| fault["code"].as_str().unwrap().to_owned())
            .collect()
    };
    let pages = report["pages"].as_array().unwrap().iter().map(codes);
    (pages.collect(), run.status.code())
}

const HEAD: &str = "<link rel=canonical href='https://river.example/ferry'><meta name=author content='Marta Lind'>";

/// A demand for credit with its address behind it, in several languages.
const DEMANDS: &[(&str, &str)] = &[
    (
        "en",
        "If you reprint this article, please credit the source: ",
    ),
    ("zh", "转载请注明出处："),
    ("ja", "転載の際は出典を明記してください："),
    ("ko", "이 글을 전재할 때는 출처를 밝혀 주세요: "),
    ("de", "Nachdruck nur mit Quellenangabe: "),
    ("ru", "При перепечатке ссылка на источник обязательна: "),
    ("es", "Se permite la reproducción citando la fuente: "),
];

#[test]
fn faults_of_addresses_are_told_in_every_language() {
    let kinds = [
        ("http://example.com/2026/ferry/", "placeholder-address"),
        ("http://localhost:1313/ferry/", "placeholder-address"),
        ("https://river.example/quite-another", "other-address"),
        ("https://river.example/", "home-page-address"),
        ("https://river.example/ferry", ""),
    ];
    let mut pages = Vec::new();
    for (language, demand) in DEMANDS {
        for (address, code) in kinds {
            let foot = format!("<p>{demand}<a href='{address}'>{address}</a></p>");
            pages.push((*language, foot, code, address));
        }
    }
    let sources: Vec<(&str, &str, &str)> = pages
        .iter()
        .map(|(language, foot, ..)| (*language, HEAD, foot.as_str()))
        .collect();
    let (found, exit) = linted(&sources);
    assert_eq!(exit, Some(1));
    let wrong: Vec<String> = pages
        .iter()
        .zip(found)
        .filter(|((.., code, _), found)| {
            let expected: Vec<&str> = [*code]
                .into_iter()
                .filter(|code| !code.is_empty())
                .collect();
            *found != expected
        })
        .map(|((language, _, code, address), found)| {
            format!("{language} {address}: {found:?}, not {code:?}")
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_kind_of_fault_has_its_code() {
    let ask = "<p>Author: Marta Lind. If you reprint this article, please credit the source: https://river.example/ferry</p>";
    let cases: &[(&str, &str, &[&str])] = &[
        // What is right is let alone.
        (HEAD, ask, &[]),
        (HEAD, "", &[]),
        (
            HEAD,
            "<p>Licensed under <a rel=license href='https://creativecommons.org/licenses/by-sa/4.0/'>CC BY-SA 4.0</a></p>",
            &[],
        ),
        // Addresses.
        (
            HEAD,
            "<p>If you reprint this article, please credit the source: <a href='//river.example/ferry'>river.example</a></p>",
            &["broken-address"],
        ),
        (
            HEAD,
            "<p>If you reprint this article, please credit the source: https://river.example//ferry</p>",
            &["broken-address"],
        ),
        (
            HEAD,
            "<p>Author: Marta Lind</p><p>Link: {{ page.url }}</p>",
            &["placeholder-address"],
        ),
        (
            HEAD,
            "<p>Author: Marta Lind</p><p>Permalink: undefined</p>",
            &["placeholder-address"],
        ),
        (
            "<link rel=canonical href='https://river.example/ferry'><meta property='og:url' \
             content='https://river.example/other'>",
            "",
            &["canonical-disagrees"],
        ),
        (
            "<link rel=canonical href='https://example.com/ferry'>",
            "",
            &["placeholder-address"],
        ),
        // Names.
        (
            "<link rel=canonical href='https://river.example/ferry'>",
            "<p>If you reprint this article, please credit the source: https://river.example/ferry</p>",
            &["missing-author"],
        ),
        (
            "<link rel=canonical href='https://river.example/ferry'><meta name=author content=admin>",
            "<p>If you reprint this article, please credit the source: https://river.example/ferry</p>",
            &["role-as-author"],
        ),
        // Licences.
        (
            HEAD,
            "<p>Licensed under CC BY-NC 4.0.</p>",
            &["license-without-link"],
        ),
        (
            HEAD,
            "<p>Licensed under <a href='https://creativecommons.org/licenses/by-sa-nc/4.0/'>this licence</a>.</p>",
            &["broken-license-link"],
        ),
        (
            HEAD,
            "<p><a rel=license href='https://creativecommons.org/licenses/by-sa/4.0/'>CC BY-SA 4.0</a></p>\
             <p><a href='https://creativecommons.org/licenses/by-nd/4.0/'>CC BY-ND 4.0</a></p>",
            &["license-contradiction"],
        ),
        (
            HEAD,
            "<p><a rel=license href='https://creativecommons.org/licenses/by/4.0/'>CC BY 4.0</a></p>\
             <p>This article may not be reprinted without written permission.</p>",
            &["license-contradiction"],
        ),
        // Talk about notices is none.
        (
            HEAD,
            "<pre>Permalink: {{ page.url }}</pre><p>Set the variable to http://example.com/ before you build.</p>",
            &[],
        ),
    ];
    let pages: Vec<(&str, &str, &str)> = cases
        .iter()
        .map(|(head, foot, _)| ("en", *head, *foot))
        .collect();
    let (found, exit) = linted(&pages);
    assert_eq!(exit, Some(1));
    let wrong: Vec<String> = cases
        .iter()
        .zip(found)
        .filter(|((.., expected), found)| found != expected)
        .map(|((head, foot, expected), found)| format!("{head}{foot}: {found:?}, not {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn faults_are_told_wherever_in_the_paragraph_they_stand() {
    const BARE: &str = "<link rel=canonical href='https://river.example/ferry'>";
    let demand = |text: &str| format!("<p>{text} https://river.example/ferry</p>");
    let license =
        |href: &str| format!("<p>Licensed under <a rel=license href='{href}'>CC BY 4.0</a></p>");
    let mut pages: Vec<(&str, String, String, &str)> = Vec::new();
    for (language, text) in [
        (
            "en",
            "Author: admin. Reprints are welcome, please credit the source:",
        ),
        (
            "en",
            "Reprints are welcome with credit. Author: admin. The address is",
        ),
        ("de", "Autor: Redaktion. Nachdruck nur mit Quellenangabe:"),
        (
            "es",
            "Autor: Redacción. Se permite la reproducción citando la fuente:",
        ),
        (
            "fr",
            "Auteur : Rédaction. Reproduction autorisée avec mention de la source :",
        ),
        (
            "ru",
            "Автор: редакция. При перепечатке ссылка на источник обязательна:",
        ),
        ("zh", "作者：编辑。转载请注明出处："),
    ] {
        pages.push((language, BARE.to_owned(), demand(text), "role-as-author"));
    }
    for href in [
        "#",
        "",
        "/licenses/by/4.0/",
        "https://creativecommons.org/licences/by/4.0/",
    ] {
        pages.push(("en", HEAD.to_owned(), license(href), "broken-license-link"));
    }
    let deed = "https://creativecommons.org/licenses/by/4.0/";
    pages.push(("en", HEAD.to_owned(), license(deed), ""));
    for address in [
        "https://meine-domain.de/ferry",
        "https://votre-site.fr/ferry",
        "https://ваш-сайт.рф/ferry",
        "https://river.example/None",
        "https://river.example/[object Object]",
    ] {
        let head =
            format!("<link rel=canonical href='{address}'><meta name=author content='Marta Lind'>");
        pages.push(("en", head, String::new(), "placeholder-address"));
    }
    for (address, code) in [
        ("httpss://river.example/ferry", "broken-address"),
        ("http:/river.example/ferry", "broken-address"),
        ("https:///river.example/ferry", "broken-address"),
        ("https://river.example/ferry", ""),
    ] {
        let foot =
            format!("<p>If you reprint this article, please credit the source: {address}</p>");
        pages.push(("en", HEAD.to_owned(), foot, code));
    }
    let sources: Vec<(&str, &str, &str)> = pages
        .iter()
        .map(|(language, head, foot, _)| (*language, head.as_str(), foot.as_str()))
        .collect();
    let (found, _) = linted(&sources);
    let wrong: Vec<String> = pages
        .iter()
        .zip(found)
        .filter(|((.., code), found)| found.join(" ") != *code)
        .map(|((_, head, foot, code), found)| format!("{head}{foot}: {found:?}, not {code:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn exit_codes_are_those_of_a_lint() {
    assert_eq!(linted(&[("en", HEAD, "")]).1, Some(0));
    let run = |arguments: &[&str]| {
        let command = Command::new(env!("CARGO_BIN_EXE_creditline"))
            .args(["terms"])
            .args(arguments)
            .output()
            .unwrap();
        (
            command.status.code(),
            String::from_utf8(command.stderr).unwrap(),
        )
    };
    let (code, told) = run(&["--check", "no-such-file.html"]);
    assert_eq!(code, Some(2));
    assert!(told.contains("no-such-file.html"), "{told}");
    let (code, told) = run(&[
        "samples/originals/kettle.md",
        "samples/originals/seed-library.html",
    ]);
    assert_eq!(code, Some(2));
    assert!(told.contains("--check"), "{told}");
    assert_eq!(
        run(&["--check", "samples/originals"]),
        (Some(0), String::new())
    );
}

#[test]
fn a_fault_of_a_theme_is_listed_once_with_its_places() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..9 {
        let html = format!(
            "<html lang=en><head>{HEAD}</head><body><article><h1>Ferry</h1><p>{}</p>\n<p>If you reprint this article, \
             please credit the source: http://example.com/{number}</p></article></body></html>",
            prose::ENGLISH.trim().replace("\n\n", "</p><p>")
        );
        std::fs::write(folder.path().join(format!("{number}.html")), html).unwrap();
    }
    let run = Command::new(env!("CARGO_BIN_EXE_creditline"))
        .args(["terms", "--check", "."])
        .current_dir(folder.path())
        .assert()
        .code(1);
    let text = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(
        text.starts_with("placeholder-address  9 places\n"),
        "{text}"
    );
    assert!(text.contains("0.html:2:"), "{text}");
    assert!(text.contains("… and 4 more"), "{text}");
    assert!(text.ends_with("9 pages: 9 faults on 9 pages\n"), "{text}");
}

/// The codes of the faults of one page of a server, and the paths that were asked for.
fn linted_online(server: &Server, extra: &[&str]) -> (Vec<String>, Vec<String>, Option<i32>) {
    let run = Command::new(env!("CARGO_BIN_EXE_creditline"))
        .args([
            "terms",
            "--check",
            "-f",
            "json",
            "--no-cache",
            "--allow-private-hosts",
        ])
        .args(extra)
        .arg(server.url("/ferry.html").as_str())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&run.stdout).unwrap();
    let faults = report["pages"][0]["faults"].as_array().unwrap().iter();
    let codes = faults.map(|fault| fault["code"].as_str().unwrap().to_owned());
    (codes.collect(), server.paths(), run.status.code())
}

#[test]
fn addresses_that_do_not_answer_are_told_when_they_are_asked_for() {
    let dead = |codes: &[String]| codes.iter().any(|code| code == "dead-address");
    for (path, told) in [
        ("/ferry-again.html", false),
        ("/gone.html", true),
        ("/closed.html", false),
    ] {
        let server = Server::pages(move |asked| {
            let host = asked.header("host").unwrap_or_default();
            let foot = format!(
                "<p>If you reprint this article, please credit the source: http://{host}{path}</p>"
            );
            match asked.path() {
                "/ferry.html" | "/ferry-again.html" => {
                    page(prose::page(prose::ENGLISH, &foot).as_bytes())
                }
                "/closed.html" => answer("403 Forbidden", &[], b""),
                _ => answer("404 Not Found", &[], b""),
            }
        });
        let (codes, asked, _) = linted_online(&server, &[]);
        assert!(!dead(&codes), "{path}: {codes:?}");
        assert!(
            !asked.iter().any(|asked| asked == path),
            "{path}: {asked:?}"
        );
        let (codes, asked, exit) = linted_online(&server, &["--check-links"]);
        // What could not be found out is no fault of the notice.
        assert_eq!(dead(&codes), told, "{path}: {codes:?}");
        assert!(asked.iter().any(|asked| asked == path), "{path}: {asked:?}");
        assert_eq!(exit == Some(1), !codes.is_empty(), "{path}: {codes:?}");
    }
}
