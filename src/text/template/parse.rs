//! The syntax of templates.

use regex::{Regex, RegexBuilder};

use super::haystack::{fold_chars, is_spaceless};
use super::{Literal, MAX_TEMPLATE, Part, Placeholder};

/// Letters that the literals of a template need together (a spaceless character counts as three): below it the
/// template would be found everywhere.
const MIN_LETTERS: usize = 3;
/// A literal with fewer letters is a label such as `Source:`, whose colon must be there.
const LABEL_LETTERS: usize = 12;
/// Longest regular expression, in bytes.
const MAX_REGEX: usize = 2 * 1024;
/// Largest compiled expression, in bytes.
const MAX_REGEX_SIZE: usize = 1024 * 1024;
/// Most capture groups: captures are what costs time on a long text.
const MAX_GROUPS: usize = 16;

/// Why a template cannot be used. Columns are 0-based characters into the template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// A placeholder that does not exist.
    #[error("unknown placeholder `{{{name}}}`")]
    UnknownPlaceholder {
        /// The name between the braces.
        name: String,
        /// Where its brace stands.
        column: usize,
    },
    /// A `{` without `}` or the other way round.
    #[error("a single `{brace}`; write `{brace}{brace}` for the character itself")]
    LoneBrace {
        /// The brace.
        brace: char,
        /// Where it stands.
        column: usize,
    },
    /// Two placeholders next to each other.
    #[error("nothing between `{{{first}}}` and `{{{second}}}` tells where one ends")]
    Adjacent {
        /// The first placeholder.
        first: &'static str,
        /// The second placeholder.
        second: &'static str,
    },
    /// Nothing but placeholders and punctuation.
    #[error("the template has no literal text to look for")]
    NoLiteral,
    /// Longer than [`MAX_TEMPLATE`].
    #[error("the template is longer than {MAX_TEMPLATE} characters")]
    TooLong,
    /// A regular expression that does not compile.
    #[error("bad regular expression: {message}")]
    BadRegex {
        /// What the compiler says, on one line.
        message: String,
    },
    /// A regular expression over a limit.
    #[error("the regular expression has {what}")]
    RegexLimit {
        /// Which limit.
        what: String,
    },
}

impl TemplateError {
    /// Where in the template, in 0-based characters, if one place is to blame.
    pub fn column(&self) -> Option<usize> {
        match self {
            Self::UnknownPlaceholder { column, .. } | Self::LoneBrace { column, .. } => {
                Some(*column)
            }
            _ => None,
        }
    }
}

pub(super) fn parse(source: &str) -> Result<Vec<Part>, TemplateError> {
    if source.chars().count() > MAX_TEMPLATE {
        return Err(TemplateError::TooLong);
    }
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut chars = source.chars().enumerate().peekable();
    while let Some((column, c)) = chars.next() {
        match c {
            '{' | '}' if chars.peek().is_some_and(|(_, next)| *next == c) => {
                chars.next();
                literal.push(c);
            }
            '{' => {
                let mut name = String::new();
                loop {
                    match chars.next() {
                        Some((_, '}')) => break,
                        Some((_, inner)) if inner != '{' && name.len() < 40 => name.push(inner),
                        _ => return Err(TemplateError::LoneBrace { brace: '{', column }),
                    }
                }
                let field = Placeholder::ALL
                    .into_iter()
                    .find(|field| field.as_str() == name.trim())
                    .ok_or(TemplateError::UnknownPlaceholder { name, column })?;
                push_literal(&mut parts, &mut literal, true);
                parts.push(Part::Field(field));
            }
            '}' => return Err(TemplateError::LoneBrace { brace: '}', column }),
            _ => literal.push(c),
        }
    }
    push_literal(&mut parts, &mut literal, false);
    Ok(parts)
}

fn push_literal(parts: &mut Vec<Part>, source: &mut String, before_field: bool) {
    if source.is_empty() {
        return;
    }
    let source = std::mem::take(source);
    let mut letters = Vec::new();
    let mut separator = None;
    let mut ends_in_mark = false;
    let mut opens_with_mark = false;
    for (c, _) in fold_chars(&source) {
        if c.is_alphanumeric() {
            letters.push(c);
            ends_in_mark = false;
        } else if !c.is_whitespace() {
            separator = separator.or(Some(c));
            ends_in_mark = true;
            opens_with_mark |= letters.is_empty();
        }
    }
    let weight: usize = letters.iter().map(|c| weight(*c)).sum();
    parts.push(Part::Literal(Literal {
        text: letters.iter().collect(),
        separator: separator.filter(|_| letters.is_empty()),
        needs_mark: before_field && ends_in_mark && weight < LABEL_LETTERS,
        opens_with_mark,
        letters,
        source,
    }));
}

/// What a letter counts towards the length of a literal: a spaceless character says as much as three letters.
pub(super) fn weight(c: char) -> usize {
    if is_spaceless(c) { 3 } else { 1 }
}

/// Refuses templates that cannot be searched for.
pub(super) fn check_searchable(parts: &[Part]) -> Result<(), TemplateError> {
    let letters: usize = parts
        .iter()
        .map(|part| match part {
            Part::Literal(literal) => literal.letters.iter().map(|c| weight(*c)).sum(),
            Part::Field(_) => 0,
        })
        .sum();
    if letters < MIN_LETTERS {
        return Err(TemplateError::NoLiteral);
    }
    for pair in parts.windows(2) {
        if let [Part::Field(first), Part::Field(second)] = pair
            && *second != Placeholder::Url
            && *first != Placeholder::Url
        {
            return Err(TemplateError::Adjacent {
                first: first.as_str(),
                second: second.as_str(),
            });
        }
    }
    Ok(())
}

pub(super) fn regex(source: &str) -> Result<Regex, TemplateError> {
    if source.len() > MAX_REGEX {
        return Err(TemplateError::RegexLimit {
            what: format!("more than {MAX_REGEX} bytes"),
        });
    }
    let regex = RegexBuilder::new(source)
        .size_limit(MAX_REGEX_SIZE)
        .dfa_size_limit(MAX_REGEX_SIZE)
        .case_insensitive(true)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => TemplateError::RegexLimit {
                what: "more than 1 MiB when compiled; shorten its repetitions".to_owned(),
            },
            other => TemplateError::BadRegex {
                // The last line names the fault; the ones before draw it over several lines.
                message: other
                    .to_string()
                    .lines()
                    .last()
                    .unwrap_or_default()
                    .trim_start_matches("error: ")
                    .to_owned(),
            },
        })?;
    if regex.captures_len() > MAX_GROUPS + 1 {
        return Err(TemplateError::RegexLimit {
            what: format!("more than {MAX_GROUPS} groups"),
        });
    }
    for name in regex.capture_names().flatten() {
        if !Placeholder::ALL.iter().any(|field| field.as_str() == name) {
            return Err(TemplateError::UnknownPlaceholder {
                name: name.to_owned(),
                column: source
                    .find(name)
                    .map_or(0, |at| source[..at].chars().count()),
            });
        }
    }
    if regex.is_match("") {
        return Err(TemplateError::NoLiteral);
    }
    Ok(regex)
}
