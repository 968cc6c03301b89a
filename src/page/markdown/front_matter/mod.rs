//! Front matter at the head of a file: what site generators and markups write about a text above it. One file a format:
//!
//! | file | written by | looks like |
//! | --- | --- | --- |
//! | `json` | Hugo, Eleventy | a JSON object, or one behind `---json` |
//! | `yaml` | Jekyll and most others | YAML between two `---` |
//! | `toml` | Hugo, Zola, Eleventy | TOML between two `+++`, or behind `---toml` |
//! | `hexo` | Hexo | YAML that ends with `---` and begins without, members of a JSON object before `;;;` |
//! | `pelican` | Pelican, MultiMarkdown | lines `Key: value` up to one that is blank |
//! | `nikola` | Nikola | lines `.. key: value` in a comment |
//! | `mdx` | MDX | `export const meta = { … }` |
//! | `rst`, `org`, `asciidoc` | the markup of that name | its header |
//!
//! They share `fences` (between two lines), `lines` (a fact a line) and `keys` (what is understood).

mod asciidoc;
mod fences;
mod hexo;
mod json;
mod keys;
mod lines;
mod mdx;
mod nikola;
mod org;
mod pelican;
mod rst;
mod toml;
mod yaml;

use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_json::Value;

use self::keys::Raw;
use super::light::Dialect;
use super::repost;
use crate::dom::ReadError;
use crate::page::FrontMatter;
use crate::text::head;

pub(super) use self::mdx::exported;

/// Bytes of front matter that are read. By hand; it bounds work.
const LIMIT: usize = 64 * 1024;

/// What the head of a Markdown file may be. No two find theirs in the same text.
const FORMATS: &[fn(&str) -> Option<Found>] = &[
    json::find,
    yaml::find,
    toml::find,
    hexo::find,
    pelican::find,
    nikola::find,
];

/// Where front matter stands.
struct Found {
    syntax: Syntax,
    inner: Range<usize>,
    /// With its fences; empty where readers may see it as well.
    whole: Range<usize>,
}

impl Found {
    /// Whether what has no fence of its own can be read as front matter.
    fn is_read(&self, text: &str) -> bool {
        let inner = text.get(self.inner.clone()).unwrap_or_default();
        inner.len() <= LIMIT && self.syntax.parse::<Raw>(inner, 1).is_ok()
    }
}

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Yaml,
    Toml,
    Json,
    /// What stands between the braces of a JSON object.
    Members,
    /// A fact a line.
    Lines,
}

/// What is wrong with front matter, and in which of its lines.
struct Fault {
    message: String,
    line: usize,
}

impl Syntax {
    /// Reads what stands between the fences, in which lines are counted from `first`.
    fn parse<T: DeserializeOwned>(self, text: &str, first: u32) -> Result<T, ReadError> {
        let read = match self {
            Self::Yaml => yaml::parse(text),
            Self::Toml => toml::parse(text),
            Self::Json => json::parse(text),
            Self::Members => json::parse(&format!("{{{text}}}")),
            Self::Lines => lines::parse(text),
        };
        read.map_err(|Fault { message, line }| ReadError::FrontMatter {
            message: message.lines().next().unwrap_or_default().to_owned(),
            line: u32::try_from(line)
                .unwrap_or(u32::MAX)
                .saturating_add(first.saturating_sub(1)),
        })
    }
}

/// A text behind its mark of byte order, and how long that is.
fn behind_mark(source: &str) -> (&str, usize) {
    let text = source.trim_start_matches('\u{feff}');
    (text, source.len() - text.len())
}

fn find(text: &str) -> Option<Found> {
    FORMATS.iter().find_map(|find| find(text))
}

/// The front matter of a file and the byte range it takes up, fences included.
pub(crate) fn read(source: &str) -> Result<Option<(FrontMatter, Range<usize>)>, ReadError> {
    let (text, start) = behind_mark(source);
    let Some(found) = find(text) else {
        return Ok(None);
    };
    let before = text.get(..found.inner.start).unwrap_or_default();
    let first = u32::try_from(before.lines().count()).unwrap_or(u32::MAX);
    let first = first.saturating_add(1);
    let inner = text.get(found.inner).unwrap_or_default();
    if inner.len() > LIMIT {
        return Err(ReadError::FrontMatter {
            message: format!("it is longer than {LIMIT} bytes"),
            line: 1,
        });
    }
    let is_empty = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let raw = if inner.lines().all(is_empty) {
        Raw::default()
    } else {
        found.syntax.parse(inner, first)?
    };
    // What cannot be read as plain data, such as keys that are numbers, declares no source; neither do lines.
    let may_declare = found.syntax != Syntax::Lines && repost::may_declare(inner);
    let source = may_declare
        .then(|| found.syntax.parse(inner, first).ok())
        .flatten()
        .and_then(|data| repost::declared(&data, inner, first));
    let front = FrontMatter {
        source,
        ..raw.into()
    };
    let whole = start + found.whole.start..start + found.whole.end;
    Ok(Some((front, whole)))
}

/// The front matter at the head of a text as plain data; `None` where there is none, or none that can be read.
pub(crate) fn data(source: &str) -> Option<Value> {
    let (text, _) = behind_mark(source);
    let found = find(text)?;
    let inner = text.get(found.inner)?;
    (inner.len() <= LIMIT).then(|| found.syntax.parse(inner, 1).ok())?
}

/// The range of YAML or TOML front matter between its fences, in the source of a file; `None` where it has none.
pub(crate) fn between_fences(source: &str) -> Option<Range<usize>> {
    let (text, start) = behind_mark(source);
    let found = find(text)?;
    let is_editable = match found.syntax {
        Syntax::Yaml => true,
        Syntax::Toml => text.starts_with(toml::FENCE),
        Syntax::Json | Syntax::Members | Syntax::Lines => false,
    };
    is_editable.then_some(start + found.inner.start..start + found.inner.end)
}

/// Front matter between fences at the head of a file that is no Markdown; a rule or a title there is none.
pub(super) fn fenced(source: &str) -> Option<(FrontMatter, Range<usize>)> {
    let (text, _) = behind_mark(source);
    let is_fence = text.starts_with(['-', '+']);
    (is_fence && data(source)?.is_object()).then(|| read(source).ok()?)?
}

/// What the header of a file in another markup says.
pub(super) fn header(source: &str, dialect: Dialect) -> Option<FrontMatter> {
    let text = head(behind_mark(source).0, LIMIT);
    let facts = match dialect {
        Dialect::Rst => rst::header(text),
        Dialect::AsciiDoc => asciidoc::header(text),
        Dialect::Org => org::header(text),
    };
    keys::of_facts(facts)
}

#[cfg(test)]
mod tests;
