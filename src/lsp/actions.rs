//! What can be done about findings: the mends of `check --fix`, and comments that say that a finding can stay.

use std::collections::{BTreeSet, HashMap};

use crate::audit::{Audit, Located, SourcePoint};
use crate::finding::Code;
use crate::fix::Suggestion;
use crate::report::shortened;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use super::Workspaces;
use super::diagnostics::{self, Style};
use super::positions::Positions;
use super::queue::Snapshot;

/// Characters of what is put in that the title of a mend shows (by hand: menus are narrow).
const SHOWN: usize = 60;

/// Codes that can be ignored are tried out, each by judging the page once; a menu with more is no menu (by hand).
const TRIED: usize = 4;

/// The mends at a place, then the comments.
pub(super) fn at(
    workspaces: &mut dyn Workspaces,
    of: &Snapshot,
    range: Range,
    style: Style,
) -> Vec<CodeActionOrCommand> {
    let positions = Positions::new(&of.text, style.encoding);
    let Some(audit) = workspaces.check(&of.file, &of.text).audit else {
        return Vec::new();
    };
    let meets = |located: &Located| {
        let found = diagnostics::stretch(located, &positions);
        found.start <= range.end && range.start <= found.end
    };
    let here: Vec<(&str, &Located)> = { audit.matches.iter() }
        .flat_map(|found| {
            let telling = found.telling();
            telling.map(|located| (found.original.work.as_str(), located))
        })
        .filter(|(_, located)| meets(located))
        .collect();
    if here.is_empty() {
        return Vec::new();
    }
    let suggestions = workspaces.suggestions(&of.file, &of.text);
    let mut actions = Vec::new();
    for (work, located) in &here {
        let code = located.finding.code;
        let is_for_it = |one: &&Suggestion| one.work == *work && one.code == code;
        let Some(mend) = suggestions.iter().find(is_for_it) else {
            continue;
        };
        let place = |at: SourcePoint| positions.stretch(at.line, at.column, 0).start;
        let edits = mend.edits.iter().map(|edit| TextEdit {
            range: Range::new(place(edit.start), place(edit.end)),
            new_text: edit.text.clone(),
        });
        actions.push(CodeAction {
            title: title(mend),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![diagnostics::of_finding(located, &positions, style)]),
            edit: Some(edit(of, edits.collect(), style)),
            is_preferred: Some(true),
            ..CodeAction::default()
        });
    }
    let codes: BTreeSet<Code> = here
        .iter()
        .map(|(_, located)| located.finding.code)
        .collect();
    for code in codes.into_iter().take(TRIED) {
        let Some(comment) = comment(workspaces, of, &audit, code, &positions) else {
            continue;
        };
        actions.push(CodeAction {
            title: format!("Ignore `{}` on this page, with a comment", code.as_str()),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(
                { here.iter() }
                    .filter(|(_, located)| located.finding.code == code)
                    .map(|(_, located)| diagnostics::of_finding(located, &positions, style))
                    .collect(),
            ),
            edit: Some(edit(of, vec![comment], style)),
            ..CodeAction::default()
        });
    }
    actions.into_iter().map(Into::into).collect()
}

/// All that can be mended on a page, at once.
pub(super) fn everything(
    workspaces: &mut dyn Workspaces,
    of: &Snapshot,
    style: Style,
) -> Vec<CodeActionOrCommand> {
    let Some(fixed) = workspaces.fixed(&of.file, &of.text) else {
        return Vec::new();
    };
    let positions = Positions::new(&of.text, style.encoding);
    let change = difference(&of.text, &fixed, &positions);
    vec![CodeActionOrCommand::CodeAction(CodeAction {
        title: "Mend all credits that can be mended".to_owned(),
        kind: Some(CodeActionKind::SOURCE_FIX_ALL),
        edit: Some(edit(of, vec![change], style)),
        ..CodeAction::default()
    })]
}

fn title(mend: &Suggestion) -> String {
    let code = mend.code.as_str();
    let text = mend.edits.first().map_or("", |edit| edit.text.trim());
    if text.is_empty() {
        return format!("Mend `{code}`");
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    format!("Mend `{code}`: {}", shortened(&words.join(" "), SHOWN))
}

/// A comment at the end of the page after which the finding is gone, if one there is obeyed: not where the page ends
/// inside something else.
fn comment(
    workspaces: &mut dyn Workspaces,
    of: &Snapshot,
    before: &Audit,
    code: Code,
    positions: &Positions<'_>,
) -> Option<TextEdit> {
    let text = of.text.as_str();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = match text.ends_with(['\n', '\r']) {
        true => line_end.to_owned(),
        false => line_end.repeat(2),
    };
    let name = code.as_str();
    let comment =
        format!("{gap}<!-- creditline: ignore[{name}] say here why this can stay -->{line_end}");
    let after = workspaces
        .check(&of.file, &format!("{text}{comment}"))
        .audit?;
    let count = |audit: &Audit| {
        { audit.findings() }
            .filter(|finding| finding.code == code)
            .count()
    };
    let end = positions.position(text.len());
    (after.status == before.status && count(&after) < count(before)).then(|| TextEdit {
        range: Range::new(end, end),
        new_text: comment,
    })
}

/// The one stretch in which two texts differ.
fn difference(before: &str, after: &str, positions: &Positions<'_>) -> TextEdit {
    let mut start = { before.bytes().zip(after.bytes()) }
        .take_while(|(left, right)| left == right)
        .count();
    while !before.is_char_boundary(start) || !after.is_char_boundary(start) {
        start -= 1;
    }
    let most = before.len().min(after.len()) - start;
    let mut same = { before.bytes().rev().zip(after.bytes().rev()) }
        .take(most)
        .take_while(|(left, right)| left == right)
        .count();
    while !before.is_char_boundary(before.len() - same)
        || !after.is_char_boundary(after.len() - same)
    {
        same -= 1;
    }
    let new = after.get(start..after.len() - same).unwrap_or_default();
    TextEdit {
        range: Range::new(
            positions.position(start),
            positions.position(before.len() - same),
        ),
        new_text: new.to_owned(),
    }
}

fn edit(of: &Snapshot, edits: Vec<TextEdit>, style: Style) -> WorkspaceEdit {
    if style.has_versions {
        let change = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri: of.uri.clone(),
                version: Some(of.version),
            },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        };
        return WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(vec![change])),
            ..WorkspaceEdit::default()
        };
    }
    WorkspaceEdit {
        changes: Some(HashMap::from([(of.uri.clone(), edits)])),
        ..WorkspaceEdit::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::positions::Encoding;
    use super::*;

    #[test]
    fn one_stretch_makes_one_text_of_the_other() {
        for (before, after) in [
            ("a\nb\n", "a\nx\nb\n"),
            ("aaa", "aa"),
            ("aa", "aaa"),
            ("", "é"),
            ("é", "è"),
            ("\u{4e2d}\u{6587}", "\u{4e2d}\u{4e2d}\u{6587}"),
        ] {
            let positions = Positions::new(before, Encoding::Utf16);
            let edit = difference(before, after, &positions);
            let mut text = before.to_owned();
            let (start, end) = (
                positions.offset(edit.range.start),
                positions.offset(edit.range.end),
            );
            text.replace_range(start..end, &edit.new_text);
            assert_eq!(text, after);
        }
    }
}
