//! Furniture: what a page puts between the blocks of a text without changing it, such as a byline, a date, a caption,
//! an advertisement, a list of other articles, a credit line or a note of its editor. The words of these blocks are no
//! words put in; whole blocks of prose are, and so is what was changed within copied blocks.

mod parts;
mod texts;
pub(super) mod told;

use std::ops::Range;

use self::parts::{Cut, lines_of, paragraphs_of, taken};
use self::texts::Texts;
use super::explained::joined;
use crate::credit::{Credit, CreditKind, Target};
use crate::matching::{Class, Edit, EditKind, Passage, PassageKind, Reuse};
use crate::originals::Original;
use crate::page::{Page, Visibility};
use crate::text::tokens;

/// Share of the page that comes from the original from which what stands between two passages was put into the text; a
/// page that quotes a text now and then speaks for itself. By hand.
const MADE_OF: f64 = 0.5;

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
    let is_made_of = reuse.class >= Class::Partial && reuse.page_share >= MADE_OF;
    reuse.between = if is_made_of {
        between(&texts, &mut reuse.passages)
    } else {
        Vec::new()
    };
    if reuse.class == Class::Full || is_made_of {
        texts.widen(&mut reuse.passages);
        reuse
            .between
            .extend(at_the_ends(&texts, page, &reuse.passages));
    }
    for passage in &mut reuse.passages {
        let edits = within(&texts, passage);
        // A paragraph of the page's own among those of the text.
        let is_own =
            |edit: &&Edit| edit.kind == EditKind::Inserted && texts.page.is_foreign(&edit.page);
        reuse.between.extend(edits.iter().filter(is_own).cloned());
        count_without(&texts, passage, &edits);
        passage.edits = edits;
        let is_verbatim = passage.edits.iter().all(|edit| !edit.kind.is_change());
        if passage.kind == PassageKind::Edited && is_verbatim {
            passage.kind = PassageKind::Verbatim;
        }
    }
    reuse
}

/// What was done between passages that follow one another.
fn between(texts: &Texts<'_>, passages: &mut [Passage]) -> Vec<Edit> {
    let mut between = Vec::new();
    for at in 1..passages.len() {
        let (before, behind) = passages.split_at_mut(at);
        let (Some(one), Some(next)) = (before.last_mut(), behind.first_mut()) else {
            continue;
        };
        let is_copy = |kind: PassageKind| kind != PassageKind::Reworded;
        let goes_on = one.page.end <= next.page.start && one.original.end <= next.original.start;
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
    between
}

/// Paragraphs of the page's own in the place of the first and the last one of the text, beside those that it has.
fn at_the_ends(texts: &Texts<'_>, page: &Page, passages: &[Passage]) -> Vec<Edit> {
    let Some((first, last)) = outermost(passages) else {
        return Vec::new();
    };
    let siblings = |one: usize, other: usize| {
        let parent = |at: usize| {
            let number = page.blocks.partition_point(|block| block.start <= at);
            let block = page.blocks.get(number.checked_sub(1)?)?;
            Some(page.elements.get(block.element)?.parent)
        };
        parent(one).is_some_and(|parent_of| parent(other) == Some(parent_of))
    };
    let own = [texts.replaced(first, true), texts.replaced(last, false)];
    let inside = [first.page.start, last.page.end.saturating_sub(1)];
    let own = own.into_iter().flatten();
    own.filter(|edit| inside.iter().any(|at| siblings(edit.page.start, *at)))
        .collect()
}

/// The differences within a passage, furniture set apart.
fn within(texts: &Texts<'_>, passage: &Passage) -> Vec<Edit> {
    let mut edits = Vec::with_capacity(passage.edits.len());
    for edit in &passage.edits {
        match edit.kind {
            EditKind::Inserted | EditKind::Deleted | EditKind::Replaced if texts.is_mark(edit) => {
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
    edits
}

/// Counts how like a passage is to the original without the furniture among its differences.
fn count_without(texts: &Texts<'_>, passage: &mut Passage, edits: &[Edit]) {
    let count = |text: &str| tokens(text).list.len();
    let (mut left_out, mut put_in) = (0, 0);
    for edit in edits.iter().filter(|edit| edit.kind == EditKind::Furniture) {
        left_out += count(texts.original.says(&edit.original));
        put_in += count(texts.page.says(&edit.page));
    }
    if left_out + put_in > 0 && passage.kind != PassageKind::Reworded {
        let (of_original, of_page) = passage.tokens;
        let equal = passage.similarity * of_original.max(of_page) as f64;
        let longer = of_original
            .saturating_sub(left_out)
            .max(of_page.saturating_sub(put_in));
        passage.similarity = (equal / longer.max(1) as f64).min(1.0);
    }
}

/// The first and the last passage that holds words of the original.
fn outermost(passages: &[Passage]) -> Option<(&Passage, &Passage)> {
    let mut exact = passages
        .iter()
        .filter(|passage| passage.kind != PassageKind::Reworded);
    let first = exact.next()?;
    Some((first, exact.next_back().unwrap_or(first)))
}
