//! One list of passages from two tracks: exact runs and reworded sentences.

use std::ops::Range;

use super::align::Aligned;
use super::reworded::Reworded;

/// Share of a reworded passage that is exact already, from which the exact passages stand.
const EXACT: f64 = 0.7;
/// Share of an exact passage inside a reworded one, from which it is a part of it.
const INSIDE: f64 = 0.5;

/// A passage of the report.
#[derive(Debug, Clone)]
pub(super) enum Fused {
    /// An exact or edited passage: its index.
    Exact(usize),
    /// A reworded passage with the exact ones inside it.
    Reworded(Reworded),
}

/// Puts the passages of both tracks together: disjoint on the page, in its order.
pub(super) fn fuse(exact: &[Aligned], reworded: Vec<Reworded>) -> Vec<Fused> {
    let mut taken = vec![false; exact.len()];
    let mut fused = Vec::new();
    for mut passage in reworded {
        let first = exact.partition_point(|other| other.page.end <= passage.page.start);
        let on_page: Vec<usize> = (first..exact.len())
            .take_while(|index| exact[*index].page.start < passage.page.end)
            .filter(|index| !taken[*index])
            .collect();
        let covered: usize = on_page
            .iter()
            .map(|index| overlap(&exact[*index].page, &passage.page))
            .sum();
        if covered as f64 >= EXACT * passage.page.len() as f64 {
            continue;
        }
        let page = passage.page.clone();
        let original = passage.original.clone();
        for index in on_page {
            let other = &exact[index];
            let inside = overlap(&other.page, &page) as f64 >= INSIDE * other.page.len() as f64;
            let same_source = overlap(&other.original, &original) > 0;
            if inside {
                taken[index] = true;
                if same_source {
                    passage.page = hull(&passage.page, &other.page);
                    passage.original = hull(&passage.original, &other.original);
                }
            } else if other.page.start <= passage.page.start {
                passage.page.start = passage.page.start.max(other.page.end);
            } else {
                passage.page.end = passage.page.end.min(other.page.start);
            }
        }
        if !passage.page.is_empty() {
            fused.push(Fused::Reworded(passage));
        }
    }
    fused.extend(
        (0..exact.len())
            .filter(|index| !taken[*index])
            .map(Fused::Exact),
    );
    fused.sort_by_key(|passage| match passage {
        Fused::Exact(index) => exact[*index].page.start,
        Fused::Reworded(passage) => passage.page.start,
    });
    fused
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn hull(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}
