//! The report as a page to look at: one file that needs no network and can be read without scripts.
//!
//! It opens with the verdicts, shows for each original which parts of it every page reproduces, lists the pages, and
//! then puts page and original side by side. A content security policy allows this file's own style and script, by
//! their hashes, and nothing else; all text goes through [`encode::html`], and no markup of a page is ever copied.

mod groups;
mod map;
mod matches;
mod overview;
mod parts;
mod sides;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use self::matches::Numbered;
pub(super) use self::parts::{cut, external};
use super::{View, encode};
use crate::audit::Audit;

const STYLE: &str = include_str!("html/report.css");
const SCRIPT: &str = include_str!("html/report.js");

/// What all texts shown side by side may take together, in bytes of markup: a report of 500 pages stays below 20 MB.
/// The matches after that are shown without their texts, and say so.
const ROOM: usize = 15_000_000;

/// The report. Texts are shown for matches whose [`crate::audit::Match::texts`] were kept.
pub fn html(audits: &[Audit], view: View) -> String {
    let matches: Vec<Numbered<'_>> = view
        .matches(audits)
        .enumerate()
        .map(|(index, (audit, found))| Numbered {
            number: index + 1,
            audit,
            found,
        })
        .collect();
    let mut page = overview::opening(audits);
    page.push_str("<main>\n");
    page.push_str(&groups::section(&view.groups(audits), &matches));
    page.push_str(&overview::originals(&matches));
    page.push_str(&overview::pages(audits, &matches, view));
    if !matches.is_empty() {
        page.push_str(
            "<section aria-labelledby=\"reprints\">\n<h2 id=\"reprints\">Side by side</h2>\n",
        );
        page.push_str(parts::LEGEND);
        let open = matches::opened(&matches);
        let mut room = ROOM;
        for one in &matches {
            let section = matches::section(one, open == Some(one.number), &mut room);
            page.push_str(&section);
        }
        page.push_str("</section>\n");
    }
    page.push_str(&overview::remarks(audits));
    page.push_str("</main>\n");
    document(
        "Reprints: creditline report",
        ("pages", "Skip to the pages"),
        &page,
    )
}

/// A whole file around a body that is markup already. Title and the words of the link past the opening are ours.
pub(super) fn document(title: &str, (target, skip): (&str, &str), body: &str) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action \
         'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" \
         content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" \
         content=\"light dark\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#{target}\">{skip}</a>\n",
        hash(STYLE),
        hash(SCRIPT),
    );
    page.push_str(body);
    page.push_str(&parts::foot());
    page.push_str("<script>");
    page.push_str(SCRIPT);
    page.push_str("</script>\n</body>\n</html>\n");
    page
}

/// The hash by which the policy knows the style and the script.
fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests;
