//! Front matter at the head of a file: YAML between two `---` lines, TOML between two `+++`, a JSON object, and what site
//! generators and markups have in their place: a language behind the fence, no fence at the head, lines `Key: value`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::light::Dialect;
use super::{mdx, repost};
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
    let Some(found) = find(source, start) else {
        return Ok(None);
    };
    let before = source.get(start..found.inner.start).unwrap_or_default();
    let first = u32::try_from(before.lines().count()).unwrap_or(u32::MAX);
    let first = first.saturating_add(1);
    let text = &source[found.inner];
    if text.len() > LIMIT {
        return Err(ReadError::FrontMatter {
            message: format!("it is longer than {LIMIT} bytes"),
            line: 1,
        });
    }
    let is_empty = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let raw = if text.lines().all(is_empty) {
        Raw::default()
    } else {
        found.syntax.parse(text, first)?
    };
    // What cannot be read as plain data, such as keys that are numbers, declares no source; neither do lines.
    let front = with_source(raw, text, first, || {
        let is_data = found.syntax != Syntax::Lines;
        is_data.then(|| found.syntax.parse(text, first).ok())?
    });
    Ok(Some((front, found.whole)))
}

/// Front matter between fences at the head of a file that is no Markdown; a rule or a title there is none.
pub(super) fn fenced(source: &str) -> Option<(FrontMatter, Range<usize>)> {
    let is_fence = source
        .trim_start_matches('\u{feff}')
        .starts_with(['-', '+']);
    (is_fence && data(source)?.is_object()).then(|| read(source).ok()?)?
}

/// What the header of a file in another markup says: `.. title:`, `#+TITLE:`, a title with its author line and attributes.
pub(super) fn header(source: &str, dialect: Dialect) -> Option<FrontMatter> {
    let text = head(source.trim_start_matches('\u{feff}'), LIMIT);
    let is_adoc = dialect == Dialect::AsciiDoc;
    let (mark, comment) = match dialect {
        Dialect::Rst => (".. ", ".."),
        Dialect::Org => ("#+", "#"),
        Dialect::AsciiDoc => (":", "//"),
    };
    let mut facts = Map::new();
    let mut after_title = false;
    for line in text.lines() {
        let is_below_title = std::mem::take(&mut after_title);
        let fact = line
            .strip_prefix(mark)
            .and_then(|rest| rest.split_once(':'))
            .filter(|(key, value)| is_key(key) && !value.starts_with(':'));
        let title = line.strip_prefix("= ").filter(|_| is_adoc);
        if let Some((key, value)) = fact {
            add(&mut facts, key, value);
        } else if let Some(title) = title {
            add(&mut facts, "title", title);
            after_title = true;
        } else if is_below_title && let Some(names) = author_line(line) {
            facts.insert("author".to_owned(), names);
        } else if line.trim().is_empty() {
            if is_adoc && facts.contains_key("title") {
                break;
            }
        } else if !(line.starts_with(comment) || line.starts_with(mark)) {
            break;
        }
    }
    of_facts(facts)
}

/// The names in the line below the title of an AsciiDoc document: `Ada Berg <ada@a.example>; Per Holm`.
fn author_line(line: &str) -> Option<Value> {
    let names = line.split(';').map(|part| {
        let name = part.split_once('<').map_or(part, |(name, _)| name).trim();
        let words = name.split([' ', '_']);
        let is_name = words.clone().count() <= 4
            && words
                .flat_map(|word| word.chars().next())
                .all(|c| !c.is_lowercase())
            && name.starts_with(char::is_alphabetic)
            && !name.ends_with(['.', ':', '!', '?']);
        is_name.then(|| Value::from(name.replace('_', " ")))
    });
    names.collect::<Option<Vec<Value>>>().map(Value::from)
}

/// What a module of MDX exports about its page: `export const meta = { title: '…' }`.
pub(super) fn exported(source: &str) -> Option<FrontMatter> {
    static EXPORT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?m)^export\s+const\s+(?:meta|metadata|front[mM]atter)\b[^={\n]*=\s*\{").ok()
    });
    static MEMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"[{,\s]["']?(\w+)["']?\s*:\s*(?:'([^'\\\n]*)'|"([^"\\\n]*)"|`([^`\\$]*)`)"#)
            .ok()
    });
    let text = head(source, LIMIT);
    let found = EXPORT.as_ref()?.find(text)?;
    let open = found.end() - 1;
    let object = text.get(open..mdx::end_of(text, open)?)?;
    let mut facts = Map::new();
    for member in MEMBER.as_ref()?.captures_iter(object) {
        let value = member.get(2).or(member.get(3)).or(member.get(4));
        if let (Some(key), Some(value)) = (member.get(1), value) {
            add(&mut facts, key.as_str(), value.as_str());
        }
    }
    of_facts(facts)
}

fn of_facts(facts: Map<String, Value>) -> Option<FrontMatter> {
    let raw: Raw = serde_json::from_value(Value::Object(facts)).ok()?;
    let front = FrontMatter::from(raw);
    (front != FrontMatter::default()).then_some(front)
}

/// Adds a fact, if the text says something and the key is new.
fn add(facts: &mut Map<String, Value>, key: &str, value: &str) {
    let value = value.trim();
    if !value.is_empty() {
        let sign = if value.contains(';') { ';' } else { ',' };
        let names = value.split(sign).map(|name| Value::from(name.trim()));
        let key = key.trim().to_lowercase();
        let said = match key.as_str() {
            "authors" => names.collect(),
            _ => Value::from(value),
        };
        facts.entry(key).or_insert(said);
    }
}

fn is_key(key: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    !key.is_empty() && key.chars().all(is_sign)
}

/// The front matter at the head of a text as plain data; `None` where there is none, or none that can be read.
pub(crate) fn data(source: &str) -> Option<serde_json::Value> {
    let start = source.len() - source.trim_start_matches('\u{feff}').len();
    let rest = source.get(start..)?;
    if rest.starts_with('{') {
        let (_, length) = json(rest)?;
        return serde_json::from_str(rest.get(..length)?).ok();
    }
    let found = find(source, start)?;
    let text = source.get(found.inner).filter(|text| text.len() <= LIMIT)?;
    found.syntax.parse(text, 1).ok()
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

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Yaml,
    Toml,
    Json,
    /// What stands between the braces of a JSON object.
    Members,
    /// `Key: value`, which goes on in lines that are indented.
    Lines,
}

impl Syntax {
    /// Reads what stands between the fences, in which lines are counted from `first`.
    fn parse<T: DeserializeOwned>(self, text: &str, first: u32) -> Result<T, ReadError> {
        let broken = |message: &str, line: usize| ReadError::FrontMatter {
            message: message.lines().next().unwrap_or_default().to_owned(),
            line: u32::try_from(line)
                .unwrap_or(u32::MAX)
                .saturating_add(first.saturating_sub(1)),
        };
        let json = |text: &str| {
            serde_json::from_str(text).map_err(|error| broken(&error.to_string(), error.line()))
        };
        match self {
            Self::Yaml => serde_yaml::from_str(text).map_err(|error| {
                let error = error.without_snippet();
                let line = error.location().map_or(1, |location| location.line());
                broken(
                    &error.to_string(),
                    usize::try_from(line).unwrap_or(usize::MAX),
                )
            }),
            Self::Toml => toml::from_str(text).map_err(|error| {
                let at = error.span().map_or(0, |span| span.start);
                let before = text.as_bytes().get(..at).unwrap_or_default();
                broken(
                    error.message(),
                    memchr::memchr_iter(b'\n', before).count() + 1,
                )
            }),
            Self::Json => json(text),
            Self::Members => json(&format!("{{{text}}}")),
            Self::Lines => serde_json::from_value(Value::Object(lines(text)))
                .map_err(|error| broken(&error.to_string(), 1)),
        }
    }
}

/// The facts of lines `Key: value`, with or without the mark of a comment of reStructuredText before them.
fn lines(text: &str) -> Map<String, Value> {
    let mut facts = Map::new();
    for line in text.lines() {
        let line = line.strip_prefix(".. ").unwrap_or(line);
        if let Some((key, value)) = line.split_once(':').filter(|(key, _)| is_key(key)) {
            add(&mut facts, key, value);
        }
    }
    facts
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
    let found = find(source, start)?;
    let is_editable = match found.syntax {
        Syntax::Yaml => true,
        Syntax::Toml => source.get(start..)?.starts_with("+++"),
        Syntax::Json | Syntax::Members | Syntax::Lines => false,
    };
    is_editable.then_some(found.inner)
}

/// Where front matter stands.
struct Found {
    syntax: Syntax,
    inner: Range<usize>,
    /// With its fences; empty where readers may see it as well.
    whole: Range<usize>,
}

fn find(source: &str, start: usize) -> Option<Found> {
    let first = source.get(start..)?.split_inclusive('\n').next()?;
    let (syntax, fence) = match first.trim_end() {
        "---" | "---yaml" | "---yml" => (Syntax::Yaml, "---"),
        "---toml" => (Syntax::Toml, "---"),
        "---json" => (Syntax::Json, "---"),
        "+++" => (Syntax::Toml, "+++"),
        ";;;" => (Syntax::Members, ";;;"),
        "<!--" => return commented(source, start),
        _ => return open(source, start),
    };
    let from = start + first.len();
    let mut at = from;
    for line in source.get(from..)?.split_inclusive('\n') {
        let end = line.trim_end();
        if end == fence || (syntax == Syntax::Yaml && end == "...") {
            let found = Found {
                syntax,
                inner: from..at,
                whole: start..at + line.len(),
            };
            return Some(found).filter(|found| syntax != Syntax::Members || is_read(source, found));
        }
        at += line.len();
        if at - from > 2 * LIMIT {
            break;
        }
    }
    None
}

/// Whether front matter without fences of its own can be read as such.
fn is_read(source: &str, found: &Found) -> bool {
    let text = source.get(found.inner.clone()).unwrap_or_default();
    text.len() <= LIMIT && found.syntax.parse::<Raw>(text, 1).is_ok()
}

/// Keys with which metadata without a fence begins, and beside which it is nothing else: no credit line begins so.
const KEYS: &[&str] = &[
    "author",
    "authors",
    "category",
    "categories",
    "comments",
    "cover",
    "date",
    "description",
    "draft",
    "excerpt",
    "image",
    "keywords",
    "lang",
    "language",
    "layout",
    "licence",
    "license",
    "modified",
    "permalink",
    "publisher",
    "series",
    "slug",
    "status",
    "subtitle",
    "summary",
    "tags",
    "template",
    "thumbnail",
    "title",
    "updated",
    "url",
];

/// Those that no line has which is meant for readers.
const MARKS: &[&str] = &[
    "category",
    "categories",
    "date",
    "layout",
    "slug",
    "status",
    "tags",
    "template",
];

/// Front matter that begins without a fence: of Hexo, which ends it with one, and lines up to the first that is blank, as
/// Pelican and MultiMarkdown have them.
fn open(source: &str, start: usize) -> Option<Found> {
    let text = head(source.get(start..)?, LIMIT);
    let is_json = text.starts_with('"');
    let mut keys: Vec<&str> = Vec::new();
    let mut at = start;
    let mut end = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let key = words.split_once(':').map(|(key, _)| key);
        match words {
            ";;;" if is_json => end = Some((Syntax::Members, at + line.len())),
            "---" if !keys.is_empty() && !is_json => end = Some((Syntax::Yaml, at + line.len())),
            "" => end = Some((Syntax::Lines, at + line.len())),
            _ if is_json => {}
            _ => match key.filter(|key| is_key(key)) {
                Some(key) => keys.push(key),
                None if !keys.is_empty() && words.starts_with([' ', '\t', '-']) => {}
                None => return None,
            },
        }
        if end.is_some() {
            break;
        }
        at += line.len();
    }
    let (syntax, after) = end?;
    let is_one = |key: &&str, of: &[&str]| of.contains(&key.to_lowercase().as_str());
    let has_title = || keys.iter().any(|key| key.eq_ignore_ascii_case("title"));
    let is_meant = match syntax {
        Syntax::Members => true,
        // As a heading of several lines nobody writes small keys, a title first.
        Syntax::Yaml => {
            keys.len() > 1
                && keys.first().is_some_and(|key| KEYS.contains(key))
                && keys.iter().all(|key| !key.starts_with(char::is_uppercase))
                && has_title()
        }
        _ => {
            !is_json
                && has_title()
                && keys.iter().all(|key| is_one(key, KEYS))
                && keys.iter().any(|key| is_one(key, MARKS))
        }
    };
    // Where an address stands among plain lines, they may be what readers see as well.
    let is_seen = syntax == Syntax::Lines
        && keys.iter().any(|key| {
            is_one(
                key,
                &["url", "permalink", "license", "licence", "publisher"],
            )
        });
    // What breaks as YAML, such as a value with a colon in it, is read line by line.
    let inner = source.get(start..at)?;
    let is_broken = syntax == Syntax::Yaml && Syntax::Yaml.parse::<Raw>(inner, 1).is_err();
    let found = Found {
        syntax: if is_broken { Syntax::Lines } else { syntax },
        inner: start..at,
        whole: start..if is_seen { start } else { after },
    };
    (is_meant && is_read(source, &found)).then_some(found)
}

/// The comment in which Nikola keeps lines `.. title: …`.
fn commented(source: &str, start: usize) -> Option<Found> {
    let text = head(source.get(start..)?, LIMIT);
    let inner = text.strip_prefix("<!--")?;
    let inner = inner.get(..inner.find("-->")?)?;
    let is_header = inner
        .lines()
        .filter(|line| !line.trim().is_empty())
        .all(|line| {
            let fact = line
                .strip_prefix(".. ")
                .and_then(|rest| rest.split_once(':'));
            fact.is_some_and(|(key, _)| is_key(key))
        });
    let from = start + "<!--".len();
    (is_header && inner.contains(".. title:")).then(|| Found {
        syntax: Syntax::Lines,
        inner: from..from + inner.len(),
        whole: start..start,
    })
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
    fn what_stands_in_the_place_of_fences_is_read() {
        let facts = |front: &FrontMatter| {
            let url = front.url.clone().unwrap_or_default();
            let title = front.title.clone().unwrap_or_default();
            format!("{title}|{}|{url}", front.authors.join("+"))
        };
        let all = "Low water|Ida Holt|https://a.example/1";
        for (source, said, rest) in [
            (
                "---yaml\ntitle: Low water\nauthor: Ida Holt\nurl: https://a.example/1\n---\nText",
                all,
                "Text",
            ),
            (
                "---toml\ntitle = 'Low water'\nauthor = 'Ida Holt'\nurl = 'https://a.example/1'\n---\nText",
                all,
                "Text",
            ),
            (
                "---json\n{\"title\": \"Low water\", \"author\": \"Ida Holt\",\n\"url\": \"https://a.example/1\"}\n---\nText",
                all,
                "Text",
            ),
            (
                ";;;\n\"title\": \"Low water\", \"author\": \"Ida Holt\",\n\"url\": \"https://a.example/1\"\n;;;\nText",
                all,
                "Text",
            ),
            (
                "\"title\": \"Low water\", \"author\": \"Ida Holt\",\n\"url\": \"https://a.example/1\"\n;;;\nText",
                all,
                "Text",
            ),
            (
                "title: Low water\nauthor: Ida Holt\ntags:\n- sea\nurl: https://a.example/1\n---\nText",
                all,
                "Text",
            ),
            (
                "title: Low water\nauthor: Ida Holt\nexcerpt: Now: again\nurl: https://a.example/1\n---\nText",
                all,
                "Text",
            ),
            (
                "Title: Low water\nDate: 2026-01-02\nSummary: a\n    b\nAuthors: Ida Holt, Per Aas\n\nText",
                "Low water|Ida Holt+Per Aas|",
                "Text",
            ),
            (
                "<!--\n.. title: Low water\n.. author: Ida Holt\n.. url: https://a.example/1\n-->\nText",
                all,
                "<!--",
            ),
            // Where it may be what readers see, it stays.
            (
                "Title: Low water\nDate: today\nAuthor: Ida Holt\nURL: https://a.example/1\n\nText",
                all,
                "Title:",
            ),
        ] {
            let (front, range) = read(source).unwrap().unwrap();
            assert_eq!(facts(&front), said, "{source}");
            assert!(source[range.end..].starts_with(rest), "{source}");
        }
        for text in [
            "Source: The Gull https://a.example/1\n---\nText",
            "Title: Low water\nSource: The Gull https://a.example/1\n\nText",
            "Title: Low water\nDate: today\nSource: The Gull\n\nText",
            "Author: Ida Holt\nDate: today\n\nText",
            "title: one line\n---\nText",
            "title: Low water\nthat goes on\n---\nText",
            ";;;\nwords\n;;;\nText",
            "<!-- title: Low water -->\nText",
        ] {
            assert_eq!(read(text).unwrap(), None, "{text}");
        }
        for (source, dialect) in [
            (
                ".. title: Low water\n.. author: Ida Holt\n.. url: https://a.example/1\n\nText",
                Dialect::Rst,
            ),
            (
                "#+TITLE: Low water\n#+AUTHOR: Ida Holt\n\n#+URL: https://a.example/1\n\nText",
                Dialect::Org,
            ),
            (
                "= Low water\nIda Holt <ida@a.example>\n:url: https://a.example/1\n\nText",
                Dialect::AsciiDoc,
            ),
            (
                "= Low water\n:author: Ida Holt\n:!toc:\n:url: https://a.example/1\n\nText",
                Dialect::AsciiDoc,
            ),
        ] {
            assert_eq!(facts(&header(source, dialect).unwrap()), all, "{source}");
            assert_eq!(fenced(source), None);
        }
        for (text, dialect) in [
            ("Text\n\n.. author: Ida Holt", Dialect::Rst),
            (".. author:: Ida Holt\n\nText", Dialect::Rst),
            ("Text\n#+AUTHOR: Ida Holt", Dialect::Org),
        ] {
            assert_eq!(header(text, dialect), None, "{text}");
        }
        let front = header("= Low water\nthe sea goes out.\n", Dialect::AsciiDoc).unwrap();
        assert!(front.authors.is_empty());
        assert_eq!(fenced("---\nTitle\n---\n\nText"), None);
        let (front, _) = fenced("---\ntitle: Low water\n---\nText").unwrap();
        assert_eq!(front.title.as_deref(), Some("Low water"));
        for export in ["meta", "metadata", "frontmatter"] {
            let source = format!(
                "import x from 'y'\n\nexport const {export} = {{\n  title: \"Low water\", 'author': 'Ida Holt',\n  url: `https://a.example/1`\n}}\n\nText"
            );
            assert_eq!(facts(&exported(&source).unwrap()), all, "{source}");
        }
        assert_eq!(
            exported("export const credit = { author: 'Ida Holt' }\n"),
            None
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
