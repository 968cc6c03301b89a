//! Rules and their tests, for people and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::encode;
use super::encode::{shortened, terminal};
use super::requirements;
use crate::audit::TestOutcome;
use crate::finding::{Code, Verdict};
use crate::rules::{AppliesTo, Place, Rule, RuleSets, VoiceRule};

/// All rules, one a line: id, what it asks for, where it is written.
pub fn rule_list(sets: &RuleSets) -> String {
    let rules: Vec<&Rule> = sets.iter().collect();
    let width = rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in &rules {
        let _ = writeln!(
            text,
            "{:<width$}  {}  ({})",
            terminal(&rule.id),
            terminal(&rule.summary),
            terminal(&rule.place.file)
        );
    }
    let _ = writeln!(
        text,
        "\n{} rules; `creditline rules show ID` tells one whole",
        rules.len()
    );
    text
}

/// As [`rule_list`], for programs.
pub fn rule_list_json(sets: &RuleSets) -> String {
    let rules: Vec<Value> = sets
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "summary": rule.summary,
                "docs": rule.docs,
                "checked": rule.checked,
                "place": place_json(&rule.place),
                "tests": rule.tests.len(),
            })
        })
        .collect();
    document(&json!({ "schema": "creditline.rules/1", "rules": rules }))
}

/// One rule with everything it inherits, and where each part of it is written.
pub fn rule(rule: &Rule) -> String {
    let mut text = String::new();
    let from = |key: &str| {
        rule.inherited
            .get(key)
            .map_or_else(String::new, |place| format!("  (from {})", shown(place)))
    };
    let mut row = |name: &str, value: &str, key: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "{name:<12}{value}{}", from(key));
        }
    };
    row("rule", &terminal(&rule.id), "id");
    row("written in", &shown(&rule.place), "id");
    row("summary", &terminal(&rule.summary), "summary");
    row(
        "terms",
        &terminal(rule.docs.as_deref().unwrap_or_default()),
        "docs",
    );
    row(
        "read on",
        rule.checked.as_deref().unwrap_or_default(),
        "checked",
    );
    row("applies to", &applies(&rule.applies_to), "applies-to");
    let mut languages: Vec<&str> = rule
        .ask
        .iter()
        .filter_map(|ask| ask.language.as_deref())
        .collect();
    languages.dedup();
    if !rule.ask.is_empty() {
        let languages = match languages.is_empty() {
            true => String::new(),
            false => format!(" ({})", languages.join(", ")),
        };
        row(
            "asks in",
            &format!("{} wordings{languages}", rule.ask.len()),
            "ask",
        );
    }
    let defaults: Vec<String> = rule
        .defaults
        .iter()
        .map(|(field, value)| format!("{}: {}", field.as_str(), shortened(value, 80)))
        .collect();
    row("defaults", &defaults.join(", "), "defaults");
    row("aliases", &terminal(&rule.aliases.join(", ")), "aliases");
    if rule.voice == VoiceRule::Own {
        row(
            "voice",
            "the page's own: the notice carried along is not enough",
            "voice",
        );
    }
    let _ = writeln!(text, "a reprint must show{}", from("require"));
    for requirement in &rule.require {
        requirements::listed(&mut text, requirement, 1, &|item| {
            Some(format!("  (line {})", item.place.line))
        });
    }
    for manual in &rule.manual {
        let _ = writeln!(text, "  by hand  {}{}", terminal(manual), from("manual"));
    }
    for (code, severity) in &rule.severities {
        let _ = writeln!(
            text,
            "  set by you: {} is {}",
            code.as_str(),
            severity.as_str()
        );
    }
    let lines: Vec<&str> = rule.fix.keys().map(String::as_str).collect();
    if !lines.is_empty() {
        let _ = writeln!(text, "credit line in {}{}", lines.join(", "), from("fix"));
    }
    let _ = writeln!(text, "tests       {}", rule.tests.len());
    text
}

/// As [`rule`], for programs.
pub fn rule_json(rule: &Rule) -> String {
    let inherited: serde_json::Map<String, Value> = rule
        .inherited
        .iter()
        .map(|(key, place)| ((*key).to_owned(), place_json(place)))
        .collect();
    let require: Vec<Value> = rule
        .require
        .iter()
        .map(|item| {
            let mut value = requirements::json(item);
            if let Value::Object(map) = &mut value {
                map.insert("place".to_owned(), place_json(&item.place));
            }
            value
        })
        .collect();
    document(&json!({
        "schema": "creditline.rule/1",
        "id": rule.id,
        "summary": rule.summary,
        "docs": rule.docs,
        "checked": rule.checked,
        "place": place_json(&rule.place),
        "inherited": inherited,
        "ask": rule.ask.iter().map(|ask| json!({ "language": ask.language, "template": ask.template.source() })).collect::<Vec<_>>(),
        "aliases": rule.aliases,
        "require": require,
        "manual": rule.manual,
        "metadata": rule.metadata,
        "tests": rule.tests.len(),
    }))
}

/// What came of the tests of rules: one line a test, what was expected and found where one failed, and the counts.
/// `untested` are rules that carry none.
pub fn rule_tests(outcomes: &[TestOutcome], untested: &[&str]) -> String {
    let mut text = String::new();
    let width = outcomes
        .iter()
        .map(|outcome| outcome.rule.len())
        .max()
        .unwrap_or(0);
    for outcome in outcomes {
        let word = if outcome.passed() { "ok" } else { "FAIL" };
        let _ = writeln!(
            text,
            "{word:<4}  {:<width$}  {}",
            terminal(&outcome.rule),
            shortened(&outcome.name, 100)
        );
        if outcome.passed() {
            continue;
        }
        let _ = writeln!(text, "      {}:{}", terminal(&outcome.file), outcome.line);
        if let Some(error) = &outcome.error {
            let _ = writeln!(text, "      could not be run: {}", terminal(error));
            continue;
        }
        differ(
            &mut text,
            "codes",
            &codes(&outcome.expected),
            &codes(&outcome.found),
        );
        for message in &outcome.messages {
            let _ = writeln!(text, "        {}", terminal(message));
        }
        if outcome.expected_verdict.is_some() {
            differ(
                &mut text,
                "verdict",
                verdict(outcome.expected_verdict),
                verdict(outcome.verdict),
            );
        }
    }
    for id in untested {
        let _ = writeln!(text, "none  {:<width$}  carries no test", terminal(id));
    }
    let failed = outcomes.iter().filter(|outcome| !outcome.passed()).count();
    let _ = writeln!(
        text,
        "\n{} tests: {} passed, {failed} failed{}",
        outcomes.len(),
        outcomes.len() - failed,
        match untested.len() {
            0 => String::new(),
            1 => "; 1 rule without a test".to_owned(),
            count => format!("; {count} rules without a test"),
        }
    );
    text
}

/// As [`rule_tests`], for programs.
pub fn rule_tests_json(outcomes: &[TestOutcome], untested: &[&str]) -> String {
    let tests: Vec<Value> = outcomes
        .iter()
        .map(|outcome| {
            json!({
                "rule": outcome.rule,
                "name": outcome.name,
                "file": outcome.file,
                "line": outcome.line,
                "passed": outcome.passed(),
                "expected": { "codes": outcome.expected, "verdict": outcome.expected_verdict },
                "found": { "codes": outcome.found, "verdict": outcome.verdict, "messages": outcome.messages },
                "error": outcome.error,
            })
        })
        .collect();
    document(&json!({ "schema": "creditline.rule-tests/1", "tests": tests, "untested": untested }))
}

fn differ(text: &mut String, what: &str, expected: &str, found: &str) {
    if expected != found {
        let _ = writeln!(text, "      - {what}: {expected}");
        let _ = writeln!(text, "      + {what}: {found}");
    }
}

fn codes(codes: &[Code]) -> String {
    if codes.is_empty() {
        return "none".to_owned();
    }
    let names: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
    names.join(", ")
}

fn verdict(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("none", Verdict::as_str)
}

fn applies(to: &AppliesTo) -> String {
    let parts: Vec<String> = [
        ("sites", &to.sites),
        ("addresses", &to.urls),
        ("languages", &to.languages),
        ("licences", &to.licenses),
    ]
    .into_iter()
    .filter(|(_, list)| !list.is_empty())
    .map(|(name, list)| format!("{name} {}", terminal(&list.join(", "))))
    .collect();
    parts.join("; ")
}

fn shown(place: &Place) -> String {
    format!("{}:{}", terminal(&place.file), place.line)
}

fn place_json(place: &Place) -> Value {
    json!({ "file": place.file, "line": place.line, "column": place.column })
}

fn document(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    encode::json(text)
}
