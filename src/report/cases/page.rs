//! The cases as a page to look at: one file that needs no network, like the report of a check.

use std::fmt::Write as _;

use super::list::{name, site_line};
use super::show::{day, told};
use super::{counted, days, original, state};
use crate::cases::{Appearance, CaseDetail, CaseRow, Database, Due, State};
use crate::report::encode::html;
use crate::report::html::{Words, document, external, finder};
use crate::report::words::percent;
use crate::text::shortened;

/// So many cases are shown with all that happened to them; the table holds all. By hand.
pub const CASES_SHOWN: usize = 1000;

/// The page: `rows` are all cases, `cases` those of them that are shown with their history.
pub fn cases_page(rows: &[CaseRow], cases: &[CaseDetail], due: Due) -> String {
    let mut body = opening(rows, due);
    body.push_str("<main>\n");
    body.push_str(&sites(rows));
    body.push_str(&table(rows, cases, due));
    if !cases.is_empty() {
        body.push_str("<section aria-labelledby=\"each\">\n<h2 id=\"each\">Case by case</h2>\n");
        let first = cases.iter().position(|case| case.row.state.is_open());
        for (number, case) in cases.iter().enumerate() {
            body.push_str(&section(case, first == Some(number), due));
        }
        if rows.len() > cases.len() {
            let _ = writeln!(
                body,
                "<p class=\"gap\">{} more stand in the table only.</p>",
                rows.len() - cases.len()
            );
        }
        body.push_str("</section>\n");
    }
    body.push_str("</main>\n");
    document(
        "Copies: creditline cases",
        ("pages", "Skip to the cases"),
        &body,
        &Words::of("en"),
    )
}

/// The colour of a state.
fn class(row: &CaseRow) -> &'static str {
    match row.state {
        State::Found | State::Reopened => "bad",
        State::Noticed if row.overdue => "bad",
        State::Noticed => "open",
        State::Fixed | State::Gone => "good",
        State::Allowed | State::Lapsed => "exempt",
        State::Watched => "none",
    }
}

fn label(row: &CaseRow) -> String {
    format!(
        "<span class=\"verdict {}\">{}</span>",
        class(row),
        state(row)
    )
}

fn opening(rows: &[CaseRow], due: Due) -> String {
    let open = rows.iter().filter(|row| row.state.is_open()).count();
    let headline = match (rows.len(), open) {
        (0, _) => "No copy is known".to_owned(),
        (_, 0) => "Every case is closed".to_owned(),
        (all, open) => format!(
            "{open} of {} {} open",
            counted(all, "case", "cases"),
            if open == 1 { "is" } else { "are" }
        ),
    };
    let overdue = rows.iter().filter(|row| row.overdue).count();
    let mut text = format!(
        "<header>\n<p class=\"eyebrow\">creditline cases, {}</p>\n<h1>{headline}</h1>\n<p class=\"standfirst\">{}</p>\n<ul class=\"counts\">\n",
        html(&day(due.now)),
        match overdue {
            0 => "No letter waits for its answer longer than it should.".to_owned(),
            _ => format!("{} overdue.", counted(overdue, "answer is", "answers are")),
        }
    );
    for state in State::ALL {
        let of_state: Vec<&CaseRow> = rows.iter().filter(|row| row.state == state).collect();
        if let Some(first) = of_state.first() {
            let _ = writeln!(
                text,
                "<li class=\"{}\"><b>{}</b> {state}</li>",
                class(first),
                of_state.len()
            );
        }
    }
    text.push_str("</ul>\n</header>\n");
    text
}

fn sites(rows: &[CaseRow]) -> String {
    let sites = Database::sites(rows);
    if sites.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "<section aria-labelledby=\"sites\">\n<h2 id=\"sites\">Sites</h2>\n<div class=\"originals\">\n",
    );
    for site in &sites {
        let _ = writeln!(
            text,
            "<div class=\"original\"><h3><bdi>{}</bdi></h3><p class=\"quiet\">{}</p></div>",
            html(&shortened(name(site), 90)),
            html(&site_line(site))
        );
    }
    text.push_str("</div>\n</section>\n");
    text
}

fn table(rows: &[CaseRow], cases: &[CaseDetail], due: Due) -> String {
    let mut choice = String::from("<fieldset><legend class=\"hidden\">States</legend>");
    let mut states: Vec<(&str, &str)> = Vec::new();
    for row in rows {
        if states.iter().all(|(name, _)| *name != state(row)) {
            states.push((state(row), class(row)));
        }
    }
    for (state, class) in states {
        let _ = write!(
            choice,
            "<label class=\"{class}\"><input type=\"checkbox\" value=\"{state}\" checked> {state}</label>"
        );
    }
    choice.push_str("</fieldset>");
    let mut text = format!(
        "<section aria-labelledby=\"pages\">\n<h2 id=\"pages\">Cases</h2>\n{}<div class=\"scroll\" tabindex=\"0\" role=\"region\" \
         aria-label=\"Table of cases\"><table id=\"table\">\n<caption class=\"hidden\">Every case with its page and what became of \
         it</caption>\n<thead><tr><th scope=\"col\">State</th><th scope=\"col\">Page</th><th scope=\"col\">Original</th><th \
         scope=\"col\" class=\"number\" data-kind=\"number\">Case</th><th scope=\"col\" class=\"number\" \
         data-kind=\"number\">Days</th><th scope=\"col\">Last seen</th><th scope=\"col\">Findings</th></tr></thead>\n<tbody>\n",
        finder("table", &choice, &Words::of("en")),
    );
    let detailed: std::collections::HashSet<i64> =
        cases.iter().map(|case| case.row.number).collect();
    for (place, row) in rows.iter().enumerate() {
        let title = html(&shortened(title(row), 90));
        let title = if detailed.contains(&row.number) {
            format!("<a href=\"#c{}t\"><bdi>{title}</bdi></a>", row.number)
        } else {
            format!("<bdi>{title}</bdi>")
        };
        let codes: Vec<String> = row
            .codes
            .iter()
            .map(|code| format!("<span>{}</span>", html(code)))
            .collect();
        let days = days(row.since, due.now);
        let _ = writeln!(
            text,
            "<tr data-verdict=\"{}\"><td data-sort=\"{place:06}\">{}</td><th scope=\"row\">{title}<span class=\"where\"><bdi>{}</bdi></span></th>\
             <td><bdi>{}</bdi></td><td class=\"number\" data-sort=\"{}\">{}</td><td class=\"number\" data-sort=\"{days}\">{days}</td>\
             <td>{} <span class=\"where\">{}</span></td><td class=\"codes\">{}</td></tr>",
            state(row),
            label(row),
            html(&shortened(&row.page, 120)),
            html(&shortened(original(row), 90)),
            row.number,
            row.number,
            row.seen.as_str(),
            day(row.seen_at),
            codes.join(" "),
        );
    }
    text.push_str("</tbody>\n</table></div>\n</section>\n");
    text
}

fn title(row: &CaseRow) -> &str {
    row.title
        .as_deref()
        .filter(|title| !title.trim().is_empty())
        .unwrap_or(&row.page)
}

fn section(case: &CaseDetail, open: bool, due: Due) -> String {
    let row = &case.row;
    let mut text = format!(
        "<article class=\"match\" id=\"c{0}\">\n<details{1}>\n<summary><h3>{2}<span class=\"name\"><bdi>{3}</bdi></span>\
         <span class=\"of\">case {0}, for {4}, <bdi>{5}</bdi></span></h3></summary>\n<div class=\"inside\" id=\"c{0}t\">\n",
        row.number,
        if open { " open" } else { "" },
        label(row),
        html(&shortened(title(row), 90)),
        counted(
            usize::try_from(days(row.since, due.now)).unwrap_or(usize::MAX),
            "day",
            "days"
        ),
        html(if row.site.is_empty() {
            "a file"
        } else {
            &row.site
        }),
    );
    text.push_str("<dl class=\"facts\">\n");
    let mut fact = |name: &str, value: String| {
        if !value.is_empty() {
            let _ = writeln!(text, "<div><dt>{name}</dt><dd>{value}</dd></div>");
        }
    };
    fact("Page", external(&row.page, &shortened(&row.page, 120)));
    let address = row.original_url.as_deref().unwrap_or(&row.original);
    fact(
        "Original",
        external(address, &shortened(original(row), 120)),
    );
    fact("Reproduced", row.share.map(percent).unwrap_or_default());
    fact("Rule", html(row.rule.as_deref().unwrap_or_default()));
    fact("Answer by", row.reply_by.map(day).unwrap_or_default());
    fact(
        "Evidence",
        html(row.evidence.as_deref().unwrap_or_default()),
    );
    text.push_str("</dl>\n<dl class=\"facts timeline\">\n");
    for step in &case.history {
        let _ = writeln!(
            text,
            "<div><dt>{}</dt><dd><bdi>{}</bdi></dd></div>",
            day(step.at),
            html(&told(step).replace(" -> ", " → "))
        );
    }
    text.push_str("</dl>\n");
    if let Some(before) = &case.before {
        text.push_str("<div class=\"sides\">\n");
        text.push_str(&side("When it was found", before));
        match &case.after {
            Some(after) if after != before => text.push_str(&side("Now", after)),
            _ => text.push_str("<div class=\"side\"><h4>Now</h4><div class=\"text\"><p>The same.</p></div></div>\n"),
        }
        text.push_str("</div>\n");
    }
    text.push_str("</div>\n</details>\n</article>\n");
    text
}

/// How a page looked at one time.
fn side(heading: &str, appearance: &Appearance) -> String {
    let mut text = format!("<div class=\"side\"><h4>{heading}</h4><div class=\"text\">");
    if let Some(quote) = &appearance.quote {
        let _ = write!(
            text,
            "<p><q><bdi>{}</bdi></q></p>",
            html(&shortened(quote, 200))
        );
    }
    for credit in &appearance.credits {
        let hidden = if credit.visible {
            ""
        } else {
            " (not in sight)"
        };
        let _ = write!(
            text,
            "<p><span class=\"credit\"><bdi>{}</bdi></span>{hidden}{}</p>",
            html(&credit.text),
            credit.links.iter().fold(String::new(), |mut links, link| {
                let _ = write!(links, "<br><bdi>{}</bdi>", html(&shortened(link, 120)));
                links
            })
        );
    }
    if let Some(reason) = &appearance.reason {
        let _ = write!(text, "<p><bdi>{}</bdi></p>", html(reason));
    }
    if appearance.findings.is_empty()
        && appearance.credits.is_empty()
        && appearance.reason.is_none()
    {
        text.push_str("<p>The text is not there.</p>");
    }
    text.push_str("</div>");
    if !appearance.findings.is_empty() {
        text.push_str("<ul class=\"findings\">");
        for finding in &appearance.findings {
            let _ = write!(
                text,
                "<li class=\"{}\"><p><bdi>{}</bdi> <span class=\"code\">{}</span></p></li>",
                severity(&finding.severity),
                html(&finding.message),
                html(&finding.code)
            );
        }
        text.push_str("</ul>");
    }
    text.push_str("</div>\n");
    text
}

/// The class of a severity: what the database holds is not copied into markup.
fn severity(word: &str) -> &'static str {
    match word {
        "error" => "error",
        "warning" => "warning",
        _ => "note",
    }
}
