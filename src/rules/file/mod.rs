//! A rule file: from YAML text to rules, with every problem it has.

pub(crate) mod keys;
mod require;
mod rule;
pub(crate) mod words;

use super::model::Rule;
use super::problem::RuleProblem;
use super::reader::Reader;
use super::yaml::{self, MAX_BYTES, Value};
use crate::finding::Severity;

/// The version of the language that this program reads.
pub const VERSION: u32 = 1;

/// What a rule file says, before sets are put together.
#[derive(Debug, Default)]
pub(crate) struct RuleFile {
    /// Names of sets or files whose rules come first.
    pub(crate) extends: Vec<Extends>,
    pub(crate) rules: Vec<DraftRule>,
}

/// A set that a file builds on.
#[derive(Debug, Clone)]
pub(crate) struct Extends {
    pub(crate) name: String,
    pub(crate) place: super::model::Place,
}

/// A rule before it inherits: which keys it wrote itself, and from which rule it takes the others.
#[derive(Debug, Clone)]
pub(crate) struct DraftRule {
    pub(crate) rule: Rule,
    pub(crate) extends: Option<Extends>,
    /// The keys that the rule writes itself.
    pub(crate) own_keys: Vec<&'static str>,
}

/// Reads a rule file.
///
/// # Errors
/// All problems found, if one of them is an error.
pub(crate) fn read(name: &str, text: &str) -> Result<RuleFile, Vec<RuleProblem>> {
    let whole_file = |message: String, help: &str| {
        vec![RuleProblem {
            file: name.to_owned(),
            line: 0,
            column: 0,
            len: 1,
            message,
            help: Some(help.to_owned()),
            severity: Severity::Error,
        }]
    };
    if text.len() > MAX_BYTES {
        let message = format!(
            "the file has {} bytes; at most {MAX_BYTES} are read",
            text.len()
        );
        return Err(whole_file(message, "split it into several files"));
    }
    let node = match yaml::parse(text) {
        Ok(node) => node,
        Err((message, place)) => {
            let mut reader = Reader::new(name);
            let help = syntax_help(text, &place, &message);
            match help {
                Some(help) => reader.error_help(place, message, help),
                None => reader.error(place, message),
            }
            return Err(reader.problems);
        }
    };
    let mut reader = Reader::new(name);
    let file = read_file(&mut reader, &node);
    if reader.problems.is_empty() {
        Ok(file.unwrap_or_default())
    } else {
        reader
            .problems
            .sort_by_key(|problem| (problem.line, problem.column));
        Err(reader.problems)
    }
}

fn read_file(reader: &mut Reader<'_>, node: &yaml::Node) -> Option<RuleFile> {
    // The version first: in a file of a later version unknown keys are to be expected.
    let written = match &node.value {
        Value::Map(entries) => entries.iter().find(|(key, _)| key.value == "version"),
        _ => None,
    };
    if let Some((_, value)) = written {
        let number = reader.number(value, "`version`", 1.0..=f64::from(u32::MAX))?;
        if number != f64::from(VERSION) {
            reader.error_help(
                value.referenced,
                format!("the file is of version {number}; this program reads version {VERSION}"),
                "update creditline, or write the file for the version it reads",
            );
            return None;
        }
    }
    if matches!(node.value, Value::Null) {
        let help = format!("a rule file is `version: {VERSION}` and a list `rules:`");
        reader.error_help(node.referenced, "the file is empty", help);
        return None;
    }
    let fields = reader.map(node, "a rule file", keys::FILE)?;
    if written.is_none() {
        reader.error_help(
            node.referenced,
            "the file has no `version`",
            format!("add `version: {VERSION}` as its first line"),
        );
    }
    let mut file = RuleFile::default();
    if let Some(extends) = fields.get("extends") {
        for item in reader.one_or_list(extends) {
            if let Some(name) = reader.text(item, "`extends`") {
                file.extends.push(Extends {
                    name,
                    place: reader.place(item),
                });
            }
        }
    }
    let Some(rules) = fields.get("rules") else {
        reader.error_help(
            node.referenced,
            "the file has no `rules`",
            "a rule file is `version: 1` and a list `rules:`",
        );
        return None;
    };
    for item in reader.list(rules, "`rules`")? {
        if let Some(rule) = rule::read(reader, item) {
            file.rules.push(rule);
        }
    }
    Some(file)
}

/// What most often causes a syntax error at a place.
fn syntax_help(text: &str, place: &serde_yaml::Location, message: &str) -> Option<&'static str> {
    let line = usize::try_from(place.line()).ok()?.checked_sub(1)?;
    if message.contains("second document") {
        return Some("a rule file is one document: remove the line `---`");
    }
    let written = text.lines().nth(line).unwrap_or_default();
    let indent: &str = &written[..written.len() - written.trim_start().len()];
    if indent.contains('\t') {
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
