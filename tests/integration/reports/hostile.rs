//! Two hundred strings that mean harm, through every format.

use std::collections::BTreeMap;
use std::path::Path;

use creditline::audit::keep_texts;
use creditline::report::{self, Format, FormatOptions, HumanOptions, View};
use creditline::{Audit, Library, ReadOptions, RuleSets, Severity, page, read_original};
use scraper::Html;
use serde_json::Value;

use super::oracle::{newer, obeyed, older};
use super::sarif_schema;

const ARTICLE: &str = "The bell foundry on Quay Street cast its last bell in the winter of the long strike. The mould was \
    dug from river clay, dried over a fortnight of slow fires, and broken open by eleven people who had agreed beforehand \
    that nobody would speak until the first note had gone out over the water.";

/// Everything that can be shown.
const VIEW: View = View {
    possible: true,
    group: true,
};

/// Strings by what they aim at, each put into several frames.
fn strings() -> Vec<String> {
    let seeds = [
        // Terminals.
        "\u{1b}[31mred\u{1b}[0m",
        "\u{1b}]0;title\u{7}",
        "\u{1b}]52;c;aGk=\u{7}",
        "\u{1b}]8;;https://evil.example\u{1b}\\x",
        "\u{9b}31m",
        "\u{9d}0;x\u{9c}",
        "a\u{8}\u{8}b",
        "one\rtwo",
        "\u{7f}",
        "bell\u{7}",
        "\u{0}nul\u{0}",
        "\u{85}next",
        // Reading order and the unseen.
        "\u{202e}txt.exe",
        "\u{2066}in\u{2069}",
        "\u{200b}zero\u{200b}",
        "\u{feff}mark",
        "\u{2028}line\u{2029}",
        "\u{200f}rtl",
        "soft\u{ad}hyphen",
        "\u{e0041}tag",
        "\u{fff9}note\u{fffb}",
        // Runners.
        "##[error]no",
        "::error::no",
        "  ::warning file=a,line=1::x",
        "\n::set-output name=a::b",
        "\n##[add-mask]x",
        "::add-mask::secret",
        "::stop-commands::t",
        "#\u{200b}#[error]x",
        "x ##[group]y",
        "\u{2028}::error::x",
        // Markup.
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onmouseover='x",
        "</title><h1>x",
        "<!-- x --><b>",
        "]]><x/>",
        "&lt;b&gt;&amp;",
        "<base href=//evil.example>",
        "javascript:alert(1)",
        "</code></pre><hr>",
        "<details open ontoggle=alert(1)>",
        "&#60;i&#62;",
        "<a href=\"javascript:x\">x</a>",
        // Spreadsheets.
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1+1",
        "\"=1\"",
        "=HYPERLINK(\"x\")",
        // Markdown.
        "```\ncode",
        "`a`",
        "``````",
        "![x](https://evil.example/t.png)",
        "@someone #12",
        "| a | b |",
        "\\|",
        "- [x] done",
        // JSON, CSV and length.
        "\"",
        "'",
        "\\",
        "\\u0000",
        "a,b;c",
        "{\"a\":1}",
        "\u{fffe}\u{ffff}",
    ];
    let mut all: Vec<String> = Vec::new();
    for seed in seeds {
        all.push(seed.to_owned());
        all.push(format!("News {seed} of the day"));
        all.push(format!("{seed}{seed}"));
    }
    all.push("w".repeat(20_000));
    all.push("=".repeat(3_000));
    all.push("`".repeat(500));
    all.push("\u{1b}[".repeat(300));
    all
}

/// Audits in which a string stands wherever a page or an original can put one.
fn audits(text: &str, is_plain: bool, rules: &RuleSets) -> Vec<Audit> {
    let inside: String = if is_plain {
        text.to_owned()
    } else {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;")
    };
    let original = format!(
        "<html lang=en><head><title>{inside}</title><meta name=author content=\"{inside}\"><meta property=og:site_name \
         content=\"{inside}\"><link rel=canonical href=https://bell.example/a></head><body><article><h1>{inside}</h1>\
         <p>{ARTICLE}</p><p>{inside}</p></article></body></html>"
    );
    let suspect = |credit: &str| {
        format!(
            "<html lang=\"{inside}\"><head><title>{inside}</title></head><body><article><h1>{inside}</h1>\n\
             <p>{ARTICLE}\n{inside}</p>{credit}<p>{inside}</p></article></body></html>"
        )
    };
    let credits = [
        String::new(),
        format!(
            "<p>Source: <a href=\"https://bell.example/{inside}\">{inside}</a> by {inside}</p>"
        ),
        format!("<p>By {inside}. Originally published at <a href=\"{inside}\">{inside}</a></p>"),
        format!("<p style=display:none>Source: {inside} https://bell.example/a</p>"),
    ];
    let read = |html: &str, location: &str| {
        let options = ReadOptions {
            location: location.to_owned(),
            ..ReadOptions::default()
        };
        page::read(html.as_bytes(), &options)
    };
    let Ok(original) = read(&original, text) else {
        return Vec::new();
    };
    let Ok(original) = read_original(&original, rules) else {
        return Vec::new();
    };
    let library = Library::new(vec![original], rules);
    let mut audits = Vec::new();
    for (number, credit) in credits.iter().enumerate() {
        if let Ok(page) = read(&suspect(credit), &format!("{text}{number}.html")) {
            let mut audit = library.audit(&page);
            keep_texts(&mut audit, &page, &library, 40_000);
            audits.push(audit);
        }
    }
    let reason = creditline::audit::Reason::new(
        creditline::finding::ReasonKind::TooLarge,
        format!("`{text}` is too large"),
    );
    audits.push(Audit::failed(
        text.to_owned(),
        creditline::audit::Status::Unverifiable,
        reason,
    ));
    audits
}

#[test]
fn hostile_strings_stay_text_in_every_format() {
    let strings = strings();
    assert!(strings.len() >= 200, "{}", strings.len());
    let sarif = jsonschema::validator_for(&sarif_schema::schema()).unwrap();
    let gitlab = jsonschema::validator_for(&sarif_schema::gitlab()).unwrap();
    let own = jsonschema::validator_for(&report::schema()).unwrap();
    // What a harmless string gives, to hold the structure of the others against.
    let mut seen = BTreeMap::new();
    let rules = RuleSets::builtin();
    let mut findings = 0;
    for (number, text) in strings.iter().enumerate() {
        // As text of the page, and the first of every frame as markup too, which the page's own parser reads first.
        for is_plain in [false, true] {
            if is_plain && number % 3 > 0 {
                continue;
            }
            let audits = audits(text, is_plain, &rules);
            findings += audits.iter().flat_map(Audit::findings).count();
            let shown = format!("{:?}", text.chars().take(60).collect::<String>());
            log(&audits, &shown, &mut seen);
            valid(&audits, &shown, [&sarif, &gitlab, &own]);
        }
    }
    assert!(
        findings > 300,
        "the strings do not reach the findings: {findings}"
    );
}

/// Nothing that a terminal or a runner obeys, beyond our own colours and commands; and each format is the kind of text that
/// it says it is.
fn log(audits: &[Audit], shown: &str, seen: &mut BTreeMap<String, bool>) {
    let plain = HumanOptions {
        colour: false,
        unicode: true,
        links: false,
    };
    let to = FormatOptions {
        view: VIEW,
        fail_on: Severity::Warning,
        ..FormatOptions::default()
    };
    // That one consists of commands.
    let others = Format::ALL.iter().filter(|one| **one != Format::Github);
    for format in others {
        let name = format.name();
        let text = &format.write(audits, &to).replace("\r\n", "\n");
        let bad = text.chars().find(|c| c.is_control() && *c != '\n');
        assert!(
            bad.is_none() || (*format == Format::Html && bad == Some('\t')),
            "{name}, {shown}: {bad:?}"
        );
        match format.media() {
            "application/json" => {
                let read = serde_json::from_str::<Value>(text);
                assert!(read.is_ok(), "{name}, {shown}: {read:?}");
            }
            "application/jsonl" => {
                let read = { text.lines() }.map(serde_json::from_str::<Value>);
                assert!(read.clone().all(|line| line.is_ok()), "{name}, {shown}");
            }
            "application/xml" => xml(text, shown),
            "text/csv" => cells(text, shown),
            "text/html" => html(text, shown, seen),
            "text/markdown" => markdown(text, shown),
            media => assert_eq!(media, "text/plain", "nothing is known of it: {name}"),
        }
        assert!(
            obeyed(text).is_empty(),
            "{name}, {shown}: {:?}",
            obeyed(text)
        );
        let turned = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!text.contains(turned), "{name}, {shown}");
    }
    // With colours, only our own sequences: CSI … m, and nothing else that begins with an escape.
    let coloured = report::human(
        audits,
        HumanOptions {
            colour: true,
            ..plain
        },
        VIEW,
    );
    let bare = anstream::adapter::strip_str(&coloured).to_string();
    assert!(
        !bare.contains(|c: char| c.is_control() && c != '\n'),
        "{shown}"
    );
    // Each of our commands is one line that the newer parser takes, and the text of a page makes no other.
    for line in report::github(audits, None, VIEW).split('\n') {
        let ours = ["::error ", "::warning ", "::notice "]
            .iter()
            .any(|start| line.starts_with(start) && line.contains("title=creditline"));
        assert!(ours || newer(line).is_none(), "{shown}: {line}");
        assert!(older(line).is_none(), "{shown}: {line}");
        assert!(!line.contains(char::is_control), "{shown}: {line:?}");
    }
}

fn valid(audits: &[Audit], shown: &str, [sarif, gitlab, own]: [&jsonschema::Validator; 3]) {
    let check = |name: &str, text: &str, schema: &jsonschema::Validator| {
        let value: Value =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}, {shown}: {error}"));
        if let Err(error) = schema.validate(&value) {
            panic!("{name}, {shown}: {error} at {}", error.instance_path());
        }
        value
    };
    check(
        "sarif",
        &report::sarif(audits, Some(Path::new("/site")), VIEW),
        sarif,
    );
    check("json", &report::json(audits, VIEW), own);
    let issues = check("gitlab", &report::gitlab(audits, None), gitlab);
    let prints: Vec<&Value> = issues
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| &issue["fingerprint"])
        .collect();
    assert_eq!(
        prints.len(),
        prints
            .iter()
            .collect::<std::collections::HashSet<_>>()
            .len(),
        "{shown}"
    );
    for line in report::json_lines(audits).lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["schema"], report::LINE_SCHEMA);
    }
}

/// Reads CSV by RFC 4180 and looks for formulas and uneven rows.
fn cells(text: &str, shown: &str) {
    let mut rows: Vec<Vec<String>> = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            _ => row.last_mut().unwrap().push(c),
        }
    }
    assert_eq!(rows.pop(), Some(vec![String::new()]), "{shown}");
    for row in &rows {
        assert_eq!(row.len(), rows[0].len(), "{shown}: {row:?}");
        for cell in row {
            let start = cell.trim_start().chars().next().unwrap_or(' ');
            assert!(!"=+-@＝＋－＠\t\r\n\0".contains(start), "{shown}: {cell:?}");
        }
    }
}

/// Elements and attributes by number: page text may repeat what we write, but can add no kind of element or attribute.
fn html(text: &str, shown: &str, seen: &mut BTreeMap<String, bool>) {
    const OURS: &str = "html head meta title style body script a header p h1 h2 h3 h4 main section div svg rect path g ul ol \
        li b bdi span form label input fieldset legend output table caption thead tbody tr th td details summary article dl dt \
        dd q pre code button mark ins del i footer";
    let parsed = Html::parse_document(text);
    for node in parsed.tree.nodes() {
        if let Some(comment) = node.value().as_comment() {
            panic!("{shown}: a comment {:?}", &**comment);
        }
        let Some(element) = node.value().as_element() else {
            continue;
        };
        let name = element.name();
        assert!(
            OURS.split_whitespace().any(|ours| ours == name) || (name == "title"),
            "{shown}: <{name}>"
        );
        for (attribute, value) in element.attrs() {
            assert!(
                !attribute.starts_with("on") && attribute != "style",
                "{shown}: {attribute}"
            );
            if matches!(attribute, "href" | "src" | "action" | "formaction") {
                let fine = value.starts_with('#')
                    || value.starts_with("http://")
                    || value.starts_with("https://");
                assert!(fine, "{shown}: {attribute}={value}");
            }
            seen.insert(format!("{name} {attribute}"), true);
        }
        if name == "script" {
            let code: String = node
                .children()
                .filter_map(|child| child.value().as_text().map(|t| t.to_string()))
                .collect();
            assert!(code.starts_with("'use strict'"), "{shown}");
        }
    }
    assert_eq!(
        parsed
            .root_element()
            .descendants()
            .filter(|node| node
                .value()
                .as_element()
                .is_some_and(|e| e.name() == "script"))
            .count(),
        1,
        "{shown}"
    );
    // Every combination of element and attribute is one that the templates have.
    assert!(
        seen.len() < 130,
        "{shown}: {:?}",
        seen.keys().collect::<Vec<_>>()
    );
}

/// Outside of code there is none of the page's text: no image, tag or mention.
fn markdown(text: &str, shown: &str) {
    assert!(text.chars().count() <= 60_000, "{shown}");
    let mut fence: Option<String> = None;
    for line in text.lines() {
        let bare = line.trim_start();
        let ticks: String = bare.chars().take_while(|c| *c == '`').collect();
        match &fence {
            Some(open) if ticks.len() >= open.len() && bare.trim_end() == ticks => fence = None,
            Some(_) => {}
            None if ticks.len() >= 3 && bare.trim_end().strip_prefix(&ticks) == Some("html") => {
                fence = Some(ticks)
            }
            None => {
                let outside = without_code(line);
                assert!(
                    !outside.contains(['<', '@', '[', '&', '!', '\u{1b}']),
                    "{shown}: {outside}"
                );
            }
        }
    }
    assert!(fence.is_none(), "{shown}");
}

/// A line without its code spans, by the rule of CommonMark: a span ends at a run of as many backticks.
fn without_code(line: &str) -> String {
    let mut outside = String::new();
    let mut rest = line;
    while let Some(start) = rest.find('`') {
        outside.push_str(&rest[..start]);
        let ticks = rest[start..].chars().take_while(|c| *c == '`').count();
        let inner = &rest[start + ticks..];
        let mut at = 0;
        let end = loop {
            let Some(next) = inner[at..].find('`') else {
                break None;
            };
            let run = inner[at + next..].chars().take_while(|c| *c == '`').count();
            if run == ticks {
                break Some(at + next);
            }
            at += next + run;
        };
        match end {
            Some(end) => rest = &inner[end + ticks..],
            None => {
                outside.push_str(&rest[start..start + ticks]);
                rest = inner;
            }
        }
    }
    outside + rest
}

/// Well-formed XML 1.0 with the elements of JUnit and no others.
fn xml(text: &str, shown: &str) {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let name = tag.name();
                let name: &str = name.as_ref();
                let ours = [
                    "testsuites",
                    "testsuite",
                    "testcase",
                    "failure",
                    "error",
                    "system-out",
                ];
                assert!(ours.contains(&name), "{shown}: {name}");
                for attribute in tag.attributes() {
                    attribute.unwrap_or_else(|error| panic!("{shown}: {error}"));
                }
            }
            Ok(_) => {}
            Err(error) => panic!("{shown}: {error}"),
        }
    }
    assert!(!text.contains(['\u{fffe}', '\u{ffff}']), "{shown}");
}
