//! What matching finds: passages, shares and the class of a reuse.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// All passages of one original on one page, with shares and a class.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Reuse {
    /// How much was taken, in one word.
    pub class: Class,
    /// Share of the original's weight that is reproduced on the page, 0 to 1: equal tokens of verbatim and edited
    /// passages. URLs, masked text and (beside prose) code have no weight.
    pub original_share: f64,
    /// Share of the original's weight that lies in passages without being reproduced: reworded text, 0 to 1. No
    /// class but [`Class::Reworded`] rests on it.
    pub reworded_share: f64,
    /// Share of the page's weight that comes from the original, 0 to 1 (of all visible text given to matching;
    /// the audit narrows the denominator to the page's main text).
    pub page_share: f64,
    /// Length of the longest verbatim run, in tokens; notices, credit lines and the like are no part of it.
    pub longest_run: usize,
    /// Whether one verbatim run is long enough ([`Params::core`](super::Params::core)) that it can be no formula, or a
    /// much longer one that only single words are put into or taken out of; of a shorter original, all of it.
    pub has_core: bool,
    /// Whether nothing that is long enough is shared but a quotation in the original that is one on the page too: the words
    /// of somebody whom both quote.
    pub is_quoted_in_both: bool,
    /// Number of tokens of the original that are reproduced, and its number of tokens; only tokens that have weight in
    /// [`Reuse::original_share`].
    pub original_tokens: (usize, usize),
    /// Number of tokens of the page that come from the original, and the page's number of tokens, counted likewise.
    pub page_tokens: (usize, usize),
    /// Tokens inside passages that were disguised by invisible or look-alike characters.
    pub obfuscated: usize,
    /// The passages, in the order of the page; ranges do not overlap on the page.
    pub passages: Vec<Passage>,
    /// What was put in and left out between two passages that follow one another in both texts. Matching itself leaves
    /// it empty: whoever knows the blocks of the page fills it in.
    pub between: Vec<Edit>,
    /// Whether a bound on the work was hit, so that more may have been taken than is listed.
    pub bounded: bool,
}

/// How much of an original a page takes. Ordered from nothing to all.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Nothing above the thresholds.
    None,
    /// A possible translation: only language-neutral anchors agree.
    #[serde(rename = "translated?")]
    Translated,
    /// A possible paraphrase or digest: sentences say the same in other words, and no verbatim or edited passage
    /// reaches a threshold.
    #[serde(rename = "reworded?")]
    Reworded,
    /// A short passage inside quotation marks, `blockquote` or `q`.
    Quotation,
    /// At least one passage of 25 words or 40 Han characters.
    Excerpt,
    /// At least a quarter of the original, or 150 words or 300 Han characters of it.
    Partial,
    /// At least three quarters of the original.
    Full,
}

impl Class {
    /// Whether it is only a likeness for somebody to look at, not a reprint: nothing was found word by word.
    pub fn is_possible(self) -> bool {
        matches!(self, Self::Translated | Self::Reworded)
    }

    /// The word for it in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Translated => "translated?",
            Self::Reworded => "reworded?",
            Self::Quotation => "quotation",
            Self::Excerpt => "excerpt",
            Self::Partial => "partial",
            Self::Full => "full",
        }
    }
}

/// A stretch of the page aligned with a stretch of the original.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Passage {
    /// Byte range in the original's text.
    pub original: Range<usize>,
    /// Byte range in the page's text.
    pub page: Range<usize>,
    /// Length in tokens of the stretch of the original and of the stretch of the page.
    pub tokens: (usize, usize),
    /// How the two stretches relate.
    pub kind: PassageKind,
    /// Share of the longer stretch's tokens that are equal after folding, 0 to 1; for a reworded passage the cosine of
    /// its words, weighted by rarity.
    pub similarity: f64,
    /// Tokens that were disguised by invisible or look-alike characters.
    pub obfuscated: usize,
    /// Whether the page shows it as a quotation.
    pub quoted: bool,
    /// Differences inside the passage, in order.
    pub edits: Vec<Edit>,
}

/// How a passage relates to its original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PassageKind {
    /// The same words in the same order.
    Verbatim,
    /// The same words with insertions, deletions or replacements.
    Edited,
    /// The same sentences in other words; never the only reason for a failing exit.
    Reworded,
}

/// One difference inside a passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What was done.
    pub kind: EditKind,
    /// Byte range in the original's text (empty for an insertion).
    pub original: Range<usize>,
    /// Byte range in the page's text (empty for a deletion).
    pub page: Range<usize>,
}

/// What an edit did to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditKind {
    /// Words of the page that the original lacks.
    Inserted,
    /// Words of the original that the page lacks.
    Deleted,
    /// Words put in the place of others.
    Replaced,
    /// The same words at another place.
    Moved,
    /// Only letter case or punctuation differ.
    Surface,
    /// Only disguises differ: invisible or look-alike characters.
    Folded,
    /// A whole block that is no part of the text, on one side only: a byline, a caption, an advertisement, a notice.
    Furniture,
}

impl EditKind {
    /// Whether the text itself was changed.
    pub fn is_change(self) -> bool {
        !matches!(self, Self::Surface | Self::Folded | Self::Furniture)
    }
}

/// What matching must know about a text besides its characters. All ranges are byte ranges on character boundaries.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// Never evidence of reuse: notices, credit lines, licence text, chrome.
    pub masked: Vec<Range<usize>>,
    /// Shown as a quotation: `blockquote`, `q`. (Quotation marks in the text are found by matching itself.)
    pub quoted: Vec<Range<usize>>,
    /// Code listings, scored apart.
    pub code: Vec<Range<usize>>,
    /// Struck out: it stands there and says nothing.
    pub struck_out: Vec<Range<usize>>,
    /// What many publishers say in the same words: liability, data protection, the licence of a program, what a company
    /// says about itself. It may lie in a copy, but weighs nothing.
    pub boilerplate: Vec<Range<usize>>,
}
