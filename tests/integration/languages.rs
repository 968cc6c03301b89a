//! A language is one file.

use std::collections::BTreeSet;

use assert_cmd::Command;
use creditline::languages::{self, Label, Language};
use creditline::text::template::Template;

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

/// Each key of a language file, and whether a language has something for it.
fn keys(language: &Language) -> Vec<(&'static str, bool)> {
    vec![
        ("subjects", !language.subjects.is_empty()),
        ("months", !language.months.is_empty()),
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
        ("translator", !language.translator.is_empty()),
        ("separators", !language.separators.is_empty()),
        ("name_ends", !language.name_ends.is_empty()),
        ("honorifics", !language.honorifics.is_empty()),
        ("small_words", !language.small_words.is_empty()),
        ("this_site", !language.this_site.is_empty()),
        ("credit_line", !language.credit_line.is_empty()),
        ("letter", language.letter.is_some()),
    ]
}

#[test]
fn every_language_has_every_key_or_says_why_not() {
    let mut faults = Vec::new();
    for language in languages::all() {
        let keys = keys(language);
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
    for language in languages::all() {
        let tag = &language.tag;
        let lower = [
            &language.roles,
            &language.author_notes,
            &language.honorifics,
        ];
        let comments = [&language.comments.headings, &language.comments.beginnings];
        for word in lower.into_iter().chain(comments).flatten() {
            assert_eq!(word.to_lowercase(), *word, "{tag}");
        }
        for template in language.credit_line.iter().chain(&language.translator) {
            assert!(Template::parse(template).is_ok(), "{tag}: {template}");
        }
        for line in &language.credit_line {
            assert!(line.contains("{url}"), "{tag}: {line}");
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
                let words = phrase.text.strip_suffix('*').unwrap_or(&phrase.text);
                assert!(
                    seen.insert(&phrase.text),
                    "{tag}: {} stands twice",
                    phrase.text
                );
                assert!(
                    !words.contains('*') && words.trim() == words,
                    "{tag}: {words}"
                );
                assert!(
                    words.contains(|c: char| c.is_alphanumeric() || c == '©'),
                    "{tag}: {words}"
                );
                assert!(words.chars().count() <= 80, "{tag}: {words}");
            }
        }
    }
}
