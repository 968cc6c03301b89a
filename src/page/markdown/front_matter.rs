//! Front matter at the head of a Markdown file: YAML between two `---` lines, TOML between two `+++`, or a JSON object.

use std::ops::Range;

use serde::Deserialize;

use super::repost;
use crate::dom::ReadError;
use crate::page::FrontMatter;
use crate::text::head;

/// Bytes of front matter that are read. By hand; it bounds work.
const LIMIT: usize = 64 * 1024;

/// The front matter of a file and the byte range it takes up, fences included.
pub(crate) fn read(source: &str) -> Result<Option<(FrontMatter, Range<usize>)>, ReadError> {
    let start = source.len() - source.trim_start_matches('\u{feff}').len();
    if let Some((raw, length)) = json(&source[start..]) {
        let text = source.get(start..start + length).unwrap_or_default();
        let front = with_source(raw, text, 1, || serde_json::from_str(text).ok());
        return Ok(Some((front, start..start + length)));
    }
    let Some((inner, whole)) = find(source, start) else {
        return Ok(None);
    };
    let text = &source[inner];
    if text.len() > LIMIT {
        return Err(ReadError::FrontMatter {
            message: format!("it is longer than {LIMIT} bytes"),
            line: 1,
        });
    }
    let is_toml = source[start..].starts_with("+++");
    let is_empty = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let raw = if text.lines().all(is_empty) {
        Raw::default()
    } else if is_toml {
        toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let before = text.as_bytes().get(..at).unwrap_or_default();
            broken(
                error.message(),
                memchr::memchr_iter(b'\n', before).count() + 1,
            )
        })?
    } else {
        serde_yaml::from_str(text).map_err(|error| {
            let error = error.without_snippet();
            let line = error.location().map_or(1, |location| location.line());
            broken(
                &error.to_string(),
                usize::try_from(line).unwrap_or(usize::MAX),
            )
        })?
    };
    // What cannot be read as plain data, such as keys that are numbers, declares no source.
    let front = with_source(raw, text, 2, || {
        if is_toml {
            toml::from_str(text).ok()
        } else {
            serde_yaml::from_str(text).ok()
        }
    });
    Ok(Some((front, whole)))
}

/// The front matter at the head of a text as plain data; `None` where there is none, or none that can be read.
pub(crate) fn data(source: &str) -> Option<serde_json::Value> {
    let start = source.len() - source.trim_start_matches('\u{feff}').len();
    let rest = source.get(start..)?;
    if rest.starts_with('{') {
        let (_, length) = json(rest)?;
        return serde_json::from_str(rest.get(..length)?).ok();
    }
    let (inner, _) = find(source, start)?;
    let text = source.get(inner).filter(|text| text.len() <= LIMIT)?;
    if rest.starts_with("+++") {
        toml::from_str(text).ok()
    } else {
        serde_yaml::from_str(text).ok()
    }
}

/// The front matter with the source that it declares.
fn with_source(
    raw: Raw,
    text: &str,
    first: u32,
    data: impl FnOnce() -> Option<serde_json::Value>,
) -> FrontMatter {
    let source = repost::may_declare(text)
        .then(data)
        .flatten()
        .and_then(|data| repost::declared(&data, text, first));
    FrontMatter {
        source,
        ..raw.into()
    }
}

/// The error for a mistake on a 1-based line between the fences.
fn broken(message: &str, line: usize) -> ReadError {
    ReadError::FrontMatter {
        message: message.lines().next().unwrap_or_default().to_owned(),
        line: u32::try_from(line).unwrap_or(u32::MAX).saturating_add(1),
    }
}

/// A JSON object at the head of a file, and its length. What only looks like one is text.
fn json(source: &str) -> Option<(Raw, usize)> {
    let inner = source.strip_prefix('{')?.trim_start();
    if !inner.starts_with(['"', '}']) {
        return None;
    }
    let mut values = serde_json::Deserializer::from_str(head(source, LIMIT)).into_iter();
    let value: serde_json::Value = values.next()?.ok()?;
    let length = values.byte_offset();
    let rest = source.get(length..)?;
    let line = rest.lines().next().unwrap_or_default();
    let raw = serde_json::from_value(value).ok()?;
    line.trim().is_empty().then_some((raw, length))
}

/// The range of YAML or TOML front matter between its fences, in the source of a file; `None` where it has none.
pub(crate) fn between_fences(source: &str) -> Option<Range<usize>> {
    let start = source.len() - source.trim_start_matches('\u{feff}').len();
    find(source, start).map(|(inner, _)| inner)
}

/// The range between the fences and the range with them.
fn find(source: &str, start: usize) -> Option<(Range<usize>, Range<usize>)> {
    let mut lines = source[start..].split_inclusive('\n');
    let first = lines.next()?;
    let fence = first.trim_end();
    if fence != "---" && fence != "+++" {
        return None;
    }
    let from = start + first.len();
    let mut at = from;
    for line in lines {
        let end = line.trim_end();
        if end == fence || (fence == "---" && end == "...") {
            return Some((from..at, start..at + line.len()));
        }
        at += line.len();
        if at - from > 2 * LIMIT {
            break;
        }
    }
    None
}

/// The keys that are understood, in the spellings of the usual site generators.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Raw {
    url: Option<Text>,
    permalink: Option<Text>,
    canonical_url: Option<Text>,
    canonical: Option<Text>,
    title: Option<Text>,
    author: Option<Names>,
    authors: Option<Names>,
    publisher: Option<Names>,
    site: Option<Names>,
    license: Option<Names>,
    licence: Option<Names>,
    aliases: Option<Names>,
    rule: Option<Text>,
    lang: Option<Text>,
    language: Option<Text>,
}

/// A scalar of any kind, as text; maps and lists are passed over.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Text {
    Words(String),
    Number(f64),
    Other(serde::de::IgnoredAny),
}

impl Text {
    fn into_string(self) -> Option<String> {
        match self {
            Self::Words(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Self::Number(number) => Some(number.to_string()),
            Self::Other(_) => None,
        }
    }
}

/// A name, a map with a name, or a list of either.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Names {
    List(Vec<Name>),
    One(Name),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Name {
    Text(String),
    Map { name: String },
    Other(serde::de::IgnoredAny),
}

impl Names {
    fn into_list(self) -> Vec<String> {
        let list = match self {
            Self::List(list) => list,
            Self::One(name) => vec![name],
        };
        list.into_iter()
            .filter_map(|name| match name {
                Name::Text(name) | Name::Map { name } => Some(name.trim().to_owned()),
                Name::Other(_) => None,
            })
            .filter(|name| !name.is_empty())
            .collect()
    }

    fn into_one(self) -> Option<String> {
        self.into_list().into_iter().next()
    }
}

impl From<Raw> for FrontMatter {
    fn from(raw: Raw) -> Self {
        let text = |text: Option<Text>| text.and_then(Text::into_string);
        Self {
            url: text(raw.url)
                .or(text(raw.canonical_url))
                .or(text(raw.canonical))
                .or(text(raw.permalink)),
            title: text(raw.title),
            authors: raw
                .authors
                .or(raw.author)
                .map(Names::into_list)
                .unwrap_or_default(),
            publisher: raw.publisher.or(raw.site).and_then(Names::into_one),
            license: raw.license.or(raw.licence).and_then(Names::into_one),
            aliases: raw.aliases.map(Names::into_list).unwrap_or_default(),
            rule: text(raw.rule),
            language: text(raw.lang).or(text(raw.language)),
            source: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_edited_ends_where_reading_ends() {
        for (source, inner) in [
            ("---\na: 1\n---\ntext", Some("a: 1\n")),
            ("\u{feff}+++\na = 1\n+++\n", Some("a = 1\n")),
            // YAML may end with dots; the rule further down is text.
            ("---\na: 1\n...\ntext\n\n---\nmore", Some("a: 1\n")),
            ("text\n---\na: 1\n---\n", None),
        ] {
            let range = between_fences(source);
            assert_eq!(range.map(|range| &source[range]), inner, "{source:?}");
        }
    }

    #[test]
    fn reads_the_known_keys_and_ignores_the_rest() {
        let source = "---\ntitle: \"On: credit\"\nauthor: {name: Ana Lima, mail: x}\nurl: https://a.example/1\ntags: [a, {b: c}]\ndate: 2026-01-02\naliases:\n  - https://b.example/\nlicense: CC BY 4.0\ndraft: false\n---\nText";
        let (front, range) = read(source).unwrap().unwrap();
        assert_eq!(front.title.as_deref(), Some("On: credit"));
        assert_eq!(front.authors, ["Ana Lima"]);
        assert_eq!(front.url.as_deref(), Some("https://a.example/1"));
        assert_eq!(front.aliases, ["https://b.example/"]);
        assert_eq!(front.license.as_deref(), Some("CC BY 4.0"));
        assert_eq!(&source[range.end..], "Text");
    }

    #[test]
    fn takes_a_rule_line_for_what_it_is() {
        assert_eq!(read("---\nText without an end").unwrap(), None);
        assert_eq!(read("Text\n---\na: b\n---\n").unwrap(), None);
        let (front, _) = read("---\r\n# only a comment\r\n---\r\nText")
            .unwrap()
            .unwrap();
        assert_eq!(front, FrontMatter::default());
        let (front, _) = read("---\nauthors:\n- Ana\n- name: Ben\ntitle: 2026\n---\n")
            .unwrap()
            .unwrap();
        assert_eq!(front.authors, ["Ana", "Ben"]);
        assert_eq!(front.title.as_deref(), Some("2026"));
    }

    #[test]
    fn toml_and_json_say_the_same() {
        let yaml = "---\ntitle: T\nauthors: [Ana, {name: Ben}]\nurl: /x\ndate: 2026-01-02\n---\n";
        let toml = "+++\ntitle = 'T'\nauthors = ['Ana', { name = 'Ben' }]\nurl = '/x'\ndate = 2026-01-02\n[params]\ntitle = 'P'\n+++\n";
        let json = "{\n\"title\": \"T\", \"authors\": [\"Ana\", {\"name\": \"Ben\"}],\n\"url\": \"/x\", \"n\": null}";
        let expected = read(yaml).unwrap().unwrap().0;
        assert_eq!(expected.authors, ["Ana", "Ben"]);
        for source in [toml, json] {
            let whole = format!("{source}\nText");
            let (front, range) = read(&whole).unwrap().unwrap();
            assert_eq!(front, expected, "{source}");
            assert_eq!(range, 0..source.len(), "{source}");
        }
        for text in ["{{< x >}}", "{ words }", "{\"a\": 1} words", "{\"a\": [}"] {
            assert_eq!(read(text).unwrap(), None, "{text}");
        }
        let error = read("+++\ntitle = 'ok'\nauthor = \n+++\n").unwrap_err();
        assert!(
            matches!(error, ReadError::FrontMatter { line: 3, .. }),
            "{error}"
        );
    }

    #[test]
    fn names_the_line_of_a_mistake() {
        let error = read("---\ntitle: ok\nauthor: \"open\nurl: x\n---\nText").unwrap_err();
        assert_eq!(error.code(), "front-matter");
        assert!(
            matches!(error, ReadError::FrontMatter { line: 3..=5, .. }),
            "{error}"
        );
    }
}
