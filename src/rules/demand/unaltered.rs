//! The text must be as it was: what was changed in it, and whether the terms allow that.

mod furniture;
mod numbers;
mod style;

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::kind::Kind;
use super::reading;
use crate::finding::Code;
use crate::matching::{Edit, EditKind, Passage, PassageKind};
use crate::rules::facts::{Facts, Unmet, alike, shortened};
use crate::text::urls::find_url;
use crate::text::{one_line, tokens};
use crate::yaml::schema::{object, share, word_of};
use crate::yaml::{Node, Reader, Value as Yaml};

use furniture::{Change, Furniture};
use style::Difference;

const KEYS: &[&str] = &["allow", "tolerance"];

const CHANGES: &[(&str, Changes)] = &[
    ("none", Changes::None),
    ("headline", Changes::Headline),
    ("style", Changes::Style),
];

/// The text must be as it was.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Unaltered {
    /// What may be changed all the same.
    pub allow: Changes,
    /// Share of the reproduced text that may differ, 0 to 1.
    pub tolerance: f64,
}

/// What may be changed in a text that must stay as it is. Letter case and punctuation always may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Changes {
    /// Nothing, the headline included.
    None,
    /// The headline alone.
    #[default]
    Headline,
    /// The headline, and house style: a few words for a few words (times, places, spelling).
    Style,
}

impl Kind for Unaltered {
    fn read(reader: &mut Reader<'_>, value: &Node, kind: &str) -> Option<Self> {
        let mut unaltered = Self::default();
        if let Yaml::Text(_) = &value.value {
            unaltered.allow = reader.one_of(value, "kind of change", CHANGES)?;
        } else if let Some(fields) = reading::options(reader, value, kind, KEYS)? {
            if let Some(node) = fields.get("allow") {
                unaltered.allow = reader.one_of(node, "kind of change", CHANGES)?;
            }
            if let Some(node) = fields.get("tolerance") {
                unaltered.tolerance = reader.number(node, "`tolerance`", 0.0..=1.0)?;
            }
        }
        Some(unaltered)
    }

    fn bare() -> Option<Self> {
        Some(Self::default())
    }

    fn schema() -> Value {
        json!({ "anyOf": [
            { "type": "null" },
            word_of(CHANGES),
            object(KEYS, |key| match key {
                "allow" => word_of(CHANGES),
                _ => share(),
            }),
        ] })
    }

    fn code(&self) -> Code {
        Code::AlteredText
    }

    fn describe(&self) -> String {
        let mut words = match self.allow {
            Changes::None => "the text and its headline unaltered",
            Changes::Headline => "the text unaltered",
            Changes::Style => "the text unaltered but for style",
        }
        .to_owned();
        if self.tolerance > 0.0 {
            let _ = write!(words, ", but for {:.0} %", self.tolerance * 100.0);
        }
        words
    }

    /// Whether more was changed than the terms allow.
    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        if self.allow == Changes::None
            && let Some(unmet) = headline(facts)
        {
            return Some(unmet);
        }
        let passages = &facts.reuse.passages;
        let total: usize = passages.iter().map(|passage| passage.page.len()).sum();
        let comparison = Comparison {
            facts,
            furniture: Furniture::new(facts),
            allow: self.allow,
        };
        let altered: f64 = passages
            .iter()
            .map(|passage| comparison.altered(passage))
            .sum::<f64>()
            + put_in(facts)
                .map(|edit| edit.page.len() as f64)
                .sum::<f64>();
        let share = altered / total.max(1) as f64;
        if share <= self.tolerance {
            return None;
        }
        let first = passages
            .iter()
            .flat_map(|passage| &passage.edits)
            .find_map(|edit| Some((edit.kind, comparison.bites(edit)?)))
            .or_else(|| {
                let edit = put_in(facts).next()?;
                let change = Change {
                    bytes: edit.page.len(),
                    page: edit.page.clone(),
                    original: edit.original.end..edit.original.end,
                };
                Some((EditKind::Inserted, change))
            });
        let shown = { first.as_ref() }.map_or_else(String::new, |(kind, change)| {
            format!(", such as {}", shown(facts, *kind, change))
        });
        let unmet = Unmet::new(
            self.code(),
            format!(
                "about {:.0} % of the text was changed{shown}; the terms allow {}",
                (share * 100.0).clamp(1.0, 100.0),
                if self.tolerance > 0.0 {
                    format!("{:.0} %", self.tolerance * 100.0)
                } else {
                    "no change".to_owned()
                },
            ),
        );
        let place = first.and_then(|(_, change)| facts.place_of(change.page.start));
        Some(match place {
            Some((line, column)) => unmet.in_place(line, column, ""),
            None => unmet,
        })
    }
}

/// Whether anything was changed in the text, by whoever asks more of an edited text.
pub(in crate::rules) fn is_edited(facts: &Facts<'_>) -> bool {
    let furniture = Furniture::new(facts);
    !facts.reuse.between.is_empty()
        || facts.reuse.passages.iter().any(|passage| {
            passage.kind == PassageKind::Reworded
                || passage
                    .edits
                    .iter()
                    .any(|edit| edit.kind.is_change() && furniture.change(edit).is_some())
        })
}

/// The headline must be the original's.
fn headline<'a>(facts: &Facts<'a>) -> Option<Unmet<'a>> {
    let wanted = facts.values.title.as_deref()?;
    let found = facts.page.title.as_deref()?;
    (!alike(wanted, found)).then(|| {
        Unmet::new(
            Code::AlteredText,
            format!(
                "the headline is “{}”, not “{}”; the terms allow no other",
                shortened(found),
                shortened(wanted)
            ),
        )
    })
}

/// Paragraphs of the page's own among those of the text; one that is left out shortens the text and alters nothing.
fn put_in<'a>(facts: &Facts<'a>) -> impl Iterator<Item = &'a Edit> + use<'a> {
    let between = facts.reuse.between.iter();
    between.filter(|edit| !edit.page.is_empty())
}

/// The text beside the original's, and what may differ.
struct Comparison<'f> {
    facts: &'f Facts<'f>,
    furniture: Furniture<'f>,
    allow: Changes,
}

impl Comparison<'_> {
    /// Bytes of a passage that differ in a way the terms do not allow.
    fn altered(&self, passage: &Passage) -> f64 {
        if passage.kind == PassageKind::Reworded {
            return (1.0 - passage.similarity) * passage.page.len() as f64;
        }
        let changes = passage.edits.iter().filter_map(|edit| self.bites(edit));
        changes.map(|change| change.bytes as f64).sum()
    }

    /// What an edit changed in a way the terms do not allow.
    fn bites(&self, edit: &Edit) -> Option<Change> {
        if !edit.kind.is_change() || self.is_address(edit) {
            return None;
        }
        let change = self.furniture.change(edit)?;
        let is_style = || {
            let original = self.facts.original;
            let language = original.language.as_deref().unwrap_or("en");
            let difference = Difference {
                page: (&self.facts.page.text, change.page.clone()),
                original: (&original.text, change.original.clone()),
            };
            // One stretch on either side is all that differs.
            change.bytes <= change.page.len().max(change.original.len())
                && difference.is_style(language)
        };
        let allowed = self.allow == Changes::Style && edit.kind != EditKind::Moved && is_style();
        (!allowed).then_some(change)
    }

    /// Whether nothing but addresses differ: an address may be shown in one place and stand behind words in the other.
    fn is_address(&self, edit: &Edit) -> bool {
        let bare = |text: Option<&str>| {
            let mut rest = text.unwrap_or_default();
            let mut words = 0;
            while let Some(url) = find_url(rest) {
                words += tokens(&rest[..url.start]).list.len();
                rest = &rest[url.end..];
            }
            words + tokens(rest).list.len() == 0
        };
        bare(self.facts.page.text.get(edit.page.clone()))
            && bare(self.facts.original.text.get(edit.original.clone()))
    }
}

fn shown(facts: &Facts<'_>, kind: EditKind, change: &Change) -> String {
    let cut = |text: Option<&str>| one_line(text.unwrap_or_default(), 60);
    let page = cut(facts.page.text.get(change.page.clone()));
    let original = cut(facts.original.text.get(change.original.clone()));
    match kind {
        EditKind::Moved => format!("“{page}” moved"),
        _ if page.is_empty() => format!("“{original}” left out"),
        _ if original.is_empty() => format!("“{page}” put in"),
        _ => format!("“{page}” for “{original}”"),
    }
}
