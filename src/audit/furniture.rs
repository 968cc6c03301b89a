//! Furniture: what a page puts between the blocks of a text without changing it, such as a byline, a date, a caption,
//! an advertisement, a list of other articles, a credit line or a note of its editor. The words of these blocks are no
//! words put in; whole blocks of prose are, and so is what was changed within copied blocks.

pub(super) mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::explained::joined;
use crate::credit::{Credit, CreditKind, Target};
use crate::matching::{Class, Edit, EditKind, Passage, PassageKind, Reuse};
use crate::originals::Original;
use crate::page::{Landmark, Page, Visibility};
use crate::text::tokens;
use told::{
    PROSE, invites, is_apart, is_dateline, is_of_the_page, is_sentence, leads_elsewhere,
    stands_in_a_box, states_license,
};

/// Share of a line that may agree with the original by chance ("the", "of") while the line is none of its lines. Measured
/// on asides in Spanish and Chinese, where up to two fifths of the tokens do.
const FOREIGN: f64 = 0.5;
/// Digits of the mark of a footnote, and letters of a word at which it stands: shorter ones are names, such as `mp3`.
const MARK: usize = 3;
/// See [`MARK`].
const LETTERS: usize = 4;
/// Share of words missing at one place that stand at another from which they are not left out. By hand.
const ELSEWHERE: f64 = 0.8;
/// Share of the page that comes from the original from which what stands between two passages was put into the text; a
/// page that quotes a text now and then speaks for itself. By hand.
const MADE_OF: f64 = 0.5;
/// Parts of the original before the first paragraph of its text: a headline, a byline, a date. By hand.
const HEAD: usize = 4;
/// Tokens of a line of the page's own before the text that leads into it. By hand.
const LEAD: usize = 40;
/// The same in bytes, so that no long line is cut into its words. By hand.
const LEAD_BYTES: usize = 1_024;
/// Lines set before a text: one that leads into it, and the place from which it is reported.
const LINES: usize = 2;

/// What is masked on every page together with the lines in sight that credit this original, however they begin: with
/// its title, with a word of credit, with a link. A credit is never put into the text.
pub(super) fn with_credits(
    page: &Page,
    masked: &[Range<usize>],
    credits: &[Credit],
) -> Vec<Range<usize>> {
    let lines = credits.iter().filter(|credit| {
        let names = credit.title || credit.publisher || !credit.authors.is_empty();
        let links = || {
            let mut targets = credit.links.iter().map(|link| link.target);
            targets.any(|target| matches!(target, Target::Article | Target::Near))
        };
        credit.visibility == Visibility::Visible
            && credit.code.is_none()
            && !matches!(credit.kind, CreditKind::Code | CreditKind::Link)
            && (names || links())
    });
    let lines = lines.filter_map(|credit| {
        let block = page.blocks.get(credit.block?)?;
        Some(block.start + credit.range.start..block.start + credit.range.end)
    });
    masked.iter().cloned().chain(lines).collect()
}

/// Sets apart what is furniture among the differences of a reuse, and notes what was put in and left out between
/// passages. `masked` are the page's credit lines, notices and chrome.
pub(super) fn set_apart(
    page: &Page,
    original: &Original,
    mut reuse: Reuse,
    masked: &[Range<usize>],
) -> Reuse {
    if reuse.class < Class::Excerpt {
        return reuse;
    }
    let taken = taken(&reuse, |passage| &passage.original, |edit| &edit.original);
    let texts = Texts {
        page: Cut {
            text: &page.text,
            parts: lines_of(page, &reuse, &joined(masked.to_vec())),
        },
        original: Cut {
            text: &original.text,
            parts: paragraphs_of(original, &taken),
        },
        taken,
    };
    // What a box beside the text says may resemble a sentence of the text.
    reuse.passages.retain(|passage| {
        passage.kind != PassageKind::Reworded || !texts.page.split(&passage.page).0.is_empty()
    });
    let mut between = Vec::new();
    if reuse.class >= Class::Partial && reuse.page_share >= MADE_OF {
        for at in 1..reuse.passages.len() {
            let (before, behind) = reuse.passages.split_at_mut(at);
            let (Some(one), Some(next)) = (before.last_mut(), behind.first_mut()) else {
                continue;
            };
            let is_copy = |kind: PassageKind| kind != PassageKind::Reworded;
            let goes_on =
                one.page.end <= next.page.start && one.original.end <= next.original.start;
            if goes_on && is_copy(one.kind) && is_copy(next.kind) {
                let gap = Edit {
                    kind: EditKind::Replaced,
                    original: one.original.end..next.original.start,
                    page: one.page.end..next.page.start,
                };
                if texts.page.split(&gap.page).0.is_empty() {
                    texts.cut_within(one, next);
                }
                texts.cut(&gap, &mut between);
            }
        }
        between.retain(|edit| edit.kind != EditKind::Furniture);
    }
    reuse.between = between;
    if reuse.class == Class::Full || reuse.class == Class::Partial && reuse.page_share >= MADE_OF {
        texts.widen(&mut reuse.passages);
        if let Some((first, last)) = outermost(&reuse.passages) {
            let siblings = |one: usize, other: usize| {
                let parent = |at: usize| {
                    let number = page.blocks.partition_point(|block| block.start <= at);
                    let block = page.blocks.get(number.checked_sub(1)?)?;
                    Some(page.elements.get(block.element)?.parent)
                };
                parent(one).is_some_and(|parent_of| parent(other) == Some(parent_of))
            };
            let own = [texts.replaced(first, true), texts.replaced(last, false)];
            let own = own.into_iter().flatten();
            let inside = [first.page.start, last.page.end.saturating_sub(1)];
            let own = own.filter(|edit| inside.iter().any(|at| siblings(edit.page.start, *at)));
            reuse.between.extend(own.collect::<Vec<_>>());
        }
    }
    for passage in &mut reuse.passages {
        let mut edits = Vec::with_capacity(passage.edits.len());
        for edit in &passage.edits {
            match edit.kind {
                EditKind::Inserted | EditKind::Deleted | EditKind::Replaced
                    if texts.is_mark(edit) =>
                {
                    edits.push(Edit {
                        kind: EditKind::Surface,
                        ..edit.clone()
                    });
                }
                EditKind::Inserted | EditKind::Deleted | EditKind::Replaced => {
                    texts.cut(edit, &mut edits);
                }
                EditKind::Moved if texts.page.split(&edit.page).0.is_empty() => {
                    edits.push(Edit {
                        kind: EditKind::Furniture,
                        original: edit.original.start..edit.original.start,
                        page: edit.page.clone(),
                    });
                }
                _ => edits.push(edit.clone()),
            }
        }
        let (mut left_out, mut put_in) = (0, 0);
        for edit in edits.iter().filter(|edit| edit.kind == EditKind::Furniture) {
            let count = |text: &str, range: &Range<usize>| {
                tokens(text.get(range.clone()).unwrap_or_default())
                    .list
                    .len()
            };
            left_out += count(&original.text, &edit.original);
            put_in += count(&page.text, &edit.page);
        }
        if left_out + put_in > 0 && passage.kind != PassageKind::Reworded {
            let (of_original, of_page) = passage.tokens;
            let equal = passage.similarity * of_original.max(of_page) as f64;
            let longer = of_original
                .saturating_sub(left_out)
                .max(of_page.saturating_sub(put_in));
            passage.similarity = (equal / longer.max(1) as f64).min(1.0);
        }
        // A paragraph of the page's own among those of the text.
        reuse.between.extend(
            edits
                .iter()
                .filter(|edit| edit.kind == EditKind::Inserted && texts.page.is_foreign(&edit.page))
                .cloned(),
        );
        passage.edits = edits;
        let is_verbatim = passage.edits.iter().all(|edit| !edit.kind.is_change());
        if passage.kind == PassageKind::Edited && is_verbatim {
            passage.kind = PassageKind::Verbatim;
        }
    }
    reuse
}

/// The first and the last passage that holds words of the original.
fn outermost(passages: &[Passage]) -> Option<(&Passage, &Passage)> {
    let mut exact = passages
        .iter()
        .filter(|passage| passage.kind != PassageKind::Reworded);
    let first = exact.next()?;
    Some((first, exact.next_back().unwrap_or(first)))
}

/// Lets a passage begin with a difference.
fn put_before(passage: &mut Passage, kind: EditKind, page: Range<usize>, original: Range<usize>) {
    passage.page.start = page.start;
    passage.original.start = original.start;
    passage.edits.insert(
        0,
        Edit {
            kind,
            original,
            page,
        },
    );
    passage.kind = PassageKind::Edited;
}

/// Lets a passage end with a difference.
fn put_behind(passage: &mut Passage, kind: EditKind, page: Range<usize>, original: Range<usize>) {
    passage.page.end = page.end;
    passage.original.end = original.end;
    passage.edits.push(Edit {
        kind,
        original,
        page,
    });
    passage.kind = PassageKind::Edited;
}

/// A line of the page or a paragraph of the original.
struct Part {
    range: Range<usize>,
    /// Not a line of the other text, and nothing that belongs to a text.
    is_furniture: bool,
    /// Not a line of the other text.
    is_foreign: bool,
}

/// A text cut into its parts.
struct Cut<'a> {
    text: &'a str,
    parts: Vec<Part>,
}

struct Texts<'a> {
    page: Cut<'a>,
    original: Cut<'a>,
    /// What the page has of the original, in order.
    taken: Vec<Range<usize>>,
}

impl Texts<'_> {
    /// Takes into the outermost passages what is left of the paragraphs in which the text begins and ends: a word changed
    /// there is no part of what both texts have, and a change nevertheless.
    fn widen(&self, passages: &mut [Passage]) {
        let mut exact = passages
            .iter_mut()
            .filter(|passage| passage.kind != PassageKind::Reworded);
        let Some(first) = exact.next() else { return };
        if let Some((page, original)) = self.begins(first)
            && let Some(kind) = self.edge(&page, &original, true)
        {
            put_before(first, kind, page, original);
        }
        let last = exact.next_back().unwrap_or(first);
        if let Some((page, original)) = self.ends(last)
            && let Some(kind) = self.edge(&page, &original, false)
        {
            put_behind(last, kind, page, original);
        }
    }

    /// Takes into two passages between which the page has nothing what it lacks of the paragraphs in which the one ends
    /// and the other begins.
    fn cut_within(&self, one: &mut Passage, next: &mut Passage) {
        let says = |range: &Range<usize>| {
            let text = self.original.says(range);
            text.chars().any(char::is_alphanumeric)
        };
        let (at, until) = (one.original.end, next.original.start);
        if let Some((_, rest)) = self.ends(one) {
            let rest = rest.start..rest.end.min(until);
            if says(&rest) {
                let page = one.page.end..one.page.end;
                put_behind(one, EditKind::Deleted, page, rest);
            }
        }
        if let Some((_, head)) = self.begins(next) {
            let head = head.start..head.end;
            if head.start > at && says(&head) {
                let page = next.page.start..next.page.start;
                put_before(next, EditKind::Deleted, page, head);
            }
        }
    }

    /// Whether nothing but the mark of a footnote differs: `[3]`, or a raised number that stands at its word.
    fn is_mark(&self, edit: &Edit) -> bool {
        let (page, original) = (
            self.page.says(&edit.page),
            self.original.says(&edit.original),
        );
        let is_number = |text: &str| {
            let number = text.trim_matches(|c: char| c.is_whitespace() || "[]".contains(c));
            number.chars().all(char::is_numeric) && number.chars().count() <= MARK
        };
        let is_open =
            |text: &str, at: usize| text.get(..at).is_some_and(|before| before.ends_with('['));
        let is_bracketed = [page, original].iter().any(|text| text.contains('['))
            || is_open(self.page.text, edit.page.start)
            || is_open(self.original.text, edit.original.start);
        let word = |text: &str| text.trim_end_matches(char::is_numeric).to_owned();
        let is_raised = |text: &str| text.len() <= word(text).len() + MARK;
        let name = word(page);
        is_bracketed && is_number(page) && is_number(original)
            || name.chars().filter(|c| c.is_lowercase()).count() >= LETTERS
                && name == word(original)
                && is_raised(page)
                && is_raised(original)
    }

    /// The paragraph of the page's own that stands in the place of the first or the last one of the text.
    fn replaced(&self, passage: &Passage, begins: bool) -> Option<Edit> {
        let prose = |text: &Cut<'_>, part: &Part| {
            let says = text.says(&part.range);
            let is_prose = !part.is_furniture && part.is_foreign && is_sentence(says);
            is_prose && tokens(says).list.len() > PROSE
        };
        let own = self.page.beside(&passage.page, begins)?;
        let missing = self.original.beside(&passage.original, begins)?;
        (prose(&self.page, own) && prose(&self.original, missing)).then(|| Edit {
            kind: EditKind::Replaced,
            original: missing.range.clone(),
            page: own.range.clone(),
        })
    }

    /// What stands before a passage in the line and in the paragraph in which it begins.
    fn begins(&self, passage: &Passage) -> Option<(Range<usize>, Range<usize>)> {
        let (page, original) = (passage.page.start, passage.original.start);
        let line = self.page.around(&(page..page + 1))?;
        let paragraph = self.original.around(&(original..original + 1))?;
        Some((
            line.start.min(page)..page,
            paragraph.start.min(original)..original,
        ))
    }

    /// What stands behind a passage in the line and in the paragraph in which it ends.
    fn ends(&self, passage: &Passage) -> Option<(Range<usize>, Range<usize>)> {
        let (page, original) = (passage.page.end, passage.original.end);
        let line = self.page.around(&(page.checked_sub(1)?..page))?;
        let paragraph = self
            .original
            .around(&(original.checked_sub(1)?..original))?;
        Some((
            page..line.end.max(page),
            original..paragraph.end.max(original),
        ))
    }

    /// What was done where a text begins or ends: to what the page has there of its own, and what it lacks of the text.
    fn edge(&self, own: &Range<usize>, theirs: &Range<usize>, begins: bool) -> Option<EditKind> {
        let (own, theirs) = (self.page.says(own), self.original.says(theirs));
        let letters = |text: &str| -> String {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let (here, there) = (letters(own), letters(theirs));
        // A first letter that is drawn large may be a picture, or a word of its own.
        let is_initial = begins
            && there
                .strip_suffix(here.as_str())
                .is_some_and(|initial| initial.chars().count() == 1);
        if here == there || is_initial {
            return None;
        }
        let is_own = |text: &str| !is_of_the_page(text, begins);
        let is_sentence = |text: &str| is_own(text) && is_sentence(text);
        match (here.is_empty(), there.is_empty()) {
            (false, false) => (is_own(own) && is_own(theirs)).then_some(EditKind::Replaced),
            (false, true) => is_sentence(own).then_some(EditKind::Inserted),
            _ => is_sentence(theirs).then_some(EditKind::Deleted),
        }
    }

    /// Whether a difference is what agencies and papers set before the first words of a text, on one of both sides: the place
    /// from which it is reported, or a line that leads into it.
    fn is_before_the_text(&self, edit: &Edit) -> bool {
        let speaks = |text: &str| text.chars().any(char::is_alphanumeric);
        let (cut, range) = match (
            speaks(self.page.says(&edit.page)),
            speaks(self.original.says(&edit.original)),
        ) {
            (true, false) => (&self.page, &edit.page),
            (false, true) => (&self.original, &edit.original),
            _ => return false,
        };
        let at = edit.original.start;
        let before = self.original.before(at);
        let is_prose = |part: &Part| {
            let says = self.original.says(&part.range);
            is_sentence(says) && tokens(says).list.len() > PROSE
        };
        let inside = self.original.from(&(at..at + 1)).next();
        let is_begun = inside.is_some_and(|part| {
            part.range.start < at && speaks(self.original.says(&(part.range.start..at)))
        });
        if is_begun || before.len() > HEAD || before.iter().any(is_prose) {
            return false;
        }
        let is_page = std::ptr::eq(cut, &self.page);
        let inside = |part: &Part| {
            let start = part.range.start.max(range.start);
            start..part.range.end.min(range.end).max(start)
        };
        let mut lines = cut
            .from(range)
            .take_while(|part| part.range.start < range.end)
            .filter(|part| !part.is_furniture && speaks(cut.says(&inside(part))))
            .peekable();
        let mut count = 0;
        lines.peek().is_some()
            && lines.all(|line| {
                count += 1;
                let said = inside(line);
                let says = cut.says(&said);
                let behind = cut.says(&(said.end..line.range.end));
                if speaks(cut.says(&(line.range.start..said.start))) || count > LINES {
                    return false;
                }
                if speaks(behind) {
                    return is_dateline(says, behind);
                }
                is_page && says.len() <= LEAD_BYTES && tokens(says).list.len() <= LEAD
            })
    }

    /// Cuts a difference into what is furniture and what is not.
    fn cut(&self, edit: &Edit, into: &mut Vec<Edit>) {
        if self.is_before_the_text(edit) {
            into.push(Edit {
                kind: EditKind::Furniture,
                ..edit.clone()
            });
            return;
        }
        let (put_in, own) = self.page.split(&edit.page);
        let (mut left_out, missing) = self.original.split(&edit.original);
        // A block beside the text may agree by chance with a word or two of what stands right behind it.
        left_out
            .retain(|range| (covered(&self.taken, range) as f64) < ELSEWHERE * range.len() as f64);
        let from = into.len();
        into.extend(own.into_iter().map(|page| Edit {
            kind: EditKind::Furniture,
            original: edit.original.start..edit.original.start,
            page,
        }));
        into.extend(missing.into_iter().map(|original| Edit {
            kind: EditKind::Furniture,
            original,
            page: edit.page.start..edit.page.start,
        }));
        let hull = |parts: &[Range<usize>], at: usize| match (parts.first(), parts.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => at..at,
        };
        let original = hull(&left_out, edit.original.start);
        let mut parts = put_in.into_iter();
        let first = parts.next();
        if first.is_some() || !original.is_empty() {
            into.push(Edit {
                kind: match (&first, original.is_empty()) {
                    (None, _) => EditKind::Deleted,
                    (Some(_), true) => EditKind::Inserted,
                    (Some(_), false) => EditKind::Replaced,
                },
                page: first.unwrap_or(edit.page.start..edit.page.start),
                original,
            });
        }
        into.extend(parts.map(|page| Edit {
            kind: EditKind::Inserted,
            original: edit.original.end..edit.original.end,
            page,
        }));
        if let Some(new) = into.get_mut(from..) {
            new.sort_by_key(|edit| (edit.page.start, edit.original.start));
        }
    }
}

impl Cut<'_> {
    /// The part in which a range lies, if it is of a text.
    fn around(&self, range: &Range<usize>) -> Option<&Range<usize>> {
        let part = self.from(range).next()?;
        let is_text = part.range.start < range.end && !part.is_furniture;
        is_text.then_some(&part.range)
    }

    /// The part right before a range, or right behind it.
    fn beside(&self, range: &Range<usize>, before: bool) -> Option<&Part> {
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
    fn before(&self, at: usize) -> &[Part] {
        let ends_before = |part: &Part| part.range.end <= at;
        let count = self.parts.partition_point(ends_before);
        self.parts.get(..count).unwrap_or_default()
    }

    fn says(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Whether a range lies in a line that is none of the other text.
    fn is_foreign(&self, range: &Range<usize>) -> bool {
        self.from(range).next().is_some_and(|part| part.is_foreign)
    }

    /// The part in which a range begins, and those behind it.
    fn from(&self, range: &Range<usize>) -> std::slice::Iter<'_, Part> {
        let ends_before = |part: &Part| part.range.end <= range.start;
        let first = self.parts.partition_point(ends_before);
        self.parts.get(first..).unwrap_or_default().iter()
    }

    /// The parts of a range that belong to a text, and those that are furniture.
    fn split(&self, range: &Range<usize>) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
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
fn lines_of(page: &Page, reuse: &Reuse, masked: &[Range<usize>]) -> Vec<Part> {
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
                            || is_apart(text)
                    });
            Part {
                range,
                is_furniture,
                is_foreign: !is_copied,
            }
        })
        .collect()
}

/// The passages that hold words of the original in their order.
fn exact(reuse: &Reuse) -> impl Iterator<Item = &Passage> {
    reuse
        .passages
        .iter()
        .filter(|passage| passage.kind != PassageKind::Reworded)
}

/// What both texts have, as it stands in one of them, ordered and disjoint.
fn taken(
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
fn paragraphs_of(original: &Original, taken: &[Range<usize>]) -> Vec<Part> {
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
fn covered(ranges: &[Range<usize>], range: &Range<usize>) -> usize {
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
