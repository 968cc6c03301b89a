//! A whole file: its text under a limit, its one document, its version.

use std::io::Read;
use std::path::Path;

use serde_yaml::Location;

use super::baked::Baked;
use super::problem::Problem;
use super::reader::{Fields, Reader};
use super::tree::{self, MAX_BYTES, Node, Value};
use crate::finding::Severity;
use crate::io::utf8;

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
    utf8(bytes).map_err(|fault| format!("the file {fault}"))
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
            if let Some(open) = open_bracket(text, &place, &message) {
                let file = name.to_owned();
                reader.problems.push(Problem { file, ..open });
                return Err(reader.problems);
            }
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

/// The bracket that is still open where a file goes on as if it were closed. The parser only sees that `: ` stands where
/// a list is not over, lines below.
fn open_bracket(text: &str, place: &Location, message: &str) -> Option<Problem> {
    if !message.starts_with("illegal placement of ':'") && !message.contains("expected ',' or") {
        return None;
    }
    let before = usize::try_from(place.line()).ok()?.checked_sub(1)?;
    let mut open: Vec<(usize, usize, char)> = Vec::new();
    // The indent of the key whose value is text over several lines.
    let mut block: Option<usize> = None;
    for (number, line) in text.lines().take(before).enumerate() {
        let indent = line.len() - line.trim_start().len();
        if line.trim().is_empty() || block.is_some_and(|key| indent > key) {
            continue;
        }
        let head = line.trim_end().trim_end_matches(['-', '+']);
        block = (head.ends_with(" |") || head.ends_with(" >")).then_some(indent);
        let mut quote: Option<char> = None;
        let mut last = '\n';
        let mut is_apart = true;
        for (column, letter) in line.chars().enumerate() {
            let begins =
                matches!(last, '\n' | ',' | '[' | '{') || is_apart && matches!(last, ':' | '-');
            match (quote, letter) {
                (Some(mark), _) if mark == letter => quote = None,
                (Some(_), _) => {}
                (None, '#') if is_apart => break,
                (None, '"' | '\'') if begins => quote = Some(letter),
                (None, '[' | '{') if begins => open.push((number, column, letter)),
                (None, ']' | '}') => {
                    open.pop();
                }
                _ => {}
            }
            is_apart = letter.is_whitespace();
            if !is_apart {
                last = letter;
            }
        }
    }
    let (line, column, bracket) = open.pop()?;
    let end = if bracket == '[' { ']' } else { '}' };
    Some(Problem {
        file: String::new(),
        line: u32::try_from(line + 1).ok()?,
        column: u32::try_from(column + 1).ok()?,
        len: 1,
        message: format!("`{bracket}` is not closed"),
        help: Some(format!(
            "write `{end}` where it ends, or put a text that begins with `{bracket}` in quotes"
        )),
        severity: Severity::Error,
    })
}

/// What most often causes a syntax error at a place.
fn syntax_help(text: &str, place: &Location, message: &str) -> Option<&'static str> {
    let line = usize::try_from(place.line()).ok()?.checked_sub(1)?;
    if message.contains("second document") {
        return Some("the file is one document: remove the line `---`");
    }
    if message == tree::TOO_LARGE {
        return Some("write out what aliases (`*name`) repeat, or split the file");
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
