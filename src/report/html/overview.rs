//! What the page opens with: the verdicts, the originals with what was taken of them, and the table of pages.

use std::fmt::Write as _;

use super::encode::html;
use super::map::strip;
use super::matches::{Numbered, list, name};
use super::parts::{cut, external, label, page_label, thousandth, verdict};
use crate::audit::{Audit, Status, Summary};
use crate::finding::{Severity, Verdict};
use crate::report::View;
use crate::report::words::percent;

/// So many pages are shown under an original before the rest is folded.
const SHOWN: usize = 8;

/// The headline, the counts and their bar.
pub(super) fn opening(audits: &[Audit]) -> String {
    let summary = Summary::of(audits);
    let mut text = format!(
        "<header>\n<p class=\"eyebrow\">creditline report</p>\n<h1>{}</h1>\n<p class=\"standfirst\">{} checked, {} found{}</p>\n",
        headline(&summary),
        counted(summary.pages, "page"),
        counted(summary.reprints, "reprint"),
        faults(&summary),
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
                    verdict(Some(of)).1,
                    (width - 2.0).max(2.0)
                );
            }
            at += width;
        }
        text.push_str("</svg>\n<ul class=\"counts\">\n");
        for (of, count) in counts {
            let (name, class) = verdict(Some(of));
            if count > 0 {
                let _ = writeln!(text, "<li class=\"{class}\"><b>{count}</b> {name}</li>");
            }
        }
        text.push_str("</ul>\n");
    }
    text.push_str("</header>\n");
    text
}

fn headline(summary: &Summary) -> String {
    let owing = summary.not_credited;
    if owing > 0 {
        let all = summary.reprints.max(owing);
        if all == 1 {
            return "The reprint is not credited".to_owned();
        }
        return format!(
            "{owing} of {all} reprints {} not credited",
            if owing == 1 { "is" } else { "are" }
        );
    }
    if summary.unverifiable > 0 {
        return format!("{} could not be judged", summary.unverifiable);
    }
    if summary.reprints == 0 {
        return "Nothing is reprinted".to_owned();
    }
    "Every reprint is credited".to_owned()
}

fn faults(summary: &Summary) -> String {
    let parts: Vec<String> = [
        (summary.errors, "error"),
        (summary.warnings, "warning"),
        (summary.notes, "note"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, name)| counted(count, name))
    .collect();
    let mut text = if parts.is_empty() {
        String::new()
    } else {
        format!(": {}", parts.join(", "))
    };
    let known = summary.ignored + summary.baselined;
    if known > 0 {
        let _ = write!(
            text,
            "; {} known and not counted",
            counted(known, "finding")
        );
    }
    if summary.unsure > 0 {
        let _ = write!(
            text,
            "; {} below the asked confidence not shown",
            counted(summary.unsure, "finding")
        );
    }
    text + "."
}

/// `1 page`, `2 pages`.
fn counted(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

/// For each original which parts of it every page reproduces, most reproduced first.
pub(super) fn originals(matches: &[Numbered<'_>]) -> String {
    if matches.is_empty() {
        return String::new();
    }
    // In the order in which the report first names them.
    let mut groups: Vec<(&str, Vec<&Numbered<'_>>)> = Vec::new();
    let mut known = std::collections::HashMap::new();
    for one in matches {
        let id = one.found.original.id.as_str();
        let at = *known.entry(id).or_insert_with(|| {
            groups.push((id, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(one);
    }
    let mut text = String::from(
        "<section aria-labelledby=\"originals\">\n<h2 id=\"originals\">Originals</h2>\n<p class=\"quiet\">Each bar is the \
         original from its first word to its last; the filled parts stand on the page.</p>\n<div class=\"originals\">\n",
    );
    for (_, mut group) in groups {
        group.sort_by(|a, b| {
            let share = |one: &Numbered<'_>| one.found.reuse.original_share;
            share(b).total_cmp(&share(a))
        });
        let original = &group[0].found.original;
        let address = original.url.as_deref().unwrap_or(&original.location);
        let _ = write!(
            text,
            "<div class=\"original\">\n<h3><bdi>{}</bdi></h3>\n<p class=\"quiet\">{}</p>\n",
            html(&group[0].original()),
            external(address, &cut(address, 70)),
        );
        bars(&mut text, &group[..group.len().min(SHOWN)]);
        if group.len() > SHOWN {
            let _ = writeln!(
                text,
                "<details><summary>{} more</summary>",
                counted(group.len() - SHOWN, "page")
            );
            bars(&mut text, &group[SHOWN..]);
            text.push_str("</details>\n");
        }
        text.push_str("</div>\n");
    }
    text.push_str("</div>\n</section>\n");
    text
}

fn bars(text: &mut String, group: &[&Numbered<'_>]) {
    text.push_str("<ul class=\"bars\">\n");
    for one in group {
        let (verdict, class) = verdict(one.found.verdict);
        let _ = writeln!(
            text,
            "<li class=\"{class}\"><a href=\"#m{}t\" title=\"{}\"><bdi>{}</bdi></a>{}<span class=\"percent\">{}</span>\
             <span class=\"hidden\">{verdict}</span></li>",
            one.number,
            html(&one.audit.page.location),
            html(&cut(file_name(&one.audit.page.location), 40)),
            strip(one.found),
            percent(one.found.reuse.original_share),
        );
    }
    text.push_str("</ul>\n");
}

/// The part of a location that tells pages of one folder apart.
fn file_name(location: &str) -> &str {
    let whole = location.trim_end_matches('/');
    match whole.rsplit_once('/') {
        Some((_, last)) if !last.is_empty() => last,
        _ => location,
    }
}

/// The table of pages: one row a reprint, and one for every page without.
pub(super) fn pages(audits: &[Audit], matches: &[Numbered<'_>], view: View) -> String {
    let mut text = String::from(
        "<section aria-labelledby=\"pages\">\n<h2 id=\"pages\">Pages</h2>\n<form class=\"filter\" id=\"filter\" role=\"search\" hidden>\
         <label>Find <input type=\"search\" id=\"find\" autocomplete=\"off\"></label>\n<fieldset><legend class=\"hidden\">Verdicts</legend>",
    );
    for (class, name) in [
        ("bad", "not credited"),
        ("open", "unverifiable"),
        ("good", "credited"),
        ("exempt", "exempt"),
        ("none", "no reprint"),
    ] {
        let _ = write!(
            text,
            "<label class=\"{class}\"><input type=\"checkbox\" value=\"{class}\" checked> {name}</label>"
        );
    }
    text.push_str(
        "</fieldset><output id=\"shown\" role=\"status\"></output></form>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" \
         aria-label=\"Table of pages\"><table id=\"table\">\n<caption class=\"hidden\">Every page with what it reprints and how it \
         is credited</caption>\n<thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">Page</th><th \
         scope=\"col\">Original</th><th scope=\"col\" class=\"number\" data-kind=\"number\">Reproduced</th><th \
         scope=\"col\">Findings</th></tr></thead>\n<tbody>\n",
    );
    let mut next = matches.iter();
    for audit in audits {
        if audit.status == Status::Settings {
            continue;
        }
        let listed = view.of_page(audit).count();
        if listed == 0 {
            without_match(&mut text, audit);
        }
        for one in next.by_ref().take(listed) {
            with_match(&mut text, one);
        }
    }
    text.push_str("</tbody>\n</table></div>\n</section>\n");
    text
}

fn with_match(text: &mut String, one: &Numbered<'_>) {
    let found = one.found;
    let mut codes: Vec<(Severity, &str)> = found
        .findings
        .iter()
        .map(|located| (located.finding.severity, located.finding.code.as_str()))
        .collect();
    codes.sort_by_key(|(severity, _)| std::cmp::Reverse(*severity));
    let codes: Vec<String> = codes
        .iter()
        .map(|(severity, code)| format!("<span class=\"{}\">{code}</span>", severity.as_str()))
        .collect();
    let _ = writeln!(
        text,
        "<tr data-verdict=\"{}\"><td data-sort=\"{}\">{}</td><th scope=\"row\"><a href=\"#m{}t\"><bdi>{}</bdi></a><span \
         class=\"where\"><bdi>{}</bdi></span></th><td><bdi>{}</bdi></td><td class=\"number\" data-sort=\"{:.4}\">{}</td><td \
         class=\"codes\">{}</td></tr>",
        verdict(found.verdict).1,
        rank(found.verdict),
        label(found.verdict),
        one.number,
        html(&one.page()),
        html(&cut(&one.audit.page.location, 120)),
        html(&one.original()),
        found.reuse.original_share,
        percent(found.reuse.original_share),
        codes.join(" "),
    );
}

fn without_match(text: &mut String, audit: &Audit) {
    let (class, rank) = if !audit.status.is_open() {
        ("none", 4)
    } else {
        ("open", 1)
    };
    let mut codes: Vec<String> = audit
        .reason
        .iter()
        .map(|reason| {
            format!(
                "<span class=\"warning\">{}</span> {}",
                html(&reason.code),
                html(&cut(&reason.message, 300))
            )
        })
        .collect();
    codes.extend(audit.remarks.iter().map(|one| {
        format!(
            "<span class=\"warning\">{}</span>",
            one.finding.code.as_str()
        )
    }));
    let _ = writeln!(
        text,
        "<tr data-verdict=\"{class}\"><td data-sort=\"{rank}\">{}</td><th scope=\"row\"><bdi>{}</bdi><span \
         class=\"where\"><bdi>{}</bdi></span></th><td></td><td class=\"number\" data-sort=\"0\"></td><td class=\"codes\">{}</td></tr>",
        page_label(audit),
        html(&name(audit)),
        html(&cut(&audit.page.location, 120)),
        codes.join(" "),
    );
}

/// The order of verdicts in the table: what needs a hand first.
fn rank(verdict: Option<Verdict>) -> u8 {
    match verdict {
        Some(Verdict::NotCredited) => 0,
        Some(Verdict::Unverifiable) => 1,
        Some(Verdict::Credited) => 2,
        Some(Verdict::Exempt) => 3,
        None => 4,
    }
}

/// Findings about pages and files themselves.
pub(super) fn remarks(audits: &[Audit]) -> String {
    let mut text = String::new();
    for (number, audit) in audits.iter().enumerate() {
        if !audit.remarks.is_empty() {
            let _ = writeln!(
                text,
                "<h3><bdi>{}</bdi></h3>\n{}",
                html(&audit.page.location),
                list(&format!("r{number}"), &audit.remarks)
            );
        }
    }
    if text.is_empty() {
        return text;
    }
    format!(
        "<section aria-labelledby=\"remarks\">\n<h2 id=\"remarks\">Remarks</h2>\n{text}</section>\n"
    )
}
