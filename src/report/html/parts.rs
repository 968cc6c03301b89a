//! Small pieces that the parts of the page share.

use super::encode::html;
use crate::audit::{Audit, Status};
use crate::finding::Verdict;

/// What the marks in the texts mean.
pub(super) const LEGEND: &str = "<p class=\"legend\"><span><mark class=\"p c0\">shared passage</mark></span> \
    <span><del>only in the original</del></span> <span><ins>only on the page</ins></span> \
    <span><span class=\"disguised\">disguised letters</span></span> \
    <span><span class=\"credit\">credit found</span></span></p>\n";

/// The name and the class of a verdict.
pub(super) fn verdict(verdict: Option<Verdict>) -> (&'static str, &'static str) {
    match verdict {
        Some(Verdict::NotCredited) => ("not credited", "bad"),
        Some(Verdict::Unverifiable) => ("unverifiable", "open"),
        Some(Verdict::Credited) => ("credited", "good"),
        Some(Verdict::Exempt) => ("exempt", "exempt"),
        None => ("not judged", "none"),
    }
}

/// The verdict as a small label.
pub(super) fn label(of: Option<Verdict>) -> String {
    let (name, class) = verdict(of);
    format!("<span class=\"verdict {class}\">{name}</span>")
}

/// The label of a page without any match.
pub(super) fn page_label(audit: &Audit) -> &'static str {
    match audit.status {
        Status::Audited => "<span class=\"verdict none\">no reprint</span>",
        Status::Unverifiable => "<span class=\"verdict open\">unverifiable</span>",
        Status::Unreadable => "<span class=\"verdict open\">unreadable</span>",
        Status::Skipped => "<span class=\"verdict none\">skipped</span>",
        Status::Settings => "<span class=\"verdict none\">settings</span>",
    }
}

/// A link that leaves the report, where the text is an http(s) address; otherwise only the text.
pub(in crate::report) fn external(address: &str, shown: &str) -> String {
    let is_web = address.starts_with("https://") || address.starts_with("http://");
    if !is_web {
        return format!("<bdi>{}</bdi>", html(shown));
    }
    format!(
        "<a href=\"{}\" rel=\"noreferrer noopener nofollow\"><bdi>{}</bdi></a>",
        html(address),
        html(shown)
    )
}

/// Text cut to so many characters.
pub(in crate::report) fn cut(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

/// An attribute for the language of a text, if one is known.
pub(super) fn lang(language: Option<&str>) -> String {
    language
        .filter(|tag| {
            !tag.is_empty() && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
        .map(|tag| format!(" lang=\"{tag}\""))
        .unwrap_or_default()
}

/// A share of the width of a drawing of 1,000 units.
pub(super) fn thousandth(at: usize, of: usize) -> f64 {
    let share = at as f64 / of.max(1) as f64;
    (share.min(1.0) * 10_000.0).round() / 10.0
}

/// The last lines.
pub(super) fn foot() -> String {
    format!(
        "<footer><p>Made by creditline {}. A verdict says whether the credit that an original asks for can be seen on a \
         page; it is no legal advice.</p></footer>\n",
        env!("CARGO_PKG_VERSION")
    )
}
