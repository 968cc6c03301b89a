//! One section for each page and original: what was found, where it lies, and the two texts.

use std::fmt::Write as _;

use super::encode::html;
use super::map::{COLOURS, ribbons};
use super::parts::{cut, external, label};
use super::sides::sides;
use crate::audit::{Audit, Excerpt, Located, Match, SuppressedBy};
use crate::finding::{Confidence, Severity, Verdict};
use crate::matching::PassageKind;
use crate::report::docs_url;
use crate::report::words;
use crate::report::words::percent;

/// So many passages are listed by name.
const LISTED: usize = 40;

/// A match with its number in the report.
#[derive(Clone, Copy)]
pub(super) struct Numbered<'a> {
    /// 1-based.
    pub(super) number: usize,
    pub(super) audit: &'a Audit,
    pub(super) found: &'a Match,
}

impl Numbered<'_> {
    /// What the page is called.
    pub(super) fn page(&self) -> String {
        name(self.audit)
    }

    /// What the original is called.
    pub(super) fn original(&self) -> String {
        let original = &self.found.original;
        let name = original.title.as_deref().unwrap_or(&original.location);
        cut(name, 90)
    }
}

/// What a page is called: its title, else where it is.
pub(super) fn name(audit: &Audit) -> String {
    let title = audit
        .page
        .title
        .as_deref()
        .filter(|title| !title.trim().is_empty());
    cut(title.unwrap_or(&audit.page.location), 90)
}

/// Which section is open from the start: the first that somebody has to do something about.
pub(super) fn opened(matches: &[Numbered<'_>]) -> Option<usize> {
    let worst = |verdict: Verdict| {
        matches
            .iter()
            .find(|one| one.found.verdict == Some(verdict))
            .map(|one| one.number)
    };
    worst(Verdict::NotCredited)
        .or_else(|| worst(Verdict::Unverifiable))
        .or_else(|| matches.first().map(|one| one.number))
}

/// The section of a match. Texts are left out once `room` is used up.
pub(super) fn section(one: &Numbered<'_>, open: bool, room: &mut usize) -> String {
    let Numbered {
        number,
        audit,
        found,
    } = *one;
    let mut text = format!(
        "<article class=\"match\" id=\"m{number}\">\n<details{}>\n<summary><h3>{}<span class=\"name\"><bdi>{}</bdi></span>\
         <span class=\"of\">{} of <bdi>{}</bdi></span></h3></summary>\n<div class=\"inside\" id=\"m{number}t\">\n",
        if open { " open" } else { "" },
        label(found.verdict),
        html(&one.page()),
        percent(found.reuse.original_share),
        html(&one.original()),
    );
    text.push_str(&facts(audit, found));
    text.push_str(&findings(number, found));
    match &found.texts {
        Some(texts) => {
            let drawn = ribbons(number, found, texts)
                + &passages(number, found)
                + &sides(number, audit, found, texts);
            if drawn.len() <= *room {
                *room -= drawn.len();
                text.push_str(&drawn);
            } else {
                text.push_str("<p class=\"gap\">The texts are left out to keep this file small: check fewer pages at a time to see them.</p>\n");
            }
        }
        None => text.push_str("<p class=\"gap\">The texts were not kept.</p>\n"),
    }
    text.push_str("</div>\n</details>\n</article>\n");
    text
}

fn facts(audit: &Audit, found: &Match) -> String {
    let mut text = String::from("<dl class=\"facts\">\n");
    let mut row = |name: &str, value: String| {
        let _ = writeln!(text, "<div><dt>{name}</dt><dd>{value}</dd></div>");
    };
    let page = &audit.page;
    let address = page.url.as_deref().unwrap_or(&page.location);
    row("Page", external(address, &cut(&page.location, 120)));
    let original = &found.original;
    let address = original.url.as_deref().unwrap_or(&original.location);
    row("Original", external(address, &cut(address, 120)));
    let reuse = &found.reuse;
    let (taken, all) = reuse.original_tokens;
    let disguised = match reuse.obfuscated {
        0 => String::new(),
        count => format!(", {count} of them disguised"),
    };
    row(
        "Reproduced",
        format!(
            "{} of the original ({taken} of {all} {}{disguised}), {} of the page",
            percent(reuse.original_share),
            words::unit(found),
            percent(reuse.page_share),
        ),
    );
    for (index, credit) in found.credits.iter().enumerate() {
        let links: Vec<String> = credit
            .links
            .iter()
            .map(|link| {
                format!(
                    "<span class=\"link\">→ <bdi>{}</bdi>: {}</span>",
                    html(&cut(&link.href, 100)),
                    words::target(link.target)
                )
            })
            .collect();
        row(
            &format!("Credit {}", index + 1),
            format!(
                "<q><bdi>{}</bdi></q> <span class=\"quiet\">{}</span> {}",
                html(&cut(&credit.text, 160)),
                words::place(credit),
                links.join(" ")
            ),
        );
    }
    if found.credits.is_empty() {
        row("Credit", "none found".to_owned());
    }
    if let Some(rule) = &found.rule {
        row("Rule", html(rule));
    }
    if let Some(why) = &found.exempt {
        row("Exempt", html(why));
    }
    text.push_str("</dl>\n");
    text
}

fn findings(number: usize, found: &Match) -> String {
    let mut text = String::new();
    if !found.findings.is_empty() {
        text.push_str("<h4 class=\"hidden\">Findings</h4>\n");
        text.push_str(&list(&format!("m{number}"), &found.findings));
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
            "<p class=\"quiet\">Known and not counted: {}.</p>",
            names.join(", ")
        );
    }
    text
}

/// Findings with the text to paste.
pub(super) fn list(id: &str, findings: &[Located]) -> String {
    let mut text = String::from("<ul class=\"findings\">\n");
    for (index, located) in findings.iter().enumerate() {
        let finding = &located.finding;
        let severity = severity(finding.severity);
        let code = finding.code.as_str();
        let _ = write!(
            text,
            "<li class=\"{severity}\"><p><b class=\"severity\">{severity}</b> <a class=\"code\" href=\"{}\" \
             rel=\"noreferrer noopener\">{code}</a> {}",
            docs_url(code),
            html(&finding.message),
        );
        if let (Some(line), Some(column)) = (finding.line, finding.column) {
            let _ = write!(
                text,
                " <span class=\"quiet\">line {line}, column {column}</span>"
            );
        }
        if located.confidence < Confidence::High {
            let _ = write!(
                text,
                " <span class=\"quiet\">{} confidence</span>",
                located.confidence.as_str()
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
            text.push_str(&fix(&format!("{id}f{}", index + 1), line));
        }
        text.push_str("</li>\n");
    }
    text.push_str("</ul>\n");
    text
}

/// The class of a finding.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Off => "note",
    }
}

/// A line to paste, with its button.
pub(super) fn fix(target: &str, line: &str) -> String {
    format!(
        "<div class=\"fix\"><span id=\"{target}l\">Paste</span><pre><code id=\"{target}\" dir=\"auto\">{}</code></pre>\
         <button type=\"button\" class=\"copy\" data-copy=\"{target}\" aria-describedby=\"{target}\" hidden>Copy</button></div>\n",
        html(line)
    )
}

/// Links to the passages, where there are several.
fn passages(number: usize, found: &Match) -> String {
    let passages = &found.reuse.passages;
    if passages.len() < 2 {
        return String::new();
    }
    let mut text = String::from("<ol class=\"passages\" aria-label=\"Passages\">\n");
    for (index, passage) in passages.iter().enumerate().take(LISTED) {
        let name = index + 1;
        let kind = match passage.kind {
            PassageKind::Verbatim => "verbatim",
            PassageKind::Edited => "edited",
            PassageKind::Reworded => "reworded",
        };
        let _ = writeln!(
            text,
            "<li><a class=\"c{}\" href=\"#m{number}p{name}\" data-go=\"m{number}:{name}\"><b>{name}</b> {kind}, {} {}</a></li>",
            index % COLOURS,
            passage.tokens.0,
            words::unit(found),
        );
    }
    if passages.len() > LISTED {
        let _ = writeln!(text, "<li>and {} more</li>", passages.len() - LISTED);
    }
    text.push_str("</ol>\n");
    text
}
