//! The report as a page to look at: one file that needs no network and can be read without scripts.
//!
//! It opens with the verdicts, lists the pages, the worst first, puts page and original side by side, and then shows for each
//! original which parts of it every page reproduces. A content security policy allows this file's own style and script, by
//! their hashes, and nothing else; all text goes through [`encode::html`], and no markup of a page is ever copied.

mod groups;
mod labels;
mod map;
mod matches;
mod originals;
mod overview;
mod pages;
mod parts;
mod sides;
mod words;

use std::collections::HashMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use self::labels::Label;
use self::matches::Numbered;
pub(super) use self::parts::{external, finder};
pub(super) use self::words::Words;
use super::groups::Groups;
use super::{FormatOptions, View, encode};
use crate::audit::{Audit, Status};

const STYLE: &str = include_str!("html/report.css");
const SCRIPT: &str = include_str!("html/report.js");

/// What all texts shown side by side may take together, in bytes of markup: a report of 500 pages stays below 20 MB.
/// The matches after that are shown without their texts, and say so. By hand.
const ROOM: usize = 15_000_000;

/// The matches of a report, worst first, with those of a fault that many pages share beside each other.
struct Shown<'a> {
    groups: Groups<'a>,
    matches: Vec<Numbered<'a>>,
}

impl<'a> Shown<'a> {
    fn new(audits: &'a [Audit], labels: &'a [Label], view: View) -> Self {
        let groups = view.groups(audits);
        let mut matches: Vec<Numbered<'a>> = { audits.iter().zip(labels) }
            .flat_map(|(audit, label)| view.of_page(audit).map(move |found| (audit, label, found)))
            .map(|(audit, label, found)| Numbered {
                number: 0,
                audit,
                found,
                label,
                group: found.telling().find_map(|located| groups.number(located)),
            })
            .collect();
        // The sort is stable: what is equally bad stays in the order of the run.
        matches.sort_by(Numbered::worse);
        // A group stands where its worst page does.
        let mut first = HashMap::new();
        for (index, one) in matches.iter().enumerate() {
            if let Some(group) = one.group {
                first.entry(group).or_insert(index);
            }
        }
        let mut places: Vec<(usize, Numbered<'a>)> = { matches.into_iter().enumerate() }
            .map(|(index, one)| {
                let at = one.group.and_then(|group| first.get(&group).copied());
                (at.unwrap_or(index), one)
            })
            .collect();
        places.sort_by_key(|(place, _)| *place);
        let matches = { places.into_iter().zip(1..) }
            .map(|((_, one), number)| Numbered { number, ..one })
            .collect();
        Self { groups, matches }
    }

    /// The matches, those of a group together.
    fn entries(&self) -> impl Iterator<Item = &[Numbered<'a>]> {
        self.matches
            .chunk_by(|a, b| a.group.is_some() && a.group == b.group)
    }

    /// What is said of the matches of a group.
    fn title(&self, entry: &[Numbered<'a>], words: &Words) -> String {
        let group = { entry.first() }.and_then(|one| self.groups.list.get(one.group?));
        let message = group.map_or("", |group| group.message.as_str());
        let pages = words.count("pages", entry.len());
        format!("{pages}{}{}", words.say("colon"), encode::html(message))
    }
}

/// The report. Texts are shown for matches whose `Match::texts` were kept.
pub(super) fn html(audits: &[Audit], to: &FormatOptions<'_>) -> String {
    let words = Words::of(to.language);
    let labels = labels::labels(audits);
    let shown = Shown::new(audits, &labels, to.view);
    let rest: Vec<(&Audit, &Label)> = { audits.iter().zip(&labels) }
        .filter(|(audit, _)| audit.status != Status::Settings)
        .filter(|(audit, _)| to.view.of_page(audit).next().is_none())
        .collect();
    let mut page = overview::opening(audits, to.stamp, &words);
    page.push_str("<main>\n");
    page.push_str(&groups::section(&shown.groups, &shown.matches, &words));
    page.push_str(&pages::pages(&shown, &rest, &words));
    if !shown.matches.is_empty() {
        let _ = write!(
            page,
            "<section aria-labelledby=\"reprints\">\n<h2 id=\"reprints\">{}</h2>\n{}",
            words.say("sides"),
            parts::legend(&words),
        );
        let mut room = ROOM;
        let mut is_first = true;
        for entry in shown.entries() {
            let is_group = entry.first().is_some_and(|one| one.group.is_some());
            if is_group {
                let _ = writeln!(
                    page,
                    "<details class=\"group\"{}><summary><h3>{}</h3></summary>",
                    if is_first { " open" } else { "" },
                    shown.title(entry, &words),
                );
            }
            for one in entry {
                page.push_str(&matches::section(one, is_first, &mut room, &words));
                is_first = false;
            }
            if is_group {
                page.push_str("</details>\n");
            }
        }
        page.push_str("</section>\n");
    }
    page.push_str(&originals::originals(&shown.matches, &words));
    page.push_str(&overview::remarks(audits, &labels, &words));
    page.push_str("</main>\n");
    let skip = ("pages", words.say("skip"));
    document(words.say("title"), skip, &page, &words)
}

/// The line in the head of the file by which the next run knows its own report.
pub(super) const GENERATOR: &str = "<meta name=\"generator\" content=\"creditline\">";

/// A whole file around a body that is markup already. Title and the words of the link past the opening are ours.
pub(super) fn document(
    title: &str,
    (target, skip): (&str, &str),
    body: &str,
    words: &Words,
) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action \
         'none'\">\n{GENERATOR}\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" \
         content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" \
         content=\"light dark\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body data-copied=\"{}\" data-press=\"{}\">\n\
         <a class=\"skip\" href=\"#{target}\">{skip}</a>\n",
        words.tag(),
        hash(STYLE),
        hash(SCRIPT),
        words.say("copied"),
        words.say("press"),
    );
    page.push_str(body);
    page.push_str(&parts::foot(words));
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
