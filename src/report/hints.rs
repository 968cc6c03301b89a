//! Advice after a run: what to do next.

use std::collections::BTreeSet;

use url::Url;

use super::encode::{shortened, terminal};
use super::summary::counted;
use crate::audit::{Audit, Library, Reason};
use crate::finding::{ReasonKind, Verdict};
use crate::rules::Why;

/// Names shown in one hint. By hand.
const SHOWN: usize = 3;

/// Advice on what to do next, most useful first; each is one line, safe to print.
pub fn hints(audits: &[Audit], library: &Library) -> Vec<String> {
    [
        unjudged(audits),
        opaque(audits),
        rate_limited(audits),
        needs_javascript(audits),
        without_notice(audits, library),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn unjudged(audits: &[Audit]) -> Option<String> {
    let pages = audits.iter().filter(|audit| audit.status.is_open()).count();
    (pages > 0).then(|| {
        format!(
            "{} could not be judged: that is neither a pass nor a fault; mend the cause above, or accept it with \
             --allow-unverifiable",
            counted(pages, "page", "pages")
        )
    })
}

fn opaque(audits: &[Audit]) -> Option<String> {
    let matches = audits
        .iter()
        .flat_map(|audit| &audit.matches)
        .filter(|found| found.verdict == Some(Verdict::Unverifiable))
        .count();
    (matches > 0).then(|| {
        format!(
            "{} be judged from the page alone; the notes above say what to look at by hand",
            counted(matches, "reprint cannot", "reprints cannot")
        )
    })
}

fn rate_limited(audits: &[Audit]) -> Option<String> {
    let is_limited = |reason: &Reason| reason.http_status == Some(429);
    let hosts: BTreeSet<String> = audits
        .iter()
        .filter(|audit| audit.reason.as_ref().is_some_and(is_limited))
        .filter_map(|audit| {
            let url = Url::parse(&audit.page.location).ok()?;
            url.host_str().map(str::to_owned)
        })
        .collect();
    let first = hosts.first()?;
    let first = shortened(first, 80);
    Some(format!(
        "{} asked us to slow down: {}; set `network: {{ hosts: {{ {first}: {{ interval: 5s, per-host: 1 }} }} }}` in \
         creditline.yaml",
        counted(hosts.len(), "host", "hosts"),
        some_of(hosts.iter().map(String::as_str)),
    ))
}

fn needs_javascript(audits: &[Audit]) -> Option<String> {
    let pages: Vec<&str> = audits
        .iter()
        .filter(|audit| {
            let kind = audit.reason.as_ref().map(|reason| reason.kind);
            kind == Some(ReasonKind::NeedsJavascript)
        })
        .map(|audit| audit.page.location.as_str())
        .collect();
    (!pages.is_empty()).then(|| {
        format!(
            "{} no text until scripts run: {}; --render has an installed browser show them",
            counted(pages.len(), "page shows", "pages show"),
            some_of(pages.iter().copied()),
        )
    })
}

/// Originals that ask for nothing themselves and are not credited: what they are taken to ask decides a run.
fn without_notice(audits: &[Audit], library: &Library) -> Option<String> {
    let accused: BTreeSet<&str> = audits
        .iter()
        .flat_map(|audit| &audit.matches)
        .filter(|found| found.verdict == Some(Verdict::NotCredited))
        .map(|found| found.original.id.as_str())
        .collect();
    let mut silent: Vec<String> = accused
        .into_iter()
        .filter_map(|id| library.find(id))
        .filter(|(original, terms)| original.notice.is_none() && terms.why == Why::Fallback)
        .map(|(original, _)| original.location.clone())
        .collect();
    silent.sort_unstable();
    (!silent.is_empty()).then(|| {
        format!(
            "{} no notice that a rule knows, so that the rule `{}` says what is owed: {}; if it asks too much or too \
             little, name another in the front matter (`rule:`)",
            counted(silent.len(), "original has", "originals have"),
            crate::rules::DEFAULT_RULE,
            some_of(silent.iter().map(String::as_str)),
        )
    })
}

fn some_of<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = names.len().saturating_sub(SHOWN);
    let shown: Vec<_> = names.take(SHOWN).map(terminal).collect();
    match more {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
