//! The originals: one table, with what was taken of each.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::encode::html;
use super::map::cover;
use super::matches::Numbered;
use super::parts::{external, finder};
use super::words::Words;
use crate::finding::Verdict;
use crate::report::words::percent;
use crate::text::shortened;

/// For each original which parts of it every page reproduces: first those that are owed most credits.
pub(super) fn originals(matches: &[Numbered<'_>], words: &Words) -> String {
    if matches.is_empty() {
        return String::new();
    }
    let mut groups: Vec<Vec<&Numbered<'_>>> = Vec::new();
    let mut known = HashMap::new();
    for one in matches {
        let at = *known.entry(one.found.original.id.as_str()).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[at].push(one);
    }
    let owed = |group: &[&Numbered<'_>]| {
        let bad = |one: &&&Numbered<'_>| one.found.verdict == Some(Verdict::NotCredited);
        group.iter().filter(bad).count()
    };
    groups.sort_by_key(|group| std::cmp::Reverse((owed(group), group.len())));
    let mut text = format!(
        "<section aria-labelledby=\"originals\">\n<h2 id=\"originals\">{}</h2>\n<p class=\"quiet\">{}</p>\n",
        words.say("originals"),
        words.say("originals-note"),
    );
    text.push_str(&finder("sources", "", words));
    let _ = write!(
        text,
        "<table id=\"sources\">\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"number\" \
         data-kind=\"number\">{}</th><th scope=\"col\" class=\"number\" data-kind=\"number\">{}</th><th scope=\"col\" \
         data-kind=\"number\">{}</th></tr></thead>\n<tbody>\n",
        words.say("original"),
        words.say("pages-head"),
        words.say("not-credited"),
        words.say("most"),
    );
    for mut group in groups {
        let owed = owed(&group);
        group.sort_by(|a, b| {
            let share = |one: &Numbered<'_>| one.found.reuse.original_share;
            share(b).total_cmp(&share(a))
        });
        let Some(first) = group.first() else {
            continue;
        };
        let original = &first.found.original;
        let address = original.url.as_deref().unwrap_or(&original.location);
        let (bar, share) = cover(first.found);
        let (_, class) = words.verdict(first.found.verdict);
        let _ = write!(
            text,
            "<tr><th scope=\"row\"><bdi>{}</bdi><span class=\"where\">{}</span><details><summary>{}</summary>\n\
             <ul class=\"bars\">\n",
            html(&first.original()),
            external(address, &shortened(address, 70)),
            words.count("pages", group.len()),
        );
        for one in &group {
            let (verdict, class) = words.verdict(one.found.verdict);
            let (bar, share) = cover(one.found);
            let _ = writeln!(
                text,
                "<li class=\"{class}\"><a href=\"#m{}t\" title=\"{}\"><bdi>{}</bdi></a>{bar}<span class=\"percent\">{}</span>\
                 <span class=\"hidden\">{verdict}</span></li>",
                one.number,
                html(&one.audit.page.location),
                html(&shortened(&one.label.name, 60)),
                percent(share),
            );
        }
        let _ = writeln!(
            text,
            "</ul></details></th><td class=\"number\" data-name=\"{2}\" data-sort=\"{0}\">{0}</td><td class=\"number\" \
             data-name=\"{3}\" data-sort=\"{owed}\">{owed}</td><td data-sort=\"{share:.4}\"><div class=\"one {class}\">{bar}<span \
             class=\"percent\">{1}</span></div></td></tr>",
            group.len(),
            percent(share),
            words.say("pages-head"),
            words.say("not-credited"),
        );
    }
    text.push_str("</tbody>\n</table>\n</section>\n");
    text
}
