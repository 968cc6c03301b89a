//! Small pieces that the parts of the page share.

use super::encode::html;
use super::words::Words;
use crate::audit::{Audit, Status};
use crate::finding::Verdict;

/// What the marks in the texts mean.
pub(super) fn legend(words: &Words) -> String {
    format!(
        "<p class=\"legend\"><span><mark class=\"p c0\">{}</mark></span> <span><del>{}</del></span> <span><ins>{}</ins></span> \
         <span><span class=\"disguised\">{}</span></span> <span><span class=\"credit\">{}</span></span></p>\n",
        words.say("legend-shared"),
        words.say("legend-original"),
        words.say("legend-page"),
        words.say("legend-disguised"),
        words.say("legend-credit"),
    )
}

/// The label of a page without any match.
pub(super) fn page_label(audit: &Audit, words: &Words) -> String {
    let (key, class) = match audit.status {
        Status::Audited => ("no-reprint", "none"),
        status if status.is_open() => (status.as_str(), "open"),
        status => (status.as_str(), "none"),
    };
    let name = words.say(key);
    format!("<span class=\"verdict {class}\">{name}</span>")
}

/// What finds rows of a table, shown where scripts run.
pub(in crate::report) fn finder(table: &str, more: &str, words: &Words) -> String {
    format!(
        "<form class=\"filter\" data-filters=\"{table}\" role=\"search\" hidden><label>{} <input type=\"search\" \
         autocomplete=\"off\"></label>\n{more}<output role=\"status\" data-all=\"{}\" data-some=\"{}\"></output></form>\n",
        words.say("find"),
        words.say("rows"),
        words.say("rows-of"),
    )
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
pub(super) fn foot(words: &Words) -> String {
    let made = words.fill("foot", &[("version", env!("CARGO_PKG_VERSION"))]);
    format!("<footer><p>{made}</p></footer>\n")
}

/// The order of verdicts: what needs a hand first.
pub(super) fn rank(verdict: Option<Verdict>) -> u8 {
    match verdict {
        Some(Verdict::NotCredited) => 0,
        Some(Verdict::Unverifiable) => 1,
        Some(Verdict::Credited) => 2,
        Some(Verdict::Exempt) => 3,
        None => 4,
    }
}
