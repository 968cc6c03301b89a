//! Where a credit must stand.

use serde_json::{Value, json};

use super::kind::Kind;
use crate::credit::{Credit, Region, Zone};
use crate::finding::Code;
use crate::page::Visibility;
use crate::rules::facts::{Facts, Standing, Unmet};
use crate::yaml::schema::{count, object, word_of};
use crate::yaml::{Node, Reader, Value as Yaml};

const KEYS: &[&str] = &["top"];

const WORDS: &[(&str, Placement)] = &[
    ("byline", Placement::Byline),
    ("top", Placement::Top(0)),
    ("end", Placement::End),
    ("near", Placement::Near),
    ("prominent", Placement::Prominent),
    ("article", Placement::Article),
    ("anywhere", Placement::Anywhere),
];

/// Blocks of the text within which a credit is met before the text was read. By hand.
const PROMINENT: usize = 3;

/// Where a credit must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// With the author's name, between headline and text.
    Byline,
    /// Before the text, or within so many of its first blocks.
    Top(u32),
    /// After the text.
    End,
    /// Next to the text or inside it.
    Near,
    /// Where a reader meets it before having read the text, and unfolded: above it or within its first blocks.
    Prominent,
    /// In the same article or main part.
    Article,
    /// Anywhere in sight.
    Anywhere,
}

impl Kind for Placement {
    fn read(reader: &mut Reader<'_>, value: &Node, kind: &str) -> Option<Self> {
        if !matches!(value.value, Yaml::Map(_)) {
            return reader.one_of(value, kind, WORDS);
        }
        let fields = reader.map(value, "`placement`", KEYS)?;
        let Some(node) = fields.get("top") else {
            reader.error_help(
                value.referenced,
                "`placement` says no place",
                "write `placement: top`, or `placement: { top: 3 }` for the first three paragraphs",
            );
            return None;
        };
        let blocks = reader.count(node, "`top`")?;
        Some(Self::Top(u32::try_from(blocks).unwrap_or(u32::MAX)))
    }

    fn bare() -> Option<Self> {
        None
    }

    fn schema() -> Value {
        json!({ "oneOf": [word_of(WORDS), object(KEYS, |_| count())] })
    }

    fn code(&self) -> Code {
        Code::MisplacedAttribution
    }

    fn describe(&self) -> String {
        let place = match self {
            Self::Byline => "with the author's name",
            Self::Top(0) => "above the text",
            Self::Top(blocks) => {
                return format!("the credit above the text or in its first {blocks} paragraphs");
            }
            Self::End => "below the text",
            Self::Near => "next to the text",
            Self::Prominent => "where readers meet it first",
            Self::Article => "inside the article",
            Self::Anywhere => "anywhere in sight",
        };
        format!("the credit {place}")
    }

    fn noun(&self) -> &'static str {
        "a credit at that place"
    }

    fn unmet<'a>(&self, facts: &Facts<'a>, _: bool) -> Option<Unmet<'a>> {
        let mut credits = facts.evidence.counting().peekable();
        let first = credits.peek().map(|(_, credit)| *credit);
        if credits.any(|(standing, credit)| self.holds(facts, standing, credit)) {
            return None;
        }
        let wanted = match self {
            Self::Byline => "with the author's name, between headline and text".to_owned(),
            Self::Top(0) => "above the text".to_owned(),
            Self::Top(blocks) => format!("above the text or in its first {blocks} paragraphs"),
            Self::End => "below the text".to_owned(),
            Self::Near => "next to the text".to_owned(),
            Self::Prominent => "where readers meet it first, unfolded".to_owned(),
            Self::Article | Self::Anywhere => "inside the article".to_owned(),
        };
        let message = format!("the terms ask for the credit {wanted}");
        Some(Unmet::new(self.code(), message).with_fix().at(first))
    }

    fn is_credit(&self) -> bool {
        true
    }
}

impl Placement {
    fn holds(self, facts: &Facts<'_>, standing: Standing, credit: &Credit) -> bool {
        let above = credit.region == Region::Before;
        match self {
            Self::Byline => above && standing == Standing::Near && !credit.authors.is_empty(),
            Self::Top(blocks) => above || is_within(facts, credit, blocks as usize),
            Self::End => credit.region == Region::After,
            Self::Near => matches!(credit.zone, Zone::In | Zone::Edge),
            Self::Prominent => {
                credit.visibility == Visibility::Visible
                    && standing == Standing::Near
                    && (above || is_within(facts, credit, PROMINENT))
            }
            Self::Article => standing == Standing::Near,
            Self::Anywhere => true,
        }
    }
}

/// Whether a credit stands within so many blocks from the one where the text begins.
fn is_within(facts: &Facts<'_>, credit: &Credit, blocks: usize) -> bool {
    let passages = facts.reuse.passages.iter();
    let start = passages.map(|passage| passage.page.start).min();
    let (Some(start), Some(block)) = (start, credit.block) else {
        return false;
    };
    let all = &facts.page.blocks;
    let first = all
        .partition_point(|known| known.start <= start)
        .saturating_sub(1);
    block < first + blocks
}
