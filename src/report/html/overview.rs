//! What the page opens with, and the remarks that it ends with.

use std::fmt::Write as _;

use super::encode::html;
use super::labels::Label;
use super::matches::list;
use super::parts::thousandth;
use super::words::Words;
use crate::audit::{Audit, Summary};
use crate::finding::Verdict;
use crate::report::format::Stamp;

/// The headline, the counts and their bar.
pub(super) fn opening(audits: &[Audit], stamp: Option<&Stamp>, words: &Words) -> String {
    let summary = Summary::of(audits);
    let pages = words.count("pages", summary.pages);
    let reprints = words.count("reprints", summary.reprints);
    let mut text = format!(
        "<header>\n<p class=\"eyebrow\">{}</p>\n<h1>{}</h1>\n<p class=\"standfirst\">{}{}</p>\n",
        words.say("eyebrow"),
        headline(&summary, words),
        words.fill("checked", &[("pages", &pages), ("reprints", &reprints)]),
        faults(&summary, words),
    );
    let counts = [
        (Verdict::NotCredited, summary.not_credited),
        (Verdict::Unverifiable, summary.unverifiable),
        (Verdict::Credited, summary.credited),
        (Verdict::Exempt, summary.exempt),
    ];
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    if all > 0 {
        text.push_str(
            "<svg class=\"share\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
        );
        let mut at = 0.0;
        for (of, count) in counts {
            let width = thousandth(count, all);
            if count > 0 {
                let _ = write!(
                    text,
                    "<rect class=\"{}\" x=\"{at:.1}\" width=\"{:.1}\" height=\"10\"/>",
                    words.verdict(Some(of)).1,
                    (width - 2.0).max(2.0)
                );
            }
            at += width;
        }
        text.push_str("</svg>\n<ul class=\"counts\">\n");
        for (of, count) in counts {
            let (name, class) = words.verdict(Some(of));
            if count > 0 {
                let _ = writeln!(text, "<li class=\"{class}\"><b>{count}</b> {name}</li>");
            }
        }
        text.push_str("</ul>\n");
    }
    if let Some(stamp) = stamp {
        text.push_str(&made(stamp, words));
    }
    text.push_str("</header>\n");
    text
}

/// When the report was made, of what, against what, and by which version.
fn made(stamp: &Stamp, words: &Words) -> String {
    let named = |names: &[String]| {
        let names: Vec<String> = { names.iter() }
            .map(|name| format!("<bdi>{}</bdi>", html(&crate::text::shortened(name, 120))))
            .collect();
        names.join(", ")
    };
    let rows = [
        ("made", html(&stamp.made)),
        ("inputs", named(&stamp.suspects)),
        ("originals", named(&stamp.originals)),
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
    ];
    let mut text = String::from("<dl class=\"facts stamp\">\n");
    for (key, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        let name = words.say(key);
        let _ = writeln!(text, "<div><dt>{name}</dt><dd>{value}</dd></div>");
    }
    text.push_str("</dl>\n");
    text
}

fn headline(summary: &Summary, words: &Words) -> String {
    let owing = summary.not_credited;
    if owing > 0 {
        let all = summary.reprints.max(owing);
        if all == 1 {
            return words.say("headline-one").to_owned();
        }
        let said = words.count("headline", owing);
        return said.replace("{all}", &all.to_string());
    }
    if summary.unverifiable > 0 {
        return words.count("headline-open", summary.unverifiable);
    }
    if summary.reprints == 0 {
        return words.say("headline-none").to_owned();
    }
    words.say("headline-fine").to_owned()
}

fn faults(summary: &Summary, words: &Words) -> String {
    let parts: Vec<String> = [
        (summary.errors, "errors"),
        (summary.warnings, "warnings"),
        (summary.notes, "notes"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, key)| words.count(key, count))
    .collect();
    let mut text = String::new();
    if !parts.is_empty() {
        text = words.say("colon").to_owned() + &parts.join(words.say("comma"));
    }
    for (count, key) in [
        (summary.ignored + summary.baselined, "known-count"),
        (summary.unsure, "unsure-count"),
    ] {
        if count > 0 {
            text.push_str(words.say("semicolon"));
            text.push_str(&words.count(key, count));
        }
    }
    text + words.say("full-stop")
}

/// Findings about pages and files themselves.
pub(super) fn remarks(audits: &[Audit], labels: &[Label], words: &Words) -> String {
    let mut text = String::new();
    for (number, (audit, label)) in audits.iter().zip(labels).enumerate() {
        if !audit.remarks.is_empty() {
            let _ = writeln!(
                text,
                "<h3><bdi>{}</bdi></h3>\n{}",
                html(&label.path),
                list(&format!("r{number}"), &audit.remarks, words)
            );
        }
    }
    if text.is_empty() {
        return text;
    }
    let head = words.say("remarks");
    format!(
        "<section aria-labelledby=\"remarks\">\n<h2 id=\"remarks\">{head}</h2>\n{text}</section>\n"
    )
}
