//! A language is one file.

use std::collections::BTreeSet;

use assert_cmd::Command;
use creditline::languages::{self, Label, Language, Word};
use creditline::text::template::Template;

/// A page in Galician, which has no file of its own, with a line behind the copied text.
fn galician(line: &str) -> String {
    let url = crate::reprint::ARTICLE;
    let text = crate::reprint::text();
    format!(
        "<html lang='gl'><head><meta property='og:url' content='https://copier.example/1'></head><body><article>\
         <h1>A auga volve</h1>{text}<p>{}</p></article></body></html>",
        line.replace("{u}", &format!("<a href='{url}'>aquí</a>"))
    )
}

/// A folder with an original and a page.
fn desk(line: &str) -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    let text = crate::reprint::TEXT.join("\n\n");
    let original = format!(
        "---\ntitle: Water returns to the old mill\nurl: {}\nlanguage: en\n---\n\n{text}\n",
        crate::reprint::ARTICLE
    );
    std::fs::write(desk.path().join("original.md"), original).unwrap();
    std::fs::write(desk.path().join("page.html"), galician(line)).unwrap();
    desk
}

/// Checks the page of a desk; the exit code, the report and what was said on standard error.
fn check(desk: &tempfile::TempDir) -> (Option<i32>, serde_json::Value, String) {
    let output = creditline()
        .current_dir(desk.path())
        .args([
            "check",
            "page.html",
            "--originals",
            "original.md",
            "-f",
            "json",
        ])
        .output()
        .unwrap();
    let report = serde_json::from_slice(&output.stdout).unwrap_or_default();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), report, stderr)
}

#[test]
fn a_link_beside_the_text_in_an_unknown_language_is_no_error() {
    let (exit, report, _) = check(&desk("Este texto tirouse de {u}"));
    let audit = &report["audits"][0];
    assert_eq!(exit, Some(3), "{report}");
    assert_eq!(audit["verdict"], "unverifiable");
    assert_eq!(audit["reason"]["code"], "language-without-phrases");
    assert_eq!(
        audit["matches"][0]["reason"]["code"],
        "language-without-phrases"
    );
    assert_eq!(audit["matches"][0]["findings"][0]["severity"], "note");
    // Nothing beside the text: nothing to read.
    let (exit, report, _) = check(&desk("Grazas por ler."));
    assert_eq!(exit, Some(1), "{report}");
    assert_eq!(report["audits"][0]["verdict"], "not-credited");
}

#[test]
fn the_configuration_adds_a_language() {
    let desk = desk("Este texto tirouse de {u}");
    let write = |name: &str, text: &str| std::fs::write(desk.path().join(name), text).unwrap();
    write("creditline.yaml", "version: 1\nlanguages: gl.yaml\n");
    write(
        "gl.yaml",
        "version: 1\nlanguage: gl\nname: Galician\ncredit:\n  - tirouse de\ncredit_line: ['Fonte: {url}']\n",
    );
    let (exit, report, stderr) = check(&desk);
    assert_eq!(exit, Some(0), "{report} {stderr}");
    assert_eq!(report["audits"][0]["verdict"], "credited");

    write(
        "gl.yaml",
        "version: 1\nlanguage: gl\ncredit:\n  - tirouse de: [colom]\n",
    );
    let (exit, _, stderr) = check(&desk);
    assert_eq!(exit, Some(2), "{stderr}");
    assert!(stderr.contains("gl.yaml:4:"), "{stderr}");

    write("creditline.yaml", "version: 1\nlanguages: [none.yaml]\n");
    let (exit, _, stderr) = check(&desk);
    assert_eq!(exit, Some(2), "{stderr}");
    assert!(stderr.contains("creditline.yaml:2:13"), "{stderr}");
}

#[test]
fn the_configuration_adds_words_of_notices() {
    let desk = desk("Grazas por ler.");
    let write = |name: &str, text: &str| std::fs::write(desk.path().join(name), text).unwrap();
    let original = std::fs::read_to_string(desk.path().join("original.md")).unwrap();
    let original = original.replace("language: en", "language: eo");
    write(
        "original.md",
        &format!("{original}\nĈia represo malpermesata!\n"),
    );
    let is_ban = || {
        let (_, report, stderr) = check(&desk);
        let findings = &report["audits"][0]["matches"][0]["findings"];
        assert!(findings.is_array(), "{report} {stderr}");
        let mut findings = findings.as_array().unwrap().iter();
        findings.any(|finding| finding["code"] == "permission-required")
    };
    assert!(!is_ban());
    write("creditline.yaml", "version: 1\nlanguages: eo.yaml\n");
    write(
        "eo.yaml",
        "version: 1\nlanguage: eo\nname: Esperanto\nnotice:\n  reuse: [represo]\n  forbid: [malpermesata]\n",
    );
    assert!(is_ban());

    // Other commands about an original read it by the same words, and by the same rules.
    write(
        "creditline.yaml",
        "version: 1\nlanguages: eo.yaml\nrules: house.yaml\n",
    );
    write(
        "house.yaml",
        "version: 1\nrules:\n  - id: house\n    extends: default\n    applies-to:\n      sites: [valley.example]\n",
    );
    let terms = |arguments: &[&str]| {
        let mut command = creditline();
        command.current_dir(desk.path());
        command.args(["terms", "-f", "json"]).args(arguments);
        let output = command.output().unwrap();
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    let read = terms(&["original.md"]);
    assert!(read["notice"].is_object(), "{read}");
    let read = terms(&["original.md", "--no-config"]);
    assert!(read["notice"].is_null(), "{read}");
    write("silent.md", &original);
    assert_eq!(terms(&["silent.md"])["rule"]["id"], "house");
}

fn creditline() -> Command {
    Command::cargo_bin("creditline").unwrap()
}

#[test]
fn the_obvious_command_checks_every_built_in_rule_file() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    creditline()
        .args(["rules", "check"])
        .args(files)
        .assert()
        .success();
}

#[test]
fn no_formula_of_bans_ends_before_what_is_missing() {
    // "Copying without …" forbids nothing yet: it may go on with "naming the source". "Without permission" may be one word.
    const WHOLE: &[&str] = &["loata"];
    for language in languages::complete() {
        let notice = &language.notice;
        for ban in notice.list(Word::Ban) {
            let open = |word: &&String| {
                let word = word.trim_matches('*');
                ban.trim_end_matches('*')
                    .strip_suffix(word)
                    .is_some_and(|head| head.ends_with(' '))
            };
            let open = notice.list(Word::Without).iter().filter(open);
            let open = { open }.find(|word| !WHOLE.contains(&word.as_str()));
            assert_eq!(open, None, "{}: {ban}", language.tag);
        }
    }
}

/// Each key of a language file, and whether a language has something for it.
fn keys(language: &Language) -> Vec<(&'static str, bool)> {
    vec![
        ("subjects", !language.subjects.is_empty()),
        ("months", !language.months.is_empty()),
        ("denials", !language.denials.is_empty()),
        ("credit", !language.credit.is_empty()),
        ("demand", !language.demand.is_empty()),
        ("permalink", !language.permalink.is_empty()),
        ("byline", !language.byline.is_empty()),
        ("negative", !language.negative.is_empty()),
        (
            "labels",
            Label::ALL
                .iter()
                .all(|label| !language.labels(*label).is_empty()),
        ),
        ("roles", !language.roles.is_empty()),
        ("comments", !language.comments.headings.is_empty()),
        ("promotion", !language.promotion.is_empty()),
        ("author_notes", !language.author_notes.is_empty()),
        ("boilerplate", !language.boilerplate.phrases.is_empty()),
        ("translator", !language.translator.is_empty()),
        ("separators", !language.separators.is_empty()),
        ("list_words", !language.list_words.is_empty()),
        ("name_ends", !language.name_ends.is_empty()),
        ("honorifics", !language.honorifics.is_empty()),
        ("small_words", !language.small_words.is_empty()),
        ("this_site", !language.this_site.is_empty()),
        ("credit_line", !language.credit_line.is_empty()),
        ("numbers", !language.numbers.is_empty()),
        ("public_domain", !language.public_domain.is_empty()),
        ("notice", !language.notice.list(Word::Reuse).is_empty()),
        ("letter", language.letter.is_some()),
    ]
}

#[test]
fn every_language_has_every_key_or_says_why_not() {
    let mut faults = Vec::new();
    for language in languages::complete() {
        let keys = keys(&language);
        for (key, has) in &keys {
            let reason = language.none.get(*key);
            if *has == reason.is_some() || reason.is_some_and(|reason| reason.trim().is_empty()) {
                faults.push(format!("{}: {key}", language.tag));
            }
        }
        for key in language.none.keys() {
            if !keys.iter().any(|(known, _)| known == key) {
                faults.push(format!("{}: none: {key}", language.tag));
            }
        }
        if language.version != 1 || language.name.is_empty() {
            faults.push(format!("{}: version, name", language.tag));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn words_are_written_as_they_are_looked_up() {
    for language in languages::complete() {
        let tag = &language.tag;
        let lower = [
            &language.roles,
            &language.author_notes,
            &language.honorifics,
        ];
        let comments = [&language.comments.headings, &language.comments.beginnings];
        let said = &language.boilerplate;
        let said = [&said.headings, &said.openings, &said.phrases];
        for word in lower.into_iter().chain(comments).chain(said).flatten() {
            assert_eq!(word.to_lowercase(), *word, "{tag}");
        }
        for template in language.credit_line.iter().chain(&language.translator) {
            assert!(Template::parse(template).is_ok(), "{tag}: {template}");
        }
        for line in &language.credit_line {
            assert!(line.contains("{url}"), "{tag}: {line}");
        }
        // Elsewhere than at an end a star is a star, as German writes "Autor*innen".
        let written = format!("{:?}", language.notice);
        for word in written.split('"').skip(1).step_by(2) {
            let inner = word.trim_matches('*').replace("*innen", "");
            assert!(!inner.contains('*'), "{tag}: {word} is never found");
        }
        for list in [
            &language.credit,
            &language.demand,
            &language.permalink,
            &language.byline,
            &language.negative,
        ] {
            let mut seen = BTreeSet::new();
            for phrase in list {
                assert!(
                    seen.insert(&phrase.text),
                    "{tag}: {} stands twice",
                    phrase.text
                );
                assert_eq!(phrase.fault(), None, "{tag}: {}", phrase.text);
            }
        }
    }
}
