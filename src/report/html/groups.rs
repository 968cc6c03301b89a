//! What many pages have in common: one entry for the fault of a template.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ptr;

use super::encode::html;
use super::matches::{Numbered, fix, severity};
use super::parts::cut;
use crate::audit::Match;
use crate::report::docs_url;
use crate::report::groups::Groups;

/// The section of the groups, each with three of its pages and the pattern of the line to paste.
pub(super) fn section(groups: &Groups<'_>, matches: &[Numbered<'_>]) -> String {
    if groups.list.is_empty() {
        return String::new();
    }
    let numbers: HashMap<*const Match, usize> = matches
        .iter()
        .map(|one| (ptr::from_ref(one.found), one.number))
        .collect();
    let mut text = String::from(
        "<section aria-labelledby=\"groups\">\n<h2 id=\"groups\">One fault on many pages</h2>\n<ul class=\"findings\">\n",
    );
    for group in &groups.list {
        let severity = severity(group.severity);
        let code = group.code.as_str();
        let _ = writeln!(
            text,
            "<li class=\"{severity}\"><p><b class=\"severity\">{severity}</b> <a class=\"code\" href=\"{}\" \
             rel=\"noreferrer noopener\">{code}</a> {}</p>",
            docs_url(code),
            html(&group.title()),
        );
        let examples: Vec<String> = group
            .examples()
            .map(|row| {
                let name = html(&cut(&row.audit.page.location, 120));
                let number = row
                    .found
                    .and_then(|found| numbers.get(&ptr::from_ref(found)));
                match number {
                    Some(number) => format!("<a href=\"#m{number}t\"><bdi>{name}</bdi></a>"),
                    None => format!("<bdi>{name}</bdi>"),
                }
            })
            .collect();
        let _ = writeln!(
            text,
            "<p class=\"quiet\">Such as {}</p>",
            examples.join(", ")
        );
        if let Some(line) = &group.fix {
            text.push_str(&fix(&format!("g{}", group.id), line));
        }
        text.push_str("</li>\n");
    }
    text.push_str("</ul>\n</section>\n");
    text
}
