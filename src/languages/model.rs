//! The words of one language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Label, Phrase};

/// Everything that the program knows of one language. Words are as they stand in the file, not folded.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Language {
    /// The version of the form of the file.
    pub version: u32,
    /// Its BCP 47 tag.
    #[serde(rename = "language")]
    pub tag: String,
    /// Its name in English.
    pub name: String,
    /// Words for the text itself: "this post was first published …", not "the novel was first published …".
    pub subjects: Vec<String>,
    /// Months and days: a date behind a phrase makes it an update stamp.
    pub months: Vec<String>,
    /// Where a text comes from.
    pub credit: Vec<Phrase>,
    /// What a reprint owes: a notice, or a claim when it asks for the page's own address.
    pub demand: Vec<Phrase>,
    /// The address of "this article", printed by themes.
    pub permalink: Vec<Phrase>,
    /// Who wrote it; a name follows.
    pub byline: Vec<Phrase>,
    /// The same words about a picture, a figure, an imprint: no credit.
    pub negative: Vec<Phrase>,
    /// Words of label lines without the colon, by what stands behind them.
    pub labels: BTreeMap<Label, Vec<String>>,
}

impl Language {
    /// The label words for one thing.
    pub fn labels(&self, label: Label) -> &[String] {
        self.labels.get(&label).map_or(&[], Vec::as_slice)
    }
}
