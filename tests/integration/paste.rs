//! The line to paste that a report shows: pasted as it is, it must be the credit that the rule asks for.

use creditline::audit::{Library, read_original};
use creditline::page::{self, Format, ReadOptions};
use creditline::rules::{Rule, RuleSets};
use creditline::{Code, Finding, Severity, Verdict, languages};

use crate::prose;

/// Findings that no credit line can mend.
const NOT_BY_A_LINE: &[Code] = &[
    Code::PermissionRequired,
    Code::MissingNotice,
    Code::MissingMarkup,
    Code::MissingCanonical,
    Code::MissingStatement,
    Code::UnfollowableLink,
    Code::MisplacedAttribution,
];

/// Whether a credit line can mend a finding: it knows no addresses of the authors' own pages.
fn by_a_line(finding: &Finding) -> bool {
    !NOT_BY_A_LINE.contains(&finding.code) && !finding.message.contains("the profile of")
}

/// What is known of the original: lines of its front matter.
const FACTS: &[&[&str]] = &[
    &[
        "title: The ferry at Lower Bend",
        "author: Marta Lind",
        "publisher: River Notes",
    ],
    &[
        "title: The ferry at Lower Bend",
        "author: [Marta Lind, Bo Rask]",
    ],
    &["title: The ferry at Lower Bend", "publisher: River Notes）"],
    &["author: Marta Lind", "publisher: River Notes"],
    &["title: The ferry at Lower Bend"],
    &[],
];

/// The languages in which a rule has lines, and one in which it has none.
fn tongues(rule: &Rule) -> Vec<String> {
    let mut tags: Vec<String> = rule.fix.keys().cloned().collect();
    let other = languages::all()
        .iter()
        .map(|language| &language.tag)
        .find(|tag| !tags.contains(tag));
    tags.extend(other.cloned());
    tags
}

#[test]
fn a_pasted_line_is_a_credit_by_its_own_rule() {
    let rules = RuleSets::builtin();
    let mut failed = Vec::new();
    let mut lines = 0;
    for rule in rules.iter() {
        let every = rule.fix.len() == languages::all().len();
        for (number, language) in tongues(rule).iter().enumerate() {
            // Where a rule has lines in all languages, two kinds of facts are tried in each, and all by and by.
            let some = |index: usize| !every || index == 0 || index % 5 == number % 5;
            for (index, facts) in FACTS.iter().enumerate().filter(|(index, _)| some(*index)) {
                let format = match (number + index) % 2 {
                    0 => Format::Html,
                    _ => Format::Markdown,
                };
                lines += 1;
                if let Some(fault) = pasted(&rules, rule, language, facts, format) {
                    failed.push(format!(
                        "{} {language} {facts:?} {format:?}: {fault}",
                        rule.id
                    ));
                }
            }
        }
    }
    assert!(lines > 300, "{lines}");
    assert!(
        failed.is_empty(),
        "{} of {lines}\n{}",
        failed.len(),
        failed.join("\n")
    );
}

#[test]
fn the_words_that_an_original_declares_are_the_line() {
    let rules = RuleSets::builtin();
    for (language, start) in [
        ("en", "Source: "),
        ("de", "Quelle: "),
        ("zh", "本文转载自："),
    ] {
        let html = format!(
            "<html lang={language}><head><title>Ferry</title><link rel=canonical href='https://river.example/ferry'>\
             <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"author\":\"Marta Lind\",\
             \"creditText\":\"Marta Lind <b> / River Notes\"}}</script></head><body><article><p>{}</p></article>",
            prose::ENGLISH.replace("\n\n", "</p>\n<p>")
        );
        let original = page::read(html.as_bytes(), &ReadOptions::default()).unwrap();
        let library = Library::new(vec![read_original(&original, &rules).unwrap()], &rules);
        let copy = |line: &str| {
            let html = format!(
                "<html lang={language}><article><p>{}</p>\n{line}</article>",
                prose::ENGLISH.replace("\n\n", "</p>\n<p>")
            );
            library.audit(&page::read(html.as_bytes(), &ReadOptions::default()).unwrap())
        };
        let line = copy("")
            .findings()
            .find_map(|finding| finding.fix.clone())
            .unwrap();
        let wanted = format!("<p>{start}Marta Lind &lt;b&gt; / River Notes: <a href=");
        assert!(line.starts_with(&wanted), "{line}");
        let after = copy(&line);
        assert_eq!(after.verdict(), Some(Verdict::Credited), "{line}");
        assert_eq!(after.findings().count(), 0, "{line}");
    }
}

fn pasted(
    rules: &RuleSets,
    rule: &Rule,
    language: &str,
    facts: &[&str],
    format: Format,
) -> Option<String> {
    // The licence that the rule is for.
    let license = rule.applies_to.licenses.first();
    let license = match license.map(String::as_str) {
        Some(part) if part.contains('/') => {
            let version = if part.ends_with('/') { "4.0/" } else { "/" };
            format!("https://{part}{version}")
        }
        Some(name) => name.to_owned(),
        None => "https://creativecommons.org/licenses/by/4.0/".to_owned(),
    };
    let original = format!(
        "---\n{}\nurl: https://river.example/notes/ferry.html\nlicense: {license}\nrule: {}\n---\n\n{}",
        facts.join("\n"),
        rule.id,
        prose::ENGLISH
    );
    let options = ReadOptions {
        format: Some(Format::Markdown),
        location: "original.md".to_owned(),
        ..ReadOptions::default()
    };
    let original = page::read(original.as_bytes(), &options).unwrap();
    let library = Library::new(vec![read_original(&original, rules).unwrap()], rules);
    let source = |line: &str| match format {
        Format::Html => format!(
            "<!doctype html><html lang={language}><meta charset=utf-8><article><p>{}</p>\n{line}\n</article>",
            prose::ENGLISH.replace("\n\n", "</p>\n<p>")
        ),
        _ => format!("---\nlang: {language}\n---\n\n{}\n{line}\n", prose::ENGLISH),
    };
    let audit = |line: &str| {
        let options = ReadOptions {
            format: Some(format),
            location: "copy".to_owned(),
            ..ReadOptions::default()
        };
        library.audit(&page::read(source(line).as_bytes(), &options).unwrap())
    };
    let bare = audit("");
    let line = bare.findings().find_map(|finding| finding.fix.clone())?;
    let after = audit(&line);
    let faults: Vec<String> = after
        .findings()
        .filter(|finding| finding.severity >= Severity::Warning)
        .filter(|finding| by_a_line(finding))
        .map(|finding| format!("{}: {}", finding.code.as_str(), finding.message))
        .collect();
    let by_line = after.findings().all(by_a_line);
    if !faults.is_empty() {
        Some(format!("{} after {line}", faults.join("; ")))
    } else if by_line && after.verdict() != Some(Verdict::Credited) {
        Some(format!("{:?} after {line}", after.verdict()))
    } else {
        None
    }
}
