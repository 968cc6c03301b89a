//! What is wrong with a file, and where.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use crate::finding::Severity;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The file as the user named it, or `builtin:NAME`.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based column in characters.
    pub column: u32,
}

/// One thing that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The file as the user named it, or `builtin:NAME`.
    pub file: String,
    /// 1-based line; 0 when the whole file is meant.
    pub line: u32,
    /// 1-based column in characters; 0 when the whole file is meant.
    pub column: u32,
    /// Length of the faulty text in characters; at least 1.
    pub len: u32,
    /// What is wrong.
    pub message: String,
    /// What to do, such as "did you mean …".
    pub help: Option<String>,
    /// [`Severity::Error`] keeps the file from being used.
    pub severity: Severity,
}

impl Problem {
    /// What is wrong with a file as a whole.
    pub(crate) fn of_file(file: impl AsRef<Path>, message: impl Into<String>) -> Self {
        Self {
            file: file.as_ref().to_string_lossy().into_owned(),
            line: 0,
            column: 0,
            len: 1,
            message: message.into(),
            help: None,
            severity: Severity::Error,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:", self.file)?;
        if self.line > 0 {
            write!(formatter, "{}:{}:", self.line, self.column)?;
        }
        write!(formatter, " {}: {}", self.severity.as_str(), self.message)?;
        match &self.help {
            Some(help) => write!(formatter, " ({help})"),
            None => Ok(()),
        }
    }
}

/// Why files could not be used: every problem of every file, in the order of the files and their lines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Problems {
    /// The problems. Never empty.
    pub problems: Vec<Problem>,
    /// The text of the files that could be read, by the name used in the problems: for drawing excerpts.
    pub sources: BTreeMap<String, String>,
}

impl Problems {
    /// Whether the first problem is one of this file.
    pub fn is_of(&self, file: &Path) -> bool {
        let first = self.problems.first();
        first.is_some_and(|problem| Path::new(&problem.file) == file)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            problem.fmt(formatter)?;
        }
        Ok(())
    }
}

/// The nearest of `known` to a misspelt `word`, if it is near enough to be meant.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A wrong word in such a file is short; longer ones are no slips and would cost time.
    if word.len() > 64 {
        return None;
    }
    let word = word.to_lowercase().replace('_', "-");
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&word, candidate), candidate))
        .filter(|(similarity, _)| *similarity >= NEAR)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, candidate)| candidate)
}

/// Jaro-Winkler similarity from which a word is proposed: one slip in a word of five letters stays above it, unrelated
/// keys of the language stay below. By hand.
const NEAR: f64 = 0.8;
