//! What a rule asks for, in words.

use std::fmt::Write as _;

use serde_json::json;

use super::encode::terminal;
use crate::finding::Severity;
use crate::rules::{Requirement, When};

/// Adds the lines of one item: its severity, what it asks for, and what `note` has to say of it.
pub(super) fn listed(
    text: &mut String,
    requirement: &Requirement,
    depth: usize,
    note: &dyn Fn(&Requirement) -> Option<String>,
) {
    if requirement.severity == Severity::Off {
        return;
    }
    let _ = writeln!(
        text,
        "{}{:<9}{}{}{}",
        "  ".repeat(depth),
        requirement.severity.as_str(),
        item(requirement),
        when(requirement.when),
        note(requirement).unwrap_or_default(),
    );
    for item in requirement.demand.items() {
        listed(text, item, depth + 1, &|_| None);
    }
}

/// For programs.
pub(super) fn json(requirement: &Requirement) -> serde_json::Value {
    json!({
        "code": requirement.demand.code(),
        "severity": requirement.severity,
        "what": item(requirement),
        "when": condition(requirement.when),
    })
}

fn when(when: When) -> &'static str {
    match when {
        When::Always => "",
        When::Edited => ", when the text was edited",
        When::Translated => ", when it is a translation",
        When::Excerpt => ", when less than the whole is taken",
        When::Full => ", when the whole is taken",
        When::Online => ", on a published page",
    }
}

/// The word of rule files.
fn condition(when: When) -> &'static str {
    match when {
        When::Always => "always",
        When::Edited => "edited",
        When::Translated => "translated",
        When::Excerpt => "excerpt",
        When::Full => "full",
        When::Online => "online",
    }
}

fn item(requirement: &Requirement) -> String {
    let words = requirement.demand.describe();
    let words = terminal(&words);
    if requirement.each_author {
        return format!("{words}, for each author");
    }
    words.into_owned()
}
