//! Real reprints and unrelated pages, as HTML: is every pair matched, and nothing else?

use std::path::Path;

use creditline::matching::{Class, Matcher, Params, Prepared};
use creditline::page::{self, Page, ReadOptions};
use creditline::{RuleSets, read_original};
use serde::Deserialize;

use crate::table::{Bar, Row};
use crate::texts::prepared;

#[derive(Deserialize)]
struct Label {
    kind: String,
    verdict: String,
    original_url: Option<String>,
    original_html: Option<String>,
    suspect_html: Option<String>,
    wrapped_html: Option<String>,
}

fn load(path: &Path, url: Option<&str>) -> Option<Page> {
    let options = ReadOptions {
        location: path.display().to_string(),
        url: url.and_then(|url| url.parse().ok()),
        ..ReadOptions::default()
    };
    page::read(&std::fs::read(path).ok()?, &options).ok()
}

pub(crate) fn reprints(data: &Path) -> Vec<Row> {
    let base = data.join("reprints");
    let Ok(labels) = std::fs::read_to_string(base.join("labels.jsonl")) else {
        eprintln!("skipped: {} is not there", base.display());
        return Vec::new();
    };
    let labels: Vec<Label> = labels
        .lines()
        .filter_map(|line| {
            serde_json::from_str(line)
                .map_err(|error| eprintln!("{error}"))
                .ok()
        })
        .collect();
    let rules = RuleSets::builtin();
    let mut originals = Vec::new();
    let mut of_label = Vec::new();
    for label in &labels {
        let page = label
            .original_html
            .as_ref()
            .and_then(|path| load(&base.join(path), label.original_url.as_deref()));
        let original = page.map(|page| match read_original(&page, &rules) {
            Ok(original) => Prepared::new(&original.text, &original.marks),
            Err(_) => prepared(&page),
        });
        of_label.push(original.map(|original| {
            originals.push(original);
            originals.len() - 1
        }));
    }
    let matcher = Matcher::new(originals);
    let matched = |page: &Page| matcher.matches(&prepared(page), &|_| Params::default());
    let mut rows = Vec::new();
    let counted = |what: &str, good: usize, all: usize| Row {
        set: "reprints".to_owned(),
        what: what.to_owned(),
        bar: Bar::AtLeast(1.0),
        values: [good as f64 / all.max(1) as f64; 3],
        note: format!("{good}/{all}"),
    };
    for (what, wrapped) in [
        ("pairs matched, plain", false),
        ("pairs matched, wrapped", true),
    ] {
        let (mut good, mut all) = (0, 0);
        for (label, original) in labels.iter().zip(&of_label) {
            let path = if wrapped {
                &label.wrapped_html
            } else {
                &label.suspect_html
            };
            let (Some(original), Some(path)) = (original, path) else {
                continue;
            };
            let Some(page) = load(&base.join(path), None) else {
                continue;
            };
            all += 1;
            let found = matched(&page)
                .iter()
                .any(|(index, reuse)| index == original && reuse.class >= Class::Excerpt);
            good += usize::from(found);
            if !found && std::env::var_os("EVAL_VERBOSE").is_some() {
                println!("not matched: {path}");
            }
        }
        rows.push(counted(what, good, all));
    }
    let (mut quiet, mut all) = (0, 0);
    let traps = labels
        .iter()
        .filter(|label| label.kind == "single" && label.verdict == "not_a_reprint")
        .filter_map(|label| label.suspect_html.as_ref().map(|path| base.join(path)));
    let mut unrelated: Vec<_> = std::fs::read_dir(data.join("pages"))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .collect();
    unrelated.sort();
    for path in traps.chain(unrelated) {
        let Some(page) = load(&path, None) else {
            continue;
        };
        all += 1;
        let found = matched(&page);
        quiet += usize::from(found.is_empty());
        if !found.is_empty() && std::env::var_os("EVAL_VERBOSE").is_some() {
            println!("matched: {} {:?}", path.display(), found[0].1.class);
        }
    }
    rows.push(counted("traps and unrelated pages unmatched", quiet, all));
    rows
}
