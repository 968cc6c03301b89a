//! Text that a page takes along with a larger reprint: articles of one publisher quote one another, and whoever
//! reprints one of them has the shared paragraph from there.

use std::ops::Range;

use crate::matching::{Class, EditKind, Passage, PassageKind, Reuse};

/// Share of a passage that must lie in the larger reprint, word for word, for it to come from there.
const COVERED: f64 = 0.8;

/// For each reuse of a page, the index of the larger reprint that it is part of. `reuses` stand most reproduced first;
/// only what is less than a partial reprint can be part of another, so that two copies of one article both count.
pub(super) fn part_of(reuses: &[&Reuse]) -> Vec<Option<usize>> {
    let taken: Vec<Vec<Range<usize>>> = reuses.iter().map(|reuse| reproduced(reuse)).collect();
    reuses
        .iter()
        .enumerate()
        .map(|(index, reuse)| {
            if matches!(reuse.class, Class::Full | Class::Partial) {
                return None;
            }
            (0..index).find(|&larger| {
                matches!(reuses[larger].class, Class::Full | Class::Partial)
                    && !reuse.passages.is_empty()
                    && reuse
                        .passages
                        .iter()
                        .all(|passage| is_covered(passage, &taken[larger]))
            })
        })
        .collect()
}

/// The stretches of the page that hold the original's own words: passages without what was inserted or put in the place
/// of other words. Ordered and disjoint.
fn reproduced(reuse: &Reuse) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for passage in &reuse.passages {
        if passage.kind == PassageKind::Reworded {
            continue;
        }
        let mut start = passage.page.start;
        for edit in &passage.edits {
            if matches!(edit.kind, EditKind::Inserted | EditKind::Replaced) {
                ranges.push(start..edit.page.start);
                start = start.max(edit.page.end);
            }
        }
        ranges.push(start..passage.page.end);
    }
    ranges.retain(|range| range.start < range.end);
    ranges
}

fn is_covered(passage: &Passage, taken: &[Range<usize>]) -> bool {
    let inside: usize = taken
        .iter()
        .map(|range| {
            let end = range.end.min(passage.page.end);
            end.saturating_sub(range.start.max(passage.page.start))
        })
        .sum();
    inside as f64 >= COVERED * passage.page.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::{Marks, Params, Prepared, compare};

    const SHARED: &str = "The harbour office counted nine hundred boats last summer, twice as many as the moorings \
        were built for, and the divers who look after the chains say that half of them hang by a single shackle now.";

    /// Two hundred words that no other article has.
    fn article(about: &str) -> String {
        (0..200)
            .map(|n| format!("{about}{n}{} ", if n % 9 == 8 { "." } else { "" }))
            .collect()
    }

    fn reuse(original: &str, page: &str) -> Reuse {
        let prepared = |text: &str| Prepared::new(text, &Marks::default());
        compare(&prepared(original), &prepared(page), &Params::default())
    }

    #[test]
    fn a_paragraph_that_two_articles_share_comes_with_the_one_that_is_reprinted() {
        let first = format!("{}{SHARED} {}", article("ropes"), article("knots"));
        let second = format!("{}{SHARED} {}", article("lamps"), article("buoys"));
        let page = reuse(&first, &first);
        let along = reuse(&second, &first);
        assert_eq!((page.class, along.class), (Class::Full, Class::Excerpt));
        assert_eq!(part_of(&[&page, &along]), [None, Some(0)]);
    }

    #[test]
    fn a_paragraph_put_into_a_reprint_is_a_reprint_of_its_own() {
        let first = format!("{}{}", article("ropes"), article("knots"));
        let second = format!("{}{SHARED} {}", article("lamps"), article("buoys"));
        let page = format!("{}{SHARED} {}", article("ropes"), article("knots"));
        let (whole, inserted) = (reuse(&first, &page), reuse(&second, &page));
        assert_eq!((whole.class, inserted.class), (Class::Full, Class::Excerpt));
        assert_eq!(part_of(&[&whole, &inserted]), [None, None]);
    }

    #[test]
    fn two_copies_of_one_article_are_both_reprinted() {
        let text = article("ropes");
        let (one, two) = (reuse(&text, &text), reuse(&text, &text));
        assert_eq!(part_of(&[&one, &two]), [None, None]);
    }
}
