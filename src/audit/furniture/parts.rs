//! A text cut into its parts: the lines of a page, the paragraphs of an original, and which of them are furniture.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::told::{PROSE, invites, is_apart, leads_elsewhere, stands_in_a_box, states_license};
use crate::audit::explained::joined;
use crate::matching::{Edit, EditKind, Passage, PassageKind, Reuse};
use crate::originals::Original;
use crate::page::{Block, BlockKind, Landmark, Page};
use crate::text::tokens;

/// Share of a line that may agree with the original by chance ("the", "of") while the line is none of its lines. Measured
/// on asides in Spanish and Chinese, where up to two fifths of the tokens do.
const FOREIGN: f64 = 0.5;

/// Cells of a table that are copied from which the table is. By hand.
const CELLS: usize = 2;

/// A line of the page or a paragraph of the original.
pub(super) struct Part {
    pub(super) range: Range<usize>,
    /// Not a line of the other text, and nothing that belongs to a text.
    pub(super) is_furniture: bool,
    /// Not a line of the other text.
    pub(super) is_foreign: bool,
}

/// A text cut into its parts.
pub(super) struct Cut<'a> {
    pub(super) text: &'a str,
    pub(super) parts: Vec<Part>,
}

impl Cut<'_> {
    /// The part in which a range lies, if it is of a text.
    pub(super) fn around(&self, range: &Range<usize>) -> Option<&Range<usize>> {
        let part = self.from(range).next()?;
        let is_text = part.range.start < range.end && !part.is_furniture;
        is_text.then_some(&part.range)
    }

    /// The part right before a range, or right behind it.
    pub(super) fn beside(&self, range: &Range<usize>, before: bool) -> Option<&Part> {
        let number = if before {
            let ends_before = |part: &Part| part.range.end <= range.start;
            self.parts.partition_point(ends_before).checked_sub(1)?
        } else {
            self.parts
                .partition_point(|part| part.range.start < range.end)
        };
        self.parts.get(number)
    }

    /// The parts that end before a place.
    pub(super) fn before(&self, at: usize) -> &[Part] {
        let ends_before = |part: &Part| part.range.end <= at;
        let count = self.parts.partition_point(ends_before);
        self.parts.get(..count).unwrap_or_default()
    }

    pub(super) fn says(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Whether a range lies in a line that is none of the other text.
    pub(super) fn is_foreign(&self, range: &Range<usize>) -> bool {
        self.from(range).next().is_some_and(|part| part.is_foreign)
    }

    /// The part in which a range begins, and those behind it.
    pub(super) fn from(&self, range: &Range<usize>) -> std::slice::Iter<'_, Part> {
        let ends_before = |part: &Part| part.range.end <= range.start;
        let first = self.parts.partition_point(ends_before);
        self.parts.get(first..).unwrap_or_default().iter()
    }

    /// The parts of a range that belong to a text, and those that are furniture.
    pub(super) fn split(&self, range: &Range<usize>) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
        let (mut text, mut furniture) = (Vec::new(), Vec::new());
        let inside = self.from(range);
        for part in inside.take_while(|part| part.range.start < range.end) {
            let shared = part.range.start.max(range.start)..part.range.end.min(range.end);
            let says = self.text.get(shared.clone()).unwrap_or_default();
            if !says.chars().any(char::is_alphanumeric) {
                continue;
            }
            if part.is_furniture {
                furniture.push(shared);
            } else {
                text.push(shared);
            }
        }
        (text, furniture)
    }
}

/// The lines of the page that say something. Where a page ends its paragraphs with `<br>`, its blocks hold many.
pub(super) fn lines_of(page: &Page, reuse: &Reuse, masked: &[Range<usize>]) -> Vec<Part> {
    let taken = taken(reuse, |passage| &passage.page, |edit| &edit.page);
    let mut lines: Vec<(usize, Range<usize>, bool)> = Vec::new();
    for (index, block) in page.blocks.iter().enumerate() {
        for line in said(&block.text, "\n") {
            let range = block.start + line.start..block.start + line.end;
            let is_copied = covered(&taken, &range) as f64 > FOREIGN * range.len() as f64;
            lines.push((index, range, is_copied));
        }
    }
    // What holds copied text is no box beside it.
    let mut holders: BTreeSet<usize> = BTreeSet::new();
    let mut landmark = None;
    for (index, ..) in lines.iter().filter(|(.., is_copied)| *is_copied) {
        let Some(block) = page.blocks.get(*index) else {
            continue;
        };
        landmark = landmark.or(Some(block.landmark));
        for element in page.ancestors(block.element) {
            if !holders.insert(element) {
                break;
            }
        }
    }
    let mut boxes = BTreeMap::new();
    let tables = copied_tables(page, &lines);
    lines
        .into_iter()
        .map(|(index, range, is_copied)| {
            let text = page.text.get(range.clone()).unwrap_or_default();
            // A credit line may agree with the notice that it stands for.
            let is_furniture = covered(masked, &range) * 2 > range.len()
                || !is_copied
                    && page.blocks.get(index).is_some_and(|block| {
                        landmark != Some(block.landmark) && block.landmark != Landmark::Content
                            || stands_in_a_box(page, index, &holders, &mut boxes)
                            || leads_elsewhere(block, &range)
                            || invites(page, block, &range)
                            || is_apart(text) && !is_cell_of(page, block, &tables)
                    });
            Part {
                range,
                is_furniture,
                is_foreign: !is_copied,
            }
        })
        .collect()
}

/// The table in which a cell stands.
fn table_of(page: &Page, block: &Block) -> Option<usize> {
    let is_table = |index: &usize| page.elements.get(*index).is_some_and(|e| e.name == "table");
    let mut around = page.ancestors(block.element);
    around.find(|index| block.kind == BlockKind::Cell && is_table(index))
}

/// The tables that are copied with their text: several cells of each are, and none holds so much that the table is how the
/// page is laid out.
fn copied_tables(page: &Page, lines: &[(usize, Range<usize>, bool)]) -> BTreeSet<usize> {
    let mut cells: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
    for (index, _, is_copied) in lines {
        let Some(block) = page.blocks.get(*index) else {
            continue;
        };
        if let Some(table) = table_of(page, block) {
            let (copied, is_layout) = cells.entry(table).or_default();
            *copied += usize::from(*is_copied);
            *is_layout |= tokens(&block.text).list.len() > PROSE;
        }
    }
    let copied = cells
        .into_iter()
        .filter(|(_, (copied, is_layout))| *copied >= CELLS && !is_layout);
    copied.map(|(table, _)| table).collect()
}

/// Whether a block is a cell of one of these tables: however short, it says something of its row.
fn is_cell_of(page: &Page, block: &Block, tables: &BTreeSet<usize>) -> bool {
    !tables.is_empty() && table_of(page, block).is_some_and(|table| tables.contains(&table))
}

/// The passages that hold words of the original in their order.
fn exact(reuse: &Reuse) -> impl Iterator<Item = &Passage> {
    reuse
        .passages
        .iter()
        .filter(|passage| passage.kind != PassageKind::Reworded)
}

/// What both texts have, as it stands in one of them, ordered and disjoint.
pub(super) fn taken(
    reuse: &Reuse,
    passage_of: fn(&Passage) -> &Range<usize>,
    of: fn(&Edit) -> &Range<usize>,
) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for passage in exact(reuse) {
        let whole = passage_of(passage);
        let mut start = whole.start;
        for edit in &passage.edits {
            let is_other = matches!(
                edit.kind,
                EditKind::Inserted | EditKind::Deleted | EditKind::Replaced
            );
            if is_other && !of(edit).is_empty() {
                all.push(start..of(edit).start);
                start = start.max(of(edit).end);
            }
        }
        all.push(start..whole.end);
    }
    all.retain(|range| range.start < range.end);
    joined(all)
}

/// The paragraphs of the original. What the page has of its notice, its byline or a box in it does not matter.
pub(super) fn paragraphs_of(original: &Original, taken: &[Range<usize>]) -> Vec<Part> {
    let notice = original
        .notice
        .iter()
        .filter_map(|notice| notice.range.clone());
    let mut aside: Vec<Range<usize>> = original
        .marks
        .masked
        .iter()
        .cloned()
        .chain(notice)
        .collect();
    aside = joined(aside);
    // A text file ends its paragraphs with empty lines and wraps its lines.
    let end = if original.text.contains("\n\n") {
        "\n\n"
    } else {
        "\n"
    };
    said(&original.text, end)
        .into_iter()
        .map(|range| {
            let text = original.text.get(range.clone()).unwrap_or_default();
            let is_taken = covered(taken, &range) as f64 > FOREIGN * range.len() as f64;
            Part {
                is_foreign: !is_taken,
                is_furniture: covered(&aside, &range) * 2 > range.len()
                    || states_license(text)
                    || !is_taken && is_apart(text),
                range,
            }
        })
        .collect()
}

/// The ranges of the parts of a text between `end`, without those that have no letter and no digit.
fn said(text: &str, end: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut parts = Vec::new();
    for part in text.split(end) {
        if part.chars().any(char::is_alphanumeric) {
            parts.push(start..start + part.len());
        }
        start += part.len() + end.len();
    }
    parts
}

/// How many bytes of a range lie in others, which are ordered and disjoint.
pub(super) fn covered(ranges: &[Range<usize>], range: &Range<usize>) -> usize {
    let first = ranges.partition_point(|other| other.end <= range.start);
    ranges
        .iter()
        .skip(first)
        .take_while(|other| other.start < range.end)
        .map(|other| {
            other
                .end
                .min(range.end)
                .saturating_sub(other.start.max(range.start))
        })
        .sum()
}
