//! Notices, bans, credits and traps as people of many countries write them: how many are read as a reader would.
//!
//! `tests/data/wordings/README.md` describes the lines. `CREDITLINE_WORDINGS` names another folder of such lines; then
//! `cargo test --test integration wordings -- --nocapture` measures on them and prints what failed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use creditline::page::{Format, Page, ReadOptions, read};
use creditline::rules::demand::Requirement;
use creditline::rules::{Demand, terms};
use creditline::{Library, RuleSets, Verdict, read_original};
use serde_json::Value;
use url::Url;

/// The least share of lines of each kind that must come out right, in parts of a thousand. "publisher" counts the
/// notices that name a publisher and leaves the other values aside. Raise a floor when the share has risen.
const FLOORS: &[(&str, usize)] = &[
    ("notice", 985),
    ("publisher", 985),
    ("credit", 985),
    ("ban", 985),
    ("trap", 990),
];

/// Right and all lines of a group.
type Score = (usize, usize);

/// An article in the language of a line, with the words of the page around it.
struct Article {
    title: String,
    menu: Vec<String>,
    paragraphs: Vec<String>,
}

impl Article {
    fn load(language: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data/wordings/articles")
            .join(format!("{language}.txt"));
        let text = std::fs::read_to_string(path).unwrap();
        let mut lines = text.lines().filter(|line| !line.is_empty());
        Self {
            title: lines.next().unwrap().to_owned(),
            menu: lines
                .next()
                .unwrap()
                .split('|')
                .map(str::to_owned)
                .collect(),
            paragraphs: lines.map(str::to_owned).collect(),
        }
    }

    /// A page with the article, the line in its place, and what stands around an article on a site.
    fn page(&self, line: &Value, host: &str, head: &str) -> String {
        let html = text(line, "html");
        let at = |place: &str| {
            if text(line, "place") == place {
                html
            } else {
                ""
            }
        };
        let mut paragraphs: Vec<String> = self
            .paragraphs
            .iter()
            .map(|paragraph| format!("<p>{paragraph}</p>"))
            .collect();
        paragraphs.insert(paragraphs.len() / 2, at("middle").to_owned());
        let (menu, recent) = self.menu.split_at(self.menu.len() - 1);
        let menu: Vec<String> = menu
            .iter()
            .enumerate()
            .map(|(number, words)| format!("<li><a href=\"/menu/{number}\">{words}</a></li>"))
            .collect();
        format!(
            "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{title}</title>{head}</head>\
             <body><header class=\"site-header\"><a href=\"/\">{host}</a><nav><ul>{menu}</ul></nav></header>\
             <main><article class=\"post\"><h1>{title}</h1>\n{start}\n<div class=\"entry-content\">{body}\n{end}\n{boxed}\
             </div></article>\n{after}</main>\n<aside class=\"sidebar\"><h3>{recent}</h3><ul>\
             <li><a href=\"/a/1\">2024-02</a></li><li><a href=\"/a/2\">2023-11</a></li></ul></aside>\n\
             <footer><p>© 2024 {host}</p>{footer}</footer></body></html>",
            language = text(line, "lang"),
            title = self.title,
            menu = menu.concat(),
            recent = recent.concat(),
            start = at("start"),
            body = paragraphs.join("\n"),
            end = at("end"),
            boxed = at("box"),
            after = at("after"),
            footer = at("footer"),
        )
    }

    /// The article without the line, as its first publisher shows it.
    fn original(&self, line: &Value) -> String {
        let url = text(line, "url");
        let mut head = canonical(url);
        for author in names(&line["original"]["authors"]) {
            head += &format!("<meta name=\"author\" content=\"{author}\">");
        }
        if let Some(publisher) = line["original"]["publisher"].as_str() {
            head += &format!("<meta property=\"og:site_name\" content=\"{publisher}\">");
        }
        let bare = serde_json::json!({ "html": "", "place": "", "lang": line["lang"] });
        self.page(&bare, &host(url), &head)
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("no text `{key}` in {value}"))
}

fn names(value: &Value) -> BTreeSet<&str> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

fn host(url: &str) -> String {
    Url::parse(url).unwrap().host_str().unwrap().to_owned()
}

fn canonical(url: &str) -> String {
    format!("<link rel=\"canonical\" href=\"{url}\">")
}

fn page(html: &str, location: &str) -> Page {
    let options = ReadOptions {
        location: location.to_owned(),
        format: Some(Format::Html),
        ..ReadOptions::default()
    };
    read(html.as_bytes(), &options).unwrap()
}

/// Whether any of the requirements is the permission of the owner.
fn asks_permission(require: &[Requirement]) -> bool {
    require.iter().any(|requirement| match &requirement.demand {
        Demand::Permission { .. } => true,
        Demand::AnyOf(items) | Demand::AllOf(items) => asks_permission(items),
        _ => false,
    })
}

/// What `creditline terms` makes of an original with the line on it: each fault as `what: found`.
fn faults_of_terms(line: &Value, article: &Article, rules: &RuleSets) -> Vec<String> {
    let url = text(line, "url");
    let expect = &line["expect"];
    let states_url = expect["states_url"].as_bool().unwrap_or(false);
    let head = if states_url {
        String::new()
    } else {
        canonical(url)
    };
    let html = article.page(line, &host(url), &head);
    let original = read_original(&page(&html, "original.html"), rules).unwrap();
    let terms = terms(&original, rules);
    let values = &terms.values;
    let banned = asks_permission(&terms.rule.require);
    let licensed = !values.licenses.is_empty();
    let noticed = original.notice.is_some();
    let right = match expect["ask"].as_str() {
        Some("ban") => banned,
        Some("licence") => licensed && !banned,
        Some("demand" | "permission") => noticed && !banned,
        // A text in the public domain asks for nothing, and says so.
        None => terms.rule.require.is_empty() || !noticed && !licensed && !banned,
        Some(other) => panic!("unknown ask `{other}`"),
    };
    let mut faults = Vec::new();
    if !right {
        let read = original
            .notice
            .as_ref()
            .map_or("none", |notice| &notice.text);
        faults.push(format!("ask: {} ({read})", terms.rule.id));
    }
    if text(line, "kind") != "notice" {
        return faults;
    }
    let authors: BTreeSet<&str> = values.authors.iter().map(String::as_str).collect();
    if authors != names(&expect["authors"]) {
        faults.push(format!("authors: {authors:?}"));
    }
    if values.url != Url::parse(url).ok() {
        let found = values.url.as_ref().map_or("none", Url::as_str);
        faults.push(format!("url: {found}"));
    }
    if let Some(publisher) = expect["publisher"].as_str()
        && values.publisher.as_deref() != Some(publisher)
    {
        faults.push(format!("publisher: {:?}", values.publisher));
    }
    faults
}

/// What an audit makes of a copy with the line beside it.
fn faults_of_credit(line: &Value, article: &Article, rules: &RuleSets) -> Vec<String> {
    let original = page(&article.original(line), "original.html");
    let library = Library::new(vec![read_original(&original, rules).unwrap()], rules);
    let head = canonical("https://copycat.example/42");
    let audit = library.audit(&page(
        &article.page(line, "copycat.example", &head),
        "copy.html",
    ));
    let credited = audit.verdict() == Some(Verdict::Credited);
    if line["expect"]["credited"] == credited {
        return Vec::new();
    }
    let codes: Vec<&str> = audit
        .findings()
        .map(|finding| finding.code.as_str())
        .collect();
    vec![format!("credited: {credited} ({})", codes.join(", "))]
}

fn folder() -> PathBuf {
    std::env::var_os("CREDITLINE_WORDINGS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/wordings"),
        PathBuf::from,
    )
}

fn count(scores: &mut BTreeMap<(String, String), Score>, kind: &str, language: &str, right: bool) {
    for group in [language, "all"] {
        let (good, all) = scores
            .entry((kind.to_owned(), group.to_owned()))
            .or_default();
        *good += usize::from(right);
        *all += 1;
    }
}

#[test]
fn lines_of_many_languages_are_read_as_a_reader_reads_them() {
    let rules = RuleSets::builtin();
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .collect();
    files.sort();
    let mut scores = BTreeMap::new();
    let mut languages = Vec::new();
    for file in files {
        let language = file.file_stem().unwrap().to_string_lossy().into_owned();
        let article = Article::load(&language);
        for line in std::fs::read_to_string(&file).unwrap().lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let kind = text(&line, "kind");
            let expect = &line["expect"];
            let faults = if expect.get("credited").is_some() {
                faults_of_credit(&line, &article, &rules)
            } else {
                faults_of_terms(&line, &article, &rules)
            };
            let misnamed = faults.iter().any(|fault| fault.starts_with("publisher"));
            if expect["publisher"].is_string() {
                count(&mut scores, "publisher", &language, !misnamed);
            }
            let wrong = faults.len() - usize::from(misnamed);
            count(&mut scores, kind, &language, wrong == 0);
            if !faults.is_empty() {
                println!("{} {kind}: {}", text(&line, "id"), faults.join("; "));
            }
        }
        languages.push(language);
    }
    for group in languages.iter().map(String::as_str).chain(["all"]) {
        let row: Vec<String> = FLOORS
            .iter()
            .filter_map(|(kind, _)| {
                let (right, all) = scores.get(&((*kind).to_owned(), group.to_owned()))?;
                Some(format!("{kind} {right}/{all}"))
            })
            .collect();
        println!("{group:<8} {}", row.join("  "));
    }
    for (kind, floor) in FLOORS {
        let (right, all) = scores[&((*kind).to_owned(), "all".to_owned())];
        assert!(
            right * 1000 >= floor * all,
            "{kind}: {right} of {all} lines are right, fewer than {floor} in a thousand"
        );
    }
}
