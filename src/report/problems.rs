//! Problems of rule files, drawn like findings.

use annotate_snippets::{Level, Origin};

use super::encode::terminal;
use super::human::{draw, renderer, window};
use super::secrets::without_secrets;
use super::view::HumanOptions;
use crate::audit::Excerpt;
use crate::finding::Severity;
use crate::rules::{RuleProblem, RulesError};

/// Problems drawn at most: a generated file has thousands of one kind, and a person mends the first ones first (by hand).
const MAX_SHOWN: usize = 50;

/// The first 50 problems of the rule files, in the order they were found, and how many more there are.
pub fn problems(error: &RulesError, options: HumanOptions) -> String {
    let renderer = renderer(options);
    let mut text: String = error
        .problems
        .iter()
        .take(MAX_SHOWN)
        .map(|problem| {
            let source = error.sources.get(&problem.file).map(String::as_str);
            draw(&renderer, group(problem, source))
        })
        .collect();
    if let Some(more @ 1..) = error.problems.len().checked_sub(MAX_SHOWN) {
        let word = if more == 1 { "fault" } else { "faults" };
        text.push_str(&format!("… and {more} {word} more\n"));
    }
    text
}

fn group<'a>(problem: &'a RuleProblem, source: Option<&str>) -> annotate_snippets::Group<'a> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        _ => Level::WARNING,
    };
    let mut origin = Origin::path(terminal(&problem.file));
    // Line 0: the problem is the file itself.
    if problem.line > 0 {
        origin = origin
            .line(problem.line as usize)
            .char_column(problem.column as usize);
    }
    let mut group = level
        .primary_title(terminal(&problem.message))
        .element(origin);
    let line = source.and_then(|source| source.lines().nth(problem.line.checked_sub(1)? as usize));
    if let Some(line) = line {
        let line = &*without_secrets(line);
        let excerpt = Excerpt::of_line(line, problem.line, problem.column, |rest| {
            let end = rest
                .char_indices()
                .nth(problem.len.max(1) as usize)
                .map_or(rest.len(), |(end, _)| end);
            rest[..end].to_owned()
        });
        if let Some(excerpt) = excerpt {
            group = group.element(window(&excerpt));
        }
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(terminal(help)));
    }
    group
}
