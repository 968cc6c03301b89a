//! The syntax of templates.

use regex::{Regex, RegexBuilder};

use super::haystack::{ascii_mark, is_spaceless};
use super::{Form, Literal, MAX_FORMS, MAX_TEMPLATE, Part, Placeholder};
use crate::text::folded;

/// Letters that the literals of a template need together (a spaceless character counts as three): below it the
/// template would be found everywhere. By hand.
const MIN_LETTERS: usize = 3;
/// A literal with fewer letters is a label such as `Source:`, whose colon must be there. By hand.
const LABEL_LETTERS: usize = 12;
/// Longest regular expression, in bytes. By hand.
const MAX_REGEX: usize = 2 * 1024;
/// Largest compiled expression, in bytes. By hand.
const MAX_REGEX_SIZE: usize = 1024 * 1024;
/// Most capture groups: captures are what costs time on a long text. By hand.
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
    /// `{...}` at an edge of the template or beside a placeholder other than `{url}`.
    #[error("`{{...}}` needs words, or `{{url}}`, on its other side")]
    LooseSkip,
    /// Nothing but placeholders and punctuation.
    #[error("the template has no literal text to look for")]
    NoLiteral,
    /// Longer than [`MAX_TEMPLATE`].
    #[error("the template is longer than {MAX_TEMPLATE} characters")]
    TooLong,
    /// More wordings than [`MAX_FORMS`].
    #[error("the alternatives between two placeholders give more than {MAX_FORMS} wordings")]
    TooManyForms,
    /// An alternative that leaves nothing between two placeholders.
    #[error("an alternative leaves no words between two placeholders")]
    EmptyForm,
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

/// The name that stands for any few words.
const SKIP: &str = "...";

/// Longest name of a placeholder, in bytes; what is longer is no placeholder but a brace that was never closed.
/// By hand.
const MAX_NAME: usize = 40;

fn named(name: &str, column: usize) -> Result<Placeholder, TemplateError> {
    Placeholder::ALL
        .into_iter()
        .find(|field| field.as_str() == name.trim())
        .ok_or_else(|| TemplateError::UnknownPlaceholder {
            name: name.to_owned(),
            column,
        })
}

pub(super) fn parse(source: &str) -> Result<Vec<Part>, TemplateError> {
    if source.chars().count() > MAX_TEMPLATE {
        return Err(TemplateError::TooLong);
    }
    let mut parts = Vec::new();
    let mut wordings = Wordings::default();
    let mut chars = source.chars().enumerate().peekable();
    while let Some((column, c)) = chars.next() {
        match c {
            '{' | '}' if chars.peek().is_some_and(|(_, next)| *next == c) => {
                chars.next();
                wordings.push(&c.to_string());
            }
            '{' => {
                let lone = || TemplateError::LoneBrace { brace: c, column };
                let mut name = String::new();
                loop {
                    match chars.next() {
                        Some((_, '}')) => break,
                        Some((_, inner)) if inner != '{' => name.push(inner),
                        _ => return Err(lone()),
                    }
                }
                if name.contains('|') {
                    wordings.multiply(&name)?;
                } else if name == SKIP {
                    wordings.finish(&mut parts, false)?;
                    parts.push(Part::Skip);
                } else if name.len() > MAX_NAME {
                    return Err(lone());
                } else {
                    let field = named(&name, column)?;
                    wordings.finish(&mut parts, true)?;
                    parts.push(Part::Field(field));
                }
            }
            '}' => return Err(TemplateError::LoneBrace { brace: '}', column }),
            _ => wordings.push(c.encode_utf8(&mut [0; 4])),
        }
    }
    wordings.finish(&mut parts, false)?;
    Ok(parts)
}

/// The wordings of the literal that is being read.
struct Wordings(Vec<String>);

impl Default for Wordings {
    fn default() -> Self {
        Self(vec![String::new()])
    }
}

impl Wordings {
    fn push(&mut self, text: &str) {
        self.0.iter_mut().for_each(|wording| wording.push_str(text));
    }

    fn multiply(&mut self, alternatives: &str) -> Result<(), TemplateError> {
        let count = alternatives.split('|').count();
        if self.0.len() * count > MAX_FORMS {
            return Err(TemplateError::TooManyForms);
        }
        self.0 = self
            .0
            .iter()
            .flat_map(|wording| {
                alternatives
                    .split('|')
                    .map(move |alternative| format!("{wording}{alternative}"))
            })
            .collect();
        Ok(())
    }

    /// Makes a literal of them, if there is any text, and begins anew.
    fn finish(&mut self, parts: &mut Vec<Part>, before_field: bool) -> Result<(), TemplateError> {
        let wordings = std::mem::take(self).0;
        if wordings.iter().all(String::is_empty) {
            return Ok(());
        }
        let literal = literal(&wordings, before_field);
        if literal.has_letters() && literal.forms.iter().any(|form| form.letters.is_empty()) {
            return Err(TemplateError::EmptyForm);
        }
        parts.push(Part::Literal(literal));
        Ok(())
    }
}

fn literal(wordings: &[String], before_field: bool) -> Literal {
    let mut forms: Vec<Form> = Vec::new();
    let mut separator = None;
    let mut opens_with_mark = false;
    for wording in wordings {
        let mut letters = Vec::new();
        let mut first_mark = None;
        let mut ends_in_mark = false;
        let mut opens = false;
        for c in folded(wording).chars().map(ascii_mark) {
            if c.is_alphanumeric() {
                letters.push(c);
                ends_in_mark = false;
            } else if !c.is_whitespace() {
                first_mark = first_mark.or(Some(c));
                ends_in_mark = true;
                opens |= letters.is_empty();
            }
        }
        let weight: usize = letters.iter().map(|c| weight(*c)).sum();
        if forms.is_empty() {
            separator = first_mark;
            opens_with_mark = opens;
        }
        let form = Form {
            text: letters.iter().collect(),
            needs_mark: before_field && ends_in_mark && weight < LABEL_LETTERS,
            letters,
        };
        // Wordings that differ by their marks alone are one.
        match forms.iter_mut().find(|known| known.text == form.text) {
            Some(known) => known.needs_mark &= form.needs_mark,
            None => forms.push(form),
        }
    }
    let lettered = forms.iter().any(|form| !form.letters.is_empty());
    let weights = forms
        .iter()
        .map(|form| form.letters.iter().map(|c| weight(*c)).sum());
    Literal {
        least_weight: weights.min().unwrap_or(0),
        source: wordings.first().cloned().unwrap_or_default(),
        forms,
        separator: separator.filter(|_| !lettered),
        opens_with_mark,
    }
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
            Part::Literal(literal) => literal.least_weight,
            Part::Field(_) | Part::Skip => 0,
        })
        .sum();
    if letters < MIN_LETTERS {
        return Err(TemplateError::NoLiteral);
    }
    if matches!(parts.first(), Some(Part::Skip)) || matches!(parts.last(), Some(Part::Skip)) {
        return Err(TemplateError::LooseSkip);
    }
    for pair in parts.windows(2) {
        // Only an address is told apart from any other words.
        if let [Part::Field(_), Part::Skip] = pair {
            return Err(TemplateError::LooseSkip);
        }
        if let [Part::Skip, Part::Field(field)] = pair
            && *field != Placeholder::Url
        {
            return Err(TemplateError::LooseSkip);
        }
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
