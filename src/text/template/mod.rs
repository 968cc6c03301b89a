//! Templates: literal text with placeholders, found in a text after folding.
//!
//! A template such as `原创文章，作者：{author}，如若转载，请注明出处：{url}` is compared by its letters and digits
//! only: width, case, spaces, quotes and punctuation between them may differ. A literal of at least
//! [`FUZZY_LETTERS`] letters may also contain slips, down to a Levenshtein similarity of [`TYPO_SIMILARITY`].
//! Placeholders take as little as possible: what stands up to the next literal. `{one|other}` stands for two wordings,
//! `{...}` for any few words ([`SKIP_LETTERS`]).

mod capture;
mod haystack;
mod parse;
mod search;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

pub use haystack::Haystack;
pub(crate) use haystack::is_spaceless;
pub use parse::TemplateError;

/// Similarity (normalised Levenshtein, 0 to 1) down to which a literal counts as found. By hand.
pub const TYPO_SIMILARITY: f64 = 0.85;
/// Letters that a literal needs before slips in it are tolerated; a Chinese, Japanese or Korean character counts
/// as three. By hand.
pub const FUZZY_LETTERS: usize = 15;
/// Longest template, in characters of its source. By hand.
pub const MAX_TEMPLATE: usize = 1_000;

/// Letters that `{...}` may stand for; a Chinese, Japanese or Korean character counts as three. About ten words, or a
/// clause of twenty characters. By hand.
pub const SKIP_LETTERS: usize = 60;

/// Most wordings that the alternatives of one stretch of literal text may give. By hand.
pub const MAX_FORMS: usize = 64;

/// What a placeholder stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Placeholder {
    /// `{author}`: a name or several.
    Author,
    /// `{url}`: an http(s) URL, as text or as the target of a link at that place.
    Url,
    /// `{title}`: the title of the article.
    Title,
    /// `{publisher}`: who published it.
    Publisher,
    /// `{site}`: the name of the site.
    Site,
    /// `{date}`: a date as written.
    Date,
    /// `{license}`: the name of a licence.
    License,
}

impl Placeholder {
    /// All placeholders, in the order of the documentation.
    pub const ALL: [Self; 7] = [
        Self::Author,
        Self::Url,
        Self::Title,
        Self::Publisher,
        Self::Site,
        Self::Date,
        Self::License,
    ];

    /// The name between the braces; also the name of the field that it fills.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Url => "url",
            Self::Title => "title",
            Self::Publisher => "publisher",
            Self::Site => "site",
            Self::Date => "date",
            Self::License => "license",
        }
    }
}

/// A link in the text that is searched.
#[derive(Debug, Clone)]
pub struct LinkSpan<'t> {
    /// Byte range of the link's visible text.
    pub range: Range<usize>,
    /// Where the link leads, absolute.
    pub href: &'t str,
}

/// Where a template was found and what its placeholders took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateMatch {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// Captured values by placeholder name, trimmed of markup and punctuation; never empty.
    pub fields: BTreeMap<String, String>,
    /// Whether every literal stood there without slips.
    pub exact: bool,
}

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Literal(Literal),
    Field(Placeholder),
    /// `{...}`: any few words.
    Skip,
}

/// Literal text between placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Literal {
    /// As written, the first of each alternative, for filling.
    source: String,
    /// Its wordings: one, or the product of its alternatives. All have letters, or none has.
    forms: Vec<Form>,
    /// For pure punctuation: its first character that is not white space, folded.
    separator: Option<char>,
    /// Whether it begins with punctuation, so that a value before it must not run into its first letter.
    opens_with_mark: bool,
    /// Weight of its shortest wording, in letters; counted once, since every search asks for it.
    least_weight: usize,
}

/// One wording of a literal.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    /// Folded letters and digits; empty for pure punctuation.
    letters: Vec<char>,
    /// The same as one string, for searching.
    text: String,
    /// Whether a short label ends in punctuation that must be there in the text too, as in `Source:`.
    needs_mark: bool,
}

impl Literal {
    fn has_letters(&self) -> bool {
        self.forms.iter().any(|form| !form.letters.is_empty())
    }
}

/// A literal text with placeholders.
#[derive(Debug, Clone)]
pub struct Template {
    source: String,
    parts: Vec<Part>,
    regex: Option<regex::Regex>,
}

impl PartialEq for Template {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source && self.regex.is_some() == other.regex.is_some()
    }
}

impl fmt::Display for Template {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.source)
    }
}

impl Template {
    /// Parses a template to search with. `{{` and `}}` stand for literal braces, `{one|other}` for one of several
    /// wordings, `{...}` for any few words.
    ///
    /// # Errors
    /// An unknown placeholder, an unclosed brace, two placeholders that nothing tells apart, no literal text to
    /// find, more than [`MAX_FORMS`] wordings of one literal, or more than [`MAX_TEMPLATE`] characters.
    pub fn parse(source: &str) -> Result<Self, TemplateError> {
        let template = Self::for_filling(source)?;
        parse::check_searchable(&template.parts)?;
        Ok(template)
    }

    /// Parses a template that is only filled, never searched: it needs no literal text.
    ///
    /// # Errors
    /// An unknown placeholder, an unclosed brace or more than [`MAX_TEMPLATE`] characters.
    pub fn for_filling(source: &str) -> Result<Self, TemplateError> {
        Ok(Self {
            source: source.to_owned(),
            parts: parse::parse(source)?,
            regex: None,
        })
    }

    /// A regular expression whose named groups are placeholders, as in `Autor: (?P<author>[^,]+)`. It searches the
    /// text as it stands, without folding, in linear time.
    ///
    /// # Errors
    /// A faulty or too large expression, or a group that is named like no placeholder.
    pub fn regex(source: &str) -> Result<Self, TemplateError> {
        Ok(Self {
            source: source.to_owned(),
            parts: Vec::new(),
            regex: Some(parse::regex(source)?),
        })
    }

    /// The template as it was written.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// How much literal text it asks for, in letters (a Chinese, Japanese or Korean character counts as three): the
    /// more, the less it is found by chance. A regular expression counts by its length.
    pub fn literal_weight(&self) -> usize {
        if self.is_regex() {
            return self.source.len();
        }
        self.parts
            .iter()
            .map(|part| match part {
                Part::Literal(literal) => literal.least_weight,
                Part::Field(_) | Part::Skip => 0,
            })
            .sum()
    }

    /// The wordings of its longest literal, folded and without spaces: one of them stands in every exact match. None for
    /// a regular expression.
    pub fn anchors(&self) -> Vec<&str> {
        search::anchor_literal(&self.parts).map_or_else(Vec::new, |literal| {
            literal
                .forms
                .iter()
                .map(|form| form.text.as_str())
                .collect()
        })
    }

    /// Whether this is a regular expression.
    pub fn is_regex(&self) -> bool {
        self.regex.is_some()
    }

    /// The placeholders, in order.
    pub fn placeholders(&self) -> impl Iterator<Item = Placeholder> {
        self.parts.iter().filter_map(|part| match part {
            Part::Field(field) => Some(*field),
            Part::Literal(_) | Part::Skip => None,
        })
    }

    /// Finds the first place where the template stands in the text; a place without slips wins over one with slips.
    pub fn find(&self, text: &str, links: &[LinkSpan<'_>]) -> Option<TemplateMatch> {
        self.find_in(&Haystack::new(text), links)
    }

    /// As [`Template::find`], for a text that many templates search.
    pub fn find_in(&self, text: &Haystack<'_>, links: &[LinkSpan<'_>]) -> Option<TemplateMatch> {
        match &self.regex {
            Some(regex) => capture::by_regex(regex, text.raw()),
            None => search::find(&self.parts, text, links, true),
        }
    }

    /// As [`Template::find_in`], but without tolerance for slips: several times as fast on a long text.
    pub fn find_exact_in(
        &self,
        text: &Haystack<'_>,
        links: &[LinkSpan<'_>],
    ) -> Option<TemplateMatch> {
        match &self.regex {
            Some(regex) => capture::by_regex(regex, text.raw()),
            None => search::find(&self.parts, text, links, false),
        }
    }

    /// The text with every placeholder replaced. `None` if a value is missing or blank.
    pub fn fill(&self, values: &BTreeMap<String, String>) -> Option<String> {
        let mut filled = String::with_capacity(self.source.len());
        for part in &self.parts {
            match part {
                Part::Literal(literal) => filled.push_str(&literal.source),
                // Nobody knows which words.
                Part::Skip => return None,
                Part::Field(field) => {
                    let value = values.get(field.as_str())?;
                    if value.trim().is_empty() {
                        return None;
                    }
                    filled.push_str(value);
                }
            }
        }
        Some(filled)
    }
}

#[cfg(test)]
mod tests;
