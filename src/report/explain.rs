//! What a code, a reason or a rule means, for `creditline explain` and for the page of all codes.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::encode::{shortened, terminal};
use super::requirements;
use crate::finding::{Code, ReasonKind};
use crate::rules::{Rule, RuleSets};
use crate::yaml::did_you_mean;

/// Where the page of all codes lies; `#` and the code leads to one of them.
const DOCS: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/codes.md");

/// The address of the documentation of a code or reason.
pub(crate) fn docs_url(code: &str) -> String {
    format!("{DOCS}#{code}")
}

/// Explains the code, reason or rule of that name.
///
/// # Errors
/// A sentence that says that there is none, with the name that may have been meant.
pub fn explain(name: &str, rules: &RuleSets, width: usize) -> Result<String, String> {
    let mut texts = Vec::new();
    if let Some(code) = Code::from_name(name) {
        texts.push(code_text(code, width));
    }
    if let Some(reason) = ReasonKind::from_name(name) {
        texts.push(reason_text(reason, width));
    }
    if let Some(rule) = rules.get(name) {
        texts.push(rule_text(rule, width));
    }
    if texts.is_empty() {
        let known = Code::ALL
            .iter()
            .map(|code| code.as_str())
            .chain(ReasonKind::ALL.iter().map(|reason| reason.as_str()))
            .chain(rules.iter().map(|rule| rule.id.as_str()));
        let shown = shortened(name, 60);
        return Err(match did_you_mean(name, known) {
            Some(near) => {
                format!("there is no finding, reason or rule `{shown}`; did you mean `{near}`?")
            }
            None => format!(
                "there is no finding, reason or rule `{shown}`; `creditline explain` lists them all"
            ),
        });
    }
    Ok(texts.join("\n"))
}

/// All codes, reasons and rules, one a line.
pub fn explain_all(rules: &RuleSets) -> String {
    let mut text = "findings\n".to_owned();
    let mut row = |name: &str, what: &str| {
        let _ = writeln!(text, "  {name:<24} {}", shortened(what, 110));
    };
    for code in Code::ALL {
        row(code.as_str(), &code.help().what);
    }
    let _ = writeln!(text, "\nreasons why a page could not be judged");
    for reason in ReasonKind::ALL {
        let _ = writeln!(
            text,
            "  {:<24} {}",
            reason.as_str(),
            shortened(reason.what(), 110)
        );
    }
    let _ = writeln!(text, "\nrules");
    for rule in rules.iter() {
        let _ = writeln!(
            text,
            "  {:<24} {}",
            shortened(&rule.id, 60),
            shortened(&rule.summary, 110)
        );
    }
    text
}

fn code_text(code: Code, width: usize) -> String {
    let help = code.help();
    let mut text = format!(
        "{} ({} unless a rule says otherwise)\n\n{}\n",
        code.as_str(),
        code.default_severity().as_str(),
        wrapped(&help.what, "", width)
    );
    for (name, words) in [
        ("why", &help.why),
        ("fix", &help.fix),
        ("example", &help.example),
    ] {
        let _ = writeln!(text, "\n{name}\n{}", wrapped(words, "  ", width));
    }
    let _ = writeln!(text, "\n{}", docs_url(code.as_str()));
    text
}

fn reason_text(reason: ReasonKind, width: usize) -> String {
    let kind = match reason {
        ReasonKind::Redirect => "a page was skipped: nothing stands on it",
        _ => "a page could not be judged: neither a pass nor a fault",
    };
    format!(
        "{} ({kind})\n\n{}\n\nfix\n{}\n\n{}\n",
        reason.as_str(),
        wrapped(reason.what(), "", width),
        wrapped(reason.fix(), "  ", width),
        docs_url(reason.as_str())
    )
}

fn rule_text(rule: &Rule, width: usize) -> String {
    let mut text = format!(
        "{} (rule)\n\n{}\n",
        terminal(&rule.id),
        wrapped(&terminal(&rule.summary), "", width)
    );
    if let Some(ask) = rule.ask.first() {
        let more = match rule.ask.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more wordings"),
        };
        let words = format!("“{}”{more}", shortened(ask.template.source(), 300));
        let _ = writeln!(text, "\noriginals ask\n{}", wrapped(&words, "  ", width));
    }
    text.push_str("\na reprint must show\n");
    for requirement in &rule.require {
        requirements::listed(&mut text, requirement, 1, &|_| None);
    }
    for manual in &rule.manual {
        let _ = writeln!(text, "  by hand  {}", terminal(manual));
    }
    let line = rule.fix.get("en").or_else(|| rule.fix.values().next());
    if let Some(line) = line.and_then(|lines| lines.first()) {
        let words = shortened(line.source(), 300);
        let _ = writeln!(text, "\ncredit line\n{}", wrapped(&words, "  ", width));
    }
    if let Some(docs) = &rule.docs {
        let _ = writeln!(text, "\nterms: {}", terminal(docs));
    }
    let place = &rule.place;
    let _ = writeln!(
        text,
        "\nwritten in {}:{}:{}",
        terminal(&place.file),
        place.line,
        place.column
    );
    text
}

/// Text cut into lines of at most `width` columns, each with an indent; a longer word stands alone.
fn wrapped(text: &str, indent: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{indent}{word}")),
        }
    }
    lines.join("\n")
}

/// The page of all codes and reasons: `docs/codes.md`.
pub fn codes_page() -> String {
    let mut text = "# What creditline finds\n\n\
        The same texts are shown by `creditline explain CODE`. This page is made from the doc comments of the codes; a test \
        keeps it up to date.\n\n## Findings\n"
        .to_owned();
    for code in Code::ALL {
        let help = code.help();
        let _ = write!(
            text,
            "\n### {}\n\n*{} unless a rule says otherwise.* {}\n\n**Why.** {}\n\n**Fix.** {}\n\n**Example.** {}\n",
            code.as_str(),
            capitalised(code.default_severity().as_str()),
            help.what,
            help.why,
            help.fix,
            help.example
        );
    }
    text.push_str(
        "\n## Reasons why a page could not be judged\n\nSuch a page is neither a pass nor a fault. It gives exit code 3, or 0 \
         with `--allow-unverifiable`; only `redirect` gives 0 by itself, because such a page shows nothing.\n",
    );
    for reason in ReasonKind::ALL {
        let _ = write!(
            text,
            "\n### {}\n\n{} {}\n",
            reason.as_str(),
            reason.what(),
            reason.fix()
        );
    }
    text
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_one_meaning() {
        let rules = RuleSets::builtin();
        for code in Code::ALL {
            assert!(
                ReasonKind::from_name(code.as_str()).is_none(),
                "{}",
                code.as_str()
            );
            assert!(rules.get(code.as_str()).is_none(), "{}", code.as_str());
        }
    }

    #[test]
    fn slips_are_understood() {
        let rules = RuleSets::builtin();
        for (slip, meant) in [
            ("wrong-lnik", "`wrong-link`"),
            ("MISSING_AUTHOR", "`missing-author`"),
            ("xyzzyplugh", "lists them all"),
            ("wpcon", "`wpcom`"),
        ] {
            let told = explain(slip, &rules, 80).unwrap_err();
            assert!(told.contains(meant), "{told}");
        }
        let told = explain("\u{1b}[31m", &rules, 80).unwrap_err();
        assert!(!told.contains('\u{1b}'), "{told}");
    }

    #[test]
    fn the_page_of_codes_is_up_to_date() {
        crate::io::made::assert_up_to_date("docs/codes.md", &codes_page());
    }

    #[test]
    fn lines_keep_their_width() {
        let lines = wrapped("one two three four", "  ", 10);
        assert_eq!(lines, "  one two\n  three\n  four");
    }
}
