//! Suppressions written into a page: `<!-- creditline: ignore[wrong-link] agreed with the author -->`.
//!
//! They are for pages of one's own, in files. Whoever writes a fetched page is the party that is checked, so nobody
//! should ask for the comments of pages that came over the network or out of an archive.

use super::outcome::{Located, SuppressedBy};
use super::suppress::{Comments, Ignore};
use crate::finding::Code;
use crate::page::{CodeKind, CodeText, Page};
use crate::rules::Place;
use crate::text::start;
use crate::yaml::did_you_mean;

/// Comments that are obeyed on one page; a page that needs more should be left out of the check. By hand.
const COMMENTS: usize = 100;

/// Reads the comments of a page. Each holds for the whole page; it names the codes and gives a reason.
pub fn comments(page: &Page) -> Comments {
    let mut read = Comments::default();
    let mut from = 0;
    let comments = page
        .code
        .iter()
        .filter(|text| text.kind == CodeKind::Comment);
    let orders = comments.filter_map(|comment| Some((comment, order(&comment.text)?)));
    for (comment, order) in orders.take(2 * COMMENTS) {
        let (line, column) = place(page, comment, &mut from);
        let wanted = if read.ignores.len() == COMMENTS {
            Err(format!(
                "only {COMMENTS} such comments of a page are obeyed"
            ))
        } else {
            parse(order)
        };
        match wanted {
            Ok((codes, reason)) => read.ignores.push(Ignore {
                page: None,
                codes,
                original: None,
                rule: None,
                reason,
                until: None,
                by: SuppressedBy::Comment,
                place: Place {
                    file: page.location.clone(),
                    line,
                    column,
                },
            }),
            Err(fault) => read.faults.push(remark(line, column, fault)),
        }
    }
    read
}

/// Where a comment begins. The parse knows only the tag before it, so the source is searched from there; `from` is where
/// the comment before this one was found.
fn place(page: &Page, comment: &CodeText, from: &mut usize) -> (u32, u32) {
    let start = page.lines.range(&page.source, comment.line).start;
    let first = comment.text.lines().next().unwrap_or_default();
    let mut at = start.max(*from);
    while let Some(open) = page.source.get(at..).and_then(|rest| rest.find("<!--")) {
        let inner = at + open + "<!--".len();
        let text = page.source.get(inner..).unwrap_or_default();
        if text.trim_start().starts_with(first) {
            *from = inner;
            return page.lines.position(&page.source, at + open);
        }
        at = inner;
    }
    (comment.line, comment.column)
}

/// What a comment asks of this program.
fn order(comment: &str) -> Option<&str> {
    let name = comment.trim_start().get(.."creditline".len())?;
    let rest = comment.trim_start()["creditline".len()..].trim_start();
    name.eq_ignore_ascii_case("creditline")
        .then(|| rest.strip_prefix(':'))
        .flatten()
        .map(str::trim)
}

fn parse(order: &str) -> Result<(Vec<Code>, String), String> {
    const FORM: &str = "write `creditline: ignore[code] reason`";
    let Some(rest) = order.strip_prefix("ignore") else {
        let word: String = order
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .take(40)
            .collect();
        return Err(format!(
            "`{word}` is nothing that a comment can ask for; {FORM}"
        ));
    };
    let Some((codes, reason)) = rest
        .trim_start()
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
    else {
        return Err(format!("the codes to ignore are missing; {FORM}"));
    };
    let mut wanted = Vec::new();
    for name in codes
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        match Code::from_name(name) {
            Some(code) => wanted.push(code),
            None => return Err(unknown(name)),
        }
    }
    if wanted.is_empty() {
        return Err(format!("the codes to ignore are missing; {FORM}"));
    }
    let reason = reason.trim_start_matches([':', '-', '–', '—', ' ']).trim();
    if reason.is_empty() {
        return Err("the reason is missing: say after the `]` why this can stay".to_owned());
    }
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok((wanted, reason))
}

fn unknown(name: &str) -> String {
    let shown = start(name, 60);
    let known = Code::ALL.iter().map(|code| code.as_str());
    match did_you_mean(name, known) {
        Some(near) => format!("there is no finding `{shown}`; did you mean `{near}`?"),
        None => format!("there is no finding `{shown}`; `creditline explain` lists them"),
    }
}

fn remark(line: u32, column: u32, fault: String) -> Located {
    let message = format!("this comment ignores nothing: {fault}");
    Located::remark(Code::UnusedIgnore, message, line, column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Format, ReadOptions, read};

    fn of(source: &str, format: Format) -> Comments {
        let options = ReadOptions {
            format: Some(format),
            location: "a".to_owned(),
            ..ReadOptions::default()
        };
        comments(&read(source.as_bytes(), &options).unwrap())
    }

    #[test]
    fn codes_and_reason_are_read() {
        for format in [Format::Html, Format::Markdown] {
            let found = of(
                "Text\n\n<!-- creditline: ignore[wrong-link, missing-author]: agreed\n in March -->\n\nmore\n",
                format,
            );
            assert!(found.faults.is_empty());
            let [ignore] = found.ignores.as_slice() else {
                panic!("{found:?}");
            };
            assert_eq!(ignore.codes, [Code::WrongLink, Code::MissingAuthor]);
            assert_eq!(ignore.reason, "agreed in March");
            assert_eq!((ignore.place.line, ignore.place.column), (3, 1));
        }
    }

    #[test]
    fn faults_are_told_with_their_line() {
        for (comment, told) in [
            ("creditline: ignore[wrong-link]", "the reason is missing"),
            (
                "creditline: ignore[wrong-lnk] why",
                "did you mean `wrong-link`?",
            ),
            (
                "creditline: ignore[xyzzyplugh] why",
                "`creditline explain` lists them",
            ),
            ("creditline: ignore[] why", "codes to ignore are missing"),
            ("creditline: ignore why", "codes to ignore are missing"),
            (
                "creditline: ignore[wrong-link why",
                "codes to ignore are missing",
            ),
            (
                "creditline: ignroe[wrong-link] why",
                "`ignroe` is nothing that",
            ),
            ("Creditline : skip", "`skip` is nothing that"),
        ] {
            let found = of(&format!("<p>Text</p>\n <!-- {comment} -->"), Format::Html);
            let [fault] = found.faults.as_slice() else {
                panic!("{comment}: {found:?}");
            };
            assert!(found.ignores.is_empty(), "{comment}");
            assert!(
                fault.finding.message.contains(told),
                "{}",
                fault.finding.message
            );
            assert_eq!(
                (fault.finding.line, fault.finding.column),
                (Some(2), Some(2))
            );
        }
    }

    #[test]
    fn only_comments_speak_to_the_program() {
        for source in [
            "<p>creditline: ignore[wrong-link] why</p>",
            "<!-- about creditline: ignore[wrong-link] why -->",
            "<!-- creditline is a tool -->",
            "<script>// <!-- creditline: ignore[wrong-link] why --></script><p>x</p>",
            "<meta content='creditline: ignore[wrong-link] why'><p>x</p>",
            "<p>x</p><!-- ünïcödé -->",
        ] {
            let found = of(source, Format::Html);
            assert!(
                found.ignores.is_empty() && found.faults.is_empty(),
                "{source}"
            );
        }
        let found = of(
            "```\n<!-- creditline: ignore[wrong-link] why -->\n```\n",
            Format::Markdown,
        );
        assert!(found.ignores.is_empty() && found.faults.is_empty());
    }

    #[test]
    fn a_page_of_nothing_else_is_bounded() {
        let many = "<!-- creditline: ignore[wrong-link] why -->".repeat(1000);
        let found = of(&format!("<p>x</p>{many}"), Format::Html);
        assert_eq!(
            (found.ignores.len(), found.faults.len()),
            (COMMENTS, COMMENTS)
        );
    }
}
