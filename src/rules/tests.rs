use super::*;
use crate::finding::Severity;

/// The problems of a rule file, as `line:column message (help)`.
fn problems(text: &str) -> Vec<String> {
    match RuleSets::from_text("r.yaml", text) {
        Ok(_) => Vec::new(),
        Err(error) => error
            .problems
            .iter()
            .map(|problem| {
                let help = problem.help.as_deref().unwrap_or("-");
                format!(
                    "{}:{} {} ({help})",
                    problem.line, problem.column, problem.message
                )
            })
            .collect(),
    }
}

fn rule(keys: &str) -> String {
    format!("version: 1\nrules:\n  - id: mine\n    summary: Mine\n{keys}\n")
}

#[test]
fn built_in_sets_are_without_fault() {
    for (set, text) in builtin::SETS {
        let file = file::read(set, text).unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert!(!file.rules.is_empty(), "{set}");
    }
    let sets = RuleSets::builtin();
    assert!(sets.loaded().is_empty());
    assert_eq!(sets.fallback().unwrap().id, "default");
    let wpcom = sets.get("wpcom").unwrap();
    assert!(wpcom.ask.len() > 20);
    assert!(wpcom.fix.contains_key("zh-Hant"), "inherited");
    let languages: std::collections::BTreeSet<_> = wpcom
        .ask
        .iter()
        .filter_map(|ask| ask.language.as_deref())
        .collect();
    assert!(languages.len() >= 11, "{languages:?}");
    assert_eq!(wpcom.require[0].severity, Severity::Error);
    assert_eq!(wpcom.require[1].severity, Severity::Warning);
}

#[test]
fn debug_print() {
    for text in [
        "version: 1\nrules:\n  - id: a\n    summary: x\n    reqire: [link]\n    requires: 1\n",
        "version: 1\nrules:\n  - id: a\n    id: b\n    summary: x\n    require: [link]\n",
        &rule("    ask: [\"Author: {autor} wrote\"]\n    require: [link, athor]"),
        &rule(
            "    ask: [\"{author} {url}\"]\n    require:\n      - link: {to: articel, form: hyper, follow: maybe}\n        severity: eror",
        ),
        "version: 2\nfoo: 1\n",
        "rules: []\n",
        "version: 1\n---\nversion: 1\n",
        "version: 1\nrules:\n\t- id: a\n",
        "version: 1\nrules:\n  - id: \"a\n    summary: x\n",
        "",
        "- a\n- b\n",
        "\u{feff}version: 1\nrules: []\n",
    ] {
        for p in problems(text) {
            println!("{p}");
        }
        println!("--");
    }
}
