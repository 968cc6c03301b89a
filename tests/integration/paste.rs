//! The line to paste that a report shows: pasted as it is, it must be the credit that the rule asks for.

use creditline::audit::{Library, read_original};
use creditline::page::{self, Format, ReadOptions};
use creditline::rules::RuleSets;
use creditline::{Code, Finding, Severity, Verdict};

use crate::prose;

/// Findings that no credit line can mend.
const NOT_BY_A_LINE: &[Code] = &[
    Code::PermissionRequired,
    Code::MissingNotice,
    Code::MissingMarkup,
    Code::MissingCanonical,
    Code::MissingStatement,
    Code::MissingLicense,
    Code::UnfollowableLink,
    Code::MisplacedAttribution,
];

/// Whether a credit line can mend a finding: it knows no addresses of the authors' own pages.
fn by_a_line(finding: &Finding) -> bool {
    !NOT_BY_A_LINE.contains(&finding.code) && !finding.message.contains("the profile of")
}

#[test]
fn a_pasted_line_is_a_credit_by_its_own_rule() {
    let rules = RuleSets::builtin();
    let mut failed = Vec::new();
    for rule in rules.iter() {
        for language in rule.fix.keys() {
            for format in [Format::Html, Format::Markdown] {
                if let Some(fault) = pasted(&rules, &rule.id, language, format) {
                    failed.push(format!("{} {language} {format:?}: {fault}", rule.id));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn pasted(rules: &RuleSets, rule: &str, language: &str, format: Format) -> Option<String> {
    let original = format!(
        "---\ntitle: The ferry at Lower Bend\nauthor: Marta Lind\npublisher: River Notes\nurl: \
         https://river.example/notes/ferry.html\nlicense: https://creativecommons.org/licenses/by/4.0/\nrule: {rule}\n---\n\n{}",
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
