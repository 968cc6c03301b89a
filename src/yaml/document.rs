//! A whole file: its text under a limit, its one document, its version.

use std::io::Read;
use std::path::Path;

use serde_yaml::Location;

use super::baked::Baked;
use super::problem::Problem;
use super::reader::{Fields, Reader};
use super::tree::{self, MAX_BYTES, Node, Value};
use crate::finding::Severity;

/// The text of a file of at most [`MAX_BYTES`].
pub(crate) fn read_text(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    crate::io::open::file(path)
        .and_then(|file| file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes))
        .map_err(|error| format!("the file cannot be read: {error}"))?;
    if bytes.len() > MAX_BYTES {
        return Err(format!(
            "the file has more than {MAX_BYTES} bytes; split it"
        ));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        format!("the file is not UTF-8 (byte {valid}); save it as UTF-8")
    })
}

/// Reads the one document of a file by `read` and gives what it made of it.
///
/// # Errors
/// All problems found, sorted by place, if there is any.
pub(crate) fn document<T: Default>(
    name: &str,
    text: &str,
    read: impl FnOnce(&mut Reader<'_>, &Node) -> Option<T>,
) -> Result<T, Vec<Problem>> {
    if text.len() > MAX_BYTES {
        return Err(vec![Problem {
            file: name.to_owned(),
            line: 0,
            column: 0,
            len: 1,
            message: format!(
                "the file has {} bytes; at most {MAX_BYTES} are read",
                text.len()
            ),
            help: Some("split it into several files".to_owned()),
            severity: Severity::Error,
        }]);
    }
    let mut reader = Reader::new(name);
    match tree::parse(text) {
        Ok(node) => made_of(&node, reader, read),
        Err((message, place)) => {
            match syntax_help(text, &place, &message) {
                Some(help) => reader.error_help(place, message, help),
                None => reader.error(place, message),
            }
            Err(reader.problems)
        }
    }
}

/// Reads a file that comes with the program, of which only the tree is left.
///
/// # Errors
/// As [`document`].
pub(crate) fn baked_document<T: Default>(
    name: &str,
    baked: Baked,
    read: impl FnOnce(&mut Reader<'_>, &Node) -> Option<T>,
) -> Result<T, Vec<Problem>> {
    made_of(&baked.node(), Reader::new(name), read)
}

fn made_of<T: Default>(
    node: &Node,
    mut reader: Reader<'_>,
    read: impl FnOnce(&mut Reader<'_>, &Node) -> Option<T>,
) -> Result<T, Vec<Problem>> {
    let value = read(&mut reader, node);
    if reader.problems.is_empty() {
        Ok(value.unwrap_or_default())
    } else {
        reader
            .problems
            .sort_by_key(|problem| (problem.line, problem.column));
        Err(reader.problems)
    }
}

impl Reader<'_> {
    /// The keys of a file that begins with `version:`. `outline` says what such a file holds. `None` when the version is
    /// not the one that is read: in a file of a later version unknown keys are to be expected.
    pub(crate) fn versioned<'n>(
        &mut self,
        node: &'n Node,
        version: u32,
        what: &str,
        known: &[&str],
        outline: &str,
    ) -> Option<Fields<'n>> {
        let written = match &node.value {
            Value::Map(entries) => entries.iter().find(|(key, _)| key.value == "version"),
            _ => None,
        };
        if let Some((_, value)) = written {
            if matches!(value.value, Value::Number(_)) {
                self.error_help(
                    value.referenced,
                    "`version` must be a whole number",
                    format!("write `version: {version}`"),
                );
                return None;
            }
            let number = self.number(value, "`version`", 1.0..=f64::from(u32::MAX))?;
            if number != f64::from(version) {
                self.error_help(
                    value.referenced,
                    format!(
                        "the file is of version {number}; this program reads version {version}"
                    ),
                    "update creditline, or write the file for the version it reads",
                );
                return None;
            }
        }
        if matches!(node.value, Value::Null) {
            self.error_help(node.referenced, "the file is empty", outline);
            return None;
        }
        let fields = self.map(node, what, known)?;
        if written.is_none() {
            self.error_help(
                node.referenced,
                "the file has no `version`",
                format!("add `version: {version}` as its first line"),
            );
        }
        Some(fields)
    }
}

/// What most often causes a syntax error at a place.
fn syntax_help(text: &str, place: &Location, message: &str) -> Option<&'static str> {
    let line = usize::try_from(place.line()).ok()?.checked_sub(1)?;
    if message.contains("second document") {
        return Some("the file is one document: remove the line `---`");
    }
    let written = text.lines().nth(line).unwrap_or_default();
    let indent: &str = &written[..written.len() - written.trim_start().len()];
    if indent.contains('\t') || message.contains("found a tab") {
        return Some("YAML is indented with spaces, not tabs");
    }
    let value = written
        .split_once(": ")
        .map_or("", |(_, value)| value.trim_start());
    if value.starts_with(['{', '[', '@', '`', '%', '*', '&', '!', '|', '>']) {
        return Some("put a text that begins with a special character in quotes");
    }
    if value.contains(": ") {
        return Some("put a text that contains `: ` in quotes");
    }
    None
}
