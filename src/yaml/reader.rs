//! Reads typed values out of a YAML tree and collects every problem on the way.

use serde_yaml::Location;

use super::problem::{Place, Problem, did_you_mean};
use super::tree::{Node, Value};
use crate::finding::Severity;
use crate::text::template::{Placeholder, Template, TemplateError};

/// Collects the problems of one file.
pub(crate) struct Reader<'f> {
    file: &'f str,
    pub(crate) problems: Vec<Problem>,
    /// Regular expressions read so far.
    regexes: usize,
}

/// The entries of a mapping whose keys are all known.
pub(crate) struct Fields<'n> {
    entries: Vec<(&'n str, &'n Node)>,
}

impl<'n> Fields<'n> {
    /// The value under `key`; a key written without a value counts as absent.
    pub(crate) fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|(name, node)| *name == key && !matches!(node.value, Value::Null))
            .map(|(_, node)| *node)
    }

    /// Whether the key is written, with or without a value.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| *name == key)
    }
}

/// Most regular expressions in one file. Each may take a mebibyte when compiled; the built-in sets use none, a publisher's
/// own rules a handful (by hand).
const MAX_REGEXES: usize = 200;

impl<'f> Reader<'f> {
    pub(crate) fn new(file: &'f str) -> Self {
        Self {
            file,
            problems: Vec::new(),
            regexes: 0,
        }
    }

    /// Whether one more regular expression may be compiled; the first one too many is an error.
    pub(crate) fn may_compile(&mut self, node: &Node) -> bool {
        self.regexes += 1;
        if self.regexes == MAX_REGEXES + 1 {
            self.error_help(
                node.referenced,
                format!("the file has more than {MAX_REGEXES} regular expressions"),
                "write templates such as `please credit {url}`, or split the file",
            );
        }
        self.regexes <= MAX_REGEXES
    }

    /// Notes an error at a place.
    pub(crate) fn error(&mut self, place: Location, message: impl Into<String>) {
        self.problem(place, Severity::Error, message.into(), None);
    }

    /// Notes an error with advice.
    pub(crate) fn error_help(
        &mut self,
        place: Location,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.problem(place, Severity::Error, message.into(), Some(help.into()));
    }

    fn problem(
        &mut self,
        place: Location,
        severity: Severity,
        message: String,
        help: Option<String>,
    ) {
        self.problems.push(Problem {
            file: self.file.to_owned(),
            line: u32::try_from(place.line()).unwrap_or(u32::MAX),
            column: u32::try_from(place.column()).unwrap_or(u32::MAX),
            len: span_len(place),
            message,
            help,
            severity,
        });
    }

    /// A mapping with known keys. Unknown and repeated keys are errors; the others are still read.
    pub(crate) fn map<'n>(
        &mut self,
        node: &'n Node,
        what: &str,
        known: &[&str],
    ) -> Option<Fields<'n>> {
        let entries = self.any_map(node, what)?;
        for (key, place) in entries.iter().map(|(key, _)| (&*key.value, key.referenced)) {
            if !known.contains(&key) {
                let help = match did_you_mean(key, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known here: {}", known.join(", ")),
                };
                self.error_help(place, format!("unknown key `{key}` in {what}"), help);
            }
        }
        Some(Fields {
            entries: entries
                .iter()
                .map(|(key, value)| (&*key.value, value))
                .collect(),
        })
    }

    /// A mapping with any keys; repeated keys are errors.
    pub(crate) fn any_map<'n>(
        &mut self,
        node: &'n Node,
        what: &str,
    ) -> Option<&'n [(serde_yaml::Spanned<String>, Node)]> {
        let Value::Map(entries) = &node.value else {
            self.wrong_kind(node, what, "a mapping (`key: value` lines)");
            return None;
        };
        for (index, (key, _)) in entries.iter().enumerate() {
            if let Some((first, _)) = entries[..index.min(MAX_DUPLICATE_SCAN)]
                .iter()
                .find(|(earlier, _)| earlier.value == key.value)
            {
                let line = first.referenced.line();
                self.error_help(
                    key.referenced,
                    format!("key `{}` stands twice in {what}", key.value),
                    format!("first on line {line}; keep one of them"),
                );
            }
        }
        Some(entries)
    }

    /// A list; anything else is an error.
    pub(crate) fn list<'n>(&mut self, node: &'n Node, what: &str) -> Option<&'n [Node]> {
        match &node.value {
            Value::List(items) => Some(items),
            _ => {
                self.wrong_kind(node, what, "a list");
                None
            }
        }
    }

    /// A list, or one item standing for a list of one.
    pub(crate) fn one_or_list<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(node),
        }
    }

    /// A text that is not blank.
    pub(crate) fn text(&mut self, node: &Node, what: &str) -> Option<String> {
        match &node.value {
            Value::Text(text) if text.trim().is_empty() => {
                self.error(node.referenced, format!("{what} is empty"));
                None
            }
            Value::Text(text) => Some(text.clone()),
            Value::Whole(_) | Value::Number(_) | Value::Bool(_) => {
                self.error_help(
                    node.referenced,
                    format!("{what} must be a text, not {}", kind(&node.value)),
                    "put it in quotes",
                );
                None
            }
            _ => {
                self.wrong_kind(node, what, "a text");
                None
            }
        }
    }

    /// One text or a list of texts.
    pub(crate) fn texts(&mut self, node: &Node, what: &str) -> Vec<String> {
        self.one_or_list(node)
            .iter()
            .filter_map(|item| self.text(item, what))
            .collect()
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&mut self, node: &Node, what: &str) -> Option<bool> {
        match &node.value {
            Value::Bool(value) => Some(*value),
            _ => {
                self.wrong_kind(node, what, "`true` or `false`");
                None
            }
        }
    }

    /// A number within a range.
    pub(crate) fn number(
        &mut self,
        node: &Node,
        what: &str,
        range: std::ops::RangeInclusive<f64>,
    ) -> Option<f64> {
        match &node.value {
            Value::Whole(value) | Value::Number(value) if range.contains(value) => Some(*value),
            Value::Whole(value) | Value::Number(value) => {
                let message = format!(
                    "{what} is {value}; it must lie between {} and {}",
                    range.start(),
                    range.end()
                );
                self.error(node.referenced, message);
                None
            }
            _ => {
                self.wrong_kind(node, what, "a number");
                None
            }
        }
    }

    /// A whole number from 0 to a million.
    pub(crate) fn count(&mut self, node: &Node, what: &str) -> Option<usize> {
        let value = self.number(node, what, 0.0..=1e6)?;
        if value.fract() == 0.0 {
            Some(value as usize)
        } else {
            self.error(
                node.referenced,
                format!("{what} is {value}; it must be a whole number"),
            );
            None
        }
    }

    /// One word of a fixed set.
    pub(crate) fn one_of<T: Copy>(
        &mut self,
        node: &Node,
        what: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let word = match &node.value {
            Value::Text(text) => text.as_str(),
            // `off` and its kin are booleans to older YAML, and people write them so.
            Value::Bool(true) => "true",
            Value::Bool(false) => "false",
            _ => {
                self.wrong_kind(node, what, "one word");
                return None;
            }
        };
        self.word(word, node.referenced, what, words)
    }

    /// As [`Reader::one_of`], for a word that stands at `place`, such as a key.
    pub(crate) fn word<T: Copy>(
        &mut self,
        word: &str,
        place: Location,
        what: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let found = words.iter().find(|(name, _)| *name == word);
        if found.is_none() {
            let names = words.iter().map(|(name, _)| *name);
            let help = match did_you_mean(word, names.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("one of: {}", names.collect::<Vec<_>>().join(", ")),
            };
            self.error_help(place, format!("`{word}` is no {what}"), help);
        }
        found.map(|(_, value)| *value)
    }

    /// A template to search with, or `regex: …`.
    pub(crate) fn template(&mut self, node: &Node) -> Option<Template> {
        if let Value::Map(_) = &node.value {
            let fields = self.map(node, "a template", &["regex"])?;
            let regex = fields.get("regex")?;
            let source = self.text(regex, "`regex`")?;
            if !self.may_compile(regex) {
                return None;
            }
            return self.usable(regex, Template::regex(&source));
        }
        let source = self.text(node, "a template")?;
        self.usable(node, Template::parse(&source))
    }

    /// A template that is only filled.
    pub(crate) fn filler(&mut self, node: &Node) -> Option<Template> {
        let source = self.text(node, "a template")?;
        self.usable(node, Template::for_filling(&source))
    }

    fn usable(&mut self, node: &Node, read: Result<Template, TemplateError>) -> Option<Template> {
        read.map_err(|error| self.template_error(node, &error)).ok()
    }

    /// Notes what is wrong with a template. Where the fault has a place inside a text on one line, it points there.
    pub(crate) fn template_error(&mut self, node: &Node, error: &TemplateError) {
        self.error(node.referenced, error.to_string());
        let Some(problem) = self.problems.last_mut() else {
            return;
        };
        if let TemplateError::UnknownPlaceholder { name, .. } = error {
            let names = Placeholder::ALL.iter().map(|field| field.as_str());
            problem.help = Some(match did_you_mean(name, names.clone()) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None => format!("known: {}", names.collect::<Vec<_>>().join(", ")),
            });
            // The opening quote and the text up to the brace, unless escapes or line folds moved it.
            if let (Some(column), Value::Text(text)) = (error.column(), &node.value)
                && node.referenced.span().len() == text.chars().count() as u64 + 2
            {
                problem.column += u32::try_from(column + 1).unwrap_or(0);
                problem.len = u32::try_from(name.chars().count() + 2).unwrap_or(1);
            }
        }
    }

    /// Where a value stands.
    pub(crate) fn place(&self, node: &Node) -> Place {
        self.place_of(node.referenced)
    }

    /// Where something stands, such as a key.
    pub(crate) fn place_of(&self, at: Location) -> Place {
        Place {
            file: self.file.to_owned(),
            line: u32::try_from(at.line()).unwrap_or(u32::MAX),
            column: u32::try_from(at.column()).unwrap_or(u32::MAX),
        }
    }

    /// Says that a value is of the wrong kind.
    pub(crate) fn wrong_kind(&mut self, node: &Node, what: &str, wanted: &str) {
        let message = format!("{what} must be {wanted}, not {}", kind(&node.value));
        self.error(node.referenced, message);
    }
}

/// Keys compared when looking for a repeated one: mappings that people write are short, and a hostile one must not cost the
/// square of its length. By hand.
const MAX_DUPLICATE_SCAN: usize = 256;

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Whole(_) | Value::Number(_) => "a number",
        Value::Text(_) => "a text",
        Value::List(_) => "a list",
        Value::Map(_) => "a mapping",
    }
}

/// Length of a place in characters, at least 1: block values report spans over many lines, of which only the start
/// is of use.
fn span_len(place: Location) -> u32 {
    u32::try_from(place.span().len()).unwrap_or(1).clamp(1, 200)
}
