//! No more than so much may be taken.

use std::ops::Range;

use serde_json::{Value, json};

use super::kind::Kind;
use crate::finding::Code;
use crate::rules::facts::{Facts, Unmet};
use crate::yaml::schema::{count, object, share};
use crate::yaml::{Node, Reader};

const KEYS: &[&str] = &["share", "percent", "words", "characters", "paragraphs"];

/// How much may be taken at most. What is `None` is not limited.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Extent {
    /// Share of the original, 0 to 1.
    pub share: Option<f64>,
    /// Words (a Chinese, Japanese or Korean character counts as one).
    pub words: Option<usize>,
    /// Characters.
    pub characters: Option<usize>,
    /// Paragraphs of the page that hold copied text.
    pub paragraphs: Option<usize>,
}

impl Kind for Extent {
    fn read(reader: &mut Reader<'_>, value: &Node, _: &str) -> Option<Self> {
        let fields = reader.map(value, "`extent`", KEYS)?;
        let mut extent = Self::default();
        if let Some(node) = fields.get("share") {
            extent.share = reader.number(node, "`share`", 0.0..=1.0);
        }
        if let Some(node) = fields.get("percent") {
            extent.share = reader
                .number(node, "`percent`", 0.0..=100.0)
                .map(|percent| percent / 100.0);
        }
        if let Some(node) = fields.get("paragraphs") {
            extent.paragraphs = reader.count(node, "`paragraphs`");
        }
        if let Some(node) = fields.get("words") {
            extent.words = reader.count(node, "`words`");
        }
        if let Some(node) = fields.get("characters") {
            extent.characters = reader.count(node, "`characters`");
        }
        if extent == Self::default() {
            reader.error(
                value.referenced,
                format!("`extent` needs one of: {}", KEYS.join(", ")),
            );
            return None;
        }
        Some(extent)
    }

    fn bare() -> Option<Self> {
        None
    }

    fn schema() -> Value {
        object(KEYS, |key| match key {
            "share" => share(),
            "percent" => json!({ "type": "number", "minimum": 0, "maximum": 100 }),
            _ => count(),
        })
    }

    fn code(&self) -> Code {
        Code::TooMuchReused
    }

    fn describe(&self) -> String {
        let mut limits = Vec::new();
        limits.extend(self.share.map(|share| format!("{:.0} %", share * 100.0)));
        limits.extend(self.words.map(|words| format!("{words} words")));
        limits.extend(self.characters.map(|count| format!("{count} characters")));
        limits.extend(self.paragraphs.map(|count| format!("{count} paragraphs")));
        format!("no more than {}", limits.join(", "))
    }

    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        let reuse = facts.reuse;
        let share = |limit: f64| {
            (reuse.original_share > limit).then(|| {
                let taken = reuse.original_share * 100.0;
                format!(
                    "{taken:.0} % of the original; the terms allow {:.0} %",
                    limit * 100.0
                )
            })
        };
        let counted = |taken: usize, limit: usize, what: &str| {
            (taken > limit).then(|| format!("{taken} {what}; the terms allow {limit}"))
        };
        let over = self
            .share
            .and_then(share)
            .or_else(|| counted(reuse.original_tokens.0, self.words?, "words"))
            .or_else(|| counted(characters(facts), self.characters?, "characters"))
            .or_else(|| counted(paragraphs(facts), self.paragraphs?, "paragraphs"));
        over.map(|what| Unmet::new(self.code(), format!("the page takes {what}")))
    }
}

fn characters(facts: &Facts<'_>) -> usize {
    let passages = facts.reuse.passages.iter();
    passages
        .filter_map(|passage| facts.page.text.get(passage.page.clone()))
        .map(|text| text.chars().count())
        .sum()
}

/// Blocks of the page that hold copied text.
fn paragraphs(facts: &Facts<'_>) -> usize {
    let taken = |range: &Range<usize>| {
        let passages = &facts.reuse.passages;
        passages
            .iter()
            .any(|passage| passage.page.start < range.end && range.start < passage.page.end)
    };
    let blocks = facts.page.blocks.iter();
    blocks.filter(|block| taken(&block.range())).count()
}
