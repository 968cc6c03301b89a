//! What many pages have in common: one entry for the fault of a template.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ptr;

use super::encode::html;
use super::matches::{Numbered, fix, opened};

use super::words::Words;
use crate::audit::Match;
use crate::report::groups::Groups;
use crate::text::shortened;

/// The section of the groups, each with three of its pages and the pattern of the line to paste.
pub(super) fn section(groups: &Groups<'_>, matches: &[Numbered<'_>], words: &Words) -> String {
    if groups.list.is_empty() {
        return String::new();
    }
    let numbers: HashMap<*const Match, usize> = matches
        .iter()
        .map(|one| (ptr::from_ref(one.found), one.number))
        .collect();
    let mut text = format!(
        "<section aria-labelledby=\"groups\">\n<h2 id=\"groups\">{}</h2>\n<ul class=\"findings\">\n",
        words.say("groups"),
    );
    for group in &groups.list {
        let _ = writeln!(
            text,
            "{}{}{}{}</p>",
            opened(group.severity, group.code, words),
            words.count("pages", group.pages),
            words.say("colon"),
            html(&group.message)
        );
        let examples: Vec<String> = group
            .examples()
            .map(|row| {
                let name = html(&shortened(&row.audit.page.location, 120));
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
            "<p class=\"quiet\">{}</p>",
            words.fill("such-as", &[("pages", &examples.join(words.say("comma")))])
        );
        if let Some(line) = &group.fix {
            text.push_str(&fix(&format!("g{}", group.id), line, words));
        }
        text.push_str("</li>\n");
    }
    text.push_str("</ul>\n</section>\n");
    text
}
