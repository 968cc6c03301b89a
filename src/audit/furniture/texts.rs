//! What a difference between two texts is, by the parts in which it lies.

use std::ops::Range;

use super::parts::{Cut, Part, covered};
use super::told::{PROSE, is_dateline, is_of_the_page, is_sentence};
use crate::matching::{Edit, EditKind, Passage, PassageKind};
use crate::text::tokens;

/// Digits of the mark of a footnote, and letters of a word at which it stands: shorter ones are names, such as `mp3`.
/// By hand.
const MARK: usize = 3;
/// See [`MARK`].
const LETTERS: usize = 4;
/// Share of words missing at one place that stand at another from which they are not left out. By hand.
const ELSEWHERE: f64 = 0.8;
/// Parts of the original before the first paragraph of its text: a headline, a byline, a date. By hand.
const HEAD: usize = 4;
/// Tokens of a line of the page's own before the text that leads into it. By hand.
const LEAD: usize = 40;
/// The same in bytes, so that no long line is cut into its words. By hand.
const LEAD_BYTES: usize = 1_024;
/// Words of a place with a date. By hand: "Saint-Orens, le 4 mai" has five.
const PLACE: usize = 6;
/// Lines set before a text: one that leads into it, and the place from which it is reported. By hand.
const LINES: usize = 2;

/// A page and an original, cut into their parts.
pub(super) struct Texts<'a> {
    pub(super) page: Cut<'a>,
    pub(super) original: Cut<'a>,
    /// What the page has of the original, in order.
    pub(super) taken: Vec<Range<usize>>,
}

impl Texts<'_> {
    /// Takes into the outermost passages what is left of the paragraphs in which the text begins and ends: a word changed
    /// there is no part of what both texts have, and a change nevertheless.
    pub(super) fn widen(&self, passages: &mut [Passage]) {
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
    pub(super) fn cut_within(&self, one: &mut Passage, next: &mut Passage) {
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
    pub(super) fn is_mark(&self, edit: &Edit) -> bool {
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
    pub(super) fn replaced(&self, passage: &Passage, begins: bool) -> Option<Edit> {
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
                    return is_dateline(says, behind) || self.is_place(says, behind);
                }
                is_page && says.len() <= LEAD_BYTES && tokens(says).list.len() <= LEAD
            })
    }

    /// Whether words before a text that end with a full stop are a place: names that the text itself has, or with a date.
    fn is_place(&self, words: &str, behind: &str) -> bool {
        let ends = |text: &str| text.trim_start().starts_with('.');
        let is_apart = ends(behind) || words.trim_end().ends_with('.');
        if !is_apart || words.len() > LEAD_BYTES {
            return false;
        }
        let spoken = || {
            let words = words.split(|c: char| !c.is_alphanumeric());
            words.filter(|word| !word.is_empty())
        };
        let names = || spoken().filter(|word| word.starts_with(char::is_uppercase));
        // Within a sentence: at its beginning any word has a capital.
        let is_known = |name: &str| {
            let stands = |at: usize| {
                let before = self.original.says(&(0..at)).trim_end_matches(' ');
                let behind = self
                    .original
                    .text
                    .get(at + name.len()..)
                    .unwrap_or_default();
                before.ends_with(|c: char| c.is_alphanumeric() || c == ',')
                    && !behind.starts_with(char::is_alphanumeric)
            };
            let mut places = self.original.text.match_indices(name);
            name.chars().count() >= LETTERS && places.any(|(at, _)| stands(at))
        };
        let has_date = spoken().any(|word| word.starts_with(char::is_numeric));
        let (count, all) = (names().count(), spoken().count());
        let is_named = count == all && names().any(is_known);
        all <= PLACE && (is_named || has_date && count > 0 && 2 * (count + 1) >= all)
    }

    /// Cuts a difference into what is furniture and what is not.
    pub(super) fn cut(&self, edit: &Edit, into: &mut Vec<Edit>) {
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
