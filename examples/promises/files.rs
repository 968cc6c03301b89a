//! Rule files and configurations made to cost much or to be misread: each is taken or refused in a second, and what is
//! refused is refused with its place, in few words.

use std::fmt::Write as _;
use std::path::Path;

use creditline::RuleSets;
use creditline::config::Config;
use creditline::report::{self, HumanOptions};
use creditline::yaml::Problem;

use crate::measure::{Row, child, cpu, peak, root};

/// What one file may cost: CPU seconds, MiB, and bytes of messages.
const SECONDS: f64 = 1.0;
const MIB: u64 = 250;
const TOLD: usize = 64 * 1024;

/// How problems are drawn.
const PLAIN: HumanOptions = HumanOptions {
    colour: false,
    unicode: true,
    links: false,
};

/// How a file must end.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Taken,
    Refused,
    /// Either is right, as long as it is cheap and told.
    Either,
}

/// A file: its kind, what it is about, how it must end, and its text.
struct File {
    is_config: bool,
    name: String,
    end: End,
    text: String,
}

const RULE: &str = "version: 1\nrules:\n  - id: ours\n    extends: default\n    summary: Ours\n";
const CONFIG: &str = "version: 1\n";

/// Values that are hardly ever what a key takes.
const VALUES: &[(&str, &str)] = &[
    ("a fraction", "1.5"),
    ("a negative number", "-3"),
    ("a huge number", "1e400"),
    ("a word of another YAML", "yes"),
    ("nothing", "~"),
    ("an alias to nothing", "*nowhere"),
    ("a map", "{ a: { b: c } }"),
    ("a list of lists", "[[[[1]]]]"),
    ("invisible letters", "\"\\u202E\\u200B\\u0007\""),
    ("a tag", "!!binary aGk="),
];

/// Every key of a rule and of a configuration, read from the schemas that the program itself gives out, with each value.
fn values() -> Vec<File> {
    let root = root().join("schemas");
    let mut files = Vec::new();
    for (is_config, schema) in [(true, "config.v1.json"), (false, "rules.v1.json")] {
        let text = std::fs::read_to_string(root.join(schema)).unwrap_or_default();
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        let keys = match is_config {
            true => &schema["properties"],
            false => &schema["definitions"]["rule"]["properties"],
        };
        for key in keys.as_object().into_iter().flatten().map(|(key, _)| key) {
            for (name, value) in VALUES {
                let text = match is_config {
                    true if key == "version" => format!("version: {value}\n"),
                    true => format!("{CONFIG}{key}: {value}\n"),
                    false if matches!(key.as_str(), "id" | "extends" | "summary") => RULE.replace(
                        match key.as_str() {
                            "id" => "id: ours",
                            "extends" => "extends: default",
                            _ => "summary: Ours",
                        },
                        &format!("{key}: {value}"),
                    ),
                    false => format!("{RULE}    {key}: {value}\n"),
                };
                files.push(File {
                    is_config,
                    name: format!("{key}: {name}"),
                    end: End::Either,
                    text,
                });
            }
        }
    }
    files
}

fn times(count: usize, mut line: impl FnMut(usize) -> String) -> String {
    (0..count).map(&mut line).collect()
}

/// Files of up to a megabyte that say one thing very often, and files that are none.
fn large() -> Vec<File> {
    let rule = |name: &str, end: End, text: String| File {
        is_config: false,
        name: name.to_owned(),
        end,
        text,
    };
    let config = |name: &str, end: End, text: String| File {
        is_config: true,
        ..rule(name, end, text)
    };
    let rules = |lines: String| format!("version: 1\nrules:\n{lines}");
    let one = |more: String| format!("{RULE}{more}");
    vec![
        rule("9,000 rules, each an extension of the one before", End::Either, rules(
            "  - { id: r0, extends: default, summary: S }\n".to_owned()
                + &times(9_000, |n| format!("  - {{ id: r{}, extends: r{n}, summary: S }}\n", n + 1)),
        )),
        rule("rules that extend each other", End::Refused, rules(times(400, |n| {
            format!("  - {{ id: r{n}, extends: r{}, summary: S }}\n", (n + 1) % 400)
        }))),
        rule("20,000 patterns", End::Either, one(format!(
            "    require:\n      - statement: [{}]\n        severity: warning\n",
            times(20_000, |n| format!("{{ regex: 'w{n}[a-z]{{1,40}}x+' }},")),
        ))),
        rule("20,000 templates of alternatives", End::Either, one(format!(
            "    require:\n      - statement: [{}]\n        severity: warning\n",
            times(20_000, |n| format!("\"{{a|b|c}} {{d|e|f}} word{n} {{g|h}}{{...}}\",")),
        ))),
        rule("7,000 unknown keys", End::Refused, one(times(7_000, |n| format!("    sumary{n}: x\n")))),
        rule("7,000 rules without anything", End::Refused, rules(times(7_000, |_| "  - {}\n".to_owned()))),
        rule("30,000 rules of one id", End::Refused, rules(times(15_000, |_| {
            "  - { id: one, extends: default, summary: S }\n".to_owned()
        }))),
        rule("version 1.0", End::Refused, RULE.replace("version: 1", "version: 1.0")),
        rule("version 2", End::Refused, RULE.replace("version: 1", "version: 2")),
        rule("version in words", End::Refused, RULE.replace("version: 1", "version: one")),
        rule("no version", End::Refused, RULE.replace("version: 1\n", "")),
        rule("100,000 brackets", End::Refused, format!("rules: {}", "[".repeat(100_000))),
        rule("100,000 braces", End::Refused, format!("rules: {}", "{a: ".repeat(100_000))),
        rule("10,000 levels by blanks", End::Refused, times(10_000, |n| format!("{}a:\n", " ".repeat(n % 100)))),
        rule("aliases in aliases", End::Refused, format!(
            "version: 1\na: &a [x, x, x, x, x, x, x, x, x]\n{}rules: *j\n",
            ('a'..'j').zip('b'..='j').map(|(from, to)| {
                format!("{to}: &{to} [{}]\n", vec![format!("*{from}"); 9].join(", "))
            }).collect::<String>(),
        )),
        rule("one line of a megabyte", End::Refused, format!("version: 1\nrules: {}", "x".repeat(1_000_000))),
        rule("a template of a megabyte", End::Either, one(format!(
            "    ask:\n      - \"{}\"\n", "word {author} ".repeat(60_000)
        ))),
        rule("a template of braces", End::Either, one(format!(
            "    ask:\n      - \"{}\"\n", "{".repeat(200_000)
        ))),
        rule("alternatives in alternatives", End::Either, one(format!(
            "    require:\n      - statement: [\"{}x{}\"]\n        severity: warning\n", "{a|".repeat(5_000), "}".repeat(5_000)
        ))),
        rule("any-of in any-of", End::Either, one(format!(
            "    require:\n      - {}link: article{}\n", "any-of: [{".repeat(3_000), "}]".repeat(3_000)
        ))),
        rule("a pattern that is none", End::Refused, one(
            "    require:\n      - statement: [{ regex: '(unclosed' }]\n        severity: warning\n".to_owned()
        )),
        rule("a pattern that grows", End::Either, one(
            "    require:\n      - statement: [{ regex: '((((a{100}){100}){100}){100})' }]\n        severity: warning\n".to_owned()
        )),
        rule("bytes that are no text", End::Refused, "\u{0}\u{1}ELF\u{0}\u{0}".repeat(1_000)),
        rule("tabs for blanks", End::Refused, RULE.replace("  ", "\t")),
        rule("two documents", End::Refused, format!("{RULE}---\n{RULE}")),
        rule("only a comment", End::Refused, "# nothing\n".repeat(30_000)),
        rule("an empty file", End::Refused, String::new()),
        rule("a merge key", End::Either, rules("  - &a { id: a, extends: default, summary: S }\n  - { <<: *a, id: b }\n".to_owned())),
        rule("a key twice", End::Refused, RULE.replace("summary: Ours", "summary: Ours\n    summary: Again")),
        rule("a summary of 100,000 letters", End::Refused, RULE.replace("Ours", &"o".repeat(100_000))),
        rule("an id of odd letters", End::Refused, RULE.replace("id: ours", "id: \"a\\u202Eb ]\"")),
        rule("a rule as it should be", End::Taken, RULE.to_owned()),
        config("a configuration as it should be", End::Taken, CONFIG.to_owned()),
        config("7,000 unknown keys", End::Refused, format!("{CONFIG}{}", times(7_000, |n| format!("sumary{n}: x\n")))),
        config("50,000 originals", End::Either, format!("{CONFIG}originals:\n{}", times(50_000, |n| format!("  - file{n}.html\n")))),
        config("20,000 patterns to leave out", End::Either, format!("{CONFIG}exclude:\n{}", times(20_000, |n| format!("  - \"**/{{a,b}}{n}/**/*[0-9]*.html\"\n")))),
        config("a pattern of stars", End::Either, format!("{CONFIG}exclude: [\"{}\"]\n", "**/".repeat(50_000))),
        config("a pattern of braces", End::Either, format!("{CONFIG}exclude: [\"{}\"]\n", "{a,".repeat(50_000))),
        config("12,000 ignores", End::Either, format!("{CONFIG}ignore:\n{}", times(12_000, |n| {
            format!("  - {{ page: \"a{n}/**\", code: missing-author, reason: agreed }}\n")
        }))),
        config("20,000 owners", End::Either, format!("{CONFIG}same-owner: [{}]\n", times(20_000, |n| format!("h{n}.example, ")))),
        config("20,000 sites that are none", End::Refused, format!("{CONFIG}prefer: [{}]\n", times(20_000, |n| format!("\"no site {n}\", ")))),
        config("100,000 brackets", End::Refused, format!("version: 1\noriginals: {}", "[".repeat(100_000))),
        config("aliases in aliases", End::Refused, format!(
            "version: 1\na: &a [x, x, x, x, x, x, x, x, x]\n{}originals: *j\n",
            ('a'..'j').zip('b'..='j').map(|(from, to)| {
                format!("{to}: &{to} [{}]\n", vec![format!("*{from}"); 9].join(", "))
            }).collect::<String>(),
        )),
        config("version 1.0", End::Refused, "version: 1.0\n".to_owned()),
        config("yes for true", End::Refused, format!("{CONFIG}check: {{ allow-unverifiable: yes }}\n")),
        config("bytes that are no text", End::Refused, "\u{0}\u{1}ELF\u{0}\u{0}".repeat(1_000)),
        config("an alias to nothing", End::Refused, format!("{CONFIG}originals: *nowhere\n")),
    ]
}

fn all() -> Vec<File> {
    let mut files = large();
    files.extend(values());
    files
}

/// Every file; of those with a wrong value, a tenth in the quick form.
pub(crate) fn promise(quick: bool) -> Row {
    let large = large().len();
    let chosen: Vec<usize> = (0..all().len())
        .filter(|number| *number < large || !quick || number % 10 == 0)
        .collect();
    let (mut failed, mut worst) = (Vec::new(), (0.0, String::new()));
    // One process for the large ones each, so that memory is a file's own; the small ones go together.
    let (alone, together): (Vec<usize>, Vec<usize>) =
        chosen.iter().partition(|number| **number < large);
    let mut lists: Vec<String> = alone.iter().map(ToString::to_string).collect();
    let joined: Vec<String> = together.iter().map(ToString::to_string).collect();
    lists.push(joined.join(","));
    for list in lists {
        match child(&["--file", &list], 120) {
            Err(why) => failed.push(format!("file {list}: {why}")),
            Ok(told) => {
                for line in told.lines() {
                    let (seconds, what) = line.split_once(' ').unwrap_or(("0", line));
                    let seconds: f64 = seconds.parse().unwrap_or(f64::MAX);
                    if seconds > worst.0 {
                        worst = (seconds, what.to_owned());
                    }
                    if what.starts_with("FAILED") {
                        failed.push(format!("{what} ({seconds:.2} s)"));
                    }
                }
            }
        }
    }
    Row {
        promise: format!(
            "rule file or configuration: taken or refused with its place in {SECONDS} s CPU and {MIB} MiB, {} KiB of messages",
            TOLD / 1024
        ),
        tried: chosen.len(),
        failed,
        worst: format!("{:.2} s ({})", worst.0, worst.1),
    }
}

/// Reads these files, one after the other, and tells of each the seconds and what is wrong with it.
pub(crate) fn some(list: &str) {
    let files = all();
    let numbers = list
        .split(',')
        .filter_map(|number| number.parse::<usize>().ok());
    for file in numbers.filter_map(|number| files.get(number)) {
        let before = cpu();
        let problems = if file.is_config {
            let read = Config::from_text(Path::new("creditline.yaml"), file.text.clone());
            read.err()
        } else {
            let read = RuleSets::from_text("rules.yaml", &file.text);
            read.err()
        };
        let seconds = (cpu() - before).as_secs_f64();
        let mut wrong = String::new();
        match (&problems, file.end) {
            (None, End::Refused) => wrong.push_str(" taken"),
            (Some(_), End::Taken) => wrong.push_str(" refused"),
            _ => {}
        }
        let lines = file.text.lines().count();
        for problem in problems.iter().flat_map(|all| &all.problems) {
            let is_placed =
                (1..=lines.max(1) + 1).contains(&(problem.line as usize)) && problem.column >= 1;
            if !is_placed && wrong.is_empty() {
                let _ = write!(wrong, " without a place: {}", short(problem));
            }
        }
        let told = problems
            .as_ref()
            .map_or(0, |problems| report::problems(problems, PLAIN).len());
        if told > TOLD {
            let _ = write!(wrong, " {told} bytes of messages");
        }
        if seconds > SECONDS {
            wrong.push_str(" slow");
        }
        if peak() > MIB {
            let _ = write!(wrong, " {} MiB", peak());
        }
        let kind = if file.is_config {
            "configuration"
        } else {
            "rules"
        };
        match wrong.as_str() {
            "" => println!("{seconds:.2} {kind}: {}", file.name),
            wrong => println!("{seconds:.2} FAILED {kind}: {}:{wrong}", file.name),
        }
    }
}

fn short(problem: &Problem) -> String {
    problem
        .to_string()
        .chars()
        .take(120)
        .collect::<String>()
        .escape_debug()
        .to_string()
}
