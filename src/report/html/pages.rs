//! The table of pages, worst first: one row a reprint, one for a fault that many pages share, and one for every page
//! without a reprint.

use std::fmt::Write as _;

use super::encode::html;
use super::matches::Numbered;
use super::parts::{finder, page_label, rank};
use super::words::Words;
use super::{Shown, labels::Label};
use crate::audit::{Audit, Status};
use crate::finding::Severity;
use crate::report::words::percent;
use crate::text::shortened;

/// The table of all pages.
pub(super) fn pages(shown: &Shown<'_>, rest: &[(&Audit, &Label)], words: &Words) -> String {
    let mut verdicts = format!("<fieldset><legend class=\"hidden\">{}</legend>", words.say("verdicts"));
    for (class, name) in [
        ("bad", "not-credited"),
        ("open", "unverifiable"),
        ("good", "credited"),
        ("exempt", "exempt"),
        ("none", "no-reprint"),
    ] {
        let _ = write!(
            verdicts,
            "<label class=\"{class}\"><input type=\"checkbox\" value=\"{class}\" checked> {}</label>",
            words.say(name)
        );
    }
    verdicts.push_str("</fieldset>");
    let mut text = format!(
        "<section aria-labelledby=\"pages\">\n<h2 id=\"pages\">{}</h2>\n{}<table id=\"table\">\n<caption \
         class=\"hidden\">{}</caption>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th>\
         <th scope=\"col\" class=\"number\" data-kind=\"number\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
        words.say("pages-head"),
        finder("table", &verdicts, words),
        words.say("pages-caption"),
        words.say("verdict"),
        words.say("page"),
        words.say("original"),
        words.say("reproduced"),
        words.say("findings"),
    );
    let mut rows: Vec<(u8, String)> = Vec::new();
    for entry in shown.entries() {
        let rank = { entry.first() }.map_or(4, |one| rank(one.found.verdict));
        rows.push(match entry {
            [one] if one.group.is_none() => (rank, with_match(one, words)),
            many => (rank, together(shown, many, words)),
        });
    }
    rows.extend(rest.iter().map(|(audit, label)| without_match(audit, label, words)));
    // The sort is stable: what has the same verdict stays worst first.
    rows.sort_by_key(|(rank, _)| *rank);
    text.extend(rows.into_iter().map(|(_, row)| row));
    text.push_str("</tbody>\n</table>\n</section>\n");
    text
}

/// The names of findings, the worst first, each once.
fn codes(matches: &[Numbered<'_>]) -> String {
    let findings = matches.iter().flat_map(|one| &one.found.findings);
    let mut codes: Vec<(Severity, &str)> = findings
        .map(|located| (located.finding.severity, located.finding.code.as_str()))
        .collect();
    codes.sort_by_key(|(severity, _)| std::cmp::Reverse(*severity));
    let mut seen = Vec::new();
    codes.retain(|code| !seen.contains(code) && { seen.push(*code); true });
    let codes: Vec<String> = { codes.iter() }
        .map(|(severity, code)| format!("<span class=\"{}\">{code}</span>", severity.as_str()))
        .collect();
    codes.join(" ")
}

fn with_match(one: &Numbered<'_>, words: &Words) -> String {
    let found = one.found;
    format!(
        "<tr data-verdict=\"{}\"><td data-sort=\"{}\">{}</td><th scope=\"row\"><a href=\"#m{}t\"><bdi>{}</bdi></a><span \
         class=\"where\" title=\"{}\"><bdi>{}</bdi></span></th><td><bdi>{}</bdi></td><td class=\"number\" data-sort=\"{:.4}\">{}</td><td \
         class=\"codes\">{}</td></tr>\n",
        words.verdict(found.verdict).1,
        rank(found.verdict),
        words.label(found.verdict),
        one.number,
        html(&one.label.name),
        html(&one.audit.page.location),
        html(&one.label.path),
        html(&one.original()),
        found.reuse.original_share,
        percent(found.reuse.original_share),
        codes(std::slice::from_ref(one)),
    )
}

/// One row for pages with the same fault, with the pages inside.
fn together(shown: &Shown<'_>, many: &[Numbered<'_>], words: &Words) -> String {
    let Some(first) = many.first() else {
        return String::new();
    };
    let most = { many.iter() }
        .map(|one| one.found.reuse.original_share)
        .fold(0.0, f64::max);
    let mut originals: Vec<&str> = { many.iter() }
        .map(|one| one.found.original.id.as_str())
        .collect();
    originals.sort_unstable();
    originals.dedup();
    let of = match originals.len() {
        1 => format!("<bdi>{}</bdi>", html(&first.original())),
        count => words.count("originals-count", count),
    };
    let mut text = format!(
        "<tr data-verdict=\"{}\"><td data-sort=\"{}\">{}</td><th scope=\"row\"><details><summary>{}</summary>\n<ul \
         class=\"inner\">\n",
        words.verdict(first.found.verdict).1,
        rank(first.found.verdict),
        words.label(first.found.verdict),
        shown.title(many, words),
    );
    for one in many {
        let _ = writeln!(
            text,
            "<li><a href=\"#m{}t\"><bdi>{}</bdi></a> <span class=\"where\" title=\"{}\"><bdi>{}</bdi>, {}</span></li>",
            one.number,
            html(&one.label.name),
            html(&one.audit.page.location),
            html(&one.label.path),
            percent(one.found.reuse.original_share),
        );
    }
    let _ = writeln!(
        text,
        "</ul></details></th><td>{of}</td><td class=\"number\" data-sort=\"{most:.4}\">≤ {}</td><td class=\"codes\">{}</td></tr>",
        percent(most),
        codes(many),
    );
    text
}

fn without_match(audit: &Audit, label: &Label, words: &Words) -> (u8, String) {
    let (class, rank) = if !audit.status.is_open() {
        ("none", 4)
    } else {
        ("open", 1)
    };
    let mut codes: Vec<String> = { audit.reason.iter() }
        .map(|reason| {
            format!(
                "<span class=\"warning\">{}</span> {}",
                html(reason.kind.as_str()),
                html(&shortened(&reason.message, 300))
            )
        })
        .collect();
    codes.extend(audit.remarks.iter().map(|one| {
        format!(
            "<span class=\"warning\">{}</span>",
            one.finding.code.as_str()
        )
    }));
    debug_assert!(audit.status != Status::Settings);
    let row = format!(
        "<tr data-verdict=\"{class}\"><td data-sort=\"{rank}\">{}</td><th scope=\"row\"><bdi>{}</bdi><span \
         class=\"where\" title=\"{}\"><bdi>{}</bdi></span></th><td></td><td class=\"number\" data-sort=\"0\"></td><td class=\"codes\">{}</td></tr>\n",
        page_label(audit, words),
        html(&label.name),
        html(&audit.page.location),
        html(&label.path),
        codes.join(" "),
    );
    (rank, row)
}
