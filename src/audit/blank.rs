//! Pages that show nothing, or nothing yet: that they reprint nothing cannot be said.

use super::{Audit, PageFacts, Reason, Status};
use crate::finding::ReasonKind;
use crate::page::{CodeKind, Format, Page};
use crate::text::tokens;

/// A page with no more words than this, that asks for JavaScript, shows nothing yet ("Loading…", a menu). By hand.
const PLACEHOLDER: usize = 40;

/// The audit of a page that has no text to judge; `None` for every other page.
pub(super) fn without_text(page: &Page) -> Option<Audit> {
    if page.text.chars().any(char::is_alphanumeric) {
        return None;
    }
    if let Some(audit) = redirect(page) {
        return Some(audit);
    }
    Some(if runs_scripts(page) {
        not_judged(
            page,
            ReasonKind::NeedsJavascript,
            "shows no text until its scripts run; check it with `--render`, or save it from a browser and check the saved \
             page",
        )
    } else {
        not_judged(
            page,
            ReasonKind::NoText,
            "shows no text without loading frames and pictures; save it from a browser and check the saved page",
        )
    })
}

/// The audit of a page in which nothing was found because it shows nothing yet; `None` for every other page.
pub(super) fn placeholder(page: &Page) -> Option<Audit> {
    if is_short(page)
        && let Some(audit) = redirect(page)
    {
        return Some(audit);
    }
    (is_short(page) && asks_for_javascript(page) && runs_scripts(page)).then(|| {
        not_judged(
            page,
            ReasonKind::NeedsJavascript,
            "shows hardly any text until its scripts run; check it with `--render`, or save it from a browser and check \
             the saved page",
        )
    })
}

/// The audit of a page that sends its reader on at once: site generators leave one at every former address.
fn redirect(page: &Page) -> Option<Audit> {
    let to = page.meta.redirect.as_ref()?;
    Some(Audit {
        status: Status::Skipped,
        ..not_judged(
            page,
            ReasonKind::Redirect,
            &format!("only sends its reader on to {to}"),
        )
    })
}

fn not_judged(page: &Page, kind: ReasonKind, what: &str) -> Audit {
    Audit {
        page: PageFacts::from(page),
        status: Status::Unverifiable,
        reason: Some(Reason::new(kind, format!("`{}` {what}", page.location))),
        matches: Vec::new(),
        remarks: Vec::new(),
    }
}

fn is_short(page: &Page) -> bool {
    // Words are short enough that a longer text need not be counted.
    page.text.len() < PLACEHOLDER * 40 && tokens(&page.text).list.len() <= PLACEHOLDER
}

/// What is shown to browsers that run no scripts says that scripts are needed.
fn asks_for_javascript(page: &Page) -> bool {
    page.code.iter().any(|code| {
        code.kind == CodeKind::Noscript && {
            let text = code.text.to_lowercase();
            // Many pages say so of their readers' comments alone.
            text.contains("javascript") && !text.contains("comment")
        }
    })
}

/// Whether there is a script that is more than data.
fn runs_scripts(page: &Page) -> bool {
    const START: &str = "<script";
    if page.format != Format::Html {
        return false;
    }
    let source = page.source.as_str();
    memchr::memchr_iter(b'<', source.as_bytes()).any(|at| {
        let Some(tag) = source.get(at..at + START.len()) else {
            return false;
        };
        let rest = &source[at + tag.len()..];
        let head = rest.split('>').next().unwrap_or_default();
        tag.eq_ignore_ascii_case(START)
            && head.starts_with(|next: char| next.is_ascii_whitespace())
                | rest.starts_with(['>', '/'])
            && !head.to_ascii_lowercase().contains("json")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{self, ReadOptions};

    fn reason(html: &str) -> Option<&'static str> {
        let options = ReadOptions {
            format: Some(Format::Html),
            ..ReadOptions::default()
        };
        let page = page::read(html.as_bytes(), &options).unwrap();
        let audit = without_text(&page).or_else(|| placeholder(&page))?;
        Some(audit.reason?.kind.as_str())
    }

    #[test]
    fn pages_that_show_nothing_are_told_apart() {
        for (html, code) in [
            (
                "<div id=root></div><script src=/app.js></script>",
                Some("needs-javascript"),
            ),
            (
                "<p>...</p><SCRIPT>start()</SCRIPT>",
                Some("needs-javascript"),
            ),
            (
                "<p>Loading</p><noscript>Please enable JavaScript</noscript><script src=a></script>",
                Some("needs-javascript"),
            ),
            ("<img src=a.png>", Some("no-text")),
            (
                "<img src=a.png><script type='application/ld+json'>{}</script>",
                Some("no-text"),
            ),
            ("<p>Loading</p><script src=a></script>", None),
            (
                "<p>Hello</p><noscript>Enable JavaScript to see comments</noscript><script src=a></script>",
                None,
            ),
            ("<p>A short page.</p>", None),
            (
                "<meta http-equiv=refresh content='0; url=https://a.example/1'>",
                Some("redirect"),
            ),
            (
                "<META HTTP-EQUIV=Refresh CONTENT=\"3;URL='/new'\"><p>Moved. <a href=/new>Go on</a></p>",
                Some("redirect"),
            ),
            (
                "<meta http-equiv=refresh content=30><p>Live ticker</p>",
                None,
            ),
            (
                "<meta http-equiv=refresh content='600; url=/x'><p>News</p>",
                None,
            ),
        ] {
            assert_eq!(reason(html), code, "{html}");
        }
        let long = "<p>words</p>".repeat(60);
        let html = format!("{long}<noscript>Enable JavaScript</noscript><script src=a></script>");
        assert_eq!(reason(&html), None);
    }
}
