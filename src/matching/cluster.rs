//! From runs to passages: runs near one another in both texts belong together, in whatever order.

use std::ops::Range;

use super::exact::Run;

/// Widest gap in tokens between neighbouring runs of one passage, in either text. By hand, held against the sets of
/// `examples/eval`.
pub(super) const GAP: usize = 30;
/// Widest gap between passages on one diagonal: about the same distance in both texts. By hand, held against the sets
/// of `examples/eval`.
const DIAGONAL_GAP: usize = 80;
/// How far two passages may be off one diagonal, as a share of the gap, and in tokens at least. By hand, held against
/// the sets of `examples/eval`.
const DIAGONAL_SLACK: usize = 12;
/// Rounds of splitting by page and by original; ordinary texts need two or three. By hand.
const ROUNDS: usize = 12;

/// Runs that form one passage, in the order of the page.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub(super) page: Range<usize>,
    pub(super) original: Range<usize>,
    pub(super) runs: Vec<Run>,
}

impl Cluster {
    fn new(mut runs: Vec<Run>) -> Self {
        runs.sort_unstable_by_key(|run| (run.page, run.original));
        let hull = |range: fn(Run) -> Range<usize>| {
            let start = runs
                .iter()
                .map(|run| range(*run).start)
                .min()
                .unwrap_or_default();
            let end = runs
                .iter()
                .map(|run| range(*run).end)
                .max()
                .unwrap_or_default();
            start..end
        };
        Self {
            page: hull(Run::page_range),
            original: hull(Run::original_range),
            runs,
        }
    }
}

/// Distance between two ranges; 0 if they touch or overlap.
pub(super) fn distance(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.start
        .saturating_sub(b.end)
        .max(b.start.saturating_sub(a.end))
}

/// Groups runs into clusters without wide gaps in either text, then joins those that continue one another.
pub(super) fn clusters(runs: &[Run]) -> Vec<Cluster> {
    let mut groups: Vec<Vec<Run>> = vec![runs.to_vec()];
    for round in 0..ROUNDS {
        let before = groups.len();
        let range = if round % 2 == 0 {
            Run::page_range
        } else {
            Run::original_range
        };
        groups = groups
            .into_iter()
            .flat_map(|group| split(group, range))
            .collect();
        if round > 1 && groups.len() == before {
            break;
        }
    }
    let mut sources = vec![
        0u32;
        runs.iter()
            .map(|run| run.original + run.len)
            .max()
            .unwrap_or(0)
    ];
    let mut copies = 0;
    let mut clusters: Vec<Cluster> = groups
        .into_iter()
        .filter(|group| !group.is_empty())
        .flat_map(|group| split_copies(group, &mut sources, &mut copies))
        .map(Cluster::new)
        .collect();
    clusters.sort_by_key(|cluster| (cluster.page.start, cluster.original.start));
    join(clusters)
}

/// Splits runs wherever their ranges leave a wide gap.
fn split(mut runs: Vec<Run>, range: fn(Run) -> Range<usize>) -> Vec<Vec<Run>> {
    runs.sort_unstable_by_key(|run| (range(*run).start, run.page, run.original));
    let mut groups: Vec<Vec<Run>> = Vec::new();
    let mut end = 0;
    for run in runs {
        match groups.last_mut() {
            Some(last) if range(run).start <= end + GAP => last.push(run),
            _ => groups.push(vec![run]),
        }
        end = end.max(range(run).end);
    }
    groups
}

/// Splits runs where the page begins to repeat what it has reproduced just before. `sources` says which copy every token
/// of the original went into last, `copies` counts the copies.
fn split_copies(mut runs: Vec<Run>, sources: &mut [u32], copies: &mut u32) -> Vec<Vec<Run>> {
    runs.sort_unstable_by_key(|run| (run.page, run.original));
    let mut groups: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let known = sources[run.original_range()]
            .iter()
            .filter(|copy| **copy == *copies)
            .count();
        match groups.last_mut() {
            Some(last) if 2 * known <= run.len => last.push(run),
            _ => {
                *copies += 1;
                groups.push(vec![run]);
            }
        }
        sources[run.original_range()].fill(*copies);
    }
    groups
}

/// Joins clusters, in the order of the page, that go on in the original where the last one stopped.
fn join(clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut joined: Vec<Cluster> = Vec::new();
    for cluster in clusters {
        match joined.last_mut() {
            Some(last) if continues(last, &cluster) => {
                let mut runs = std::mem::take(&mut last.runs);
                runs.extend(cluster.runs);
                *last = Cluster::new(runs);
            }
            _ => joined.push(cluster),
        }
    }
    joined
}

fn continues(a: &Cluster, b: &Cluster) -> bool {
    let on_page = distance(&a.page, &b.page);
    let in_original = distance(&a.original, &b.original);
    let ahead = b.original.start >= a.original.end;
    let slack = DIAGONAL_SLACK.max(on_page.min(in_original) / 2);
    ahead && on_page.max(in_original) <= DIAGONAL_GAP && on_page.abs_diff(in_original) <= slack
}
