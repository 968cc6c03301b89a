//! One section for each page and original: what was found, where it lies, and the two texts.

use std::cmp::Ordering;
use std::fmt::Write as _;

use super::encode::html;
use super::map::{COLOURS, ribbons};
use super::labels::Label;
use super::parts::{external, rank};
use super::sides::sides;
use super::words::Words;
use crate::audit::{Audit, Excerpt, Located, Match, SuppressedBy};
use crate::finding::{Code, Confidence, Severity};
use crate::matching::PassageKind;
use crate::report::docs_url;
use crate::report::words;
use crate::report::words::percent;
use crate::text::shortened;

/// So many passages are listed by name. By hand.
const LISTED: usize = 40;

/// A match with its number in the report.
#[derive(Clone, Copy)]
pub(super) struct Numbered<'a> {
    /// 1-based.
    pub(super) number: usize,
    pub(super) audit: &'a Audit,
    pub(super) found: &'a Match,
    /// What the page is called.
    pub(super) label: &'a Label,
    /// The number of the group that the first of its findings stands in.
    pub(super) group: Option<usize>,
}

impl Numbered<'_> {
    /// What the original is called.
    pub(super) fn original(&self) -> String {
        let original = &self.found.original;
        let name = original.title.as_deref().unwrap_or(&original.location);
        shortened(name, 90)
    }

    /// Which of two needs a hand more: by verdict, then by the worst finding, then by how much was taken.
    pub(super) fn worse(&self, other: &Self) -> Ordering {
        let worst = |one: &Self| { one.found.findings.iter() }.map(|located| located.finding.severity).max();
        rank(self.found.verdict)
            .cmp(&rank(other.found.verdict))
            .then_with(|| worst(other).cmp(&worst(self)))
            .then_with(|| {
                let (own, others) = (&self.found.reuse, &other.found.reuse);
                others.original_share.total_cmp(&own.original_share)
            })
    }
}

/// The section of a match. Texts are left out once `room` is used up.
pub(super) fn section(one: &Numbered<'_>, open: bool, room: &mut usize, words: &Words) -> String {
    let Numbered {
        number,
        audit,
        found,
        ..
    } = *one;
    let original = format!("<bdi>{}</bdi>", html(&one.original()));
    let of = [("share", percent(found.reuse.original_share)), ("original", original)];
    let mut text = format!(
        "<article class=\"match\" id=\"m{number}\">\n<details{}>\n<summary><h3>{}<span class=\"name\"><bdi>{}</bdi></span>\
         <span class=\"of\">{}</span></h3></summary>\n<div class=\"inside\" id=\"m{number}t\">\n",
        if open { " open" } else { "" },
        words.label(found.verdict),
        html(&one.label.name),
        words.fill("share-of", &of.each_ref().map(|(name, value)| (*name, value.as_str()))),
    );
    // What is to be done comes first, also on a narrow screen.
    text.push_str(&findings(number, found, words));
    text.push_str(&facts(audit, found, words));
    match &found.texts {
        Some(texts) => {
            let drawn = ribbons(number, found, texts, words)
                + &passages(number, found, words)
                + &sides(number, audit, found, texts, words);
            if drawn.len() <= *room {
                *room -= drawn.len();
                text.push_str(&drawn);
            } else {
                let _ = writeln!(text, "<p class=\"gap\">{}</p>", words.say("texts-left-out"));
            }
        }
        None => {
            let _ = writeln!(text, "<p class=\"gap\">{}</p>", words.say("texts-not-kept"));
        }
    }
    text.push_str("</div>\n</details>\n</article>\n");
    text
}

fn facts(audit: &Audit, found: &Match, said: &Words) -> String {
    let mut text = String::from("<dl class=\"facts\">\n");
    let mut row = |name: &str, value: String| {
        let _ = writeln!(text, "<div><dt>{name}</dt><dd>{value}</dd></div>");
    };
    let page = &audit.page;
    let address = page.url.as_deref().unwrap_or(&page.location);
    row(said.say("page"), external(address, &shortened(&page.location, 120)));
    let original = &found.original;
    let address = original.url.as_deref().unwrap_or(&original.location);
    row(said.say("original"), external(address, &shortened(address, 120)));
    let reuse = &found.reuse;
    let (taken, all) = reuse.original_tokens;
    let disguised = match reuse.obfuscated {
        0 => String::new(),
        count => said.count("disguised", count),
    };
    let unit = said.count(words::unit(found), all);
    let amounts = [
        ("share", percent(reuse.original_share)),
        ("taken", taken.to_string()),
        ("all", unit),
        ("disguised", disguised),
        ("page", percent(reuse.page_share)),
    ];
    let amounts = amounts.each_ref().map(|(name, value)| (*name, value.as_str()));
    row(said.say("reproduced"), said.fill("reproduced-text", &amounts));
    if let Some(fetched) = &page.fetched_at {
        row(said.say("fetched"), html(fetched));
    }
    for (index, credit) in found.credits.iter().enumerate() {
        let links: Vec<String> = credit
            .links
            .iter()
            .map(|link| {
                format!(
                    "<span class=\"link\">→ <bdi>{}</bdi>: {}</span>",
                    html(&shortened(&link.href, 100)),
                    words::target(link.target)
                )
            })
            .collect();
        row(
            &said.count("credit-number", index + 1),
            format!(
                "<q><bdi>{}</bdi></q> <span class=\"quiet\">{}</span> {}",
                html(&shortened(&credit.text, 160)),
                words::place(credit),
                links.join(" ")
            ),
        );
    }
    if found.credits.is_empty() {
        row(said.say("credit"), said.say("none-found").to_owned());
    }
    if let Some(rule) = &found.rule {
        row(said.say("rule"), html(rule));
    }
    if let Some(why) = &found.exempt {
        row(said.say("exempt"), html(why));
    }
    text.push_str("</dl>\n");
    text
}

fn findings(number: usize, found: &Match, words: &Words) -> String {
    let mut text = String::new();
    if !found.findings.is_empty() {
        let _ = writeln!(text, "<h4 class=\"hidden\">{}</h4>", words.say("findings"));
        text.push_str(&list(&format!("m{number}"), &found.findings, words));
    }
    let names: Vec<&str> = found
        .suppressed
        .iter()
        .filter(|one| one.by != SuppressedBy::Confidence)
        .map(|one| one.located.finding.code.as_str())
        .collect();
    if !names.is_empty() {
        let _ = writeln!(
            text,
            "<p class=\"quiet\">{}</p>",
            words.fill("known", &[("codes", &names.join(", "))])
        );
    }
    text
}

/// The beginning of an item about a finding: its severity, and its code, which leads to what is said of it.
pub(super) fn opened(of: Severity, code: Code, words: &Words) -> String {
    let severity = severity(of);
    let (word, code) = (words.say(severity), code.as_str());
    format!(
        "<li class=\"{severity}\"><p><b class=\"severity\">{word}</b> <a class=\"code\" href=\"{}\" \
         rel=\"noreferrer noopener\">{code}</a> ",
        docs_url(code),
    )
}

/// Findings with the text to paste.
pub(super) fn list(id: &str, findings: &[Located], words: &Words) -> String {
    let mut text = String::from("<ul class=\"findings\">\n");
    for (index, located) in findings.iter().enumerate() {
        let finding = &located.finding;
        text.push_str(&opened(finding.severity, finding.code, words));
        text.push_str(&html(&finding.message));
        if let (Some(line), Some(column)) = (finding.line, finding.column) {
            let _ = write!(
                text,
                " <span class=\"quiet\">{}</span>",
                words.fill("place", &[("line", &line.to_string()), ("column", &column.to_string())])
            );
        }
        if located.confidence < Confidence::High {
            let _ = write!(
                text,
                " <span class=\"quiet\">{}</span>",
                words.say(match located.confidence {
                    Confidence::Low => "confidence-low",
                    _ => "confidence-medium",
                })
            );
        }
        text.push_str("</p>\n");
        if let Some(Excerpt {
            before,
            marked,
            after,
            ..
        }) = &located.excerpt
        {
            let _ = writeln!(
                text,
                "<pre class=\"source\" dir=\"ltr\"><code>{}<b>{}</b>{}</code></pre>",
                html(before),
                html(marked),
                html(after)
            );
        }
        if let Some(line) = &finding.fix {
            text.push_str(&fix(&format!("{id}f{}", index + 1), line, words));
        }
        text.push_str("</li>\n");
    }
    text.push_str("</ul>\n");
    text
}

/// The class of a finding.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Off => "note",
    }
}

/// A line to paste, with its button.
pub(super) fn fix(target: &str, line: &str, words: &Words) -> String {
    let (paste, copy) = (words.say("paste"), words.say("copy"));
    format!(
        "<div class=\"fix\"><span id=\"{target}l\">{paste}</span><pre><code id=\"{target}\" dir=\"auto\">{}</code></pre>\
         <button type=\"button\" class=\"copy\" data-copy=\"{target}\" aria-describedby=\"{target}\" hidden>{copy}</button></div>\n",
        html(line)
    )
}

/// Links to the passages, where there are several.
fn passages(number: usize, found: &Match, said: &Words) -> String {
    let passages = &found.reuse.passages;
    if passages.len() < 2 {
        return String::new();
    }
    let mut text = format!("<ol class=\"passages\" aria-label=\"{}\">\n", said.say("passages"));
    for (index, passage) in passages.iter().enumerate().take(LISTED) {
        let name = index + 1;
        let kind = said.say(match passage.kind {
            PassageKind::Verbatim => "verbatim",
            PassageKind::Edited => "edited",
            PassageKind::Reworded => "reworded",
        });
        let _ = writeln!(
            text,
            "<li><a class=\"c{}\" href=\"#m{number}p{name}\" data-go=\"m{number}:{name}\"><b>{name}</b> {kind}{}{}</a></li>",
            index % COLOURS,
            said.say("comma"),
            said.count(words::unit(found), passage.tokens.0),
        );
    }
    if passages.len() > LISTED {
        let more = said.count("more", passages.len() - LISTED);
        let _ = writeln!(text, "<li>{more}</li>");
    }
    text.push_str("</ol>\n");
    text
}
