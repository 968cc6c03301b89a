//! Rows of a box, where the label says what it is about and the value what is asked: "Rights: by arrangement only",
//! "Reuse | yes, with my name and the address".

use std::ops::Range;

use super::NoticeKind;
use super::grammar::Said;
use super::lexicon::{Hit, Word};
use super::links::all_links;
use super::read::{Read, lone_label};
use crate::page::BlockKind;

/// Characters of a row's value. By hand: two dozen words.
const VALUE: usize = 120;

/// Characters of a row's label. By hand: four words.
const LABEL: usize = 32;

/// Reads the rows in which no sentence says anything by itself.
pub(super) fn read(reads: &mut [Read<'_>]) {
    let mut above: Option<Label> = None;
    for read in reads {
        let label = Label::before_colon(read).or(above.take().map(|above| above.at(0)));
        above = Label::alone(read);
        let Some(label) = label.filter(|_| read.said.is_empty()) else {
            continue;
        };
        let value = label.value..read.block.text.len();
        // "Share | Copy link" is a row of buttons.
        if all_links(read.block, &value) {
            continue;
        }
        let written = read.block.text.get(value.clone()).unwrap_or_default();
        if written.chars().count() > VALUE {
            continue;
        }
        let said = label.said(read, &value);
        if let Some(said) = said {
            read.said.push((value, said));
        }
    }
}

/// The label of a row that is about taking a text over or about rights.
struct Label {
    /// Languages in which it is about taking over, and whether it is about rights.
    reuse: Vec<u8>,
    rights: bool,
    /// Whether it may be a label in words that nobody knows, or none: entries of menus are rows too.
    unknown: bool,
    /// Where the value begins in its block.
    value: usize,
}

impl Label {
    /// A label in one block with its value.
    fn before_colon(read: &Read<'_>) -> Option<Self> {
        let text = &read.block.text;
        let at = text.find([':', '：', '｜'])?;
        let value = at + text.get(at..)?.chars().next()?.len_utf8();
        let label = read.labels.iter().find(|label| label.word == Word::License);
        let rights = label.is_some_and(|label| label.value.start == value);
        Self::of(read, 0..at, rights).map(|label| label.at(value))
    }

    /// A block that is nothing but a label: its value is the next one.
    fn alone(read: &Read<'_>) -> Option<Self> {
        let text = &read.block.text;
        let cell = read.paired;
        let row = cell || read.block.kind == BlockKind::ListItem;
        let rights = lone_label(read) == Some(Word::License);
        let whole = text.chars().count() <= LABEL
            && !text.trim_end_matches([':', '：']).contains([':', '：']);
        if !whole || !(row || rights) {
            return None;
        }
        let label = Self::of(read, 0..text.len(), rights).filter(|_| cell || rights);
        label.or(row.then_some(Self {
            reuse: Vec::new(),
            rights: false,
            unknown: true,
            value: 0,
        }))
    }

    fn of(read: &Read<'_>, range: Range<usize>, rights: bool) -> Option<Self> {
        let text = read.block.text.get(range.clone())?;
        if text.chars().count() > LABEL {
            return None;
        }
        let about = |hit: &&Hit| {
            hit.range.end <= range.end
                && matches!(hit.word, Word::Reuse | Word::Take | Word::Elsewhere)
        };
        let mut reuse: Vec<u8> = read
            .hits
            .iter()
            .filter(about)
            .map(|hit| hit.language)
            .collect();
        reuse.dedup();
        (rights || !reuse.is_empty()).then_some(Self {
            reuse,
            rights,
            unknown: false,
            value: text.len(),
        })
    }

    fn at(self, value: usize) -> Self {
        Self { value, ..self }
    }

    /// What the value says of it, by the words of one language.
    fn said(&self, read: &Read<'_>, value: &Range<usize>) -> Option<Said> {
        let inside = || {
            read.hits
                .iter()
                .filter(|hit| hit.range.start >= value.start)
        };
        let mut languages: Vec<u8> = inside().map(|hit| hit.language).collect();
        languages.sort_unstable();
        languages.dedup();
        let written = read.block.text.get(value.clone())?;
        let first = value.start + (written.len() - written.trim_start().len());
        let kind = |language: u8| {
            let all = |word: Word| {
                inside().filter(move |hit| hit.word == word && hit.language == language)
            };
            let has = |word: Word| all(word).next().is_some();
            let any = |words: &[Word]| words.iter().any(|word| has(*word));
            let reuse = self.reuse.contains(&language);
            if has(Word::Consent) && has(Word::Apply) && !has(Word::Waive) && (self.rights || reuse)
            {
                return Some(NoticeKind::Prohibition);
            }
            // "Reuse: no, thank you."
            let opens = |word: Word| all(word).any(|hit| hit.range.start == first);
            if reuse && (opens(Word::Refuse) || opens(Word::Forbid)) {
                return Some(NoticeKind::Prohibition);
            }
            let owed = any(&[
                Word::Source,
                Word::Origin,
                Word::Whose,
                Word::Name,
                Word::NamedAs,
            ]) || written.contains("://");
            // "Delen | mag, met naam en adres erbij" opens with the permission.
            let asks = any(&[Word::Ask, Word::Name]);
            let both = has(Word::Origin) && has(Word::Address) && read.paired;
            let permits = || self.unknown && asks && (opens(Word::Permit) || both);
            (owed && (reuse || permits())).then_some(NoticeKind::Permission)
        };
        let kind = languages.into_iter().find_map(kind)?;
        Some(Said::plain(kind, kind == NoticeKind::Permission))
    }
}
