//! From runs to passages: runs near one another in both texts belong together.

use std::ops::Range;

use super::exact::Run;
use super::prepared::Prepared;

/// Widest gap in tokens between two runs of one passage, in either text.
const GAP: usize = 30;
/// Widest gap between passages on one diagonal: the same distance in both texts.
const DIAGONAL_GAP: usize = 60;
/// How far two passages may be off one diagonal, in tokens.
const DIAGONAL_SLACK: usize = 12;
/// Passages a run is compared with, latest first.
const OPEN: usize = 12;

/// Runs that form one passage.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    pub(super) page: Range<usize>,
    pub(super) original: Range<usize>,
    pub(super) runs: Vec<Run>,
}

impl Cluster {
    pub(super) fn new(run: Run) -> Self {
        Self {
            page: run.page_range(),
            original: run.original_range(),
            runs: vec![run],
        }
    }

    fn absorb(&mut self, other: Self) {
        self.page = self.page.start.min(other.page.start)..self.page.end.max(other.page.end);
        self.original = self.original.start.min(other.original.start)
            ..self.original.end.max(other.original.end);
        self.runs.extend(other.runs);
    }

    /// Unmasked words and single characters of the runs.
    pub(super) fn evidence(&self, page: &Prepared) -> (usize, usize) {
        self.runs.iter().fold((0, 0), |sum, run| {
            let (words, single) = page.evidence(run.page_range());
            (sum.0 + words, sum.1 + single)
        })
    }

    /// Share of the wider of the two stretches that the runs cover.
    pub(super) fn density(&self) -> f64 {
        let covered: usize = self.runs.iter().map(|run| run.len).sum();
        covered as f64 / self.page.len().max(self.original.len()).max(1) as f64
    }
}

/// Distance between two ranges; 0 if they touch or overlap.
pub(super) fn distance(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.start
        .saturating_sub(b.end)
        .max(b.start.saturating_sub(a.end))
}

/// Groups runs (in the order of the page) into clusters.
pub(super) fn clusters(runs: &[Run]) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    for run in runs {
        let near = clusters
            .iter()
            .enumerate()
            .rev()
            .take(OPEN)
            .filter(|(_, cluster)| {
                distance(&cluster.page, &run.page_range()) <= GAP
                    && distance(&cluster.original, &run.original_range()) <= GAP
            })
            .min_by_key(|(_, cluster)| distance(&cluster.original, &run.original_range()));
        match near {
            Some((index, _)) => clusters[index].absorb(Cluster::new(*run)),
            None => clusters.push(Cluster::new(*run)),
        }
    }
    clusters
}

/// Joins clusters that continue one another: near in both texts, or a little farther apart on one diagonal. Joined in
/// the order of the page; what lies between them on the page must be free.
pub(super) fn join(mut clusters: Vec<Cluster>) -> Vec<Cluster> {
    clusters.sort_by_key(|cluster| (cluster.page.start, cluster.original.start));
    let mut joined: Vec<Cluster> = Vec::new();
    for cluster in clusters {
        match joined.last_mut() {
            Some(last) if continues(last, &cluster) => last.absorb(cluster),
            _ => joined.push(cluster),
        }
    }
    joined
}

fn continues(a: &Cluster, b: &Cluster) -> bool {
    let on_page = distance(&a.page, &b.page);
    let in_original = distance(&a.original, &b.original);
    if on_page <= GAP && in_original <= GAP {
        return true;
    }
    let ahead = b.original.start >= a.original.end;
    ahead
        && on_page <= DIAGONAL_GAP
        && in_original <= DIAGONAL_GAP
        && on_page.abs_diff(in_original) <= DIAGONAL_SLACK
}
