//! What a rule asks for, in words.

use std::fmt::Write as _;

use serde_json::json;

use super::encode::{shortened, terminal};
use crate::finding::Severity;
use crate::rules::{
    AnchorOn, AuthorDemand, Changes, Demand, Extent, LinkDemand, LinkForm, LinkTo, MarkupDemand,
    Placement, Requirement, When, Window,
};

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
    match &requirement.demand {
        Demand::AnyOf(items) | Demand::AllOf(items) => {
            for item in items {
                listed(text, item, depth + 1, &|_| None);
            }
        }
        Demand::Not(item) => listed(text, item, depth + 1, &|_| None),
        _ => {}
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
    let words = described(&requirement.demand);
    if requirement.each_author {
        return format!("{words}, for each author");
    }
    words
}

fn described(demand: &Demand) -> String {
    match demand {
        Demand::Link(demand) => link(demand),
        Demand::Author(demand) => author(demand),
        Demand::Publisher { .. } => "the publisher's name".to_owned(),
        Demand::Title => "the title".to_owned(),
        Demand::Statement(templates) => match templates.first() {
            Some(template) => format!("the statement “{}”", shortened(template.source(), 120)),
            None => "a statement".to_owned(),
        },
        Demand::KeepNotice => "the original's own notice".to_owned(),
        Demand::License(demand) => {
            let mut words = "the licence".to_owned();
            if demand.version {
                words.push_str(" with its version");
            }
            if demand.agree {
                words.push_str(", name and link of one licence");
            }
            words
        }
        Demand::Placement(placement) => match placement {
            Placement::Byline => "the credit with the author's name".to_owned(),
            Placement::Top(0) => "the credit above the text".to_owned(),
            Placement::Top(blocks) => {
                format!("the credit above the text or in its first {blocks} paragraphs")
            }
            Placement::End => "the credit below the text".to_owned(),
            Placement::Near => "the credit next to the text".to_owned(),
            Placement::Prominent => "the credit where readers meet it first".to_owned(),
            Placement::Article => "the credit inside the article".to_owned(),
            Placement::Anywhere => "the credit anywhere in sight".to_owned(),
        },
        Demand::Visibility => "the credit unfolded".to_owned(),
        Demand::Markup(demand) => markup(demand),
        Demand::Canonical => "a canonical link to the article".to_owned(),
        Demand::Noindex => "noindex for search engines".to_owned(),
        Demand::Unaltered { allow, tolerance } => {
            let mut words = match allow {
                Changes::None => "the text and its headline unaltered",
                Changes::Headline => "the text unaltered",
                Changes::Style => "the text unaltered but for style",
            }
            .to_owned();
            if *tolerance > 0.0 {
                let _ = write!(words, ", but for {:.0} %", tolerance * 100.0);
            }
            words
        }
        Demand::Extent(demand) => extent(demand),
        Demand::KeepLinks { share } if *share >= 1.0 => "all links in the text".to_owned(),
        Demand::KeepLinks { share } => format!("{:.0} % of the links in the text", share * 100.0),
        Demand::Window(demand) => window(*demand),
        Demand::NoCompetingClaim => "no claim to be the source itself".to_owned(),
        Demand::Permission { allow } => {
            format!(
                "nothing without permission (given to {} hosts)",
                allow.len()
            )
        }
        Demand::AnyOf(_) => "at least one of".to_owned(),
        Demand::AllOf(_) => "all of".to_owned(),
        Demand::Not(_) => "none of".to_owned(),
    }
}

fn link(demand: &LinkDemand) -> String {
    let to = match &demand.to {
        LinkTo::Article => "the article".to_owned(),
        LinkTo::Site => "the article or its site".to_owned(),
        LinkTo::Author => "the author's profile".to_owned(),
        LinkTo::License => "the licence".to_owned(),
        LinkTo::History => "the article's history".to_owned(),
        LinkTo::Url(pattern) => terminal(pattern).into_owned(),
    };
    let mut words = format!("a link to {to}");
    if demand.form == LinkForm::Hyperlink {
        words.push_str(", clickable");
    }
    if demand.follow {
        words.push_str(", without nofollow");
    }
    if demand.direct {
        words.push_str(", without a redirector");
    }
    let on: Vec<String> = demand
        .anchor_on
        .iter()
        .map(|anchor| match anchor {
            AnchorOn::Title => "the title".to_owned(),
            AnchorOn::Author => "the author's name".to_owned(),
            AnchorOn::Publisher => "the publisher's name".to_owned(),
            AnchorOn::Url => "the address".to_owned(),
            AnchorOn::Words(words) => format!("“{}”", shortened(words, 80)),
        })
        .collect();
    if !on.is_empty() {
        let _ = write!(words, ", on {}", on.join(" or "));
    }
    words
}

fn author(demand: &AuthorDemand) -> String {
    let mut words = if demand.all {
        "the name of every author"
    } else {
        "the author's name"
    }
    .to_owned();
    if let Some(institution) = demand.institution.first() {
        let _ = write!(words, " with “{}”", shortened(institution, 80));
    }
    if demand.translator {
        words.push_str(" and the translator's");
    }
    words
}

fn markup(demand: &MarkupDemand) -> String {
    let mut words = match &demand.selector {
        Some(selector) => format!("an element `{}`", shortened(selector, 80)),
        None => "an element".to_owned(),
    };
    if let Some(url) = &demand.url {
        let _ = write!(words, " that loads {}", shortened(url, 100));
    }
    if let Some(count) = demand.count {
        let _ = write!(words, ", {count} times");
    }
    words
}

fn extent(demand: &Extent) -> String {
    let mut limits = Vec::new();
    limits.extend(demand.share.map(|share| format!("{:.0} %", share * 100.0)));
    limits.extend(demand.words.map(|words| format!("{words} words")));
    limits.extend(demand.characters.map(|count| format!("{count} characters")));
    limits.extend(demand.paragraphs.map(|count| format!("{count} paragraphs")));
    format!("no more than {}", limits.join(", "))
}

fn window(demand: Window) -> String {
    let after = demand
        .after_days
        .map(|days| format!("not before {days} days"));
    let within = demand
        .within_days
        .map(|days| format!("not later than {days} days"));
    let parts: Vec<String> = after.into_iter().chain(within).collect();
    format!("a reprint {} after the original", parts.join(" and "))
}
