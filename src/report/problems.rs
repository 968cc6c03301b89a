//! Problems of rule files, drawn like findings.

use annotate_snippets::{AnnotationKind, Level, Origin, Snippet};

use super::encode::terminal;
use super::human::{HumanOptions, draw, renderer};
use crate::audit::Excerpt;
use crate::finding::Severity;
use crate::rules::{RuleProblem, RulesError};

/// All problems of the rule files, in the order they were found.
pub fn problems(error: &RulesError, options: HumanOptions) -> String {
    let renderer = renderer(options);
    error
        .problems
        .iter()
        .map(|problem| {
            let source = error.sources.get(&problem.file).map(String::as_str);
            draw(&renderer, group(problem, source))
        })
        .collect()
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
        let excerpt = Excerpt::of_line(line, problem.line, problem.column, |rest| {
            let end = rest
                .char_indices()
                .nth(problem.len.max(1) as usize)
                .map_or(rest.len(), |(end, _)| end);
            rest[..end].to_owned()
        });
        if let Some(excerpt) = excerpt {
            let before = terminal(&excerpt.before);
            let marked = terminal(&excerpt.marked);
            let span = before.len()..before.len() + marked.len();
            group = group.element(
                Snippet::source(format!("{before}{marked}{}", terminal(&excerpt.after)))
                    .line_start(problem.line as usize)
                    .annotation(AnnotationKind::Primary.span(span)),
            );
        }
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(terminal(help)));
    }
    group
}
