//! Front matter: the YAML between two `---` lines at the head of a Markdown file.

use std::ops::Range;

use serde::Deserialize;

use crate::dom::ReadError;
use crate::page::FrontMatter;

/// Bytes of front matter that are read.
const LIMIT: usize = 64 * 1024;

/// The front matter of a file and the byte range it takes up, fences included.
pub(crate) fn read(source: &str) -> Result<Option<(FrontMatter, Range<usize>)>, ReadError> {
    let Some((yaml, whole)) = find(source) else {
        return Ok(None);
    };
    let text = &source[yaml.clone()];
    if text.len() > LIMIT {
        return Err(ReadError::FrontMatter {
            message: format!("it is longer than {LIMIT} bytes"),
            line: 1,
        });
    }
    if source[whole.clone()]
        .trim_start_matches('\u{feff}')
        .starts_with("+++")
    {
        // TOML, as some site generators use. What it says is not read, but it is no text either.
        return Ok(Some((FrontMatter::default(), whole)));
    }
    if text
        .lines()
        .all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
    {
        return Ok(Some((FrontMatter::default(), whole)));
    }
    let raw: Raw = serde_yaml::from_str(text).map_err(|error| {
        let error = error.without_snippet();
        let line = error.location().map_or(1, |location| location.line());
        ReadError::FrontMatter {
            message: error
                .to_string()
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned(),
            line: u32::try_from(line).unwrap_or(u32::MAX).saturating_add(1),
        }
    })?;
    Ok(Some((raw.into(), whole)))
}

/// The range between the fences and the range with them.
fn find(source: &str) -> Option<(Range<usize>, Range<usize>)> {
    let start = source.len() - source.trim_start_matches('\u{feff}').len();
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
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn names_the_line_of_a_mistake() {
        let error = read("---\ntitle: ok\nauthor: \"open\nurl: x\n---\nText").unwrap_err();
        assert_eq!(error.code(), "front-matter");
        assert!(
            matches!(error, ReadError::FrontMatter { line: 3..=5, .. }),
            "{error}"
        );
    }
}
