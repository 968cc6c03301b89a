//! Which keys are understood, and what they make known.

use serde::Deserialize;
use serde_json::Value;

use super::lines::Facts;
use crate::page::FrontMatter;

/// The keys that are understood, in the spellings of the usual site generators.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Raw {
    url: Option<Text>,
    permalink: Option<Text>,
    canonical_url: Option<Text>,
    canonical: Option<Text>,
    #[serde(rename = "canonicalURL")]
    canonical_in_capitals: Option<Text>,
    #[serde(rename = "canonicalUrl")]
    canonical_in_camels: Option<Text>,
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
                .or(text(raw.canonical_in_capitals))
                .or(text(raw.canonical_in_camels))
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

/// What facts say, if they say anything that is understood.
pub(super) fn of_facts(facts: Facts) -> Option<FrontMatter> {
    let raw: Raw = serde_json::from_value(Value::Object(facts)).ok()?;
    let front = FrontMatter::from(raw);
    (front != FrontMatter::default()).then_some(front)
}

/// Keys with which metadata without a fence begins, and beside which it is nothing else: no credit line begins so.
pub(super) const OPENING: &[&str] = &[
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
