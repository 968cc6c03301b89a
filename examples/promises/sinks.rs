//! What a page writes into a report, a log or a letter: nothing of it is obeyed, and nothing of it is unseen. What is
//! looked for is listed here once more, not taken from the program's own encoders.

use std::fs;
use std::path::Path;

use creditline::report::Format;
use scraper::{Html, Selector};

use crate::measure::{ARTICLE, Row, URL, escaped, program, run};

/// What pages try, written as they would have it in their text.
const ATTACKS: &[&str] = &[
    "::error::obey",
    "::set-output name=a::b",
    "::add-mask::a",
    "##vso[task.setvariable variable=a]b",
    "##[error]obey",
    "##[group]obey",
    "##teamcity[buildProblem description='obey']",
    "words ##vso[task.complete result=Failed] words",
    "\u{1b}[31mred",
    "\u{9b}31mred",
    "\u{1b}]8;;https://a.example\u{7}link\u{1b}]8;;\u{7}",
    "\u{1b}]0;title\u{7}",
    "\u{8}\u{8}\u{8}gone",
    "\r::error::obey",
    "&#10;::error::obey",
    "&#13;##[error]obey",
    "\u{2028}::error::obey",
    "\u{85}##vso[task.logissue type=error]obey",
    "%0A::error::obey",
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "a;=1+1",
    "a&#9;=1+1",
    "\"=1+1",
    "\u{ff1d}1+1",
    "=HYPERLINK(\"https://a.example\",\"b\")",
    "a\u{202e}dcba",
    "a\u{2066}b\u{2069}",
    "a\u{200b}b\u{200f}c",
    "a\u{34f}b",
    "a\u{3164}\u{ffa0}\u{115f}b",
    "a\u{fe0f}\u{e0101}b",
    "a\u{e0041}\u{e0042}b",
    "a\u{ad}b\u{feff}c",
    "a\u{206a}b\u{180e}c",
    "\u{1d173}a",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&quot;&gt;&lt;img src=x onerror=alert(1)&gt;",
    "']]&gt;&lt;/testcase&gt;",
    "--&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "`a` | b | *c* ![d](https://a.example/e)",
    "[a](javascript:alert(1))",
    "&lt;details&gt;&lt;summary&gt;",
    "\u{7f}\u{80}a",
    "{{7*7}} ${a} $(b) `c`",
    "\"; rm -rf a; \"",
    "\\u001b[31m \\x1b[31m",
];

/// Where in a page it stands.
const PLACES: usize = 5;

/// A page that reprints the article, with an attack at a place.
fn page(attack: &str, place: usize) -> String {
    let at = |number: usize| if number == place { attack } else { "" };
    let link = match place {
        3 => format!(
            "<p>Source: <a href=\"https://name:geheim@elsewhere.example/?a={}\">The keeper {attack}</a></p>",
            attack.replace('"', "&quot;")
        ),
        _ => String::new(),
    };
    format!(
        "<!doctype html><html lang=en><head><title>Wind {}</title><meta property=og:site_name content=\"Copies\"></head><body>\
         <article><h1>Wind {}</h1><p>By Ida {}</p><p>{}</p><p>{}</p>{link}<p>Source: {}</p></article></body></html>",
        at(0),
        at(0),
        at(1),
        ARTICLE.replacen("the hen house", &format!("the {} hen house", at(2)), 1),
        at(2),
        at(4),
    )
}

/// An original in which the attack stands where its facts are read from.
fn original(attack: &str) -> String {
    format!(
        "<html lang=en><head><title>Wind {attack}</title><link rel=canonical href='{URL}'></head><body><article><h1>Wind \
         {attack}</h1><p>{ARTICLE}</p><p>Author: Ida {attack}. If you reprint this article, please indicate the source: {URL} \
         {attack}</p></article></body></html>"
    )
}

/// Whether a reader sees nothing of it, or something else than it is.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// What is wrong with a text that may end in a log, line by line. GitHub's own report consists of its commands.
fn log(text: &str, commands: bool) -> Option<String> {
    for line in text.lines() {
        let unseen = { line.chars() }.find(|c| c.is_control() && *c != '\t' || is_unseen(*c));
        if let Some(letter) = unseen {
            return Some(format!("U+{:04X} in: {line}", u32::from(letter)));
        }
        let start = line.trim_start();
        let is_command = start.strip_prefix("::").is_some_and(|rest| {
            let known = [
                "error ",
                "warning ",
                "notice ",
                "group::",
                "endgroup::",
                "error::",
                "warning::",
                "notice::",
            ];
            let ours = commands
                && !rest.starts_with("error::obey")
                && known.iter().any(|known| rest.starts_with(known));
            rest.starts_with(|c: char| c.is_ascii_alphabetic()) && !ours
        });
        if is_command
            || ["##[", "##vso[", "##teamcity["]
                .iter()
                .any(|mark| line.contains(mark))
        {
            return Some(format!("a command in: {line}"));
        }
        if line.contains("geheim") {
            return Some(format!("a password in: {line}"));
        }
    }
    None
}

/// What a spreadsheet would take for a formula, at whichever of the usual letters it splits.
fn table(text: &str) -> Option<String> {
    if let Some(wrong) = log(&text.replace("\r\n", "\n"), false) {
        return Some(wrong);
    }
    for separator in [',', ';', '\t'] {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        for letter in text.chars() {
            match letter {
                '"' => quoted = !quoted,
                '\n' | '\r' if !quoted => cells.push(String::new()),
                letter if letter == separator && !quoted => cells.push(String::new()),
                letter => cells.last_mut()?.push(letter),
            }
        }
        let formula = cells.iter().find(|cell| {
            let cell = cell.trim_start();
            cell.starts_with(['=', '+', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff20}'])
                || cell.starts_with('-') && cell.len() > 1
        });
        if let Some(cell) = formula {
            return Some(format!("split at {separator:?}, a formula: {cell}"));
        }
    }
    None
}

/// What of a page's text became markup of the report.
fn markup(text: &str) -> Option<String> {
    let document = Html::parse_document(text);
    let every = Selector::parse("*").ok()?;
    for element in document.select(&every).map(|element| element.value()) {
        if matches!(
            element.name(),
            "img" | "iframe" | "object" | "embed" | "base"
        ) {
            return Some(format!("an element: {}", element.name()));
        }
        for (name, value) in element.attrs() {
            if name.starts_with("on")
                || value.trim_start().to_lowercase().starts_with("javascript:")
            {
                return Some(format!("an attribute: {name}={value}"));
            }
        }
    }
    text.contains("<script>alert")
        .then(|| "a script".to_owned())
}

fn json(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let sound = serde_json::from_str::<serde_json::Value>(text).is_ok()
        || lines
            .iter()
            .all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok());
    if !sound {
        return Some("no JSON".to_owned());
    }
    let control = text
        .chars()
        .find(|c| c.is_control() && *c != '\n' || is_unseen(*c));
    control.map(|letter| format!("U+{:04X}", u32::from(letter)))
}

fn xml(text: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return log(text, false),
            Ok(_) => {}
            Err(error) => return Some(error.to_string()),
        }
    }
}

fn words(text: &str) -> Option<String> {
    log(text, false)
}

/// A patch must have the lines of its file: letters that nobody sees may stand in it, those that move or turn others not.
fn patch(text: &str) -> Option<String> {
    let thin = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    let lines = text.lines().filter(|line| !line.contains("geheim"));
    log(
        &lines.collect::<Vec<_>>().join("\n").replace(thin, ""),
        false,
    )
}

fn github(text: &str) -> Option<String> {
    log(text, true)
}

/// What of a page's text became markup of the report: in code it may stand as it is.
fn markdown(text: &str) -> Option<String> {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let obeyed = |event: &Event<'_>| match event {
        Event::Start(Tag::Image { .. }) => true,
        Event::Start(Tag::Link { dest_url, .. }) => dest_url
            .trim_start()
            .to_lowercase()
            .starts_with("javascript:"),
        Event::Html(html) | Event::InlineHtml(html) => ["script", "<img", "onerror"]
            .iter()
            .any(|word| html.contains(word)),
        _ => false,
    };
    let found = Parser::new_ext(text, Options::all()).find(obeyed);
    log(text, false).or_else(|| found.map(|event| format!("{event:?}")))
}

/// What is wrong with a text.
type Oracle = fn(&str) -> Option<String>;

/// How a format is judged: by the kind of text that it says it is.
fn oracle(format: Format) -> Oracle {
    match (format, format.media()) {
        (Format::Github, _) => github,
        (_, "application/json" | "application/jsonl") => json,
        (_, "application/xml") => xml,
        (_, "text/csv") => table,
        (_, "text/html") => markup,
        (_, "text/markdown") => markdown,
        _ => words,
    }
}

/// Every sink beside the formats: what is run in the folder of pages, and what may not be in its standard output.
const SINKS: &[(&str, &[&str], Oracle)] = &[
    (
        "human, everything",
        &[
            "check",
            "site",
            "--originals",
            "o.html",
            "--show",
            "possible",
            "--no-group",
            "-v",
        ],
        words,
    ),
    ("terms", &["terms", "hostile"], words),
    ("terms as JSON", &["terms", "hostile", "-f", "json"], json),
    ("terms --check", &["terms", "hostile", "--check"], words),
];

/// Sinks that take one page or original.
const SINGLE: &[(&str, &[&str], Oracle)] = &[
    ("compare", &["compare", "{page}", "o.html"], words),
    ("extract", &["extract", "{page}"], words),
    (
        "diff",
        &["check", "{page}", "--originals", "o.html", "--diff"],
        patch,
    ),
    (
        "notice",
        &["notice", "{page}", "--originals", "o.html"],
        words,
    ),
    ("terms --yaml", &["terms", "{original}", "--yaml"], words),
    ("clap", &["check", "-f", "{attack}"], words),
    (
        "a file that is not there",
        &["check", "{attack}", "--originals", "o.html"],
        words,
    ),
    ("explain", &["explain", "{attack}"], words),
];

fn write(folder: &Path) -> std::io::Result<()> {
    fs::create_dir(folder.join("site"))?;
    fs::create_dir(folder.join("hostile"))?;
    fs::write(folder.join("o.html"), original(""))?;
    for (number, attack) in ATTACKS.iter().enumerate() {
        for place in 0..PLACES {
            fs::write(
                folder.join(format!("site/{number}-{place}.html")),
                page(attack, place),
            )?;
        }
        fs::write(
            folder.join(format!("hostile/{number}.html")),
            original(attack),
        )?;
    }
    // Names of files are text of strangers too, as far as a system takes them.
    for (number, attack) in ATTACKS.iter().enumerate() {
        let name = attack.replace('/', "-");
        if name.len() < 200
            && fs::write(folder.join(format!("site/{name}.html")), page("", 0)).is_err()
        {
            eprintln!("sinks: the system takes no file named by attack {number}");
        }
    }
    Ok(())
}

/// Every string in five places of a page, in an original and in a file name, in every sink.
pub(crate) fn promise(quick: bool) -> Row {
    let folder = tempfile::TempDir::new().unwrap();
    write(folder.path()).unwrap();
    let program = program();
    let (mut tried, mut failed) = (0, Vec::new());
    let mut judge = |name: &str, args: &[&str], oracle: Oracle, texts: usize| {
        tried += texts;
        match run(&program, folder.path(), args) {
            Ok((out, told)) => {
                if let Some(wrong) = oracle(&out) {
                    failed.push(format!("{name}: {}", escaped(&wrong)));
                }
                if let Some(wrong) = log(&told, false) {
                    failed.push(format!("{name}, standard error: {}", escaped(&wrong)));
                }
            }
            Err(why) => failed.push(format!("{name}: {why}")),
        }
    };
    for (number, format) in Format::ALL.iter().enumerate() {
        // Half of them with originals that try it too.
        let originals = ["o.html", "hostile"][number % 2];
        let args = [
            "check",
            "site",
            "--originals",
            originals,
            "-f",
            format.name(),
        ];
        judge(
            format.name(),
            &args,
            oracle(*format),
            ATTACKS.len() * PLACES,
        );
    }
    for (name, args, oracle) in SINKS {
        judge(name, args, *oracle, ATTACKS.len() * PLACES);
    }
    let step = if quick { 5 } else { 1 };
    for (number, attack) in ATTACKS.iter().enumerate().step_by(step) {
        for (name, args, oracle) in SINGLE {
            let filled: Vec<String> = { args.iter() }
                .map(|arg| {
                    arg.replace("{page}", &format!("site/{number}-{}.html", number % PLACES))
                        .replace("{original}", &format!("hostile/{number}.html"))
                        .replace("{attack}", attack)
                })
                .collect();
            let args: Vec<&str> = filled.iter().map(String::as_str).collect();
            judge(&format!("{name}, string {number}"), &args, *oracle, 1);
        }
    }
    Row {
        promise:
            "text of strangers in reports, logs and letters: nothing is obeyed, nothing unseen"
                .to_owned(),
        tried,
        worst: format!("{} sinks", SINKS.len() + SINGLE.len()),
        failed,
    }
}
