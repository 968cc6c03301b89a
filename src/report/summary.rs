//! The lines that close a report for people.

use std::collections::BTreeMap;

use crate::audit::{Audit, Summary};

use super::encode::{shortened, terminal};

/// Reasons why nothing is owed that are told in one line; reports for programs have them all. By hand.
const REASONS_SHOWN: usize = 2;

/// Counts in one line, with the reasons why nothing is owed where that is so:
/// `26 pages: 20 reprints · 9 credited · 11 not credited · 2 exempt (2: …) · 1 not judged`.
pub(super) fn line(audits: &[Audit]) -> String {
    closing(audits, &why_exempt(audits))
}

/// As [`line`], without reasons.
pub(super) fn counts(audits: &[Audit]) -> String {
    closing(audits, "")
}

fn closing(audits: &[Audit], why_exempt: &str) -> String {
    let summary = Summary::of(audits);
    let mut parts = vec![counted(summary.reprints, "reprint", "reprints")];
    if summary.reprints > 0 {
        parts.push(format!("{} credited", summary.credited));
        parts.push(format!("{} not credited", summary.not_credited));
    }
    if summary.exempt > 0 {
        parts.push(format!("{} exempt{why_exempt}", summary.exempt));
    }
    if summary.unverifiable > 0 {
        parts.push(format!("{} not judged", summary.unverifiable));
    }
    if summary.possible > 0 {
        parts.push(format!("{} possible", summary.possible));
    }
    for (count, one, many) in [
        (summary.errors, "error", "errors"),
        (summary.warnings, "warning", "warnings"),
        (summary.notes, "note", "notes"),
    ] {
        if count > 0 {
            parts.push(counted(count, one, many));
        }
    }
    for (count, what) in [
        (summary.ignored, "ignored"),
        (summary.baselined, "in the baseline"),
        (summary.skipped, "skipped"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    let line = format!(
        "{}: {}",
        counted(summary.pages, "page", "pages"),
        parts.join(" · ")
    );
    match summary.unsure {
        0 => line,
        count => format!(
            "{line}\n{} below the asked confidence {} not shown",
            counted(count, "finding", "findings"),
            if count == 1 { "is" } else { "are" }
        ),
    }
}

/// Why nothing is owed, in brackets, the reason of most matches first; empty where nothing is exempt.
fn why_exempt(audits: &[Audit]) -> String {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, why) in exemptions(audits) {
        *reasons.entry(why).or_default() += 1;
    }
    let mut reasons: Vec<(&str, usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut shown: Vec<String> = reasons
        .iter()
        .take(REASONS_SHOWN)
        .map(|(why, count)| match reasons.len() {
            1 => shortened(why, 120),
            _ => format!("{count}: {}", shortened(why, 120)),
        })
        .collect();
    let others = reasons.iter().skip(REASONS_SHOWN);
    match others.map(|(_, count)| count).sum::<usize>() {
        0 => {}
        more => shown.push(format!("{more} for other reasons")),
    }
    match shown.is_empty() {
        true => String::new(),
        false => format!(" ({})", shown.join("; ")),
    }
}

/// Which pages owe nothing, and why: one line a reason, in the order of the report; each is safe to print.
pub fn exempt(audits: &[Audit]) -> Vec<String> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for (audit, why) in exemptions(audits) {
        let page = audit.page.location.as_str();
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            // A page that holds several originals is named once.
            Some((_, pages)) if pages.last() == Some(&page) => {}
            Some((_, pages)) => pages.push(page),
            None => reasons.push((why, vec![page])),
        }
    }
    reasons
        .into_iter()
        .map(|(why, pages)| {
            let shown: Vec<_> = pages
                .iter()
                .take(SHOWN)
                .map(|page| terminal(page))
                .collect();
            let more = match pages.len() - shown.len() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            format!("exempt: {}: {}{more}", terminal(why), shown.join(", "))
        })
        .collect()
}

/// The matches that owe nothing, with the reason.
pub(super) fn exemptions(audits: &[Audit]) -> impl Iterator<Item = (&Audit, &str)> {
    audits.iter().flat_map(|audit| {
        let reasons = audit
            .matches
            .iter()
            .filter(|found| !found.reuse.class.is_possible())
            .filter_map(|found| found.exempt.as_deref());
        reasons.map(move |why| (audit, why))
    })
}

/// Pages named in one line; the machine-readable reports have all of them. By hand.
const SHOWN: usize = 5;

/// `1 page`, `2 pages`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `2,286`.
pub(super) fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
