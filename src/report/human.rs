//! The report for people: each finding with the source it points at, what was taken, and the text to paste.

use std::borrow::Cow;
use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet};

use crate::audit::{Audit, Excerpt, Located, Manifestation, Match};
use crate::finding::{Confidence, Severity};

use super::encode::{no_command, shortened, terminal, with_mark};
use super::explain::docs_url;
use super::summary::thousands;
use super::words::reprints;
use super::{HumanOptions, View, groups as grouping, summary};

/// So many copies of an original are named. By hand.
const COPIES: usize = 3;

/// The human report: findings, pages that could not be judged, and the summary line.
pub fn human(audits: &[Audit], options: HumanOptions, view: View) -> String {
    let renderer = renderer(options);
    let groups = view.groups(audits);
    let mut text = String::new();
    for audit in audits {
        if let Some(group) = unjudged(audit) {
            text.push_str(&draw(&renderer, group));
        }
        for found in &audit.matches {
            for located in found.telling().filter(|located| !groups.hold(located)) {
                text.push_str(&draw(&renderer, finding(audit, found, located, options)));
            }
        }
        for located in &audit.remarks {
            text.push_str(&draw(&renderer, remark(audit, located, options)));
        }
    }
    // The worst of them stands nearest to the counts.
    for group in groups.list.iter().rev() {
        if let Some(drawn) = grouped(group, options) {
            text.push_str(&draw(&renderer, drawn));
        }
    }
    text.push_str(&possible(audits, view));
    text.push_str(&summary::line(audits));
    text.push('\n');
    text
}

/// What may be a rewording or a translation, one line each, if that is to be shown.
fn possible(audits: &[Audit], view: View) -> String {
    let mut text = String::new();
    for (audit, found) in view.matches(audits) {
        if found.reuse.class.is_possible() && view.possible {
            let page = terminal(&audit.page.location);
            let _ = writeln!(text, "possible: {page}: {}", reprints(found));
        }
    }
    text
}

pub(super) fn renderer(options: HumanOptions) -> Renderer {
    let renderer = if options.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.decor_style(if options.unicode {
        DecorStyle::Unicode
    } else {
        DecorStyle::Ascii
    })
}

/// Renders one group with a blank line after it. The renderer announces a second stretch of source by a line that holds
/// nothing but `⸬` or `:::`, because our window has no file name of its own; that line is noise here.
pub(super) fn draw(renderer: &Renderer, group: Group<'_>) -> String {
    let drawn = renderer.render(&[group]);
    let mut text = String::with_capacity(drawn.len() + 2);
    for line in drawn.lines() {
        let bare = anstream::adapter::strip_str(line).to_string();
        if !matches!(bare.trim(), "⸬" | ":::") {
            // The renderer cuts and joins too.
            text.push_str(&no_command(line.trim_end()));
            text.push('\n');
        }
    }
    text.push('\n');
    text
}

fn unjudged(audit: &Audit) -> Option<Group<'_>> {
    let reason = audit.reason.as_ref()?;
    audit.status.is_open().then(||
        Level::WARNING
            .with_name(audit.status.as_str())
            .primary_title(terminal(&reason.message))
            .id(reason.kind.as_str())
            .element(Origin::path(terminal(&audit.page.location))),
    )
}

pub(super) fn finding<'a>(
    audit: &'a Audit,
    found: &'a Match,
    located: &'a Located,
    options: HumanOptions,
) -> Group<'a> {
    let finding = &located.finding;
    let mut group = remark(audit, located, options);
    if located.source.is_some() {
        let page = terminal(&audit.page.location);
        group = group.element(Level::NOTE.with_name("built as").message(page));
    }
    group = group.element(Level::NOTE.with_name("reprints").message(reprints(found)));
    if let Some(copies) = copies(found) {
        group = group.element(Level::NOTE.with_name("known at").message(copies));
    }
    if let Some(rule) = &found.rule {
        let rule = match located.confidence {
            Confidence::High => rule.clone(),
            less => format!("{rule}; confidence: {}", less.as_str()),
        };
        group = group.element(Level::NOTE.with_name("rule").message(rule));
    }
    if let Some(fix) = &finding.fix {
        group = group.element(Level::HELP.with_name("paste").message(lines(fix)));
    }
    group
}

/// Where else the original is known: other manifestations of the same work, a credit to which counts too.
fn copies(found: &Match) -> Option<String> {
    let original = &found.original;
    // A copy that says it stands at the original's address is known there already.
    let mut known: Vec<&str> = original.url.as_deref().into_iter().collect();
    let mut others: Vec<&Manifestation> = original.manifestations.iter().collect();
    others.retain(|one| {
        let address = one.url.as_deref().unwrap_or(&one.location);
        let is_new = one.id != original.id && !known.contains(&address);
        known.push(address);
        is_new
    });
    let names: Vec<String> = others
        .iter()
        .take(COPIES)
        .map(|one| shortened(one.url.as_deref().unwrap_or(&one.location), 100))
        .collect();
    let more = match others.len() - names.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!names.is_empty()).then(|| names.join(", ") + &more)
}

/// A finding by itself: what it says, and the source it points at.
fn remark<'a>(audit: &'a Audit, located: &'a Located, options: HumanOptions) -> Group<'a> {
    shown(audit, located, terminal(&located.finding.message), options)
}

/// A group: what is said of all its pages, the source of the first, where two others are, and what to paste.
fn grouped<'a>(group: &grouping::Group<'a>, options: HumanOptions) -> Option<Group<'a>> {
    let mut examples = group.examples();
    let first = examples.next()?;
    let title = terminal(&group.title()).into_owned();
    let mut drawn = shown(first.audit, first.located, title.into(), options);
    let others: Vec<String> = examples.map(|row| place(row.audit, row.located)).collect();
    let more = group.pages - 1 - others.len();
    let also = format!(
        "{} and {} more; --no-group shows each",
        others.join(", "),
        thousands(more)
    );
    drawn = drawn.element(Level::NOTE.with_name("also").message(also));
    if let Some(rule) = group.rule {
        drawn = drawn.element(Level::NOTE.with_name("rule").message(rule));
    }
    if let Some(fix) = &group.fix {
        drawn = drawn.element(Level::HELP.with_name("paste").message(lines(fix)));
    }
    Some(drawn)
}

/// `page.html:12:3`.
fn place(audit: &Audit, located: &Located) -> String {
    let (location, line, column) = located.place(&audit.page);
    let mut place = terminal(location).into_owned();
    for number in [line, column].into_iter().flatten() {
        place.push_str(&format!(":{number}"));
    }
    place
}

/// Several lines, each safe to print.
fn lines(text: &str) -> String {
    text.lines().map(terminal).collect::<Vec<_>>().join("\n")
}

/// A title over the source that a finding points at.
fn shown<'a>(
    audit: &'a Audit,
    located: &'a Located,
    title: Cow<'a, str>,
    options: HumanOptions,
) -> Group<'a> {
    let finding = &located.finding;
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note | Severity::Off => Level::NOTE,
    };
    let (location, line, column) = located.place(&audit.page);
    let mut origin = Origin::path(terminal(location));
    if let Some(line) = line {
        origin = origin.line(line as usize);
        if let Some(column) = column {
            origin = origin.char_column(column as usize);
        }
    }
    let mut title = level.primary_title(title).id(finding.code.as_str());
    if options.links && options.colour {
        title = title.id_url(docs_url(finding.code.as_str()));
    }
    let group = title.element(origin);
    let excerpt = match &located.source {
        Some(source) => &source.excerpt,
        None => &located.excerpt,
    };
    match excerpt {
        Some(excerpt) => group.element(window(excerpt)),
        None => group.element(Padding),
    }
}

/// The window of source with what matters marked.
pub(super) fn window<'a>(excerpt: &Excerpt) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let (source, span) = with_mark(&excerpt.before, &excerpt.marked, &excerpt.after);
    Snippet::source(source)
        .line_start(excerpt.line as usize)
        .annotation(AnnotationKind::Primary.span(span))
}
